"""What an indicator's claim on a number is, and the scene that a rule may look at.

Lives here: these records and the lexicon's patterns by the unit class that they can claim. Never here: how a pattern is met
(`terms.matching`), which words are tried (`rules`, `indices.standing`).
"""

from __future__ import annotations

import dataclasses
import functools
from typing import NamedTuple

from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.terms.lexicon import Lexicon, Pattern
from scrapers.extraction.terms.term_index import TermIndex
from scrapers.extraction.text.phrases import Surroundings
from scrapers.reference import Indicator

PatternTable = dict[str, list[Pattern]]

UNITS_OF_CLASS: dict[UnitClass, tuple[str, ...]] = {
    "percent": ("percent",),
    "percent_points": ("percent",),
    "score": ("score",),
    "rank": ("rank",),
    "steps": ("rank",),
    "money": ("vnd_billion",),
    "per_100_people": ("per_100_people",),
    "per_1000_people": ("per_1000_people",),
    "per_person": ("ratio", "per_100_people"),
    "km": ("km",),
    "count": ("count", "person"),
    "other_measure": (),
}
# `Trong 9 huyện, thành phố, TP Cà Mau làm tốt nhất với 14,8%`: where, not what.
KINDS_OF_PLACES = frozenset({"commune", "village", "district_unit"})
# Words for what is aimed at or spoken of: `cao hơn chỉ tiêu Nghị quyết đề ra`, `các chỉ tiêu này`.
AIMS_AND_TOPICS = frozenset({"goal", "task", "resolution", "dt_topic", "dt_index"})
_TOPIC = "dt_topic"
# Indices on a scale of 100 that texts also print as a percentage.
SCORES_AS_PERCENT = frozenset({"sipas_score", "par_index_score", "local_dti_score"})


def counts_of_shares(indicators: dict[str, Indicator]) -> dict[str, str]:
    """By the code of a share, that of the count which is its part: `186/267 sản phẩm, đạt 70%`.

    In the codebook the count is a child of its share, or the share one of the count, where both are parts of the same whole.
    """
    counts: dict[str, str] = {}
    for one in indicators.values():
        parent = indicators.get(one.parent_code or "")
        if parent is None:
            continue
        if one.unit == "count" and parent.unit == "percent":
            counts[parent.code] = one.code
        elif one.unit == "percent" and parent.unit == "count" and one.denominator == parent.denominator is not None:
            counts[one.code] = parent.code
    return counts


def shares_of_counted(indicators: dict[str, Indicator]) -> frozenset[str]:
    """The shares whose whole is an indicator, too: `100% sản phẩm OCOP (11 sản phẩm)` tells how many there are."""
    return frozenset(one.code for one in indicators.values() if one.unit == "percent" and one.denominator in indicators)


class Claim(NamedTuple):
    """An indicator's claim on a number: by which rule, from which phrase, how strongly."""

    indicator_code: str
    rule: str
    score: float
    confidence: float
    phrase_start: int
    phrase_end: int
    is_exact: bool
    is_shared: bool = False


class Context(NamedTuple):
    """What the patterns' `near` and `topic` look at: where the near text begins and ends, and the document's topics."""

    near_start: int
    sentence_start: int
    near_end: int
    topics: frozenset[str]


@dataclasses.dataclass(frozen=True)
class Scene:
    """A number in its text: all that a rule may look at."""

    text: str
    terms: TermIndex
    number: Quantity
    around: Surroundings
    context: Context

    @functools.cached_property
    def near(self) -> set[str]:
        """Concepts of the sentence and of what stands shortly before it."""
        return {hit.concept for hit in self.terms.between(self.context.near_start, self.context.near_end)}

    @functools.cached_property
    def in_sentence(self) -> set[str]:
        """Concepts of the sentence alone."""
        return {hit.concept for hit in self.terms.between(self.context.sentence_start, self.context.near_end)}


class PatternTables:
    """The lexicon's patterns by the unit class that they can claim and by the concept that opens them."""

    def __init__(self, lexicon: Lexicon, indicators: dict[str, Indicator]) -> None:
        self._tables: dict[UnitClass, PatternTable] = {}
        for unit_class, units in UNITS_OF_CLASS.items():
            table: PatternTable = {}
            for pattern in lexicon.patterns:
                code = pattern.indicator_code
                is_score = unit_class in ("percent", "percent_points") and code in SCORES_AS_PERCENT
                if indicators[code].unit not in units and not is_score:
                    continue
                for concept in pattern.head or pattern.all_of[0]:
                    if not (is_score and concept == _TOPIC):  # a share beside the topic's name is no score
                        table.setdefault(concept, []).append(pattern)
            self._tables[unit_class] = table

    def of(self, unit_class: UnitClass) -> PatternTable:
        """Patterns for a unit class by concept."""
        return self._tables[unit_class]

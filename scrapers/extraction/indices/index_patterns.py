"""How the patterns of indices are met: by their nouns, what stands with them, and the scale of a score.

Lives here: the evaluation for ranks, moves and scores. Never here: which nouns are asked (see `standing`), the same for counts and shares
(see `terms.matching`).
"""

from __future__ import annotations

from collections.abc import Iterator

from scrapers.extraction.attachment.claims import Claim, PatternTable, PatternTables, Scene
from scrapers.extraction.indices.index_nouns import outside_asides
from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.terms.lexicon import Pattern
from scrapers.extraction.terms.term_index import Hit
from scrapers.reference import Indicator

# The provinces' own indices have a hundred to a thousand points.
_LOCAL_SCALES = frozenset(float(points) for points in range(100, 1001, 50))
RUNNING_INDEX = "idx766_"
"""How the codes of the index of Decision 766 begin, which is reckoned every day; the others have yearly editions."""
# The parts of the index of Decision 766 and the scales of the composite indices.
SCALES = frozenset({10.0, 12.0, 18.0, 20.0, 22.0, 80.0}) | _LOCAL_SCALES
_OTHER_SCALES = {"local_dti_score": _LOCAL_SCALES}


class IndexPatterns:
    """The patterns of indices and their components."""

    def __init__(self, tables: PatternTables, indicators: dict[str, Indicator]) -> None:
        self._tables, self._indicators = tables, indicators

    def table(self, number: Quantity) -> PatternTable:
        """The patterns of what a number is: moves of ranks are of what the ranks are of."""
        return self._tables.of("rank" if number.unit_class == "steps" else number.unit_class)

    def claims(
        self, scene: Scene, table: PatternTable, nouns: list[Hit], rule: str, confidence: float, span: tuple[int, int]
    ) -> list[Claim]:
        """The strongest claim of what the nouns open on a number, at most one."""
        claims = [
            Claim(
                pattern.indicator_code,
                rule,
                score,
                confidence if noun.is_exact else confidence - 0.15,
                *span,
                noun.is_exact,
            )
            for noun, pattern, score in self._met(scene, table, nouns, span)
        ]
        return sorted(claims, key=lambda claim: -claim.score)[:1]

    def _met(
        self, scene: Scene, table: PatternTable, nouns: list[Hit], span: tuple[int, int]
    ) -> Iterator[tuple[Hit, Pattern, float]]:
        near = scene.near
        in_item = {hit.concept for hit in scene.terms.between(scene.around.item_start, scene.around.item_end)}
        in_span = {
            hit.concept
            for hit in outside_asides(scene, scene.terms.between(min(span[0], scene.number.text_start), span[1]))
        }
        for order, noun in enumerate(nouns):
            for pattern in table.get(noun.concept, ()):
                is_met = (
                    (not pattern.head or noun.concept in pattern.head)
                    and not pattern.none_of & in_span
                    and (not pattern.phrase or bool(pattern.phrase & in_item))
                    and not pattern.not_in_sentence & scene.in_sentence
                    and self._fits_scale(pattern.indicator_code, scene.number)
                    and not (pattern.over_scale and scene.number.out_of is None)
                    and all(group & (in_span | {noun.concept}) for group in pattern.all_of)
                    and all(group & near for group in pattern.near)
                    and all(group & near or group & scene.context.topics for group in pattern.topic)
                )
                if is_met:
                    specific = 0.5 * len(pattern.all_of) + 0.35 * len(pattern.near)
                    yield noun, pattern, 1.0 + 0.12 * noun.words + specific - 0.2 * order

    def _fits_scale(self, code: str, number: Quantity) -> bool:
        scale = self._indicators[code].scale_max
        if number.unit_class != "score" or scale is None:
            return True
        if number.out_of is not None and number.out_of not in {scale, *_OTHER_SCALES.get(code, ())}:
            return False
        return number.value <= scale * 1.0001

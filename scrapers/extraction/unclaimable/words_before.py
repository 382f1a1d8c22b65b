"""The words before a number by which no indicator may claim it, each with the reason that the reader is given.

Lives here: all of them in the order in which they are asked, and how the few are found that can hold. Never here: the wordings (see
`comparisons_before`, `groups_before`, `other_subjects_before`, `parts_before`, `single_units_before`), what stands right behind a number (see
`words_behind`), what else makes a number unclaimable (see `reasons`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import ahocorasick

from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.unclaimable.comparisons_before import COMPARISONS_BEFORE
from scrapers.extraction.unclaimable.groups_before import GROUPS_BEFORE
from scrapers.extraction.unclaimable.other_subjects_before import OTHER_SUBJECTS_BEFORE
from scrapers.extraction.unclaimable.parts_before import PARTS_BEFORE
from scrapers.extraction.unclaimable.said_before import SaidBefore
from scrapers.extraction.unclaimable.single_units_before import SINGLE_UNITS_BEFORE

# What the words of the item before a number say, by the units that it has (any, where none is named); one of the words
# must stand there, and all of them are looked for at once.
_SAID_BEFORE: SaidBefore = (
    *COMPARISONS_BEFORE,
    *PARTS_BEFORE,
    *SINGLE_UNITS_BEFORE,
    *OTHER_SUBJECTS_BEFORE,
    *GROUPS_BEFORE,
)


def _automaton() -> ahocorasick.Automaton:
    owners: dict[str, list[int]] = {}
    for place, (_, _, words, _) in enumerate(_SAID_BEFORE):
        for word in words:
            owners.setdefault(word, []).append(place)
    automaton = ahocorasick.Automaton()
    for word, places in owners.items():
        automaton.add_word(word, tuple(places))
    automaton.make_automaton()
    return automaton


_WORDS = _automaton()


def said_before(before: str, unit_class: UnitClass) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The reasons for which a number may be unclaimable by the words before it, in lower case, each with what they must then match."""
    found = {place for _, places in _WORDS.iter(before) for place in places}
    for place in sorted(found):
        reason, unit_classes, _, pattern = _SAID_BEFORE[place]
        if not unit_classes or unit_class in unit_classes:
            yield reason, pattern

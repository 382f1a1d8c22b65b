"""Tables at fixed places that go on over pages: the heads come again at the top of each, below the number of a page.

Lives here: which lines are such heads and numbers. Never here: which lines are a table (see `layout_columns`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.layout_places import Segment
from scrapers.parsing.plain_tables.table_marks import NUMBER_HEADS

_NUMBER_HEAD = re.compile(rf"(?i)(?:{NUMBER_HEADS})\.?")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_MOST_HEAD_LINES = 6


def without_repeated_heads(lines: Sequence[list[Segment]]) -> list[list[Segment]]:
    """The lines of a table, the heads of its further pages left out, and the number of a page over them.

    Heads come again where a line with a head for the numbers of rows does, with the lines right over and below it that
    are the same, too.
    """
    said = [tuple(segment.text for segment in line) for line in lines]
    first = next((place for place, row in enumerate(said) if row and _NUMBER_HEAD.fullmatch(row[0])), None)
    if first is None:
        return list(lines)
    left_out: set[int] = set()
    for place in range(first + 1, len(said)):
        if said[place] != said[first]:
            continue
        above, below = _same(said, first, place, -1), _same(said, first, place, 1)
        left_out |= set(range(place - above, place + below + 1))
        over = next((at for at in range(place - above - 1, first, -1) if said[at]), first)
        if len(said[over]) == 1 and _PAGE_NUMBER.fullmatch(said[over][0]):
            left_out.add(over)
    return [line for place, line in enumerate(lines) if place not in left_out]


def _same(said: Sequence[tuple[str, ...]], first: int, again: int, step: int) -> int:
    """How many lines on from two that are the same are so, too, up or down, without one that is empty."""
    count = 0
    while count < _MOST_HEAD_LINES:
        one, other = first + step * (count + 1), again + step * (count + 1)
        if one < 0 or other >= len(said) or not said[one] or said[one] != said[other]:
            break
        count += 1
    return count

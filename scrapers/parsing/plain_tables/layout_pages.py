"""Tables at fixed places that go on over pages: the heads come again at the top of each, below the number of a page.

Lives here: which lines are such heads and numbers. Never here: which lines are a table (see `layout_columns`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from scrapers.parsing.plain_tables.layout_places import Segment
from scrapers.parsing.plain_tables.table_marks import NUMBER_HEAD

_PAGE_NUMBER = re.compile(r"-\s?\d{1,3}\s?-|(?:Trang )?\d{1,3}(?:/\d{1,3})?")
_PAGE_LINE = re.compile(rf"\s{{8,}}(?:{_PAGE_NUMBER.pattern})\s*\f?")
_MOST_HEAD_LINES, _MOST_EMPTY, _FAR = 6, 4, 16


def without_page_marks(lines: Sequence[list[Segment]]) -> list[list[Segment]]:
    """The lines of a table, the heads of its further pages left out, and the number of a page over any of them.

    Heads come again where a line with a head for the numbers of rows does, with the lines right over and below it that
    are the same, too.
    """
    said = [tuple(segment.text for segment in line) for line in lines]
    first = next((place for place, row in enumerate(said) if row and NUMBER_HEAD.fullmatch(row[0])), None)
    if first is None:
        return list(lines)
    left_out: set[int] = set()
    for place in range(first + 1, len(said)):
        if said[place] != said[first]:
            continue
        above, below = _same(said, first, place, -1), _same(said, first, place, 1)
        left_out |= set(range(place - above, place + below + 1))
        over = next((at for at in range(place - above - 1, first, -1) if said[at]), first)
        if _is_page_number(lines[over]):
            left_out.add(over)
    return [line for place, line in enumerate(lines) if place not in left_out]


def page_numbers_apart(lines: Sequence[list[Segment]]) -> tuple[list[list[Segment]], list[str]]:
    """The lines of a table and the numbers of pages that stood alone in one: over its heads, or far from the left.

    Near the left such a number is that of a row, whose label stands around it.
    """
    alone = [_is_page_number(line) and (not place or line[0].start >= _FAR) for place, line in enumerate(lines)]
    rest = [line for line, is_number in zip(lines, alone, strict=True) if not is_number]
    return rest, [line[0].text for line, is_number in zip(lines, alone, strict=True) if is_number]


def _is_page_number(line: Sequence[Segment]) -> bool:
    return len(line) == 1 and _PAGE_NUMBER.fullmatch(line[0].text) is not None


def without_page_breaks(lines: Sequence[str], is_row: Callable[[str], bool]) -> list[str]:
    """The lines, the empty ones left out around the number of a page that stands within a table."""
    result: list[str] = []
    place = 0
    while place < len(lines):
        number = place
        while number < len(lines) and number < place + _MOST_EMPTY and not lines[number].strip():
            number += 1
        end = number + 1
        while end < len(lines) and end < number + _MOST_EMPTY and not lines[end].strip():
            end += 1
        # Over the page's end alone the next one must begin with cells, and not with an indented paragraph.
        is_parted = number > place or (end > number + 1 and end < len(lines) and "  " in lines[end].strip())
        is_number = is_parted and end < len(lines) and _PAGE_LINE.fullmatch(lines[number]) is not None
        if is_number and result and is_row(result[-1]) and is_row(lines[end]):
            result.append(lines[number])
            place = end
        else:
            result.append(lines[place])
            place += 1
    return result


def _same(said: Sequence[tuple[str, ...]], first: int, again: int, step: int) -> int:
    """How many lines on from two that are the same are so, too, up or down, without one that is empty."""
    count = 0
    while count < _MOST_HEAD_LINES:
        one, other = first + step * (count + 1), again + step * (count + 1)
        if one < 0 or other >= len(said) or not said[one] or said[one] != said[other]:
            break
        count += 1
    return count

"""Rows with bars of which a cell goes on over several lines, made one line each.

`8 | … | Cấp huyện: 90%`, `Cấp xã: 80% | … |`

Lives here: only that. Never here: cells that all stand on lines of their own (see `barred_cells`), what the cells say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.table_marks import NUMBER_HEADS, NUMBERS

_BAR = "|"
_ROWS_BEFORE, _FEWEST_BARS, _MOST_LINES, _LONGEST_CELL = 4, 3, 6, 300
_NUMBERED = re.compile(rf"\s*\|?\s*(?:(?:{NUMBERS}|[a-hđ])[.)]?|-)\s*\|")
_HEAD = re.compile(rf"(?i)\s*\|?\s*(?:{NUMBER_HEADS})\.?\s*\|")


def with_whole_rows(lines: Sequence[str]) -> list[str]:
    """The lines, each row that was broken within a cell as one line; the others as they are.

    A broken row has fewer bars than the widest of the rows right before it, heads than the first row below them, and
    comes to as many with the lines behind it, none of which is a row itself.
    """
    result: list[str] = []
    before: list[int] = []  # the bars of the rows right before
    place = 0
    while place < len(lines):
        if not lines[place].strip():
            before = []
        is_head = not before and _HEAD.match(lines[place]) is not None
        end = _end(lines, place, _bars_below(lines, place) if is_head else max(before, default=0))
        row = " ".join(line.strip() for line in lines[place:end]) if end > place + 1 else lines[place]
        if _BAR in row:
            before = [*before, row.count(_BAR)][-_ROWS_BEFORE:]
        result.append(row)
        place = end
    return result


def _bars_below(lines: Sequence[str], place: int) -> int:
    """The bars of the first row with a number below heads."""
    below = lines[place + 1 : place + _MOST_LINES]
    return next((line.count(_BAR) for line in below if _NUMBERED.match(line)), 0)


def _end(lines: Sequence[str], place: int, usual: int) -> int:
    """Where the row that begins at `place` ends: behind its line, or behind those that it goes on over."""
    bars = lines[place].count(_BAR)
    opens = lines[place].lstrip().startswith(_BAR) or any(form.match(lines[place]) for form in (_NUMBERED, _HEAD))
    if usual < _FEWEST_BARS or not (opens and 0 < bars < usual) or lines[place].rstrip().endswith(_BAR):
        return place + 1
    for end in range(place + 1, min(place + _MOST_LINES, len(lines))):
        line = lines[end]
        if not line.strip() or len(line) > _LONGEST_CELL or _NUMBERED.match(line) or line.lstrip().startswith(_BAR):
            return place + 1
        bars += line.count(_BAR)
        if bars >= usual:
            return end + 1 if bars == usual else place + 1
    return place + 1

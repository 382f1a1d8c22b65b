"""Where the words of a line stand, and which columns of a table those of several lines are in.

Lives here: segments (words that one space holds apart), columns (what overlaps in any two rows is of one). Never here:
which lines are a table (see `layout_columns`), what its heads stand over (see `layout_heads`).
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_CELL = re.compile(r"\S+(?: \S+)*")
RULE = re.compile(r"\s*[-=_]{5,}\s*")
"""A line over or below heads and rows."""

_FARTHEST = 6
Column = tuple[int, int]
"""Where a column begins and ends in its lines."""


class Segment(NamedTuple):
    """Words of a line without a gap between them, and where they stand."""

    start: int
    end: int
    text: str


def segments_of(line: str) -> list[Segment]:
    """The segments of a line from left to right, without rules."""
    composed = unicodedata.normalize("NFC", line)  # so that a letter with its marks is one place
    found = (Segment(match.start(), match.end(), match.group()) for match in _CELL.finditer(composed))
    return [segment for segment in found if RULE.fullmatch(segment.text) is None]


def columns_of(segments: Sequence[Segment]) -> list[Column]:
    """Where columns begin and end: what overlaps in any two rows is of one."""
    columns: list[Column] = []
    for segment in sorted(segments):
        if columns and segment.start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], segment.end))
        else:
            columns.append((segment.start, segment.end))
    return columns


def column_of(segment: Segment, columns: Sequence[Column]) -> int:
    """The column of a segment: the one that it overlaps most, else the nearest."""
    place = bisect.bisect_right(columns, segment.start, key=lambda column: column[1])  # the first that ends behind it
    if place == len(columns) or (place and columns[place][0] >= segment.end):
        before = columns[place - 1][1]
        if place == len(columns) or segment.start - before <= columns[place][0] - segment.end:
            return place - 1
        return place
    last = bisect.bisect_left(columns, segment.end, key=lambda column: column[0])
    shared = [min(end, segment.end) - max(start, segment.start) for start, end in columns[place:last]]
    return place + shared.index(max(shared)) if shared else place


def columns_in_order(row: Sequence[Segment], columns: Sequence[Column]) -> list[int] | None:
    """The columns of the segments of a line, another for each, from left to right; None where one is far from all.

    `Điểm  Hạng`, over values that stand more to the right.
    """
    far = len(columns) * (_FARTHEST + 1)
    costs: list[tuple[int, list[int]]] = [(0, [])] * (len(columns) + 1)  # of the segments so far in the first columns
    for segment in row:
        further: list[tuple[int, list[int]]] = [(far, [])]
        for place, column in enumerate(columns):
            apart = max(column[0] - segment.end, segment.start - column[1], 0)
            before, chosen = costs[place]
            here = (before + (apart if apart <= _FARTHEST else far), [*chosen, place])
            further.append(min(further[-1], here))
        costs = further
    cost, chosen = costs[-1]
    return chosen if cost < far and len(chosen) == len(row) else None


def cells_of(row: Sequence[Segment], columns: Sequence[Column]) -> list[str]:
    """What a line has in each column, `""` where it has nothing."""
    parts: list[list[str]] = [[] for _ in columns]
    for segment in row:
        parts[column_of(segment, columns)].append(segment.text)
    return [" ".join(said) for said in parts]


def overlaps(segment: Segment, column: Column) -> bool:
    """Whether a segment stands over, below or in a part of a column."""
    return segment.start < column[1] and column[0] < segment.end

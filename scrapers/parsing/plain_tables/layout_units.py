"""Units so near to the values behind them that no place of all lines is free between: `TB  1.402.310`.

Lives here: the way from lines with such to lines whose units end before the column of values begins. Never here: the
columns (see `layout_places`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.parsing.plain_tables.layout_places import Column, Segment, columns_of, overlaps
from scrapers.parsing.plain_tables.layout_rows import is_value

_FEWEST_ROWS, _MOST_OF = 3, 2
_LONGEST_UNIT = 14


def with_units_apart(rows: Sequence[list[Segment]], body: Sequence[int]) -> list[list[Segment]]:
    """The lines, units cut where the values begin that share a column of the lines `body` with them."""
    columns = columns_of([segment for place in body for segment in rows[place]])
    result = list(rows)
    for column in columns:
        inside = [[one for one in rows[place] if overlaps(one, column)] for place in body]
        pairs = [row for row in inside if len(row) == 2 and not is_amount(row[0]) and is_amount(row[1])]
        if len(pairs) < _FEWEST_ROWS or len(pairs) * _MOST_OF < sum(map(bool, inside)):
            continue
        start = min(row[1].start for row in pairs)
        units = [one for row in inside for one in row if not is_amount(one)]
        if all(one.start < start - 1 and len(one.text) <= _LONGEST_UNIT for one in units):
            result = [[_cut(one, column, start) for one in row] for row in result]
    return result


def is_amount(segment: Segment) -> bool:
    """Whether a segment is a value with a number."""
    return is_value(segment.text) and any(map(str.isdigit, segment.text))


def _cut(segment: Segment, column: Column, start: int) -> Segment:
    """A unit that ends before the values begin; other segments as they are."""
    if not overlaps(segment, column) or is_amount(segment) or segment.start >= start:
        return segment
    return segment._replace(end=min(segment.end, start - 1))

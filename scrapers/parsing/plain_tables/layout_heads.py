"""What the heads of a table at fixed places stand over: one column each, or the first of several.

Lives here: heads of several lines, and in which columns they stand. Never here: which lines are heads (see
`layout_columns`), over which columns one stands that is over several (see `layout_groups`).
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from scrapers.parsing.plain_tables.layout_groups import (
    MOST_HEAD_LINES,
    group_below,
    groups_over_times,
    last_between,
    of_rows,
    spans_several,
    times_over_groups,
    widened,
    with_stretched,
)
from scrapers.parsing.plain_tables.layout_places import Column, Segment, column_of, columns_in_order


def heads_over(
    rows: Sequence[Sequence[Segment]], columns: Sequence[Column], of_values: AbstractSet[int]
) -> list[list[str]] | None:
    """The heads: what stands over several columns in the first of them, below it, joined, the lines over one each.

    None where two heads of one line fall to one column: nobody knows which is over which.
    """
    rows = _parted(rows)
    is_short = len(rows) <= MOST_HEAD_LINES
    groups = times_over_groups(rows, columns, of_values) or groups_over_times(rows, columns) if is_short else None
    if groups is not None:
        over, rest = groups
        below = _joined_heads(rest, columns, spans=False)
        return [over, below] if below is not None else None
    last = max((place for place, row in enumerate(rows) if any(spans_several(one, columns) for one in row)), default=-1)
    last = max(last, last_between(rows, columns)) if is_short else last
    wide = widened(columns, [one for one in of_rows(rows) if not spans_several(one, columns)])
    rows = with_stretched(rows, last + 1, wide, of_values) if is_short else rows
    joined = [_joined_heads(rows[: last + 1], wide, spans=True)] if last >= 0 else []
    joined += [_joined_heads(rows[last + 1 :], columns, spans=False)] if rows[last + 1 :] else []
    if None in joined:
        return _in_order(rows, len(columns))
    return [heads for heads in joined if heads is not None]


def _in_order(rows: Sequence[Sequence[Segment]], count: int) -> list[list[str]] | None:
    """The heads where what stands over each other makes as many as there are columns, whatever each stands over."""
    groups: list[tuple[int, list[Segment]]] = []  # where each ends, and what is of it
    for segment in sorted(of_rows(rows)):
        if groups and segment.start < groups[-1][0]:
            groups[-1] = (max(groups[-1][0], segment.end), [*groups[-1][1], segment])
        else:
            groups.append((segment.end, [segment]))
    if len(groups) != count:
        return None
    lines = {id(segment): place for place, row in enumerate(rows) for segment in row}
    return [[" ".join(one.text for one in sorted(of, key=lambda one: lines[id(one)])) for _, of in groups]]


def _parted(rows: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """The lines of heads, parted below two heads what one space holds apart: `có sóng 4G (%) cáp quang (%)`."""
    parted = [list(row) for row in rows[:1]]
    for row in rows[1:]:
        begun = [one.start for one in parted[-1]]
        said: list[Segment] = []
        for segment in row:
            inside = begun[bisect.bisect_right(begun, segment.start) : bisect.bisect_left(begun, segment.end)]
            cuts = [start for start in inside if segment.text[start - segment.start - 1] == " "]
            over = bisect.bisect_right(begun, segment.start)
            is_below = over > 0 and parted[-1][over - 1].end > segment.start  # its first words stand below a head, too
            if not (cuts and is_below):
                said.append(segment)
                continue
            bounds = [segment.start, *cuts, segment.end]
            for start, end in itertools.pairwise(bounds):
                text = segment.text[start - segment.start : end - segment.start]
                said.append(Segment(start, start + len(text.rstrip()), text.rstrip()))
        parted.append(said)
    return parted


def _joined_heads(rows: Sequence[Sequence[Segment]], columns: Sequence[Column], *, spans: bool) -> list[str] | None:
    """The words over each column, of which a line stands in that of the words over it: `Điểm`, `766`.

    Where heads may stand over several columns (`spans`), those stand in the first.
    """
    cells: list[list[str]] = [[] for _ in columns]
    above: list[tuple[Segment, int]] = []
    for row in rows:
        placed = []
        starts, ends = [segment.start for segment in row], [segment.end for segment in row]
        # What stands over two heads or more does not go on in them: `Đơn vị tính: Hồ sơ; %`.
        further = [
            (one, place)
            for one, place in above
            if bisect.bisect_left(starts, one.end) - bisect.bisect_right(ends, one.start) == 1
        ]
        for segment in row:
            over = (place for one, place in further if segment.start < one.end and one.start < segment.end)
            place = next(over, None)
            if place is None:
                group = group_below(segment, row, columns) if spans else range(0)
                place = group[0] if len(group) > 1 else column_of(segment, columns)
            cells[place].append(segment.text)
            placed.append((segment, place))
        if len({place for _, place in placed}) < len(placed):
            ordered = None if spans or len(rows) > MOST_HEAD_LINES else columns_in_order(row, columns)
            if ordered is None:
                return None
            for segment, (_, place) in zip(row, placed, strict=True):
                cells[place].remove(segment.text)
            for segment, place in zip(row, ordered, strict=True):
                cells[place].append(segment.text)
            placed = list(zip(row, ordered, strict=True))
        above = placed + [(one, place) for one, place in above if place not in {known for _, known in placed}]
    return [" ".join(said) for said in cells]

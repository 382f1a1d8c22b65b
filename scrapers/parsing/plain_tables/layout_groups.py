"""Heads of a table at fixed places that stand over several columns: which these are.

Lives here: times over groups of heads, heads over times, heads over the middle of their columns. Never here: what each
column's head says in all its lines (see `layout_heads`), where the columns are (see `layout_places`).
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from scrapers.parsing.plain_tables.layout_places import Column, Segment, column_of, columns_in_order, overlaps

_TIME_HEAD, _FEWEST_TIMES = re.compile(r"(?i)(?:năm|quý|tháng|kỳ|giai đoạn)\s+[\dIVX][\dIVX/ –-]*|20\d\d"), 2
_NEAR = 3
MOST_HEAD_LINES = 16
"""Of how many lines heads can be for the groups in them to be looked for: that takes time with their square."""


def times_over_groups(
    rows: Sequence[Sequence[Segment]], columns: Sequence[Column], of_values: AbstractSet[int]
) -> tuple[list[str], list[Sequence[Segment]]] | None:
    """A line of times over groups of further heads, each over the columns that are nearest to it, and the lines below.

    `Năm 2021 | | | Năm 2022 | |`, over `Giá trị | Thứ hạng | Chỉ số | Giá trị | Thứ hạng | Trung bình cả nước`; a head
    behind the times begins a column of its own: `Tăng, giảm`.
    """
    opening = rows[0] if len(rows) > 1 else []
    times = [one for one in opening if _TIME_HEAD.fullmatch(one.text)]
    others = [one for one in opening if one not in times]
    if len(times) < _FEWEST_TIMES or any(one.start < times[-1].end for one in others):
        return None
    below = [others, *rows[1:]] if others else list(rows[1:])
    wide = widened(columns, of_rows(rows[1:]))
    headed = {place for one in of_rows(rows[1:]) for place in _under(one, columns)}
    headed |= {place for row in rows[1:] for place in columns_in_order(row, columns) or []}
    own = {column_of(one, wide) for one in others}
    over = sorted((of_values & headed) - own)
    if len(over) <= len(times) or (own and over[-1] > min(own)):
        return None
    nearest = [min(times, key=lambda one: abs(one.start + one.end - sum(wide[place]))) for place in over]
    cells = [""] * len(columns)
    for place, time, before in zip(over, nearest, [None, *nearest], strict=False):
        cells[place] = time.text if time is not before else ""
    return (cells, below) if {one.text for one in nearest} == {one.text for one in times} else None


def groups_over_times(
    rows: Sequence[Sequence[Segment]], columns: Sequence[Column]
) -> tuple[list[str], list[list[Segment]]] | None:
    """The heads over a line of times, each in the first of the columns nearest to it, and the lines without them.

    `Thực hiện`, over `Năm 2021 | Năm 2022 | Năm 2023`, also where it is printed over the middle one alone.
    """
    is_times = (len(row) >= _FEWEST_TIMES and all(_TIME_HEAD.fullmatch(one.text) for one in row) for row in rows)
    last = max((place for place, is_of in enumerate(is_times) if is_of), default=0)
    run = [column_of(one, columns) for one in rows[last]] if last else []
    if not run or run != list(range(run[0], run[0] + len(run))):
        return None
    extent = (rows[last][0].start, rows[last][-1].end)
    over = sorted(one for row in rows[:last] for one in row if overlaps(one, extent))
    if not over or any(spans_several(one, columns) or _TIME_HEAD.fullmatch(one.text) for one in over):
        return None
    if any(one.end > other.start for one, other in itertools.pairwise(over)):
        return None  # a head of several lines
    nearest = [min(over, key=lambda one: abs(one.start + one.end - time.start - time.end)) for time in rows[last]]
    if any(nearest.count(one) < _FEWEST_TIMES for one in over):
        return None
    cells = [""] * len(columns)
    for place, head, before in zip(run, nearest, [None, *nearest], strict=False):
        cells[place] = head.text if head is not before else ""
    return cells, [[one for one in row if one not in over] for row in rows]


def with_stretched(
    rows: Sequence[Sequence[Segment]], upper: int, columns: Sequence[Column], of_values: AbstractSet[int]
) -> list[Sequence[Segment]]:
    """The lines of heads, in the `upper` ones a head over the middle of columns without another as wide as these.

    `Hồ sơ tiếp nhận`, over `Tổng số | Trực tuyến | Tỷ lệ` in one line below, and not one that goes on in the next line.
    """
    under = {id(one): _under(one, columns) for one in of_rows(rows[:upper])}
    covered = {at for places in under.values() for at in places}
    headed = [{at for one in row for at in _under(one, columns)} for row in rows[upper:]]
    result: list[Sequence[Segment]] = list(rows)
    for place, row in enumerate(rows[:upper]):
        below = of_rows(rows[place + 1 : place + 2])
        stretched: list[Segment] = []
        for one in row:
            own = under[id(one)]
            goes_on = any(overlaps(one, (other.start, other.end)) for other in below)
            first = last = own[0] if len(own) == 1 and not goes_on else -1
            while first > 0 and first - 1 in of_values - covered:
                first -= 1
            while last >= 0 and last + 1 in of_values - covered:
                last += 1
            is_middle = bool(own) and first < own[0] < last
            if is_middle and any(set(range(first, last + 1)) <= line for line in headed):
                stretched.append(one._replace(start=columns[first][0], end=columns[last][1]))
            else:
                stretched.append(one)
        result[place] = stretched
    return result


def group_below(head: Segment, row: Sequence[Segment], columns: Sequence[Column]) -> range:
    """The columns over whose middle a head stands: those below it, and beside them what no head of its line is over."""
    under = _under(head, columns) or _columns_between(head, columns)
    if len(under) <= 1:
        return range(under[0], under[0] + 1) if under else range(0)
    taken = {place for one in row if one is not head for place in _under(one, columns)}
    first, last = under[0], under[-1]
    lowest = next((place + 1 for place in range(first - 1, -1, -1) if place in taken), 0)
    highest = next((place - 1 for place in range(last + 1, len(columns)) if place in taken), len(columns) - 1)

    def off_middle(bounds: tuple[int, int]) -> float:
        middle = (columns[bounds[0]][0] + columns[bounds[1]][1]) / 2
        return abs((head.start + head.end) / 2 - middle)

    ways = [(one, other) for one in range(lowest, first + 1) for other in range(last, highest + 1)]
    first, last = min(ways, key=off_middle)
    return range(first, last + 1)


def last_between(rows: Sequence[Sequence[Segment]], columns: Sequence[Column]) -> int:
    """The last line, but one, with a head between two columns; -1 where none has."""
    last = -1
    for place, row in enumerate(rows[:-1]):
        wide = widened(columns, of_rows(rows[place + 1 :]))
        if any(_columns_between(one, wide) for one in row):
            last = place
    return last


def _columns_between(head: Segment, columns: Sequence[Column]) -> list[int]:
    """The two columns between which a head stands, over neither and near both: `Số tổ`, over `Cấp xã | Ấp, khu phố`."""
    place = bisect.bisect_right(columns, head.start, key=lambda column: column[1])
    if not 0 < place < len(columns):
        return []
    is_near = 0 <= head.start - columns[place - 1][1] <= _NEAR and 0 <= columns[place][0] - head.end <= _NEAR
    return [place - 1, place] if is_near else []


def widened(columns: Sequence[Column], heads: Sequence[Segment]) -> list[Column]:
    """The columns, each as wide as the heads right over it."""
    wide = list(columns)
    for head in heads:
        under = _under(head, columns)
        if len(under) == 1:
            start, end = wide[under[0]]
            wide[under[0]] = min(start, head.start), max(end, head.end)
    return wide


def spans_several(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether a head stands over several columns."""
    return len(_under(segment, columns)) > 1


def _under(head: Segment, columns: Sequence[Column]) -> list[int]:
    """The columns that a head stands over a part of."""
    return [at for at, column in enumerate(columns) if overlaps(head, column)]


def of_rows(rows: Sequence[Sequence[Segment]]) -> list[Segment]:
    """All segments of lines."""
    return [segment for row in rows for segment in row]

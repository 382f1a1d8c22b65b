"""What the heads of a table at fixed places stand over: one column each, or the first of several.

Lives here: heads of several lines, groups of heads, times over them. Never here: which lines are heads (see
`layout_columns`).
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


def heads_over(
    rows: Sequence[Sequence[Segment]], columns: Sequence[Column], of_values: AbstractSet[int]
) -> list[list[str]] | None:
    """The heads: what stands over several columns in the first of them, below it, joined, the lines over one each.

    None where two heads of one line fall to one column: nobody knows which is over which.
    """
    rows = _parted(rows)
    times = _times_over_groups(rows, columns, of_values)
    if times is not None:
        below = _joined_heads(rows[1:], columns, spans=False)
        return [times, below] if below is not None else None
    groups = _groups_over_times(rows, columns)
    if groups is not None:
        over, rest = groups
        below = _joined_heads(rest, columns, spans=False)
        return [over, below] if below is not None else None
    spanning = [place for place, row in enumerate(rows) if any(_spans(one, columns) for one in row)]
    between = [
        place
        for place, row in enumerate(rows[:-1])
        if any(_between(one, _widened(columns, _of_rows(rows[place + 1 :]))) for one in row)
    ]
    last = max([*spanning, *between], default=-1)
    single = [one for one in _of_rows(rows) if not _spans(one, columns)]
    wide = _widened(columns, single)
    joined = [_joined_heads(rows[: last + 1], wide, spans=True)] if last >= 0 else []
    joined += [_joined_heads(rows[last + 1 :], columns, spans=False)] if rows[last + 1 :] else []
    if None in joined:
        return _in_order(rows, len(columns))
    return [heads for heads in joined if heads is not None]


def _times_over_groups(
    rows: Sequence[Sequence[Segment]], columns: Sequence[Column], of_values: AbstractSet[int]
) -> list[str] | None:
    """A line of times alone over groups of further heads, each over the columns that are nearest to it.

    `Năm 2021 | | | Năm 2022 | |`, over `Giá trị | Thứ hạng | Chỉ số | Giá trị | Thứ hạng | Trung bình cả nước`
    """
    times = rows[0] if len(rows) > 1 else []
    wide = _widened(columns, _of_rows(rows[1:]))
    headed = {place for place, column in enumerate(columns) if any(overlaps(one, column) for one in _of_rows(rows[1:]))}
    headed |= {place for row in rows[1:] for place in columns_in_order(row, columns) or []}
    over = sorted(of_values & headed)
    if (
        len(times) < _FEWEST_TIMES
        or len(over) <= len(times)
        or not all(_TIME_HEAD.fullmatch(one.text) for one in times)
    ):
        return None
    nearest = [min(times, key=lambda one: abs(one.start + one.end - sum(wide[place]))) for place in over]
    cells = [""] * len(columns)
    for place, time, before in zip(over, nearest, [None, *nearest], strict=False):
        cells[place] = time.text if time is not before else ""
    return cells if {one.text for one in nearest} == {one.text for one in times} else None


def _groups_over_times(
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
    if not over or any(_spans(one, columns) or _TIME_HEAD.fullmatch(one.text) for one in over):
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


def _of_rows(rows: Sequence[Sequence[Segment]]) -> list[Segment]:
    return [segment for row in rows for segment in row]


def _widened(columns: Sequence[Column], heads: Sequence[Segment]) -> list[Column]:
    """The columns, each as wide as the heads right over it."""
    wide = list(columns)
    for head in heads:
        under = [place for place, column in enumerate(columns) if overlaps(head, column)]
        if len(under) == 1:
            start, end = wide[under[0]]
            wide[under[0]] = min(start, head.start), max(end, head.end)
    return wide


def _in_order(rows: Sequence[Sequence[Segment]], count: int) -> list[list[str]] | None:
    """The heads where what stands over each other makes as many as there are columns, whatever each stands over."""
    groups: list[tuple[int, list[Segment]]] = []  # where each ends, and what is of it
    for segment in sorted(_of_rows(rows)):
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


def _spans(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether a head stands over several columns."""
    return sum(overlaps(segment, column) for column in columns) > 1


def _between(head: Segment, columns: Sequence[Column]) -> list[int]:
    """The two columns between which a head stands, over neither and near both: `Số tổ`, over `Cấp xã | Ấp, khu phố`."""
    place = bisect.bisect_right(columns, head.start, key=lambda column: column[1])
    if not 0 < place < len(columns):
        return []
    is_near = 0 <= head.start - columns[place - 1][1] <= _NEAR and 0 <= columns[place][0] - head.end <= _NEAR
    return [place - 1, place] if is_near else []


def _group_below(head: Segment, row: Sequence[Segment], columns: Sequence[Column]) -> range:
    """The columns over whose middle a head stands: those below it, and beside them what no head of its line is over."""
    under = [place for place, column in enumerate(columns) if overlaps(head, column)] or _between(head, columns)
    if len(under) <= 1:
        return range(under[0], under[0] + 1) if under else range(0)
    taken = {place for one in row if one is not head for place, column in enumerate(columns) if overlaps(one, column)}
    first, last = under[0], under[-1]
    lowest = next((place + 1 for place in range(first - 1, -1, -1) if place in taken), 0)
    highest = next((place - 1 for place in range(last + 1, len(columns)) if place in taken), len(columns) - 1)

    def off_middle(bounds: tuple[int, int]) -> float:
        middle = (columns[bounds[0]][0] + columns[bounds[1]][1]) / 2
        return abs((head.start + head.end) / 2 - middle)

    ways = [(one, other) for one in range(lowest, first + 1) for other in range(last, highest + 1)]
    first, last = min(ways, key=off_middle)
    return range(first, last + 1)


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
                group = _group_below(segment, row, columns) if spans else range(0)
                place = group[0] if len(group) > 1 else column_of(segment, columns)
            cells[place].append(segment.text)
            placed.append((segment, place))
        if len({place for _, place in placed}) < len(placed):
            ordered = None if spans else columns_in_order(row, columns)
            if ordered is None:
                return None
            for segment, (_, place) in zip(row, placed, strict=True):
                cells[place].remove(segment.text)
            for segment, place in zip(row, ordered, strict=True):
                cells[place].append(segment.text)
            placed = list(zip(row, ordered, strict=True))
        above = placed + [(one, place) for one, place in above if place not in {known for _, known in placed}]
    return [" ".join(said) for said in cells]

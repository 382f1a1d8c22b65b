"""Tables whose columns stand at fixed places of the line, as in text with letters of one width.

Lives here: which lines are such a table, where its columns are, which of them a head stands over. Never here: columns
apart by tabs, or of rows with equally many cells alone (see `columns`), what the cells say.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from scrapers.parsing.table_marks import COLUMN_NUMBER, NOTHING

_GAP = re.compile(r" {2,}")
_CELL = re.compile(r"\S+(?: \S+)*")
_VALUE = re.compile(
    r"(?i)(?!(?:19|20)\d\d$)[≥≤<>=~]*\s*[+−–-]?\s?\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?\s*%?"
    r"|(?:đã |chưa |không )?(?:đạt|vượt)|[-–—]"
)
_SECTION, _NUMBER_AND_NAME = re.compile(r"(?:[IVX]{1,4}|[A-ZĐ]|\d{1,2})[.)]?"), 2
_SECTION_LINE = re.compile(
    r"\s*(?:[IVX]{1,4}|[A-ZĐ]|\d{1,2})[.)]?\s\S[^.;:|]{2,80}"
)  # `A. Bưu chính`, between two rows
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_HEAD_LINES = 6
_FEWEST_COLUMNS, _MOST_COLUMNS, _FEWEST_ROWS = 3, 40, 3
_RULE = re.compile(r"\s*[-=_]{5,}\s*")  # over and below heads and rows
_UNIT_LINE = re.compile(r"(?i)\(?\s*(?:đơn vị tính|đvt)\s*:")  # over the right end of a table
_LEFT_OUT = ("...", "…")
"""A line for rows that are not printed."""


class _Segment(NamedTuple):
    """Words of a line without a gap between them, and where they stand."""

    start: int
    end: int
    text: str


def rows_of_layout(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of tables with `bar` between the cells; a cell that goes on in the next line is joined."""
    result: list[str] = []
    set_at = [_has_gap(line) for line in lines]
    for place in range(1, len(lines) - 1):
        is_between = set_at[place - 1] and not set_at[place] and _has_gap(lines[place + 1])
        set_at[place] = set_at[place] or (is_between and _SECTION_LINE.fullmatch(lines[place]) is not None)
        is_gap = is_between and not lines[place].strip() and _are_heads_above(lines, place)
        set_at[place] = set_at[place] or is_gap
    for is_set, places in itertools.groupby(range(len(lines)), key=set_at.__getitem__):
        run = [lines[place] for place in places]
        result += (_table(run, bar) or run) if is_set and len(run) > _FEWEST_ROWS else run
    return result


def _are_heads_above(lines: Sequence[str], stop: int) -> bool:
    """Whether the lines over an empty one are heads: some for several columns, none with a value behind a name."""
    start = stop
    while start and stop - start < _MOST_HEAD_LINES and lines[start - 1].strip():
        start -= 1
    rows = [_segments(line) for line in lines[start:stop]]
    return max(map(len, rows), default=0) >= _FEWEST_COLUMNS and not any(map(_holds_values, rows))


def _has_gap(line: str) -> bool:
    is_gap = "  " in line.rstrip() and "\t" not in line and "|" not in line
    return is_gap or line.strip() in _LEFT_OUT or _RULE.fullmatch(line) is not None


def _table(lines: Sequence[str], bar: str) -> list[str]:
    """The rows of a table; none where the lines are no table."""
    found = [row for line in lines if (row := _segments(line))]
    rows = [row for row in found if not _numbers_columns(row)]
    body = [place for place, row in enumerate(rows) if _holds_values(row)]
    if len(body) < _FEWEST_ROWS:
        return []
    columns = _columns([segment for place in body for segment in rows[place]])
    behind = [segment for row in rows[: body[0]] for segment in row if columns and segment.start >= columns[-1][1]]
    columns += _columns(behind)  # `Ghi chú`, below which nothing stands
    if (
        not _FEWEST_COLUMNS <= len(columns) <= _MOST_COLUMNS
        or max(len(rows[place]) for place in body) < _FEWEST_COLUMNS
    ):
        return []
    first = body[0]
    while first and _is_section(rows[first - 1]):
        first -= 1
    above = [row[0].text for row in rows[:1] if len(row) == 1 and _UNIT_LINE.match(row[0].text)]
    heads = _heads(rows[len(above) : first], columns)
    if heads is None:
        return []
    numbers = [_cells(row, columns) for row in found if _numbers_columns(row)]
    table = [*heads, *numbers, *_body(rows[first:], columns)]
    return [*above, *(bar.join(cell or NOTHING for cell in row) for row in table)]


def _segments(line: str) -> list[_Segment]:
    composed = unicodedata.normalize("NFC", line)  # so that a letter with its marks is one place
    found = (_Segment(match.start(), match.end(), match.group()) for match in _CELL.finditer(composed))
    return [segment for segment in found if _RULE.fullmatch(segment.text) is None]


def _numbers_columns(row: Sequence[_Segment]) -> bool:
    return all(COLUMN_NUMBER.fullmatch(segment.text) for segment in row)


def _holds_values(row: Sequence[_Segment]) -> bool:
    """Whether a row has a name and a value behind it."""
    named = next((place for place, segment in enumerate(row) if _WORD.search(segment.text)), None)
    return named is not None and any(_VALUE.fullmatch(segment.text) for segment in row[named + 1 :])


def _is_section(row: Sequence[_Segment]) -> bool:
    """Whether a row is the name of those below it behind its number: `I   CẤP SỞ`, `1. CẤP SỞ`."""
    if len(row) == 1 and _SECTION_LINE.fullmatch(row[0].text) is not None:
        return True
    return len(row) == _NUMBER_AND_NAME and _SECTION.fullmatch(row[0].text) is not None


def _columns(segments: Sequence[_Segment]) -> list[tuple[int, int]]:
    """Where columns begin and end: what overlaps in any two rows is of one."""
    columns: list[tuple[int, int]] = []
    for segment in sorted(segments):
        if columns and segment.start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], segment.end))
        else:
            columns.append((segment.start, segment.end))
    return columns


def _of(segment: _Segment, columns: Sequence[tuple[int, int]]) -> int:
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


def _cells(row: Sequence[_Segment], columns: Sequence[tuple[int, int]]) -> list[str]:
    parts: list[list[str]] = [[] for _ in columns]
    for segment in row:
        parts[_of(segment, columns)].append(segment.text)
    return [" ".join(said) for said in parts]


def _spans(segment: _Segment, columns: Sequence[tuple[int, int]]) -> bool:
    """Whether a head stands over several columns."""
    return sum(_overlaps(segment, column) for column in columns) > 1


def _overlaps(segment: _Segment, column: tuple[int, int]) -> bool:
    return segment.start < column[1] and column[0] < segment.end


def _heads(rows: Sequence[Sequence[_Segment]], columns: Sequence[tuple[int, int]]) -> list[list[str]] | None:
    """The heads: what stands over several columns in the first of them, below it, joined, the lines over one each.

    None where two heads of one line fall to one column: nobody knows which is over which.
    """
    rows = _parted(rows)
    last = max((place for place, row in enumerate(rows) if any(_spans(one, columns) for one in row)), default=-1)
    levels = ((rows[: last + 1], True), (rows[last + 1 :], False))
    joined = [_joined_heads(level, columns, spans=spans) for level, spans in levels if level]
    if None in joined:
        return _in_order(rows, len(columns))
    return [heads for heads in joined if heads is not None]


def _in_order(rows: Sequence[Sequence[_Segment]], count: int) -> list[list[str]] | None:
    """The heads where what stands over each other makes as many as there are columns, whatever each stands over."""
    groups: list[tuple[int, list[_Segment]]] = []  # where each ends, and what is of it
    for segment in sorted(segment for row in rows for segment in row):
        if groups and segment.start < groups[-1][0]:
            groups[-1] = (max(groups[-1][0], segment.end), [*groups[-1][1], segment])
        else:
            groups.append((segment.end, [segment]))
    if len(groups) != count:
        return None
    lines = {id(segment): place for place, row in enumerate(rows) for segment in row}
    return [[" ".join(one.text for one in sorted(of, key=lambda one: lines[id(one)])) for _, of in groups]]


def _parted(rows: Sequence[Sequence[_Segment]]) -> list[list[_Segment]]:
    """The lines of heads, parted below two heads what one space holds apart: `có sóng 4G (%) cáp quang (%)`."""
    parted = [list(row) for row in rows[:1]]
    for row in rows[1:]:
        begun = [one.start for one in parted[-1]]
        said: list[_Segment] = []
        for segment in row:
            inside = begun[bisect.bisect_right(begun, segment.start) : bisect.bisect_left(begun, segment.end)]
            cuts = [start for start in inside if segment.text[start - segment.start - 1] == " "]
            over = bisect.bisect_right(begun, segment.start)
            is_below = over > 0 and parted[-1][over - 1].end > segment.start  # its first words stand below a head, too
            bounds = [segment.start, *(cuts if is_below else []), segment.end]
            for start, end in itertools.pairwise(bounds):
                text = segment.text[start - segment.start : end - segment.start]
                said.append(_Segment(start, start + len(text.rstrip()), text.rstrip()))
        parted.append(said)
    return parted


def _joined_heads(
    rows: Sequence[Sequence[_Segment]], columns: Sequence[tuple[int, int]], *, spans: bool
) -> list[str] | None:
    """The words over each column, of which a line stands in that of the words over it: `Điểm`, `766`.

    Where heads may stand over several columns (`spans`), those stand in the first.
    """
    cells: list[list[str]] = [[] for _ in columns]
    above: list[tuple[_Segment, int]] = []
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
                over_first = [number for number, column in enumerate(columns) if _overlaps(segment, column)]
                place = over_first[0] if len(over_first) > 1 and spans else _of(segment, columns)
            cells[place].append(segment.text)
            placed.append((segment, place))
        if len({place for _, place in placed}) < len(placed):
            return None
        above = placed + [(one, place) for one, place in above if place not in {known for _, known in placed}]
    return [" ".join(said) for said in cells]


def _body(rows: Sequence[Sequence[_Segment]], columns: Sequence[tuple[int, int]]) -> list[list[str]]:
    """The rows; what goes on in a line of its own is joined, whether its values stand in the one line or the other."""
    table: list[list[str]] = []
    for row in rows:
        cells = _cells(row, columns)
        filled = [place for place, cell in enumerate(cells) if cell]
        if not any(_WORD.search(cell) or any(map(str.isdigit, cell)) for cell in cells):
            continue  # `...`
        before = table[-1] if table else []
        begun = next((place for place in filled if before and before[place] and _WORD.search(cells[place])), None)
        is_alone = begun is not None and sum(map(bool, before)) == 1
        if begun is not None and is_alone and begun != filled[0] and _goes_on(cells[begun]):
            table[-1] = [
                *cells[:begun],
                f"{before[begun]} {cells[begun]}",
                *cells[begun + 1 :],
            ]  # its number stands lower
        elif begun is None or not _goes_on(cells[begun]) or begun != filled[0]:
            table.append(cells)
        elif len(filled) == 1 or sum(map(bool, before[begun + 1 :])) == 0:
            joined = [known or cell for known, cell in zip(before, cells, strict=True)]
            table[-1] = [*joined[:begun], f"{before[begun]} {cells[begun]}", *joined[begun + 1 :]]
        else:
            table.append(cells)
    return table


def _goes_on(text: str) -> bool:
    return text[0].islower() or text[0] in "(,;" or text.startswith("Internet ")

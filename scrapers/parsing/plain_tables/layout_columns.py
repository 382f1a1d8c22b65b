"""Tables whose columns stand at fixed places of the line, as in text with letters of one width.

Lives here: which lines are such a table, and which of them are heads. Never here: what stands at one place (see
`layout_places`), what a head stands over (see `layout_heads`), which lines are one row (see `layout_rows`,
`layout_cells`), what comes again on every page (see `layout_pages`), columns apart by tabs, or of rows with equally
many cells alone (see `columns`), what the cells say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from scrapers.parsing.plain_tables.layout_cells import with_joined_ends
from scrapers.parsing.plain_tables.layout_heads import heads_over
from scrapers.parsing.plain_tables.layout_pages import page_numbers_apart, without_page_breaks, without_page_marks
from scrapers.parsing.plain_tables.layout_places import (
    RULE,
    Column,
    Segment,
    cells_of,
    column_of,
    columns_of,
    overlaps,
    segments_of,
)
from scrapers.parsing.plain_tables.layout_rows import is_value, rows_around_values, rows_below_values
from scrapers.parsing.plain_tables.layout_units import with_units_apart
from scrapers.parsing.plain_tables.table_marks import BARE_COLUMN_NUMBER, COLUMN_NUMBER, NOTHING, NUMBER_HEAD

_SECTION, _NUMBER_AND_NAME = re.compile(r"(?:[IVX]{1,4}|[A-ZĐ]|\d{1,2})[.)]?"), 2
_SECTION_LINE = re.compile(
    r"\s*(?:[IVX]{1,4}|[A-ZĐ]|\d{1,2})[.)]?\s\S[^.;:|]{2,80}"
)  # `A. Bưu chính`, between two rows
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_HEAD_LINES = 6
_FEWEST_COLUMNS, _MOST_COLUMNS, _FEWEST_ROWS, _FEWEST_SHARED = 3, 40, 3, 2
_MEMBER_MARKS = ("- ", "+ ", "• ")
_ROW_NUMBER = re.compile(r"\d{1,3}")
_UNIT_LINE = re.compile(r"(?i)\(?\s*(?:đơn vị tính|đvt)\s*:")  # over the right end of a table
_LEFT_OUT = ("...", "…")
"""A line for rows that are not printed."""


def rows_of_layout(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of tables with `bar` between the cells; a cell that goes on in the next line is joined."""
    result: list[str] = []
    lines = without_page_breaks(lines, _has_gap)
    set_at = [_has_gap(line) for line in lines]
    for place in range(1, len(lines) - 1):
        is_behind = set_at[place - 1] and not set_at[place]
        is_section = is_behind and _is_section_between(lines, place)
        is_gap = is_behind and not lines[place].strip() and _begins_rows(lines, place + 1)
        is_gap = is_gap and (_are_heads_above(lines, place) or _goes_on(lines, place))
        is_part = is_behind and (_is_label(lines, place) or _is_number_between(lines, place))
        set_at[place] = set_at[place] or is_section or is_gap or is_part
    for is_set, places in itertools.groupby(range(len(lines)), key=set_at.__getitem__):
        run = [lines[place] for place in places]
        result += (_table(run, bar) or run) if is_set and len(run) > _FEWEST_ROWS else run
    return result


def _is_section_between(lines: Sequence[str], place: int) -> bool:
    """Whether a line is the name of a section over a row: `A. Bưu chính`."""
    below = lines[place + 1 : place + 2]
    return _SECTION_LINE.fullmatch(lines[place]) is not None and any(map(_has_gap, below))


def _begins_rows(lines: Sequence[str], place: int) -> bool:
    return _has_gap(lines[place]) or _is_section_between(lines, place)


def _are_heads_above(lines: Sequence[str], stop: int) -> bool:
    """Whether the lines over an empty one are heads: some for several columns, none with a value behind a name."""
    start = stop
    while start and stop - start < _MOST_HEAD_LINES and lines[start - 1].strip():
        start -= 1
    rows = [segments_of(line) for line in lines[start:stop]]
    return max(map(len, rows), default=0) >= _FEWEST_COLUMNS and not any(map(_holds_values, rows))


def _is_label(lines: Sequence[str], place: int) -> bool:
    """Whether a line without a gap is a part of the label of the values right below it, or two lines below."""
    line = lines[place].rstrip()
    if not line or line.endswith((".", ":")) or not all(map(_has_gap, lines[place - 1 : place])):
        return False
    under = next((row for row in _rows_near(lines, place, 1) if len(row) > 1), [])
    values = [segment for segment in under if is_value(segment.text)]
    return bool(values) and len(values) > 1 and _WORD.search(line) is not None and len(line) < values[0].start


def _is_number_between(lines: Sequence[str], place: int) -> bool:
    """Whether a line is the number of a row alone, between two lines of its label."""
    return _ROW_NUMBER.fullmatch(lines[place].strip()) is not None and any(map(_has_gap, lines[place + 1 : place + 2]))


def _goes_on(lines: Sequence[str], gap: int) -> bool:
    """Whether the rows over an empty line go on below it, with values in the same columns."""
    over = next((row for row in _rows_near(lines, gap, -1) if _holds_values(row)), None)
    under = list(_rows_near(lines, gap, 1))
    first = next((row for row in under if _holds_values(row)), None)
    if over is None or first is None or any(len(row) >= _FEWEST_COLUMNS for row in under[: under.index(first)]):
        return False
    values = [segment for segment in over[1:] if is_value(segment.text)]
    again = [segment for segment in first[1:] if is_value(segment.text)]
    shared = sum(any(overlaps(one, (other.start, other.end)) for other in values) for one in again)
    return shared >= min(_FEWEST_SHARED, len(again)) and shared > 0


def _rows_near(lines: Sequence[str], gap: int, step: int) -> Iterator[list[Segment]]:
    """The lines from a gap on, up or down, to the next one."""
    place = gap + step
    while 0 <= place < len(lines) and abs(place - gap) <= _MOST_HEAD_LINES and lines[place].strip():
        yield segments_of(lines[place])
        place += step


def _has_gap(line: str) -> bool:
    is_gap = "  " in line.rstrip() and "\t" not in line and "|" not in line
    return is_gap or line.strip() in _LEFT_OUT or RULE.fullmatch(line) is not None


def _table(lines: Sequence[str], bar: str) -> list[str]:
    """The rows of a table; none where the lines are no table."""
    segments, pages = page_numbers_apart([segments_of(line) for line in lines])
    segments = with_joined_ends(without_page_marks(segments))
    found = [row for row in segments if row]
    rows = [row for row in found if not _numbers_columns(row)]
    gaps = _gaps(segments)
    body = [place for place, row in enumerate(rows) if _holds_values(row)]
    is_small = 0 < len(body) < _FEWEST_ROWS and _is_headed(rows, body)
    if len(body) < _FEWEST_ROWS and not is_small:
        return []
    rows = with_units_apart(rows, body)
    # Of few rows also the lines beside them tell where the columns are.
    beside = range(_number_head(rows, body) + 1, len(rows)) if is_small else body
    columns = columns_of([segment for place in beside for segment in rows[place]])
    behind = [segment for row in rows[: body[0]] for segment in row if columns and segment.start >= columns[-1][1]]
    columns += columns_of(behind)  # `Ghi chú`, below which nothing stands
    if (
        not _FEWEST_COLUMNS <= len(columns) <= _MOST_COLUMNS
        or max(len(rows[place]) for place in body) < _FEWEST_COLUMNS
    ):
        return []
    first = body[0]
    while first and (_is_section(rows[first - 1]) or _is_over_members(rows, first)):
        first -= 1
    begun = _begun(rows, body, columns)
    around = rows_around_values([cells_of(row, columns) for row in rows[begun:]], _moved(gaps, begun))
    first = begun if around else first
    above = [row[0].text for row in rows[:1] if len(row) == 1 and _UNIT_LINE.match(row[0].text)]
    heads = heads_over(rows[len(above) : first], columns, _of_values(rows, body, columns))
    if heads is None:
        return []
    numbers = [cells_of(row, columns) for row in found if _numbers_columns(row)]
    below = around or rows_below_values([cells_of(row, columns) for row in rows[first:]], _moved(gaps, first))
    table = [*heads, *numbers, *below]
    return [*above, *(bar.join(cell or NOTHING for cell in row) for row in table), *pages]


def _is_headed(rows: Sequence[Sequence[Segment]], body: Sequence[int]) -> bool:
    """Whether few rows are a table all the same: below a head for their numbers, with a value in most columns."""
    values = (sum(is_value(segment.text) for segment in rows[place]) for place in body)
    return _number_head(rows, body) >= 0 and min(values) >= _FEWEST_COLUMNS


def _number_head(rows: Sequence[Sequence[Segment]], body: Sequence[int]) -> int:
    """The line over the rows with a head for their numbers, -1 where there is none."""
    heads = (place for place in range(body[0]) if NUMBER_HEAD.fullmatch(rows[place][0].text))
    return next(heads, -1)


def _gaps(segments: Sequence[Sequence[Segment]]) -> frozenset[int]:
    """Before which rows an empty line stands, of those that have cells and do not number the columns."""
    gaps: set[int] = set()
    place = 0
    for row in segments:
        if not row:
            gaps.add(place)
        elif not _numbers_columns(row):
            place += 1
    return frozenset(gaps)


def _moved(gaps: frozenset[int], by: int) -> frozenset[int]:
    return frozenset(gap - by for gap in gaps if gap > by)


def _begun(rows: Sequence[Sequence[Segment]], body: Sequence[int], columns: Sequence[Column]) -> int:
    """Where the rows can begin at the earliest: behind the last line of heads that stands over a column of values."""
    of_values = _of_values(rows, body, columns)
    place = body[0]
    while place and not any(column_of(segment, columns) in of_values for segment in rows[place - 1]):
        place -= 1
    return place


def _of_values(rows: Sequence[Sequence[Segment]], body: Sequence[int], columns: Sequence[Column]) -> set[int]:
    """The columns that hold values, without that of the numbers of rows."""
    found = {column_of(segment, columns) for place in body for segment in rows[place] if is_value(segment.text)}
    return found - {min(found, default=0)} if _numbers_rows(rows, body) else found


def _numbers_rows(rows: Sequence[Sequence[Segment]], body: Sequence[int]) -> bool:
    """Whether rows begin with their number."""
    return any(rows[place][0].text.rstrip(".)").isdecimal() for place in body)


def _numbers_columns(row: Sequence[Segment]) -> bool:
    """Whether a line numbers the columns: `(1)  (2)`, `A  B  1  2=1/3`; no points that there can be at most: `(22)`."""
    if len(row) >= _FEWEST_COLUMNS and row[0].text == "A":
        return all(BARE_COLUMN_NUMBER.fullmatch(segment.text) for segment in row)
    return all(COLUMN_NUMBER.fullmatch(segment.text) for segment in row) and (len(row) > 1 or row[0].text == "(1)")


def _holds_values(row: Sequence[Segment]) -> bool:
    """Whether a row has a name and a value behind it, or its number and values alone."""
    named = next((place for place, segment in enumerate(row) if _WORD.search(segment.text)), None)
    if named is not None and any(is_value(segment.text) for segment in row[named + 1 :]):
        return True
    alone = row[:named]
    if len(alone) <= _NUMBER_AND_NAME or _ROW_NUMBER.fullmatch(alone[0].text) is None:
        return False
    first = int(alone[0].text)
    counts_on = all(segment.text == str(first + place) for place, segment in enumerate(alone))  # those of columns
    return not counts_on and all(segment.text == "%" or is_value(segment.text) for segment in alone[1:])


def _is_over_members(rows: Sequence[Sequence[Segment]], first: int) -> bool:
    """Whether the line over a row is what the row is a member of: `PAR INDEX`, over `- Điểm số   83,16   85,48`."""
    return len(rows[first - 1]) == 1 and rows[first][0].text.startswith(_MEMBER_MARKS)


def _is_section(row: Sequence[Segment]) -> bool:
    """Whether a row is the name of those below it behind its number: `I   CẤP SỞ`, `1. CẤP SỞ`."""
    if len(row) == 1 and _SECTION_LINE.fullmatch(row[0].text) is not None:
        return True
    return len(row) == _NUMBER_AND_NAME and _SECTION.fullmatch(row[0].text) is not None

"""Tables whose cells stand one below the other, each row with its number or rank: `TT`, heads, `1`, a label, values.

Lives here: the way from such lines to rows with bars. Never here: stacked cells without numbers (see `stacked_cells`),
what the cells say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.head_groups import in_two_rows, over_times
from scrapers.parsing.plain_tables.stacked_cells import is_value
from scrapers.parsing.plain_tables.table_marks import COLUMN_NUMBER, NOTHING, NUMBER_HEADS, NUMBERS

_NUMBER_HEAD = re.compile(rf"(?i)(?:{NUMBER_HEADS})\.?|(?:xếp hạng|thứ hạng|hạng|vị thứ)(?: năm 20\d\d| 20\d\d)?")
_NUMBER = re.compile(rf"(?:{NUMBERS}|[a-hđ])[.)]?")
_LONGEST_HEAD, _LONGEST_REMARK, _LONGEST_CELL, _MOST_HEADS, _FEWEST_ROWS = 60, 80, 300, 16, 3
_LABEL_AND_UNIT = 2  # cells of a row that need be no values
_REMARKS = re.compile(r"(?i)ghi chú")
_TOTAL = re.compile(
    r"(?i)(?:tổng cộng|tổng số|cộng|toàn tỉnh|toàn thành phố|toàn ngành|cả nước|bình quân|trung bình)\b.{0,20}"
)
_SECTION = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]\s+\S")


def rows_of_numbered_cells(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of numbered tables as rows with a bar between the cells."""
    result: list[str] = []
    place = 0
    while place < len(lines):
        read = _table(lines, place, bar) if _NUMBER_HEAD.fullmatch(lines[place].strip()) else None
        if read is None:
            result.append(lines[place])
            place += 1
        else:
            rows, place = read
            result += rows
    return result


def _table(lines: Sequence[str], start: int, bar: str) -> tuple[list[str], int] | None:
    """The rows of the table that begins with a head for numbers, and where the lines behind it begin."""
    said: list[str] = []
    numbers: list[str] = []  # of the columns
    place = _next_filled(lines, start + 1)
    begun = place
    while place < len(lines) and not _NUMBER.fullmatch(cell := lines[place].strip()):
        if said and is_value(cell):
            said, place = said[:-1], begun  # `DTI cấp tỉnh`, `0,6077`: a row without a number is the first
            break
        if len(cell) > _LONGEST_HEAD or cell.endswith((".", ":", ";")) or len(said) == _MOST_HEADS:
            return None
        (said if COLUMN_NUMBER.fullmatch(cell) is None else numbers).append(cell)
        begun = place
        place = _next_filled(lines, place + 1)
    heads = in_two_rows(said) or [said]
    if not heads[-1]:
        return None
    full = len(heads[-1])
    remarks = full - 1 if _REMARKS.fullmatch(heads[-1][-1]) else full  # `Ghi chú`, below which nothing need stand
    rows, end = _rows_below(lines, place, full)
    if not _are_rows(rows, full) and remarks < full:
        rows, end = _rows_below(lines, place, remarks)
    grouped = over_times(said) if heads == [said] and not _are_rows(rows, full) else None
    if grouped is not None and not _are_rows(rows, remarks):
        heads, full = grouped, full - 1
        rows, end = _rows_below(lines, place, full)
    above: list[str] = []
    if not (_are_rows(rows, full) or _are_rows(rows, remarks)) and (narrower := _under_groups(lines, place, said)):
        rows, end, heads, above = narrower
        full = len(heads[-1])
    if full < 2 or not (_are_rows(rows, full) or _are_rows(rows, remarks)):
        return None
    table = [[lines[start].strip() if over is heads[0] else NOTHING, *over] for over in heads]
    table += [[*[NOTHING] * (full + 1 - len(numbers)), *numbers]] if numbers else []
    return above + [bar.join([*row, *[NOTHING] * (full + 1 - len(row))]) for row in [*table, *rows]], end


def _under_groups(
    lines: Sequence[str], place: int, said: Sequence[str]
) -> tuple[list[list[str]], int, list[list[str]], list[str]] | None:
    """The rows narrower than their heads are many, where they end, their heads, and the heads of groups over those.

    `Chỉ tiêu`, `ĐVT`, `Trước hợp nhất`, `Sau hợp nhất`, `Phú Thọ`, `Vĩnh Phúc`, `Hòa Bình`, `Phú Thọ (mới)`: which
    columns a group spans is not said, so that its head stands over the table as a line. Every row must have all its
    cells, and values in all but the first or the first two.
    """
    for width in range(len(said) - 1, _FEWEST_ROWS, -1):
        rows, end = _rows_below(lines, place, width)
        if len(rows) < _FEWEST_ROWS or any(len(row) != width + 1 for row in rows):
            continue
        labels = next(
            (n for n in (1, _LABEL_AND_UNIT) if all(is_value(cell) for row in rows for cell in row[n + 1 :])), None
        )
        if labels is not None:
            below = len(said) - (width - labels)
            return rows, end, [[*said[:labels], *said[below:]]], list(said[labels:below])
    return None


def _rows_below(lines: Sequence[str], place: int, width: int) -> tuple[list[list[str]], int]:
    """The rows from a line on, with so many cells at most beside their numbers, and where they end."""
    rows: list[list[str]] = []
    number = None  # of the last row that has one
    while read := (
        _row(lines, place, number, width)
        or _behind_gap(lines, place, rows, width)
        or _without_number(lines, place, number or "0", width)
    ):
        row, place = read
        rows.append(row)
        number = row[0] if row[0] != NOTHING else number
    return rows, place


def _are_rows(rows: Sequence[list[str]], width: int) -> bool:
    """Whether rows are those of a table: enough of them, most with all their cells."""
    filled = sum(len(row) == width + 1 for row in rows)
    return len(rows) >= _FEWEST_ROWS and filled >= _FEWEST_ROWS - 1


def _behind_gap(
    lines: Sequence[str], place: int, rows: Sequence[list[str]], width: int
) -> tuple[list[str], int] | None:
    """The row behind one left out, as in an excerpt of a ranking: `7`, … `61`; none in a table with short rows."""
    if len(rows) < _FEWEST_ROWS or place >= len(lines) or any(len(row) != width + 1 for row in rows):
        return None
    number, last = lines[place].strip().rstrip(".)"), rows[-1][0].rstrip(".)")
    if not (number.isdecimal() and last.isdecimal() and int(number) > int(last)):
        return None
    return _row(lines, place, str(int(number) - 1), width)


def _without_number(lines: Sequence[str], place: int, number: str | None, width: int) -> tuple[list[str], int] | None:
    """A row that goes on with the one above it, before the next number: `Trong đó: di động`; or the total, last."""
    cells: list[str] = []
    while place < len(lines) and len(cells) < width:
        cells.append(lines[place].strip())
        place = _next_filled(lines, place + 1)
    if number is None or len(cells) < width:
        return None
    label, values = cells[0], [cell for cell in cells[1:] if is_value(cell)]
    are_values = len(values) == width - 1 or len(values) >= max(_FEWEST_ROWS, width - 2)  # `…`, `17/29 đơn vị`
    is_total = _TOTAL.fullmatch(label) is not None and number != "0" and are_values
    if not (is_total or _is_next(lines, place, number)):
        return None
    is_row = label[:1].isalpha() and len(label) <= _LONGEST_HEAD and len(values) >= max(1, width - _LABEL_AND_UNIT)
    return ([NOTHING, *cells], place) if is_row else None


def _row(lines: Sequence[str], place: int, before: str | None, width: int) -> tuple[list[str], int] | None:
    """The number and cells of the row that begins at a line, and where the next one begins; None where none does."""
    if place >= len(lines) or not _NUMBER.fullmatch(number := lines[place].strip()) or not _follows(before, number):
        return None
    cells: list[str] = []
    place = _next_filled(lines, place + 1)
    while place < len(lines) and len(cells) < width:
        cell = lines[place].strip()
        may_be_next = bool(cells) and _is_next(lines, place, number)
        is_section = len(cells) == 1 and not number[0].isdigit() and cell[0].isdigit()  # `I`, `Hạ tầng số`, `1`, …
        if may_be_next and (is_section or not _is_next(lines, _skip(lines, place, width - len(cells)), number)):
            break  # the row lacks its last cells, or has but a label
        is_prose = len(cell) > _LONGEST_REMARK and cell.endswith(".")
        if len(cell) > _LONGEST_CELL or (cells and (is_prose or _SECTION.match(cell))):
            break
        cells.append(cell)
        place = _next_filled(lines, place + 1)
    return ([number, *cells], place) if cells else None


def _is_next(lines: Sequence[str], place: int, number: str) -> bool:
    """Whether a line may open the row behind that of a number: it is the next one, with a label behind it."""
    if place >= len(lines) or not _NUMBER.fullmatch(cell := lines[place].strip()) or not _follows(number, cell):
        return False
    behind = _next_filled(lines, place + 1)
    return behind < len(lines) and any(letter.isalpha() for letter in lines[behind])


def _skip(lines: Sequence[str], place: int, count: int) -> int:
    for _ in range(count):
        place = _next_filled(lines, place + 1)
    return place


def _follows(before: str | None, number: str) -> bool:
    """Whether a number can be the next behind another: `3`, `3.1`, `4`; letters and Roman numerals begin anew."""
    parts, last = number.rstrip(".)").split("."), (before or "0").rstrip(".)").split(".")
    if not parts[0].isdigit():
        return before is None or before.rstrip(".)") != number.rstrip(".)")
    if before is None or not last[0].isdigit():
        return before is not None or parts == ["1"]
    figures, old = [int(part) for part in parts], [int(part) for part in last]
    shared = len(figures) - 1
    if len(figures) > len(old):
        return figures == [*old, 1]
    return figures[:shared] == old[:shared] and figures[shared] == old[shared] + 1


def _next_filled(lines: Sequence[str], place: int) -> int:
    while place < len(lines) and not lines[place].strip():
        place += 1
    return place

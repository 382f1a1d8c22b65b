"""Tables whose cells a single space holds apart, as copied PDF pages have them: `1 Số trạm BTS Trạm 6.935 7.240`.

Lives here: the way from such lines to rows with bars. Heads begin with a capital each, and the cells of a row are told
from its right end: as many values as there are heads for them. A table whose heads do not come to as many columns as
its rows have is left as it is. Never here: wider gaps (see `columns`, `layout_columns`), what the cells say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_NOTHING = "-"
_FEWEST_ROWS, _FEWEST_VALUES, _LONGEST_HEAD, _LONGEST_LABEL = 3, 2, 160, 160
_NUMBER_HEADS, _UNIT_HEADS = ("stt", "tt"), ("đvt", "đơn vị tính")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENERS = frozenset({"STT", "TT", "ĐVT", "KH", "TH"})
_NAMES = frozenset({"Internet"})  # capitals that open no head
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,4}|[A-H])[.)]?")
_VALUE = re.compile(r"[≥≤<>]?\d[\d.,]*%?|[-–]")
_ENDS_WITH_VALUES = re.compile(r"(?:\s(?:[≥≤<>]?\d[\d.,]*%?|[-–])){2}\s*$")
_UNIT = re.compile(
    r"(?i)\s(?P<unit>%|trạm|vị trí|tổ|người|lượt|hộ|thuê bao(?:/100 dân)?|dịch vụ|thủ tục|hồ sơ|văn bản|hệ thống"
    r"|nền tảng|máy|km|sản phẩm|doanh nghiệp|cơ sở|bệnh viện|xã|thôn|tài khoản|chữ ký|chứng thư|điểm|hạng|bậc"
    r"|bộ dữ liệu|t[ỷỉ] đồng|triệu đồng)$"
)


class _Form(NamedTuple):
    """The heads of a table and which of them are over something else than values."""

    heads: list[str]
    has_number: bool
    has_unit: bool

    @property
    def values(self) -> int:
        """How many columns of values there are."""
        return len(self.heads) - 1 - self.has_number - self.has_unit


def rows_of_spaced(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of tables with one space between their cells as rows with `bar` between them."""
    result: list[str] = []
    place = 0
    while place < len(lines):
        read = _table(lines, place, bar)
        if read is None:
            result.append(lines[place])
            place += 1
        else:
            rows, place = read
            result += rows
    return result


def _table(lines: Sequence[str], start: int, bar: str) -> tuple[list[str], int] | None:
    """The rows of the table whose heads stand in a line, and where the lines behind it begin."""
    if start + _FEWEST_ROWS >= len(lines) or not _opens(lines[start + 1]) or bar.strip() in lines[start]:
        return None
    form = _form(lines[start])
    if form is None:
        return None
    rows: list[list[str]] = []
    filled = 0
    place = start + 1
    while place < len(lines):
        row = _row(lines[place], form)
        filled += row is not None
        if row is None and place + 1 < len(lines) and _row(lines[place + 1], form) is not None:
            row = _section(lines[place], form)
        if row is None:
            break
        rows.append(row)
        place += 1
    return ([bar.join(form.heads), *map(bar.join, rows)], place) if filled >= _FEWEST_ROWS else None


def _opens(line: str) -> bool:
    """Whether a line can be the first below the heads: it ends with values, or is a section."""
    return _ENDS_WITH_VALUES.search(line) is not None or _NUMBER.match(line.strip()) is not None


def _form(line: str) -> _Form | None:
    """The heads of a line: each begins with a capital, or is a year; None where they are none of a table."""
    if len(line) > _LONGEST_HEAD or line.rstrip().endswith((".", ":", ";", ",")):
        return None
    heads: list[list[str]] = []
    is_open = False  # within a bracket, or behind `Năm`
    for word in line.split():
        is_year = _YEAR.fullmatch(word) is not None
        is_capital = word[0].isupper() and (len(word) == 1 or word[1:].islower()) and word not in _NAMES
        if not heads or (not is_open and (is_year or is_capital or word in _OPENERS)):
            heads.append([])
        heads[-1].append(word)
        said = " ".join(heads[-1])
        is_open = said.count("(") > said.count(")") or word.lower() == "năm"
    named = [" ".join(words) for words in heads]
    has_number = named[:1] != [] and named[0].lower() in _NUMBER_HEADS
    has_unit = any(head.lower() in _UNIT_HEADS for head in named[has_number + 1 : has_number + 2])
    form = _Form(named, has_number, has_unit)
    return form if form.values >= _FEWEST_VALUES else None


def _row(line: str, form: _Form) -> list[str] | None:
    """The cells of a row that has a value for each head; None where it has not."""
    words = line.split()
    values, rest = words[-form.values :], words[: -form.values]
    if not rest or not all(_VALUE.fullmatch(value) for value in values):
        return None
    cells: list[str] = []
    if form.has_number:
        is_numbered = len(rest) > 1 and _NUMBER.fullmatch(rest[0]) is not None
        cells.append(rest.pop(0) if is_numbered else _NOTHING)
    label = " ".join(rest)
    unit = _UNIT.search(label) if form.has_unit else None
    if form.has_unit and unit is None:
        return None
    if unit is not None:
        label = label[: unit.start()]
    if not any(map(str.isalpha, label)) or len(label) > _LONGEST_LABEL or _VALUE.fullmatch(label.split()[-1]):
        return None
    return [*cells, label, *([unit["unit"]] if unit is not None else []), *values]


def _section(line: str, form: _Form) -> list[str] | None:
    """The cells of a row that has but a number and a name: `II Chính quyền số`."""
    number, _, name = line.strip().partition(" ")
    if not form.has_number or not name or len(name) > _LONGEST_LABEL or _NUMBER.fullmatch(number) is None:
        return None
    return [number, name, *[_NOTHING] * (len(form.heads) - 2)]

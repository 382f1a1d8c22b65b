"""Tables whose cells a single space holds apart, as copied PDF pages have them: `1 Số trạm BTS Trạm 6.935 7.240`.

Lives here: the way from such lines to rows with bars. The cells of a row are told by its values: as many of them on end
as there are heads for them, with a label before and words behind. A label may stand in several lines. A table whose
heads do not come to as many columns as its rows have is left as it is. Never here: the heads (see `spaced_heads`),
wider gaps (see `columns`, `layout_columns`), what the cells say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.spaced_heads import Form, forms
from scrapers.parsing.plain_tables.table_marks import COLUMN_NUMBER, NOTHING, NUMBERS

_FEWEST_ROWS, _LONGEST_LABEL, _LONGEST_ROW = 3, 300, 400
_MOST_HEAD_LINES, _LONGEST_HEAD_LINE, _MOST_LINES_OF_ROW = 30, 60, 16
_LONGEST_WORDS = 30  # of a line in a narrow column
_OPENS_HEADS = re.compile(r"(?i)\s*(?:stt|tt|số tt)\b")
_NUMBER = re.compile(rf"(?:{NUMBERS})[.)]?")
_OPENS_ROW = re.compile(r"\s*\(?(?:\d{1,3}|[IVX]{1,4}|[A-H])[.)]?\s")
_SECTION_NUMBER, _PAGE_NUMBER = re.compile(r"(?:[IVX]{1,4}|[A-H])[.)]?"), re.compile(r"\s*\d{1,3}\s*")
_LETTER = re.compile(r"\(?[A-D]\)?")
_VALUE = re.compile(r"[≥≤<>+−–-]?\d[\d.,]*%?|[-–x]|\.{3}|…")
_ENDS_WITH_VALUES = re.compile(r"(?:\s(?:[≥≤<>+−–-]?\d[\d.,]*%?|[-–x…])){2}(?:\s[^\d\s]\S*)*\s*$")
_UNIT = re.compile(
    r"(?i)\s(?P<unit>%|trạm|vị trí|tổ|người|lượt|hộ|thuê bao(?:/100 dân)?|dịch vụ|thủ tục|hồ sơ|văn bản|hệ thống"
    r"|nền tảng|máy|km|sản phẩm|doanh nghiệp|cơ sở|bệnh viện|xã|thôn|tài khoản|chữ ký|chứng thư|điểm|hạng|bậc"
    r"|bộ dữ liệu|bộ|lớp|cuộc|đài|cơ quan|nhiệm vụ|chỉ tiêu|t[ỷỉ] đồng|triệu đồng)$"
)
_NUMBERED_PLACE = re.compile(r"(?i)(?:xã|phường|thị trấn|quận|khu)\s[^\d]{0,30}\s?\d{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")


def rows_of_spaced(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of tables with one space between their cells as rows with `bar` between them.

    A page's number among the rows stands behind them.
    """
    result: list[str] = []
    place = 0
    while place < len(lines):
        read = _table(lines, place) if _may_be_heads(lines, place, bar) else None
        if read is None:
            result.append(lines[place])
            place += 1
        else:
            rows, asides, place = read
            result += [*map(bar.join, rows), *asides]
    return result


def _may_be_heads(lines: Sequence[str], place: int, bar: str) -> bool:
    """Whether heads can begin at a line: it says what the numbers are over, or a row stands right below it."""
    if not lines[place].strip() or bar.strip() in lines[place] or place + _FEWEST_ROWS >= len(lines):
        return False
    return _OPENS_HEADS.match(lines[place]) is not None or _ends_with_values(lines[place + 1])


def _ends_with_values(line: str) -> bool:
    """Whether a line ends with two values or more, or with these and words; no row is longer than some lines."""
    return len(line) <= _LONGEST_ROW and _ENDS_WITH_VALUES.search(line) is not None


def _may_be_row(line: str) -> bool:
    """Whether a line can be the first below the heads: it has a number, or ends with values."""
    return _OPENS_ROW.match(line) is not None or _ends_with_values(line)


def _table(lines: Sequence[str], start: int) -> tuple[list[list[str]], list[str], int] | None:
    """The rows of the table whose heads begin at a line, the lines among them that are none, and where it ends."""
    most = _MOST_HEAD_LINES if _OPENS_HEADS.match(lines[start]) else 1
    words: list[str] = []
    for stop in range(start + 1, min(start + most, len(lines) - 1) + 1):
        if stop > start + 1 and len(lines[stop - 1]) > _LONGEST_HEAD_LINE:
            return None
        words += lines[stop - 1].split()
        for form in forms(words) if _may_be_row(lines[stop]) else ():
            rows, asides, end = _rows(lines, stop, form)
            if sum(_has_values(row, form) for row in rows) >= _FEWEST_ROWS:
                return [form.heads, *rows], asides, end
    return None


def _has_values(row: list[str], form: Form) -> bool:
    first = len(row) - form.texts - form.values
    return (
        any(cell[:1].isdigit() for cell in row[first : len(row) - form.texts]) and COLUMN_NUMBER.match(row[-1]) is None
    )


def _rows(lines: Sequence[str], place: int, form: Form) -> tuple[list[list[str]], list[str], int]:
    """The rows from a line on, lone numbers of pages among them, and where both end."""
    rows: list[list[str]] = []
    asides: list[str] = []
    if place < len(lines) and (numbers := _numbers_of_columns(lines[place], form)):
        rows, place = [numbers], place + 1
    while place < len(lines):
        row, height = _row_at(lines, place, form)
        if row is None and rows and _PAGE_NUMBER.fullmatch(lines[place]) and _opens(lines, place + 1, form):
            asides, place = [*asides, lines[place]], place + 1
            continue
        if row is None and _opens(lines, place + 1, form):
            row, height = _section(lines[place], form), 1
        if row is None and rows and form.texts and (behind := _words_behind(lines, place, form)):
            rows[-1][-form.texts] = " ".join([rows[-1][-form.texts].strip(NOTHING), *behind]).strip()
            place += len(behind)
            continue
        if row is None and rows and _goes_on(lines[place]):
            label = 1 if form.has_number else 0
            rows[-1] = [*rows[-1][:label], f"{rows[-1][label]} {lines[place].strip()}", *rows[-1][label + 1 :]]
            place += 1
            continue
        if row is None:
            break
        rows.append(row)
        place += height
    return rows, asides, place


def _words_behind(lines: Sequence[str], place: int, form: Form) -> list[str]:
    """Short lines that go on with the words behind a row's values, up to the next row or the end: `Sở Thông`, `tin`."""
    found: list[str] = []
    for line in lines[place : place + _MOST_LINES_OF_ROW]:
        said = line.strip()
        if not said or len(said) > _LONGEST_WORDS or any(map(str.isdigit, said)) or said.endswith((".", ":", ";")):
            break
        if _opens(lines, place + len(found), form):
            break
        found.append(said)
    return found


def _opens(lines: Sequence[str], place: int, form: Form) -> bool:
    """Whether a row begins at a line, or a section."""
    if place >= len(lines):
        return False
    return _row_at(lines, place, form)[0] is not None or _section(lines[place], form) is not None


def _row_at(lines: Sequence[str], place: int, form: Form) -> tuple[list[str] | None, int]:
    """The row that begins at a line, and how many lines it has: the last holds its values."""
    said = lines[place]
    for height in range(1, _MOST_LINES_OF_ROW + 1):
        if height > 1:
            if place + height > len(lines) or _begins_anew(lines, place + height - 1, form):
                break
            said = f"{said} {lines[place + height - 1]}"
        if not lines[place + height - 1].strip() or len(said) > _LONGEST_LABEL:
            break
        holds_values = _end_of_values(lines[place + height - 1].split(), form) > 0  # all of them in its last line
        if holds_values and (row := _row(said, form)) is not None:
            return row, height
    return None, 0


def _begins_anew(lines: Sequence[str], place: int, form: Form) -> bool:
    """Whether a line cannot go on with the label before it: it has a number of its own, before a capital."""
    number, _, rest = lines[place].strip().partition(" ")
    if not rest and place + 1 < len(lines):
        rest = lines[place + 1].strip()
    return form.has_number and _NUMBER.fullmatch(number) is not None and rest[:1].isupper()


def _goes_on(line: str) -> bool:
    """Whether a line goes on with the label of the row above it."""
    said = line.strip()
    return bool(said) and (said[0].islower() or said[0] == "(") and not said.endswith((".", ";", ":"))


def _numbers_of_columns(line: str, form: Form) -> list[str] | None:
    """The cells of a line that only numbers the columns: `A B (1) (2) (3)`; None where it does not."""
    words = line.split()
    is_numbering = len(words) <= len(form.heads) and any(map(COLUMN_NUMBER.fullmatch, words))
    if not is_numbering or not all(COLUMN_NUMBER.fullmatch(word) or _LETTER.fullmatch(word) for word in words):
        return None
    return [*[NOTHING] * (len(form.heads) - len(words)), *words]


def _row(line: str, form: Form) -> list[str] | None:
    """The cells of a row that has a value for each head; None where it has not."""
    words = line.split()
    end = _end_of_values(words, form)
    rest, values, behind = words[: end - form.values], words[end - form.values : end], words[end:]
    if not end or not rest:
        return None
    cells: list[str] = []
    if form.has_number:
        is_numbered = len(rest) > 1 and _NUMBER.fullmatch(rest[0]) is not None
        cells.append(rest.pop(0) if is_numbered else NOTHING)
    label = " ".join(rest)
    unit = _UNIT.search(label) if form.has_unit else None
    if unit is not None:
        label = label[: unit.start()]
    ends_with_word = _VALUE.fullmatch(label.split()[-1]) is None or _NUMBERED_PLACE.fullmatch(label) is not None
    is_named = _WORD.search(label) is not None and (unit is not None or ends_with_word)
    if not is_named and not (form.is_of_years and _YEAR.fullmatch(label)):
        return None
    units = [unit["unit"] if unit is not None else NOTHING] if form.has_unit else []
    texts = [" ".join(behind) or NOTHING, *[NOTHING] * (form.texts - 1)] if form.texts else []
    return [*cells, label, *units, *values, *texts]


def _end_of_values(words: list[str], form: Form) -> int:
    """Behind which word a row's values end, the last one where no head is over words behind them; 0 for too few."""
    run = 0  # values on end, up to a word
    ends = 0
    for place, word in enumerate(words, 1):
        run = run + 1 if _VALUE.fullmatch(word) else 0
        if run >= form.values:
            ends = place
    return ends if form.texts or ends == len(words) else 0


def _section(line: str, form: Form) -> list[str] | None:
    """The cells of a row that has but a number and a name: `II Chính quyền số`."""
    number, _, name = line.strip().partition(" ")
    is_number = _SECTION_NUMBER.fullmatch(number) or (_NUMBER.fullmatch(number) and name[:1].isupper())
    if not form.has_number or not is_number or _WORD.search(name) is None or len(name) > _LONGEST_LABEL:
        return None
    return [number, name, *[NOTHING] * (len(form.heads) - 2)]

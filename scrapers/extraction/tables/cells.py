"""Rows and cells of a table by their looks: which are sections, members of a row above, numbers and nothing else.

Lives here: only the looks of the text in cells. Never here: what a header or a label means (see `axes`), what a number is of
(see `reader`).
"""

from __future__ import annotations

import itertools
import re

from schemas.records import Block, Cell
from scrapers.extraction.numbers.quantities import Quantity, read_numbers
from scrapers.extraction.tables.level_words import begins_with_level, level_in_cell

PLAIN_NUMBER = re.compile(
    r"(?i)^(?:[<>=≥≤~\s]*|(?:trên|dưới|từ|tối thiểu|ít nhất|tối đa|khoảng|hơn|gần)\s+)\(?\d[\d.,]*\s*%?\)?(?:\s*trở lên|\s?\*{1,3})?$|^\d[\d.]*\s*/\s*\d[\d.]*$|^\d{1,3}(?:[ \u00a0\u202f]\d{3})+$"
)
# `85,5% (11.900/13.918 hồ sơ)`, `đạt 99,8%`, `150 doanh nghiệp`, `hạng 24`: a value, which no header has
_SAYS_VALUE = re.compile(
    r"(?i)\d\s*%|\d,\d|(?<![\d/])\d{1,3}\s*/\s*(?!20\d\d)\d{2,3}\b(?!\s*/)|^\s*(?:xếp )?(?:hạng|thứ)\s+(?!20\d\d\b)\d"
    r"|^\s*\d[\d.]*\s+(?!tháng|năm|quý|ngày|tuần)[^\W\d_]"
)
SIGNED_NUMBER = re.compile(r"(?i)\s*(?:[+▲↑▼↓−–-]|(?:tăng|giảm|tụt|lùi)\s)\s*\d[\d.,]*\s*(?:%|bậc|hạng)?\s*")
SAYS_MOVE = re.compile(r"(?i)\s*(?:tăng|giảm|tụt|lùi)\s\d[\d.,]*\s*(?:bậc|hạng)\s*")
# What may stand before the number that a cell is about, and behind it.
_BEFORE_VALUE = re.compile(
    r"(?i)[<>≥≤~\s]*(?:(?:đã|mới|ước|có|là|đạt|tỷ lệ|tỉ lệ|xếp|đứng|vị trí|thứ|hạng|top|tốp|khoảng|trên|hơn|gần|dưới|ít nhất|tối thiểu|tối đa)\s+)*[<>≥≤~\s]*"
)
_BEHIND_VALUE = re.compile(r"\s*(?:$|\([^()]*\)\s*$|[,;.]\s)")
_NOUN_BEHIND = re.compile(r"\s*((?:\s[^\W\d_]+){1,3}?)\s*(?:$|\([^()]*\)\s*$|[,;.]\s|\b(?:với|gồm)\b)")
_MEASURED_BY = re.compile(r"(?i)\s*(?:so\b|kế hoạch|KH\b|chỉ tiêu|mục tiêu|dự toán|cùng kỳ|trong đó)")
_SHARE_WITH_COUNT = re.compile(r"(?i)\s*\d[\d.,]*\s*%?\s*\(\s*\d[\d.]*\s*/\s*\d[\d.]*(?:\s+[^\W\d_]+){0,4}\s*\)\s*")
LABEL = re.compile(r"[^\W\d_]{3,}")
MEMBERS = re.compile(
    r"(?i)\s*(?:[-+•]\s*)?(?:(?:tổng )?số\s+)?(?:lượng\s+)?thành viên(?:\s+(?:của\s+)?(?:các\s+)?tổ)?\s*(?:\([^()]*\)\s*)?"
)
"""Of what the header or label before it counts: `Số tổ công nghệ số | Số thành viên`."""
_TIME_ALONE = re.compile(r"\s*(?:\d{1,2}\s*[/.-]\s*)?(?:19|20)\d{2}\s*")
WHOLE_SCORE = re.compile(r"(?i)\s*tổng (?:số )?điểm\b\s*(?:\(\s*(?:tối đa\s+)?100\s*(?:điểm\s*)?\)\s*)?")
"""`Tổng điểm`: of a whole index, also where the lines above, or the rows over it, tell of its parts."""
YEAR_LABEL = re.compile(
    r"(?i)\s*(?:(?:(?:(?:quý|tháng)\s+\d{1,2}|\d{1,2} tháng đầu)\s+)?năm\s+)?20\d\d\s*"
)  # `2019 | 64,58 | 39`: a row for each year
GOAL_LABEL = re.compile(
    r"(?i)\s*(?:chỉ tiêu|mục tiêu|kế hoạch)(?: (?:của )?tỉnh)?(?: (?:được )?giao| đề ra| đặt ra)?(?: (?:năm |đến năm )?20\d\d)?\s*"
)  # `Chỉ tiêu năm 2024 | | 80 | 60`: a row below those of places
# What a row is called that goes on with the label of the one over it.
_MEMBER_NUMBER = re.compile(r"\s*\d{1,2}\.\d{1,2}\.?\s*")
_AMONG_FIRST = re.compile(r"(?i)\s*(?:(?:trong|thuộc|vào)\s+)?(?:nhóm|top|tốp)\s+")
_DASHED = re.compile(r"(?i)\s*(?:trong (?:số )?đó\s*:?\s*)?[-+–•]\s")
CELLS_WITH_NAMES = 2
"""How many cells a row begins with that may say what it is called: one may be its number."""
_CELLS_OF_SECTION = 2
# `(1) | (2) | (3) | (4)=(3)/(2)`, `A | B | 1 | 2`, below the heads
_COLUMN_NUMBER = re.compile(r"\s*(?:\(?(?P<number>\d{1,2})\)?|\(?[A-D]\)?)\s*(?:=\s*[\d()+\-*/:x×%. ]{1,20})?\s*")
_FEWEST_NUMBERS = 2
_MARKS_OF_ITEMS = frozenset("-–•+*")


def rows_of(block: Block) -> list[list[Cell]]:
    """The cells of a table row by row, each in the order of its columns."""
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [sorted(rows[number], key=lambda cell: cell.column) for number in sorted(rows)]


def label_of(row: list[Cell]) -> Cell | None:
    """The first cell of a row that says something in words."""
    return next((cell for cell in row if LABEL.search(cell.text) and not PLAIN_NUMBER.match(cell.text)), None)


def is_section(row: list[Cell], first: list[Cell]) -> bool:
    """Whether a row is no second line of the header but the name of what follows: `I | CHÍNH QUYỀN SỐ | | |`."""
    # Equal texts beside each other are one cell that spans columns, those apart are headers again: `Kế hoạch | Thực hiện | Kế hoạch | …`.
    filled = [text for text, _ in itertools.groupby(cell.text.strip() for cell in row) if text.strip(" -")]
    opens = bool(row[0].text.strip(" -")) or len(filled) == 1  # else it stands under merged headers only
    return opens and len(filled) <= _CELLS_OF_SECTION < len(_said(first))


def _said(row: list[Cell]) -> list[str]:
    """What the cells of a row say, each text once: a cell that spans columns stands in all of them."""
    return list(dict.fromkeys(text for cell in row if (text := cell.text.strip()).strip(" -")))


def holds_values(row: list[Cell]) -> bool:
    """Whether a row has a number by itself, or what no header says, behind its first cell."""
    alone = (c for c in row if PLAIN_NUMBER.match(c.text) and not _TIME_ALONE.fullmatch(c.text))
    return next(alone, None) is not None or any(_SAYS_VALUE.search(cell.text) for cell in row[1:])


def is_column_numbers(row: list[Cell]) -> bool:
    """Whether a row only numbers the columns: `(1) | (2) | (3)`, `A | B | 1 | 2=3+4`, each number one more than that before it."""
    found = [_COLUMN_NUMBER.fullmatch(cell.text) for cell in row if cell.text.strip(" -")]
    if not all(found):
        return False
    numbers = [int(match["number"]) for match in found if match is not None and match["number"] is not None]
    counts_on = all(later == number + 1 for number, later in itertools.pairwise(numbers))
    return len(numbers) >= _FEWEST_NUMBERS and numbers[0] <= _FEWEST_NUMBERS and counts_on


def over_members(row: list[Cell]) -> str:
    """The label of a row that has nothing else: `3 | Hồ sơ công việc xử lý trên môi trường mạng | | |`."""
    filled = _said(row)
    is_alone = len(row) == 1 or len(filled) <= _CELLS_OF_SECTION < len(row)
    empty = sum(not cell.text.strip(" -") for cell in row)
    if (
        not is_alone
        and len(filled) == _CELLS_OF_SECTION + 1
        and empty >= _CELLS_OF_SECTION
        and filled[-1] == row[-1].text.strip()
    ):
        filled, is_alone = filled[:-1], True  # whose task it is stands in the last column
    is_alone = is_alone and not any(PLAIN_NUMBER.match(text) for text in filled[1:])
    return filled[-1] if is_alone and filled and LABEL.search(filled[-1]) else ""


def ends_members(row: list[Cell], over: str) -> bool:
    """Whether a row stands beside the one that was `over` its members: `- …`, below `- …` with its `+ …`."""
    mark = over[:1]
    return mark in _MARKS_OF_ITEMS and row[0].text.lstrip().startswith(mark)


def is_member(row: list[Cell], label: Cell) -> bool:
    """Whether a row is one of those below another: by its number (`3.1`), its dash, its level (`Cơ quan cấp huyện`)."""
    return (
        _MEMBER_NUMBER.fullmatch(row[0].text) is not None
        or _DASHED.match(label.text) is not None
        or begins_with_level(label.text)
    )


def plain_values(cells: list[Cell]) -> dict[int, float]:
    """The numbers of a row's cells that hold nothing else, by column."""
    return {
        cell.column: quantities[0].value
        for cell in cells
        if PLAIN_NUMBER.match(cell.text.strip()) and len(quantities := read_numbers(cell.text)[0]) == 1
    }


def is_among_first(cell: Cell, quantity: Quantity) -> bool:
    """Whether a cell says that a rank is to be among so many: `Trong nhóm 40`, `Top 30`."""
    return _AMONG_FIRST.fullmatch(cell.text, 0, quantity.start) is not None


def is_count_of_share(cell: Cell, quantity: Quantity) -> bool:
    """Whether a cell tells of what a share is, in brackets behind it: `97,8 (318/325 sản phẩm)`."""
    return quantity.out_of is not None and _SHARE_WITH_COUNT.fullmatch(cell.text) is not None


def is_what_cell_says(cell: Cell, quantity: Quantity, label: str) -> bool:
    """Whether a number among words is the value of its cell: `68,3% (28/41 hệ thống)`, `đạt 95%, vượt …`, `58,4% khách hàng`.

    So is each of those of several levels. Things are counted by a noun that the row's label names, too: `150 doanh nghiệp` beside `Số doanh nghiệp công nghệ số`.
    """
    if level_in_cell(cell.text, quantity.start) or is_among_first(cell, quantity):
        return True
    if _BEFORE_VALUE.fullmatch(cell.text, 0, quantity.start) is None:
        return False
    rest = cell.text[max(quantity.end, quantity.text_end) :].removeprefix("%")
    if _BEHIND_VALUE.match(rest):
        return True
    noun = _NOUN_BEHIND.match(rest)
    if noun is None or _MEASURED_BY.match(rest) is not None:
        return False
    return quantity.unit_class != "count" or noun.group(1).split()[0].lower() in label.lower().split()

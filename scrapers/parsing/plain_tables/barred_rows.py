"""Rows with bars between their cells in a plain text, made tables.

Lives here: which lines are rows, where one table ends and the next begins, the cells of a row. Never here: tables
that have lost their bars (see `columns`), what the cells say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from scrapers.parsing import roles
from scrapers.parsing.flow import Line
from scrapers.parsing.plain_tables.columns import BAR
from scrapers.parsing.plain_tables.table_marks import NUMBER_HEADS
from scrapers.parsing.tables import TableCell
from scrapers.parsing.textual import is_sentence

# `- Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng tại cơ quan`, over the rows `+ Cấp tỉnh | 97% | 97%`
_MEMBER = re.compile(r"\+\s")
_LONGEST_SECTION, _LONGEST_OVER_MEMBERS = 80, 200
_BETWEEN_CELLS = re.compile(r"(?:^|\s)\|(?=\s|$)")  # also twice with one space between: an empty cell
_BAR_OF_FRAME = re.compile(r"\|")  # `| Xếp hạng| 51 |`, `| Năm 2024 || Năm 2025 |`: where a bar opens and ends each row
_STRESS = re.compile(r"\*\*([^*]+)\*\*")  # `| **Cộng** | **192.978** |`
_CAPTION = re.compile(r"(?i)(?:bảng|biểu|phụ lục)(?: số)?\s*[\dIVX]")
_OPENS_WITH_NUMBER_HEAD = re.compile(rf"(?i)\s*\|?\s*(?:{NUMBER_HEADS})\s+\|\s")
_HEAD_CELL = re.compile(r"(?i)\|\s*(?:(?:năm|KH|TH|kế hoạch|thực hiện|mục tiêu|kết quả)\b[^|]*|20\d\d\s*)(?=\||$)")
_FEWEST_HEADS, _FEWEST_HEADS_IN_WORDS = 2, 3
_WORDS_CELL = re.compile(r"(?:^|\|)\s*[^\W\d_][^|]*")
_VALUE_CELL = re.compile(r"\|\s*[^\w|]*\d[\d.,]*\s*%?\s*(?:\||$)")
# `Một số chỉ tiêu năm 2023 (kết quả | mục tiêu)`, over rows of a label and two values
_NAMES_COLUMNS = re.compile(r"([^()]+?)\s*\(([^()]+)")
# `Chỉ tiêu: Thực hiện 2023 | Kế hoạch 2025`, over `Tỷ trọng kinh tế số trong GRDP (%): 8,1 | 12`
_LABEL_AND_CELL = re.compile(r"([^:]+):\s+([^:]+)")
_RULE = re.compile(r"(?=[\s:|]*-{2})[\s:|-]+")


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """Lines with the rows of a table (cells between bars, two rows at least) made one table line."""
    result: list[Line] = []
    in_table = _in_table(lines)
    for is_row, places in itertools.groupby(range(len(lines)), key=in_table.__contains__):
        members = [lines[place] for place in places]
        if not is_row or len(members) < 2:
            result.extend(members)
            continue
        for lines_of_one in _parted([line.text for line in members]):
            if len(lines_of_one) == 1 and BAR not in lines_of_one[0]:
                result.append(Line(lines_of_one[0]))  # what stands over the next table
                continue
            rows = _cells_of_rows(lines_of_one)
            rows = [row for row in rows if not all(_RULE.fullmatch(cell) for cell in row)]
            cells = (TableCell(cell, r, c) for r, row in enumerate(rows) for c, cell in enumerate(row))
            result.append(Line("", "table", table=tuple(cells)))
    return result


def _parted(rows: Sequence[str]) -> list[list[str]]:
    """The rows of tables that stand one below the other, by table: a new one has heads again, or another width."""
    tables: list[list[str]] = [[]]
    has_values = False
    widths = [row.count("|") if row[:1] == row[-1:] == "|" else len(_BETWEEN_CELLS.findall(row)) for row in rows]
    for place, row in enumerate(rows):
        has_heads = _OPENS_WITH_NUMBER_HEAD.match(row) is not None or len(_HEAD_CELL.findall(row)) >= _FEWEST_HEADS
        if 0 < place < len(rows) - 1 and not has_heads:
            is_other = 0 < widths[place] != widths[place - 1] and widths[place + 1] - widths[place] in (0, 1)
            has_heads = is_other and _VALUE_CELL.search(row) is None and _VALUE_CELL.search(rows[place - 1]) is not None
            is_below_line = not widths[place - 1] and len(_WORDS_CELL.findall(row)) >= _FEWEST_HEADS_IN_WORDS
            has_heads = has_heads or (is_below_line and _VALUE_CELL.search(row) is None)
        if has_heads and has_values:
            over = [tables[-1].pop()] if not widths[place - 1] else []
            tables += [over, []] if over else [[]]
            has_values = False
        has_values = has_values or _VALUE_CELL.search(row) is not None
        tables[-1].append(row)
    return tables


def _cells_of_rows(rows: Sequence[str]) -> list[list[str]]:
    """The cells of rows with bars; one that all begin with is the frame's, else of some the first cell is empty."""
    is_framed = all(row.startswith("|") for row in rows)
    inside = (row.removeprefix("|") if is_framed else row for row in rows)
    is_closed = is_framed and all(row.rstrip().endswith("|") for row in rows)
    between = _BAR_OF_FRAME if is_closed else _BETWEEN_CELLS
    said = (between.split(row.strip().removesuffix("|")) for row in inside)
    cells = [[_STRESS.sub(r"\1", cell.strip()) for cell in row] for row in said]
    if len(cells) > 1 and all(_LABEL_AND_CELL.fullmatch(row[0]) for row in cells):
        cells = [[*match.groups(), *row[1:]] for row in cells if (match := _LABEL_AND_CELL.fullmatch(row[0]))]
    opening = _NAMES_COLUMNS.fullmatch(cells[0][0]) if len(cells) > 1 and len(cells[0]) == len(cells[1]) - 1 else None
    if opening is not None and cells[0][-1].endswith(")"):
        cells[0] = [opening.group(1), opening.group(2), *cells[0][1:-1], cells[0][-1][:-1].strip()]
    return cells


def _in_table(lines: Sequence[Line]) -> set[int]:
    """The places of lines with bars, and of the short ones between them that head the sections of a table."""
    bars = [len(_BETWEEN_CELLS.findall(line.text)) if BAR in line.text else 0 for line in lines]
    places = {place for place, count in enumerate(bars) if count}
    for place in range(1, len(lines) - 1):
        text = lines[place].text
        is_between = bars[place - 1] == bars[place + 1] > 1 and not bars[place] and _CAPTION.match(text) is None
        is_over_members = roles.is_item(text) and _MEMBER.match(lines[place + 1].text) is not None
        longest = _LONGEST_OVER_MEMBERS if is_over_members else _LONGEST_SECTION
        if is_between and len(text) <= longest and not (is_sentence(text) and text[0].isalnum()):
            places.add(place)
    return places

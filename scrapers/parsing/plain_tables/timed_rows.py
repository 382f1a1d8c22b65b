"""Tables whose cells stand one below the other, a row or column for each time: `Thời điểm`, heads, `Quý I`, values.

Lives here: the way from such lines to rows with bars. Never here: rows with a number each (see `numbered_rows`), labels
that are no times (see `stacked_cells`), what the cells say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.stacked_cells import is_value

_HEAD = re.compile(r"(?i)(?:thời điểm|thời gian|kỳ(?: báo cáo)?|giai đoạn|năm|quý|tháng|quý/năm|tháng/năm)")
_TIME = re.compile(
    r"(?i)(?:(?:tháng|quý|năm)\s*)?(?:\d{1,2}|I{1,3}|IV)(?:\s*[/-]\s*(?:năm\s*)?20\d\d|\s+năm\s+20\d\d)?|(?:năm\s*)?20\d\d"
    r"|\d{1,2} tháng(?: đầu năm)?(?:\s*/?\s*20\d\d)?|(?:cả năm|tổng|cộng|tổng cộng)"
)
_YEAR, _FEWEST_ACROSS = re.compile(r"(?i)(?:năm\s+)?20\d\d"), 3
_FEWEST_ROWS, _MOST_HEADS, _LONGEST_CELL = 3, 8, 60


def rows_of_times(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of tables with a time in the first cell of each row as rows with `bar` between the cells."""
    result = list(lines)
    filled = [place for place, line in enumerate(lines) if line.strip()]
    said = [lines[place].strip() for place in filled]
    for head in reversed([place for place, cell in enumerate(said) if _HEAD.fullmatch(cell)]):
        if across := _times_across(said, head):
            result[filled[head] : filled[head + sum(map(len, across)) - 1] + 1] = [bar.join(row) for row in across]
            continue
        width = next((step for step in range(2, _MOST_HEADS + 1) if _is_row(said, head + step, step)), 0)
        stop = head + width
        while width and _is_row(said, stop, width):
            stop += width
        if width and stop - head > _FEWEST_ROWS * width:
            rows = [bar.join(said[place : place + width]) for place in range(head, stop, width)]
            result[filled[head] : filled[stop - 1] + 1] = rows
    return result


def _times_across(said: Sequence[str], head: int) -> list[list[str]]:
    """The rows below a head and years beside it, each a label with as many values; none where they are no such.

    `Năm`, `2023`, `2024`, `2025`, `Kinh phí (tỷ đồng)`, `95`, `120`, `110`
    """
    stop = head + 1
    while stop < len(said) and _YEAR.fullmatch(said[stop]):
        stop += 1
    count = stop - head - 1
    rows = [list(said[head:stop])]
    while count >= _FEWEST_ACROSS and stop + count < len(said):
        label, *values = said[stop : stop + count + 1]
        is_label = any(map(str.isalpha, label)) and len(label) <= _LONGEST_CELL and not is_value(label)
        if not (is_label and all(map(is_value, values))):
            break
        rows.append([label, *values])
        stop += count + 1
    return rows if len(rows) > 1 else []


def is_time(cell: str) -> bool:
    """Whether a cell is no more than a time, or the sum of those before: `Quý I`, `Tháng 3/2024`, `2023`, `Cả năm`."""
    return _TIME.fullmatch(cell.strip()) is not None


def _is_row(said: Sequence[str], place: int, width: int) -> bool:
    """Whether a row of `width` cells begins at a place: a time, and cells that are none."""
    cells = said[place : place + width]
    is_short = len(cells) == width and all(len(cell) <= _LONGEST_CELL for cell in cells)
    is_timed = is_short and is_time(cells[0]) and _HEAD.fullmatch(cells[0]) is None
    return is_timed and (cells[-1].isdecimal() or not is_time(cells[-1]))

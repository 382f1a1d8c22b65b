"""Tables whose cells stand one below the other, a row for each time: `Thời điểm`, heads, `Quý I`, values, `Quý II`, ….

Lives here: the way from such lines to rows with bars. Never here: rows with a number each (see `numbered_rows`), labels
that are no times (see `stacked_cells`), what the cells say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEAD = re.compile(r"(?i)(?:thời điểm|thời gian|kỳ(?: báo cáo)?|giai đoạn|năm|quý|tháng|quý/năm|tháng/năm)")
_TIME = re.compile(
    r"(?i)(?:(?:tháng|quý|năm)\s*)?(?:\d{1,2}|I{1,3}|IV)(?:\s*[/-]\s*(?:năm\s*)?20\d\d|\s+năm\s+20\d\d)?|(?:năm\s*)?20\d\d"
    r"|\d{1,2} tháng(?: đầu năm)?(?:\s*/?\s*20\d\d)?|(?:cả năm|tổng|cộng|tổng cộng)"
)
_FEWEST_ROWS, _MOST_HEADS, _LONGEST_CELL = 3, 8, 60


def rows_of_times(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of tables with a time in the first cell of each row as rows with `bar` between the cells."""
    result = list(lines)
    filled = [place for place, line in enumerate(lines) if line.strip()]
    said = [lines[place].strip() for place in filled]
    for head in reversed([place for place, cell in enumerate(said) if _HEAD.fullmatch(cell)]):
        width = next((step for step in range(2, _MOST_HEADS + 1) if _is_row(said, head + step, step)), 0)
        stop = head + width
        while width and _is_row(said, stop, width):
            stop += width
        if width and stop - head > _FEWEST_ROWS * width:
            rows = [bar.join(said[place : place + width]) for place in range(head, stop, width)]
            result[filled[head] : filled[stop - 1] + 1] = rows
    return result


def is_time(cell: str) -> bool:
    """Whether a cell is no more than a time, or the sum of those before: `Quý I`, `Tháng 3/2024`, `2023`, `Cả năm`."""
    return _TIME.fullmatch(cell.strip()) is not None


def _is_row(said: Sequence[str], place: int, width: int) -> bool:
    """Whether a row of `width` cells begins at a place: a time, and cells that are none."""
    cells = said[place : place + width]
    is_short = len(cells) == width and all(len(cell) <= _LONGEST_CELL for cell in cells)
    is_timed = is_short and is_time(cells[0]) and _HEAD.fullmatch(cells[0]) is None
    return is_timed and (cells[-1].isdecimal() or not is_time(cells[-1]))

"""Tables whose cells stand on lines of their own, with a bar behind each (`STT |`) or on a line between any two (`|`).

Lives here: the way from such lines to rows with bars, or to cells of a line each. Never here: cells on lines of their
own without bars (see `numbered_rows`, `stacked_cells`), rows of a line each (see `marked_rows`), what the cells say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.table_marks import NOTHING, NUMBER_HEAD, NUMBERS

_BAR_ALONE = "|"
_FEWEST_CELLS, _FEWEST_COLUMNS, _MOST_LINES, _LONGEST_CELL = 6, 3, 10, 400
_FEWEST_ROWS = 3
_FIRST_NUMBER = re.compile(r"(?:0?1|I|A)[.)]?")
_NUMBER = re.compile(rf"(?:{NUMBERS}|[a-hđ])[.)]?|-?")


def rows_of_cells_between_bars(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of cells between lone bars as rows with `bar` between them, or as a line for each cell."""
    result: list[str] = []
    place = 0
    while place < len(lines):
        cells, end = _cells(lines, place) if lines[place].strip() == _BAR_ALONE else ([], place)
        if len(cells) < _FEWEST_CELLS:
            result.append(lines[place])
            place += 1
            continue
        if result and NUMBER_HEAD.fullmatch(result[-1].strip()):
            cells.insert(0, result.pop().strip())
        result += _rows(cells, bar) or cells
        place = end
    return result


def _cells(lines: Sequence[str], start: int) -> tuple[list[str], int]:
    """The cells behind a lone bar, and where the lines behind the last of them begin; a cell may be empty.

    An empty line behind a bar ends them, unless the next is a bar again.
    """
    cells: list[str] = []
    place = start
    while place < len(lines) and lines[place].strip() == _BAR_ALONE:
        end = place + 1
        while end < len(lines) and end <= place + _MOST_LINES and lines[end].strip() not in ("", _BAR_ALONE):
            end += 1
        said = " ".join(line.strip() for line in lines[place + 1 : end])
        is_empty = not said and lines[end : end + 1] == [""] and lines[end + 1 : end + 2] == [_BAR_ALONE]
        end += is_empty
        is_last = end >= len(lines) or not lines[end].strip()
        if len(said) > _LONGEST_CELL or not (is_last or lines[end].strip() == _BAR_ALONE):
            return cells, place + 1
        if said or not is_last:
            cells.append(said)
        place = end
    return cells, place


def _rows(cells: list[str], bar: str) -> list[str]:
    """Rows as wide as the heads before the first number, where each has a number or none; else nothing.

    What follows the last bar may be no cell any more: `TM. ỦY BAN NHÂN DÂN`, right below the table.
    """
    if cells[0] and not NUMBER_HEAD.fullmatch(cells[0]):
        return []
    width = next((place for place, cell in enumerate(cells) if place and _FIRST_NUMBER.fullmatch(cell)), 0)
    if width < _FEWEST_COLUMNS or len(cells) % width > 1:
        return []
    behind = cells[len(cells) - len(cells) % width :]
    rows = [cells[place : place + width] for place in range(0, len(cells) - len(behind), width)]
    if not all(_NUMBER.fullmatch(row[0]) for row in rows[1:]):
        return []
    return [*(bar.join(cell or NOTHING for cell in row) for row in rows), *behind]


def rows_of_cells_before_bars(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, where each cell stands on one of its own with a bar behind it and rows are parted by a bar alone."""
    result: list[str] = []
    for ends, members in itertools.groupby(lines, key=_ends_with_bar):
        run = list(members)
        result += _rows_of_first_width([line.strip()[:-1].strip() for line in run], bar) if ends else run
    return result


def _ends_with_bar(line: str) -> bool:
    return line.rstrip().endswith("|") and line.count("|") == 1


def _rows_of_first_width(cells: list[str], bar: str) -> list[str]:
    """Rows as long as the first, which ends at the first empty cell; what fills no row is given back cell by cell."""
    cells = list(itertools.dropwhile(lambda cell: not cell, cells))
    width = cells.index("") if "" in cells else 0
    if width < _FEWEST_COLUMNS - 1 or len(cells) < _FEWEST_ROWS * width:
        return [cell for cell in cells if cell]
    rows: list[str] = []
    place = 0
    while place + width <= len(cells):
        rows.append(bar.join(cell or NOTHING for cell in cells[place : place + width]))
        place += width
        if place < len(cells) and not cells[place]:
            place += 1  # the bar alone that parts the rows
    return [*rows, *(cell for cell in cells[place:] if cell)]

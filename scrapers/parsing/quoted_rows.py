"""Rows of a spreadsheet saved as CSV: `1,"Huyện Cam Lộ",21,20,"95,2"`.

Lives here: the way from such lines to rows with bars. Never here: other marks between cells (see `marked_rows`), what
the cells say.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

_NOTHING = "-"
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3


def rows_of_quoted(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, where three or more on end have equally many cells between commas, some of them in quotation marks."""
    result: list[str] = []
    run: list[list[str]] = []
    written: list[str] = []
    for line in [*lines, ""]:
        cells = _cells(line)
        if run and len(cells) != len(run[0]):
            is_table = len(run) >= _FEWEST_ROWS and sum('"' in row for row in written) >= _FEWEST_ROWS
            result += [bar.join(cell.strip() or _NOTHING for cell in row) for row in run] if is_table else written
            run, written = [], []
        if len(cells) >= _FEWEST_CELLS:
            run.append(cells)
            written.append(line)
        else:
            result.append(line)
    return result[:-1]


def _cells(line: str) -> list[str]:
    """The cells of a line; prose has a space behind its commas, and none of its quotation marks opens a cell."""
    if ',"' not in line and not line.startswith('"'):
        return line.split(",") if "," in line and ", " not in line else []
    try:
        (cells,) = csv.reader([line], strict=True)
    except csv.Error:
        return []
    return cells

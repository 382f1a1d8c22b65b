"""Rows of a spreadsheet saved as CSV (`1,"Huyện Cam Lộ",21,20,"95,2"`) or pasted with tabs.

Lives here: the way from such lines to rows with bars, and cells of several lines pasted from a spreadsheet. Never here:
other marks between cells (see `marked_rows`), what the cells say.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.stacked_cells import is_value
from scrapers.parsing.plain_tables.table_marks import NOTHING

_WORD = re.compile(r"[^\W\d_]{2}")
_FEWEST_CELLS, _FEWEST_ROWS, _MOST_LINES = 3, 3, 40


def with_joined_cells(lines: Sequence[str]) -> list[str]:
    """The lines, each cell of a spreadsheet that is in quotation marks without them, also one over several lines.

    `TT⇥"Tỷ lệ người dân`, `có hồ sơ (%)"⇥…`; `DTI⇥"0,3214"⇥57`
    """
    result: list[str] = []
    place = 0
    while place < len(lines):
        joined, stop = lines[place], place + 1
        while _is_open(joined) and stop < min(place + _MOST_LINES, len(lines)):
            joined, stop = f"{joined} {lines[stop].strip(' ')}", stop + 1
        is_whole = not _is_open(joined)
        said = joined if is_whole else lines[place]
        result.append("\t".join(map(_bare, said.split("\t"))) if "\t" in said else said)
        place = stop if is_whole else place + 1
    return result


def _is_open(line: str) -> bool:
    """Whether the last cell of a line begins with a quotation mark that is not closed."""
    last = line.rpartition("\t")[2]
    return last.startswith('"') and last != '"' and not last.endswith('"')


def _bare(cell: str) -> str:
    is_quoted = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"').strip() if is_quoted else cell


def rows_of_quoted(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, where three or more on end have equally many cells between commas, some quoted or below heads."""
    result: list[str] = []
    run: list[list[str]] = []
    written: list[str] = []
    for line in [*lines, ""]:
        cells = _cells(line)
        if run and len(cells) != len(run[0]):
            is_quoted = sum('"' in row for row in written) >= _FEWEST_ROWS
            is_table = len(run) >= _FEWEST_ROWS and (is_quoted or _are_rows_below_heads(run))
            result += _rows(run, bar) if is_table else written
            run, written = [], []
        if len(cells) >= _FEWEST_CELLS:
            run.append(cells)
            written.append(line)
        else:
            result.append(line)
    return result[:-1]


def _are_rows_below_heads(run: Sequence[Sequence[str]]) -> bool:
    """Whether the first of some lines has a word in each cell, as no number with a comma has, and the others numbers.

    `Địa phương,Số trạm BTS,Số trạm 5G,Hộ có cáp quang (%)`, over `TP Tuy Hòa,412,38,97.4`
    """
    heads, *rows = run
    is_headed = len(heads) > _FEWEST_CELLS and all(_WORD.search(cell) for cell in heads)
    return is_headed and len(rows) >= _FEWEST_ROWS and all(any(map(is_value, row[1:])) for row in rows)


def _rows(run: Sequence[Sequence[str]], bar: str) -> list[str]:
    """The rows with bars; a title over them, or a note below, that commas fill up to their width stands without."""
    filled = [sum(map(bool, map(str.strip, row))) for row in run]
    first = next((place for place, count in enumerate(filled) if count > 1), 0)
    last = max((place for place, count in enumerate(filled) if count > 1), default=len(run) - 1)
    return [
        bar.join(cell.strip() or NOTHING for cell in row) if first <= place <= last else "".join(row).strip()
        for place, row in enumerate(run)
    ]


def _cells(line: str) -> list[str]:
    """The cells of a line; prose has a space behind its commas, and none of its quotation marks opens a cell."""
    if ',"' not in line and not line.startswith('"'):
        return line.split(",") if "," in line and ", " not in line else []
    try:
        (cells,) = csv.reader([line], strict=True)
    except csv.Error:
        return []
    return cells

"""Tables that have lost their frame in a plain text, set again with bars between the cells.

Lives here: the order in which the forms of such tables are looked for, and columns held apart by white space. Never
here: the other forms (see `barred_cells`, `broken_rows`, `drawn_tables`, `layout_columns`, `marked_rows`,
`numbered_rows`, `paragraph_cells`, `quoted_rows`, `ranked_lines`, `spaced_rows`, `stacked_cells`, `timed_rows`), what
the cells say, the reading of rows with bars (see `barred_rows`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.barred_cells import rows_of_cells_before_bars, rows_of_cells_between_bars
from scrapers.parsing.plain_tables.broken_rows import with_whole_rows
from scrapers.parsing.plain_tables.drawn_tables import rows_of_drawn
from scrapers.parsing.plain_tables.layout_columns import rows_of_layout
from scrapers.parsing.plain_tables.marked_rows import rows_of_arrows, rows_of_marked
from scrapers.parsing.plain_tables.numbered_rows import rows_of_numbered_cells
from scrapers.parsing.plain_tables.paragraph_cells import with_cells_on_a_line
from scrapers.parsing.plain_tables.quoted_rows import rows_of_quoted, with_joined_cells
from scrapers.parsing.plain_tables.ranked_lines import rows_of_ranked_lines
from scrapers.parsing.plain_tables.spaced_rows import rows_of_spaced
from scrapers.parsing.plain_tables.stacked_cells import is_value, rows_of_stacked_cells
from scrapers.parsing.plain_tables.table_marks import NOTHING
from scrapers.parsing.plain_tables.timed_rows import is_time, rows_of_times

BAR = " | "
"""What parts the cells of a row."""
_GAP = re.compile(r"\t+| {3,}")
_TWO_BARS = re.compile(r"(?<=\s)\|\|(?=\s|$)")
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
_COMMAS = re.compile(r",\d[\d.]*,\d")  # `TP Tuy Hòa,412,38,97.4`


def with_bars(text: str) -> str:
    """The text with ` | ` between the cells of its tables, one row a line."""
    lines = text.split("\n")
    if "-+" in text or "=+" in text:
        lines = rows_of_drawn(lines, BAR)
    if " — " in text:
        lines = rows_of_marked(lines, "—", BAR)
    if " → " in text:
        lines = rows_of_arrows(lines, BAR)
    if '\t"' in text:
        lines = with_joined_cells(lines)
    if ',"' in text or _COMMAS.search(text) is not None:
        lines = rows_of_quoted(lines, BAR)
    if ";" in text:
        lines = rows_of_marked(lines, ";", BAR)
    if "|" in text:
        # `Năm 2022 || Năm 2023 ||`: an empty cell
        lines = [_TWO_BARS.sub("| |", line) if " | " in line else line for line in lines]
        lines = with_whole_rows(lines)
        lines = rows_of_cells_before_bars(rows_of_marked(rows_of_cells_between_bars(lines, BAR), "|", BAR), BAR)
    if "\t\t" in text or "\t\n" in text:
        lines = _of_tabs(_without_empty_cells(lines))
    if "   " in text:
        lines = rows_of_layout(lines, BAR)
    if "\t" in text or "   " in text:
        lines = _of_columns(lines)
    lines = rows_of_spaced(lines, BAR)
    lines = rows_of_numbered_cells(with_cells_on_a_line(lines), BAR)
    lines = rows_of_times(rows_of_ranked_lines(lines, BAR), BAR)
    return "\n".join(rows_of_stacked_cells(lines, BAR))


def _without_empty_cells(lines: Sequence[str]) -> list[str]:
    """The lines of a sheet, titles and empty ones without the tabs that fill each line up to the width of the sheet.

    What stands alone between two rows is a row, too: the name of a section.
    """
    filled = [sum(map(bool, map(str.strip, line.split("\t")))) if "\t" in line else 0 for line in lines]
    result: list[str] = []
    for place, line in enumerate(lines):
        around = [*filled[max(0, place - 1) : place], *filled[place + 1 : place + 2]]
        is_section = filled[place] == 1 and len(around) > 1 and min(around) > 1
        result.append(line if filled[place] > 1 or is_section or "\t" not in line else line.strip())
    return result


def _of_tabs(lines: Sequence[str]) -> list[str]:
    """The lines, those of tables with a tab between any two cells, empty ones too: `4⇥Số trạm 5G⇥trạm⇥⇥21⇥`.

    Not where tabs fill columns up: there a row with two tabs in a place has fewer or more of them than the others.
    """
    result: list[str] = []
    for has_tabs, members in itertools.groupby(lines, key=lambda line: "\t" in line and BAR not in line):
        block = list(members)
        rows = [line.split("\t") for line in block]
        width = max(map(len, rows))
        # A second line of heads may end before the last column: `⇥⇥Tổng số⇥Trực tuyến`.
        is_even = all(
            len(row) == width or "\t\t" not in line.lstrip("\t") for row, line in zip(rows, block, strict=True)
        )
        if has_tabs and is_even and width >= _FEWEST_CELLS and len(rows) >= _FEWEST_ROWS:
            filled = [[*row, *[""] * (width - len(row))] for row in rows]
            block = [BAR.join(cell.strip() or NOTHING for cell in row) for row in filled]
        result += block
    return result


def _of_columns(lines: Sequence[str]) -> list[str]:
    """The lines, where three rows or more on end have equally many cells held apart by tabs or three spaces.

    A row between two of them that lacks cells is one of theirs, too: `II`, `Kinh tế số`.
    """
    cells = [[] if BAR in line else _cells(line) for line in lines]
    counts = [len(row) for row in cells]
    for place in range(1, len(counts) - 1):
        if 1 < counts[place] < counts[place - 1] == counts[place + 1]:
            counts[place] = counts[place - 1]
    result: list[str] = []
    for count, members in itertools.groupby(range(len(lines)), key=counts.__getitem__):
        places = list(members)
        is_table = count >= _FEWEST_CELLS and (
            len(places) >= _FEWEST_ROWS or _is_series([cells[place] for place in places])
        )
        for place in places:
            row = [cell or NOTHING for cell in cells[place]] + [NOTHING] * (count - len(cells[place]))
            result.append(BAR.join(row) if is_table else lines[place])
    return result


def _is_series(rows: Sequence[Sequence[str]]) -> bool:
    """Whether two rows are heads over values: `Chỉ tiêu | Tháng 1 | Tháng 2`, over `Doanh thu | 18,7 | 14,2`."""
    if len(rows) != _FEWEST_ROWS - 1:
        return False
    (_, *heads), (label, *values) = rows
    are_heads = all(is_time(cell) or (cell[:1].isalpha() and not cell.endswith(".")) for cell in heads)
    return are_heads and label[:1].isalpha() and all(is_value(cell) for cell in values)


def _cells(line: str) -> list[str]:
    """The cells of a line; a tab before the first says that it is empty, spaces are the line's indent."""
    return _GAP.split(line.rstrip().lstrip(" "))

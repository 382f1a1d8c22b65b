"""Tables of a line a row with marks between the cells: semicolons, dashes, bars or arrows.

Lives here: the way from such lines to rows with bars between the cells. Never here: cells on lines of their own (see
`stacked_cells`), columns of white space (see `columns`), what the cells say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.stacked_cells import is_value
from scrapers.parsing.plain_tables.table_marks import NOTHING

_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
_LONGEST_CELL = 40
_ARROW_HEAD = re.compile(r"([^()→]{3,120})\(([^()→]{3,60})→([^()→]{3,60})\)\s*:?")
_ARROW_ROW = re.compile(r"[•*+–-]?\s*([^:→]{3,120}):\s*([^:→]{1,40}?)\s*→\s*([^:→]{1,40})")
_COUNTED = re.compile(r"\d[\d.,]*(?: [^\W\d_]+){1,2}")  # `2.076 tổ`


def rows_of_marked(lines: Sequence[str], mark: str, bar: str) -> list[str]:
    """The lines, with bars where three rows or more have equally many marks: `1|Xã Cái Bè|7.046`.

    With spaces behind them (`Tỷ lệ hồ sơ trực tuyến; %; 80,0; 73,6`) only of short cells, the last a value.
    """
    result: list[str] = []
    spaced = f"{mark} "
    for (marks, is_spaced), members in itertools.groupby(
        lines, key=lambda line: (0 if bar in line else line.count(mark), spaced in line)
    ):
        run = list(members)
        is_table = marks >= _FEWEST_CELLS - 1 and len(run) >= _FEWEST_ROWS
        if not is_table or (is_spaced and not _are_short([line.split(mark) for line in run])):
            result += run
            continue
        is_framed = all(line.startswith(mark) and line.rstrip().endswith(mark) for line in run)
        rows = [(line.rstrip()[1:-1] if is_framed else line).split(mark) for line in run]
        result += [bar.join(cell.strip() or NOTHING for cell in row) for row in rows]
    return result


def rows_of_arrows(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, where two values of each label stand with an arrow below a line that says of what each is.

    `2. Chỉ tiêu (kế hoạch năm 2024 → thực hiện năm 2024)`, over `• Tỷ trọng kinh tế số trong GRDP: 12% → 12,8%`.
    """
    result: list[str] = []
    is_open = False
    rows = [_ARROW_ROW.fullmatch(line.strip()) for line in lines]
    for line, valued, following in zip(lines, rows, [*rows[1:], None], strict=True):
        named = _ARROW_HEAD.fullmatch(line.strip()) if following is not None else None
        if named is not None:
            result += [named[1], bar.join(("Chỉ tiêu", named[2].strip(), named[3].strip()))]
        else:
            result.append(bar.join(valued.groups()) if valued is not None and is_open else line)
        is_open = named is not None or (is_open and valued is not None)
    return result


def _are_short(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of rows are short, and the last one a value in all rows but the first."""
    is_short = all(len(cell) <= _LONGEST_CELL for row in rows for cell in row[1:])
    return is_short and all(is_value(row[-1].strip()) or _COUNTED.fullmatch(row[-1].strip()) for row in rows[1:])

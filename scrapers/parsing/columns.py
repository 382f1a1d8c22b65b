"""Tables of plain text whose columns are held apart by white space only.

Lives here: telling such rows from prose and setting bars between their cells, as `plaintext` reads tables. Never here:
what the cells say.
"""

from __future__ import annotations

import itertools
import re

_GAP = re.compile(r"\t+| {3,}")
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3


def with_bars(text: str) -> str:
    """The text with ` | ` between the cells of its tables: three rows or more on end, of equally many cells."""
    if "\t" not in text and "   " not in text:
        return text
    lines = text.split("\n")
    result: list[str] = []
    for count, members in itertools.groupby(lines, key=_cells):
        rows = list(members)
        is_table = count >= _FEWEST_CELLS and len(rows) >= _FEWEST_ROWS
        result += [" | ".join(_GAP.split(row.strip())) for row in rows] if is_table else rows
    return "\n".join(result)


def _cells(line: str) -> int:
    return 0 if " | " in line else len(_GAP.split(line.strip()))

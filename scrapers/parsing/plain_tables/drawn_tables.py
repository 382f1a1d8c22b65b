"""Tables drawn with rules and bars, as programs print them: `+----+----+` over `| Tháng | Điểm |`.

Lives here: the way from such lines to rows with bars between the cells, with heads over several lines in one row.
Never here: tables without rules (see `columns`, `layout_columns`), what the cells say.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.table_marks import NOTHING

_RULE = re.compile(r"\+(?:[-=]+\+)+")
_IN_RULE = re.compile(r"(?<=[-=])\+|\+(?=[-=])")  # where a rule within a row meets a bar
_DASHES = re.compile(r"[-=]{3,}")
_FEWEST_COLUMNS, _FEWEST_BLOCKS = 2, 2


def rows_of_drawn(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of drawn tables as rows with `bar` between the cells."""
    result: list[str] = []
    for is_drawn, members in itertools.groupby(lines, key=_is_drawn):
        run = list(members)
        result += (_table([line.strip() for line in run], bar) or run) if is_drawn else run
    return result


def _is_drawn(line: str) -> bool:
    text = line.strip()
    return text[:1] in ("+", "|") and text[-1:] in ("+", "|") and len(text) > 1


def _table(lines: Sequence[str], bar: str) -> list[str]:
    """The rows of a drawn table, the lines up to the second rule as one row of heads.

    None where there are no rules, or where words stand in no column: such lines stay as they are.
    """
    rules = [line for line in lines if _RULE.fullmatch(line)]
    grid = max(([place for place, sign in enumerate(rule) if sign == "+"] for rule in rules), key=len, default=[])
    if len(grid) <= _FEWEST_COLUMNS:
        return []
    parts = itertools.groupby(lines, key=lambda line: _RULE.fullmatch(line) is not None)
    blocks = [list(block) for is_rule, block in parts if not is_rule]
    cells = [[_cells(line, grid, is_head=not place) for line in block] for place, block in enumerate(blocks)]
    if len(blocks) < _FEWEST_BLOCKS or not all(row for block in cells for row in block):
        return []
    heads = [" ".join(filter(None, said)) for said in zip(*cells[0], strict=True)]
    rows = [heads, *(row for block in cells[1:] for row in _with_labels(block))]
    return [bar.join(cell or NOTHING for cell in row) for row in rows]


def _cells(line: str, grid: Sequence[int], *, is_head: bool) -> list[str]:
    """The cells of a line, one for each column; none where words stand in no column.

    A head over several columns stands in each of them; other words do in the first, so that no number stands twice.
    """
    plain = _DASHES.sub(lambda rule: " " * len(rule.group()), _IN_RULE.sub("|", line))
    said = [cell.strip() for cell in plain[1:-1].split("|")]
    if len(said) == len(grid) - 1:
        return said
    bars = [place for place, sign in enumerate(plain) if sign == "|"]
    middles = [(start + end) // 2 for start, end in itertools.pairwise(grid)]
    chosen = [min(max(bisect.bisect_left(bars, middle) - 1, 0), len(said) - 1) for middle in middles]
    if any(cell and place not in chosen for place, cell in enumerate(said)):
        return []
    is_again = [not is_head and place in chosen[:column] for column, place in enumerate(chosen)]
    return ["" if again else said[place] for place, again in zip(chosen, is_again, strict=True)]


def _with_labels(rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows; the first words of a label go with its last, beside which the values stand."""
    result: list[list[str]] = []
    for row in rows:
        before = result[-1] if result else []
        filled = [place for place, cell in enumerate(before) if cell]
        goes_on = bool(filled) and not row[0] and filled[0] == 0 and filled[-1] == 1 and bool(row[1])
        if goes_on and len(row) > _FEWEST_COLUMNS and any(row[2:]):
            result[-1] = [before[0], f"{before[1]} {row[1]}", *row[2:]]
        else:
            result.append(row)
    return result

"""By how much which indicator of a row moved, below a head that names none: `Điểm năm 2022 | Điểm năm 2023 | Tăng/giảm`.

Lives here: which indicator and results the move is of. Never here: whether it is their difference (see `differences`).
"""

from __future__ import annotations

import re

from scrapers.extraction.tables.axes import AxisReader
from scrapers.extraction.tables.cells import plain_values
from scrapers.extraction.tables.differences import Difference, difference
from scrapers.extraction.tables.records import Row, Table
from scrapers.extraction.tables.scores_with_ranks import PLACE_OF_ALL
from scrapers.reference import Reference

_PLACE = re.compile(rf"\s*{PLACE_OF_ALL}\s*")


class MovedRows:
    """Says of rows by how much their indicator moved."""

    def __init__(self, axes: AxisReader, reference: Reference) -> None:
        self._axes, self._reference = axes, reference

    def of_row(self, table: Table, row: Row, amount: float) -> tuple[str, Difference] | None:
        """The indicator of a row that moved by `amount`, and how, where the row's own values say so."""
        code = self._of_label(table, row) if row.area is None else _of_results(table)
        if code is None:
            return None
        is_rank = row.area is None and self._reference.indicators[code].unit == "rank"
        moved = difference(table.headers, plain_values(row.cells), amount, is_rank=is_rank)
        return (code, moved) if moved is not None else None

    def _of_label(self, table: Table, row: Row) -> str | None:
        """The indicator that a row is called by, its rank beside columns of ranks, a score where it names no other."""
        if row.label is None:
            return None
        code = row.label.indicator_code
        is_ranked = any(header.unit_class == "rank" for header in table.headers.values())
        if is_ranked or any(_PLACE.fullmatch(cell.text) for cell in row.cells):
            code = self._axes.indicator(row.label.text, table.caption, "rank", is_label=True) or code
        return code or self._axes.indicator(row.label.text, table.caption, "score", is_label=True)


def _of_results(table: Table) -> str | None:
    """The one score, share or count that columns of several times hold of each place."""
    dated = [header for header in table.headers.values() if header.period is not None and header.kind is None]
    codes = {header.indicator_code for header in dated if header.unit_class != "rank"}
    return next(iter(codes)) if len(codes) == 1 else None

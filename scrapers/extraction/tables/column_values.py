"""What columns hold by their values alone: places among the provinces, counts above a hundred; and rows wider than their heads.

Never here: what the heads of columns say (see `headers`).
"""

from __future__ import annotations

from schemas.records import Cell
from scrapers.extraction.places.provinces import MOST_PROVINCES
from scrapers.extraction.tables.axes import Axis
from scrapers.extraction.tables.cells import plain_values

_WHOLE = 100  # percent


def of_places(rows: list[list[Cell]], headers: dict[int, Axis]) -> frozenset[int]:
    """The columns of nothing but whole numbers that can be places: `4`, `9`, `25` beside `Giá trị DTI` and `Xếp hạng`."""
    called = {header.unit_class for header in headers.values()}
    if not {"score", "rank"} <= called:
        return frozenset()
    values: dict[int, list[float]] = {}
    for row in rows:
        for column, value in plain_values(row).items():
            values.setdefault(column, []).append(value)
    return frozenset(
        column
        for column, of_column in values.items()
        if len(of_column) == len(rows) and all(value in range(1, MOST_PROVINCES + 1) for value in of_column)
    )


def of_counts(rows: list[list[Cell]], headers: dict[int, Axis]) -> frozenset[int]:
    """The columns under heads without a unit in which some rows of places or offices have more than a hundred: `Đúng hạn`."""
    above = {column for row in rows for column, value in plain_values(row).items() if value > _WHOLE}
    return frozenset(c for c in above if c in headers and headers[c].unit_class is None)


def are_wider(rows: list[list[Cell]], width: int) -> bool:
    """Whether most rows have two cells or more than there are heads."""
    return sum(len(row) > width + 1 for row in rows) * 2 > len(rows)

"""One table while it is read: where it stands, what its headers say, and what has come of its numbers.

Lives here: these records. Never here: how a table is gone through (see `reader`), what its cells mean (see `meaning`).
"""

from __future__ import annotations

import dataclasses

from schemas.records import Cell, Document, UnmappedQuantity
from scrapers.extraction.periods.timeline import Timeline
from scrapers.extraction.reading import NumberFate
from scrapers.extraction.tables.axes import Axis
from scrapers.extraction.tables.place_names import RowArea


@dataclasses.dataclass(frozen=True, slots=True)
class TableReading:
    """What came of one table; every number of it stands in `numbers` once."""

    numbers: list[NumberFate]
    unmapped: list[UnmappedQuantity]


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """One table while it is read."""

    document: Document
    own_province: str | None
    own_area: RowArea | None
    timeline: Timeline
    version: str
    caption: str
    sets_goals: bool
    """Whether the caption says that the table is one of goals."""
    headers: dict[int, Axis]
    signed: frozenset[int]
    """Columns in which a cell tells a rise from a fall by its sign."""
    of_places: frozenset[int]
    """Columns that hold places among the provinces, beside one of scores and one of ranks that are called so."""
    of_counts: frozenset[int]
    """Columns that do not say percent and hold a number above all that a share can be."""
    reading: TableReading
    seen: set[int]
    is_of_districts: bool
    """Whether its rows are called by districts, so that one with the province's name is the district of that name."""
    sums_up_all: bool
    """Whether a row `Cộng` is of the whole province."""
    has_maximum: bool
    """Whether a column says what is the most, so that the others hold points."""


@dataclasses.dataclass(frozen=True, slots=True)
class Above:
    """What the rows over one say that it may go on with."""

    section: str = ""
    """The label of the last row that had nothing else, while its members last."""
    opened: str = ""
    """What the first cell said last, over the empty one of a row that goes on with it: `DTI | Giá trị`, `| Xếp hạng`."""
    label: str = ""
    """What the row right above is called."""
    whole: str = ""
    """What the last row is called that is none of the levels of another: `Hồ sơ công việc …`, over `a) Cấp tỉnh`."""
    owner: str = ""
    """What the last row is called that is no member of another: `Số tổ công nghệ số cộng đồng | 1.633`, over `- Cấp xã`."""
    is_of_moves: bool = False
    """Whether a line over the row says that it gives index numbers: `Chỉ số phát triển (Năm trước = 100) - %`."""


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """What a row is about (a place, a year or an indicator), where it stands, and its cells."""

    area: RowArea | None
    label: Axis | None
    line: tuple[int, int]
    cells: list[Cell]

"""What a row of a table is about: a place, a year or an indicator.

Lives here: that choice. Never here: how a table is gone through (see `reader`), what a cell is of (see `meaning`), what a label
says by itself (see `axes`).
"""

from __future__ import annotations

import dataclasses
import re

from schemas.records import Cell
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.tables.axes import Axis, AxisReader
from scrapers.extraction.tables.cells import (
    CELLS_WITH_NAMES,
    LABEL,
    MEMBERS,
    PLAIN_NUMBER,
    YEAR_LABEL,
    is_member,
    label_of,
)
from scrapers.extraction.tables.level_words import begins_with_level
from scrapers.extraction.tables.place_names import PlaceNames, RowArea
from scrapers.extraction.tables.records import Above, Row, Table
from scrapers.extraction.tables.sums import SUM_LABEL
from scrapers.extraction.tables.time_rows import time_of_row, year_of_preliminary

# `Điểm | 84,5 | 87,3`, `Xếp hạng | 31 | 24`, below the years: of the index over the table
_STANDING_ALONE: tuple[tuple[UnitClass, re.Pattern[str]], ...] = (
    (
        "rank",
        re.compile(
            r"(?i)\s*(?:xếp hạng|thứ hạng|hạng|vị thứ|thứ bậc)(?:\s+(?:cả nước|toàn quốc))?\s*(?:\([^()]*\)\s*)?"
        ),
    ),
    ("score", re.compile(r"(?i)\s*(?:điểm|điểm số|số điểm|tổng điểm)\s*(?:\(\s*100\s*(?:điểm\s*)?\)\s*)?")),
)
_UNIT_HEADER = re.compile(r"(?i)^\s*(?:đvt|đơn vị tính|đơn vị)\s*$")
# `Cơ quan chủ trì | Sở Nội vụ`: who is to reach what the row is about, not where
_NAMES_WHO_ACTS = re.compile(
    r"(?i)\b(?:chủ trì|phối hợp|phụ trách|theo dõi|thực hiện|tham mưu|báo cáo|chủ quản|tổng hợp|cung cấp)\b|\bghi chú\b"
)
_YEAR_HEADER = re.compile(r"(?i)\s*(?:năm|kỳ)(?:\s+(?:đánh giá|công bố|báo cáo|xếp hạng|thực hiện))?\s*")
# `STT | Nhóm mục tiêu | Chỉ tiêu | ĐVT`: what a row belongs to, and what it is about
_GROUP_HEADER = re.compile(
    r"(?i)\s*(?:nhóm|lĩnh vực|trụ cột|phân nhóm)(?:\s+(?:mục tiêu|chỉ tiêu|chỉ số|nhiệm vụ))?\s*"
)
_LABEL_HEADER = re.compile(
    r"(?i)\s*(?:tên\s+|nội dung\s+)?(?:chỉ tiêu|mục tiêu|chỉ số|nội dung|tiêu chí)(?:\s+(?:cụ thể|chủ yếu))?\s*"
)
_UNIT_ALONE = re.compile(r"(?i)\s*đơn vị\s*")


class RowReader:
    """Says of rows what they are about."""

    def __init__(self, axes: AxisReader, places: PlaceNames) -> None:
        self._axes, self._places = axes, places

    def row(self, table: Table, cells: list[Cell], above: Above) -> Row:
        """One row, with what it goes on with of those above it."""
        label_cell = _under_labels(table, cells) or label_of(cells)
        is_of_year = YEAR_LABEL.fullmatch(cells[0].text) is not None
        first = table.headers.get(0)
        if is_of_year and first is not None and _YEAR_HEADER.fullmatch(first.text):
            label_cell = None  # `Năm | Giá trị DTI | … | Nhóm`: the last column is no label
        area, label = self._area(table, cells, label_cell), None
        time = time_of_row(cells[0].text, first.text, table.caption) if first is not None else None
        time = time or year_of_preliminary(cells[0].text)
        if time is not None:
            label = self._axes.axis(time, table.caption, table.timeline.year, is_label=True)
        elif area is None and label_cell is not None:
            label = self._label(table, cells, label_cell, above)
        elif area is None and is_of_year:
            label = self._axes.axis(cells[0].text, table.caption, table.timeline.year, is_label=True)
        return Row(area, label, (min(c.start for c in cells), max(c.end for c in cells)), cells)

    def _area(self, table: Table, cells: list[Cell], label_cell: Cell | None) -> RowArea | None:
        """The place that a row is about, not who is to act."""
        said_to_be = (
            self._places.area(cell.text, table.own_province)
            for cell in cells
            if cell is label_cell
            or (header := table.headers.get(cell.column)) is None
            or not (_NAMES_WHO_ACTS.search(header.text) or _is_unit_behind(header.text, cells, cell))
        )
        area = next((found for found in said_to_be if found), None)
        if area is None and table.sums_up_all and any(SUM_LABEL.fullmatch(c.text) for c in cells[:CELLS_WITH_NAMES]):
            return table.own_area
        if area is not None and area.level == "province" and table.is_of_districts and label_cell is not None:
            return self._places.namesake(label_cell.text, table.own_province) or area
        return area

    def _label(self, table: Table, cells: list[Cell], label_cell: Cell, above: Above) -> Axis:
        """What the label of a row says, with its unit and what it goes on with."""
        beside = (c for c in cells if c is not label_cell)  # `Đơn vị` may be over the places
        unit = next((c.text for c in beside if (h := table.headers.get(c.column)) and _UNIT_HEADER.match(h.text)), "")
        said = f"{label_cell.text} ({unit})" if unit.strip() else label_cell.text
        line_above = table.caption.rpartition("\n")[2]
        label = self._axes.axis(said, table.caption, table.timeline.year, is_label=True)
        if label.indicator_code is None and is_member(cells, label_cell):
            # `Cấp tỉnh`, also right below `Bảng 2. Hồ sơ công việc xử lý trên môi trường mạng`
            is_level = begins_with_level(label_cell.text)
            over = (above.whole or above.section or line_above) if is_level else above.section
            label = self._axes.axis(f"{over} {said}", table.caption, table.timeline.year, is_label=True)
            if label.indicator_code is None and not table.has_maximum:
                label = self._part_of_owner(table, said, above)
        if label.indicator_code is None and MEMBERS.fullmatch(label_cell.text):
            label = self._axes.axis(f"Số thành viên {above.label}", "", table.timeline.year, is_label=True)
        if label.indicator_code is None and table.has_maximum and SUM_LABEL.fullmatch(label.text):
            # `Cộng | 100 | 83,02`, below the points of the parts
            part = self._axes.indicator(above.label, table.caption, "score", is_label=True)
            whole = self._axes.whole(part) if part is not None else None
            return dataclasses.replace(label, indicator_code=whole)
        for unit_class, alone in _STANDING_ALONE:
            if label.indicator_code is None and alone.fullmatch(label.text):
                goes_on = bool(above.opened) and not cells[0].text.strip(" -")
                said = above.opened if goes_on else label.text
                nearest = self._axes.indicator(said, line_above, unit_class, is_label=goes_on)
                code = nearest or self._axes.indicator(said, table.caption, unit_class, is_label=goes_on)
                label = dataclasses.replace(label, indicator_code=code)
        return label

    def _part_of_owner(self, table: Table, said: str, above: Above) -> Axis:
        """What a member counts of what the row above its members counts, by an indicator of its own.

        `Số tổ công nghệ số cộng đồng | 1.633`, `Trong đó: - Cấp xã | 151`; not `Số trạm BTS | 2.262`, `- Trạm 3G | 702`.
        """
        part = self._axes.axis(f"{above.owner} {said}", table.caption, table.timeline.year, is_label=True)
        whole = self._axes.axis(above.owner, table.caption, table.timeline.year, is_label=True)
        return dataclasses.replace(part, indicator_code=None) if part.indicator_code == whole.indicator_code else part


def _under_labels(table: Table, cells: list[Cell]) -> Cell | None:
    """The cell below the head of the labels, where one before it is over groups: `Nhóm mục tiêu | Chỉ tiêu | ĐVT`."""
    heads = {column: header.text for column, header in table.headers.items()}
    group = next((column for column, text in heads.items() if _GROUP_HEADER.fullmatch(text)), None)
    label = next((column for column, text in heads.items() if _LABEL_HEADER.fullmatch(text)), None)
    if group is None or label is None or group > label:
        return None
    return next((cell for cell in cells if cell.column == label and LABEL.search(cell.text)), None)


def _is_unit_behind(header: str, cells: list[Cell], cell: Cell) -> bool:
    """Whether a column `Đơn vị` stands behind a row's values: whose task it is, not whom the values are of."""
    values = (other for other in cells if PLAIN_NUMBER.match(other.text) and cells[0].column < other.column)
    return _UNIT_ALONE.fullmatch(header) is not None and any(value.column < cell.column for value in values)

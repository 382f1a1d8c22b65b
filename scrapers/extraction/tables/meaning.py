"""What a cell of a table is of: the indicator and kind that its column and row say together.

Lives here: that choice, and which columns hold no values. Never here: how a table is gone through and what becomes of its numbers
(see `reader`), what a header or label says by itself (see `axes`).
"""

from __future__ import annotations

import datetime as dt
import re

from schemas.records import Cell, Kind
from scrapers.extraction.attachment.claims import SCORES_AS_PERCENT, UNITS_OF_CLASS, counts_of_shares
from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.periods.notation import is_day, period_bounds
from scrapers.extraction.places.provinces import MOST_PROVINCES, RANK_TOTALS
from scrapers.extraction.reading import Reason
from scrapers.extraction.tables.axes import COUNT_HEADER, Axis, AxisReader, is_rank_of_some
from scrapers.extraction.tables.cells import GOAL_LABEL, WHOLE_SCORE, YEAR_LABEL
from scrapers.extraction.tables.headers import MAXIMUM_HEADER
from scrapers.extraction.tables.level_words import at_level, begins_with_level, level_in_cell, level_told
from scrapers.extraction.tables.records import Row, Table
from scrapers.extraction.tables.units import direction_of, scale_of, sign_in
from scrapers.reference import Reference

_TOTAL_ALONE = re.compile(r"(?i)\s*(?:tổng|tổng số|tổng cộng|số lượng)\s*")
_OF_A_SHARE = re.compile(r"(?i)\W*(?:bảng\s+\d*\W*)?(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng)\b|.*\btheo\s+(?:tỷ lệ|tỉ lệ)\b")
# `Thứ hạng DTI 2024`: its year, whatever the column is called
_WITH_EDITION = re.compile(r"\b(?:DTI|PCI|PAPI|SIPAS|(?i:PAR INDEX|ICT index))\s+(?:năm\s+)?20\d\d\s*$")
_HAS_PARTS = re.compile(r"-(?:H\d|Q\d|\d\d)")  # `6T/2024`, of which a report in July says what came of it
_ACTIVITY = re.compile(r"(?i)\s*hoạt động\b")  # a part of a pillar of nearly the same name
# `DTI | Tỉnh | Nhận thức số | …`: the ranks of that index, and parts of it from 0 to 1 that are not called points
_NAME_OF_INDEX = re.compile(r"(?i)\s*(?:DTI|PDTI)\s*")
# What the header of a column says of every cell below it.
_TELLING_CLASSES: tuple[UnitClass, ...] = ("percent", "money", "per_100_people", "per_1000_people")
# Units that a cell tells by itself, and a label without one names no indicator for: `DTI | hạng 24`, `Doanh thu … | 131,5 tỷ đồng`
_OF_OWN_INDICATORS: tuple[UnitClass, ...] = ("rank", "score", "money", "percent")
_MONEY_OR_STANDING = ("vnd_billion", "rank", "score")
_POINTS_WORD = re.compile(r"(?i)\b(?:điểm|giá trị)\b")
# `So với quý II/2022 (+/-)`, over `+1,2`: the shares of its rows rose by points
_IN_POINTS = re.compile(r"(?i)\+\s?/?\s?[-–]|điểm\s?(?:%|phần trăm)|chênh lệch")
_RANKS_ABOVE = re.compile(r"(?i)^(?!.*\bđiểm\b).*\b(?:xếp hạng|thứ hạng)\b")
_WHOLE = 100  # percent
_DAYS_AHEAD = dt.timedelta(days=10)
_ONE_WITH_DECIMALS = re.compile(r"\s*1[,.]0+\s*")
# `Số thành viên tổ công nghệ số cộng đồng trên 100 dân`
_PER_HEAD, _COUNTED = (
    re.compile(r"(?i)(?:\btrên|/)\s*(?:100|1\.?000|10\.?000)\s*(?:người\s+)?dân\b"),
    ("count", "person"),
)


class CellMeaning:
    """Says of cells what they are of."""

    def __init__(self, axes: AxisReader, reference: Reference) -> None:
        self._axes, self._reference = axes, reference
        self._counts = counts_of_shares(reference.indicators)

    def never_value(self, table: Table, header: Axis, cell: Cell) -> Reason | None:
        """Why nothing below a header is a value of what its row or column is about."""
        if MAXIMUM_HEADER.search(header.text):
            return "denominator"
        if is_rank_of_some(header.text):
            return "rank_in_a_group"
        is_comparison = header.is_relative and self.sign(table, header, cell) is None
        return "relative_to_plan_or_period" if is_comparison else None

    def meaning(
        self, table: Table, header: Axis | None, row: Row, cell: Cell, quantity: Quantity
    ) -> tuple[str | None, Kind, str | None]:
        """The indicator, kind and period of a number in a cell, as far as header and label say them."""
        label = row.label
        period = (header.period if header else None) or (label.period if label else None)
        if label is not None and row.area is None and _WITH_EDITION.search(label.text):
            period = label.period
        told = (header.kind if header else None) or (label.kind if label else None)
        kind: Kind = told or ("target" if _is_goal(table, period) else "actual")
        if row.area is not None or (
            label is not None and (YEAR_LABEL.fullmatch(label.text) or GOAL_LABEL.fullmatch(label.text))
        ):
            return self._of_column(table, header, cell, quantity), kind, period
        if label is None:
            return None, kind, period
        of_index = header.unit_class if header is not None and header.unit_class in ("rank", "score") else None
        if kind == "change":
            of_index = of_index or ("score" if table.has_maximum else None)  # `Điểm tối đa | … | Tăng, giảm`
            is_part = WHOLE_SCORE.fullmatch(label.text) is None
            if of_index is None and header is not None and _IN_POINTS.search(header.text) and sign_in(cell.text):
                return label.indicator_code, kind, period
            moved = self._axes.indicator(label.text, table.caption, of_index, is_label=is_part) if of_index else None
            return moved, kind, period
        level = level_in_cell(cell.text, quantity.start)
        if level or (header is not None and begins_with_level(header.text)):
            # `Hồ sơ công việc xử lý trên môi trường mạng (%) | 90 | 80 | 60`, below `Cấp tỉnh | Cấp huyện | Cấp xã`
            said = level or level_told(header.text if header is not None else "")
            whole = at_level(label.text, said)
            return self._axes.indicator(whole, table.caption, label.unit_class, is_label=True), kind, period
        code = self._of_label(table, label, cell, quantity, of_index)
        if code is None or not self._fits_column(table, header, label, code, quantity):
            return None, kind, period
        return code, kind, period

    def _of_label(
        self, table: Table, label: Axis, cell: Cell, quantity: Quantity, of_index: UnitClass | None
    ) -> str | None:
        """The indicator that the label of a row names for a cell, in a column of ranks or scores (`of_index`) for those."""
        code = label.indicator_code
        if of_index == "rank" and WHOLE_SCORE.fullmatch(label.text):
            rank = f"{code.removesuffix('_score')}_rank" if code is not None else ""
            return (
                rank
                if rank in self._reference.indicators
                else self._axes.indicator(label.text, table.caption, "rank", is_label=False)
            )
        if of_index == "rank" or (of_index == "score" and quantity.out_of is None and label.unit_class is None):
            code = self._axes.indicator(label.text, table.caption, of_index, is_label=True)
        if of_index is None and label.unit_class in (None, "score") and _is_place_below_ranking(table, label, quantity):
            # `Chỉ số chuyển đổi số (DTI) | 9 | 6 | 4` below `Xếp hạng một số chỉ số`
            code = self._axes.indicator(label.text, table.caption, "rank", is_label=True) or code
        if label.unit_class in (None, "score") and quantity.unit_class in _OF_OWN_INDICATORS:
            code = self._axes.indicator(label.text, table.caption, quantity.unit_class, is_label=True) or code
        elif label.unit_class is None and _is_point(cell, quantity):
            code = self._axes.indicator(label.text, table.caption, "score", is_label=True)
        elif of_index != "rank" and table.has_maximum:
            code = self._axes.indicator(label.text, table.caption, "score", is_label=True) or code
        return code

    def _of_column(self, table: Table, header: Axis | None, cell: Cell, quantity: Quantity) -> str | None:
        """The indicator that the header of a column names for the cell of a place or year."""
        if header is None:
            return None
        if quantity.unit_class == "count" and _NAME_OF_INDEX.fullmatch(header.text) and quantity.value >= 1:
            return self._axes.indicator(header.text, table.caption, "rank", is_label=False)
        if header.kind == "change" and header.indicator_code is None and header.unit_class is None:
            return self._moved(table, header, quantity)
        if header.unit_class == "score" and _is_place_below_ranking(table, header, quantity):
            # `PAR INDEX` below `Bảng tổng hợp xếp hạng`
            return self._axes.indicator(header.text, table.caption, "rank", is_label=False)
        is_place = cell.column in table.of_places or _is_place_of_all(quantity)
        if is_place and header.indicator_code is None and self._axes.names_subject(header.text):
            # `Giá trị DTI | Xếp hạng | Chính quyền số | Kinh tế số`, also over `37/63 | 41/63`
            beside = "\n".join([table.caption, *(other.text for other in table.headers.values())])
            return self._axes.indicator(header.text, beside, "rank", is_label=False)
        is_part = header.indicator_code is None and header.unit_class is None and _is_point(cell, quantity)
        if is_part and _ACTIVITY.match(header.text) is None:
            beside = "\n".join([table.caption, *(other.text for other in table.headers.values())])
            return self._axes.indicator(header.text, beside, "score", is_label=False)
        return header.indicator_code or self._of_line_above(table, header) or self._beside_others(table, header)

    def _beside_others(self, table: Table, header: Axis) -> str | None:
        """What a header counts by what the headers beside it name: `Tổ công nghệ số cộng đồng cấp xã | … | Tổng số tổ | Số thành viên`."""
        if header.unit_class is not None or header.kind is not None or COUNT_HEADER.match(header.text) is None:
            return None
        beside = "\n".join([table.caption, *(other.text for other in table.headers.values())])
        return self._axes.indicator(header.text, beside, None, is_label=False)

    def _of_line_above(self, table: Table, header: Axis) -> str | None:
        """The share or count that the line over a table names, of a column that names none.

        `(Tỷ lệ hộ có cáp quang)`, over `Hiện trạng (%) | Chỉ tiêu (%)`; `Phân bố sản phẩm OCOP theo vùng`, over `Vùng | Tổng`.
        """
        above = table.caption.rsplit("\n", 1)[-1]
        if header.unit_class == "percent" and _OF_A_SHARE.match(above) and not self._axes.names_subject(header.text):
            return self._axes.indicator(above, "", "percent", is_label=True)
        if header.unit_class is not None or _TOTAL_ALONE.fullmatch(header.text) is None:
            return None
        code = self._axes.indicator(above, "", None, is_label=True)
        return code if code is not None and self._reference.indicators[code].unit in ("count", "person") else None

    @staticmethod
    def _moved(table: Table, header: Axis, quantity: Quantity) -> str | None:
        """The index whose ranks stand in the column before one of moves, or whose points, of which fractions are moves.

        `Xếp hạng 2022 | Xếp hạng 2021 | Tăng, giảm`, `Tổng điểm | Tăng/giảm so với tháng trước`.
        """
        before = None
        for _, other in sorted(table.headers.items()):
            if other is header:
                break
            before = other
        if before is None:
            return None
        is_of_score = WHOLE_SCORE.match(before.text) is not None or before.unit_class == "score"
        is_of_points = is_of_score and quantity.value != int(quantity.value)
        return before.indicator_code if before.unit_class == "rank" or is_of_points else None

    def _fits_column(self, table: Table, header: Axis | None, label: Axis, code: str, quantity: Quantity) -> bool:
        """Whether an indicator can stand in a column: no share under `Số giao dịch` or `Số tiền`, no count under `2025/2024 (%)`."""
        unit = self._reference.indicators[code].unit
        if quantity.unit_class == "percent" and unit != "percent":
            return False
        if header is None or quantity.unit_class == "percent":
            return True
        told = scale_of(table.caption.rpartition("\n")[2], is_caption=True) if unit not in _MONEY_OR_STANDING else None
        is_all_money = told is not None and told.is_money and header.unit_class is None and label.unit_class is None
        if is_all_money and quantity.unit_class == "count":
            return False  # below `Danh mục dự án (ĐVT: triệu đồng)`
        if unit not in ("score", "rank") and table.has_maximum:
            return False  # points of a part of an index, of so many at most
        if header.unit_class in _TELLING_CLASSES and unit not in UNITS_OF_CLASS[header.unit_class]:
            return header.unit_class == "percent" and code in SCORES_AS_PERCENT
        return unit != "percent" or COUNT_HEADER.match(header.text) is None

    def placed(self, table: Table, code: str, quantity: Quantity, named: Axis | None) -> str | None:
        """The rank of an index where its label names no more than the index and the cell a place among all: `DTI | 9/63`."""
        if named is None or not _is_place_of_all(quantity) or self._reference.indicators[code].unit != "score":
            return code
        return self._axes.indicator(named.text, table.caption, "rank", is_label=True)

    def fitting(self, code: str, quantity: Quantity, header: Axis | None, label: Axis | None) -> str | None:
        """The indicator that a number of this unit can be of: a part over its whole is the count of a share, or none.

        `Kích hoạt tài khoản VNeID | 655.200` is no share: nothing says percent, and it is above all there can be.
        """
        unit = self._reference.indicators[code].unit
        if unit == "rank" and quantity.value != int(quantity.value):
            return None
        if unit in _COUNTED and any(axis is not None and _PER_HEAD.search(axis.text) for axis in (header, label)):
            return None
        if unit == "percent" and quantity.unit_class == "count":
            if quantity.out_of is not None:
                return self._counts.get(code)
            if quantity.value > _WHOLE and not any(axis and axis.unit_class == "percent" for axis in (header, label)):
                return None
        if quantity.unit_class == "count" or unit in UNITS_OF_CLASS[quantity.unit_class]:
            return code
        return code if quantity.unit_class == "percent" and code in SCORES_AS_PERCENT else None

    @staticmethod
    def sign(table: Table, header: Axis | None, cell: Cell) -> float | None:
        """Whether a change rose or fell: as the cell or its header say; beside `-3`, what has no sign rose."""
        told = sign_in(cell.text) or direction_of(header.text if header is not None else "")
        return 1.0 if told is None and cell.column in table.signed else told


def _is_place_below_ranking(table: Table, of: Axis, quantity: Quantity) -> bool:
    """Whether a number of an index can be a place among the provinces, in a table whose title calls it one of places."""
    is_place = quantity.unit_class == "count" and quantity.value in range(1, MOST_PROVINCES + 1)
    is_of_ranks = _RANKS_ABOVE.search(table.caption.rpartition("\n")[2]) is not None
    return is_place and is_of_ranks and _POINTS_WORD.search(of.text) is None


def _is_place_of_all(quantity: Quantity) -> bool:
    """Whether a number says that it is a place among all provinces: `41/63`."""
    return quantity.out_of in RANK_TOTALS and quantity.value == int(quantity.value)


def _is_point(cell: Cell, quantity: Quantity) -> bool:
    """Whether a number can be a score although nothing says so: from 0 to 1 with decimals, or such a one over its maximum.

    `0,7418`, `1,0000`, `14,6/18`
    """
    is_whole = quantity.value == int(quantity.value)
    if quantity.out_of is not None:
        return not is_whole and quantity.unit_class == "count"
    return quantity.value <= 1 and (not is_whole or _ONE_WITH_DECIMALS.fullmatch(cell.text) is not None)


def _is_goal(table: Table, period: str | None) -> bool:
    """Whether a value of which neither header nor label says so is aimed at: one of a table of goals, or of a year ahead."""
    year = table.timeline.year
    if period is None or year is None:
        return table.sets_goals
    # A release of 29/9 tells what there will be on 30/9.
    soon = _day_of(table) + _DAYS_AHEAD if is_day(period) else _day_of(table)
    is_over = _HAS_PARTS.search(period) is not None and period_bounds(period)[1] <= soon
    return int(period[:4]) > year or (table.sets_goals and int(period[:4]) == year and not is_over)


def _day_of(table: Table) -> dt.date:
    return table.document.published_on or table.document.captured_at.date()

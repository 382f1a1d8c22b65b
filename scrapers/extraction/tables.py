"""Reads tables: the numbers where a column or row that names an indicator crosses one that names a place or a period.

Rows of places or of years with a column per indicator (rankings, districts, one province over the years), and rows of indicators
with columns of periods, of plan and result, or of places. Lives here: only that. Never here: prose, headers (see `table_headers`,
`table_axes`).
"""

from __future__ import annotations

import dataclasses
import re

from schemas.records import Block, Bound, Cell, Document, Kind, Observation, UnmappedQuantity
from scrapers.extraction.attribution import Area
from scrapers.extraction.claims import SCORES_AS_PERCENT, UNITS_OF_CLASS, counts_of_shares
from scrapers.extraction.index_patterns import RUNNING_INDEX
from scrapers.extraction.levels import code_at
from scrapers.extraction.lexicon import Lexicon
from scrapers.extraction.numbers import Quantity, read_numbers
from scrapers.extraction.period_notation import is_day
from scrapers.extraction.periods import read_periods
from scrapers.extraction.plausibility import trust_in
from scrapers.extraction.provinces import RANK_TOTALS
from scrapers.extraction.reading import Fate, NumberFate, stable_id
from scrapers.extraction.shared_fields import shared_fields
from scrapers.extraction.table_axes import COUNT_HEADER, Axis, AxisReader, RowArea
from scrapers.extraction.table_cells import (
    LABEL,
    PLAIN_NUMBER,
    RANK_AND_SCORE,
    SIGNED_NUMBER,
    YEAR_LABEL,
    ends_members,
    is_member,
    is_what_cell_says,
    over_members,
    rows_of,
)
from scrapers.extraction.table_headers import HeaderReader, caption_of, sets_goals, with_numbering
from scrapers.extraction.table_units import direction_of, factor, scale_of, sign_in
from scrapers.extraction.terms import TermMatcher
from scrapers.extraction.timeline import Timeline
from scrapers.extraction.times import Dated
from scrapers.extraction.units import UnitClass
from scrapers.reference import Reference

# `Điểm | 84,5 | 87,3`, `Xếp hạng | 31 | 24`, below the years: of the index over the table
_STANDING_ALONE: tuple[tuple[UnitClass, re.Pattern[str]], ...] = (
    ("rank", re.compile(r"(?i)\s*(?:xếp hạng|thứ hạng|hạng|vị thứ|thứ bậc)\s*")),
    ("score", re.compile(r"(?i)\s*(?:điểm|điểm số|số điểm|tổng điểm)\s*")),
)
_TOTAL_ALONE = re.compile(r"(?i)\s*(?:tổng|tổng số|tổng cộng|số lượng)\s*")
_OF_A_SHARE = re.compile(r"(?i)\W*(?:bảng\s+\d*\W*)?(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng)\b")
# `DTI | Tỉnh | Nhận thức số | …`: the ranks of that index, and parts of it from 0 to 1 that are not called points
_ACTIVITY = re.compile(r"(?i)\s*hoạt động\b")  # a part of a pillar of nearly the same name
_NAME_OF_INDEX = re.compile(r"(?i)\s*(?:DTI|PDTI)\s*")
_UNIT_HEADER = re.compile(r"(?i)^\s*(?:đvt|đơn vị tính|đơn vị)\s*$")
# `Cơ quan chủ trì | Sở Nội vụ`: who is to reach what the row is about, not where
_NAMES_WHO_ACTS = re.compile(
    r"(?i)\b(?:chủ trì|phối hợp|phụ trách|theo dõi|thực hiện|tham mưu|báo cáo|chủ quản|tổng hợp|cung cấp)\b|\bghi chú\b"
)
# `Ngày 10/01/2025, UBND tỉnh công bố …`, `Sáng ngày 10/01/2025, …`
_BEFORE_DAY = re.compile(r"(?i)\W*(?:(?:sáng|chiều|tối|vào)\s+)?")
_ESTIMATE = re.compile(r"(?i)^\W*ước\b|\bước (?:tính|thực hiện|TH|đạt|cả năm|năm|20\d\d)\b|\bƯTH\b")
_MAXIMUM_HEADER = re.compile(r"(?i)\b(?:điểm|thang điểm|mức)\s+(?:tối đa|chuẩn)\b|^\s*thang điểm\s*$")
# `Xếp hạng … năm 2024 của 34 tỉnh, thành phố`, `Thứ hạng (trong 63 tỉnh)`: what the ranks of a column are out of
_RANKED_UNITS = re.compile(
    r"(?i)(?:\b(?:của|trong|trên|giữa|cho)\s+|[:(]\s*)(?:(?:số|tổng số|toàn bộ|cả)\s+)?(\d\d)\s+(?:tỉnh|địa phương|đơn vị cấp tỉnh)\b"
)
# What the header of a column says of every cell below it.
_TELLING_CLASSES: tuple[UnitClass, ...] = ("percent", "money", "per_100_people", "per_1000_people")
# Units that a cell tells by itself, and a label without one names no indicator for: `DTI | hạng 24`, `Doanh thu … | 131,5 tỷ đồng`
_OF_OWN_INDICATORS: tuple[UnitClass, ...] = ("rank", "score", "money")
_CONFIDENCE = 0.9
_WHOLE = 100  # percent
_UNITS_WITH_SCALES, _DECIMALS = ("vnd_billion", "count", "person"), 9


@dataclasses.dataclass(frozen=True, slots=True)
class TableReading:
    """What came of one table; every number of it stands in `numbers` once."""

    numbers: list[NumberFate]
    unmapped: list[UnmappedQuantity]


@dataclasses.dataclass(frozen=True, slots=True)
class _Table:
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
    reading: TableReading
    seen: set[int]


@dataclasses.dataclass(frozen=True, slots=True)
class _Row:
    """What a row is about (a place or an indicator) and where it stands."""

    area: RowArea | None
    label: Axis | None
    line: tuple[int, int]


class TableReader:
    """Reads table blocks with the lexicon's patterns."""

    def __init__(self, lexicon: Lexicon, matcher: TermMatcher, reference: Reference) -> None:
        self._reference = reference
        self._counts = counts_of_shares(reference.indicators)
        self._axes = AxisReader(lexicon, matcher, reference)
        self._headers = HeaderReader(self._axes)

    def read(
        self, document: Document, block: Block, own: Area | None, timeline: Timeline, version: str
    ) -> TableReading:
        """Observations of one table block; a number in no readable place is unmapped or excluded with a reason.

        `own` is the area of the document, which rows that name no place are about.
        """
        own_province = own.province_code if own is not None else None
        own_area = RowArea(own.province_code, own.level, own.name) if own is not None and own.province_code else None
        rows = rows_of(block)
        caption = caption_of(document, block)
        header_rows = self._headers.row_count(rows, own_province)
        headers = self._headers.of_columns(rows[:header_rows], caption, timeline.year, own_province)
        headers = with_numbering(headers, rows[header_rows:])
        table = _Table(
            document,
            own_province,
            own_area,
            timeline,
            version,
            caption,
            sets_goals(caption, headers, rows[header_rows:]),
            headers,
            frozenset(cell.column for row in rows[header_rows:] for cell in row if SIGNED_NUMBER.fullmatch(cell.text)),
            TableReading([], []),
            set(),
        )
        for row in rows[:header_rows]:
            _exclude(table, row, "table_header")
        over = ""
        for row in rows[header_rows:]:
            over = over_members(row) or ("" if ends_members(row, over) else over)
            self._row(table, row, over)
        return table.reading

    def _row(self, table: _Table, cells: list[Cell], over: str) -> None:
        """One row; `over` is the label of the last row that had nothing else, which its members go on with."""
        label_cell = next((c for c in cells if LABEL.search(c.text) and not PLAIN_NUMBER.match(c.text)), None)
        said_to_be = (
            self._axes.area(cell.text, table.own_province)
            for cell in cells
            if cell is label_cell
            or (header := table.headers.get(cell.column)) is None
            or not _NAMES_WHO_ACTS.search(header.text)
        )
        area = next((found for found in said_to_be if found), None)
        unit = next((c.text for c in cells if (h := table.headers.get(c.column)) and _UNIT_HEADER.match(h.text)), "")
        label = None
        if label_cell is not None and area is None:
            said = f"{label_cell.text} ({unit})" if unit.strip() else label_cell.text
            label = self._axes.axis(said, table.caption, table.timeline.year, is_label=True)
            if label.indicator_code is None and over and is_member(cells, label_cell):
                label = self._axes.axis(f"{over} {said}", table.caption, table.timeline.year, is_label=True)
        for unit_class, alone in _STANDING_ALONE:
            if label is not None and label.indicator_code is None and alone.fullmatch(label.text):
                code = self._axes.indicator(label.text, table.caption, unit_class, is_label=False)
                label = dataclasses.replace(label, indicator_code=code)
        if label is None and area is None and YEAR_LABEL.fullmatch(cells[0].text):
            label = self._axes.axis(cells[0].text, table.caption, table.timeline.year, is_label=True)
        row = _Row(area, label, (min(c.start for c in cells), max(c.end for c in cells)))
        for cell in cells:
            if cell.start in table.seen:
                continue
            table.seen.add(cell.start)
            quantities, excluded = read_numbers(cell.text)
            for number in excluded:
                _settle(table, cell, number.start, number.end, "excluded", number.reason)
            for quantity in quantities:
                self._cell(table, row, cell, quantity)

    def _cell(self, table: _Table, row: _Row, cell: Cell, quantity: Quantity) -> None:
        header = table.headers.get(cell.column)
        if header is not None and header.is_ordinal:
            _settle(table, cell, quantity.start, quantity.end, "excluded", "list_number")
            return
        if header is not None and (reason := self._never_value(table, header, cell)):
            _leave(table, row, cell, quantity, reason)
            return
        code, kind, period = self._meaning(table, header, row, quantity)
        is_pair = RANK_AND_SCORE.fullmatch(cell.text) is not None and row.area is not None and header is not None
        if is_pair and header is not None:
            unit_class: UnitClass = "rank" if quantity.value == int(quantity.value) else "score"
            code = self._axes.indicator(header.text, table.caption, unit_class, is_label=False)
        if code is None:
            _leave(table, row, cell, quantity, "no_indicator")
            return
        is_plain = PLAIN_NUMBER.match(cell.text.strip()) is not None
        is_change = kind == "change"
        is_signed = is_change and SIGNED_NUMBER.fullmatch(cell.text) is not None
        is_alone = is_pair or is_plain or is_signed
        named = row.label or header
        if not (is_alone or is_what_cell_says(cell, quantity, named.text if named else "")):
            _leave(table, row, cell, quantity, "among_words_in_a_cell")
            return
        code = self._fitting(code, quantity, header, row.label) if not is_pair else code
        if code is None:
            _leave(table, row, cell, quantity, "no_indicator")
            return
        value = self._value(table, header, row, cell, quantity, code, kind)
        if value is None:
            _leave(table, row, cell, quantity, "direction_not_told" if is_change else "unit_not_told")
            return
        area = row.area or (header.area if header else None) or (table.own_area if row.label else None)
        if area is None:
            _leave(table, row, cell, quantity, "no_single_province")
            return
        code = code_at(code, self._reference.indicators[code].unit, area.level)
        if code is None:
            _leave(table, row, cell, quantity, "not_at_this_level")
            return
        dated = (
            Dated(period, "explicit") if period else _caption_period(table, is_index=_is_index(self._reference, code))
        )
        observation = self._observation(table, row, cell, quantity, value, (code, kind, area, dated))
        _settle(table, cell, quantity.start, quantity.end, "observation", observation.rule, (observation,))

    def _never_value(self, table: _Table, header: Axis, cell: Cell) -> str | None:
        """Why nothing below a header is a value of what its row or column is about."""
        if _MAXIMUM_HEADER.search(header.text):
            return "denominator"
        is_comparison = header.is_relative and self._sign(table, header, cell) is None
        return "relative_to_plan_or_period" if is_comparison else None

    def _meaning(
        self, table: _Table, header: Axis | None, row: _Row, quantity: Quantity
    ) -> tuple[str | None, Kind, str | None]:
        label = row.label
        period = (header.period if header else None) or (label.period if label else None)
        told = (header.kind if header else None) or (label.kind if label else None)
        kind: Kind = told or ("target" if _is_goal(table, period) else "actual")
        if row.area is not None or (label is not None and YEAR_LABEL.fullmatch(label.text)):
            return self._of_column(table, header, quantity), kind, period
        if label is None:
            return None, kind, period
        of_index = header.unit_class if header is not None and header.unit_class in ("rank", "score") else None
        if kind == "change":
            moved = self._axes.indicator(label.text, table.caption, of_index, is_label=True) if of_index else None
            return moved, kind, period
        code = label.indicator_code
        if of_index == "rank" or (of_index == "score" and quantity.out_of is None and label.unit_class is None):
            code = self._axes.indicator(label.text, table.caption, of_index, is_label=True)
        if label.unit_class in (None, "score") and quantity.unit_class in _OF_OWN_INDICATORS:
            code = self._axes.indicator(label.text, table.caption, quantity.unit_class, is_label=True) or code
        elif label.unit_class is None and quantity.value < 1 and quantity.value != int(quantity.value):
            code = self._axes.indicator(label.text, table.caption, "score", is_label=True)
        if code is None or not self._fits_column(header, code, quantity):
            return None, kind, period
        return code, kind, period

    def _of_column(self, table: _Table, header: Axis | None, quantity: Quantity) -> str | None:
        """The indicator that the header of a column names for the cell of a place or year."""
        if header is None:
            return None
        if quantity.unit_class == "count" and _NAME_OF_INDEX.fullmatch(header.text) and quantity.value >= 1:
            return self._axes.indicator(header.text, table.caption, "rank", is_label=False)
        if header.kind == "change" and header.indicator_code is None and header.unit_class is None:
            return self._moved(table, header)
        is_part = header.indicator_code is None and header.unit_class is None and quantity.value <= 1
        if is_part and _ACTIVITY.match(header.text) is None:
            beside = "\n".join([table.caption, *(other.text for other in table.headers.values())])
            return self._axes.indicator(header.text, beside, "score", is_label=False)
        return header.indicator_code or self._of_line_above(table, header)

    def _of_line_above(self, table: _Table, header: Axis) -> str | None:
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
    def _moved(table: _Table, header: Axis) -> str | None:
        """The index whose ranks stand in the column before one of moves: `Xếp hạng 2022 | Xếp hạng 2021 | Tăng, giảm`."""
        before = None
        for _, other in sorted(table.headers.items()):
            if other is header:
                break
            before = other
        return before.indicator_code if before is not None and before.unit_class == "rank" else None

    def _fits_column(self, header: Axis | None, code: str, quantity: Quantity) -> bool:
        """Whether an indicator can stand in a column: no share under `Số giao dịch` or `Số tiền`, no count under `2025/2024 (%)`."""
        unit = self._reference.indicators[code].unit
        if quantity.unit_class == "percent" and unit != "percent":
            return False
        if header is None or quantity.unit_class == "percent":
            return True
        if header.unit_class in _TELLING_CLASSES and unit not in UNITS_OF_CLASS[header.unit_class]:
            return header.unit_class == "percent" and code in SCORES_AS_PERCENT
        return unit != "percent" or COUNT_HEADER.match(header.text) is None

    def _fitting(self, code: str, quantity: Quantity, header: Axis | None, label: Axis | None) -> str | None:
        """The indicator that a number of this unit can be of: a part over its whole is the count of a share, or none.

        `Kích hoạt tài khoản VNeID | 655.200` is no share: nothing says percent, and it is above all there can be.
        """
        unit = self._reference.indicators[code].unit
        if unit == "percent" and quantity.unit_class == "count":
            if quantity.out_of is not None:
                return self._counts.get(code)
            if quantity.value > _WHOLE and not any(axis and axis.unit_class == "percent" for axis in (header, label)):
                return None
        if quantity.unit_class == "count" or unit in UNITS_OF_CLASS[quantity.unit_class]:
            return code
        return code if quantity.unit_class == "percent" and code in SCORES_AS_PERCENT else None

    def _value(
        self, table: _Table, header: Axis | None, row: _Row, cell: Cell, quantity: Quantity, code: str, kind: Kind
    ) -> float | None:
        """The number in its indicator's unit; None where the table does not tell which that is, or whether it rose or fell."""
        value, unit = quantity.value, self._reference.indicators[code].unit
        if quantity.unit_class == "count" and not quantity.scaled and unit in _UNITS_WITH_SCALES:
            scales = [axis.scale for axis in (row.label, header) if axis is not None]
            scales += [scale_of(line, is_caption=True) for line in reversed(table.caption.split("\n"))]
            one = factor(scales, is_money=unit == "vnd_billion")
            if one is None:
                return None
            value = round(value * one, _DECIMALS)
        if kind != "change":
            return value
        sign = self._sign(table, header, cell)
        return None if sign is None else sign * value

    @staticmethod
    def _sign(table: _Table, header: Axis | None, cell: Cell) -> float | None:
        """Whether a change rose or fell: as the cell or its header say; beside `-3`, what has no sign rose."""
        told = sign_in(cell.text) or direction_of(header.text if header is not None else "")
        return 1.0 if told is None and cell.column in table.signed else told

    def _observation(
        self,
        table: _Table,
        row: _Row,
        cell: Cell,
        quantity: Quantity,
        value: float,
        meaning: tuple[str, Kind, RowArea, Dated],
    ) -> Observation:
        document, (code, kind, area, dated) = table.document, meaning
        span = (cell.start + quantity.start, cell.start + quantity.end)
        where = (area.province_code, area.level, area.name)
        return Observation(
            **shared_fields(document, self._reference, span, code, kind, where, dated),
            value=value,
            unit=self._reference.indicators[code].unit,
            out_of=self._out_of(table, cell, quantity, code) if kind != "change" else quantity.out_of,
            bound=_bound(table, row, cell, quantity),
            quote=document.text[row.line[0] : row.line[1]],
            quote_start=row.line[0],
            quote_end=row.line[1],
            value_text=cell.text.strip(),
            confidence=round(_CONFIDENCE * trust_in(quantity), 2),
            rule="table_cell",
            flags=",".join(quantity.flags),
            extractor_version=table.version,
        )

    def _out_of(self, table: _Table, cell: Cell, quantity: Quantity, code: str) -> float | None:
        """The denominator in the cell; of a rank without one, the number of units that header or caption name."""
        if quantity.out_of is not None or self._reference.indicators[code].unit != "rank":
            return quantity.out_of
        header = table.headers.get(cell.column)
        for line in (header.text if header else "", *reversed(table.caption.split("\n"))):
            for said in _RANKED_UNITS.finditer(line):
                total = float(said.group(1))
                if total in RANK_TOTALS and quantity.value <= total:
                    return total
        return None


def _bound(table: _Table, row: _Row, cell: Cell, quantity: Quantity) -> Bound:
    """The bound in a cell; what header or label call an estimate (`Ước thực hiện 2025`) is about that much."""
    header = table.headers.get(cell.column)
    said = (axis.text for axis in (header, row.label) if axis is not None)
    return "about" if quantity.bound == "exact" and any(_ESTIMATE.search(text) for text in said) else quantity.bound


def _is_goal(table: _Table, period: str | None) -> bool:
    """Whether a value of which neither header nor label says so is aimed at: one of a table of goals, or of a year ahead."""
    year = table.timeline.year
    if period is None or year is None:
        return table.sets_goals
    return int(period[:4]) > year or (table.sets_goals and int(period[:4]) == year)


def _is_index(reference: Reference, code: str) -> bool:
    """Whether an indicator is a place or a score in an index with yearly editions."""
    return reference.indicators[code].unit in ("rank", "score") and not code.startswith(RUNNING_INDEX)


def _caption_period(table: _Table, *, is_index: bool) -> Dated:
    for line in reversed(table.caption.split("\n")):
        for mention in read_periods(line, table.timeline.year):
            is_event = is_day(mention.period or "") and _BEFORE_DAY.fullmatch(line[: mention.start])
            if is_event and line.startswith(",", mention.end):
                continue
            if mention.period and mention.kind in ("time", "until"):
                return Dated(mention.period, "context")
    edition = table.timeline.edition if is_index else None
    return Dated(edition, "context") if edition is not None else table.timeline.fallback


def _leave(table: _Table, row: _Row, cell: Cell, quantity: Quantity, reason: str) -> None:
    """Leaves a number unmapped."""
    _settle(table, cell, quantity.start, quantity.end, "unmapped", reason)
    document, header = table.document, table.headers.get(cell.column)
    place = (cell.start + quantity.start, cell.start + quantity.end)
    unmapped = UnmappedQuantity(
        unmapped_id=stable_id(document.document_id, *place, "unmapped"),
        document_id=document.document_id,
        source_id=document.source_id,
        url=document.url,
        quote=document.text[row.line[0] : row.line[1]],
        value_text=cell.text.strip(),
        value=quantity.value,
        unit=header.text if header else None,
        nearest_term=row.label.text if row.label else None,
        value_start=place[0],
        value_end=place[1],
        reason=reason,
        extractor_version=table.version,
    )
    table.reading.unmapped.append(unmapped)


def _exclude(table: _Table, row: list[Cell], reason: str) -> None:
    for cell in row:
        if cell.start in table.seen:
            continue
        table.seen.add(cell.start)
        quantities, excluded = read_numbers(cell.text)
        for start, end in [(n.start, n.end) for n in quantities] + [(n.start, n.end) for n in excluded]:
            _settle(table, cell, start, end, "excluded", reason)


def _settle(
    table: _Table, cell: Cell, start: int, end: int, fate: Fate, reason: str, rows: tuple[Observation, ...] = ()
) -> None:
    begin = cell.start + start
    text = table.document.text[begin : cell.start + end]
    table.reading.numbers.append(NumberFate(begin, cell.start + end, text, fate, reason, rows))

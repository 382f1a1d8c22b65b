"""Reads tables: the numbers where a column or row that names an indicator crosses one that names a place or a period.

Rows of places or of years with a column per indicator (rankings, districts, one province over the years), and rows of indicators
with columns of periods, of plan and result, or of places. Lives here: only that. Never here: prose, headers (see `headers`,
`axes`), what a row is about (see `rows`), what a cell is of (see `meaning`).
"""

from __future__ import annotations

import dataclasses
import re

from schemas.records import Block, Bound, Cell, Document, Kind, Observation, UnmappedQuantity
from scrapers.extraction.indices.index_patterns import RUNNING_INDEX
from scrapers.extraction.numbers.quantities import Quantity, read_numbers
from scrapers.extraction.periods.timeline import Timeline
from scrapers.extraction.periods.times import Dated
from scrapers.extraction.places.attribution import Area
from scrapers.extraction.places.levels import code_at, level_of_offices
from scrapers.extraction.places.provinces import RANK_TOTALS
from scrapers.extraction.plausibility import trust_in
from scrapers.extraction.reading import Fate, NumberFate, Reason, stable_id
from scrapers.extraction.shared_fields import shared_fields
from scrapers.extraction.tables.axes import Axis, AxisReader
from scrapers.extraction.tables.captions import caption_of, caption_period
from scrapers.extraction.tables.cells import (
    CELLS_WITH_NAMES,
    LABEL,
    PLAIN_NUMBER,
    SAYS_MOVE,
    SIGNED_NUMBER,
    ends_members,
    is_among_first,
    is_count_of_share,
    is_member,
    is_what_cell_says,
    label_of,
    over_members,
    rows_of,
)
from scrapers.extraction.tables.column_values import are_wider, of_counts, of_places
from scrapers.extraction.tables.conflicts import not_told_apart
from scrapers.extraction.tables.differences import Difference
from scrapers.extraction.tables.headers import HeaderReader, has_maximum, sets_goals, with_numbering
from scrapers.extraction.tables.index_numbers import is_below_index_numbers
from scrapers.extraction.tables.level_words import begins_with_level, level_in_cell, level_told, without_level
from scrapers.extraction.tables.meaning import CellMeaning
from scrapers.extraction.tables.moved_rows import MovedRows
from scrapers.extraction.tables.place_names import PlaceNames, RowArea
from scrapers.extraction.tables.records import Above, Row, Table, TableReading
from scrapers.extraction.tables.rows import RowReader
from scrapers.extraction.tables.scores_with_ranks import score_or_rank
from scrapers.extraction.tables.sums import SUM_LABEL, sums_up_all
from scrapers.extraction.tables.units import factor, scale_of
from scrapers.extraction.terms.lexicon import Lexicon
from scrapers.extraction.terms.term_index import TermMatcher
from scrapers.reference import Reference

_FEWEST_DISTRICTS = 2
_ESTIMATE = re.compile(r"(?i)^\W*ước\b|\bước (?:tính|thực hiện|TH|đạt|cả năm|năm|20\d\d)\b|\bƯTH\b")
# `Xếp hạng … năm 2024 của 34 tỉnh, thành phố`, `Thứ hạng (trong 63 tỉnh)`: what the ranks of a column are out of
_RANKED_UNITS = re.compile(
    r"(?i)(?:\b(?:của|trong|trên|giữa|cho)\s+|[:(]\s*)(?:(?:số|tổng số|toàn bộ|cả)\s+)?(\d\d)\s+(?:tỉnh|địa phương|đơn vị cấp tỉnh)\b"
)
_CONFIDENCE = 0.9
# `10 địa phương có chất lượng điều hành tốt nhất:`, in an article that has named the index before
_LINES_OVER_RANKING = 6
_UNITS_WITH_SCALES, _DECIMALS = ("vnd_billion", "count", "person"), 9


class TableReader:
    """Reads table blocks with the lexicon's patterns."""

    def __init__(self, lexicon: Lexicon, matcher: TermMatcher, reference: Reference) -> None:
        self._reference = reference
        self._axes = AxisReader(lexicon, matcher, reference)
        self._places = PlaceNames(reference)
        self._headers = HeaderReader(self._axes, self._places)
        self._rows = RowReader(self._axes, self._places)
        self._meaning = CellMeaning(self._axes, reference)
        self._moved_rows = MovedRows(self._axes, reference)

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
        wider = caption_of(document, block, _LINES_OVER_RANKING)
        headers = headers or self._headers.of_bare_ranking(rows, wider, timeline.year, own_province)
        headers = with_numbering(headers, rows[header_rows:])
        if header_rows and are_wider(rows[header_rows:], max(map(len, rows[:header_rows]))):
            headers = {}  # nobody knows which head is over which column
        areas = self._areas(rows[header_rows:], own_province)
        table = Table(
            document,
            own_province,
            own_area,
            timeline,
            version,
            caption,
            sets_goals(caption, headers, rows[header_rows:], timeline.year),
            headers,
            frozenset(cell.column for row in rows[header_rows:] for cell in row if SIGNED_NUMBER.fullmatch(cell.text)),
            of_places(rows[header_rows:], headers),
            of_counts(rows[header_rows:], headers),
            TableReading([], []),
            set(),
            _lists_districts(areas, own_province),
            self._sums_up_all(rows[header_rows:], areas, document, own_province),
            has_maximum(headers),
        )
        for row in rows[:header_rows]:
            _exclude(table, row, "table_header")
        above = Above()
        for row in rows[header_rows:]:
            at_level = next((said for cell in row[:CELLS_WITH_NAMES] if (said := without_level(cell.text))), "")
            section = over_members(row) or at_level or ("" if ends_members(row, above.section) else above.section)
            opened = row[0].text if LABEL.search(row[0].text) else above.opened
            is_of_moves = is_below_index_numbers(row, before=above.is_of_moves)
            above = dataclasses.replace(above, section=section, opened=opened, is_of_moves=is_of_moves)
            self._row(table, row, above)
            said = label.text if (label := label_of(row)) is not None else ""
            owner = above.owner if label is not None and is_member(row, label) else said
            whole = above.whole if begins_with_level(said) else at_level or said
            above = Above(section, opened, said, whole, owner, is_of_moves)
        return table.reading

    def _areas(self, rows: list[list[Cell]], own_province: str | None) -> list[RowArea]:
        """The places by which rows are called."""
        named = (self._places.area(cell.text, own_province) for row in rows for cell in row[:CELLS_WITH_NAMES])
        return [area for area in named if area is not None]

    def _sums_up_all(
        self, rows: list[list[Cell]], areas: list[RowArea], document: Document, own_province: str | None
    ) -> bool:
        """Whether a row `Cộng` is of the whole province."""
        names = [cell.text for row in rows for cell in row[:CELLS_WITH_NAMES]]
        if own_province is None or not any(map(SUM_LABEL.fullmatch, names)):
            return False
        unit = self._reference.unit_valid_on(own_province, document.published_on or document.captured_at.date())
        # A text without a day may be of a province that has since gone into another.
        return sums_up_all(names, areas, own_province, unit.predecessor_codes if unit is not None else ())

    def _row(self, table: Table, cells: list[Cell], above: Above) -> None:
        row = self._rows.row(table, cells, above)
        read: list[tuple[Cell, Quantity, tuple[Observation, ...] | Reason]] = []
        for cell in cells:
            if cell.start in table.seen:
                continue
            table.seen.add(cell.start)
            quantities, excluded = read_numbers(cell.text)
            for number in excluded:
                _settle(table, cell, number.start, number.end, "excluded", number.reason)
            if (header := table.headers.get(cell.column)) is not None and header.is_ordinal:
                for quantity in quantities:
                    _settle(table, cell, quantity.start, quantity.end, "excluded", "list_number")
                continue
            moves: Reason = "relative_to_plan_or_period" if above.is_of_moves else ""
            read += [(cell, quantity, moves or self._cell(table, row, cell, quantity)) for quantity in quantities]
        found = [(cell.column, one) for cell, _, of_cell in read if isinstance(of_cell, tuple) for one in of_cell]
        untold = not_told_apart(found, table.headers)
        for cell, quantity, of_cell in read:
            if isinstance(of_cell, str):
                _leave(table, row, cell, quantity, of_cell)
            elif any(one.observation_id in untold for one in of_cell):
                _leave(table, row, cell, quantity, "columns_not_told_apart")
            else:
                _settle(table, cell, quantity.start, quantity.end, "observation", of_cell[0].rule, of_cell)

    def _cell(self, table: Table, row: Row, cell: Cell, quantity: Quantity) -> tuple[Observation, ...] | Reason:
        """The observations of a number in a cell, or why it is none."""
        header = table.headers.get(cell.column)
        if header is not None and (reason := self._meaning.never_value(table, header, cell)):
            return reason
        code, kind, period = self._meaning.meaning(table, header, row, cell, quantity)
        named = row.label if row.area is None else header
        part = score_or_rank(cell.text, quantity.start, label=named.text) if named is not None else None
        of_part = (
            self._axes.indicator(named.text, table.caption, part, is_label=row.area is None) if named and part else None
        )
        code, is_pair = of_part or code, of_part is not None
        is_move = kind == "change" and not table.has_maximum  # points of a part of an index have moved, no share
        says_move = SAYS_MOVE.fullmatch(cell.text) is not None  # `Tăng 8 bậc`, also below `Ghi chú`
        if says_move or (is_move and (code is None or period is None)):
            moved = self._moved_rows.of_row(table, row, quantity.value)
            if moved is not None and (says_move or code in (None, moved[0])):
                return self._change(table, row, cell, quantity, *moved)
        if code is None:
            return "no_indicator"
        is_plain = PLAIN_NUMBER.match(cell.text.strip()) is not None
        is_signed = kind == "change" and SIGNED_NUMBER.fullmatch(cell.text) is not None
        named = row.label or header
        said = named.text if named is not None else ""
        is_told = is_what_cell_says(cell, quantity, said) or is_count_of_share(cell, quantity)
        if not (is_pair or is_plain or is_signed or is_told):
            return "among_words_in_a_cell"
        code = self._meaning.placed(table, code, quantity, named)
        if code is not None and not is_pair:
            code = self._meaning.fitting(code, quantity, header, row.label)
        if code is None or self._is_no_share(table, row, cell, code, quantity):
            return "no_indicator"
        value = self._value(table, header, row, cell, quantity, code, kind)
        if value is None:
            return "direction_not_told" if kind == "change" else "unit_not_told"
        return self._of_place(table, row, cell, quantity, (value, code, kind, period))

    def _is_no_share(self, table: Table, row: Row, cell: Cell, code: str, quantity: Quantity) -> bool:
        """Whether a number of a place's row stands in a column of counts, and its indicator is a share."""
        is_share = self._reference.indicators[code].unit == "percent" and quantity.unit_class == "count"
        return is_share and row.area is not None and cell.column in table.of_counts

    def _of_place(
        self, table: Table, row: Row, cell: Cell, quantity: Quantity, meaning: tuple[float, str, Kind, str | None]
    ) -> tuple[Observation, ...] | Reason:
        """The observations of a value at the place that row, column or table is about."""
        value, named_code, kind, period = meaning
        header = table.headers.get(cell.column)
        area = row.area or (header.area if header else None) or (table.own_area if row.label else None)
        if area is None:
            return "no_single_province"
        if row.area is None and area.level == "province":
            area = self._of_offices(row, header, cell, quantity, named_code, area)
        code = code_at(named_code, self._reference.indicators[named_code].unit, area.level)
        if code is None:
            return "not_at_this_level"
        dated = (
            Dated(period, "explicit")
            if period
            else caption_period(table, is_index=_is_index(self._reference, code), is_goal=kind == "target")
        )
        named = row.label or header
        is_of_level = bool(level_in_cell(cell.text, quantity.start))
        codes = self._axes.sharing(named.text, code) if named is not None and not is_of_level else [code]
        return tuple(self._observation(table, row, cell, quantity, value, (each, kind, area, dated)) for each in codes)

    def _of_offices(
        self, row: Row, header: Axis | None, cell: Cell, quantity: Quantity, code: str, province: RowArea
    ) -> RowArea:
        """The offices of one level of administration, of which a number is that label, header or cell say to be: `Cấp xã`."""
        told = level_in_cell(cell.text, quantity.start)
        told = told or next((said for axis in (row.label, header) if axis and (said := level_told(axis.text))), "")
        level = level_of_offices(code, self._reference.indicators[code].unit, told)
        return RowArea(province.province_code, level, told) if level is not None else province

    def _change(
        self, table: Table, row: Row, cell: Cell, quantity: Quantity, code: str, moved: Difference
    ) -> tuple[Observation, ...] | Reason:
        """An observation of a change, of the area that the row or the table is about."""
        area = row.area or table.own_area
        if area is None:
            return "no_single_province"
        at_level = code_at(code, self._reference.indicators[code].unit, area.level)
        if at_level is None:
            return "not_at_this_level"
        meaning: tuple[str, Kind, RowArea, Dated] = (at_level, "change", area, Dated(moved.period, "explicit"))
        return (self._observation(table, row, cell, quantity, moved.value, meaning),)

    def _value(
        self, table: Table, header: Axis | None, row: Row, cell: Cell, quantity: Quantity, code: str, kind: Kind
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
        sign = self._meaning.sign(table, header, cell)
        return None if sign is None else sign * value

    def _observation(
        self,
        table: Table,
        row: Row,
        cell: Cell,
        quantity: Quantity,
        value: float,
        meaning: tuple[str, Kind, RowArea, Dated],
    ) -> Observation:
        document, (code, kind, area, dated) = table.document, meaning
        span = (cell.start + quantity.start, cell.start + quantity.end)
        where = (area.province_code, area.level, area.name)
        return Observation(
            **shared_fields(document, self._reference, span, code, kind, where, dated, area.version),
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

    def _out_of(self, table: Table, cell: Cell, quantity: Quantity, code: str) -> float | None:
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


def _lists_districts(areas: list[RowArea], own_province: str | None) -> bool:
    """Whether rows are called by districts of the own province, and none by another province."""
    is_of_own = all(area.province_code == own_province for area in areas)
    return is_of_own and sum(area.level == "district" for area in areas) >= _FEWEST_DISTRICTS


def _bound(table: Table, row: Row, cell: Cell, quantity: Quantity) -> Bound:
    """The bound in a cell; what header or label call an estimate (`Ước thực hiện 2025`) is about that much."""
    if is_among_first(cell, quantity):
        return "at_most"
    header = table.headers.get(cell.column)
    said = (axis.text for axis in (header, row.label) if axis is not None)
    return "about" if quantity.bound == "exact" and any(_ESTIMATE.search(text) for text in said) else quantity.bound


def _is_index(reference: Reference, code: str) -> bool:
    """Whether an indicator is a place or a score in an index with yearly editions."""
    return reference.indicators[code].unit in ("rank", "score") and not code.startswith(RUNNING_INDEX)


def _leave(table: Table, row: Row, cell: Cell, quantity: Quantity, reason: Reason) -> None:
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


def _exclude(table: Table, row: list[Cell], reason: str) -> None:
    for cell in row:
        if cell.start in table.seen:
            continue
        table.seen.add(cell.start)
        quantities, excluded = read_numbers(cell.text)
        for start, end in [(n.start, n.end) for n in quantities] + [(n.start, n.end) for n in excluded]:
            _settle(table, cell, start, end, "excluded", reason)


def _settle(
    table: Table, cell: Cell, start: int, end: int, fate: Fate, reason: str, rows: tuple[Observation, ...] = ()
) -> None:
    begin = cell.start + start
    text = table.document.text[begin : cell.start + end]
    table.reading.numbers.append(NumberFate(begin, cell.start + end, text, fate, reason, rows))

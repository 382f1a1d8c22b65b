"""Reads tables: which column or row names an indicator, which a place, which a period, and the numbers where they cross.

Two shapes: rows of places with a column per indicator (rankings), and rows of indicators with columns of periods or of plan and
result. Lives here: only that. Never here: prose.
"""

from __future__ import annotations

import dataclasses
import re

from schemas.records import Block, Cell, Document, Kind, Observation, UnmappedQuantity
from scrapers.extraction.attachment import SCORES_AS_PERCENT, UNITS_OF_CLASS
from scrapers.extraction.folding import fold
from scrapers.extraction.lexicon import Lexicon, Pattern
from scrapers.extraction.numbers import Quantity, UnitClass, read_numbers
from scrapers.extraction.periods import read_periods
from scrapers.extraction.reading import NumberFate, stable_id
from scrapers.extraction.terms import TermMatcher
from scrapers.extraction.timeline import Dated, Timeline, period_dates
from scrapers.reference import Reference

_RANK_HEADER = re.compile(r"(?i)\b(?:hạng|xếp hạng|thứ hạng|thứ bậc|vị trí|vị thứ|rank)\b")
_ORDINAL_HEADER = re.compile(r"(?i)^\s*(?:tt|stt|số tt|số thứ tự|#|no\.?)\s*$")
_PERCENT_HEADER = re.compile(r"(?i)%|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng")
_SCORE_HEADER = re.compile(r"(?i)\b(?:điểm|giá trị|chỉ số|index|dti|pci|papi|sipas|score)\b")
_DENSITY_HEADER = re.compile(r"(?i)/\s*100 dân")
_MONEY_HEADER = re.compile(r"(?i)tỷ đồng|triệu đồng")
_UNIT_HEADER = re.compile(r"(?i)^\s*(?:đvt|đơn vị tính|đơn vị)\s*$")
_TARGET_HEADER = re.compile(r"(?i)mục tiêu|kế hoạch|chỉ tiêu (?:giao|năm|đến)|phấn đấu")
_CHANGE_HEADER = re.compile(r"(?i)tăng|giảm|thay đổi|so với|chênh lệch|\+/-")
_PLAIN_NUMBER = re.compile(r"^[<>≥≤~\s]*\(?\d[\d.,]*\s*%?\)?$|^\d+\s*/\s*\d+$")
_CAPTION_REACH = 700


@dataclasses.dataclass(frozen=True, slots=True)
class TableReading:
    """What came of one table; every number of it stands in `numbers` once."""

    numbers: list[NumberFate]
    unmapped: list[UnmappedQuantity]


@dataclasses.dataclass(frozen=True, slots=True)
class _Axis:
    """What a header or a row label says: unit class, indicator, period, kind."""

    text: str
    unit_class: UnitClass | None
    indicator_code: str | None
    period: str | None
    kind: Kind | None
    is_ordinal: bool


class TableReader:
    """Reads table blocks with the lexicon's patterns."""

    def __init__(self, lexicon: Lexicon, matcher: TermMatcher, reference: Reference) -> None:
        self._lexicon = lexicon
        self._matcher = matcher
        self._reference = reference
        self._provinces: dict[str, str] = {}
        for unit in reference.units.values():
            for alias in (*unit.aliases, unit.short_name_vi, unit.name_vi):
                self._provinces.setdefault(_squeeze(alias), unit.province_code)
        self._provinces.update({_squeeze(name): "vn" for name in ("Cả nước", "Toàn quốc", "Cả nước (trung bình)")})

    def read(
        self, document: Document, block: Block, own_province: str | None, timeline: Timeline, version: str
    ) -> TableReading:
        """Observations of one table block; a number in no readable place is unmapped or excluded with a reason."""
        rows = _rows(block)
        caption = self._caption(document, block)
        header_rows = self._header_rows(rows)
        headers = self._headers(rows[:header_rows], caption, timeline)
        fates: list[NumberFate] = []
        unmapped: list[UnmappedQuantity] = []
        seen: set[int] = set()
        for row in rows[:header_rows]:
            self._exclude(document, row, "table_header", fates, seen)
        for row in rows[header_rows:]:
            self._row(document, row, headers, caption, own_province, timeline, version, fates, unmapped, seen)
        return TableReading(fates, unmapped)

    # ---- structure -----------------------------------------------------------------------------------------------
    def _caption(self, document: Document, block: Block) -> str:
        before = [
            document.text[earlier.start : earlier.end]
            for earlier in document.blocks
            if earlier.end <= block.start
            and earlier.kind in ("heading", "paragraph", "lead", "caption")
            and block.start - earlier.end < _CAPTION_REACH
        ]
        return "\n".join([document.title or "", *before[-2:]])

    def _header_rows(self, rows: list[list[Cell]]) -> int:
        count = 0
        for row in rows[:3]:
            is_header = all(cell.is_header for cell in row) or not any(
                _PLAIN_NUMBER.match(c.text) and not re.fullmatch(r"\s*(?:19|20)\d{2}\s*", c.text) for c in row
            )
            if not is_header:
                break
            if any(_squeeze(cell.text) in self._provinces for cell in row):
                break
            count += 1
        return count

    def _headers(self, rows: list[list[Cell]], caption: str, timeline: Timeline) -> dict[int, _Axis]:
        texts: dict[int, list[str]] = {}
        for row in rows:
            for cell in row:
                known = texts.setdefault(cell.column, [])
                if cell.text and cell.text not in known:
                    known.append(cell.text)
        return {
            column: self._axis(" ".join(parts), caption, timeline, is_label=False) for column, parts in texts.items()
        }

    def _axis(self, text: str, caption: str, timeline: Timeline, *, is_label: bool) -> _Axis:
        period = None
        for mention in read_periods(text, 0, len(text), timeline.year):
            if mention.period:
                period = mention.period
        if period is None and (bare := re.search(r"(?<!\d)(20\d{2})(?!\d)", text)):
            period = bare.group(1)
        unit_class = self._unit_class(text)
        kind: Kind | None = (
            "target"
            if _TARGET_HEADER.search(text)
            else ("change" if _CHANGE_HEADER.search(text) and not is_label else None)
        )
        code = self._indicator(text, caption, unit_class, is_label=is_label) if text.strip() else None
        return _Axis(text, unit_class, code, period, kind, _ORDINAL_HEADER.match(text) is not None)

    @staticmethod
    def _unit_class(text: str) -> UnitClass | None:
        for name, pattern in (
            ("rank", _RANK_HEADER), ("per_100_people", _DENSITY_HEADER), ("percent", _PERCENT_HEADER), ("money", _MONEY_HEADER), ("score", _SCORE_HEADER),
        ):  # fmt: skip
            if pattern.search(text):
                return name  # type: ignore[return-value]
        return None

    def _indicator(self, text: str, caption: str, unit_class: UnitClass | None, *, is_label: bool) -> str | None:
        """The indicator that a header (with its table's caption) or a row label names, for a unit class or for any."""
        index = self._matcher.find(text, fold(text))
        in_text = {hit.concept: hit.words for hit in index.hits}
        around = self._matcher.find(caption, fold(caption))
        in_caption = {hit.concept: hit.words for hit in around.hits}
        nouns = {hit.concept: hit for hit in index.nouns}
        best: tuple[float, str] | None = None
        for pattern in self._lexicon.patterns:
            unit = self._reference.indicators[pattern.indicator_code].unit
            if (
                unit_class is not None
                and unit not in UNITS_OF_CLASS[unit_class]
                and pattern.indicator_code not in (SCORES_AS_PERCENT if unit_class == "percent" else ())
            ):
                continue
            if unit_class is None and unit not in ("count", "person", "percent"):
                continue
            score = self._pattern_score(pattern, in_text, in_caption, set(nouns), unit, is_label=is_label)
            if score is not None and (best is None or score > best[0]):
                best = (score, pattern.indicator_code)
        return best[1] if best else None

    @staticmethod
    def _pattern_score(
        pattern: Pattern,
        in_text: dict[str, int],
        in_caption: dict[str, int],
        nouns: set[str],
        unit: str,
        *,
        is_label: bool,
    ) -> float | None:
        # A rank or score column may leave its index to the caption; any other quantity must be named by its own header.
        from_caption = unit in ("rank", "score") and not is_label and not nouns
        pool = in_caption if from_caption else in_text
        if pattern.none_of & set(in_text):
            return None
        score = 0.0
        if pattern.head:
            heads = [pool[c] for c in pattern.head if c in pool]
            if not heads:
                return None
            score += 1 + 0.12 * max(heads)
        everything = {**in_caption, **in_text} if from_caption else in_text
        for group in pattern.all_of:
            met = [everything[c] for c in group if c in everything]
            if not met:
                return None
            score += 0.5 + 0.1 * max(met)
        context = {**in_caption, **in_text}
        for group in (*pattern.near, *pattern.topic):
            if not any(c in context for c in group):
                return None
            score += 0.2
        return score

    # ---- numbers -------------------------------------------------------------------------------------------------
    def _row(  # noqa: PLR0913, PLR0917 - a cell stands in this many relations
        self, document: Document, row: list[Cell], headers: dict[int, _Axis], caption: str, own_province: str | None,
        timeline: Timeline, version: str, fates: list[NumberFate], unmapped: list[UnmappedQuantity], seen: set[int],
    ) -> None:  # fmt: skip
        province = next((self._provinces[_squeeze(c.text)] for c in row if _squeeze(c.text) in self._provinces), None)
        label_cell = next(
            (c for c in row if re.search(r"[^\W\d_]{3,}", c.text) and not _PLAIN_NUMBER.match(c.text)), None
        )
        unit_text = next((c.text for c in row if (h := headers.get(c.column)) and _UNIT_HEADER.match(h.text)), "")
        label = (
            self._axis(f"{label_cell.text} {unit_text}", caption, timeline, is_label=True)
            if label_cell is not None and province is None
            else None
        )
        line_start, line_end = min(c.start for c in row), max(c.end for c in row)
        for cell in row:
            if cell.start in seen:
                continue
            seen.add(cell.start)
            header = headers.get(cell.column)
            quantities, excluded = read_numbers(cell.text)
            fates.extend(_fate(document, cell, n.start, n.end, "excluded", n.reason) for n in excluded)
            for quantity in quantities:
                self._cell(
                    document,
                    cell,
                    quantity,
                    header,
                    label,
                    province,
                    own_province,
                    timeline,
                    caption,
                    version,
                    (line_start, line_end),
                    fates,
                    unmapped,
                )

    def _cell(  # noqa: PLR0913, PLR0917 - a cell stands in this many relations
        self, document: Document, cell: Cell, quantity: Quantity, header: _Axis | None, label: _Axis | None,
        province: str | None, own_province: str | None, timeline: Timeline, caption: str, version: str, line: tuple[int, int],
        fates: list[NumberFate], unmapped: list[UnmappedQuantity],
    ) -> None:  # fmt: skip
        if header is not None and header.is_ordinal:
            fates.append(_fate(document, cell, quantity.start, quantity.end, "excluded", "list_number"))
            return
        code, kind, period = self._meaning(header, label, quantity, province)
        area = province or (own_province if label is not None else None)
        if code is None or area is None or not _PLAIN_NUMBER.match(cell.text.strip()):
            fates.append(_fate(document, cell, quantity.start, quantity.end, "unmapped", "no_indicator"))
            unmapped.append(self._unmapped(document, cell, quantity, header, label, version, line))
            return
        dated = Dated(period, "explicit") if period else self._caption_period(caption, timeline)
        row = self._observation(document, cell, quantity, code, kind, area, dated, version, line)
        fates.append(_fate(document, cell, quantity.start, quantity.end, "observation", row.rule, (row,)))

    def _meaning(
        self, header: _Axis | None, label: _Axis | None, quantity: Quantity, province: str | None
    ) -> tuple[str | None, Kind, str | None]:
        kind: Kind = (
            (header.kind if header and header.kind else None)
            or (label.kind if label and label.kind else None)
            or "actual"
        )
        period = (header.period if header else None) or (label.period if label else None)
        if province is not None:
            return (header.indicator_code if header else None), kind, period
        if label is None or label.indicator_code is None or kind == "change":
            return None, kind, period
        unit = self._reference.indicators[label.indicator_code].unit
        if quantity.unit_class == "percent" and unit != "percent":
            return None, kind, period
        return label.indicator_code, kind, period

    def _caption_period(self, caption: str, timeline: Timeline) -> Dated:
        for line in reversed(caption.split("\n")):
            for mention in read_periods(line, 0, len(line), timeline.year):
                if mention.period and mention.kind in ("time", "until"):
                    return Dated(mention.period, "context")
        return timeline.fallback

    def _observation(  # noqa: PLR0913, PLR0917 - a cell stands in this many relations
        self, document: Document, cell: Cell, quantity: Quantity, code: str, kind: Kind, province: str, dated: Dated,
        version: str, line: tuple[int, int],
    ) -> Observation:  # fmt: skip
        start, end = period_dates(dated.period)
        place = (cell.start + quantity.start, cell.start + quantity.end)
        day = min(end, document.captured_at.date()) if end else document.published_on or document.captured_at.date()
        unit = self._reference.unit_valid_on(province, day)
        return Observation(
            observation_id=stable_id(document.document_id, *place, code, kind),
            document_id=document.document_id,
            source_id=document.source_id,
            url=document.url,
            published_on=document.published_on,
            captured_at=document.captured_at,
            indicator_code=code,
            province_code=province,
            unit_id=unit.unit_id if unit is not None else province,
            area_level="country" if province == "vn" else "province",
            area_name=None,
            kind=kind,
            value=quantity.value,
            unit=self._reference.indicators[code].unit,
            out_of=quantity.out_of,
            bound=quantity.bound,
            period=dated.period,
            period_start=start,
            period_end=end,
            period_basis=dated.basis,
            quote=document.text[line[0] : line[1]],
            quote_start=line[0],
            quote_end=line[1],
            value_text=cell.text.strip(),
            value_start=place[0],
            value_end=place[1],
            confidence=0.9,
            rule="table_cell",
            flags=",".join(quantity.flags),
            extractor_version=version,
        )

    def _unmapped(
        self, document: Document, cell: Cell, quantity: Quantity, header: _Axis | None, label: _Axis | None, version: str,
        line: tuple[int, int],
    ) -> UnmappedQuantity:  # fmt: skip
        place = (cell.start + quantity.start, cell.start + quantity.end)
        return UnmappedQuantity(
            unmapped_id=stable_id(document.document_id, *place, "unmapped"),
            document_id=document.document_id,
            source_id=document.source_id,
            url=document.url,
            quote=document.text[line[0] : line[1]],
            value_text=cell.text.strip(),
            value=quantity.value,
            unit=header.text if header else None,
            nearest_term=label.text if label else None,
            value_start=place[0],
            value_end=place[1],
            extractor_version=version,
        )

    def _exclude(
        self, document: Document, row: list[Cell], reason: str, fates: list[NumberFate], seen: set[int]
    ) -> None:
        for cell in row:
            if cell.start in seen:
                continue
            seen.add(cell.start)
            quantities, excluded = read_numbers(cell.text)
            fates += [_fate(document, cell, n.start, n.end, "excluded", reason) for n in quantities]
            fates += [_fate(document, cell, n.start, n.end, "excluded", reason) for n in excluded]


def _rows(block: Block) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [sorted(rows[number], key=lambda cell: cell.column) for number in sorted(rows)]


def _squeeze(text: str) -> str:
    """A name without prefixes, dashes and spaces, for whole-cell comparison."""
    folded = re.sub(r"[^a-z]+", " ", fold(text)).strip()
    return re.sub(r"^(?:tinh|thanh pho|tp) ", "", folded)


def _fate(
    document: Document, cell: Cell, start: int, end: int, fate: str, reason: str, rows: tuple[Observation, ...] = ()
) -> NumberFate:
    begin = cell.start + start
    return NumberFate(begin, cell.start + end, document.text[begin : cell.start + end], fate, reason, rows)  # type: ignore[arg-type]

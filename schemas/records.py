"""Records that pass between the layers: capture, fetch outcome, document, observation and what was left aside.

All are frozen dataclasses of plain values, so that they can be compared, hashed and written without knowing where
they come from. Times are timezone-aware UTC; dates are local dates of Vietnam.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, Literal

Purpose = Literal["robots", "listing", "article", "page", "file"]
Outcome = Literal["captured", "unchanged", "failed", "refused", "skipped"]
BlockKind = Literal["title", "lead", "heading", "paragraph", "caption", "table", "furniture"]
AreaLevel = Literal["province", "district", "commune", "agency", "country"]
Kind = Literal["actual", "target", "change"]
Bound = Literal["exact", "at_least", "at_most", "about"]
PeriodBasis = Literal["explicit", "context", "document"]


@dataclasses.dataclass(frozen=True, slots=True)
class Capture:
    """One response as it came (or one ingested file), without its body; the body is found by `sha256`."""

    capture_id: str
    source_id: str
    url: str
    final_url: str
    purpose: Purpose
    captured_at: dt.datetime
    status_code: int
    headers: dict[str, str]
    content_type: str
    encoding: str | None
    sha256: str
    body_bytes: int
    listing_title: str | None = None
    listing_published_at: dt.datetime | None = None
    listing_signature: str | None = None
    meta: dict[str, Any] = dataclasses.field(default_factory=dict)
    """What a sidecar or a listing said about it: title, published_on (ISO date), province_code, url."""
    content_sha256: str | None = None
    """SHA-256 of the body without counters, tokens and clocks; None for files and captures of before it was kept."""


@dataclasses.dataclass(frozen=True, slots=True)
class FetchOutcome:
    """One attempt to get something, whatever came of it."""

    run_id: str
    source_id: str
    url: str
    purpose: Purpose
    attempted_at: dt.datetime
    outcome: Outcome
    reason: str
    """Name of the exception or rule (`HttpStatusError`, `off_topic`); `ok` when captured or unchanged."""
    detail: str
    """A sentence for a person: what happened and what to do."""
    status_code: int | None
    attempts: int
    body_bytes: int
    duration_ms: int
    capture_id: str | None
    listing_title: str | None = None
    listing_published_at: dt.datetime | None = None
    listing_signature: str | None = None
    """What the listing said of the address when it was asked, so that it can be asked later, listed or not."""


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """A table cell and its place in the document's text (`document.text[start:end] == text`)."""

    text: str
    row: int
    column: int
    start: int
    end: int
    is_header: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document's text with one role; a table carries its cells."""

    kind: BlockKind
    start: int
    end: int
    cells: tuple[Cell, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """What a capture says. `text` holds every block, one per line (a table: one line per row, cells joined by ` | `).

    `article_id` names the article (source and address) across its versions; `document_id` names this version (source,
    address and text). `province_code` is the province of the source or of the sidecar, `vn` for national ones.
    """

    document_id: str
    article_id: str
    source_id: str
    capture_id: str
    url: str
    title: str | None
    lead: str | None
    author: str | None
    published_at: dt.datetime | None
    published_on: dt.date | None
    date_source: str | None
    captured_at: dt.datetime
    province_code: str | None
    text: str
    blocks: tuple[Block, ...]
    links: tuple[str, ...]
    original_publisher: str | None
    parser: str
    parser_version: str


@dataclasses.dataclass(frozen=True, slots=True)
class Observation:
    """One number that a document states about one indicator, area and period, with its quote."""

    observation_id: str
    document_id: str
    source_id: str
    url: str
    published_on: dt.date | None
    captured_at: dt.datetime
    indicator_code: str
    province_code: str
    unit_id: str
    area_level: AreaLevel
    area_name: str | None
    kind: Kind
    value: float
    unit: str
    out_of: float | None
    bound: Bound
    period: str | None
    period_start: dt.date | None
    period_end: dt.date | None
    period_basis: PeriodBasis | None
    quote: str
    quote_start: int
    quote_end: int
    value_text: str
    value_start: int
    value_end: int
    confidence: float
    rule: str
    flags: str
    """Comma-separated remarks that do not reject the row: `share_over_100`, `ratio_disagrees`, `folded_term` …

    `relative_change`: by how many percent a count or an amount rose (`386,5 tỷ đồng, tăng 27%`); the unit is percent.
    """
    extractor_version: str


@dataclasses.dataclass(frozen=True, slots=True)
class UnmappedQuantity:
    """A number with a unit that no indicator claims: the queue from which the codebook grows."""

    unmapped_id: str
    document_id: str
    source_id: str
    url: str
    quote: str
    value_text: str
    value: float
    unit: str | None
    nearest_term: str | None
    value_start: int
    value_end: int
    reason: str
    """Why no indicator claims it: a code of the seed `unmapped_reasons`."""
    extractor_version: str


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentReading:
    """Counters of one reading: `numbers_seen == numbers_observed + numbers_unmapped + numbers_excluded`."""

    document_id: str
    source_id: str
    numbers_seen: int
    numbers_observed: int
    numbers_unmapped: int
    numbers_excluded: int
    excluded_by_reason: str
    """JSON object: reason → count (legal_number, date, age …)."""
    extractor_version: str


@dataclasses.dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A capture, document or observation that was not used, with the reason and the row itself."""

    quarantine_id: str
    stage: Literal["parse", "extract", "validate"]
    source_id: str
    subject_id: str
    """capture_id, document_id or observation_id, depending on the stage."""
    url: str | None
    rule: str
    reason: str
    row_json: str
    captured_at: dt.datetime

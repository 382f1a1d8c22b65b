"""The parse step: captures of one source and month → documents, parse failures → quarantine.

Lives here: reading the archive, calling the parser, writing the three partitions when their inputs changed. Never here:
parsing.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import Any

from schemas.lake import DOCUMENT_CAPTURES, DOCUMENTS, QUARANTINE
from schemas.records import Capture, Document, QuarantinedRow
from scrapers.parsing import PARSER_VERSION, parse_capture
from scrapers.parsing.codec import document_to_row
from scrapers.sources.model import Source
from warehouse.archive import Archive
from warehouse.datasets import Partition
from warehouse.paths import Home

READABLE = ("article", "page", "file")
"""Purposes of the captures that are parsed."""


def parse_month(home: Home, source: Source, month: str) -> bool:
    """Make the documents of a source's month anew if its captures, its registry entry or the parser changed.

    Gives whether anything was made. Every readable capture becomes a row of `document_captures`, which names the
    document that it said, or a quarantined row.
    """
    archive = Archive(home.archive)
    documents = Partition(home.lake, DOCUMENTS, source.id, month)
    said = Partition(home.lake, DOCUMENT_CAPTURES, source.id, month)
    failures = Partition(home.lake, QUARANTINE, source.id, month, "parse")
    captures = [c for c in archive.captures(source.id, month) if c.purpose in READABLE]
    fingerprint = _fingerprint(source, captures)
    if all(target.fingerprint() == fingerprint for target in (documents, said, failures)):
        return False
    found: dict[str, Document] = {}
    readings: list[dict[str, Any]] = []
    rows: list[QuarantinedRow] = []
    for capture in captures:
        try:
            document = parse_capture(capture, archive.read_body(capture.sha256), source)
        except Exception as error:  # noqa: BLE001 - ParseError, CorruptCaptureError, or a page that a parser trips over
            rows.append(quarantined(capture, error))
            continue
        found.setdefault(document.document_id, document)  # the first capture that said this
        readings.append({name: getattr(document, name) for name in DOCUMENT_CAPTURES.column_names})
    said.write(readings, fingerprint)
    failures.write([dataclasses.asdict(row) for row in rows], fingerprint)
    documents.write([document_to_row(document) for document in found.values()], fingerprint)
    return True


def quarantined(capture: Capture, error: Exception) -> QuarantinedRow:
    """The row that keeps a capture which could not be parsed."""
    rule = type(error).__name__
    return QuarantinedRow(
        quarantine_id=hashlib.sha256(f"parse\n{capture.capture_id}\n{rule}".encode()).hexdigest()[:16],
        stage="parse",
        source_id=capture.source_id,
        subject_id=capture.capture_id,
        url=capture.url,
        rule=rule,
        reason=str(error),
        row_json=_json(dataclasses.asdict(capture)),
        captured_at=capture.captured_at,
    )


def _fingerprint(source: Source, captures: list[Capture]) -> str:
    parts = [PARSER_VERSION, source.model_dump_json(), *(capture.capture_id for capture in captures)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)

"""The parse step: captures of one source and month → documents, parse failures → quarantine.

Lives here: reading the archive, calling the parser, writing the three partitions when their inputs changed. Never here:
parsing.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
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


@dataclasses.dataclass(frozen=True)
class Parsed:
    """What the captures of one source and month say: rows of `documents`, `document_captures` and `quarantine`."""

    documents: list[Document]
    readings: list[dict[str, Any]]
    quarantined: list[QuarantinedRow]


def parse_month(home: Home, source: Source, month: str, *, anew: bool = False) -> bool:
    """Make the documents of a source's month anew if its captures, its registry entry or the parser changed.

    Gives whether anything was made; `anew` makes it in any case. Every readable capture becomes a row of
    `document_captures`, which names the document that it said, or a quarantined row.
    """
    archive = Archive(home.archive)
    documents, said, failures = targets(home, source.id, month)
    captures = readable(archive, source.id, month)
    fingerprint = fingerprint_of(source, captures)
    if not anew and all(target.fingerprint() == fingerprint for target in (documents, said, failures)):
        return False
    parsed = parse_captures(archive, source, captures)
    said.write(parsed.readings, fingerprint)
    failures.write([dataclasses.asdict(row) for row in parsed.quarantined], fingerprint)
    documents.write([document_to_row(document) for document in parsed.documents], fingerprint)
    return True


def targets(home: Home, source_id: str, month: str) -> tuple[Partition, Partition, Partition]:
    """The partitions that the step makes: documents, document_captures, quarantine."""
    return (
        Partition(home.lake, DOCUMENTS, source_id, month),
        Partition(home.lake, DOCUMENT_CAPTURES, source_id, month),
        Partition(home.lake, QUARANTINE, source_id, month, "parse"),
    )


def readable(archive: Archive, source_id: str, month: str) -> list[Capture]:
    """The captures of a month that are parsed."""
    return [capture for capture in archive.captures(source_id, month) if capture.purpose in READABLE]


def parse_captures(archive: Archive, source: Source, captures: Sequence[Capture]) -> Parsed:
    """Parse captures of one source; one that cannot be parsed is quarantined and the others go on."""
    found: dict[str, Document] = {}
    parsed = Parsed([], [], [])
    for capture in captures:
        try:
            document = parse_capture(capture, archive.read_body(capture.sha256), source)
        except Exception as error:  # noqa: BLE001 - ParseError, CorruptCaptureError, or a page that a parser trips over
            parsed.quarantined.append(quarantined(capture, error))
            continue
        found.setdefault(document.document_id, document)  # the first capture that said this
        parsed.readings.append({name: getattr(document, name) for name in DOCUMENT_CAPTURES.column_names})
    parsed.documents.extend(found.values())
    return parsed


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


def fingerprint_of(source: Source, captures: Sequence[Capture]) -> str:
    """What the documents of these captures are made from: parser, registry entry and captures."""
    parts = [PARSER_VERSION, source.model_dump_json(), *(capture.capture_id for capture in captures)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)

"""The parse step: captures of one source and month → documents, parse failures → quarantine.

Lives here: reading the archive, calling the parser, writing the three partitions when their inputs changed. A capture
whose body was damaged since it was read stays in the lake as it was read, and stands in quarantine until it is whole
again. Never here: parsing.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from orchestration.steps.code import digest_of
from orchestration.steps.comebacks import as_known_now
from schemas.lake import DOCUMENT_CAPTURES, DOCUMENTS, QUARANTINE
from schemas.records import Capture, Document, QuarantinedRow
from scrapers.parsing import PARSER_VERSION, parse_capture
from scrapers.parsing.codec import document_from_row, document_to_row
from scrapers.sources.model import Source
from warehouse.archive import Archive, CorruptCaptureError
from warehouse.datasets import DamagedPartitionError, Partition
from warehouse.paths import Home

READABLE = ("article", "page", "file")
"""Purposes of the captures that are parsed."""


@dataclasses.dataclass(frozen=True)
class Parsed:
    """What the captures of one source and month say: rows of `documents`, `document_captures` and `quarantine`.

    `fingerprint` is what they were made from; with damaged bodies among it, so that the next run looks at them again.
    """

    documents: list[Document]
    readings: list[dict[str, Any]]
    quarantined: list[QuarantinedRow]
    fingerprint: str


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
    parsed = parse_captures(home, source, month, captures)
    said.write(parsed.readings, parsed.fingerprint)
    failures.write([dataclasses.asdict(row) for row in parsed.quarantined], parsed.fingerprint)
    documents.write([document_to_row(document) for document in parsed.documents], parsed.fingerprint)
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


def parse_captures(home: Home, source: Source, month: str, captures: Sequence[Capture]) -> Parsed:
    """Parse captures of one source and month; one that cannot be parsed is quarantined and the others go on."""
    archive, before = Archive(home.archive), _Before(home, source.id, month)
    found: dict[str, Document] = {}
    parsed = Parsed([], [], [], fingerprint_of(source, captures))
    for capture in captures:
        try:
            document = parse_capture(capture, archive.read_body(capture.sha256), source)
        except CorruptCaptureError as error:
            parsed = dataclasses.replace(parsed, fingerprint=f"{fingerprint_of(source, captures)} with damaged bodies")
            parsed.quarantined.append(quarantined(capture, error))
            kept = before.document(capture)
            if kept is None:
                continue
            document = kept
        except Exception as error:  # noqa: BLE001 - ParseError, or a page that a parser trips over
            parsed.quarantined.append(quarantined(capture, error))
            continue
        first = found.get(document.document_id, document)
        found[document.document_id] = as_known_now(first, document)
        parsed.readings.append({name: getattr(document, name) for name in DOCUMENT_CAPTURES.column_names})
    parsed.documents.extend(found.values())
    return parsed


class _Before:
    """What this version of the parser made of captures while their bodies were whole, as the lake still has it."""

    def __init__(self, home: Home, source_id: str, month: str) -> None:
        self._documents, self._said, _ = targets(home, source_id, month)

    def document(self, capture: Capture) -> Document | None:
        """The document of a capture; None where the lake has none of this version."""
        row = self._rows.get(self._named.get(capture.capture_id, ""))
        if row is None or row["parser_version"] != PARSER_VERSION:
            return None
        return dataclasses.replace(
            document_from_row(row), capture_id=capture.capture_id, captured_at=capture.captured_at
        )

    @functools.cached_property
    def _named(self) -> dict[str, str]:
        return {row["capture_id"]: row["document_id"] for row in _rows(self._said)}

    @functools.cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        return {row["document_id"]: row for row in _rows(self._documents)}


def _rows(partition: Partition) -> list[dict[str, Any]]:
    try:
        return partition.rows()
    except DamagedPartitionError:
        return []  # it is made anew


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
    """What the documents of these captures are made from: the parser's code, the registry entry and the captures."""
    parts = [digest_of("parse"), source.model_dump_json(), *(capture.capture_id for capture in captures)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)

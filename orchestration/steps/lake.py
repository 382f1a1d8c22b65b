"""The lake's own tables: captures and outcomes out of the journals, the registry, files without rows.

Lives here: turning records into rows. Never here: what a record means.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import Any

from orchestration.steps.code import digest_of
from schemas.lake import CAPTURES, FETCH_OUTCOMES, LAKE_TABLES, SOURCES
from schemas.records import Capture
from scrapers.sources.loader import Registry
from warehouse.archive import Archive
from warehouse.datasets import Partition, prune, write_schema, write_table
from warehouse.journal import Journal, UnreadableLine
from warehouse.paths import Home


def prepare(home: Home) -> None:
    """Make the folders, and for every lake table the file without rows."""
    home.create()
    for table in LAKE_TABLES.values():
        write_schema(home.lake, table)


def write_sources(home: Home, registry: Registry, profile: str) -> bool:
    """Write the registry as it is into the lake; gives whether it had changed."""
    rows = [
        {
            "source_id": source.id,
            "name_vi": source.name_vi,
            "name_en": source.name_en,
            "kind": source.kind,
            "province_code": source.province,
            "base_url": source.base_url,
            "family": source.family,
            "authority": source.authority,
            "enabled": source.enabled,
            "profile": profile,
            "licence_note": source.licence_note,
            "confidence": source.confidence,
        }
        for source in registry
    ]
    return write_table(home.lake, SOURCES, rows)


def write_captures(home: Home, source_id: str, *, anew: bool = False) -> list[UnreadableLine]:
    """Bring the captures of a source into the lake, month by month where the journal has grown (`anew`: in any case).

    Gives the lines of the months written that cannot be read; their rows are missing.
    """
    archive, unreadable = Archive(home.archive), list[UnreadableLine]()
    for month in archive.months(source_id):
        partition = Partition(home.lake, CAPTURES, source_id, month)
        made_from = fingerprint_of(archive.capture_journal, source_id, month)
        if anew or partition.fingerprint() != made_from:
            scan = archive.scan_captures(source_id, month)
            partition.write([capture_row(capture) for capture in scan.records], made_from)
            unreadable += scan.unreadable
    return unreadable


def write_outcomes(home: Home, source_id: str, *, anew: bool = False) -> list[UnreadableLine]:
    """The same for the outcomes of asking a source."""
    archive, unreadable = Archive(home.archive), list[UnreadableLine]()
    for month in archive.outcome_journal.months(source_id):
        partition = Partition(home.lake, FETCH_OUTCOMES, source_id, month)
        made_from = fingerprint_of(archive.outcome_journal, source_id, month)
        if anew or partition.fingerprint() != made_from:
            scan = archive.scan_outcomes(source_id, month)
            partition.write([dataclasses.asdict(outcome) for outcome in scan.records], made_from)
            unreadable += scan.unreadable
    return unreadable


def fingerprint_of(journal: Journal, source_id: str, month: str) -> str:
    """What the captures or outcomes of a month are made from: the lines of the journal, and the code."""
    return hashlib.sha256(f"{journal.signature(source_id, month)}\n{digest_of('journals')}".encode()).hexdigest()


def forget_absent(home: Home) -> None:
    """Remove derived partitions of sources and months that the archive has not: the lake holds nothing else."""
    archive = Archive(home.archive)
    kept = {
        source_id: {*archive.months(source_id), *archive.outcome_journal.months(source_id)}
        for source_id in archive.source_ids()
    }
    for table in LAKE_TABLES.values():
        prune(home.lake, table, kept)


def capture_row(capture: Capture) -> dict[str, Any]:
    """A capture as a row of the lake."""
    row = dataclasses.asdict(capture)
    row["headers_json"] = json.dumps(row.pop("headers"), ensure_ascii=False, sort_keys=True)
    row["meta_json"] = json.dumps(row.pop("meta"), ensure_ascii=False, sort_keys=True, default=str)
    return row

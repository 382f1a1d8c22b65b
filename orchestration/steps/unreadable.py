"""Captures that could not be read, as the lake's quarantine tells them.

Lives here: only that; quick to import, for the commands that need no database. Never here: what follows from it
(`visits`, `fetch`).
"""

from __future__ import annotations

from schemas.lake import QUARANTINE
from warehouse.archive import Archive, CorruptCaptureError
from warehouse.datasets import Partition, read_columns
from warehouse.paths import Home


def unreadable_captures(home: Home, archive: Archive, source_id: str) -> dict[str, str]:
    """Captures of a source that could not be parsed, each with the rule that says so."""
    return {
        row["subject_id"]: row["rule"]
        for month in archive.months(source_id)
        for row in read_columns(Partition(home.lake, QUARANTINE, source_id, month, "parse"), ("subject_id", "rule"))
    }


def damaged_captures(home: Home, archive: Archive, source_id: str) -> set[str]:
    """Captures of a source whose bodies were found damaged when they were last read."""
    found = unreadable_captures(home, archive, source_id)
    return {capture_id for capture_id, rule in found.items() if rule == CorruptCaptureError.__name__}

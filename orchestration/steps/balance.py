"""The counters that must add up: what went into a step is what came out of it, as rows of use or with a reason.

    asked   = captured + unchanged + failed + refused      and what was captured is in the archive
    numbers = observed + unmapped + excluded               and those are rows of their tables
    rows    = valid + quarantined                          captures, documents, and numbers that became observations

Lives here: counting, each side from a place of its own, so that a row that went astray shows. Not here: what is done
about it (`orchestration.checks`, `summary`).
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from orchestration.steps.parse import READABLE
from schemas.lake import (
    CAPTURES,
    DOCUMENT_CAPTURES,
    DOCUMENT_READINGS,
    DOCUMENTS,
    OBSERVATIONS,
    OUTCOMES,
    QUARANTINE,
    UNMAPPED_QUANTITIES,
)
from schemas.records import FetchOutcome
from schemas.tables import TableSchema
from warehouse.archive import Archive
from warehouse.datasets import partitions, read_columns
from warehouse.paths import Home

_ASKED = OUTCOMES[:4]
MONTH = "month of the partition"
"""A text that is captured again in another month stands in both, so that its numbers are counted in both."""


@dataclasses.dataclass(frozen=True)
class Balance:
    """A total and the parts that must add up to it."""

    name: str
    total: int
    parts: dict[str, int]

    @property
    def holds(self) -> bool:
        """Whether they do."""
        return self.total == sum(self.parts.values())

    def __str__(self) -> str:
        parts = " + ".join(f"{count} {name}" for name, count in self.parts.items())
        return f"{self.name}: {self.total} {'=' if self.holds else '≠'} {parts}"


def asked(archive: Archive, outcomes: Sequence[FetchOutcome]) -> list[Balance]:
    """What the outcomes (of one run) say was asked, and whether what was captured is in the archive."""
    count = Counter[str](outcome.outcome for outcome in outcomes)
    total = sum(outcome.outcome != "skipped" for outcome in outcomes)
    captured = {(o.source_id, o.capture_id) for o in outcomes if o.outcome == "captured"}
    kept = {
        (source_id, capture.capture_id)
        for source_id in sorted({source_id for source_id, _ in captured})
        for month in archive.months(source_id)[-2:]  # a run may go on past the end of a month
        for capture in archive.captures(source_id, month)
    }
    return [
        Balance("asked", total, {name: count[name] for name in _ASKED}),
        Balance("captured", len(captured), {"in the archive": len(captured & kept)}),
    ]


def outcomes_of(home: Home, run_id: str) -> list[FetchOutcome]:
    """All outcomes of a run."""
    archive = Archive(home.archive)
    return [
        outcome
        for source_id in archive.source_ids()
        for month in archive.outcome_journal.months(source_id)[-2:]  # a run may go on past the end of a month
        for outcome in archive.outcomes(source_id, month)
        if outcome.run_id == run_id
    ]


def numbers(home: Home) -> list[Balance]:
    """Every number of a text has one fate, and what is counted as unmapped stands in its table."""
    names = ("numbers_seen", "numbers_observed", "numbers_unmapped", "numbers_excluded")
    rows = list(_rows(home, DOCUMENT_READINGS, names))
    seen, observed, unmapped, excluded = (sum(row[name] for row in rows) for name in names)
    listed = sum(1 for _ in _rows(home, UNMAPPED_QUANTITIES, ("unmapped_id",)))
    return [
        Balance("numbers", seen, {"observed": observed, "unmapped": unmapped, "excluded": excluded}),
        Balance("unmapped numbers", unmapped, {"rows": listed}),
    ]


def rows(home: Home, source_ids: Collection[str]) -> list[Balance]:
    """What went into each step of reading came out valid or in quarantine.

    `source_ids` are the sources of the registry: captures of a source that has left it are not parsed any more.
    """
    quarantine = list(_rows(home, QUARANTINE, ("stage", "subject_id", "source_id", "row_json")))
    return [_captures(home, source_ids, quarantine), _documents(home, quarantine), _figures(home, quarantine)]


def _captures(home: Home, source_ids: Collection[str], quarantine: Iterable[dict[str, Any]]) -> Balance:
    columns = ("capture_id", "purpose", "source_id")
    came = {
        row["capture_id"]
        for row in _rows(home, CAPTURES, columns)
        if row["purpose"] in READABLE and row["source_id"] in source_ids
    }
    # A file may be taken in while a run is going on: what was captured after the table was written counts tomorrow.
    read = came & {row["capture_id"] for row in _rows(home, DOCUMENT_CAPTURES, ("capture_id",))}
    kept = came & {row["subject_id"] for row in quarantine if row["stage"] == "parse"}
    # A capture whose body was damaged after it had been read stands in both: its figures stay, and the damage is told.
    return Balance("captures", len(came), {"valid": len(read), "quarantined": len(kept - read)})


def _documents(home: Home, quarantine: Iterable[dict[str, Any]]) -> Balance:
    came = sum(1 for _ in _rows(home, DOCUMENTS, ("document_id",)))
    read = sum(1 for _ in _rows(home, DOCUMENT_READINGS, ("document_id",)))
    kept = sum(row["stage"] == "extract" for row in quarantine)
    return Balance("documents", came, {"valid": read, "quarantined": kept})


def _figures(home: Home, quarantine: Iterable[dict[str, Any]]) -> Balance:
    """Numbers that became observations; one number may be several, of which some may be in quarantine."""
    place = (MONTH, "source_id", "document_id", "value_start")
    came = sum(row["numbers_observed"] for row in _rows(home, DOCUMENT_READINGS, ("numbers_observed",)))
    valid = {tuple(row[name] for name in place) for row in _rows(home, OBSERVATIONS, place[1:])}
    refused = ({**row, **json.loads(row["row_json"])} for row in quarantine if row["stage"] == "validate")
    wrong = {tuple(row[name] for name in place) for row in refused}
    return Balance("numbers of observations", came, {"valid": len(valid), "quarantined": len(wrong - valid)})


def _rows(home: Home, table: TableSchema, columns: Sequence[str]) -> Iterable[dict[str, Any]]:
    for partition in partitions(home.lake, table):
        for row in read_columns(partition, columns):
            yield {**row, MONTH: partition.month}

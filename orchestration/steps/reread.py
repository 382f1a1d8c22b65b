"""Reads the archive again: to see whether it still says what the lake holds, or to make a day's source-months anew.

Lives here: comparing what reading gives now with the rows that lie in the lake. A difference is expected where parser,
extractor, codebook or registry entry have changed since (the next run makes such a month anew by itself). Where they
have not, it is damage of the archive or the lake, or a reading that is not the same twice: `unexplained`. The lake's
rows are then kept, so that a body which the disk has lost does not take its figures with it. No site is asked. Never
here: parsing, extraction.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow

from orchestration.steps import changes, extract, lake, parse
from orchestration.steps.comebacks import Comebacks, comebacks, settled
from schemas.days import VIETNAM
from schemas.lake import CAPTURES, FETCH_OUTCOMES
from scrapers.parsing.codec import document_to_row
from scrapers.reference import load_reference
from scrapers.sources.model import Source
from warehouse.archive import Archive
from warehouse.datasets import DamagedPartitionError, Partition
from warehouse.paths import Home

_MOST = 3
"""Columns of a row that are named."""


@dataclasses.dataclass(frozen=True)
class Difference:
    """What reading again gives otherwise than the lake holds it, for one partition of one table.

    Rows are compared by the table's key. `is_explained`: parser, extractor, codebook or registry entry are others now.
    """

    source_id: str
    month: str
    table: str
    appeared: int
    vanished: int
    altered: int
    is_explained: bool
    example: str
    """One row that differs: its key, and what is otherwise about it."""

    def __str__(self) -> str:
        counts = f"{self.appeared} rows appeared, {self.vanished} vanished, {self.altered} altered"
        return f"{self.table} of {self.source_id} {self.month}: {counts} (for example {self.example})"


def verify_month(home: Home, source: Source, month: str) -> list[Difference]:
    """Read a source's month again without writing anything, and compare it with the lake."""
    archive, extractor = Archive(home.archive), extract.engine()
    captures = parse.readable(archive, source.id, month)
    parsed = parse.parse_captures(home, source, month, captures)
    back = _comebacks(home, source.id).get(month, {})
    read = extract.read_documents([settled(each, back) for each in parsed.documents], extractor, load_reference())
    fingerprint = parse.fingerprint_of(source, captures)  # damaged bodies explain nothing
    documents, said, failures = parse.targets(home, source.id, month)
    fresh: list[tuple[Partition, Sequence[Mapping[str, Any]], str]] = [
        (documents, [document_to_row(document) for document in parsed.documents], fingerprint),
        (said, parsed.readings, fingerprint),
        (failures, [dataclasses.asdict(row) for row in parsed.quarantined], fingerprint),
    ]
    captured, asked = archive.scan_captures(source.id, month), archive.scan_outcomes(source.id, month)
    fresh += [
        (
            Partition(home.lake, CAPTURES, source.id, month),
            [lake.capture_row(capture) for capture in captured.records],
            archive.capture_journal.signature(source.id, month),
        ),
        (
            Partition(home.lake, FETCH_OUTCOMES, source.id, month),
            [dataclasses.asdict(outcome) for outcome in asked.records],
            archive.outcome_journal.signature(source.id, month),
        ),
    ]
    after = extract.fingerprint_of(fingerprint, back, extractor)
    fresh += [
        (target, [dataclasses.asdict(row) for row in getattr(read, name)], after)
        for name, target in extract.targets(home, source.id, month).items()
    ]
    return [found for target, rows, made_from in fresh if (found := _compare(target, rows, made_from)) is not None]


def remake_month(home: Home, source: Source, month: str) -> list[Difference]:
    """Make a source's month anew from the archive, changed or not; gives what that altered in the lake."""
    differences = verify_month(home, source, month)
    lake.write_captures(home, source.id, anew=True)
    lake.write_outcomes(home, source.id, anew=True)
    parse.parse_month(home, source, month, anew=True)
    extract.extract_source(home, source.id, anew={month})
    changes.mark_changes(home, source.id, anew=True)
    return differences


def captured_on(archive: Archive, source_id: str, day: dt.date) -> list[str]:
    """The months (UTC) of the captures that a source has of a day in Vietnam; none where it has none."""
    start = dt.datetime.combine(day, dt.time(), VIETNAM).astimezone(dt.UTC)
    end = start + dt.timedelta(days=1)
    months = sorted({f"{moment:%Y-%m}" for moment in (start, end)} & set(archive.months(source_id)))
    return [
        month
        for month in months
        if any(start <= capture.captured_at < end for capture in parse.readable(archive, source_id, month))
    ]


def first_day(archive: Archive) -> dt.date | None:
    """The day of the oldest capture, by the names of the journals."""
    days = [files[0].stem for source_id in archive.source_ids() if (files := archive.capture_journal.files(source_id))]
    return dt.date.fromisoformat(min(days)) if days else None


def _comebacks(home: Home, source_id: str) -> dict[str, Comebacks]:
    try:
        return comebacks(home, source_id)
    except DamagedPartitionError:
        return {}  # the comparison of its own month names the file


def _compare(target: Partition, rows: Sequence[Mapping[str, Any]], made_from: str) -> Difference | None:
    try:
        old = _by_key(target, target.rows())
    except DamagedPartitionError as error:
        return Difference(*_named(target), len(rows), 0, 0, is_explained=False, example=str(error))
    new = _by_key(target, rows)
    differing = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    if not differing:
        return None
    return Difference(
        *_named(target),
        appeared=len(new.keys() - old.keys()),
        vanished=len(old.keys() - new.keys()),
        altered=sum(key in old and key in new for key in differing),
        is_explained=target.fingerprint() != made_from,
        example=_told(differing[0], old.get(differing[0]), new.get(differing[0])),
    )


def _told(key: tuple[Any, ...], old: dict[str, Any] | None, new: dict[str, Any] | None) -> str:
    name = " ".join(map(str, key))
    if old is not None and new is not None:
        columns = [column for column in new if old.get(column) != new[column]]
        return f"{name}: " + ", ".join(f"{column} {old.get(column)!r} → {new[column]!r}" for column in columns[:_MOST])
    row = new or old or {}
    why = " ".join(
        str(row[column]) for column in ("url", "reason") if row.get(column)
    )  # a quarantined row names its file
    return f"{name}: {why}" if why else name


def _named(target: Partition) -> tuple[str, str, str]:
    return target.source_id, target.month, target.table.name


def _by_key(target: Partition, rows: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Rows as the lake would hold them, by their key, so that what is only another type in memory is no difference."""
    schema = target.table.arrow_schema()
    stored = pyarrow.Table.from_pylist([dict(row) for row in rows], schema=schema).to_pylist()
    return {tuple(row[name] for name in target.table.key): row for row in stored}

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
import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pyarrow

from orchestration.steps import changes, extract, lake, parse
from orchestration.steps.comebacks import Comebacks, comebacks, settled
from schemas.days import VIETNAM
from schemas.lake import CAPTURES, FETCH_OUTCOMES, OBSERVATION_CHANGES
from schemas.tables import TableSchema
from scrapers.parsing.codec import document_to_row
from scrapers.reference import load_reference
from scrapers.sources.model import Source
from warehouse.archive import Archive
from warehouse.datasets import DamagedPartitionError, Partition
from warehouse.paths import Home

_MOST = 3
"""Columns of a row that are named."""
_NAMES_OF_ATTEMPTS = ("run_id", "purpose", "url", "attempted_at")
"""What names a row of a table without a key; of attempts that share all of it, each has its number."""
Name = tuple[tuple[str, ...], int]
"""The key of a row as text, and its number among the rows of that key: a row that was doubled is a difference, too."""


@dataclasses.dataclass(frozen=True)
class Difference:
    """What reading again gives otherwise than the lake holds it, for one partition of one table.

    Rows are compared by the table's key, attempts by what names them. `is_explained`: parser, extractor, codebook or
    registry entry are others now.
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


@dataclasses.dataclass(frozen=True)
class _Fresh:
    """A partition as reading again makes it, and what it is made from."""

    target: Partition
    rows: Sequence[Mapping[str, Any]]
    made_from: str


def months_of(archive: Archive, source_id: str) -> list[str]:
    """The months in which a source was captured or asked."""
    return sorted({*archive.months(source_id), *archive.outcome_journal.months(source_id)})


def verify(home: Home, source: Source, months: Collection[str]) -> list[Difference]:
    """Read months of a source again without writing anything, and compare them with the lake."""
    back = _comebacks(home, source.id)
    found: list[Difference] = []
    inputs: dict[tuple[str, str], _Fresh] = {}
    for month in sorted(months):
        for fresh in _read_month(home, source, month, back.get(month, {})):
            found += _compare(fresh)
            if fresh.target.table in changes.INPUTS:
                inputs[fresh.target.table.name, month] = fresh
    for fresh in _changes(home, source.id, inputs):
        if fresh.target.month in months:
            found += _compare(fresh)
    return found


def remake(home: Home, source: Source, months: Collection[str]) -> list[Difference]:
    """Make months of a source anew from the archive, changed or not; gives what that altered in the lake."""
    differences = verify(home, source, months)
    lake.write_captures(home, source.id, anew=True)
    lake.write_outcomes(home, source.id, anew=True)
    for month in months:
        parse.parse_month(home, source, month, anew=True)
    extract.extract_source(home, source.id, anew=months)
    changes.mark_changes(home, source.id, anew=True)
    return differences


def _read_month(home: Home, source: Source, month: str, back: Comebacks) -> Iterator[_Fresh]:
    """The partitions of a month, all but its changes, read again."""
    archive, extractor = Archive(home.archive), extract.engine()
    captures = parse.readable(archive, source.id, month)
    parsed = parse.parse_captures(home, source, month, captures)
    read = extract.read_documents([settled(each, back) for each in parsed.documents], extractor, load_reference())
    fingerprint = parse.fingerprint_of(source, captures)  # damaged bodies explain nothing
    documents, said, failures = parse.targets(home, source.id, month)
    yield _Fresh(documents, [document_to_row(document) for document in parsed.documents], fingerprint)
    yield _Fresh(said, parsed.readings, fingerprint)
    yield _Fresh(failures, [dataclasses.asdict(row) for row in parsed.quarantined], fingerprint)
    yield _Fresh(
        Partition(home.lake, CAPTURES, source.id, month),
        [lake.capture_row(capture) for capture in archive.captures(source.id, month)],
        lake.fingerprint_of(archive.capture_journal, source.id, month),
    )
    yield _Fresh(
        Partition(home.lake, FETCH_OUTCOMES, source.id, month),
        [dataclasses.asdict(outcome) for outcome in archive.outcomes(source.id, month)],
        lake.fingerprint_of(archive.outcome_journal, source.id, month),
    )
    after = extract.fingerprint_of(fingerprint, back, extractor)
    for name, target in extract.targets(home, source.id, month).items():
        yield _Fresh(target, [dataclasses.asdict(row) for row in getattr(read, name)], after)


def _changes(home: Home, source_id: str, inputs: Mapping[tuple[str, str], _Fresh]) -> Iterator[_Fresh]:
    """The changes of a source as these inputs tell them; those of other months are taken as the lake holds them."""
    months = Archive(home.archive).months(source_id)

    def rows(table: TableSchema) -> Iterator[Mapping[str, Any]]:
        for month in months:
            fresh = inputs.get((table.name, month))
            yield from fresh.rows if fresh else changes.target(home, table, source_id, month).rows()

    def made_from() -> Iterator[str | None]:
        for table, month in itertools.product(changes.INPUTS, months):
            fresh = inputs.get((table.name, month))
            yield fresh.made_from if fresh else changes.target(home, table, source_id, month).fingerprint()

    captures, observations = (rows(table) for table in changes.INPUTS)
    made = changes.changes_by_month(source_id, captures, observations)
    fingerprint = changes.fingerprint_of(made_from())
    for month in months:
        target = changes.target(home, OBSERVATION_CHANGES, source_id, month)
        yield _Fresh(target, made.get(month, []), fingerprint)


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


def _compare(fresh: _Fresh) -> list[Difference]:
    """How the lake differs from what reading again makes; one difference at most."""
    target = fresh.target
    try:
        old = _by_name(target, target.rows())
    except DamagedPartitionError as error:
        return [Difference(*_named(target), len(fresh.rows), 0, 0, is_explained=False, example=str(error))]
    new = _by_name(target, fresh.rows)
    differing = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    if not differing:
        return []
    return [
        Difference(
            *_named(target),
            appeared=len(new.keys() - old.keys()),
            vanished=len(old.keys() - new.keys()),
            altered=sum(name in old and name in new for name in differing),
            is_explained=target.fingerprint() != fresh.made_from,
            example=_told(differing[0], old.get(differing[0]), new.get(differing[0])),
        )
    ]


def _told(name: Name, old: dict[str, Any] | None, new: dict[str, Any] | None) -> str:
    said = " ".join(name[0])
    if old is not None and new is not None:
        columns = [column for column in new if old.get(column) != new[column]]
        return f"{said}: " + ", ".join(f"{column} {old.get(column)!r} → {new[column]!r}" for column in columns[:_MOST])
    row = new or old or {}
    # A quarantined row names its file.
    why = " ".join(told for column in ("url", "reason") if (told := str(row.get(column) or "")) and told not in name[0])
    return f"{said}: {why}" if why else said


def _named(target: Partition) -> tuple[str, str, str]:
    return target.source_id, target.month, target.table.name


def _by_name(target: Partition, rows: Sequence[Mapping[str, Any]]) -> dict[Name, dict[str, Any]]:
    """Rows as the lake would hold them, by name, so that what is only another type in memory is no difference."""
    schema = target.table.arrow_schema()
    stored = pyarrow.Table.from_pylist([dict(row) for row in rows], schema=schema).to_pylist()
    seen: Counter[tuple[str, ...]] = Counter()
    named: dict[Name, dict[str, Any]] = {}
    for row in stored:
        name = tuple(str(row[column]) for column in target.table.key or _NAMES_OF_ATTEMPTS)
        seen[name] += 1
        named[name, seen[name]] = row
    return named

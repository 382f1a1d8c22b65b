"""The end of a run, however it ended: its summary and its status are written, and the status is posted.

The status may be written when the next run has already begun: the run has counted before (`count_run`), and of the
archive only what was there at its end is told. Lives here: gathering what the summary and the status are made of. A
part that cannot be read (a run that failed may leave anything) is an error in the status; the rest of it is written all
the same. Never here: Dagster, the rules of the status (`status`), its files (`status_files`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TypeVar

from orchestration.settings import Settings
from orchestration.steps import fetch, inbox, status_files, summary, volumes
from orchestration.steps.anomalies import Anomaly, Judgement, barren, judge_visits
from orchestration.steps.corrections import corrections_of, counted
from orchestration.steps.status import (
    Changes,
    FailedCheck,
    Released,
    RunError,
    SourceStatus,
    Status,
    changes_of,
    inbox_status,
    iso,
    outcome_of,
    source_status,
    states_of,
)
from orchestration.steps.unreadable import unreadable_captures
from orchestration.steps.visits import DOCUMENTS, Visit
from orchestration.steps.webhook import post_status
from schemas.days import day_of
from scrapers.corrections import CorrectionsError
from scrapers.sources.loader import INBOX
from scrapers.sources.model import Source
from warehouse.archive import Archive
from warehouse.paths import DATABASE_NAME, Home
from warehouse.publishing.changes import compare
from warehouse.release import latest_release

LOG = logging.getLogger("observatory")
Made = TypeVar("Made")


@dataclasses.dataclass(frozen=True)
class RunEnd:
    """What is known of a run that has ended; `run_id` is empty where it could not even begin."""

    job: str
    run_id: str
    started_at: dt.datetime
    ended_at: dt.datetime
    succeeded: bool
    errors: tuple[RunError, ...]
    released: Released | None
    checks: tuple[FailedCheck, ...] = ()


@dataclasses.dataclass(frozen=True)
class Ending:
    """What was written at the end of a run; `made` is None where nothing could be counted."""

    status: Status
    made: summary.RunSummary | None
    summary_file: Path | None
    status_file: Path


def count_run(settings: Settings, run_id: str, released: Released | None) -> summary.RunSummary:
    """Count what a run asked and the state that it leaves, and keep that; as long as no other run changes the state.

    Raises:
        OSError: the folder of logs cannot be written.
        DamagedPartitionError: a file of the lake cannot be read.
    """
    home, is_new = settings.home, released is not None and released.is_new
    known = {source.id for source in fetch.registry(settings)}
    try:
        corrections = counted(corrections_of(settings))
    except CorrectionsError:  # a run that needs them has failed by it; the rest is counted all the same
        corrections = {}
    made = summary.summarise(
        home, run_id, latest_release(home), is_new=is_new, source_ids=known, corrections=corrections
    )
    summary.write(home, made)
    return made


def end_run(settings: Settings, run: RunEnd) -> Ending:
    """Write the summary and the status of a run, and post the status where a webhook is set.

    Raises:
        OSError: the folder of logs cannot be written.
    """
    home, errors = settings.home, list(run.errors)
    made = _attempt("summary", errors, lambda: _counted(settings, run)) if run.run_id else None
    if made is not None and run.succeeded:  # a run that broke off has left steps undone
        errors += [RunError("counters", "CountersDoNotAddUp", said) for said in made.unbalanced]
    found = _attempt("sources", errors, lambda: _sources(settings, run)) or []
    changes = _attempt("changes", errors, lambda: _changes(home, run.released))
    for wrong in errors:
        LOG.error("%s: %s: %s", wrong.step, wrong.error, wrong.message)
    standing = latest_release(home)
    release = made.release if made is not None else standing.number if standing else None
    status = Status(
        date=day_of(run.started_at).isoformat(),
        started_at=iso(run.started_at),
        ended_at=iso(run.ended_at),
        job=run.job,
        run_id=run.run_id,
        outcome=outcome_of(errors, run.released, succeeded=run.succeeded),
        release=release,
        previous_release=run.released.previous if run.released and run.released.is_new else None,
        counters=summary.counters(made) if made is not None else {},
        states=states_of(source for source, _ in found),
        changes=changes,
        sources=tuple(source for source, _ in found),
        anomalies=tuple(odd for _, its in found for odd in its),
        errors=tuple(errors),
        checks=run.checks,
    )
    status_file = status_files.write(home, status)
    post_status(settings.status_webhook, status)
    return Ending(status, made, summary.file_of(home, run.run_id) if made is not None else None, status_file)


def _attempt(step: str, errors: list[RunError], make: Callable[[], Made]) -> Made | None:
    try:
        return make()
    except Exception as error:  # noqa: BLE001 - the status says what is wrong, whatever it is
        errors.append(RunError(f"status: {step}", type(error).__name__, str(error)))
        return None


def _counted(settings: Settings, run: RunEnd) -> summary.RunSummary:
    return summary.read(settings.home, run.run_id) or count_run(settings, run.run_id, run.released)


def _sources(settings: Settings, run: RunEnd) -> list[tuple[SourceStatus, list[Anomaly]]]:
    watched = (source for source in fetch.registry(settings) if source.enabled or source.kind == "inbox")
    told = status_files.told_before(settings.home, run.run_id)
    return [_source(settings, source, run, told) for source in watched]


def _source(
    settings: Settings, source: Source, run: RunEnd, told: status_files.ToldRuns
) -> tuple[SourceStatus, list[Anomaly]]:
    home = settings.home
    archive, today = Archive(home.archive), day_of(run.started_at)
    if source.kind == "inbox":
        return _inbox(home, archive, source, run), []
    visits = [visit for visit in volumes.visits(home, archive, source.id) if visit.at <= run.ended_at]
    visit = visits[-1] if visits and visits[-1].run_id == run.run_id else None
    untold = _untold(archive, source, visits, run, told)
    status = source_status(
        source,
        visits,
        run.run_id,
        today,
        n_untold=len(untold),
        n_untold_unreadable=len(untold & unreadable_captures(home, archive, source.id).keys()) if untold else 0,
        n_changed=_known_before(archive, source, untold.union(visit.captures if visit else ())),
    )
    judged = [*judge_visits(visits, source.kind, today), _barren(home, source, run)] if visit else []
    return status, [Anomaly(source.id, one.kind, one.said) for one in judged if one.is_odd]


def _barren(home: Home, source: Source, run: RunEnd) -> Judgement:
    return barren(volumes.have_figures(home, source.id, until=run.ended_at))


def _untold(
    archive: Archive, source: Source, visits: Sequence[Visit], run: RunEnd, told: status_files.ToldRuns
) -> set[str]:
    """The documents that others captured since the last status, mostly runs that were ended by force.

    Of the archive, not of visits: a run may have ended between a capture and the outcome that tells of it.
    """
    known = {each for visit in visits if visit.run_id in {*told.run_ids, run.run_id} for each in visit.captures}
    since = told.since.astimezone(dt.UTC) if told.since else None
    captures = (
        capture
        for month in archive.months(source.id)
        if since is None or month >= f"{since:%Y-%m}"
        for capture in archive.captures(source.id, month)
        if capture.captured_at <= run.ended_at and (since is None or capture.captured_at >= since)
    )
    return {each.capture_id for each in captures if each.purpose in DOCUMENTS and each.capture_id not in known}


def _known_before(archive: Archive, source: Source, mine: AbstractSet[str]) -> int:
    """How many of these documents had been captured before: changed, or lost since."""
    if not mine:
        return 0
    seen: set[str] = set()
    again = 0
    for capture in archive.captures(source.id):
        again += capture.capture_id in mine and capture.url in seen
        seen.add(capture.url)
    return again


def _inbox(home: Home, archive: Archive, source: Source, run: RunEnd) -> SourceStatus:
    captures = [capture for capture in archive.captures(INBOX.id) if capture.captured_at <= run.ended_at]
    known = status_files.dropped_before(home, run.run_id)
    new = {capture.capture_id for capture in captures[known:]}
    unreadable = unreadable_captures(home, archive, source.id)
    return inbox_status(
        source,
        n_new=len(new),
        n_total=len(captures),
        n_refused=len(inbox.refused_on(home, day_of(run.started_at))),
        n_unreadable=len(new & unreadable.keys()),
        last_new_at=max((capture.captured_at for capture in captures), default=None),
    )


def _changes(home: Home, released: Released | None) -> Changes | None:
    if released is None or not released.is_new or released.previous is None:
        return changes_of(None)
    before, after = (home.releases / f"{number:06d}" / DATABASE_NAME for number in (released.previous, released.number))
    return changes_of(compare(before, after)) if before.exists() else None

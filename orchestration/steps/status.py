"""The daily status: what a run came to, source by source, since when something fails, and what changed.

Lives here: the records and the pure functions that fill them; `status_files` writes and renders them, `ending` gathers
what they are made of. Never here: Dagster, the network.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from orchestration.steps.anomalies import Anomaly, silence
from orchestration.steps.visits import Visit, failing_streak, last_answer, last_new
from scrapers.sources.model import Source
from warehouse.publishing.changes import Comparison

FORMAT = 1
MOST_CHANGES = 200
SourceState = Literal["new", "unchanged", "failing", "silent", "recovered", "not_asked"]
RunOutcome = Literal["published", "unchanged", "failed", "refused"]
COUNTERS = ("asked", "captured", "unchanged", "failed", "refused", "skipped")


@dataclasses.dataclass(frozen=True)
class RunError:
    """Why a step of a run did not do its work. `is_refusal` where a release was held back on purpose."""

    step: str
    error: str
    message: str
    is_refusal: bool = False


@dataclasses.dataclass(frozen=True)
class FailedCheck:
    """A check of a run that did not pass, and what it found in words."""

    asset: str
    check: str
    severity: Literal["error", "warning"]
    said: str


@dataclasses.dataclass(frozen=True)
class Released:
    """What became of the release in a run."""

    number: int
    previous: int | None
    is_new: bool


@dataclasses.dataclass(frozen=True)
class SourceStatus:
    """One source in one run.

    `failing_since` is the first visit of the row of visits without an answer (`failing_visits` of them): the one that
    goes on (`failing`), or the one that this run's answer has ended (`recovered`). `silent_since` is the day of the
    last new document of a source that answers but brings nothing (`silent`). Times are ISO 8601 in UTC, days are those
    of Vietnam. `documents_new` are addresses captured for the first time, `documents_changed` those captured anew, both
    since the last daily run that ended in a status: by this run, and by those before it that were ended by force.
    `documents_unreadable` are of these; `counters` and `documents_failed` are of this run alone.
    """

    source_id: str
    name_vi: str
    state: SourceState
    reason: str
    detail: str
    failing_since: str | None
    failing_visits: int
    silent_since: str | None
    last_answer_at: str | None
    last_new_at: str | None
    counters: dict[str, int]
    documents_new: int
    documents_changed: int
    documents_failed: int
    documents_unreadable: int
    documents_total: int | None = None
    """Of dropped files alone: how many there are."""


@dataclasses.dataclass(frozen=True)
class Changes:
    """Figures of the published marts that differ from the release before; the list is cut off after `MOST_CHANGES`.

    `left_out` counts those beyond; the release's `CHANGES.md` holds them all.
    """

    new: int = 0
    changed: int = 0
    cited_anew: int = 0
    withdrawn: int = 0
    figures: tuple[dict[str, Any], ...] = ()
    left_out: int = 0


@dataclasses.dataclass(frozen=True)
class Status:
    """The status of one run. `date` is the day in Vietnam on which it began; `counters` are those of its summary.

    `changes` is None where the release before is no longer kept. `checks` are those that failed: of severity error, and
    the comparison with the archive. `earlier_runs` of the same job began on the same day.
    """

    date: str
    started_at: str
    ended_at: str
    job: str
    run_id: str
    outcome: RunOutcome
    release: int | None
    previous_release: int | None
    counters: dict[str, Any]
    states: dict[str, int]
    changes: Changes | None
    sources: tuple[SourceStatus, ...]
    anomalies: tuple[Anomaly, ...]
    errors: tuple[RunError, ...]
    checks: tuple[FailedCheck, ...] = ()
    earlier_runs: tuple[dict[str, str], ...] = ()
    format: int = FORMAT


def outcome_of(errors: Sequence[RunError], released: Released | None, *, succeeded: bool) -> RunOutcome:
    """What a run came to in one word."""
    if not succeeded:
        return "refused" if any(error.is_refusal for error in errors) else "failed"
    return "published" if released is not None and released.is_new else "unchanged"


def source_status(
    source: Source,
    visits: Sequence[Visit],
    run_id: str,
    today: dt.date,
    *,
    n_untold: int = 0,
    n_untold_unreadable: int = 0,
    n_changed: int = 0,
) -> SourceStatus:
    """One source in the run `run_id`; `visits` are its visits up to this run, the oldest first.

    `n_untold` documents were captured before the visit and stand in no status yet; `n_changed` of these and of those
    that the visit captured were known before.
    """
    visit = visits[-1] if visits and visits[-1].run_id == run_id else None
    streak = failing_streak(visits)
    ended = failing_streak(visits[:-1]) if visit and visit.answered else []
    quiet = silence(visits, source.kind, today)
    n_captured = n_untold + (visit.documents_captured if visit else 0)
    state = _state(visit, bool(streak), bool(ended), has_news=bool(n_captured), is_silent=quiet.is_odd)
    told = streak or ended
    answer, news = last_answer(visits), last_new(visits)
    return SourceStatus(
        source_id=source.id,
        name_vi=source.name_vi,
        state=state,
        reason=told[-1].reason if told else "silent" if state == "silent" else "ok",
        detail=told[-1].detail if told else quiet.said if state == "silent" else "",
        failing_since=iso(told[0].at) if told else None,
        failing_visits=len(told),
        silent_since=(news or visits[0]).day.isoformat() if state == "silent" else None,
        last_answer_at=iso(answer.at) if answer else None,
        last_new_at=iso(news.at) if news else None,
        counters={name: getattr(visit, name) if visit else 0 for name in COUNTERS},
        documents_new=n_captured - n_changed,
        documents_changed=n_changed,
        documents_failed=visit.documents_failed if visit else 0,
        documents_unreadable=n_untold_unreadable + (visit.unreadable if visit else 0),
    )


def inbox_status(
    source: Source, *, n_new: int, n_total: int, n_refused: int, n_unreadable: int, last_new_at: dt.datetime | None
) -> SourceStatus:
    """The folder of dropped files, which is never asked: `new` where files came in since the last status."""
    return SourceStatus(
        source_id=source.id,
        name_vi=source.name_vi,
        state="new" if n_new else "not_asked",
        reason="ok",
        detail="",
        failing_since=None,
        failing_visits=0,
        silent_since=None,
        last_answer_at=None,
        last_new_at=iso(last_new_at) if last_new_at else None,
        counters=dict.fromkeys(COUNTERS, 0),
        documents_new=n_new,
        documents_changed=0,
        documents_failed=n_refused,
        documents_unreadable=n_unreadable,
        documents_total=n_total,
    )


def changes_of(comparison: Comparison | None) -> Changes:
    """What a release changed; nothing where there is none before it to compare with."""
    found = comparison.changes if comparison else ()
    count = Counter(change.kind for change in found)
    return Changes(
        new=count["new"],
        changed=count["changed"],
        cited_anew=count["cited_anew"],
        withdrawn=count["withdrawn"],
        figures=tuple(dataclasses.asdict(change) for change in found[:MOST_CHANGES]),
        left_out=max(0, len(found) - MOST_CHANGES),
    )


def states_of(sources: Iterable[SourceStatus]) -> dict[str, int]:
    """How many sources are in each state."""
    return dict(sorted(Counter(source.state for source in sources).items()))


def _state(
    visit: Visit | None, is_failing: bool, has_recovered: bool, *, has_news: bool, is_silent: bool
) -> SourceState:
    if visit is None:
        return "not_asked"
    if is_failing:
        return "failing"
    if has_recovered:
        return "recovered"
    if has_news:
        return "new"
    return "silent" if is_silent else "unchanged"


def iso(moment: dt.datetime) -> str:
    """A time as the status writes it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")

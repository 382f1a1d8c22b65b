"""The visits to a source as its outcomes tell them: did it answer, what was new, since when has it been failing.

A visit is what one run asked of one source. Lives here: reading the journals of outcomes as visits, and what follows
from a series of visits. Not here: what is reported of it (`status`), unusual numbers (`anomalies`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from schemas.days import day_of
from schemas.records import FetchOutcome
from warehouse.archive import Archive

MONTHS_OF_HISTORY = 13
"""How far back visits are read: a year and a bit. A failure that lasts longer is followed to its beginning."""
DOCUMENTS = ("article", "page")
"""What is captured of these purposes is a document."""


@dataclasses.dataclass(frozen=True, slots=True)
class Visit:
    """What one run asked of one source.

    `asked == captured + unchanged + failed + refused`; `skipped` stands beside it. `documents_captured` counts captures
    of articles and fixed pages alone, `unreadable` those among them that ended in quarantine; `documents_failed` of the
    `documents_asked` gave nothing. `answered` tells whether
    a listing or fixed page answered with something that can be read; None where none was asked (a run that was ended
    by force), which says nothing. `reason` and `detail` tell the first failure of a visit that did not answer.
    """

    run_id: str
    at: dt.datetime
    answered: bool | None
    reason: str
    detail: str
    captured: int
    unchanged: int
    failed: int
    refused: int
    skipped: int
    documents_captured: int
    documents_asked: int
    documents_failed: int
    unreadable: int
    captures: tuple[str, ...]

    @property
    def asked(self) -> int:
        """How many addresses were asked."""
        return self.captured + self.unchanged + self.failed + self.refused

    @property
    def day(self) -> dt.date:
        """The day in Vietnam."""
        return day_of(self.at)


def visits_of(outcomes: Iterable[FetchOutcome], unreadable: Mapping[str, str] | None = None) -> list[Visit]:
    """The visits that these outcomes of one source (in order of recording) tell, the oldest first.

    `unreadable` names the captures that could not be parsed, each with the rule that says so.
    """
    runs: dict[str, list[FetchOutcome]] = {}
    for outcome in outcomes:
        runs.setdefault(outcome.run_id, []).append(outcome)
    return [_visit(run_id, mine, unreadable or {}) for run_id, mine in runs.items()]


def read_visits(archive: Archive, source_id: str, unreadable: Mapping[str, str] | None = None) -> list[Visit]:
    """The visits of the last thirteen months, or back to the last answer where that is longer ago; the oldest first."""
    outcomes: list[FetchOutcome] = []
    visits: list[Visit] = []
    for number, month in enumerate(reversed(archive.outcome_journal.months(source_id)), start=1):
        if number > MONTHS_OF_HISTORY and any(visit.answered for visit in visits):
            break
        outcomes = [*archive.outcomes(source_id, month), *outcomes]
        if number >= MONTHS_OF_HISTORY:
            visits = visits_of(outcomes, unreadable)
    return visits_of(outcomes, unreadable)


def failing_streak(visits: Sequence[Visit]) -> list[Visit]:
    """The visits in a row, up to the last one, that got no answer; none where the last one got one."""
    streak: list[Visit] = []
    for visit in reversed(visits):
        if visit.answered:
            break
        if visit.answered is False:
            streak.append(visit)
    return streak[::-1]


def last_answer(visits: Sequence[Visit]) -> Visit | None:
    """The last visit that got an answer."""
    return next((visit for visit in reversed(visits) if visit.answered), None)


def last_new(visits: Sequence[Visit]) -> Visit | None:
    """The last visit that brought a document."""
    return next((visit for visit in reversed(visits) if visit.documents_captured), None)


def _visit(run_id: str, outcomes: Sequence[FetchOutcome], unreadable: Mapping[str, str]) -> Visit:
    count = Counter(outcome.outcome for outcome in outcomes)
    documents = [outcome for outcome in outcomes if outcome.purpose in DOCUMENTS]
    captures = tuple(o.capture_id for o in documents if o.outcome == "captured" and o.capture_id is not None)
    tried = [outcome for outcome in outcomes if _decides(outcome)]
    failures = [why for outcome in tried if (why := _why_no_answer(outcome, unreadable)) is not None]
    answered = len(failures) < len(tried) if tried else None
    reason, detail = failures[0] if answered is False else ("ok", "")
    return Visit(
        run_id=run_id,
        at=min(outcome.attempted_at for outcome in outcomes),
        answered=answered,
        reason=reason,
        detail=detail,
        captured=count["captured"],
        unchanged=count["unchanged"],
        failed=count["failed"],
        refused=count["refused"],
        skipped=count["skipped"],
        documents_captured=len(captures),
        documents_asked=sum(outcome.outcome != "skipped" for outcome in documents),
        documents_failed=sum(outcome.outcome in ("failed", "refused") for outcome in documents),
        unreadable=sum(capture_id in unreadable for capture_id in captures),
        captures=captures,
    )


def _decides(outcome: FetchOutcome) -> bool:
    """Whether the outcome says if the source answers: a listing or fixed page that was asked, or whose host is down."""
    return outcome.purpose in ("listing", "page") and (outcome.outcome != "skipped" or outcome.reason == "host_down")


def _why_no_answer(outcome: FetchOutcome, unreadable: Mapping[str, str]) -> tuple[str, str] | None:
    if outcome.reason != "ok":
        return outcome.reason, outcome.detail
    rule = unreadable.get(outcome.capture_id or "")
    return (rule, f"{outcome.url} answered, but what it gave cannot be read ({rule})") if rule else None

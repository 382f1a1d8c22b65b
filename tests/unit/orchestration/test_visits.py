"""Visits out of outcomes: what counts as an answer, and how long a source has been failing."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest

from orchestration.steps.visits import failing_streak, last_answer, last_new, read_visits, visits_of
from schemas.records import FetchOutcome
from tests.unit.orchestration.outcomes import at, broken, news, outcome, quiet
from warehouse.archive import Archive


def series(*days: Iterable[FetchOutcome]) -> list[FetchOutcome]:
    return list(itertools.chain.from_iterable(days))


def test_a_visit_counts_what_was_asked() -> None:
    (visit,) = visits_of(
        [
            outcome(0, "robots"),
            outcome(0, what="captured"),
            outcome(0, "article", "captured", capture_id="a"),
            outcome(0, "article", "failed", reason="HttpStatusError"),
            outcome(0, "article", "refused", reason="RobotsRefused"),
            outcome(0, "article", "skipped", reason="off_topic"),
        ]
    )
    assert (visit.asked, visit.captured, visit.unchanged, visit.failed, visit.refused, visit.skipped) == (
        5,
        2,
        1,
        1,
        1,
        1,
    )
    assert (visit.documents_asked, visit.documents_captured, visit.documents_failed) == (3, 1, 2)
    assert visit.answered is True
    assert (visit.reason, visit.day) == ("ok", at(0).date())


@pytest.mark.parametrize(
    ("outcomes", "answered"),
    [
        (quiet(0), True),
        ([*broken(0), outcome(0)], True),  # one of two listings answers
        (broken(0), False),
        ([outcome(0, "listing", "refused", reason="RobotsUnavailable")], False),
        ([outcome(0, "listing", "skipped", reason="host_down")], False),
        ([outcome(0, "robots")], None),  # ended by force before a listing was asked
        ([outcome(0, "listing", "skipped", reason="backfill")], None),
        ([outcome(0, "page")], True),
    ],
)
def test_a_source_answers_when_a_listing_or_fixed_page_does(
    outcomes: list[FetchOutcome], answered: bool | None
) -> None:
    (visit,) = visits_of(outcomes)
    assert visit.answered is answered
    assert (visit.reason != "ok") is (answered is False)


def test_a_fixed_page_that_cannot_be_read_is_no_answer_until_it_can() -> None:
    page = outcome(0, "page", "captured", capture_id="notice")
    again = dataclasses.replace(page, run_id="run-1", attempted_at=at(1), outcome="unchanged")
    mended = dataclasses.replace(page, run_id="run-2", attempted_at=at(2), capture_id="table")
    visits = visits_of([page, again, mended], {"notice": "MaintenanceNotice"})
    assert [visit.answered for visit in visits] == [False, False, True]
    assert (visits[0].reason, visits[0].unreadable, visits[1].reason) == ("MaintenanceNotice", 1, "MaintenanceNotice")


def test_the_streak_begins_at_the_first_failure_and_skips_visits_that_say_nothing() -> None:
    outcomes = series(quiet(0), broken(1), [outcome(2, "robots")], broken(3))
    visits = visits_of(outcomes)
    assert [visit.run_id for visit in failing_streak(visits)] == ["run-1", "run-3"]
    assert failing_streak(visits[:1]) == []
    answer = last_answer(visits)
    assert answer is not None
    assert answer.run_id == "run-0"
    assert last_new(visits) is None


def test_history_is_read_back_to_the_last_answer_however_long_ago(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.record(*series(news(0), quiet(40), *(broken(day) for day in range(70, 600, 15))))
    visits = read_visits(archive, "bao-mau")
    assert visits[0].run_id == "run-40"  # the month of the last answer; what lies before says nothing more
    assert failing_streak(visits)[0].run_id == "run-70"

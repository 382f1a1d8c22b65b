"""What is odd is judged by a source's own history, and not judged at all where there is too little of it."""

from __future__ import annotations

import itertools

import pytest

from orchestration.steps.anomalies import barren, flood, judge_visits, silence, unreadable
from orchestration.steps.visits import Visit, visits_of
from tests.unit.orchestration.outcomes import at, broken, news, outcome, quiet


def visits(days_with_news: range | list[int], until: int) -> list[Visit]:
    made = [news(day) if day in days_with_news else quiet(day) for day in range(until + 1)]
    return visits_of(itertools.chain.from_iterable(made))


@pytest.mark.parametrize(
    ("every", "quiet_days", "is_odd"),
    [(1, 7, False), (1, 8, True), (3, 18, False), (3, 19, True), (7, 42, False), (7, 43, True)],
)
def test_a_source_is_silent_after_six_of_its_usual_pauses_and_a_week_at_least(
    every: int, quiet_days: int, is_odd: bool
) -> None:
    days = [n * every for n in range(6)]
    today = days[-1] + quiet_days
    judged = silence(visits(days, today), "newspaper", at(today).date())
    assert judged.is_odd is is_odd, judged.said
    assert judged.numbers["quiet_days"] == quiet_days


def test_one_long_pause_does_not_move_the_limit() -> None:
    days = [0, 1, 2, 3, 4, 60]
    assert silence(visits(days, 68), "newspaper", at(68).date()).is_odd


def test_with_little_history_only_a_long_silence_is_odd() -> None:
    assert not silence(visits([0], 90), "portal", at(90).date()).is_odd
    judged = silence(visits([0], 91), "portal", at(91).date())
    assert judged.is_odd
    assert "too few to know" in judged.said
    assert not silence(visits([0], 365), "index", at(365).date()).is_odd  # published once a year


def test_a_source_that_answers_and_never_brings_anything_is_silent_after_a_week() -> None:
    assert not silence(visits([], 7), "portal", at(7).date()).is_odd
    assert silence(visits([], 8), "portal", at(8).date()).is_odd


def test_a_source_that_never_answered_is_failing_and_not_silent() -> None:
    made = visits_of(itertools.chain.from_iterable(broken(day) for day in range(30)))
    assert not silence(made, "portal", at(30).date()).is_odd


def test_many_more_documents_than_usual_are_a_flood() -> None:
    usual = [news(day, 3 + day % 3) for day in range(12)]
    assert not flood(visits_of(itertools.chain.from_iterable([*usual, news(12, 20)]))).is_odd
    judged = flood(visits_of(itertools.chain.from_iterable([*usual, news(12, 60)])))
    assert judged.is_odd
    assert "60 new documents" in judged.said
    assert "too few" in flood(visits_of(itertools.chain.from_iterable([*usual[:4], news(12, 60)]))).said


def test_documents_none_of_which_can_be_read_are_odd() -> None:
    made = news(0, 3)
    all_bad = {o.capture_id: "LoginForm" for o in made if o.capture_id}
    assert unreadable(visits_of(made, all_bad)).is_odd
    assert not unreadable(visits_of(made, dict(list(all_bad.items())[:2]))).is_odd
    gone = [outcome(1), *(outcome(1, "article", "failed", reason="HttpStatusError") for _ in range(3))]
    assert unreadable(visits_of(gone)).is_odd
    assert not unreadable(visits_of(gone[:2])).is_odd  # one dead link is nothing
    assert not unreadable([]).is_odd


@pytest.mark.parametrize(
    ("earlier", "recent", "is_odd"),
    [
        ([True] * 20, [False] * 10, True),
        ([True] * 20, [False] * 9 + [True], False),
        ([True, False] * 15, [False] * 10, True),
        ([True, False, False] * 10, [False] * 10, False),  # a third holds figures: ten without may be chance
        ([True] * 19, [False] * 10, False),  # not enough history
    ],
)
def test_documents_without_figures_are_odd_where_that_is_unlikely(
    earlier: list[bool], recent: list[bool], is_odd: bool
) -> None:
    assert barren([*earlier, *recent]).is_odd is is_odd


def test_all_judgements_are_sentences() -> None:
    judged = judge_visits(visits([0, 1], 3), "newspaper", at(3).date())
    assert [one.kind for one in judged] == ["silent", "flood", "unreadable"]
    assert all(one.said and not one.is_odd for one in judged)

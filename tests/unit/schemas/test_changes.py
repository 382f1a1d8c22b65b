"""What corrected articles do to the figures of their earlier versions."""

from __future__ import annotations

import dataclasses
import datetime as dt

from schemas.changes import Fact, Version, changed_facts, versions

RATE = Fact("a" * 16, "online_dossiers", "bac-kan", "province", None, "actual", "2023", 28.0, "exact", None)
TEAMS = Fact("b" * 16, "teams", "bac-kan", "province", None, "actual", "2023", 1200.0, "exact", None)


def at(day: int) -> dt.datetime:
    return dt.datetime(2026, 3, day, tzinfo=dt.UTC)


def again(fact: Fact, observation_id: str, **now: object) -> Fact:
    return dataclasses.replace(fact, observation_id=observation_id * 16, **now)  # type: ignore[arg-type]


def test_captures_of_one_text_are_one_version_and_a_text_that_comes_back_is_the_current_one() -> None:
    captures = [("one", at(5)), ("one", at(1)), ("two", at(6)), ("one", at(9)), ("one", at(12))]
    assert versions(captures) == [Version("one", at(1)), Version("two", at(6)), Version("one", at(9))]


def test_a_fact_is_kept_altered_or_withdrawn() -> None:
    later = [again(RATE, "c", value=29.0), again(RATE, "d", value=99.0)]
    history = [Version("one", at(1)), Version("two", at(6))]
    changed = changed_facts(history, {"one": [RATE, TEAMS], "two": later})
    assert [(c.fact, c.change, c.since, c.now) for c in changed] == [
        (RATE, "altered", at(6), later[0]),
        (TEAMS, "withdrawn", at(6), None),
    ]
    assert changed_facts(history, {"one": [RATE], "two": [again(RATE, "c")]}) == []


def test_the_same_value_for_another_time_is_an_alteration() -> None:
    moved = again(RATE, "c", period="2024")
    (changed,) = changed_facts([Version("one", at(1)), Version("two", at(6))], {"one": [RATE], "two": [moved]})
    assert (changed.change, changed.now) == ("altered", moved)


def test_a_change_dates_from_the_version_that_brought_it_for_good() -> None:
    history = [Version(name, at(day)) for name, day in (("one", 1), ("two", 5), ("three", 9), ("four", 12))]
    stated = {"one": [RATE], "two": [], "three": [again(RATE, "c")], "four": []}
    changed = {c.fact.observation_id[0]: (c.since, c.changed_by_document_id) for c in changed_facts(history, stated)}
    assert changed == {"a": (at(12), "four"), "c": (at(12), "four")}


def test_a_fact_that_came_back_is_no_change() -> None:
    history = [Version("one", at(1)), Version("two", at(5)), Version("one", at(9))]
    (changed,) = changed_facts(history, {"one": [RATE], "two": [again(RATE, "c", value=30.0)]})
    assert (changed.fact.value, changed.since, changed.now) == (30.0, at(9), RATE)

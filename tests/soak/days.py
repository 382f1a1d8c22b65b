"""Many simulated days in one data directory; after each the daily status is held against what really happened.

Lives here: running the days and the comparison. Not here: what happens (`script`), what must be said (`expectation`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.soak.changing_web import Asked, ChangingWeb, serving
from tests.soak.command import RunFailedError, environment, printed, tail
from tests.soak.expectation import SourceAccount, morning
from tests.soak.one_day import run_forked
from tests.soak.script import Script
from warehouse.paths import Home


@dataclasses.dataclass(frozen=True)
class Day:
    """One day: what the status said in all, and every field of it that was wrong."""

    number: int
    date: str
    outcome: str
    release: int | None
    states: dict[str, int]
    documents_new: int
    documents_changed: int
    anomalies: int
    fields_read: int
    problems: tuple[str, ...]

    def __str__(self) -> str:
        states = ", ".join(f"{count} {state}" for state, count in self.states.items())
        said = "right" if not self.problems else f"WRONG: {'; '.join(self.problems)}"
        return (
            f"day {self.number:>2} ({self.date}): {self.outcome}, release {self.release}; {states};"
            f" {self.documents_new} new, {self.documents_changed} changed; {self.anomalies} anomalies; {said}"
        )


RunDay = Callable[[Home, dt.datetime, int], None]
"""Runs one day: data directory, time, port of the web."""


def as_a_process(home: Home, now: dt.datetime, port: int) -> None:
    """The `observatory run` of a day.

    Raises:
        RunFailedError: it did not end well.
    """
    code = run_forked(environment(home, now), port, printed(home))
    if code != 0:
        raise RunFailedError(f"exit code {code}\n{tail(home)}")


def simulate(folder: Path, script: Script, run_day: RunDay = as_a_process) -> Iterator[Day]:
    """Run all days of the script."""
    home, web = Home(folder / "days"), ChangingWeb(script)
    accounts = {source.id: SourceAccount(site, source.kind) for site, source in sorted(script.sources.items())}
    with serving(web) as port:
        for number in range(1, script.days + 1):
            web.set_day(number)
            failed = []
            try:
                run_day(home, morning(number), port)
            except RunFailedError as error:
                failed = [f"the run failed: {error}"]
            yield _judged(home, number, script, accounts, list(web.asked), failed)


def _judged(
    home: Home,
    number: int,
    script: Script,
    accounts: dict[str, SourceAccount],
    asked: list[Asked],
    failed: list[str],
) -> Day:
    date = morning(number).date().isoformat()
    expected = {
        source_id: account.visit(script, number, [one for one in asked if one.site == account.site])
        for source_id, account in accounts.items()
    }
    try:
        status = json.loads((home.logs / "status" / f"{date}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return Day(number, date, "no status", None, {}, 0, 0, 0, 0, (*failed, f"no status: {error}"))
    said = {source["source_id"]: source for source in status["sources"]}
    problems = [*failed, *(f"{wrong['step']}: {wrong['message']}" for wrong in status["errors"])]
    for source_id, fields in expected.items():
        for field, value in fields.items():
            found = _field(said.get(source_id, {}), field)
            if found != value:
                problems.append(f"{source_id}.{field} is {found!r}, not {value!r}")
    states = Counter(fields["state"] for fields in expected.values())
    counted = {state: n for state, n in status["states"].items() if state != "not_asked"}
    if counted != dict(states):
        problems.append(f"states are {counted}, not {dict(states)}")
    return Day(
        number=number,
        date=date,
        outcome=status["outcome"],
        release=status["release"],
        states=status["states"],
        documents_new=sum(fields["documents_new"] for fields in expected.values()),
        documents_changed=sum(fields["documents_changed"] for fields in expected.values()),
        anomalies=len(status["anomalies"]),
        fields_read=sum(len(fields) for fields in expected.values()) + 1,
        problems=tuple(problems),
    )


def _field(source: dict[str, Any], name: str) -> Any:
    found: Any = source
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found

"""Runs that are killed (SIGKILL) at random moments, each followed by a run to its end, against an undisturbed one.

Lives here: the trial. Moments are drawn from a seed: a stage of the run, each as likely as the others however short it
is, and a time after its beginning. Most runs are of a second day, on a copy of the first day's data directory; every
fifth is of an empty one. Not here: how states are compared (`tables`).
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.soak.command import RunFailedError, printed, run, start
from tests.soak.tables import capture_ids, differences, lake_hashes, published_hashes
from warehouse.paths import Home

FIRST = dt.datetime(2026, 1, 12, 6, tzinfo=dt.timezone(dt.timedelta(hours=7)))
SECOND = FIRST + dt.timedelta(days=1)
EMPTY_EVERY = 5
MARKS = {
    "loading": "Loading the pipeline",
    "fetching": " asked ",
    "reading": "documents: ",
    "dbt build": "building the warehouse",
    "publishing": None,
    "summary": "release ",
}
"""What is printed when a stage begins; publishing is known by the folder that is built."""


PARTS = {"loading": 0.1, "fetching": 0.05, "reading": 0.1, "dbt build": 0.5, "publishing": 0.2}
"""The stages among which a moment is drawn, and about which part of a whole run each takes."""
LOOK_EVERY_SECONDS = 0.02


@dataclasses.dataclass(frozen=True)
class Kill:
    """One run that was killed, and what the next one made of it. `problems` is empty where all is the same."""

    number: int
    day: int
    after_seconds: float
    stage: str
    captures_then: int
    captures_lost: int
    problems: tuple[str, ...]

    def __str__(self) -> str:
        said = "the same" if not self.problems else f"DIFFERENT: {'; '.join(self.problems)}"
        return (
            f"kill {self.number:>3}: day {self.day}, after {self.after_seconds:5.1f} s ({self.stage}),"
            f" {self.captures_then} captures then, {self.captures_lost} lost; after the next run: {said}"
        )


class Killing:
    """The trial in one folder: the reference of each day, then the kills."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = random.Random(seed)
        self._day_one, self._day_two = Home(folder / "day-1"), Home(folder / "day-2")
        self._seconds = 0.0

    def prepare(self) -> None:
        """The undisturbed runs of both days."""
        self._timed(self._day_one, 1)
        shutil.copytree(self._day_one.root, self._day_two.root, symlinks=True)
        self._timed(self._day_two, 2)

    def kills(self, count: int) -> Iterator[Kill]:
        """Kill so many runs."""
        for number in range(1, count + 1):
            day = 1 if number % EMPTY_EVERY == 0 else 2
            home = Home(self._folder / f"kill-{number}")
            kill = self._kill(home, number, day)
            yield kill
            if not kill.problems:
                shutil.rmtree(home.root)

    def _kill(self, home: Home, number: int, day: int) -> Kill:
        after = None
        while after is None:  # it ended before its time had come: the machine is faster now
            shutil.rmtree(home.root, ignore_errors=True)
            if day == 2:
                shutil.copytree(self._day_one.root, home.root, symlinks=True)
            after = self._killed(home, day)
        stage, before = _stage(home), capture_ids(home)
        reference = self._day_one if day == 1 else self._day_two
        try:
            self._timed(home, day)
        except RunFailedError as error:
            return Kill(number, day, after, stage, len(before), 0, (f"the next run failed: {error}",))
        lost = before - capture_ids(home)
        problems = [f"published {name}" for name in differences(published_hashes(reference), published_hashes(home))]
        problems += [f"lake {name}" for name in differences(lake_hashes(reference), lake_hashes(home))]
        problems += [f"left behind {path}" for path in _leftovers(home)]
        if lost:
            problems.append(f"{len(lost)} captures are lost")
        return Kill(number, day, after, stage, len(before), len(lost), tuple(problems))

    def _killed(self, home: Home, day: int) -> float | None:
        """Start a run and kill it; gives after how many seconds, None where it had ended before."""
        stage = self._random.choice(list(PARTS))
        more = self._random.random() * PARTS[stage] * self._seconds
        process, started = start(home, _morning(day), "run", "--sample-day", str(day)), time.monotonic()
        while process.poll() is None and not _has_begun(home, stage):
            time.sleep(LOOK_EVERY_SECONDS)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=more)
        has_ended = process.poll() is not None
        process.kill()
        process.wait()
        return None if has_ended else round(time.monotonic() - started, 2)

    def _timed(self, home: Home, day: int) -> None:
        started = time.monotonic()
        run(home, _morning(day), "run", "--sample-day", str(day))
        self._seconds = time.monotonic() - started


def _morning(day: int) -> dt.datetime:
    return FIRST if day == 1 else SECOND


def _stage(home: Home) -> str:
    """The last stage that began."""
    return next((stage for stage in reversed(MARKS) if _has_begun(home, stage)), "starting")


def _has_begun(home: Home, stage: str) -> bool:
    mark = MARKS[stage]
    if mark is None:
        return any(home.releases.glob(".building-*"))
    return mark in printed(home).read_text(encoding="utf-8", errors="replace")


def _leftovers(home: Home) -> list[Path]:
    left = [path for path in home.root.rglob(".*") if path.name.startswith((".building-", ".removing-", ".published-"))]
    return [*left, *home.root.rglob(".*.tmp")]

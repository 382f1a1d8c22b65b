"""Runs that are killed (SIGKILL) at random moments, each followed by a run to its end, against an undisturbed one.

Lives here: the trial. Moments are drawn from a seed as shares of the time that the last whole run took. Most runs are
of a second day, on a copy of the first day's data directory; every fifth is of an empty one. Not here: how states are
compared (`tables`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from tests.soak.command import RunFailedError, printed, run, start
from tests.soak.tables import capture_ids, differences, lake_hashes, published_hashes
from warehouse.paths import Home

FIRST = dt.datetime(2026, 1, 12, 6, tzinfo=dt.timezone(dt.timedelta(hours=7)))
SECOND = FIRST + dt.timedelta(days=1)
EMPTY_EVERY = 5
STAGES = {
    "Loading": "loading",
    "asked": "fetching",
    "documents:": "reading",
    "observations:": "reading",
    "building the warehouse": "dbt build",
    "release": "publishing",
    "took": "summary",
}


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
        share = self._random.uniform(0.02, 1.0)
        while True:
            shutil.rmtree(home.root, ignore_errors=True)
            if day == 2:
                shutil.copytree(self._day_one.root, home.root, symlinks=True)
            after = share * self._seconds
            if self._killed(home, day, after):
                break
            share *= 0.8  # it ended before its time had come: the machine is faster now
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
        return Kill(number, day, round(after, 2), stage, len(before), len(lost), tuple(problems))

    def _killed(self, home: Home, day: int, after: float) -> bool:
        """Start a run and kill it; False where it had ended before."""
        process = start(home, _morning(day), "run", "--sample-day", str(day))
        time.sleep(after)
        ended = process.poll() is not None
        process.kill()
        process.wait()
        return not ended

    def _timed(self, home: Home, day: int) -> None:
        started = time.monotonic()
        run(home, _morning(day), "run", "--sample-day", str(day))
        self._seconds = time.monotonic() - started


def _morning(day: int) -> dt.datetime:
    return FIRST if day == 1 else SECOND


def _stage(home: Home) -> str:
    text = printed(home).read_text(encoding="utf-8", errors="replace")
    found = [(text.rfind(mark), stage) for mark, stage in STAGES.items() if mark in text]
    return max(found)[1] if found else "starting"


def _leftovers(home: Home) -> list[Path]:
    left = [path for path in home.root.rglob(".*") if path.name.startswith((".building-", ".removing-", ".published-"))]
    return [*left, *home.root.rglob(".*.tmp")]

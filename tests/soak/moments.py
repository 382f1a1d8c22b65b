"""The suite's tests of faults once more, with no moment left out.

Lives here: running them and counting the faults. Not here: the faults (`tests.faults`), what must come of them.
"""

from __future__ import annotations

import collections
import dataclasses
import os
import subprocess
import sys
from pathlib import Path

from tests.faults.machine import EVERY_MOMENT, NOTES
from tests.soak.command import REPOSITORY

TESTS = ("tests/unit/warehouse/test_faults.py", "tests/unit/orchestration/test_faults.py")


@dataclasses.dataclass(frozen=True)
class Moments:
    """How many faults of each kind happened, and what the tests said where they failed."""

    faults: dict[str, int]
    problems: tuple[str, ...]

    def __str__(self) -> str:
        counts = ", ".join(f"{count} × {fault}" for fault, count in self.faults.items())
        return f"faults at every moment: {counts}; {'; '.join(self.problems) or 'all survived'}"


def fail_at_every_moment(folder: Path) -> Moments:
    """Run the tests of faults at every moment."""
    notes = folder / "faults.txt"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", *TESTS],
        cwd=REPOSITORY,
        env={**os.environ, EVERY_MOMENT: "1", NOTES: str(notes)},
        capture_output=True,
        text=True,
        check=False,
    )
    said = notes.read_text(encoding="utf-8").split() if notes.exists() else []
    problems = () if done.returncode == 0 else (done.stdout[-4000:] + done.stderr[-1000:],)
    return Moments(dict(sorted(collections.Counter(said).items())), problems)

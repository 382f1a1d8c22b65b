"""`python -m tests.soak`: faults at every moment, killed runs, simulated days; a line for each, and the totals.

Lives here: the command line and the report. Exit code 1: something was lost, different, or told wrongly.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.soak.days import simulate
from tests.soak.kills import Killing
from tests.soak.moments import fail_at_every_moment
from tests.soak.script import write_script
from warehouse.files import write_bytes


def main() -> int:
    """Run the trials that the command line asks for."""
    asked = _arguments()
    if asked.folder is not None:
        asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="soak-", dir=asked.folder) as folder:
        report = Report(asked.report)
        if asked.moments:
            report.add("moments", fail_at_every_moment(Path(folder)))
        if asked.kills:
            _kill(Path(folder), asked.kills, asked.seed, report)
        if asked.days:
            for day in simulate(Path(folder), write_script(asked.days, asked.seed)):
                report.add("days", day)
        return report.end()


class Report:
    """What was found, kept in a file after every step so that a trial that is broken off leaves what it knows."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._said: dict[str, Any] = {"moments": [], "kills": [], "days": []}

    def add(self, kind: str, entry: Any) -> None:
        """Print an entry and keep it."""
        print(entry, flush=True)
        self._said[kind].append(dataclasses.asdict(entry))
        if self._path is not None:
            write_bytes(self._path, json.dumps(self._said, ensure_ascii=False, indent=1, default=str).encode())

    def end(self) -> int:
        """Print the totals; 1 where anything was wrong."""
        wrong = {kind: sum(bool(entry["problems"]) for entry in entries) for kind, entries in self._said.items()}
        moments, kills, days = self._said["moments"], self._said["kills"], self._said["days"]
        faults = sum(sum(entry["faults"].values()) for entry in moments)
        print(f"faults at moments: {faults}, all survived: {'no' if wrong['moments'] else 'yes'}")
        lost = sum(entry["captures_lost"] for entry in kills)
        print(f"kills survived: {len(kills) - wrong['kills']} of {len(kills)}; captures lost: {lost}")
        fields = sum(day["fields_read"] for day in days)
        print(f"days right: {len(days) - wrong['days']} of {len(days)} ({fields} fields of statuses compared)")
        return 1 if any(wrong.values()) else 0


def _kill(folder: Path, count: int, seed: int, report: Report) -> None:
    killing = Killing(folder, seed)
    print("The undisturbed runs …", flush=True)
    killing.prepare()
    for kill in killing.kills(count):
        report.add("kills", kill)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--moments", action=argparse.BooleanOptionalAction, default=True, help="faults at all moments")
    parser.add_argument("--kills", type=int, default=50, help="how many runs are killed")
    parser.add_argument("--days", type=int, default=60, help="how many days are simulated")
    parser.add_argument("--seed", type=int, default=20260112, help="of the moments, and of what happens on which day")
    parser.add_argument("--folder", type=Path, help="where the data directories are made; else the system's")
    parser.add_argument("--report", type=Path, help="a JSON file that tells everything")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

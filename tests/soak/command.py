"""The `observatory` command as a process of its own, with a clock and a data directory that are given.

Lives here: starting it and waiting for its end. Not here: when it is killed.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

from warehouse.paths import Home

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = ("-c", "from orchestration.command_line import main; main()")


class RunFailedError(AssertionError):
    """A run that had to end well did not; the message ends with what it printed."""


def start(home: Home, now: dt.datetime, *arguments: str) -> subprocess.Popen[bytes]:
    """Start it; what it prints goes to `<home>.txt`."""
    with printed(home).open("wb") as output:
        return subprocess.Popen(
            [sys.executable, *COMMAND, *arguments],
            env=environment(home, now),
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def environment(home: Home, now: dt.datetime) -> dict[str, str]:
    """The environment of a run in a data directory at a time; the directory is made."""
    home.root.mkdir(parents=True, exist_ok=True)
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("OBSERVATORY_", "DAGSTER_"))},
        "OBSERVATORY_HOME": str(home.root),
        "OBSERVATORY_NOW": now.isoformat(),
        "PYTHONPATH": str(REPOSITORY),
        "COLUMNS": "200",
    }


def run(home: Home, now: dt.datetime, *arguments: str) -> None:
    """Run it to its end.

    Raises:
        RunFailedError: it did not end well.
    """
    process = start(home, now, *arguments)
    if process.wait() != 0:
        raise RunFailedError(f"exit code {process.returncode}\n{tail(home)}")


def printed(home: Home) -> Path:
    """Where the output of the last process lies."""
    return home.root.with_name(f"{home.root.name}.txt")


def tail(home: Home, lines: int = 25) -> str:
    """The last lines that the last process printed."""
    return "\n".join(printed(home).read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

"""The files of the daily status.

    logs/status/2026-01-31.json, .md          the last daily run that began on that day in Vietnam
    logs/status/2026-01-31.<job>.json, .md    the same for another job
    logs/status/latest.json, latest.md        the last daily run

Lives here: their names, writing and reading. Never here: what a status says.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

from orchestration.steps.status import Status
from orchestration.steps.status_text import render
from warehouse.files import write_bytes
from warehouse.paths import Home

DAILY = "daily"
WEEKLY = "weekly_reread"
LATEST = "latest"


def folder(home: Home) -> Path:
    """Where the statuses lie."""
    return home.logs / "status"


def write(home: Home, status: Status) -> Path:
    """Write a status as JSON and Markdown; gives the JSON file. A run before it on the same day stays named in it.

    Raises:
        OSError: the folder cannot be written.
    """
    name = status.date if status.job == DAILY else f"{status.date}.{status.job}"
    status = dataclasses.replace(status, earlier_runs=_earlier(folder(home) / f"{name}.json", status.run_id))
    for each in (name, LATEST) if status.job == DAILY else (name,):
        body = json.dumps(dataclasses.asdict(status), ensure_ascii=False, indent=2) + "\n"
        write_bytes(folder(home) / f"{each}.json", body.encode())
        write_bytes(folder(home) / f"{each}.md", render(status).encode())
    return folder(home) / f"{name}.json"


def read_latest(home: Home) -> dict[str, Any] | None:
    """The status of the last daily run as it was written; None where there is none, or where it cannot be read."""
    return _read(folder(home) / f"{LATEST}.json")


def read_last_of(home: Home, job: str) -> dict[str, Any] | None:
    """The newest status of a job other than the daily one; None where there is none, or where it cannot be read."""
    found = sorted(folder(home).glob(f"????-??-??.{job}.json"))
    return _read(found[-1]) if found else None


@dataclasses.dataclass(frozen=True)
class ToldRuns:
    """The last daily runs that ended in a status (all of one day), and when the last of them began; None: none did."""

    run_ids: frozenset[str] = frozenset()
    since: dt.datetime | None = None


def told_before(home: Home, run_id: str) -> ToldRuns:
    """The daily runs other than this one whose statuses came last: what was captured since stands in none.

    A status that could not tell of sources has told nothing; that of a run which could not begin (without an id) may
    be such a one.
    """
    for path in sorted(folder(home).glob("????-??-??.json"), reverse=True):
        said = _read(path) or {}
        runs = [run for run in said.get("earlier_runs", ()) if run.get("run_id")]
        runs += [said] if said.get("sources") else []
        told = [run for run in runs if run.get("started_at") and not (run_id and run["run_id"] == run_id)]
        if told:
            since = max(dt.datetime.fromisoformat(run["started_at"]) for run in told)
            return ToldRuns(frozenset(run["run_id"] for run in told), since)
    return ToldRuns()


def dropped_before(home: Home, run_id: str) -> int:
    """How many dropped files the last status of another run knew."""
    said = read_latest(home)
    if said is None or said.get("run_id") == run_id:
        return 0
    return sum(source.get("documents_total") or 0 for source in said.get("sources", ()))


def _earlier(path: Path, run_id: str) -> tuple[dict[str, str], ...]:
    said = _read(path)
    if said is None:
        return ()
    runs = [*said.get("earlier_runs", ()), {name: said.get(name, "") for name in ("run_id", "outcome", "started_at")}]
    return tuple(run for run in runs if run["run_id"] != run_id)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None

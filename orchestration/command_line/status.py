"""`observatory status`: the status of the last daily run, and whether it is as it should be.

Lives here: printing it, and the exit code that a monitoring program reads. Never here: what a status says.
"""

from __future__ import annotations

import datetime as dt
import json

from rich.console import Console
from rich.markdown import Markdown

from orchestration.settings import Settings
from orchestration.steps import status_files
from orchestration.steps.lateness import WARN_AFTER
from orchestration.steps.status_files import WEEKLY


def show(out: Console, err: Console, settings: Settings, *, as_json: bool) -> int:
    """Print the status; the exit code is 0 where the last daily run ended well and is not overdue.

    It is 1, too, where the last weekly comparison of the archive with the lake found something, which is said.
    """
    said = status_files.read_latest(settings.home)
    text = status_files.folder(settings.home) / f"{status_files.LATEST}.md"
    if said is None or not text.exists():
        err.print(
            f"there is no status in {text.parent} yet; it is written at the end of a run: observatory run", style="red"
        )
        return 1
    if as_json:
        out.print_json(json.dumps(said, ensure_ascii=False))
    else:
        out.print(Markdown(text.read_text(encoding="utf-8"), hyperlinks=False))
    weekly = status_files.read_last_of(settings.home, WEEKLY) or {}
    trouble = [*weekly.get("checks", ()), *weekly.get("errors", ())]
    if trouble and not as_json:
        err.print(f"the weekly comparison of {weekly['date']} found:", style="red")
        for one in trouble:
            err.print(f"  {one.get('said') or one.get('message')}", style="red", markup=False, highlight=False)
    age = settings.now() - dt.datetime.fromisoformat(said["started_at"])
    if age > WARN_AFTER:
        hours = age.total_seconds() // 3600
        err.print(f"the last daily run began {hours:.0f} hours ago; does the scheduler still run?", style="red")
        return 1
    return 1 if said["errors"] or trouble else 0

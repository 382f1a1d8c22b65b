"""What is removed from the data directory, and when: run logs by age, what killed processes left half-made.

The archive is kept for ever, releases are kept by `warehouse.release`: neither is touched. Lives here: choosing and
removing files. Not here: Dagster's records (`orchestration.housekeeping`).
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from warehouse.backup import COPYING
from warehouse.paths import Home
from warehouse.restore import STAGING

KEPT_RUN_DAYS = 90
HALF_MADE_FOR = dt.timedelta(days=1)
"""No backup or restore takes longer; what is older has no process any more."""


def older_than(paths: Iterable[Path], moment: dt.datetime) -> list[Path]:
    """Those that were last written before the moment."""
    limit = moment.timestamp()
    return [path for path in paths if path.lstat().st_mtime < limit]


def old_logs(home: Home, now: dt.datetime, days: int) -> list[Path]:
    """Logs and run summaries that nobody has written to for so many days."""
    return older_than((path for path in home.logs.rglob("*") if path.is_file()), now - dt.timedelta(days=days))


def half_made(home: Home, now: dt.datetime) -> list[Path]:
    """What backups, restores and releases that were ended by force left: folders of copies, links not yet in place.

    Temporary files name their process and go as soon as it has ended: `warehouse.files.remove_leftovers`.
    """
    return older_than(_half_made(home), now - HALF_MADE_FOR)


def remove(paths: Iterable[Path]) -> int:
    """Remove files and folders; gives how many bytes they had."""
    freed = 0
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            freed += sum(each.lstat().st_size for each in path.rglob("*"))
            shutil.rmtree(path)
        elif path.is_symlink() or path.exists():
            freed += path.lstat().st_size
            path.unlink()
    return freed


def _half_made(home: Home) -> Iterator[Path]:
    for path in home.root.glob(".*"):
        is_link = path.is_symlink() and path.name.startswith(f".{home.published.name}-")
        if is_link or path.name.startswith((COPYING, STAGING)):
            yield path

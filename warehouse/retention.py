"""What is removed from the data directory, and when: run logs by age, what killed processes left half-made.

The archive is kept for ever, releases are kept by `warehouse.release`: neither is touched. Lives here: choosing and
removing files. Not here: Dagster's records (`orchestration.housekeeping`).
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from warehouse.backup import COPYING
from warehouse.paths import Home
from warehouse.restore import STAGING

KEPT_RUN_DAYS = 90
HALF_MADE_FOR = dt.timedelta(days=1)
"""No write, backup or restore takes longer; what is older has no process any more."""
_HALF_MADE_FILE = re.compile(r"\..+\.(?:\d+-)?[0-9a-f]{32}\.tmp")
_HALF_MADE_FOLDERS = (COPYING, STAGING)


def older_than(paths: Iterable[Path], moment: dt.datetime) -> list[Path]:
    """Those that were last written before the moment."""
    limit = moment.timestamp()
    return [path for path in paths if path.lstat().st_mtime < limit]


def old_logs(home: Home, now: dt.datetime, days: int) -> list[Path]:
    """Logs and run summaries that nobody has written to for so many days."""
    return older_than((path for path in home.logs.rglob("*") if path.is_file()), now - dt.timedelta(days=days))


def half_made(home: Home, now: dt.datetime) -> list[Path]:
    """What processes that were ended by force left: temporary files, folders of copies, links not yet in place."""
    return older_than(_temporary(home), now - HALF_MADE_FOR)


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


def _temporary(home: Home) -> Iterator[Path]:
    for folder in (home.archive, home.lake, home.releases, home.database.parent):
        yield from (path for path in folder.rglob(".*.tmp") if _HALF_MADE_FILE.fullmatch(path.name))
    for path in home.root.glob(".*"):
        is_link = path.is_symlink() and path.name.startswith(f".{home.published.name}-")
        if is_link or path.name.startswith(_HALF_MADE_FOLDERS) or _HALF_MADE_FILE.fullmatch(path.name):
            yield path

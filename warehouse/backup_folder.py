"""A folder of backups: a full one every week, differential ones between, old ones removed.

    observatory-20260601T060000Z.full.tar
    observatory-20260602T060000Z.diff.tar      needs the full one before it, nothing else

Lives here: names, and which backups are due and which expired. Not here: what is in a backup (`warehouse.backup`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

FULL_EVERY = dt.timedelta(days=7)
_NAME = re.compile(r"observatory-(?P<time>\d{8}T\d{6}Z)\.(?P<kind>full|diff)\.tar")
_LEFTOVER = re.compile(r"\.observatory-\d{8}T\d{6}Z\.(?:full|diff)\.tar\.(?:\d+-)?[0-9a-f]{32}\.tmp")
_TIME = "%Y%m%dT%H%M%SZ"


@dataclasses.dataclass(frozen=True, order=True)
class Kept:
    """One backup of a folder."""

    made_at: dt.datetime
    file: Path
    is_full: bool


def backups(folder: Path) -> list[Kept]:
    """The backups of a folder, the oldest first; other files are nobody's business."""
    found = [(match, path) for path in folder.glob("*.tar") if (match := _NAME.fullmatch(path.name))]
    return sorted(
        Kept(dt.datetime.strptime(match["time"], _TIME).replace(tzinfo=dt.UTC), path, match["kind"] == "full")
        for match, path in found
    )


def base_for(kept: Iterable[Kept], now: dt.datetime) -> Kept | None:
    """The full backup that the next one adds to; None when a full one is due."""
    newest = max((each for each in kept if each.is_full and each.made_at <= now), default=None)
    return newest if newest is not None and now - newest.made_at < FULL_EVERY else None


def file_for(folder: Path, now: dt.datetime, *, is_full: bool) -> Path:
    """Where the next backup goes."""
    return folder / f"observatory-{now.astimezone(dt.UTC).strftime(_TIME)}.{'full' if is_full else 'diff'}.tar"


def expired(kept: Iterable[Kept], keep: int) -> list[Kept]:
    """Backups older than the last `keep` full ones; a differential one goes with the full one that it needs."""
    backups_by_time = sorted(kept)
    full = [each for each in backups_by_time if each.is_full]
    if len(full) <= keep:
        return []
    return [each for each in backups_by_time if each.made_at < full[-keep].made_at]


def leftovers(folder: Path) -> list[Path]:
    """What a backup that was ended by force left behind."""
    return [path for path in folder.glob(".observatory-*") if _LEFTOVER.fullmatch(path.name)]

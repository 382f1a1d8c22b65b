"""Which backups and logs expire, what killed processes leave behind, and where the disk goes."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from warehouse.backup_folder import backups, base_for, expired, file_for, leftovers
from warehouse.disk import LowDiskError, require_room, uses
from warehouse.files import remove_leftovers
from warehouse.paths import Home
from warehouse.retention import HALF_MADE_FOR, half_made, old_logs, remove

NOW = dt.datetime(2026, 6, 15, 6, tzinfo=dt.UTC)
HEX = "0123456789abcdef0123456789abcdef"


def day(number: int) -> dt.datetime:
    return NOW.replace(day=number)


def make(path: Path, *, days_ago: float = 0, content: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    moment = (NOW - dt.timedelta(days=days_ago)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_a_full_backup_is_due_at_first_and_after_seven_days(tmp_path: Path) -> None:
    assert base_for(backups(tmp_path / "none"), NOW) is None
    full = make(file_for(tmp_path, day(1), is_full=True))
    make(file_for(tmp_path, day(2), is_full=False))
    make(tmp_path / "observatory-of-my-own.tar")
    known = backups(tmp_path)
    assert [(each.made_at.day, each.is_full) for each in known] == [(1, True), (2, False)]
    base = base_for(known, day(7))
    assert base is not None
    assert base.file == full
    assert base_for(known, day(8)) is None
    assert base_for(known, NOW - dt.timedelta(days=30)) is None, "a backup of the future is no base: the clock is wrong"


def test_backups_go_with_the_full_one_that_they_need(tmp_path: Path) -> None:
    for number in range(1, 30):
        make(file_for(tmp_path, day(number), is_full=number % 7 == 1))
    assert [each.made_at.day for each in expired(backups(tmp_path), keep=2)] == list(range(1, 22))
    assert expired(backups(tmp_path), keep=5) == []


def test_a_backup_that_was_killed_leaves_a_file_that_is_found(tmp_path: Path) -> None:
    left = make(tmp_path / f".observatory-20260601T060000Z.full.tar.{HEX}.tmp")
    make(tmp_path / ".mine.tmp")
    assert leftovers(tmp_path) == [left]


def test_logs_expire_by_age(tmp_path: Path) -> None:
    home = Home(tmp_path)
    old = make(home.logs / "run-1.json", days_ago=91)
    make(home.logs / "run-2.json", days_ago=89)
    assert old_logs(home, NOW, days=90) == [old]
    assert remove([old]) == 1
    assert not old.exists()


def test_what_killed_processes_left_is_removed_after_a_day(tmp_path: Path) -> None:
    home = Home(tmp_path)
    kept = [
        make(home.archive / "blobs/ab/x.gz", days_ago=400),
        make(home.archive / f"blobs/ab/.y.gz.{HEX}.tmp", days_ago=0.5),
    ]
    folder = make(tmp_path / ".restoring-abc" / "archive" / "x").parents[1]
    link = tmp_path / ".published-abc"
    link.symlink_to("releases/000001")
    moment = (NOW - dt.timedelta(days=2)).timestamp()
    for path in (folder, link):
        os.utime(path, (moment, moment), follow_symlinks=False)
    left = make(home.lake / f"documents/a/.2026-05.parquet.{HEX}.tmp", days_ago=2)
    found = half_made(home, NOW)
    assert set(found) == {folder, link}
    remove(found)
    assert remove_leftovers(tmp_path, before=NOW - HALF_MADE_FOR) == 1
    assert not left.exists()
    assert all(path.exists() for path in kept)
    assert not folder.exists()
    assert not link.is_symlink()


def test_the_disk_is_counted_in_blocks_without_following_links(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    make(home.archive / "a.gz", content="x" * 10_000)
    (home.archive / "link").symlink_to(make(tmp_path / "large", content="x" * 1_000_000))
    archive, none = uses(home, ("archive", "logs"))
    assert 10_000 <= archive.size < 100_000
    assert (none.size, none.files) == (0, 0)


def test_a_run_starts_only_with_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 0, 1_900_000_000))  # type: ignore[attr-defined]
    require_room(home, 1.5)
    with pytest.raises(LowDiskError, match=r"1\.90 GB free.* 2 GB"):
        require_room(home, 2)

"""A backup brings everything back to the byte, in two files at most; a damaged or hostile one writes nothing."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import errno
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.sqlite import CANNOT_OPEN, FULL, IO_ERROR, let_sqlite_fail
from warehouse import backup as backups
from warehouse.backup import MANIFEST, BackupError, Written, write_backup
from warehouse.disk import DiskFullError
from warehouse.lock import AnotherRunIsGoingOnError
from warehouse.paths import Home
from warehouse.restore import check_backup, read_base, restore

NOW = dt.datetime(2026, 6, 1, 6, tzinfo=dt.UTC)
HOLD = """
import sys
from pathlib import Path
from warehouse.lock import run_lock
from warehouse.paths import Home
with run_lock(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def full_home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home").create()
    for name, text in {
        "archive/blobs/ab/abcd.gz": "body",
        "archive/captures/bao-a/2026/2026-05-31.jsonl": "{}\n",
        "lake/documents/bao-a/2026-05.parquet": "rows",
        "releases/000001/release.json": "{}",
        "releases/000002/release.json": "{}",
        "releases/withdrawn.json": "[2]",
        "logs/run-1.json": "{}",
        "inbox/văn bản.txt": "Năm 2024",
        "dagster/dagster.yaml": "telemetry: {enabled: false}\n",
        "sources-checked.json": "{}",
        "working/observatory.duckdb": "made again by a run",
        "lake/documents/.x.parquet.0123456789abcdef0123456789abcdef.tmp": "half",
    }.items():
        path = home.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    home.published.symlink_to("releases/000001")
    return home


@pytest.fixture
def empty_home(tmp_path: Path) -> Home:
    """As a service leaves it that was started once: folders, no files."""
    return Home(tmp_path / "elsewhere").create()


def write(home: Home, file: Path, **changes: Any) -> Written:
    corrections = file.parent / "corrections.yml"
    corrections.write_text("version: 1\n", encoding="utf-8")
    settings = {"now": NOW, "versions": {"observatory": "0"}, "configuration": {"corrections.yml": corrections}}
    return write_backup(home, file, **(settings | changes))


def tree(home: Home) -> dict[str, bytes]:
    """Everything that a backup holds; the working database and half-written files are no part of it."""
    files = (path for path in home.root.rglob("*") if path.is_file() and not path.is_symlink())
    named = {path.relative_to(home.root).as_posix(): path for path in files}
    return {
        name: path.read_bytes()
        for name, path in named.items()
        if name.startswith(backups.PARTS) and not name.endswith(".tmp")
    }


def test_a_restored_directory_is_the_one_that_was_backed_up(full_home: Home, empty_home: Home, tmp_path: Path) -> None:
    written = write(full_home, tmp_path / "whole.tar")
    done = restore(empty_home, check_backup(written.file), now=NOW)
    assert tree(empty_home) == tree(full_home)
    assert "inbox/văn bản.txt" in tree(empty_home)
    assert empty_home.published.readlink() == Path("releases/000001")
    assert not empty_home.database.exists()
    assert done.replaced is None
    assert [path.read_text(encoding="utf-8") for path in done.configuration] == ["version: 1\n"]
    assert not list(empty_home.root.glob(".*"))
    assert written.file.stat().st_mode & 0o777 == 0o600
    assert (empty_home.releases / "000001" / "release.json").stat().st_mode & 0o222 == 0


def test_a_differential_backup_holds_what_is_new_and_restores_with_the_full_one(
    full_home: Home, empty_home: Home, tmp_path: Path
) -> None:
    full = write(full_home, tmp_path / "full.tar")
    (full_home.archive / "captures/bao-a/2026/2026-05-31.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    (full_home.archive / "blobs/ab/abff.gz").write_text("new", encoding="utf-8")
    (full_home.releases / "000002" / "release.json").unlink()
    base, manifest = read_base(full.file)
    later = write(full_home, tmp_path / "later.tar", since=(base, manifest.files))
    assert {name for name, entry in later.manifest.files.items() if entry.is_here} == {
        "archive/blobs/ab/abff.gz",
        "archive/captures/bao-a/2026/2026-05-31.jsonl",
    }
    restore(empty_home, check_backup(later.file), now=NOW)
    assert tree(empty_home) == tree(full_home)

    with pytest.raises(BackupError, match="differential"):
        read_base(later.file)
    full.file.unlink()
    with pytest.raises(BackupError, match=r"needs the full backup full\.tar"):
        check_backup(later.file)
    write(full_home, full.file, now=NOW + dt.timedelta(days=1))
    with pytest.raises(BackupError, match="not the full backup that"):
        check_backup(later.file)


def test_a_sqlite_file_is_copied_as_of_one_moment(full_home: Home, empty_home: Home, tmp_path: Path) -> None:
    database = full_home.dagster / "history" / "runs.db"
    database.parent.mkdir()
    with contextlib.closing(sqlite3.connect(database)) as writer:
        writer.execute("pragma journal_mode = wal")
        writer.execute("create table runs (id integer)")
        writer.execute("insert into runs values (1)")
        writer.commit()
        writer.execute("insert into runs values (2)")  # not committed
        written = write(full_home, tmp_path / "whole.tar")
    assert not [name for name in written.manifest.files if name.endswith(("-wal", "-shm"))]
    restore(empty_home, check_backup(written.file), now=NOW)
    with contextlib.closing(sqlite3.connect(empty_home.dagster / "history" / "runs.db")) as reader:
        assert reader.execute("select id from runs").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("error", "free", "writable", "named", "said"),
    [
        (FULL, 2**40, True, DiskFullError, "is full"),
        (IO_ERROR, 0, True, DiskFullError, "is full"),
        (CANNOT_OPEN, 2**40, False, BackupError, "is read-only for this user"),
        (IO_ERROR, 2**40, True, BackupError, "look at the disk"),
        ((sqlite3.SQLITE_NOTADB, "file is not a database"), 2**40, True, BackupError, "move it away"),
        ((sqlite3.SQLITE_CORRUPT_VTAB, "malformed"), 0, True, BackupError, "move it away"),
    ],
)
def test_only_a_damaged_sqlite_file_is_to_be_moved_away(
    full_home: Home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: tuple[int, str],
    free: int,
    writable: bool,
    named: type[Exception],
    said: str,
) -> None:
    (full_home.dagster / "runs.db").write_bytes(b"")
    let_sqlite_fail(monkeypatch, error, free=free, writable=writable)
    with pytest.raises(named, match=said) as caught:
        write(full_home, tmp_path / "whole.tar")
    assert ("move it away" in str(caught.value)) == (said == "move it away")
    assert not (tmp_path / "whole.tar").exists()


def test_nothing_is_backed_up_while_a_run_goes_on(full_home: Home, tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(full_home.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert run.stdout.readline() == "held\n"
        with pytest.raises(AnotherRunIsGoingOnError):
            write(full_home, tmp_path / "whole.tar")
        run.communicate("go\n")
    assert not list(tmp_path.glob("*.tar"))


def test_a_backup_is_whole_or_not_there(full_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "backups" / "whole.tar"
    file.parent.mkdir()

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(tarfile.TarFile, "addfile", full_disk)
        with pytest.raises(BackupError, match="No space left on device"):
            write(full_home, file)
    assert [path.name for path in file.parent.iterdir()] == ["corrections.yml"]
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))  # type: ignore[attr-defined]
        with pytest.raises(BackupError, match="GB free"):
            write(full_home, file)
    write(full_home, file)
    with pytest.raises(BackupError, match="exists"):
        write(full_home, file)


@pytest.mark.parametrize("failing", ["mkdir", "replace"])
def test_what_cannot_be_made_beside_a_backup_or_take_its_name_is_told_with_its_name(
    full_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def read_only(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr("warehouse.backup.run_lock", contextlib.nullcontext)  # it makes folders, too
    monkeypatch.setattr(Path, failing, read_only)
    with pytest.raises(BackupError, match=r"whole\.tar could not be written: .*Read-only file system"):
        write(full_home, tmp_path / "whole.tar")
    assert not list(tmp_path.glob("*.tar"))


def test_an_empty_directory_is_not_backed_up(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="OBSERVATORY_HOME"):
        write(Home(tmp_path / "nothing"), tmp_path / "whole.tar")


def test_links_are_left_out_and_named(full_home: Home, tmp_path: Path) -> None:
    link = full_home.archive / "elsewhere"
    link.symlink_to(tmp_path)
    written = write(full_home, tmp_path / "whole.tar")
    assert written.left_out == (link,)
    assert not [name for name in written.manifest.files if "elsewhere" in name]


def test_a_directory_with_data_is_kept_unless_forced_and_then_moved_aside(
    full_home: Home, empty_home: Home, tmp_path: Path
) -> None:
    found = check_backup(write(full_home, tmp_path / "whole.tar").file)
    mine = empty_home.archive / "blobs" / "mine.gz"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    empty_home.database.write_text("of my archive", encoding="utf-8")
    with pytest.raises(BackupError, match=r"not empty \(archive, working\)"):
        restore(empty_home, found, now=NOW)
    assert mine.exists()
    done = restore(empty_home, found, now=NOW, force=True)
    assert done.replaced == empty_home.root / "replaced-20260601T060000Z"
    assert (done.replaced / "archive" / "blobs" / "mine.gz").read_text(encoding="utf-8") == "mine"
    assert not empty_home.database.exists(), "a working database of another archive must not stay"
    assert tree(empty_home) == tree(full_home)


def test_a_restore_that_breaks_off_leaves_what_was_there(
    full_home: Home, empty_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = check_backup(write(full_home, tmp_path / "whole.tar").file)
    (empty_home.logs / "mine.json").write_text("{}", encoding="utf-8")

    def full_disk(*_: object) -> Iterator[bytes]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.restore._chunks", full_disk)
    with pytest.raises(BackupError, match="No space left"):
        restore(empty_home, found, now=NOW, force=True)
    assert tree(empty_home) == {"logs/mine.json": b"{}"}
    assert not list(empty_home.root.glob(".restoring-*"))


# ── damaged and hostile backups ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 1.0])
def test_a_backup_that_was_cut_short_is_refused(full_home: Home, tmp_path: Path, share: float) -> None:
    file = write(full_home, tmp_path / "whole.tar").file
    content = file.read_bytes().rstrip(b"\0")[:-1]  # a tar ends in zeros; before them, in the manifest's last byte
    file.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BackupError, match=r"cut short|cannot be read"):
        check_backup(file)


def test_a_changed_byte_is_noticed(full_home: Home, tmp_path: Path) -> None:
    file = write(full_home, tmp_path / "whole.tar").file
    content = file.read_bytes()
    file.write_bytes(content.replace(b"body", b"bodx", 1))
    with pytest.raises(BackupError, match=r"damaged: 1 .*abcd\.gz"):
        check_backup(file)


@pytest.mark.parametrize("content", [b"", b"no tar", b"PK\x03\x04" * 200])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.tar"
    file.write_bytes(content)
    with pytest.raises(BackupError, match=r"other\.tar"):
        check_backup(file)
    with pytest.raises(BackupError, match="cannot be read"):
        check_backup(tmp_path / "gone.tar")


def member(name: str, body: bytes = b"x", **changes: Any) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(body)
    for key, value in changes.items():
        setattr(info, key, value)
    return info, body


Claim = Callable[[dict[str, Any]], object]


def hostile(file: Path, *members: tuple[tarfile.TarInfo, bytes], claim: Claim | None) -> Path:
    """A tar with these members and a manifest that claims each of them, changed once more by `claim`."""
    files = {
        info.name: {"size": info.size, "sha256": hashlib.sha256(body).hexdigest(), "is_here": True}
        for info, body in members
    }
    said = {"format": 1, "created_at": "2026", "versions": {}, "published": None, "since": None, "files": files}
    if claim:
        claim(said)
    with tarfile.open(file, "w") as tar:
        for info, body in (*members, member(MANIFEST, json.dumps(said).encode())):
            tar.addfile(info, io.BytesIO(body))
    return file


LINK = {"type": tarfile.SYMTYPE, "linkname": "/etc", "size": 0}


@pytest.mark.parametrize(
    ("members", "claim"),
    [
        ([member("../outside")], None),
        ([member("archive/../../outside")], None),
        ([member("/etc/outside")], None),
        ([member("archive//x")], None),
        ([member("archive\\..\\x")], None),
        ([member("working/observatory.duckdb")], None),
        ([member("run.lock")], None),
        ([member("archive/x", b"", **LINK)], None),
        ([member("archive", b"", **LINK), member("archive/x")], None),
        ([member("archive/x", b"", type=tarfile.LNKTYPE, linkname="../../outside", size=0)], None),
        ([member("archive/x", b"", type=tarfile.FIFOTYPE)], None),
        ([member("archive/x", b"", type=tarfile.CHRTYPE, devmajor=1, devminor=5)], None),
        ([member("archive/x"), member("archive/x")], None),
        ([member("archive/x")], lambda said: said["files"].pop("archive/x")),
        ([member("archive/x")], lambda said: said["files"].update({"archive/y": said["files"]["archive/x"]})),
        ([member("archive/x")], lambda said: said.update(published="../outside")),
        ([member("archive/x")], lambda said: said.update(since={"name": "../full.tar", "manifest_sha256": "0"})),
        ([member("archive/x")], lambda said: said.update(format=99)),
        ([member("archive/x")], lambda said: said.update(files=[1])),
        ([member("archive/x")], lambda said: said.update(published=5)),
        ([member("archive/x")], lambda said: said["files"]["archive/x"].update(size="1")),
    ],
)
def test_a_hostile_backup_is_refused(
    tmp_path: Path,
    members: list[tuple[tarfile.TarInfo, bytes]],
    claim: Claim | None,
) -> None:
    file = hostile(tmp_path / "hostile.tar", *members, claim=claim)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(BackupError, match=r"hostile\.tar"):
        check_backup(file)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_backup_that_changed_after_it_was_checked_writes_nothing(
    full_home: Home, empty_home: Home, tmp_path: Path
) -> None:
    found = check_backup(write(full_home, tmp_path / "whole.tar").file)
    files = dict(found.manifest.files)
    files["archive/blobs/ab/abcd.gz"] = dataclasses.replace(files["archive/blobs/ab/abcd.gz"], sha256="0" * 64)
    changed = dataclasses.replace(found, manifest=dataclasses.replace(found.manifest, files=files))
    with pytest.raises(BackupError, match="changed since it was checked"):
        restore(empty_home, changed, now=NOW)
    assert tree(empty_home) == {}

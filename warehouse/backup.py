"""Backups: one tar file that holds everything which cannot be made again, and says of every file what it must be.

    archive/ lake/ releases/ inbox/ logs/ sources-checked.json    as they lie in the data directory
    dagster/                                                      Dagster's instance; SQLite files as consistent copies
    configuration/                                                corrections and registry files, which lie elsewhere
    manifest.json                                                 the last member: versions, time, SHA-256 of every file

The working database and dbt's artifacts are left out: the next run makes them again. Nothing is compressed once more:
bodies are gzipped and Parquet is packed already, and a plain tar can be read with any tool. A **differential** backup
holds only the files that the full backup it names does not hold in the same state: two files restore everything. The
manifest comes last: a backup that was cut short has none.

Lives here: the form of a backup, and writing one. Not here: reading one (`warehouse.restore`), which backups a folder
keeps (`warehouse.backup_folder`).
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import io
import os
import shutil
import sqlite3
import stat
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Literal

from pydantic import TypeAdapter

from warehouse.files import replacing
from warehouse.lock import run_lock
from warehouse.paths import Home
from warehouse.sqlite_files import is_damage, why_not_read

MANIFEST = "manifest.json"
CONFIGURATION = "configuration"
PUBLISHED = "published"
COPYING = ".backing-up-"
PARTS = ("archive", "lake", "releases", "dagster", "inbox", "logs", "sources-checked.json")
"""Entries of the data directory that a backup holds and a restore replaces; the archive first, it is the truth."""
_SQLITE_SIDECARS = ("-wal", "-shm", "-journal")


class BackupError(RuntimeError):
    """A backup cannot be written, is damaged, or cannot be restored here; the message says what to do."""


@dataclasses.dataclass(frozen=True, slots=True)
class BackedUpFile:
    """One file: its size in bytes, its SHA-256, and whether this backup holds it (else the full one that it names)."""

    size: int
    sha256: str
    is_here: bool


@dataclasses.dataclass(frozen=True)
class Base:
    """The full backup that a differential one needs: its file name, and the SHA-256 of its manifest."""

    name: str
    manifest_sha256: str


@dataclasses.dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `published` is the release that readers opened, as `releases/000007`."""

    created_at: str
    versions: dict[str, str]
    published: str | None
    since: Base | None
    files: dict[str, BackedUpFile]
    format: Literal[1] = 1

    def to_json(self) -> bytes:
        """The member `manifest.json`."""
        return _FORM.dump_json(self, indent=1) + b"\n"

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Read the member `manifest.json`.

        Raises:
            ValueError: it is none.
        """
        return _FORM.validate_json(text, strict=True)


_FORM = TypeAdapter(Manifest)


@dataclasses.dataclass(frozen=True)
class Written:
    """A backup that was written. `left_out` are links and the like, which no backup holds."""

    file: Path
    manifest: Manifest
    size: int
    left_out: tuple[Path, ...]


def write_backup(
    home: Home,
    file: Path,
    *,
    now: dt.datetime,
    versions: Mapping[str, str],
    configuration: Mapping[str, Path],
    since: tuple[Base, Mapping[str, BackedUpFile]] | None = None,
) -> Written:
    """Write a backup of the data directory, whole or not at all; no run goes on meanwhile.

    `configuration` are files that lie elsewhere, by the name that they get below `configuration/`. With `since`, the
    files that the named full backup holds in the same state are left to it.

    Raises:
        AnotherRunIsGoingOnError: a run is working on the data directory.
        BackupError: there is nothing to keep, the disk has no room, or a file cannot be read.
        DiskFullError: there is no room for consistent copies of SQLite files in the data directory.
    """
    if file.exists():
        raise BackupError(f"{file} exists; name another file, a backup is never written over")
    if not any((home.root / part).exists() for part in PARTS):
        raise BackupError(f"{home.root} holds nothing to back up; is OBSERVATORY_HOME right?")
    with run_lock(home), contextlib.ExitStack() as stack:
        stack.enter_context(_naming(file))
        file.parent.mkdir(parents=True, exist_ok=True)
        copies = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=home.root, prefix=COPYING)))
        found, left_out = _files(home, copies)
        found |= {f"{CONFIGURATION}/{name}": path for name, path in configuration.items()}
        if since is None:
            _check_room(file.parent, sum(path.stat().st_size for path in found.values()))
        held = since[1] if since else {}
        temporary = stack.enter_context(replacing(file))
        files: dict[str, BackedUpFile] = {}
        with (
            _private(temporary) as target,
            tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            for name, path in found.items():
                files[name] = _add(tar, name, path, held.get(name))
            manifest = Manifest(
                now.astimezone(dt.UTC).isoformat(timespec="seconds"),
                dict(versions),
                _published(home, files),
                since[0] if since else None,
                files,
            )
            text = manifest.to_json()
            tar.addfile(_member(MANIFEST, len(text), now.timestamp()), io.BytesIO(text))
    return Written(file, manifest, file.stat().st_size, left_out)


@contextlib.contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Within: whatever cannot be made, read or written on the way to a backup is told with the backup's name."""
    try:
        yield
    except OSError as error:
        raise BackupError(f"{file} could not be written: {error}; nothing was kept of it") from error


def _files(home: Home, copies: Path) -> tuple[dict[str, Path], tuple[Path, ...]]:
    """Member names and the files to read, in order of name within each part; and what is no file."""
    found: dict[str, Path] = {}
    left_out: list[Path] = []
    for part in PARTS:
        top = home.root / part
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            name = path.relative_to(home.root).as_posix()
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode) or _is_passing(path):
                continue
            if not stat.S_ISREG(mode):
                left_out.append(path)
            elif part == home.dagster.name and path.suffix == ".db":
                found[name] = _consistent_copy(path, copies / f"{len(found)}.db")
            else:
                found[name] = path
    return found, tuple(left_out)


def _is_passing(path: Path) -> bool:
    """Files that a writer has under way, and the sidecars of SQLite, whose content the consistent copy has."""
    return path.name.endswith(_SQLITE_SIDECARS) or (path.name.startswith(".") and path.name.endswith(".tmp"))


def _consistent_copy(database: Path, copy: Path) -> Path:
    """A copy of a SQLite file as of one moment, although the web server or the daemon may be writing to it."""
    try:
        with (
            contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=60)) as source,
            contextlib.closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except sqlite3.Error as error:
        if is_damage(error):
            raise BackupError(
                f"{database} cannot be read as a SQLite file: {error}; move it away and try again"
            ) from error
        why = why_not_read(database, error)
        raise BackupError(f"{database} could not be copied ({why}); SQLite has found nothing wrong with it") from error
    return copy


def _add(tar: tarfile.TarFile, name: str, path: Path, held: BackedUpFile | None) -> BackedUpFile:
    with path.open("rb") as body:
        told = os.fstat(body.fileno())
        if (
            held is not None
            and held.size == told.st_size
            and hashlib.file_digest(body, "sha256").hexdigest() == held.sha256
        ):
            return dataclasses.replace(held, is_here=False)
        body.seek(0)
        counted = _Hashed(body)
        tar.addfile(_member(name, told.st_size, told.st_mtime), counted)
    return BackedUpFile(told.st_size, counted.sha256.hexdigest(), is_here=True)


class _Hashed:
    """A file that hashes what is read of it, so that every file is read once."""

    def __init__(self, body: BinaryIO) -> None:
        self._body, self.sha256 = body, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._body.read(size)
        self.sha256.update(chunk)
        return chunk


def _member(name: str, size: int, mtime: float) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, mtime, 0o600
    return info


@contextlib.contextmanager
def _private(path: Path) -> Iterator[BinaryIO]:
    """A new file that only its owner reads: run configurations and journals are nobody else's business."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file


def _published(home: Home, files: Mapping[str, BackedUpFile]) -> str | None:
    folder = f"{home.releases.name}/{home.published.resolve().name}"
    return folder if home.published.is_symlink() and any(name.startswith(f"{folder}/") for name in files) else None


def _check_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise BackupError(
            f"{folder} has {free / 1e9:.1f} GB free and the backup needs {needed / 1e9:.1f} GB; make room, or name "
            "another disk"
        )

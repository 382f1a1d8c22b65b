"""Reading backups: is one whole, and bringing its state back.

A backup is believed in nothing: every member must be a plain file, named by the manifest, below one of the known parts,
with the size and the SHA-256 that the manifest says. All of that is known before anything is written. The members are
written by this module rather than by `tarfile`: the filter against links, devices and paths that lead out of the folder
is missing in Python 3.11.2, which Debian 12 ships.

Lives here: checking and restoring. Not here: the form of a backup (`warehouse.backup`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import os
import re
import shutil
import tarfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from warehouse.backup import CONFIGURATION, MANIFEST, PARTS, PUBLISHED, BackupError, Base, Manifest
from warehouse.files import sync_folder
from warehouse.lock import run_lock
from warehouse.paths import Home

STAGING = ".restoring-"
REPLACED = "replaced-"
RESTORED_CONFIGURATION = "configuration-of-backup"
DERIVED = ("working", "dbt")
"""What a run makes again out of the rest; it must not outlive the state that it was made of."""
_RELEASE = re.compile(r"releases/\d{6}")
NO_BACKUP = "it is no backup of this program"
_CHUNK = 1 << 20


@dataclasses.dataclass(frozen=True)
class Backup:
    """A backup that was found whole: the files it needs, its own last, and what it says."""

    files: tuple[Path, ...]
    manifest: Manifest


@dataclasses.dataclass(frozen=True)
class Restored:
    """What a restore did: `replaced` holds what had been there before, `configuration` the files that lie elsewhere."""

    backup: Backup
    replaced: Path | None
    configuration: tuple[Path, ...]


def check_backup(file: Path) -> Backup:
    """Read a backup, and the full one that it needs, to the end.

    Raises:
        BackupError: it is missing, cut short, damaged, or holds what no backup holds.
    """
    manifest, _ = _read(file)
    if manifest.since is None:
        return Backup((file,), manifest)
    if PurePosixPath(manifest.since.name).name != manifest.since.name:
        raise BackupError(f"{file} names {manifest.since.name!r} as its full backup, which is no file name")
    base = file.parent / manifest.since.name
    if not base.exists():
        raise BackupError(f"{file} needs the full backup {manifest.since.name}; put it into the same folder")
    full, named = _read(base)
    if named.manifest_sha256 != manifest.since.manifest_sha256 or full.since is not None:
        raise BackupError(f"{base} is not the full backup that {file.name} was made from; find the right one")
    for name, entry in manifest.files.items():
        held = full.files.get(name)
        if not entry.is_here and (held is None or (held.size, held.sha256) != (entry.size, entry.sha256)):
            raise BackupError(f"{base} does not hold {name} as {file.name} needs it; take another backup")
    return Backup((base, file), manifest)


def restore(home: Home, backup: Backup, *, now: dt.datetime, force: bool = False) -> Restored:
    """Bring the state of a backup back; a run that comes next publishes the same tables.

    Everything is written into a new folder of the data directory and takes its place there by renames. With `force`,
    what is there now is moved into `replaced-<time>/`, never removed.

    Raises:
        AnotherRunIsGoingOnError: a run is working on the data directory.
        BackupError: the data directory is not empty (without `force`), or the disk has no room.
    """
    with run_lock(home):
        there = [name for name in (*PARTS, *DERIVED, PUBLISHED) if os.path.lexists(home.root / name)]
        if not force and (full := [name for name in there if _holds_files(home.root / name)]):
            raise BackupError(
                f"{home.root} is not empty ({', '.join(full)}); name an empty OBSERVATORY_HOME, or restore with "
                f"--force: what is there is then moved to {REPLACED}<time>/"
            )
        needed, free = sum(entry.size for entry in backup.manifest.files.values()), shutil.disk_usage(home.root).free
        if needed > free:
            raise BackupError(f"{home.root} has {free / 1e9:.1f} GB free, the backup needs {needed / 1e9:.1f} GB")
        staging = home.root / f"{STAGING}{uuid.uuid4().hex}"
        staging.mkdir(mode=0o700)
        try:
            for file in backup.files:
                _unpack(file, backup.manifest, staging)
            if backup.manifest.published:
                (staging / PUBLISHED).symlink_to(backup.manifest.published)
            os.sync()  # many files: one by one takes longer than all that waits
            replaced = _move_aside(home, there, now)
            for name in (*PARTS, PUBLISHED):
                if os.path.lexists(staging / name):
                    (staging / name).rename(home.root / name)
            configuration = _hand_over(staging / CONFIGURATION, home.root / RESTORED_CONFIGURATION)
            sync_folder(home.root)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return Restored(backup, replaced, configuration)


def _read(file: Path) -> tuple[Manifest, Base]:
    """The manifest of one file, every member of which was compared with it."""
    seen: dict[str, tuple[int, str]] = {}
    text: bytes | None = None

    def look(member: tarfile.TarInfo, body: IO[bytes]) -> None:
        nonlocal text
        if text is not None or member.name in seen:
            raise BackupError(f"{file} holds {member.name!r} twice or after its manifest; {NO_BACKUP}")
        if member.name == MANIFEST:
            text = body.read()
        else:
            _check_name(file, member.name)
            seen[member.name] = (member.size, _sha256(body))

    _each_member(file, look)
    if text is None:
        raise BackupError(f"{file} has no manifest: it was cut short, or it is no backup; take another one")
    try:
        manifest = Manifest.from_json(text)
    except ValueError as error:
        raise BackupError(f"{file} has a manifest that cannot be read; take another backup ({error})") from error
    expected = {name: (entry.size, entry.sha256) for name, entry in manifest.files.items() if entry.is_here}
    wrong = sorted(name for name in expected.keys() | seen.keys() if expected.get(name) != seen.get(name))
    if wrong:
        raise BackupError(
            f"{file} is damaged: {len(wrong)} files are not what its manifest says ({', '.join(wrong[:5])})"
        )
    for name in manifest.files:
        _check_name(file, name)
    if manifest.published is not None and not _RELEASE.fullmatch(manifest.published):
        raise BackupError(f"{file} says that {manifest.published!r} was published, which is no release")
    return manifest, Base(file.name, hashlib.sha256(text).hexdigest())


def read_base(file: Path) -> tuple[Base, Manifest]:
    """A full backup as the base of a differential one.

    Raises:
        BackupError: it is damaged or no full backup.
    """
    manifest, base = _read(file)
    if manifest.since is not None:
        raise BackupError(f"{file} is a differential backup; name a full one")
    return base, manifest


def _each_member(file: Path, use: Callable[[tarfile.TarInfo, IO[bytes]], None]) -> None:
    try:
        with tarfile.open(file, mode="r:") as tar:
            for member in tar:
                if not member.isreg() or member.issparse():
                    raise BackupError(f"{file} holds {member.name!r}, which is no plain file; {NO_BACKUP}")
                body = tar.extractfile(member)
                if body is None:
                    raise BackupError(f"{file}: {member.name!r} has no content")
                use(member, body)
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"{file} cannot be read as a backup ({error}): it was cut short, or it is none") from error
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror or error}") from error


def _check_name(file: Path, name: str) -> None:
    parts = name.split("/")
    is_known = parts[0] in {*PARTS, CONFIGURATION}
    if not is_known or any(part in {"", ".", ".."} or "\0" in part or "\\" in part for part in parts):
        raise BackupError(f"{file} holds {name!r}, which leads out of the data directory or is no part of it")


def _unpack(file: Path, manifest: Manifest, staging: Path) -> None:
    is_own = manifest.since is None or file.name != manifest.since.name

    def write(member: tarfile.TarInfo, body: IO[bytes]) -> None:
        entry = manifest.files.get(member.name)
        if entry is None or entry.is_here is not is_own:
            return
        target = staging / member.name
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with target.open("xb") as written:
            for chunk in _chunks(body):
                digest.update(chunk)
                written.write(chunk)
        if digest.hexdigest() != entry.sha256:
            raise BackupError(f"{file} has changed since it was checked ({member.name}); try again")
        os.utime(target, (member.mtime, member.mtime))
        if member.name.startswith("releases/"):
            target.chmod(0o444)  # as releases are

    _each_member(file, write)


def _sha256(body: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(body):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(body: IO[bytes]) -> Iterator[bytes]:
    while chunk := body.read(_CHUNK):
        yield chunk


def _holds_files(path: Path) -> bool:
    return not path.is_dir() or path.is_symlink() or any(each.is_file() for each in path.rglob("*"))


def _move_aside(home: Home, names: list[str], now: dt.datetime) -> Path | None:
    full = [name for name in names if _holds_files(home.root / name)]
    for name in set(names) - set(full):
        shutil.rmtree(home.root / name)
    if not full:
        return None
    aside = home.root / f"{REPLACED}{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    aside.mkdir()
    for name in full:
        (home.root / name).rename(aside / name)
    return aside


def _hand_over(staged: Path, target: Path) -> tuple[Path, ...]:
    """Files that lie outside of the data directory are put beside it, for a person to compare."""
    if not staged.is_dir():
        return ()
    shutil.rmtree(target, ignore_errors=True)
    staged.rename(target)
    return tuple(sorted(path for path in target.rglob("*") if path.is_file()))

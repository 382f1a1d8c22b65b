"""Writing files so that a reader, or a power cut, never meets half of one.

Lives here: atomic replacement, durable append, and removing what a process that was ended by force left half-written.
Not here: formats.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

_TEMPORARY = ".tmp"


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`; what was written there takes its place at the end, whole or not at all.

    The temporary name keeps no suffix of the target, so that a glob such as `*.parquet` never matches it, and names the
    process that writes, so that others can tell whether it still does.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{path.name}.{os.getpid()}-{uuid.uuid4().hex}{_TEMPORARY}"
    try:
        yield temporary
        sync_file(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, body: bytes) -> None:
    """Replace the file's content atomically and durably."""
    with replacing(path) as temporary:
        temporary.write_bytes(body)


def append_lines(path: Path, lines: Iterable[str]) -> None:
    """Append lines and wait until the disk has them; a line that an earlier power cut tore is closed off first.

    The file is locked while writing, so that lines of two processes never mix.
    """
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        if journal.seek(0, os.SEEK_END) > 0:
            journal.seek(-1, os.SEEK_END)
            if journal.read(1) != b"\n":
                journal.write(b"\n")
        journal.writelines(line.encode() + b"\n" for line in lines)
        journal.flush()
        os.fsync(journal.fileno())
    if is_new:
        sync_folder(path.parent)


def remove_database(path: Path) -> None:
    """Remove a DuckDB file and its write-ahead log."""
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def remove_leftovers(folder: Path, *, before: dt.datetime | None = None) -> int:
    """Remove the temporary files below a folder whose process has ended; gives how many.

    `before`: only those last written before that moment, where processes that cannot be seen from here may write, too
    (another container on the same volume).
    """
    left = [path for path in folder.rglob(f".*{_TEMPORARY}") if not _is_being_written(path)]
    if before is not None:
        left = [path for path in left if path.lstat().st_mtime < before.timestamp()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _is_being_written(path: Path) -> bool:
    process = path.name.removesuffix(_TEMPORARY).rpartition(".")[2].partition("-")[0]
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True  # of another user
    return True


def sync_file(path: Path) -> None:
    """Wait until the disk has the file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the disk has the folder's entries (a rename is one)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Writing files so that a reader, or a power cut, never meets half of one.

Lives here: atomic replacement and durable append. Not here: formats.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`; what was written there takes its place at the end, whole or not at all.

    The temporary name keeps no suffix of the target, so that a glob such as `*.parquet` never matches it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{path.name}.{uuid.uuid4().hex}.tmp"
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

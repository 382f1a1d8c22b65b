"""What an error of SQLite says of a database file: that it is damaged, or that the machine is in its way.

Lives here: telling them apart, so that nobody is told to move a healthy file away. Not here: whose files these are
(`orchestration.run_record`, `warehouse.backup`).
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from warehouse.disk import DiskFullError, free_bytes, is_full

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PRIMARY = 0xFF
"""The lowest byte of an error code names the error, those above it the occasion."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite has seen that the file is no whole database; all its other errors say nothing of the content."""
    return _code(error) in _DAMAGED


def why_not_read(file: Path, error: sqlite3.Error) -> str:
    """What stands in the way of a file of which nothing says that it is damaged, in words.

    Raises:
        DiskFullError: its disk is full, which SQLite calls an I/O error, too.
    """
    folder = file.parent
    if _code(error) == sqlite3.SQLITE_FULL or is_full(folder):
        raise DiskFullError(folder, free_bytes(folder)) from error
    if not os.access(folder, os.W_OK):
        return f"{error}: {folder} is read-only for this user, and SQLite writes beside a file that it reads"
    return f"{error}: look at the disk, and at who may read the file"


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY  # errors of Python's own wrapper have no code

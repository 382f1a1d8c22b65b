"""Errors of SQLite as the library raises them where the machine, not the file, is in its way.

Lives here: making them. Not here: what they are taken for.
"""

from __future__ import annotations

import os
import shutil
import sqlite3

import pytest

IO_ERROR = (sqlite3.SQLITE_IOERR_SHMSIZE, "disk I/O error")
FULL = (sqlite3.SQLITE_FULL, "database or disk is full")
CANNOT_OPEN = (sqlite3.SQLITE_CANTOPEN, "unable to open database file")
READ_ONLY = (sqlite3.SQLITE_READONLY_DIRECTORY, "attempt to write a readonly database")


def let_sqlite_fail(monkeypatch: pytest.MonkeyPatch, error: tuple[int, str], *, free: int, writable: bool) -> None:
    """SQLite opens nothing, with this error, on a disk with so many bytes free that may be written to or not."""

    def fail(*_: object, **__: object) -> None:
        raised = sqlite3.OperationalError(error[1])
        raised.sqlite_errorcode = error[0]
        raise raised

    monkeypatch.setattr(sqlite3, "connect", fail)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(free, 0, free))  # type: ignore[attr-defined]
    monkeypatch.setattr(os, "access", lambda *_: writable)

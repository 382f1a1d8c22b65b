"""Errors of SQLite as the library raises them where the machine, not the file, is in its way.

Lives here: making them. Not here: what they are taken for.
"""

from __future__ import annotations

import sqlite3

IO_ERROR = (sqlite3.SQLITE_IOERR_SHMSIZE, "disk I/O error")
FULL = (sqlite3.SQLITE_FULL, "database or disk is full")
CANNOT_OPEN = (sqlite3.SQLITE_CANTOPEN, "unable to open database file")
READ_ONLY = (sqlite3.SQLITE_READONLY_DIRECTORY, "attempt to write a readonly database")


def sqlite_error(code: int, said: str) -> sqlite3.OperationalError:
    """An error with the code that tells what it is of."""
    error = sqlite3.OperationalError(said)
    error.sqlite_errorcode = code
    return error

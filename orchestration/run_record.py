"""The SQLite files in which Dagster keeps the history of runs: are they whole?

Lives here: a look at them before Dagster opens them, whose own errors would not say what to do. Quick to import. Not
here: Dagster.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from warehouse.sqlite_files import is_damage, why_not_read

_FILES = ("history/runs.db", "history/runs/index.db", "schedules/schedules.db")


class DamagedRecordError(RuntimeError):
    """A file of Dagster's record of runs is no whole database."""

    def __init__(self, path: Path, folder: Path, error: Exception) -> None:
        self.path = path
        super().__init__(
            f"{path} is damaged ({error}). It holds nothing but the history of runs that the UI shows: restore {folder}"
            " from a backup, or move it away; archive, lake and releases are not touched"
        )


class UnreadableRecordError(RuntimeError):
    """A file of Dagster's record of runs cannot be read, and nothing says that it is damaged."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} cannot be read ({why}); SQLite has found nothing wrong with it: leave it there")


def check_record(folder: Path) -> None:
    """Look at the start and the size of each file below Dagster's folder; what lies within is SQLite's to find.

    Raises:
        DamagedRecordError: a file is not a whole database.
        UnreadableRecordError: a file cannot be read, for a reason that lies outside of it.
        DiskFullError: SQLite cannot work for want of room.
    """
    for path in (folder / name for name in _FILES):
        if not path.exists():
            continue
        try:
            with contextlib.closing(sqlite3.connect(path)) as connection:
                connection.execute("select count(*) from sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                raise DamagedRecordError(path, folder, error) from error
            raise UnreadableRecordError(path, why_not_read(path, error)) from error

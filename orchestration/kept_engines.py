"""Dagster's SQLite storages with engines that are kept.

They make a new SQLAlchemy engine for every event, run and tick, and each compiles the same statements anew: a sixth of
the time of a daily run on the sample web, which stores some 1,500 events. Connections are still opened for each and
closed behind it, so that files may be deleted and other processes may write. Lives here: only that. Not here: where the
files lie.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from dagster._core.storage import sql
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage
from dagster._core.storage.schedules.sqlite import sqlite_schedule_storage

STORAGES = (sqlite_event_log, sqlite_run_storage, sqlite_schedule_storage)
_MAKES = "create_engine"  # the name by which each of them calls SQLAlchemy's function


def keep_engines() -> None:
    """Let Dagster's SQLite storages in this process make one engine for each file, not one for each event."""
    for storage in STORAGES:
        setattr(storage, _MAKES, _kept)


def _kept(url: str, *, poolclass: type, connect_args: Mapping[str, Any] | None = None) -> Any:
    return _engine(url, poolclass, tuple(sorted((connect_args or {}).items())))


# A file each for runs, ticks and all events, and one for the events of each run: of these, few are written at a time.
@functools.lru_cache(maxsize=16)
def _engine(url: str, poolclass: type, connect_args: tuple[tuple[str, Any], ...]) -> Any:
    return sql.create_engine(url, poolclass=poolclass, connect_args=dict(connect_args))

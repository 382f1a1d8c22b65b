"""One run at a time per data directory.

Lives here: the lock that a run holds. It is released by the operating system when its process ends, however it ends.
The file that names the holder stays when a run was ended by force: by it the next run knows, and clears up.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import filelock

from warehouse.files import remove_leftovers
from warehouse.paths import Home


class AnotherRunIsGoingOnError(RuntimeError):
    """The data directory is in use by another run."""

    def __init__(self, home: Path, holder: str) -> None:
        self.home, self.holder = home, holder
        super().__init__(
            f"another run{f' (process {holder})' if holder else ''} is working on {home}; wait until it has ended, "
            "or name another data directory in OBSERVATORY_HOME"
        )


@contextlib.contextmanager
def run_lock(home: Home) -> Iterator[None]:
    """Hold the data directory for a run; within one process it may be taken again by the same run.

    Raises:
        AnotherRunIsGoingOnError: another process holds it.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(home.lock_file, thread_local=False, is_singleton=True)
    holder = home.lock_file.with_suffix(".pid")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise AnotherRunIsGoingOnError(home.root, _read(holder)) from None
    try:
        if lock.lock_counter == 1:
            if holder.exists():
                remove_leftovers(home.root)
            holder.write_text(f"{os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        if lock.lock_counter == 1:
            holder.unlink(missing_ok=True)
        lock.release()


def _read(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8").strip()
    except OSError:
        return ""

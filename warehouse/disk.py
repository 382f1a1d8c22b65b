"""Where the disk goes, whether there is room for a run, and whether it was room that a run has failed for.

Lives here: measuring. Not here: removing (`warehouse.retention`).
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from warehouse.paths import Home

GIGABYTE = 1_000_000_000
MIN_FREE_GB = 2.0
"""The sample needs 0.1 GB; a real run keeps a day's pages, copies the working database and builds a release of it."""


FULL_BYTES = 8_000_000
"""With less than this left, an error of whatever library is that of a full disk."""


class LowDiskError(RuntimeError):
    """There is less room than a run is allowed to start with."""

    def __init__(self, folder: Path, free: int, wanted: float) -> None:
        self.folder, self.free, self.wanted = folder, free, wanted
        super().__init__(
            f"{folder} has {free / GIGABYTE:.2f} GB free, a run starts with {wanted:g} GB or more; no site was asked "
            "(OBSERVATORY_MIN_FREE_GB). `observatory disk` shows where the room goes, docs/runbook.md how to make some"
        )


class DiskFullError(RuntimeError):
    """A run has used up the disk."""

    def __init__(self, folder: Path, free: int) -> None:
        self.folder, self.free = folder, free
        super().__init__(
            f"the disk of {folder} is full ({free / 1e6:.1f} MB free). What was captured and published stays, the next"
            " run goes on from there. `observatory disk` shows where the room goes, docs/runbook.md how to make some"
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Use:
    """What one entry of the data directory takes: bytes on the disk (blocks), and how many files."""

    name: str
    size: int
    files: int


def require_room(home: Home, min_free_gb: float) -> None:
    """Go on only if the data directory's disk has at least so many gigabytes free.

    Raises:
        LowDiskError: it has less.
    """
    free = shutil.disk_usage(home.root).free
    if free < min_free_gb * GIGABYTE:
        raise LowDiskError(home.root, free, min_free_gb)


def free_bytes(folder: Path) -> int:
    """How much is free on the disk of a folder, which need not be there yet."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free


def is_full(folder: Path) -> bool:
    """Whether so little is free that an error of whatever library is that of a full disk."""
    return free_bytes(folder) < FULL_BYTES


@contextlib.contextmanager
def naming_a_full_disk(home: Home, *, leaving: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Within: an error while the disk is full becomes one that says so; libraries call it many names.

    `leaving` are errors that say themselves what is wrong, however little is free.

    Raises:
        DiskFullError: something failed, and hardly anything is free.
    """
    try:
        yield
    except leaving:
        raise
    except Exception as error:
        if is_full(home.root):
            raise DiskFullError(home.root, free_bytes(home.root)) from error
        raise


def uses(home: Home, names: tuple[str, ...]) -> list[Use]:
    """What the named entries take, with nothing for those that are not there; links are not followed."""
    return [_use(name, home.root / name) for name in names]


def _use(name: str, path: Path) -> Use:
    sizes = [entry.st_blocks * 512 for entry in _entries(path)]
    return Use(name, sum(sizes), len(sizes))


def _entries(path: Path) -> Iterator[os.stat_result]:
    if path.is_file() and not path.is_symlink():
        yield path.stat()
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                yield os.lstat(Path(folder, name))
            except FileNotFoundError:
                continue  # removed while we looked

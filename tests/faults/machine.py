"""A machine that dies, or whose disk is full, at the n-th moment at which a process touches its files.

Moments are what the interpreter reports to audit hooks (opening for writing, renaming, removing, making folders and
links) and the waits for the disk (fsync, sync): not a list that somebody keeps, so a new way of writing is found as
well. Lives here: counting moments and the faults. Files that a library writes by itself (DuckDB, Parquet) count with
the moments around them.

    kill        nothing happens after the moment; what was written before is there
    power       the same, and of every file that the disk was not waited for only the first half is there
    full        from the moment on nothing can be written; removing works
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

Fault = Literal["kill", "power", "full"]
FAULTS: tuple[Fault, ...] = ("kill", "power", "full")
EVERY_MOMENT = "FAULTS_AT_EVERY_MOMENT"
"""Set by `make soak`; the suite takes some of the moments of what takes long."""
NOTES = "FAULTS_NOTES"
"""Set by `make soak`: a file that gets a line for each fault."""
_WRITING = {"open", "os.mkdir", "os.symlink", "fsync", "sync"}
_CHANGING = {*_WRITING, "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "shutil.rmtree"}


def some_moments(count: int, fault: Fault, most: int) -> list[int]:
    """At most so many of the moments 1 … `count`, spread evenly, other ones for each fault; all for `make soak`."""
    if os.environ.get(EVERY_MOMENT):
        return list(range(1, count + 1))
    step = max(1, -(-count // most))
    return list(range(1 + FAULTS.index(fault) * step // len(FAULTS), count + 1, step))


class MachineDiedError(BaseException):
    """The process is gone. No `Exception`, so that no handler of the code under test goes on."""


class Machine:
    """One for the whole test process, because an audit hook stays for ever; idle outside of `failing`."""

    def __init__(self) -> None:
        self._root, self._fault, self._at = "", "kill", 0
        self._is_on = self._has_failed = False
        self._synced: set[str] = set()
        self._sizes: dict[str, int] = {}
        self.moments: list[str] = []
        sys.addaudithook(self._watch)
        self._fsync, self._sync = os.fsync, os.sync

    @contextlib.contextmanager
    def failing(self, root: Path, fault: Fault = "kill", at: int = 0) -> Iterator[None]:
        """Within: the fault happens at the moment number `at` below `root` (0: never, moments are only counted).

        A machine that died leaves the block quietly; an error that a full disk caused leaves it as it is.
        """
        self._root, self._fault, self._at = str(root), fault, at
        self._has_failed, self.moments, self._synced = False, [], set()
        self._sizes = {str(path): path.stat().st_size for path in root.rglob("*") if path.is_file()}
        os.fsync, os.sync = self._waiting, self._waiting_for_all
        self._is_on = True
        try:
            yield
        except MachineDiedError:
            pass
        finally:
            self._is_on = False
            os.fsync, os.sync = self._fsync, self._sync
            if self._has_failed and (notes := os.environ.get(NOTES)):
                with Path(notes).open("a", encoding="utf-8") as file:
                    file.write(f"{fault}\n")
            if self._has_failed and fault == "power":
                self._tear(root)

    @property
    def has_failed(self) -> bool:
        """Whether the moment came."""
        return self._has_failed

    def _watch(self, event: str, args: tuple[Any, ...]) -> None:
        if not self._is_on or event not in _CHANGING:
            return
        path = os.fspath(args[0]) if isinstance(args[0], str | os.PathLike) else ""
        if event == "open" and not (isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        if not path.startswith(self._root):
            return
        self._moment(event, path)
        if event == "open":
            self._synced.discard(path)
        elif event == "os.rename":
            self._moved(path, os.fspath(args[1]))

    def _moment(self, event: str, path: str) -> None:
        if self._has_failed and self._fault != "full":
            raise MachineDiedError
        self.moments.append(f"{event} {os.path.relpath(path, self._root)}")
        if self._at and len(self.moments) >= self._at:
            self._has_failed = True
        if self._has_failed and (self._fault != "full" or event in _WRITING):
            if self._fault == "full":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            raise MachineDiedError

    def _waiting(self, descriptor: int) -> None:
        path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        if self._is_on and path.startswith(self._root):
            self._moment("fsync", path)
            self._synced.add(path)
        self._fsync(descriptor)

    def _waiting_for_all(self) -> None:
        self._moment("sync", self._root)
        self._synced.update(str(path) for path in Path(self._root).rglob("*"))

    def _moved(self, source: str, target: str) -> None:
        """What is below a folder that gets another name goes with it; what was at the target is gone."""
        self._synced.discard(target)
        self._sizes.pop(target, None)
        below = f"{source}{os.sep}"
        for path in [path for path in self._synced if path == source or path.startswith(below)]:
            self._synced.remove(path)
            self._synced.add(target + path[len(source) :])
        for path in [path for path in self._sizes if path == source or path.startswith(below)]:
            self._sizes[target + path[len(source) :]] = self._sizes.pop(path)

    def _tear(self, root: Path) -> None:
        for path in root.rglob("*"):
            if path.is_symlink() or not path.is_file() or str(path) in self._synced:
                continue
            old, size = self._sizes.get(str(path), 0), path.stat().st_size
            if size > old:
                path.chmod(0o644)
                os.truncate(path, old + (size - old) // 2)


MACHINE = Machine()

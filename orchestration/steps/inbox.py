"""The inbox folder: dropped files are taken into the archive once they have stopped growing, and then moved aside.

    inbox/REPORT.pdf, inbox/REPORT.meta.yaml       dropped, with a sidecar or without
    inbox/taken/2026-01-31/REPORT.pdf              in the archive; the next reading publishes its figures
    inbox/refused/2026-01-31/REPORT.pdf            not taken; REPORT.pdf.reason.txt beside it says why

Lives here: which files are ready, and where they go. A file is in the archive before it is moved, so that a run which
is ended by force between the two finds it there again. Never here: what a file may be (`ingest`), what it says.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from orchestration.steps.ingest import SIDECAR, Ingested, ingest
from schemas.days import day_of
from warehouse.files import sync_folder, write_bytes
from warehouse.paths import Home

TAKEN, REFUSED = "taken", "refused"
REASON = ".reason.txt"
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart")
"""Names that browsers and copy programs give to what they have not finished."""
Marks = dict[str, tuple[int, int]]
"""Size in bytes and time of the last change in nanoseconds, by path relative to the inbox."""


@dataclasses.dataclass(frozen=True)
class Taken:
    """What one look into the inbox came to: what became of each file, and the files that are still being written.

    `lonely` are sidecars whose file has not come.
    """

    results: tuple[Ingested, ...] = ()
    growing: tuple[str, ...] = ()
    lonely: tuple[str, ...] = ()


def look(home: Home) -> Marks:
    """The files that lie in the inbox, finished or not; hidden files and unfinished downloads are no files yet."""
    marks: Marks = {}
    for path in sorted(home.inbox.rglob("*")):
        inside = path.relative_to(home.inbox)
        is_put_aside = inside.parts[0] in (TAKEN, REFUSED)
        is_hidden = any(part.startswith((".", "~")) for part in inside.parts)
        if is_put_aside or is_hidden or path.suffix.lower() in _UNFINISHED or path.is_dir():
            continue
        try:
            said = path.lstat()
        except FileNotFoundError:  # taken away meanwhile
            continue
        marks[str(inside)] = (said.st_size, said.st_mtime_ns)
    return marks


def ready(before: Mapping[str, tuple[int, int]], now: Marks) -> list[str]:
    """The documents that have not changed between two looks, nor has anything that goes by their name."""
    changed = {stem for name, mark in now.items() if before.get(name) != mark for stem in _stems(name)}
    return [name for name in now if not name.endswith(SIDECAR) and changed.isdisjoint(_stems(name))]


def take_in(home: Home, before: Mapping[str, tuple[int, int]], *, now: Callable[[], dt.datetime]) -> Taken:
    """Take in what has not changed since the look `before`, and move it aside with its sidecars.

    Raises:
        OSError: the archive or the inbox cannot be written; files that were not moved are taken up by the next look.
    """
    marks = look(home)
    names = ready(before, marks)
    # All are taken in before any is moved: one sidecar may serve several files.
    results = _take(home, names, now)
    day = day_of(now()).isoformat()
    told = [_put_aside(home, name, result, day) for name, result in results.items()]
    growing = [name for name in marks if not name.endswith(SIDECAR) and name not in results]
    wanted = {sidecar for name in marks for sidecar in _sidecars(name)}
    lonely = [name for name in marks if name.endswith(SIDECAR) and name not in wanted]
    return Taken(tuple(told), tuple(growing), tuple(lonely))


def refused_on(home: Home, day: dt.date) -> list[Path]:
    """The files that say why a file of this day was refused."""
    return sorted((home.inbox / REFUSED / day.isoformat()).rglob(f"*{REASON}"))


def _take(home: Home, names: list[str], now: Callable[[], dt.datetime]) -> dict[str, Ingested]:
    paths = {name: home.inbox / name for name in names}
    # A link may point to what the one who dropped it must not read.
    links = [path for path in paths.values() if path.is_symlink()]
    results = {path: Ingested(path, "refused", f"{path}: is a link; drop the file itself") for path in links}
    given = [path for path in paths.values() if path not in results]
    if given:  # all at once: every call reads the captures of the inbox
        results |= {result.path: result for result in ingest(home, given, dropped_in=home.inbox, now=now)}
    return {name: results[path] for name, path in paths.items()}


def _stems(name: str) -> set[str]:
    """What a file goes by: documents and sidecars that share one belong together."""
    path = Path(name.removesuffix(SIDECAR))
    return {str(path), str(path.with_suffix(""))} if name.endswith(SIDECAR) else {str(path.with_suffix(""))}


def _put_aside(home: Home, name: str, result: Ingested, day: str) -> Ingested:
    """Move a file and its sidecars; where one of the name lies there already, all get the next free number."""
    first = home.inbox / (REFUSED if result.status == "refused" else TAKEN) / day / name
    first.parent.mkdir(parents=True, exist_ok=True)
    moves: list[tuple[Path, Path]] = []
    for number in itertools.count(1):
        target = first if number == 1 else first.with_name(f"{first.stem}-{number}{first.suffix}")
        pairs = zip((name, *_sidecars(name)), (target.name, *_sidecars(target.name)), strict=True)
        moves = [(home.inbox / old, target.with_name(new)) for old, new in pairs if os.path.lexists(home.inbox / old)]
        if not any(os.path.lexists(new) for _, new in moves):
            break
    moved = moves[0][1]
    if result.status == "refused":
        write_bytes(moved.with_name(moved.name + REASON), f"{result.detail}\n".encode())
    for old, new in moves:  # the file first: without its sidecar it would be taken for another version
        old.rename(new)
    sync_folder(moved.parent)
    return dataclasses.replace(result, path=moved)


def _sidecars(name: str) -> tuple[str, str]:
    path = Path(name)
    return str(path.with_name(path.name + SIDECAR)), str(path.with_name(path.stem + SIDECAR))

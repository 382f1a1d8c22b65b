"""Releases: numbered, read-only states of the warehouse, and the link by which readers find the latest.

    releases/000007/observatory.duckdb      tables of the public schemas, with comments and table macros
    releases/000007/parquet/<schema>/<table>.parquet
    releases/000007/csv/, xlsx/, site/, dictionary.csv, datapackage.json, CHANGES.md
    releases/000007/release.json            number, time, content hash and row count per table
    releases/000007/SHA256SUMS              of all other files
    releases/withdrawn.json                 numbers of the releases that a rollback has withdrawn
    published -> releases/000007            replaced in one step

A release is built beside the others under a temporary name, must pass the gates, and gets its number by one rename; the
link is replaced by one rename, too. A reader who has a file open keeps it. Not here: what the tables mean, how they are
copied (`warehouse.published_file`), other forms and gates (`warehouse.publishing`), pages (`warehouse.site`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import logging
import os
import shutil
import uuid
from pathlib import Path

import duckdb

from warehouse.files import sync_folder, write_bytes
from warehouse.paths import DATABASE_NAME, Home
from warehouse.published_file import PUBLIC_SCHEMAS, PublishedFile, copy_public_tables
from warehouse.publishing.changes import Comparison, compare
from warehouse.publishing.checksums import FILE as CHECKSUMS
from warehouse.publishing.checksums import damaged_files, write_checksums
from warehouse.publishing.errors import ReleaseError, ReleaseRefusedError
from warehouse.publishing.formats import Issue, digest_of_forms, write_forms
from warehouse.publishing.gates import inspect, shrunk_coverage, vanished_sources
from warehouse.publishing.policy import KEPT_RELEASES, Gates

FORMAT_VERSION = 2
"""Raised when a release gets other files or another layout, so that an unchanged warehouse is published again."""
DESCRIPTION = "release.json"
WITHDRAWN = "withdrawn.json"
_BUILDING, _REMOVING, _LINKING = ".building-", ".removing-", ".published-"
LOG = logging.getLogger("observatory")


@dataclasses.dataclass(frozen=True)
class Release:
    """A published state.

    `is_new` is false where nothing had changed and the last release was left standing; `is_twin_of` then names the
    withdrawn release that the working database would give again, if that is why.
    """

    number: int
    folder: Path
    created_at: str
    content_sha256: str
    tables: dict[str, int]
    is_new: bool
    is_twin_of: int | None = None

    @property
    def database(self) -> Path:
        """The published DuckDB file."""
        return self.folder / DATABASE_NAME


def latest_release(home: Home) -> Release | None:
    """The release that readers open, or None before the first."""
    return _described(home.published.resolve())


def releases(home: Home) -> list[Release]:
    """The releases that are kept, the oldest first."""
    found = (_described(path) for path in sorted(home.releases.glob("[0-9]*")))
    return [release for release in found if release is not None]


def standing_because(release: Release) -> str:
    """Why a release was left standing, in a few words."""
    if release.is_twin_of is None:
        return "nothing has changed"
    return f"the figures are those of release {release.is_twin_of}, which was withdrawn"


def withdrawn(home: Home) -> frozenset[int]:
    """Numbers of the releases that a rollback has withdrawn.

    Raises:
        ReleaseError: the list of them is damaged; guessing could publish again what was withdrawn.
    """
    path = home.releases / WITHDRAWN
    try:
        return frozenset(map(int, json.loads(path.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        return frozenset()
    except (ValueError, TypeError) as error:
        raise ReleaseError(
            f"{path} is damaged ({error}); write the withdrawn releases into it: [7, 8] or []"
        ) from error


def publish(
    home: Home,
    *,
    now: dt.datetime,
    keep: int = KEPT_RELEASES,
    gates: Gates = Gates(),  # noqa: B008 - frozen
) -> Release:
    """Publish the working database, unless its public tables are those of the last release or of a withdrawn one.

    Raises:
        ReleaseRefusedError: the gates do not let it through.
        ReleaseError: the working database is missing, damaged or in use, or has none of the public tables.
    """
    if not home.database.exists():
        raise ReleaseError(f"there is no working database at {home.database}; run the pipeline first")
    if home.published.exists() and not home.published.is_symlink():
        raise ReleaseError(f"{home.published} is no link to a release; move it away")
    home.releases.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(home)
    temporary = home.releases / f"{_BUILDING}{uuid.uuid4().hex}"
    temporary.mkdir()
    try:
        built = _build(home.database, temporary)
        content = _content(built)
        last = _standing(home)
        if last is not None and last.content_sha256 == content:
            return last
        newest = next((release for release in reversed(releases(home)) if not _damage(release.folder)), None)
        if newest is None or newest.content_sha256 != content:
            before = last or newest
            comparison = _checked(temporary / DATABASE_NAME, before, gates)
            newest = _number(home, temporary, built, content, now, before, comparison)
        elif newest.number in withdrawn(home):
            if last is None:
                raise ReleaseError(f"the figures are those of release {newest.number}, which was withdrawn; roll back")
            return dataclasses.replace(last, is_twin_of=newest.number)
        # Else a run was ended by force between naming this very release and pointing to it.
        _point_to(home, newest.folder)
        _prune(home, keep)
        return dataclasses.replace(newest, is_new=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def rollback(home: Home, number: int) -> Release:
    """Let readers open a kept release again; the later ones are withdrawn, an earlier withdrawal of this one is undone.

    The next run publishes again as soon as its figures are other than those of the newest release.

    Raises:
        ReleaseError: the release is not kept, or files of it are missing or damaged.
    """
    kept = {release.number: release for release in releases(home)}
    if number not in kept:
        raise ReleaseError(f"release {number} is not kept; there are: {', '.join(map(str, kept)) or 'none'}")
    damaged = _damage(kept[number].folder)
    if damaged:
        raise ReleaseError(f"release {number} is damaged ({', '.join(damaged[:5])}); choose another one")
    marks = sorted({other for other in kept if other > number})
    write_bytes(home.releases / WITHDRAWN, json.dumps(marks).encode() + b"\n")
    _point_to(home, kept[number].folder)
    return kept[number]


def _checked(built: Path, last: Release | None, gates: Gates) -> Comparison:
    """How it differs from the last release; the gates have let it through."""
    with duckdb.connect(str(built), read_only=True) as connection:
        problems = inspect(connection)
    if not problems:
        comparison = compare(last.database if last else None, built)
        problems = shrunk_coverage(comparison, gates)
        if last is not None:
            problems += vanished_sources(last.database, built, gates)
        if not problems:
            return comparison
    raise ReleaseRefusedError(problems, last.number if last else None)


def _build(database: Path, folder: Path) -> PublishedFile:
    try:
        built = copy_public_tables(database, folder, DATABASE_NAME)
    except duckdb.Error as error:
        raise ReleaseError(f"{database} cannot be published: {error}") from error
    if not built.tables:
        raise ReleaseError(f"{database} has no table in {', '.join(PUBLIC_SCHEMAS)}; did the dbt build succeed?")
    return built


def _content(built: PublishedFile) -> str:
    said = {"format": FORMAT_VERSION, "forms": digest_of_forms(), **dataclasses.asdict(built)}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _number(
    home: Home,
    temporary: Path,
    built: PublishedFile,
    content: str,
    now: dt.datetime,
    last: Release | None,
    comparison: Comparison,
) -> Release:
    """Write the other forms into the folder that was built, and give it the next number."""
    taken = [path.name for path in home.releases.glob("[0-9]*")]
    if home.published.is_symlink():  # its release may be lost, its number is not given again
        taken.append(home.published.readlink().name)
    number = max((int(name) for name in taken if name.isdigit()), default=0) + 1
    database = temporary / DATABASE_NAME
    previous = last.number if last else None
    write_forms(database, temporary, Issue(number, now, previous, comparison))
    description = {
        "number": number,
        "previous": previous,
        "created_at": now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "content_sha256": content,
        "tables": {name: dataclasses.asdict(table) for name, table in built.tables.items()},
    }
    write_bytes(temporary / DESCRIPTION, json.dumps(description, indent=2, sort_keys=True).encode() + b"\n")
    write_checksums(temporary)
    for path in temporary.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
    os.sync()  # hundreds of files: one by one takes longer than all that waits
    folder = home.releases / f"{number:06d}"
    temporary.rename(folder)
    sync_folder(home.releases)
    made = _described(folder)
    assert made is not None  # noqa: S101 - it was written above
    return made


def _described(folder: Path) -> Release | None:
    try:
        said = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        tables = {name: int(entry["rows"]) for name, entry in said["tables"].items()}
        return Release(int(said["number"]), folder, said["created_at"], said["content_sha256"], tables, is_new=False)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _standing(home: Home) -> Release | None:
    """The release that readers open, if it is whole; one that is damaged or lost is replaced by the next."""
    if not home.published.is_symlink():
        return None
    damaged = _damage(home.published.resolve())
    if not damaged:
        return latest_release(home)
    LOG.warning("release %s is damaged (%s); it is replaced", home.published.readlink().name, ", ".join(damaged[:5]))
    return None


def _damage(folder: Path) -> list[str]:
    """The files of a release that are not as they were written."""
    if _described(folder) is None:
        return [DESCRIPTION]
    try:
        return damaged_files(folder)
    except (OSError, ValueError):
        return [CHECKSUMS]


def _point_to(home: Home, folder: Path) -> None:
    link = home.published.parent / f"{_LINKING}{uuid.uuid4().hex}"
    link.symlink_to(os.path.relpath(folder, home.published.parent))
    link.replace(home.published)
    sync_folder(home.published.parent)


def _prune(home: Home, keep: int) -> None:
    numbered = sorted(path for path in home.releases.glob("[0-9]*") if path.is_dir())
    current = home.published.resolve()
    for path in numbered[: max(0, len(numbered) - keep)]:
        if path != current:
            aside = home.releases / f"{_REMOVING}{path.name}"  # so that no half of it is ever taken for a release
            path.rename(aside)
            shutil.rmtree(aside)


def _remove_leftovers(home: Home) -> None:
    """What a run that was ended by force left half-built, half-removed or not yet in its place."""
    for prefix in (_BUILDING, _REMOVING):
        for path in home.releases.glob(f"{prefix}*"):
            shutil.rmtree(path, ignore_errors=True)
    for link in home.published.parent.glob(f"{_LINKING}*"):
        link.unlink(missing_ok=True)

"""Releases: numbered, read-only states of the warehouse, and the link by which readers find the latest.

    releases/000007/observatory.duckdb      tables of the public schemas, with comments and table macros
    releases/000007/parquet/<schema>/<table>.parquet
    releases/000007/release.json            number, time, content hash and row count per table
    published -> releases/000007            replaced in one step

A release is built beside the others under a temporary name and gets its number by one rename; the link is replaced by
one rename, too. A reader who has a file open keeps it. Not here: what the tables mean, how they are copied
(`warehouse.published_file`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import os
import shutil
import uuid
from pathlib import Path

import duckdb

from warehouse.files import sync_file, sync_folder, write_bytes
from warehouse.paths import DATABASE_NAME, Home
from warehouse.published_file import PUBLIC_SCHEMAS, PublishedFile, copy_public_tables

KEPT_RELEASES = 10
FORMAT_VERSION = 1
"""Raised when a release gets other files or another layout, so that an unchanged warehouse is published again."""
DESCRIPTION = "release.json"
_BUILDING = ".building-"


class ReleaseError(RuntimeError):
    """No release can be made; the last one stays."""


@dataclasses.dataclass(frozen=True)
class Release:
    """A published state. `is_new` is false where nothing had changed and the last release was left standing."""

    number: int
    folder: Path
    content_sha256: str
    tables: dict[str, int]
    is_new: bool


def latest_release(home: Home) -> Release | None:
    """The release that readers open, or None before the first."""
    return _described(home.published.resolve())


def releases(home: Home) -> list[Release]:
    """The releases that are kept, the oldest first."""
    found = (_described(path) for path in sorted(home.releases.glob("[0-9]*")))
    return [release for release in found if release is not None]


def publish(home: Home, *, now: dt.datetime, keep: int = KEPT_RELEASES) -> Release:
    """Publish the working database, unless its public tables are those of the last release.

    Raises:
        ReleaseError: the working database is missing, damaged or in use, or has none of the public tables.
    """
    if not home.database.exists():
        raise ReleaseError(f"there is no working database at {home.database}; run the pipeline first")
    if home.published.exists() and not home.published.is_symlink():
        raise ReleaseError(f"{home.published} is no link to a release; move it away")
    home.releases.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(home.releases)
    temporary = home.releases / f"{_BUILDING}{uuid.uuid4().hex}"
    temporary.mkdir()
    try:
        built = _build(home.database, temporary)
        content = _content(built)
        last, kept = latest_release(home), releases(home)
        if last is not None and last.content_sha256 == content:
            return last
        newest = kept[-1] if kept else None
        if newest is None or newest.content_sha256 != content:
            newest = _number(home, temporary, built, content, now)
        # Else a run was ended by force between naming this very release and pointing to it.
        _point_to(home, newest.folder)
        _prune(home, keep)
        return dataclasses.replace(newest, is_new=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _build(database: Path, folder: Path) -> PublishedFile:
    try:
        built = copy_public_tables(database, folder, DATABASE_NAME)
    except duckdb.Error as error:
        raise ReleaseError(f"{database} cannot be published: {error}") from error
    if not built.tables:
        raise ReleaseError(f"{database} has no table in {', '.join(PUBLIC_SCHEMAS)}; did the dbt build succeed?")
    return built


def _content(built: PublishedFile) -> str:
    said = {"format": FORMAT_VERSION, **dataclasses.asdict(built)}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _number(home: Home, temporary: Path, built: PublishedFile, content: str, now: dt.datetime) -> Release:
    """Give the folder that was built the next number."""
    number = max((int(path.name) for path in home.releases.glob("[0-9]*")), default=0) + 1
    description = {
        "number": number,
        "created_at": now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "content_sha256": content,
        "tables": {name: dataclasses.asdict(table) for name, table in built.tables.items()},
    }
    write_bytes(temporary / DESCRIPTION, json.dumps(description, indent=2, sort_keys=True).encode() + b"\n")
    for path in sorted(temporary.rglob("*")):
        if path.is_file():
            path.chmod(0o444)
            sync_file(path)
        else:
            sync_folder(path)
    sync_folder(temporary)
    folder = home.releases / f"{number:06d}"
    temporary.rename(folder)
    sync_folder(home.releases)
    return Release(number, folder, content, {name: table.rows for name, table in built.tables.items()}, is_new=True)


def _described(folder: Path) -> Release | None:
    try:
        description = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        tables = {name: int(entry["rows"]) for name, entry in description["tables"].items()}
        return Release(int(description["number"]), folder, description["content_sha256"], tables, is_new=False)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _point_to(home: Home, folder: Path) -> None:
    link = home.published.parent / f".published-{uuid.uuid4().hex}"
    link.symlink_to(os.path.relpath(folder, home.published.parent))
    link.replace(home.published)
    sync_folder(home.published.parent)


def _prune(home: Home, keep: int) -> None:
    numbered = sorted(path for path in home.releases.glob("[0-9]*") if path.is_dir())
    current = home.published.resolve()
    for path in numbered[: max(0, len(numbered) - keep)]:
        if path != current:
            shutil.rmtree(path)


def _remove_leftovers(folder: Path) -> None:
    """What a run that was ended by force left half-built."""
    for path in folder.glob(f"{_BUILDING}*"):
        shutil.rmtree(path, ignore_errors=True)

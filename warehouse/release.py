"""Releases: numbered, read-only states of the warehouse, and the link by which readers find the latest.

    releases/000007/observatory.duckdb      tables of the public schemas, with comments and table macros
    releases/000007/parquet/<schema>/<table>.parquet
    releases/000007/release.json            number, time, content hash and row count per table
    published -> releases/000007            replaced in one step

A release is built beside the others under a temporary name and gets its number by one rename; the link is replaced by one
rename, too. A reader who has a file open keeps it. Not here: what the tables mean.
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

PUBLIC_SCHEMAS = ("core", "economy", "society", "government", "foundation", "quality")
KEPT_RELEASES = 10
DESCRIPTION = "release.json"


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
    try:
        description = json.loads((home.published / DESCRIPTION).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    tables = {name: entry["rows"] for name, entry in description["tables"].items()}
    return Release(description["number"], home.published.resolve(), description["content_sha256"], tables, is_new=False)


def publish(home: Home, *, now: dt.datetime, keep: int = KEPT_RELEASES) -> Release:
    """Publish the working database, unless its public tables are those of the last release.

    Raises:
        ReleaseError: the working database is missing, or has none of the public tables.
    """
    if not home.database.exists():
        raise ReleaseError(f"there is no working database at {home.database}; run the pipeline first")
    home.releases.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(home.releases)
    temporary = home.releases / f".building-{uuid.uuid4().hex}"
    temporary.mkdir()
    try:
        tables = _copy(home.database, temporary)
        if not tables:
            raise ReleaseError(f"{home.database} has no table in {', '.join(PUBLIC_SCHEMAS)}; did the dbt build succeed?")
        content = hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()
        last = latest_release(home)
        if last is not None and last.content_sha256 == content:
            return last
        number = max((int(path.name) for path in home.releases.glob("[0-9]*")), default=0) + 1
        description = {
            "number": number,
            "created_at": now.astimezone(dt.UTC).isoformat(timespec="seconds"),
            "content_sha256": content,
            "tables": tables,
        }
        write_bytes(temporary / DESCRIPTION, json.dumps(description, indent=2, sort_keys=True).encode())
        for path in temporary.rglob("*"):
            if path.is_file():
                path.chmod(0o444)
                sync_file(path)
        folder = home.releases / f"{number:06d}"
        temporary.rename(folder)
        sync_folder(home.releases)
        _point_to(home, folder)
        _prune(home, keep)
        return Release(number, folder, content, {name: entry["rows"] for name, entry in tables.items()}, is_new=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _copy(database: Path, folder: Path) -> dict[str, dict[str, int | str]]:
    """Copy the public tables with their comments, and every macro; gives hash and row count per table."""
    tables: dict[str, dict[str, int | str]] = {}
    with duckdb.connect(str(folder / DATABASE_NAME)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set preserve_insertion_order = true")
        connection.execute(f"attach {_text(str(database))} as work (read_only)")
        names = connection.execute(
            "select schema_name, table_name, comment from duckdb_tables() where database_name = 'work' order by all"
        ).fetchall()
        for schema, table, comment in names:
            if schema not in PUBLIC_SCHEMAS:
                continue
            name = f"{_name(schema)}.{_name(table)}"
            connection.execute(f"create schema if not exists {_name(schema)}")
            connection.execute(f"create table {name} as select * from work.{name} order by all")
            if comment:
                connection.execute(f"comment on table {name} is {_text(comment)}")
            columns = connection.execute(
                "select column_name, comment from duckdb_columns() where database_name = 'work' and schema_name = ? and table_name = ?"
                " and comment is not null",
                [schema, table],
            ).fetchall()
            for column, text in columns:
                connection.execute(f"comment on column {name}.{_name(column)} is {_text(text)}")
            file = folder / "parquet" / schema / f"{table}.parquet"
            file.parent.mkdir(parents=True, exist_ok=True)
            connection.execute(f"copy (select * from {name}) to {_text(str(file))} (format parquet, compression zstd)")
            rows, digest = connection.execute(
                f"select count(*), sha256(coalesce(string_agg(t::varchar, chr(10)), '')) from (select t from {name} as t order by t::varchar)"  # noqa: S608 - names come from the catalogue, quoted
            ).fetchall()[0]
            tables[f"{schema}.{table}"] = {"rows": rows, "sha256": digest}
        for (definition,) in connection.execute(
            "select 'create macro ' || function_name || '(' || array_to_string(parameters, ', ') || ') as '"
            " || case when function_type = 'table_macro' then 'table ' else '' end || macro_definition"
            " from duckdb_functions() where database_name = 'work' and function_type in ('macro', 'table_macro') and not internal order by 1"
        ).fetchall():
            connection.execute(definition)
        connection.execute("detach work")
    return tables


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


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


def _remove_leftovers(releases: Path) -> None:
    """What a run that was ended by force left half-built."""
    for path in releases.glob(".building-*"):
        shutil.rmtree(path, ignore_errors=True)

"""What a release and the lake say, table by table, as hashes that can be compared.

Lives here: the hashes, and the columns that are left out of them, each with its reason. Not here: the comparison.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import duckdb

from warehouse.archive import Archive, CorruptCaptureError
from warehouse.paths import DATABASE_NAME, Home
from warehouse.published_file import LOOKED_NOT_SEEN, PUBLIC_SCHEMAS

COUNTS_OF_ASKING = LOOKED_NOT_SEEN
"""Left out: they count how often a source was asked. A run that was killed has asked, too, and its outcomes are kept,
so they are higher than without it by what it had asked. All other columns of the table are compared."""
LAKE_OF_ASKING = frozenset({"fetch_outcomes"})
"""Left out for the same reason: one row per attempt, with the id of the run that made it."""


def published_hashes(home: Home) -> dict[str, str]:
    """`{schema.table: hash}` of every table that readers see: columns, types, comments and rows in any order."""
    with duckdb.connect(str(home.published / DATABASE_NAME), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        tables = connection.execute(
            "select schema_name, table_name, comment from duckdb_tables() where schema_name in ? order by all",
            [list(PUBLIC_SCHEMAS)],
        ).fetchall()
        return {f"{schema}.{table}": _hash(connection, schema, table, comment) for schema, table, comment in tables}


def lake_hashes(home: Home) -> dict[str, str]:
    """`{table: hash}` of the rows of every table of the lake but those that only tell of asking."""
    hashes = {}
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for folder in sorted(path for path in home.lake.iterdir() if path.is_dir()):
            if folder.name in LAKE_OF_ASKING:
                continue
            rows = connection.execute(
                "select cast(to_json(t) as varchar) as j from read_parquet(?, union_by_name = true) as t order by j",
                [f"{folder}/**/*.parquet"],
            ).fetchall()
            hashes[folder.name] = _digest(row for (row,) in rows)
    return hashes


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Names of the tables that are not the same."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def capture_ids(home: Home) -> set[str]:
    """The captures that the archive holds whole: a line in the journal, and the body that it names."""
    archive, found = Archive(home.archive), set()
    for source_id in archive.source_ids():
        for capture in archive.captures(source_id):
            try:
                archive.read_body(capture.sha256)
            except CorruptCaptureError:
                continue
            found.add(capture.capture_id)
    return found


def _hash(connection: duckdb.DuckDBPyConnection, schema: str, table: str, comment: str | None) -> str:
    columns = connection.execute(
        "select column_name, data_type, comment from duckdb_columns()"
        " where schema_name = ? and table_name = ? order by column_index",
        [schema, table],
    ).fetchall()
    left_out = COUNTS_OF_ASKING.get(f"{schema}.{table}", frozenset())
    kept = ", ".join(f'"{name}"' for name, _, _ in columns if name not in left_out)
    rows = connection.execute(
        f'select cast(to_json(t) as varchar) as j from (select {kept} from "{schema}"."{table}") as t order by j'  # noqa: S608 - names of the release
    ).fetchall()
    return _digest([repr((comment, columns)), *(row for (row,) in rows)])


def _digest(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()

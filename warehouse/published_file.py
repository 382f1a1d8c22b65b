"""The published database: a copy of the public tables that readers may open, and a digest of what it says.

Lives here: copying tables with comments, macros and a fixed order of rows into a new DuckDB file and into Parquet. Not
here: which release it becomes (`warehouse.release`), what the tables mean.
"""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import duckdb

from schemas.pillars import PILLARS
from warehouse.publishing.sql import name, text

PUBLIC_SCHEMAS = ("core", *PILLARS, "quality")
LOOKED_NOT_SEEN = {
    "quality.source_health": frozenset(
        {
            "n_attempts",
            "n_captured",
            "n_unchanged",
            "n_failed",
            "n_passed_over",
            "n_failed_last_run",
            "last_attempt_at",
            "last_answer_at",
            "last_failure_detail",
        }
    )
}
"""Columns that move with every look at a source, whether or not it said anything new. They are published, but a change
in them alone makes no release: they stand as of the day of the release. A source that breaks changes its `status`, and
that does."""
Column = tuple[str, str, str | None]
"""Name, type and comment."""


@dataclasses.dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table of a release: how many rows, and a digest of columns, comments and rows that no order changes."""

    rows: int
    sha256: str


@dataclasses.dataclass(frozen=True)
class PublishedFile:
    """What was copied: tables by `schema.table`, and a digest of the macros."""

    tables: dict[str, PublishedTable]
    macros_sha256: str


def copy_public_tables(database: Path, folder: Path, file_name: str) -> PublishedFile:
    """Write `<folder>/<file_name>` and `<folder>/parquet/<schema>/<table>.parquet`; `database` is opened read-only.

    Raises:
        duckdb.Error: the database cannot be opened or read.
    """
    with duckdb.connect(str(folder / file_name)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"attach {text(str(database))} as work (read_only)")
        connection.execute("begin")  # one commit for hundreds of comments
        tables = connection.execute(
            "select schema_name, table_name, comment from duckdb_tables() where database_name = 'work'"
            " and list_contains(?, schema_name) order by all",
            [list(PUBLIC_SCHEMAS)],
        ).fetchall()
        columns = _columns(connection)
        copied = {
            f"{schema}.{table}": _copy_table(connection, folder, schema, table, comment, columns[schema, table])
            for schema, table, comment in tables
        }
        macros = _copy_macros(connection) if copied else []
        connection.execute("commit")
    return PublishedFile(copied, hashlib.sha256("\n".join(macros).encode()).hexdigest())


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], list[Column]]:
    """The columns of every table, asked for once: the answer is as slow for one table as for all."""
    columns: dict[tuple[str, str], list[Column]] = {}
    for schema, table, *column in connection.execute(
        "select schema_name, table_name, column_name, data_type, comment from duckdb_columns()"
        " where database_name = 'work' order by schema_name, table_name, column_index"
    ).fetchall():
        columns.setdefault((schema, table), []).append(tuple(column))
    return columns


def _copy_table(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    schema: str,
    table: str,
    comment: str | None,
    columns: list[Column],
) -> PublishedTable:
    target = f"{name(schema)}.{name(table)}"
    connection.execute(f"create schema if not exists {name(schema)}")
    connection.execute(f"create table {target} as select * from work.{target} order by all")  # noqa: S608 - quoted
    if comment:
        connection.execute(f"comment on table {target} is {text(comment)}")
    for column, _, said in columns:
        if said:
            connection.execute(f"comment on column {target}.{name(column)} is {text(said)}")
    parquet = folder / "parquet" / schema / f"{table}.parquet"
    parquet.parent.mkdir(parents=True, exist_ok=True)
    connection.execute(f"copy {target} to {text(str(parquet))} (format parquet, compression zstd)")
    moving = LOOKED_NOT_SEEN.get(f"{schema}.{table}", frozenset())
    rows = _digest_rows(connection, target, [column for column, _, _ in columns if column not in moving])
    shape = repr((comment, columns))
    return PublishedTable(int(rows[0]), hashlib.sha256(f"{shape}\n{rows}".encode()).hexdigest())


def _digest_rows(connection: duckdb.DuckDBPyConnection, target: str, columns: list[str]) -> tuple[int, ...]:
    """Count, sums and parities over a hash per row: the same rows in any order give the same, in constant memory."""
    rows = f"select {', '.join(map(name, columns))} from {target}"  # noqa: S608 - quoted
    digest = (
        "select count(*), sum(md5_number_lower(j)), sum(md5_number_upper(j)), bit_xor(md5_number_lower(j)),"  # noqa: S608
        f" bit_xor(md5_number_upper(j)) from (select cast(to_json(t) as varchar) as j from ({rows}) as t)"
    )
    found = connection.execute(digest).fetchone()
    return tuple(int(value or 0) for value in found or ())


def _copy_macros(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Macros without types and defaults of parameters; each is made with the search path of the published file."""
    macros = connection.execute(
        "select schema_name, function_name, parameters, function_type, macro_definition, comment"
        " from duckdb_functions() where database_name = 'work' and not internal"
        " and function_type in ('macro', 'table_macro') order by all"
    ).fetchall()
    statements = []
    for schema, macro, parameters, kind, definition, comment in macros:
        target = f"{name(schema)}.{name(macro)}"
        table = "table " if kind == "table_macro" else ""
        connection.execute(f"create schema if not exists {name(schema)}")
        statements.append(f"create macro {target}({', '.join(map(name, parameters))}) as {table}{definition}")
        connection.execute(statements[-1])
        if comment:
            connection.execute(f"comment on macro {table}{target} is {text(comment)}")
    return statements

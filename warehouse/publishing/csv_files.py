"""The published tables as CSV files that a double click in Excel opens with Vietnamese letters.

    csv/<schema>/<table>.csv      UTF-8 with a byte order mark, commas, a point for decimals, empty for no value

Lives here: writing them from the published database. A sentence of a page may begin like a formula, and a spreadsheet
that opens the file would run it (or show an error for a list that begins with a dash): such a text gets an apostrophe
in front, a number does not. The Parquet files and the database have every text as it is; the workbooks mark text as
text.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from warehouse.publishing.catalogue import Column, Table
from warehouse.publishing.dictionary import UTF8_BOM
from warehouse.publishing.sql import name, table_name, text

_LIKE_A_FORMULA = r"^[=+\-@\t\r＝＋－＠]"
APOSTROPHE = "'"
_NUMBER = r"[+-]?[0-9][0-9.,]*%?"


def csv_path(table: Table) -> str:
    """Path of a table's file within a release."""
    return f"csv/{table.schema}/{table.name}.csv"


def write_csv_files(connection: duckdb.DuckDBPyConnection, folder: Path, tables: Iterable[Table]) -> None:
    """Write the file of every table below `folder`; rows keep the order of the database."""
    connection.execute("set TimeZone = 'UTC'")
    for table in tables:
        path = folder / csv_path(table)
        path.parent.mkdir(parents=True, exist_ok=True)
        # DuckDB writes no byte order mark: the first column's name carries it into the header.
        marks = [UTF8_BOM, *[""] * len(table.columns)]
        columns = ", ".join(
            f"{_readable(column)} as {name(mark + column.name)}"
            for mark, column in zip(marks, table.columns, strict=False)
        )
        query = f"select {columns} from {table_name(table)}"  # noqa: S608 - quoted
        connection.execute(f"copy ({query}) to {text(str(path))} (format csv, header true)")


def _readable(column: Column) -> str:
    """A time in the form of ISO 8601, text with an apostrophe where it could be a formula, all else as it is."""
    quoted = name(column.name)
    if column.type == "VARCHAR":
        is_number = f"regexp_full_match({quoted}, {text(_NUMBER)})"
        is_risky = f"regexp_matches({quoted}, {text(_LIKE_A_FORMULA)}) and not {is_number}"
        return f"case when {is_risky} then {text(APOSTROPHE)} || {quoted} else {quoted} end"
    return f"strftime({quoted}, '%Y-%m-%dT%H:%M:%SZ')" if column.type.startswith("TIMESTAMP") else quoted

"""The published tables as CSV files that a double click in Excel opens with Vietnamese letters.

    csv/<schema>/<table>.csv      UTF-8 with a byte order mark, commas, a point for decimals, empty for no value

Lives here: writing them from the published database. A text that a spreadsheet would take for a formula is left as it
is: the files are data for programs, too; the workbooks (`workbooks`) mark text as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from warehouse.publishing.catalogue import Column, Table
from warehouse.publishing.dictionary import UTF8_BOM
from warehouse.publishing.sql import name, table_name, text


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
    """A time in the form of ISO 8601, all else as it is."""
    quoted = name(column.name)
    return f"strftime({quoted}, '%Y-%m-%dT%H:%M:%SZ')" if column.type.startswith("TIMESTAMP") else quoted

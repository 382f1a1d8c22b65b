"""What a published database holds, with a name and a meaning for every table and column in Vietnamese and English.

Lives here: reading tables, columns and comments of the file, and joining them with the labels of `labels/*.csv`. The
English description is the comment in the database (its home is dbt); the Vietnamese one and both labels stand here. A
column of a scorecard is an indicator and is named by `core.dim_indicator`. A column without a label keeps its own name.
"""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import duckdb

LABELS = Path(__file__).resolve().parent / "labels"


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A column: DuckDB's type, labels and descriptions."""

    name: str
    type: str
    label_vi: str
    label_en: str
    description_vi: str
    description_en: str


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table of a release."""

    schema: str
    name: str
    label_vi: str
    label_en: str
    description_vi: str
    description_en: str
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        """`schema.name`."""
        return f"{self.schema}.{self.name}"

    @property
    def column_names(self) -> list[str]:
        """Names in the table's order."""
        return [column.name for column in self.columns]


def read_catalogue(connection: duckdb.DuckDBPyConnection) -> tuple[Table, ...]:
    """All tables of the database to which the connection points, ordered by schema and name."""
    tables = connection.execute(
        "select schema_name, table_name, comment from duckdb_tables()"
        " where database_name = current_database() and not internal order by all"
    ).fetchall()
    columns: dict[tuple[str, str], list[tuple[str, str, str | None]]] = {}
    for schema, table, name, kind, comment in connection.execute(
        "select schema_name, table_name, column_name, data_type, comment from duckdb_columns()"
        " where database_name = current_database() and not internal order by schema_name, table_name, column_index"
    ).fetchall():
        columns.setdefault((schema, table), []).append((name, kind, comment))
    table_labels, column_labels = _labels("tables.csv"), _labels("columns.csv")
    indicators = _indicators(connection) if ("core", "dim_indicator") in columns else {}
    found = []
    for schema, name, comment in tables:
        label = table_labels.get(f"{schema}.{name}", {})
        found.append(
            Table(
                schema,
                name,
                label.get("label_vi") or f"{schema}.{name}",
                label.get("label_en") or f"{schema}.{name}",
                label.get("description_vi") or comment or "",
                comment or "",
                tuple(_column(*column, column_labels, indicators) for column in columns[schema, name]),
            )
        )
    return tuple(found)


def _labels(file: str) -> dict[str, dict[str, str]]:
    with (LABELS / file).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        key = (rows.fieldnames or [""])[0]
        return {row[key]: row for row in rows}


def _indicators(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    rows = connection.execute(
        "select indicator_code, name_vi, name_en, definition_vi, unit from core.dim_indicator"
    ).fetchall()
    return {
        code: {
            "label_vi": name_vi or code,
            "label_en": name_en or code,
            "description_vi": f"{definition or name_vi or code} ({unit})",
        }
        for code, name_vi, name_en, definition, unit in rows
    }


def _column(
    name: str,
    kind: str,
    comment: str | None,
    labels: dict[str, dict[str, str]],
    indicators: dict[str, dict[str, str]],
) -> Column:
    label = labels.get(name) or indicators.get(name) or {}
    return Column(
        name,
        kind,
        label.get("label_vi") or name,
        label.get("label_en") or name,
        label.get("description_vi") or comment or "",
        comment or "",
    )

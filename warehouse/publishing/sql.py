"""Identifiers and literals quoted for DuckDB.

Lives here: quoting. Not here: queries.
"""

from __future__ import annotations

from warehouse.publishing.catalogue import Table


def name(identifier: str) -> str:
    """An identifier in double quotes."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """A literal in single quotes."""
    return "'" + value.replace("'", "''") + "'"


def table_name(table: Table) -> str:
    """Schema and table, quoted."""
    return f"{name(table.schema)}.{name(table.name)}"

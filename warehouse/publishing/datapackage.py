"""`datapackage.json`: the CSV files of a release as a Frictionless Data Package (Tabular Data Package, version 1).

Lives here: names, types, titles, descriptions and keys in the form of that standard. Not here: the files themselves.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from warehouse.publishing.catalogue import Column, Table
from warehouse.publishing.csv_files import csv_path
from warehouse.publishing.keys import foreign_keys, primary_key

NAME = "provincial-digital-transformation-observatory"
TITLE = "Đài quan sát chuyển đổi số cấp tỉnh / Observatory of provincial digital transformation"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "FLOAT": "number",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "SMALLINT": "integer",
    "HUGEINT": "integer",
}


def write_datapackage(folder: Path, tables: Sequence[Table], *, number: int, created: dt.datetime) -> None:
    """Write `datapackage.json` beside the CSV files, which must be there (sizes and hashes are taken of them)."""
    package = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "version": f"{number}.0.0",
        "created": created.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licenses": [LICENCE],
        "resources": [_resource(folder, table, tables) for table in tables],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def resource_name(table: Table) -> str:
    """Name of a table's resource: lower case, with the marks that the standard allows."""
    return f"{table.schema}.{table.name}"


def _resource(folder: Path, table: Table, tables: Sequence[Table]) -> dict[str, Any]:
    path = folder / csv_path(table)
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if key := primary_key(table):
        schema["primaryKey"] = list(key)
    if references := foreign_keys(table, tables):
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": resource_name(other), "fields": [column]}}
            for column, other in references
        ]
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": resource_name(table),
        "title": f"{table.label_vi} / {table.label_en}",
        "description": "\n\n".join(filter(None, (table.description_vi, table.description_en))),
        "path": csv_path(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    kind = _type(column.type)
    return {
        "name": column.name,
        "type": kind,
        "title": f"{column.label_vi} / {column.label_en}",
        "description": "\n\n".join(filter(None, (column.description_vi, column.description_en))),
        **({"trueValues": ["true"], "falseValues": ["false"]} if kind == "boolean" else {}),
    }


def _type(duckdb_type: str) -> str:
    if duckdb_type.startswith("TIMESTAMP"):
        return "datetime"
    return "number" if duckdb_type.startswith("DECIMAL") else _TYPES.get(duckdb_type, "any")

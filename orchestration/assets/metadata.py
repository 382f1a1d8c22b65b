"""What people look for in the UI: counts and a few rows of a lake table.

Lives here: turning rows into Dagster metadata. Never here: reading anything but the lake and lists of captures.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import dagster as dg

from schemas.records import Capture
from schemas.tables import TableSchema
from warehouse.archive import Archive
from warehouse.datasets import count_rows, sample_rows

NEWEST = 10
_WIDEST = 80
# A picture or a link in the text of a page would be loaded, or clicked, by whoever looks at the sample.
_MARKDOWN = str.maketrans({"<": "&lt;", "&": "&amp;", **{mark: f"\\{mark}" for mark in "\\`*_[]!|~#"}})


def table_metadata(lake: Path, table: TableSchema, columns: tuple[str, ...]) -> dict[str, Any]:
    """Row count and sample rows of a lake table."""
    return {
        "dagster/row_count": count_rows(lake, table),
        "sample": dg.MetadataValue.md(markdown_table(sample_rows(lake, table), columns)),
        "folder": dg.MetadataValue.path(str(lake / table.name)),
    }


def captures_table(archive: Archive, captures: Sequence[Capture]) -> str:
    """The newest captures with their address and the file of the archive that holds the body (gzip)."""
    rows = [
        {
            "captured at": f"{capture.captured_at:%Y-%m-%d %H:%M} UTC",
            "title": capture.listing_title,
            "address": capture.url,
            "body": os.path.relpath(archive.blob(capture.sha256), archive.root),
        }
        for capture in reversed(captures[-NEWEST:])
    ]
    return markdown_table(rows, ("captured at", "title", "address", "body"))


def markdown_table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    """Rows as a Markdown table; text from pages is cut short and cannot break out of its cell."""
    lines = [" | ".join(columns), " | ".join("---" for _ in columns)]
    lines += [" | ".join(_cell(row.get(column)) for column in columns) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    text = text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
    return text.translate(_MARKDOWN)

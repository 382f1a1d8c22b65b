"""The lake as tests look at it: all rows of a table, which no step reads at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from schemas.tables import TableSchema
from warehouse.datasets import partitions


def read_table(lake: Path, table: TableSchema) -> list[dict[str, Any]]:
    """All rows of a table."""
    return [row for partition in partitions(lake, table) for row in partition.rows()]

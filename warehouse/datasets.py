"""The lake: Parquet tables in partitions that know what they were made from.

    lake/<table>/<source_id>/<yyyy-mm>.parquet           rows of one source, captured in one month
    lake/<table>/<source_id>/<yyyy-mm>.<part>.parquet    the same, where several steps write one table (quarantine)
    lake/<table>/_schema.parquet                         no rows, all columns, so that a glob always matches

A partition carries a fingerprint of what it was made from and is made again only when that changes, or when its file
cannot be read. Not here: what the rows mean.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from schemas.tables import TableSchema
from warehouse.files import replacing
from warehouse.paths import plain_name

_FINGERPRINT = b"observatory.fingerprint"
SCHEMA_FILE = "_schema.parquet"

Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class Partition:
    """One file of a lake table."""

    lake: Path
    table: TableSchema
    source_id: str
    month: str
    part: str = ""

    @property
    def path(self) -> Path:
        """Where it lies."""
        month = plain_name(self.month)
        name = f"{month}.{plain_name(self.part)}.parquet" if self.part else f"{month}.parquet"
        return self.lake / self.table.name / plain_name(self.source_id) / name

    def fingerprint(self) -> str | None:
        """What it was made from; None where the file is missing or cannot be read (half-written, damaged)."""
        try:
            metadata = pyarrow.parquet.read_metadata(self.path).metadata or {}
        except (OSError, pyarrow.ArrowException):
            return None
        found = metadata.get(_FINGERPRINT)
        return found.decode() if found else None

    def write(self, rows: Iterable[Row], fingerprint: str) -> int:
        """Replace it by these rows, ordered by the table's key; gives their number."""
        ordered = list(rows)
        if self.table.key:
            ordered.sort(key=lambda row: tuple(row[name] for name in self.table.key))
        _write(self.path, self.table, ordered, fingerprint)
        return len(ordered)

    def rows(self) -> list[dict[str, Any]]:
        """Its rows as plain values; none where it does not exist.

        Raises:
            pyarrow.ArrowException: the file cannot be read; make it again.
        """
        if not self.path.exists():
            return []
        rows: list[dict[str, Any]] = pyarrow.parquet.ParquetFile(self.path).read().to_pylist()
        return rows


def write_schema(lake: Path, table: TableSchema) -> None:
    """Write the file without rows, unless it already has these columns."""
    path = lake / table.name / SCHEMA_FILE
    try:
        is_current = pyarrow.parquet.read_schema(path).remove_metadata() == table.arrow_schema().remove_metadata()
    except (OSError, pyarrow.ArrowException):
        is_current = False
    if not is_current:
        _write(path, table, [], "schema")


def write_table(lake: Path, table: TableSchema, rows: Sequence[Row]) -> bool:
    """Replace a small table of one file, `lake/<table>.parquet`; says whether anything in it changed."""
    path = lake / f"{table.name}.parquet"
    arrow = _arrow_table(table, sorted(rows, key=lambda row: tuple(row[name] for name in table.key)))
    try:
        if pyarrow.parquet.ParquetFile(path).read().equals(arrow):
            return False
    except (OSError, pyarrow.ArrowException):
        pass  # missing or damaged: written below
    with replacing(path) as temporary:
        pyarrow.parquet.write_table(arrow, temporary, compression="zstd")
    return True


def partitions(lake: Path, table: TableSchema) -> list[Partition]:
    """All partitions of a table, in a fixed order."""
    found = []
    for path in sorted((lake / table.name).glob("*/*.parquet")):
        month, _, part = path.stem.partition(".")
        found.append(Partition(lake, table, path.parent.name, month, part))
    return found


def prune(lake: Path, table: TableSchema, keep: Iterable[str]) -> list[str]:
    """Remove the partitions of sources that are not to be kept; gives the sources removed."""
    kept = set(keep)
    gone = sorted(path.name for path in (lake / table.name).glob("*") if path.is_dir() and path.name not in kept)
    for source_id in gone:
        shutil.rmtree(lake / table.name / source_id)
    return gone


def read_table(lake: Path, table: TableSchema) -> list[dict[str, Any]]:
    """All rows of a table."""
    return [row for partition in partitions(lake, table) for row in partition.rows()]


def read_columns(partition: Partition, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Some columns of a partition; no rows where it does not exist."""
    if not partition.path.exists():
        return []
    rows: list[dict[str, Any]] = pyarrow.parquet.ParquetFile(partition.path).read(columns=list(columns)).to_pylist()
    return rows


def count_rows(lake: Path, table: TableSchema) -> int:
    """Number of rows of a table, from the footers alone."""
    return sum(pyarrow.parquet.read_metadata(partition.path).num_rows for partition in partitions(lake, table))


def sample_rows(lake: Path, table: TableSchema, limit: int = 5) -> list[dict[str, Any]]:
    """Some rows of a table, from its latest months."""
    rows: list[dict[str, Any]] = []
    for partition in sorted(partitions(lake, table), key=lambda p: p.month, reverse=True):
        rows.extend(partition.rows()[: limit - len(rows)])
        if len(rows) >= limit:
            break
    return rows


def _write(path: Path, table: TableSchema, rows: Sequence[Row], fingerprint: str) -> None:
    arrow = _arrow_table(table, rows)
    arrow = arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), _FINGERPRINT: fingerprint.encode()})
    with replacing(path) as temporary:
        pyarrow.parquet.write_table(arrow, temporary, compression="zstd")


def _arrow_table(table: TableSchema, rows: Sequence[Row]) -> pyarrow.Table:
    return pyarrow.Table.from_pylist([dict(row) for row in rows], schema=table.arrow_schema())

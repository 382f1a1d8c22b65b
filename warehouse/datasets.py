"""The lake: Parquet tables in partitions that know what they were made from.

    lake/<table>/<source_id>/<yyyy-mm>.parquet           rows of one source, captured in one month
    lake/<table>/<source_id>/<yyyy-mm>.<part>.parquet    the same, where several steps write one table (quarantine)
    lake/<table>/_schema.parquet                         no rows, all columns, so that a glob always matches

A partition carries a fingerprint of what it was made from and is made again only when that changes, or when its file
has no readable footer. Not here: what the rows mean.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
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


class DamagedPartitionError(RuntimeError):
    """A file of the lake cannot be read."""

    def __init__(self, path: Path, error: Exception) -> None:
        self.path = path
        super().__init__(f"{path} is damaged ({error}); remove it, the next run makes it again from the archive")


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
            DamagedPartitionError: the file cannot be read.
        """
        return read_columns(self, None)


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


def partitions(lake: Path, table: TableSchema, source_id: str | None = None) -> list[Partition]:
    """All partitions of a table (of one source), in a fixed order."""
    found = []
    for path in sorted((lake / table.name).glob(f"{plain_name(source_id) if source_id else '*'}/*.parquet")):
        month, _, part = path.stem.partition(".")
        found.append(Partition(lake, table, path.parent.name, month, part))
    return found


def prune(lake: Path, table: TableSchema, keep: Mapping[str, Collection[str]]) -> list[str]:
    """Remove the partitions of sources, and of their months, that are not to be kept; gives the sources removed."""
    gone = sorted(path.name for path in (lake / table.name).glob("*") if path.is_dir() and path.name not in keep)
    for source_id in gone:
        shutil.rmtree(lake / table.name / source_id)
    for partition in partitions(lake, table):
        if partition.month not in keep[partition.source_id]:
            partition.path.unlink()
    return gone


def read_columns(partition: Partition, columns: Sequence[str] | None) -> list[dict[str, Any]]:
    """Some columns (None: all) of a partition; no rows where it does not exist.

    Raises:
        DamagedPartitionError: the file cannot be read.
    """
    if not partition.path.exists():
        return []
    wanted = None if columns is None else list(columns)
    try:
        # Checksums of pages: a flipped bit is found here, not in the figures.
        file = pyarrow.parquet.ParquetFile(partition.path, page_checksum_verification=True)
        rows: list[dict[str, Any]] = file.read(columns=wanted).to_pylist()
    except (OSError, pyarrow.ArrowException) as error:
        raise DamagedPartitionError(partition.path, error) from error
    return rows


def count_rows(lake: Path, table: TableSchema) -> int:
    """Number of rows of a table, from the footers alone.

    Raises:
        DamagedPartitionError: a file cannot be read.
    """
    return sum(_footer(partition.path).num_rows for partition in partitions(lake, table))


def sample_rows(lake: Path, table: TableSchema, limit: int = 5) -> list[dict[str, Any]]:
    """Some rows of a table, from its latest months."""
    rows: list[dict[str, Any]] = []
    for partition in sorted(partitions(lake, table), key=lambda p: p.month, reverse=True):
        rows.extend(partition.rows()[: limit - len(rows)])
        if len(rows) >= limit:
            break
    return rows


def _footer(path: Path) -> Any:
    try:
        return pyarrow.parquet.read_metadata(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise DamagedPartitionError(path, error) from error


def _write(path: Path, table: TableSchema, rows: Sequence[Row], fingerprint: str) -> None:
    arrow = _arrow_table(table, rows)
    arrow = arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), _FINGERPRINT: fingerprint.encode()})
    with replacing(path) as temporary:
        pyarrow.parquet.write_table(arrow, temporary, compression="zstd", write_page_checksum=True)


def _arrow_table(table: TableSchema, rows: Sequence[Row]) -> pyarrow.Table:
    return pyarrow.Table.from_pylist([dict(row) for row in rows], schema=table.arrow_schema())

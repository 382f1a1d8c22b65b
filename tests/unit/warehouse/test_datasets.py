"""Partitions of the lake are whole, ordered, typed and know what they were made from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from schemas.tables import ColumnSchema, TableSchema
from tests.lake import read_table
from warehouse.datasets import (
    Partition,
    count_rows,
    partitions,
    prune,
    sample_rows,
    write_schema,
    write_table,
)

TABLE = TableSchema(
    name="figures",
    grain="One row per figure.",
    key=("figure_id",),
    columns=(
        ColumnSchema("figure_id", "string", "Its name."),
        ColumnSchema("value", "number", "How much.", nullable=True),
        ColumnSchema("read_at", "timestamp", "When."),
    ),
)
AT = dt.datetime(2024, 3, 5, tzinfo=dt.UTC)


def row(name: str, value: float | None = 1.0) -> dict[str, Any]:
    return {"figure_id": name, "value": value, "read_at": AT}


def test_a_partition_gives_back_its_rows_in_order_of_the_key(tmp_path: Path) -> None:
    partition = Partition(tmp_path, TABLE, "s", "2024-03")
    assert partition.write([row("b", None), row("a")], "f1") == 2
    assert partition.rows() == [row("a"), row("b", None)]
    assert partition.fingerprint() == "f1"
    assert partition.path == tmp_path / "figures" / "s" / "2024-03.parquet"


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (Partition(tmp_path / name, TABLE, "s", "2024-03") for name in "ab")
    first.write([row("a"), row("b")], "f")
    second.write([row("b"), row("a")], "f")
    assert first.path.read_bytes() == second.path.read_bytes()


def test_column_descriptions_travel_with_the_file(tmp_path: Path) -> None:
    partition = Partition(tmp_path, TABLE, "s", "2024-03")
    partition.write([row("a")], "f")
    schema = pyarrow.parquet.read_schema(partition.path)
    assert schema.field("value").metadata[b"description"] == b"How much."
    assert str(schema.field("read_at").type) == "timestamp[us, tz=UTC]"


def test_parts_of_one_month_do_not_overwrite_each_other(tmp_path: Path) -> None:
    parse, extract = (Partition(tmp_path, TABLE, "s", "2024-03", part) for part in ("parse", "extract"))
    parse.write([row("a")], "f")
    extract.write([row("b")], "g")
    assert [p.part for p in partitions(tmp_path, TABLE)] == ["extract", "parse"]
    assert {r["figure_id"] for r in read_table(tmp_path, TABLE)} == {"a", "b"}


@pytest.mark.parametrize("keep", [0, 10, -10])
def test_a_half_written_or_missing_file_has_no_fingerprint(tmp_path: Path, keep: int) -> None:
    partition = Partition(tmp_path, TABLE, "s", "2024-03")
    assert partition.fingerprint() is None
    partition.write([row("a")], "f")
    partition.path.write_bytes(partition.path.read_bytes()[:keep])
    assert partition.fingerprint() is None
    partition.write([row("a")], "f")
    assert partition.rows() == [row("a")]


def test_a_row_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    partition = Partition(tmp_path, TABLE, "s", "2024-03")
    partition.write([row("a")], "f")
    with pytest.raises(pyarrow.ArrowException):
        partition.write([{**row("b"), "value": "many"}], "g")
    assert partition.rows() == [row("a")]
    assert [path.name for path in partition.path.parent.iterdir()] == ["2024-03.parquet"]


def test_a_file_without_rows_makes_every_glob_match(tmp_path: Path) -> None:
    write_schema(tmp_path, TABLE)
    path = tmp_path / "figures" / "_schema.parquet"
    before = path.stat().st_mtime_ns
    write_schema(tmp_path, TABLE)
    assert path.stat().st_mtime_ns == before
    assert pyarrow.parquet.read_table(path).schema.names == TABLE.column_names
    assert partitions(tmp_path, TABLE) == []
    path.write_bytes(b"PAR1")
    write_schema(tmp_path, TABLE)
    assert pyarrow.parquet.read_table(path).num_rows == 0


def test_rows_are_counted_and_sampled_from_the_latest_month(tmp_path: Path) -> None:
    Partition(tmp_path, TABLE, "s", "2024-03").write([row("a"), row("b")], "f")
    Partition(tmp_path, TABLE, "s", "2024-04").write([row("c")], "f")
    Partition(tmp_path, TABLE, "t", "2024-01").write([], "f")
    assert count_rows(tmp_path, TABLE) == 3
    assert [r["figure_id"] for r in sample_rows(tmp_path, TABLE, limit=2)] == ["c", "a"]


def test_sources_and_months_that_are_gone_are_removed(tmp_path: Path) -> None:
    Partition(tmp_path, TABLE, "stays", "2024-03").write([row("a")], "f")
    Partition(tmp_path, TABLE, "stays", "2031-03").write([row("c")], "f")
    Partition(tmp_path, TABLE, "goes", "2024-03").write([row("b")], "f")
    assert prune(tmp_path, TABLE, {"stays": {"2024-03"}}) == ["goes"]
    assert [r["figure_id"] for r in read_table(tmp_path, TABLE)] == ["a"]


def test_a_small_table_says_whether_it_changed(tmp_path: Path) -> None:
    assert write_table(tmp_path, TABLE, [row("b"), row("a")])
    assert not write_table(tmp_path, TABLE, [row("a"), row("b")])
    assert write_table(tmp_path, TABLE, [row("a")])
    (tmp_path / "figures.parquet").write_bytes(b"")
    assert write_table(tmp_path, TABLE, [row("a")])

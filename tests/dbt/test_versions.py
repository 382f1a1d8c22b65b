"""Which version of an article is the current one, asked of the staging model alone, without a build."""

from __future__ import annotations

from pathlib import Path

import duckdb
import jinja2

from tests.dbt.conftest import PROJECT
from tests.dbt.synthetic_lake import SyntheticLake, short_hash


def documents(lake: Path) -> list[tuple[str, str]]:
    """Document and day of its last capture, as `stg_documents` gives them."""
    model = (PROJECT / "models" / "staging" / "stg_documents.sql").read_text(encoding="utf-8")
    sql = jinja2.Environment(autoescape=False).from_string(model)  # noqa: S701 - SQL, no page
    tables = {"source": lambda _, name: f"read_parquet('{lake / name}/**/*.parquet', union_by_name = true)"}
    rows = duckdb.sql(f"select document_id, cast(last_captured_at as date)::varchar from ({sql.render(**tables)})")  # noqa: S608
    return sorted(rows.fetchall())


def test_a_text_that_comes_back_within_a_month_is_the_last_captured_one(tmp_path: Path) -> None:
    lake = SyntheticLake()
    first = lake.document("bao-tinh", "bai", None, captured="2024-03-01", text="một")
    second = lake.document("bao-tinh", "bai", None, captured="2024-03-05", text="hai")
    for document_id, day in ((first, "2024-03-01"), (second, "2024-03-05"), (first, "2024-03-09")):
        said = next(row for row in lake.rows["documents"] if row["document_id"] == document_id)
        captured_at = said["captured_at"].replace(day=int(day[-2:]))
        lake.rows["document_captures"].append({**said, "capture_id": short_hash(day), "captured_at": captured_at})
    found = documents(lake.write(tmp_path))
    assert found == sorted([(first, "2024-03-09"), (second, "2024-03-05")])


def test_without_captures_of_their_own_documents_keep_their_time(tmp_path: Path) -> None:
    lake = SyntheticLake()
    only = lake.document("bao-tinh", "bai", None, captured="2024-03-01")
    assert documents(lake.write(tmp_path)) == [(only, "2024-03-01")]

"""Which version of an article is current and which copy of a row counts, asked of staging models, without a build."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from tests.dbt.conftest import PROJECT
from tests.dbt.synthetic_lake import SyntheticLake


def staged(lake: Path, model: str, columns: str) -> list[tuple[Any, ...]]:
    """Columns of a staging model on this lake, sorted."""
    project = jinja2.Environment(loader=jinja2.FileSystemLoader(PROJECT), autoescape=False)  # noqa: S701 - SQL, no page
    day_of = project.get_template("macros/day_of.sql").module.day_of  # type: ignore[attr-defined]

    def query(name: str) -> str:
        sql = project.get_template(f"models/staging/{name}.sql")
        return f"({sql.render(ref=query, source=table, day_of=day_of)})"

    def table(_: str, name: str) -> str:
        return f"read_parquet('{lake / name}/**/*.parquet', union_by_name = true)"

    return sorted(duckdb.sql(f"select {columns} from {query(model)}").fetchall())  # noqa: S608


def documents(lake: Path) -> list[tuple[Any, ...]]:
    """Document and day of its last capture, as `stg_documents` gives them."""
    return staged(lake, "stg_documents", "document_id, cast(last_captured_at as date)::varchar")


def test_a_text_that_comes_back_within_a_month_is_the_last_captured_one(tmp_path: Path) -> None:
    lake = SyntheticLake()
    first = lake.document("bao-tinh", "bai", None, captured="2024-03-01", text="một")
    second = lake.document("bao-tinh", "bai", None, captured="2024-03-05", text="hai")
    for document_id, day in ((first, "2024-03-01"), (second, "2024-03-05"), (first, "2024-03-09")):
        lake.capture_again(document_id, day)
    found = documents(lake.write(tmp_path))
    assert found == sorted([(first, "2024-03-09"), (second, "2024-03-05")])


def test_without_captures_of_their_own_documents_keep_their_time(tmp_path: Path) -> None:
    lake = SyntheticLake()
    only = lake.document("bao-tinh", "bai", None, captured="2024-03-01")
    assert documents(lake.write(tmp_path)) == [(only, "2024-03-01")]


def test_of_a_text_that_comes_back_later_the_last_capture_is_believed_and_the_first_gives_the_time(
    tmp_path: Path,
) -> None:
    lake = SyntheticLake()
    for captured, province, published in (
        ("2024-03-01", "quang-ninh", date(2024, 2, 1)),
        ("2024-04-01", "cao-bang", None),
        ("2024-05-01", "lang-son", date(2024, 2, 20)),
    ):
        lake.document("inbox", "tep", published, captured=captured, text="một")
        lake.rows["documents"][-1]["province_code"] = province
    first = lake.rows["documents"][0]
    columns = "capture_id, cast(first_captured_at as date), cast(last_captured_at as date), province_code, published_on"
    assert staged(lake.write(tmp_path), "stg_documents", columns) == [
        (first["capture_id"], date(2024, 3, 1), date(2024, 5, 1), "lang-son", date(2024, 2, 20))
    ]


def test_of_rows_with_one_id_the_first_captured_counts_and_others_say_whether_they_agree(tmp_path: Path) -> None:
    lake = SyntheticLake()
    first = lake.document("bao-tinh", "bai", None, captured="2024-03-05")
    later = lake.document("bao-tinh", "bai-hai", None, captured="2024-04-05")
    lake.observe(later, "dti_rank", "son-la", "2022", 40, observation_id="a" * 16)
    lake.observe(first, "dti_rank", "son-la", "2022", 44, observation_id="a" * 16)
    lake.observe(later, "dti_rank", "son-la", "2022", 44, observation_id="a" * 16, quote="Cùng một con số, câu khác.")
    lake.observe(first, "dti_rank", "son-la", "2021", 50, observation_id="b" * 16)
    found = staged(lake.write(tmp_path), "stg_observations", "observation_id, value, is_first_copy, says_the_same")
    assert found == [
        ("a" * 16, 40, False, False),
        ("a" * 16, 44, False, True),
        ("a" * 16, 44, True, True),
        ("b" * 16, 50, True, True),
    ]

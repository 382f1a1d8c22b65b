"""The queries of the README run on the published tables and macros."""

from __future__ import annotations

import re

import duckdb
import pytest

from tests.dbt.conftest import PROJECT, ask

pytestmark = pytest.mark.slow

README = (PROJECT.parent / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.+?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_a_query_of_the_readme_runs(warehouse: duckdb.DuckDBPyConnection, query: str) -> None:
    ask(warehouse, query)


def test_the_five_questions_are_there() -> None:
    assert len(QUERIES) >= 6

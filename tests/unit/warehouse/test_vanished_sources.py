"""A release does not lose all observations of a source unnoticed."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.publishing.gates import vanished_sources
from warehouse.publishing.policy import Gates


def database(path: Path, **observations: int) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema core")
        connection.execute("create table core.fct_observation (source_id varchar)")
        for source_id, count in observations.items():
            connection.execute("insert into core.fct_observation select ? from range(?)", [source_id, count])
    return path


@pytest.mark.parametrize(
    ("after", "gone"),
    [
        ({"one": 10, "few": 9}, []),
        ({"one": 1}, []),  # nine others may go: that is for the gate of coverage
        ({"few": 9}, ["one"]),
        ({}, ["one"]),
    ],
)
def test_a_source_with_many_observations_may_not_lose_all(
    tmp_path: Path, after: dict[str, int], gone: list[str]
) -> None:
    before = database(tmp_path / "before.duckdb", one=10, few=9)
    found = vanished_sources(before, database(tmp_path / "after.duckdb", **after), Gates())
    assert [sentence.split(":")[0] for sentence in found] == gone


def test_who_accepts_that_figures_go_accepts_that_sources_go(tmp_path: Path) -> None:
    before, after = database(tmp_path / "before.duckdb", one=10), database(tmp_path / "after.duckdb")
    assert vanished_sources(before, after, Gates(max_shrink=1.0)) == []


def test_a_release_of_before_the_table_is_no_obstacle(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "before.duckdb")) as connection:
        connection.execute("create table other (x integer)")
    assert vanished_sources(tmp_path / "before.duckdb", database(tmp_path / "after.duckdb"), Gates()) == []

"""What the tables of the working database say of sources, read without a rule of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb

from orchestration.steps import summary, volumes
from schemas.pillars import PILLARS

ANSWERED = dt.datetime(2026, 1, 5, 6, tzinfo=dt.UTC)


def test_the_answers_behind_a_pillar_are_those_of_the_sources_that_stated_its_figures() -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "create schema quality; create table quality.source_health"
            " (source_id varchar, status varchar, last_answer_at timestamptz, pillars varchar)"
        )
        connection.executemany(
            "insert into quality.source_health values (?, 'ok', ?, ?)",
            [
                ("both", ANSWERED, "economy, society"),
                ("other", ANSWERED, "society"),
                ("inbox", None, "economy"),
                ("silent", ANSWERED, None),
            ],
        )
        assert volumes.answers_behind(connection, "economy") == {"both": ANSWERED}
        assert set(volumes.answers_behind(connection, "society")) == {"both", "other"}


def test_a_province_in_two_marts_is_counted_once_and_the_country_not_at_all(tmp_path: Path) -> None:
    database = tmp_path / "observatory.duckdb"
    with duckdb.connect(str(database)) as connection:
        for pillar in PILLARS:
            connection.execute(f"create schema {pillar}")
            connection.execute(f"create table {pillar}.indicator_values (province_code varchar, value double)")
            for code in ("hue", "hue", "vn", *(["ca-mau"] if pillar == "economy" else [])):
                connection.table(f"{pillar}.indicator_values").insert([code, 1.0])
    assert summary._provinces(database) == 2

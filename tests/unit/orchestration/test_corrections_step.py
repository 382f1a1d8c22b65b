"""Corrections in the lake: those of sources that the home has asked, and no others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow.parquet

from orchestration.steps import lake
from scrapers.corrections import load_corrections
from warehouse.archive import Archive
from warehouse.paths import Home


def in_the_lake(home: Home) -> list[str]:
    column = pyarrow.parquet.read_table(home.lake / "corrections.parquet").column("source_id")
    return [str(value) for value in column.to_pylist()]


def test_corrections_of_a_source_that_was_never_asked_rest(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    lake.prepare(home)
    assert lake.write_corrections(home) == 0
    assert in_the_lake(home) == []
    of_sources = [row["source_id"] for row in load_corrections()]
    asked = of_sources[-1]
    Archive(home.archive).store(
        source_id=asked,
        url="http://bai.test/1",
        final_url="http://bai.test/1",
        purpose="article",
        captured_at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC),
        status_code=200,
        headers={},
        content_type="text/html",
        encoding="utf-8",
        body=b"<p>",
    )
    assert lake.write_corrections(home) == of_sources.count(asked) < len(of_sources)
    assert set(in_the_lake(home)) == {asked}

"""The fetch step and the journals: one broken source stops no other, and a damaged line is named."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import pytest

from orchestration.settings import Settings
from orchestration.steps import fetch, ingest, lake
from schemas.lake import CAPTURES, FETCH_OUTCOMES
from scrapers.fetching.summary import FetchSummary
from scrapers.sources.loader import load_registry
from scrapers.sources.model import Source
from tests.lake import read_table
from warehouse.archive import Archive
from warehouse.paths import Home


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Một văn bản.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Một văn bản khác.\n", encoding="utf-8")
    return folder


class QuietClient:
    """Stands for the HTTP client where nothing is asked."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def test_an_unexpected_error_in_one_source_leaves_a_row_and_the_other_sources_complete(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *_ = (source for source in load_registry("sample") if source.kind != "inbox")

    def visit(source: Source, *_: object, **__: object) -> FetchSummary:
        if source is first:
            raise ZeroDivisionError("in the middle of a page")
        return FetchSummary(source.id, True, "ok", "", 1, 1, 0, 0, 0, 0, 1, 1, {})

    monkeypatch.setattr(fetch, "fetch_source", visit)
    monkeypatch.setattr(fetch, "HttpClient", QuietClient)
    settings = Settings(home=home, profile="sample", extra_sources=None, sample_day=1, contact="x")
    told: list[str] = []
    summaries = fetch.fetch_sources(
        settings, [first, second], {}, run_id="r", on_done=lambda summary: told.append(summary.source_id)
    )
    assert [(s.source_id, s.answered) for s in summaries] == [(first.id, False), (second.id, True)]
    assert summaries[0].reason == "ZeroDivisionError"
    assert summaries[0].asked == summaries[0].failed == 1
    assert sorted(told) == sorted([first.id, second.id])
    (outcome,) = Archive(home.archive).outcomes(first.id)
    assert (outcome.outcome, outcome.reason) == ("failed", "ZeroDivisionError")
    assert "in the middle of a page" in outcome.detail


def test_journals_reach_the_lake_and_damaged_lines_are_named(home: Home, files: Path) -> None:
    ingest.ingest(home, [files])
    journal = next(home.archive.glob("captures/inbox/*/*.jsonl"))
    journal.write_bytes(journal.read_bytes() + b'{"torn": ')
    (line,) = lake.write_captures(home, "inbox")
    assert line.line == 3
    assert {row["url"] for row in read_table(home.lake, CAPTURES)} == {"inbox:///a.txt", "inbox:///b.txt"}
    assert lake.write_captures(home, "inbox") == []
    assert lake.write_outcomes(home, "inbox") == []
    assert read_table(home.lake, FETCH_OUTCOMES) == []

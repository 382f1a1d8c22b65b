"""Corrections in the lake: those of sources that the home has asked; others rest, unless nobody knows their source."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from orchestration.settings import Settings
from orchestration.steps import corrections, lake
from orchestration.steps.corrections import corrections_of, counted, write_corrections
from orchestration.steps.ending import count_run
from scrapers.corrections import CorrectionsError, load_corrections
from scrapers.sources.loader import Profile, load_registry
from warehouse.archive import Archive
from warehouse.paths import Home

OWN_SOURCE = """version: 1
sources:
  - id: bao-cua-toi
    name_vi: Báo của tôi
    name_en: My newspaper
    kind: newspaper
    province: lang-son
    base_url: https://bao.example.vn
    family: generic
    authority: provincial_newspaper
    listings:
      - {kind: rss, url: /rss}
"""


def settings_of(home: Home, profile: Profile = "live", extra: Path | None = None) -> Settings:
    return Settings(home=home, profile=profile, extra_sources=extra, sample_day=1, contact="x")


def store(home: Home, source_id: str) -> None:
    Archive(home.archive).store(
        source_id=source_id,
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


def about(*source_ids: str) -> list[dict[str, Any]]:
    """Rows of entries that are about these sources."""
    row = load_corrections()[0]
    return [{**row, "source_id": each, "correction_id": f"entry-{number}"} for number, each in enumerate(source_ids)]


def in_the_lake(home: Home) -> list[str]:
    column = pyarrow.parquet.read_table(home.lake / "corrections.parquet").column("source_id")
    return [str(value) for value in column.to_pylist()]


def test_corrections_of_a_source_that_was_never_asked_rest_and_are_counted(home: Home) -> None:
    settings = settings_of(home)
    write_corrections(home, corrections_of(settings))
    assert in_the_lake(home) == []
    of_sources = [row["source_id"] for row in load_corrections()]
    asked = of_sources[-1]
    store(home, asked)
    found = corrections_of(settings)
    write_corrections(home, found)
    assert in_the_lake(home) == [asked] * of_sources.count(asked)
    assert counted(found) == {"in_use": of_sources.count(asked), "resting": len(of_sources) - of_sources.count(asked)}
    assert count_run(settings, "run-1", None).corrections == counted(found)


def test_a_source_is_known_by_any_registry_or_by_the_archive(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = tmp_path / "mine.yaml"
    extra.write_text(OWN_SOURCE, encoding="utf-8")
    store(home, "left-the-registry")
    known = [next(iter(load_registry("live"))).id, next(iter(load_registry("sample"))).id, "bao-cua-toi"]
    monkeypatch.setattr(corrections, "load_corrections", lambda: about(*known, "left-the-registry"))
    for profile in ("live", "sample"):
        found = corrections_of(settings_of(home, profile, extra))
        assert [row["source_id"] for row in found.resting] == known
        assert [row["source_id"] for row in found.in_use] == ["left-the-registry"]


@pytest.mark.parametrize(("written", "hint"), [("so-thong-tin-mu", "mean so-thong-tin-mau"), ("zzz", "correct")])
def test_an_entry_about_a_source_that_nobody_knows_is_refused(
    home: Home, monkeypatch: pytest.MonkeyPatch, written: str, hint: str
) -> None:
    monkeypatch.setattr(corrections, "load_corrections", lambda: about("so-thong-tin-mau", written))
    for profile in ("live", "sample"):
        said = rf"corrections\.yml, entry 2 \(entry-1\): source_id: '{written}' is in no registry .*{hint}"
        with pytest.raises(CorrectionsError, match=said):
            corrections_of(settings_of(home, profile))


def test_a_wrong_file_hides_no_other_counter(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "load_corrections", lambda: about("zzz"))
    lake.prepare(home)
    made = count_run(settings_of(home), "run-1", None)
    assert (made.corrections, made.documents) == ({}, 0)

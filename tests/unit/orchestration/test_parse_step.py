"""The parse step: documents are made when something changed; what cannot be parsed ends in quarantine."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from orchestration.steps import changes, extract, ingest, lake, parse, reread
from schemas.lake import DOCUMENTS, OBSERVATIONS, QUARANTINE
from schemas.records import Document
from scrapers.sources.loader import INBOX
from scrapers.sources.model import Source
from tests.lake import read_table
from tests.soak.tables import lake_hashes
from warehouse.archive import Archive
from warehouse.paths import Home

JANUARY = dt.datetime(2026, 1, 12, 6, tzinfo=dt.timezone(dt.timedelta(hours=7)))
TEXTS = {
    "quang-ninh.txt": "Tổ công nghệ số ở Quảng Ninh\nHết năm 2022, tỉnh có 1.473 tổ công nghệ số cộng đồng.\n",
    "quang-ngai.txt": "Quảng Ngãi phổ cập cáp quang\nNăm 2024, trên 85% hộ gia đình trong tỉnh có cáp quang.\n",
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def month_of(home: Home) -> str:
    (month,) = Archive(home.archive).months(INBOX.id)
    return month


def quarantine(home: Home) -> list[dict[str, Any]]:
    return read_table(home.lake, QUARANTINE)


def test_documents_are_made_once_and_again_when_something_changed(home: Home, files: Path) -> None:
    ingest.ingest(home, [files / "quang-ninh.txt"])
    month = month_of(home)
    assert parse.parse_month(home, INBOX, month)
    assert not parse.parse_month(home, INBOX, month)
    ingest.ingest(home, [files])
    assert parse.parse_month(home, INBOX, month)
    assert len(read_table(home.lake, DOCUMENTS)) == 2
    documents = next(home.lake.glob("documents/inbox/*.parquet"))
    documents.write_bytes(documents.read_bytes()[:-20])
    assert parse.parse_month(home, INBOX, month)
    assert len(read_table(home.lake, DOCUMENTS)) == 2


def test_a_capture_that_cannot_be_parsed_is_quarantined_and_the_others_are_read(home: Home, files: Path) -> None:
    (files / "empty.txt").write_text("\n", encoding="utf-8")
    (files / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    ingest.ingest(home, [files])
    blob = next(home.archive.glob("blobs/*/" + _sha(home, "quang-ngai.txt") + ".gz"))
    blob.write_bytes(blob.read_bytes()[:-4])
    parse.parse_month(home, INBOX, month_of(home))
    assert len(read_table(home.lake, DOCUMENTS)) == 1
    found = {row["url"].rpartition("/")[2]: row for row in quarantine(home)}
    assert {name: row["rule"] for name, row in found.items()} == {
        "empty.txt": "EmptyBody",
        "broken.pdf": "BrokenFile",
        "quang-ngai.txt": "CorruptCaptureError",
    }
    assert all(row["stage"] == "parse" and row["reason"] for row in found.values())
    assert json.loads(found["empty.txt"]["row_json"])["source_id"] == "inbox"


def _sha(home: Home, name: str) -> str:
    return next(c.sha256 for c in Archive(home.archive).captures(INBOX.id) if c.url.endswith(name))


def test_a_parser_that_trips_over_one_page_does_not_stop_the_others(
    home: Home, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tripping(capture: Any, body: bytes, source: Source) -> Document:
        if "ninh" in capture.url:
            raise RecursionError("too deep")
        return real(capture, body, source)

    real = parse.parse_capture
    monkeypatch.setattr(parse, "parse_capture", tripping)
    ingest.ingest(home, [files])
    parse.parse_month(home, INBOX, month_of(home))
    assert len(read_table(home.lake, DOCUMENTS)) == 1
    assert [(row["rule"], row["stage"]) for row in quarantine(home)] == [("RecursionError", "parse")]


# ── one text, several captures ────────────────────────────────────────────────────────────────────────────────────────


def drop(home: Home, path: Path, at: dt.datetime, sidecar: str) -> None:
    path.with_name(f"{path.name}.meta.yaml").write_text(sidecar, encoding="utf-8")
    (result,) = ingest.ingest(home, [path], now=lambda: at)
    assert result.status == "stored"


def read(home: Home) -> None:
    lake.write_captures(home, INBOX.id)
    for month in Archive(home.archive).months(INBOX.id):
        parse.parse_month(home, INBOX, month)
    extract.extract_source(home, INBOX.id)
    changes.mark_changes(home, INBOX.id)


@pytest.mark.parametrize("later", [JANUARY + dt.timedelta(days=3), JANUARY + dt.timedelta(days=80)])
def test_a_corrected_sidecar_says_what_a_text_is_about_and_the_first_capture_since_when_it_is_known(
    home: Home, tmp_path: Path, later: dt.datetime
) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text("Hết năm 2022, tỉnh có 1.473 tổ công nghệ số cộng đồng.\n", encoding="utf-8")
    drop(home, path, JANUARY, "province_code: quang-ninh\npublished_on: 2023-01-02\n")
    read(home)
    (first,) = Archive(home.archive).captures(INBOX.id)
    assert [row["province_code"] for row in read_table(home.lake, OBSERVATIONS)] == ["quang-ninh"]
    drop(home, path, later, "province_code: lang-son\npublished_on: 2023-02-03\n")
    read(home)
    current = read_table(home.lake, DOCUMENTS)[-1]
    assert (current["province_code"], current["published_on"]) == ("lang-son", dt.date(2023, 2, 3))
    rows = read_table(home.lake, OBSERVATIONS)
    assert {(row["province_code"], row["unit_id"], row["published_on"], row["captured_at"]) for row in rows} == {
        ("lang-son", "lang-son", dt.date(2023, 2, 3), first.captured_at)
    }
    assert len({row["observation_id"] for row in rows}) == 1
    assert reread.verify(home, INBOX, Archive(home.archive).months(INBOX.id)) == []
    before = lake_hashes(home)
    read(home)
    assert lake_hashes(home) == before

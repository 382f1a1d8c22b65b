"""The raw archive keeps every body once, survives torn lines and says what is damaged."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import threading
from pathlib import Path
from typing import Any

import pytest

from schemas.frontier import PLANNED
from schemas.records import Capture, FetchOutcome
from tests.unit.warehouse.outcomes import AT, SOURCE, URL, outcome
from warehouse.archive import Archive, CorruptCaptureError


def keep(archive: Archive, url: str = "http://a.test/1", body: bytes = b"<p>85%</p>", **fields: Any) -> Capture:
    return archive.store(
        **{
            "source_id": SOURCE,
            "url": url,
            "final_url": url,
            "purpose": "article",
            "captured_at": AT,
            "status_code": 200,
            "headers": {"ETag": '"x"'},
            "content_type": "text/html",
            "encoding": "utf-8",
            "body": body,
            **fields,
        }
    )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def files(archive: Archive, pattern: str) -> list[Path]:
    return sorted(archive.root.glob(pattern))


def test_what_is_stored_comes_back_equal(archive: Archive) -> None:
    listed = dt.datetime(2024, 3, 4, 17, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    kept = keep(archive, listing_title="Tổ công nghệ số", listing_published_at=listed, meta={"province_code": "vn"})
    assert archive.captures(SOURCE) == (kept,)
    assert archive.read_body(kept.sha256) == b"<p>85%</p>"
    assert archive.latest(SOURCE) == {"http://a.test/1": kept}
    assert (archive.source_ids(), archive.months(SOURCE)) == ([SOURCE], ["2024-03"])


def test_an_outcome_comes_back_equal_and_by_month(archive: Archive) -> None:
    march, april = outcome(), outcome(AT + dt.timedelta(days=30), run_id="r2")
    archive.record(march)
    archive.record(april)
    assert archive.outcomes(SOURCE) == (march, april)
    assert archive.outcomes(SOURCE, "2024-04") == (april,)


def test_a_plan_is_an_outcome_only_where_its_visit_told_nothing_else(archive: Archive) -> None:
    night = dt.datetime(2024, 3, 31, 23, 59, tzinfo=dt.UTC)
    asked, killed = (planned(run_id=run_id, attempted_at=night) for run_id in ("r1", "r2"))
    listing = planned(run_id="r1", attempted_at=night, purpose="listing")
    archive.record(asked, listing, killed)
    assert archive.outcomes(SOURCE, "2024-03") == (asked, listing, killed)
    came = outcome(night + dt.timedelta(minutes=2), run_id="r1")
    archive.record(came)
    assert archive.outcomes(SOURCE) == (listing, killed, came)
    assert archive.outcomes(SOURCE, "2024-03") == (listing, killed), "although the visit went on in April"
    assert archive.outcomes(SOURCE, "2024-04") == (came,)
    assert archive.frontier(SOURCE).listings[URL].is_pending


def planned(**fields: Any) -> FetchOutcome:
    return outcome(**{"outcome": "skipped", "reason": PLANNED, "status_code": None, "attempts": 0, **fields})


def test_equal_bodies_are_one_file_that_does_not_depend_on_the_clock(archive: Archive) -> None:
    keep(archive)
    (blob,) = files(archive, "blobs/*/*.gz")
    first = blob.read_bytes()
    keep(archive, url="http://a.test/2", captured_at=AT + dt.timedelta(days=400))
    assert files(archive, "blobs/*/*.gz") == [blob]
    assert blob.read_bytes() == first
    assert blob.name == hashlib.sha256(b"<p>85%</p>").hexdigest() + ".gz"
    assert not files(archive, "**/.*")


def test_the_last_capture_of_an_address_is_the_latest(archive: Archive) -> None:
    keep(archive)
    newer = keep(archive, body=b"<p>86%</p>", captured_at=AT + dt.timedelta(days=40))
    assert archive.latest(SOURCE)["http://a.test/1"] == newer
    assert len(archive.captures(SOURCE)) == 2
    assert archive.captures(SOURCE, "2024-04") == (newer,)


def test_capture_ids_tell_source_address_time_and_body_apart(archive: Archive) -> None:
    kept = [
        keep(archive),
        keep(archive, source_id="other"),
        keep(archive, url="http://a.test/2"),
        keep(archive, captured_at=AT + dt.timedelta(seconds=1)),
        keep(archive, body=b"other"),
    ]
    assert len({capture.capture_id for capture in kept}) == len(kept)


def test_a_day_is_a_day_of_utc(archive: Archive) -> None:
    keep(archive, captured_at=dt.datetime(2024, 4, 1, 3, 0, tzinfo=dt.timezone(dt.timedelta(hours=7))))
    assert [path.name for path in files(archive, "captures/*/*/*.jsonl")] == ["2024-03-31.jsonl"]


def test_a_torn_last_line_costs_nothing_but_itself(archive: Archive) -> None:
    first = keep(archive)
    (journal,) = files(archive, "captures/*/*/*.jsonl")
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole[: len(whole) // 2])  # a power cut in the middle of the second line
    second = keep(archive, url="http://a.test/2")
    scan = archive.scan_captures(SOURCE)
    assert scan.records == (first, second)
    assert [(line.file, line.line) for line in scan.unreadable] == [(journal, 2)]
    assert "JSON" in str(scan.unreadable[0])


@pytest.mark.parametrize(
    "line", [b"\x00\x00\x00", b"[1, 2]", b'{"capture_id": "x"}', b'{"captured_at": "yesterday"}', b"\xff\xfe{}"]
)
def test_a_damaged_line_is_reported_and_the_others_are_read(archive: Archive, line: bytes) -> None:
    first = keep(archive)
    (journal,) = files(archive, "captures/*/*/*.jsonl")
    journal.write_bytes(line + b"\n" + journal.read_bytes())
    scan = archive.scan_captures(SOURCE)
    assert scan.records == (first,)
    assert [one.line for one in scan.unreadable] == [1]


@pytest.mark.parametrize("damage", ["cut", "other", "gone", "empty"])
def test_a_damaged_body_is_named_and_heals_when_it_comes_again(archive: Archive, damage: str) -> None:
    kept = keep(archive)
    (blob,) = files(archive, "blobs/*/*.gz")
    if damage == "gone":
        blob.unlink()
    else:
        other = Archive(archive.root / "other")
        keep(other, body=b"something else")
        (foreign,) = files(other, "blobs/*/*.gz")
        blob.write_bytes({"cut": blob.read_bytes()[:-9], "other": foreign.read_bytes(), "empty": b""}[damage])
    with pytest.raises(CorruptCaptureError, match=r"restore it from a backup") as caught:
        archive.read_body(kept.sha256)
    assert caught.value.path == blob
    keep(archive, captured_at=AT + dt.timedelta(days=1))
    assert archive.read_body(kept.sha256) == b"<p>85%</p>"


def test_many_threads_lose_nothing(archive: Archive) -> None:
    def visit(source_id: str) -> None:
        for number in range(20):
            keep(archive, source_id=source_id, url=f"http://a.test/{number}", body=f"{number}".encode())
            archive.record(outcome(source_id="shared", url=f"http://{source_id}/{number}"))

    threads = [threading.Thread(target=visit, args=(f"s{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(archive.captures(f"s{n}")) for n in range(4)] == [20] * 4
    scan = archive.scan_outcomes("shared")
    assert len({record.url for record in scan.records}) == 80
    assert scan.unreadable == ()
    assert len(files(archive, "blobs/*/*.gz")) == 20


def test_a_signature_changes_with_every_entry_and_only_in_its_month(archive: Archive) -> None:
    keep(archive)
    before = archive.capture_journal.signature(SOURCE, "2024-03")
    keep(archive, url="http://a.test/2", captured_at=AT + dt.timedelta(days=31))
    assert archive.capture_journal.signature(SOURCE, "2024-03") == before
    keep(archive, url="http://a.test/2")
    assert archive.capture_journal.signature(SOURCE, "2024-03") != before


def test_the_journal_holds_every_field_of_a_capture(archive: Archive) -> None:
    kept = keep(archive)
    (journal,) = files(archive, "captures/*/*/*.jsonl")
    text = journal.read_text(encoding="utf-8")
    assert all(f'"{field.name}"' in text for field in dataclasses.fields(kept))

"""Between page and lake no moment loses anything, damaged files are made again or named, and time must not run back."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from orchestration.settings import Settings
from orchestration.steps import balance, changes, extract, fetch, ingest, lake, parse
from orchestration.steps.unreadable import damaged_captures
from schemas.lake import DOCUMENTS, OBSERVATIONS, QUARANTINE
from scrapers.sample_web import SampleWeb
from scrapers.sources.loader import INBOX, load_registry
from tests.faults.machine import FAULTS, MACHINE, Fault, some_moments
from tests.lake import read_table
from tests.soak.tables import capture_ids, lake_hashes
from tests.unit.scrapers.fetching.web import item, rss, serving, source
from warehouse.archive import Archive
from warehouse.clock import ClockError
from warehouse.datasets import DamagedPartitionError, Partition
from warehouse.disk import DiskFullError, naming_a_full_disk
from warehouse.paths import Home

MORNING = dt.datetime(2026, 1, 12, 6, tzinfo=dt.timezone(dt.timedelta(hours=7)))
TEXT = "Tổ công nghệ số ở Quảng Ninh\nHết năm 2022, tỉnh có 1.473 tổ công nghệ số cộng đồng.\n"


def settings_of(home: Home, now: dt.datetime = MORNING) -> Settings:
    return Settings(home=home, profile="sample", extra_sources=None, sample_day=1, contact="x", simulated_now=now)


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    path = tmp_path / "quang-ninh.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def read(home: Home) -> None:
    """What the assets do between the inbox and the observations."""
    lake.prepare(home)
    lake.forget_absent(home)
    lake.write_captures(home, INBOX.id)
    for month in Archive(home.archive).months(INBOX.id):
        parse.parse_month(home, INBOX, month)
    extract.extract_source(home, INBOX.id)
    changes.mark_changes(home, INBOX.id)


# ── every moment of a visit and of the lake ───────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def sample() -> Any:
    with SampleWeb(day=1) as web:
        yield web


@pytest.mark.parametrize("fault", FAULTS)
def test_the_lake_is_the_same_after_the_next_run_whatever_the_moment(
    tmp_path: Path, sample: SampleWeb, fault: Fault
) -> None:
    source = load_registry("sample").get("bao-nhanh-mau")

    def run(home: Home) -> None:
        lake.prepare(home)
        fetch.fetch_sources(settings_of(home), [source], sample.virtual_hosts, run_id="r")
        lake.write_captures(home, source.id)
        lake.write_outcomes(home, source.id)
        parse.parse_month(home, source, "2026-01")
        extract.extract_source(home, source.id)
        changes.mark_changes(home, source.id)

    whole = Home(tmp_path / "whole")
    whole.create()
    with MACHINE.failing(whole.root):
        run(whole)
    moments, captures, hashes = list(MACHINE.moments), capture_ids(whole), lake_hashes(whole)
    assert len(captures) == 4
    assert read_table(whole.lake, OBSERVATIONS)
    for at in some_moments(len(moments), fault, most=3):
        home = Home(tmp_path / f"{fault}-{at}")
        home.create()
        with MACHINE.failing(home.root, fault, at), contextlib.suppress(OSError):
            run(home)
        assert MACHINE.has_failed
        kept = capture_ids(home)
        run(home)
        assert kept <= capture_ids(home) == captures, moments[at - 1]
        assert lake_hashes(home) == hashes, moments[at - 1]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_a_visit_had_planned_is_asked_after_any_fault_listed_or_not(tmp_path: Path, fault: Fault) -> None:
    with serving() as web:
        for n in range(4):
            web.page(f"/a-{n}.html", f"bài {n}")
        watched = source(web.url)

        def visit(home: Home, *listed: int) -> set[str]:
            """The articles of the archive after a visit, while the feed lists these."""
            web.page("/rss", rss(*(item(f"/a-{n}.html") for n in listed)))
            fetch.fetch_sources(settings_of(home), [watched], {}, run_id=f"r{listed}")
            return {c.url[-6] for c in Archive(home.archive).captures(watched.id) if c.purpose == "article"}

        whole = Home(tmp_path / "whole").create()
        with MACHINE.failing(whole.root):
            visit(whole, 0, 1, 2)
        moments, interrupted = list(MACHINE.moments), 0
        for at in some_moments(len(moments), fault, most=12):
            home = Home(tmp_path / f"{fault}-{at}").create()
            with MACHINE.failing(home.root, fault, at), contextlib.suppress(OSError):
                visit(home, 0, 1, 2)
            archive = Archive(home.archive)
            was_read = f"{web.url}/rss" in archive.frontier(watched.id).listings
            interrupted += was_read
            assert visit(home, 3) >= ({"0", "1", "2", "3"} if was_read else {"3"}), moments[at - 1]
            assert all(one.holds for one in balance.asked(archive, archive.outcomes(watched.id)))
        assert interrupted > 3


# ── damaged captures ──────────────────────────────────────────────────────────────────────────────────────────────────


def flip(path: Path, at: int = -12) -> None:
    body = bytearray(path.read_bytes())
    body[at] ^= 1
    path.write_bytes(body)


@pytest.mark.parametrize("how", ["flipped", "truncated", "missing"])
def test_a_capture_that_was_read_stays_as_it_was_read_until_it_is_whole_again(
    home: Home, dropped: Path, tmp_path: Path, how: str
) -> None:
    ingest.ingest(home, [dropped], now=lambda: MORNING)
    read(home)
    before, whole = read_table(home.lake, OBSERVATIONS), lake_hashes(home)
    (blob,) = home.archive.glob("blobs/*/*.gz")
    kept = blob.read_bytes()
    if how == "flipped":
        flip(blob)
    elif how == "truncated":
        blob.write_bytes(kept[:-9])
    else:
        blob.unlink()
    shutil.rmtree(home.lake / "quarantine" / INBOX.id)  # so that the month is made again
    read(home)
    assert read_table(home.lake, OBSERVATIONS) == before
    ((rule, reason),) = [(row["rule"], row["reason"]) for row in read_table(home.lake, QUARANTINE)]
    assert rule == "CorruptCaptureError"
    assert all(one.holds for one in balance.rows(home, {INBOX.id})), "read and in quarantine: counted once"
    assert len(damaged_captures(home, Archive(home.archive), INBOX.id)) == 1
    assert "restore it from a backup" in reason
    blob.write_bytes(kept)
    read(home)
    assert lake_hashes(home) == whole


def test_a_damaged_capture_that_was_never_read_is_read_once_it_is_mended(home: Home, dropped: Path) -> None:
    ingest.ingest(home, [dropped], now=lambda: MORNING)
    (blob,) = home.archive.glob("blobs/*/*.gz")
    kept = blob.read_bytes()
    blob.write_bytes(kept[:20])
    read(home)
    assert read_table(home.lake, DOCUMENTS) == []
    assert len(read_table(home.lake, QUARANTINE)) == 1
    blob.write_bytes(kept)
    read(home)
    assert len(read_table(home.lake, DOCUMENTS)) == 1
    assert read_table(home.lake, QUARANTINE) == []


# ── damaged files of the lake ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("damage", [b"", b"garbage", None], ids=["empty", "garbage", "half"])
def test_every_half_written_file_of_the_lake_is_made_again(home: Home, dropped: Path, damage: bytes | None) -> None:
    ingest.ingest(home, [dropped], now=lambda: MORNING)
    read(home)
    whole = lake_hashes(home)
    for path in [*home.lake.rglob("inbox/*.parquet"), *home.lake.rglob("_schema.parquet")]:
        body = path.read_bytes()
        path.write_bytes(body[: len(body) // 2] if damage is None else damage)
    read(home)
    assert lake_hashes(home) == whole


def test_a_flipped_bit_in_the_lake_is_named_with_its_file(home: Home, dropped: Path) -> None:
    ingest.ingest(home, [dropped], now=lambda: MORNING)
    read(home)
    partition = Partition(home.lake, DOCUMENTS, INBOX.id, "2026-01")
    body = partition.path.read_bytes()
    flip(partition.path, at=body.index(b"quang-ninh.txt"))
    with pytest.raises(DamagedPartitionError, match=r"documents/inbox/2026-01\.parquet is damaged .* remove it"):
        partition.rows()
    partition.path.unlink()
    read(home)
    assert len(partition.rows()) == 1


# ── the disk ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("free", "named"), [(0, DiskFullError), (2**30, ValueError)])
def test_an_error_is_that_of_a_full_disk_only_where_it_is_full(
    home: Home, monkeypatch: pytest.MonkeyPatch, free: int, named: type[Exception]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(named), naming_a_full_disk(home):
        raise ValueError("disk I/O error")


def test_an_error_that_says_itself_what_is_wrong_is_left_on_a_full_disk(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(KeyError), naming_a_full_disk(home, leaving=(LookupError,)):
        raise KeyError("another reason")


def test_the_disk_of_a_folder_that_could_not_be_made_is_looked_at(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), naming_a_full_disk(Home(tmp_path / "never" / "made")):
        raise PermissionError


# ── the clock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("back", [dt.timedelta(days=3), dt.timedelta(days=40), dt.timedelta(days=4000)])
def test_nothing_is_asked_or_taken_in_while_the_clock_is_behind_the_archive(
    home: Home, dropped: Path, back: dt.timedelta
) -> None:
    ingest.ingest(home, [dropped], now=lambda: MORNING)
    with pytest.raises(ClockError, match=r"captures/inbox/2026/2026-01-11\.jsonl\nSet the clock") as caught:
        fetch.fetch_sources(settings_of(home, MORNING - back), [], {}, run_id="r")
    assert "nothing was asked" in str(caught.value)
    with pytest.raises(ClockError):
        ingest.ingest(home, [dropped], now=lambda: MORNING - back)
    assert len(Archive(home.archive).captures(INBOX.id)) == 1


def test_a_clock_that_was_a_little_ahead_stops_nothing(home: Home, dropped: Path) -> None:
    ingest.ingest(home, [dropped], now=lambda: MORNING)
    fetch.fetch_sources(settings_of(home, MORNING - dt.timedelta(hours=20)), [], {}, run_id="r")


def test_what_a_clock_from_the_future_wrote_can_be_moved_away_and_comes_again(
    home: Home, dropped: Path, tmp_path: Path
) -> None:
    ingest.ingest(home, [dropped], now=lambda: MORNING)
    read(home)
    whole = lake_hashes(home)
    other = tmp_path / "khac.txt"
    other.write_text(TEXT.replace("2022", "2023"), encoding="utf-8")
    ingest.ingest(home, [other], now=lambda: MORNING.replace(year=2031))
    read(home)
    with pytest.raises(ClockError) as caught:
        ingest.ingest(home, [other], now=lambda: MORNING)
    for path in caught.value.ahead:
        path.rename(tmp_path / path.name)
    read(home)
    assert lake_hashes(home) == whole
    (ingested,) = ingest.ingest(home, [other], now=lambda: MORNING)
    assert ingested.status == "stored"

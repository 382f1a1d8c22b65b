"""The archive, the lake's files and releases survive a kill, a power cut and a full disk at every single moment."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from pathlib import Path

import duckdb
import pytest

from schemas.records import FetchOutcome
from tests.faults.machine import FAULTS, MACHINE, Fault, some_moments
from tests.lake import read_table
from tests.soak.tables import published_hashes
from tests.unit.warehouse.conftest import NOW
from tests.unit.warehouse.outcomes import SOURCE, outcome
from tests.unit.warehouse.test_archive import keep
from tests.unit.warehouse.test_datasets import TABLE, row
from warehouse.archive import Archive
from warehouse.datasets import Partition, write_schema
from warehouse.files import remove_leftovers
from warehouse.lock import run_lock
from warehouse.paths import Home
from warehouse.publishing.checksums import damaged_files
from warehouse.publishing.errors import ReleaseError
from warehouse.publishing.formats import Issue
from warehouse.release import latest_release, publish, releases, rollback


def moments_of(root: Path, work: object) -> int:
    with MACHINE.failing(root):
        work()  # type: ignore[operator]
    return len(MACHINE.moments)


@contextlib.contextmanager
def failing(root: Path, fault: Fault, at: int) -> object:  # type: ignore[misc]
    """The fault; a full disk must say so, whatever the code makes of it."""
    with MACHINE.failing(root, fault, at):
        if fault == "full":
            with contextlib.suppress(OSError):
                yield
        else:
            yield
    assert MACHINE.has_failed


# ── the archive ───────────────────────────────────────────────────────────────────────────────────────────────────────


def visit(archive: Archive) -> None:
    """Two pages, each kept and then written down, as a visit does; what is known already is not kept again."""
    for number in (1, 2):
        url = f"http://a.test/{number}"
        if url not in archive.latest(SOURCE):
            keep(archive, url, f"<p>{number} of a page that is long enough to be torn</p>".encode())
        archive.record(outcome(url=url, outcome="captured"))


@pytest.mark.parametrize("fault", FAULTS)
def test_no_moment_loses_a_capture_that_was_kept(tmp_path: Path, fault: Fault) -> None:
    count = moments_of(tmp_path, lambda: visit(Archive(tmp_path / "whole")))
    reference = {capture.capture_id for capture in Archive(tmp_path / "whole").captures(SOURCE)}
    assert count > 20
    for at in range(1, count + 1):
        root = tmp_path / f"{fault}-{at}"
        root.mkdir()
        archive = Archive(root / "archive")
        with failing(root, fault, at):
            visit(archive)
        then = {capture.capture_id: capture for capture in archive.captures(SOURCE)}
        assert all(archive.read_body(capture.sha256) for capture in then.values()), MACHINE.moments[-1]
        visit(archive)
        remove_leftovers(root)
        captures = archive.captures(SOURCE)
        assert {capture.capture_id for capture in captures} == reference >= then.keys(), MACHINE.moments[-1]
        assert len(captures) == len(reference)
        assert {o.url for o in archive.outcomes(SOURCE)} == {"http://a.test/1", "http://a.test/2"}


def test_what_a_killed_process_left_is_removed_but_not_what_another_one_writes(tmp_path: Path) -> None:
    home = Home(tmp_path)
    ours = home.archive / f".a.gz.{1}-0.tmp"
    left = home.archive / f".b.gz.{2**22 + 1}-0.tmp"
    odd = home.archive / ".c.gz.0123456789abcdef.tmp"
    for path in (ours, left, odd):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    with run_lock(home):
        assert left.exists(), "a run that ended well leaves nothing to be looked for"
    (home.root / "run.pid").write_text("4194305\n", encoding="utf-8")
    with run_lock(home):
        assert (ours.exists(), left.exists(), odd.exists()) == (True, False, False)


# ── the lake ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fault", FAULTS)
def test_a_partition_is_the_old_or_the_new_one_at_every_moment(tmp_path: Path, fault: Fault) -> None:
    def work(lake: Path) -> None:
        write_schema(lake, TABLE)
        if (partition := Partition(lake, TABLE, "s", "2024-03")).fingerprint() != "new":
            partition.write([row("b"), row("c")], "new")

    def prepared(name: str) -> Path:
        lake = tmp_path / name
        Partition(lake, TABLE, "s", "2024-03").write([row("a")], "old")
        return lake

    whole = prepared("whole")
    for at in range(1, moments_of(whole, lambda: work(whole)) + 1):
        lake = prepared(f"{fault}-{at}")
        with failing(lake, fault, at):
            work(lake)
        assert [r["figure_id"] for r in read_table(lake, TABLE)] in (["a"], ["b", "c"]), MACHINE.moments[-1]
        work(lake)
        assert [r["figure_id"] for r in read_table(lake, TABLE)] == ["b", "c"]


@pytest.mark.parametrize(
    "content", [b"", b"garbage", b"PAR1", b"\0" * 4096], ids=["empty", "garbage", "magic", "zeros"]
)
def test_a_partition_that_is_no_parquet_has_no_fingerprint(tmp_path: Path, content: bytes) -> None:
    partition = Partition(tmp_path, TABLE, "s", "2024-03")
    partition.write([row("a")], "f")
    partition.path.write_bytes(content)
    assert partition.fingerprint() is None


# ── releases ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def released(tmp_path: Path, lean_database: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """One release, and a working database that says something else."""

    def write_forms(database: Path, folder: Path, issue: Issue) -> None:
        (folder / "csv").mkdir()
        (folder / "csv" / "dictionary.csv").write_text(f"release {issue.number}", encoding="utf-8")

    monkeypatch.setattr("warehouse.release.write_forms", write_forms)
    home = Home(tmp_path / "home").create()
    shutil.copy(lean_database, home.database)
    publish(home, now=NOW)
    with duckdb.connect(str(home.database)) as connection:
        connection.execute("update economy.indicator_values set value = 9.501 where value = 9.5")
    return home


@pytest.mark.parametrize("fault", FAULTS)
def test_readers_find_the_old_release_or_the_new_one_at_every_moment(released: Home, fault: Fault) -> None:
    def copied(name: str) -> Home:
        home = Home(released.root.with_name(name))
        shutil.copytree(released.root, home.root, symlinks=True)
        return home

    old, whole = published_hashes(released), copied("whole")
    count = moments_of(whole.root, lambda: publish(whole, now=NOW, keep=1))
    new = published_hashes(whole)
    assert old != new
    assert count > 15
    for at in some_moments(count, fault, most=2):
        home = copied(f"{fault}-{at}")
        with failing(home.root, fault, at):
            publish(home, now=NOW, keep=1)
        moment = MACHINE.moments[at - 1]
        standing = latest_release(home)
        assert standing is not None, moment
        assert damaged_files(standing.folder) == [], moment
        assert published_hashes(home) in (old, new), moment
        made = publish(home, now=NOW, keep=1)
        assert (made.number, published_hashes(home)) == (2, new), moment
        assert not [path for path in home.root.rglob(".*") if path.name.startswith((".b", ".r", ".p"))], moment
        shutil.rmtree(home.root)


def damage(home: Home, how: str) -> None:
    folder = home.published.resolve()
    if how == "gone":
        shutil.rmtree(folder)
    elif how == "link":
        home.published.unlink()
    else:
        path = folder / how
        body = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(body[: len(body) // 2])


@pytest.mark.parametrize("how", ["gone", "link", "release.json", "observatory.duckdb"])
def test_a_damaged_release_is_replaced_by_the_next_run(released: Home, how: str) -> None:
    publish(released, now=NOW)
    before = published_hashes(released)
    damage(released, how)
    made = publish(released, now=NOW)
    assert published_hashes(released) == before
    assert damaged_files(released.published.resolve()) == []
    assert made.number == (2 if how == "link" else 3), "a number is never given twice"
    assert not publish(released, now=NOW).is_new


def test_a_damaged_list_of_withdrawn_releases_is_named_and_nothing_is_published(released: Home) -> None:
    publish(released, now=NOW)
    rollback(released, 1)
    (released.releases / "withdrawn.json").write_text("[2", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"withdrawn\.json is damaged"):
        publish(released, now=NOW)
    assert [release.number for release in releases(released)] == [1, 2]
    assert released.published.resolve().name == "000001"


def test_outcomes_of_a_clock_that_jumps_over_a_month_are_in_order_of_days(tmp_path: Path) -> None:
    archive, day = Archive(tmp_path), dt.timedelta(days=1)
    moment = dt.datetime(2024, 1, 31, 23, 59, tzinfo=dt.UTC)
    entries: list[FetchOutcome] = [outcome(url=f"http://a.test/{n}", attempted_at=moment + n * day) for n in (40, 0)]
    archive.record(*entries)
    assert [o.url for o in archive.outcomes(SOURCE)] == ["http://a.test/0", "http://a.test/40"]

"""Reading the archive again: the same is found, damage shows and is told from new versions, days are made anew."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from orchestration.steps import changes, code, extract, lake, parse, reread
from orchestration.steps.code import Step
from orchestration.steps.ingest import ingest
from schemas.lake import CAPTURES, FETCH_OUTCOMES, OBSERVATION_CHANGES, OBSERVATIONS
from schemas.tables import TableSchema
from scrapers.sources.loader import INBOX
from tests.unit.orchestration.outcomes import at, outcome
from warehouse.archive import Archive
from warehouse.datasets import Partition
from warehouse.paths import Home

MONTH = "2025-12"  # six in the morning of New Year in Vietnam is still December in UTC


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    lake.prepare(home)
    drop(home, tmp_path, 0, "1.473")
    same = outcome(0, source_id=INBOX.id)  # a row that stands there twice is two attempts
    Archive(home.archive).record(same, same, outcome(0, "article", "failed", reason="Timeout", source_id=INBOX.id))
    make_lake(home)
    return home


def drop(home: Home, folder: Path, day: int, teams: str) -> None:
    dropped = folder / "ghi-chép.txt"
    dropped.write_text(f"Năm 2022, tỉnh Quảng Ninh có {teams} tổ công nghệ số cộng đồng.\n", encoding="utf-8")
    ingest(home, [dropped], now=lambda: at(day))


def make_lake(home: Home) -> None:
    lake.write_captures(home, INBOX.id)
    lake.write_outcomes(home, INBOX.id)
    for month in Archive(home.archive).months(INBOX.id):
        parse.parse_month(home, INBOX, month)
    extract.extract_source(home, INBOX.id)
    changes.mark_changes(home, INBOX.id)


def body(home: Home) -> Path:
    archive = Archive(home.archive)
    return archive.blob(archive.captures(INBOX.id)[0].sha256)


def test_what_has_not_changed_reads_the_same(home: Home) -> None:
    assert reread.verify(home, INBOX, [MONTH]) == []


def test_a_damaged_body_is_unexplained_and_its_figures_stay(home: Home) -> None:
    rows = Partition(home.lake, OBSERVATIONS, INBOX.id, MONTH).rows()
    body(home).write_bytes(b"rotten")
    found = reread.verify(home, INBOX, [MONTH])
    assert [(one.table, one.appeared, one.vanished, one.is_explained) for one in found] == [("quarantine", 1, 0, False)]
    assert "quarantine of inbox 2025-12: 1 rows appeared, 0 vanished" in str(found[0])
    assert f"{body(home)} cannot be unpacked" in str(found[0]), (
        "the file is named: nothing is written where one could look it up"
    )
    assert Partition(home.lake, OBSERVATIONS, INBOX.id, MONTH).rows() == rows


def test_an_altered_row_of_the_lake_is_unexplained(home: Home) -> None:
    target = Partition(home.lake, OBSERVATIONS, INBOX.id, MONTH)
    fingerprint, (row,) = target.fingerprint(), target.rows()
    assert fingerprint is not None
    target.write([{**row, "value": 1474.0}], fingerprint)
    (found,) = reread.verify(home, INBOX, [MONTH])
    assert (found.table, found.altered, found.is_explained) == ("observations", 1, False)
    assert found.example == f"{row['observation_id']}: value 1474.0 → 1473.0"


@pytest.mark.parametrize(("table", "column"), [(CAPTURES, "body_bytes"), (FETCH_OUTCOMES, "duration_ms")])
def test_an_altered_row_of_the_journals_tables_is_found_and_made_anew(
    home: Home, table: TableSchema, column: str
) -> None:
    target = Partition(home.lake, table, INBOX.id, MONTH)
    fingerprint, (row, *others) = target.fingerprint(), target.rows()
    assert fingerprint is not None
    target.write([{**row, column: 77}, *others], fingerprint)
    (found,) = reread.verify(home, INBOX, [MONTH])
    assert (found.table, found.altered, found.is_explained) == (table.name, 1, False)
    reread.remake(home, INBOX, [MONTH])
    assert reread.verify(home, INBOX, [MONTH]) == []


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    ("damage", "counts"), [("altered", (0, 0, 1)), ("lost", (1, 0, 0)), ("doubled", (0, 1, 0)), ("moved", (1, 1, 0))]
)
def test_whichever_attempt_of_a_month_is_damaged_it_is_found(
    home: Home, place: int, damage: str, counts: tuple[int, int, int]
) -> None:
    target = Partition(home.lake, FETCH_OUTCOMES, INBOX.id, MONTH)
    fingerprint, rows = target.fingerprint(), target.rows()
    assert fingerprint is not None
    row = rows[place]
    rows[place : place + 1] = {
        "altered": [{**row, "duration_ms": 77}],
        "lost": [],
        "doubled": [row, row],
        "moved": [{**row, "url": "http://other.test/"}],
    }[damage]
    target.write(rows, fingerprint)
    (found,) = reread.verify(home, INBOX, [MONTH])
    assert (found.table, found.is_explained) == ("fetch_outcomes", False)
    assert (found.appeared, found.vanished, found.altered) == counts
    assert row["url"] in found.example
    assert ("duration_ms 77 → 0" in found.example) == (damage == "altered")


@pytest.mark.parametrize("day", [10, 40], ids=["within the month", "a month later"])
def test_a_damaged_change_of_an_article_is_found_and_made_anew(home: Home, tmp_path: Path, day: int) -> None:
    drop(home, tmp_path, day, "1.480")
    make_lake(home)
    months = Archive(home.archive).months(INBOX.id)
    assert reread.verify(home, INBOX, months) == []
    target = Partition(home.lake, OBSERVATION_CHANGES, INBOX.id, f"{at(day):%Y-%m}")
    fingerprint, (row,) = target.fingerprint(), target.rows()
    assert fingerprint is not None
    for damaged, said in (([{**row, "new_value": 5.0}], "new_value 5.0 → 1480.0"), ([], row["observation_id"])):
        target.write(damaged, fingerprint)
        (found,) = reread.verify(home, INBOX, months)
        assert (found.table, found.month, found.is_explained) == ("observation_changes", target.month, False)
        assert said in found.example
    reread.remake(home, INBOX, [target.month])
    assert target.rows() == [row]
    assert reread.verify(home, INBOX, months) == []


def test_changes_that_follow_from_another_version_of_the_reader_are_explained(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(home, tmp_path, 10, "1.480")
    make_lake(home)
    monkeypatch.setattr(extract.engine(), "fingerprint", "of another version")
    target = Partition(home.lake, OBSERVATION_CHANGES, INBOX.id, f"{at(10):%Y-%m}")
    target.write([], target.fingerprint() or "")
    assert {(one.table, one.is_explained) for one in reread.verify(home, INBOX, [MONTH, target.month])} >= {
        ("observation_changes", True)
    }


def test_a_difference_of_another_version_is_explained(home: Home) -> None:
    target = Partition(home.lake, OBSERVATIONS, INBOX.id, MONTH)
    target.write([], "made by an older engine")
    (found,) = reread.verify(home, INBOX, [MONTH])
    assert (found.appeared, found.is_explained) == (1, True)


def test_a_file_of_the_lake_that_cannot_be_read_is_unexplained(home: Home) -> None:
    Partition(home.lake, OBSERVATIONS, INBOX.id, MONTH).path.write_bytes(b"half")
    (found,) = reread.verify(home, INBOX, [MONTH])
    assert not found.is_explained
    assert "is damaged" in found.example


def test_a_month_is_made_anew_although_nothing_says_that_it_must(home: Home) -> None:
    target = Partition(home.lake, OBSERVATIONS, INBOX.id, MONTH)
    fingerprint, rows = target.fingerprint(), target.rows()
    assert fingerprint is not None
    target.write([], fingerprint)
    (found,) = reread.remake(home, INBOX, [MONTH])
    assert found.appeared == 1
    assert target.rows() == rows


def test_days_are_those_of_vietnam(home: Home) -> None:
    archive = Archive(home.archive)
    assert reread.captured_on(archive, INBOX.id, dt.date(2026, 1, 1)) == [MONTH]
    assert reread.captured_on(archive, INBOX.id, dt.date(2025, 12, 31)) == []
    assert reread.first_day(archive) == dt.date(2025, 12, 31)
    assert reread.first_day(Archive(home.root / "nothing")) is None


# ── another code ──────────────────────────────────────────────────────────────────────────────────────────────────────

MADE_BY: dict[Step, set[str]] = {
    "journals": {"captures", "fetch_outcomes"},
    "parse": {
        *("documents", "document_captures", "quarantine", "observations"),
        *("unmapped_quantities", "document_readings", "observation_changes"),
    },
    "extract": {"observations", "unmapped_quantities", "document_readings", "quarantine", "observation_changes"},
    "changes": {"observation_changes"},
}


def written(home: Home) -> dict[str, int]:
    return {str(path.relative_to(home.lake)): path.stat().st_ino for path in home.lake.glob("*/*/*.parquet")}


@pytest.mark.parametrize("step", MADE_BY)
def test_what_another_code_would_make_is_made_anew_and_the_rest_stays(
    home: Home, monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    before = written(home)
    make_lake(home)
    assert written(home) == before, "the same code makes nothing twice"
    other = {each: "of another code" if each == step else code.digest_of(each) for each in MADE_BY}
    for module in (lake, parse, extract, changes):
        monkeypatch.setattr(module, "digest_of", other.__getitem__)
    assert {one.is_explained for one in reread.verify(home, INBOX, [MONTH])} <= {True}
    make_lake(home)
    after = written(home)
    assert {name.partition("/")[0] for name in before if after[name] != before[name]} == MADE_BY[step]

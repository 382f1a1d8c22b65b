"""Releases are numbered, whole, read-only, replaced in one step, and made only when something changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from schemas.pillars import PILLARS
from tests.unit.warehouse.conftest import NOW
from tests.unit.warehouse.published_warehouse import FIGURES
from warehouse.paths import Home
from warehouse.publishing.errors import ReleaseError, ReleaseRefusedError
from warehouse.publishing.formats import Issue
from warehouse.publishing.policy import Gates
from warehouse.release import (
    latest_release,
    publish,
    releases,
    rollback,
    standing_because,
    withdrawn,
)

ECONOMY = sum(figure[0] == "economy" for figure in FIGURES)


@pytest.fixture
def home(tmp_path: Path, lean_database: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A directory to publish in; the other forms of a release, which have tests of their own, are one file here."""

    def write_forms(database: Path, folder: Path, issue: Issue) -> None:
        (folder / "dictionary.csv").write_text(f"release {issue.number}", encoding="utf-8")

    monkeypatch.setattr("warehouse.release.write_forms", write_forms)
    home = Home(tmp_path / "home").create()
    shutil.copy(lean_database, home.database)
    return home


def change(home: Home, sql: str) -> None:
    with duckdb.connect(str(home.database)) as connection:
        connection.execute(sql)


def ask(home: Home, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home.published / "observatory.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_first_release_holds_the_public_tables_only(home: Home) -> None:
    made = publish(home, now=NOW)
    assert (made.number, made.is_new) == (1, True)
    assert made.tables["economy.indicator_values"] == ECONOMY
    assert {name.partition(".")[0] for name in made.tables} == {
        *("core", "quality", *PILLARS),
    }
    assert ask(home, "select count(*) from duckdb_schemas() where schema_name = 'staging'") == [(0,)]
    assert home.published.is_symlink()
    assert not home.published.readlink().is_absolute()


def test_comments_macros_and_parquet_come_along(home: Home) -> None:
    change(
        home,
        "comment on table quality.source_health is 'One row: it''s final.';"
        'create macro main.twice(x) as 2 * x; alter table quality.source_health add column "Giá trị" varchar;'
        "comment on column quality.source_health.\"Giá trị\" is 'Value.'",
    )
    publish(home, now=NOW)
    comment = "select comment from duckdb_tables() where schema_name = 'quality' and table_name = 'source_health'"
    assert ask(home, comment) == [("One row: it's final.",)]
    assert ask(home, "select comment from duckdb_columns() where column_name = 'Giá trị'") == [("Value.",)]
    history = "select distinct twice(21) from indicator_history('digital_economy_grdp_share')"
    assert ask(home, history) == [(42,)]
    file = home.published / "parquet" / "economy" / "indicator_values.parquet"
    assert len(duckdb.read_parquet(str(file)).fetchall()) == ECONOMY


def test_the_description_says_number_time_rows_and_hashes(home: Home) -> None:
    publish(home, now=NOW)
    said = json.loads((home.published / "release.json").read_text(encoding="utf-8"))
    assert (said["number"], said["created_at"]) == (1, "2024-03-04T23:00:00+00:00")
    assert said["tables"]["economy.indicator_values"]["rows"] == ECONOMY
    assert len(said["tables"]["economy.indicator_values"]["sha256"]) == 64


def test_types_are_kept_and_files_cannot_be_written(home: Home) -> None:
    made = publish(home, now=NOW)
    assert ask(home, "select typeof(period_end) from economy.indicator_values limit 1") == [("DATE",)]
    assert {path.stat().st_mode & 0o777 for path in made.folder.rglob("*") if path.is_file()} == {0o444}


def test_nothing_new_makes_no_release_whatever_the_order_of_rows(home: Home) -> None:
    publish(home, now=NOW)
    change(
        home,
        "create table economy.other as select * from economy.indicator_values order by value desc;"
        "delete from economy.indicator_values; insert into economy.indicator_values from economy.other;"
        "drop table economy.other",
    )
    again = publish(home, now=NOW)
    assert (again.number, again.is_new) == (1, False)
    assert [path.name for path in home.releases.iterdir()] == ["000001"]


@pytest.mark.parametrize(
    "sql",
    [
        "update economy.indicator_values set value = 9.501 where value = 9.5",
        "delete from economy.indicator_values where value = 9.5",
        "comment on column economy.indicator_values.quote is 'Sentence.'",
        "create macro main.twice(x) as 3 * x",
        "update quality.source_health set status = 'failing'",
        "drop table quality.rejected_observations",
        "create table core.more as select 1 as a",
    ],
)
def test_whatever_a_reader_would_notice_makes_a_release(home: Home, sql: str) -> None:
    publish(home, now=NOW)
    change(home, sql)
    assert publish(home, now=NOW).number == 2


def test_looking_again_is_no_news(home: Home) -> None:
    publish(home, now=NOW)
    change(home, "update quality.source_health set n_attempts = 2")
    assert not publish(home, now=NOW).is_new


def test_what_no_reader_sees_is_no_news(home: Home) -> None:
    publish(home, now=NOW)
    change(home, "create schema staging; create table staging.secret as select 2 as a")
    assert not publish(home, now=NOW).is_new


def test_a_state_that_comes_back_is_a_release_of_its_own(home: Home) -> None:
    first = publish(home, now=NOW)
    change(home, "update quality.source_health set status = 'failing'")
    publish(home, now=NOW)
    change(home, "update quality.source_health set status = 'ok'")
    third = publish(home, now=NOW)
    assert (third.number, third.is_new, third.content_sha256) == (3, True, first.content_sha256)
    assert ask(home, "select distinct status from quality.source_health") == [("ok",)]


def test_the_directory_can_be_moved(home: Home, tmp_path_factory: pytest.TempPathFactory) -> None:
    publish(home, now=NOW)
    moved = Home(home.root.rename(tmp_path_factory.mktemp("elsewhere") / "observatory"))
    latest = latest_release(moved)
    assert latest is not None
    assert latest.folder.is_relative_to(moved.root)


def test_there_is_no_release_before_the_first(home: Home) -> None:
    assert latest_release(home) is None
    assert releases(home) == []


def test_a_reader_keeps_what_it_opened_while_the_next_release_is_made(home: Home) -> None:
    publish(home, now=NOW)
    with duckdb.connect(str(home.published / "observatory.duckdb"), read_only=True) as reader:
        change(home, "delete from economy.indicator_values where value = 9.5")
        assert publish(home, now=NOW).number == 2
        assert reader.execute("select count(*) from economy.indicator_values").fetchone() == (ECONOMY,)
    assert ask(home, "select count(*) from economy.indicator_values") == [(ECONOMY - 1,)]


def test_the_published_file_opens_while_the_working_file_is_being_written(home: Home) -> None:
    publish(home, now=NOW)
    with duckdb.connect(str(home.database)) as writer:
        writer.execute("begin; delete from economy.indicator_values")
        assert ask(home, "select count(*) from economy.indicator_values") == [(ECONOMY,)]


def test_old_releases_go_and_the_published_one_stays(home: Home) -> None:
    for value in range(1, 6):
        change(home, f"update economy.indicator_values set value = {value} where period = '2022'")  # noqa: S608 - ours
        publish(home, now=NOW, keep=3)
    assert [release.number for release in releases(home)] == [3, 4, 5]
    latest = latest_release(home)
    assert latest is not None
    assert latest.number == 5


def test_what_a_killed_run_left_half_built_is_removed(home: Home) -> None:
    left = home.releases / ".building-0"
    left.mkdir()
    (left / "observatory.duckdb").write_bytes(b"half")
    publish(home, now=NOW)
    assert [path.name for path in home.releases.iterdir()] == ["000001"]


def test_a_release_that_a_killed_run_did_not_point_to_is_pointed_to(home: Home) -> None:
    publish(home, now=NOW)
    change(home, "delete from economy.indicator_values where value = 9.5")
    publish(home, now=NOW)
    home.published.unlink()
    home.published.symlink_to("releases/000001")
    made = publish(home, now=NOW)
    assert (made.number, made.is_new) == (2, True)
    assert home.published.resolve().name == "000002"
    assert len(releases(home)) == 2


@pytest.mark.parametrize("trouble", ["missing", "damaged", "empty", "folder"])
def test_a_release_that_cannot_be_made_leaves_the_last_one_and_says_why(home: Home, trouble: str) -> None:
    publish(home, now=NOW)
    if trouble == "missing":
        home.database.unlink()
    elif trouble == "damaged":
        home.database.write_bytes(home.database.read_bytes()[:5000])
    elif trouble == "empty":
        schemas = ("core", "quality", *PILLARS)
        change(home, ";".join(["drop macro table indicator_history", *(f"drop schema {s} cascade" for s in schemas)]))
    else:
        home.published.unlink()
        home.published.mkdir()
    message = {"missing": "no working", "damaged": "cannot be published", "empty": "no table in", "folder": "no link"}
    with pytest.raises(ReleaseError, match=message[trouble]):
        publish(home, now=NOW)
    assert [path.name for path in home.releases.iterdir()] == ["000001"]
    if trouble != "folder":
        assert ask(home, "select count(*) from economy.indicator_values") == [(ECONOMY,)]


# ── gates ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("delete from society.indicator_values", "society.indicator_values has no row"),
        (
            "drop macro table indicator_history; drop table society.indicator_values",
            "society.indicator_values is missing",
        ),
        (
            "insert into economy.indicator_values select * from economy.indicator_values limit 1",
            "economy.indicator_values: 1 key(s) (unit_id, indicator_code, period) stand in more than one row",
        ),
        ("update economy.indicator_values set period = null where value = 9.5", "1 row(s) lack a part of the key"),
        (
            "delete from core.dim_indicator where indicator_code = 'dti_rank'",
            "foundation.indicator_values.indicator_code: 1 value(s) are not in core.dim_indicator",
        ),
    ],
)
def test_what_does_not_pass_the_gates_is_refused_and_the_last_release_stands(home: Home, sql: str, said: str) -> None:
    publish(home, now=NOW)
    change(home, sql)
    with pytest.raises(ReleaseRefusedError) as refused:
        publish(home, now=NOW)
    assert said in str(refused.value)
    assert "release 1 stays" in str(refused.value)
    assert [path.name for path in home.releases.iterdir()] == ["000001"]
    assert ask(home, "select count(*) from economy.indicator_values") == [(ECONOMY,)]


def test_a_first_release_with_an_empty_pillar_is_refused(home: Home) -> None:
    change(home, "delete from society.indicator_values")
    with pytest.raises(ReleaseRefusedError, match="there is no release yet"):
        publish(home, now=NOW)
    assert latest_release(home) is None


def test_many_figures_gone_are_refused_until_someone_accepts_it(home: Home) -> None:
    publish(home, now=NOW)
    change(home, "delete from foundation.indicator_values where unit_id <> 'da-nang'")
    with pytest.raises(ReleaseRefusedError, match="all pillars: 12 figures became 9") as refused:
        publish(home, now=NOW)
    assert len(refused.value.problems) == 1
    assert publish(home, now=NOW, gates=Gates(max_shrink=1.0)).number == 2


def test_figures_that_others_replace_are_no_shrinking(home: Home) -> None:
    publish(home, now=NOW)
    change(home, "delete from foundation.indicator_values where unit_id <> 'da-nang'")
    change(
        home,
        "insert into foundation.indicator_values by name select * replace ('yen-bai' as unit_id)"
        " from foundation.indicator_values;"
        "insert into foundation.indicator_values by name select * replace ('quang-nam' as unit_id)"
        " from foundation.indicator_values where unit_id = 'da-nang'",
    )
    assert publish(home, now=NOW).is_new


# ── rollback ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def two_releases(home: Home) -> Home:
    publish(home, now=NOW)
    change(home, "update economy.indicator_values set value = 10 where value = 9.5")
    publish(home, now=NOW)
    return home


def test_a_rollback_lets_readers_open_an_earlier_release(two_releases: Home) -> None:
    assert rollback(two_releases, 1).number == 1
    assert ask(two_releases, "select count(*) from economy.indicator_values where value = 9.5") == [(1,)]
    assert withdrawn(two_releases) == {2}


def test_what_was_withdrawn_is_not_published_again_by_the_next_run(two_releases: Home) -> None:
    rollback(two_releases, 1)
    stands = publish(two_releases, now=NOW)
    assert (stands.number, stands.is_new, stands.is_twin_of) == (1, False, 2)
    assert "release 2, which was withdrawn" in standing_because(stands)
    change(two_releases, "update economy.indicator_values set value = 11 where value = 10")
    assert publish(two_releases, now=NOW).number == 3


def test_a_rollback_can_be_taken_back(two_releases: Home) -> None:
    rollback(two_releases, 1)
    rollback(two_releases, 2)
    assert withdrawn(two_releases) == frozenset()
    assert publish(two_releases, now=NOW).number == 2


def test_a_rollback_refuses_what_is_not_there_or_damaged(two_releases: Home) -> None:
    with pytest.raises(ReleaseError, match="release 7 is not kept; there are: 1, 2"):
        rollback(two_releases, 7)
    file = two_releases.releases / "000001" / "dictionary.csv"
    file.chmod(0o644)
    file.write_text("other", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"damaged \(dictionary.csv\)"):
        rollback(two_releases, 1)
    assert ask(two_releases, "select count(*) from economy.indicator_values where value = 10") == [(1,)]

"""Releases are numbered, whole, read-only, replaced in one step, and made only when something changed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import duckdb
import pytest

from warehouse.paths import Home
from warehouse.release import ReleaseError, latest_release, publish, releases

NOW = dt.datetime(2024, 3, 5, 6, tzinfo=dt.timezone(dt.timedelta(hours=7)))
WAREHOUSE = """
create schema staging;
create table staging.secret as select 1 as a;
create schema economy;
create table economy.indicator_values (province_code varchar, "Giá trị" decimal(18, 3), quote varchar);
insert into economy.indicator_values values ('quang-ngai', 85, 'trên 85%'), ('bac-kan', 28, 'O''Brien; "28%"');
comment on table economy.indicator_values is 'One row per province: it''s final.';
comment on column economy.indicator_values."Giá trị" is 'Value.';
create schema quality;
create table quality.source_health as select 'a' as source_id, 'ok' as status, 1 as n_attempts;
create macro main.history(code) as table select * from economy.indicator_values where province_code = code;
create macro main.twice(x) as 2 * x;
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path).create()
    change(home, WAREHOUSE)
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
    assert made.tables == {"economy.indicator_values": 2, "quality.source_health": 1}
    assert ask(home, "select province_code from economy.indicator_values") == [("bac-kan",), ("quang-ngai",)]
    assert ask(home, "select count(*) from duckdb_schemas() where schema_name = 'staging'") == [(0,)]
    assert home.published.is_symlink()
    assert not home.published.readlink().is_absolute()


def test_comments_macros_and_parquet_come_along(home: Home) -> None:
    publish(home, now=NOW)
    assert ask(home, "select comment from duckdb_tables() where schema_name = 'economy'") == [
        ("One row per province: it's final.",)
    ]
    assert ask(home, "select comment from duckdb_columns() where column_name = 'Giá trị'") == [("Value.",)]
    assert ask(home, "select quote, twice(21) from history('quang-ngai')") == [("trên 85%", 42)]
    file = home.published / "parquet" / "economy" / "indicator_values.parquet"
    assert duckdb.read_parquet(str(file)).fetchall()[0][0] == "bac-kan"


def test_the_description_says_number_time_rows_and_hashes(home: Home) -> None:
    publish(home, now=NOW)
    said = json.loads((home.published / "release.json").read_text(encoding="utf-8"))
    assert (said["number"], said["created_at"]) == (1, "2024-03-04T23:00:00+00:00")
    assert said["tables"]["economy.indicator_values"]["rows"] == 2
    assert len(said["tables"]["economy.indicator_values"]["sha256"]) == 64


def test_types_are_kept_and_files_cannot_be_written(home: Home) -> None:
    made = publish(home, now=NOW)
    assert ask(home, 'select typeof("Giá trị") from economy.indicator_values limit 1') == [("DECIMAL(18,3)",)]
    assert {path.stat().st_mode & 0o777 for path in made.folder.rglob("*") if path.is_file()} == {0o444}


def test_nothing_new_makes_no_release_whatever_the_order_of_rows(home: Home) -> None:
    publish(home, now=NOW)
    change(
        home,
        "create table economy.other as select * from economy.indicator_values order by province_code;"
        "delete from economy.indicator_values; insert into economy.indicator_values from economy.other;"
        "drop table economy.other",
    )
    again = publish(home, now=NOW)
    assert (again.number, again.is_new) == (1, False)
    assert [path.name for path in home.releases.iterdir()] == ["000001"]


@pytest.mark.parametrize(
    "sql",
    [
        "update economy.indicator_values set \"Giá trị\" = 85.001 where province_code = 'quang-ngai'",
        "insert into economy.indicator_values select * from economy.indicator_values",
        "comment on column economy.indicator_values.quote is 'Sentence.'",
        "create or replace macro main.twice(x) as 3 * x",
        "update quality.source_health set status = 'failing'",
        "drop table quality.source_health",
        "create schema core; create table core.dim_source as select 1 as a",
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
    change(home, "create or replace table staging.secret as select 2 as a")
    assert not publish(home, now=NOW).is_new


def test_a_state_that_comes_back_is_a_release_of_its_own(home: Home) -> None:
    first = publish(home, now=NOW)
    change(home, "update quality.source_health set status = 'failing'")
    publish(home, now=NOW)
    change(home, "update quality.source_health set status = 'ok'")
    third = publish(home, now=NOW)
    assert (third.number, third.is_new, third.content_sha256) == (3, True, first.content_sha256)
    assert ask(home, "select status from quality.source_health") == [("ok",)]


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
        change(home, "delete from economy.indicator_values")
        assert publish(home, now=NOW).number == 2
        assert reader.execute("select count(*) from economy.indicator_values").fetchone() == (2,)
    assert ask(home, "select count(*) from economy.indicator_values") == [(0,)]


def test_the_published_file_opens_while_the_working_file_is_being_written(home: Home) -> None:
    publish(home, now=NOW)
    with duckdb.connect(str(home.database)) as writer:
        writer.execute("begin; delete from economy.indicator_values")
        assert ask(home, "select count(*) from economy.indicator_values") == [(2,)]


def test_old_releases_go_and_the_published_one_stays(home: Home) -> None:
    for value in range(1, 6):
        change(home, f"insert into economy.indicator_values values ('x', {value}, '')")  # noqa: S608 - our numbers
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
    change(home, "delete from economy.indicator_values")
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
        change(home, "drop macro table history; drop schema economy cascade; drop schema quality cascade")
    else:
        home.published.unlink()
        home.published.mkdir()
    message = {"missing": "no working", "damaged": "cannot be published", "empty": "no table in", "folder": "no link"}
    with pytest.raises(ReleaseError, match=message[trouble]):
        publish(home, now=NOW)
    assert [path.name for path in home.releases.iterdir()] == ["000001"]
    if trouble != "folder":
        assert ask(home, "select count(*) from economy.indicator_values") == [(2,)]

"""What a daily run leaves: figures of every province with their quotes, nothing lost, nothing made twice.

Lives here: what only the whole chain can show. Each test names the run that it is about (see `conftest`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import dagster as dg
import duckdb
import pyarrow.parquet
import pytest

from orchestration.dbt_setup import PROJECT_FOLDER
from schemas import strict_yaml
from schemas.lake import DOCUMENTS, FETCH_OUTCOMES
from tests.end_to_end.conftest import DROPPED_NAME, DROPPED_QUOTE, FIRST, SILENT, DailyRun, KilledRun
from tests.end_to_end.readme import ANSWERED, LEFT_OUT, README, cells, fits, printed
from tests.lake import read_table
from warehouse.archive import Archive
from warehouse.paths import DATABASE_NAME
from warehouse.publishing.checksums import damaged_files
from warehouse.release import latest_release

PILLARS = ("economy", "society", "government", "foundation")
PROVINCES_UNTIL_2025 = 63
CORRECTED = "%kich-hoat-tai-khoan-dinh-danh-dien-tu%"
CACHED = "%ho-so-truc-tuyen-o-son-la-con-thap-612380%"
NEW_ON_DAY_TWO = "%con-thon-trang-song-di-dong%"

# Holds a write connection until its input is closed; says when it has it.
HOLD_WORKING_FILE = """\
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("begin")
connection.execute("create or replace temp table held as select 1")
print("open", flush=True)
sys.stdin.read()
"""


# ── the first run ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_run_publishes_release_one(first_run: DailyRun) -> None:
    assert first_run.summary["release"] == 1
    assert first_run.summary["is_new_release"]
    assert "Published release 1" in first_run.stdout
    assert first_run.home.published.is_symlink()


def test_the_printed_path_can_be_opened(first_run: DailyRun) -> None:
    path = f"{first_run.summary['published']}/{DATABASE_NAME}"
    with duckdb.connect(path, read_only=True) as connection:
        assert connection.execute("select count(*) from core.fct_observation").fetchone() != (0,)


def test_every_province_is_in_the_marts(first_run: DailyRun) -> None:
    union = " union ".join(f"select province_code from {pillar}.indicator_values" for pillar in PILLARS)  # noqa: S608 - constants
    provinces = {code for (code,) in first_run.ask(union)} - {"vn"}
    assert len(provinces) >= PROVINCES_UNTIL_2025
    assert first_run.summary["provinces_in_marts"] == len(provinces)


@pytest.mark.parametrize("pillar", PILLARS)
def test_every_pillar_has_values(first_run: DailyRun, pillar: str) -> None:
    rows = first_run.one(f"select count(*) from {pillar}.indicator_values")  # noqa: S608 - a constant
    assert rows > 0
    assert first_run.summary["marts"][f"{pillar}.indicator_values"] == rows


def test_prose_of_many_provinces_is_read_and_not_only_tables(first_run: DailyRun) -> None:
    sql = (
        "select count(distinct province_code) from core.fct_observation"
        " where rule <> 'table_cell' and province_code <> 'vn'"
    )
    assert first_run.one(sql) >= 12


def test_every_unit_test_of_the_models_was_run_and_passed(first_run: DailyRun) -> None:
    written = {
        test["name"]
        for path in (PROJECT_FOLDER / "models").rglob("_unit_tests.yml")
        for test in strict_yaml.load(path.read_text(encoding="utf-8"))["unit_tests"]
    }
    kept = json.loads((first_run.home.dbt / "unit_tests.json").read_text(encoding="utf-8"))
    assert kept["results"] == dict.fromkeys(written, "pass")


def test_a_figure_of_a_known_article_stands_in_the_mart_with_its_sentence(first_run: DailyRun) -> None:
    ((value, quote, url),) = first_run.ask(
        "select value, quote, url from foundation.indicator_values"
        " where indicator_code = 'community_digital_teams' and province_code = 'quang-ninh' and period = '2022'"
    )
    assert value == 1473
    assert "1.473 tổ công nghệ số cộng đồng" in quote
    assert url.startswith("http://bao-phia-bac.sample.test/")


def test_every_quote_stands_in_its_document_at_its_place(first_run: DailyRun) -> None:
    documents = {row["document_id"]: row["text"] for row in read_table(first_run.home.lake, DOCUMENTS)}
    rows = first_run.ask(
        "select document_id, quote, quote_start, quote_end, value_start, value_end from core.fct_observation"
    )
    assert rows
    for document_id, quote, start, end, value_start, value_end in rows:
        assert documents[document_id][start:end] == quote
        assert start <= value_start < value_end <= end


def test_a_maintenance_page_that_answers_200_ends_in_quarantine(first_run: DailyRun) -> None:
    ((stage, reason, row),) = first_run.ask(
        "select stage, reason, row_json from quality.quarantine where rule = 'MaintenanceNotice'"
    )
    assert stage == "parse"
    assert "Fetch again" in reason
    assert json.loads(row)["status_code"] == 200


def test_a_number_that_can_be_read_in_two_ways_ends_in_quarantine(first_run: DailyRun) -> None:
    ((stage, subject, row),) = first_run.ask(
        "select stage, subject_id, row_json from quality.quarantine where rule = 'ambiguous_number'"
    )
    assert stage == "validate"
    assert json.loads(row)["value_text"] == "1.473%"
    assert first_run.one("select count(*) from core.fct_observation where observation_id = ?", [subject]) == 0


def test_nothing_else_is_in_quarantine(first_run: DailyRun) -> None:
    rules = dict(first_run.ask("select rule, count(*) from quality.quarantine group by rule"))
    assert rules == {"MaintenanceNotice": 1, "ambiguous_number": 1}
    assert first_run.summary["quarantine"] == rules


def test_what_was_asked_adds_up(first_run: DailyRun) -> None:
    fetch, run_id = first_run.summary["fetch"], first_run.summary["run_id"]
    assert fetch["asked"] == fetch["captured"] + fetch["unchanged"] + fetch["failed"] + fetch["refused"] > 0
    rows = [row for row in read_table(first_run.home.lake, FETCH_OUTCOMES) if row["run_id"] == run_id]
    assert Counter(row["outcome"] for row in rows) == Counter({k: n for k, n in fetch.items() if k != "asked" and n})
    archive = Archive(first_run.home.archive)
    kept = {capture.capture_id for source in archive.source_ids() for capture in archive.captures(source)}
    assert {row["capture_id"] for row in rows if row["outcome"] == "captured"} <= kept


def test_every_number_has_one_fate(first_run: DailyRun) -> None:
    numbers = first_run.summary["numbers"]
    assert numbers["seen"] == numbers["observed"] + numbers["unmapped"] + numbers["excluded"]
    ((seen, observed, unmapped, excluded),) = first_run.ask(
        "select sum(numbers_seen), sum(numbers_observed), sum(numbers_unmapped), sum(numbers_excluded)"
        " from core.dim_document"
    )
    assert numbers == {"seen": seen, "observed": observed, "unmapped": unmapped, "excluded": excluded}


def test_every_valid_observation_is_in_the_star_schema_or_rejected_there(first_run: DailyRun) -> None:
    kept = first_run.one("select count(*) from core.fct_observation")
    rejected = first_run.one("select count(*) from quality.rejected_observations")
    assert kept + rejected == first_run.summary["observations"]
    assert first_run.one("select count(*) from quality.unmapped_quantities") == first_run.summary["unmapped"]


def test_no_published_table_is_empty(first_run: DailyRun) -> None:
    tables = [
        f"{schema}.{table}" for schema, table in first_run.ask("select schema_name, table_name from duckdb_tables()")
    ]
    assert len(tables) > len(PILLARS)
    assert [table for table in tables if first_run.one(f"select count(*) from {table}") == 0] == []  # noqa: S608 - its own names


def test_a_figure_of_a_day_after_its_publication_is_rejected_by_name(first_run: DailyRun) -> None:
    ((code, unit, period, quote),) = first_run.ask(
        "select rejection_code, unit_id, period, quote from quality.rejected_observations"
    )
    assert (code, unit, period) == ("period_in_the_future", "bac-kan", "2023-05-15")
    assert "15/5/2023" in quote


def test_an_article_that_a_cache_still_shows_uncorrected_is_two_versions_of_one(first_run: DailyRun) -> None:
    assert first_run.ask(
        "select change, old_value, new_value from quality.observation_changes where url like ? order by change",
        [CACHED],
    ) == [("altered", 8, 8.3), ("withdrawn", 7.4, None)]
    ((versions, articles),) = first_run.ask(
        "select count(*), count(distinct article_id) from core.dim_document where url like ?", [CACHED]
    )
    assert (versions, articles) == (2, 1)


def test_each_kind_of_correction_holds_and_shows(first_run: DailyRun) -> None:
    assert first_run.ask("select action, status from quality.corrections order by action") == [
        ("confirm", "applied"),
        ("reject", "applied"),
        ("replace", "applied"),
    ]
    replaced = "select value, value_as_read from core.fct_observation where correction_action = 'replace'"
    assert first_run.ask(replaced) == [(90.5, 9.05)]
    # Another source says the corrected value itself: its sentence stands beside it, not the one that was mended.
    ((shown, quote, action, reason),) = first_run.ask(
        "select value, quote, correction_action, choice_reason_vi from foundation.indicator_values"
        " where indicator_code = 'phone_density' and unit_id = 'bac-kan' and period = '2023-03-15'"
    )
    assert (shown, action) == (90.5, None)
    assert "90,5" in quote
    assert "đã được người duyệt sửa" in reason
    assert first_run.ask(
        "select value, not_used_code from core.fct_observation where correction_action = 'reject'"
    ) == [(100, "rejected_by_correction")]


def test_tables_and_columns_of_the_release_are_described(first_run: DailyRun) -> None:
    assert first_run.ask("select table_name from duckdb_tables() where comment is null") == []
    undescribed = "select table_name, column_name from duckdb_columns() where comment is null and not internal"
    assert first_run.ask(undescribed) == []


def test_the_release_has_each_table_as_parquet_too(first_run: DailyRun) -> None:
    tables = {
        f"{schema}/{table}" for schema, table in first_run.ask("select schema_name, table_name from duckdb_tables()")
    }
    parquet = first_run.release / "parquet"
    assert {str(path.relative_to(parquet).with_suffix("")) for path in parquet.glob("*/*.parquet")} == tables
    rows = pyarrow.parquet.read_metadata(parquet / "core" / "fct_observation.parquet").num_rows
    assert rows == first_run.one("select count(*) from core.fct_observation")


def test_what_was_known_on_a_day_can_be_asked(first_run: DailyRun) -> None:
    known = "select count(*) from indicator_values_as_known_on(date '{}')"
    assert first_run.one(known.format("2020-01-01")) == 0
    assert first_run.one(known.format("2100-01-01")) > 0


def test_readers_are_not_locked_out_while_another_process_writes(first_run: DailyRun) -> None:
    working = str(first_run.home.database)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_WORKING_FILE, working], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(duckdb.IOException):
            duckdb.connect(working, read_only=True)
        published = str(first_run.home.published / DATABASE_NAME)
        with duckdb.connect(published, read_only=True) as connection:
            assert connection.execute("select count(*) > 0 from core.fct_indicator_value").fetchone() == (True,)
    finally:
        holder.communicate()
    assert holder.returncode == 0


def test_the_status_of_the_first_run_tells_every_source_and_repeats_the_counters(first_run: DailyRun) -> None:
    status, summary = first_run.status, first_run.summary
    assert (status["outcome"], status["release"], status["errors"]) == ("published", 1, [])
    assert (status["run_id"], status["date"]) == (summary["run_id"], f"{FIRST:%Y-%m-%d}")
    assert {state for state in status["states"] if status["states"][state]} == {"new", "not_asked"}
    assert status["states"]["not_asked"] == 1  # the inbox
    for counter in ("fetch", "numbers", "rows", "documents", "observations", "quarantine"):
        assert status["counters"][counter] == summary[counter]
    captured = sum(source["counters"]["captured"] for source in status["sources"])
    assert captured == summary["fetch"]["captured"]


def test_rows_in_are_valid_or_in_quarantine(first_run: DailyRun) -> None:
    assert first_run.summary["unbalanced"] == []
    for step in first_run.summary["rows"].values():
        assert step["total"] == step["valid"] + step["quarantined"] > 0
    assert first_run.summary["rows"]["captures"]["quarantined"] == 1  # the maintenance notice


def test_log_lines_are_those_of_the_run_and_of_sources(first_run: DailyRun) -> None:
    log = first_run.home.logs / f"observatory-{FIRST:%Y-%m-%d}.log"
    run = first_run.summary["run_id"][:8]
    lines = [line.split(" ", 4) for line in log.read_text(encoding="utf-8").splitlines() if f" {run} " in line]
    assert {line[1] for line in lines} <= {"INFO", "WARNING"}
    asked = [line[2] for line in lines if line[4].startswith("asked ")]
    assert len(asked) == len(set(asked)) == first_run.status["states"]["new"]


# ── the same day again ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_second_run_captures_nothing_and_leaves_the_release(first_run: DailyRun, second_run: DailyRun) -> None:
    fetch = second_run.summary["fetch"]
    assert fetch["captured"] == 0
    assert fetch["asked"] == fetch["unchanged"] > 0
    assert second_run.summary["release"] == first_run.summary["release"]
    assert not second_run.summary["is_new_release"]
    assert "Nothing has changed: release 1 stands" in second_run.stdout
    assert "Published release" not in second_run.stdout


def test_a_second_run_counts_what_the_first_one_counted(first_run: DailyRun, second_run: DailyRun) -> None:
    for counter in ("documents", "observations", "unmapped", "numbers", "quarantine", "marts"):
        assert second_run.summary[counter] == first_run.summary[counter], counter


def test_the_status_of_a_second_run_is_unchanged_and_names_the_first(first_run: DailyRun, second_run: DailyRun) -> None:
    status = second_run.status
    assert (status["outcome"], status["release"]) == ("unchanged", 1)
    assert set(status["states"]) == {"not_asked", "unchanged"}
    assert [run["run_id"] for run in status["earlier_runs"]] == [first_run.status["run_id"]]


# ── the next day ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_next_day_makes_a_new_release_and_keeps_the_old_one(second_run: DailyRun, next_day_run: DailyRun) -> None:
    assert next_day_run.summary["is_new_release"]
    assert next_day_run.summary["release"] == second_run.summary["release"] + 1
    assert "Published release 2" in next_day_run.stdout
    assert second_run.release.is_dir()


def test_a_corrected_article_is_a_new_version_beside_the_old_one(first_run: DailyRun, next_day_run: DailyRun) -> None:
    versions = "select version_number, is_latest from core.dim_document where url like ? order by version_number"
    assert first_run.ask(versions, [CORRECTED]) == [(1, True)]
    assert next_day_run.ask(versions, [CORRECTED]) == [(1, False), (2, True)]


def test_the_value_of_the_corrected_article_is_the_corrected_one(first_run: DailyRun, next_day_run: DailyRun) -> None:
    sql = (
        "select value, bound from {} where indicator_code = 'eid_activation_share' and unit_id = 'ho-chi-minh'"
        " and url like ? order by value"
    )
    society = sql.format("society.indicator_values")
    assert first_run.ask(society, [CORRECTED]) == [(20, "at_least")]
    ((value, bound),) = next_day_run.ask(society, [CORRECTED])
    assert (float(value), bound) == (20.3, "exact")
    both = next_day_run.ask(sql.format("core.fct_observation"), [CORRECTED])
    assert [float(value) for value, _ in both] == [20.0, 20.3]


def test_what_the_correction_did_to_the_figures_is_marked(first_run: DailyRun, next_day_run: DailyRun) -> None:
    sql = "select change, old_value, new_value from quality.observation_changes where url like ? and old_value = 20"
    assert first_run.ask(sql, [CORRECTED]) == []
    ((change, old, new),) = next_day_run.ask(sql, [CORRECTED])
    assert (change, float(old), float(new)) == ("altered", 20.0, 20.3)


def test_the_status_of_the_next_day_tells_what_is_new_and_what_changed(next_day_run: DailyRun) -> None:
    told = {
        source["source_id"]: (source["documents_new"], source["documents_changed"])
        for source in next_day_run.status["sources"]
        if source["state"] == "new"
    }
    assert told == {"bao-phia-bac-mau": (1, 0), "kinh-te-so-mau": (0, 1), "inbox": (1, 0)}
    changes = next_day_run.status["changes"]
    assert (changes["new"], changes["changed"], changes["withdrawn"]) == (1, 1, 0)
    assert next_day_run.status["previous_release"] == 1


def test_an_article_of_the_next_day_is_added(first_run: DailyRun, next_day_run: DailyRun) -> None:
    sql = "select count(*) from core.dim_document where url like ?"
    assert first_run.one(sql, [NEW_ON_DAY_TWO]) == 0
    assert next_day_run.one(sql, [NEW_ON_DAY_TWO]) == 1
    value = (
        "select value from core.fct_observation where indicator_code = 'mobile_coverage_village_share' and url like ?"
    )
    assert float(next_day_run.one(value, [NEW_ON_DAY_TWO])) == 97.6


# ── a dropped file and a source that does not answer ──────────────────────────────────────────────────────────────────


def test_the_figure_of_a_dropped_file_is_published_with_its_sentence(
    second_run: DailyRun, next_day_run: DailyRun
) -> None:
    sql = (
        "select value, indicator_code, unit_id, period, quote from core.fct_observation"
        " where source_id = 'inbox' and url like '%' || ?"
    )
    assert second_run.ask(sql, [DROPPED_NAME]) == []
    ((value, indicator, unit, period, quote),) = next_day_run.ask(sql, [DROPPED_NAME])
    assert (value, indicator, unit, period) == (1473, "community_digital_teams", "quang-ninh", "2022")
    assert quote == DROPPED_QUOTE


def test_a_silent_source_is_told_of_with_its_reason(next_day_run: DailyRun, closed_port: int) -> None:
    run_id = next_day_run.summary["run_id"]
    rows = [
        row
        for row in read_table(next_day_run.home.lake, FETCH_OUTCOMES)
        if row["source_id"] == SILENT and row["run_id"] == run_id
    ]
    assert [row["purpose"] for row in rows] == ["robots", "listing"]
    # Nothing is asked of a host whose robots.txt cannot be had; the detail says why it could not.
    assert [(row["outcome"], row["reason"]) for row in rows] == [
        ("failed", "ConnectionFailed"),
        ("refused", "RobotsUnavailable"),
    ]
    assert f"http://127.0.0.1:{closed_port}/robots.txt could not be read" in rows[1]["detail"]
    assert all("Connection refused" in row["detail"] for row in rows)
    assert {problem["source"] for problem in next_day_run.summary["problems"]} == {SILENT}
    assert f"127.0.0.1:{closed_port}" in next_day_run.stdout
    ((status, attempts),) = next_day_run.ask(
        "select status, n_attempts from quality.source_health where source_id = ?", [SILENT]
    )
    assert status != "ok"
    assert attempts == len(rows)


def test_the_status_tells_of_the_silent_source_and_of_the_dropped_file(next_day_run: DailyRun) -> None:
    told = {source["source_id"]: source for source in next_day_run.status["sources"]}
    mute = told[SILENT]
    assert (mute["state"], mute["reason"], mute["failing_visits"]) == ("failing", "RobotsUnavailable", 1)
    assert mute["failing_since"]
    assert (told["inbox"]["state"], told["inbox"]["documents_new"]) == ("new", 1)
    assert next_day_run.status["outcome"] == "published"
    assert next_day_run.status["states"]["failing"] == 1


def test_beside_a_silent_source_everything_else_is_complete(second_run: DailyRun, next_day_run: DailyRun) -> None:
    asked = [
        row
        for row in read_table(next_day_run.home.lake, FETCH_OUTCOMES)
        if row["run_id"] == next_day_run.summary["run_id"] and row["source_id"] != SILENT
    ]
    outcomes = Counter(row["outcome"] for row in asked)
    assert outcomes["unchanged"] == next_day_run.summary["fetch"]["unchanged"] > 0
    assert outcomes["failed"] == outcomes["refused"] == 0
    # What the day brings, and nothing else: an article each, and the list in which it stands.
    captured = {(row["source_id"], row["purpose"]) for row in asked if row["outcome"] == "captured"}
    assert captured == {
        (source, kind) for source in ("bao-phia-bac-mau", "kinh-te-so-mau") for kind in ("article", "listing")
    }
    assert outcomes["captured"] == len(captured)
    assert next_day_run.summary["documents"] == second_run.summary["documents"] + 3
    lost = (
        "select count(*) from observations_before where observation_id not in"
        " (select observation_id from core.fct_observation)"
    )
    with duckdb.connect(str(next_day_run.release / DATABASE_NAME), read_only=True) as connection:
        before = second_run.release / "parquet" / "core" / "fct_observation.parquet"
        connection.execute(f"create temp view observations_before as from '{before}'")
        assert connection.execute(lost).fetchone() == (0,)


# ── a run that was killed in dbt before the last one, database and manifest halved ────────────────────────────────────


def test_a_run_beside_another_one_is_refused_by_name(killed_run: KilledRun) -> None:
    assert "another run (process " in killed_run.beside
    assert "wait until it has ended" in killed_run.beside


def test_the_next_run_publishes_although_database_and_manifest_were_halves(next_day_run: DailyRun) -> None:
    standing = latest_release(next_day_run.home)
    assert standing is not None
    assert standing.number == next_day_run.summary["release"]
    assert damaged_files(standing.folder) == []


def test_no_figure_is_gone_that_stood_before_the_kill(second_run: DailyRun, next_day_run: DailyRun) -> None:
    ids = "select distinct observation_id from core.fct_observation"
    assert set(second_run.ask(ids)) <= set(next_day_run.ask(ids))


def test_what_the_killed_run_asked_is_kept(killed_run: KilledRun) -> None:
    archive = Archive(killed_run.home.archive)
    assert any(o.run_id == killed_run.run_id for source in archive.source_ids() for o in archive.outcomes(source))


def test_dagster_takes_the_killed_run_for_ended(killed_run: KilledRun, next_day_run: DailyRun) -> None:
    with dg.DagsterInstance.from_config(str(killed_run.home.dagster)) as instance:
        record = instance.get_run_by_id(killed_run.run_id)
    assert record is not None
    assert record.status == dg.DagsterRunStatus.FAILURE


def test_nothing_half_written_is_left(next_day_run: DailyRun) -> None:
    home = next_day_run.home
    assert not list(home.root.rglob(".*.tmp"))
    assert not [path for path in home.releases.iterdir() if path.name.startswith(".")]
    assert not (home.root / "run.pid").exists()


# ── what the README prints below its queries ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("query", "table"), ANSWERED, ids=range(len(ANSWERED)))
def test_the_printed_answer_is_the_answer(first_run: DailyRun, query: str, table: str) -> None:
    with duckdb.connect(str(first_run.release / DATABASE_NAME), read_only=True) as connection:
        answer = connection.execute(query)
        columns = [column[0] for column in answer.description or []]
        rows = iter([[printed(value) for value in row] for row in answer.fetchall()])
    head, _, *shown = table.splitlines()
    assert cells(head) == columns
    for line in shown:
        if cells(line)[0] != LEFT_OUT:  # rows that are left out
            assert any(fits(cells(line), row) for row in rows), f"not among the answers, or not in this order: {line}"
    if cells(shown[-1])[0] != LEFT_OUT:
        assert list(rows) == [], "the answer has more rows than are printed"


def test_every_question_has_its_answer_printed() -> None:
    assert len(ANSWERED) == README.count("```sql\n")

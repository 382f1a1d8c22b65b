"""What the warehouse says about itself: rejected and unused observations, coverage, sources, rankings, comments."""

from __future__ import annotations

import duckdb
import pytest

from orchestration.steps.visits import failing_streak, last_answer, visits_of
from tests.dbt.conftest import ask
from tests.dbt.visited import UNREADABLE, VISITED

pytestmark = pytest.mark.slow


def test_everything_out_of_place_is_rejected_by_name(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse, "select rejection_code, count(*) from quality.rejected_observations group by 1 order by 1"
    ) == [
        ("duplicate_id_with_other_content", 1),
        ("impossible_period", 2),
        ("period_in_the_future", 1),
        ("unit_mismatch", 1),
        ("unit_not_valid_in_period", 2),
        ("unit_of_another_province", 1),
        ("unknown_document", 1),
        ("unknown_indicator", 1),
        ("unknown_unit", 1),
        ("value_beyond_limit", 1),
    ]
    sql = "select value from core.fct_indicator_value where unit_id = 'cao-bang' and period = '2024'"
    assert ask(warehouse, sql) == [(40.0,)]


def test_what_is_no_value_stays_as_an_observation_with_its_reason(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select not_used_code, count(*) from core.fct_observation
        where not_used_code is not null group by 1 order by 1
        """,
    ) == [
        ("below_province", 1),
        ("not_actual", 3),
        ("on_other_boundaries", 3),
        ("period_unknown", 1),
        ("rejected_by_correction", 3),
        ("superseded_version", 2),
    ]


def test_coverage_tells_observed_from_stale_target_only_and_never(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select status, last_known_year from quality.coverage where unit_id = ? and indicator_code = ? and year = ?"
    cases = {
        ("lang-son", "online_dossier_share", 2023): ("observed", 2023),
        ("lang-son", "online_dossier_share", 2025): ("stale", 2024),
        ("hue", "community_digital_teams", 2025): ("observed", 2025),
        ("cao-bang", "fiber_household_share", 2024): ("target_only", None),
        ("cao-bang", "pci_rank", 2024): ("never", None),
    }
    assert {case: warehouse.execute(sql, list(case)).fetchone() for case in cases} == cases


def test_source_health_judges_by_the_last_run(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select source_id, status, last_failure_reason, n_quarantined from quality.source_health order by 1"
    assert [row for row in ask(warehouse, sql) if row[0] not in VISITED] == [
        ("bao-tinh", "never_asked", None, 0),
        ("bao-toan-quoc", "failing", "HttpStatusError", 0),
        ("bo-chi-so", "never_asked", None, 0),
        ("cong-tinh", "never_asked", None, 0),
        ("nguon-im-lang", "never_asked", None, 0),
        ("nguon-la", "never_asked", None, 1),
    ]
    assert ask(warehouse, "select is_registered, authority from core.dim_source where source_id = 'nguon-la'") == [
        (False, "other")
    ]


@pytest.mark.parametrize("source_id", VISITED)
def test_a_source_answers_in_the_warehouse_as_in_the_status(
    warehouse: duckdb.DuckDBPyConnection, source_id: str
) -> None:
    expected, outcomes = VISITED[source_id]
    sql = "select status, last_answer_at, last_failure_reason from quality.source_health where source_id = ?"
    ((status, answered_at, reason),) = warehouse.execute(sql, [source_id]).fetchall()
    visits = visits_of(outcomes, {UNREADABLE: "LoginForm"})
    answer, streak = last_answer(visits), failing_streak(visits)
    assert status == expected
    assert (status == "failing") == bool(streak)
    assert answered_at == (answer.at if answer else None)
    if streak:
        assert reason == streak[-1].reason


def test_the_pillars_of_a_source_are_those_of_its_figures(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select pillars from quality.source_health where source_id = ?"
    assert warehouse.execute(sql, ["bao-tinh"]).fetchall() == [("foundation, government, society",)]
    assert warehouse.execute(sql, ["answers"]).fetchall() == [(None,)]


def test_published_rankings_are_compared_on_their_own_boundaries(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select ranking_id, published_value, observed_value, status from quality.published_rankings_check
        where measure = 'rank' and ranking_id like 'dti/2024/ha%/overall/%' and unit_id in ('ha-noi', 'hai-phong-2025')
        order by 1
        """,
    ) == [
        ("dti/2024/ha-noi/overall/34", 1.0, 1.0, "matches"),
        ("dti/2024/ha-noi/overall/63", 4.0, 4.0, "matches"),
        ("dti/2024/hai-phong-2025/overall/34", 3.0, 3.0, "matches"),
    ]


def test_columns_that_must_be_filled_cannot_be_empty(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select column_name from duckdb_columns() where schema_name || '.' || table_name = ? and not is_nullable"
    for table, wanted in {
        "core.fct_observation": {"observation_id", "document_id", "unit_id", "indicator_code", "period", "bound"},
        "core.fct_indicator_value": {"unit_id", "indicator_code", "period", "value", "bound", "choice_reason_vi"},
        "society.indicator_values": {"unit_id", "indicator_code", "period", "value", "quote", "url", "is_derived"},
    }.items():
        assert {name for (name,) in warehouse.execute(sql, [table]).fetchall()} >= wanted


def test_public_tables_and_columns_are_described_in_the_file(warehouse: duckdb.DuckDBPyConnection) -> None:
    public = "schema_name in ('core', 'economy', 'society', 'government', 'foundation', 'quality', 'reference')"
    for catalogue in ("duckdb_tables()", "duckdb_columns()"):
        sql = f"select distinct table_name from {catalogue} where {public} and comment is null"  # noqa: S608
        assert ask(warehouse, sql) == []
    sql = f"select table_name from duckdb_tables() where {public} and comment not like 'One row per%'"  # noqa: S608
    assert ask(warehouse, sql) == []

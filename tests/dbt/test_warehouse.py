"""What the warehouse makes of the synthetic lake of `conftest`: choices, versions, boundaries, marts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.conftest import Dbt, Rows, ask

pytestmark = pytest.mark.slow


def chosen(
    warehouse: duckdb.DuckDBPyConnection, unit_id: str, indicator: str, period: str, columns: str
) -> tuple[Any, ...]:
    rows = warehouse.execute(
        f"select {columns} from core.fct_indicator_value where unit_id = ? and indicator_code = ? and period = ?",  # noqa: S608
        [unit_id, indicator, period],
    ).fetchall()
    assert len(rows) == 1
    return tuple(rows[0])


def test_authority_decides_a_conflict_and_says_so(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = "value, is_conflicting, value_min, value_max, n_documents, n_agreeing, choice_reason_vi"
    assert chosen(warehouse, "quang-ninh", "online_dossier_share", "2023", columns) == (
        61.2,
        True,
        61.2,
        75.0,
        2,
        1,
        "Chọn nguồn có thẩm quyền cao hơn: Cổng thông tin của tỉnh. Có 1/2 văn bản nêu giá trị này.",
    )
    assert ask(
        warehouse,
        "select value, is_chosen, difference from quality.conflicts where unit_id = 'quang-ninh' order by value",
    ) == [(61.2, True, 0.0), (75.0, False, pytest.approx(13.8))]


def test_an_exact_value_wins_over_a_bound_and_rounding_is_no_conflict(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = "value, bound, is_conflicting, n_agreeing, n_documents"
    assert chosen(warehouse, "quang-ninh", "full_online_dossier_share", "2023", columns) == (61.2, "exact", False, 2, 3)


def test_a_reprinted_and_repeated_figure_counts_once(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = "value, n_observations, n_documents, n_sources, source_id"
    assert chosen(warehouse, "bac-kan", "online_dossier_share", "2023", columns) == (28.0, 1, 1, 1, "bao-tinh")
    assert ask(
        warehouse,
        """
        select count(*), count(distinct copy_of_document_id) from core.dim_document
        where n_copies = 2 and url like '%/bac-kan%'
        """,
    ) == [(2, 1)]


def test_a_reprint_under_another_headline_is_no_second_voice(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = "value, bound, n_observations, n_documents, n_sources, source_id, is_conflicting"
    assert chosen(warehouse, "ha-giang", "online_dossier_share", "2023", columns) == (
        *(61.2, "exact", 2, 1, 1, "cong-tinh", False),
    )


def test_a_corrected_article_keeps_its_old_version_but_uses_the_new(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert chosen(warehouse, "quang-ngai", "fiber_household_share", "2023", "value, bound, n_documents") == (
        85.0,
        "at_least",
        1,
    )
    assert ask(
        warehouse,
        """
        select o.value, o.is_current, o.not_used_code, d.version_number, d.is_latest, cast(d.known_on as varchar)
        from core.fct_observation as o inner join core.dim_document as d using (document_id)
        where o.unit_id = 'quang-ngai' order by d.version_number
        """,
    ) == [
        (58.0, False, "superseded_version", 1, False, "2024-02-20"),
        (85.0, True, None, 2, True, "2024-03-05"),
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-02-19", []), ("2024-03-01", [(58.0, "exact")]), ("2024-03-05", [(85.0, "at_least")])],
)
def test_what_was_known_on_a_day(warehouse: duckdb.DuckDBPyConnection, day: str, expected: Rows) -> None:
    sql = "select value, bound from indicator_values_as_known_on(cast(? as date)) where unit_id = 'quang-ngai'"
    assert warehouse.execute(sql, [day]).fetchall() == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-02-19", []),
        ("2024-02-20", [(10.0, "2024-02-20")]),
        ("2024-03-04", [(10.0, "2024-02-20")]),
        ("2024-03-05", [(20.0, "2024-03-05")]),
        ("2024-03-08", [(20.0, "2024-03-05")]),
        ("2024-03-09", [(10.0, "2024-03-09")]),
    ],
)
def test_a_text_that_came_back_is_what_was_known_since(
    warehouse: duckdb.DuckDBPyConnection, day: str, expected: Rows
) -> None:
    sql = """
        select value, cast(known_on as varchar) from indicator_values_as_known_on(cast(? as date))
        where unit_id = 'quang-tri'
    """
    assert warehouse.execute(sql, [day]).fetchall() == expected


def test_as_known_in_the_end_is_what_is_chosen(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = "unit_id, indicator_code, period, value, observation_id"
    chosen = ask(warehouse, f"select {columns} from core.fct_indicator_value order by all")  # noqa: S608 - constants
    known = f"select {columns} from indicator_values_as_known_on(date '9999-12-31') order by all"  # noqa: S608
    assert ask(warehouse, known) == chosen
    assert any(unit_id == "quang-tri" for unit_id, *_ in chosen)


def test_history_and_profile_read_the_marts(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(warehouse, "select unit_id, period, value from indicator_history('dti_rank') where year = 2024") == [
        ("ha-noi", "2024", 4.0),
        ("hai-phong", "2024", 3.0),
    ]
    assert ask(warehouse, "select pillar, indicator_code, period, value from province_profile('lang-son')") == [
        ("government", "online_dossier_share", "2024", 55.0)
    ]


def test_a_text_in_two_partitions_is_one_document(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select n_versions, cast(first_captured_at as varchar), cast(last_captured_at as varchar)
        from core.dim_document where url like '%/tro-lai'
        """,
    ) == [(1, "2024-01-20 03:00:00+00", "2024-04-20 03:00:00+00")]


def test_the_yearly_series_takes_no_half_and_no_range(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select year, value, period, rollup_rule, previous_value from core.fct_indicator_year
        where unit_id = 'lang-son' and indicator_code = 'online_dossier_share' order by year
        """,
    ) == [
        (2023, 45.0, "2023-09-30", "last_known_in_the_year", None),
        (2024, 55.0, "2024", "figure_of_the_year", 45.0),
    ]
    assert ask(
        warehouse,
        "select year, online_dossier_share from government.province_scorecard where unit_id = 'lang-son' order by year",
    ) == [(2023, 45.0), (2024, 55.0)]


def test_ranks_share_ties_and_leave_the_country_out(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select unit_id, rank_in_period, n_units_ranked from foundation.indicator_values
        where indicator_code = 'dti_score' and period = '2022' order by unit_id
        """,
    ) == [("da-nang", 1, 4), ("ha-noi", 2, 4), ("ho-chi-minh", 2, 4), ("lao-cai", 4, 4), ("vn", None, None)]


def test_marts_compare_with_targets(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select provincial_target, provincial_target_year, provincial_target_gap, provincial_target_met
        from government.indicator_values
        where unit_id = 'lang-son' and indicator_code = 'online_dossier_share' and period = '2024'
        """,
    ) == [(90.0, 2025, -35.0, False)]
    assert ask(
        warehouse,
        """
        select national_target, national_target_year, national_target_binds, target_gap, target_met
        from foundation.indicator_values where unit_id = 'quang-ngai' and indicator_code = 'fiber_household_share'
        """,
    ) == [(85.0, 2023, "country", None, None)]
    assert ask(
        warehouse, "select origin, scope, unit_id, operator, value_low from core.fct_target where origin = 'text'"
    ) == [("text", "provincial", "lang-son", ">=", 90.0)]


def test_a_ranking_of_34_never_mixes_with_one_of_63(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert chosen(warehouse, "ha-noi", "dti_rank", "2024", "value, is_conflicting, n_documents") == (4.0, False, 1)
    assert chosen(warehouse, "ha-noi", "dti_score", "2024", "value") == (0.8241,)
    assert ask(
        warehouse,
        """
        select unit_id, indicator_code, value, method from core.fct_indicator_value_2025_boundaries
        where year = 2024 and indicator_code like 'dti%' order by unit_id, indicator_code
        """,
    ) == [
        ("ha-noi", "dti_rank", 1.0, "published_on_these_boundaries"),
        ("ha-noi", "dti_score", 0.8241, "published_on_these_boundaries"),
        ("hai-phong-2025", "dti_rank", 3.0, "published_on_these_boundaries"),
        ("hai-phong-2025", "dti_score", 0.7857, "published_on_these_boundaries"),
    ]
    assert ask(
        warehouse,
        "select count(*) from core.fct_indicator_value where unit_id = 'hai-phong' and indicator_code = 'dti_score'",
    ) == [(0,)]


def test_the_boundaries_of_today(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        warehouse,
        """
        select unit_id, indicator_code, year, value, method, share_of_predecessors_known
        from core.fct_indicator_value_2025_boundaries
        where unit_id in ('thai-nguyen-2025', 'bac-ninh-2025', 'hue') and year >= 2024
        order by unit_id, indicator_code, year
        """,
    )
    assert rows == [
        ("bac-ninh-2025", "community_digital_teams", 2024, None, "predecessors_missing", 0.5),
        ("hue", "community_digital_teams", 2024, 150.0, "as_reported", 1.0),
        ("hue", "community_digital_teams", 2025, 155.0, "as_reported", 1.0),
        ("thai-nguyen-2025", "community_digital_teams", 2024, 350.0, "sum_of_predecessors", 1.0),
        ("thai-nguyen-2025", "community_digital_teams", 2025, 360.0, "as_reported", 0.0),
        ("thai-nguyen-2025", "dossiers_total", 2024, 400_000.0, "sum_of_predecessors", 1.0),
        ("thai-nguyen-2025", "fiber_household_share", 2024, None, "weights_missing", 1.0),
        (
            "thai-nguyen-2025",
            "health_record_share",
            2024,
            pytest.approx(85.83504691),
            "weighted_by_population",
            1.0,
        ),
        ("thai-nguyen-2025", "online_dossier_share", 2024, 70.0, "weighted_by_denominator", 1.0),
    ]


def test_what_nobody_states_is_derived_and_marked(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select indicator_code, round(value, 2), rule, derivation_vi from core.fct_derived_value
        where unit_id = 'son-la' order by 1
        """,
    ) == [
        ("dt_goals_completed_share", 80.0, "share_of_parts", "Tính từ tử số và mẫu số: 16/20."),
        ("ocop_ecommerce_share", 69.66, "share_in_sentence", "Tính từ tử số và mẫu số: 186/267."),
        ("ocop_products_total", 267.0, "total_from_out_of", "Suy ra từ mẫu số trong câu: 186/267."),
    ]
    assert ask(
        warehouse,
        """
        select indicator_code, is_derived, choice_reason_code, quote from economy.indicator_values
        where unit_id = 'son-la' order by 1
        """,
    ) == [
        ("ocop_ecommerce_share", True, "derived", "ocop_products_on_ecommerce của son-la đạt 186"),
        ("ocop_products_on_ecommerce", False, "only_one", "ocop_products_on_ecommerce của son-la đạt 186"),
        ("ocop_products_total", True, "derived", "ocop_products_on_ecommerce của son-la đạt 186"),
    ]
    assert ask(
        warehouse,
        "select n_indicators_reported, n_derived from economy.province_scorecard where unit_id = 'son-la'",
    ) == [(3, 2)]


def test_parts_larger_than_their_whole_give_no_value_but_a_reason(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select indicator_code, value, not_used_code, derivation_vi, derivation_en from core.fct_derived_value
        where unit_id = 'lai-chau'
        """,
    ) == [
        (
            *("dt_goals_completed_share", None, "part_exceeds_whole"),
            "Không tính được, phần lớn hơn tổng thể: 900/20.",
            "Not computed, the part is larger than the whole: 900/20.",
        )
    ]
    sql = "select indicator_code from core.fct_indicator_year where unit_id = 'lai-chau' order by 1"
    assert ask(warehouse, sql) == [("dt_goals_completed",), ("dt_goals_total",)]


def test_corrections_take_effect_while_they_hold(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        "select action, status from quality.corrections where found_unit_id = 'cao-bang' order by correction_id",
    ) == [("reject", "applied"), ("replace", "applied"), ("confirm", "applied"), ("reject", "reading_changed")]
    assert ask(
        warehouse,
        """
        select indicator_code, period, value, bound, choice_reason_code, correction_action, correction_reason
        from foundation.indicator_values where unit_id = 'cao-bang' and period in ('2023', '2024')
        and indicator_code in ('bts_stations', 'optical_cable_km', 'phone_subscribers', 'internet_subscribers')
        order by 1, 2
        """,
    ) == [
        ("bts_stations", "2023", 900.0, "exact", "only_one", None, None),
        ("internet_subscribers", "2023", 300_000.0, "exact", "only_one", None, None),
        ("optical_cable_km", "2023", 7000.0, "exact", "only_one", "replace", "Đọc nhầm"),
        ("phone_subscribers", "2023", 500_000.0, "about", "confirmed", "confirm", "Đọc nhầm"),
    ]
    assert ask(
        warehouse,
        """
        select value, value_as_read from core.fct_observation
        where correction_action = 'replace' and unit_id = 'cao-bang'
        """,
    ) == [(7000.0, 70.0)]


def test_corrections_reach_reprints_second_mentions_and_copied_sentences(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select indicator_code, value, choice_reason_code, correction_action
        from government.indicator_values where unit_id = 'tuyen-quang'
        union all
        select indicator_code, value, choice_reason_code, correction_action
        from society.indicator_values where unit_id = 'tuyen-quang'
        order by 1
        """,
    ) == [
        ("digitized_dossier_share", 50.0, "authority", None),
        ("health_record_share", 82.0, "confirmed", "confirm"),
        ("online_dossier_share", 61.0, "confirmed", "confirm"),
        ("online_payment_share", 50.0, "only_one", None),
    ]
    assert ask(
        warehouse,
        """
        select correction_action, count(*), count(distinct document_id), list(distinct value)
        from core.fct_observation
        where unit_id = 'tuyen-quang' and correction_id is not null group by correction_id, correction_action
        order by correction_id
        """,
    ) == [
        ("confirm", 2, 2, [61.0]),
        ("replace", 2, 2, [70.0]),
        ("confirm", 2, 1, [82.0]),
        ("reject", 2, 2, [9.0]),
    ]


def test_a_correction_moves_a_figure_between_province_and_country(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(
        warehouse,
        """
        select unit_id, period, value, correction_action from indicator_history('optical_cable_km')
        where url like '%/dien-bien'
        """,
    ) == [("dien-bien", "2024", 9_000.0, "replace"), ("vn", "2023", 900_000.0, "replace")]


def test_a_correction_whose_result_is_no_value_says_so(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "select status, not_used_code from quality.corrections where new_unit_id = 'lao-cai-2025'"
    assert ask(warehouse, sql) == [("not_used", "unit_not_valid_in_period")]
    assert ask(warehouse, "select distinct not_used_code from quality.corrections where status <> 'not_used'") == [
        (None,)
    ]


def test_a_series_goes_on_under_a_new_name_but_not_over_a_merger(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select unit_id, previous_value, change from indicator_history('community_digital_teams') where period = '2025'"
    )
    assert ask(warehouse, sql) == [("hue", 150.0, 5.0), ("thai-nguyen-2025", None, None)]


def test_units_are_63_then_34(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = """
        select count(*) from core.dim_province
        where
            not is_country
            and coalesce(valid_from <= cast($day as date), true)
            and coalesce(valid_to >= cast($day as date), true)
    """
    for day, expected in (("2025-06-30", 63), ("2025-07-01", 34)):
        assert warehouse.execute(sql, {"day": day}).fetchall() == [(expected,)]
    assert ask(warehouse, "select count(*) from core.dim_province") == [(89,)]
    assert ask(
        warehouse,
        """
        select predecessor_unit_id from core.bridge_province_succession
        where successor_unit_id = 'thai-nguyen-2025' order by 1
        """,
    ) == [("bac-kan",), ("thai-nguyen",)]


def test_a_second_build_makes_the_same_tables(
    home: Path, dbt: Dbt, warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    (tmp_path / "lake").symlink_to(home / "lake")
    with duckdb.connect(str(dbt.build(tmp_path, "--exclude-resource-type", "test")), read_only=True) as again:
        tables = ask(
            warehouse,
            """
            select table_schema || '.' || table_name from information_schema.tables
            where table_schema in ('core', 'economy', 'society', 'government', 'foundation', 'quality')
            """,
        )
        assert len(tables) == 30
        for (table,) in tables:
            assert ask(warehouse, f"from {table} order by all") == ask(again, f"from {table} order by all"), table

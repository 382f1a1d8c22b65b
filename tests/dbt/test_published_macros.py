"""The table macros of the published file where the synthetic lake has no such case: on a few rows, without a build."""

from __future__ import annotations

import datetime as dt

import duckdb
import jinja2
import pytest

from schemas import strict_yaml
from tests.dbt.conftest import PROJECT, Rows, ask
from tests.unit.warehouse.published_warehouse import contracts, insert

MERGED_ON = dt.date(2025, 7, 1)
VALUES = (
    # unit, indicator, period, its first and last day, value
    ("lao-cai", "community_digital_teams", "2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31), 1.0),
    ("lao-cai-2025", "community_digital_teams", "2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31), 2.0),
    ("lao-cai", "bts_stations", "2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31), 3.0),
    ("lao-cai-2025", "bts_stations", "2025-08", dt.date(2025, 8, 1), dt.date(2025, 8, 31), 4.0),
    ("lao-cai-2025", "bts_stations", "2025-Q3", dt.date(2025, 7, 1), dt.date(2025, 9, 30), 5.0),
    ("lao-cai-2025", "bts_stations", "2025-09", dt.date(2025, 9, 1), dt.date(2025, 9, 30), 6.0),
    ("lao-cai", "optical_cable_km", "2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31), 7.0),
    ("lao-cai", "optical_cable_km", "2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31), 8.0),
    ("yen-bai", "phone_subscribers", "2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31), 9.0),
    ("vn", "bts_stations", "2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31), 10.0),
)


def made_by_dbt() -> str:
    """The SQL of `published_macros`: dbt's templates are Jinja, and all that they ask of dbt are its variables."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "macros").glob("*.sql"))]
    variables = strict_yaml.load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    environment = jinja2.Environment(extensions=["jinja2.ext.do"], undefined=jinja2.StrictUndefined)  # noqa: S701 - SQL
    return environment.from_string("\n".join([*texts, "{{ published_macros() }}"])).render(var=variables.__getitem__)


@pytest.fixture(scope="module", params=[1, -1], ids=["older_first", "younger_first"])
def published(request: pytest.FixtureRequest) -> duckdb.DuckDBPyConnection:
    """The public tables with Lào Cai before and after its merger, its values in the one order and in the other."""
    connection = duckdb.connect()
    for schema, table, _, columns in contracts():
        typed = ", ".join(f"{column['name']} {column['data_type']}" for column in columns)
        connection.execute(f"create schema if not exists {schema}; create table {schema}.{table} ({typed})")
    connection.execute(made_by_dbt())
    for unit_id, province_code, valid_from in (
        ("lao-cai", "lao-cai", None),
        ("lao-cai-2025", "lao-cai", MERGED_ON),
        ("yen-bai", "yen-bai", None),
        ("vn", "vn", None),
    ):
        insert(connection, "core.dim_province", unit_id=unit_id, province_code=province_code, valid_from=valid_from)
    for unit_id, indicator, period, start, end, value in VALUES[:: request.param]:
        insert(
            connection,
            "foundation.indicator_values",
            unit_id=unit_id,
            province_code=unit_id.removesuffix("-2025"),
            indicator_code=indicator,
            period=period,
            period_start=start,
            period_end=end,
            value=value,
        )
    return connection


@pytest.mark.parametrize(
    ("province_code", "expected"),
    [
        (
            "lao-cai",
            [
                ("bts_stations", "lao-cai-2025", "2025-09", 6.0),
                ("community_digital_teams", "lao-cai-2025", "2025", 2.0),
                ("optical_cable_km", "lao-cai", "2024", 7.0),
            ],
        ),
        ("yen-bai", [("phone_subscribers", "yen-bai", "2024", 9.0)]),
        ("vn", [("bts_stations", "vn", "2025", 10.0)]),
    ],
)
def test_a_profile_is_that_of_the_unit_that_is_valid_later(
    published: duckdb.DuckDBPyConnection, province_code: str, expected: Rows
) -> None:
    sql = f"select indicator_code, unit_id, period, value from province_profile('{province_code}')"  # noqa: S608
    assert ask(published, sql) == expected


def test_a_profile_has_the_columns_of_a_mart(published: duckdb.DuckDBPyConnection) -> None:
    profile = [name for name, *_ in ask(published, "describe from province_profile('lao-cai')")]
    mart = [name for name, *_ in ask(published, "describe foundation.indicator_values")]
    assert profile == ["pillar", *mart]

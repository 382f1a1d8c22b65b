"""The dbt project says the same as the schemas and the seeds: columns of sources, of seeds and of the scorecards."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from schemas.corrections import CORRECTIONS
from schemas.lake import LAKE_TABLES
from schemas.reference import SEED_TABLES
from schemas.tables import TableSchema
from scrapers.reference import load_reference
from tests.dbt.conftest import PROJECT
from tests.dbt.synthetic_lake import SOURCE_COLUMNS

TYPES = {
    "string": {"varchar"},
    "integer": {"integer", "bigint"},
    "number": {"double"},
    "boolean": {"boolean"},
    "date": {"date"},
    "timestamp": {"timestamp with time zone"},
}
SCORECARD_HEAD = [
    "province_code",
    "unit_id",
    "province_name_vi",
    "province_name_en",
    "year",
    "n_indicators_reported",
    "n_conflicting",
    "n_derived",
]


def read(path: str) -> dict[str, Any]:
    content = yaml.safe_load((PROJECT / path).read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def by_name(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["name"]: item for item in items}


def lake_tables() -> dict[str, dict[str, Any]]:
    return by_name(read("models/staging/_sources.yml")["sources"][0]["tables"])


def assert_same_columns(table: TableSchema, types: dict[str, str]) -> None:
    assert list(types) == table.column_names
    for column in table.columns:
        assert types[column.name] in TYPES[column.type], f"{table.name}.{column.name}"


@pytest.mark.parametrize("table", [*LAKE_TABLES.values(), CORRECTIONS], ids=lambda table: table.name)
def test_sources_have_the_columns_of_the_lake(table: TableSchema) -> None:
    source = lake_tables()[table.name]
    assert_same_columns(table, {column["name"]: column["data_type"] for column in source["columns"]})
    descriptions = {column.name: column.description for column in table.columns}
    assert {column["name"]: column["description"] for column in source["columns"]} == descriptions


def test_every_lake_table_is_a_source_with_its_asset_key() -> None:
    tables = lake_tables()
    assert set(tables) == set(LAKE_TABLES) | {"sources", "corrections"}
    assert all(t["config"]["meta"]["dagster"]["asset_key"] == ["lake", name] for name, t in tables.items())
    assert [column["name"] for column in tables["sources"]["columns"]] == SOURCE_COLUMNS.names


@pytest.mark.parametrize("name", sorted(SEED_TABLES))
def test_seeds_have_the_columns_of_their_schema(name: str) -> None:
    seed = by_name(read("seeds/_seeds.yml")["seeds"])[name]
    assert_same_columns(SEED_TABLES[name], seed["config"]["column_types"])
    assert [column["name"] for column in seed["columns"]] == SEED_TABLES[name].column_names


@pytest.mark.parametrize("pillar", ["economy", "society", "government", "foundation"])
def test_scorecards_have_a_column_per_core_indicator(pillar: str) -> None:
    model = by_name(read("models/marts/_marts.yml")["models"])[f"{pillar}_province_scorecard"]
    core = {i.code for i in load_reference().indicators.values() if i.pillar == pillar and i.tier == "core"}
    columns = [column["name"] for column in model["columns"]]
    assert columns[: len(SCORECARD_HEAD)] == SCORECARD_HEAD
    found = set(columns[len(SCORECARD_HEAD) :])
    missing = "".join(f"\n      - name: {code}\n        data_type: double" for code in sorted(core - found))
    assert found == core, f"models/marts/_marts.yml: too many {sorted(found - core)}; to be added:{missing}"


def test_every_published_table_is_in_an_exposure() -> None:
    exposed = {
        ref.removeprefix("ref('").removesuffix("')")
        for path in sorted((PROJECT / "models").rglob("_exposures*.yml"))
        for exposure in read(str(path.relative_to(PROJECT)))["exposures"]
        for ref in exposure["depends_on"]
    }
    public = {
        path.stem for folder in ("core", "marts", "quality") for path in (PROJECT / "models" / folder).rglob("*.sql")
    }
    assert public <= exposed, public - exposed


def test_long_marts_are_one_table_four_times() -> None:
    models = by_name(read("models/marts/_marts.yml")["models"])
    pillars = ("economy", "society", "government", "foundation")
    columns = [models[f"{pillar}_indicator_values"]["columns"] for pillar in pillars]
    assert all(other == columns[0] for other in columns[1:])

"""The dbt project says the same as the schemas and the seeds: columns of sources, of seeds and of the scorecards."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest

from schemas import strict_yaml
from schemas.corrections import CORRECTIONS
from schemas.lake import LAKE_TABLES
from schemas.pillars import PILLARS
from schemas.reference import SEED_TABLES
from schemas.tables import TableSchema
from scrapers.reference import INDICATORS_FILE, SEEDS
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
PUBLIC = ("core", "marts", "quality")
WITHOUT_KEY = {"rejected_observations"}
"""Of two rows with one id both are named there."""
WITHOUT_RULE = {
    "dim_indicator": "columns of the seed",
    "dim_province": "columns of int_territorial_units, with names of regions",
    "quarantine": "columns of the lake",
    "rejected_observations": "rows of int_observations_classified, with their reason in words",
    "unmapped_quantities": "columns of the lake, with those of the document",
}
"""Models that a unit test would only repeat, and what they show."""
SCORECARD_HEAD = [
    "province_code",
    "unit_id",
    "province_name_vi",
    "province_name_en",
    "year",
    "n_indicators_reported",
    "n_conflicting",
    "n_derived",
    "n_bounded",
]


def read(path: str) -> dict[str, Any]:
    content = strict_yaml.load((PROJECT / path).read_text(encoding="utf-8"))
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


def test_dbt_has_the_pillars_of_the_schemas() -> None:
    assert read("dbt_project.yml")["vars"]["pillars"] == list(PILLARS)


@pytest.mark.parametrize("pillar", PILLARS)
def test_scorecards_have_a_column_per_core_indicator(pillar: str) -> None:
    model = by_name(read("models/marts/_marts.yml")["models"])[f"{pillar}_province_scorecard"]
    with (SEEDS / INDICATORS_FILE).open(encoding="utf-8", newline="") as lines:
        indicators = [row for row in csv.DictReader(lines) if row["pillar"] == pillar]
    core = {row["indicator_code"] for row in indicators if row["tier"] == "core"}
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
    columns = [models[f"{pillar}_indicator_values"]["columns"] for pillar in PILLARS]
    assert all(other == columns[0] for other in columns[1:])


def public_models() -> dict[str, dict[str, Any]]:
    """The published models by name, as their YAML files describe them."""
    files = [path for folder in PUBLIC for path in sorted((PROJECT / "models" / folder).rglob("*.yml"))]
    return by_name([model for path in files for model in read(str(path.relative_to(PROJECT))).get("models", [])])


def test_every_published_model_says_its_grain_and_describes_its_columns_under_contract() -> None:
    models = public_models()
    assert set(models) == {path.stem for folder in PUBLIC for path in (PROJECT / "models" / folder).rglob("*.sql")}
    for name, model in models.items():
        assert model["description"].startswith("One row per "), name
        assert all(column["description"] and column["data_type"] for column in model["columns"]), name
    configured = read("dbt_project.yml")["models"]["observatory"]
    assert all(configured[folder]["+contract"] == {"enforced": True} for folder in PUBLIC)
    assert configured["+persist_docs"] == {"relation": True, "columns": True}


def test_every_published_model_has_a_tested_key() -> None:
    for name, model in public_models().items():
        tests = [*model.get("data_tests", []), *(t for c in model["columns"] for t in c.get("data_tests", []))]
        names = {test if isinstance(test, str) else next(iter(test)) for test in tests}
        if name not in WITHOUT_KEY:
            assert names & {"unique", "unique_combination"}, name


def test_every_model_that_is_not_published_is_read_by_another() -> None:
    inner = {
        path.stem for folder in ("staging", "intermediate") for path in (PROJECT / "models" / folder).glob("*.sql")
    }
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("models", "macros")
        for path in (PROJECT / folder).rglob("*.sql")
    ]
    assert inner - {name for text in texts for name in re.findall(r"ref\('(\w+)'\)", text)} == set()


def test_every_model_with_a_rule_has_a_unit_test() -> None:
    tested = {
        test["model"]
        for path in (PROJECT / "models").rglob("_unit_tests.yml")
        for test in read(str(path.relative_to(PROJECT)))["unit_tests"]
    }
    ruled = {path.stem for path in (PROJECT / "models").rglob("*.sql") if path.parent.name not in ("staging", *PILLARS)}
    assert ruled - tested == WITHOUT_RULE.keys()
    assert tested - ruled == {"society_province_scorecard"}

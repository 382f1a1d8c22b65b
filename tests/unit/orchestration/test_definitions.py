"""What Dagster is shown: one lineage from the sources to the release, the checks, the schedule and the pool.

Lives here: the shape of the definitions. That the job runs is tested end to end.
"""

from __future__ import annotations

import dagster as dg
import pytest

from orchestration.definitions import build_definitions
from orchestration.settings import Settings
from schemas.lake import LAKE_TABLES
from scrapers.sources.loader import load_registry

RELEASE = dg.AssetKey(["published", "release"])
Graph = dict[dg.AssetKey, set[dg.AssetKey]]


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    home = tmp_path_factory.mktemp("definitions")
    return build_definitions(Settings.from_environment({"OBSERVATORY_HOME": str(home)}))


@pytest.fixture(scope="module")
def graph(definitions: dg.Definitions) -> Graph:
    """Every asset with the assets that it is made from."""
    assets = definitions.resolve_asset_graph()
    return {key: set(assets.get(key).parent_keys) for key in assets.get_all_asset_keys()}


def upstream(graph: Graph, key: dg.AssetKey) -> set[dg.AssetKey]:
    """All assets from which `key` is made, directly or not."""
    found: set[dg.AssetKey] = set()
    waiting = [key]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def of_folder(graph: Graph, name: str) -> set[dg.AssetKey]:
    return {key for key in graph if key.path[0] == name}


def test_the_release_is_made_from_every_source(graph: Graph) -> None:
    sources = {source.id for source in load_registry("sample").enabled()}
    captures = of_folder(graph, "captures")
    assert {key.path[1] for key in captures} == sources
    assert captures <= upstream(graph, RELEASE)


def test_every_asset_is_on_the_way_to_the_release(graph: Graph) -> None:
    assert set(graph) - {RELEASE} == upstream(graph, RELEASE)


def test_the_lineage_begins_with_the_captures_and_the_seeds(definitions: dg.Definitions, graph: Graph) -> None:
    beginnings = {key.path[0] for key, parents in graph.items() if not parents}
    assert beginnings == {"captures", "reference"}
    assert all(definitions.resolve_asset_graph().get(key).is_executable for key in graph)


def test_every_table_of_the_lake_is_an_asset_between_captures_and_staging(graph: Graph) -> None:
    lake = of_folder(graph, "lake")
    assert {key.path[1] for key in lake} == {*LAKE_TABLES, "sources"}
    for key in lake:
        assert upstream(graph, key) >= of_folder(graph, "captures"), key
    staging = of_folder(graph, "staging")
    assert staging
    for key in staging:
        assert graph[key], key
        assert graph[key] <= lake, key


def test_every_source_has_one_check_that_it_answered(definitions: dg.Definitions) -> None:
    checks = [key for key in definitions.resolve_asset_graph().asset_check_keys if key.name == "answered"]
    asked = {source.id for source in load_registry("sample").enabled() if source.kind != "inbox"}
    assert sorted(key.asset_key.path[-1] for key in checks) == sorted(asked)


def test_dbt_tests_and_the_checks_of_the_lake_are_asset_checks(definitions: dg.Definitions) -> None:
    keys = definitions.resolve_asset_graph().asset_check_keys
    names = {(key.asset_key.to_user_string(), key.name) for key in keys}
    assert {("lake/quarantine", "quarantine_is_empty"), ("lake/document_readings", "numbers_add_up")} <= names
    assert any(asset == "core/fct_observation" and "unique" in name for asset, name in names)


def test_the_daily_schedule_is_on_at_six_in_vietnam(definitions: dg.Definitions) -> None:
    (schedule,) = definitions.schedules or []
    assert isinstance(schedule, dg.ScheduleDefinition)
    assert schedule.cron_schedule == "0 6 * * *"
    assert schedule.execution_timezone == "Asia/Ho_Chi_Minh"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert schedule.job_name == "daily"


def test_the_daily_job_makes_every_asset(definitions: dg.Definitions, graph: Graph) -> None:
    job = definitions.resolve_job_def("daily")
    assert set(job.asset_layer.executable_asset_keys) == set(graph)


def test_only_what_opens_the_working_database_is_in_its_pool(definitions: dg.Definitions, graph: Graph) -> None:
    assets = definitions.resolve_asset_graph()
    pooled = {key for key in graph if assets.get(key).pools == {"warehouse"}}
    assert pooled == set(graph) - of_folder(graph, "captures") - of_folder(graph, "lake")
    assert all(not assets.get(key).pools for key in set(graph) - pooled)


def test_one_source_can_be_asked_alone(definitions: dg.Definitions) -> None:
    key = dg.AssetKey(["captures", "bao-phia-bac-mau"])
    job = definitions.resolve_job_def("daily")
    alone = job.get_subset(asset_selection={key})
    assert set(alone.asset_layer.executable_asset_keys) >= {key}
    assert dg.AssetKey(["captures", "tap-chi-so-mau"]) not in alone.asset_layer.selected_asset_keys

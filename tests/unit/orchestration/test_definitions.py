"""What Dagster knows: one connected lineage from every source to the release, grouped, described and checked."""

from __future__ import annotations

import dataclasses
import os
from collections import deque
from pathlib import Path

import dagster as dg
import pytest

from orchestration.assets.metadata import markdown_table
from orchestration.definitions import build_definitions
from orchestration.instance import prepare_instance
from orchestration.settings import Settings, SettingsError
from schemas.pillars import PILLARS
from warehouse.paths import Home
from warehouse.profile import ProfileError, keep_profile


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    home = Home(tmp_path_factory.mktemp("definitions"))
    before = dict(os.environ)
    settings = Settings(home=home, profile="sample", extra_sources=None, sample_day=1, contact="x")
    found = build_definitions(settings)
    os.environ.clear()
    os.environ.update(before)
    return found


@pytest.fixture(scope="module")
def specs(definitions: dg.Definitions) -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in definitions.resolve_all_asset_specs()}


def downstream_of(start: str, specs: dict[str, dg.AssetSpec]) -> set[str]:
    seen, queue = {start}, deque([start])
    while queue:
        here = queue.popleft()
        for name, spec in specs.items():
            if name not in seen and any(dep.asset_key.to_user_string() == here for dep in spec.deps):
                seen.add(name)
                queue.append(name)
    return seen


def test_every_source_leads_to_every_pillar_and_to_the_release(specs: dict[str, dg.AssetSpec]) -> None:
    sources = [name for name in specs if name.startswith("captures/")]
    assert len(sources) >= 6
    assert "captures/inbox" in sources
    wanted = {f"{pillar}/indicator_values" for pillar in PILLARS} | {"published/release", "quality/coverage"}
    for source in sources:
        assert wanted <= downstream_of(source, specs), source


def test_no_asset_hangs_in_the_air(specs: dict[str, dg.AssetSpec]) -> None:
    seeds = {name for name, spec in specs.items() if not spec.deps}
    assert all(name.startswith(("captures/", "reference/", "lake/corrections", "reread/day")) for name in seeds), seeds
    missing = {
        dep.asset_key.to_user_string()
        for spec in specs.values()
        for dep in spec.deps
        if dep.asset_key.to_user_string() not in specs
    }
    assert missing == set()


def test_every_asset_has_a_group_and_a_description(specs: dict[str, dg.AssetSpec]) -> None:
    assert [name for name, spec in specs.items() if not spec.group_name or spec.group_name == "default"] == []
    assert [name for name, spec in specs.items() if not spec.description] == []


def test_checks_cover_sources_quarantine_counters_and_dbt_tests(definitions: dg.Definitions) -> None:
    keys = {(key.asset_key.to_user_string(), key.name) for key in definitions.resolve_asset_graph().asset_check_keys}
    assert ("captures/kho-xep-hang-mau", "answered") in keys
    assert ("lake/document_readings", "numbers_add_up") in keys
    assert ("lake/quarantine", "quarantine_is_empty") in keys
    assert sum(asset.startswith(PILLARS) for asset, _ in keys) >= 3 * len(PILLARS)
    assert ("core/fct_indicator_value", "the_choice_among_observations") in keys
    assert {("captures/kho-xep-hang-mau", "as_usual"), ("captures/kho-xep-hang-mau", "is_fresh")} <= keys
    assert {("captures/inbox", "all_taken"), ("reread/archive", "reads_the_same")} <= keys
    assert {("lake/fetch_outcomes", "asked_adds_up"), ("lake/observations", "rows_add_up")} <= keys
    assert {(f"{pillar}/indicator_values", "answers_are_fresh") for pillar in PILLARS} <= keys


def test_a_source_that_lost_all_its_figures_stops_the_release(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    observations = dg.AssetKey(["core", "fct_observation"])
    blocking = [key.name for key in graph.asset_check_keys if graph.get(key).blocking and key.asset_key == observations]
    assert "sources_keep_their_observations" in blocking


def test_the_daily_schedule_is_on_at_six_in_vietnam(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("every_morning")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 6 * * *", "Asia/Ho_Chi_Minh")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert schedule.job_name == "daily"


def test_the_archive_is_read_again_every_week_asking_no_site(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("every_sunday")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 13 * * 0", "Asia/Ho_Chi_Minh")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    for name in ("weekly_reread", "read_and_publish", "reread_day"):
        made = definitions.resolve_job_def(name).asset_layer.executable_asset_keys
        assert {key.path[-1] for key in made if key.path[0] == "captures"} <= {"inbox"}, name
    daily = definitions.resolve_job_def("daily").asset_layer.executable_asset_keys
    assert not any(key.path[0] == "reread" for key in daily)
    weekly = definitions.resolve_job_def("weekly_reread").asset_layer.executable_asset_keys
    assert dg.AssetKey(["reread", "archive"]) in weekly


def test_all_sensors_are_on(definitions: dg.Definitions) -> None:
    for name in (
        "dropped_files",
        "status_of_runs",
        "status_of_failed_runs",
        "status_of_cancelled_runs",
        "publish_after_rereading",
    ):
        assert definitions.resolve_sensor_def(name).default_status is dg.DefaultSensorStatus.RUNNING


def test_sources_marts_and_release_may_not_grow_old(specs: dict[str, dg.AssetSpec]) -> None:
    watched = {name for name, spec in specs.items() if spec.freshness_policy is not None}
    marts = {name for name in specs if name.startswith(PILLARS)}
    assert watched == {name for name in specs if name.startswith("captures/")} | marts | {"published/release"}


def test_days_can_be_read_again_one_by_one(specs: dict[str, dg.AssetSpec]) -> None:
    assert isinstance(specs["reread/day"].partitions_def, dg.DailyPartitionsDefinition)


def test_whatever_opens_the_working_file_waits_in_one_pool(definitions: dg.Definitions) -> None:
    pooled = {
        name
        for name in ("core/fct_observation", "published/release", "lake/documents")
        if "warehouse" in definitions.resolve_assets_def(dg.AssetKey(name.split("/"))).op.pools
    }
    assert pooled == {"core/fct_observation", "published/release"}


def test_the_instance_reports_to_nobody_and_limits_the_pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "unset")
    home = Home(tmp_path)
    prepare_instance(home)
    assert os.environ["DAGSTER_HOME"] == str(home.dagster)
    written = home.dagster / "dagster.yaml"
    assert "enabled: false" in written.read_text(encoding="utf-8").split("concurrency")[0]
    written.write_text(written.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    prepare_instance(home)
    assert written.read_text(encoding="utf-8").endswith("# mine\n")
    with dg.DagsterInstance.get() as instance:
        assert not instance.telemetry_enabled


def test_sample_rows_of_pages_cannot_break_out_of_their_cell() -> None:
    table = markdown_table([{"quote": "a | b\n<script>`x`" + "y" * 200, "value": None}], ("quote", "value"))
    lines = table.splitlines()
    assert len(lines) == 3
    assert "<" not in lines[2]
    assert lines[2].replace("\\|", "").count("|") == 3
    assert len(lines[2]) < 120


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    environ = {
        "OBSERVATORY_HOME": str(tmp_path),
        "OBSERVATORY_PROFILE": "live",
        "OBSERVATORY_SAMPLE_DAY": "2",
        "OBSERVATORY_SOURCES": str(tmp_path / "mine.yaml"),
    }
    settings = Settings.from_environment(environ)
    assert dataclasses.asdict(settings)["profile"] == "live"
    assert (settings.sample_day, settings.extra_sources) == (2, tmp_path / "mine.yaml")
    assert Settings.from_environment({}).profile == "sample"


@pytest.mark.parametrize("wrong", [{"OBSERVATORY_PROFILE": "prod"}, {"OBSERVATORY_SAMPLE_DAY": "zwei"}])
def test_wrong_settings_are_named(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=next(iter(wrong))):
        Settings.from_environment(wrong)


def test_definitions_of_the_other_profile_are_refused(tmp_path: Path) -> None:
    home = Home(tmp_path / "of-the-real-web")
    keep_profile(home, "live")
    with pytest.raises(ProfileError, match="profile live"):
        build_definitions(Settings(home=home, profile="sample", extra_sources=None, sample_day=1, contact="x"))

"""dbt's unit tests reach Dagster: passed, failed, not run; they are left out only with the project they passed on."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import create_autospec

import dagster as dg
import pytest

from orchestration.assets.models_unit_tests import NOT_RUN, UnitTests

MANIFEST = {
    "nodes": {"model.p.m": {"name": "m", "schema": "core"}},
    "unit_tests": {
        f"unit_test.p.m.{name}": {"name": name, "model": "m", "package_name": "p", "description": f"The {name} one."}
        for name in ("good", "bad")
    },
}


def unit_tests(folder: Path) -> UnitTests:
    project = folder / "project"
    project.mkdir(exist_ok=True)
    return UnitTests.of(
        MANIFEST,
        lambda node: dg.AssetKey([node["schema"], node["name"]]),
        project=project,
        store=folder / "unit_tests.json",
    )


def built(folder: Path, **status: str) -> Path:
    path = folder / "run_results.json"
    results = [{"unique_id": f"unit_test.p.m.{name}", "status": said, "message": None} for name, said in status.items()]
    results.append({"unique_id": "model.p.m", "status": "success", "message": "OK"})
    path.write_text(json.dumps({"results": results}), encoding="utf-8")
    return path


def test_each_unit_test_is_a_check_of_its_model(tmp_path: Path) -> None:
    tests = unit_tests(tmp_path)
    tests.keep(built(tmp_path, good="pass"))
    definitions = dg.Definitions(assets=[dg.AssetSpec(["core", "m"])], asset_checks=[tests.checks()])
    with dg.DagsterInstance.ephemeral() as instance:
        result = definitions.resolve_implicit_global_asset_job_def().execute_in_process(instance=instance)
    found = {e.check_name: (e.passed, e.metadata["dbt"].value) for e in result.get_asset_check_evaluations()}
    assert found == {"good": (True, "pass"), "bad": (False, NOT_RUN)}


def test_a_broken_build_marks_the_failed_ones(tmp_path: Path) -> None:
    tests = unit_tests(tmp_path)
    tests.keep(built(tmp_path, good="pass", bad="fail"))
    instance = create_autospec(dg.DagsterInstance, instance=True)
    tests.report_failed(instance)
    events = [call.args[0] for call in instance.report_runless_asset_event.call_args_list]
    assert [(event.asset_key.to_user_string(), event.check_name, event.passed) for event in events] == [
        ("core/m", "bad", False)
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [({"good": "pass", "bad": "pass"}, True), ({"good": "pass", "bad": "fail"}, False), ({"good": "pass"}, False)],
)
def test_only_what_passed_is_left_out(tmp_path: Path, status: dict[str, str], expected: bool) -> None:
    tests = unit_tests(tmp_path)
    assert not tests.are_passed()
    tests.keep(built(tmp_path, **status))
    assert tests.are_passed() is expected
    tests.keep(built(tmp_path))
    assert tests.are_passed() is expected


def test_a_changed_project_is_tested_again(tmp_path: Path) -> None:
    tests = unit_tests(tmp_path)
    tests.keep(built(tmp_path, good="pass", bad="pass"))
    (tmp_path / "project" / "model.sql").write_text("select 1", encoding="utf-8")
    assert tests.are_passed()
    assert not unit_tests(tmp_path).are_passed()

"""dbt's unit tests reach Dagster: passed, failed, and not run."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import create_autospec

import dagster as dg
import pytest

from orchestration.assets.models_unit_tests import report_failed, unit_test_checks

MANIFEST = {
    "nodes": {"model.p.m": {"name": "m", "schema": "core"}},
    "unit_tests": {
        f"unit_test.p.m.{name}": {"name": name, "model": "m", "package_name": "p", "description": f"The {name} one."}
        for name in ("good", "bad", "absent")
    },
}
RESULTS = [
    {"unique_id": "unit_test.p.m.good", "status": "pass", "message": None},
    {"unique_id": "unit_test.p.m.bad", "status": "fail", "message": "actual differs from expected"},
    {"unique_id": "model.p.m", "status": "success", "message": "OK"},
]


@pytest.fixture
def checks(tmp_path: Path) -> dg.AssetChecksDefinition:
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    (tmp_path / "run_results.json").write_text(json.dumps({"results": RESULTS}), encoding="utf-8")
    return unit_test_checks(
        tmp_path / "manifest.json",
        lambda node: dg.AssetKey([node["schema"], node["name"]]),
        tmp_path / "run_results.json",
    )


def test_each_unit_test_is_a_check_of_its_model(checks: dg.AssetChecksDefinition) -> None:
    definitions = dg.Definitions(assets=[dg.AssetSpec(["core", "m"])], asset_checks=[checks])
    with dg.DagsterInstance.ephemeral() as instance:
        result = definitions.get_implicit_global_asset_job_def().execute_in_process(instance=instance)
    found = {e.check_name: (e.passed, e.metadata["dbt"].value) for e in result.get_asset_check_evaluations()}
    assert found == {
        "good": (True, "pass"),
        "bad": (False, "actual differs from expected"),
        "absent": (False, "not in the last build; run all models"),
    }


def test_a_broken_build_marks_the_failed_ones(checks: dg.AssetChecksDefinition, tmp_path: Path) -> None:
    instance = create_autospec(dg.DagsterInstance, instance=True)
    report_failed(instance, list(checks.check_specs), tmp_path / "run_results.json")
    events = [call.args[0] for call in instance.report_runless_asset_event.call_args_list]
    assert [(event.asset_key.to_user_string(), event.check_name, event.passed) for event in events] == [
        ("core/m", "bad", False)
    ]

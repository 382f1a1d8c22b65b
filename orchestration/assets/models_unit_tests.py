"""The unit tests of the dbt project as checks of the models that they test.

Lives here: their results, which dbt leaves in `run_results.json`, brought into Dagster; dagster-dbt itself knows only
dbt's data tests. Never here: the tests (`dbt_project/models/**/_unit_tests.yml`).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg

NodeKey = Callable[[Mapping[str, Any]], dg.AssetKey]


def unit_test_specs(manifest: Mapping[str, Any], key_of: NodeKey) -> list[dg.AssetCheckSpec]:
    """A check per unit test of the manifest, on the asset of its model."""
    return [
        dg.AssetCheckSpec(
            name=test["name"],
            asset=key_of(manifest["nodes"][f"model.{test['package_name']}.{test['model']}"]),
            description=test.get("description") or None,
        )
        for _, test in sorted(manifest["unit_tests"].items())
    ]


def unit_test_results(
    specs: list[dg.AssetCheckSpec], run_results: Path
) -> Iterator[tuple[dg.AssetCheckSpec, bool, dict[str, str]]]:
    """Each check with whether it passed in dbt's last build, and what dbt said; one that did not run has not passed."""
    results = json.loads(run_results.read_text(encoding="utf-8"))["results"] if run_results.exists() else []
    by_name = {r["unique_id"].rsplit(".", 1)[-1]: r for r in results if r["unique_id"].startswith("unit_test.")}
    for spec in specs:
        result = by_name.get(spec.name)
        if result is None:
            yield spec, False, {"dbt": "not in the last build; run all models"}
        else:
            yield spec, result["status"] == "pass", {"dbt": result.get("message") or result["status"]}


def unit_test_checks(manifest_path: Path, key_of: NodeKey, run_results: Path) -> dg.AssetChecksDefinition:
    """One step, after the models, that reports all unit tests."""
    specs = unit_test_specs(json.loads(manifest_path.read_text(encoding="utf-8")), key_of)

    @dg.multi_asset_check(specs=specs, name="dbt_unit_tests")
    def dbt_unit_tests() -> Iterator[dg.AssetCheckResult]:
        for spec, passed, metadata in unit_test_results(specs, run_results):
            yield dg.AssetCheckResult(
                asset_key=spec.asset_key, check_name=spec.name, passed=passed, metadata={**metadata}
            )

    return dbt_unit_tests


def report_failed(instance: dg.DagsterInstance, specs: list[dg.AssetCheckSpec], run_results: Path) -> None:
    """Mark the checks whose test failed; for a build that ended with an error, after which no step reports them."""
    for spec, passed, metadata in unit_test_results(specs, run_results):
        if not passed and "not in the last build" not in metadata["dbt"]:
            instance.report_runless_asset_event(
                dg.AssetCheckEvaluation(
                    asset_key=spec.asset_key, check_name=spec.name, passed=False, metadata={**metadata}
                )
            )

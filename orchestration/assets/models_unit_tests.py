"""The unit tests of the dbt project as checks of the models that they test.

They try the SQL on rows of their own, so they say the same until the project changes: the build runs them when the
project is not the one with which they passed last. dbt's results become Dagster's checks here, because dagster-dbt
knows only dbt's data tests. Never here: the tests (`dbt_project/models/**/_unit_tests.yml`).
"""

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.dbt_setup import project_digest
from warehouse.files import write_bytes

NodeKey = Callable[[Mapping[str, Any]], dg.AssetKey]
PASSED = "pass"
NOT_RUN = "not run yet; build all models"


@dataclasses.dataclass(frozen=True)
class UnitTests:
    """The unit tests of a manifest, and the file that keeps their last results with the project they ran on."""

    specs: tuple[dg.AssetCheckSpec, ...]
    store: Path
    fingerprint: str

    @classmethod
    def of(cls, manifest: Mapping[str, Any], key_of: NodeKey, *, project: Path, store: Path) -> "UnitTests":
        """A check per unit test of the manifest, on the asset of its model."""
        specs = tuple(
            dg.AssetCheckSpec(
                name=test["name"],
                asset=key_of(manifest["nodes"][f"model.{test['package_name']}.{test['model']}"]),
                description=test.get("description") or None,
            )
            for _, test in sorted(manifest["unit_tests"].items())
        )
        return cls(specs, store, project_digest(project))

    def are_passed(self) -> bool:
        """Whether all of them passed with this very project."""
        said = self._read()
        results = said.get("results", {})
        return said.get("fingerprint") == self.fingerprint and all(
            results.get(spec.name) == PASSED for spec in self.specs
        )

    def keep(self, run_results: Path) -> None:
        """Keep what a build said of them (nothing, where it left them out, or ended before it wrote its results)."""
        said = json.loads(run_results.read_text(encoding="utf-8"))["results"] if run_results.exists() else []
        results = {
            result["unique_id"].rsplit(".", 1)[-1]: PASSED
            if result["status"] == PASSED
            else result.get("message") or result["status"]
            for result in said
            if result["unique_id"].startswith("unit_test.")
        }
        if results:
            kept = {"fingerprint": self.fingerprint, "results": results}
            write_bytes(self.store, json.dumps(kept, ensure_ascii=False, indent=2).encode())

    def results(self) -> Iterator[dg.AssetCheckResult]:
        """Each check as it came out last; one that did not run has not passed."""
        for spec, said in self._said():
            yield dg.AssetCheckResult(
                asset_key=spec.asset_key, check_name=spec.name, passed=said == PASSED, metadata={"dbt": said}
            )

    def report_failed(self, instance: dg.DagsterInstance) -> None:
        """Mark those that failed; for a build that ended with an error, after which no step reports them."""
        for spec, said in self._said():
            if said not in (PASSED, NOT_RUN):
                instance.report_runless_asset_event(
                    dg.AssetCheckEvaluation(
                        asset_key=spec.asset_key, check_name=spec.name, passed=False, metadata={"dbt": said}
                    )
                )

    def checks(self) -> dg.AssetChecksDefinition:
        """One step, after the models, that reports all of them."""

        @dg.multi_asset_check(specs=self.specs, name="dbt_unit_tests")
        def dbt_unit_tests() -> Iterator[dg.AssetCheckResult]:
            yield from self.results()

        return dbt_unit_tests

    def _said(self) -> Iterator[tuple[dg.AssetCheckSpec, str]]:
        results = self._read().get("results", {})
        for spec in self.specs:
            yield spec, results.get(spec.name, NOT_RUN)

    def _read(self) -> dict[str, Any]:
        try:
            said = json.loads(self.store.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

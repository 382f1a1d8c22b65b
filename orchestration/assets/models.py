"""The dbt models as assets, grouped by layer, and the release that is made of them.

Lives here: the translation of dbt's graph into asset keys and groups. Never here: SQL.
"""

import contextlib
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliResource, DbtProject, dbt_assets

from orchestration.assets.data_tests import DataTestsFailedError, failed_data_tests
from orchestration.assets.freshness import every_day
from orchestration.assets.model_metadata import with_samples
from orchestration.assets.models_unit_tests import UnitTests
from orchestration.assets.working import working
from orchestration.dbt_setup import PROJECT_FOLDER
from orchestration.settings import Settings
from orchestration.steps import status_files
from schemas.pillars import PILLARS
from warehouse.files import remove_database
from warehouse.release import latest_release, publish, standing_because

LOG = logging.getLogger("observatory")
WAREHOUSE_POOL = "warehouse"
RELEASE = dg.AssetKey(["published", "release"])


class Translator(DagsterDbtTranslator):
    """Keys are schema and name, as readers know them; groups are the layers."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """`economy/indicator_values`; sources keep the key of the lake table that their meta names."""
        if dbt_resource_props["resource_type"] == "source":
            return super().get_asset_key(dbt_resource_props)
        return dg.AssetKey(
            [dbt_resource_props["schema"], dbt_resource_props.get("alias") or dbt_resource_props["name"]]
        )

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        """The marts are watched for freshness: readers look at them."""
        spec = super().get_asset_spec(manifest, unique_id, project)
        is_mart = spec.key.path[0] in PILLARS
        return spec.replace_attributes(freshness_policy=every_day()) if is_mart else spec

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The schema: staging, intermediate, core, economy, society, government, foundation, quality, reference."""
        return str(dbt_resource_props["schema"])


def unit_tests(settings: Settings, manifest: Path) -> UnitTests:
    """The unit tests of the models; their results are kept beside dbt's artifacts."""
    return UnitTests.of(
        json.loads(manifest.read_text(encoding="utf-8")),
        Translator().get_asset_key,
        project=PROJECT_FOLDER,
        store=settings.home.dbt / "unit_tests.json",
    )


def model_assets(settings: Settings, manifest: Path, tests: UnitTests, pool: str | None) -> dg.AssetsDefinition:
    """All seeds, models and tests of the dbt project, built in one go; unit tests only if the project changed."""

    @dbt_assets(
        manifest=manifest,
        name="warehouse",
        dagster_dbt_translator=Translator(settings=DagsterDbtTranslatorSettings(enable_asset_checks=True)),
        pool=pool,
    )
    def warehouse(context: dg.AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
        home = settings.home
        log = home.logs / "dbt-build.txt"
        LOG.info("building the warehouse (dbt build); what dbt says stands in %s", log)
        command = ["build", *(["--exclude-resource-type", "unit_test"] if tests.are_passed() else [])]
        artifacts = home.dbt / "build"
        results = artifacts / "run_results.json"
        with working(home), log.open("w", encoding="utf-8") as file, contextlib.redirect_stdout(file):
            results.unlink(missing_ok=True)  # else those of an earlier build would be taken for this one's
            if not context.is_subset:
                # A whole build makes every table anew: what a run left that was ended by force can do no harm.
                remove_database(home.database)
            # One folder for the artifacts of all builds: by default every build leaves a new one.
            build = dbt.cli(command, context=context, target_path=artifacts)
            try:
                yield from with_samples(build.stream(), home.database, build.manifest["nodes"])
            except Exception:
                tests.keep(results)
                tests.report_failed(context.instance)
                if failed := failed_data_tests(results, build.manifest["nodes"]):
                    raise DataTestsFailedError(failed, log) from None
                raise
            tests.keep(results)

    return warehouse


def release_asset(settings: Settings, models: dg.AssetsDefinition, pool: str | None) -> dg.AssetsDefinition:
    """The published state; only made when every model is."""

    @dg.asset(
        key=RELEASE,
        deps=list(models.keys),
        group_name="release",
        kinds={"duckdb", "parquet", "csv", "html"},
        pool=pool,
        freshness_policy=every_day(),
        description="What readers open: the numbered, read-only state of the warehouse, replaced in one step.",
    )
    def release() -> dg.MaterializeResult[None]:
        with working(settings.home):
            before = latest_release(settings.home)
            made = publish(settings.home, now=settings.now(), keep=settings.keep_releases, gates=settings.gates)
        LOG.info("release %d%s", made.number, "" if made.is_new else f" stands: {standing_because(made)}")
        return dg.MaterializeResult(
            metadata={
                "number": made.number,
                "is_new": made.is_new,
                "previous": before.number if before else 0,
                "path": dg.MetadataValue.path(str(settings.home.published)),
                "pages": dg.MetadataValue.path(str(made.folder / "site" / "index.html")),
                "changes": dg.MetadataValue.path(str(made.folder / "CHANGES.md")),
                "status": dg.MetadataValue.path(str(status_files.folder(settings.home))),
                "rows": made.tables,
            }
        )

    return release

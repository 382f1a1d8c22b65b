"""Everything that Dagster knows of the observatory, built when it is asked for.

Lives here: the factory `build_definitions`, which tests call with settings of their own, and the entry point `defs`.
"""

from __future__ import annotations

import os

import dagster as dg

from orchestration.assets.lake import lake_assets
from orchestration.assets.models import WAREHOUSE_POOL, model_assets, release_asset, unit_tests
from orchestration.assets.reread import reread_assets
from orchestration.assets.sources import source_assets
from orchestration.checks.lake import lake_checks
from orchestration.checks.sources import source_checks
from orchestration.checks.warehouse import warehouse_checks
from orchestration.counting import SETTINGS, settings_resource
from orchestration.dbt_setup import dbt_resource, ensure_manifest
from orchestration.housekeeping import housekeeping_job, housekeeping_schedule
from orchestration.jobs import JOBS, SCHEDULES
from orchestration.run_logger import run_logger
from orchestration.sensors import inbox_sensor, publish_sensor, status_sensors
from orchestration.settings import Settings
from warehouse.profile import check_profile


def build_definitions(settings: Settings, *, pool: str | None = WAREHOUSE_POOL) -> dg.Definitions:
    """Assets, checks, jobs, schedules, sensors and resources for these settings.

    `pool` is the pool of the steps that open the working database. A run that holds the data directory's lock from its
    first step to its last needs none; Dagster would keep the place of a run that was killed taken for ever.

    Raises:
        RegistryError: the registry of sources cannot be read.
        DbtParseError: the dbt project cannot be parsed.
        ProfileError: the data directory belongs to the other profile.
    """
    check_profile(settings.home, settings.profile)
    sources = source_assets(settings)
    manifest = ensure_manifest(settings.home)
    tests = unit_tests(settings, manifest)
    housekeeping = housekeeping_job(settings)
    models = model_assets(settings, manifest, tests, pool)
    return dg.Definitions(
        assets=[
            sources,
            *lake_assets(settings, sorted(sources.keys)),
            models,
            release_asset(settings, models, pool),
            *reread_assets(settings),
        ],
        asset_checks=[
            *lake_checks(settings),
            source_checks(settings),
            *warehouse_checks(settings, pool),
            tests.checks(),
        ],
        jobs=[*JOBS, housekeeping],
        schedules=[*SCHEDULES, housekeeping_schedule(housekeeping)],
        sensors=[inbox_sensor(settings), *status_sensors(settings), publish_sensor()],
        loggers={"console": run_logger(settings)},
        resources={"dbt": dbt_resource(settings.home), SETTINGS: settings_resource(settings)},
        executor=dg.in_process_executor,  # steps are few and share caches; the sources run in threads inside theirs
    )


@dg.definitions
def defs() -> dg.Definitions:
    """The definitions for the environment's settings."""
    return build_definitions(Settings.from_environment(os.environ))

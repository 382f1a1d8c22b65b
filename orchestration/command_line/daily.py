"""`observatory run`: Dagster's daily job, in this process, with its progress and a summary that a person can read.

Lives here: starting the job and saying how it ended. The run is kept in the instance, so that the UI shows it.
"""

from __future__ import annotations

import logging
import os
import time
import warnings

from rich.console import Console
from rich.logging import RichHandler


def run_daily(out: Console, err: Console, source_ids: list[str]) -> int:
    """Run the job; the exit code is 0 when everything was made (a silent source is reported, not fatal)."""
    out.print("Loading the pipeline …", highlight=False)
    warnings.filterwarnings("ignore")

    from orchestration.assets.sources import capture_key
    from orchestration.command_line.printing import print_summary
    from orchestration.definitions import build_definitions
    from orchestration.housekeeping import tidy
    from orchestration.instance import instance
    from orchestration.jobs import DAILY
    from orchestration.settings import Settings
    from orchestration.steps import fetch, summary
    from warehouse.lock import run_lock
    from warehouse.release import latest_release

    settings = Settings.from_environment(os.environ)
    _show_progress(err)
    started = time.monotonic()
    with run_lock(settings.home):
        registry = fetch.registry(settings)
        chosen = [registry.get(source_id).id for source_id in source_ids]
        job = build_definitions(settings, pool=None).resolve_job_def(DAILY)
        selection = None
        if chosen:
            dropped = {capture_key(source.id) for source in registry.enabled() if source.id not in chosen}
            selection = [key for key in job.asset_layer.executable_asset_keys if key not in dropped]
        before = latest_release(settings.home)
        dagster_instance = instance(settings.home)
        result = job.execute_in_process(
            instance=dagster_instance,
            asset_selection=selection,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
        tidy(settings, dagster_instance, fetch.now())
        release = latest_release(settings.home)
        if not result.success or release is None:
            _print_failures(err, result)
            return 1
        made = summary.summarise(
            settings.home, result.run_id, release, is_new=before is None or release.number != before.number
        )
        kept = summary.write(settings.home, made)
    print_summary(out, made, seconds=time.monotonic() - started, log=kept)
    return 0


def _show_progress(err: Console) -> None:
    logger = logging.getLogger("observatory")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.handlers = [
        RichHandler(console=err, show_path=False, markup=False, rich_tracebacks=False, log_time_format="%H:%M:%S")
    ]


def _print_failures(err: Console, result) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    err.print("The run failed; what was published before still stands.", style="red")
    for event in result.all_events:
        if (
            event.is_failure
            and event.event_specific_data is not None
            and getattr(event.event_specific_data, "error", None)
        ):
            error = event.event_specific_data.error
            while error.cause is not None:
                error = error.cause
            err.print(f"{event.step_key or 'run'}: {error.message.strip()}", markup=False, highlight=False)

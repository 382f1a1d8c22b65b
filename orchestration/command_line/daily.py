"""`observatory run`: Dagster's daily job, in this process, with its progress and a summary that a person can read.

Lives here: starting the job and saying how it ended. The run is kept in the instance, so that the UI shows it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console

from orchestration.command_line.environment import settings_of_environment

if TYPE_CHECKING:
    from orchestration.settings import Settings
    from orchestration.steps.ending import Ending


def run_daily(out: Console, err: Console, source_ids: list[str]) -> int:
    """Run the job; the exit code is 0 when everything was made (a silent source is reported, not fatal).

    Raises:
        RegistryError, ReferenceDataError, CorrectionsError, DbtParseError …: the run could not begin; its status
            says so, too.
        AnotherRunIsGoingOnError: nothing was done, and no status written: that is for the run which is going on.
        ProfileError: the same: the data directory is that of other runs.
        DiskFullError: the disk had no room, be it for the lock or later.
    """
    warnings.filterwarnings("ignore")

    from orchestration.logs import attach
    from orchestration.steps import fetch
    from orchestration.steps.beginning import check_what_people_wrote
    from warehouse.disk import naming_a_full_disk
    from warehouse.lock import AnotherRunIsGoingOnError, run_lock
    from warehouse.profile import check_profile

    settings = settings_of_environment()
    check_profile(settings.home, settings.profile)
    attach(settings)
    started, started_at = time.monotonic(), settings.now()
    # The lock writes a file, too; and who holds it is told however little is free.
    with naming_a_full_disk(settings.home, leaving=(AnotherRunIsGoingOnError,)), run_lock(settings.home):
        with _beginning(settings, started_at):
            registry = fetch.registry(settings)
            check_what_people_wrote(settings)
        chosen = [registry.get(source_id).id for source_id in source_ids]  # a wrong name is told of before dbt is asked
        out.print("Loading the pipeline …", highlight=False)  # for seconds, which nobody waits who made a mistake
        dropped = {source.id for source in registry.enabled() if chosen and source.id not in chosen}
        success, ending = _carry_out(err, settings, dropped, started_at)
    if not success:
        said = "The release was refused" if ending.status.outcome == "refused" else "The run failed"
        err.print(f"{said}; what was published before still stands.", style="red")
    if success and ending.made is not None and ending.summary_file is not None:
        from orchestration.command_line.printing import print_summary

        print_summary(out, ending.made, seconds=time.monotonic() - started, log=ending.summary_file)
    out.print(f"Status: {ending.status_file}", markup=False, highlight=False, soft_wrap=True)
    return 1 if ending.status.errors else 0


def _carry_out(err: Console, settings: Settings, dropped: set[str], started_at: dt.datetime) -> tuple[bool, Ending]:
    """Whether the job ended well, without the sources that are dropped, and how the run was told to have ended."""
    from orchestration.assets.sources import capture_key
    from orchestration.definitions import build_definitions
    from orchestration.ended_runs import HOLDS_LOCK, close_ended_runs
    from orchestration.housekeeping import tidy
    from orchestration.instance import instance
    from orchestration.jobs import OWN_LINES
    from orchestration.run_events import errors_of, failed_checks, released_by
    from orchestration.settings import present
    from orchestration.steps.ending import RunEnd, end_run
    from orchestration.steps.status_files import DAILY

    with _beginning(settings, started_at):
        job = build_definitions(settings, pool=None).resolve_job_def(DAILY)
        dagster = instance(settings.home)
    selection = None
    if dropped:
        keys = {capture_key(source_id) for source_id in dropped}
        selection = [key for key in job.asset_layer.executable_asset_keys if key not in keys]
    for run_id in close_ended_runs(dagster):
        err.print(f"Run {run_id[:8]} was ended by force; this one goes on with what it had captured.", highlight=False)
    result = job.execute_in_process(
        instance=dagster,
        asset_selection=selection,
        raise_on_error=False,
        tags=HOLDS_LOCK,
        run_config=OWN_LINES,
    )
    checks = failed_checks(dagster, result.run_id)
    ending = end_run(
        settings,
        RunEnd(
            DAILY,
            result.run_id,
            started_at,
            settings.now(),
            succeeded=result.success,
            errors=errors_of(result.get_step_failure_events(), checks),
            released=released_by(dagster, result.run_id),
            checks=checks,
        ),
    )
    tidy(settings, dagster, present())  # files and runs carry the times of the machine, also in a simulation
    return result.success, ending


@contextlib.contextmanager
def _beginning(settings: Settings, started_at: dt.datetime) -> Iterator[None]:
    """A run that cannot begin ends in a status that says why."""
    from orchestration.steps.ending import RunEnd, end_run
    from orchestration.steps.status import RunError
    from orchestration.steps.status_files import DAILY

    try:
        yield
    except Exception as error:
        why = RunError("start", type(error).__name__, str(error))
        now = settings.now()
        end_run(settings, RunEnd(DAILY, "", started_at, now, succeeded=False, errors=(why,), released=None))
        raise

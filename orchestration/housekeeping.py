"""Old runs, their events and their logs are forgotten, so that the disk of an unattended machine does not fill.

Lives here: what is forgotten of Dagster's records, through its public interface, and the job that does it every night.
`observatory run` does the same at its end, for machines without the daemon. Ticks are Dagster's own business
(`retention` in dagster.yaml). Not here: which files of the data directory expire (`warehouse.retention`).
"""

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from orchestration.settings import Settings, present
from schemas.days import TIME_ZONE
from warehouse import retention
from warehouse.files import remove_leftovers
from warehouse.paths import Home

LOG = logging.getLogger("observatory")
HOUSEKEEPING = "housekeeping"
ENDED = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
LONGEST_RUN = dt.timedelta(hours=6)
"""As dagster.yaml says: a run that has gone on for longer was killed, and the daemon marks it as failed."""
_AT_A_TIME = 100


@dataclasses.dataclass(frozen=True)
class Tidied:
    """What was removed: runs with their events, files and folders, and their bytes."""

    runs: int
    files: int
    freed: int


def tidy(settings: Settings, instance: dg.DagsterInstance, now: dt.datetime) -> Tidied:
    """Forget runs and logs older than `keep_run_days`, and remove what killed processes left half-made."""
    runs = _forget_runs(instance, now - dt.timedelta(days=settings.keep_run_days))
    expired = [
        *_files_of_forgotten_runs(settings.home, instance),
        *retention.old_logs(settings.home, now, settings.keep_run_days),
        *retention.half_made(settings.home, now),
    ]
    left = remove_leftovers(settings.home.root, before=now - retention.HALF_MADE_FOR)
    freed = retention.remove(expired)
    return Tidied(runs, len(expired) + left, freed)


def _forget_runs(instance: dg.DagsterInstance, before: dt.datetime) -> int:
    forgotten = 0
    filters = dg.RunsFilter(statuses=ENDED, created_before=before)
    while records := instance.get_run_records(filters, limit=_AT_A_TIME):
        for record in records:
            instance.delete_run(record.dagster_run.run_id)
        forgotten += len(records)
    return forgotten


def _files_of_forgotten_runs(home: Home, instance: dg.DagsterInstance) -> Iterator[Path]:
    """What Dagster leaves on the disk of runs that it no longer knows: a SQLite file of events, and captured output."""
    events, outputs = home.dagster / "history" / "runs", home.dagster / "storage"
    candidates = [path for path in events.glob("*.db*") if not path.name.startswith("index.")]
    candidates += [path for path in outputs.glob("*") if path.is_dir()]
    # A run id has 36 characters; SQLite's sidecars follow it.
    for path in candidates:
        run_id = path.name.partition(".")[0]
        if len(run_id) == 36 and instance.get_run_by_id(run_id) is None:
            yield path


def housekeeping_job(settings: Settings) -> dg.JobDefinition:
    """The job that tidies up."""

    @dg.op(name="tidy_up", description="Forget old runs and logs; remove what killed processes left half-made.")
    def tidy_up(context: dg.OpExecutionContext) -> None:
        done = tidy(settings, context.instance, present())
        LOG.info("forgot %d runs, removed %d files, freed %.1f MB", done.runs, done.files, done.freed / 1e6)
        context.add_output_metadata({"runs": done.runs, "files": done.files, "freed_megabytes": done.freed / 1e6})

    @dg.job(
        name=HOUSEKEEPING,
        executor_def=dg.in_process_executor,
        description="Keep the disk bounded: old runs, events and logs go; captures and releases stay.",
    )
    def housekeeping() -> None:
        tidy_up()

    return housekeeping


def housekeeping_schedule(job: dg.JobDefinition) -> dg.ScheduleDefinition:
    """Every night, well before the daily run."""
    return dg.ScheduleDefinition(
        name="every_night",
        job=job,
        cron_schedule="30 3 * * *",
        execution_timezone=TIME_ZONE,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="At half past three in the night in Vietnam.",
    )

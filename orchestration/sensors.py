"""Sensors: dropped files are read, runs end in a status, and days that were read again are published.

Lives here: when something is started. Never here: what is done (`orchestration.steps`).
"""

import datetime as dt
import hashlib
import json

import dagster as dg

from orchestration.assets.reread import DAY
from orchestration.jobs import JOBS, read_job
from orchestration.logs import attach
from orchestration.run_events import errors_of, failed_checks, released_by
from orchestration.settings import Settings
from orchestration.steps import inbox
from orchestration.steps.ending import RunEnd, end_run
from orchestration.steps.status import RunError

BY_HAND = "by_hand"
"""The job of a status whose run somebody has put together in the UI."""
INBOX_SECONDS = 30
"""Between two looks into the inbox: a file that has not changed in between is taken for whole."""


def inbox_sensor(settings: Settings) -> dg.SensorDefinition:
    """Starts reading when a file lies in the inbox that has not changed since the last look."""

    @dg.sensor(
        name="dropped_files",
        job=read_job,
        minimum_interval_seconds=INBOX_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Files in the inbox folder are read once they have stopped growing.",
    )
    def dropped_files(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        before = {name: (size, changed) for name, (size, changed) in json.loads(context.cursor or "{}").items()}
        now = inbox.look(settings.home)
        cursor, ready = json.dumps(now), inbox.ready(before, now)
        if not ready:
            waits = f"{len(now)} files are still being written" if now else f"nothing lies in {settings.home.inbox}"
            return dg.SensorResult(skip_reason=dg.SkipReason(waits), cursor=cursor)
        # The same files are asked for once: where their run failed, the next daily run takes them in.
        key = hashlib.sha256(json.dumps([[name, *now[name]] for name in ready]).encode()).hexdigest()[:16]
        return dg.SensorResult(run_requests=[dg.RunRequest(run_key=f"inbox-{key}")], cursor=cursor)

    return dropped_files


def status_sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """Write and post the status of a run that Dagster has started, however it ended."""

    @dg.run_failure_sensor(
        name="status_of_failed_runs",
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="A run that failed, whatever its job, still ends in a status, which says why.",
    )
    def failed(context: dg.RunFailureSensorContext) -> None:
        checks = failed_checks(context.instance, context.dagster_run.run_id)
        errors = errors_of(context.get_step_failure_events(), checks)
        _end(settings, context, errors or (RunError("run", "RunFailed", context.failure_event.message or "failed"),))

    @dg.run_status_sensor(
        run_status=dg.DagsterRunStatus.CANCELED,
        name="status_of_cancelled_runs",
        monitored_jobs=list(JOBS),
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="A run that was cancelled ends in a status, too.",
    )
    def cancelled(context: dg.RunStatusSensorContext) -> None:
        _end(settings, context, (RunError("run", "RunCancelled", "the run was cancelled"),))

    @dg.run_status_sensor(
        run_status=dg.DagsterRunStatus.SUCCESS,
        name="status_of_runs",
        monitored_jobs=list(JOBS),
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="The status of every run that ended well.",
    )
    def ended(context: dg.RunStatusSensorContext) -> None:
        _end(settings, context, ())

    return [failed, cancelled, ended]


def publish_sensor() -> dg.SensorDefinition:
    """Publishes what reading days again has changed, whether a job or a backfill of the asset did it."""

    @dg.asset_sensor(
        asset_key=DAY,
        job=read_job,
        name="publish_after_rereading",
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="After days were read again, the warehouse is built and published.",
    )
    def publish_after_rereading(_context: dg.SensorEvaluationContext, event: dg.EventLogEntry) -> dg.RunRequest:
        return dg.RunRequest(run_key=f"after-{event.run_id}")

    return publish_after_rereading


def _end(settings: Settings, context: dg.RunStatusSensorContext, errors: tuple[RunError, ...]) -> None:
    run_id, named = context.dagster_run.run_id, context.dagster_run.job_name
    job = BY_HAND if named.startswith("__") else named  # Dagster's own name for what was put together in the UI
    attach(settings, run_id)
    record = context.instance.get_run_record_by_id(run_id)
    started, ended = (record.start_time, record.end_time) if record is not None else (None, None)
    end_run(
        settings,
        RunEnd(
            job=job,
            run_id=run_id,
            started_at=dt.datetime.fromtimestamp(started, dt.UTC) if started else settings.now(),
            ended_at=dt.datetime.fromtimestamp(ended, dt.UTC) if ended else settings.now(),
            succeeded=not errors,
            errors=errors,
            released=released_by(context.instance, run_id),
            checks=failed_checks(context.instance, run_id),
        ),
    )

"""When something is started, and that every run that Dagster starts ends in a status."""

import dataclasses
import json
import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.assets.models import RELEASE
from orchestration.assets.reread import DAY, SAME
from orchestration.counting import HOOKS, SETTINGS, settings_resource
from orchestration.jobs import JOBS
from orchestration.run_events import errors_of, failed_checks, released_by
from orchestration.sensors import inbox_sensor, publish_sensor, status_sensors
from orchestration.settings import Settings
from orchestration.steps import extract, lake, parse, status_files, summary
from orchestration.steps.ending import RunEnd, end_run
from orchestration.steps.ingest import ingest
from orchestration.steps.status import Released
from scrapers.sources.loader import INBOX
from tests.unit.orchestration.outcomes import outcome
from warehouse.archive import Archive
from warehouse.paths import Home
from warehouse.publishing.errors import ReleaseRefusedError

SAMPLE = "bao-nhanh-mau"
"""A source of the sample registry."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(Home(tmp_path / "home").create(), "sample", None, 1, "x")


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as found:
        yield found


def job(error: Exception | None = None) -> dg.JobDefinition:
    """A job that goes by the daily run's name, publishes release 4, and fails where it is told to."""

    @dg.op
    def release(context: dg.OpExecutionContext) -> None:
        context.log_event(dg.AssetMaterialization(RELEASE, metadata={"number": 4, "previous": 3, "is_new": True}))
        if error is not None:
            raise error

    @dg.job(name="daily")
    def daily() -> None:
        release()

    return daily


# ── dropped files ─────────────────────────────────────────────────────────────────────────────────────────────────────


def tick(sensor: dg.SensorDefinition, cursor: str | None) -> dg.SensorResult:
    result = sensor(dg.build_sensor_context(cursor=cursor))
    assert isinstance(result, dg.SensorResult)
    return result


def test_a_dropped_file_is_read_once_it_has_not_changed_between_two_ticks(settings: Settings) -> None:
    sensor = inbox_sensor(settings)
    empty = tick(sensor, None)
    assert empty.skip_reason is not None
    assert str(settings.home.inbox) in str(empty.skip_reason.skip_message)
    path = settings.home.inbox / "a.txt"
    path.write_text("một", encoding="utf-8")
    first = tick(sensor, empty.cursor)
    path.write_text("một hai", encoding="utf-8")
    second = tick(sensor, first.cursor)
    assert not first.run_requests
    assert not second.run_requests
    assert "1 files are still being written" in str(second.skip_reason.skip_message if second.skip_reason else "")
    third, fourth = tick(sensor, second.cursor), tick(sensor, second.cursor)
    assert third.run_requests
    assert fourth.run_requests
    assert third.run_requests[0].run_key == fourth.run_requests[0].run_key  # asked for once
    path.write_text("một hai ba", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    changed = tick(sensor, tick(sensor, third.cursor).cursor)
    assert changed.run_requests
    assert changed.run_requests[0].run_key != third.run_requests[0].run_key


# ── the end of runs ───────────────────────────────────────────────────────────────────────────────────────────────────


def end(settings: Settings, instance: dg.DagsterInstance, error: Exception | None = None) -> dict[str, object]:
    """Run the job, let the sensors see its end, and give the status that they wrote."""
    return tick_at_the_end(settings, instance, job(error).execute_in_process(instance=instance, raise_on_error=False))


def tick_at_the_end(
    settings: Settings, instance: dg.DagsterInstance, result: dg.ExecuteInProcessResult
) -> dict[str, object]:
    """Let the sensors see the end of a run, and give the status that they wrote."""
    sensors = {sensor.name: sensor for sensor in status_sensors(settings)}
    event = result.get_run_success_event() if result.success else result.get_run_failure_event()
    context = dg.build_run_status_sensor_context(
        sensor_name="status", dagster_event=event, dagster_instance=instance, dagster_run=result.dagster_run
    )
    if result.success:
        sensors["status_of_runs"](context)
    else:
        sensors["status_of_failed_runs"](context.for_run_failure())
    said = json.loads((settings.home.logs / "status" / "latest.json").read_text(encoding="utf-8"))
    assert said["run_id"] == result.run_id
    return dict(said)


def test_a_run_that_ended_well_has_a_status_with_its_release(settings: Settings, instance: dg.DagsterInstance) -> None:
    said = end(settings, instance)
    assert (said["outcome"], said["previous_release"], said["errors"]) == ("published", 3, [])
    found = released_by(instance, str(said["run_id"]))
    assert found == Released(4, 3, is_new=True)
    assert released_by(instance, "another run") is None


def test_a_run_that_failed_has_a_status_with_the_error_at_its_root(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    said = end(settings, instance, ValueError("bảng trống"))
    assert said["outcome"] == "failed"
    assert said["errors"] == [{"step": "release", "error": "ValueError", "message": "bảng trống", "is_refusal": False}]
    log = next(settings.home.logs.glob("observatory-*.log")).read_text(encoding="utf-8")
    assert f" ERROR - {str(said['run_id'])[:8]} release: ValueError: bảng trống" in log


def test_a_release_that_the_gates_refused_is_refused_and_not_failed(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    said = end(settings, instance, ReleaseRefusedError(["economy.indicator_values has no row"], 3))
    assert said["outcome"] == "refused"
    assert "economy.indicator_values has no row" in json.dumps(said["errors"])


# ── the next run has begun before the sensor ticks ────────────────────────────────────────────────────────────────────


def take_in(settings: Settings, folder: Path, number: int) -> None:
    """A file of the inbox reaches the archive and the captures of the lake, and is not parsed yet."""
    path = folder / f"{number}.txt"
    path.write_text(f"Năm 2022, tỉnh Quảng Ninh có {number} tổ công nghệ số cộng đồng.\n", encoding="utf-8")
    ingest(settings.home, [path], now=settings.now)
    lake.write_captures(settings.home, INBOX.id)


def working_job(settings: Settings, folder: Path, number: int, *, fails: bool = False) -> dg.JobDefinition:
    """A daily run that asks a site, reads a file and publishes, or fails before that."""

    @dg.op(name=RELEASE.to_python_identifier())
    def release(context: dg.OpExecutionContext) -> None:
        asked = dataclasses.replace(outcome(0, source_id=SAMPLE), run_id=context.run_id, attempted_at=settings.now())
        Archive(settings.home.archive).record(asked)
        take_in(settings, folder, number)
        for month in Archive(settings.home.archive).months(INBOX.id):
            parse.parse_month(settings.home, INBOX, month)
        extract.extract_source(settings.home, INBOX.id)
        if fails:
            raise OSError("the network disk is gone")
        metadata = {"number": number, "previous": number - 1, "is_new": True}
        context.log_event(dg.AssetMaterialization(RELEASE, metadata=metadata))

    @dg.job(name="daily", hooks=set(HOOKS), resource_defs={SETTINGS: settings_resource(settings)})
    def daily() -> None:
        release()

    return daily


@pytest.mark.parametrize("fails", [False, True])
def test_a_status_tells_of_its_own_run_although_the_next_one_has_begun(
    settings: Settings, instance: dg.DagsterInstance, tmp_path: Path, fails: bool
) -> None:
    lake.prepare(settings.home)
    first = working_job(settings, tmp_path, 4, fails=fails).execute_in_process(instance=instance, raise_on_error=False)
    working_job(settings, tmp_path, 5).execute_in_process(instance=instance)
    take_in(settings, tmp_path, 6)  # and a third one is between two of its steps
    said = tick_at_the_end(settings, instance, first)
    assert said["outcome"] == ("failed" if fails else "published")
    assert said["previous_release"] == (None if fails else 3)
    errors, counters, sources = said["errors"], said["counters"], said["sources"]
    assert isinstance(errors, list)
    assert isinstance(counters, dict)
    assert isinstance(sources, list)
    assert [error["error"] for error in errors] == (["OSError"] if fails else [])
    assert (counters["documents"], counters["fetch"]["asked"]) == (1, 1)
    by_id = {source["source_id"]: source for source in sources}
    assert (by_id[SAMPLE]["state"], by_id[SAMPLE]["counters"]["asked"]) == ("unchanged", 1)
    assert by_id[INBOX.id]["documents_total"] == 1


def test_a_run_counts_after_its_last_step_and_after_one_that_failed(
    settings: Settings, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    @dg.op
    def early() -> None:
        pass

    @dg.job(hooks=set(HOOKS), resource_defs={SETTINGS: settings_resource(settings)})
    def other() -> None:
        early()

    lake.prepare(settings.home)
    assert summary.read(settings.home, other.execute_in_process(instance=instance).run_id) is None
    done = working_job(settings, tmp_path, 4).execute_in_process(instance=instance)
    kept = summary.read(settings.home, done.run_id)
    assert kept is not None
    assert (kept.is_new_release, kept.documents) == (True, 1)


def test_the_jobs_count_at_their_end(settings: Settings) -> None:
    for each in JOBS:
        assert each.hooks is not None
        assert set(each.hooks) == set(HOOKS)


def test_what_became_of_the_release_is_told_of_each_run(instance: dg.DagsterInstance) -> None:
    first, second = (job().execute_in_process(instance=instance).run_id for _ in range(2))
    assert released_by(instance, first) == released_by(instance, second) == Released(4, 3, is_new=True)


def checked_run(severity: dg.AssetCheckSeverity, *, blocking: bool, name: str, instance: dg.DagsterInstance) -> str:
    """A run whose check fails; gives its id."""

    @dg.asset
    def figures() -> None:
        pass

    @dg.asset_check(asset=figures, name=name, blocking=blocking)
    def check() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(
            passed=False, severity=severity, description="bao-mau: its 168 observations are gone"
        )

    @dg.asset(deps=[figures])
    def release() -> None:
        pass

    job = dg.Definitions(
        assets=[figures, release], asset_checks=[check], jobs=[dg.define_asset_job("daily")]
    ).resolve_job_def("daily")
    return job.execute_in_process(instance=instance, raise_on_error=False).run_id


def test_a_check_that_stops_the_release_says_in_the_status_what_it_found(instance: dg.DagsterInstance) -> None:
    run_id = checked_run(dg.AssetCheckSeverity.ERROR, blocking=True, name="keeps", instance=instance)
    checks = failed_checks(instance, run_id)
    events = (record.event_log_entry.dagster_event for record in instance.get_records_for_run(run_id).records)
    (error,) = errors_of([event for event in events if event is not None and event.is_step_failure], checks)
    assert (error.is_refusal, error.message) == (True, "figures: keeps: bao-mau: its 168 observations are gone")


@pytest.mark.parametrize(("name", "told"), [(SAME, 1), ("as_usual", 0)])
def test_warnings_of_the_comparison_with_the_archive_are_told_and_those_of_sources_not_twice(
    settings: Settings, instance: dg.DagsterInstance, name: str, told: int
) -> None:
    run_id = checked_run(dg.AssetCheckSeverity.WARN, blocking=False, name=name, instance=instance)
    checks = failed_checks(instance, run_id)
    assert len(checks) == told
    now = settings.now()
    ended = end_run(
        settings,
        RunEnd("weekly_reread", run_id, now, now, succeeded=True, errors=(), released=None, checks=checks),
    )
    said = ended.status_file.with_suffix(".md").read_text(encoding="utf-8")
    assert ("1 checks failed" in said.splitlines()[0]) == bool(told)
    assert ("bao-mau: its 168 observations are gone" in said) == bool(told)


def test_a_cancelled_run_has_a_status(settings: Settings, instance: dg.DagsterInstance) -> None:
    result = job().execute_in_process(instance=instance)
    context = dg.build_run_status_sensor_context(
        sensor_name="status",
        dagster_event=result.get_run_success_event(),
        dagster_instance=instance,
        dagster_run=result.dagster_run,
    )
    (cancelled,) = [sensor for sensor in status_sensors(settings) if sensor.name == "status_of_cancelled_runs"]
    cancelled(context)
    said = status_files.read_latest(settings.home)
    assert said is not None
    assert (said["outcome"], said["errors"][0]["error"]) == ("failed", "RunCancelled")


def test_the_status_of_another_job_does_not_stand_for_the_daily_one(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    @dg.op
    def nothing() -> None:
        pass

    @dg.job(name="something_else")
    def other() -> None:
        nothing()

    result = other.execute_in_process(instance=instance)
    context = dg.build_run_status_sensor_context(
        sensor_name="status",
        dagster_event=result.get_run_success_event(),
        dagster_instance=instance,
        dagster_run=result.dagster_run,
    )
    (ended,) = [sensor for sensor in status_sensors(settings) if sensor.name == "status_of_runs"]
    ended(context)
    assert status_files.read_latest(settings.home) is None
    assert list(status_files.folder(settings.home).glob("*.something_else.json"))


def test_publishing_follows_a_day_that_was_read_again(instance: dg.DagsterInstance) -> None:
    @dg.asset(key=DAY)
    def day() -> None:
        pass

    @dg.asset(key=RELEASE)
    def release() -> None:
        pass

    result = dg.materialize([day], instance=instance)
    sensor = publish_sensor()
    with dg.build_sensor_context(instance=instance, definitions=dg.Definitions(assets=[day, release])) as context:
        asked = sensor.evaluate_tick(context).run_requests or []
    assert [request.run_key for request in asked] == [f"after-{result.run_id}"]


def test_errors_are_named_by_step_and_root(instance: dg.DagsterInstance) -> None:
    result = job(ReleaseRefusedError(["x"], None)).execute_in_process(instance=instance, raise_on_error=False)
    (error,) = errors_of(result.get_step_failure_events())
    assert (error.step, error.error, error.is_refusal) == ("release", "ReleaseRefusedError", True)
    assert error.message.startswith("nothing was published")

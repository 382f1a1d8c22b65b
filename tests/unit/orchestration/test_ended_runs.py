"""What a killed run leaves of dbt and Dagster: halves are made again or named, its dbt ends, its run is closed."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import pytest

from orchestration import dbt_setup
from orchestration.command_line.errors import CLEAR_ERRORS
from orchestration.ended_runs import HOLDS_LOCK, close_ended_runs
from orchestration.instance import instance
from orchestration.run_record import DamagedRecordError, UnreadableRecordError, check_record
from tests.faults.sqlite import CANNOT_OPEN, FULL, IO_ERROR, READ_ONLY, let_sqlite_fail
from warehouse.disk import DiskFullError
from warehouse.files import remove_database
from warehouse.paths import Home


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """How often dbt would have parsed the project."""
    made: list[Path] = []

    def parse_project(command: list[str], *, env: dict[str, str], **_: object) -> subprocess.CompletedProcess[str]:
        manifest = Path(env["DBT_TARGET_PATH"]) / "manifest.json"
        manifest.parent.mkdir(parents=True, exist_ok=True)
        manifest.write_text('{"nodes": {}}', encoding="utf-8")
        made.append(manifest)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(dbt_setup.subprocess, "run", parse_project)
    return made


@pytest.mark.parametrize("damage", ['{"nodes": ', "", None], ids=["half", "empty", "missing"])
def test_a_manifest_that_is_not_whole_is_made_again(home: Home, parses: list[Path], damage: str | None) -> None:
    manifest = dbt_setup.ensure_manifest(home)
    dbt_setup.ensure_manifest(home)
    assert len(parses) == 1
    if damage is None:
        manifest.unlink()
    else:
        manifest.write_text(damage, encoding="utf-8")
    assert dbt_setup.ensure_manifest(home).read_text(encoding="utf-8") == '{"nodes": {}}'
    assert len(parses) == 2


def test_a_manifest_of_another_project_is_made_again_whatever_the_times_of_files(
    home: Home, parses: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = dbt_setup.ensure_manifest(home)
    os.utime(manifest, (4e9, 4e9))  # a clock that was ahead
    monkeypatch.setattr(dbt_setup, "project_digest", lambda: "another")
    dbt_setup.ensure_manifest(home)
    assert len(parses) == 2


def test_the_working_database_goes_with_its_log(tmp_path: Path) -> None:
    database, log = tmp_path / "observatory.duckdb", tmp_path / "observatory.duckdb.wal"
    for path in (database, log):
        path.write_bytes(b"half")
    remove_database(database)
    remove_database(database)
    assert list(tmp_path.iterdir()) == []


CHILD = "import os; from orchestration.dbt_command import _end_with; _end_with(int(os.environ['CALLER']))"
CALLER = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], env={**os.environ, "CALLER": str(os.getpid())})
print(child.pid, flush=True)
child.wait()
"""


def test_dbt_ends_with_the_run_that_called_it() -> None:
    caller = subprocess.Popen([sys.executable, "-c", CALLER, CHILD], stdout=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    stat = Path(f"/proc/{int(caller.stdout.readline())}/stat")
    caller.kill()
    caller.wait()
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for _ in range(600):
            if stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return  # ended, and nobody waits for it here
            time.sleep(0.1)
        pytest.fail("it went on without the run")


def test_a_damaged_record_of_runs_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "")
    home = Home(tmp_path)
    with instance(home) as made:
        made.get_run_records(limit=1)
    for name in ("history/runs.db", "history/runs/index.db"):
        path = home.dagster / name
        whole = path.read_bytes()
        for damaged in (b"garbage" * 1000, whole[: len(whole) // 2]):
            path.write_bytes(damaged)
            with pytest.raises(DamagedRecordError, match=rf"{name} is damaged .* move it away"):
                instance(home)
        path.write_bytes(whole)
    instance(home).dispose()


@pytest.mark.parametrize(
    ("error", "free", "writable", "named", "said"),
    [
        (IO_ERROR, 0, True, DiskFullError, "is full"),
        (FULL, 2**40, True, DiskFullError, "is full"),
        (CANNOT_OPEN, 2**40, False, UnreadableRecordError, "is read-only for this user"),
        (READ_ONLY, 2**40, False, UnreadableRecordError, "is read-only for this user"),
        (IO_ERROR, 2**40, True, UnreadableRecordError, "look at the disk"),
    ],
)
def test_a_record_of_runs_is_not_called_damaged_for_what_is_wrong_with_its_disk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: tuple[int, str],
    free: int,
    writable: bool,
    named: type[Exception],
    said: str,
) -> None:
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "runs.db").touch()
    let_sqlite_fail(monkeypatch, error, free=free, writable=writable)
    with pytest.raises(named, match=said) as caught:
        check_record(tmp_path)
    assert isinstance(caught.value, CLEAR_ERRORS)
    assert not re.search("damaged|move it away", str(caught.value))


def test_runs_that_were_ended_by_force_are_closed_and_no_others() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        for run_id, status, tags in (
            ("killed", dg.DagsterRunStatus.STARTED, HOLDS_LOCK),
            ("done", dg.DagsterRunStatus.SUCCESS, HOLDS_LOCK),
            ("of-the-daemon", dg.DagsterRunStatus.STARTED, {}),
        ):
            instance.add_run(dg.DagsterRun(job_name="daily", run_id=run_id, status=status, tags=tags))
        assert close_ended_runs(instance) == ["killed"]
        found = {record.dagster_run.run_id: record.dagster_run.status for record in instance.get_run_records()}
        assert close_ended_runs(instance) == []
    assert found == {
        "killed": dg.DagsterRunStatus.FAILURE,
        "done": dg.DagsterRunStatus.SUCCESS,
        "of-the-daemon": dg.DagsterRunStatus.STARTED,
    }

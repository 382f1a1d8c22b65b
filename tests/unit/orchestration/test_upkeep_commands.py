"""Backing up, restoring and housekeeping as a person meets them: commands, messages, Dagster's records."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import pytest
from typer.testing import CliRunner

from orchestration.assets.sources import source_assets
from orchestration.command_line import app as commands
from orchestration.housekeeping import tidy
from orchestration.instance import instance, prepare_instance
from orchestration.settings import Settings, SettingsError
from warehouse import disk
from warehouse.backup import BackupError
from warehouse.backup_folder import backups, file_for
from warehouse.disk import DiskFullError, LowDiskError
from warehouse.paths import Home

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(autouse=True)
def _dagster_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "set and put back by the test")


@pytest.fixture
def home(observatory_home: Path) -> Home:
    home = Home(observatory_home).create()
    (home.archive / "captures").mkdir()
    (home.archive / "captures" / "a.jsonl").write_text("{}\n", encoding="utf-8")
    return home


def run(*arguments: object) -> str:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(commands.app, [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_folder_gets_a_full_backup_and_then_what_is_new(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    said = run("backup", folder)
    assert "full.tar" in said
    (full,) = backups(folder)
    full.file.rename(file_for(folder, NOW - dt.timedelta(days=1), is_full=True))
    (home.archive / "captures" / "b.jsonl").write_text("{}\n", encoding="utf-8")
    said = run("backup", folder)
    assert "diff.tar" in said
    assert "1 of 3 files" in said  # corrections.yml is the third
    assert "Whole" in run("restore", folder, "--check")


def test_a_backup_on_a_full_disk_says_so_unless_something_else_is_wrong(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")  # of a write, which names no file

    (tmp_path / "there.tar").touch()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(BackupError, match="never written over"):
        run("backup", tmp_path / "there.tar")
    monkeypatch.setattr("warehouse.backup.run_lock", fail)
    with pytest.raises(DiskFullError, match="observatory disk"):
        run("backup", tmp_path / "whole.tar")


def test_a_place_where_no_backup_can_be_is_named(home: Home, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    with pytest.raises(BackupError, match=r"notes is no folder; name a folder .* NAME\.tar"):
        run("backup", tmp_path / "notes")
    with pytest.raises(BackupError, match=r"whole\.tar could not be written: .*/notes"):
        run("backup", tmp_path / "notes" / "whole.tar")
    assert (tmp_path / "notes").read_text(encoding="utf-8") == "mine"


def test_a_damaged_full_backup_is_not_built_upon(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    damaged = file_for(folder, NOW - dt.timedelta(days=1), is_full=True)
    folder.mkdir()
    damaged.write_bytes(b"cut short")
    said = run("backup", folder)
    assert str(damaged) in said
    assert [each.is_full for each in backups(folder)] == [True, True]


def test_a_restore_says_where_everything_lies(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "whole.tar"
    monkeypatch.setenv("OBSERVATORY_SOURCES", str(tmp_path / "mine.yaml"))
    (tmp_path / "mine.yaml").write_text("version: 1\nsources: []\n", encoding="utf-8")
    run("backup", file)
    monkeypatch.delenv("OBSERVATORY_SOURCES")
    with pytest.raises(BackupError, match="--force"):
        run("restore", file)
    monkeypatch.setenv("OBSERVATORY_HOME", str(tmp_path / "new"))
    said = run("restore", file)
    assert str(tmp_path / "new" / "configuration-of-backup" / "sources" / "mine.yaml") in said
    assert "corrections differ" not in said
    assert (tmp_path / "new" / "archive" / "captures" / "a.jsonl").exists()
    with pytest.raises(BackupError, match="holds no backups"):
        run("restore", home.logs)


def test_the_disk_s_use_is_shown(home: Home) -> None:
    said = run("disk")
    assert "archive" in said
    assert "Free:" in said


def test_a_run_without_room_asks_no_site(home: Home) -> None:
    settings = Settings(home=home, profile="sample", extra_sources=None, sample_day=1, contact="x", min_free_gb=1e9)
    with pytest.raises(LowDiskError, match=r"no site was asked.*observatory disk"):
        dg.materialize([source_assets(settings)])
    assert [path.name for path in home.archive.rglob("*") if path.is_file()] == ["a.jsonl"]
    disk.require_room(home, 0)


def test_what_services_expect_is_prepared_and_settings_of_one_s_own_are_told(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orchestration.dbt_setup.ensure_manifest", lambda _: None)  # dbt needs seconds
    said = run("prepare")
    assert "25 sources" in said
    assert "SQLite" in said
    assert "move it away" not in said
    written = home.dagster / "dagster.yaml"
    written.write_text(written.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    assert "move it away" in run("prepare")
    assert written.read_text(encoding="utf-8").endswith("# mine\n")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OBSERVATORY_KEEP_RUN_DAYS", "0"),
        ("OBSERVATORY_KEEP_RUN_DAYS", "many"),
        ("OBSERVATORY_MIN_FREE_GB", "-1"),
        ("OBSERVATORY_MIN_FREE_GB", "nan"),
    ],
)
def test_limits_that_cannot_be_are_named(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"{variable} is '{value}'"):
        Settings.from_environment({variable: value})


# ── Dagster's records ─────────────────────────────────────────────────────────────────────────────────────────────────


@dg.op
def nothing() -> None:
    """Say something, so that there is output to keep."""
    print("said")


@dg.job(executor_def=dg.in_process_executor)
def empty_job() -> None:
    nothing()


@pytest.fixture
def runs(home: Home) -> Iterator[dg.DagsterInstance]:
    with instance(home) as known:
        yield known


def test_old_runs_go_with_their_events_and_output(home: Home, runs: dg.DagsterInstance) -> None:
    ended = [empty_job.execute_in_process(instance=runs).run_id for _ in range(2)]
    going_on = runs.create_run_for_job(empty_job, status=dg.DagsterRunStatus.STARTED)
    settings = Settings(home=home, profile="sample", extra_sources=None, sample_day=1, contact="x", keep_run_days=30)
    assert tidy(settings, runs, NOW).runs == 0
    assert {path.stem for path in (home.dagster / "history" / "runs").glob("*-*.db")} >= set(ended)

    log = home.logs / "run-1.json"
    log.write_text("{}", encoding="utf-8")
    done = tidy(settings, runs, NOW + dt.timedelta(days=31))
    assert done.runs == 2
    assert not log.exists()
    left = [record.dagster_run.run_id for record in runs.get_run_records()]
    assert left == [going_on.run_id], "a run that has not ended is not forgotten"
    kept = {path.name for folder in ("history/runs", "storage") for path in (home.dagster / folder).glob("*-*")}
    assert not [name for name in kept if name.startswith(tuple(ended))]
    with pytest.raises(BackupError, match=going_on.run_id):
        run("backup", home.root.parent / "whole.tar")


# ── where runs are kept ───────────────────────────────────────────────────────────────────────────────────────────────


def test_runs_lie_in_postgresql_where_its_address_is_given(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "postgresql+psycopg2://observatory:s3cret@localhost/dagster"
    monkeypatch.setenv("OBSERVATORY_POSTGRES_URL", "postgresql://observatory:s3cret@localhost/dagster")
    with pytest.raises(SettingsError, match="psycopg2") as wrong:
        prepare_instance(home)
    assert "s3cret" not in str(wrong.value)
    monkeypatch.setenv("OBSERVATORY_POSTGRES_URL", secret)
    prepare_instance(home)
    written = (home.dagster / "dagster.yaml").read_text(encoding="utf-8")
    assert "env: OBSERVATORY_POSTGRES_URL" in written
    assert "s3cret" not in written
    monkeypatch.delenv("OBSERVATORY_POSTGRES_URL")
    with pytest.raises(SettingsError, match="is not set"):
        prepare_instance(home)
    (home.dagster / "dagster.yaml").write_text("telemetry:\n  enabled: false\n", encoding="utf-8")
    prepare_instance(home)
    assert os.environ["DAGSTER_HOME"] == str(home.dagster)
    monkeypatch.setenv("OBSERVATORY_POSTGRES_URL", secret)
    with pytest.raises(SettingsError, match="move that file away"):
        prepare_instance(home)

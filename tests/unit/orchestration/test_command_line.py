"""The `observatory` command: what it prints, how it ends, and that reading files does not wait for Dagster."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from orchestration import dbt_setup
from orchestration.command_line import app as commands
from orchestration.command_line.errors import CLEAR_ERRORS
from schemas.records import Document, Observation
from scrapers.parsing import parse_file
from warehouse.disk import DiskFullError
from warehouse.lock import AnotherRunIsGoingOnError, run_lock
from warehouse.paths import Home
from warehouse.profile import ProfileError, keep_profile

TEXT = """Quảng Ngãi phổ cập cáp quang
Ngày đăng: 20/11/2024
Năm 2024, trên 85% hộ gia đình ở tỉnh Quảng Ngãi có đường truyền cáp quang. Toàn tỉnh trồng 12 ha [bold]rừng[/bold].
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "quang-ngai.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def observatory(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(commands.app, [str(argument) for argument in arguments])


def test_read_json_gives_a_line_per_observation_with_all_fields(text: Path) -> None:
    done = observatory("read", "--json", text)
    assert done.exit_code == 0
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert set(row) == {"document"} | {field.name for field in dataclasses.fields(Observation)}
    assert row["document"] == str(text)
    assert (row["province_code"], row["value"], row["bound"], row["period"]) == ("quang-ngai", 85.0, "at_least", "2024")
    assert row["quote"] in TEXT


def test_read_json_tells_what_cannot_be_true_beside_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "tay-ninh.txt"
    path.write_text(
        "Tây Ninh\n\n14/10/2025\n\nToàn tỉnh có 6.842 trạm BTS. Long An (cũ) có 3.917 trạm BTS.\n", encoding="utf-8"
    )
    done = observatory("read", "--json", path)
    assert done.exit_code == 0
    assert [json.loads(line)["value"] for line in done.stdout.splitlines()] == [6842.0]
    assert f"{path}: quarantined: unit_not_valid_in_period: long-an did not exist on 2025-10-14" in done.stderr


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(text: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "archive.zip").write_bytes(b"PK\x03\x04")
    done = observatory("read", "--json", tmp_path / "gone.txt", tmp_path / "empty.txt", tmp_path / "archive.zip", text)
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    for name in ("gone.txt", "empty.txt", "archive.zip"):
        assert name in done.stderr


def test_a_file_that_is_not_there_or_may_not_be_read_is_told_in_words(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone.txt"
    assert observatory("read", gone).stderr.startswith(f"{gone}: there is no such file; ")

    def forbid(path: Path) -> Document:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr("orchestration.command_line.explain.parse_file", forbid)
    assert observatory("read", text).stderr == f"{text}: Permission denied\n"


def test_a_file_that_the_reader_trips_over_is_told_and_the_others_are_read(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(path: Path) -> Document:
        if path.name == "odd.txt":
            raise OverflowError("date value out of range")
        return parse_file(path)

    monkeypatch.setattr("orchestration.command_line.explain.parse_file", trip)
    (tmp_path / "odd.txt").write_text(TEXT, encoding="utf-8")
    done = observatory("read", "--json", tmp_path / "odd.txt", text)
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    assert "odd.txt: OverflowError: date value out of range" in done.stderr


def test_read_shows_what_was_read_and_what_was_left(text: Path) -> None:
    done = observatory("read", text)
    assert done.exit_code == 0
    assert "trên 85%" in done.stdout
    assert "[bold]rừng[/bold]" in done.stdout, "text of a page is text, not markup"
    assert any(line.strip().startswith("12") and "not read" in line for line in done.stdout.splitlines())
    assert "observed" in done.stdout


def test_sources_are_listed_with_ids_that_can_be_typed() -> None:
    done = CliRunner(env={"COLUMNS": "80"}).invoke(commands.app, ["sources"])
    assert done.exit_code == 0
    assert "chuyen-doi-so-bac-kan-mau" in done.stdout
    assert "inbox" in done.stdout


def test_a_probe_shows_what_would_be_read_and_keeps_nothing(observatory_home: Path) -> None:
    done = observatory("sources", "check", "chuyen-doi-so-bac-kan-mau")
    assert done.exit_code == 0, done.stdout
    assert "green" in done.stdout
    assert not (observatory_home / "archive").exists()


def test_ingest_says_what_became_of_every_file(text: Path, tmp_path: Path) -> None:
    (tmp_path / "table.xlsx").write_bytes(b"PK")
    done = observatory("ingest", text, tmp_path / "table.xlsx")
    assert done.exit_code == 1
    assert f"stored: {text}" in done.stdout
    assert "table.xlsx" in done.stderr
    assert observatory("ingest", text).exit_code == 0


def code_of(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """The exit code of the entry point, in this process, so that a test can make something fail in it."""
    monkeypatch.setattr(sys, "argv", ["observatory", *arguments])
    with pytest.raises(SystemExit) as ended:
        commands.main()
    return ended.value.code


def run_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from orchestration.command_line import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])


def test_a_run_is_refused_while_another_one_is_going_on(observatory_home: Path) -> None:
    with run_lock(Home(observatory_home)):
        done = run_command("run")
    assert done.returncode == 1
    assert "another run" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (observatory_home / "archive").exists()


@pytest.mark.parametrize("held", [False, True])
def test_a_run_without_room_for_its_lock_says_so_unless_another_one_holds_it(
    observatory_home: Path, monkeypatch: pytest.MonkeyPatch, held: bool
) -> None:
    def lock(home: Home) -> None:
        if held:
            raise AnotherRunIsGoingOnError(home.root, "7")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # of a write, which names no file

    monkeypatch.setenv("OBSERVATORY_PROFILE", "sample")
    monkeypatch.setenv("OBSERVATORY_SAMPLE_DAY", "1")
    monkeypatch.setattr("warehouse.lock.run_lock", lock)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    done = observatory("run")
    assert isinstance(done.exception, AnotherRunIsGoingOnError if held else DiskFullError)


@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        (("run", "--source", "no-such-source"), {}, "no-such-source"),
        (("sources",), {"OBSERVATORY_SOURCES": "gone.yaml"}, "gone.yaml"),
        (("sources",), {"OBSERVATORY_PROFILE": "prod"}, "OBSERVATORY_PROFILE"),
    ],
)
def test_what_a_user_can_mend_is_one_clear_message(
    arguments: tuple[str, ...],
    variables: dict[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    observatory_home: Path,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    done = run_command(*arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (observatory_home / "dbt").exists()  # nobody waits for dbt to be told of a wrong name


@pytest.mark.parametrize("command", ["disk", "backup whole.tar", "prepare", "status", "release rollback 1"])
def test_a_file_in_the_place_of_the_data_directory_is_named_without_a_traceback(
    text: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("OBSERVATORY_HOME", str(text))
    assert code_of(monkeypatch, *command.split()) == 1
    said = capsys.readouterr().err.replace("\n", "")
    assert said
    assert text.name in said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EROFS, "mounted read-only"),
        (errno.EACCES, "who owns it"),
        (errno.ENOENT, "how it is spelled"),
        (errno.ENOTDIR, "OBSERVATORY_HOME"),
        (errno.ENOSPC, "observatory disk"),
        (errno.EIO, "check that path and its disk"),
    ],
)
def test_a_file_that_cannot_be_had_is_told_in_one_line_with_what_to_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int, said: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code), "/data/run.lock")

    monkeypatch.setattr("warehouse.lock.run_lock", fail)
    assert code_of(monkeypatch, "release", "rollback", "1") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"observatory: /data/run.lock: {os.strerror(code)}; ")
    assert said in line


def test_an_error_of_the_system_that_names_no_file_keeps_its_traceback_unless_it_is_a_full_disk(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = iter((errno.EBADF, errno.ENOSPC))

    def fail(*_: object) -> None:
        code = next(codes)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("warehouse.lock.run_lock", fail)
    with pytest.raises(OSError, match="Bad file descriptor"):
        code_of(monkeypatch, "release", "rollback", "1")
    assert code_of(monkeypatch, "release", "rollback", "1") == 1
    assert capsys.readouterr().err.startswith("observatory: No space left on device; make room: `observatory disk`")


def test_reading_files_imports_neither_dagster_nor_dbt(text: Path) -> None:
    script = (
        "import sys; sys.argv = ['observatory', 'read', '--json', sys.argv[1]]\n"
        "from orchestration.command_line import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'dagster', 'dagster_dbt', 'dbt', 'duckdb'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(text)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_read_says_beside_each_number_what_it_is_or_why_not(text: Path) -> None:
    shown = observatory("read", text).stdout
    line = next(line for line in shown.splitlines() if "fiber_household_share" in line)
    for part in ("trên 85%", "at_least", "actual", "2024 (explicit)", "quang-ngai", "noun_after"):
        assert part in line
    assert any("12 ha" in line and "no indicator of the codebook" in line for line in shown.splitlines())


def test_read_takes_the_address_of_a_page_in_the_archive(text: Path, tmp_path: Path) -> None:
    home = {"OBSERVATORY_HOME": str(tmp_path / "home"), "COLUMNS": "200"}
    text.with_name(f"{text.name}.meta.yaml").write_text("url: http://bao.test/bai-1.html\n", encoding="utf-8")
    runner = CliRunner(env=home)
    assert runner.invoke(commands.app, ["ingest", str(text)]).exit_code == 0
    done = runner.invoke(commands.app, ["read", "--json", "http://bao.test/bai-1.html"])
    assert done.exit_code == 0, done.stderr
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (row["url"], row["value"]) == ("http://bao.test/bai-1.html", 85.0)
    gone = runner.invoke(commands.app, ["read", "http://bao.test/bai-2.html"])
    assert gone.exit_code == 1
    assert "not in the archive" in gone.stderr


def test_a_run_of_the_other_profile_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OBSERVATORY_PROFILE", "live")
    monkeypatch.setenv("OBSERVATORY_SAMPLE_DAY", "1")
    home = Home(tmp_path / "observatory")
    keep_profile(home, "sample")
    before = sorted(home.root.rglob("*"))
    for arguments in (("run", "--live"), ("prepare",), ("ui",)):
        done = observatory(*arguments)
        assert isinstance(done.exception, ProfileError)
        assert isinstance(done.exception, CLEAR_ERRORS)
    assert sorted(home.root.rglob("*")) == before


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999999"])
def test_a_port_that_nobody_can_open_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setattr("orchestration.command_line.web.serve", lambda *_: 0)
    done = observatory("ui", "--port", port)
    assert done.exit_code == 2
    assert "Invalid value for '--port'" in done.stderr
    assert observatory("ui", "--port", "65535").exit_code == 0


def test_files_are_taken_in_whatever_the_profile_of_the_directory(tmp_path: Path, text: Path) -> None:
    keep_profile(Home(tmp_path / "observatory"), "live")
    assert observatory("ingest", text).exit_code == 0


def test_a_project_that_dbt_cannot_parse_is_told_in_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "dbt"
    broken.write_text("#!/bin/sh\necho 'Compilation Error in model coverage'\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(dbt_setup, "dbt_executable", lambda: str(broken))
    done = observatory("prepare")
    assert isinstance(done.exception, CLEAR_ERRORS)
    assert f"below {dbt_setup.PROJECT_FOLDER}" in str(done.exception)
    assert str(done.exception).endswith("Compilation Error in model coverage")

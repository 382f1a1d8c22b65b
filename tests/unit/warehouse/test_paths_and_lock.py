"""The data directory is found as the environment says, and worked on by one run at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import warehouse
from warehouse.lock import AnotherRunIsGoingOnError, run_lock
from warehouse.paths import Home

HOLD = """
import sys
from pathlib import Path
from warehouse.lock import run_lock
from warehouse.paths import Home
with run_lock(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_the_environment_names_the_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Home.from_environment({"OBSERVATORY_HOME": "data"}).root == tmp_path / "data"
    beside_the_code = Path(str(warehouse.__file__)).parent
    assert Home.from_environment({}).root == beside_the_code
    assert Home.from_environment({"OBSERVATORY_HOME": " "}).root == beside_the_code


def test_nothing_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    assert home.lake.parent == home.root
    assert not home.root.exists()
    home.create()
    assert home.lake.is_dir()
    assert home.database.parent.is_dir()
    assert not home.published.exists()


@pytest.fixture
def other_run(tmp_path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_refused_by_name_until_the_first_ends(
    other_run: subprocess.Popen[str], tmp_path: Path
) -> None:
    home = Home(tmp_path)
    with pytest.raises(AnotherRunIsGoingOnError, match=rf"process {other_run.pid}\b.*{tmp_path}"), run_lock(home):
        pytest.fail("the lock was given twice")
    other_run.communicate("go\n")
    with run_lock(home):
        pass


def test_the_lock_of_a_run_that_was_killed_is_free(other_run: subprocess.Popen[str], tmp_path: Path) -> None:
    other_run.kill()
    other_run.communicate()
    with run_lock(Home(tmp_path)):
        assert (tmp_path / "run.pid").exists()
    assert not (tmp_path / "run.pid").exists()


def test_one_run_may_take_its_lock_again(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with run_lock(home):
        with run_lock(home):
            pass
        assert (tmp_path / "run.pid").exists()

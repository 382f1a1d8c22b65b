"""Three daily runs in one data directory, each once per session; a run is a process, as a person would start it.

Before the last of them another run is killed, files are damaged, a file is dropped and a source is added that does not
answer: what is tested of the last one holds all the same.
Lives here: the runs and what each of them left (summary, release). What they must have left is in the tests. A test
asks for the run it is about; the runs before that come with it, in order.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest

from schemas.days import VIETNAM
from warehouse.paths import DATABASE_NAME, Home

REPOSITORY = Path(__file__).resolve().parents[2]
SILENT = "trang-im-lang"
DROPPED_NAME = "to-cong-nghe-so-quang-ninh.txt"
DROPPED_QUOTE = "Năm 2022, tỉnh Quảng Ninh có 1.473 tổ công nghệ số cộng đồng."
DROPPED_TEXT = f"""Ghi chép từ cơ sở

{DROPPED_QUOTE}
Bà con gọi vui họ là thầy giáo của những chiếc điện thoại.
"""

# The runs have a clock of their own: by that of the machine, two runs of one day now and then lie on both sides of
# midnight in Vietnam.
FIRST = dt.datetime(2026, 2, 2, 6, 0, tzinfo=VIETNAM)
SECOND = FIRST + dt.timedelta(minutes=20)
KILLED = FIRST + dt.timedelta(minutes=40)
NEXT_DAY = FIRST + dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class DailyRun:
    """One run that has ended well: what it printed, its summary and status, and the release that stood after it."""

    home: Home
    stdout: str
    summary: dict[str, Any]
    status: dict[str, Any]

    @property
    def release(self) -> Path:
        """The folder of the release; later runs do not change it."""
        return self.home.releases / f"{self.summary['release']:06d}"

    def ask(self, sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows that a query of the release gives."""
        with duckdb.connect(str(self.release / DATABASE_NAME), read_only=True) as connection:
            return connection.execute(sql, parameters or []).fetchall()

    def one(self, sql: str, parameters: list[Any] | None = None) -> Any:
        """The single value that a query of the release gives."""
        ((value,),) = self.ask(sql, parameters)
        return value


COMMAND = (sys.executable, "-c", "from orchestration.command_line import main; main()")


def environment(home: Home, now: dt.datetime, **variables: str) -> Mapping[str, str]:
    """What a command of these tests is told."""
    told = {"OBSERVATORY_HOME": str(home.root), "PYTHONPATH": str(REPOSITORY), "COLUMNS": "200"}
    return {**os.environ, **told, "OBSERVATORY_NOW": now.isoformat(), **variables}


def observatory(home: Home, now: dt.datetime, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The `observatory` command in a process of its own; fails the test with its output where it does not end well."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        env=environment(home, now, **variables),
        cwd=home.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done


def daily_run(home: Home, now: dt.datetime, *arguments: str, **variables: str) -> DailyRun:
    """`observatory run`, and the summary and status that it wrote."""
    before = set(home.logs.glob("run-*.json"))
    done = observatory(home, now, "run", *arguments, **variables)
    (written,) = set(home.logs.glob("run-*.json")) - before
    latest = home.logs / "status" / "latest.json"
    return DailyRun(home, done.stdout, *(json.loads(path.read_text(encoding="utf-8")) for path in (written, latest)))


@pytest.fixture(scope="session")
def run_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The data directory of all runs."""
    return Home(tmp_path_factory.mktemp("daily"))


@pytest.fixture(scope="session")
def first_run(run_home: Home) -> DailyRun:
    """The first run of an empty directory, on the first day of the sample web."""
    return daily_run(run_home, FIRST)


@pytest.fixture(scope="session")
def second_run(first_run: DailyRun) -> DailyRun:
    """The same once more, while the sample web stays as it is."""
    return daily_run(first_run.home, SECOND)


@dataclasses.dataclass(frozen=True)
class KilledRun:
    """A run that was killed while it built the warehouse, and the output of one that was started beside it."""

    home: Home
    run_id: str
    beside: str


@pytest.fixture(scope="session")
def killed_run(second_run: DailyRun) -> KilledRun:
    """A third run of the first day is killed; after that the working database and dbt's manifest are only halves."""
    home = second_run.home
    run = subprocess.Popen(
        [*COMMAND, "run"],
        env=environment(home, KILLED),
        cwd=home.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with run:
        assert run.stderr is not None
        assert any("building the warehouse" in line for line in run.stderr)
        beside = subprocess.run(
            [*COMMAND, "run"], env=environment(home, KILLED), cwd=home.root, capture_output=True, text=True, check=False
        )
        assert beside.returncode == 1
        assert run.poll() is None
        run.kill()
    for path in (home.database, home.dbt / "target" / "manifest.json"):
        if path.exists():
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        (unfinished,) = instance.get_run_records(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]))
    return KilledRun(home, unfinished.dagster_run.run_id, beside.stderr)


@pytest.fixture(scope="session")
def closed_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def next_day_run(killed_run: KilledRun, closed_port: int, tmp_path_factory: pytest.TempPathFactory) -> DailyRun:
    """On the second day of the sample web, where one article is corrected and another one is new.

    A run was killed before, a file is dropped, and one source more does not answer.
    """
    given = tmp_path_factory.mktemp("given")
    dropped = given / DROPPED_NAME
    dropped.write_text(DROPPED_TEXT, encoding="utf-8")
    observatory(killed_run.home, NEXT_DAY, "ingest", str(dropped))
    registry = given / "sources.yaml"
    registry.write_text(
        f"""version: 1
sources:
  - id: {SILENT}
    name_vi: Trang im lặng
    name_en: Silent site
    kind: portal
    province: lang-son
    base_url: http://127.0.0.1:{closed_port}
    family: generic
    listings:
      - {{kind: html, url: /tin-tuc, link: a}}
    politeness: {{delay_seconds: 0, timeout_seconds: 2}}
""",
        encoding="utf-8",
    )
    return daily_run(killed_run.home, NEXT_DAY, "--sample-day", "2", OBSERVATORY_SOURCES=str(registry))

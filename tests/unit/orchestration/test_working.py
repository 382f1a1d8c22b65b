"""What a step that writes is tried again for, and the form of its log lines."""

from __future__ import annotations

import errno
import logging
import sys
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from orchestration.assets import working as module
from orchestration.assets.working import will_pass, working
from orchestration.logs import LineFormatter, attach
from orchestration.settings import Settings
from warehouse.lock import AnotherRunIsGoingOnError
from warehouse.paths import Home
from warehouse.publishing.errors import ReleaseError


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


LOCKED = duckdb.IOException('IO Error: Could not set lock on file "x": Conflicting lock is held')


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (AnotherRunIsGoingOnError(Path("home"), "12"), True),
        (LOCKED, True),
        (caused(ReleaseError("cannot be published"), LOCKED), True),
        (OSError(errno.EBUSY, "busy"), True),
        (OSError(errno.ENOSPC, "disk full"), False),
        (duckdb.IOException("not a valid DuckDB database file"), False),
        (ValueError("a row is wrong"), False),
        (ReleaseError("refused"), False),
    ],
)
def test_only_what_passes_by_itself_is_tried_again(error: Exception, passes: bool) -> None:
    assert will_pass(error) is passes


def test_a_step_is_tried_again_with_growing_pauses_and_a_data_error_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT_SECONDS", 0.001)
    home, tried, waits = Home(tmp_path), list[int](), list[float]()
    original = dg.RetryRequested

    def requested(tries: int, seconds: float) -> dg.RetryRequested:
        waits.append(seconds)
        return original(tries, seconds)

    monkeypatch.setattr(dg, "RetryRequested", requested)

    @dg.asset
    def locked() -> None:
        with working(home):
            tried.append(1)
            if len(tried) < 4:
                raise AnotherRunIsGoingOnError(home.root, "12")

    @dg.asset
    def wrong() -> None:
        with working(home):
            tried.append(2)
            raise ValueError("a row is wrong")

    assert dg.materialize([locked]).success
    assert len(tried) == 4
    assert waits == [0.001, 0.002, 0.004]
    assert not dg.materialize([wrong], raise_on_error=False).success
    assert tried.count(2) == 1


def test_a_line_has_time_level_source_run_and_message() -> None:
    record = logging.makeLogRecord(
        {"created": 1769814007, "levelname": "WARNING", "msg": "did not answer:\n%s", "args": ("why",), "source": "bao"}
    )
    line = LineFormatter("8e368f80-162c-4f01").format(record)
    assert line == "2026-01-31T06:00:07+07:00 WARNING bao 8e368f80 did not answer:\n    why"
    bare = logging.makeLogRecord({"created": 1769814007, "levelname": "INFO", "msg": "x"})
    assert LineFormatter(None).format(bare) == "2026-01-31T06:00:07+07:00 INFO - - x"
    try:
        int("wrong")
    except ValueError:
        bare.exc_info = sys.exc_info()
    assert "\n    ValueError: invalid literal" in LineFormatter(None).format(bare)


def test_lines_go_to_the_file_of_the_day_and_are_those_of_the_last_run(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {"OBSERVATORY_HOME": str(tmp_path), "OBSERVATORY_NOW": "2026-01-31T06:00:00+07:00"}
    )
    logger = logging.getLogger("observatory")
    attach(settings, "first-run")
    logger.info("one", extra={"source": "bao-mau"})
    attach(settings, "second-run")
    logger.info("two")
    assert sum(isinstance(handler.formatter, LineFormatter) for handler in logger.handlers) == 2
    lines = (tmp_path / "logs" / "observatory-2026-01-31.log").read_text(encoding="utf-8").splitlines()
    assert [line.split(" ", 1)[1] for line in lines] == ["INFO bao-mau first-ru one", "INFO - second-r two"]

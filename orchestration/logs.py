"""The one form of log lines, of commands and of runs that Dagster starts.

    2026-01-31T06:00:07+07:00 WARNING bao-tinh-toi 8e368f80 did not answer: ConnectTimeout (…)

Time (of Vietnam), level, source (`-` where it is about none), run (its first eight letters, `-` outside of runs) and
message; further lines of a message are indented by four spaces. Lines go to standard error and to
`logs/observatory-<day>.log`.

Lives here: the form, and where lines go. Messages of the logger `observatory` reach Dagster's event log beside that
(`orchestration.instance`). Never here: messages, what Dagster sets up with this (`orchestration.run_logger`).
"""

from __future__ import annotations

import datetime as dt
import logging

from orchestration.settings import Settings
from schemas.days import VIETNAM, day_of

NAME = "observatory"
_SHORT = 8


class LineFormatter(logging.Formatter):
    """Writes a record as one line of the form above; `run_id` is the run that the process is doing."""

    def __init__(self, run_id: str | None) -> None:
        super().__init__()
        self.run_id = run_id

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line; continued lines are indented."""
        at = dt.datetime.fromtimestamp(record.created, VIETNAM).isoformat(timespec="seconds")
        message = record.getMessage()
        if record.exc_info:
            message = f"{message}\n{self.formatException(record.exc_info)}"
        source, run = getattr(record, "source", "-"), (self.run_id or "-")[:_SHORT]
        return f"{at} {record.levelname} {source} {run} {message}".rstrip().replace("\n", "\n    ")


def attach(settings: Settings, run_id: str | None = None) -> None:
    """Send the lines of this process to standard error and to the file of the day; from now on they are of `run_id`."""
    logger = logging.getLogger(NAME)
    for handler in [each for each in logger.handlers if isinstance(each.formatter, LineFormatter)]:
        logger.removeHandler(handler)
        handler.close()
    settings.home.logs.mkdir(parents=True, exist_ok=True)
    day = day_of(settings.now())
    file = settings.home.logs / f"observatory-{day}.log"
    for handler in (logging.StreamHandler(), logging.FileHandler(file, encoding="utf-8", delay=True)):
        handler.setFormatter(LineFormatter(run_id))
        # In front: Dagster's own handler, which a run adds, rewrites the message of the record.
        logger.handlers.insert(0, handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False

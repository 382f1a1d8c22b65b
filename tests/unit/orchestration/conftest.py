"""What tests of orchestration share: an empty data directory; the project's logger is left as it was found.

Lives here: nothing else; a run that is tested sends log lines to its own data directory (`orchestration.logs`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.steps import lake
from warehouse.paths import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A data directory of the test's own, with an empty lake."""
    home = Home(tmp_path / "home")
    lake.prepare(home)
    return home


@pytest.fixture(autouse=True)
def _own_log_lines() -> Iterator[None]:
    """Take away the handlers that a test has added to the logger `observatory`."""
    logger = logging.getLogger("observatory")
    before, propagates, level = list(logger.handlers), logger.propagate, logger.level
    yield
    for handler in [each for each in logger.handlers if each not in before]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = propagates
    logger.setLevel(level)

"""A data directory with a working database to publish, and one release of it per session for tests that only read.

Lives here: these directories. What the database holds: `published_warehouse`.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from tests.unit.warehouse import published_warehouse
from warehouse.paths import Home
from warehouse.release import Release, publish

NOW = dt.datetime(2024, 3, 5, 6, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture(scope="session")
def working_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database; copy it before you change it."""
    path = tmp_path_factory.mktemp("working") / "observatory.duckdb"
    published_warehouse.build(path)
    return path


@pytest.fixture
def home(tmp_path: Path, working_database: Path) -> Home:
    """A directory of the test's own, with the database and without a release."""
    home = Home(tmp_path / "home").create()
    shutil.copy(working_database, home.database)
    return home


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory, working_database: Path) -> Release:
    """One release, to be read only."""
    home = Home(tmp_path_factory.mktemp("released")).create()
    shutil.copy(working_database, home.database)
    return publish(home, now=NOW)

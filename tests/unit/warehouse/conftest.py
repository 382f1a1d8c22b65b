"""A data directory with a working database to publish, and one release of it per session for tests that only read.

Lives here: these directories. What the database holds: `published_warehouse`.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import duckdb
import pytest

from schemas.pillars import PILLARS
from tests.unit.warehouse import published_warehouse
from warehouse.paths import Home
from warehouse.release import Release, publish

# What the gates look at, and some more; the other tables would only make each release slower.
TABLES = {
    *(f"{pillar}.indicator_values" for pillar in PILLARS),
    *("core.dim_province", "core.dim_indicator", "core.fct_indicator_value"),
    *("quality.source_health", "quality.rejected_observations"),
}
NOW = dt.datetime(2024, 3, 5, 6, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture(scope="session")
def working_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database; copy it before you change it."""
    path = tmp_path_factory.mktemp("working") / "observatory.duckdb"
    published_warehouse.build(path)
    return path


@pytest.fixture(scope="session")
def lean_database(working_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working database with few tables."""
    path = tmp_path_factory.mktemp("lean") / "observatory.duckdb"
    shutil.copy(working_database, path)
    with duckdb.connect(str(path)) as connection:
        for (table,) in connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall():
            if table not in TABLES:
                connection.execute(f"drop table {table}")
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

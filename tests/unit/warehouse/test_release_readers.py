"""Readers meet the old release or the new one: never a mix, never an error, while several are published in a row."""

from __future__ import annotations

import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import sqlalchemy

from schemas.pillars import PILLARS
from tests.unit.warehouse import readers
from tests.unit.warehouse.conftest import NOW
from warehouse.paths import Home
from warehouse.release import Release, publish

RELEASES = 8


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(home: Home) -> Iterator[str]:
    """The published folder as a web server would give it: the link is followed at every request."""
    handler = functools.partial(_Quiet, directory=str(home.published))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def _publish(home: Home, number: int) -> None:
    with duckdb.connect(str(home.database)) as connection:
        for pillar in ("economy", "society"):
            connection.execute(f"update {pillar}.indicator_values set value = {number}")  # noqa: S608 - ours
    assert publish(home, now=NOW).number == number


@pytest.fixture
def light_releases(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases without the tables and forms that no reader here opens: several of them in less time."""
    for form in ("write_csv_files", "write_workbooks", "write_dictionary", "write_datapackage"):
        monkeypatch.setattr(f"warehouse.publishing.formats.{form}", lambda *args, **options: None)
    with duckdb.connect(str(home.database)) as connection:
        for table in ("published_rankings_check", "quarantine", "unmapped_quantities", "rejected_observations"):
            connection.execute(f"drop table quality.{table}")
        for pillar in PILLARS:
            connection.execute(f"drop table {pillar}.province_scorecard")


@pytest.mark.slow
@pytest.mark.usefixtures("light_releases")
def test_four_readers_never_meet_an_error_or_a_torn_state(home: Home, server: str, tmp_path: Path) -> None:
    _publish(home, 1)
    stop = tmp_path / "stop"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    started = {
        kind: subprocess.Popen(
            [sys.executable, readers.__file__, kind, server if kind == "page" else str(home.published), str(stop)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for kind in readers.READERS
    }
    try:
        for number in range(2, RELEASES + 1):
            _publish(home, number)
    finally:
        stop.touch()
        ended = {kind: process.communicate(timeout=120) for kind, process in started.items()}
    for kind, (said, error) in ended.items():
        assert started[kind].returncode == 0, f"{kind}: {error}"
        seen = json.loads(said)
        assert seen["releases"][-1] == RELEASES, kind
        assert set(seen["releases"]) <= set(range(1, RELEASES + 1))
        assert len(seen["releases"]) > 2, f"{kind} read only {seen['reads']} times: the test has shown nothing"


def test_sqlalchemy_reads_names_types_and_figures_of_the_published_file(release: Release) -> None:
    """What BI tools do: they ask for schemas, tables and columns, then query."""
    engine = sqlalchemy.create_engine(f"duckdb:///{release.database}?access_mode=READ_ONLY")
    inspector = sqlalchemy.inspect(engine)
    schemas = {name.rpartition(".")[2].strip('"') for name in inspector.get_schema_names()}
    assert {"economy", "core", "quality"} <= schemas
    assert "indicator_values" in inspector.get_table_names(schema="economy")
    # Not inspector.get_columns: since SQLAlchemy 2.1 it asks for a catalogue that DuckDB does not have (docs/bi.md).
    types = sqlalchemy.text(
        "select column_name, data_type from information_schema.columns"
        " where table_schema = 'economy' and table_name = 'indicator_values'"
    )
    with engine.connect() as connection:
        columns = {name: kind for name, kind in connection.execute(types)}  # noqa: C416 - rows are no pairs to dict
        assert (columns["value"], columns["period_end"], columns["quote"]) == ("DOUBLE", "DATE", "VARCHAR")
        query = sqlalchemy.text("select value from economy.indicator_values where unit_id = :unit and period = :period")
        assert connection.execute(query, {"unit": "quang-ngai", "period": "2023"}).scalar() == 9.5
        with pytest.raises(sqlalchemy.exc.DBAPIError, match="read-only"):
            connection.execute(sqlalchemy.text("delete from economy.indicator_values"))
    engine.dispose()

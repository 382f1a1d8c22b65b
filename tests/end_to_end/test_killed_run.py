"""A run that was killed while it built the warehouse costs nothing: the next one publishes, and nothing is left over.

What the next run has to show besides stands in `test_daily_run`, as if nothing had happened.
"""

from __future__ import annotations

import dagster as dg
import pytest

from tests.end_to_end.conftest import DailyRun, KilledRun
from warehouse.archive import Archive
from warehouse.publishing.checksums import damaged_files
from warehouse.release import latest_release

pytestmark = pytest.mark.slow


def test_a_run_beside_another_one_is_refused_by_name(killed_run: KilledRun) -> None:
    assert "another run (process " in killed_run.beside
    assert "wait until it has ended" in killed_run.beside


def test_the_next_run_publishes_although_database_and_manifest_were_halves(silent_source_run: DailyRun) -> None:
    standing = latest_release(silent_source_run.home)
    assert standing is not None
    assert standing.number == silent_source_run.summary["release"]
    assert damaged_files(standing.folder) == []


def test_no_figure_is_gone_that_stood_before_the_kill(next_day_run: DailyRun, silent_source_run: DailyRun) -> None:
    ids = "select distinct observation_id from core.fct_observation"
    assert set(next_day_run.ask(ids)) <= set(silent_source_run.ask(ids))


def test_what_the_killed_run_asked_is_kept(killed_run: KilledRun) -> None:
    archive = Archive(killed_run.home.archive)
    assert any(o.run_id == killed_run.run_id for source in archive.source_ids() for o in archive.outcomes(source))


def test_dagster_takes_the_killed_run_for_ended(killed_run: KilledRun, silent_source_run: DailyRun) -> None:
    with dg.DagsterInstance.from_config(str(killed_run.home.dagster)) as instance:
        record = instance.get_run_by_id(killed_run.run_id)
    assert record is not None
    assert record.status == dg.DagsterRunStatus.FAILURE


def test_nothing_half_written_is_left(silent_source_run: DailyRun) -> None:
    home = silent_source_run.home
    assert not list(home.root.rglob(".*.tmp"))
    assert not [path for path in home.releases.iterdir() if path.name.startswith(".")]
    assert not (home.root / "run.pid").exists()

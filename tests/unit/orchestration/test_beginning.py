"""The beginning of a run: what people have written is looked at before any site is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from orchestration.assets.sources import source_assets
from orchestration.command_line import app as commands
from orchestration.command_line.errors import CLEAR_ERRORS
from orchestration.settings import Settings
from orchestration.steps import beginning, corrections, status_files
from scrapers.corrections import CorrectionsError, load_corrections
from scrapers.reference import SEEDS, ReferenceDataError
from scrapers.reference_checks import check_seeds
from warehouse.paths import Home


@pytest.fixture
def _wrong_corrections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "corrections.yml"
    path.write_text("version: 1\ncorrections:\n  - reviewed_on: 2026-11-31\n", encoding="utf-8")
    monkeypatch.setattr(corrections, "load_corrections", lambda: load_corrections(path))


@pytest.mark.usefixtures("_wrong_corrections")
def test_a_run_with_wrong_corrections_asks_no_site_and_its_status_says_why(observatory_home: Path) -> None:
    done = CliRunner().invoke(commands.app, ["run"])
    assert isinstance(done.exception, CorrectionsError)
    assert isinstance(done.exception, CLEAR_ERRORS)
    home = Home(observatory_home)
    status = status_files.read_latest(home)
    assert status is not None
    assert [(error["step"], error["error"]) for error in status["errors"]] == [("start", "CorrectionsError")]
    assert "corrections.yml, line 3" in status["errors"][0]["message"]
    assert not home.archive.exists()
    assert not home.dbt.exists()


@pytest.mark.usefixtures("_wrong_corrections")
def test_so_does_a_run_that_the_daemon_starts(home: Home) -> None:
    settings = Settings(home=home, profile="sample", extra_sources=None, sample_day=1, contact="x")
    with pytest.raises(CorrectionsError, match=r"corrections\.yml, line 3"):
        dg.materialize([source_assets(settings)])
    assert [path for path in home.archive.rglob("*") if path.is_file()] == []


def test_so_does_a_run_with_a_slip_in_the_reference_data(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    targets = seeds / "targets.csv"
    targets.write_text(targets.read_text(encoding="utf-8").replace(",>=,", ",=>,", 1), encoding="utf-8")
    monkeypatch.setattr(beginning, "check_seeds", lambda: check_seeds(seeds))
    settings = Settings(home=home, profile="sample", extra_sources=None, sample_day=1, contact="x")
    with pytest.raises(ReferenceDataError, match=r"targets\.csv, line \d+, column 'operator': '=>' is none of"):
        dg.materialize([source_assets(settings)])
    assert [path for path in home.archive.rglob("*") if path.is_file()] == []

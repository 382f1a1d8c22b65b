"""Dagster's events are stored through one engine for each file, and no file is left open."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage import sql

from orchestration import kept_engines
from orchestration.instance import instance
from warehouse.paths import Home

EVENTS = 6
OPEN_FILES = Path("/proc/self/fd")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the files for which SQLAlchemy was asked for an engine."""
    addresses: list[str] = []
    real = sql.create_engine

    def create(url: str, **options: object) -> object:
        addresses.append(url)
        return real(url, **options)

    kept_engines._engine.cache_clear()
    monkeypatch.setattr(sql, "create_engine", create)
    return addresses


def test_many_events_ask_for_one_engine_for_each_file(observatory_home: Path, made: list[str]) -> None:
    with instance(Home(observatory_home)) as of_home:
        for number in range(EVENTS):
            of_home.report_runless_asset_event(dg.AssetMaterialization("figures", metadata={"number": number}))
        kept = of_home.fetch_materializations(dg.AssetKey("figures"), limit=2 * EVENTS).records
    assert sorted(record.asset_materialization.metadata["number"].value for record in kept) == list(range(EVENTS))  # type: ignore[union-attr]
    assert made
    assert len(made) == len(set(made)), "an engine was made anew for a file that had one"


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="the system does not list the files that a process has open")
def test_no_connection_is_left_open(observatory_home: Path, made: list[str]) -> None:
    home = Home(observatory_home)
    with instance(home) as of_home:
        of_home.report_runless_asset_event(dg.AssetMaterialization("figures"))
        opened = [file.readlink() for file in OPEN_FILES.iterdir() if file.is_symlink()]
    assert made
    assert not [file for file in opened if file.is_relative_to(home.dagster) and file.suffix == ".db"]


@pytest.mark.parametrize("storage", kept_engines.STORAGES, ids=lambda storage: storage.__name__.rpartition(".")[2])
def test_each_storage_still_makes_its_engines_by_that_name(storage: object) -> None:
    assert callable(getattr(storage, "create_engine", None)), "Dagster calls SQLAlchemy in another way now"

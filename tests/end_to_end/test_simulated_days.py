"""Days of a web that changes, breaks and recovers: each status is right. The short form of `make soak`.

Without dbt and Dagster, which say nothing about sources and take most of the time; `make soak` runs the whole command.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from orchestration.settings import Settings
from orchestration.steps import extract, fetch, lake, parse
from orchestration.steps.ending import RunEnd, end_run
from scrapers.fetching.pace import HostPace
from tests.soak.changing_web import address_of
from tests.soak.days import simulate
from tests.soak.script import write_script
from warehouse.archive import Archive
from warehouse.paths import Home

SEED = 99
DAYS = 7


def visit_and_tell(home: Home, now: dt.datetime, port: int) -> None:
    """Everything of a day that a status is made of."""
    settings = Settings(home=home, profile="sample", extra_sources=None, sample_day=1, contact="x", simulated_now=now)
    lake.prepare(home)
    sources = [source for source in fetch.registry(settings) if source.kind != "inbox"]
    hosts = {source.base_url.partition("//")[2]: address_of(port) for source in sources if source.base_url}
    run_id = f"{now:%Y-%m-%d}"
    fetch.fetch_sources(settings, sources, hosts, run_id=run_id)
    for source in sources:
        for month in Archive(home.archive).months(source.id):
            parse.parse_month(home, source, month)
        extract.extract_source(home, source.id)
    end_run(settings, RunEnd("daily", run_id, now, now, succeeded=True, errors=(), released=None))


def test_the_status_of_every_day_tells_what_happened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "HostPace", lambda: HostPace(sleep=lambda _: None))  # retries without their pauses
    script = write_script(DAYS, SEED)
    assert {episode.fault for episode in script.episodes} >= {"http_500", "empty_listing", "articles_500"}
    days = list(simulate(tmp_path, script, visit_and_tell))
    assert [problem for day in days for problem in day.problems] == []
    assert {"new", "unchanged", "failing", "recovered"} <= {state for day in days for state in day.states}

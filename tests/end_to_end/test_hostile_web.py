"""A run over a hostile web: every host has its own way to be hostile, and none of them harms another.

The run must end (no host can keep it), the outcome rows must say which hostility it was, and whatever is well must be
complete: the good sources, and the second article of most hostile ones.
"""

from __future__ import annotations

from collections import Counter

import pytest

from orchestration.settings import Settings
from orchestration.steps import fetch
from schemas.records import FetchOutcome
from scrapers.fetching import FetchSummary
from tests.end_to_end.hostile import HOSTS, Fates, hostile_web
from warehouse.archive import Archive
from warehouse.paths import Home

NAMES = [*(host.name for host in HOSTS), "invalid-tls"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def visits(home: Home, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Fates, FetchSummary]]:
    """By host: the fates that its addresses must have, and what the run says of it."""
    settings = Settings(home=home, profile="live", extra_sources=None, sample_day=1, contact="ops@example.vn")
    with hostile_web(tmp_path_factory.mktemp("certificate")) as hosts:
        summaries = fetch.fetch_sources(settings, [source for source, _ in hosts], {}, run_id="hostile")
    return {source.id: (fates, s) for (source, fates), s in zip(hosts, summaries, strict=True)}


def outcomes(home: Home, name: str) -> tuple[FetchOutcome, ...]:
    return Archive(home.archive).outcomes(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_outcome_says_which_hostility_it_was(
    home: Home, visits: dict[str, tuple[Fates, FetchSummary]], name: str
) -> None:
    expected, _ = visits[name]
    found = {f"/{o.url.split('/', 3)[3]}": (o.outcome, o.reason) for o in outcomes(home, name)}
    assert found == expected
    assert all(o.detail and (o.reason == "ok" or o.status_code != 0) for o in outcomes(home, name))


@pytest.mark.parametrize("name", NAMES)
def test_the_counters_of_a_visit_add_up(home: Home, visits: dict[str, tuple[Fates, FetchSummary]], name: str) -> None:
    _, summary = visits[name]
    counted = Counter(o.outcome for o in outcomes(home, name))
    assert summary.asked == summary.captured + summary.unchanged + summary.failed + summary.refused
    assert summary.asked + summary.skipped == sum(counted.values())
    assert (summary.captured, summary.failed) == (counted["captured"], counted["failed"])


def test_nothing_but_answers_was_kept(home: Home, visits: dict[str, tuple[Fates, FetchSummary]]) -> None:
    archive = Archive(home.archive)
    for name in NAMES:
        kept = {capture.capture_id for capture in archive.captures(name)}
        told = {o.capture_id for o in outcomes(home, name) if o.capture_id}
        assert kept == told, name
        assert all(archive.read_body(capture.sha256) for capture in archive.captures(name))

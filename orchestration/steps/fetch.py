"""The fetch step: visits sources, several hosts at once, never one host twice at a time.

Lives here: which client a source gets, and the sample web around a run of the sample profile. Never here: what is
asked of a site.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from orchestration.settings import Settings
from orchestration.steps.unreadable import damaged_captures
from schemas.records import FetchOutcome
from scrapers.fetching.breaker import CircuitBreaker
from scrapers.fetching.client import HttpClient
from scrapers.fetching.fetch_source import fetch_source
from scrapers.fetching.pace import HostPace
from scrapers.fetching.summary import FetchSummary, Tally
from scrapers.sample_web.server import SampleWeb
from scrapers.sources.loader import Registry, load_registry
from scrapers.sources.model import Source
from warehouse.archive import Archive
from warehouse.checked_sources import Verdict, read_verdicts
from warehouse.clock import check_clock

PARALLEL_SOURCES = 16
Hosts = Mapping[str, tuple[str, int]]


def registry(settings: Settings) -> Registry:
    """The sources of the profile, those of OBSERVATORY_SOURCES, and the inbox.

    An entry of low confidence that is off is switched on once a probe has seen it answer, until the entry changes.
    """
    found = load_registry(settings.profile, settings.extra_sources)
    verdicts = read_verdicts(settings.home.checked_sources)
    return Registry(tuple(_switched_on(source) if _is_seen(source, verdicts) else source for source in found))


def is_seen(source: Source, settings: Settings) -> bool:
    """Whether an entry that is off for its low confidence was seen answering."""
    return _is_seen(source, read_verdicts(settings.home.checked_sources))


def entry_sha256(source: Source) -> str:
    """The hash of a registry entry, switched on or not: another entry has to be checked again."""
    return hashlib.sha256(_switched_on(source).model_dump_json().encode()).hexdigest()


def _is_seen(source: Source, verdicts: Mapping[str, Verdict]) -> bool:
    verdict = verdicts.get(source.id)
    is_a_guess = not source.enabled and source.confidence == "low"
    return is_a_guess and verdict is not None and verdict.answers and verdict.entry_sha256 == entry_sha256(source)


def _switched_on(source: Source) -> Source:
    return source.model_copy(update={"enabled": True})


@contextlib.contextmanager
def web(settings: Settings) -> Iterator[Hosts]:
    """The virtual hosts of a run: the sample web while the profile is `sample`, none otherwise."""
    if settings.profile != "sample":
        yield {}
        return
    with SampleWeb(day=settings.sample_day) as sample:
        yield sample.virtual_hosts


def _broken_off(archive: Archive, source: Source, run_id: str, at: dt.datetime, error: Exception) -> FetchSummary:
    """The summary of a visit that an unexpected error ended; an outcome row says so, too."""
    reason, detail = type(error).__name__, f"the visit was broken off by an unexpected error: {error}"
    url = source.base_url or source.id
    outcome = FetchOutcome(
        run_id=run_id,
        source_id=source.id,
        url=url,
        purpose="listing",
        attempted_at=at,
        outcome="failed",
        reason=reason,
        detail=detail,
        status_code=None,
        attempts=1,
        body_bytes=0,
        duration_ms=0,
        capture_id=None,
    )
    archive.record(outcome)
    tally = Tally()
    tally.add([outcome])
    tally.listing(outcome)
    return tally.summary(source.id)


def fetch_sources(
    settings: Settings,
    sources: Sequence[Source],
    hosts: Hosts,
    *,
    run_id: str,
    on_done: Callable[[FetchSummary], None] | None = None,
) -> list[FetchSummary]:
    """Visit every source; an unexpected error in one of them is its summary's reason and does not stop the others.

    Raises:
        ClockError: the clock is behind the archive.
        OSError: the archive cannot be written (a full disk), so that not even the failure could be kept.
    """
    archive = Archive(settings.home.archive)
    check_clock(archive, settings.now())
    pace, breaker = HostPace(), CircuitBreaker()  # shared: several sources may lie on one host

    def visit(source: Source) -> FetchSummary:
        try:
            with HttpClient(source, contact=settings.contact, virtual_hosts=hosts, pace=pace) as client:
                summary = fetch_source(
                    source,
                    archive,
                    client,
                    run_id=run_id,
                    now=settings.now,
                    breaker=breaker,
                    damaged=damaged_captures(settings.home, archive, source.id),
                )
        except Exception as error:  # noqa: BLE001 - one source must not stop the others
            summary = _broken_off(archive, source, run_id, settings.now(), error)
        if on_done is not None:
            on_done(summary)
        return summary

    with ThreadPoolExecutor(max_workers=PARALLEL_SOURCES, thread_name_prefix="source") as pool:
        return list(pool.map(visit, sources))

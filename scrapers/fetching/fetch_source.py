"""One visit to one source: robots.txt, listings, the plan, the documents; every attempt leaves an outcome.

Lives here: the order of things. The parts (client, robots, discovery, plan, ledger) know little of each other. A visit
uses its own client and shares nothing but the store and the circuit breaker, so that sources can be visited in
parallel.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from collections.abc import Callable, Collection

from schemas.records import Purpose
from scrapers.fetching.breaker import CircuitBreaker
from scrapers.fetching.client import HttpClient
from scrapers.fetching.discovery import Discovery
from scrapers.fetching.entries import ListingEntry
from scrapers.fetching.errors import RobotsUnavailable
from scrapers.fetching.exchange import Answered, Exchange
from scrapers.fetching.ledger import Ledger
from scrapers.fetching.plan import Skip, plan_articles
from scrapers.fetching.robots import MAX_ROBOTS_BYTES, Robots, verdict
from scrapers.fetching.store import CaptureStore
from scrapers.fetching.summary import FetchSummary, Progress
from scrapers.sources.model import FixedPages, Source

MAX_VISIT_SECONDS = 1800.0
"""A visit that takes longer than this leaves the rest of its articles to a later run."""


def fetch_source(  # noqa: PLR0913 - what a visit needs, each by its name
    source: Source,
    store: CaptureStore,
    client: HttpClient,
    *,
    run_id: str,
    now: Callable[[], dt.datetime],
    breaker: CircuitBreaker | None = None,
    progress: Progress | None = None,
    clock: Callable[[], float] = time.monotonic,
    damaged: Collection[str] = (),
) -> FetchSummary:
    """Visit a source once. `now` gives the present time with its time zone; `client` was made for this source.

    `breaker` may be shared by visits that run at once; `damaged` are captures whose bodies the disk has lost, so that
    their addresses are asked again. Failures of single addresses are recorded, not raised; what the store raises (a
    full disk) ends the visit.
    """
    exchange = Exchange(source.id, store, client, breaker or CircuitBreaker(), run_id, now)
    return _Visit(source, exchange, progress, clock, damaged).run()


class _Visit:
    def __init__(
        self,
        source: Source,
        exchange: Exchange,
        progress: Progress | None,
        clock: Callable[[], float],
        damaged: Collection[str],
    ) -> None:
        self.source, self.exchange, self.progress, self.damaged = source, exchange, progress, damaged
        self.ledger = Ledger(exchange)
        self.robots = Robots(self._load_robots, source.politeness.delay_seconds)
        self.discovery = Discovery(source, exchange, self.robots, self.ledger, self._is_over)
        self.clock, self.ends_at = clock, clock() + MAX_VISIT_SECONDS

    def run(self) -> FetchSummary:
        tally, pages = self.ledger.tally, self.discovery.fixed_pages
        entries = [
            entry
            for listing in self.source.listings
            if not isinstance(listing, FixedPages)
            for entry in self.discovery.entries(listing)
        ]
        tally.listed = len({entry.url for entry in entries})
        plan = plan_articles(
            self.source,
            entries,
            {url: known for url, known in self.exchange.latest.items() if known.capture_id not in self.damaged},
            self.exchange.frontier,
            self.exchange.now(),
            leave_out=pages,
            is_silent=not tally.answered,
        )
        tally.remembered += plan.remembered
        self.ledger.plan(plan.ask, "article")
        self.ledger.skip(plan.skip, "article")
        jobs: list[tuple[str, Purpose, ListingEntry | None]] = [(url, "page", None) for url in pages]
        jobs += [(entry.url, "article", entry) for entry in plan.ask]
        for done, (url, purpose, entry) in enumerate(jobs, start=1):
            self._document(url, purpose, entry)
            if self.progress:
                self.progress(url, done, len(jobs))
        return tally.summary(self.source.id)

    def _document(self, url: str, purpose: Purpose, entry: ListingEntry | None) -> None:
        if self._is_over():
            detail = f"the visit had taken {MAX_VISIT_SECONDS:g} s; a later run asks it"
            self.ledger.skip([Skip(url, "time_limit", detail, entry)], purpose)
            return
        outcome = self.exchange.ask(url, purpose, permit=self.robots.permit, entry=entry).outcome
        if purpose == "page":
            self.ledger.record_listing(outcome)
        else:
            self.ledger.record(outcome)

    def _load_robots(self, url: str) -> bytes:
        got = self.exchange.ask(url, "robots", max_body_bytes=MAX_ROBOTS_BYTES)
        if isinstance(got, Answered):
            self.ledger.record(got.outcome)
            return got.body
        refusal = verdict(got.error, url)
        if refusal is None:
            detail = f"there is no robots.txt ({got.outcome.status_code}), so everything may be asked"
            self.ledger.record(dataclasses.replace(got.outcome, outcome="unchanged", reason="ok", detail=detail))
            return b""
        outcome = got.outcome
        if not isinstance(refusal, RobotsUnavailable):  # else the row says what was wrong with robots.txt itself
            outcome = dataclasses.replace(outcome, outcome="refused", reason=refusal.reason, detail=refusal.detail)
        self.ledger.record(outcome)
        raise refusal

    def _is_over(self) -> bool:
        return self.clock() > self.ends_at

"""One visit to one source: robots.txt, listings, the plan, the documents; every attempt leaves an outcome.

Lives here: the order of things. The parts (client, robots, listings, plan) know nothing of each other. A visit uses its
own client and shares nothing but the store, so that sources can be visited in parallel.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator

from schemas.records import FetchOutcome, Purpose
from scrapers.fetching.addresses import normalise
from scrapers.fetching.client import HttpClient
from scrapers.fetching.entries import ListingEntry
from scrapers.fetching.errors import FetchError
from scrapers.fetching.exchange import Answered, Exchange, Failed
from scrapers.fetching.listings import ArticleListing, ListingPage, read_listing
from scrapers.fetching.plan import Skip, plan_articles
from scrapers.fetching.robots import MAX_ROBOTS_BYTES, Robots, verdict
from scrapers.fetching.sitemaps import MAX_SITEMAP_BYTES
from scrapers.fetching.store import CaptureStore
from scrapers.fetching.summary import FetchSummary, Progress, Tally
from scrapers.sources.model import FixedPages, HtmlListing, SitemapListing, Source

DOWN_AFTER = 5
"""After so many failures of the host in a row the rest of the visit is left to a later run."""


def fetch_source(
    source: Source,
    store: CaptureStore,
    client: HttpClient,
    *,
    run_id: str,
    now: Callable[[], dt.datetime],
    progress: Progress | None = None,
) -> FetchSummary:
    """Visit a source once. `now` gives the present time with its time zone; `client` was made for this source.

    Failures of single addresses are recorded, not raised; what the store raises (a full disk) ends the visit.
    """
    return _Visit(source, Exchange(source.id, store, client, run_id, now), progress).run()


class _Visit:
    def __init__(self, source: Source, exchange: Exchange, progress: Progress | None) -> None:
        self.source, self.exchange, self.progress = source, exchange, progress
        self.robots = Robots(self._load_robots, source.politeness.delay_seconds)
        self.tally = Tally()
        self.skipped: set[str] = set()
        self.failures_in_a_row = 0

    def run(self) -> FetchSummary:
        pages = self._fixed_pages()
        entries = [
            entry
            for listing in self.source.listings
            if not isinstance(listing, FixedPages)
            for entry in self._entries(listing)
        ]
        self.tally.listed = len({entry.url for entry in entries})
        plan = plan_articles(self.source, entries, self.exchange.latest, leave_out=pages)
        for skip in plan.skip:
            self._skip(skip, "article")
        jobs: list[tuple[str, Purpose, ListingEntry | None]] = [(url, "page", None) for url in pages]
        jobs += [(entry.url, "article", entry) for entry in plan.ask]
        for done, (url, purpose, entry) in enumerate(jobs, start=1):
            self._document(url, purpose, entry)
            if self.progress:
                self.progress(url, done, len(jobs))
        return self.tally.summary(self.source.id)

    def _fixed_pages(self) -> list[str]:
        listed = (url for item in self.source.listings if isinstance(item, FixedPages) for url in item.urls)
        return list(dict.fromkeys(self._address(url) for url in listed))

    def _address(self, url: str) -> str:
        """The full, normalised form of an address of the registry."""
        base = str(self.source.base_url)
        return normalise(self.source.absolute(url), base, base) or self.source.absolute(url)

    def _entries(self, listing: ArticleListing) -> Iterator[ListingEntry]:
        """The entries of a listing and of its further pages. A page that fails does not end the visit."""
        queue, asked = [self._address(listing.url)], list[str]()
        while queue and len(asked) < _most_pages(listing):
            url = queue.pop(0)
            if url in asked:
                continue
            asked.append(url)
            page = self._listing_page(listing, url, number=len(asked))
            if page:
                yield from page.entries
                queue.extend(page.further)
        if isinstance(listing, SitemapListing):
            for url in queue:
                self._skip(
                    Skip(url, "limit_reached", "beyond max_sitemaps of the listing; raise it if it matters"), "listing"
                )

    def _listing_page(self, listing: ArticleListing, url: str, number: int) -> ListingPage | None:
        limit = MAX_SITEMAP_BYTES if isinstance(listing, SitemapListing) else None
        got = self.exchange.ask(url, "listing", permit=self.robots.permit, max_body_bytes=limit)
        outcome, page = got.outcome, None
        if isinstance(got, Answered):
            try:
                page = read_listing(
                    self.source, listing, body=got.body, url=got.final_url, encoding=got.encoding, page=number
                )
            except FetchError as error:
                # The body stays in the archive, named by the outcome, so that somebody can look into it.
                outcome = dataclasses.replace(outcome, outcome="failed", reason=error.reason, detail=error.detail)
        self._record(outcome)
        self.tally.listing(outcome)
        if page is None:
            return None
        for foreign in page.foreign:
            self._skip(Skip(foreign, "foreign_host", f"listed on {url}, but not on the host of this source"), "article")
        if page.left_out:
            self._skip(
                Skip(url, "limit_reached", f"{page.left_out} entries beyond what is read of a sitemap"), "listing"
            )
        return page

    def _document(self, url: str, purpose: Purpose, entry: ListingEntry | None) -> None:
        if self.failures_in_a_row >= DOWN_AFTER:
            detail = f"{DOWN_AFTER} failures of the host in a row ended the visit; a later run asks it"
            self._skip(Skip(url, "host_down", detail), purpose)
            return
        got = self.exchange.ask(url, purpose, permit=self.robots.permit, entry=entry)
        host_is_down = isinstance(got, Failed) and got.error.host_is_down
        self.failures_in_a_row = self.failures_in_a_row + 1 if host_is_down else 0
        self._record(got.outcome)
        if purpose == "page":
            self.tally.listing(got.outcome)

    def _load_robots(self, url: str) -> bytes:
        got = self.exchange.ask(url, "robots", max_body_bytes=MAX_ROBOTS_BYTES)
        if isinstance(got, Answered):
            self._record(got.outcome)
            return got.body
        refusal = verdict(got.error, url)
        if refusal is None:
            detail = f"there is no robots.txt ({got.outcome.status_code}), so everything may be asked"
            self._record(dataclasses.replace(got.outcome, outcome="unchanged", reason="ok", detail=detail))
            return b""
        self._record(dataclasses.replace(got.outcome, outcome="refused", reason=refusal.reason, detail=refusal.detail))
        raise refusal

    def _record(self, outcome: FetchOutcome) -> None:
        self.exchange.record(outcome)
        self.tally.add(outcome)

    def _skip(self, skip: Skip, purpose: Purpose) -> None:
        """Record an address that is not asked, once per run however many listings name it."""
        if skip.url not in self.skipped:
            self.skipped.add(skip.url)
            self._record(self.exchange.skipped(skip.url, purpose, skip.reason, skip.detail))


def _most_pages(listing: ArticleListing) -> int:
    if isinstance(listing, SitemapListing):
        return listing.max_sitemaps + 1  # the index itself is one of them
    return listing.max_pages if isinstance(listing, HtmlListing) else 1

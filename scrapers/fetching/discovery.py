"""Asks the listings of a source: their newest pages in every run, older ones little by little.

Lives here: which pages of a listing are asked, and what becomes of those that are not. What a page of a listing says is
read in `listings`; which of the articles found are asked is decided in `plan`.

Back-fill: pages beyond the newest ones are put off with the reason `backfill`, and a run asks `backfill_per_run` of
them, each once. New articles only push older ones further back, so that going on where the last run stopped misses
none. It ends where a page is missing, lists nothing, or three pages in a row list nothing new.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator

from schemas.records import FetchOutcome
from scrapers.fetching.addresses import normalise
from scrapers.fetching.entries import ListingEntry, listing_key
from scrapers.fetching.errors import BrokenListing, FetchError, HttpStatusError
from scrapers.fetching.exchange import Answered, Exchange, Failed
from scrapers.fetching.ledger import Ledger
from scrapers.fetching.listings import ArticleListing, ListingPage, read_listing
from scrapers.fetching.plan import GIVEN_UP_AFTER, Skip, first_seen
from scrapers.fetching.robots import Robots
from scrapers.fetching.sitemaps import MAX_SITEMAP_BYTES
from scrapers.sources.model import FixedPages, SitemapListing, Source

BARREN_PAGES = 3
_NO_SUCH_PAGE = (400, 404, 410)

IsOver = Callable[[], bool]
"""Whether the visit has taken all the time that it may."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Stop:
    """A page of a listing: its address, its number, and how many pages before it listed nothing new."""

    url: str
    number: int = 1
    barren: int = 0

    def entry(self, key: str) -> ListingEntry:
        """The page as the frontier remembers it, so that a later run can go on here."""
        return ListingEntry(self.url, None, None, None, f"{key}:{self.number}.{self.barren}")


class Discovery:
    """The listings of one source in one run."""

    def __init__(self, source: Source, exchange: Exchange, robots: Robots, ledger: Ledger, is_over: IsOver) -> None:
        self._source, self._exchange, self._robots = source, exchange, robots
        self._ledger, self._is_over = ledger, is_over
        self._seen: set[str] = set()

    @functools.cached_property
    def fixed_pages(self) -> tuple[str, ...]:
        """The addresses of the source's fixed pages: documents themselves, whatever a listing says of them."""
        listed = (url for item in self._source.listings if isinstance(item, FixedPages) for url in item.urls)
        return tuple(dict.fromkeys(self._address(url) for url in listed))

    def entries(self, listing: ArticleListing) -> Iterator[ListingEntry]:
        """The entries of a listing and of its further pages. A page that fails does not end the visit."""
        queue, asked = [_Stop(self._address(listing.url))], set[str]()
        while queue and len(asked) < listing.pages_per_run:
            stop = queue.pop(0)
            if stop.url in asked:
                continue
            asked.add(stop.url)
            found, further = self._page(listing, stop)
            yield from found
            queue += further
        rest = [stop for stop in queue if stop.url not in asked]
        if listing.backfill_per_run:
            yield from self._backfill(listing, rest)
        elif isinstance(listing, SitemapListing):
            detail = "beyond max_sitemaps of the listing; raise it, or give backfill_per_run, if it matters"
            self._ledger.leave((Skip(stop.url, "limit_reached", detail) for stop in rest), "listing")

    def _address(self, url: str) -> str:
        """The full, normalised form of an address of the registry."""
        base = str(self._source.base_url)
        return normalise(self._source.absolute(url), base, base) or self._source.absolute(url)

    def _backfill(self, listing: ArticleListing, rest: list[_Stop]) -> Iterator[ListingEntry]:
        key = listing_key(self._source.absolute(listing.url))
        queue = list(self._owed(key))
        owed = {stop.url for stop in queue}
        queue += [stop for stop in rest if stop.url not in owed and not self._was_asked(stop.url)]
        for _ in range(listing.backfill_per_run):
            if not queue:
                break
            found, further = self._page(listing, queue.pop(0), key)
            yield from found
            queue += further
        detail = f"an older page of the listing; {listing.backfill_per_run} of them are asked in one run"
        self._ledger.leave((Skip(stop.url, "backfill", detail, stop.entry(key)) for stop in queue), "listing")

    def _owed(self, key: str) -> Iterator[_Stop]:
        """Older pages of the listing that earlier runs put off, or that did not answer then."""
        for fate in self._exchange.frontier.listings.values():
            mine, _, place = (fate.signature or "").partition(":")
            is_owed = fate.is_pending or (fate.did_not_work and fate.asks_in_vain < GIVEN_UP_AFTER)
            if mine == key and is_owed:
                number, barren = place.split(".")
                yield _Stop(fate.url, int(number), int(barren))

    def _was_asked(self, url: str) -> bool:
        fate = self._exchange.frontier.listings.get(url)
        return fate is not None and (fate.captured or fate.outcome != "skipped")

    def _page(
        self, listing: ArticleListing, stop: _Stop, older: str | None = None
    ) -> tuple[tuple[ListingEntry, ...], list[_Stop]]:
        """Ask one page: its entries, and the pages of the listing that follow. `older` is the key of a back-filled one.

        What it names is written down before the page itself, which is asked again where a visit is killed in between.
        """
        url, entry = stop.url, stop.entry(older) if older else None
        if self._is_over():
            detail = "the visit had taken too long; a later run asks it"
            self._ledger.leave([Skip(url, "time_limit", detail, entry)], "listing")
            return (), []
        limit = MAX_SITEMAP_BYTES if isinstance(listing, SitemapListing) else None
        got = self._exchange.ask(url, "listing", permit=self._robots.permit, entry=entry, max_body_bytes=limit)
        outcome = got.outcome
        page = ListingPage(())
        further: list[_Stop] = []
        if isinstance(got, Answered):
            try:
                page = read_listing(
                    self._source, listing, body=got.body, url=got.final_url, encoding=got.encoding, page=stop.number
                )
            except Exception as error:  # noqa: BLE001 - a listing that its reader trips over must not stop the others
                # The body stays in the archive, named by the outcome, so that somebody can look into it.
                outcome = _failed(outcome, error if isinstance(error, FetchError) else _unreadable(url, error))
            else:
                outcome = _failed(outcome, page.failure) if page.failure else outcome
                further = self._further(stop, page, older)
        elif stop.number > 1 and _is_missing(got):
            detail = f"the listing has no page {stop.number} ({outcome.status_code}): it ends before"
            outcome = dataclasses.replace(outcome, outcome="unchanged", reason="ok", detail=detail)
        self._write_down(url, page)
        if older:
            self._ledger.plan((stop.entry(older) for stop in further), "listing")
        self._ledger.record_listing(outcome)
        return page.entries, further

    def _further(self, stop: _Stop, page: ListingPage, older: str | None) -> list[_Stop]:
        """The pages behind this one; of older pages those that were not asked yet, unless the listing seems to end."""
        if not older:
            return [_Stop(url, stop.number + 1) for url in page.further]
        barren = 0 if any(self._is_new(entry.url) for entry in page.entries) else stop.barren + 1
        if barren >= BARREN_PAGES:
            return []
        return [_Stop(url, stop.number + 1, barren) for url in page.further if not self._was_asked(url)]

    def _write_down(self, url: str, page: ListingPage) -> None:
        """Plan what the page names for the first time, and leave what is not asked at all."""
        self._seen.update(entry.url for entry in page.entries)
        exchange = self._exchange
        new = first_seen(
            self._source, page.entries, exchange.latest, exchange.frontier, exchange.now(), self.fixed_pages
        )
        self._ledger.plan(new, "article")
        detail = f"listed on {url}, but not on the host of this source"
        self._ledger.leave((Skip(foreign, "foreign_host", detail) for foreign in page.foreign), "article")
        if page.left_out:
            detail = f"{page.left_out} entries beyond what is read of one page of a listing"
            self._ledger.leave([Skip(url, "too_many_entries", detail)], "listing")

    def _is_new(self, url: str) -> bool:
        exchange = self._exchange
        return url not in self._seen and url not in exchange.latest and url not in exchange.frontier.articles


def _failed(outcome: FetchOutcome, error: FetchError) -> FetchOutcome:
    return dataclasses.replace(outcome, outcome="failed", reason=error.reason, detail=error.detail)


def _unreadable(url: str, error: Exception) -> BrokenListing:
    said = f"{type(error).__name__}: {error}"
    return BrokenListing(f"{url} makes its reader fail ({said}); look at the stored capture, and mend the reader")


def _is_missing(got: Failed) -> bool:
    return isinstance(got.error, HttpStatusError) and got.error.status_code in _NO_SUCH_PAGE

"""A listing's answer as entries: the formats behind one door, addresses normalised, foreign links set aside.

Lives here: `read_listing`. Not here: asking for the listing or its further pages (`fetch_source`), choosing among the
entries (`plan`).
"""

from __future__ import annotations

import dataclasses

from scrapers.fetching.addresses import normalise
from scrapers.fetching.entries import Found, ListingEntry, entry_of, listing_key
from scrapers.fetching.errors import EmptyListing
from scrapers.fetching.feeds import parse_feed
from scrapers.fetching.html_listing import parse_links
from scrapers.fetching.json_listing import parse_datasets, parse_items
from scrapers.fetching.sitemaps import MAX_ENTRIES, parse_sitemap
from scrapers.sources.hosts import same_site
from scrapers.sources.model import (
    PAGE_NUMBER,
    CkanListing,
    HtmlListing,
    JsonListing,
    RssListing,
    SitemapListing,
    Source,
)

ArticleListing = RssListing | SitemapListing | HtmlListing | JsonListing | CkanListing
NUKEVIET = "nukeviet"
"""The family whose sitemaps give the time of publication as `lastmod`."""


@dataclasses.dataclass(frozen=True, slots=True)
class ListingPage:
    """What one answer of a listing gave.

    `further` are addresses of the same listing that are to be asked as well (the next page, the sitemaps of an index);
    `foreign` are links to other hosts; `left_out` counts entries beyond what is read.
    """

    entries: tuple[ListingEntry, ...]
    further: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    left_out: int = 0


def read_listing(
    source: Source,
    listing: ArticleListing,
    *,
    body: bytes,
    url: str,
    encoding: str | None,
    page: int = 1,
) -> ListingPage:
    """The entries of an answer, in the listing's order and each address once. `page` counts from 1.

    Raises:
        BrokenListing: the answer is no such listing, or a first page without entries (`EmptyListing`).
        TooLarge: a packed sitemap is too large.
    """
    further: list[str] = []
    following: str | None = None
    left_out = 0
    if isinstance(listing, RssListing):
        found = parse_feed(body, url)
    elif isinstance(listing, SitemapListing):
        sitemap = parse_sitemap(body, url, lastmod_is_publication=source.family == NUKEVIET)
        found, further, left_out = sitemap.pages, sitemap.sitemaps, sitemap.left_out
    elif isinstance(listing, JsonListing):
        found = parse_items(body, url, listing)
    elif isinstance(listing, CkanListing):
        found, following = parse_datasets(body, url)
    else:
        found, following = parse_links(body, url, encoding, listing.link, listing.next_page)
    found, left_out = found[:MAX_ENTRIES], left_out + max(0, len(found) - MAX_ENTRIES)
    if isinstance(listing, HtmlListing | JsonListing) and listing.page_url:
        following = source.absolute(listing.page_url).replace(PAGE_NUMBER, str(page + 1))
    if following and found:
        further = [following]
    if not found and not further and page == 1:
        raise EmptyListing(f"{url} lists nothing; check its address{_selector_hint(listing)}")
    return _sorted_out(source, listing, url, found, further, left_out)


def _selector_hint(listing: ArticleListing) -> str:
    return f" and the selector link: {listing.link!r}" if isinstance(listing, HtmlListing) else ""


def _sorted_out(
    source: Source,
    listing: ArticleListing,
    url: str,
    found: list[Found],
    further: list[str],
    left_out: int,
) -> ListingPage:
    base = str(source.base_url)
    key = listing_key(source.absolute(listing.url))
    entries: dict[str, ListingEntry] = {}
    foreign: dict[str, None] = {}
    for item in found:
        address = normalise(item.href, url, base)
        if address is None:
            continue
        if not same_site(address, base):
            foreign[address] = None
        elif address not in entries or entries[address].title is None:
            entries[address] = entry_of(item, address, key, with_lead=not isinstance(listing, HtmlListing))
    ways = [address for href in further if (address := normalise(href, url, base))]
    foreign.update((way, None) for way in ways if not same_site(way, base))
    return ListingPage(
        tuple(entries.values()), tuple(way for way in ways if same_site(way, base)), tuple(foreign), left_out
    )

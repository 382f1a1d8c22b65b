"""A listing's answer as entries: the formats behind one door, addresses normalised, foreign links set aside.

Lives here: `read_listing`, and whether what came is a working listing. Not here: asking for the listing or its further
pages (`discovery`), choosing among the entries (`plan`).
"""

from __future__ import annotations

import dataclasses
import re

from scrapers.fetching.addresses import normalise
from scrapers.fetching.entries import Found, ListingEntry, entry_of, listing_key
from scrapers.fetching.errors import BrokenListing, EmptyListing, ForeignListing, NoArticleListed, NoticeInstead
from scrapers.fetching.feeds import parse_feed
from scrapers.fetching.html_listing import parse_links
from scrapers.fetching.json_listing import parse_datasets, parse_items
from scrapers.fetching.sitemaps import MAX_ENTRIES, parse_sitemap
from scrapers.parsing.errors import ParseError
from scrapers.parsing.failures import says_not_found
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
    `foreign` are links to other hosts; `left_out` counts entries beyond what is read. `failure` says why a first page
    is no working listing, although it could be read: what it names still gets its rows.
    """

    entries: tuple[ListingEntry, ...]
    further: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    left_out: int = 0
    failure: BrokenListing | None = None


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
        BrokenListing: the answer is no such listing, or shows a notice in its place (`NoticeInstead`).
        TooLarge: a packed sitemap is too large.
    """
    further: list[str] = []
    following: str | None = None
    notice: ParseError | None = None
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
        links = parse_links(body, url, encoding, listing.link, listing.next_page)
        found, following, notice = links.found, links.following, links.notice
    found, left_out = found[:MAX_ENTRIES], left_out + max(0, len(found) - MAX_ENTRIES)
    if isinstance(listing, HtmlListing | JsonListing) and listing.page_url:
        following = source.absolute(listing.page_url).replace(PAGE_NUMBER, str(page + 1))
    if following and found:
        further = [following]
    read = _sorted_out(source, listing, url, found, further, left_out)
    is_article = re.compile(source.article_url or "").search
    has_article = any(is_article(entry.url) for entry in read.entries)
    if notice is not None and not (source.article_url and has_article):
        if page > 1 and says_not_found(notice):
            return ListingPage(())  # sites answer so behind the last page
        raise NoticeInstead(url, notice)
    failure = _failure(source, listing, url, read, has_article=has_article) if page == 1 else None
    return read if failure is None else dataclasses.replace(read, further=(), failure=failure)


def _failure(
    source: Source, listing: ArticleListing, url: str, page: ListingPage, *, has_article: bool
) -> BrokenListing | None:
    """Why a first page is no working listing: there articles stand always, whether they are known already or not."""
    if has_article or (isinstance(listing, SitemapListing) and page.further):
        return None
    if page.entries:
        return NoArticleListed(
            f"none of {len(page.entries)} addresses on {url} matches article_url {source.article_url!r}; look at it in"
            f" a browser, and correct article_url{_or_selector(listing)}"
        )
    if page.foreign:
        return ForeignListing(
            f"all of {len(page.foreign)} links on {url} lead to other hosts, the first to {page.foreign[0]}; look at it"
            f" in a browser, and correct its address{_or_selector(listing)}, or base_url"
        )
    return EmptyListing(f"{url} lists nothing; check its address{_or_selector(listing)}")


def _or_selector(listing: ArticleListing) -> str:
    return f" or the selector link: {listing.link!r}" if isinstance(listing, HtmlListing) else ""


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

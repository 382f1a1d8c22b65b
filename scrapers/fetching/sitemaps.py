"""Sitemaps: lists of pages, and indices that lead to further sitemaps; also packed with gzip, also of the news kind."""

from __future__ import annotations

import dataclasses
import datetime as dt

from lxml import etree

from schemas.days import VIETNAM
from scrapers.fetching.body import gunzip
from scrapers.fetching.entries import Found, listing_time, plain_text
from scrapers.fetching.xml import children_of, local_name, text_of

MAX_SITEMAP_BYTES = 50 * 1024 * 1024
MAX_ENTRIES = 50_000
_EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclasses.dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages, newest first, or further sitemaps, newest first. `left_out` counts pages beyond what is read."""

    pages: list[Found]
    sitemaps: list[str]
    left_out: int = 0


def parse_sitemap(body: bytes, url: str, *, lastmod_is_publication: bool = False) -> Sitemap:
    """What a sitemap lists.

    `lastmod` is the time of the last change, and of publication only where the site's CMS is known to write that there.

    Raises:
        BrokenListing: the body is no sitemap.
        TooLarge: it unpacks to more than a sitemap may have, or lists many times what it may list.
    """
    listed: dict[str, list[Found]] = {"url": [], "sitemap": []}
    for element in children_of(gunzip(body, MAX_SITEMAP_BYTES), url, {"urlset": "url", "sitemapindex": "sitemap"}):
        listed[local_name(element)].append(_found(element))
    if listed["sitemap"]:
        return Sitemap([], [item.href for item in _newest_first(listed["sitemap"])])
    pages = _newest_first(_telling_marks(listed["url"]))
    if lastmod_is_publication:
        pages = [dataclasses.replace(page, published_at=page.published_at or listing_time(page.mark)) for page in pages]
    return Sitemap(pages[:MAX_ENTRIES], [], max(0, len(pages) - MAX_ENTRIES))


def _found(element: etree._Element) -> Found:
    # Images and videos have titles and places of their own; news entries are what the page itself is.
    parts = {local_name(child): child for child in element.iterchildren("*")}
    news = parts.get("news")
    told = {local_name(child): text_of(child) for child in news.iterchildren("*")} if news is not None else {}
    changed = text_of(parts.get("lastmod"))
    return Found(
        href=text_of(parts.get("loc")) or "",
        title=plain_text(told.get("title")),
        published_at=listing_time(told.get("publication_date")),
        mark=changed or "",
    )


def _telling_marks(found: list[Found]) -> list[Found]:
    """A sitemap that gives all pages the same time gives the time of its own making, which tells nothing of them."""
    marks = {item.mark for item in found}
    return found if len(found) < 3 or len(marks) > 1 else [dataclasses.replace(item, mark="") for item in found]


def _newest_first(found: list[Found]) -> list[Found]:
    def time(item: Found) -> dt.datetime:
        return item.published_at or _iso_time(item.mark) or listing_time(item.mark) or _EARLIEST

    return sorted((item for item in found if item.href), key=time, reverse=True)


def _iso_time(text: str) -> dt.datetime | None:
    """A time as the protocol wants it; reading it so is a hundred times faster than guessing its form."""
    try:
        time = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=VIETNAM)

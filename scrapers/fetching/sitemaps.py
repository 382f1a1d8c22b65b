"""Sitemaps: lists of pages, and indices that lead to further sitemaps; also packed with gzip, also of the news kind."""

from __future__ import annotations

import dataclasses
import datetime as dt

from lxml import etree

from scrapers.fetching.body import gunzip
from scrapers.fetching.entries import Found, listing_time, plain_text
from scrapers.fetching.xml import local_name, parse_xml, text_of

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
        TooLarge: it unpacks to more than a sitemap may have.
    """
    root = parse_xml(gunzip(body, MAX_SITEMAP_BYTES), url, ("urlset", "sitemapindex"))
    if local_name(root) == "sitemapindex":
        return Sitemap([], [item.href for item in _newest_first([_found(e) for e in root.iter("{*}sitemap")])])
    pages = _newest_first(_telling_marks([_found(element) for element in root.iter("{*}url")]))
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
        return item.published_at or listing_time(item.mark) or _EARLIEST

    return sorted((item for item in found if item.href), key=time, reverse=True)

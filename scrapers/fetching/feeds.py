"""RSS 0.9 to 2.0, RDF and Atom feeds.

Two faults of real feeds are mended: zones such as `GMT+7` (no RFC 822), and the minutes of NukeViet's feeds, which are
the number of the month.
"""

from __future__ import annotations

import dataclasses

from lxml import etree

from scrapers.fetching.entries import Found, listing_time, plain_text
from scrapers.fetching.xml import local_name, parse_xml, text_of

_ROOTS = ("rss", "feed", "RDF")
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
_LEADS = ("description", "summary", "encoded", "content")
_FOREIGN = ("http://search.yahoo.com/mrss", "http://www.itunes.com/dtds")


def parse_feed(body: bytes, url: str) -> list[Found]:
    """The items of a feed in their order.

    Raises:
        BrokenListing: the body is no feed.
    """
    root = parse_xml(body, url, _ROOTS)
    found = [_found(item) for item in root.iter("{*}item", "{*}entry")]
    return _without_month_minutes([item for item in found if item.href])


def _found(item: etree._Element) -> Found:
    parts: dict[str, etree._Element] = {}
    for child in item.iterchildren("*"):
        if not (etree.QName(child).namespace or "").startswith(_FOREIGN):
            parts.setdefault(local_name(child), child)
    lead = next((text for name in _LEADS if (text := plain_text(text_of(parts.get(name))))), None)
    published = next((text for name in _DATES if (text := text_of(parts.get(name)))), None)
    return Found(
        href=_link(item, parts),
        title=plain_text(text_of(parts.get("title"))),
        lead=lead,
        published_at=listing_time(published),
        # Atom says when an entry was changed; a feed that repeats the time of publication there does no harm.
        mark=text_of(parts.get("updated")) or "",
    )


def _link(item: etree._Element, parts: dict[str, etree._Element]) -> str:
    links = [child for child in item.iterchildren("{*}link") if child.get("href") or text_of(child)]
    alternate = [link for link in links if link.get("rel", "alternate") == "alternate"]
    for link in alternate or links:
        return str(link.get("href") or text_of(link))
    guid = text_of(parts.get("guid")) or ""
    return guid if guid.startswith(("http://", "https://")) else ""


def _without_month_minutes(found: list[Found]) -> list[Found]:
    """NukeViet writes `H:m:s`, where `m` is the month: such minutes become zero in feeds where all items show it."""
    times = [item.published_at for item in found if item.published_at]
    if len(times) < 3 or any(time.minute != time.month for time in times):
        return found
    return [
        dataclasses.replace(item, published_at=item.published_at.replace(minute=0, second=0))
        if item.published_at
        else item
        for item in found
    ]

"""Pages of links: the links a selector names, what stands around each, and the way to the next page."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import cast

from lxml import etree

from scrapers.fetching.entries import Found, listing_time
from scrapers.fetching.errors import BrokenListing
from scrapers.parsing.decoding import decode
from scrapers.parsing.dom import Element, parse_html, select, text_of
from scrapers.parsing.errors import ParseError
from scrapers.parsing.failures import instead_of_links
from scrapers.parsing.textual import clean_line

_TOO_WIDE = frozenset({"html", "body", "main"})
_MAX_LEAD = 600
_NO_ADDRESS = re.compile(r"^\s*(?:#|javascript:|mailto:|tel:|data:|about:)", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Links:
    """The links of a page in their order, each once; the address of the next page; what the page says it is instead."""

    found: list[Found]
    following: str | None
    notice: ParseError | None


def parse_links(body: bytes, url: str, encoding: str | None, link: str, next_page: str | None) -> Links:
    """What a page of links holds.

    Raises:
        BrokenListing: the page cannot be decoded.
    """
    try:
        root = parse_html(decode(body, url, encoding))
    except (ParseError, etree.ParserError) as error:
        raise BrokenListing(f"{url} cannot be read as a page: {error}") from error
    anchors = [(anchor, href) for element in select(root, link) for anchor, href in _anchors(element)]
    owners = _owners(anchors)
    by_address: dict[str, list[Element]] = {}
    for anchor, href in anchors:
        by_address.setdefault(href, []).append(anchor)
    found = [_found(_speaking(same), href, owners) for href, same in by_address.items()]
    return Links(found, _next(root, next_page), instead_of_links(url, root))


def _speaking(anchors: list[Element]) -> Element:
    """Of the links to one address the first with text: picture and headline are often links of their own."""
    return next((anchor for anchor in anchors if text_of(anchor)), anchors[0])


def _anchors(element: Element) -> Iterable[tuple[Element, str]]:
    """The link of a selected element: itself, the one around it, or those inside it."""
    around = list(element.iterancestors("a"))[:1]
    candidates = [element] if element.tag == "a" else around or list(element.iter("a"))
    for anchor in candidates:
        href = (anchor.get("href") or "").strip()
        if href and not _NO_ADDRESS.match(href):
            yield anchor, href


def _owners(anchors: Iterable[tuple[Element, str]]) -> dict[Element, str | None]:
    """For each element above a link: the one address that all links below it share, or None where they differ."""
    owners: dict[Element, str | None] = {}
    for anchor, href in anchors:
        for parent in anchor.iterancestors():
            owners[parent] = href if owners.get(parent, href) == href else None
    return owners


def _found(anchor: Element, href: str, owners: dict[Element, str | None]) -> Found:
    item = anchor
    for parent in anchor.iterancestors():
        if owners[parent] != href or parent.tag in _TOO_WIDE:
            break
        item = parent
    title = text_of(anchor) or clean_line(anchor.get("title") or "") or _alternative(anchor)
    time = next((element.get("datetime") for element in item.iter("time") if element.get("datetime")), None)
    return Found(href, title or None, _lead(item, anchor, href), listing_time(time))


def _alternative(anchor: Element) -> str:
    return next((clean_line(image.get("alt") or "") for image in anchor.iter("img") if image.get("alt")), "")


def _lead(item: Element, anchor: Element, href: str) -> str | None:
    """The text around the link that belongs to no other link: the lead, and whatever else the item shows."""
    outside = ".//text()[not(ancestor::a) and not(ancestor::script) and not(ancestor::style)]"
    around = cast(list[str], item.xpath(outside))
    twins = [text_of(other) for other in item.iter("a") if other is not anchor and other.get("href") == href]
    return clean_line(" ".join([*around, *twins]))[:_MAX_LEAD] or None


def _next(root: Element, selector: str | None) -> str | None:
    if selector is None:
        return None
    for element in select(root, selector):
        for _, href in _anchors(element):
            return href
    return None

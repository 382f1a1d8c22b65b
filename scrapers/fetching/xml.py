"""XML from strangers: no entities, no DTD, no network, tolerant of the small faults that feeds have."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from scrapers.fetching.errors import BrokenListing, TooLarge

MAX_ELEMENTS = 1_000_000
"""Of a sitemap: 50,000 pages with all that may be said of each, several times over."""
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_CAREFUL: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "recover": True,
    "remove_comments": True,
    "remove_pis": True,
}


def parse_xml(body: bytes, url: str, roots: tuple[str, ...]) -> etree._Element:
    """The root element; raises `BrokenListing` where it is none of `roots` (a login page, an error text)."""
    try:
        root: etree._Element | None = etree.fromstring(body.lstrip(_BEFORE), etree.XMLParser(**_CAREFUL))
    except etree.XMLSyntaxError as error:
        raise BrokenListing(f"{url} is no XML ({error.msg}); check the address of the listing") from error
    return _checked(root, url, roots)


def children_of(body: bytes, url: str, children: dict[str, str]) -> Iterator[etree._Element]:
    """The children of the root one by one, each forgotten when the next one comes: the whole never lies in memory.

    `children` gives for each root the name of the children that count. Raises `BrokenListing` as `parse_xml` does, and
    `TooLarge` beyond `MAX_ELEMENTS`.
    """
    reader = etree.iterparse(io.BytesIO(body.lstrip(_BEFORE)), events=("end",), **_CAREFUL)
    root: etree._Element | None = None
    try:
        for number, (_, element) in enumerate(reader):
            if number >= MAX_ELEMENTS:
                raise TooLarge(f"{url} has more than {MAX_ELEMENTS} elements; no sitemap needs as many")
            parent = element.getparent()
            if parent is None or parent.getparent() is not None:
                continue
            root = _checked(parent, url, tuple(children)) if root is None else root
            if element.tag.rpartition("}")[2] in children.values():
                yield element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise BrokenListing(f"{url} is no XML ({error.msg}); check the address of the listing") from error
    _checked(root if root is not None else reader.root, url, tuple(children))


def _checked(root: etree._Element | None, url: str, roots: tuple[str, ...]) -> etree._Element:
    name = local_name(root) if root is not None else ""
    if root is None or name not in roots:
        seen, wanted = f"<{name}>" if name else "no XML", " or ".join(f"<{root_name}>" for root_name in roots)
        raise BrokenListing(f"{url} holds {seen}, not {wanted}; check the address and the kind of the listing")
    return root


def local_name(element: etree._Element) -> str:
    """The tag without its namespace."""
    return str(etree.QName(element).localname)


def text_of(element: etree._Element | None) -> str | None:
    """All text of an element, trimmed; None where there is none."""
    return ("".join(map(str, element.itertext())).strip() or None) if element is not None else None

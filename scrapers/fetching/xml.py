"""XML from strangers: no entities, no DTD, no network, tolerant of the small faults that feeds have."""

from __future__ import annotations

from lxml import etree

from scrapers.fetching.errors import BrokenListing


def parse_xml(body: bytes, url: str, roots: tuple[str, ...]) -> etree._Element:
    """The root element; raises `BrokenListing` where it is none of `roots` (a login page, an error text)."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: etree._Element | None = etree.fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise BrokenListing(f"{url} is no XML ({error.msg}); check the address of the listing") from error
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

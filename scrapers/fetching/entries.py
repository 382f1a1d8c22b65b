"""What a listing says about an article: address, title, lead, time, and a signature that changes when these do."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import html
import re

from lxml import etree
from lxml import html as lxml_html

from schemas.days import VIETNAM
from scrapers.parsing.dates import parse_date
from scrapers.parsing.textual import clean_line

_TAG = re.compile(r"<[a-zA-Z/!]")
_LONGEST_TITLE = 500


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A link as it stands in a listing, before its address is normalised. `mark` is what else tells of a change."""

    href: str
    title: str | None = None
    lead: str | None = None
    published_at: dt.datetime | None = None
    mark: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ListingEntry:
    """An article that a listing names.

    `signature` is `<listing>:<hash>`, or several of them with blanks between where several listings name it. Two can be
    compared only when they come from the same listing, because each tells something else about the same article.
    """

    url: str
    title: str | None
    lead: str | None
    published_at: dt.datetime | None
    signature: str


def listing_key(listing_address: str) -> str:
    """The part of a signature that names the listing."""
    return hashlib.sha256(listing_address.encode()).hexdigest()[:8]


def entry_of(found: Found, url: str, key: str, *, with_lead: bool) -> ListingEntry:
    """The entry of a link. A lead that was guessed from the layout (`with_lead` false) is left out of the signature."""
    told = (
        found.title or "",
        (found.lead or "") if with_lead else "",
        found.published_at.isoformat() if found.published_at else "",
        found.mark,
    )
    digest = hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    title = found.title[:_LONGEST_TITLE] if found.title else None  # it is kept with every outcome
    return ListingEntry(url, title, found.lead, found.published_at, f"{key}:{digest}")


def has_changed(known: str | None, seen: str) -> bool:
    """Whether a listing of the signature `known` gives another one in `seen`; unknown listings prove nothing."""
    now = dict(signature.split(":", 1) for signature in seen.split())
    return any(now.get(key, digest) != digest for key, digest in (part.split(":", 1) for part in (known or "").split()))


def plain_text(text: str | None) -> str | None:
    """Text of a feed without markup and double escapes, on one line; None where nothing is left."""
    if not text:
        return None
    unescaped = html.unescape(text)
    if _TAG.search(unescaped):
        try:
            root = lxml_html.fragment_fromstring(unescaped, create_parent="div")
        except (etree.ParserError, ValueError):
            unescaped = re.sub(r"<[^>]*>", " ", unescaped)
        else:
            for line_break in root.iter("br", "p", "div", "li"):
                line_break.tail = f" {line_break.tail or ''}"
            unescaped = "".join(root.itertext())
    return clean_line(html.unescape(unescaped)) or None


def listing_time(text: str | None) -> dt.datetime | None:
    """A time as listings print it, in UTC: Vietnam's zone unless another is given, midnight for a mere day."""
    stamp = parse_date(text)
    if stamp is None:
        return None
    return stamp.at or dt.datetime.combine(stamp.on, dt.time(), VIETNAM).astimezone(dt.UTC)

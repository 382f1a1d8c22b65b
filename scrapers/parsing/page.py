"""A page while it is being read: address, tree, head, source. Built once, then handed from step to step."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from scrapers.parsing.dom import (
    Element,
    all_names,
    compile_selector,
    has_password,
    parse_html,
    possible,
    remove_scripts,
    select,
)
from scrapers.parsing.metadata import Metadata, read_metadata

_MAX_SCRIPT = 400_000
_MAX_LINKS = 500


@dataclasses.dataclass(slots=True)
class Page:
    """One HTML page. `root` has no scripts and hidden inputs any more; what they held is in `scripts`, `metadata`."""

    where: str
    url: str
    html: str
    root: Element
    names: frozenset[str]
    """Classes and ids of all its elements when it was opened."""
    metadata: Metadata
    scripts: str
    had_password: bool
    captured_at: dt.datetime
    expected_title: str | None = None
    """What the listing called the article."""

    def select(self, selector: str) -> list[Element]:
        """All matches in document order; raises `InvalidSelector`."""
        compile_selector(selector, self.where)
        asked = possible(selector, self.names, self.html)
        return select(self.root, asked, self.where) if asked else []

    def select_any(self, selectors: Iterable[str]) -> Iterator[Element]:
        """Matches of the first selector, then of the second, and so on: the order of preference."""
        for selector in selectors:
            yield from self.select(selector)


def open_page(where: str, url: str, text: str, captured_at: dt.datetime, expected_title: str | None = None) -> Page:
    """Parse the text of a page."""
    root = parse_html(text)
    metadata = read_metadata(root)
    scripts: list[str] = []
    size = 0
    for script in root.iter("script"):
        held = script.text or ""
        if size + len(held) <= _MAX_SCRIPT:
            scripts.append(held)
            size += len(held)
    asks_password = has_password(root)
    remove_scripts(root)
    joined = "\n".join(scripts)
    return Page(where, url, text, root, all_names(root), metadata, joined, asks_password, captured_at, expected_title)


@dataclasses.dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors by part, in order of preference. `exclude` is removed from the body, `attachments` are links."""

    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()

    def overridden_by(self, registry: Any) -> Selectors:
        """The registry's selectors where it has any (text or a list of texts); `exclude` is added to."""
        if registry is None:
            return self
        given = {name: as_tuple(getattr(registry, name, None)) for name in ("title", "date", "lead", "author", "body")}
        return dataclasses.replace(
            self,
            **{name: value for name, value in given.items() if value},
            exclude=(*self.exclude, *as_tuple(getattr(registry, "exclude", None))),
        )


def as_tuple(value: str | Sequence[str] | None) -> tuple[str, ...]:
    """A selector or a list of selectors as a tuple; empty ones dropped."""
    if not value:
        return ()
    items = [value] if isinstance(value, str) else value
    return tuple(item for item in items if item and item.strip())


def links_of(elements: Iterable[Element], url: str) -> tuple[str, ...]:
    """Absolute addresses that these elements link to, in order, once each.

    Resolved against the request's address (the `base` of several sites points elsewhere); documents shown through an
    online viewer count as links to the document.
    """
    found: dict[str, None] = {}
    for element in elements:
        for node in element.iter("a", "iframe"):
            href = node.get("href") if node.tag == "a" else _viewed(node.get("src") or "")
            target = _absolute(href, url)
            if target:
                found.setdefault(target)
            if len(found) >= _MAX_LINKS:
                return tuple(found)
    return tuple(found)


def _absolute(href: str | None, url: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        target = urljoin(url, href.strip())
        return target if urlsplit(target).scheme in ("http", "https") else None
    except ValueError:
        return None


def _viewed(src: str) -> str | None:
    """The document inside an online viewer's address (`…/viewer?url=…`)."""
    try:
        query = parse_qs(urlsplit(src).query)
    except ValueError:
        return None
    for name in ("url", "src", "file"):
        if query.get(name):
            return query[name][0]
    return None

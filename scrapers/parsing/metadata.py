"""What a page says about itself in its head: JSON-LD, OpenGraph and `meta` elements.

Values are unescaped twice, because several publishers escape twice. Nothing here is trusted over the printed page.
"""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections.abc import Iterator
from typing import Any

from scrapers.parsing.dates import Stamp, parse_date
from scrapers.parsing.dom import Element
from scrapers.parsing.textual import clean_line

_ARTICLE_TYPES = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "blogposting", "report", "techarticle", "socialmediaposting"}
)
_DATE_KEYS = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "published_time",
    "og:published_time",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
)
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TAG = re.compile(r"<[^>]+>")


@dataclasses.dataclass(frozen=True, slots=True)
class Metadata:
    """The head of a page: `tags` by lower-case name, the article's JSON-LD object, the `title` element."""

    tags: dict[str, str]
    article: dict[str, Any]
    page_title: str

    @property
    def title(self) -> str:
        """og:title, else the JSON-LD headline; empty where there is none."""
        return self.tags.get("og:title") or _text(self.article.get("headline")) or self.tags.get("twitter:title", "")

    @property
    def site_name(self) -> str:
        """og:site_name, else the JSON-LD publisher."""
        return self.tags.get("og:site_name") or _name(self.article.get("publisher"))

    @property
    def author(self) -> str | None:
        """JSON-LD author; None where it only repeats the site or is an address."""
        name = _name(self.article.get("author")) or self.tags.get("article:author", "") or self.tags.get("author", "")
        if not name or "://" in name or "www." in name or name.casefold() == self.site_name.casefold():
            return None
        return name

    @property
    def body(self) -> str:
        """JSON-LD articleBody as plain text with its line breaks; empty where there is none."""
        value = self.article.get("articleBody")
        return html.unescape(html.unescape(value)) if isinstance(value, str) else ""

    def published(self, skip: frozenset[str] = frozenset()) -> tuple[Stamp, str] | None:
        """Publication date and where it stood (`json_ld` or `meta`); names in `skip` are not asked."""
        if "json_ld" not in skip:
            stamp = parse_date(_text(self.article.get("datePublished")))
            if stamp:
                return stamp, "json_ld"
        for key in _DATE_KEYS:
            stamp = parse_date(self.tags.get(key)) if key not in skip else None
            if stamp:
                return stamp, "meta"
        return None


def _text(value: Any) -> str:
    return clean_line(html.unescape(html.unescape(_TAG.sub("", value)))) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(name for name in (_name(item) for item in value) if name)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(str(kind).lower() in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _json_ld(root: Element) -> dict[str, Any]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        raw = _CONTROL.sub(" ", script.text or "").strip().rstrip(";")
        try:
            found = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        for item in _objects(found):
            if _is_article(item):
                return item
    return {}


def read_metadata(root: Element) -> Metadata:
    """Read the head; must run before scripts are removed."""
    tags: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _text(meta.get("content"))
        if name and content:
            tags.setdefault(name.strip().lower(), content)
    title = root.find(".//head/title")
    if title is None:
        title = root.find(".//title")
    return Metadata(tags, _json_ld(root), clean_line(title.text or "") if title is not None else "")

"""WordPress: theme pages and the REST answer of one post (`/wp-json/wp/v2/posts/<id>`)."""

from __future__ import annotations

import html
import json
from typing import Any

from scrapers.parsing.base import Family, Reading, Version
from scrapers.parsing.cleanup import drop_noise
from scrapers.parsing.dates import Stamp, parse_date
from scrapers.parsing.dom import drop, parse_html, remove_scripts, select, text_of
from scrapers.parsing.errors import BrokenRecord, EmptyBody
from scrapers.parsing.flow import read_flow
from scrapers.parsing.outline import outline
from scrapers.parsing.page import Selectors, links_of
from scrapers.parsing.textual import clean_line, comparable
from scrapers.parsing.utc import in_utc

_EXCLUDE = (
    ".sharedaddy, .jp-relatedposts, .post-views, .yarpp-related, .wp-block-buttons",
    ".addtoany_share_save_container, .heateor_sss_sharing_container, .essb_links",
    ".ez-toc-container, #ez-toc-container, #toc_container, .lwptoc",
    ".rating, .kk-star-ratings, .kksr-stars, .post-tags, .tagcloud",
)
_THEME = Selectors(
    title=(
        "h1.entry-title",
        ".entry-title",
        "h1.post-title",
        "h1.wp-block-post-title",
        ".elementor-heading-title h1",
        "article h1",
    ),
    date=(
        "time.entry-date.published",
        "time.entry-date",
        "time.published",
        ".entry-date",
        ".posted-on",
        ".post-date",
        "time[datetime]",
    ),
    lead=(".entry-summary", ".entry-excerpt"),
    author=(".author.vcard", ".entry-author", ".byline .author", "[rel=author]"),
    body=(
        ".entry-content",
        ".wp-block-post-content",
        ".post-content",
        ".td-post-content",
        ".elementor-widget-theme-post-content",
        "article .content",
    ),
    exclude=_EXCLUDE,
)


def read_post(where: str, text: str) -> Reading:
    """Read the REST answer of one post (an object, or a list with one).

    Raises `BrokenRecord` where it is not one post, `EmptyBody` where its content is empty.
    """
    post = _one_post(where, text)
    title = _rendered(post, "title")
    body = parse_html(f"<div>{_raw(post, 'content')}</div>")
    remove_scripts(body)
    for selector in _EXCLUDE:
        for element in select(body, selector):
            drop(element)
    links = links_of([body], str(post.get("link") or where))
    drop_noise(body)
    lines = read_flow(body)
    found = outline(lines, title, _excerpt(post, text_of(body)))
    if not found.has_content():
        raise EmptyBody(where, "the post's content.rendered has no text")
    stamp = _stamp(post)
    return Reading(
        title=title,
        pieces=found.pieces,
        lead=found.lead,
        author=found.author or _author(post),
        publisher=found.publisher,
        stamp=stamp,
        date_source="selector" if stamp else None,
        links=links,
        parser="wordpress",
    )


def _one_post(where: str, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenRecord(where, f"not JSON ({error})") from error
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise BrokenRecord(where, f"a {type(value).__name__} instead of one post")
    if "content" not in value or "title" not in value:
        said = value.get("message") or f"keys {', '.join(sorted(value))[:80]}"
        raise BrokenRecord(where, f"no title and content in it: {said}")
    return value


def _raw(post: dict[str, Any], name: str) -> str:
    value = post.get(name)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else ""


def _rendered(post: dict[str, Any], name: str) -> str:
    raw = _raw(post, name)
    return clean_line(html.unescape(text_of(parse_html(f"<div>{raw}</div>")))) if raw.strip() else ""


def _excerpt(post: dict[str, Any], body: str) -> str | None:
    """The excerpt, if an editor wrote it: WordPress's own is a cut copy of the content."""
    text = _rendered(post, "excerpt")
    if not text or text.endswith(("[…]", "[...]", "…", "...")) or comparable(text) in comparable(body):
        return None
    return text


def _stamp(post: dict[str, Any]) -> Stamp | None:
    moment = post.get("date_gmt")
    if isinstance(moment, str) and (stamp := parse_date(in_utc(moment))):
        return stamp
    local = post.get("date")
    return parse_date(local) if isinstance(local, str) else None


def _author(post: dict[str, Any]) -> str | None:
    embedded = post.get("_embedded")
    authors = embedded.get("author") if isinstance(embedded, dict) else None
    if isinstance(authors, list) and authors and isinstance(authors[0], dict):
        return clean_line(str(authors[0].get("name") or "")) or None
    return None


FAMILY = Family(
    name="wordpress",
    versions=(Version(_THEME),),
    marks=("/wp-content/", "/wp-includes/", "/wp-json/", 'content="WordPress'),
    read_json=read_post,
)

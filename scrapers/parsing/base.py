"""The life cycle of a page, shared by all families: title, date, lead, author, body, links, or the named failure.

A family declares where things stand (`Family`, `Version`); it does not repeat this. The registry's selectors come
first, then those of the family's version, then what pages in general offer (`fallback`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from schemas.days import day_of
from scrapers.parsing import cleanup, fallback, roles
from scrapers.parsing.dates import Stamp
from scrapers.parsing.dom import Element, drop, text_of
from scrapers.parsing.errors import EmptyTable
from scrapers.parsing.failures import diagnose, empty_table, notice
from scrapers.parsing.flow import Line, read_flow
from scrapers.parsing.headline import find_title, page_title, says_a_title
from scrapers.parsing.outline import Outline, Piece, outline
from scrapers.parsing.page import Page, Selectors, as_tuple, links_of
from scrapers.parsing.publication import find_date
from scrapers.parsing.tables import has_data_rows
from scrapers.parsing.textual import clean_line, comparable, is_reprint, is_sentence

_MAX_LEAD = 1500
_DOUBTFUL = 600


@dataclasses.dataclass(frozen=True, slots=True)
class Version:
    """Where a family's parts stand, for captures made from `valid_from` to `valid_until` (open where None)."""

    selectors: Selectors
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None

    def valid_on(self, day: dt.date) -> bool:
        """Whether captures of that day may look like this."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Family:
    """A content management system and how its article pages are built.

    `marks` are pieces of raw HTML that only this family has. `prepare` may change the tree before reading, `own_title`
    finds a title that no selector reaches. `skip_meta` names head entries that lie in this family. `needs_table` makes
    a page without rows of data a failure. `read_json` reads a JSON answer (address, text) instead of a page.
    """

    name: str
    versions: tuple[Version, ...]
    marks: tuple[str, ...] = ()
    skip_meta: frozenset[str] = frozenset()
    prepare: Callable[[Page], None] | None = None
    own_title: Callable[[Page], str | None] | None = None
    needs_table: bool = False
    read_json: Callable[[str, str], Reading] | None = None

    def selectors_on(self, page: Page) -> Selectors:
        """Selectors of the version whose body is on the page: those valid on the day of capture first, then others.

        The dates of a redesign are known to the month at best, and a site may leave old articles in their old form, so
        another day's version is better than none. Without any match: the first that is valid on that day.
        """
        day = day_of(page.captured_at)
        in_order = sorted(self.versions, key=lambda version: not version.valid_on(day))
        for version in in_order:
            if next(page.select_any(version.selectors.body), None) is not None:
                return version.selectors
        return in_order[0].selectors


@dataclasses.dataclass(slots=True)
class Reading:
    """What a page says, before it is composed into a document."""

    title: str | None
    pieces: list[Piece]
    lead: str | None = None
    author: str | None = None
    publisher: str | None = None
    stamp: Stamp | None = None
    date_source: str | None = None
    links: tuple[str, ...] = ()
    parser: str = ""


def read_page(family: Family, page: Page, registry: Any = None) -> Reading:
    """Read one article page.

    `registry` has optional attributes title, date, lead, body, author (selectors) and exclude. Raises a named
    `ParseError` where the page holds no article.
    """
    if family.prepare:
        family.prepare(page)
    selectors = family.selectors_on(page).overridden_by(registry)
    chosen = as_tuple(getattr(registry, "body", None))
    body = find_body(page, selectors.body)
    title, title_element = find_title(page, selectors.title, body)
    if family.own_title and not as_tuple(getattr(registry, "title", None)):
        title = family.own_title(page) or title
    of_the_window = title_element is None and not page.metadata.title and title in (None, page_title(page))
    if of_the_window and says_a_title(page.expected_title):
        title = clean_line(page.expected_title or "")  # the browser window may say only the site's name
    dated = find_date(page, selectors.date, title_element, body, title, family.skip_meta)
    lead, lead_elements = _find_lead(page, selectors.lead, body, title)
    author, publisher = _find_author(page, selectors.author)
    attachments = list(page.select_any(selectors.attachments))
    cleanup.exclude(page, selectors.exclude, body)
    for element in lead_elements:
        drop(element)

    used, parser = body, family.name
    found = _outline(body, title, lead) if body is not None else Outline([])
    if not found.has_content() and (body is None or not (chosen or text_of(body))) and not family.needs_table:
        used = fallback.find_container(page, body)
        found = _outline(used, title, lead) if used is not None else fallback.extract(page, title, lead)
        parser = family.name if family.name == "generic" else f"{family.name}+generic"
        if body is not None and body is not used and found.has_content():
            parser = f"{family.name}+generic"
    _require_article(family, page, found, trusted=body is not None and dated is not None)
    return Reading(
        title=title,
        pieces=found.pieces,
        lead=found.lead,
        author=author or found.author or page.metadata.author,
        publisher=publisher or found.publisher,
        stamp=dated[0] if dated else None,
        date_source=dated[1] if dated else None,
        links=links_of([*([used] if used is not None else []), *attachments], page.url),
        parser=parser,
    )


def find_body(page: Page, selectors: tuple[str, ...]) -> Element | None:
    """The match with the most text of the first selector that has any text; an empty match if there is no other."""
    empty: Element | None = None
    for selector in selectors:
        matches = list(page.select_any((selector,)))
        sized = [(len(text_of(match)), match) for match in matches]
        if sized:
            size, largest = max(sized, key=lambda item: item[0])
            if size:
                return largest
            empty = largest if empty is None else empty
    return empty


def _outline(body: Element, title: str | None, lead: str | None) -> Outline:
    cleanup.drop_noise(body)
    return outline(_from_title(read_flow(body), title), title, lead)


def _from_title(lines: list[Line], title: str | None) -> list[Line]:
    """The lines from the title on, where the container is so wide that it holds the title and what stands above it."""
    folded = comparable(title or "")
    for place, line in enumerate(lines[: len(lines) // 2 + 1]):
        if is_reprint(line.text, folded):
            return lines[place + 1 :]
    return lines


def _find_lead(
    page: Page, selectors: tuple[str, ...], body: Element | None, title: str | None
) -> tuple[str | None, list[Element]]:
    """The lead and the elements to take out of the body, so that it does not stand there again."""
    around = {body, *body.iterancestors()} if body is not None else set()
    for selector in selectors:
        matches = [m for m in page.select_any((selector,)) if text_of(m) and m not in around]
        matches = [m for m in matches if not any(parent in matches for parent in m.iterancestors())]
        if not matches:
            continue
        chosen = [_whole_paragraph(m) for m in (matches if len(matches) <= 3 else matches[:1])]
        wholes = [element for element in chosen if element is not None]
        text = " ".join(dict.fromkeys(text_of(element) for element in wholes))
        if wholes and 0 < len(text) <= _MAX_LEAD and comparable(text) != comparable(title or ""):
            return text, wholes
    return None, []


def _whole_paragraph(element: Element) -> Element | None:
    """An inline match counts only when it is all of its paragraph: a bold beginning is no lead."""
    if element.tag not in ("strong", "b", "em", "i", "span"):
        return element
    parent = element.getparent()
    while parent is not None and parent.tag in ("strong", "b", "em", "i", "span"):
        parent = parent.getparent()
    if parent is not None and parent.tag in ("p", "div", "h2", "h3") and text_of(parent) == text_of(element):
        return parent if parent.tag != "div" else element
    return None


def _find_author(page: Page, selectors: tuple[str, ...]) -> tuple[str | None, str | None]:
    author: str | None = None
    publisher: str | None = None
    for element in page.select_any(selectors):
        text = text_of(element)
        said = roles.publisher(text)
        if said:
            publisher = publisher or said[0]
            author = author or said[1]
        elif roles.credit(text):
            author = author or roles.credit(text)
        elif author is None and (roles.is_name(text) or _short_name(element, text)):
            author = text
        if author and publisher:
            break
    return author, publisher


def _short_name(element: Element, text: str) -> bool:
    """Text of an element that is named after authors (not just the last paragraph)."""
    names = f"{element.get('class') or ''} {element.get('data-role') or ''} {element.get('rel') or ''}".lower()
    named = any(word in names for word in ("author", "tac-gia", "tacgia"))
    return named and 2 <= len(text) <= 80 and not is_sentence(text) and not any(char.isdigit() for char in text)


def _require_article(family: Family, page: Page, found: Outline, *, trusted: bool) -> None:
    """Raise the failure that the page stands for, if it holds no article (or a table page no table)."""
    where, scripts, head = page.where, page.scripts, page.metadata.page_title
    if family.needs_table and not any(has_data_rows(piece.table) for piece in found.pieces):
        stated = notice(where, page.root, head, scripts)
        raise stated or empty_table(where, page.root) or EmptyTable(where, "no table of data on the page")
    if not found.has_content():
        raise diagnose(where, page.root, head, scripts, had_password=page.had_password)
    size = sum(len(piece.text) for piece in found.pieces if piece.kind != "furniture")
    if trusted or page.metadata.article or size >= _DOUBTFUL or family.needs_table:
        return
    stated = notice(where, page.root, head, scripts)
    if stated is not None:
        raise stated
    if page.had_password and size < _DOUBTFUL // 2:
        raise diagnose(where, page.root, head, scripts, had_password=True)

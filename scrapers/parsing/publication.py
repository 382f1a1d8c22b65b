"""When a page was published, and where that was read.

Order: the family's own place, a label (`Ngày đăng: …`), a line beside the title that is nothing but a date, the head of
the page, the listing, the address. Never the first date of the page: that is often the day of the visit.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from schemas.days import day_of
from scrapers.parsing.dates import Stamp, date_only, labelled_date, parse_date
from scrapers.parsing.dom import Element, in_chrome, place_of, text_of
from scrapers.parsing.flow import Line, read_flow
from scrapers.parsing.page import Page
from scrapers.parsing.textual import clean_line, comparable, is_reprint

Dated = tuple[Stamp, str]
_URL_DAY = re.compile(r"/(20\d{2})[-/](\d{1,2})[-/](\d{1,2})(?=[/_-]|$)")
_DATE_TEXT = 250
_NEAR = 6
_MAX_CANDIDATES = 20


def latest_publication(captured_at: dt.datetime) -> dt.date:
    """The last day on which what was captured then can have been published; one more for clocks of other places."""
    return day_of(captured_at) + dt.timedelta(days=1)


def find_date(
    page: Page,
    selectors: Sequence[str],
    title_element: Element | None,
    body: Element | None,
    title: str | None,
    skip_meta: frozenset[str] = frozenset(),
) -> Dated | None:
    """The publication date and where it stood: `selector`, `label`, `near_title`, `json_ld`, `meta` or `url`."""
    latest = latest_publication(page.captured_at)
    own = _selected(page, selectors, title_element, body, latest)
    if own:
        return own, "selector"
    lines = [line for line in read_flow(page.root) if line.role != "table"]
    beside = _around_title(lines, title, latest, day_of(page.captured_at))
    if beside:
        return beside
    stated = page.metadata.published(skip_meta)
    if stated and stated[0].on <= latest:
        return stated
    return from_address(page.url)


def from_address(url: str) -> Dated | None:
    """A whole date in the path (`/2024-5-26/`)."""
    match = _URL_DAY.search(url)
    if not match:
        return None
    try:
        return Stamp(dt.date(int(match[1]), int(match[2]), int(match[3]))), "url"
    except ValueError:
        return None


def _stamp_of(element: Element) -> Stamp | None:
    """The date of an element: its machine-readable attribute where that has a time, else its text.

    A `title` attribute is not asked: some sites write US dates there.
    """
    machine = element.get("datetime") or element.get("content") or element.get("data-datetime")
    from_machine = parse_date(machine) if machine and re.match(r"\s*\d{4}-\d{2}-\d{2}", machine) else None
    if from_machine and from_machine.at and element.get("data-datetime"):
        return from_machine  # CKAN writes the text into the page's language and zone only in the browser
    text = text_of(element)
    printed = (labelled_date(text) or parse_date(text)) if len(text) <= _DATE_TEXT else None
    if printed and (printed.at or from_machine is None):
        return printed
    return from_machine or printed


def _selected(
    page: Page, selectors: Sequence[str], title: Element | None, body: Element | None, latest: dt.date
) -> Stamp | None:
    """The best match: between title and body, then close before the title, then anywhere but in menus."""
    candidates: list[tuple[Element, Stamp]] = []
    for element in page.select_any(selectors):
        stamp = _stamp_of(element)
        if stamp and stamp.on <= latest:
            candidates.append((element, stamp))
        if len(candidates) >= _MAX_CANDIDATES:
            break
    if len(candidates) <= 1 or (title is None and body is None):
        calm = [stamp for element, stamp in candidates if not in_chrome(element, body, title)]
        return calm[0] if calm else None
    start = place_of(title) if title is not None else 0
    end = place_of(body) if body is not None else 0
    end = end if end > start else start + 200
    ranked = sorted(
        enumerate(candidates),
        key=lambda item: (
            in_chrome(item[1][0], body, title),
            not start < place_of(item[1][0]) < end,
            not _related(item[1][0], title, body),
            item[0],
        ),
    )
    best = ranked[0][1]
    return None if in_chrome(best[0], body, title) else best[1]


def _related(element: Element, title: Element | None, body: Element | None) -> bool:
    """Whether an element shares a close ancestor with the title or the body."""
    for anchor in (title, body):
        node = anchor
        for _ in range(3):
            if node is None or node.tag == "body":
                break
            if any(parent is node for parent in element.iterancestors()):
                return True
            node = node.getparent()
    return False


def _around_title(lines: Sequence[Line], title: str | None, latest: dt.date, today: dt.date) -> Dated | None:
    """A labelled date near the title, else a line beside it that is nothing but a date; else a label further on."""
    folded = comparable(title or "")
    places = [place for place, line in enumerate(lines) if is_reprint(line.text, folded)]
    for place in places:
        near = [*lines[place + 1 : place + 1 + _NEAR], *reversed(lines[max(0, place - 3) : place])]
        for line in near:
            stamp = labelled_date(clean_line(line.text)) if len(line.text) <= _DATE_TEXT else None
            if stamp and stamp.on <= latest:
                return stamp, "label"
    for place in places:
        for line in lines[place + 1 : place + 1 + _NEAR]:
            stamp = date_only(line.text)
            if stamp and stamp.on <= latest:
                return stamp, "near_title"
        for line in reversed(lines[max(0, place - 2) : place]):
            stamp = date_only(line.text)
            if stamp and stamp.on < today:
                return stamp, "near_title"
    start = places[-1] if places else 0
    for line in lines[start:]:
        stamp = labelled_date(line.text) if len(line.text) <= 100 else None
        if stamp and stamp.on <= latest:
            return stamp, "label"
    return None

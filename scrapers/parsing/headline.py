"""The title of a page.

The first `h1` is often the name of the site or of a category: the container's own title counts first, then the heading
that the head of the page confirms, then the head itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.parsing.dom import Element, in_chrome, text_of
from scrapers.parsing.page import Page
from scrapers.parsing.textual import clean_line, comparable, is_reprint

_SITE_PART = re.compile(
    r"\b(?:báo|cổng|trang|sở|ubnd|uỷ ban|ủy ban|portal|tạp chí|đài|bộ|trung tâm|tin tức|chi tiết|home)\b|\.\w{2,4}\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s+[|»–—-]\s+|\s+::\s+")
_INVITATION = re.compile(r"(?:xem|đọc|chi tiết|read|more|tại đây)\b")
_TITLE_WORDS = 4
_MAX_TITLE = 400
_MAX_CANDIDATES = 20


def find_title(page: Page, selectors: Sequence[str], body: Element | None) -> tuple[str | None, Element | None]:
    """The title and the element it stands in (None where it comes from the head)."""
    own = _by_selector(page, selectors, body)
    if own is None and says_a_title(page.expected_title):
        own = _as_listed(page)
    if own is not None:
        return text_of(own), own
    confirmed = _confirmed_heading(page)
    if confirmed is not None:
        return text_of(confirmed), confirmed
    near = _heading_near(page, body)
    declared = page.metadata.title and _without_site(page.metadata.title, page.metadata.site_name)
    if declared and not _is_site(declared, page):
        return declared, None
    if near is not None:
        return text_of(near), near
    return page_title(page), None


def page_title(page: Page) -> str | None:
    """The title of the browser window without the site's name."""
    return _without_site(page.metadata.page_title, page.metadata.site_name) or None


def says_a_title(listed: str | None) -> bool:
    """Whether the text of a listing's link can be the title: a few words that are no invitation to read on."""
    words = comparable(listed or "").split()
    return len(words) >= _TITLE_WORDS and not _INVITATION.match(" ".join(words))


def _by_selector(page: Page, selectors: Sequence[str], body: Element | None) -> Element | None:
    """The match that the head of the page confirms, else the first one outside menus, selector by selector."""
    stated = [
        comparable(page.metadata.title),
        comparable(page.metadata.page_title),
        comparable(page.expected_title or ""),
    ]
    for selector in selectors:
        found = [e for e in page.select(selector)[:_MAX_CANDIDATES] if _can_be_title(text_of(e), page)]
        calm = [element for element in found if not in_chrome(element, body)] or found
        for element in calm if len(calm) > 1 else []:
            folded = comparable(text_of(element))
            if len(folded) > 11 and any(folded in text for text in stated):
                return element
        if calm:
            return calm[0]
    return None


def _as_listed(page: Page) -> Element | None:
    """The element that says what the listing called the article (links apart: they lead elsewhere)."""
    wanted = comparable(page.expected_title or "")
    for element in page.root.iter("h1", "h2", "h3", "h4", "h5", "p", "div", "span", "strong", "b"):
        if is_reprint(element.text or "", wanted) and not in_chrome(element):
            return element
    return None


def _can_be_title(text: str, page: Page) -> bool:
    return 0 < len(text) <= _MAX_TITLE and not _is_site(text, page)


def _is_site(text: str, page: Page) -> bool:
    return is_reprint(text, comparable(page.metadata.site_name))


def _confirmed_heading(page: Page) -> Element | None:
    """The longest heading that the head of the page repeats."""
    stated = [comparable(page.metadata.title), comparable(page.metadata.page_title)]
    best: Element | None = None
    length = 11
    for element in page.select("h1, h2, .title, .article-title, .entry-title"):
        folded = comparable(text_of(element)) if len(text_of(element)) <= _MAX_TITLE else ""
        if len(folded) > length and any(folded in text for text in stated) and not _is_site(text_of(element), page):
            best, length = element, len(folded)
    return best


def _heading_near(page: Page, body: Element | None) -> Element | None:
    """A heading inside the body or, going outwards, the last one before it; else the first outside menus."""
    node = body
    for _ in range(4):
        if node is None:
            break
        for element in node.iter("h1"):
            if text_of(element):
                return element
        node = node.getparent()
    for element in page.select("h1, h2"):
        if text_of(element) and not in_chrome(element, body):
            return element
    return None


def _without_site(text: str, site: str) -> str:
    """A head title without the site's name at its end or beginning."""
    text = clean_line(text)
    parts = _GAP.split(text)
    if len(parts) < 2:
        return text
    gaps = _GAP.findall(text)
    last, first = parts[-1], parts[0]
    if (site and comparable(last) == comparable(site)) or (
        len(last) <= 70 and _SITE_PART.search(last) and len(text) - len(last) >= 15
    ):
        return text[: -len(last) - len(gaps[-1])].strip()
    if site and comparable(first) == comparable(site):
        return text[len(first) + len(gaps[0]) :].strip()
    return text

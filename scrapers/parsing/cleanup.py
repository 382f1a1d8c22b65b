"""Parts of a body that are not the article: what the family excludes, and boxes that say so by name."""

from __future__ import annotations

import re

from scrapers.parsing.dom import Element, drop, names_of, text_of
from scrapers.parsing.page import Page

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:relat(?:ed?|es)\w*|tin-?lien-?quan|tinlienquan\w*|read-?more|social\w*|share\w*|sharing|addthis\w*|fb-like|comments?"
    r"|rating|breadcrumbs?|advert\w*|ads|banner|newsletter|author-?box|post-?tags|tags|entry-?footer|post-?navigation|tool-?bar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"(?:^|[\s_-])(?:related\w*|relates|tin-?lien-?quan|tinlienquan\w*|comments?|breadcrumbs?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BUTTON_TEXT = 120


def exclude(page: Page, selectors: tuple[str, ...], body: Element | None) -> None:
    """Drop every match, unless it is or holds the body."""
    around = {body, *body.iterancestors()} if body is not None else set()
    for selector in selectors:
        for element in page.select(selector):
            if element not in around:
                drop(element)


def drop_noise(body: Element) -> None:
    """Drop boxes whose name says that they are not the article, if they are mostly links or hardly any text."""
    noisy = [element for element in body.iterdescendants() if _NOISE.search(names_of(element))]
    whole = max(len(text_of(body)), 1) if noisy else 1
    for element in noisy:
        if element.getparent() is None:
            continue
        size = len(text_of(element))
        linked = sum(len(text_of(link)) for link in element.iter("a"))
        small = size <= _BUTTON_TEXT and size * 2 < whole and not element.tag.startswith(("p", "h", "t"))
        if (size and linked * 2 >= size) or small or (_STRONG.search(names_of(element)) and size * 3 < whole):
            drop(element)

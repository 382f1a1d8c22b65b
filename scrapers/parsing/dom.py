"""The HTML tree: parsing, CSS selection, clean-up. A thin layer over lxml, so that no other module compiles selectors.

lxml is used directly: on the large pages of portals (1.9 million characters were seen) it is several times faster than
a soup on top of it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias, cast

from cssselect import HTMLTranslator, SelectorError
from lxml import etree, html

from scrapers.parsing.errors import InvalidSelector
from scrapers.parsing.textual import clean_line

Element: TypeAlias = etree._Element  # noqa: SLF001 - the only name that lxml has for the type of its elements

_SCRIPTS = ("script", "style", "noscript", "template", "svg")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CHROME_TAGS = frozenset({"header", "footer", "nav", "aside"})
_CHROME_NAME = re.compile(
    r"(?:^|\s)(?:(?:site|page|main|top|global)[-_]?(?:header|footer|bar|menu|nav)|(?:header|footer|nav|navbar|menu|sidebar)"
    r"(?:[-_](?:top|main|bottom|wrap\w*|container|inner|area|menu|right|left))?|breadcrumbs?|popup|modal|(?:header|footer|nav|menu|sidebar)__[\w-]+)(?:$|\s)"
    r"|(?:^|[\s_-])(?:related\w*|tin-?lien-?quan|other-?news|tin-?khac|similar\w*|box-?category|sidebar)(?:$|[\s_-])",
    re.IGNORECASE,
)


def parse_html(text: str) -> Element:
    """The root of a page; fragments get a root of their own."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    root: Element = html.document_fromstring(text.encode("utf-8", "replace") or b"<html></html>", parser=parser)
    return root


@functools.lru_cache(maxsize=2048)
def _compiled(selector: str) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(selector))


def compile_selector(selector: str, where: str) -> etree.XPath:
    """The compiled selector; raises `InvalidSelector` naming it."""
    try:
        return _compiled(selector)
    except (SelectorError, etree.XPathSyntaxError) as error:
        raise InvalidSelector(where, f"{selector!r}: {error}") from error


_NEEDED = re.compile(r"[.#]([A-Za-z_][\w-]*)")
_NEEDED_DATA = re.compile(r"\[(data-[\w-]+)")
_BRACKETS = re.compile(r"""\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]""")
_NEGATED = re.compile(r":not\([^()]*(?:\([^()]*\)[^()]*)*\)")


class _Alternative(NamedTuple):
    """A comma-separated part of a selector, with the class and id names and the `data-` attributes that it needs."""

    selector: str
    names: frozenset[str]
    data: tuple[str, ...]


@functools.lru_cache(maxsize=2048)
def _alternatives(selector: str) -> tuple[_Alternative, ...]:
    parts, depth, start = [], 0, 0
    for place, char in enumerate(selector):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            parts.append(selector[start:place])
            start = place + 1
    parts.append(selector[start:])
    return tuple(_alternative(part.strip()) for part in parts)


def _alternative(part: str) -> _Alternative:
    asked = _NEGATED.sub("", part)
    names = frozenset(_NEEDED.findall(_BRACKETS.sub("", asked)))  # `[href$=".pdf"]` is no class
    return _Alternative(part, names, tuple(_NEEDED_DATA.findall(asked)))


_ATTRIBUTES_WITH_NAMES = etree.XPath("//@class | //@id", smart_strings=False)


def all_names(root: Element) -> frozenset[str]:
    """Every class and id of a page."""
    written = cast(list[str], _ATTRIBUTES_WITH_NAMES(root))
    return frozenset(" ".join(written).split())


def possible(selector: str, names: frozenset[str], html_text: str) -> str:
    """The part of a selector that can match at all, for `all_names` of a page and its HTML: what it needs stands there.

    Most selectors of most families match nothing on a given page; this is many times faster than asking the tree.
    """
    kept = [
        part.selector
        for part in _alternatives(selector)
        if part.names <= names and all(name in html_text for name in part.data)
    ]
    return ", ".join(kept)


def select(root: Element, selector: str, where: str = "selector") -> list[Element]:
    """All matches in document order."""
    return cast(list[Element], compile_selector(selector, where)(root))


def has_password(root: Element) -> bool:
    """Whether a page asks for a password."""
    return any((field.get("type") or "").lower() == "password" for field in root.iter("input"))


def drop(element: Element) -> None:
    """Remove an element and what it holds, but keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    parent.remove(element)


def remove_all(root: Element, *tags: str) -> None:
    """Remove every element of these names below the root, but keep the text that follows each.

    In one pass: `drop` copies the text before an element, which a page of countless elements makes endless.
    """
    etree.strip_elements(root, *tags, with_tail=False)


def strings_of(element: Element) -> Iterator[str]:
    """Its pieces of text in reading order, without its tail."""
    return cast(Iterator[str], element.itertext())


def text_of(element: Element) -> str:
    """Its text on one line, inline nodes joined with nothing."""
    return clean_line("".join(strings_of(element)))


def attribute(element: Element, name: str) -> str:
    """An attribute as cleaned text; empty where it is missing."""
    return clean_line(element.get(name) or "")


def names_of(element: Element) -> str:
    """Class and id, for rules that look at names."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def is_hidden(element: Element) -> bool:
    """Hidden by attribute or inline style."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def in_chrome(element: Element, body: Element | None = None, title: Element | None = None) -> bool:
    """Whether it stands in the page's header, menu, side bar or footer (an article's own header is none).

    What holds the `body` of the article as well is none of these, whatever its name: on VnExpress it is `sidebar-1`.
    Nor is a `header` without a menu that holds the article's `title`.
    """
    around = set(body.iterancestors()) if body is not None else set()
    if title is not None:
        around |= {node for node in title.iterancestors("header") if node.find(".//nav") is None}
    node: Element | None = element
    inside_article = False
    while node is not None and node.tag != "body" and node not in around:
        if node.tag in ("article", "main"):
            inside_article = True
        if node is not element or node.tag in _CHROME_TAGS:
            if node.tag in _CHROME_TAGS and not (node.tag == "header" and (inside_article or _within_article(node))):
                return True
            if node.tag not in ("article", "main", "form") and _CHROME_NAME.search(names_of(node)):
                return True
        node = node.getparent()
    return False


def _within_article(element: Element) -> bool:
    return any(parent.tag in ("article", "main") for parent in element.iterancestors())


def remove_scripts(root: Element) -> None:
    """Drop what is never text: scripts, styles, hidden inputs and the like. Read JSON-LD before."""
    remove_all(root, *_SCRIPTS, "input", "select", "textarea")
    for element in root.iter("astro-island"):
        element.attrib.pop("props", "")


_PLACE = etree.XPath("count(preceding::*) + count(ancestor::*)")


def place_of(element: Element) -> int:
    """Place of an element in the document, for 'comes before' questions."""
    return int(cast(float, _PLACE(element)))

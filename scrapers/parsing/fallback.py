"""Pages without a known container: common containers of articles, the densest block, then `trafilatura`.

`htmldate` is not used: it invents the first of January of a year that stands in a title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from scrapers.parsing.dom import Element, in_chrome, parse_html, text_of
from scrapers.parsing.flow import BLOCKS, Line, read_flow
from scrapers.parsing.outline import Outline, outline
from scrapers.parsing.page import Page
from scrapers.parsing.textual import clean_line, is_sentence

CONTAINERS = (
    "[itemprop=articleBody]",
    ".entry-content",
    "#content-detail, .content-detail, .detail-content, .detail__content, .detail-content-body",
    ".article-content, .article__body, .article-body, .article-detail-content, #article-content, .articletext",
    ".ArticleContent, .post-content, .post-body, .news-content, .news-detail-content, .singular-content, .content-news",
    ".fck_detail, .fck, .content-fck, #newscontents, #contentNews, .noi-dung, .noidung, #noidung, .noi-dung-trang",
    "#maincontent, .maincontent, #main-content article, main article, article",
    ".journal-content-article, .ms-rtestate-field, #news-bodyhtml, #article_text",
)
_ENOUGH = 200
_LINE = 40
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "td", "dd"})
_TEXTS = etree.XPath("//text()[not(ancestor::a)]")
_TAGS = {
    "head": "h2",
    "row": "tr",
    "cell": "td",
    "list": "ul",
    "item": "li",
    "hi": "b",
    "lb": "br",
    "quote": "blockquote",
}


def find_container(page: Page, empty: Element | None) -> Element | None:
    """A container of paragraphs that many sites use; None where there is none with enough text."""
    for selector in CONTAINERS:
        matches = [match for match in page.select(selector) if match is not empty and not in_chrome(match)]
        sized = [(_paragraph_text(match), match) for match in matches]
        if sized:
            size, best = max(sized, key=lambda item: item[0])
            if size >= _ENOUGH:
                return best
    return _densest(page)


def _paragraph_text(element: Element) -> int:
    """Characters that are not links."""
    return len(text_of(element)) - sum(len(text_of(link)) for link in element.iter("a"))


def _densest(page: Page) -> Element | None:
    """The smallest element around the densest text that holds most of the page's running text; None where none does.

    Running text is what stands in paragraphs or directly in a block (office paste has `<br>` and no paragraphs),
    outside links, menus and side bars.
    """
    weights: dict[Element, int] = {}
    total = 0
    for block, size in _running_text(page.root):
        owner = block.getparent() if block.tag in _PARAGRAPHS else block
        if owner is None or in_chrome(owner):
            continue
        weights[owner] = weights.get(owner, 0) + size
        total += size
    if not weights:
        return None
    best = max(weights, key=lambda element: weights[element])
    while best.tag != "body" and 2 * sum(weights.get(element, 0) for element in best.iter()) < total:
        parent = best.getparent()
        if parent is None:
            return None
        best = parent
    held = sum(weights.get(element, 0) for element in best.iter())
    return best if held >= _ENOUGH and best.tag not in ("body", "html") else None


def _running_text(root: Element) -> Iterator[tuple[Element, int]]:
    """Blocks and the characters that stand directly in them, links apart; short ones are labels and left out."""
    sizes: dict[Element, int] = {}
    for said in cast(list[etree._ElementUnicodeResult], _TEXTS(root)):  # noqa: SLF001 - the only name of that type
        size = len(said.strip())
        block = said.getparent()
        if said.is_tail and block is not None:
            block = block.getparent()
        while size and block is not None and block.tag not in BLOCKS:
            block = block.getparent()
        if size and block is not None:
            sizes[block] = sizes.get(block, 0) + size
    return ((block, size) for block, size in sizes.items() if size >= _LINE)


def extract(page: Page, title: str | None, lead: str | None) -> Outline:
    """JSON-LD's article text if it has paragraphs, else what `trafilatura` finds; empty where neither finds text."""
    stated = page.metadata.body
    if stated.count("\n") >= 2 and len(stated) >= _ENOUGH:
        return outline([Line(text) for text in map(clean_line, stated.splitlines()) if text], title, lead)
    import trafilatura  # noqa: PLC0415 - half a second to import, and needed only for pages of no known shape

    xml = trafilatura.extract(page.html, output_format="xml", include_tables=True, include_comments=False, fast=True)
    if xml:
        found = _from_trafilatura(xml, title, lead)
        if any(piece.table or (len(piece.text) >= _LINE and is_sentence(piece.text)) for piece in found.pieces):
            return found  # anything else is the menu of a page whose text arrives by script
    if stated:
        return outline([Line(clean_line(stated))], title, lead)
    return Outline([])


def _from_trafilatura(xml: str, title: str | None, lead: str | None) -> Outline:
    """Its small XML vocabulary, spelled as HTML and read by the same flow as any page."""
    tree = etree.fromstring(xml.encode("utf-8"), etree.XMLParser(huge_tree=True, recover=True, resolve_entities=False))
    main = tree.find(".//main")
    if main is None:
        return Outline([])
    for element in main.iter():
        if isinstance(element.tag, str):
            element.tag = _TAGS.get(element.tag, element.tag)
    body = parse_html(etree.tostring(main, encoding="unicode", method="html"))
    return outline(read_flow(body), title, lead)

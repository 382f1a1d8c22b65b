"""An element of a page to a list of lines, each with what is needed to tell its role.

Text breaks only at block elements and `<br>`; inline nodes are joined with nothing, so that no word or number is split.
One pass over the tree, without recursion: office paste nests hundreds of `span`s.
"""

from __future__ import annotations

import dataclasses
import functools
import re

from lxml import etree

from scrapers.parsing.dom import Element, attribute, is_hidden, names_of, text_of
from scrapers.parsing.tables import Table, is_data_table, read_table
from scrapers.parsing.textual import clean_line

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "zone",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "input",
        "button",
        "select",
        "textarea",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "map",
        "nav",
        "head",
        "option",
        "datalist",
        "progress",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"}) | _HEADINGS
_ITALIC = frozenset({"i", "em"})
_CAPTION_NAME = re.compile(r"caption|(?:image|img|photo|pic)[_-]?(?:desc|note|title|info)|chu-?thich", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)


@dataclasses.dataclass(slots=True)
class Line:
    """One line of text, or one table, or the alternative text of an image (`role` says which)."""

    text: str
    role: str = "text"
    """text, heading, caption, alt, table or table_title"""
    bold: float = 0.0
    """Share of its characters that are bold; likewise italic and linked."""
    italic: float = 0.0
    linked: float = 0.0
    centered: bool = False
    right: bool = False
    after_image: bool = False
    table: Table = ()


@dataclasses.dataclass(slots=True)
class _Depth:
    heading: int = 0
    caption: int = 0
    bold: int = 0
    italic: int = 0
    link: int = 0
    centered: int = 0
    right: int = 0
    figure: int = 0


class _Flow:
    """Collects text until a block ends."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.depth = _Depth()
        self._parts: list[str] = []
        self._counts = [0, 0, 0, 0]
        self._marks: dict[Element, tuple[str, ...]] = {}
        self._image = False

    def add(self, text: str | None) -> None:
        if not text:
            return
        self._parts.append(text)
        size = len(text) - text.count(" ") - text.count("\n")
        self._counts[0] += size
        self._counts[1] += size if self.depth.bold else 0
        self._counts[2] += size if self.depth.italic else 0
        self._counts[3] += size if self.depth.link else 0

    def flush(self) -> None:
        if not self._parts:
            return
        text = clean_line("".join(self._parts))
        total, bold, italic, linked = self._counts
        self._parts, self._counts = [], [0, 0, 0, 0]
        if not text:
            return
        role = "caption" if self.depth.caption else "heading" if self.depth.heading else "text"
        self.lines.append(
            Line(
                text,
                role,
                bold / total if total else 0.0,
                italic / total if total else 0.0,
                linked / total if total else 0.0,
                self.depth.centered > 0,
                self.depth.right > 0,
                self._image,
            )
        )
        self._image = False

    def image(self, element: Element) -> None:
        alt = attribute(element, "alt")
        if alt:
            self.lines.append(Line(alt, "alt"))
        self._image = True

    def enter(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
        marks = _marks(element)
        if marks:
            self._marks[element] = marks
            for mark in marks:
                setattr(self.depth, mark, getattr(self.depth, mark) + 1)
        self.add(element.text)

    def leave(self, element: Element) -> None:
        if element.tag in BLOCKS:
            self.flush()
        for mark in self._marks.pop(element, ()):
            setattr(self.depth, mark, getattr(self.depth, mark) - 1)


def _marks(element: Element) -> tuple[str, ...]:
    """The kinds of surroundings that an element opens, by its tag and by its attributes."""
    of_tag = _marks_of(element.tag)
    return (*of_tag, *_marks_of_attributes(element)) if element.keys() else of_tag  # most elements have none


@functools.cache
def _marks_of(tag: str) -> tuple[str, ...]:
    marks: list[str] = []
    if tag in _HEADINGS:
        marks.append("heading")
    if tag in _BOLD:
        marks.append("bold")
    if tag in _ITALIC:
        marks.append("italic")
    if tag == "a":
        marks.append("link")
    if tag == "figcaption":
        marks.append("caption")
    if tag == "center":
        marks.append("centered")
    return tuple(marks)


def _marks_of_attributes(element: Element) -> list[str]:
    marks: list[str] = []
    style = element.get("style") or ""
    if style and _BOLD_STYLE.search(style):
        marks.append("bold")
    if style and _ITALIC_STYLE.search(style):
        marks.append("italic")
    if element.tag not in ("body", "article", "main") and _CAPTION_NAME.search(names_of(element)):
        marks.append("caption")
    align = (element.get("align") or "").lower()
    if align == "center" or (style and _CENTERED.search(style)):
        marks.append("centered")
    if align == "right" or (style and _RIGHT.search(style)) or "text-right" in (element.get("class") or ""):
        marks.append("right")
    return marks


def _image_table(table: Element) -> bool:
    """A table that only frames a picture and its caption."""
    if table.find(".//img") is None or table.find(".//table") is not None:
        return False
    texts = [text for text in (text_of(cell) for cell in table.iter("td", "th")) if text]
    return len(texts) <= 2 and sum(map(len, texts)) < 600


def read_flow(container: Element) -> list[Line]:
    """The lines of an element in reading order; hidden parts, menus and scripts are left out."""
    flow = _Flow()
    walker = etree.iterwalk(container, events=("start", "end"))
    skipped: set[Element] = set()
    for event, element in walker:
        if event == "start":
            if element is not container and (element.tag in _SKIPPED or is_hidden(element)):
                skipped.add(element)
                walker.skip_subtree()
            elif element.tag == "table" and is_data_table(element):
                _table(flow, element)
                skipped.add(element)
                walker.skip_subtree()
            elif element.tag == "table" and _image_table(element):
                flow.enter(element)
                flow.depth.caption += 1
            elif element.tag == "img":
                flow.image(element)
            else:
                flow.enter(element)
        else:
            _end(flow, element, skipped)
            if element is not container:
                flow.add(element.tail)
    flow.flush()
    return flow.lines


def _end(flow: _Flow, element: Element, skipped: set[Element]) -> None:
    if element in skipped:
        skipped.discard(element)
        if element.tag in BLOCKS:
            flow.flush()
    elif element.tag == "table" and _image_table(element):
        flow.leave(element)
        flow.depth.caption -= 1
    elif element.tag != "img":
        flow.leave(element)


def _table(flow: _Flow, element: Element) -> None:
    flow.flush()
    for caption in element.iterchildren("caption"):
        title = text_of(caption)
        if title:
            flow.lines.append(Line(title, "table_title"))
    cells = read_table(element)
    if cells:
        flow.lines.append(Line("", "table", table=cells))

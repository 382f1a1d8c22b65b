"""The lines of an article to blocks with roles: what depends on neighbours and on the place in the text.

Input is what `flow` (or a text file) gives; output are pieces without positions, which `compose` places.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from schemas.records import BlockKind
from scrapers.parsing import roles
from scrapers.parsing.flow import Line
from scrapers.parsing.tables import Table
from scrapers.parsing.textual import comparable, is_sentence

_LONG, _CLOSED = 120, 60
_ALT_WORDS = 5
_REPEAT = 80


@dataclasses.dataclass(slots=True)
class Piece:
    """A block before it has a place."""

    kind: BlockKind
    text: str
    table: Table = ()


@dataclasses.dataclass(slots=True)
class Outline:
    """What the lines of an article say, part by part."""

    pieces: list[Piece]
    lead: str | None = None
    author: str | None = None
    publisher: str | None = None
    lead_in_body: bool = False
    """The lead was the first paragraph of the body, not a part of its own."""

    def has_content(self) -> bool:
        """Whether there is a paragraph or a table."""
        return self.lead_in_body or any(piece.kind in ("paragraph", "table") for piece in self.pieces)


def outline(lines: Sequence[Line], title: str | None, lead: str | None) -> Outline:
    """Blocks of an article. Repeats of the title and the lead and second copies of captions are left out."""
    pieces = [_piece(line) for line in _without_repeats(lines, title, lead)]
    result = Outline(pieces, lead)
    if lead is None:
        result.lead = _take_lead(result.pieces, lines)
        result.lead_in_body = result.lead is not None
    _close_tail(result)
    _related_lists(result.pieces)
    return result


def _without_repeats(lines: Sequence[Line], title: str | None, lead: str | None) -> list[Line]:
    title_folded, lead_folded = comparable(title or ""), comparable(lead or "")
    compared = [comparable(line.text) for line in lines]  # once each: this is most of what lines cost
    are_captions = [_is_caption(line) for line in lines]
    captions = [_caption_key(line) for line, is_caption in zip(lines, are_captions, strict=True) if is_caption]
    texts = {folded for line, folded in zip(lines, compared, strict=True) if line.role not in ("alt", "table")}
    kept: list[Line] = []
    before = ""
    seen: set[str] = set()
    place = 0
    for line, folded, is_caption in zip(lines, compared, are_captions, strict=True):
        if line.role == "table":
            kept.append(line)
            before = folded
            place += 1
            continue
        if line.role == "alt" and not _alt_counts(line.text, folded, title_folded, lead_folded, captions, texts):
            continue
        if place < 4 and folded and folded in (title_folded, lead_folded):
            continue
        if kept and folded and kept[-1].role == line.role and before == folded:
            continue  # a question that stands twice, for the eye and for the search engine
        is_of_image = is_caption or line.role == "alt"
        key = _caption_key(line) if is_of_image else folded
        if key in seen and (is_of_image or len(folded) >= _REPEAT):
            continue
        seen.add(key)
        kept.append(line)
        before = folded
        place += line.role != "alt"
    return kept


def _caption_key(line: Line) -> str:
    return roles.without_credit(line.text) or comparable(line.text)


def _alt_counts(text: str, folded: str, title: str, lead: str, captions: list[str], texts: set[str]) -> bool:
    """Alternative text is worth keeping when it is a sentence of its own and stands nowhere else."""
    if len(folded.split()) < _ALT_WORDS or "_" in text or text.lower().endswith((".jpg", ".png", ".jpeg", ".webp")):
        return False
    if folded in texts or folded in title or (title and title in folded) or (lead and folded in lead):
        return False
    return not any(folded in caption or (caption and caption in folded) for caption in captions)


def _is_caption(line: Line) -> bool:
    if line.role == "caption":
        return len(line.text) <= 700
    if line.role in ("alt", "heading", "table"):
        return False
    styled = line.after_image and (line.italic >= 0.9 or line.centered) and len(line.text) <= 350
    return styled or (roles.is_caption(line.text) and roles.credit(line.text) is None)


def _piece(line: Line) -> Piece:
    if line.role == "table":
        return Piece("table", "", line.table)
    if line.role == "table_title":
        return Piece("heading", line.text)
    if roles.is_furniture(line.text):
        return Piece("furniture", line.text)
    if line.role == "alt" or _is_caption(line):
        return Piece("caption", line.text)
    if line.linked >= 0.95 and len(line.text) >= 8 and not is_sentence(line.text):
        return Piece("furniture", line.text)
    if line.role == "heading" and len(line.text) <= 200 and not line.text.endswith("."):
        return Piece("heading", line.text)
    if roles.is_heading(line.text, line.bold):
        return Piece("heading", line.text)
    return Piece("paragraph", line.text)


def _take_lead(pieces: list[Piece], lines: Sequence[Line]) -> str | None:
    """The lead, if the article opens with one: a wholly bold paragraph, or one with the paper's name before it."""
    bold = {line.text for line in lines[:8] if line.bold >= 0.95}
    for place, piece in enumerate(pieces[:6]):
        if piece.kind == "paragraph":
            if len(piece.text) >= 60 and (piece.text in bold or roles.has_dateline(piece.text)):
                del pieces[place]
                return piece.text
            return None
        if piece.kind not in ("furniture", "caption"):
            return None
    return None


def _last_content(pieces: Sequence[Piece]) -> int:
    """Place of the last table or of the last paragraph that is long and ends as a sentence."""
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if piece.kind == "table":
            return place
        if piece.kind == "paragraph" and len(piece.text) >= _LONG and is_sentence(piece.text):
            return place
    return -1


def _close_tail(result: Outline) -> None:
    """Author, source and related titles behind the last paragraph become furniture."""
    pieces = result.pieces
    last = _last_content(pieces)
    over = last >= 0 and pieces[last].text.endswith("./.")
    for place in range(max(last + 1, 0 if result.lead else 1), len(pieces)):
        piece = pieces[place]
        if piece.kind in ("table", "caption"):
            continue
        if roles.is_related_heading(piece.text) or (roles.is_dated_title(piece.text) and not is_sentence(piece.text)):
            piece.kind, over = "furniture", True
            continue
        said = roles.publisher(piece.text)
        written_by = roles.credit(piece.text)
        if said:
            result.publisher, piece.kind = result.publisher or said[0], "furniture"
            result.author = result.author or said[1]
        elif written_by:
            result.author, piece.kind = result.author or written_by, "furniture"
        elif roles.is_name(piece.text):
            if not over or result.author is None:
                result.author = result.author or piece.text
            piece.kind = "furniture"
        elif over:
            piece.kind = "furniture"
        elif piece.text.endswith("./."):
            over = True


def _is_prose(text: str) -> bool:
    """Whether a line among other articles' titles is a paragraph again: long, or one that ends as no title does."""
    is_closed = text.endswith(".") and not text.endswith("..") and len(text) >= _CLOSED
    return is_closed or (is_sentence(text) and len(text) >= _LONG)


def _related_lists(pieces: list[Piece]) -> None:
    """A list of other articles in the middle: from its heading to the next long paragraph."""
    inside = False
    for piece in pieces:
        if piece.kind == "furniture" and roles.is_related_heading(piece.text):
            inside = True
        elif inside and piece.kind in ("paragraph", "heading") and not _is_prose(piece.text):
            piece.kind = "furniture"
        elif piece.kind in ("paragraph", "table"):
            inside = False

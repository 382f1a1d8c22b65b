"""Documents to rows of the lake and back, without loss; and the hash by which reprints are recognised."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from schemas.records import Block, Cell, Document
from scrapers.parsing.roles import without_dateline
from scrapers.parsing.textual import comparable

_BODY = ("lead", "heading", "paragraph", "table")
_PLAIN = (
    "document_id", "article_id", "source_id", "capture_id", "url", "title", "lead", "author", "published_at",
    "published_on", "date_source", "captured_at", "province_code", "text", "original_publisher", "parser",
    "parser_version",
)  # fmt: skip


def blocks_to_json(blocks: Sequence[Block]) -> str:
    """Blocks as JSON: `[kind, start, end]`, a table with a list of cells as fourth item."""
    return json.dumps(
        [
            [block.kind, block.start, block.end]
            + (
                [[[c.text, c.row, c.column, c.start, c.end, int(c.is_header)] for c in block.cells]]
                if block.cells
                else []
            )
            for block in blocks
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def blocks_from_json(text: str) -> tuple[Block, ...]:
    """The blocks that `blocks_to_json` wrote."""
    return tuple(
        Block(
            item[0],
            item[1],
            item[2],
            tuple(Cell(c[0], c[1], c[2], c[3], c[4], bool(c[5])) for c in item[3]) if len(item) > 3 else (),
        )
        for item in json.loads(text)
    )


def folded_text(document: Document) -> str:
    """What a reprint has in common with its original: lead, headings, paragraphs and tables, folded.

    Without title, captions and furniture, and without the paper's name before the lead; the whole text where there is
    nothing else.
    """
    parts = [document.text[block.start : block.end] for block in document.blocks if block.kind in _BODY]
    if parts:
        parts[0] = without_dateline(parts[0])
    return comparable(" ".join(parts)) or comparable(document.text)


def text_sha256(document: Document) -> str:
    """Hash of the folded text; equal for reprints."""
    return hashlib.sha256(folded_text(document).encode("utf-8", "surrogatepass")).hexdigest()


def document_to_row(document: Document) -> dict[str, Any]:
    """A row with the columns of `schemas.lake.DOCUMENTS`."""
    row: dict[str, Any] = {name: getattr(document, name) for name in _PLAIN}
    row["blocks_json"] = blocks_to_json(document.blocks)
    row["links_json"] = json.dumps(list(document.links), ensure_ascii=False, separators=(",", ":"))
    row["text_sha256"] = text_sha256(document)
    row["n_chars"] = len(document.text)
    return row


def document_from_row(row: Mapping[str, Any]) -> Document:
    """The document that `document_to_row` wrote; further columns are ignored."""
    return Document(
        **{name: row[name] for name in _PLAIN},
        blocks=blocks_from_json(row["blocks_json"]),
        links=tuple(json.loads(row["links_json"])),
    )

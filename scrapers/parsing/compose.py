"""Pieces to the text of a document and its blocks: one block per line, a table one line per row, exact spans."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.records import Block, Cell
from scrapers.parsing.outline import Piece
from scrapers.parsing.tables import Table, rows_of

CELL_GAP = " | "


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks; `text[block.start:block.end]` is that block, `text[cell.start:cell.end] == cell.text`.

    Pieces without text are left out; blocks are joined with one line break.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        if piece.table:
            text, cells = _table(piece.table, at)
        else:
            text, cells = piece.text, ()
        if not text:
            continue
        blocks.append(Block(piece.kind, at, at + len(text), cells))
        texts.append(text)
        at += len(text) + 1
    return "\n".join(texts), tuple(blocks)


def _table(table: Table, start: int) -> tuple[str, tuple[Cell, ...]]:
    lines: list[str] = []
    placed: list[Cell] = []
    at = start
    for row in rows_of(table):
        line = CELL_GAP.join(cell.text for cell in row)
        here = at
        for cell in row:
            end = here + len(cell.text)
            placed.extend(Cell(cell.text, r, c, here, end, cell.is_header) for r, c in cell.positions())
            here = end + len(CELL_GAP)
        lines.append(line)
        at += len(line) + 1
    placed.sort(key=lambda cell: (cell.row, cell.column))
    return "\n".join(lines), tuple(placed)

"""HTML tables to rows of cells.

Lives here: which table is data and which is layout, and the expansion of `rowspan` and `colspan`. A spanned cell has
one text; the positions it covers point to it. Where the text stands in the document is decided in `compose`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from lxml import etree

from scrapers.parsing.dom import Element
from scrapers.parsing.textual import clean_line, whole_number

_MAX_SPAN = 60
_MAX_CELLS = 60_000
_BREAKING = frozenset({"p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = frozenset({"script", "style", "noscript", "template"})
_LAYOUT_CELL = 600


@dataclasses.dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as written, at its first position, with the positions it covers."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False

    def positions(self) -> Iterator[tuple[int, int]]:
        """Every (row, column) that the cell covers, its own first."""
        for row in range(self.row, self.row + self.row_span):
            for column in range(self.column, self.column + self.column_span):
                yield row, column


Table = tuple[TableCell, ...]


def cell_text(cell: Element) -> str:
    """The text of a cell on one line: blocks and line breaks inside become a space, inline nodes join with nothing."""
    parts: list[str] = []
    walker = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag in _SKIPPED:
                walker.skip_subtree()
                continue
            parts.append(" " if element.tag in _BREAKING else "")
            parts.append(element.text or "")
        else:
            parts.append(" " if element.tag in _BREAKING else "")
            parts.append((element.tail or "") if element is not cell else "")
    return clean_line("".join(parts))


def own_rows(table: Element) -> list[Element]:
    """The rows of this table, not of tables inside it."""
    rows: list[Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _span(cell: Element, name: str) -> int:
    return max(1, min(whole_number(cell.get(name)) or 1, _MAX_SPAN))


def read_table(table: Element) -> Table:
    """The cells of a table in reading order, empty rows left out, header cells marked.

    Header cells are `th` and cells of `thead`; in a table without any, the cells of the first row.
    """
    return expand(
        [
            [
                (cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan"), _is_header(cell))
                for cell in row
                if cell.tag in ("td", "th")
            ]
            for row in own_rows(table)
        ]
    )


def _is_header(cell: Element) -> bool:
    parent = cell.getparent()
    group = parent.getparent() if parent is not None else None
    return cell.tag == "th" or (group is not None and group.tag == "thead")


def expand(rows: Sequence[Sequence[tuple[str, int, int, bool]]]) -> Table:
    """Place cells given as (text, row span, column span, header) on the grid, as a browser does."""
    rows = [row for row in rows if any(text for text, *_ in row)]
    has_header = any(header for row in rows for *_, header in row)
    taken: set[tuple[int, int]] = set()
    cells: list[TableCell] = []
    for at, row in enumerate(rows):
        column = 0
        for text, spanned_down, spanned_across, header in row:
            crowded = len(taken) > _MAX_CELLS  # spans of a hostile table end here, its texts do not
            down, across = (1, 1) if crowded else (spanned_down, spanned_across)
            while (at, column) in taken:
                column += 1
            cell = TableCell(
                text, at, column, min(down, len(rows) - at), across, header or (not has_header and at == 0)
            )
            taken.update(cell.positions())
            cells.append(cell)
            column += across
    return tuple(cells)


def is_data_table(table: Element) -> bool:
    """Whether a table holds data: two columns in two rows, no table inside, no cell that is a whole article."""
    if table.find(".//table") is not None:
        return False
    rows = own_rows(table)
    wide = 0
    for row in rows:
        texts = [cell_text(cell) for cell in row if cell.tag in ("td", "th")]
        filled = [text for text in texts if text]
        if any(len(text) > _LAYOUT_CELL for text in filled) and len(rows) <= 3:
            return False
        wide += len(filled) >= 2
        if wide >= 2 and len(rows) > 3:
            break
    return wide >= 2 or (wide == 1 and any(cell.tag == "th" for row in rows for cell in row))


def rows_of(table: Table) -> list[list[TableCell]]:
    """Cells by the row in which they are written."""
    lines: dict[int, list[TableCell]] = {}
    for cell in table:
        lines.setdefault(cell.row, []).append(cell)
    return [lines[row] for row in sorted(lines)]


def has_data_rows(table: Table) -> bool:
    """Whether a row below the headings has at least two cells with text (a lone "no data" cell is none)."""
    return any(sum(1 for cell in row if cell.text and not cell.is_header) >= 2 for row in rows_of(table))

"""Dropped PDF and DOCX files to lines and tables.

Sizes are checked before anything is unpacked: a DOCX is a ZIP container and may be a bomb. What unpacks to little may
still ask for endless work (a cell that spans a million columns, a page of which a million marks are drawn), so work is
counted, too. Nothing that a file refers to outside itself is looked for.
"""

from __future__ import annotations

import dataclasses
import io
import logging
import zipfile
import zlib
from collections.abc import Iterator

import docx
import pypdf
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph
from lxml import etree
from pypdf.errors import DependencyError, DeprecationError, PyPdfError

from scrapers.parsing.errors import BrokenFile, EmptyBody, FileTooLarge
from scrapers.parsing.flow import Line
from scrapers.parsing.plain_tables.barred_rows import with_tables
from scrapers.parsing.plain_tables.columns import with_bars
from scrapers.parsing.plaintext import unwrap
from scrapers.parsing.tables import Table, expand
from scrapers.parsing.textual import clean_line, clean_lines, strip_controls

_MAX_UNPACKED = 150_000_000
_MAX_ENTRY = 60_000_000
_MAX_XML = 30_000_000
"""Of one part that is read as XML; pictures may be larger."""
_MAX_RATIO = 400
_MAX_ENTRIES = 5_000
_MAX_PAGES = 600
_MAX_CHARS = 5_000_000
_MAX_OPERATIONS = 1_000_000
"""Marks drawn on all pages of a PDF; a page full of text has some thousand."""
_MAX_LINES = 100_000
"""Paragraphs and cells of a DOCX."""
_MAX_SPAN = 64
"""Columns of a table: Word's own limit is 63."""
_BROKEN_PDF = (
    PyPdfError, DependencyError, DeprecationError, ValueError, KeyError, TypeError, AttributeError, IndexError,
    RuntimeError, OSError, ArithmeticError,
)  # fmt: skip
_BROKEN_DOCX = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, RuntimeError, OSError, EOFError, zlib.error,
    zipfile.BadZipFile, etree.XMLSyntaxError,
)  # fmt: skip


def read_pdf(body: bytes, where: str) -> list[Line]:
    """The lines and tables of a PDF, wrapped lines joined.

    Raises `BrokenFile` where it cannot be opened, `FileTooLarge` beyond the limits of pages, text and work, `EmptyBody`
    for scanned pages.
    """
    # It would warn of each fault of a damaged file on its own, without the file's name.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    drawn = 0

    def count(*_: object) -> None:
        nonlocal drawn
        drawn += 1
        if drawn > _MAX_OPERATIONS:
            raise FileTooLarge(where, f"more than {_MAX_OPERATIONS} marks on its pages")

    try:
        reader = pypdf.PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BrokenFile(where, "it is protected by a password")
        if len(reader.pages) > _MAX_PAGES:
            raise FileTooLarge(where, f"{len(reader.pages)} pages, at most {_MAX_PAGES} are read")
        texts: list[str] = []
        for page in reader.pages:
            texts.append(page.extract_text(visitor_operand_before=count) or "")
            if drawn > _MAX_OPERATIONS:
                count()  # what was raised inside a form ended that form alone
            if sum(map(len, texts)) > _MAX_CHARS:
                raise FileTooLarge(where, f"more than {_MAX_CHARS} characters")
    except _BROKEN_PDF as error:
        raise BrokenFile(where, f"PDF reader: {type(error).__name__}: {error}") from error
    lines = clean_lines(with_bars("\n".join(texts)))  # of all pages: a table may go on behind the end of one
    if not any(lines):
        raise EmptyBody(where, f"{len(texts)} PDF pages without text (scanned?)")
    return with_tables([Line(line) for line in unwrap(lines, force=True) if line])


def read_docx(body: bytes, where: str) -> list[Line]:
    """The paragraphs and tables of a DOCX, in order.

    Raises `FileTooLarge` for a container that unpacks beyond the limits, `BrokenFile` where it cannot be opened.
    """
    _check_container(body, where)
    try:
        document = docx.Document(io.BytesIO(body))
        left = iter(range(_MAX_LINES))
        return [line for item in document.iter_inner_content() for line in _lines(item, left, where)]
    except _BROKEN_DOCX as error:
        raise BrokenFile(where, f"DOCX reader: {type(error).__name__}: {error}") from error


def _check_container(body: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as container:
            entries = container.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise BrokenFile(where, f"not a ZIP container: {error}") from error
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or total > _MAX_UNPACKED:
        raise FileTooLarge(where, f"{len(entries)} parts, {total} bytes unpacked")
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        most = _MAX_XML if entry.filename.endswith((".xml", ".rels")) else _MAX_ENTRY
        if entry.file_size > most or (ratio > _MAX_RATIO and entry.file_size > 1_000_000):
            raise FileTooLarge(where, f"part {entry.filename} unpacks to {entry.file_size} bytes ({ratio:.0f} times)")
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise BrokenFile(where, "no word/document.xml in it, so it is not a DOCX file")


def _lines(item: Paragraph | DocxTable, left: Iterator[int], where: str) -> Iterator[Line]:
    """The lines of a paragraph or table; each paragraph and cell takes one of those that are `left`."""
    if isinstance(item, DocxTable):
        table = _table(item, left, where)
        if table:
            yield Line("", "table", table=table)
        return
    _take(left, where)
    style = (item.style.name or "").lower() if item.style is not None else ""
    heading = style.startswith(("heading", "title"))
    bold = all(run.bold for run in item.runs if run.text.strip()) and bool(item.text.strip())
    for text in item.text.split("\n"):
        line = clean_line(strip_controls(text))
        if line:
            yield Line(line, "heading" if heading else "text", 1.0 if bold or heading else 0.0)


def _take(left: Iterator[int], where: str) -> None:
    if next(left, None) is None:
        raise FileTooLarge(where, f"more than {_MAX_LINES} paragraphs and cells")


def _table(table: DocxTable, left: Iterator[int], where: str) -> Table:
    """Merged cells are one cell with a span; the first row holds the headings.

    The grid is read off the elements: python-docx looks upwards again from every merged cell, and repeats a cell as
    often as its span says.
    """
    rows: list[list[_Cell]] = []
    open_cells: dict[int, _Cell] = {}
    for row in table._tbl.tr_lst:  # noqa: SLF001 - see above
        own, below, column = list[_Cell](), dict[int, _Cell](), 0
        for tc in row.tc_lst:
            _take(left, where)
            cell = open_cells.get(column) if tc.vMerge == "continue" else None
            if cell is None:
                text = clean_line(strip_controls("\n".join(p.text for p in tc.p_lst)))
                cell = _Cell(text, 0, max(1, min(tc.grid_span, _MAX_SPAN)))
                own.append(cell)
            below[column] = cell
            column += cell.across
        open_cells = below
        if any(cell.text for cell in own):  # a row without text of its own is no row
            rows.append(own)
            for cell in below.values():
                cell.down += 1
    return expand([[(cell.text, max(1, cell.down), cell.across, False) for cell in row] for row in rows])


@dataclasses.dataclass(slots=True)
class _Cell:
    """A cell of a DOCX table: how many rows and columns it covers."""

    text: str
    down: int
    across: int

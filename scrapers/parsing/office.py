"""Dropped PDF and DOCX files to lines and tables.

Sizes are checked before anything is unpacked: a DOCX is a ZIP container and may be a bomb.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
import pypdf
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph
from lxml import etree
from pypdf.errors import PyPdfError

from scrapers.parsing.errors import BrokenFile, EmptyBody, FileTooLarge
from scrapers.parsing.flow import Line
from scrapers.parsing.plaintext import unwrap
from scrapers.parsing.tables import Table, TableCell
from scrapers.parsing.textual import clean_line, clean_lines, strip_controls

_MAX_UNPACKED = 150_000_000
_MAX_ENTRY = 60_000_000
_MAX_RATIO = 400
_MAX_ENTRIES = 5_000
_MAX_PAGES = 600
_MAX_CHARS = 5_000_000


def read_pdf(body: bytes, where: str) -> list[Line]:
    """The lines of a PDF, wrapped lines joined.

    Raises `BrokenFile` where it cannot be opened, `FileTooLarge` beyond the page limit, `EmptyBody` for scanned pages.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BrokenFile(where, "it is protected by a password")
        if len(reader.pages) > _MAX_PAGES:
            raise FileTooLarge(where, f"{len(reader.pages)} pages, at most {_MAX_PAGES} are read")
        texts: list[str] = []
        for page in reader.pages:
            texts.append(page.extract_text() or "")
            if sum(map(len, texts)) > _MAX_CHARS:
                raise FileTooLarge(where, f"more than {_MAX_CHARS} characters")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise BrokenFile(where, f"PDF reader: {type(error).__name__}: {error}") from error
    lines = [line for text in texts for line in clean_lines(text)]
    if not any(lines):
        raise EmptyBody(where, f"{len(texts)} PDF pages without text (scanned?)")
    return [Line(line) for line in unwrap(lines, force=True) if line]


def read_docx(body: bytes, where: str) -> list[Line]:
    """The paragraphs and tables of a DOCX, in order.

    Raises `FileTooLarge` for a container that unpacks beyond the limits, `BrokenFile` where it cannot be opened.
    """
    _check_container(body, where)
    try:
        document = docx.Document(io.BytesIO(body))
        return [line for item in document.iter_inner_content() for line in _lines(item)]
    except (KeyError, ValueError, AttributeError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise BrokenFile(where, f"DOCX reader: {type(error).__name__}: {error}") from error


def _check_container(body: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as container:
            entries = container.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BrokenFile(where, f"not a ZIP container: {error}") from error
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or total > _MAX_UNPACKED:
        raise FileTooLarge(where, f"{len(entries)} parts, {total} bytes unpacked")
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _MAX_ENTRY or (ratio > _MAX_RATIO and entry.file_size > 1_000_000):
            raise FileTooLarge(where, f"part {entry.filename} unpacks to {entry.file_size} bytes ({ratio:.0f} times)")
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise BrokenFile(where, "no word/document.xml in it, so it is not a DOCX file")


def _lines(item: Paragraph | DocxTable) -> Iterator[Line]:
    if isinstance(item, DocxTable):
        table = _table(item)
        if table:
            yield Line("", "table", table=table)
        return
    style = (item.style.name or "").lower() if item.style is not None else ""
    heading = style.startswith(("heading", "title"))
    bold = all(run.bold for run in item.runs if run.text.strip()) and bool(item.text.strip())
    for text in item.text.split("\n"):
        line = clean_line(strip_controls(text))
        if line:
            yield Line(line, "heading" if heading else "text", 1.0 if bold or heading else 0.0)


def _table(table: DocxTable) -> Table:
    """Merged cells are one cell with a span; the first row holds the headings."""
    places: dict[object, list[tuple[int, int]]] = {}
    texts: dict[object, str] = {}
    kept = 0
    for row in table.rows:
        cells = row.cells
        if not any(cell.text.strip() for cell in cells):
            continue
        for column, cell in enumerate(cells):
            key = cell._tc  # noqa: SLF001 - merged positions share this element, nothing public says so
            places.setdefault(key, []).append((kept, column))
            texts.setdefault(key, clean_line(strip_controls(cell.text)))
        kept += 1
    found = []
    for key, covered in places.items():
        top, left = min(covered)
        bottom, right = max(row for row, _ in covered), max(column for _, column in covered)
        found.append(TableCell(texts[key], top, left, bottom - top + 1, right - left + 1, top == 0))
    return tuple(sorted(found, key=lambda cell: (cell.row, cell.column)))

"""One Excel workbook per pillar: scorecard, values, dictionary.

    xlsx/<pillar>.xlsx      sheets "Bảng điểm", "Giá trị", "Từ điển"; header frozen, with filters and number formats

Lives here: writing them from the published database. Headers are the Vietnamese labels; the name of the column stands
in the dictionary beside its label. Text is written as text: a sentence that begins with `=` is no formula, an address
no live link.
"""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from schemas.pillars import PILLARS
from warehouse.publishing.catalogue import Column, Table
from warehouse.publishing.dictionary import HEADER, dictionary_rows
from warehouse.publishing.sql import table_name

SHEETS = {"province_scorecard": "Bảng điểm", "indicator_values": "Giá trị"}
DICTIONARY_SHEET = "Từ điển"
_WIDTHS = {"quote": 60, "url": 40, "definition_vi": 60}
_MOST_CHARACTERS = 32_767
"""Of a cell: Excel's limit."""
_CUT = " […]"


def workbook_path(pillar: str) -> str:
    """Path of a pillar's workbook within a release."""
    return f"xlsx/{pillar}.xlsx"


def write_workbooks(
    connection: duckdb.DuckDBPyConnection, folder: Path, tables: Sequence[Table], *, created: dt.datetime
) -> None:
    """Write the workbook of every pillar that has tables; `created` goes into the file's properties."""
    for pillar in PILLARS:
        mine = [table for name in SHEETS for table in tables if (table.schema, table.name) == (pillar, name)]
        if mine:
            path = folder / workbook_path(pillar)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(connection, path, mine, created)


def _write(connection: duckdb.DuckDBPyConnection, path: Path, tables: Sequence[Table], created: dt.datetime) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": tables[0].label_vi, "created": created.astimezone(dt.UTC).replace(tzinfo=None)})
        formats = _Formats(book)
        for table in tables:
            rows = connection.execute(f"select * from {table_name(table)}").fetchall()  # noqa: S608 - quoted
            _sheet(book, SHEETS[table.name], table.columns, rows, formats)
        _dictionary_sheet(book, dictionary_rows(tables), formats)


class _Formats:
    """The cell formats of a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE9F5"})
        self.integer = book.add_format({"num_format": "#,##0"})
        self.plain = book.add_format({"num_format": "0"})
        self.number = book.add_format({"num_format": "#,##0.###"})
        self.date = book.add_format({"num_format": "dd/mm/yyyy"})
        self.time = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})

    def of(self, column: Column) -> Any:
        """The format of a column's cells; None for text."""
        if column.type == "DATE":
            return self.date
        if column.type.startswith("TIMESTAMP"):
            return self.time
        if column.name == "year" or column.name.endswith("_year"):
            return self.plain
        if column.type in {"DOUBLE", "FLOAT"} or column.type.startswith("DECIMAL"):
            return self.number
        return self.integer if column.type in {"INTEGER", "BIGINT", "SMALLINT", "HUGEINT"} else None


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[Any, ...]],
    formats: _Formats,
) -> None:
    sheet = book.add_worksheet(name)
    is_wide = [column.type == "VARCHAR" for column in columns]
    for index, column in enumerate(columns):
        sheet.set_column(index, index, _WIDTHS.get(column.name, 18 if is_wide[index] else 12), formats.of(column))
    _frame(sheet, [column.label_vi for column in columns], len(rows), formats)
    cells = [formats.of(column) for column in columns]
    for number, row in enumerate(rows, 1):
        for index, value in enumerate(row):
            if value is not None:
                _write_cell(sheet, number, index, value, cells[index])


def _dictionary_sheet(book: xlsxwriter.Workbook, rows: Iterable[tuple[str, ...]], formats: _Formats) -> None:
    sheet = book.add_worksheet(DICTIONARY_SHEET)
    for index, width in enumerate((12, 20, 26, 12, 30, 30, 60, 60)):
        sheet.set_column(index, index, width)
    listed = list(rows)
    _frame(sheet, HEADER, len(listed), formats)
    for number, row in enumerate(listed, 1):
        for index, value in enumerate(row):
            sheet.write_string(number, index, value)


def _frame(sheet: Any, header: Sequence[str], rows: int, formats: _Formats) -> None:
    """Header, frozen and with filters."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), len(header) - 1)
    for index, label in enumerate(header):
        sheet.write_string(0, index, label, formats.header)


def _write_cell(sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | decimal.Decimal):
        sheet.write_number(row, column, float(value), form)
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(row, column, value.astimezone(dt.UTC).replace(tzinfo=None), form)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time.min), form)
    else:
        text = str(value)
        if len(text) > _MOST_CHARACTERS:
            text = text[: _MOST_CHARACTERS - len(_CUT)] + _CUT
        sheet.write_string(row, column, text)

"""`dictionary.csv`: every published table and column, in Vietnamese and English.

Lives here: the dictionary as rows (also used by the workbooks) and as a file. Not here: where the words come from
(`catalogue`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from warehouse.publishing.catalogue import Table

HEADER = ("schema", "table", "column", "type", "label_vi", "label_en", "description_vi", "description_en")
UTF8_BOM = "\ufeff"
"""Without it Excel takes a CSV file for one in the machine's own code page, and Vietnamese letters are lost."""


def dictionary_rows(tables: Iterable[Table]) -> list[tuple[str, ...]]:
    """Rows under `HEADER`: one per table (without column and type), followed by one per column of it."""
    rows: list[tuple[str, ...]] = []
    for table in tables:
        said = (table.label_vi, table.label_en, table.description_vi, table.description_en)
        rows.append((table.schema, table.name, "", "", *said))
        rows += [
            (table.schema, table.name, c.name, c.type, c.label_vi, c.label_en, c.description_vi, c.description_en)
            for c in table.columns
        ]
    return rows


def write_dictionary(path: Path, tables: Iterable[Table]) -> None:
    """Write the file: UTF-8 with a byte order mark, a header, comma-separated."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(dictionary_rows(tables))
    path.write_text(UTF8_BOM + lines.getvalue(), encoding="utf-8", newline="")

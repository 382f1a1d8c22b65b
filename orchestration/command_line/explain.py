"""`observatory read`: the text with its numbers coloured, beside each what was read, by which rule, or why nothing was.

Lives here: showing readings. Never here: reading.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.steps.extract import engine, validate
from schemas.records import Document, Observation, QuarantinedRow
from scrapers.extraction import Reading
from scrapers.parsing import ParseError, parse_file
from scrapers.reference import load_reference

_STYLES = {"observation": "bold black on green", "unmapped": "black on yellow", "excluded": "dim"}


def read_files(out: Console, err: Console, files: list[Path], *, as_json: bool) -> int:
    """Read every file; the exit code is 1 when one could not be read (the others are)."""
    code = 0
    for path in files:
        try:
            document = parse_file(path)
        except (ParseError, OSError) as error:
            err.print(Text(f"{path}: {error}", style="red"), soft_wrap=True)
            code = 1
            continue
        reading = engine().read(document)
        valid, wrong = validate([(row, document) for row in reading.observations], load_reference())
        if as_json:
            _print_json(out, path, valid)
        else:
            _print_reading(out, path, document, reading, wrong)
    return code


def _print_json(out: Console, path: Path, rows: list[Observation]) -> None:
    for row in rows:
        line = {"document": str(path), **dataclasses.asdict(row)}
        out.file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def _print_reading(out: Console, path: Path, document: Document, reading: Reading, wrong: list[QuarantinedRow]) -> None:
    out.rule(Text(str(path)))
    out.print(Text(f"{document.title or '(no title)'} — published {document.published_on or 'unknown'}", style="bold"))
    text = Text(document.text)
    for number in reading.numbers:
        text.stylize(_STYLES[number.fate], number.start, number.end)
    out.print(text)
    table = Table(show_lines=False)
    for column in ("number", "indicator", "kind", "value", "period", "place", "rule", "sure"):
        table.add_column(column, overflow="fold")
    for number in reading.numbers:
        for row in number.observations:
            place = row.area_name or row.province_code
            out_of = f"/{row.out_of:g}" if row.out_of is not None else ""
            table.add_row(
                Text(row.value_text),
                row.indicator_code,
                f"{row.kind}, {row.bound}",
                f"{row.value:g}{out_of} {row.unit}",
                f"{row.period} ({row.period_basis})",
                Text(place),
                row.rule + (f" [{row.flags}]" if row.flags else ""),
                f"{row.confidence:.2f}",
            )
    out.print(table)
    for quarantined in wrong:
        out.print(Text(f"  quarantined: {quarantined.rule}: {quarantined.reason}", style="red"))
    for unmapped in reading.unmapped:
        near = f", near '{unmapped.nearest_term}'" if unmapped.nearest_term else ""
        out.print(Text(f"  unmapped: {unmapped.value_text} {unmapped.unit or ''}{near}", style="yellow"))
    counts = reading.summary
    out.print(
        f"{counts.numbers_seen} numbers = {counts.numbers_observed} observed + {counts.numbers_unmapped} unmapped"
        f" + {counts.numbers_excluded} excluded {counts.excluded_by_reason}",
        highlight=False, markup=False,
    )  # fmt: skip

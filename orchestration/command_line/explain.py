"""`observatory read`: the text with its numbers coloured, below it what was read by which rule, and why nothing was.

A file is read as it is; an address is looked up in the archive.

Lives here: showing readings. Never here: reading.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from rich.console import Console
from rich.text import Text

from orchestration.settings import Settings
from orchestration.steps.archived import NotInArchiveError, archived_document
from orchestration.steps.extract import engine, validate
from schemas.records import Document, Observation, QuarantinedRow
from scrapers.extraction import Reading
from scrapers.parsing import ParseError, parse_file
from scrapers.reference import load_reference, unmapped_reasons
from scrapers.sources.loader import UnknownSourceError
from warehouse.archive import CorruptCaptureError

_STYLES = {"observation": "bold black on green", "unmapped": "black on yellow", "excluded": "dim"}


def read_all(out: Console, err: Console, settings: Settings, names: list[str], *, as_json: bool) -> int:
    """Read every file or archived address; the exit code is 1 when one could not be read (the others are).

    As JSON the lines are the sound observations; those that cannot be true are told beside them, with the reason.
    """
    code = 0
    reference, reader = load_reference(), engine()  # a fault in these is no fault of a file
    for name in names:
        try:
            is_address = name.startswith(("http://", "https://"))
            document = archived_document(settings, name) if is_address else parse_file(Path(name))
            reading = reader.read(document)
            valid, wrong = validate([(row, document) for row in reading.observations], reference)
        except Exception as error:  # noqa: BLE001 - one file must not stop the others
            err.print(Text(_failure(name, error), style="red"), soft_wrap=True)
            code = 1
            continue
        if as_json:
            _print_json(out, name, valid)
            for row in wrong:
                err.print(Text(f"{name}: quarantined: {row.rule}: {row.reason}", style="yellow"), soft_wrap=True)
        else:
            _print_reading(out, name, document, reading, wrong)
    return code


def _failure(name: str, error: Exception) -> str:
    """What is wrong with a file. An error that nobody foresaw says little: its type is told with it."""
    if isinstance(error, FileNotFoundError):
        return f"{name}: there is no such file; addresses of pages in the archive begin with http:// or https://"
    if isinstance(error, OSError):
        return f"{name}: {error.strerror or error}"
    is_foreseen = isinstance(error, ParseError | NotInArchiveError | CorruptCaptureError | UnknownSourceError)
    said = str(error) if is_foreseen else f"{type(error).__name__}: {error}; the reader trips over it, report it"
    return said if name in said else f"{name}: {said}"


def _print_json(out: Console, name: str, rows: list[Observation]) -> None:
    for row in rows:
        line = {"document": name, **dataclasses.asdict(row)}
        out.file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def _print_reading(out: Console, name: str, document: Document, reading: Reading, wrong: list[QuarantinedRow]) -> None:
    """The text block by block, under each block what came of its numbers."""
    indicators = load_reference().indicators
    reasons = unmapped_reasons()
    near = {unmapped.value_start: unmapped.nearest_term for unmapped in reading.unmapped}
    out.rule(Text(name))
    out.print(Text(f"{document.title or '(no title)'} — published {document.published_on or 'unknown'}", style="bold"))
    for block in document.blocks:
        numbers = [number for number in reading.numbers if block.start <= number.start < block.end]
        text = Text(document.text[block.start : block.end])
        for number in numbers:
            text.stylize(_STYLES[number.fate], number.start - block.start, number.end - block.start)
        out.print(text)
        for number in numbers:
            for row in number.observations:
                out.print(_told(row, indicators[row.indicator_code].name_vi), soft_wrap=True)
            if number.fate == "unmapped":
                beside = f" (near '{near[number.start]}')" if near.get(number.start) else ""
                told = f"    {number.text}: not read{beside}: {reasons[number.reason]}"
                out.print(Text(told, style="yellow"), soft_wrap=True)
    for quarantined in wrong:
        out.print(Text(f"  quarantined: {quarantined.rule}: {quarantined.reason}", style="red"))
    counts = reading.summary
    out.print(
        f"{counts.numbers_seen} numbers = {counts.numbers_observed} observed + {counts.numbers_unmapped} unmapped"
        f" + {counts.numbers_excluded} excluded {counts.excluded_by_reason}",
        highlight=False, markup=False,
    )  # fmt: skip


def _told(row: Observation, name: str) -> Text:
    """One observation on one line: number, indicator, value, kind, period, place, rule and how sure."""
    out_of = f"/{row.out_of:g}" if row.out_of is not None else ""
    place = f"{row.area_name}, {row.province_code}" if row.area_name else row.province_code
    bound = "" if row.bound == "exact" else f" {row.bound}"
    flags = f" [{row.flags}]" if row.flags else ""
    told = Text("    ")
    told.append(row.value_text, style=_STYLES["observation"])
    told.append(f" {row.indicator_code}", style="bold green")
    told.append(
        f" {name} = {row.value:g}{out_of} {row.unit}{bound} · {row.kind} · {row.period} ({row.period_basis}) · {place}"
        f" · {row.rule} {row.confidence:.2f}{flags}"
    )
    return told

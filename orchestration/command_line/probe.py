"""`observatory sources check`: a live probe of sources that says what would be read, and keeps nothing.

Lives here: a visit into a temporary archive and its colours. Never here: fetching, parsing, extraction.
"""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.settings import Settings
from orchestration.steps import fetch
from orchestration.steps.extract import engine
from scrapers.fetching.client import HttpClient
from scrapers.fetching.fetch_source import fetch_source
from scrapers.parsing import ParseError, parse_capture
from scrapers.sources.model import Source
from warehouse.archive import Archive

ARTICLES = 3
Light = Literal["green", "amber", "red"]


@dataclasses.dataclass(frozen=True)
class Probe:
    """What a probe of one source found."""

    source_id: str
    light: Light
    reason: str
    articles: list[str]


def check_sources(out: Console, settings: Settings, ids: list[str]) -> int:
    """Probe and print; the exit code is 1 when a source is red."""
    registry = fetch.registry(settings)
    chosen = [registry.get(source_id) for source_id in ids] or [s for s in registry.enabled() if s.kind != "inbox"]
    table = Table(title="Probe of the sources: up to three articles each, nothing is kept", show_lines=True)
    for column in ("source", "light", "why", "articles"):
        table.add_column(column, overflow="fold")
    red = False
    with fetch.web(settings) as hosts:
        for source in chosen:
            found = probe(settings, source, hosts)
            red = red or found.light == "red"
            style = {"green": "green", "amber": "yellow", "red": "red"}[found.light]
            table.add_row(
                found.source_id, Text(found.light, style=style), Text(found.reason), Text("\n".join(found.articles))
            )
    out.print(table)
    return 1 if red else 0


def probe(settings: Settings, source: Source, hosts: fetch.Hosts) -> Probe:
    """Visit a source into a temporary archive and read what came."""
    few = source.politeness.model_copy(update={"max_articles_per_run": ARTICLES})
    limited = source.model_copy(update={"politeness": few})
    with tempfile.TemporaryDirectory(prefix="observatory-probe-") as folder:
        archive = Archive(Path(folder))
        with HttpClient(limited, contact=settings.contact, virtual_hosts=hosts) as client:
            summary = fetch_source(limited, archive, client, run_id="probe", now=fetch.now)
        if not summary.answered:
            return Probe(source.id, "red", f"{summary.reason}: {summary.detail}", [])
        captures = [c for c in archive.captures(source.id) if c.purpose in ("article", "page")]
        lines, failed, dated = [], 0, 0
        for capture in captures:
            try:
                document = parse_capture(capture, archive.read_body(capture.sha256), source)
            except ParseError as error:
                failed += 1
                lines.append(f"✗ {capture.url}: {type(error).__name__}: {error}")
                continue
            dated += document.published_on is not None
            reading = engine().read(document)
            lines.append(
                f"✓ {document.title or '(no title)'} · {document.published_on or 'no date'}"
                f" · {len(document.text):,} characters"
                f" · {reading.summary.numbers_seen} numbers · {len(reading.observations)} observations"
            )
    if not captures:
        return Probe(
            source.id,
            "amber",
            f"the listings answered with {summary.listed} addresses, none of them an article to ask",
            lines,
        )
    if failed == len(captures):
        return Probe(source.id, "red", "no article could be parsed", lines)
    if failed or not dated:
        return Probe(source.id, "amber", f"{failed} of {len(captures)} articles not parsed, {dated} with a date", lines)
    return Probe(source.id, "green", f"{len(captures)} articles read", lines)

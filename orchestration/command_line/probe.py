"""`observatory sources check`: what a live probe of sources found, as a table with colours.

Lives here: which sources are probed, and printing. Never here: probing (`orchestration.steps.probe`).
"""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.settings import Settings
from orchestration.steps import fetch
from orchestration.steps.probe import Light, Probe, ProbedArticle, probe_sources

STYLES: dict[Light, str] = {"green": "green", "amber": "yellow", "red": "red"}


def check_sources(out: Console, err: Console, settings: Settings, ids: list[str]) -> int:
    """Probe and print; the exit code is 1 when a source is red, else 0. Without ids all sources, also those off."""
    registry = fetch.registry(settings)
    chosen = [registry.get(source_id) for source_id in ids] or [s for s in registry if s.kind != "inbox"]
    table = Table(title="Probe of the sources: listings and up to three articles each", show_lines=True)
    for column in ("source", "light", "why", "robots and listings", "articles"):
        table.add_column(column, overflow="fold")

    def tell(probe: Probe) -> None:
        err.print(Text(f"{probe.source.id}: {probe.light} ({probe.reason})", style=STYLES[probe.light]))

    with fetch.web(settings) as hosts:
        probes = probe_sources(settings, chosen, hosts, tell if len(chosen) > 1 else None)
    for probe in sorted(probes, key=lambda probe: ("red", "amber", "green").index(probe.light)):
        table.add_row(
            Text(probe.source.id + ("" if probe.source.enabled else "\n(off)")),
            Text(probe.light, style=STYLES[probe.light]),
            Text(probe.reason),
            Text("\n".join((f"robots.txt {probe.robots}", *probe.listings))),
            Text("\n".join(map(_line, probe.articles))),
        )
    out.print(table)
    lights = Counter(probe.light for probe in probes)
    out.print(Text(", ".join(f"{lights[light]} {light}" for light in STYLES)))
    if switched := [p.source.id for p in probes if not p.source.enabled and fetch.is_seen(p.source, settings)]:
        out.print(Text(f"From the next run on these are asked: {', '.join(switched)}"))
    return 1 if lights["red"] else 0


def _line(article: ProbedArticle) -> str:
    if article.failure is not None:
        return f"✗ {article.url}: {article.failure}"
    return (
        f"✓ {article.title or '(no title)'} · {article.published_on or 'no date'} · {article.characters:,} characters"
        f" · {article.numbers} numbers · {article.observations} observations"
    )

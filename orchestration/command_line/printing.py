"""Tables and summaries for the terminal.

Lives here: printing of what the steps give. Text from pages is printed as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.steps.ingest import Ingested
from orchestration.steps.summary import RunSummary
from scrapers.sources.loader import Registry


def print_summary(out: Console, made: RunSummary, *, seconds: float, log: Path) -> None:
    """What a run came to."""
    fetch, numbers = made.fetch, made.numbers
    out.print()
    out.print(f"[bold]Run {made.run_id[:8]}[/bold] took {seconds:.0f} s", highlight=False)
    table = Table(show_header=False, box=None, padding=(0, 2))
    asked = (
        f"{fetch['asked']:,} addresses = {fetch['captured']:,} new + {fetch['unchanged']:,} unchanged"
        f" + {fetch['failed']:,} failed + {fetch['refused']:,} refused;"
        f" {fetch['skipped']:,} listed ones left out with a reason"
    )
    seen = (
        f"{numbers['seen']:,} seen = {numbers['observed']:,} observed + {numbers['unmapped']:,} unmapped"
        f" + {numbers['excluded']:,} excluded"
    )
    rules = ", ".join(f"{rule}: {count}" for rule, count in made.quarantine.items())
    quarantine = f"{sum(made.quarantine.values()):,} rows in quarantine" + (f" ({rules})" if rules else "")
    marts = ", ".join(f"{name} {count:,}" for name, count in made.marts.items() if name.endswith("indicator_values"))
    rows = [
        ("asked", asked),
        ("documents", f"{made.documents:,}"),
        ("numbers", seen),
        ("observations", f"{made.observations:,} valid; {quarantine}"),
        ("marts", marts),
        ("provinces", f"{made.provinces_in_marts} in the marts"),
    ]
    for name, value in rows:
        table.add_row(Text(name, style="cyan"), Text(value))
    out.print(table)
    for problem in made.problems[:10]:
        out.print(Text(f"  ! {problem['source']}: {problem['reason']} — {problem['url']}", style="yellow"))
    if made.is_new_release:
        out.print(
            Text(
                f"Published release {made.release}",
                style="bold green",
            )
        )
    else:
        out.print(Text(f"Nothing has changed: release {made.release} stands at {made.published}", style="bold green"))
    for name, place in (
        ("pages", "site/index.html"),
        ("tables", "observatory.duckdb"),
        ("files", "parquet/, csv/, xlsx/, dictionary.csv, CHANGES.md"),
    ):
        out.print(Text(f"  {name:<8}{made.published}/{place}"), soft_wrap=True)
    out.print(Text(f"Full summary: {log}"), soft_wrap=True)


def print_sources(out: Console, registry: Registry) -> None:
    """The registry as a table."""
    table = Table(title=f"{len(registry)} sources, {len(registry.enabled())} enabled")
    for column in ("id", "name", "kind", "province", "family", "listings", "confidence", "on"):
        table.add_column(column, no_wrap=column == "id")  # an id that is cut short cannot be typed
    for source in registry:
        listings = ", ".join(sorted({listing.kind for listing in source.listings}))
        table.add_row(
            source.id,
            Text(source.name_vi),
            source.kind,
            source.province,
            source.family,
            listings,
            source.confidence,
            "yes" if source.enabled else "no",
        )
    out.print(table)


def print_ingested(out: Console, err: Console, results: Iterable[Ingested]) -> int:
    """What became of dropped files; the exit code is 1 when a file was refused or nothing was given."""
    refused, any_file = False, False
    for result in results:
        any_file = True
        if result.status == "refused":
            refused = True
            err.print(Text(f"refused: {result.detail}", style="red"), soft_wrap=True)
        else:
            out.print(Text(f"{result.status}: {result.path} ({result.detail})"), soft_wrap=True)
    if not any_file:
        err.print("nothing to take in: the paths hold no files", style="red")
    return 1 if refused or not any_file else 0

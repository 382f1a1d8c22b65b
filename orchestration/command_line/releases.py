"""`observatory release …`: the releases that are kept, what differs between two, going back, publishing by hand.

Lives here: these commands and what they print. Not here: what a release is (`warehouse.release`).
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from orchestration.command_line.environment import settings_of_environment
from orchestration.command_line.terminal import console

release_app = typer.Typer(help="The published releases.", no_args_is_help=True)
OUT = console()


@release_app.command("list")
def list_releases() -> None:
    """List the releases that are kept, with the one that readers open."""
    from warehouse.release import latest_release, releases, withdrawn

    home = settings_of_environment().home
    kept, current, gone = releases(home), latest_release(home), withdrawn(home)
    table = Table(title=f"{len(kept)} releases in {home.releases}")
    for column in ("number", "created", "tables", "rows", "status"):
        table.add_column(column, justify="right" if column in {"number", "tables", "rows"} else "left")
    for release in kept:
        is_current = current is not None and release.number == current.number
        status = "published" if is_current else "withdrawn" if release.number in gone else "kept"
        table.add_row(
            str(release.number),
            release.created_at,
            str(len(release.tables)),
            f"{sum(release.tables.values()):,}",
            status,
        )
    OUT.print(table)


@release_app.command()
def diff(
    older: Annotated[int | None, typer.Argument(help="The one before the newer one, if not given.")] = None,
    newer: Annotated[int | None, typer.Argument(help="The published one, if not given.")] = None,
) -> None:
    """Show what differs between two releases, by province and indicator."""
    from warehouse.publishing.changes import HEADINGS, compare, describe
    from warehouse.publishing.errors import ReleaseError
    from warehouse.release import latest_release, releases

    home = settings_of_environment().home
    kept = {release.number: release for release in releases(home)}
    current = latest_release(home)
    last = newer if newer is not None else current.number if current else None
    first = older if older is not None else max((n for n in kept if last is not None and n < last), default=None)
    for number in (first, last):
        if number not in kept:
            there = ", ".join(map(str, kept)) or "none"
            raise ReleaseError(f"there is no release {number or 'before it'} to compare; kept are: {there}")
    changes = compare(kept[first or 0].database, kept[last or 0].database).changes
    counts = Counter(change.kind for change in changes)
    OUT.print(Text(f"Release {first} → {last}", style="bold"))
    OUT.print(Text(", ".join(f"{heading}: {counts[kind]}" for kind, heading in HEADINGS.items())))
    for (province, unit_id), mine in itertools.groupby(changes, lambda change: (change.province, change.unit_id)):
        OUT.print(Text(f"{province} ({unit_id})", style="cyan"))
        for line in describe(mine):
            OUT.print(Text(f"  {line}"), soft_wrap=True)


@release_app.command()
def rollback(number: Annotated[int, typer.Argument(help="The release that readers shall open again.")]) -> None:
    """Go back to a kept release; the later ones are withdrawn until other figures come."""
    from warehouse.lock import run_lock
    from warehouse.release import rollback as go_back

    home = settings_of_environment().home
    with run_lock(home):
        release = go_back(home, number)
    OUT.print(Text(f"Readers open release {release.number} at {home.published}"), soft_wrap=True)


@release_app.command()
def publish(
    accept_shrinking: Annotated[
        bool, typer.Option("--accept-shrinking", help="Publish although many figures are gone: they were taken out.")
    ] = False,
) -> None:
    """Publish the warehouse as the last run has built it."""
    import dataclasses

    from warehouse.lock import run_lock
    from warehouse.release import publish as make
    from warehouse.release import standing_because

    settings = settings_of_environment()
    gates = dataclasses.replace(settings.gates, max_shrink=1.0) if accept_shrinking else settings.gates
    with run_lock(settings.home):
        made = make(settings.home, now=settings.now(), keep=settings.keep_releases, gates=gates)
    said = (
        f"Published release {made.number}" if made.is_new else f"Release {made.number} stands: {standing_because(made)}"
    )
    OUT.print(Text(f"{said} ({settings.home.published})"), soft_wrap=True)

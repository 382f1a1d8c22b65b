"""The commands and their arguments.

Lives here: what a user types. What is printed lives beside it (`printing`, `explain`), the work in
`orchestration.steps`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from orchestration.command_line import upkeep
from orchestration.command_line.environment import settings_of_environment
from orchestration.command_line.releases import release_app
from orchestration.command_line.terminal import console

app = typer.Typer(
    name="observatory",
    help="Observatory of provincial digital transformation: every figure with the sentence that states it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
sources_app = typer.Typer(help="The registry of sources.", invoke_without_command=True)
app.add_typer(sources_app, name="sources")
app.add_typer(release_app, name="release")
for command in (upkeep.prepare, upkeep.backup, upkeep.restore, upkeep.disk):
    app.command()(command)
OUT, ERR = console(), console(stderr=True)


def main() -> None:
    """Entry point: named errors of the project, and of files, become one clear line and exit code 1."""
    from orchestration.command_line.errors import CLEAR_ERRORS, told_of_the_system

    try:
        app()
    except CLEAR_ERRORS as error:
        ERR.print(f"observatory: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
    except OSError as error:
        if (said := told_of_the_system(error)) is None:
            raise
        ERR.print(f"observatory: {said}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)


@app.command()
def run(
    live: Annotated[
        bool, typer.Option("--live", help="Ask the real sites instead of the embedded sample web.")
    ] = False,
    source: Annotated[list[str] | None, typer.Option("--source", help="Only this source (repeatable).")] = None,
    sample_day: Annotated[int, typer.Option("--sample-day", min=1, help="Which day the sample web shows.")] = 1,
) -> None:
    """Run the daily job once: ask, read, build, publish."""
    from orchestration.command_line.daily import run_daily

    os.environ["OBSERVATORY_PROFILE"] = "live" if live else os.environ.get("OBSERVATORY_PROFILE", "sample")
    if sample_day != 1 or "OBSERVATORY_SAMPLE_DAY" not in os.environ:
        os.environ["OBSERVATORY_SAMPLE_DAY"] = str(sample_day)
    raise typer.Exit(run_daily(OUT, ERR, source or []))


@app.command()
def read(
    files: Annotated[
        list[str], typer.Argument(help="txt, html, pdf or docx files, or addresses of pages in the archive.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per observation.")] = False,
) -> None:
    """Show what the extractor reads out of files, or out of pages that the archive holds."""
    from orchestration.command_line.explain import read_all

    raise typer.Exit(read_all(OUT, ERR, settings_of_environment(), files, as_json=as_json))


@app.command()
def ingest(
    paths: Annotated[
        list[Path], typer.Argument(help="Files or folders; a sidecar NAME.meta.yaml may stand beside a file.")
    ],
) -> None:
    """Take files into the archive; the next run reads them."""
    from orchestration.command_line.printing import print_ingested
    from orchestration.steps.ingest import ingest as take_in

    settings = settings_of_environment()
    results = take_in(settings.home.create(), paths, now=settings.now)
    raise typer.Exit(print_ingested(OUT, ERR, results))


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="The whole status as JSON.")] = False,
) -> None:
    """Show the status of the last daily run. Exit code 1: it failed, was refused, or is older than it should be."""
    from orchestration.command_line.status import show

    raise typer.Exit(show(OUT, ERR, settings_of_environment(), as_json=as_json))


@app.command()
def ui(port: Annotated[int, typer.Option(min=1, max=65535, help="Port on loopback.")] = 3000) -> None:
    """Open Dagster's UI with the daily schedule, on loopback."""
    from orchestration.command_line.web import serve

    raise typer.Exit(serve(OUT, port))


@sources_app.callback()
def sources(
    context: typer.Context,
    live: Annotated[bool, typer.Option("--live", help="The registry of the real sites.")] = False,
) -> None:
    """List the sources of the registry."""
    if context.invoked_subcommand is not None:
        return
    from orchestration.command_line.printing import print_sources
    from orchestration.steps.fetch import registry

    print_sources(OUT, registry(settings_of_environment(live=live)))


@sources_app.command()
def check(
    ids: Annotated[list[str] | None, typer.Argument(help="Sources to probe; all without.")] = None,
    live: Annotated[bool, typer.Option("--live", help="Ask the real sites.")] = False,
) -> None:
    """Probe sources: robots.txt, listings, three articles, what would be read of them. Exit code 1: one is red.

    A source that is off because its entry is a guess (confidence low) is asked by runs once it was seen answering.
    """
    from orchestration.command_line.probe import check_sources

    raise typer.Exit(check_sources(OUT, ERR, settings_of_environment(live=live), ids or []))

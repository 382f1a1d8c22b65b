"""`observatory backup`, `restore`, `disk` and `prepare`: what whoever keeps the machine types.

Lives here: these commands and what they print. Not here: what a backup is (`warehouse.backup`, `warehouse.restore`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from orchestration.command_line.environment import settings_of_environment
from orchestration.command_line.terminal import console

if TYPE_CHECKING:
    import datetime as dt

    from orchestration.settings import Settings
    from warehouse.backup import BackedUpFile, Base

OUT, ERR = console(), console(stderr=True)
WORTH_SHOWING = {
    "archive": "captures and journals: kept for ever",
    "lake": "made of the archive: one row per capture, number, outcome",
    "working": "one database, written anew by every run",
    "releases": "OBSERVATORY_KEEP_RELEASES of them",
    "dagster": "OBSERVATORY_KEEP_RUN_DAYS days of runs, events and output",
    "dbt": "artifacts of the last build",
    "logs": "OBSERVATORY_KEEP_RUN_DAYS days",
    "inbox": "dropped files",
    "superset": "Superset's own data (make superset)",
    "backups": "backups, if they are kept here",
}


def backup(
    target: Annotated[
        Path, typer.Argument(help="A file NAME.tar for one whole backup; else a folder in which backups are kept.")
    ],
    keep: Annotated[
        int, typer.Option(min=1, help="Of a folder: how many full backups stay, with those that build on them.")
    ] = 2,
) -> None:
    """Back up what cannot be made again: archive, lake, releases, Dagster's files, inbox, logs, corrections, registry.

    Into a folder a full backup is written every seven days; those between hold what is new since. The password file
    (.env) is not in it, nor a PostgreSQL of Dagster's: see docs/runbook.md.
    """
    from orchestration.settings import present
    from warehouse.backup import BackupError
    from warehouse.disk import naming_a_full_disk
    from warehouse.lock import AnotherRunIsGoingOnError

    settings, moment = settings_of_environment(), present()
    with naming_a_full_disk(settings.home, leaving=(BackupError, AnotherRunIsGoingOnError)):
        _refuse_during_a_run(settings, moment)
        if target.suffix == ".tar":
            _write(settings, target, moment, None)
        else:
            _into_folder(settings, target, keep, moment)


def restore(
    source: Annotated[Path, typer.Argument(help="A backup, or a folder of backups: then the newest of them.")],
    force: Annotated[
        bool, typer.Option("--force", help="Although data are there: they are moved to replaced-<time>/.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Only read the backup to its end; write nothing.")] = False,
) -> None:
    """Bring the state of a backup back into OBSERVATORY_HOME; stop the services first."""
    from orchestration.settings import present
    from scrapers.corrections import CORRECTIONS_FILE
    from warehouse.backup import BackupError
    from warehouse.backup_folder import backups
    from warehouse.restore import check_backup
    from warehouse.restore import restore as bring_back

    file = source
    if source.is_dir():
        kept = backups(source)
        if not kept:
            raise BackupError(f"{source} holds no backups named observatory-<time>.full.tar")
        file = kept[-1].file
    found = check_backup(file)
    size = sum(entry.size for entry in found.manifest.files.values())
    names = " and ".join(str(each) for each in found.files)
    _say(f"Whole: {names}, of {found.manifest.created_at}, {len(found.manifest.files):,} files, {_megabytes(size)}")
    if check:
        return
    home = settings_of_environment().home
    done = bring_back(home, found, now=present(), force=force)
    _say(f"Restored into {home.root}", style="bold green")
    if done.replaced:
        _say(f"What was there lies in {done.replaced}; remove it when you no longer need it")
    for path in done.configuration:
        is_same = path.name == CORRECTIONS_FILE.name and path.read_bytes() == CORRECTIONS_FILE.read_bytes()
        if path.name == CORRECTIONS_FILE.name and not is_same:
            _say(f"The backup's corrections differ from {CORRECTIONS_FILE}; compare, and copy: {path}", style="yellow")
        elif not is_same:
            _say(f"The backup's registry file, for OBSERVATORY_SOURCES: {path}")
    _say("Next: observatory run. It makes the working database again and publishes only if something has changed.")


def disk() -> None:
    """Show where the data directory's disk goes, and how much is free."""
    import shutil

    from warehouse.disk import uses

    settings = settings_of_environment()
    home = settings.home.create()
    aside = [path.name for path in sorted(home.root.glob("replaced-*"))]
    table = Table(title=str(home.root))
    for column in ("part", "size", "files", "bounded by"):
        table.add_column(column, justify="right" if column in {"size", "files"} else "left")
    for use in uses(home, (*WORTH_SHOWING, *aside)):
        if use.files:
            bound = WORTH_SHOWING.get(use.name, "moved aside by a restore; remove it when you no longer need it")
            table.add_row(use.name, _megabytes(use.size), f"{use.files:,}", bound)
    OUT.print(table)
    free = shutil.disk_usage(home.root).free
    _say(f"Free: {_megabytes(free)}; a run starts with {settings.min_free_gb:g} GB or more (OBSERVATORY_MIN_FREE_GB)")


def prepare() -> None:
    """Make the data directory, dagster.yaml and dbt's manifest, as services expect them; what is there stays."""
    from orchestration.dbt_setup import ensure_manifest
    from orchestration.instance import TEMPLATES, has_own_settings, keeps_runs_in_postgres, prepare_instance
    from orchestration.steps.fetch import registry
    from warehouse.profile import check_profile

    settings = settings_of_environment()
    check_profile(settings.home, settings.profile)
    sources = registry(settings)
    prepare_instance(settings.home.create())
    ensure_manifest(settings.home)
    storage = "PostgreSQL" if keeps_runs_in_postgres(settings.home) else "SQLite"
    _say(
        f"Ready: {settings.home.root}; profile {settings.profile}, {len(sources.enabled())} sources, "
        f"runs are kept in {storage}"
    )
    if has_own_settings(settings.home):
        written = settings.home.dagster / "dagster.yaml"
        _say(f"{written} is another than {TEMPLATES} gives and stays; to take that one, move it away", style="yellow")


def _into_folder(settings: Settings, folder: Path, keep: int, moment: dt.datetime) -> None:
    from warehouse.backup import BackupError
    from warehouse.backup_folder import backups, base_for, expired, file_for, leftovers
    from warehouse.restore import read_base
    from warehouse.retention import remove

    if folder.exists() and not folder.is_dir():
        raise BackupError(f"{folder} is no folder; name a folder for backups, or a file NAME.tar that is not there yet")
    since: tuple[Base, dict[str, BackedUpFile]] | None = None
    due = base_for(backups(folder), moment)
    if due is not None:
        try:
            base, manifest = read_base(due.file)
            since = (base, manifest.files)
        except BackupError as error:
            _say(f"A full backup is made instead of one that builds on a damaged one: {error}", style="yellow")
    _write(settings, file_for(folder, moment, is_full=since is None), moment, since)
    gone = [each.file for each in expired(backups(folder), keep)]
    remove([*gone, *leftovers(folder)])
    if gone:
        _say(f"Removed {len(gone)} older backups")


def _write(
    settings: Settings, file: Path, moment: dt.datetime, since: tuple[Base, dict[str, BackedUpFile]] | None
) -> None:
    import importlib.metadata

    from orchestration.instance import keeps_runs_in_postgres
    from scrapers.corrections import CORRECTIONS_FILE
    from warehouse.backup import write_backup

    packages = ("provincial-digital-transformation-observatory", "dagster", "dbt-core", "duckdb")
    done = write_backup(
        settings.home,
        file,
        now=moment,
        versions={name: importlib.metadata.version(name) for name in packages},
        configuration={CORRECTIONS_FILE.name: CORRECTIONS_FILE, **_registry_files(settings.extra_sources)},
        since=since,
    )
    here = sum(entry.is_here for entry in done.manifest.files.values())
    _say(f"{file}: {_megabytes(done.size)}, {here:,} of {len(done.manifest.files):,} files", style="bold green")
    if since is not None:
        _say(f"It needs {since[0].name}, which holds the others")
    for path in done.left_out:
        _say(f"Left out, as it is no plain file: {path}", style="yellow")
    if keeps_runs_in_postgres(settings.home):
        _say("Dagster's runs lie in PostgreSQL and are not in it; back them up with pg_dump (docs/runbook.md)")


def _registry_files(extra: Path | None) -> dict[str, Path]:
    if extra is None:
        return {}
    files = [extra] if extra.is_file() else sorted(path for path in extra.rglob("*") if path.is_file())
    return {f"sources/{path.relative_to(extra.parent).as_posix()}": path for path in files}


def _refuse_during_a_run(settings: Settings, moment: dt.datetime) -> None:
    """The lock is free between the steps of a run that the daemon started; Dagster knows of such a run."""
    import dagster as dg

    from orchestration.housekeeping import LONGEST_RUN
    from orchestration.instance import instance
    from warehouse.backup import BackupError

    if not (settings.home.dagster / "dagster.yaml").exists():
        return  # Dagster never ran here, and a backup makes nothing that was not there
    with instance(settings.home) as known:
        going_on = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
        filters = dg.RunsFilter(statuses=going_on, created_after=moment - LONGEST_RUN)
        records = known.get_run_records(filters, limit=1)
    if records:
        run = records[0].dagster_run
        raise BackupError(
            f"run {run.run_id} of {run.job_name} is going on; wait until it has ended (if it was killed: "
            "mark it as terminated in the UI)"
        )


def _say(text: str, *, style: str = "") -> None:
    OUT.print(Text(text, style=style), soft_wrap=True)


def _megabytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.1f} MB"

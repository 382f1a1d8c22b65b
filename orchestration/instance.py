"""Dagster's instance in the data directory: storage, telemetry off, the pool, our log messages in the UI.

Lives here: where `dagster.yaml` comes from (its text has one home: `deploy/dagster/`) and the instance made of it.
Never here: assets.
"""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import yaml

from orchestration.kept_engines import keep_engines
from orchestration.run_record import check_record
from orchestration.settings import POSTGRES_VARIABLE, SettingsError
from warehouse.files import write_bytes
from warehouse.paths import Home

# SQLAlchemy's own choice of a driver is another than the one that dagster-postgres brings along.
POSTGRES_SCHEME = "postgresql+psycopg2://"
TEMPLATES = Path(__file__).resolve().parent.parent / "deploy" / "dagster"


def dagster_yaml(*, with_postgres: bool) -> str:
    """The text of `dagster.yaml`: SQLite files in the instance's folder, or PostgreSQL."""
    names = ("dagster.yaml", "postgres.yaml") if with_postgres else ("dagster.yaml",)
    return "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)


def prepare_instance(home: Home) -> None:
    """Make the instance's folder, with `dagster.yaml` where there is none, and point DAGSTER_HOME to it.

    Raises:
        SettingsError: the address of PostgreSQL is of another form, or the `dagster.yaml` that is there keeps runs
            elsewhere than the environment says.
    """
    home.dagster.mkdir(parents=True, exist_ok=True)
    settings = home.dagster / "dagster.yaml"
    address = os.environ.get(POSTGRES_VARIABLE, "").strip()
    if address and not address.startswith(POSTGRES_SCHEME):
        raise SettingsError(f"{POSTGRES_VARIABLE} must begin with {POSTGRES_SCHEME}")  # never shown: it has a password
    wants_postgres = bool(address)
    if not settings.exists():
        write_bytes(settings, dagster_yaml(with_postgres=wants_postgres).encode())
    elif wants_postgres and not keeps_runs_in_postgres(home):
        raise SettingsError(
            f"{POSTGRES_VARIABLE} is set, but {settings} does not keep runs in PostgreSQL; move that file away (it is "
            "written anew), or unset the variable"
        )
    elif not wants_postgres and POSTGRES_VARIABLE in settings.read_text(encoding="utf-8"):
        raise SettingsError(f"{settings} keeps runs in PostgreSQL, but {POSTGRES_VARIABLE} is not set; set it")
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    keep_engines()


def keeps_runs_in_postgres(home: Home) -> bool:
    """Whether Dagster's runs and events lie in PostgreSQL, outside of the data directory."""
    try:
        said = yaml.safe_load((home.dagster / "dagster.yaml").read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError):
        return False
    return isinstance(said, dict) and "postgres" in (said.get("storage") or {})


def has_own_settings(home: Home) -> bool:
    """Whether `dagster.yaml` is another than this version would write: changed by a person, or of an older version."""
    written = (home.dagster / "dagster.yaml").read_text(encoding="utf-8")
    return written != dagster_yaml(with_postgres=keeps_runs_in_postgres(home))


def instance(home: Home) -> dg.DagsterInstance:
    """The instance whose runs the UI shows.

    Raises:
        DamagedRecordError: its SQLite files are damaged.
        UnreadableRecordError: they cannot be read, for a reason that lies outside of them.
        DiskFullError: SQLite cannot work for want of room.
    """
    prepare_instance(home)
    check_record(home.dagster)
    return dg.DagsterInstance.get()

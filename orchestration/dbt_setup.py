"""dbt for this project: where it writes, what it is told, and a manifest where a fresh clone has none.

Lives here: environment and paths of dbt. Never here: SQL, models.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dagster_dbt import DbtCliResource, DbtProject

from warehouse.paths import Home

PROJECT_FOLDER = Path(__file__).resolve().parent.parent / "dbt_project"
QUIET = {"DO_NOT_TRACK": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "PYTHONWARNINGS": "ignore"}


class DbtParseError(RuntimeError):
    """dbt cannot parse the project; the message holds what it said."""


def environment(home: Home) -> dict[str, str]:
    """What dbt needs to know: absolute paths of the working database and of the lake."""
    return {
        "OBSERVATORY_DATABASE": str(home.database),
        "OBSERVATORY_LAKE": str(home.lake),
        "DBT_TARGET_PATH": str(home.dbt / "target"),
        "DBT_LOG_PATH": str(home.logs / "dbt"),
        "DBT_LOG_LEVEL_FILE": "none",  # the debug log has 30 MB per build; logs/dbt-build.txt tells enough
        **QUIET,
    }


def ensure_manifest(home: Home) -> Path:
    """The manifest, made by `dbt parse` where it is missing or older than a file of the project.

    Raises:
        DbtParseError: the project cannot be parsed.
    """
    manifest = home.dbt / "target" / "manifest.json"
    newest = max(path.stat().st_mtime for path in PROJECT_FOLDER.rglob("*") if path.is_file())
    if manifest.exists() and manifest.stat().st_mtime >= newest:
        return manifest
    home.create()
    command = [
        dbt_executable(),
        "--quiet",
        "parse",
        "--project-dir",
        str(PROJECT_FOLDER),
        "--profiles-dir",
        str(PROJECT_FOLDER),
    ]
    done = subprocess.run(command, env={**os.environ, **environment(home)}, capture_output=True, text=True, check=False)
    if done.returncode or not manifest.exists():
        raise DbtParseError(f"dbt parse failed:\n{done.stdout}\n{done.stderr}")
    return manifest


def dbt_executable() -> str:
    """The dbt of this environment, by the command that answers for its version itself (`orchestration.dbt_command`)."""
    return str(Path(sys.executable).with_name("observatory-dbt"))


def dbt_project(home: Home) -> DbtProject:
    """The project as dagster-dbt wants it, with its artifacts in the data directory."""
    return DbtProject(project_dir=PROJECT_FOLDER, profiles_dir=PROJECT_FOLDER, target_path=home.dbt / "target")


def dbt_resource(home: Home) -> DbtCliResource:
    """The dbt command as a Dagster resource."""
    os.environ.update(environment(home))  # dbt is a child process; dagster-dbt hands it the parent's environment
    return DbtCliResource(project_dir=dbt_project(home), dbt_executable=dbt_executable())

"""dbt for this project: where it writes, what it is told, and a manifest where a fresh clone has none.

Lives here: environment and paths of dbt. Never here: SQL, models.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

from dagster_dbt import DbtCliResource, DbtProject

from orchestration.dbt_command import CALLER_VARIABLE
from orchestration.dbt_errors import DbtParseError
from warehouse.files import write_bytes
from warehouse.paths import Home

_READ_BY_DBT = frozenset({".sql", ".yml", ".csv"})
PROJECT_FOLDER = Path(__file__).resolve().parent.parent / "dbt_project"
QUIET = {"DO_NOT_TRACK": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "PYTHONWARNINGS": "ignore"}


def environment(home: Home) -> dict[str, str]:
    """What dbt needs to know: absolute paths of the working database and of the lake."""
    return {
        "OBSERVATORY_DATABASE": str(home.database),
        "OBSERVATORY_LAKE": str(home.lake),
        "DBT_TARGET_PATH": str(home.dbt / "target"),
        "DBT_LOG_PATH": str(home.logs / "dbt"),
        CALLER_VARIABLE: str(os.getpid()),
        "DBT_LOG_LEVEL_FILE": "none",  # the debug log has 30 MB per build; logs/dbt-build.txt tells enough
        **QUIET,
    }


def ensure_manifest(home: Home) -> Path:
    """The manifest, made by `dbt parse` where it is missing, damaged, or of other files than the project's.

    Raises:
        DbtParseError: the project cannot be parsed.
    """
    manifest = home.dbt / "target" / "manifest.json"
    made_of, digest = manifest.with_name("project.sha256"), project_digest()
    if _text(made_of) == digest and _is_json(manifest):
        return manifest
    home.create()
    made_of.unlink(missing_ok=True)
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
        raise DbtParseError(PROJECT_FOLDER, f"{done.stdout}\n{done.stderr}")
    write_bytes(made_of, digest.encode())
    return manifest


def project_digest(project: Path = PROJECT_FOLDER) -> str:
    """A hash of dbt's version and of all that it reads; times of files say nothing after a copy or a wrong clock."""
    digest = hashlib.sha256(importlib.metadata.version("dbt-core").encode())
    for path in sorted(path for path in project.rglob("*") if path.suffix in _READ_BY_DBT):
        digest.update(f"{path.relative_to(project)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _is_json(path: Path) -> bool:
    """Whether the file is whole: a run that is ended by force may leave half of it."""
    try:
        json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return True


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

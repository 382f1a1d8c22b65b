"""Start Apache Superset on this machine with the observatory's database, datasets and dashboards.

    .venv-superset/bin/python deploy/superset/start.py --published FOLDER --home FOLDER [--port 8088]

Lives here: Superset's home, its secret and password, the asset files as this machine needs them. Runs in Superset's
environment and knows nothing of the observatory's packages: labels of columns come from the release's `dictionary.csv`.
Not here: Superset's settings (`superset_config.py`), its metadata (`prepare.py`).
"""

from __future__ import annotations

import argparse
import csv
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ADMINISTRATOR = "admin"
MADE = "ADMINISTRATOR MADE"
"""What `prepare.py` prints when it has made one."""
PLACEHOLDER = "/PUBLISHED/observatory.duckdb"
TEMPORAL = ("DATE", "TIMESTAMP")


def main() -> None:
    """Prepare what is missing, import the files of `assets/`, and serve until stopped."""
    arguments = _arguments()
    published, home = Path(arguments.published).absolute(), Path(arguments.home).absolute()
    if not (published / "dictionary.csv").is_file():
        sys.exit(f"There is no release in {published} yet; run: make run")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _secret(home / "secret.key")
    environment = {
        **os.environ,
        "SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(HERE / "superset_config.py"),
        "SCARF_ANALYTICS": "false",
    }
    log = home / "prepare.log"
    print(f"Preparing Superset in {home} (the first time this takes some minutes; log: {log})", flush=True)
    _prepare(_rendered(home, published), environment, log)
    address = f"http://127.0.0.1:{arguments.port}"
    print(f"Superset: {address}/dashboard/list/   (also {address}/superset/dashboard/economy/, society, government)")
    print(f"User: {ADMINISTRATOR} (is the password lost? Remove {home} and start again)", flush=True)
    # One process: a DuckDB file that one process has opened read-only is shared by its threads.
    serve = ["--bind", f"127.0.0.1:{arguments.port}", "--workers", "1", "--threads", "8", "--timeout", "120"]
    command = [sys.executable, "-m", "gunicorn", *serve, "--log-level", "warning", "superset.app:create_app()"]
    os.execve(sys.executable, command, environment)  # noqa: S606 - becomes the server


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--published", required=True, help="folder of the published release (the link)")
    parser.add_argument("--home", required=True, help="where Superset keeps its metadata")
    parser.add_argument("--port", type=int, default=8088)
    return parser.parse_args()


def _secret(path: Path) -> None:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(42), encoding="utf-8")


def _prepare(assets: Path, environment: dict[str, str], log: Path) -> None:
    """Metadata, administrator, assets; prints the password if an administrator was made, whatever came after that."""
    password = secrets.token_urlsafe(12)
    command = [sys.executable, str(HERE / "prepare.py"), str(assets)]
    with log.open("w", encoding="utf-8") as errors:
        done = subprocess.run(
            command, env=environment, input=password, text=True, stdout=subprocess.PIPE, stderr=errors, check=False
        )
    if MADE in done.stdout:
        print(f"User: {ADMINISTRATOR}   password: {password}   (shown only this once)", flush=True)
    if done.returncode:
        sys.exit(f"Superset could not be prepared; the end of {log} says why")


def _rendered(home: Path, published: Path) -> Path:
    """The assets with this machine's path in the database's address and the release's columns in the datasets."""
    rendered = home / "assets"
    labels = _columns(published / "dictionary.csv")
    for source in sorted((HERE / "assets").rglob("*.yaml")):
        content: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
        kind = source.parent.name
        if kind == "databases":
            content["sqlalchemy_uri"] = content["sqlalchemy_uri"].replace(
                PLACEHOLDER, str(published / "observatory.duckdb")
            )
        elif kind == "datasets":
            # Superset's metadata in SQLite want one name per dataset over all schemas: it begins with the schema's.
            schema = content["schema"]
            content["columns"] = labels[schema, content["table_name"].removeprefix(f"{schema}_")]
        target = rendered / source.relative_to(HERE / "assets")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return rendered


def _columns(dictionary: Path) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The columns of every table, with Vietnamese labels, in the form of Superset's import."""
    tables: dict[tuple[str, str], list[dict[str, Any]]] = {}
    with dictionary.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            columns = tables.setdefault((row["schema"], row["table"]), [])
            if row["column"]:
                columns.append(
                    {
                        "column_name": row["column"],
                        "verbose_name": row["label_vi"],
                        "description": row["description_vi"],
                        "type": row["type"],
                        "is_dttm": row["type"].startswith(TEMPORAL),
                        "groupby": True,
                        "filterable": True,
                        "is_active": True,
                    }
                )
    return tables


if __name__ == "__main__":
    main()

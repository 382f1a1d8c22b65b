"""Dagster's instance in the data directory: storage, telemetry off, the pool, our log messages in the UI.

Lives here: `dagster.yaml` and the instance made from it. Never here: assets.
"""

from __future__ import annotations

import os

import dagster as dg

from warehouse.paths import Home

_DAGSTER_YAML = """\
# Written by the observatory; changes are kept.
telemetry:
  enabled: false
concurrency:
  pools:
    default_limit: 1        # one pool, `warehouse`: one step at a time opens the working database
  runs:
    max_concurrent_runs: 1  # one run at a time per data directory
python_logs:
  managed_python_loggers: [observatory]
  python_log_level: INFO
nux:
  enabled: false
"""


def prepare_instance(home: Home) -> None:
    """Make the instance's folder, with `dagster.yaml` where there is none, and point DAGSTER_HOME to it."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    settings = home.dagster / "dagster.yaml"
    if not settings.exists():
        settings.write_text(_DAGSTER_YAML, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home.dagster)


def instance(home: Home) -> dg.DagsterInstance:
    """The instance whose runs the UI shows."""
    prepare_instance(home)
    return dg.DagsterInstance.get()

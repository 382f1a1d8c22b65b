"""`observatory ui`: Dagster's web server and daemon on loopback, with the environment that the definitions need.

Lives here: starting them. Never here: definitions.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from orchestration.command_line.environment import settings_of_environment
from orchestration.dbt_setup import QUIET
from orchestration.instance import prepare_instance
from warehouse.profile import check_profile


def serve(out: Console, port: int) -> int:
    """Serve until interrupted; gives the exit code of the server.

    Raises:
        ProfileError: the data directory belongs to the other profile.
    """
    settings = settings_of_environment()
    check_profile(settings.home, settings.profile)
    prepare_instance(settings.home.create())
    out.print(
        f"Dagster's UI: http://127.0.0.1:{port} (stop with Ctrl-C); the daily run is scheduled for 06:00 in Vietnam",
        highlight=False,
    )
    command = [
        str(Path(sys.executable).with_name("dagster")),
        "dev",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--module-name",
        "orchestration.definitions",
    ]
    environment = {**os.environ, **QUIET, "OBSERVATORY_HOME": str(settings.home.root)}
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0

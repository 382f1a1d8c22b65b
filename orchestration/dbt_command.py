"""The dbt that Dagster calls: it ends with the run that called it, and answers `--version` from what is installed.

dagster-dbt asks for the version before every build. dbt's own answer loads all of dbt and asks the package index
whether there is a newer one; a run asks nobody but its sources. A run that is killed cannot end its dbt, which would go
on beside the next run. Never here: anything else that dbt does.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
import threading
import time

CALLER_VARIABLE = "CALLER_OF_DBT"
"""The process that called, told by itself: it may be gone before this one can ask who it was."""
_LOOK_EVERY_SECONDS = 0.2


def main() -> None:
    """The command `observatory-dbt`."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"Core:\n  - installed: {importlib.metadata.version('dbt-core')}\n")
        return
    if caller := os.environ.get(CALLER_VARIABLE):
        threading.Thread(target=_end_with, args=(int(caller),), daemon=True).start()
    from dbt.cli.main import cli  # noqa: PLC0415 - loading all of dbt is what `--version` does without

    cli()


def _end_with(caller: int) -> None:
    """End this process once the one that called it is gone."""
    while os.getppid() == caller:
        time.sleep(_LOOK_EVERY_SECONDS)
    os._exit(1)

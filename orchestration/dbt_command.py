"""The dbt that Dagster calls: dbt itself, except that `--version` is answered from what is installed.

dagster-dbt asks for the version before every build. dbt's own answer loads all of dbt and asks the package index
whether there is a newer one; a run asks nobody but its sources. Never here: anything else that dbt does.
"""

from __future__ import annotations

import importlib.metadata
import sys


def main() -> None:
    """The command `observatory-dbt`."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"Core:\n  - installed: {importlib.metadata.version('dbt-core')}\n")
        return
    from dbt.cli.main import cli  # noqa: PLC0415 - loading all of dbt is what `--version` does without

    cli()

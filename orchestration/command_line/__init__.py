"""The `observatory` command: run, read, sources, ingest, release, ui, prepare, backup, restore, disk.

Lives here: arguments, tables and colours. Heavy imports (Dagster, dbt) stay inside the commands that need them, so
that `read` and
`--help` answer at once. Never here: work.
"""

from orchestration.command_line.app import main

__all__ = ["main"]

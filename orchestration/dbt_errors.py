"""What can be wrong with the dbt project before anything is built; quick to import, for the commands that show it."""

from __future__ import annotations

from pathlib import Path


class DbtParseError(RuntimeError):
    """dbt cannot parse the project; the message holds what it said."""

    def __init__(self, project: Path, said: str) -> None:
        super().__init__(
            f"dbt parse failed: mend what it names below {project}, or go back to the last version; nothing was built\n"
            f"{said.strip()}"
        )

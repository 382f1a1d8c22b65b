"""The data directory: one root from which every other place follows.

Lives here: names of folders and files. Not here: what is in them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path

HOME_VARIABLE = "OBSERVATORY_HOME"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
DEFAULT_ROOT = Path(__file__).resolve().parent
DATABASE_NAME = "observatory.duckdb"


def plain_name(name: str) -> str:
    """A name (source, month) that becomes a folder or file of the data directory.

    Raises:
        ValueError: it could lead out of its folder, or match other names than its own.
    """
    if not _PLAIN.fullmatch(name):
        raise ValueError(f"{name!r} cannot name a folder; only letters, digits, - and _ may stand in it")
    return name


@dataclasses.dataclass(frozen=True)
class Home:
    """The data directory of one observatory."""

    root: Path

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Home:
        """The directory that `OBSERVATORY_HOME` names, else the repository's `warehouse/`; always absolute."""
        named = environ.get(HOME_VARIABLE, "").strip()
        return cls(Path(named).expanduser().resolve() if named else DEFAULT_ROOT)

    @property
    def archive(self) -> Path:
        """Raw captures and journals: the truth, append-only."""
        return self.root / "archive"

    @property
    def lake(self) -> Path:
        """Parquet tables derived from the archive."""
        return self.root / "lake"

    @property
    def inbox(self) -> Path:
        """Where people drop files; `taken/` and `refused/` below it hold those of earlier runs."""
        return self.root / "inbox"

    @property
    def database(self) -> Path:
        """The working DuckDB file; nobody but the pipeline opens it."""
        return self.root / "working" / DATABASE_NAME

    @property
    def releases(self) -> Path:
        """Numbered releases."""
        return self.root / "releases"

    @property
    def published(self) -> Path:
        """Symbolic link to the release that readers open."""
        return self.root / "published"

    @property
    def dagster(self) -> Path:
        """Dagster's instance (runs, events)."""
        return self.root / "dagster"

    @property
    def dbt(self) -> Path:
        """Artifacts of dbt: manifest, compiled SQL, partial parse."""
        return self.root / "dbt"

    @property
    def logs(self) -> Path:
        """Run summaries and logs."""
        return self.root / "logs"

    @property
    def checked_sources(self) -> Path:
        """What the last probe of each source found."""
        return self.root / "sources-checked.json"

    @property
    def lock_file(self) -> Path:
        """Held by the run that is going on."""
        return self.root / "run.lock"

    def create(self) -> Home:
        """Make the folders that are missing."""
        for folder in (
            self.archive,
            self.inbox,
            self.lake,
            self.database.parent,
            self.releases,
            self.dagster,
            self.dbt,
            self.logs,
        ):
            folder.mkdir(parents=True, exist_ok=True)
        return self

"""Append-only journals: one JSON object per line, one file per source and day.

Lives here: appending and reading lines, and saying which lines cannot be read. Not here: what the objects mean.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from warehouse.files import append_lines
from warehouse.paths import plain_name


@dataclasses.dataclass(frozen=True, slots=True)
class UnreadableLine:
    """A journal line that was skipped: torn by a power cut, or damaged."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


@dataclasses.dataclass(frozen=True)
class Journal:
    """The journals of one kind: `<root>/<source>/<yyyy>/<yyyy-mm-dd>.jsonl`."""

    root: Path

    def append(self, source_id: str, at: dt.datetime, entries: Iterable[dict[str, Any]]) -> None:
        """Add entries to the file of their (UTC) day; they are on disk when this returns."""
        day = at.astimezone(dt.UTC).date()
        path = self.root / plain_name(source_id) / f"{day:%Y}" / f"{day:%Y-%m-%d}.jsonl"
        append_lines(path, [json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries])

    def source_ids(self) -> list[str]:
        """Sources that have a journal, sorted."""
        return sorted(path.name for path in self.root.glob("*") if path.is_dir())

    def months(self, source_id: str) -> list[str]:
        """Months (`yyyy-mm`) with entries, sorted."""
        return sorted({path.stem[:7] for path in (self.root / plain_name(source_id)).glob("*/*.jsonl")})

    def files(self, source_id: str, month: str | None = None) -> list[Path]:
        """Files of a source (of one month), in order of time."""
        pattern = f"{month[:4]}/{plain_name(month)}-*.jsonl" if month else "*/*.jsonl"
        return sorted((self.root / plain_name(source_id)).glob(pattern))

    def signature(self, source_id: str, month: str) -> str:
        """A hash that changes whenever an entry is added: journals only grow, so names and sizes tell."""
        parts = (f"{path.name}:{path.stat().st_size}" for path in self.files(source_id, month))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def read_entries(files: Iterable[Path]) -> Iterator[tuple[Path, int, dict[str, Any] | UnreadableLine]]:
    """Every line of the files: its place, and the object or why it cannot be read."""
    for file in files:
        for number, line in enumerate(file.read_bytes().split(b"\n"), start=1):
            if line.strip():
                yield file, number, _decoded(file, number, line)


def _decoded(file: Path, number: int, line: bytes) -> dict[str, Any] | UnreadableLine:
    try:
        entry = json.loads(line)
    except ValueError as error:
        return UnreadableLine(file, number, f"is not JSON ({error})")
    if not isinstance(entry, dict):
        return UnreadableLine(file, number, "is no JSON object")
    return entry

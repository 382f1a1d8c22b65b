"""`SHA256SUMS`: the hash of every file of a release, in the form that `sha256sum --check` reads.

Lives here: writing and checking it. Not here: hashes of tables (`warehouse.published_file`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

FILE = "SHA256SUMS"


def write_checksums(folder: Path) -> None:
    """Write the hashes of all files below `folder`, sorted by path."""
    lines = [f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (folder / FILE).write_text("".join(lines), encoding="utf-8")


def damaged_files(folder: Path) -> list[str]:
    """Paths that are missing, or whose hash is not the one that was written.

    Raises:
        OSError: there is no list of hashes, or a file cannot be read.
        ValueError: the list of hashes is no text.
    """
    wrong = []
    for line in (folder / FILE).read_text(encoding="utf-8").splitlines():
        digest, _, path = line.partition("  ")
        if not (folder / path).is_file() or _digest(folder / path) != digest:
            wrong.append(path)
    return wrong


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / FILE)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

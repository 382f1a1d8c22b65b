"""A digest of files that shape something: another one says that it has to be made again.

Lives here: names and contents in a fixed order. Times of files say nothing after a copy, a fresh checkout or a wrong
clock; what Python and editors leave beside the files is none of them. Never here: which files shape what.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_of_files(root: Path, names: Iterable[str]) -> str:
    """The digest of files, and of all files below folders, that lie at these places below `root`.

    Raises:
        FileNotFoundError: one of the places is empty.
    """
    digest = hashlib.sha256()
    for path in sorted({file for name in names for file in _files(root / name)}):
        body = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    found = [path for path in place.rglob("*") if path.is_file() and not _is_left_over(path.relative_to(place))]
    if not found:
        raise FileNotFoundError(f"{place} holds no file; whoever names it shapes nothing by it")
    return found


def _is_left_over(inside: Path) -> bool:
    return "__pycache__" in inside.parts or any(part.startswith(".") for part in inside.parts)

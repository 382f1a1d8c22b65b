"""The ingest step: dropped files become captures of the source `inbox`.

A sidecar `NAME.meta.yaml` beside `NAME.txt` (or `NAME.txt.meta.yaml`) may give url, title, published_on,
province_code. Whoever can put a file into a folder may be anybody: a file that cannot be taken in is refused by name
and stops no other, and nothing is read that lies outside the folder. Lives here: reading files and sidecars. Never
here: what a file says.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import mimetypes
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from orchestration.settings import present
from schemas import strict_yaml
from schemas.country import COUNTRY
from schemas.records import Capture
from scrapers.parsing.publication import latest_publication
from scrapers.parsing.textual import told
from scrapers.reference import load_reference
from scrapers.sources.loader import INBOX
from warehouse.archive import Archive
from warehouse.clock import check_clock
from warehouse.paths import Home

SIDECAR = ".meta.yaml"
ACCEPTED = (".txt", ".html", ".htm", ".pdf", ".docx")
MAX_BYTES = 20 * 1024 * 1024
MAX_SIDECAR_BYTES = 64 * 1024


class IngestError(ValueError):
    """A path cannot be taken in; the message names the file and says what to do."""


def _whole(text: str) -> str:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("holds half of a character, which no file can keep")
    return text


_Text = Annotated[str, AfterValidator(_whole)]


class Sidecar(BaseModel):
    """What a sidecar file may say about its document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: _Text | None = None
    title: _Text | None = None
    published_on: dt.date | None = None
    province_code: _Text | None = None


@dataclasses.dataclass(frozen=True)
class Ingested:
    """What became of one file."""

    path: Path
    status: Literal["stored", "already there", "refused"]
    detail: str


def ingest(
    home: Home,
    paths: Iterable[Path],
    *,
    dropped_in: Path | None = None,
    now: Callable[[], dt.datetime] = present,
) -> list[Ingested]:
    """Take files (and the files of folders) into the archive, each unless it is what was last stored under its name.

    A file is known by its name: another text or sidecar under a known name is a new version of that document, and so is
    an earlier one that comes back. Of several files of one name the last is compared so; the others are stored once.

    `dropped_in` is the folder in which files lie that nobody has named one by one: nothing is read that lies outside.
    They are moved away once they are taken, so each counts as what is dropped now, also of several files of one name.

    Raises:
        ClockError: the clock is behind the archive.
    """
    archive = Archive(home.archive)
    check_clock(archive, now())
    known: dict[str, list[Capture]] = {}
    for capture in archive.captures(INBOX.id):
        known.setdefault(capture.url, []).append(capture)
    results = []
    files = _files(paths, dropped_in)
    last_of_name = {path.name: index for index, (path, _) in enumerate(files)}
    for index, (path, folder) in enumerate(files):
        try:
            _check_name(path)
            meta = _sidecar(path, folder, latest_publication(now()))
            body = _body(path, folder)
        except IngestError as error:
            results.append(Ingested(path, "refused", str(error)))
            continue
        url = f"inbox:///{path.name}"
        versions = known.setdefault(url, [])
        sha256 = hashlib.sha256(body).hexdigest()
        is_last = dropped_in is not None or index == last_of_name[path.name]
        compared = versions[-1:] if is_last else versions
        same = next((version for version in compared if version.sha256 == sha256 and version.meta == meta), None)
        if same is not None:
            results.append(Ingested(path, "already there", f"captured {same.captured_at:%Y-%m-%d %H:%M} UTC"))
            continue
        capture = archive.store(
            source_id=INBOX.id,
            url=url,
            final_url=url,
            purpose="file",
            captured_at=now(),
            status_code=200,
            headers={},
            content_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            encoding=None,
            body=body,
            meta=meta,
        )
        detail = capture.capture_id
        if versions:
            detail += f", a new version of {path.name}; if it is another document, give it another name"
        versions.append(capture)
        results.append(Ingested(path, "stored", detail))
    return results


def _files(paths: Iterable[Path], dropped_in: Path | None) -> list[tuple[Path, Path | None]]:
    """The files that are meant, each with the folder out of which it may not lead, or None where a person named it."""
    found: list[tuple[Path, Path | None]] = []
    for path in paths:
        if dropped_in is None and path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if not p.is_dir() and not p.name.startswith("."))
            found += [(p, path) for p in inside]
        else:
            found.append((path, dropped_in))
    return [(path, folder) for path, folder in found if not path.name.endswith(SIDECAR)]


def _check_name(path: Path) -> None:
    """Raise `IngestError` for a name that cannot be kept, or that would give orders to a terminal."""
    if not path.name.isprintable():  # bytes that are not UTF-8 are not printable, either
        raise IngestError(f"{str(path)!a}: the name holds characters that cannot be shown; give it another name")


def _bytes_of(path: Path, folder: Path | None, limit: int) -> bytes:
    """The content of a regular file of at most `limit` bytes; raises `IngestError` for all else.

    A link is followed where a person named it, and from a named folder only as far as the folder reaches.
    """
    try:
        if folder is not None and not path.resolve().is_relative_to(folder.resolve()):
            raise IngestError(f"{path}: a link that leads out of {folder}; put the file itself there")
        # Not to wait for whoever would write into a pipe.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise IngestError(f"{path}: is no file; only files are taken in")
            if status.st_size > limit:
                size = f"{status.st_size:,} bytes are more than the limit of {limit:,}"
                raise IngestError(f"{path}: {size}; split the file")
            return file.read(limit)
    except OSError as error:
        raise IngestError(f"{path}: {error.strerror or error}") from error
    except RuntimeError as error:  # how Python 3.11 and 3.12 say that a link leads to itself
        raise IngestError(f"{path}: {error}") from error


def _body(path: Path, folder: Path | None) -> bytes:
    if path.suffix.lower() not in ACCEPTED:
        raise IngestError(
            f"{path}: files of type {path.suffix or '(none)'} are not read; convert it to one of {', '.join(ACCEPTED)}"
        )
    return _bytes_of(path, folder, MAX_BYTES)


def _sidecar(path: Path, folder: Path | None, latest: dt.date) -> dict[str, str]:
    for sidecar in (path.with_name(path.name + SIDECAR), path.with_name(path.stem + SIDECAR)):
        if not sidecar.exists():
            continue
        written = _bytes_of(sidecar, folder, MAX_SIDECAR_BYTES)
        try:
            said = Sidecar.model_validate(strict_yaml.load_untrusted(written.decode("utf-8")) or {})
        except ValidationError as error:
            fields = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise IngestError(f"{sidecar}: {fields}; allowed are url, title, published_on, province_code") from error
        # YAML makes days and numbers of what looks like them, and calls itself for what is nested.
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise IngestError(f"{sidecar}: is no YAML that can be read ({told(str(error))})") from error
        provinces = {unit.province_code for unit in load_reference().units.values()} | {COUNTRY}
        if said.province_code is not None and said.province_code not in provinces:
            raise IngestError(
                f"{sidecar}: province_code {said.province_code!r} is unknown; use a slug such as quang-ninh"
            )
        if said.published_on is not None and said.published_on > latest:
            raise IngestError(
                f"{sidecar}: published_on {said.published_on} lies in the future; give the day of publication"
            )
        return said.model_dump(mode="json", exclude_none=True)
    return {}

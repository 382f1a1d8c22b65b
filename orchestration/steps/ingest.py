"""The ingest step: dropped files become captures of the source `inbox`.

A sidecar `NAME.meta.yaml` beside `NAME.txt` (or `NAME.txt.meta.yaml`) may give url, title, published_on,
province_code. Lives here: reading
files and sidecars. Never here: what a file says.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import mimetypes
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from orchestration.settings import present
from schemas.records import Capture
from scrapers.reference import load_reference
from scrapers.sources.loader import INBOX
from warehouse.archive import Archive
from warehouse.paths import Home

SIDECAR = ".meta.yaml"
ACCEPTED = (".txt", ".html", ".htm", ".pdf", ".docx")
MAX_BYTES = 20 * 1024 * 1024


class IngestError(ValueError):
    """A path cannot be taken in; the message names the file and says what to do."""


class Sidecar(BaseModel):
    """What a sidecar file may say about its document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str | None = None
    title: str | None = None
    published_on: dt.date | None = None
    province_code: str | None = None


@dataclasses.dataclass(frozen=True)
class Ingested:
    """What became of one file."""

    path: Path
    status: Literal["stored", "already there", "refused"]
    detail: str


def ingest(home: Home, paths: Iterable[Path], *, now: Callable[[], dt.datetime] = present) -> list[Ingested]:
    """Take files (and the files of folders) into the archive; the same file with the same sidecar is stored once.

    A file is known by its name: another text under a known name is a new version of that document.
    """
    archive = Archive(home.archive)
    known: dict[str, list[Capture]] = {}
    for capture in archive.captures(INBOX.id):
        known.setdefault(capture.url, []).append(capture)
    results = []
    for path in _files(paths):
        try:
            meta = _sidecar(path)
            body = _body(path)
        except IngestError as error:
            results.append(Ingested(path, "refused", str(error)))
            continue
        url = f"inbox:///{path.name}"
        versions = known.setdefault(url, [])
        sha256 = hashlib.sha256(body).hexdigest()
        same = next((version for version in versions if version.sha256 == sha256 and version.meta == meta), None)
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


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += [p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith(".")]
        else:
            found.append(path)
    return [path for path in found if not path.name.endswith(SIDECAR)]


def _body(path: Path) -> bytes:
    if path.suffix.lower() not in ACCEPTED:
        raise IngestError(
            f"{path}: files of type {path.suffix or '(none)'} are not read; convert it to one of {', '.join(ACCEPTED)}"
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise IngestError(f"{path}: {size:,} bytes are more than the limit of {MAX_BYTES:,}; split the file")
        return path.read_bytes()
    except OSError as error:
        raise IngestError(f"{path}: {error.strerror or error}") from error


def _sidecar(path: Path) -> dict[str, str]:
    for sidecar in (path.with_name(path.name + SIDECAR), path.with_name(path.stem + SIDECAR)):
        if not sidecar.exists():
            continue
        try:
            said = Sidecar.model_validate(yaml.safe_load(sidecar.read_text(encoding="utf-8")) or {})
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise IngestError(f"{sidecar}: is no YAML ({error})") from error
        except ValidationError as error:
            fields = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise IngestError(f"{sidecar}: {fields}; allowed are url, title, published_on, province_code") from error
        provinces = {unit.province_code for unit in load_reference().units.values()} | {"vn"}
        if said.province_code is not None and said.province_code not in provinces:
            raise IngestError(
                f"{sidecar}: province_code {said.province_code!r} is unknown; use a slug such as quang-ninh"
            )
        return said.model_dump(mode="json", exclude_none=True)
    return {}

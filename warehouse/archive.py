"""The raw archive: every body once, and journals of captures and of fetch outcomes.

    archive/blobs/ab/<sha256>.gz                           a body, gzipped without a time: equal bodies, equal files
    archive/captures/<source>/<yyyy>/<yyyy-mm-dd>.jsonl    one line per capture
    archive/outcomes/<source>/<yyyy>/<yyyy-mm-dd>.jsonl    one line per plan to ask, and one per attempt

Lives here: the implementation of `scrapers.fetching.store.CaptureStore`. A body is on disk before the line that names
it. Nothing is ever changed or removed. Not here: deciding what to store.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import hashlib
import itertools
import re
import zlib
from pathlib import Path
from typing import Any, Generic, TypeVar

from schemas.frontier import PLANNED, Frontier, settled
from schemas.records import Capture, FetchOutcome, Purpose
from warehouse.files import write_bytes
from warehouse.journal import Journal, UnreadableLine, read_entries

Record = TypeVar("Record", Capture, FetchOutcome)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TIMES = ("captured_at", "attempted_at", "listing_published_at")


class CorruptCaptureError(RuntimeError):
    """A body of the archive is missing or damaged."""

    def __init__(self, sha256: str, path: Path, problem: str) -> None:
        self.sha256, self.path = sha256, path
        super().__init__(
            f"the archived body {path} {problem}; restore it from a backup, or let the source be asked again"
        )


@dataclasses.dataclass(frozen=True)
class Scan(Generic[Record]):
    """What journals said: the records in order of writing, and the lines that had to be skipped."""

    records: tuple[Record, ...]
    unreadable: tuple[UnreadableLine, ...]


class Archive:
    """The archive below one folder. Safe to use from several threads and processes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.capture_journal = Journal(root / "captures")
        self.outcome_journal = Journal(root / "outcomes")

    def store(  # noqa: PLR0913 - a response has this many facets, each named by the caller
        self,
        *,
        source_id: str,
        url: str,
        final_url: str,
        purpose: Purpose,
        captured_at: dt.datetime,
        status_code: int,
        headers: dict[str, str],
        content_type: str,
        encoding: str | None,
        body: bytes,
        listing_title: str | None = None,
        listing_published_at: dt.datetime | None = None,
        listing_signature: str | None = None,
        meta: dict[str, Any] | None = None,
        content_sha256: str | None = None,
    ) -> Capture:
        """Keep a response: the body first, then the line that names it."""
        sha256 = self._store_body(body)
        captured_at = captured_at.astimezone(dt.UTC)
        capture = Capture(
            capture_id=_capture_id(source_id, url, captured_at, sha256),
            source_id=source_id,
            url=url,
            final_url=final_url,
            purpose=purpose,
            captured_at=captured_at,
            status_code=status_code,
            headers=dict(headers),
            content_type=content_type,
            encoding=encoding,
            sha256=sha256,
            body_bytes=len(body),
            listing_title=listing_title,
            listing_published_at=listing_published_at,
            listing_signature=listing_signature,
            meta=dict(meta or {}),
            content_sha256=content_sha256,
        )
        self.capture_journal.append(source_id, captured_at, [_entry(capture)])
        return capture

    def record(self, *outcomes: FetchOutcome) -> None:
        """Keep what came of attempts; those of one source and day reach the disk together."""
        for (source_id, _), group in itertools.groupby(
            outcomes, key=lambda outcome: (outcome.source_id, outcome.attempted_at.astimezone(dt.UTC).date())
        ):
            same_day = list(group)
            self.outcome_journal.append(source_id, same_day[0].attempted_at, map(_entry, same_day))

    def read_body(self, sha256: str) -> bytes:
        """The body of a capture.

        Raises:
            CorruptCaptureError: it is missing, cut off, or not what its name says.
        """
        path = self.blob(sha256)
        if not _SHA256.fullmatch(sha256):  # a journal that others wrote must not lead out of the archive
            raise CorruptCaptureError(sha256, path, "is named after no hash")
        try:
            body = gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            raise CorruptCaptureError(sha256, path, "is missing") from None
        except (OSError, EOFError, zlib.error) as error:
            raise CorruptCaptureError(sha256, path, f"cannot be unpacked ({error})") from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise CorruptCaptureError(sha256, path, "does not have the hash that its name says")
        return body

    def latest(self, source_id: str) -> dict[str, Capture]:
        """The last capture of every address of a source."""
        return {capture.url: capture for capture in self.captures(source_id)}

    def frontier(self, source_id: str) -> Frontier:
        """The last fate of every address of a source, as its outcomes tell it."""
        return Frontier.of(self.outcomes(source_id))

    def source_ids(self) -> list[str]:
        """Sources with captures or outcomes, sorted."""
        return sorted({*self.capture_journal.source_ids(), *self.outcome_journal.source_ids()})

    def months(self, source_id: str) -> list[str]:
        """Months (`yyyy-mm`, UTC) with captures, sorted."""
        return self.capture_journal.months(source_id)

    def captures(self, source_id: str, month: str | None = None) -> tuple[Capture, ...]:
        """Captures in order of storing; lines that cannot be read are left out (see `scan_captures`)."""
        return self.scan_captures(source_id, month).records

    def outcomes(self, source_id: str, month: str | None = None) -> tuple[FetchOutcome, ...]:
        """Outcomes in order of recording; lines that cannot be read are left out (see `scan_outcomes`)."""
        return self.scan_outcomes(source_id, month).records

    def scan_captures(self, source_id: str, month: str | None = None) -> Scan[Capture]:
        """Captures, and the lines that cannot be read."""
        return _scan(self.capture_journal, source_id, month, Capture)

    def scan_outcomes(self, source_id: str, month: str | None = None) -> Scan[FetchOutcome]:
        """Outcomes, and the lines that cannot be read. A plan is one only where its visit told nothing else of it."""
        scan = _scan(self.outcome_journal, source_id, month, FetchOutcome)
        records = settled(scan.records)
        if month is not None and any(outcome.reason == PLANNED for outcome in records):
            # A visit may go on past the end of a month, and a clock may be set back over it.
            months = self.outcome_journal.months(source_id)
            near = {*months[max(0, months.index(month) - 1) : months.index(month) + 2]} - {month}
            beside = (_scan(self.outcome_journal, source_id, other, FetchOutcome).records for other in near)
            records = settled(records, itertools.chain.from_iterable(beside))
        return Scan(records, scan.unreadable)

    def blob(self, sha256: str) -> Path:
        """The file that holds a body."""
        return self.root / "blobs" / sha256[:2] / f"{sha256}.gz"

    def _store_body(self, body: bytes) -> str:
        sha256 = hashlib.sha256(body).hexdigest()
        path = self.blob(sha256)
        if path.exists():
            try:
                self.read_body(sha256)
            except CorruptCaptureError:
                pass  # the same body has come again: its damaged file is replaced below
            else:
                return sha256
        write_bytes(path, gzip.compress(body, compresslevel=6, mtime=0))
        return sha256


def _capture_id(source_id: str, url: str, captured_at: dt.datetime, sha256: str) -> str:
    parts = f"{source_id}\n{url}\n{captured_at.isoformat()}\n{sha256}"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def _entry(record: Capture | FetchOutcome) -> dict[str, Any]:
    # Not `asdict`, which copies every value deeply: a first visit to a large sitemap writes a hundred thousand records.
    entry = ((field.name, getattr(record, field.name)) for field in dataclasses.fields(record))
    return {name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in entry}


def _scan(journal: Journal, source_id: str, month: str | None, record: type[Record]) -> Scan[Record]:
    records: list[Record] = []
    unreadable: list[UnreadableLine] = []
    for file, number, entry in read_entries(journal.files(source_id, month)):
        if isinstance(entry, UnreadableLine):
            unreadable.append(entry)
            continue
        try:
            times = {name: dt.datetime.fromisoformat(entry[name]) for name in _TIMES if entry.get(name)}
            records.append(record(**{**entry, **times}))
        except (TypeError, ValueError) as error:
            unreadable.append(UnreadableLine(file, number, f"is no {record.__name__} ({error})"))
    return Scan(tuple(records), tuple(unreadable))

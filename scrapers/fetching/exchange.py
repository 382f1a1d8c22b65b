"""One address asked once: conditionally where it is known, its answer kept where it is new, its outcome written down.

Lives here: the step between the client and the store. Not here: which addresses, in which order (`fetch_source`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable

from schemas.days import day_of
from schemas.records import Capture, FetchOutcome, Outcome, Purpose
from scrapers.fetching.addresses import host_of
from scrapers.fetching.answers import Response
from scrapers.fetching.breaker import CircuitBreaker
from scrapers.fetching.client import HttpClient, Permit
from scrapers.fetching.content_types import Expected
from scrapers.fetching.entries import ListingEntry
from scrapers.fetching.errors import FetchError, HostLeftAlone
from scrapers.fetching.normal_form import content_sha256
from scrapers.fetching.store import CaptureStore


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """An address that answered. `outcome` is not recorded yet: the caller may find that the body is no use."""

    outcome: FetchOutcome
    body: bytes
    final_url: str
    encoding: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Failed:
    """An address that gave nothing. `outcome` is not recorded yet."""

    outcome: FetchOutcome
    error: FetchError


class Exchange:
    """Asks for one source in one run."""

    def __init__(
        self,
        source_id: str,
        store: CaptureStore,
        client: HttpClient,
        breaker: CircuitBreaker,
        run_id: str,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._source_id, self._store, self._client, self._breaker = source_id, store, client, breaker
        self._run_id, self._now = run_id, now
        self.latest = store.latest(source_id)
        self.frontier = store.frontier(source_id)

    def now(self) -> dt.datetime:
        """The present time."""
        return self._now()

    def ask(
        self,
        url: str,
        purpose: Purpose,
        *,
        permit: Permit | None = None,
        entry: ListingEntry | None = None,
        max_body_bytes: int | None = None,
    ) -> Answered | Failed:
        """Ask an address and store what is new. A host that is left alone is not asked."""
        started = self._now()
        known, archived = self.latest.get(url), None
        try:
            self._guard(url)
            # Looked at also where only a change is of interest: what is damaged heals when asked without a condition.
            archived = self._archived_body(known) if known else None
            response = self._client.get(
                url,
                purpose=_expected(purpose),
                known=known if known and known.status_code == 200 and archived is not None else None,
                permit=permit,
                guard=self._guard,
                max_body_bytes=max_body_bytes,
            )
        except FetchError as error:
            self._note(url, error.url or url, error)
            if isinstance(error, HostLeftAlone):
                return Failed(self.skipped(url, purpose, "host_down", error.detail, entry), error)
            return Failed(self._failure(url, purpose, started, error, entry), error)
        self._note(url, response.final_url, None)
        outcome = self._outcome(url, purpose, started, response, entry)
        content = content_sha256(response, on=day_of(started))
        same = _sameness(response, content, known if archived is not None else None)
        if known is not None and same is not None:
            body = archived or b"" if response.not_modified else response.body
            outcome = dataclasses.replace(outcome, outcome="unchanged", detail=same, capture_id=known.capture_id)
            return Answered(outcome, body, response.final_url, response.encoding or known.encoding)
        capture = self._keep(url, purpose, response, content, entry)
        return Answered(
            dataclasses.replace(outcome, capture_id=capture.capture_id),
            response.body,
            response.final_url,
            response.encoding,
        )

    def record(self, *outcomes: FetchOutcome) -> None:
        """Write outcomes down; the frontier takes note."""
        self._store.record(*outcomes)
        for outcome in outcomes:
            self.frontier.note(outcome)

    def skipped(
        self, url: str, purpose: Purpose, reason: str, detail: str, entry: ListingEntry | None = None
    ) -> FetchOutcome:
        """The outcome of an address that is not asked."""
        return FetchOutcome(
            run_id=self._run_id,
            source_id=self._source_id,
            url=url,
            purpose=purpose,
            attempted_at=self._now(),
            outcome="skipped",
            reason=reason,
            detail=detail,
            status_code=None,
            attempts=0,
            body_bytes=0,
            duration_ms=0,
            capture_id=None,
            listing_title=entry.title if entry else None,
            listing_published_at=entry.published_at if entry else None,
            listing_signature=entry.signature if entry else None,
        )

    def _guard(self, url: str) -> None:
        """Raise `HostLeftAlone` for an address of a host that is left alone until the next run."""
        left_alone = self._breaker.why_open(host_of(url))
        if left_alone is not None:
            raise HostLeftAlone(left_alone)

    def _note(self, asked: str, ended: str, error: FetchError | None) -> None:
        """Tell the breaker how an exchange ended, and where: a host that led to another one has answered."""
        if host_of(asked) != host_of(ended):
            self._breaker.note(host_of(asked), None)
        self._breaker.note(host_of(ended), error)

    def _archived_body(self, capture: Capture) -> bytes | None:
        """The body of a capture; None where it is lost or damaged, so that it is asked without a condition."""
        try:
            return self._store.read_body(capture.sha256)
        except (RuntimeError, OSError, LookupError):
            return None

    def _keep(
        self, url: str, purpose: Purpose, response: Response, content: str, entry: ListingEntry | None
    ) -> Capture:
        capture = self._store.store(
            source_id=self._source_id,
            url=url,
            final_url=response.final_url,
            purpose=purpose,
            captured_at=self._now(),
            status_code=response.status_code,
            headers=response.headers,
            content_type=response.content_type,
            encoding=response.encoding,
            body=response.body,
            listing_title=entry.title if entry else None,
            listing_published_at=entry.published_at if entry else None,
            listing_signature=entry.signature if entry else None,
            content_sha256=content,
        )
        self.latest[url] = capture
        return capture

    def _outcome(
        self, url: str, purpose: Purpose, started: dt.datetime, response: Response, entry: ListingEntry | None
    ) -> FetchOutcome:
        moved = f", after a redirect to {response.final_url}" if response.final_url != url else ""
        return dataclasses.replace(
            self.skipped(url, purpose, "ok", f"{len(response.body)} bytes{moved}", entry),
            attempted_at=started,
            outcome="captured",
            status_code=response.status_code,
            attempts=response.attempts,
            body_bytes=len(response.body),
            duration_ms=response.duration_ms,
        )

    def _failure(
        self, url: str, purpose: Purpose, started: dt.datetime, error: FetchError, entry: ListingEntry | None
    ) -> FetchOutcome:
        outcome: Outcome = "refused" if error.refused else "failed"
        return dataclasses.replace(
            self.skipped(url, purpose, error.reason, error.detail, entry),
            attempted_at=started,
            outcome=outcome,
            status_code=error.status_code,
            attempts=error.attempts,
            body_bytes=error.body_bytes,
            duration_ms=error.duration_ms,
        )


def _sameness(response: Response, content: str, known: Capture | None) -> str | None:
    """In what way the answer is the known capture again; None where it says something else."""
    if response.not_modified:
        return "not modified since the last capture"
    if known is None:
        return None
    if known.sha256 == hashlib.sha256(response.body).hexdigest():
        return "the same body as the last capture"
    if known.content_sha256 == content:
        return "nothing but counters, tokens or clocks differs from the last capture"
    return None


def _expected(purpose: Purpose) -> Expected:
    if purpose == "robots":
        return "robots"
    return "listing" if purpose == "listing" else "document"

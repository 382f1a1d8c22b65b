"""What fetching needs of the archive. `warehouse.archive.Archive` is the implementation."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol

from schemas.frontier import Frontier
from schemas.records import Capture, FetchOutcome, Purpose


class CaptureStore(Protocol):
    """Keeps captures with their bodies, and outcomes. Append-only."""

    def latest(self, source_id: str) -> dict[str, Capture]:
        """The last capture of every address of a source."""

    def frontier(self, source_id: str) -> Frontier:
        """The last fate of every address of a source."""

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
        """Keep a response and its body."""

    def read_body(self, sha256: str) -> bytes:
        """The body of a capture; raises `RuntimeError`, `OSError` or `LookupError` where it is lost or damaged."""

    def record(self, *outcomes: FetchOutcome) -> None:
        """Keep what came of attempts, all or, where the power fails, the first ones of them."""

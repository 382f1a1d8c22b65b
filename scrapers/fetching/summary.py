"""What one visit to a source came to: the counters, in one place."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable

from schemas.records import FetchOutcome

Progress = Callable[[str, int, int], None]
"""Told after each page or article: its address, how many are done, how many were planned."""


@dataclasses.dataclass(frozen=True)
class FetchSummary:
    """Counters of a visit: `asked == captured + unchanged + failed + refused`, and `skipped` beside it.

    They count everything that was asked, robots.txt and listings included; `documents_captured` counts new captures of
    articles and pages alone. `answered` is false where every listing (and fixed page) failed; `reason` and `detail`
    then tell the first failure. `reasons` counts outcomes that are not `ok` by their reason. `listed` counts the
    different addresses that the listings named; `remembered` counts the addresses of which the frontier knew already
    what there is to say (known and unchanged, waiting, or left for the reason it holds), so that no row repeats it.
    """

    source_id: str
    answered: bool
    reason: str
    detail: str
    asked: int
    captured: int
    unchanged: int
    failed: int
    refused: int
    skipped: int
    documents_captured: int
    listed: int
    reasons: dict[str, int]
    remembered: int = 0


class Tally:
    """Adds up outcomes as they are recorded."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._documents = 0
        self._listings_tried = 0
        self._listings_answered = 0
        self._first_failure: tuple[str, str] | None = None
        self.listed = 0
        self.remembered = 0

    def add(self, outcomes: Iterable[FetchOutcome]) -> None:
        """Count outcomes."""
        for outcome in outcomes:
            self._outcomes[outcome.outcome] += 1
            if outcome.reason != "ok":
                self._reasons[outcome.reason] += 1
            if outcome.outcome == "captured" and outcome.purpose in ("article", "page"):
                self._documents += 1

    def listing(self, outcome: FetchOutcome) -> None:
        """Note how a listing, or a fixed page, fared; this decides whether the source answered."""
        self._listings_tried += 1
        if outcome.reason == "ok":
            self._listings_answered += 1
        elif self._first_failure is None:
            self._first_failure = outcome.reason, outcome.detail

    @property
    def answered(self) -> bool:
        """Whether a listing or fixed page answered, or none was tried yet."""
        return self._listings_answered > 0 or self._listings_tried == 0

    def summary(self, source_id: str) -> FetchSummary:
        """The counters as they stand."""
        count, answered = self._outcomes, self.answered
        reason, detail = ("ok", "") if answered or not self._first_failure else self._first_failure
        return FetchSummary(
            source_id=source_id,
            answered=answered,
            reason=reason,
            detail=detail,
            asked=sum(count[name] for name in ("captured", "unchanged", "failed", "refused")),
            captured=count["captured"],
            unchanged=count["unchanged"],
            failed=count["failed"],
            refused=count["refused"],
            skipped=count["skipped"],
            documents_captured=self._documents,
            listed=self.listed,
            reasons=dict(sorted(self._reasons.items())),
            remembered=self.remembered,
        )

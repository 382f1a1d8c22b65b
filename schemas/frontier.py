"""What is remembered of every address of a source: its last fate, and how often it was asked in vain.

Lives here: the record, and how an outcome changes it; a frontier is made of the outcomes alone, so it can always be
made again. A plan is among them until its visit has told what came of it. Not here: what follows from a fate
(`scrapers.fetching.plan`), reading journals (`warehouse.archive`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Self

from schemas.records import FetchOutcome, Outcome, Purpose

PLANNED = "planned"
"""Reason of a row that was written before its address was asked: it counts where the visit ended before it was."""
PENDING = frozenset({"limit_reached", "host_down", "time_limit", "backfill", PLANNED})
"""Reasons of skips that only put an address off: a later run asks it."""


def settled(outcomes: Iterable[FetchOutcome], beside: Iterable[FetchOutcome] = ()) -> tuple[FetchOutcome, ...]:
    """The outcomes without the plans of which the same run has told what came, here or in `beside`."""
    all_of_them = tuple(outcomes)
    plans = {_attempt(outcome) for outcome in all_of_them if outcome.reason == PLANNED}
    if not plans:
        return all_of_them
    told = {_attempt(outcome) for outcome in (*all_of_them, *beside) if outcome.reason != PLANNED}
    return tuple(outcome for outcome in all_of_them if outcome.reason != PLANNED or _attempt(outcome) not in told)


def _attempt(outcome: FetchOutcome) -> tuple[str, str, Purpose, str]:
    return outcome.run_id, outcome.source_id, outcome.purpose, outcome.url


@dataclasses.dataclass(frozen=True, slots=True)
class Fate:
    """The last fate of one address.

    `asks_in_vain` counts asks in a row that brought nothing new. `title`, `published_at` and `signature` are what the
    listing said when the address was last considered.
    """

    url: str
    outcome: Outcome
    reason: str
    attempted_at: dt.datetime
    asks_in_vain: int
    captured: bool
    title: str | None
    published_at: dt.datetime | None
    signature: str | None

    @property
    def is_pending(self) -> bool:
        """Whether it was only put off."""
        return self.outcome == "skipped" and self.reason in PENDING

    @property
    def did_not_work(self) -> bool:
        """Whether the last ask gave no answer that could be kept."""
        return self.outcome in ("failed", "refused")


@dataclasses.dataclass(frozen=True, slots=True)
class Frontier:
    """The fates of a source's articles, and of the pages of its listings, by address."""

    articles: dict[str, Fate] = dataclasses.field(default_factory=dict)
    listings: dict[str, Fate] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, outcomes: Iterable[FetchOutcome]) -> Self:
        """The frontier that these outcomes, in order of time, have left."""
        frontier = cls()
        for outcome in outcomes:
            frontier.note(outcome)
        return frontier

    def note(self, outcome: FetchOutcome) -> None:
        """Remember an outcome; robots.txt and fixed pages, which are asked in every run, are not remembered."""
        if outcome.purpose in ("article", "listing"):
            fates = self.fates(outcome.purpose)
            fates[outcome.url] = _after(fates.get(outcome.url), outcome)

    def fates(self, purpose: Purpose) -> dict[str, Fate]:
        """The fates of listings, or of articles."""
        return self.listings if purpose == "listing" else self.articles


def _after(before: Fate | None, outcome: FetchOutcome) -> Fate:
    in_vain = before.asks_in_vain if before else 0
    if outcome.outcome == "captured":
        in_vain = 0
    elif outcome.outcome != "skipped":
        in_vain += 1
    return Fate(
        url=outcome.url,
        outcome=outcome.outcome,
        reason=outcome.reason,
        attempted_at=outcome.attempted_at,
        asks_in_vain=in_vain,
        captured=outcome.outcome in ("captured", "unchanged") or (before is not None and before.captured),
        title=outcome.listing_title or (before.title if before else None),
        published_at=outcome.listing_published_at or (before.published_at if before else None),
        signature=outcome.listing_signature or (before.signature if before else None),
    )

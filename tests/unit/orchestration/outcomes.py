"""Outcomes of invented visits, for tests of what is made of them."""

from __future__ import annotations

import datetime as dt

from schemas.records import FetchOutcome, Outcome, Purpose

START = dt.datetime(2026, 1, 1, 6, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def at(day: int) -> dt.datetime:
    """Six in the morning in Vietnam, `day` days after the first."""
    return START + dt.timedelta(days=day)


def outcome(
    day: int,
    purpose: Purpose = "listing",
    what: Outcome = "unchanged",
    *,
    reason: str = "ok",
    source_id: str = "bao-mau",
    url: str = "http://bao.test/",
    capture_id: str | None = None,
) -> FetchOutcome:
    """One outcome of the run of a day (its run is `run-<day>`)."""
    return FetchOutcome(
        run_id=f"run-{day}",
        source_id=source_id,
        url=url,
        purpose=purpose,
        attempted_at=at(day),
        outcome=what,
        reason=reason,
        detail=f"{reason} of day {day}",
        status_code=None,
        attempts=1,
        body_bytes=0,
        duration_ms=0,
        capture_id=capture_id,
    )


def quiet(day: int) -> list[FetchOutcome]:
    """A visit that brings nothing new."""
    return [outcome(day)]


def news(day: int, count: int = 1) -> list[FetchOutcome]:
    """A visit that brings documents."""
    found = [
        outcome(day, "article", "captured", url=f"http://bao.test/{day}/{n}", capture_id=f"{day:08x}{n:08x}")
        for n in range(count)
    ]
    return [outcome(day, what="captured"), *found]


def broken(day: int, reason: str = "ConnectTimeout") -> list[FetchOutcome]:
    """A visit in which no listing answered."""
    return [outcome(day, "robots", "failed", reason=reason), outcome(day, "listing", "failed", reason=reason)]

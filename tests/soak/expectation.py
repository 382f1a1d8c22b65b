"""What the daily status must say of every source, worked out from the script and from what the server saw.

Lives here: an account of its own, day by day; it reads nothing that the observatory has written. Not here: the
comparison (`days`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from scrapers.sample_web.content import Page
from scrapers.sources.model import FixedPages, Source
from tests.soak.changing_web import Asked
from tests.soak.script import Fault, Script

NO_ANSWER: frozenset[Fault | None] = frozenset(
    {"http_500", "reset", "timeout", "login", "maintenance", "empty_listing"}
)
NO_ROBOTS: frozenset[Fault | None] = frozenset({"http_500", "reset", "timeout"})
OFF_TOPIC = frozenset({"/giai-bong-da-cong-nhan-mo-khai-mac-tai-cam-pha-3388771.html"})
"""Of the source with a topic filter: football."""
ALLOWED_SILENCE = {"newspaper": 90, "portal": 90, "index": 400, "open_data": 400}
FIRST_DAY = dt.date(2026, 1, 12)
VIETNAM = dt.timezone(dt.timedelta(hours=7))


def morning(day: int) -> dt.datetime:
    """Six o'clock in Vietnam on a simulated day."""
    return dt.datetime.combine(FIRST_DAY + dt.timedelta(days=day - 1), dt.time(6), VIETNAM)


@dataclasses.dataclass
class SourceAccount:
    """What has happened to one source so far."""

    site: str
    kind: str
    captured: dict[str, int] = dataclasses.field(default_factory=dict)
    """The version of each page that a visit has got."""
    failing: list[int] = dataclasses.field(default_factory=list)
    news: list[int] = dataclasses.field(default_factory=list)
    last_answer: int | None = None

    def visit(self, script: Script, day: int, asked: Sequence[Asked]) -> dict[str, Any]:
        """The fields of the source's status after the visit of that day."""
        fault = script.fault(self.site, day)
        ended, new, changed = self.failing, 0, 0
        if fault in NO_ANSWER:
            self.failing = [*self.failing, day]
        else:
            self.failing, self.last_answer = [], day
            new, changed = self._look(script, day, fault, asked)
        if new + changed:
            self.news.append(day)
        told = self.failing or ended
        state = self._state(day, had_failed=bool(ended), is_new=bool(new + changed))
        statuses = {one.address: one.status for one in asked}
        count = Counter(statuses.values())
        # Where robots.txt cannot be had, nothing else may be asked: each listing and fixed page is refused unasked.
        refused = _n_listings(script.sources[self.site]) if fault in NO_ROBOTS else 0
        said: dict[str, Any] = {
            "state": state,
            "failing_since": _iso(told[0]) if told else None,
            "failing_visits": len(told),
            "last_answer_at": _iso(self.last_answer) if self.last_answer else None,
            "last_new_at": _iso(self.news[-1]) if self.news else None,
            "documents_new": new,
            "documents_changed": changed,
            "counters.asked": len(statuses) + refused,
            "counters.refused": refused,
        }
        if fault is None:
            # 404 is how a listing says that it has no further page.
            said |= {"counters.captured": count[200], "counters.unchanged": count[304] + count[404]}
            said |= {"counters.failed": 0, "documents_failed": 0}
        if fault == "articles_500":
            said["documents_failed"] = count[500]
        return said

    def _look(self, script: Script, day: int, fault: Fault | None, asked: Sequence[Asked]) -> tuple[int, int]:
        if fault == "articles_500":
            return 0, 0
        new = changed = 0
        for page in script.pages[self.site]:
            version, known = script.version(page, day), self.captured.get(page.path, 0)
            if version == 0 or _is_left_out(page) or version == known:
                continue
            new, changed = (new + 1, changed) if known == 0 else (new, changed + 1)
            self.captured[page.path] = version
        return new, changed

    def _state(self, day: int, *, had_failed: bool, is_new: bool) -> str:
        if self.failing:
            return "failing"
        if had_failed:
            return "recovered"
        if is_new:
            return "new"
        return "silent" if self._is_silent(day) else "unchanged"

    def _is_silent(self, day: int) -> bool:
        gaps = [later - earlier for earlier, later in pairwise(self.news)]
        limit = max(7, math.ceil(6 * statistics.median(gaps))) if len(gaps) >= 5 else ALLOWED_SILENCE[self.kind]
        return day - self.news[-1] > limit


def _n_listings(source: Source) -> int:
    return sum(len(listing.urls) if isinstance(listing, FixedPages) else 1 for listing in source.listings)


def _is_left_out(page: Page) -> bool:
    return page.path in OFF_TOPIC


def _iso(day: int) -> str:
    return morning(day).astimezone(dt.UTC).isoformat(timespec="seconds")

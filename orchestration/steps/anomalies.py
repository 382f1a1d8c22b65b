"""What is odd about a source, measured against its own history: silence, a flood, pages that cannot be read.

Every judgement is a sentence with its numbers, and says so where there is not enough history to judge by. The
statistics are medians, so that one odd day moves no limit. Lives here: pure functions. Not here: reading the archive
and the lake (`visits`, `volumes`), and what stops a release (`warehouse.publishing.gates`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from orchestration.steps.visits import Visit, last_new
from scrapers.sources.model import SourceKind

ENOUGH_GAPS = 5
SHORTEST_SILENCE_DAYS = 7
SILENCE_IN_GAPS = 6
"""A source is silent after six of its own usual pauses: of pauses that come by chance, one in 64 is that long."""
LONGEST_SILENCE_DAYS: dict[SourceKind, int] = {
    "newspaper": 90,
    "portal": 90,
    "index": 400,  # these are published once a year
    "open_data": 400,
}
"""What is allowed to a source that has not yet shown how often it publishes."""
ENOUGH_VISITS = 8
FEWEST_IN_A_FLOOD = 20
FLOOD_IN_DEVIATIONS = 10
MAD_TO_DEVIATION = 1.4826
"""For normally distributed numbers the standard deviation is the median absolute deviation times this."""
FEW = 3
ENOUGH_DOCUMENTS = 20
RECENT_DOCUMENTS = 10
UNLIKELY = 0.001


@dataclasses.dataclass(frozen=True)
class Judgement:
    """Whether something is odd, in a sentence, with the numbers behind it."""

    kind: str
    is_odd: bool
    said: str
    numbers: dict[str, Any] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Anomaly:
    """Something odd about one source."""

    source_id: str
    kind: str
    said: str


def judge_visits(visits: Sequence[Visit], kind: SourceKind, today: dt.date) -> list[Judgement]:
    """All that the visits to a source (the oldest first) can tell."""
    return [silence(visits, kind, today), flood(visits), unreadable(visits)]


def silence(visits: Sequence[Visit], kind: SourceKind, today: dt.date) -> Judgement:
    """Whether a source that answers has brought nothing new for longer than it ever takes."""
    days = sorted({visit.day for visit in visits if visit.documents_captured})
    answered = [visit.day for visit in visits if visit.answered]
    if not answered:
        return Judgement("silent", False, "it has not answered yet, so its silence says nothing")
    newest = last_new(visits)
    since = newest.day if newest else answered[0]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if len(gaps) >= ENOUGH_GAPS:
        usual = statistics.median(gaps)
        limit, basis = max(SHORTEST_SILENCE_DAYS, math.ceil(SILENCE_IN_GAPS * usual)), f"usually {usual:g} days pass"
    else:
        limit = LONGEST_SILENCE_DAYS[kind] if days else SHORTEST_SILENCE_DAYS
        basis = f"{len(gaps)} pauses are too few to know how many usually pass" if days else "it never brought any"
    quiet = (today - since).days
    said = f"nothing new for {quiet} days ({basis}; {limit} are allowed)"
    return Judgement("silent", quiet > limit, said, {"quiet_days": quiet, "allowed_days": limit, "gaps": len(gaps)})


def flood(visits: Sequence[Visit]) -> Judgement:
    """Whether the last visit brought far more documents than visits that brought any usually do."""
    counts = [visit.documents_captured for visit in visits]
    earlier = [count for count in counts[1:-1] if count]  # the first visit brings all that a listing holds
    if len(earlier) < ENOUGH_VISITS:
        return Judgement("flood", False, f"{len(earlier)} visits with new documents are too few to judge by")
    usual = statistics.median(earlier)
    spread = MAD_TO_DEVIATION * statistics.median(abs(count - usual) for count in earlier)
    limit = max(FEWEST_IN_A_FLOOD, math.ceil(usual + FLOOD_IN_DEVIATIONS * spread))
    said = f"{counts[-1]} new documents in one visit (usually {usual:g}; up to {limit} are nothing special)"
    return Judgement("flood", counts[-1] > limit, said, {"documents": counts[-1], "usual": usual, "allowed": limit})


def unreadable(visits: Sequence[Visit]) -> Judgement:
    """Whether none of the documents that the last visit asked for could be fetched and read."""
    if not visits:
        return Judgement("unreadable", False, "it was never asked")
    last = visits[-1]
    asked, good = last.documents_asked, last.documents_asked - last.documents_failed - last.unreadable
    said = f"{good} of {asked} documents could be fetched and read"
    numbers = {"documents": asked, "failed": last.documents_failed, "unreadable": last.unreadable}
    return Judgement("unreadable", asked >= FEW and not good, said, numbers)


def barren(have_figures: Sequence[bool]) -> Judgement:
    """Whether the newest documents hold no figure, although those before them did: the text of pages is not found.

    `have_figures` tells for each document of a source, in order of capture, whether a figure was read in it.
    """
    earlier, recent = have_figures[:-RECENT_DOCUMENTS], have_figures[-RECENT_DOCUMENTS:]
    if len(earlier) < ENOUGH_DOCUMENTS:
        return Judgement("barren", False, f"{len(earlier)} earlier documents are too few to judge by")
    share = sum(earlier) / len(earlier)
    chance = (1 - share) ** len(recent)
    said = f"{sum(recent)} of the last {len(recent)} documents hold a figure; of those before them {share:.0%} do"
    numbers = {"recent": len(recent), "recent_with_figures": sum(recent), "earlier_share": round(share, 3)}
    return Judgement("barren", not any(recent) and chance < UNLIKELY, said, numbers)

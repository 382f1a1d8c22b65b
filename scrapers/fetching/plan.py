"""Which articles are asked in this run, and why the others are not: listed ones, and those that the frontier kept.

Lives here: the decisions. Pure: no network, no clock of its own. Not here: what is remembered (`schemas.frontier`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping

from schemas.frontier import Fate, Frontier
from schemas.records import Capture
from scrapers.fetching.entries import ListingEntry, has_changed
from scrapers.fetching.topic import is_on_topic
from scrapers.sources.model import Source

LONGEST_WAIT_DAYS = 8
GIVEN_UP_AFTER = 6
"""So many asks in a row without an answer, and an address that is no longer listed is left alone."""
_TOLERANCE = dt.timedelta(hours=6)
"""A daily run may come a little earlier than the last one did."""


@dataclasses.dataclass(frozen=True, slots=True)
class Skip:
    """A listed address that is not asked, with the rule that says so, and what the listing said of it."""

    url: str
    reason: str
    detail: str
    entry: ListingEntry | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """Articles to ask (new ones first) and those that are left with a reason.

    `remembered` counts listed addresses of which nothing new is to be said: known and unchanged, waiting after asks in
    vain, or left for the reason that the frontier already holds.
    """

    ask: tuple[ListingEntry, ...]
    skip: tuple[Skip, ...]
    remembered: int


def plan_articles(
    source: Source,
    entries: Iterable[ListingEntry],
    latest: Mapping[str, Capture],
    frontier: Frontier,
    now: dt.datetime,
    leave_out: Collection[str] = (),
    *,
    is_silent: bool = False,
) -> Plan:
    """Decide what to ask. `entries` come in the order of the listings; the first that names an address describes it.

    Addresses in `leave_out` (the fixed pages of the source) are asked anyway and are no part of the plan. Of a source
    none of whose listings answered (`is_silent`) nothing is asked that earlier runs left.
    """
    decide = _Decisions(source, latest, frontier, now)
    listed = {entry.url: entry for entry in _merged(entries) if entry.url not in leave_out}
    new: list[ListingEntry] = []
    again: list[ListingEntry] = []
    left: list[Skip] = []
    for entry in listed.values():
        reason = decide.skip(entry)
        if reason is not None:
            left.append(reason)
        elif decide.is_due(entry):
            (again if decide.is_known(entry.url) else new).append(entry)
    kept = [] if is_silent else [entry for entry in decide.kept(listed) if entry.url not in leave_out]
    limit = source.politeness.max_articles_per_run
    wanted = [*new, *kept, *again]
    detail = f"{limit} articles are asked in one run (max_articles_per_run); a later run asks it"
    left.extend(Skip(entry.url, "limit_reached", detail, entry) for entry in wanted[limit:])
    told = tuple(skip for skip in left if not is_remembered(frontier.articles.get(skip.url), skip.reason))
    asked = tuple(wanted[:limit])
    said = {entry.url for entry in asked} | {skip.url for skip in told}
    return Plan(asked, told, remembered=len(listed.keys() - said))


def first_seen(
    source: Source,
    entries: Iterable[ListingEntry],
    latest: Mapping[str, Capture],
    frontier: Frontier,
    now: dt.datetime,
    leave_out: Collection[str] = (),
) -> list[ListingEntry]:
    """The entries of one page that no run has considered yet and that, for all the page says, are to be asked."""
    decide = _Decisions(source, latest, frontier, now)
    new = (entry for entry in entries if entry.url not in frontier.articles and entry.url not in leave_out)
    return [entry for entry in new if entry.url not in latest and decide.skip(entry) is None]


def is_remembered(fate: Fate | None, reason: str) -> bool:
    """Whether the frontier already holds that the address was left for this reason, so that no row says it again."""
    return fate is not None and fate.outcome == "skipped" and fate.reason == reason


class _Decisions:
    """What is to become of single addresses."""

    def __init__(self, source: Source, latest: Mapping[str, Capture], frontier: Frontier, now: dt.datetime) -> None:
        self._source, self._latest, self._frontier, self._now = source, latest, frontier, now
        self._is_article = re.compile(source.article_url or "").search

    def is_known(self, url: str) -> bool:
        """Whether an answer of the address was kept."""
        fate = self._frontier.articles.get(url)
        return url in self._latest or (fate is not None and fate.captured)

    def skip(self, entry: ListingEntry) -> Skip | None:
        """The rule that keeps a listed address from being asked at all."""
        if not self._is_article(entry.url):
            detail = f"the address does not match article_url {self._source.article_url!r}"
            return Skip(entry.url, "not_an_article", detail, entry)
        if self.is_known(entry.url) or not self._source.topic_filter or is_on_topic(entry.title, entry.lead):
            return None
        return Skip(entry.url, "off_topic", f"no topic term in {_shown(entry)!r}", entry)

    def is_due(self, entry: ListingEntry) -> bool:
        """Whether a listed address is asked now: new, changed, put off, or to be tried again."""
        fate, known = self._frontier.articles.get(entry.url), self._latest.get(entry.url)
        if self.is_known(entry.url) and not self._is_lost(entry.url):
            if self._source.revisit == "always" or (fate is not None and fate.is_pending):
                return True
            signature = (fate.signature if fate else None) or (known.listing_signature if known else None)
            tried_in_vain = fate is not None and fate.did_not_work
            if not tried_in_vain and not has_changed(signature, entry.signature):
                return False
        return fate is None or not self._waits(fate)

    def kept(self, listed: Collection[str]) -> list[ListingEntry]:
        """Addresses that no listing names any more, but that were put off or did not work: the oldest first."""
        owed = [
            fate
            for url, fate in self._frontier.articles.items()
            if url not in listed
            and (fate.is_pending or self._is_worth_a_try(fate) or (self._is_lost(url) and not fate.did_not_work))
            and self._is_article(url)
        ]
        owed.sort(key=lambda fate: (fate.attempted_at, fate.url))
        return [ListingEntry(f.url, f.title, None, f.published_at, f.signature or "") for f in owed]

    def _is_lost(self, url: str) -> bool:
        """Whether an answer was kept once, but the archive can no longer tell of it: a damaged body or line."""
        fate = self._frontier.articles.get(url)
        return fate is not None and fate.captured and url not in self._latest

    def _is_worth_a_try(self, fate: Fate) -> bool:
        return fate.did_not_work and fate.asks_in_vain < GIVEN_UP_AFTER and not self._waits(fate)

    def _waits(self, fate: Fate) -> bool:
        """After two asks in vain the pauses grow: 2, 4, 8 days. This holds for dead links and restless listings."""
        if fate.is_pending or fate.asks_in_vain <= 2:
            return False
        days = min(2 ** (fate.asks_in_vain - 2), LONGEST_WAIT_DAYS)
        return self._now < fate.attempted_at + dt.timedelta(days=days) - _TOLERANCE


def _merged(entries: Iterable[ListingEntry]) -> list[ListingEntry]:
    """One entry per address, with all signatures; title, lead and time come from the first listing that tells them."""
    merged: dict[str, ListingEntry] = {}
    for entry in entries:
        first = merged.setdefault(entry.url, entry)
        if first is not entry:
            merged[entry.url] = dataclasses.replace(
                first,
                title=first.title or entry.title,
                lead=first.lead or entry.lead,
                published_at=first.published_at or entry.published_at,
                signature=" ".join(sorted({*first.signature.split(), entry.signature})),
            )
    return list(merged.values())


def _shown(entry: ListingEntry) -> str:
    return (entry.title or entry.lead or "")[:120]

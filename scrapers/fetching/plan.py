"""Which of the listed articles are asked in this run, and why the others are not. Pure: no network, no clock."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping

from schemas.records import Capture
from scrapers.fetching.entries import ListingEntry, has_changed
from scrapers.fetching.topic import is_on_topic
from scrapers.sources.model import Source


@dataclasses.dataclass(frozen=True, slots=True)
class Skip:
    """A listed address that is not asked, with the rule that says so."""

    url: str
    reason: str
    detail: str


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """Articles to ask, new ones first, and those that are left with a reason.

    Articles that are known and whose listing entry did not change are in neither: nothing is to be said about them.
    """

    ask: tuple[ListingEntry, ...]
    skip: tuple[Skip, ...]


def plan_articles(
    source: Source,
    entries: Iterable[ListingEntry],
    latest: Mapping[str, Capture],
    leave_out: Collection[str] = (),
) -> Plan:
    """Decide what to ask. `entries` come in the order of the listings; the first that names an address describes it.

    Addresses in `leave_out` (the fixed pages of the source) are asked anyway and are no part of the plan.
    """
    is_article = re.compile(source.article_url or "").search
    new: list[ListingEntry] = []
    again: list[ListingEntry] = []
    skip: list[Skip] = []
    for entry, signatures in _merged(entries):
        if entry.url in leave_out:
            continue
        known = latest.get(entry.url)
        if not is_article(entry.url):
            skip.append(
                Skip(entry.url, "not_an_article", f"the address does not match article_url {source.article_url!r}")
            )
        elif known is not None:
            if source.revisit == "always" or has_changed(known.listing_signature, signatures):
                again.append(entry)
        elif source.topic_filter and not is_on_topic(entry.title, entry.lead):
            skip.append(Skip(entry.url, "off_topic", f"no topic term in {_shown(entry)!r}"))
        else:
            new.append(entry)
    limit = source.politeness.max_articles_per_run
    wanted = [*new, *again]
    skip.extend(
        Skip(
            entry.url,
            "limit_reached",
            f"{limit} articles are asked in one run (max_articles_per_run); a later run asks it",
        )
        for entry in wanted[limit:]
    )
    return Plan(tuple(wanted[:limit]), tuple(skip))


def _merged(entries: Iterable[ListingEntry]) -> list[tuple[ListingEntry, set[str]]]:
    """One entry per address, with all signatures; title, lead and time come from the first listing that tells them."""
    merged: dict[str, tuple[ListingEntry, set[str]]] = {}
    for entry in entries:
        if entry.url not in merged:
            merged[entry.url] = entry, {entry.signature}
            continue
        first, signatures = merged[entry.url]
        signatures.add(entry.signature)
        told = dataclasses.replace(
            first,
            title=first.title or entry.title,
            lead=first.lead or entry.lead,
            published_at=first.published_at or entry.published_at,
        )
        merged[entry.url] = told, signatures
    return list(merged.values())


def _shown(entry: ListingEntry) -> str:
    return (entry.title or entry.lead or "")[:120]

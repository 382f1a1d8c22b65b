"""What happens on the simulated web on which day: articles appear and change, hosts break and recover.

Lives here: drawing all of it from a seed, before the first day. Pure: no network, no clock. Not here: serving it
(`changing_web`), and what a status must say of it (`expectation`).
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from typing import Literal

from scrapers.sample_web.content import Page, Site, load_pages, load_sites
from scrapers.sources.loader import load_registry
from scrapers.sources.model import FixedPages, Source

Fault = Literal["http_500", "reset", "timeout", "login", "maintenance", "empty_listing", "articles_500"]
LONGEST: dict[Fault, int] = {
    "http_500": 6,
    "reset": 5,
    "timeout": 1,  # costs half a minute a day
    "login": 5,
    "maintenance": 4,
    "empty_listing": 4,
    "articles_500": 2,  # after two asks in vain an article waits some days
}
LONG_SILENCE = "bao-phia-bac"
"""A site that publishes every day, then stops for weeks although it answers."""


@dataclasses.dataclass(frozen=True, slots=True)
class Episode:
    """A host is broken in one way on the days from `first` to `last`."""

    site: str
    fault: Fault
    first: int
    last: int


@dataclasses.dataclass(frozen=True)
class Script:
    """All that happens. Days are numbered from 1.

    `appears` gives the first day of each page, `changes` the days from which a page says something else.
    """

    days: int
    sites: tuple[Site, ...]
    sources: dict[str, Source]
    """By the name of the site that each watches."""
    pages: dict[str, tuple[Page, ...]]
    appears: dict[tuple[str, str], int]
    changes: dict[tuple[str, str], tuple[int, ...]]
    episodes: tuple[Episode, ...]

    def fault(self, site: str, day: int) -> Fault | None:
        """What is wrong with a host on a day."""
        return next((e.fault for e in self.episodes if e.site == site and e.first <= day <= e.last), None)

    def version(self, page: Page, day: int) -> int:
        """0 before a page appears, then 1 more with each change."""
        key = (page.site, page.path)
        return 0 if day < self.appears[key] else 1 + sum(day >= changed for changed in self.changes.get(key, ()))


def write_script(days: int, seed: int) -> Script:
    """Draw what happens on so many days."""
    chance = random.Random(seed)
    sites = load_sites()
    by_host = {site.host: site.name for site in sites}
    sources = {
        by_host[source.base_url.partition("//")[2]]: source for source in load_registry("sample") if source.base_url
    }
    pages: dict[str, tuple[Page, ...]] = {site.name: _oldest_first(load_pages(), site.name) for site in sites}
    appears: dict[tuple[str, str], int] = {}
    for site in sites:
        appears |= _appearances(chance, pages[site.name], days, is_fixed=_is_fixed(sources[site.name]))
    changes = _changes(chance, [p for s in sites for p in pages[s.name]], appears, sources, days)
    return Script(days, sites, sources, pages, appears, changes, _episodes(chance, sites, sources, days))


def _oldest_first(pages: Sequence[Page], site: str) -> tuple[Page, ...]:
    """The last state of each page; only older articles are named as related, so a new one changes none of them."""
    mine = [page.on_day(3) for page in pages if page.site == site]
    return tuple(sorted((page for page in mine if page), key=lambda page: (page.published, page.path)))


def _is_fixed(source: Source) -> bool:
    return source.kind == "open_data" or any(isinstance(listing, FixedPages) for listing in source.listings)


def _appearances(
    chance: random.Random, pages: Sequence[Page], days: int, *, is_fixed: bool
) -> dict[tuple[str, str], int]:
    """Some pages stand from the start, the others come one by one."""
    if is_fixed:
        return {(page.site, page.path): 1 for page in pages}
    if pages[0].site == LONG_SILENCE:
        first = max(1, len(pages) - 9)
        later = [*range(2, 2 + len(pages) - first - 1), min(days, 45)]
    else:
        first = max(1, len(pages) // 3)
        later = sorted(chance.randint(2, days) for _ in pages[first:])
    return {(page.site, page.path): day for page, day in zip(pages, [1] * first + later, strict=True)}


def _changes(
    chance: random.Random,
    pages: Sequence[Page],
    appears: dict[tuple[str, str], int],
    sources: dict[str, Source],
    days: int,
) -> dict[tuple[str, str], tuple[int, ...]]:
    """About one change a day, of articles that a visit looks at again."""
    changes: dict[tuple[str, str], tuple[int, ...]] = {}
    able = [page for page in pages if page.role == "article" and sources[page.site].revisit == "always"]
    for _ in range(days):
        page = chance.choice([page for page in able if not _is_fixed(sources[page.site])])
        key = (page.site, page.path)
        if appears[key] < days:
            changes[key] = tuple(sorted({*changes.get(key, ()), chance.randint(appears[key] + 1, days)}))
    return changes


def _episodes(
    chance: random.Random, sites: Sequence[Site], sources: dict[str, Source], days: int
) -> tuple[Episode, ...]:
    """About one new episode every two days, none on the first day, never two at once on one host."""
    episodes: list[Episode] = []
    for _ in range(days * 2 // 3):
        site = chance.choice([site.name for site in sites if site.name != LONG_SILENCE])
        fault = chance.choice(_possible(sources[site]))
        first = chance.randint(2, max(2, days - 2))
        last = min(days, first + chance.randint(1, LONGEST[fault]) - 1)
        apart = all(e.site != site or last + 1 < e.first or first > e.last + 1 for e in episodes)
        if apart and (fault != "timeout" or sum(e.fault == "timeout" for e in episodes) < 3):
            episodes.append(Episode(site, fault, first, last))
    return tuple(sorted(episodes, key=lambda e: (e.first, e.site)))


def _possible(source: Source) -> list[Fault]:
    faults: list[Fault] = ["http_500", "reset", "timeout"]
    if not _is_fixed(source):
        faults += ["login", "maintenance", "empty_listing", "articles_500"]
    return faults

"""The whole sample web of one day: which host answers what at which address.

Lives here: addresses, listings and their pages, feeds, sitemaps, robots.txt, and the validators (ETag, Last-Modified)
of every answer. Not here: texts (`content`), markup (`templates/`), sockets (`server`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import unicodedata
from collections.abc import Iterator, Sequence

import jinja2

from scrapers.sample_web.catalogue import answer_of, search_of
from scrapers.sample_web.content import DAYS, HANOI, Page, Site, load_pages, load_sites
from scrapers.sample_web.rendering import environment, render, view_count

HTML, XML, TEXT = "text/html; charset=utf-8", "application/xml; charset=utf-8", "text/plain; charset=utf-8"
RSS, JSON = "application/rss+xml; charset=utf-8", "application/json; charset=utf-8"
CATALOGUE = "/api/3/action/package_search?q=&rows=100"
RELATED = 3
# A site was set up long before its first article; robots.txt carries that day.
_FOUNDED = dt.datetime(2020, 6, 3, tzinfo=HANOI)


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers; `etag` depends on the body only."""

    body: bytes
    content_type: str
    last_modified: dt.datetime
    status: int = 200

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:24]}"'


@dataclasses.dataclass(frozen=True)
class Web:
    """Everything that is served on one day."""

    day: int
    sites: tuple[Site, ...]
    answers: dict[tuple[str, str], Answer]
    """By host and address below it (path with query)."""
    missing: Answer

    def answer(self, host: str, address: str) -> Answer:
        """The answer of that address; an unknown host or address gets the 404 page."""
        return self.answers.get((host, address), self.missing)


@functools.cache
def build_web(day: int) -> Web:
    """The web of that day.

    Raises:
        ValueError: the sample web has no such day.
        ContentError: a content file cannot be used.
    """
    if day not in DAYS:
        raise ValueError(f"the sample web has no day {day}; it has the days {', '.join(map(str, DAYS))}")
    env = environment()
    sites = load_sites()
    standing = [page for page in (page.on_day(day) for page in load_pages()) if page is not None]
    answers: dict[tuple[str, str], Answer] = {}
    for site in sites:
        pages = sorted((p for p in standing if p.site == site.name), key=lambda p: (p.published, p.path), reverse=True)
        answers |= {(site.host, address): answer for address, answer in _SiteBuilder(env, site, pages, day).answers()}
    missing = Answer(render(env, "shared/missing.html.j2").encode(), HTML, _FOUNDED, status=404)
    return Web(day, sites, answers, missing)


class _SiteBuilder:
    """Makes the answers of one site; `pages` are its articles, newest first."""

    def __init__(self, env: jinja2.Environment, site: Site, pages: Sequence[Page], day: int) -> None:
        self._env, self._site, self._pages, self._day = env, site, pages, day
        self._base = f"http://{site.host}"

    def answers(self) -> Iterator[tuple[str, Answer]]:
        """Addresses and what they answer; the home page shows the first page of the listing."""
        first = None
        for address, answer in self._listings():
            first = first or answer
            yield address, answer
        if first and self._site.listing != "/":
            yield "/", first
        for place, page in enumerate(self._pages):
            yield page.path, self._article(page, older=self._pages[place + 1 : place + 1 + RELATED])
        yield from self._machine_readable()

    def _article(self, page: Page, older: Sequence[Page]) -> Answer:
        if self._site.family == "ckan":
            return Answer(answer_of(page).encode(), JSON, page.changed)
        # Only older articles are named as related, so that a new one changes no page but the listings.
        template = "shared/maintenance.html.j2" if page.role == "maintenance" else self._own("article.html.j2")
        text = self._render(
            template, page=page, related=older, views=view_count(page.path), today=page.shown_on(self._day)
        )
        return Answer(unicodedata.normalize(page.unicode_form, text).encode(), HTML, page.changed)

    def _listings(self) -> Iterator[tuple[str, Answer]]:
        parts = _batches(self._pages, self._site.page_size)
        for number, part in enumerate(parts, start=1):
            text = self._render(
                self._own("listing.html.j2"),
                pages=part,
                page_number=number,
                page_count=len(parts),
                page_path=self._listing_address,
                today=max(page.shown_on(self._day) for page in part),
            )
            yield self._listing_address(number), self._listed(text, HTML, part)

    def _listing_address(self, number: int) -> str:
        first = self._site.listing
        if number == 1:
            return first
        return f"{first}page-{number}/" if self._site.family == "nukeviet" else f"{first}?trang={number}"

    def _machine_readable(self) -> Iterator[tuple[str, Answer]]:
        yield "/robots.txt", Answer(self._render("shared/robots.txt.j2").encode(), TEXT, _FOUNDED)
        if self._site.feed:
            template = "nukeviet/rss.xml.j2" if self._site.family == "nukeviet" else "shared/rss.xml.j2"
            yield self._site.feed, self._listed(self._render(template, pages=self._pages), RSS, self._pages)
        if self._site.sitemap:
            text = self._render("shared/sitemap.xml.j2", pages=self._pages)
            yield self._site.sitemap, self._listed(text, XML, self._pages)

        if self._site.family == "ckan":
            yield CATALOGUE, self._listed(search_of(self._pages), JSON, self._pages)

    def _listed(self, text: str, content_type: str, pages: Sequence[Page]) -> Answer:
        return Answer(text.encode(), content_type, max(page.changed for page in pages))

    def _own(self, template: str) -> str:
        return f"{self._site.template}/{template}"

    def _render(self, template: str, **context: object) -> str:
        return render(self._env, template, site=self._site, base=self._base, **context)


def _batches(pages: Sequence[Page], size: int) -> list[Sequence[Page]]:
    return [pages[start : start + size] for start in range(0, len(pages), size)]

"""The probe of sources: robots.txt, listings and three articles of each, what would be read of them, and a colour.

Lives here: a visit into a temporary archive, and what its outcome means. Nothing that was fetched is kept. Never here:
fetching, parsing, extraction, printing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from orchestration.settings import Settings
from orchestration.steps import fetch
from orchestration.steps.extract import engine
from schemas.records import Capture, FetchOutcome
from scrapers.fetching.breaker import CircuitBreaker
from scrapers.fetching.client import HttpClient
from scrapers.fetching.fetch_source import fetch_source
from scrapers.fetching.pace import HostPace
from scrapers.fetching.summary import FetchSummary
from scrapers.parsing import parse_capture
from scrapers.sources.model import FixedPages, Listing, Source
from warehouse.archive import Archive
from warehouse.checked_sources import Verdict, keep_verdicts

ARTICLES = 3
SHORT = 200
"""Articles with fewer characters than this are doubtful: often the body was not found."""
Light = Literal["green", "amber", "red"]


@dataclasses.dataclass(frozen=True)
class ProbedArticle:
    """What would be read of one article; `failure` says why nothing would."""

    url: str
    title: str | None = None
    published_on: str | None = None
    characters: int = 0
    numbers: int = 0
    observations: int = 0
    failure: str | None = None


@dataclasses.dataclass(frozen=True)
class Probe:
    """What a probe of one source found."""

    source: Source
    light: Light
    reason: str
    robots: str
    listings: tuple[str, ...]
    articles: tuple[ProbedArticle, ...]

    @property
    def answers(self) -> bool:
        """Whether an article could be read."""
        return any(article.failure is None for article in self.articles)


def probe_sources(
    settings: Settings,
    sources: Sequence[Source],
    hosts: fetch.Hosts,
    on_done: Callable[[Probe], None] | None = None,
) -> list[Probe]:
    """Probe sources, several at once; their verdicts are kept in the data directory."""
    engine()  # built once, before the threads need it
    pace, breaker = HostPace(), CircuitBreaker()

    def one(source: Source) -> Probe:
        try:
            found = _probe(settings, source, hosts, pace, breaker)
        except Exception as error:  # noqa: BLE001 - one source must not stop the others
            found = Probe(source, "red", f"{type(error).__name__}: {error}", "", (), ())
        if on_done is not None:
            on_done(found)
        return found

    with ThreadPoolExecutor(max_workers=fetch.PARALLEL_SOURCES, thread_name_prefix="probe") as pool:
        found = list(pool.map(one, sources))
    at = settings.now()
    keep_verdicts(settings.home.checked_sources, {probe.source.id: _verdict(probe, at) for probe in found})
    return found


def _verdict(probe: Probe, at: dt.datetime) -> Verdict:
    checked_at = at.isoformat(timespec="seconds")
    return Verdict(probe.light, probe.reason, probe.answers, checked_at, fetch.entry_sha256(probe.source))


def _probe(settings: Settings, source: Source, hosts: fetch.Hosts, pace: HostPace, breaker: CircuitBreaker) -> Probe:
    few = _few(source)
    with tempfile.TemporaryDirectory(prefix="observatory-probe-") as folder:
        archive = Archive(Path(folder))

        def visit(watched: Source) -> FetchSummary:
            with HttpClient(watched, contact=settings.contact, virtual_hosts=hosts, pace=pace) as client:
                return fetch_source(watched, archive, client, run_id="probe", now=settings.now, breaker=breaker)

        summary = visit(few)
        if summary.answered and not summary.documents_captured and summary.reasons.get("off_topic"):
            # Nothing on the topic today: any article shows whether the source can be read.
            summary = visit(few.model_copy(update={"topic_filter": False}))
        outcomes = archive.outcomes(source.id)
        articles = tuple(_articles(archive, source, outcomes))
    light, reason = _judge(summary, outcomes, articles)
    robots = next((f"{o.outcome}: {o.detail}" for o in outcomes if o.purpose == "robots"), "not asked")
    listings = tuple(dict.fromkeys(f"{o.outcome}: {o.url} ({o.detail})" for o in outcomes if _is_listing(o)))
    return Probe(source, light, reason, robots, listings, articles)


def _few(source: Source) -> Source:
    """The source with its first pages and three articles only."""
    politeness = source.politeness.model_copy(update={"max_articles_per_run": ARTICLES})
    listings = tuple(map(_first_page, source.listings))
    return source.model_copy(update={"politeness": politeness, "listings": listings})


def _first_page(listing: Listing) -> Listing:
    if isinstance(listing, FixedPages):
        return listing.model_copy(update={"urls": listing.urls[:ARTICLES]})
    limits = {"max_sitemaps": 1, "max_pages": 1, "backfill_per_run": 0}
    return listing.model_copy(update={name: limits[name] for name in limits.keys() & type(listing).model_fields.keys()})


def _is_listing(outcome: FetchOutcome) -> bool:
    return outcome.purpose == "listing" and outcome.outcome != "skipped"


def _articles(archive: Archive, source: Source, outcomes: Sequence[FetchOutcome]) -> list[ProbedArticle]:
    captures = {c.capture_id: c for c in archive.captures(source.id) if c.purpose in ("article", "page")}
    found: dict[str, ProbedArticle] = {}
    for outcome in outcomes:
        if outcome.purpose not in ("article", "page") or outcome.outcome == "skipped":
            continue
        capture = captures.get(outcome.capture_id or "")
        if capture is not None:
            found[outcome.url] = _read(archive, source, capture)
        else:
            found[outcome.url] = ProbedArticle(outcome.url, failure=f"{outcome.reason}: {outcome.detail}")
    return list(found.values())


def _read(archive: Archive, source: Source, capture: Capture) -> ProbedArticle:
    try:
        document = parse_capture(capture, archive.read_body(capture.sha256), source)
        reading = engine().read(document)
    except Exception as error:  # noqa: BLE001 - ParseError, or a page that a reader trips over
        return ProbedArticle(capture.url, failure=f"{type(error).__name__}: {error}")
    return ProbedArticle(
        capture.url,
        title=document.title,
        published_on=document.published_on.isoformat() if document.published_on else None,
        characters=len(document.text),
        numbers=reading.summary.numbers_seen,
        observations=len(reading.observations),
    )


def _judge(
    summary: FetchSummary, outcomes: Sequence[FetchOutcome], articles: Sequence[ProbedArticle]
) -> tuple[Light, str]:
    if not summary.answered:
        return "red", f"{summary.reason}: {summary.detail}"
    if not articles:
        left = ", ".join(f"{count} {reason}" for reason, count in summary.reasons.items()) or "nothing listed"
        return "amber", f"the listings name {summary.listed} addresses, none of them an article to ask ({left})"
    read = [article for article in articles if article.failure is None]
    if not read:
        return "red", f"none of {len(articles)} articles could be read; the first: {articles[0].failure}"
    doubts = [f"{len(articles) - len(read)} of {len(articles)} articles could not be read"] * (
        len(read) < len(articles)
    )
    doubts += [f"{o.url}: {o.reason}" for o in outcomes if _is_listing(o) and o.reason != "ok"]
    for what, missing in (
        ("a title", [a for a in read if not a.title]),
        ("a date", [a for a in read if not a.published_on]),
        (f"{SHORT} characters", [a for a in read if a.characters < SHORT]),
    ):
        doubts += [f"{len(missing)} of {len(read)} articles without {what}"] * bool(missing)
    if doubts:
        return "amber", "; ".join(doubts)
    observations = sum(article.observations for article in read)
    return "green", f"{len(read)} articles read, {observations} observations"

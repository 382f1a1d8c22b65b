"""The circuit breaker: hosts that fail, or ask for a pause, are left alone, and no other ones."""

from __future__ import annotations

from collections import Counter
from http.server import BaseHTTPRequestHandler

import pytest

from schemas.frontier import Frontier
from scrapers.fetching.breaker import CircuitBreaker
from scrapers.fetching.errors import (
    ConnectTimeout,
    FetchError,
    HostLeftAlone,
    HostNotAllowed,
    RedirectRefused,
    RobotsUnavailable,
)
from tests.unit.scrapers.fetching.web import Answer, Clock, MemoryStore, Visit, Web, item, rss, source


def test_a_host_is_left_alone_across_sources_and_listings(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    breaker = CircuitBreaker(down_after=2)
    web.pages["/rss"] = web.pages["/rss2"] = Answer(b"", 503)
    listings = [{"kind": "rss", "url": path} for path in ("/rss", "/rss2", "/rss3")]
    summary = visit(source(web.url, listings=listings), breaker=breaker)
    assert summary.reasons == {"HttpStatusError": 2, "host_down": 1}
    assert (summary.answered, web.asked("/rss3")) == (False, [])
    web.requests.clear()
    other = visit(source(web.url, id="bao-khac"), breaker=breaker)
    assert (web.asked(), other.answered, other.reason) == ([], False, "host_down")


def test_what_was_never_asked_tells_nothing_of_its_host(web: Web, visit: Visit) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /kin/\n", content_type="text/plain")
    for path in ("/rss", "/rss2", "/rss3"):
        web.pages[path] = Answer(b"", 503)
    paths = ("/rss", "/kin/rss", "/rss2", "/rss3")
    watched = source(web.url, listings=[{"kind": "rss", "url": path} for path in paths])
    summary = visit(watched, breaker=CircuitBreaker(down_after=2))
    assert summary.reasons == {"HttpStatusError": 2, "RobotsRefused": 1, "host_down": 1}
    assert web.asked("/rss3") == []


@pytest.mark.parametrize("error", [RobotsUnavailable, HostNotAllowed, RedirectRefused, HostLeftAlone])
def test_a_refusal_neither_opens_nor_closes_the_circuit(error: type[FetchError]) -> None:
    breaker = CircuitBreaker(down_after=2)
    breaker.note("a.vn", ConnectTimeout("a.vn"))
    for _ in range(3):
        breaker.note("a.vn", error("a.vn"))
    assert breaker.why_open("a.vn") is None
    breaker.note("a.vn", ConnectTimeout("a.vn"))
    assert breaker.why_open("a.vn") is not None


def test_after_a_redirect_the_host_that_failed_is_left_alone_and_not_the_one_that_led_there(
    web: Web, visit: Visit, store: MemoryStore
) -> None:
    first, second = "bao.sample.test", "cds.bao.sample.test"

    def moved(request: BaseHTTPRequestHandler) -> Answer:
        is_there = request.headers["Host"] == second
        return Answer(b"", 503) if is_there else Answer(b"", 302, {"Location": f"http://{second}{request.path}"})

    web.page("/rss", rss(*(item(f"/a-{n}.html") for n in range(8))))
    for n in range(7):
        web.pages[f"/a-{n}.html"] = moved
    web.page("/a-7.html", "bảy")
    summary = visit(
        source(f"http://{first}"),
        breaker=CircuitBreaker(down_after=2),
        virtual_hosts={first: web.address, second: web.address},
    )
    asked = Counter((headers["Host"], path) for path, headers in web.requests)
    assert sum(count for (host, path), count in asked.items() if host == second and path.startswith("/a-")) == 2 * 3
    assert summary.reasons == {"HttpStatusError": 2, "host_down": 5}
    assert store.outcome(f"http://{first}/a-7.html").outcome == "captured"
    assert Frontier.of(store.remembered).articles[f"http://{first}/a-6.html"].is_pending


def test_a_host_that_asks_for_a_pause_is_left_alone_at_once(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page("/rss", rss(*(item(f"/a-{n}.html") for n in range(3))))
    web.pages["/a-0.html"] = Answer(b"", 429, {"Retry-After": "3600"})
    summary = visit(source(web.url))
    assert summary.reasons == {"HttpStatusError": 1, "host_down": 2}
    assert [path for path in web.asked() if path.startswith("/a-")] == ["/a-0.html"]

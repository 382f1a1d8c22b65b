"""A visit that is killed forgets nothing: what it was going to ask is asked by the next one, listed or not."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from schemas.frontier import Frontier
from scrapers.fetching import FetchSummary, HttpClient, fetch_source
from scrapers.sources import Source
from tests.unit.scrapers.fetching.web import (
    Answer,
    Clock,
    KilledError,
    MemoryStore,
    Visit,
    Web,
    etagged,
    item,
    next_day,
    numbered,
    rss,
    skips,
    source,
)


def killed_after(writes: int, store: MemoryStore, visiting: Callable[[], object]) -> bool:
    """Whether the visit was killed before its end, when it had written so often."""
    store.writes_left = writes
    try:
        visiting()
    except KilledError:
        return True
    finally:
        store.writes_left = None
    return False


def captured(store: MemoryStore) -> set[str]:
    return {c.url.rsplit("/", 1)[-1] for c in store.captures if c.purpose == "article"}


def kills(forget: Callable[[], MemoryStore], visiting: Callable[[MemoryStore], object]) -> Iterator[MemoryStore]:
    """A store for every moment at which a visit may be killed, as the visit has left it."""
    for writes in itertools.count():
        store = forget()
        if not killed_after(writes, store, functools.partial(visiting, store)):
            return
        yield store


def visits_into(client_for: Callable[..., HttpClient], clock: Clock, watched: Source) -> Callable[..., FetchSummary]:
    def visiting(store: MemoryStore, run_id: str = "killed") -> FetchSummary:
        return fetch_source(watched, store, client_for(watched), run_id=run_id, now=clock.now)

    return visiting


def test_what_a_killed_visit_had_planned_is_asked_by_the_next_one_listed_or_not(
    web: Web, clock: Clock, client_for: Callable[..., HttpClient]
) -> None:
    def first_day() -> MemoryStore:
        web.page("/rss", rss(*(item(f"/a-{n}.html") for n in (1, 2, 3))))
        web.page("/tin", '<h3><a href="/b-1.html">Kinh tế số</a></h3>')
        return MemoryStore()

    for name in ("a-1", "a-2", "a-3", "a-4", "b-1", "b-2"):
        web.page(f"/{name}.html", f"bài {name}")
    listings = [{"kind": "rss", "url": "/rss"}, {"kind": "html", "url": "/tin", "link": "h3 a"}]
    visiting = visits_into(client_for, clock, source(web.url, listings=listings))
    moments = 0
    for store in kills(first_day, visiting):
        moments += 1
        fates = Frontier.of(store.remembered).listings
        seen = {"a-1.html", "a-2.html", "a-3.html"} if f"{web.url}/rss" in fates else set()
        seen |= {"b-1.html"} if f"{web.url}/tin" in fates else set()
        web.page("/rss", rss(item("/a-4.html")))
        web.page("/tin", '<h3><a href="/b-2.html">Kinh tế số</a></h3>')
        visiting(store, "next")
        assert captured(store) >= seen | {"a-4.html", "b-2.html"}
        rows = [(o.run_id, o.purpose, o.url) for o in store.remembered]
        assert len(rows) == len(set(rows)), "an address has one row per visit"
        assert [o for o in store.remembered if o.reason == "planned" and o.run_id == "next"] == []
        visiting(store, "third")
        assert [o.purpose for o in store.remembered if o.run_id == "third"] == ["robots", "listing", "listing"]
    assert moments > 12


def test_a_change_that_a_killed_visit_had_planned_to_ask_is_asked_listed_or_not(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.page("/rss", rss(item("/a-1.html"), item("/a-2.html")))
    web.pages["/a-1.html"], web.pages["/a-2.html"] = etagged("một"), etagged("hai")
    visit(source(web.url))
    web.page("/rss", rss(*(item(f"/a-{n}.html", title="Chuyển đổi số (sửa)") for n in (1, 2))))
    web.pages["/a-1.html"], web.pages["/a-2.html"] = etagged("một, sửa"), etagged("hai, sửa")
    next_day(web, store, clock)

    def die(_: BaseHTTPRequestHandler) -> Answer:
        store.writes_left = 0
        return Answer("một, sửa".encode())

    web.pages["/a-1.html"] = die
    with pytest.raises(KilledError):
        visit(source(web.url), run_id="killed")
    store.writes_left = None
    assert skips(store) == [("a-1.html", "planned"), ("a-2.html", "planned")]
    web.pages["/a-1.html"] = etagged("một, sửa")
    web.page("/rss", rss(item("/a-3.html", title="Giá lúa tăng")))
    next_day(web, store, clock)
    visit(source(web.url), run_id="next")
    texts = {store.bodies[c.sha256].decode() for c in store.captures if c.purpose == "article"}
    assert texts == {"một", "hai", "một, sửa", "hai, sửa"}


@pytest.mark.parametrize("way", [{"next_page": "a.sau"}, {"page_url": "/tin?trang={n}"}])
def test_a_killed_back_fill_goes_on_where_it_was(
    web: Web, clock: Clock, client_for: Callable[..., HttpClient], way: dict[str, str]
) -> None:
    numbered(web, 6)
    listing = {"kind": "html", "url": "/tin?trang=1", "link": "h3 a", "max_pages": 1, "backfill_per_run": 2, **way}
    visiting = visits_into(client_for, clock, source(web.url, listings=[listing]))

    def a_day_old() -> MemoryStore:
        store = MemoryStore()
        visiting(store, "first")
        return store

    for store in kills(a_day_old, visiting):
        for day in range(4):
            visiting(store, f"day {day}")
        assert captured(store) == {f"a-{n}.html" for n in range(1, 7)}


def test_a_plan_is_no_outcome_where_its_visit_told_what_came(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page("/rss", rss(*(item(f"/a-{n}.html") for n in range(3)), item("/a-3.html", title="Giá lúa tăng")))
    web.page("/a-0.html", "không")
    summary = visit(source(web.url, politeness={"max_articles_per_run": 2}))
    assert summary.reasons == {"HttpStatusError": 1, "limit_reached": 1, "off_topic": 1}
    assert summary.asked == summary.captured + summary.unchanged + summary.failed + summary.refused == 4
    assert (summary.skipped, summary.asked + summary.skipped) == (2, len(store.outcomes))

"""What a source's past means for its next visit: nothing is asked or said twice, and nothing put off is forgotten."""

from __future__ import annotations

import datetime as dt
from http.server import BaseHTTPRequestHandler

import pytest

from schemas.frontier import Frontier
from scrapers.fetching.plan import GIVEN_UP_AFTER
from tests.unit.scrapers.fetching.web import (
    Answer,
    Clock,
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


def test_an_entry_that_changes_while_the_text_does_not_is_asked_once(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.page("/rss", rss(item("/a-1.html")))
    web.pages["/a-1.html"] = etagged("một")
    visit(source(web.url))
    web.page("/rss", rss(item("/a-1.html", title="Chuyển đổi số (cập nhật)")))
    asked = []
    for _ in range(3):
        next_day(web, store, clock)
        visit(source(web.url))
        asked.append(len(web.asked("/a-1.html")))
    assert asked == [1, 0, 0]


def test_a_restless_listing_is_followed_with_growing_pauses(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.pages["/a-1.html"] = etagged("một")
    asked = []
    for day in range(16):
        web.page("/rss", rss(item("/a-1.html", lead=f"Cập nhật {day}")))
        next_day(web, store, clock)
        visit(source(web.url))
        asked.append(len(web.asked("/a-1.html")))
    assert asked == [1, 1, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    web.pages["/a-1.html"] = etagged("một, sửa")
    next_day(web, store, clock)
    visit(source(web.url))
    web.page("/rss", rss(item("/a-1.html", lead="Cập nhật lần cuối")))
    next_day(web, store, clock)
    visit(source(web.url))
    assert [store.bodies[c.sha256].decode() for c in store.captures if c.url.endswith("a-1.html")] == [
        "một",
        "một, sửa",
    ]


def test_what_is_left_is_said_once_and_counted_ever_after(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.page(
        "/rss", rss(item("/a-3.html", title="Giá lúa tăng"), item("/v", title="Kinh tế số"), item("https://khac.vn/x"))
    )
    watched = source(web.url, article_url=r"-\d+\.html$")
    first = visit(watched)
    assert skips(store) == [("x", "foreign_host"), ("a-3.html", "off_topic"), ("v", "not_an_article")]
    assert (first.skipped, first.remembered) == (3, 0)
    next_day(web, store, clock)
    second = visit(watched)
    assert skips(store) == []
    assert (second.skipped, second.remembered) == (0, 3)
    web.page("/rss", rss(item("/a-3.html", title="Chuyển đổi số trong trồng lúa")))
    web.page("/a-3.html", "ba")
    next_day(web, store, clock)
    assert visit(watched).documents_captured == 1


def test_listed_addresses_add_up(web: Web, visit: Visit, store: MemoryStore, clock: Clock) -> None:
    web.page("/rss", rss(item("/a-1.html"), item("/a-2.html"), item("/a-3.html", title="Giá lúa tăng")))
    web.page("/a-1.html", "một")
    for _ in range(3):
        summary = visit(source(web.url, politeness={"max_articles_per_run": 1}))
        articles = [o for o in store.outcomes if o.purpose == "article"]
        assert summary.listed == 3 == len(articles) + summary.remembered
        next_day(web, store, clock)


def test_what_a_limit_put_off_is_asked_later_even_when_no_longer_listed(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.page("/rss", rss(*(item(f"/a-{n}.html", title=f"Kinh tế số {n}") for n in range(5))))
    for n in range(6):
        web.page(f"/a-{n}.html", f"bài {n}")
    few = source(web.url, politeness={"max_articles_per_run": 2})
    visit(few)
    web.page("/rss", rss(item("/a-5.html")))
    captured = []
    for _ in range(3):
        next_day(web, store, clock)
        visit(few)
        captured.append([path for path in web.asked() if path.startswith("/a-")])
    assert captured == [["/a-5.html", "/a-2.html"], ["/a-3.html", "/a-4.html"], []]
    assert {c.listing_title for c in store.captures if c.url.endswith("a-3.html")} == {"Kinh tế số 3"}


def test_what_failed_is_tried_again_with_growing_pauses_and_then_given_up(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.page("/rss", rss(item("/a-1.html"), item("/a-2.html")))
    web.page("/a-2.html", "hai")
    visit(source(web.url))
    web.page("/rss", rss(item("/a-2.html")))
    days = []
    for day in range(1, 60):
        next_day(web, store, clock)
        visit(source(web.url))
        days += [day] if web.asked("/a-1.html") else []
    assert len(days) == GIVEN_UP_AFTER - 1
    assert days == [1, 2, 4, 8, 16]


def test_a_dead_link_that_stays_listed_is_tried_now_and_then(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.page("/rss", rss(item("/a-1.html")))
    asked = 0
    for _ in range(60):
        visit(source(web.url))
        asked += len(web.asked("/a-1.html"))
        next_day(web, store, clock)
    assert asked == 11
    web.page("/a-1.html", "lại có")
    next_day(web, store, clock, days=8)
    assert visit(source(web.url)).documents_captured == 1


def test_of_a_silent_source_nothing_is_asked_that_was_left(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.page("/rss", rss(item("/a-1.html"), item("/a-2.html")))
    web.page("/a-1.html", "một")
    web.page("/a-2.html", "hai")
    few = source(web.url, politeness={"max_articles_per_run": 1})
    visit(few)
    web.page("/robots.txt", "", status=503)
    next_day(web, store, clock)
    assert not visit(few).answered
    assert [o.purpose for o in store.outcomes] == ["robots", "listing"]
    del web.pages["/robots.txt"]
    next_day(web, store, clock)
    assert visit(few).documents_captured == 1


def test_a_visit_has_an_end(web: Web, visit: Visit, store: MemoryStore, clock: Clock) -> None:
    web.page("/rss", rss(*(item(f"/a-{n}.html") for n in range(4))))

    def slow(_: object) -> Answer:
        clock.seconds += 1000
        return Answer(b"x")

    for n in range(4):
        web.pages[f"/a-{n}.html"] = slow
    assert visit(source(web.url), visit_clock=clock).reasons == {"time_limit": 2}
    next_day(web, store, clock)
    assert visit(source(web.url)).documents_captured == 2


def test_listings_without_end_end_with_the_visit(web: Web, visit: Visit, store: MemoryStore, clock: Clock) -> None:
    def slow(request: BaseHTTPRequestHandler) -> Answer:
        clock.seconds += 700
        number = int(request.path.rpartition("=")[2])
        return Answer(f'<h3><a href="/a-{number}.html">Kinh tế số</a></h3>'.encode())

    for n in range(1, 50):
        web.pages[f"/tin?trang={n}"] = slow
    listing = {"kind": "html", "url": "/tin?trang=1", "link": "h3 a", "page_url": "/tin?trang={n}", "max_pages": 40}
    summary = visit(source(web.url, listings=[listing]), visit_clock=clock)
    assert [path for path in web.asked() if path.startswith("/tin")] == [f"/tin?trang={n}" for n in (1, 2, 3)]
    assert summary.reasons == {"time_limit": 4}


# ── back-fill ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("way", [{"next_page": "a.sau"}, {"page_url": "/tin?trang={n}"}])
def test_older_pages_are_asked_little_by_little_until_the_end(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock, way: dict[str, str]
) -> None:
    numbered(web, 6)
    listing = {"kind": "html", "url": "/tin?trang=1", "link": "h3 a", "max_pages": 1, "backfill_per_run": 2, **way}
    watched = source(web.url, listings=[listing])
    asked = []
    for _ in range(5):
        visit(watched)
        asked.append("".join(path[-1] for path in web.asked() if path.startswith("/tin")))
        next_day(web, store, clock)
    assert asked == ["123", "145", "167", "1", "1"]
    assert sum(c.purpose == "article" for c in store.captures) == 6


def test_a_listing_that_repeats_its_last_page_ends(web: Web, visit: Visit, store: MemoryStore, clock: Clock) -> None:
    numbered(web, 2)
    for n in range(3, 40):
        web.pages[f"/tin?trang={n}"] = web.pages["/tin?trang=2"]
    listing = {
        "kind": "html",
        "url": "/tin?trang=1",
        "link": "h3 a",
        "page_url": "/tin?trang={n}",
        "backfill_per_run": 2,
    }
    for _ in range(6):
        visit(source(web.url, listings=[listing]))
        next_day(web, store, clock)
    assert len([c for c in store.remembered if "trang=" in c.url and c.outcome != "skipped"]) == 6 + 4


def test_an_older_page_that_fails_is_asked_again(web: Web, visit: Visit, store: MemoryStore, clock: Clock) -> None:
    numbered(web, 3)
    page = web.pages["/tin?trang=2"]
    web.pages["/tin?trang=2"] = Answer(b"", 500)
    listing = {
        "kind": "html",
        "url": "/tin?trang=1",
        "link": "h3 a",
        "page_url": "/tin?trang={n}",
        "backfill_per_run": 1,
    }
    visit(source(web.url, listings=[listing]))
    web.pages["/tin?trang=2"] = page
    for _ in range(2):
        next_day(web, store, clock)
        visit(source(web.url, listings=[listing]))
    assert {c.url[-6:] for c in store.captures if c.purpose == "article"} == {"1.html", "2.html", "3.html"}


def test_older_sitemaps_of_an_index_are_back_filled(web: Web, visit: Visit, store: MemoryStore, clock: Clock) -> None:
    children = "".join(f"<sitemap><loc>/s{n}.xml</loc><lastmod>2026-0{n}-01</lastmod></sitemap>" for n in range(1, 6))
    web.page("/sitemap.xml", f"<sitemapindex>{children}</sitemapindex>")
    for n in range(1, 6):
        web.page(f"/s{n}.xml", f"<urlset><url><loc>/a-{n}.html</loc></url></urlset>")
        web.page(f"/a-{n}.html", f"bài {n}")
    listing = {"kind": "sitemap", "url": "/sitemap.xml", "max_sitemaps": 1, "backfill_per_run": 2}
    asked = []
    for _ in range(3):
        visit(source(web.url, listings=[listing]))
        asked.append([path for path in web.asked() if path.startswith("/s") and path != "/sitemap.xml"])
        next_day(web, store, clock)
    assert asked == [["/s5.xml", "/s4.xml", "/s3.xml"], ["/s5.xml", "/s2.xml", "/s1.xml"], ["/s5.xml"]]


def test_a_frontier_is_made_of_outcomes_alone(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page("/rss", rss(item("/a-1.html", date="Tue, 24 Nov 2026 05:00:00 +0700"), item("/a-2.html")))
    web.page("/a-1.html", "một")
    visit(source(web.url))
    frontier = Frontier.of(store.remembered)
    fate = frontier.articles[f"{web.url}/a-1.html"]
    assert (fate.captured, fate.asks_in_vain, fate.title) == (True, 0, "Chuyển đổi số ở Quảng Ninh")
    assert fate.published_at == dt.datetime(2026, 11, 23, 22, tzinfo=dt.UTC)
    assert frontier.articles[f"{web.url}/a-2.html"].reason == "HttpStatusError"
    assert set(frontier.listings) == {f"{web.url}/rss"}


# ── what the archive has lost ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_known_page_whose_body_is_damaged_is_asked_without_a_condition_and_kept_again(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.page("/rss", rss(item("/a-1.html")))
    web.pages["/a-1.html"] = etagged("một")
    visit(source(web.url, revisit="always"))
    (kept,) = (capture for capture in store.captures if capture.purpose == "article")
    body = store.bodies.pop(kept.sha256)
    next_day(web, store, clock)
    visit(source(web.url, revisit="always"))
    assert store.bodies[kept.sha256] == body
    next_day(web, store, clock)
    visit(source(web.url, revisit="always"))
    assert store.outcome(f"{web.url}/a-1.html").detail == "not modified since the last capture"


def test_a_known_page_that_has_not_changed_is_asked_again_once_its_body_was_found_damaged(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock
) -> None:
    web.page("/rss", rss(item("/a-1.html"), item("/a-2.html")))
    web.pages["/a-1.html"], web.pages["/a-2.html"] = etagged("một"), etagged("hai")
    visit(source(web.url))
    (kept,) = (capture for capture in store.captures if capture.url.endswith("/a-1.html"))
    body = store.bodies.pop(kept.sha256)
    next_day(web, store, clock)
    visit(source(web.url), damaged={kept.capture_id})
    assert (len(web.asked("/a-1.html")), len(web.asked("/a-2.html"))) == (1, 0)
    assert store.bodies[kept.sha256] == body


@pytest.mark.parametrize("is_listed", [True, False])
def test_a_page_of_which_the_archive_can_no_longer_tell_is_asked_again_once(
    web: Web, visit: Visit, store: MemoryStore, clock: Clock, is_listed: bool
) -> None:
    web.page("/rss", rss(item("/a-1.html"), item("/a-2.html")))
    web.pages["/a-1.html"], web.pages["/a-2.html"] = etagged("một"), etagged("hai")
    visit(source(web.url))
    store.captures = [capture for capture in store.captures if not capture.url.endswith("/a-1.html")]
    if not is_listed:
        web.page("/rss", rss(item("/a-2.html")))
    asked = []
    for _ in range(3):
        next_day(web, store, clock)
        visit(source(web.url))
        asked.append((len(web.asked("/a-1.html")), len(web.asked("/a-2.html"))))
    assert asked == [(1, 0), (0, 0), (0, 0)]
    assert sum(capture.url.endswith("/a-1.html") for capture in store.captures) == 1

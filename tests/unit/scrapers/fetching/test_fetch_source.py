"""A visit to a source: what is asked, what is kept, and the outcome that every attempt leaves."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from scrapers.fetching import fetch_source
from tests.unit.scrapers.fetching.web import Answer, Clock, MemoryStore, Visit, Web, etagged, item, rss, source


def fates(store: MemoryStore) -> dict[str, tuple[str, str]]:
    """Path → outcome and reason of the last visit."""
    return {"/" + outcome.url.split("/", 3)[3]: (outcome.outcome, outcome.reason) for outcome in store.outcomes}


def test_a_first_visit_asks_robots_listing_and_articles(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page("/rss", rss(item("/a-1.html", lead="Lời dẫn", date="Tue, 24 Nov 2026 05:00:00 +0700"), item("/a-2.html")))
    web.page("/a-1.html", "một")
    web.page("/a-2.html", "hai")
    summary = visit(source(web.url))
    assert web.asked() == ["/robots.txt", "/rss", "/a-1.html", "/a-2.html"]
    assert fates(store) == {
        "/robots.txt": ("unchanged", "ok"),
        "/rss": ("captured", "ok"),
        "/a-1.html": ("captured", "ok"),
        "/a-2.html": ("captured", "ok"),
    }
    assert (summary.answered, summary.asked, summary.captured, summary.documents_captured) == (True, 4, 3, 2)
    article = store.captures[1]
    assert (article.purpose, article.listing_title, article.status_code) == (
        "article",
        "Chuyển đổi số ở Quảng Ninh",
        200,
    )
    assert article.listing_published_at is not None
    assert article.listing_published_at.isoformat() == "2026-11-23T22:00:00+00:00"
    assert store.outcome(article.url).capture_id == article.capture_id


def test_a_second_visit_asks_only_the_listing_and_stores_nothing(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.pages["/rss"] = etagged(rss(item("/a-1.html")))
    web.page("/robots.txt", "User-agent: *\nDisallow:\n", content_type="text/plain")
    web.page("/a-1.html", "một")
    visit(source(web.url))
    stored = len(store.captures)
    web.requests.clear()
    store.outcomes.clear()
    summary = visit(source(web.url))
    assert web.asked() == ["/robots.txt", "/rss"]
    assert len(store.captures) == stored
    assert fates(store) == {"/robots.txt": ("unchanged", "ok"), "/rss": ("unchanged", "ok")}
    assert store.outcomes[1].status_code == 304
    assert (summary.asked, summary.unchanged, summary.skipped) == (2, 2, 0)


def test_ten_thousand_listed_twenty_new(web: Web, visit: Visit, store: MemoryStore) -> None:
    def sitemap(count: int) -> bytes:
        urls = "".join(f"<url><loc>{web.url}/a-{n}.html</loc></url>" for n in range(count))
        return gzip.compress(f"<urlset>{urls}</urlset>".encode())

    watched = source(
        web.url, listings=[{"kind": "sitemap", "url": "/sitemap.xml.gz"}], politeness={"max_articles_per_run": 20}
    )
    for n in range(10_000):
        store.store(
            source_id="bao-thu",
            url=f"{web.url}/a-{n}.html",
            final_url=f"{web.url}/a-{n}.html",
            purpose="article",
            captured_at=None,
            status_code=200,
            headers={},
            content_type="text/html",
            encoding=None,
            body=b"",
        )
    for n in range(10_000, 10_020):
        web.page(f"/a-{n}.html", f"bài {n}")
    web.pages["/sitemap.xml.gz"] = Answer(sitemap(10_020), content_type="application/gzip")
    summary = visit(watched)
    assert len(web.asked()) == 22
    assert (summary.listed, summary.documents_captured, len(store.outcomes)) == (10_020, 20, 22)


def test_a_changed_listing_entry_asks_the_article_again(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page("/rss", rss(item("/a-1.html")))
    web.pages["/a-1.html"] = etagged("một")
    visit(source(web.url))
    web.page("/rss", rss(item("/a-1.html", title="Chuyển đổi số (cập nhật)")))
    web.pages["/a-1.html"] = etagged("một, sửa")
    visit(source(web.url))
    versions = [store.bodies[c.sha256].decode() for c in store.captures if c.url.endswith("a-1.html")]
    assert versions == ["một", "một, sửa"]


def test_the_same_body_again_is_unchanged(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page("/rss", rss(item("/a-1.html")))
    web.page("/a-1.html", "một")
    visit(source(web.url, revisit="always"))
    stored = len(store.captures)
    store.outcomes.clear()
    visit(source(web.url, revisit="always"))
    assert len(store.captures) == stored
    assert fates(store)["/a-1.html"] == ("unchanged", "ok")
    assert fates(store)["/rss"] == ("unchanged", "ok")


def test_what_is_not_asked_says_why(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page(
        "/rss",
        rss(
            item("/a-1.html"),
            item("/a-2.html"),
            item("/a-3.html", title="Giá lúa tăng"),
            item("/video/x"),
            item("https://khac.vn/a-1.html"),
        ),
    )
    web.page("/a-1.html", "một")
    watched = source(web.url, article_url=r"-\d+\.html$", politeness={"max_articles_per_run": 1})
    summary = visit(watched)
    assert {path: fate for path, fate in fates(store).items() if fate[0] == "skipped"} == {
        "/a-2.html": ("skipped", "limit_reached"),
        "/a-3.html": ("skipped", "off_topic"),
        "/video/x": ("skipped", "not_an_article"),
    }
    assert store.outcome("https://khac.vn/a-1.html").reason == "foreign_host"
    assert (summary.skipped, summary.documents_captured) == (4, 1)
    assert "/a-2.html" not in web.asked()


def test_skips_are_recorded_once_however_many_listings_name_them(web: Web, visit: Visit, store: MemoryStore) -> None:
    for path in ("/rss", "/rss2"):
        web.page(path, rss(item("/a-3.html", title="Giá lúa tăng"), item("https://khac.vn/x")))
    visit(source(web.url, listings=[{"kind": "rss", "url": "/rss"}, {"kind": "rss", "url": "/rss2"}]))
    assert [outcome.reason for outcome in store.outcomes if outcome.outcome == "skipped"] == [
        "foreign_host",
        "off_topic",
    ]


def test_without_a_topic_filter_everything_is_asked(web: Web, visit: Visit) -> None:
    web.page("/rss", rss(item("/a-3.html", title="Giá lúa tăng")))
    web.page("/a-3.html", "ba")
    assert visit(source(web.url, topic_filter=False)).documents_captured == 1


def test_a_broken_listing_does_not_stop_the_others(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page("/rss", "<html>Đăng nhập</html>")
    web.page("/tin", '<h3><a href="/a-1.html">Chuyển đổi số</a></h3>')
    web.page("/a-1.html", "một")
    listings = [
        {"kind": "rss", "url": "/rss"},
        {"kind": "rss", "url": "/gone"},
        {"kind": "html", "url": "/tin", "link": "h3 a"},
    ]
    summary = visit(source(web.url, listings=listings))
    assert (summary.answered, summary.reason) == (True, "ok")
    assert fates(store)["/rss"] == ("failed", "BrokenListing")
    assert fates(store)["/gone"] == ("failed", "HttpStatusError")
    assert store.outcome(f"{web.url}/rss").capture_id is not None
    assert fates(store)["/a-1.html"] == ("captured", "ok")


def test_a_listing_that_its_reader_trips_over_does_not_stop_the_others(
    web: Web, visit: Visit, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(*_: object) -> None:
        raise OverflowError("date value out of range")

    monkeypatch.setattr("scrapers.fetching.listings.parse_feed", trip)
    web.page("/rss", rss(item("/a-0.html")))
    web.page("/tin", '<h3><a href="/a-1.html">Chuyển đổi số</a></h3>')
    web.page("/a-1.html", "một")
    summary = visit(
        source(web.url, listings=[{"kind": "rss", "url": "/rss"}, {"kind": "html", "url": "/tin", "link": "h3 a"}])
    )
    assert (summary.answered, summary.documents_captured) == (True, 1)
    assert fates(store)["/rss"] == ("failed", "BrokenListing")
    told = store.outcome(f"{web.url}/rss")
    assert "OverflowError: date value out of range" in told.detail
    assert told.capture_id is not None


@pytest.mark.parametrize("date", ["Mon, 07 Oct 2024 20:10:00 +9900", "9999-12-31T23:59:59Z"])
def test_a_malformed_time_costs_nothing_but_itself(web: Web, visit: Visit, store: MemoryStore, date: str) -> None:
    web.page("/rss", rss(item("/a-1.html", date=date), item("/a-2.html")))
    lastmod = f"<url><loc>/a-3.html</loc><lastmod>{date}</lastmod></url><url><loc>/a-4.html</loc></url>"
    web.page("/sitemap.xml", f"<urlset>{lastmod}</urlset>")
    for n in range(1, 5):
        web.page(f"/a-{n}.html", f"bài {n}")
    listings = [{"kind": "rss", "url": "/rss"}, {"kind": "sitemap", "url": "/sitemap.xml"}]
    summary = visit(source(web.url, family="nukeviet", listings=listings))
    assert (summary.failed, summary.documents_captured) == (0, 4)


@pytest.mark.parametrize(
    ("body", "reason", "rows"),
    [
        (
            '<h1>Hệ thống đang bảo trì</h1><a href="/">Trang chủ</a><a href="/lien-he">Liên hệ</a>',
            "MaintenanceNotice",
            {},
        ),
        ('<a href="https://khac.vn/a-1.html">Chuyển đổi số</a>', "ForeignListing", {"foreign_host": 1}),
        ('<a href="/gioi-thieu">Giới thiệu</a><a href="/video">Video</a>', "NoArticleListed", {"not_an_article": 2}),
    ],
)
def test_a_listing_that_lists_nothing_any_more_is_reported(
    web: Web, visit: Visit, store: MemoryStore, body: str, reason: str, rows: dict[str, int]
) -> None:
    watched = source(web.url, article_url=r"-\d+\.html$", listings=[{"kind": "html", "url": "/tin"}])
    web.page("/tin", '<a href="/a-1.html">Chuyển đổi số</a>')
    web.page("/a-1.html", "một")
    visit(watched)
    known = visit(watched)
    assert (known.answered, known.failed) == (True, 0), "all entries are known"
    web.page("/tin", body)
    store.outcomes.clear()
    summary = visit(watched)
    assert (summary.answered, summary.reason) == (False, reason)
    assert fates(store)["/tin"] == ("failed", reason)
    assert summary.reasons == {reason: 1, **rows}
    assert store.outcome(f"{web.url}/tin").capture_id is not None


def test_a_source_whose_listings_all_fail_did_not_answer(web: Web, visit: Visit) -> None:
    web.pages["/rss"] = Answer(b"", 500)
    summary = visit(source(web.url))
    assert (summary.answered, summary.reason, summary.failed) == (False, "HttpStatusError", 1)
    assert "500" in summary.detail


@pytest.mark.parametrize(
    ("status", "fate", "reason"),
    [
        (403, ("refused", "RobotsRefused"), "RobotsRefused"),
        (503, ("failed", "HttpStatusError"), "RobotsUnavailable"),
    ],
)
def test_a_robots_txt_that_is_locked_or_broken_ends_the_visit(
    web: Web, visit: Visit, store: MemoryStore, status: int, fate: tuple[str, str], reason: str
) -> None:
    web.pages["/robots.txt"] = Answer(b"", status)
    web.page("/rss", rss(item("/a-1.html")))
    summary = visit(source(web.url))
    assert set(web.asked()) == {"/robots.txt"}
    assert (summary.answered, summary.reason, summary.asked) == (False, reason, 2)
    assert fates(store) == {"/robots.txt": fate, "/rss": ("refused", reason)}


def test_robots_rules_hold_for_redirects_and_single_articles(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /kin/\n", content_type="text/plain")
    web.page("/rss", rss(item("/kin/a-1.html"), item("/a-2.html")))
    web.page("/a-2.html", "", status=302, headers={"Location": "/kin/a-2.html"})
    summary = visit(source(web.url))
    assert [path for path in web.asked() if path.startswith("/kin/")] == []
    assert fates(store)["/kin/a-1.html"] == ("refused", "RobotsRefused")
    assert fates(store)["/a-2.html"] == ("refused", "RobotsRefused")
    assert (summary.refused, summary.answered) == (2, True)


def test_a_crawl_delay_of_the_host_is_kept(web: Web, visit: Visit, clock: Clock) -> None:
    web.page("/robots.txt", "User-agent: *\nCrawl-delay: 4\n", content_type="text/plain")
    web.page("/rss", rss(item("/a-1.html")))
    web.page("/a-1.html", "một")
    visit(source(web.url), clock=clock)
    assert clock.slept == [4.0, 4.0]


def test_pages_of_a_listing_are_followed_up_to_the_limit(web: Web, visit: Visit, store: MemoryStore) -> None:
    for n in range(1, 6):
        web.page(
            f"/tin?page={n}",
            f'<h3><a href="/a-{n}.html">Kinh tế số</a></h3><a class="next" href="?page={n + 1}">Sau</a>',
        )
        web.page(f"/a-{n}.html", f"bài {n}")
    listing = {"kind": "html", "url": "/tin?page=1", "link": "h3 a", "next_page": "a.next", "max_pages": 3}
    assert visit(source(web.url, listings=[listing])).documents_captured == 3
    assert "/tin?page=3" in web.asked()
    assert "/tin?page=4" not in web.asked()


def test_a_next_link_to_itself_ends(web: Web, visit: Visit) -> None:
    web.page("/tin", '<h3><a href="/a-1.html">Kinh tế số</a></h3><a class="next" href="/tin">Sau</a>')
    web.page("/a-1.html", "một")
    listing = {"kind": "html", "url": "/tin", "link": "h3 a", "next_page": "a.next", "max_pages": 9}
    assert visit(source(web.url, listings=[listing])).documents_captured == 1
    assert web.asked("/tin") == ["/tin"]


def test_numbered_pages_start_at_two(web: Web, visit: Visit) -> None:
    web.page("/tin", '<a href="/a-1.html">Kinh tế số</a>')
    web.page("/tin/trang-2", '<a href="/a-2.html">Kinh tế số</a>')
    listing = {"kind": "html", "url": "/tin", "page_url": "/tin/trang-{n}", "max_pages": 2}
    assert visit(source(web.url, listings=[listing])).listed == 2


def test_sitemaps_of_an_index_are_limited_and_the_rest_is_named(web: Web, visit: Visit, store: MemoryStore) -> None:
    children = "".join(f"<sitemap><loc>/s{n}.xml</loc><lastmod>2026-0{n}-01</lastmod></sitemap>" for n in (1, 2, 3))
    web.page("/sitemap.xml", f"<sitemapindex>{children}</sitemapindex>")
    for n in (1, 2, 3):
        web.page(f"/s{n}.xml", f"<urlset><url><loc>/a-{n}.html</loc></url></urlset>")
        web.page(f"/a-{n}.html", f"bài {n}")
    listing = {"kind": "sitemap", "url": "/sitemap.xml", "max_sitemaps": 2}
    assert visit(source(web.url, listings=[listing])).documents_captured == 2
    assert fates(store)["/s1.xml"] == ("skipped", "limit_reached")
    assert "/a-3.html" in web.asked()


def test_fixed_pages_are_documents_and_asked_every_time(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.pages["/xep-hang-2022"] = etagged("<table></table>")
    watched = source(web.url, kind="index", listings=[{"kind": "pages", "urls": ["/xep-hang-2022", "/xep-hang-2023"]}])
    summary = visit(watched)
    assert [capture.purpose for capture in store.captures] == ["page"]
    assert (summary.answered, summary.failed, summary.documents_captured) == (True, 1, 1)
    store.outcomes.clear()
    visit(watched)
    assert fates(store)["/xep-hang-2022"] == ("unchanged", "ok")


def test_a_lost_listing_body_is_asked_without_a_condition(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.pages["/rss"] = etagged(rss(item("/a-1.html")))
    web.page("/a-1.html", "một")
    visit(source(web.url))
    listing = next(capture for capture in store.captures if capture.purpose == "listing")
    del store.bodies[listing.sha256]
    store.outcomes.clear()
    assert visit(source(web.url)).answered
    assert fates(store)["/rss"] == ("captured", "ok")


def test_a_host_that_goes_down_ends_the_visit(web: Web, visit: Visit, store: MemoryStore) -> None:
    web.page("/rss", rss(*(item(f"/a-{n}.html") for n in range(8))))
    for n in range(8):
        web.pages[f"/a-{n}.html"] = Answer(b"", 503)
    summary = visit(source(web.url))
    assert summary.reasons == {"HttpStatusError": 5, "host_down": 3}
    assert (summary.asked, summary.failed, summary.skipped) == (7, 5, 3)


def test_single_dead_articles_do_not_end_the_visit(web: Web, visit: Visit) -> None:
    web.page("/rss", rss(*(item(f"/a-{n}.html") for n in range(9))))
    web.page("/a-8.html", "còn")
    summary = visit(source(web.url))
    assert (summary.failed, summary.documents_captured) == (8, 1)


def test_duplicates_with_tracking_parameters_are_one_article(web: Web, visit: Visit) -> None:
    web.page("/rss", rss(item("/a-1.html?utm_source=x"), item("/a-1.html#binh-luan"), item("/a-1.html")))
    web.page("/a-1.html", "một")
    assert visit(source(web.url)).listed == 1
    assert web.asked("/a-1.html") == ["/a-1.html"]


def test_progress_is_told(web: Web, store: MemoryStore, clock: Clock, client_for: Callable[..., object]) -> None:
    web.page("/rss", rss(item("/a-1.html"), item("/a-2.html")))
    told: list[tuple[str, int, int]] = []
    watched = source(web.url)
    fetch_source(
        watched,
        store,
        client_for(watched),  # type: ignore[arg-type]
        run_id="r",
        now=clock.now,
        progress=lambda url, done, planned: told.append((url, done, planned)),
    )
    assert told == [(f"{web.url}/a-1.html", 1, 2), (f"{web.url}/a-2.html", 2, 2)]

"""Discovery: feeds, sitemaps and pages of links as real sites write them, faults included."""

from __future__ import annotations

import datetime as dt
import gzip
from typing import Any

import pytest

from scrapers.fetching.entries import has_changed, plain_text
from scrapers.fetching.errors import BrokenListing, EmptyListing, TooLarge
from scrapers.fetching.listings import ListingPage, read_listing
from scrapers.fetching.sitemaps import parse_sitemap
from tests.unit.scrapers.fetching.web import item, rss, source

BASE = "https://baomau.vn"


def read(
    body: str | bytes, listing: dict[str, Any], page: int = 1, url: str = f"{BASE}/muc/", **fields: Any
) -> ListingPage:
    watched = source(BASE, listings=[{"url": "/muc/", **listing}], **fields)
    raw = body.encode() if isinstance(body, str) else body
    return read_listing(watched, watched.listings[0], body=raw, url=url, encoding=None, page=page)  # type: ignore[arg-type]


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[arg-type,misc]


# ── feeds ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Wed, 16 Jul 2025 09:30:00 GMT+7", utc(2025, 7, 16, 2, 30)),
        ("Thứ 5, 28/05/2026 17:00:00 GMT+7", utc(2026, 5, 28, 10)),
        ("Wed, 16 Jul 2025 09:30:00 +0700", utc(2025, 7, 16, 2, 30)),
        ("Wed, 16 Jul 2025 09:30:00 GMT", utc(2025, 7, 16, 9, 30)),
        ("Wed, 16 Jul 2025 09:30:00", utc(2025, 7, 16, 2, 30)),
        ("2025-07-16T09:30:00Z", utc(2025, 7, 16, 9, 30)),
        ("2025-07-16 09:30:00", utc(2025, 7, 16, 2, 30)),
        ("07/03/2026 08:01", utc(2026, 3, 7, 1, 1)),
        ("16/07/2025", utc(2025, 7, 15, 17)),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_times_of_feeds(written: str, expected: dt.datetime | None) -> None:
    (entry,) = read(rss(item("/a", date=written)), {"kind": "rss"}).entries
    assert entry.published_at == expected


def test_minutes_that_are_the_month_are_not_believed() -> None:
    faulty = rss(*(item(f"/{n}", date=f"Mon, 7 Oct 2024 0{n}:10:3{n} GMT") for n in range(3)))
    assert [e.published_at for e in read(faulty, {"kind": "rss"}).entries] == [utc(2024, 10, 7, n) for n in range(3)]
    sound = rss(item("/1", date="Mon, 7 Oct 2024 08:10:00 GMT"), item("/2", date="Mon, 7 Oct 2024 08:11:00 GMT"))
    assert [e.published_at for e in read(sound, {"kind": "rss"}).entries] == [
        utc(2024, 10, 7, 8, 10),
        utc(2024, 10, 7, 8, 11),
    ]


def test_markup_and_double_escapes_leave_the_text() -> None:
    feed = rss(
        item(
            "<![CDATA[ https://baomau.vn/a-1.html?utm_source=rss ]]>",
            title="Chuy&amp;#7875;n &lt;b&gt;đổi&lt;/b&gt; số",
            lead="<![CDATA[<a href='/a'><img src='x.jpg'></a><br/>Tỷ lệ hồ sơ<span>  trực</span> tuyến]]>",
        )
    )
    (entry,) = read(feed, {"kind": "rss"}).entries
    assert (entry.url, entry.title, entry.lead) == (f"{BASE}/a-1.html", "Chuyển đổi số", "Tỷ lệ hồ sơ trực tuyến")


def test_plain_text_of_nothing() -> None:
    assert plain_text("") is None
    assert plain_text(" <br> ") is None
    assert plain_text("5 < 7 & 8") == "5 < 7 & 8"


def test_atom_feeds() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Kinh tế số</title>
    <link rel="edit" href="/edit"/><link href="/a"/><summary type="html">&lt;p&gt;Lời dẫn&lt;/p&gt;</summary>
    <published>2026-03-07T08:00:00+07:00</published><updated>2026-03-08T08:00:00+07:00</updated></entry></feed>"""
    (entry,) = read(feed, {"kind": "rss"}).entries
    assert (entry.url, entry.lead, entry.published_at) == (f"{BASE}/a", "Lời dẫn", utc(2026, 3, 7, 1))


def test_faults_of_feeds_are_tolerated() -> None:
    feed = "\ufeff\n" + rss(
        "<item><title>A&nbsp;B</title><guid>https://baomau.vn/a</guid></item>",
        "<item><title>không có địa chỉ</title></item>",
        item("/b"),
        item("/b", title="lần hai"),
    )
    entries = read(feed, {"kind": "rss"}).entries
    assert [entry.url for entry in entries] == [f"{BASE}/a", f"{BASE}/b"]
    assert entries[1].title == "Chuyển đổi số ở Quảng Ninh"


def test_media_titles_are_not_the_title() -> None:
    feed = rss(
        "<item xmlns:media='http://search.yahoo.com/mrss/'><media:title>ảnh</media:title><title>bài</title><link>/a</link></item>"
    )
    assert read(feed, {"kind": "rss"}).entries[0].title == "bài"


def test_entities_are_never_expanded() -> None:
    bomb = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>
    <rss><channel><item><title>x&b;&f;</title><link>/a</link></item></channel></rss>"""
    title = read(bomb, {"kind": "rss"}).entries[0].title or ""
    assert "ha" not in title
    assert title.startswith("x")


LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("entities", "entry"),
    [
        (LAUGHS, "<item><title>&l9;</title><link>/a</link></item>"),
        (LAUGHS, '<item x="&l9;"><title>t</title><link>/a</link></item>'),
        (f'<!ENTITY b "{"A" * 50_000}">', f"<item><title>{'&b;' * 20_000}</title><link>/a</link></item>"),
        ('<!ENTITY % f SYSTEM "file:///etc/hostname"> %f;', "<item><title>t</title><link>/a</link></item>"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_do_not_go_off(entities: str, entry: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    feed = f"{head}<!DOCTYPE rss [{entities}]><rss><channel>{entry}</channel></rss>"
    pages = f"{head}<!DOCTYPE urlset [{entities}]><urlset><url><loc>/{'&l9;' * 50}</loc></url></urlset>"
    for body, kind in ((feed, "rss"), (pages, "sitemap")):
        try:
            listed = read(body.encode(encoding), {"kind": kind}).entries
        except BrokenListing:
            continue
        assert all(len(one.url) + len(one.title or "") < 1000 for one in listed)


@pytest.mark.parametrize("body", ["<html><body>Đăng nhập</body></html>", "", "{}", "<urlset/>"])
def test_what_is_no_feed_says_so(body: str) -> None:
    with pytest.raises(BrokenListing, match="muc"):
        read(body, {"kind": "rss"})


def test_a_feed_without_items_is_empty() -> None:
    assert isinstance(read(rss(), {"kind": "rss"}).failure, EmptyListing)


def test_links_to_other_hosts_are_set_aside() -> None:
    page = read(rss(item("https://khac.vn/a"), item("/b"), item("mailto:x@y.vn")), {"kind": "rss"})
    assert [entry.url for entry in page.entries] == [f"{BASE}/b"]
    assert page.foreign == ("https://khac.vn/a",)


# ── signatures ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_signature_changes_with_what_the_listing_says() -> None:
    def signature(**said: str) -> str:
        return read(rss(item("/a", **said)), {"kind": "rss"}).entries[0].signature

    before = signature(title="Một")
    assert not has_changed(before, signature(title="Một"))
    assert has_changed(before, signature(title="Hai"))
    assert has_changed(before, signature(title="Một", lead="thêm"))


def test_signatures_of_different_listings_are_not_compared() -> None:
    feed = read(rss(item("/a")), {"kind": "rss", "url": "/rss"}).entries[0].signature
    page = read('<a href="/a">Khác</a>', {"kind": "html"}).entries[0].signature
    assert not has_changed(feed, page)
    assert not has_changed(None, page)
    assert has_changed(f"{feed} {page}", page.replace(page[-1], "x"))


def test_view_counters_beside_a_link_change_no_signature() -> None:
    def signature(views: int) -> str:
        html = f'<ul><li><a href="/a">Tin</a> lượt xem: {views}</li><li><a href="/b">Tin 2</a></li></ul>'
        return read(html, {"kind": "html"}).entries[0].signature

    assert signature(471) == signature(472)


# ── sitemaps ─────────────────────────────────────────────────────────────────────────────────────────────────────────

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://baomau.vn/cu-1.html</loc><lastmod>2024-01-01</lastmod></url>
<url><loc> https://baomau.vn/moi-2.html </loc><lastmod>2026-11-20T08:00:00+07:00</lastmod>
  <image:image><image:loc>https://baomau.vn/x.jpg</image:loc><image:title>ảnh</image:title></image:image></url>
<url><loc>https://baomau.vn/tin-3.html</loc><news:news><news:publication_date>2026-11-21T00:00:00Z</news:publication_date>
  <news:title>Kinh tế số</news:title></news:news></url>
</urlset>"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_lists_the_newest_first(packed: bool) -> None:
    body = gzip.compress(SITEMAP.encode()) if packed else SITEMAP.encode()
    entries = read(body, {"kind": "sitemap"}).entries
    assert [entry.url.rpartition("/")[2] for entry in entries] == ["tin-3.html", "moi-2.html", "cu-1.html"]
    assert [entry.title for entry in entries] == ["Kinh tế số", None, None]
    assert [entry.published_at for entry in entries] == [utc(2026, 11, 21), None, None]


def test_the_last_change_is_the_publication_only_where_the_cms_says_so() -> None:
    entries = read(SITEMAP, {"kind": "sitemap"}, family="nukeviet").entries
    assert entries[1].published_at == utc(2026, 11, 20, 1)


def test_a_new_lastmod_is_a_change_unless_all_pages_have_the_same() -> None:
    def signatures(*days: str) -> list[str]:
        urls = "".join(f"<url><loc>{BASE}/{n}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(days))
        page = read(f"<urlset>{urls}</urlset>", {"kind": "sitemap"})
        return [entry.signature for entry in sorted(page.entries, key=lambda entry: entry.url)]

    before, after = (
        signatures("2026-01-01", "2026-01-02", "2026-01-03"),
        signatures("2026-02-01", "2026-01-02", "2026-01-03"),
    )
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, True, True]
    assert signatures("2026-01-01", "2026-01-01", "2026-01-01") == signatures("2026-02-01", "2026-02-01", "2026-02-01")


def test_an_index_leads_to_its_newest_sitemaps() -> None:
    index = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>/sitemap-2024.xml</loc><lastmod>2024-12-31</lastmod></sitemap>
    <sitemap><loc>/sitemap-2026.xml.gz</loc><lastmod>2026-11-01</lastmod></sitemap>
    <sitemap><loc>https://cdn.khac.vn/s.xml</loc></sitemap></sitemapindex>"""
    page = read(index, {"kind": "sitemap"})
    assert page.further == (f"{BASE}/sitemap-2026.xml.gz", f"{BASE}/sitemap-2024.xml")
    assert page.foreign == ("https://cdn.khac.vn/s.xml",)


def test_a_packed_sitemap_has_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrapers.fetching.sitemaps.MAX_SITEMAP_BYTES", 1000)
    with pytest.raises(TooLarge):
        parse_sitemap(gzip.compress(b" " * 10_000), f"{BASE}/sitemap.xml.gz")


def test_entries_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrapers.fetching.sitemaps.MAX_ENTRIES", 2)
    page = read(SITEMAP, {"kind": "sitemap"})
    assert (len(page.entries), page.left_out) == (2, 1)


# ── pages of links ───────────────────────────────────────────────────────────────────────────────────────────────────

PAGE = """<html><head><base href="/themes/mau/"></head><body><nav><a href="/gioi-thieu">Giới thiệu</a></nav>
<div class="list">
 <article><a href="/tin-1.html"><img src="1.jpg" alt="ảnh"></a><h3><a href="/tin-1.html">Tin <b>một</b></a></h3>
  <time datetime="2026-11-20T08:00:00+07:00">20/11</time><p>Lời dẫn của tin một</p></article>
 <article><h3><a href="/tin-2.html" title="Tin hai đầy đủ"><img src="2.jpg"></a></h3></article>
 <article><h3><a href="#">không</a><a href="javascript:void(0)">không</a></h3></article>
</div><a class="next" href="?page=2">Sau</a></body></html>"""


def test_links_come_with_what_stands_around_them() -> None:
    first, second = read(PAGE, {"kind": "html", "link": "article a"}).entries
    assert (first.url, first.title) == (f"{BASE}/tin-1.html", "Tin một")
    assert first.lead is not None
    assert "Lời dẫn của tin một" in first.lead
    assert first.published_at == utc(2026, 11, 20, 1)
    assert (second.url, second.title, second.lead) == (f"{BASE}/tin-2.html", "Tin hai đầy đủ", None)


def test_a_selector_may_name_what_holds_the_link_or_lies_in_it() -> None:
    assert [e.url for e in read(PAGE, {"kind": "html", "link": "h3"}).entries] == [
        f"{BASE}/tin-1.html",
        f"{BASE}/tin-2.html",
    ]
    assert read(PAGE, {"kind": "html", "link": "article img"}).entries[0].url == f"{BASE}/tin-1.html"


def test_the_next_page_by_link_and_by_number() -> None:
    assert read(PAGE, {"kind": "html", "next_page": "a.next"}).further == (f"{BASE}/muc/?page=2",)
    numbered = {"kind": "html", "page_url": "/muc/trang-{n}.htm"}
    assert read(PAGE, numbered, page=2).further == (f"{BASE}/muc/trang-3.htm",)
    assert read(PAGE, {"kind": "html", "next_page": "a.older"}).further == ()


def test_a_selector_that_finds_nothing_is_a_failure_on_the_first_page_only() -> None:
    failure = read(PAGE, {"kind": "html", "link": "h2.moi a"}).failure
    assert isinstance(failure, EmptyListing)
    assert "h2.moi a" in failure.detail
    older = read(PAGE, {"kind": "html", "link": "h2.moi a"}, page=2)
    assert (older.entries, older.failure) == ((), None)


def test_pages_in_old_encodings_are_read() -> None:
    page = '<html><body><a href="/a">Chuyển đổi số tỉnh</a></body></html>'.encode("utf-16")
    assert read(page, {"kind": "html"}).entries[0].title == "Chuyển đổi số tỉnh"


# ── pages that are no listing any more ───────────────────────────────────────────────────────────────────────────────

HOME = '<a href="/">Trang chủ</a> <a href="/lien-he.html">Liên hệ</a>'
CLOSED = f"<html><body><h1>Hệ thống đang bảo trì</h1><p>Mời quý vị quay lại sau.</p>{HOME}</body></html>"
LOGIN = f"<html><head><title>Vào hệ thống</title></head><body><form><input type=password></form>{HOME}</body></html>"
CHECK = f"<html><body><p>Checking your browser</p><div class='g-recaptcha'></div>{HOME}</body></html>"
REFUSED = f"<html><body><h1>Access denied</h1>{HOME}</body></html>"


@pytest.mark.parametrize("article_url", [None, r"-\d+\.html$"])
@pytest.mark.parametrize("page", [1, 4])
@pytest.mark.parametrize(
    ("body", "reason"),
    [(CLOSED, "MaintenanceNotice"), (LOGIN, "LoginForm"), (CHECK, "Captcha"), (REFUSED, "AccessDenied")],
)
def test_a_notice_in_the_place_of_a_listing_is_named(
    body: str, reason: str, page: int, article_url: str | None
) -> None:
    with pytest.raises(BrokenListing, match="baomau") as caught:
        read(body, {"kind": "html"}, page=page, article_url=article_url)
    assert caught.value.reason == reason


@pytest.mark.parametrize("said", ["Không tìm thấy trang", "Lỗi 404", "Page not found", "Bài viết không tồn tại"])
def test_behind_its_last_page_a_listing_may_say_that_nothing_is_found(said: str) -> None:
    body = f"<html><body><h1>{said}</h1>{HOME}</body></html>"
    older = read(body, {"kind": "html", "page_url": "/muc/{n}"}, page=9)
    assert (older.entries, older.further, older.failure) == ((), (), None)
    for broken, page in ((body, 1), (body.replace(said, "Server Error in '/' Application"), 9)):
        with pytest.raises(BrokenListing) as caught:
            read(broken, {"kind": "html"}, page=page)
        assert caught.value.reason == "ErrorTextWithStatus200"


def test_a_notice_without_links_is_named_too() -> None:
    with pytest.raises(BrokenListing) as caught:
        read(CLOSED.replace(HOME, ""), {"kind": "html"})
    assert caught.value.reason == "MaintenanceNotice"


@pytest.mark.parametrize(
    "body",
    [
        '<h2><a href="/tin-1.html">Cổng dịch vụ công đang bảo trì</a></h2><h2><a href="/tin-2.html">Lỗi 404</a></h2>',
        CLOSED.replace(HOME, '<h2><a href="/tin-1.html">Tin một</a></h2>'),
        LOGIN.replace(HOME, '<h2><a href="/tin-1.html">Tin một</a></h2>'),
    ],
)
def test_a_page_that_lists_an_article_is_a_listing_whatever_it_says(body: str) -> None:
    page = read(body, {"kind": "html", "link": "h2 a"}, article_url=r"-\d+\.html$")
    assert page.failure is None
    assert page.entries[0].url == f"{BASE}/tin-1.html"


def test_headlines_about_notices_are_no_notice() -> None:
    body = '<h2><a href="/1">Cổng dịch vụ công đang bảo trì</a></h2><h2><a href="/2">Trang nhiều lỗi 404</a></h2>'
    assert read(body, {"kind": "html", "link": "h2 a"}).failure is None


def test_a_login_box_beside_a_long_listing_does_no_harm() -> None:
    items = "".join(f'<h2><a href="/tin/{n}">Chuyển đổi số ở xã số {n} của tỉnh</a></h2>' for n in range(40))
    assert read(f"<form><input type=password></form>{items}", {"kind": "html", "link": "h2 a"}).failure is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (rss(item("https://khac.vn/a"), item("https://khac.vn/b")), "rss"),
        ('<a href="https://khac.vn/a">Tin</a>', "html"),
        ("<urlset><url><loc>https://khac.vn/a</loc></url></urlset>", "sitemap"),
        ("<sitemapindex><sitemap><loc>https://khac.vn/s.xml</loc></sitemap></sitemapindex>", "sitemap"),
    ],
)
def test_a_first_page_that_leads_abroad_alone_is_no_listing(body: str, kind: str) -> None:
    page = read(body, {"kind": kind})
    assert page.failure is not None
    assert page.failure.reason == "ForeignListing"
    assert "khac.vn" in page.failure.detail
    assert page.foreign
    assert page.further == ()
    assert read(body, {"kind": kind}, page=2).failure is None


def test_links_of_which_none_is_an_address_list_nothing() -> None:
    page = read(rss(item("mailto:x@y.vn")), {"kind": "rss"})
    assert page.failure is not None
    assert page.failure.reason == "EmptyListing"


@pytest.mark.parametrize("kind", ["rss", "html", "sitemap"])
def test_a_first_page_without_an_article_is_no_listing(kind: str) -> None:
    body = {
        "rss": rss(item("/video/x"), item("/lien-he")),
        "html": '<a href="/video/x">Video</a><a href="/lien-he">Liên hệ</a>',
        "sitemap": "<urlset><url><loc>/video/x</loc></url><url><loc>/lien-he</loc></url></urlset>",
    }[kind]
    page = read(body, {"kind": kind}, article_url=r"-\d+\.html$")
    assert page.failure is not None
    assert page.failure.reason == "NoArticleListed"
    assert "none of 2 addresses" in page.failure.detail
    assert len(page.entries) == 2, "each of them still gets its row"
    assert read(body, {"kind": kind}, page=2, article_url=r"-\d+\.html$").failure is None
    assert read(body, {"kind": kind}).failure is None


def test_an_index_of_sitemaps_names_no_article() -> None:
    index = "<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>"
    assert read(index, {"kind": "sitemap"}, article_url=r"-\d+\.html$").failure is None

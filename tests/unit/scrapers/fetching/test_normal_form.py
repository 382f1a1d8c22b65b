"""Counters, tokens and clocks make no new version; figures, dates and links of an article always do."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Callable

import pytest

from scrapers.fetching import FetchSummary
from scrapers.fetching.answers import Response
from scrapers.fetching.normal_form import content_sha256
from tests.growth import MOST, growth
from tests.unit.scrapers.fetching.web import MemoryStore, Web, item, rss, source

TODAY = dt.date(2026, 11, 28)
PAGE = """<!DOCTYPE html><html><head><meta name="csrf-token" content="{token}">
<link rel="stylesheet" href="/a.css?v={count}">
<script nonce="{token}">var t={count};</script><style>.a{{width:{count}px}}</style></head><body>
<div class="dong-ho">{clock}</div><form><input type="hidden" name="__VIEWSTATE" value="{token}"></form>
<h1>Chuyển đổi số</h1><span>{date}</span> <span class="xem">Lượt xem: {count}</span>
<p>Tỷ lệ hồ sơ trực tuyến đạt {share}%. Cổng dịch vụ công có {visits} lượt truy cập.</p>
<table><tr><td>Lượt truy cập</td><td>{cell}</td></tr></table>
<a href="{link}" data-token="{token}">Tải về</a>
<ul><li><span>Đang truy cập:</span> <em>{count}</em></li><li>Hôm nay <b>{count}</b></li></ul>
<!-- {token} --></body></html>"""
SAID = {
    "share": "85",
    "visits": "1.234",
    "cell": "500",
    "date": "15/03/2026 08:30",
    "link": "/tep/1.pdf?id=4",
    "token": "abc",
    "count": "471",
    "clock": "Thứ Bảy, 28/11/2026, 06:12:33 (GMT+7)",
}


def digest(body: str, content_type: str = "text/html", on: dt.date = TODAY) -> str:
    response = Response("u", "u", 200, {}, content_type, None, body.encode(), 1, 1)
    return content_sha256(response, on)


def page(**said: str) -> str:
    return PAGE.format(**{**SAID, **said})


@pytest.mark.parametrize(
    "noise",
    [
        {"count": "1.472"},
        {"token": "deadbeef"},
        {"clock": "28/11/2026 18:00"},
        {"clock": "Thứ bảy, ngày 28 tháng 11 năm 2026"},
        {"count": "9", "token": "x", "clock": "Hôm nay, 28/11/2026 | 07:01"},
    ],
)
def test_counters_tokens_and_clocks_do_not_count(noise: dict[str, str]) -> None:
    assert digest(page(**noise)) == digest(page())


def test_a_clock_shows_the_day_of_the_answer_on_another_day_too() -> None:
    tomorrow = page(clock="Chủ Nhật, 29/11/2026, 06:12:33 (GMT+7)")
    assert digest(tomorrow, on=dt.date(2026, 11, 29)) == digest(page())


@pytest.mark.parametrize(
    "news",
    [
        {"share": "86"},
        {"visits": "1.235"},
        {"cell": "501"},
        {"date": "16/03/2026 08:30"},
        {"link": "/tep/2.pdf?id=4"},
        {"link": "/tep/1.pdf?id=5"},
    ],
)
def test_figures_dates_and_links_count(news: dict[str, str]) -> None:
    assert digest(page(**news)) != digest(page())


@pytest.mark.parametrize(
    ("form", "said", "corrected"),
    [
        ("<p>Tổng <b>{}</b> trạm BTS</p>", "4.977", "4.979"),
        ("<p>Thành viên: <b>{}</b> người</p>", "514", "614"),
        ("<p>Trực tuyến: <strong>{}</strong> hồ sơ</p>", "1.204", "1.402"),
        ("<table><tr><td>Tổng: {}</td></tr></table>", "1.234", "1.243"),
        ("<table><tr><td>Trực tuyến {}</td></tr></table>", "85", "86"),
    ],
)
def test_a_correction_beside_a_word_of_counters_is_a_new_version(form: str, said: str, corrected: str) -> None:
    assert digest(form.format(said)) != digest(form.format(corrected))


def test_the_visit_in_a_link_does_not_count_and_the_number_of_an_article_does() -> None:
    link = '<a href="/tin/7{}">Tin</a>'
    forms = [
        ";jsessionid=5F1D.node1",
        "?PHPSESSID=q7r2k9",
        "?sid=8f3c2b1a9d7e6f5c4b3a2918",
        "&amp;sid=q7r2k9v4m1n8b5c3x6z0l2",
    ]
    assert {digest(link.format(form)) for form in forms if form[0] != "&"} == {digest(link.format(""))}
    assert digest(link.format(f"?a=1{forms[3]}")) == digest(link.format("?a=1&amp;sid=0a1b2c3d4e5f6a7b8c9d0e"))
    assert digest(link.format("?sid=1024")) != digest(link.format("?sid=1025"))


def test_an_article_that_stands_in_a_script_counts() -> None:
    script = "<script>outputData = '<p>Đạt {} phần trăm</p>'; at = {};</script>"
    assert digest(script.format(85, 1764290000123)) == digest(script.format(85, 1764290999999))
    assert digest(script.format(85, 1764290000123)) != digest(script.format(86, 1764290000123))
    assert digest(script.format(85, 1).replace("</script>", "</SCRIPT>") + "a") != digest(script.format(85, 1) + "b")


def test_what_is_never_closed_counts_as_it_stands() -> None:
    assert digest("<p>a</p><!-- <p>85%</p>") != digest("<p>a</p><!-- <p>86%</p>")


def test_the_times_of_a_feeds_own_making_do_not_count() -> None:
    feed = "<rss><channel><lastBuildDate>{}</lastBuildDate><item><title>{}</title></item></channel></rss>"
    assert digest(feed.format("06:00", "a"), "application/rss+xml") == digest(feed.format("07:00", "a"), "text/xml")
    assert digest(feed.format("06:00", "a"), "text/xml") != digest(feed.format("06:00", "b"), "text/xml")


def test_a_packed_sitemap_counts_as_what_is_in_it() -> None:
    def packed(text: bytes, time: int) -> str:
        body = gzip.compress(text, mtime=time)
        return content_sha256(Response("u", "u", 200, {}, "application/gzip", None, body, 1, 1), TODAY)

    assert packed(b"<urlset/>", 1) == packed(b"<urlset/>", 2) != packed(b"<urlset></urlset>", 1)
    assert packed(b"0" * 70_000_000, 1) != packed(b"0" * 70_000_000, 2), "a bomb is not unpacked"


def test_other_bodies_count_byte_by_byte() -> None:
    assert digest('{"a": 1}', "application/json") != digest('{"a":  1}', "application/json")
    assert digest("%PDF 1", "application/pdf") != digest("%PDF 2", "application/pdf")


@pytest.mark.parametrize(
    "unit",
    ["<", "<!--", "<script>", "<input ", "<meta a", " data-token", ' style="', "&v=1", "<b>1</b>", "<p>Tổng 1</p>",
     "<td>1", "<table>1", "<b>Lượt xem: 1</b> ", "Lượt xem: 1 | ", "Tổng 1 ", "| ", " - ", "&nbsp;", "1<br>",
     "<li>Tổng<li>1", "đang online ", "số lượt ", "truy "],
)  # fmt: skip
@pytest.mark.parametrize("opening", ["", "<p>", "<a data-x", "<meta a"])
def test_hostile_pages_take_time_in_proportion(opening: str, unit: str) -> None:
    assert growth(lambda text: digest(opening + text), unit) < MOST


def test_a_page_of_which_only_the_counter_moved_is_unchanged(
    web: Web, visit: Callable[..., FetchSummary], store: MemoryStore
) -> None:
    web.page("/rss", rss(item("/a-1.html")))
    for count, share in (("1", "85"), ("2", "85"), ("3", "86")):
        web.page("/a-1.html", page(count=count, share=share))
        visit(source(web.url, revisit="always"))
    articles = [capture for capture in store.captures if capture.purpose == "article"]
    assert [b"\xc4\x91\xe1\xba\xa1t 85%" in store.bodies[c.sha256] for c in articles] == [True, False]
    assert len({capture.content_sha256 for capture in articles}) == 2
    details = [outcome.detail for outcome in store.remembered if outcome.url.endswith("a-1.html")]
    assert details[1].startswith("nothing but counters")

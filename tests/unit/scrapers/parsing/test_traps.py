"""The traps of real sites, one test each, with markup as the sites have it and texts written for this project.

What a single function does (dates, encodings, failures) is tested beside it; here a whole page goes through.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata

import pytest

from schemas.records import Document
from scrapers.fetching.html_listing import parse_links
from scrapers.parsing.codec import text_sha256
from scrapers.parsing.errors import AccessDenied
from scrapers.sources.hosts import same_site
from tests.unit.scrapers.parsing.support import read, shown

FIRST = "Đến hết tháng 6/2024, tỷ lệ hồ sơ trực tuyến toàn trình của tỉnh đạt 81,5%, tăng 12 điểm so với cùng kỳ."
SECOND = "Toàn tỉnh có 1.473 tổ công nghệ số cộng đồng, hoạt động ở 100% thôn, bản và khu phố trên địa bàn."
TITLE = "Hồ sơ trực tuyến của tỉnh vượt mốc tám mươi phần trăm"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def texts(document: Document) -> list[str]:
    return [text for kind, text in shown(document) if kind != "title"]


def test_01_the_first_date_of_the_page_is_todays() -> None:
    html = page(
        f"<div class='top'>Thứ Sáu, 20/11/2026</div><div class='wrap'><p class='tt'>{TITLE}</p>"
        f"<p>Ngày đăng: 15/03/2023 - Lượt xem: 64</p><p>Xem với cỡ chữ</p><div>{BODY}<p>Hoàng Lan</p></div></div>"
        "<a href='index.php?com=tintuc_ct&id_news=332'>Tin trước</a>",
        f"<title>{TITLE}</title>",
    )
    document = read(html, "php_portal", url="https://cds.example.vn/index.php?com=tintuc_ct&id_news=333",
                    final_url="https://cds.example.vn/index.php?com=tintuc_ct&id_news=333")  # fmt: skip
    assert (document.title, document.published_on) == (TITLE, dt.date(2023, 3, 15))
    assert texts(document) == [FIRST, SECOND]
    assert document.author == "Hoàng Lan"


def test_02_metadata_contradicts_the_printed_date() -> None:
    html = page(
        f"<h1 class='print-title'>{TITLE}</h1><div class='print-content-wrapper'>"
        "<span class='font-medium text-xs'>07/09/2024 - 18:18</span><span class='font-medium text-xs'>1982</span>"
        f"<div id='content'>{BODY}</div></div>",
        "<meta name='DC.Date' content='2024-08-28T07:57:17Z'>",
    )
    document = read(html, "astro")
    assert document.published_at == dt.datetime(2024, 9, 7, 11, 18, tzinfo=dt.UTC)
    assert document.date_source == "selector"


def test_01_a_header_of_the_article_is_not_the_header_of_the_page() -> None:
    html = page(
        "<header class='top'><nav><a href='/'>Trang chủ</a></nav>"
        "<time class='entry-date' datetime='2026-11-20'></time>"
        f"</header><div class='post-header'><header><h1 class='entry-title'>{TITLE}</h1><time class='entry-date' "
        f"datetime='2026-03-07T08:15:00+07:00'>7 Tháng Ba, 2026</time></header></div>"
        f"<div class='entry-content'>{BODY}</div>"
    )
    assert read(html, "wordpress").published_on == dt.date(2026, 3, 7)


def test_02_an_empty_date_in_the_head_is_no_date() -> None:
    html = page(
        f"<div class='ArticleDetailControl'><div class='PostDate'>10/09/2024</div><div class='ArticleHeader'>{TITLE}"
        f"</div><div class='ArticleContent'>{BODY}</div></div>",
        "<meta name='DC.Date' content=''>",
    )
    assert read(html, "vnpt").published_on == dt.date(2024, 9, 10)


def test_03_a_year_in_the_title_is_no_date() -> None:
    title = "Những điểm mới của Luật Đất đai năm 2024"
    html = page(f"<h1 class='title' itemprop='headline'>{title}</h1><div id='news-bodyhtml'>{BODY}</div>")
    document = read(html, "nukeviet")
    assert document.title == title
    assert document.published_on is None


def test_04_an_american_date_in_an_attribute_is_not_read() -> None:
    html = page(
        f"<h1 class='detail-title' data-role='title'>{TITLE}</h1><div class='detail-time' data-role='publishdate' "
        f"title='3/7/2026 8:01:00 AM'>07/03/2026 08:01</div><div class='detail-content afcbc-body' "
        f"data-role='content'>{BODY}</div>"
    )
    assert read(html, "vccorp").published_at == dt.datetime(2026, 3, 7, 1, 1, tzinfo=dt.UTC)


def test_04_nor_in_a_listing() -> None:
    time = "<span class='box-category-time' title='3/7/2026 8:01:00 AM'>07/03/2026</span>"
    links = parse_links(
        page(f"<ul><li><a href='/a-1.htm'>{TITLE}</a>{time}</li></ul>").encode(),
        "https://bao.example.vn/",
        None,
        "li a",
        None,
    )
    assert links.found[0].published_at is None


def test_07_a_body_that_a_script_puts_in_place() -> None:
    held = json.dumps(BODY)
    html = page(
        f"<h1 class='title'>{TITLE}</h1><p class='sapo'>Tóm tắt của bài viết về hồ sơ trực tuyến trong tỉnh.</p>"
        f"<span class='time'>06:15 | 12/11/2025</span><div id='content'></div><script>var outputData = {held};"
        "document.getElementById('content').innerHTML = outputData;</script>"
    )
    document = read(html, "dataimages")
    assert texts(document)[1:] == [FIRST, SECOND]
    assert document.published_on == dt.date(2025, 11, 12)


@pytest.mark.parametrize(
    "escaped",
    [
        f"<input class='audio' onclick=\"doc('{FIRST} {SECOND}')\">",
        f'<astro-island props=\'{{"content":[0,"{FIRST}"]}}\'></astro-island>',
    ],
)
def test_07_a_body_that_stands_twice_counts_once(escaped: str) -> None:
    html = page(
        f"<div class='ArticleDetailControl'><div class='PostDate'>10/09/2024</div><div class='ArticleHeader'>{TITLE}"
        f"</div><div class='tool'>{escaped}</div><div class='ArticleContent'>{BODY}</div></div>"
    )
    assert read(html, "vnpt").text.count("81,5%") == 1


FCK = f"""<div id='newscontents'><h1 class='titlecate'>Chuyển đổi số</h1><h1 class='margintopbot10'>{TITLE}</h1>
<span class='pubdate'>08/01/2026 - 18:21</span><div class='content-fck'>{BODY}</div></div>"""
VNPT = f"""<h1>UBND xã</h1><h1>Cổng thông tin điện tử</h1><div class='ArticleDetailControl'>
<div class='PostDate'>08/01/2026</div><div class='ArticleHeader'>{TITLE}</div>
<div class='ArticleContent'>{BODY}</div></div>"""
NUKEVIET = f"""<header><h1>Sở Tư pháp</h1></header><div class='news_column'>
<h1 class='title' itemprop='headline'>{TITLE}</h1>
<span class='h5'>Thứ năm - 08/01/2026 18:21</span><div id='news-bodyhtml'>{BODY}</div></div>"""


@pytest.mark.parametrize(("family", "html"), [("fck", FCK), ("vnpt", VNPT), ("nukeviet", NUKEVIET)])
def test_08_the_first_heading_is_not_the_title(family: str, html: str) -> None:
    document = read(page(html), family)
    assert document.title == TITLE
    assert document.published_on == dt.date(2026, 1, 8)


def test_09_words_and_numbers_broken_across_inline_tags() -> None:
    broken = "<span>T</span><span>rước</span> khi sắp xếp, tỉnh có <b>1</b><span>.473</span> tổ công nghệ số cộng đồng."
    html = page(f"<h1 data-role='title'>{TITLE}</h1><div data-role='content'><p>{broken}</p></div>")
    assert texts(read(html, "vccorp")) == ["Trước khi sắp xếp, tỉnh có 1.473 tổ công nghệ số cộng đồng."]


def test_10_decomposed_letters_and_double_escapes() -> None:
    head = (
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"Chuy&amp;#7875;n &#273;&#7893;i '
        's&#7889; ở vùng cao","datePublished":"2026-02-28T09:51:00&#x2B;07:00"}</script>'
    )
    body = f"<article><div class='entry-content'>{BODY}</div></article>"
    document = read(unicodedata.normalize("NFD", page(body, head)).encode(), "generic")
    assert document.title == "Chuyển đổi số ở vùng cao"
    assert document.published_at == dt.datetime(2026, 2, 28, 2, 51, tzinfo=dt.UTC)
    assert FIRST in document.text


def test_11_captions_stand_once_and_apart() -> None:
    caption = "Lực lượng công an hướng dẫn 250 người dân kích hoạt định danh điện tử"
    html = page(
        f"<h1 class='name'>{TITLE}</h1><div id='content-detail'><p>{FIRST}</p><table class='rl center'><tr><td>"
        f"<img src='/a.jpg' alt='{caption}'></td></tr><tr><td>{caption}. Ảnh: PV</td></tr></table><p>{SECOND}</p></div>"
    )
    document = read(html, "card")
    assert document.text.count("250 người dân") == 1
    assert [kind for kind, text in shown(document) if "250" in text] == ["caption"]


def test_12_insets_are_content_and_related_boxes_are_not() -> None:
    inset = "Chỉ tiêu của tỉnh đến năm 2025 là 80% hồ sơ được xử lý hoàn toàn trên môi trường điện tử."
    html = page(
        f"<h1 data-role='title'>{TITLE}</h1><div class='detail-content afcbc-body' data-role='content'><p>{FIRST}</p>"
        f"<div class='VCSortableInPreviewMode' type='content'><div><p>{inset}</p></div></div>"
        "<div class='VCSortableInPreviewMode' type='RelatedNewsBox'><a href='/x.htm'>Năm 2023 đạt 99%</a></div>"
        f"<p>{SECOND}</p></div><div id='objectPopupBody' data-role='content'></div>"
    )
    assert texts(read(html, "vccorp")) == [FIRST, inset, SECOND]


def test_13_a_reprint_names_its_publisher_and_has_the_hash_of_the_original() -> None:
    def article(credit: str) -> str:
        return page(f"<h1>{TITLE}</h1><div class='entry-content'>{BODY}{credit}</div>")

    reprint = read(article("<p>Theo Song Hà (Báo Quảng Ninh)</p>"), "wordpress")
    assert (reprint.original_publisher, reprint.author) == ("Báo Quảng Ninh", "Song Hà")
    assert text_sha256(reprint) == text_sha256(read(article(""), "wordpress"))


def test_14_related_titles_behind_the_body_are_furniture() -> None:
    tail = "<p>Năm 2023 đạt 99% (28/10/2024)</p><p>Hội nghị tổng kết công tác (12/09/2024)</p>"
    html = page(f"<h1>{TITLE}</h1><div class='detailContent'><p>{FIRST}</p><p>{SECOND[:-1]}./.</p>{tail}</div>")
    assert texts(read(html, "liferay")) == [FIRST, f"{SECOND[:-1]}./."]


@pytest.mark.parametrize(
    "said",
    ["23/03/2026 | lượt xem: 471", "Ngày đăng: 23/03/2026 - Lượt xem: 64", "Thứ hai - 23/03/2026 05:04 0",
     "Ngày đăng 23/03/2026 | 08:16 | View count: 4301", "23/03/2026 10:00:00 | Số lượt xem: 1.234"],
)  # fmt: skip
def test_15_view_counters_beside_the_date(said: str) -> None:
    html = page(f"<h1 class='title'>{TITLE}</h1><span class='h5'>{said}</span><div id='news-bodyhtml'>{BODY}</div>")
    document = read(html, "nukeviet")
    assert document.published_on == dt.date(2026, 3, 23)
    assert texts(document) == [FIRST, SECOND]


def test_16_base_and_canonical_lie() -> None:
    html = page(
        f"<div id='newscontents'><h1 class='margintopbot10'>{TITLE}</h1><div class='content-fck'>{BODY}"
        "<p>Xem <a href='/tep/bao-cao.pdf'>báo cáo đầy đủ</a> của sở về kết quả sáu tháng đầu năm.</p></div></div>",
        "<base href='https://bao.example.vn/templates/themes/'><link rel='canonical' href='index.html'>",
    )
    document = read(
        html, "fck", url="https://bao.example.vn/bai-a1.html", final_url="https://bao.example.vn/bai-a1.html"
    )
    assert document.url == "https://bao.example.vn/bai-a1.html"
    assert document.links == ("https://bao.example.vn/tep/bao-cao.pdf",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("?nid=113139", "?nid=168658"),
        ("?ItemID=5", "?ItemID=6"),
        ("?123", "?124"),
        ("?type=NEWS&id=1", "?type=NEWS&id=2"),
    ],
)
def test_17_the_query_tells_articles_apart(one: str, other: str) -> None:
    html = page(f"<h1>{TITLE}</h1><div class='ms-rtestate-field'>{BODY}</div>")
    base = "https://www.cong.example.vn/Trang/ChiTietTinTuc.aspx"
    first, second = (read(html, "sharepoint", url=base + query, final_url=base + query) for query in (one, other))
    assert first.article_id != second.article_id
    assert first.url == base + one


def test_18_a_page_of_two_million_characters() -> None:
    state = "<input type='hidden' name='__VIEWSTATE' value='" + "wEPDwUKMTY1NDU2MTA1MmRk" * 50_000 + "'>"
    html = page(
        f"<form>{state}<div class='ArticleDetailControl'><div class='PostDate'>10/09/2024</div>"
        f"<div class='ArticleHeader'>{TITLE}</div><div class='ArticleContent'>{BODY}</div></div></form>"
    )
    assert len(html) > 1_100_000
    assert texts(read(html, "vnpt")) == [FIRST, SECOND]


def test_19_a_host_that_moved_keeps_the_province_of_its_source() -> None:
    document = read(page(f"<h1>{TITLE}</h1><div class='zce-content-body'>{BODY}</div>"), "epi")
    assert document.province_code == "quang-ninh"
    assert same_site("https://bbk.bao.example.vn/a-post1.html", "https://bao.example.vn")


def test_20_a_refusal_with_status_200() -> None:
    with pytest.raises(AccessDenied, match="từ chối truy cập"):
        read(page("<h1>Thông báo từ chối truy cập</h1><p>Mã hỗ trợ: 8811</p>"), "liferay")

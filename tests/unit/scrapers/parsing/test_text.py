"""Text of pages: encodings, normal form, inline tags, tables, captions, furniture, links, dates on the page."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest

from scrapers import parsing
from scrapers.parsing import legacy
from scrapers.parsing.textual import clean_lines
from tests.unit.scrapers.parsing.support import make_capture, read, shown

SENTENCE = (
    "Tỉnh đã hoàn thành chuyển đổi số, tỷ lệ hồ sơ trực tuyến của người dân đạt 95% và được ưu tiên những năm tới."
)


def page(body: str, head: str = "<title>Chuyển đổi số ở xã</title>") -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><h1>Chuyển đổi số ở xã</h1>"
        f"<div class='entry-content'>{body}</div></body></html>"
    )


def _tcvn3(text: str) -> bytes:
    back = {new: old for old, new in legacy._TCVN3.items()}
    return "".join(back.get(char, char) for char in text).encode("latin-1")


def _cp1258(text: str) -> bytes:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = b""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out += base.encode("cp1258") + "".join(part for part in parts if part in tones).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (page(f"<p>{SENTENCE}</p>").encode(), None),
        (page(f"<p>{SENTENCE}</p>").encode("utf-16"), None),
        (b"\xef\xbb\xbf" + page(f"<p>{SENTENCE}</p>").encode(), "windows-1252"),
        (_cp1258(page(f"<p>{SENTENCE}</p>", "<meta charset='windows-1258'>")), None),
        (_cp1258(page(f"<p>{SENTENCE}</p>")), "windows-1258"),
        (_tcvn3(page(f"<p>{SENTENCE}</p>")), None),
        (_tcvn3(page(f"<p>{SENTENCE}</p>")).decode("latin-1").encode(), "utf-8"),
        (page(f"<p>{SENTENCE}</p>").encode().decode("latin-1").encode(), "utf-8"),
        (unicodedata.normalize("NFD", page(f"<p>{SENTENCE}</p>")).encode(), "utf-8"),
        (page(f"<p>{SENTENCE}</p>").encode()[:-8] + b"\xe1\xbb", "utf-8"),
    ],
)
def test_encodings_give_the_same_sentence(body: bytes, encoding: str | None) -> None:
    assert ["paragraph", SENTENCE] in shown(read(body, "wordpress", encoding=encoding))


def test_a_letter_that_looks_like_another_is_that_at_the_beginning_of_words() -> None:
    lines = clean_lines(
        "huyện Phong \u00d0iền, hội \u00f0ồng; \u00d0\u00b0 stays, as in files that were decoded wrongly"
    )
    assert lines == ["huyện Phong Điền, hội đồng; \u00d0\u00b0 stays, as in files that were decoded wrongly"]


def test_vni_text_is_converted() -> None:
    vni = "Tænh ñaõ hoaøn thaønh chuyeån ñoåi soá, tyû leä hoà sô cuûa ngöôøi daân ñaït 95% vaø ñöôïc öu tieân."
    assert (
        legacy.from_vni(vni) == "Tỉnh đã hoàn thành chuyển đổi số, tỷ lệ hồ sơ của người dân đạt 95% và được ưu tiên."
    )
    assert "chuyển đổi số" in read(page(f"<p>{vni} {vni}</p>").encode("latin-1", "xmlcharrefreplace"), "wordpress").text


def test_undecodable_text_is_an_error() -> None:
    noise = bytes(0xA1 + (index * 37) % 90 if index % 3 else 32 for index in range(3000))
    with pytest.raises(parsing.UndecodableText, match="encoding"):
        read(b"<html><body><p>" + noise + b"</p></body></html>", "wordpress")


def test_words_and_numbers_broken_across_inline_tags() -> None:
    document = read(
        page(
            "<p><span>T</span><span>rước</span> đó, 1<b>.473</b> tổ\n  công <i>nghệ</i>&nbsp;số<!-- x --> cộng\u00ad "
            "đồng\u200b ra quân.<br/>Dòng hai.</p>"
        ),
        "wordpress",
    )  # fmt: skip
    texts = [text for _, text in shown(document)]
    assert "Trước đó, 1.473 tổ công nghệ số cộng đồng ra quân." in texts
    assert "Dòng hai." in texts


def test_nothing_is_counted_twice() -> None:
    repeated = (
        f"<input type=button onclick=\"doc('{SENTENCE}')\"><input type=hidden value='{SENTENCE}'>"
        f"<astro-island props='{SENTENCE}'></astro-island><p style='display: none'>{SENTENCE}</p>"
        f"<noscript>{SENTENCE}</noscript>"
    )
    document = read(page(f"<p>{SENTENCE}</p>{repeated}<p>Câu cuối.</p>"), "wordpress")
    assert document.text.count("95%") == 1


def test_caption_and_alternative_text_once() -> None:
    caption = "Cán bộ xã hướng dẫn người dân nộp hồ sơ trực tuyến"
    figure = f'<figure><img alt="{caption}" src=a.jpg><figcaption>{caption}. Ảnh: PV</figcaption></figure>'
    figure += f"<p>{caption}. Ảnh: pv</p>"
    lonely = (
        '<p><img alt="Tổ công nghệ số cộng đồng ra quân đầu năm 2024" src=b.jpg></p><p><img alt="IMG_0023.jpg"></p>'
    )
    document = read(page(f"<p>{SENTENCE}</p>{figure}{lonely}<p>Câu cuối.</p>"), "wordpress")
    assert [text for kind, text in shown(document) if kind == "caption"] == [
        f"{caption}. Ảnh: PV",
        "Tổ công nghệ số cộng đồng ra quân đầu năm 2024",
    ]


def test_tail_becomes_furniture_and_names_author_and_source() -> None:
    tail = "<p>Theo Song Lam (Báo Nghệ An)</p><p>TIN, BÀI LIÊN QUAN:</p><p>Xã vùng cao có 4G (28/10/2024)</p>"
    tail += "<p>Xem với cỡ chữ</p>"
    document = read(page(f"<p>{SENTENCE}</p><p>{SENTENCE} Đó là con số của năm 2024./.</p>{tail}"), "wordpress")
    assert [kind for kind, _ in shown(document)] == ["title", "paragraph", "paragraph"]
    assert document.original_publisher == "Báo Nghệ An"
    assert document.author == "Song Lam"
    assert "28/10/2024" in document.text


def test_related_box_in_the_middle_does_not_end_the_article() -> None:
    box = "<p><b>Tin liên quan</b></p><ul><li><a href=/a>Hội nghị sơ kết chuyển đổi số</a></li></ul>"
    document = read(page(f"<p>{SENTENCE}</p>{box}<p>{SENTENCE} Câu này ở sau hộp tin.</p>"), "wordpress")
    assert [kind for kind, _ in shown(document)] == ["title", "paragraph", "paragraph"]


def test_bullets_at_the_end_stay_content() -> None:
    document = read(
        page(f"<p>{SENTENCE}</p><ul><li>- Tỷ lệ xã có mạng đạt 98%</li><li>- 35/63 tỉnh tham gia</li></ul>"),
        "wordpress",
    )
    assert ["paragraph", "- Tỷ lệ xã có mạng đạt 98%"] in shown(document)


def test_table_cells_have_exact_places_and_spans() -> None:
    table = """<table><tr><th rowspan="2">Tỉnh</th><th colspan="2">Năm</th></tr><tr><th>2022</th><th>2023</th></tr>
    <tr><td>Lào <b>Cai</b></td><td>12</td><td>9</td></tr><tr><td rowspan=2>Sơn La</td><td>50</td><td></td></tr>
    <tr><td>48</td><td>47</td></tr></table>"""
    document = read(page(f"<p>{SENTENCE}</p>{table}"), "wordpress")
    (block,) = [block for block in document.blocks if block.kind == "table"]
    assert document.text[block.start : block.end].split("\n") == [
        "Tỉnh | Năm", "2022 | 2023", "Lào Cai | 12 | 9", "Sơn La | 50 | ", "48 | 47",
    ]  # fmt: skip
    grid = {(cell.row, cell.column): cell for cell in block.cells}
    assert len(grid) == 15
    assert grid[0, 0].start == grid[1, 0].start
    assert grid[0, 1].start == grid[0, 2].start
    assert grid[4, 0].text == "Sơn La"
    assert grid[4, 1].text == "48"
    assert grid[1, 2].is_header
    assert not grid[2, 0].is_header
    assert all(document.text[cell.start : cell.end] == cell.text for cell in block.cells)


@pytest.mark.parametrize("span", ["²", "9" * 5_000, "-1", "hai", ""])
def test_a_span_that_is_no_number_is_none(span: str) -> None:
    table = f"<table><tr><th>Tỉnh</th><th>2022</th></tr><tr><td colspan='{span}'>Lào Cai</td><td>12</td></tr></table>"
    assert "Lào Cai | 12" in read(page(f"<p>{SENTENCE}</p>{table}"), "wordpress").text


def test_layout_table_is_read_as_paragraphs() -> None:
    html = page(f"<table><tr><td>Menu</td><td><p>{SENTENCE * 8}</p><p>Câu hai.</p></td></tr></table>")
    assert ["paragraph", "Câu hai."] in shown(read(html, "wordpress"))


def test_two_dates_on_one_page() -> None:
    html = f"""<!DOCTYPE html><html><head><title>Chuyển đổi số ở xã</title></head><body>
    <div class="header"><span class="date">Thứ Sáu, 20/11/2026</span></div><h1>Chuyển đổi số ở xã</h1>
    <p class="date">15/03/2023 | lượt xem: 471</p><div class="entry-content"><p>{SENTENCE}</p>
    <p>Hội nghị họp ngày 01/01/2022.</p></div></body></html>"""
    for family in ("generic", "plain", "wordpress"):
        document = read(html, family, {"body": ".entry-content"} if family == "plain" else None)
        assert document.published_on == dt.date(2023, 3, 15), family
        assert "471" not in "\n".join(text for _, text in shown(document))


def test_crawl_day_alone_is_no_publication_date() -> None:
    html = page(f"<p>{SENTENCE}</p>").replace("<h1>", "<div class='header'>Thứ Sáu, 20/11/2026</div><h1>")
    assert read(html, "wordpress").published_on is None
    listed = dt.datetime(2024, 5, 6, 20, 0, tzinfo=dt.UTC)
    document = read(html, "wordpress", listing_published_at=listed)
    assert (document.published_on, document.published_at, document.date_source) == (
        dt.date(2024, 5, 7),
        listed,
        "listing",
    )


def test_no_publication_is_later_than_the_day_after_the_capture() -> None:
    """Wherever the date is from; the next place is asked. Captured on 2026-11-20 in Vietnam."""
    html, tomorrow, later = page(f"<p>{SENTENCE}</p>"), dt.datetime(2026, 11, 21, 16, 59, tzinfo=dt.UTC), "2026-11-22"
    assert read(html, listing_published_at=tomorrow).published_on == dt.date(2026, 11, 21)
    document = read(html, listing_published_at=tomorrow + dt.timedelta(minutes=1))
    assert (document.published_on, document.published_at, document.date_source) == (None, None, None)
    document = read(html, meta={"published_on": later}, listing_published_at=tomorrow)
    assert (document.published_on, document.date_source) == (dt.date(2026, 11, 21), "listing")
    dated = f"Tin của tỉnh Quảng Ninh\nNgày đăng: 22/11/2026\n{SENTENCE}\n"
    dropped = {"purpose": "file", "content_type": "text/plain", "url": "inbox:///tin.txt", "final_url": ""}
    assert read(dated, **dropped).published_on is None
    document = read(dated, meta={"published_on": "2026-11-20"}, **dropped)
    assert (document.published_on, document.date_source) == (dt.date(2026, 11, 20), "sidecar")
    document = read(html, url="https://bao.example.vn/2026-11-22/tin.html", listing_published_at=tomorrow)
    assert document.date_source == "listing"


def test_printed_date_wins_over_metadata() -> None:
    html = page(f"<p>{SENTENCE}</p>", "<title>x</title><meta name='DC.Date' content='2024-08-28T07:57:17Z'>")
    html = html.replace("</h1>", "</h1><p>07/09/2024 - 18:18</p>")
    document = read(html, "wordpress")
    assert (document.published_on, document.date_source) == (dt.date(2024, 9, 7), "near_title")


def test_lead_is_second_and_stands_once() -> None:
    lead = "Đến hết năm 2024, mọi thôn của xã đều có tổ công nghệ số cộng đồng hoạt động."
    html = page(f"<p class=sapo>{lead}</p><p>{lead}</p><p>{SENTENCE}</p>")
    document = read(html, "plain", {"lead": ".sapo", "body": ".entry-content"})
    assert shown(document)[1] == ["lead", lead]
    assert document.text.count(lead) == 1


def test_registry_selectors_win_over_the_family() -> None:
    html = page(f"<p>{SENTENCE}</p>").replace(
        "<h1>", "<h3 class=t>Tên thật</h3><div class=b><p>Thân bài thật.</p></div><h1>"
    )
    document = read(html, "wordpress", {"title": ".t", "body": ".b"})
    assert shown(document) == [["title", "Tên thật"], ["paragraph", "Thân bài thật."]]


def test_links_resolve_against_the_request_and_keep_queries() -> None:
    html = page(
        f"<p>{SENTENCE} <a href='ke-hoach.aspx?nid=5'>kế hoạch</a> <a href='#x'>lên</a>"
        "<a href='javascript:void(0)'>in</a></p>",
        "<base href='https://cdn.example.vn/'><title>x</title>",
    )
    assert read(html, "wordpress").links == ("https://bao.example.vn/tin/ke-hoach.aspx?nid=5",)


def test_unknown_shape_falls_back_and_says_so() -> None:
    html = (
        "<!DOCTYPE html><html><head><title>Chuyển đổi số ở xã - Cổng</title></head><body><div><div>"
        f"<h2>Chuyển đổi số ở xã</h2><p>{SENTENCE}</p><p>{SENTENCE} Vế sau.</p></div></div></body></html>"
    )
    document = read(html, "nukeviet")
    assert document.parser == "nukeviet+generic"
    assert document.title == "Chuyển đổi số ở xã"
    assert SENTENCE in document.text


def test_loose_text_goes_through_trafilatura() -> None:
    loose = "<br><br>".join(f"{SENTENCE} Lần {number}." for number in range(8))
    document = read(f"<html><head><title>Bài rời</title></head><body><div>{loose}</div></body></html>", "generic")
    assert "Lần 7." in document.text
    assert document.title == "Bài rời"


def test_ids_are_stable_and_ignore_furniture_and_tracking() -> None:
    html = page(f"<p>{SENTENCE}</p><p>{SENTENCE} Hết./.</p><p>Lượt xem: 471</p>")
    first = read(html, "wordpress")
    again = read(
        html.replace("471", "502"), "wordpress", final_url="http://www.bao.example.vn/tin/bai-1.html?utm_source=x#top"
    )
    changed = read(html.replace("95%", "96%"), "wordpress")
    assert first.document_id == again.document_id
    assert first.article_id == again.article_id == changed.article_id
    assert changed.document_id != first.document_id
    other = read(html, "wordpress", final_url="https://bao.example.vn/tin/bai-1.html?nid=7")
    assert other.article_id != first.article_id


def test_deeply_nested_office_paste_and_large_hidden_state() -> None:
    nested = "<span>" * 700 + SENTENCE + "</span>" * 700
    html = page(f"<input type=hidden name=__VIEWSTATE value='{'A' * 1_500_000}'><p>{nested}</p>")
    assert ["paragraph", SENTENCE] in shown(read(html, "wordpress"))


def test_capture_fields_are_carried_over() -> None:
    capture = make_capture()
    document = read(page(f"<p>{SENTENCE}</p>"), "wordpress", listing_title="Tên ở danh sách")
    assert (document.source_id, document.capture_id, document.captured_at) == (
        "bao-thu",
        capture.capture_id,
        capture.captured_at,
    )
    assert document.province_code == "quang-ninh"


def test_listing_title_helps_where_the_page_has_no_title_of_its_own() -> None:
    html = (
        "<!DOCTYPE html><html><head><title>Chi tiết tin</title></head><body><div class='a'>Xã vùng cao có mạng 4G</div>"
        f"<div class='b'>22/09/2022 15:15</div><div class='entry-content'><p>{SENTENCE}</p></div></body></html>"
    )
    document = read(html, "sharepoint", {"body": ".entry-content"}, listing_title="Xã vùng cao có mạng 4G")
    assert document.title == "Xã vùng cao có mạng 4G"
    assert (document.published_on, document.date_source) == (dt.date(2022, 9, 22), "near_title")
    hidden = read(
        html.replace("Xã vùng cao", "Bản làng"),
        "sharepoint",
        {"body": ".entry-content"},
        listing_title="Một tên khác hẳn trên danh sách",
    )
    assert hidden.title == "Một tên khác hẳn trên danh sách"
    for said in ("Tin 1", "Xem chi tiết bài viết này"):
        named = read(html.replace("Xã vùng", "Bản ở"), "sharepoint", {"body": ".entry-content"}, listing_title=said)
        assert named.title == "Chi tiết tin"

"""Every failure of the trade is named, and no ordinary article is taken for one."""

from __future__ import annotations

import pytest

from scrapers import parsing
from tests.unit.scrapers.parsing.support import read

MENU = "<header><nav><a href='/'>Trang chủ</a></nav></header>"
ARTICLE = """<!DOCTYPE html><html><head><title>{title}</title></head><body><h1 class="entry-title">{title}</h1>
<div class="meta">Ngày đăng: 05/06/2024</div><div class="entry-content"><p>{body}</p></div></body></html>"""


def page(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("html", "failure", "seen"),
    [
        (b"", parsing.EmptyBody, "0 bytes"),
        (b"  \r\n ", parsing.EmptyBody, "white space"),
        (b"%PDF-1.7 ...", parsing.NotHtml, "PDF"),
        (b"\x89PNG\r\n", parsing.NotHtml, "PNG"),
        (b"OK", parsing.NotHtml, "no HTML tag"),
        (
            page("Đăng nhập", MENU + "<form><input name=u><input type='password' name=p><button>Vào</button></form>"),
            parsing.LoginForm,
            "password",
        ),
        (page("Just a moment...", "<div id='challenge-form'>Checking your browser</div>"), parsing.Captcha, "moment"),
        (page("Xác minh", "<p>Vui lòng xác nhận bạn không phải là robot.</p>"), parsing.Captcha, "robot"),
        (page("", "<div class='g-recaptcha'></div>"), parsing.Captcha, "widget"),
        (
            page("Thông báo", "<h2>Hệ thống đang được bảo trì</h2><p>Mời quý vị quay lại sau.</p>"),
            parsing.MaintenanceNotice,
            "bảo trì",
        ),
        (page("Thông báo từ chối truy cập", "<p>Mã sự cố: 8811</p>"), parsing.AccessDenied, "từ chối truy cập"),
        (
            page("", "<script>document.cookie='D1N=9af';window.location.reload(true);</script>"),
            parsing.AccessDenied,
            "cookie",
        ),
        (page("Lỗi", MENU + "<h1>404</h1><p>Không tìm thấy trang</p>"), parsing.ErrorTextWithStatus200, "tìm thấy"),
        (
            page("Runtime Error", "<h1>Server Error in '/' Application.</h1>"),
            parsing.ErrorTextWithStatus200,
            "Runtime Error",
        ),
        (page("Tin tức", MENU + "<div class='entry-content'></div>"), parsing.EmptyBody, "Tin tức"),
    ],
)
def test_failure_is_named(html: str | bytes, failure: type[parsing.ParseError], seen: str) -> None:
    with pytest.raises(failure) as caught:
        read(html, "wordpress")
    assert seen in str(caught.value)
    assert "bao.example.vn" in str(caught.value)


@pytest.mark.parametrize("family", ["generic", "plain", "nukeviet", "vnpt"])
def test_notices_are_named_whatever_the_family(family: str) -> None:
    html = page("Thông báo", "<div><p>Cổng thông tin đang nâng cấp, vui lòng truy cập lại sau.</p></div>")
    with pytest.raises(parsing.MaintenanceNotice):
        read(html, family)


def test_redirect_to_home_is_named_and_a_moved_article_is_not() -> None:
    html = ARTICLE.format(title="Trang chủ của báo", body="Nội dung. " * 40)
    for home in ("https://bao.example.vn/", "https://bao.example.vn/index.html", "https://bao.example.vn/trang-chu"):
        with pytest.raises(parsing.RedirectedToHome):
            read(html, final_url=home)
    assert read(html, final_url="https://www.bao.example.vn/tin/bai-1-moi.html").title
    assert read(html, url="https://bao.example.vn/", final_url="https://bao.example.vn/").title
    query = "https://bao.example.vn/index.php?id=5"
    assert read(html, url=query, final_url=query).title


def test_page_cut_in_the_middle() -> None:
    html = ARTICLE.format(title="Một bài dài", body="Tỷ lệ đạt 85%. " * 60)
    with pytest.raises(parsing.TruncatedPage, match="closing"):
        read(html[: html.index("</p></div></body>") - 20])
    with pytest.raises(parsing.TruncatedPage, match="announced"):
        read(html, headers={"content-length": str(len(html.encode()) + 500)})
    assert read(html.replace("</body></html>", "")).title == "Một bài dài"


@pytest.mark.parametrize("length", ["²", "9" * 5_000, "-1", "12, 12"])
def test_a_length_that_is_no_number_announces_nothing(length: str) -> None:
    html = ARTICLE.format(title="Một bài dài", body="Tỷ lệ đạt 85%. " * 60)
    assert read(html, headers={"content-length": length}).title == "Một bài dài"


def test_empty_table_is_named() -> None:
    head = "<h1>Xếp hạng chuyển đổi số năm 2023</h1>"
    for rows in ("", "<tr><td colspan=2>Không có dữ liệu</td></tr>"):
        html = page(
            "Xếp hạng", f"<main>{head}<table><thead><tr><th>TT</th><th>Tỉnh</th></tr></thead>{rows}</table></main>"
        )
        with pytest.raises(parsing.EmptyTable):
            read(html, "table_index")
    with pytest.raises(parsing.EmptyTable):
        read(page("Xếp hạng", f"<main>{head}<p>Sắp công bố.</p></main>"), "table_index")


@pytest.mark.parametrize(
    "body",
    [
        "Cổng dịch vụ công đang bảo trì trong hai giờ, sau đó 95% hồ sơ được tiếp nhận bình thường.",
        "Người dân phải nhập mã captcha và đăng nhập bằng VNeID trước khi nộp hồ sơ trực tuyến.",
        "Một số trang báo lỗi 404, không tìm thấy trang; hệ thống đã khắc phục và từ chối truy cập lạ.",
    ],
)
def test_articles_about_failures_are_articles(body: str) -> None:
    document = read(ARTICLE.format(title="Thông báo bảo trì cổng dịch vụ công", body=body), "wordpress")
    assert body in document.text


def test_password_field_in_the_header_does_no_harm() -> None:
    html = ARTICLE.format(title="Bài có ô đăng nhập", body="Tỷ lệ hồ sơ trực tuyến đạt 81,5%.")
    html = html.replace("<h1", "<form><input type=password></form><h1", 1)
    assert "81,5%" in read(html, "wordpress").text


def test_unknown_family_and_bad_selector_name_the_entry() -> None:
    with pytest.raises(parsing.UnknownFamily, match="'joomla'"):
        read("<html><p>x</p></html>", "joomla")
    with pytest.raises(parsing.InvalidSelector, match=r"div\[\["):
        read(ARTICLE.format(title="Bài", body="x"), "plain", {"body": "div[["})


def test_wordpress_record_without_post() -> None:
    with pytest.raises(parsing.BrokenRecord, match="rest_post_invalid"):
        read('{"code":"x","message":"rest_post_invalid_id"}', "wordpress", content_type="application/json")
    with pytest.raises(parsing.NotHtml):
        read('{"code":"x"}', "nukeviet", content_type="application/json")

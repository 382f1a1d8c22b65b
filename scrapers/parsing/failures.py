"""The failures of the trade: pages that answer 200 and are no article.

Two moments: the checks before parsing (empty, cut off, not HTML, sent home) and `diagnose` when no article body was
found. A page with a body is never doubted here, whatever words it holds: an article may be about captchas. Of pages of
links `instead_of_links` says what they are instead.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from scrapers.canonical_url import canonical_url
from scrapers.parsing.dom import Element, has_password, remove_all, remove_scripts, select, strings_of, text_of
from scrapers.parsing.errors import (
    AccessDenied,
    Captcha,
    EmptyBody,
    EmptyTable,
    ErrorTextWithStatus200,
    LoginForm,
    MaintenanceNotice,
    NotHtml,
    ParseError,
    RedirectedToHome,
    TruncatedPage,
)
from scrapers.parsing.textual import clean_line, whole_number

_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP container (DOCX, XLSX …)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x1f\x8b", "gzip data that was not unpacked"),
)
_TEXT_TYPES = (
    "text/html",
    "application/xhtml",
    "text/plain",
    "application/xml",
    "text/xml",
    "application/octet-stream",
)
_ENDING = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_OPENING = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(?:html|body|head|div|p|span|table|article|section|h[1-6]|a|ul|main)\b", re.IGNORECASE)
_HOME = re.compile(
    r"^/?(?:(?:vi|en|web/guest)/?)?(?:(?:index|default|home|trang-chu|trangchu)(?:\.\w{3,5})?/?)?$", re.IGNORECASE
)
_SHORT, _NOTICE = 2500, 700
_MOST_VISIBLE = 20_000
_ROWS = 500
_Rules = tuple[tuple[type[ParseError], re.Pattern[str]], ...]
_WORDS: _Rules = (
    (
        Captcha,
        re.compile(
            r"không\s+phải\s+(?:là\s+)?(?:robot|người\s+máy)|mã\s+xác\s+nhận\s+bên\s+dưới|nhập\s+mã\s+captcha"
            r"|captcha|just a moment"
            r"|checking your browser|verify (?:that )?you are (?:a )?human|unusual traffic",
            re.IGNORECASE,
        ),
    ),
    (
        MaintenanceNotice,
        re.compile(
            r"(?:đang|tạm\s+dừng\s+để|được)\s+(?:được\s+)?(?:tiến\s+hành\s+)?(?:bảo\s+trì|nâng\s+cấp|bảo\s+dưỡng)"
            r"|thông\s+báo\s+bảo\s+trì"
            r"|tạm\s+(?:ngừng|ngưng|dừng)\s+(?:hoạt\s+động|phục\s+vụ|truy\s+cập)|under maintenance|maintenance mode"
            r"|site is offline"
            r"|temporarily unavailable",
            re.IGNORECASE,
        ),
    ),
    (
        AccessDenied,
        re.compile(
            r"từ\s+chối\s+truy\s+cập|không\s+có\s+quyền\s+(?:truy\s+cập|xem)|access (?:is )?denied"
            r"|403\s*-?\s*forbidden|^forbidden"
            r"|request unsuccessful|requested url was rejected|you have been blocked|truy\s+cập\s+bị\s+chặn",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        ErrorTextWithStatus200,
        re.compile(
            r"không\s+tìm\s+thấy(?:\s+(?:trang|bài|nội\s+dung|tin))?|(?:trang|bài\s+viết|nội\s+dung|tin\s+bài"
            r"|đường\s+dẫn)\b.{0,40}không\s+tồn\s+tại"
            r"|không\s+tồn\s+tại|(?:404|500|502|503)\s*(?:-|:|–)?\s*(?:error|not found|lỗi|internal|bad|service)"
            r"|(?:error|lỗi)\s*(?:404|500|502|503)"
            r"|page not found|server error in|runtime error|database connection|internal server error|đã\s+(?:có"
            r"|xảy\s+ra)\s+lỗi"
            r"|bài\s+viết\s+đã\s+bị\s+(?:xóa|gỡ)",
            re.IGNORECASE,
        ),
    ),
)
_NOT_FOUND = re.compile(r"tìm\s+thấy|tồn\s+tại|404|not\s+found", re.IGNORECASE)
_CAPTCHA_MARKS = ".g-recaptcha, .h-captcha, .cf-turnstile, #challenge-form, [id^=cf-chl], #captcha, img[src*=captcha]"
_COOKIE_SCRIPT = re.compile(r"document\.cookie\s*=.{0,400}?location\.(?:href|reload|replace|assign)", re.DOTALL)
_NO_DATA = re.compile(
    r"không\s+có\s+(?:dữ\s+liệu|bản\s+ghi|kết\s+quả)|chưa\s+có\s+dữ\s+liệu|no (?:data|records?|results?)|đang\s+tải",
    re.IGNORECASE,
)


def known_file(body: bytes) -> str | None:
    """What a file that is no text is by its first bytes, in words; None where they do not tell."""
    return next((name for magic, name in _MAGIC if body.startswith(magic)), None)


def check_type(where: str, content_type: str, body: bytes, *, json_allowed: bool = False) -> None:
    """Raise `EmptyBody` or `NotHtml` from the first bytes and the declared type."""
    if not body.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise EmptyBody(where, f"{len(body)} bytes, nothing but white space" if body else "0 bytes")
    name = known_file(body)
    if name is not None:
        raise NotHtml(where, name)
    kind = content_type.partition(";")[0].strip().lower()
    is_json = kind.endswith("json")
    if kind and not kind.startswith(_TEXT_TYPES) and not (is_json and json_allowed):
        raise NotHtml(where, f"content type {kind}")


def check_text(where: str, text: str) -> None:
    """Raise `NotHtml` for text without a tag and `TruncatedPage` for a page that ends in the middle."""
    if not _ANY_TAG.search(text[:200_000]):
        raise NotHtml(where, f"no HTML tag, it begins {text.strip()[:60]!r}")
    if _ENDING.search(text) or not _OPENING.search(text):
        return
    tail = text[-4000:]
    inside_tag = tail.rfind("<") > tail.rfind(">")
    open_blocks = text.count("<div") - text.count("</div") + text.count("<article") - text.count("</article")
    if inside_tag or open_blocks >= 2 or not text.rstrip().endswith(">"):
        raise TruncatedPage(
            where, f"no closing </body>, {max(open_blocks, 0)} open blocks, it ends {text.rstrip()[-50:]!r}"
        )


def check_length(where: str, headers: Mapping[str, str], body: bytes) -> None:
    """Raise `TruncatedPage` when the response announced more bytes than came (not for compressed ones)."""
    lower = {name.lower(): value for name, value in headers.items()}
    announced = whole_number(lower.get("content-length"))
    if announced is not None and "content-encoding" not in lower and len(body) < announced:
        raise TruncatedPage(where, f"{announced} bytes announced, {len(body)} came")


def check_redirect(url: str, final_url: str) -> None:
    """Raise `RedirectedToHome` when an article address ended at the home page."""
    asked, answered = urlsplit(canonical_url(url)), urlsplit(canonical_url(final_url))
    if answered.query or not _HOME.match(answered.path):
        return
    if asked.query or not _HOME.match(asked.path):
        raise RedirectedToHome(url, f"answered by {final_url}")


def visible_text(root: Element) -> str:
    """The start of the visible text, pieces of text joined with spaces."""
    parts: list[str] = []
    size = 0
    for said in strings_of(root):
        piece = said.strip()
        if piece:
            parts.append(piece)
            size += len(piece)
            if size > _MOST_VISIBLE:
                break
    return " ".join(parts)


def notice(where: str, root: Element, page_title: str, script_text: str) -> ParseError | None:
    """The failure that a short page states in its title, its heading or its few words; None for any other page.

    `root` is without scripts; `script_text` is what they held.
    """
    text = visible_text(root)
    if len(text) > _SHORT:
        return None
    headings = " / ".join([page_title, *(text_of(item) for item in select(root, "h1, h2"))])
    body = text if len(text) <= _NOTICE else headings
    for failure, pattern in _WORDS:
        match = pattern.search(headings) or pattern.search(body)
        if match:
            return failure(where, f"the page says {match[0].strip()!r}")
    if select(root, _CAPTCHA_MARKS) or "_cf_chl_opt" in script_text:
        return Captcha(where, "a captcha widget and no text")
    if len(text) < 300 and _COOKIE_SCRIPT.search(script_text):
        return AccessDenied(where, "a script that sets a cookie and loads the page again")
    return None


def instead_of_links(where: str, root: Element) -> ParseError | None:
    """The failure that a page of links stands for: a notice outside of every link, or a password and little else.

    Headlines may speak of failures, therefore words in links do not count. To be asked last: it takes the tree apart.
    """
    scripts = "\n".join(script.text or "" for script in root.iter("script"))
    had_password = has_password(root)
    remove_scripts(root)
    page_title = clean_line(root.findtext(".//title") or "")
    is_bare = len(visible_text(root)) <= _NOTICE
    stated = notice(where, root, page_title, scripts)
    if stated is not None:
        remove_all(root, "a")
        stated = notice(where, root, page_title, scripts)
    if stated is None and had_password and is_bare:
        return LoginForm(where, "a password field and little else")
    return stated


def says_not_found(error: ParseError) -> bool:
    """Whether a page said that there is nothing at its address, and not that the site is broken."""
    return isinstance(error, ErrorTextWithStatus200) and _NOT_FOUND.search(error.seen) is not None


def diagnose(where: str, root: Element, page_title: str, script_text: str, *, had_password: bool) -> ParseError:
    """The most telling failure of a page without an article body."""
    stated = notice(where, root, page_title, script_text)
    if stated is not None:
        return stated
    if had_password:
        return LoginForm(where, "a password field and no article")
    empty = empty_table(where, root)
    return empty or EmptyBody(where, f"no text in the article's place; the page title is {page_title[:80]!r}")


def empty_table(where: str, root: Element) -> EmptyTable | None:
    """`EmptyTable` when the page has tables, none of which has a row of data."""
    tables = sum(1 for _ in root.iter("table"))
    if not tables:
        return None
    for row in itertools.islice(root.iter("tr"), _ROWS):
        text = text_of(row) if row.find("td") is not None else ""
        if text and not (len(text) < 80 and _NO_DATA.search(text)):
            return None
    return EmptyTable(where, f"{tables} tables, no row of data")

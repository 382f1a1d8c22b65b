"""What a line is: heading, caption, author, furniture.

Rules on single lines only, shared by pages and by dropped text files; what depends on neighbours is decided in
`outline`. A rule errs on the side of `paragraph`, because what is called furniture is not read for figures.
"""

from __future__ import annotations

import re

from scrapers.letters import CAPITALS
from scrapers.parsing.dates import date_only
from scrapers.parsing.textual import comparable, is_sentence
from scrapers.parsing.view_counters import is_counter

_PHRASES = frozenset(
    comparable(phrase)
    for phrase in (
        "Xem với cỡ chữ", "Cỡ chữ", "Ý kiến bạn đọc", "Bình luận", "Chia sẻ", "Chia sẻ bài viết", "In bài viết",
        "In trang",
        "Gửi email", "Gửi mail tòa soạn", "Gửi bài viết", "Về trang chủ", "Quay lại", "Trở lại", "Về đầu trang",
        "Lưu bài viết",
        "Nghe đọc bài", "Nghe bài viết", "Nghe audio", "Đọc bài viết", "Đọc báo nói", "Tải ứng dụng", "Phóng to",
        "Thu nhỏ", "Đọc bài",
        "Xem thêm", "Đọc thêm", "Tóm tắt bài viết", "Tác giả trích dẫn", "Click để đánh giá bài viết", "Tương phản",
        "Độ tương phản", "Độ tương phản tăng", "Độ tương phản giảm", "Theo dõi chúng tôi", "Trang trước", "Trang sau",
        "Google News", "Facebook", "Twitter", "Zalo", "Copy link", "Sao chép liên kết", "Thích", "Báo lỗi", "Tweet",
        "Từ khóa", "Từ khoá", "Tag", "Tags", "Xem tất cả", "Trang chủ", "Bản in", "Chia sẻ Facebook", "A A", "A", "aA",
    )
)  # fmt: skip
_RELATED = frozenset(
    comparable(phrase)
    for phrase in (
        "Tin, bài liên quan", "Tin bài liên quan", "Tin liên quan", "Bài liên quan", "Bài viết liên quan",
        "Các tin khác",
        "Tin khác", "Các tin đã đăng", "Tin đã đưa", "Tin cùng chuyên mục", "Cùng chuyên mục", "Tin tức liên quan",
        "Những tin mới hơn", "Những tin cũ hơn", "Tin mới hơn", "Tin cũ hơn", "Tin đọc nhiều", "Đọc nhiều",
        "Tin mới nhất",
        "Xem nhiều", "Có thể bạn quan tâm", "Bài viết khác", "Các bài viết khác", "Các bài mới", "Các bài đã đăng",
        "Tin mới", "Bài đọc nhiều", "Tin nổi bật", "Ý kiến bạn đọc", "Bình luận", "Các tin liên quan", "Tin cùng loại",
    )
)  # fmt: skip
_FURNITURE = re.compile(
    r"(?:từ\s+kh[oó][aá]|tags?|xem\s+thêm|đọc\s+thêm|mời\s+(?:quý|các)\s|>>+|»|xếp\s+hạng\s*:\s*\d|tổng\s+số\s+điểm(?:\s+của)?\s+bài"
    r"|click\s+để|chia\s+sẻ\s*:|đánh\s+giá\s*:|bản\s+quyền|copyright|©"
    r"|tải\s+ứng\s+dụng|(?:bài(?:\s+viết)?|tin)\s+(?:cùng\s+chủ\s+đề|liên\s+quan|cùng\s+chuyên\s+mục)\s*:"
    r"|(?:tham\s+khảo\s+thêm|đọc\s+nhiều|đọc\s+tiếp)\s*:"
    r"|để\s+(?:sử\s+dụng|xem)\s+(?:toàn\s+bộ|đầy\s+đủ)\s.{0,80}\b(?:đăng\s+ký|đăng\s+nhập)\b"
    r"|nếu\s+bạn\s+(?:là|đã\s+là|chưa\s+là)\s+thành\s+viên\b|(?:vui\s+lòng|bạn\s+cần)\s+đăng\s+nhập\b"
    r"|tập\s+tin\s+đính\s+kèm|file\s+đính\s+kèm|trang\s+chủ\s*[>»/|])",
    re.IGNORECASE,
)
PLACE_AND_DATE = re.compile(
    r"^[^\d,;.]{3,40},\s*(ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|(?:ngày\s+)?\d{1,2}/\d{1,2}/\d{4})\.?$",
    re.IGNORECASE,
)
"""Where and when a letter or report was written, as a line of its own."""
_DIGIT = re.compile(r"\d")
_NO_LETTER = re.compile(r"[\W_]*")
_DATED_TITLE = re.compile(r"\(\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\s+\d{1,2}:\d{2})?\s*\)\s*$")
_PHOTO_CREDIT = re.compile(
    r"(?:^|[.!?…)\"”]\s*|\s[-–(]\s*|\s\()(?:nguồn\s+)?(?:ảnh(?:\s+(?:minh\s+h[oọ][aạ]|tư\s+liệu|chụp.{0,30}))?"
    r"|đồ\s+h[oọ][aạ]|clip)"
    r"\s*[:.]?\s*[^:]{0,45}$",
    re.IGNORECASE,
)
_PHOTO_MARK = re.compile(r"(?:ảnh|đồ\s+h[oọ][aạ]|clip)\s*:", re.IGNORECASE)
_CREDIT_LABEL = re.compile(
    r"^\(?(?:tác\s+giả(?:\s+bài\s+viết)?|người\s+viết|(?:tin|bài)(?:\s*(?:,|và|-|\+|/)\s*(?:ảnh|bài|clip))*"
    r"|thực\s+hiện|bài\s+viết)\s*[:：]\s*(.{2,80}?)\)?$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’]*")
_PART = re.compile(r"(?:phần|chương|mục|phụ\s+lục)\s+[IVX]{1,5}\b", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]{1,5}\s?[.)]\s")
_JOINERS = frozenset({"và", "-", "–", "&", ",", "/", "tổng", "hợp"})
_SOURCE_LABEL = re.compile(
    r"^\(?\s*(?:nguồn(?:\s+tin)?|theo\s+nguồn|dẫn\s+nguồn)\s*[:：]\s*(.{2,100}?)\s*\)?\.?$", re.IGNORECASE
)
_BY_LINE = re.compile(r"^\(?\s*theo\s*[:：]?\s+(.{2,100}?)\s*\)?\.?$", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"^(.*?)\s*\(([^()]{2,60})\)?$")
_AFTER_DASH = re.compile(r"^(.+?)\s*[-–/]\s*(.{2,60})$")
_PUBLISHER = re.compile(
    r"\b(?:báo|tạp\s+chí|đài|cổng|trang\s+thông\s+tin|bản\s+tin|ttxvn|tttxvn|vov|vtv|vietnamplus|vnexpress"
    r"|vietnamnet|dân\s+trí|tuổi\s+trẻ"
    r"|thanh\s+niên|nhân\s+dân|chinhphu|sở|ubnd|bộ|trung\s+tâm)\b|\.(?:vn|com|net|org)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^(?:\(\s*[^()]{2,40}\)|[A-ZĐ]{2,8}(?:\.vn)?)\s*[-–]\s*(?=\S)")
_BULLET = re.compile(r"^[-–+•*·●]\s*")
_ITEM = re.compile(r"[-–•]\s")
_CAPITAL_START = re.compile(rf"[{CAPITALS}]")


def is_related_heading(text: str) -> bool:
    """A heading of a list of other articles or of comments."""
    return len(text) <= 60 and comparable(text) in _RELATED


def is_dated_title(text: str) -> bool:
    """A title of another article, with its date in parentheses at the end."""
    return len(text) <= 260 and bool(_DATED_TITLE.search(text))


def is_furniture(text: str) -> bool:
    """Buttons, counters, bare dates, headings of related lists, key words."""
    if _NO_LETTER.fullmatch(text):
        return True
    if len(text) > 200:
        return False
    folded = comparable(text)
    if folded in _PHRASES or folded in _RELATED or _FURNITURE.match(text) or is_counter(text):
        return True
    if not _DIGIT.search(text):
        return False
    return PLACE_AND_DATE.match(text) is not None or date_only(text) is not None


def is_caption(text: str) -> bool:
    """A line that ends in a photo credit (`… Ảnh: PV`)."""
    return len(text) <= 400 and bool(_PHOTO_MARK.search(text[-60:])) and bool(_PHOTO_CREDIT.search(text))


def without_credit(text: str) -> str:
    """A caption without its credit, for comparisons."""
    return comparable(re.split(r"\(?(?:nguồn\s+)?ảnh\s*:", text, maxsplit=1, flags=re.IGNORECASE)[0])


def is_heading(text: str, bold: float = 0.0) -> bool:
    """A short line without a final stop; `bold` is the share of bold characters on a page."""
    return bold >= 0.95 and 3 <= len(text) <= 160 and not is_sentence(text) and not _BULLET.match(text)


def credit(text: str) -> str | None:
    """The author of a labelled line (`Tác giả: …`, `Tin, ảnh: …`); None where the line is no such."""
    match = _CREDIT_LABEL.match(text)
    return match[1].strip() if match and len(text) <= 110 else None


def is_name(text: str) -> bool:
    """A line that can only be a name at the end of an article: a few capitalised words."""
    if not 2 <= len(text) <= 60 or any(char.isdigit() for char in text) or ":" in text or _PART.match(text):
        return False
    if text.isupper() and _ROMAN.match(text):
        return False  # `VIII. NHIỆM VỤ QUÝ IV`
    words = text.replace("(", " ").replace(")", " ").replace(",", " ").split()
    if not 1 <= len(words) <= 8:
        return False
    named = [word for word in words if word.lower() not in _JOINERS]
    if len(named) == 1 and not (named[0].isupper() or "." in named[0]):
        return False
    return bool(named) and all(_NAME_WORD.fullmatch(w) and _CAPITAL_START.match(w) for w in named)


def publisher(text: str) -> tuple[str, str | None] | None:
    """Publisher and author that a reprint names: `Theo Song Hà (Báo Quảng Ninh)` → (Báo Quảng Ninh, Song Hà)."""
    if len(text) > 120:
        return None
    labelled = _SOURCE_LABEL.match(text)
    match = labelled or _BY_LINE.match(text)
    if match is None:
        return None
    said = match[1].strip(" .,;")
    inner = _IN_PARENTHESES.match(said)
    if inner and _PUBLISHER.search(inner[2]):
        return inner[2].strip(), inner[1].strip(" -–,") or None
    dashed = _AFTER_DASH.match(said)
    if dashed and _PUBLISHER.search(dashed[2]) and not _PUBLISHER.search(dashed[1]):
        return dashed[2].strip(), dashed[1].strip()
    if labelled or (_PUBLISHER.search(said) and not re.search(r"\d", said) and len(said.split()) <= 9):
        return said, None
    return None


def has_dateline(text: str) -> bool:
    """Whether a paragraph opens as a lead does: `(Báo Quảng Ngãi) - …`, `TCCS - …`."""
    return bool(_DATELINE.match(text))


def without_dateline(text: str) -> str:
    """The paragraph without that opening."""
    return _DATELINE.sub("", text, count=1)


def is_bullet(text: str) -> bool:
    """A line that starts with a dash or a dot."""
    return bool(_BULLET.match(text))


def is_item(text: str) -> bool:
    """A line that opens an item of a list; `-3` and `+ Cấp tỉnh`, a member of an item, are none."""
    return bool(_ITEM.match(text))

"""What stands over the headline of a page saved as text: the site's name and calls, its sections, the way to one.

`Báo Hòa Bình`, `Hotline: 024.355.63.010`, `Kinh tế`, `Thời sự >> Thứ năm, 15/12/2022`. Lives here: how such lines are
told. Never here: buttons, counters and dates (see `roles`), which line is the title (see `plaintext`).
"""

from __future__ import annotations

import re

from scrapers.letters import CAPITALS
from scrapers.parsing.dates import date_only
from scrapers.parsing.textual import comparable

_LONGEST, _LONGEST_SECTION = 120, 5
_WORD = rf"[{CAPITALS}][\w.&]*"
_NAME = rf"{_WORD}(?:(?:\s+[-–&])?\s+{_WORD}){{0,6}}"
_DEPARTMENT = (
    "Khoa học (?:và|&) Công nghệ|Thông tin (?:và|&) Truyền thông|Y tế|Giáo dục (?:và|&) Đào tạo|Nội vụ|Công Thương"
    "|Tài chính|Tư pháp|Xây dựng|Du lịch|Nông nghiệp và (?:PTNT|Phát triển nông thôn|Môi trường)|Kế hoạch và Đầu tư"
    "|Giao thông [Vv]ận tải|Tài nguyên và Môi trường"
)
_SITE = re.compile(
    rf"(?:[{CAPITALS}]{{2,6}}\s*[-–]\s*)?(?:Báo|BÁO(?! CÁO)|Tạp chí|TẠP CHÍ)\s+{_NAME}(?:\s*(?:điện tử|online))?"
    r"|(?:Cổng|CỔNG|Trang|TRANG)\s+(?:(?i:thông tin(?:\s*[-–]\s*giao tiếp)?(?: điện tử)?|giao tiếp điện tử)|TTĐT)"
    rf"(?:\s+(?:(?:của|tỉnh|thành phố|huyện|thị xã|xã|phường)\s+)*{_NAME}"
    rf"(?:(?:\s*[-–,])?\s+(?:tỉnh|thành phố|huyện)\s+{_NAME})*"
    r"|\s+(?:tỉnh|thành phố|huyện|thị xã|xã|phường))?"
    rf"|Sở\s+(?:{_DEPARTMENT})(?:\s+(?:tỉnh\s+|thành phố\s+)?{_NAME})?"
    r"|(?:www\.)?[A-Za-z][a-z0-9-]{2,30}(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org)"
)
_CALL = re.compile(r"Theo dõi (?:[Bb]áo|[Cc]húng tôi)\b.*|(?:Hotline|Đường dây nóng|ĐT|Tel)\s*:[\d\s.()+-]+")
_FROM_HOME = re.compile(r"Trang chủ\s+[›>»/].*")
_SECTIONS = frozenset(
    comparable(name)
    for name in (
        "Trang chủ", "Thời sự", "Chính trị", "Kinh tế", "Xã hội", "Văn hóa", "Giáo dục", "Y tế", "Khoa học",
        "Công nghệ", "Chuyển đổi số", "Tin tức", "Sự kiện", "Tin mới", "Tiêu điểm", "Chỉ đạo điều hành", "Đời sống",
        "Pháp luật", "Quốc phòng", "An ninh", "Khoa giáo", "Du lịch", "Thể thao", "Bạn đọc", "Cải cách hành chính",
        "Nông nghiệp", "Nông thôn", "Nông thôn mới", "Tin trong tỉnh", "Tin địa phương", "Trong tỉnh", "Môi trường",
        "Thị trường", "Doanh nghiệp", "Tài chính", "Ngân hàng", "Công thương", "Thông tin", "Truyền thông", "Sức khỏe",
        "Phóng sự", "Công nghiệp", "Thương mại", "Đầu tư", "Xây dựng Đảng", "Tin hoạt động", "Công dân",
        "Chính quyền số", "Kinh tế số", "Xã hội số", "CNTT", "Viễn thông",
    )
)  # fmt: skip
_WAY = re.compile(r"\s*(?:[|›»]|>+|\s/\s)\s*")
_AND = re.compile(r"\s*(?:,|&|\s[-–]\s|\svà\s)\s*")


def is_masthead(text: str) -> bool:
    """Whether a line is no more than a site's name or call, a section's name, or the way from one to the next."""
    if _FROM_HOME.fullmatch(text) is not None:
        return True
    if len(text) > _LONGEST or text.endswith((".", "!", "?", ":", ";")):
        return False
    first, *rest = _WAY.split(text.strip())
    if not (_is_site(first) or _are_sections(first)):
        return False
    return all(date_only(part) is not None or len(part.split()) <= _LONGEST_SECTION for part in rest)


def _is_site(said: str) -> bool:
    return _SITE.fullmatch(said) is not None or _CALL.fullmatch(said) is not None


def _are_sections(said: str) -> bool:
    """Whether a text names nothing but sections: `Khoa học - Công nghệ`, `Y tế, Giáo dục`."""
    return comparable(said) in _SECTIONS or all(comparable(part) in _SECTIONS for part in _AND.split(said))

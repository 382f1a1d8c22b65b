"""Numbers that are no quantity: legal numbers, dates, ages, phones, versions, counters, names, list numbers.

Lives here: patterns over the text that claim spans, each with the reason it gives. Never here: what a quantity means.
The patterns follow the genre's inventory of numbers that are not indicators.
"""

from __future__ import annotations

import re

_LETTERS = "A-ZĐÀ-Ỹa-zđà-ỹ"
_UP = "A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ"
_LEGAL_NOUN = (
    r"(?:nghị quyết|quyết định|kế hoạch|chỉ thị|thông tư|nghị định|công văn|thông báo|văn bản|tờ trình|công điện|"
    r"kết luận|chương trình hành động|hướng dẫn|đề án|luật|bộ chỉ số|chỉ số|giấy phép|NQ|QĐ|ĐA|KL)"
)
_MONTHS_OF = r"(?:đầu|cuối|giữa)"

# Order matters: the first pattern that claims a place names the reason.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("address", r"(?:https?://|www\.)\S+|[\w.]+@[\w.]+|\b[\w-]+\.(?:vn|com|net|org|gov)\b\S*"),
    # 749/QĐ-TTg, 09 - NQ / TU, 13/2021/TT-BKHĐT, 202/2025/QH15, 628-TB/TU
    (
        "legal_number",
        rf"\b\d+[a-z]?(?:\s?/\s?\d{{4}})?\s?[-–/]\s?(?!GRDP|GDP|OCOP|TTHC|DVC|DN|HTX|UBND|TP)[{_UP}]{{2,}}\d*(?:\s?[-–/&]\s?[{_UP}][{_LETTERS}&]*\d*)*",
    ),
    ("legal_number", rf"(?i:\b{_LEGAL_NOUN}\s+(?:số\s*:?\s*)?)\d+(?:/\d{{4}})?(?![\d.,]*\s?(?:%|/\s?\d|điểm))(?=\W|$)"),
    ("legal_number", r"(?i:\b(?:điều|khoản|mục|phụ lục|tiêu chí|tiêu chí số|chỉ tiêu số|mục tiêu số|nhiệm vụ số|biểu|mẫu số|mẫu)\s+)\d+(?:\.\d+)*(?=[\s,;.)]|$)(?!\s?%)"),
    ("clock", r"\b\d{1,2}\s?[:h]\s?\d{2}(?:\s?[:’']\s?\d{2})?\b|\b\d{1,2}\s+giờ(?:\s+\d{1,2}(?:\s+phút)?)?"),
    ("date", r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\b\d{4}-\d{2}-\d{2}\b"),
    ("date", r"(?i:ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"),
    ("date", r"(?i:(?:ngày|sáng|chiều|tối|hôm)\s+(?:\d{1,2}\s?(?:[,-]|và)\s?)*)\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?(?!\d)"),
    ("date", r"(?i:ngày\s+)\d{1,2}(?:\s?-\s?\d{1,2})?(?=[\s,;.)])"),
    ("date", r"(?i:tháng\s+)\d{1,2}(?:\s?[/.-]\s?\d{4}|\s+năm\s+\d{4}|(?=[\s,;.):]|$))"),
    ("date", r"(?i:quý\s+)(?:I{1,3}|IV|\d)\s?(?:[/-]\s?\d{4}|(?:\s+)?năm\s+\d{4})?"),
    ("date", r"\b(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d{2}\b"),
    ("date", rf"\b\d{{1,2}}\s+tháng(?=\s+(?:{_MONTHS_OF}\s+)?(?:năm|của năm)|[\s,]+(?:năm|{_MONTHS_OF}))(?:\s+{_MONTHS_OF})?(?:\s+(?:của\s+)?năm(?:\s+\d{{4}})?)?"),
    ("date", r"(?i:\b(?:năm|giai đoạn|nhiệm kỳ|thời kỳ|niên độ|năm học|mùa|kỳ|khóa|niên khóa)\s+)(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?"),
    ("date", r"\b(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}\b"),
    ("age", r"\b\d{1,3}\s?(?:[-–]|đến)\s?(?:dưới\s+)?\d{1,3}\s+tuổi|\b\d{1,3}\s+tuổi"),
    ("phone", r"(?i:(?:hotline|điện thoại|đt|sđt|tổng đài|fax|số máy)\s*:?\s*)[\d.() -]{4,}\d|(?<![\d.,])0\d{2,3}[. ]?\d{3}[. ]?\d{3,4}\b|\b1[89]00[ .]?\d{4,}\b"),
    ("counter", r"(?i:(?:lượt xem|lượt đọc|lượt truy cập|đã xem|số lần xem|view count|views?|lượt nghe|đang online)\s*:\s*)[\d.,]+"),
    ("version", r"(?i:(?:phiên bản|version|chợ|thời đại|cách mạng(?:\s+công nghiệp)?(?:\s+lần thứ)?|công nghiệp|CMCN|web|chính phủ|bản)\s+)\d+\.\d+(?!\d)(?!\s?%)"),
    ("version", r"\b\d\.0\b(?!\s?(?:%|điểm|/))"),
    ("network_generation", r"\b[2-6]G\b(?:\s?[/,+-]\s?[2-6]G\b)*"),
    ("name", r"(?i:covid\s?-\s?19|windows\s+\d+|iso(?:/iec)?\s+\d+(?::\d{4})?|vr\s?360|24/7|24/24h?|top\s+(?=\d+\s+(?:trường|doanh nghiệp thế giới)))"),
    ("ordinal", r"(?i:\b(?:lần|năm|tháng|ngày|kỳ|vòng)\s+thứ\s+)\d+|(?i:\b(?:khóa|khoá|kỳ họp thứ|phiên họp thứ|phiên thứ|bước|giai đoạn|phần|tập|bài|kỳ|chương|đợt)\s+)\d{1,3}(?=[\s,;.:)]|$)(?!\s?%)"),
    ("level", r"(?i:\b(?:mức độ|mức|cấp độ|cấp|loại|hạng mục|hạng sao|tầng|level)\s+)\d(?:\s?(?:,|và|/|-)\s?\d)*(?=[\s,;.:)]|$)(?!\s?(?:%|tỷ|triệu|nghìn|điểm))"),
    ("place_number", r"(?:(?i:thôn|khu phố|khu|tổ dân phố|tổ|ấp|xóm|bản|khóm|quốc lộ|QL|đường|tỉnh lộ|ngõ|số nhà|km|lô)|[Pp]hường|[Qq]uận)\s+\d{1,3}(?=[\s,;.:)]|$)(?!\s?(?:%|/\s?\d|tỷ|triệu|nghìn))"),
    ("grade", r"(?i:\b[1-5]\s?(?:(?:-|–|đến|và|,)\s?[1-5]\s?)?sao\b)"),
    ("weekday", r"(?i:\bthứ\s+)[2-7](?=\s?,\s*(?:ngày\s+)?\d|\s+(?:hàng|hằng)\s+tuần)"),
    ("list_number", r"(?m:^\s*\(?\d{1,2}(?:\.\d{1,2})*[.)]\s)|\(\d\)(?=\s)"),
)  # fmt: skip

_COMPILED = tuple((reason, re.compile(pattern)) for reason, pattern in _PATTERNS)


def excluded_spans(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Places (start, end, reason) between two places of the text that hold numbers which are no quantity, by pattern."""
    claimed: list[tuple[int, int, str]] = []
    for reason, pattern in _COMPILED:
        claimed.extend((match.start(), match.end(), reason) for match in pattern.finditer(text, start, end))
    return claimed

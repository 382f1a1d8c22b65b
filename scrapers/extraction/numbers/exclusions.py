"""Numbers that are no quantity: legal numbers, dates, ages, phones, versions, counters, names, list numbers.

Lives here: patterns over the text that claim spans, each with the reason it gives. Never here: what a quantity means.
The patterns follow the genre's inventory of numbers that are not indicators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.counter_words import BEHIND, VIEWS, VISITORS_NOW, VISITS
from scrapers.extraction.text.cues import CuedPatterns
from scrapers.letters import CAPITALS, SMALL

_LETTERS = CAPITALS + SMALL
_MONTHS_OF = r"(?:đầu|cuối|giữa)"

# A pattern that begins with a digit is tried at every number, one that begins a line at every line, any other where one of
# the words stands with which it begins.
_AT_NUMBER, _AT_LINE = ("0",), ("\n",)
_LEGAL_WORDS = (
    "nghị quyết", "quyết định", "kế hoạch", "chỉ thị", "thông tư", "nghị định", "công văn", "thông báo", "văn bản", "tờ trình",
    "công điện", "kết luận", "chương trình hành động", "hướng dẫn", "đề án", "luật", "bộ chỉ số", "chỉ số", "giấy phép", "nq", "qđ",
    "đa", "kl",
)  # fmt: skip

# `1.034 trạm (kế hoạch 900 trạm)` is no number of a plan
_PLANNED_COUNT = r"kế hoạch\s+[1-9]\d*\s(?:trạm|tổ|doanh nghiệp|hộ|sản phẩm|thôn|bệnh viện|trường|lượt)\b"
# Order matters: the first pattern that claims a place names the reason.
_PATTERNS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # 749/QĐ-TTg, 09 - NQ / TU, 13/2021/TT-BKHĐT, 202/2025/QH15, 628-TB/TU
    (
        "legal_number",
        rf"\b\d+[a-z]?(?:\s?/\s?\d{{4}})?\s?[-–/]\s?(?!GRDP|GDP|OCOP|TTHC|DVC|DN|HTX|UBND|TP)[{CAPITALS}]{{2,}}\d*(?:\s?[-–/&]\s?[{CAPITALS}][{_LETTERS}&]*\d*){{0,9}}",
        _AT_NUMBER,
    ),
    (
        "legal_number",
        rf"(?i:\b(?!{_PLANNED_COUNT})(?:{'|'.join(_LEGAL_WORDS)})\s+(?:số\s*:?\s*)?)\d+(?:/\d{{4}})?(?!\.\d{{3}}|,\d|[\d.,]*\s?(?:%|/\s?\d|điểm|t[ỷỉ] đồng|triệu đồng))(?=\W|$)",
        _LEGAL_WORDS,
    ),
    (
        "legal_number",
        r"(?i:\b(?:điều|khoản|(?<!danh )(?<!ngoạn )mục|phụ lục|tiêu chí|tiêu chí số|chỉ tiêu số|mục tiêu số|nhiệm vụ số|biểu|mẫu số|mẫu)\s+)\d+(?:\.\d+)*(?![.,]?\d)(?=[\s,;.)]|$)(?!\s?%)",
        ("điều", "khoản", "mục", "phụ lục", "tiêu chí", "chỉ tiêu số", "nhiệm vụ số", "biểu", "mẫu"),
    ),
    ("clock", r"\b\d{1,2}\s?[:h]\s?\d{2}(?:\s?[:’']\s?\d{2})?\b(?!,?\d*\s?%)|\b\d{1,2}\s+giờ(?:\s+\d{1,2}(?:\s+phút)?)?", _AT_NUMBER),
    ("date", r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\b\d{4}-\d{2}-\d{2}\b", _AT_NUMBER),
    ("date", r"(?i:ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)", ("ngày",)),
    (
        "date",
        r"(?i:(?:ngày|sáng|chiều|tối|hôm)\s+(?:\d{1,2}\s?(?:[,-]|và)\s?){0,9})\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?(?!\d)",
        ("ngày", "sáng", "chiều", "tối", "hôm"),
    ),
    (
        "date",
        r"(?i:từ\s+(?:ngày\s+)?)\d{1,2}/\d{1,2}\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d)",
        ("từ",),
    ),
    (
        "date",
        r"(?i:từ\s+ngày\s+)\d{1,2}\.\d{1,2}\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?\d{1,2}\.\d{1,2}(?:\.\d{4})?(?!\d)",
        ("từ",),
    ),
    # `Tính đến 25/8, …`
    (
        "date",
        r"(?i:(?:tính|thống kê|cập nhật)\s+đến\s+(?:hết\s+)?)(?:3[01]|[12]\d|0?[1-9])/(?:1[0-2]|0?[1-9])(?=\s*[,;)]|\s+(?i:toàn|tỉnh|thành phố|TP|có|đã|trên địa bàn)\b)",
        ("tính", "thống kê", "cập nhật"),
    ),
    # `ước đến 30/6: 2.080.943 thuê bao`, `công bố trước 15/11`, `hai tháng sau (24/6)`: there are no thirteen months
    (
        "date",
        r"(?i:(?:đến|tới|trước|vào|hết|từ|hôm|thời điểm)\s+|\()(?:3[01]|2\d|1[3-9])/(?:1[0-2]|0?[1-9])(?![\d/]|[.,]\d)(?!\s*(?:%|điểm|mục tiêu|chỉ tiêu|nhiệm vụ))",
        ("đến", "tới", "trước", "vào", "hết", "từ", "hôm", "thời điểm", "("),
    ),
    # `Từ 1 đến 31/7`
    (
        "date",
        r"(?i:từ\s+(?:ngày\s+)?)\d{1,2}\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?(?:3[01]|[12]\d|0?[1-9])/(?:1[0-2]|0?[1-9])(?:/\d{4})?(?!\d)",
        ("từ",),
    ),
    # `Ngày Chuyển đổi số quốc gia 10/10`
    ("date", r"\bNgày(?:\s[^\W\d_]+){2,9}\s\(?\d{1,2}[/-]\d{1,2}(?=\s*(?:[.,;:)\n]|$))", ("ngày",)),
    ("date", r"(?i:ngày\s+)\d{1,2}(?:\s?-\s?\d{1,2})?(?=[\s,;.)])", ("ngày",)),
    ("date", r"(?i:tháng\s+)\d{1,2}(?:\s?[/.-]\s?\d{4}|\s+năm\s+\d{4}|(?![.,]\d+\s?(?:tỷ|tỉ|triệu|%|nghìn))(?=[\s,;.):]|$))", ("tháng",)),
    ("date", r"(?<!Phú )(?i:quý\s+)(?:I{1,3}|IV|[1-4](?![\d.,]\d))\s?(?:[/-]\s?\d{4}|(?:\s+)?năm\s+\d{4})?", ("quý",)),
    ("date", r"\b(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d{2}\b", _AT_NUMBER),
    (
        "date",
        rf"\b\d{{1,2}}\s+tháng(?=\s+(?:{_MONTHS_OF}\s+)?(?:năm|của năm)|[\s,]+(?:năm|{_MONTHS_OF}))(?:\s+{_MONTHS_OF})?(?:\s+(?:của\s+)?năm(?:\s+\d{{4}})?)?",
        _AT_NUMBER,
    ),
    (
        "date",
        r"(?i:\b(?:năm|giai đoạn|nhiệm kỳ|thời kỳ|niên độ|năm học|mùa|kỳ|khóa|niên khóa)\s+)(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?",
        ("năm", "giai đoạn", "nhiệm kỳ", "thời kỳ", "niên độ", "mùa", "kỳ", "khóa", "niên khóa"),
    ),
    ("date", r"\b(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}\b", _AT_NUMBER),
    ("age", r"\b\d{1,3}\s?(?:[-–]|đến)\s?(?:dưới\s+)?\d{1,3}\s+tuổi|\b\d{1,3}\s+tuổi", _AT_NUMBER),
    ("age", r"(?i:\btuổi từ\s+)\d{1,3}(?:\s?(?:[-–]|đến)\s?\d{1,3})?(?![\d.,]*\d|\s?%)", ("tuổi từ",)),
    (
        "phone",
        r"(?i:(?:hotline|điện thoại|đt|sđt|tổng đài|fax|số máy)\s*:?\s*)[\d.() -]{4,40}\d(?![\d.,]*\s*(?:thuê bao|máy|chiếc))",
        ("hotline", "điện thoại", "đt", "sđt", "tổng đài", "fax", "số máy"),
    ),
    ("phone", r"(?i:\b(?:tổng đài|đầu số|zalo oa)\s+(?:số\s+)?)1\d{3}\b(?![.,]\d)", ("tổng đài", "đầu số", "zalo oa")),
    ("phone", r"(?<![\d.,])0\d{2,3}[. ]?\d{3}[. ]?\d{3,4}\b|\b1[89]00[ .]?\d{4,}\b", _AT_NUMBER),
    (
        "counter",
        rf"(?i:(?:{VIEWS}|{VISITS}|{VISITORS_NOW}){BEHIND}\s*:\s*)[\d.,]+",
        (
            "lượt", "đã xem", "đã đọc", "số lần xem", "số lần đọc", "view", "hit", "đang truy cập", "đang online", "đang trực tuyến",
            "người online", "khách online", "thành viên online", "khách viếng thăm", "máy chủ tìm kiếm",
        ),
    ),
    (
        "version",
        r"(?i:(?:phiên bản|version|chợ|thời đại|cách mạng(?:\s+công nghiệp)?(?:\s+lần thứ)?|công nghiệp|CMCN|web|chính phủ|bản)\s+)\d+\.\d+(?!\d)(?!\s?%)",
        ("phiên bản", "version", "chợ", "thời đại", "cách mạng", "công nghiệp", "cmcn", "web", "chính phủ", "bản"),
    ),
    ("version", r"\b\d\.0\b(?!\s?(?:%|điểm|/))", _AT_NUMBER),
    ("network_generation", r"\b[2-6]G\b(?:\s?[/,+-]\s?[2-6]G\b){0,9}", _AT_NUMBER),
    (
        "name",
        (rf"(?i:chợ)(?:(?:,|\s+và)?\s(?:[{CAPITALS}]\w+\s){{1,3}}\d{{1,2}}(?=[,.;)]?(?:\s|$))(?!\s(?!và\b)\w|\s?%|[,.]\d))+|"
        r"(?i:covid\s?-\s?19|windows\s+\d+|iso(?:/iec)?\s+\d+(?::\d{4})?|vr\s?360|24/7"
        r"|24/24h?(?!\s+(?:xóm|buôn|làng|tổ dân phố|bệnh viện|thị trấn|thôn|xã|phường|huyện|bản|ấp|khóm|khu|đơn vị|sở|cơ quan|chỉ tiêu|mục tiêu|trường|tổ))"
        r"|top\s+(?=\d+\s+(?:trường|doanh nghiệp thế giới)))"),
        ("chợ", "covid", "windows", "iso", "vr", "24/7", "24/24", "top"),
    ),
    (
        "ordinal",
        (r"(?i:\b(?:lần(?:\s+khảo sát|\s+đánh giá|\s+công bố|\s+xếp hạng|\s+tổ chức)?|năm|tháng|tuần|quý|ngày|kỳ"
        r"|vòng)\s+thứ\s+)\d+|(?i:\b(?:khóa|khoá|kỳ họp thứ|phiên họp thứ|phiên thứ|bước|giai đoạn|phần|tập|bài|kỳ"
        r"|chương|đợt)\s+)\d{1,3}(?![.,]?\d)(?=[\s,;.:)]|$)(?!\s?%)"),
        ("lần", "năm", "tháng", "tuần", "quý", "ngày", "vòng", "khóa", "khoá", "kỳ", "phiên", "bước", "giai đoạn", "phần", "tập", "bài", "chương", "đợt"),
    ),
    (
        "level",
        r"(?i:\b(?:mức độ|mức|cấp độ|cấp|loại|hạng mục|hạng sao|tầng|level)\s+)[1-9](?:\s?(?:,|và|/|-)\s?\d){0,9}(?![.,]?\d)(?=[\s,;.:)]|$)(?!\s?(?:%|tỷ|triệu|nghìn|điểm))",
        ("mức", "cấp", "loại", "hạng mục", "hạng sao", "tầng", "level"),
    ),
    (
        "place_number",
        (r"\b(?:(?i:thôn|khu phố|khối phố|khối(?=\s+\d{1,2},\s+(?:phường|thị trấn)\s)|khu|tổ dân phố|tổ|ấp|xóm|bản|khóm|quốc lộ|QL|(?-i:đường)|tỉnh lộ|ngõ|số nhà|km|lô)"
        r"|(?<!xã, )[Pp]hường|[Qq]uận)\s+\d{1,3}(?![.,]?\d)(?=[\s,;.:)]|$)(?!\s?(?:%|/\s?\d|tỷ|triệu|nghìn))"),
        (
            "thôn", "khối", "khu", "tổ", "ấp", "xóm", "bản", "khóm", "quốc lộ", "ql", "đường", "tỉnh lộ", "ngõ", "số nhà", "km", "lô", "phường",
            "quận",
        ),
    ),
    # `phường Hà Giang 2 đạt …`: wards that have been numbered
    (
        "place_number",
        rf"(?:[Pp]hường|[Xx]ã|[Tt]hị trấn)(?:\s[{CAPITALS}][{_LETTERS}]*){{1,4}}\s\d{{1,2}}(?![.,]?\d)(?=\s*(?:[,.;:()\n]|có\b|đạt\b|là\b|chiếm\b|và\b|với\b|của\b|đã\b|tiếp nhận\b|$))",
        ("phường", "xã", "thị trấn"),
    ),
    ("level", r"\b[2-4]\s+cấp\b(?=\s*(?:[,.;:()]|chính quyền|tỉnh|huyện|xã|kết nối|của|trên|được|đã|đều|có|đạt|trong|tại|từ|và|với|$))", _AT_NUMBER),
    ("grade", r"(?i:\blớp\s+\d{1,2}(?:(?:\s?(?:-|–)\s?|\s+(?:đến|và|tới)\s+)(?:lớp\s+)?\d{1,2})?\b)", ("lớp",)),
    ("grade", r"(?i:\b[1-5]\s?(?:(?:-|–|đến|và|,)\s?[1-5]\s?)?sao\b)", _AT_NUMBER),
    ("grade", r"(?i:\bchợ (?:loại|hạng)\s+)[1-3](?![.,]?\d)", ("chợ",)),
    ("weekday", r"(?i:(?<!trí )(?<!hạng )(?<!xếp )(?<!đứng )(?<!bậc )\bthứ\s+)[2-7](?=\s?,\s*(?:ngày\s+\d|\d{1,2}(?:\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d|(?![\d.,]|\s?(?:%|điểm)))|\s+tháng\b|\s?(?:h|giờ)\b))|\s+(?:hàng|hằng)\s+tuần)", ("thứ",)),
    ("list_number", r"(?m:^\s*\(?\d{1,2}(?:\.\d{1,2})*[.)]\s)", _AT_LINE),
    ("list_number", r"\(\d\)(?=\s)", ("(",)),
)  # fmt: skip

_COMPILED = tuple(re.compile(pattern) for _, pattern, _ in _PATTERNS)
_REASONS = tuple(reason for reason, _, _ in _PATTERNS)


def _tried(where: tuple[str, ...]) -> list[int]:
    return [order for order, (_, _, cues) in enumerate(_PATTERNS) if cues == where]


_AT_NUMBERS, _AT_LINES = _tried(_AT_NUMBER), _tried(_AT_LINE)
_ANY_AT_NUMBER = re.compile("|".join(f"(?:{_PATTERNS[order][1]})" for order in _AT_NUMBERS))
_CUED = CuedPatterns(
    {
        order: (pattern, _PATTERNS[order][2])
        for order, pattern in enumerate(_COMPILED)
        if order not in (*_AT_NUMBERS, *_AT_LINES)
    }
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.]{1,80}@[\w.]+|\b[\w-]{1,80}\.(?:vn|com|net|org|gov)\b\S*")
_MARKS_OF_ADDRESS = ("@", "://", "www.", ".vn", ".com", ".net", ".org", ".gov")


def excluded_spans(text: str, start: int, end: int, numbers: Sequence[int]) -> list[tuple[int, int, str]]:
    """Places (start, end, reason) between two places of the text that hold numbers which are no quantity.

    `numbers` are the places where digits begin. The reason of a place is that of the first span that holds it.
    """
    claimed: list[tuple[int, int, int]] = []
    reach = dict.fromkeys(_AT_NUMBERS, start)
    for place in numbers:
        if _ANY_AT_NUMBER.match(text, place, end) is None:
            continue
        for order in _AT_NUMBERS:
            if place >= reach[order] and (match := _COMPILED[order].match(text, place, end)):
                reach[order] = match.end()
                claimed.append((order, *match.span()))
    line = start
    while start <= line < end:
        at_line = ((order, _COMPILED[order].match(text, line, end)) for order in _AT_LINES)
        claimed += [(order, *match.span()) for order, match in at_line if match]
        line = text.find("\n", line, end) + 1 or end
    claimed += [(order, *match.span()) for order, match in _CUED.find(text, start, end)]
    claimed.sort()
    spans = [(begin, stop, _REASONS[order]) for order, begin, stop in claimed]
    if any(text.find(mark, start, end) >= 0 for mark in _MARKS_OF_ADDRESS):
        spans = [(*match.span(), "address") for match in _ADDRESS.finditer(text, start, end)] + spans
    return spans

"""What a number of Vietnamese prose is a number of: percent, points, ranks, money, densities, lengths, scaled words.

Lives here: the units that are written behind (or, for one each, before) a number. Never here: the number itself (see `quantities`).
"""

from __future__ import annotations

import re
from typing import Literal

from scrapers.extraction.text.cues import ends_with
from scrapers.letters import CAPITALS

UnitClass = Literal[
    "percent", "percent_points", "score", "rank", "steps", "money", "per_100_people", "per_1000_people", "per_person",
    "km", "count", "other_measure",
]  # fmt: skip


_UNIT_AFTER: tuple[tuple[UnitClass, re.Pattern[str]], ...] = (
    ("percent_points", re.compile(r"\s*(?:điểm\s+(?:phần trăm|%)|%\s+điểm)")),
    ("percent", re.compile(r"\s?(?:%|phần trăm|o/o)")),
    ("per_100_people", re.compile(r"(?i)\s*(?:\(?\s*(?:thuê bao|máy|điện thoại|TB|người|hộ|số máy)[\w ]{0,24})?\s*(?:/|trên)\s*100\s*(?:người\s+)?(?:dân|người dân|người)")),
    ("per_1000_people", re.compile(r"(?i)\s*(?:(?:doanh nghiệp|DN)[\w ]{0,20})?\s*(?:/|trên)\s*(?:1\.?000|1\s?(?:ngàn|nghìn))\s*(?:người\s+)?(?:dân|người)")),
    ("score", re.compile(r"(?i)\s*(?:/\s*[\d.,]+\s*)?điểm(?!\s+(?:sóng|lõm|cầu|đến|bưu|giao|phát|trường|kết nối|thanh toán|wifi|truy cập|dân|bán|du lịch|di tích|công cộng|công|thu|tiếp nhận|mút|thử|đen|sáng|hẹn|tham quan|lưu động|phục vụ|hỗ trợ|trực|mạng|nghẽn|nóng))")),
    ("steps", re.compile(r"(?i)\s*(?:bậc|hạng|thứ bậc|vị trí(?!\s+(?:trạm|phát|thu|có|lắp|đặt|cột|bts|việc)))(?![^\S\n]+(?:(?-i:[IVX]+\b)|\d))")),
    ("km", re.compile(r"(?i)\s?(?:km|ki\s?-?lô\s?-?mét)\b(?!\s?[2²])")),
    ("other_measure", re.compile(r"(?i)\s?(?:ha\b|héc\s?ta|m2|m²|km2|km²|m3|tấn\b|tạ\b|kg\b|kwh|mw|độ c|°c|mm\b|cm\b|m\b(?!\s*[²2])|mét\b|lít\b|phút\b|giây\b|giờ\b|ngày\b(?!\s\d)|tháng\b(?!\s\d)|năm\b(?!\s(?:19|20)\d\d(?!\s?(?:[-–]|và)\s?20\d\d))|tuổi\b|tuần\b|mbps|gbps|gb\b|tb\b(?!/)|lần\b(?! lượt))")),
)  # fmt: skip
_SCALE = re.compile(
    r"(?i)\s*(nghìn tỷ|nghìn tỉ|ngàn tỷ|nghìn|ngàn|triệu|tỷ|tỉ|trăm triệu|chục triệu)\b(?!\s+(?:lệ|trọng|suất|số giới)\b)"
)
SCALES = {
    "nghìn tỷ": 1e12, "nghìn tỉ": 1e12, "ngàn tỷ": 1e12, "nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9,
    "trăm triệu": 1e8, "chục triệu": 1e7,
}  # fmt: skip
# `thứ 5 Đồng Tháp` is a place
_MONEY = re.compile(rf"(?i)\s*(?:(?!(?-i:Đồng (?:bằng|[{CAPITALS}])))đồng|VND|VNĐ|đ\b)")
# `46 tỷ 200 triệu đồng`, `1 triệu 200 nghìn tài khoản`; `1 nghìn 250 tỷ đồng` are so many thousands and hundreds of billions
_SECOND_SCALE, _HUNDREDS = re.compile(r"(?i)\s+(\d{1,3})\s+(nghìn|ngàn|triệu|tỷ|tỉ)\b"), 3
# `2 nghìn 345 tổ`
_AND_HUNDREDS = re.compile(r"\s+(\d{3})(?=\s+[^\W\d_])")
_OF_EACH = re.compile(
    r"(?i)\s*/\s*(?:tháng|ngày|người|hộ|tổ|xã|thôn|lượt|sản phẩm|giao dịch|khách|học sinh|m2|m²|ha)\b"
)  # no total
_FOREIGN_MONEY = re.compile(r"(?i)\s*(?:USD|đô la|euro|EUR|CNY|nhân dân tệ)")
_PER_PERSON = re.compile(
    r"(?i)\s*(?:tài khoản|thuê bao|máy|điện thoại|TB)[\w ]{0,30}\s*/\s*(?:người|dân|1 người|đầu người)"
)
# `bình quân mỗi người dân từ 15 tuổi trở lên có 2,1 tài khoản`
_EACH_PERSON = re.compile(
    r"(?i)(?:(?:bình quân|trung bình|cứ)\s+(?:mỗi|một)\s+người(?:[^.;,]{0,40}\s(?:có|sở hữu|sử dụng))?"
    r"|(?:bình quân|trung bình)\s+đầu người\b[^.;,\d]{0,40}(?:từ 15 tuổi[^.;,\d]{0,40})?\s(?:là|đạt|có))\s+(?:trên\s+"
    r"|hơn\s+|khoảng\s+|gần\s+)?$"
)
# `bình quân cứ 100 dân có 83,2 máy`
_EACH_HUNDRED = re.compile(
    r"(?i)\b(?:cứ|mỗi|trên)\s+100\s+(?:người\s+)?dân(?:\s+(?:thì|lại|đã))*\s+(?:có|sử dụng)\s+(?:trên\s+|hơn\s+|khoảng\s+|gần\s+)?$"
)
# `số doanh nghiệp công nghệ số trên 1.000 dân đạt 0,55`, `mật độ thuê bao Internet/100 dân: 82,5`
_BASE_BEFORE = re.compile(
    r"(?i)(?:/|\b(?:trên|tính trên))\s*(?:(?P<hundred>100)|1\.?000)\s+(?:người\s+)?dân(?:\s+(?:của\s+)?(?:toàn\s+)?tỉnh)?"
    r"(?:\s*:|\s+(?:(?:ước|hiện)\s+)?(?:là|đạt|có))\s+(?:(?:trên|hơn|khoảng|gần)\s+)?$"
)
_ITEM_OF_ONE = re.compile(r"(?i)\s*(?:tài khoản|thuê bao|máy|doanh nghiệp)")
_EACH_ENDS = ("có", "là", "đạt", "người", "sở hữu", "sử dụng", "trên", "hơn", "khoảng", "gần")
_DIGITS_OF_STEPS = 2
# `doanh thu … ước đạt 23.000 tỷ, tăng 12%`: an amount written without its currency
_AMOUNT_NAMED = re.compile(
    r"(?i)\b(?:doanh thu|doanh số|giá trị|trị giá|kinh phí|nguồn vốn|số tiền|ngân sách|tổng mức|dư nợ)\b[^.;:%]{0,90}$"
)
_NOTHING_COUNTED = re.compile(r"(?i)\s*(?:[,.;)]|$|\n|(?:tăng|giảm|chiếm|bằng|vượt|so với|trong|vào|và|mỗi|một|năm)\b)")
_REACH_OF_AMOUNT = 120
# `từ 500 triệu đến 1 tỷ đồng`: the first is money as the second.
_SPAN_OF_MONEY = re.compile(r"(?i)\s*(?:-|–|đến)\s*[\d.,]+\s*(?:nghìn|triệu|tỷ|tỉ)?\s*(?:tỷ|tỉ)?\s*đồng")


def is_scaled(text: str, end: int) -> bool:
    """Whether a word of scale follows a number: `2,5 triệu`."""
    return _SCALE.match(text, end) is not None


def unit_of(
    text: str, start: int, number_end: int, first_end: int, value: float, out_of: float | None, *, is_rank: bool
) -> tuple[UnitClass, int, float, bool, tuple[str, ...]]:
    """Unit class, where the unit ends, the value in the unit's base, whether it was scaled, flags."""
    if out_of is None:
        scaled = _scaled(text, start, number_end, value)
        if scaled is not None:
            return scaled
    if not is_rank or out_of is None:
        measured = _measured(text, start, number_end, first_end, is_rank=is_rank)
        if measured is not None:
            unit_class, unit_end, flags = measured
            return unit_class, unit_end, value, False, flags
    return "rank" if is_rank else "count", number_end, value, False, ()


def _scaled(
    text: str, start: int, number_end: int, value: float
) -> tuple[UnitClass, int, float, bool, tuple[str, ...]] | None:
    """Scaled words and money: `2,5 triệu`, `256 tỷ đồng`, `36 tỷ USD`."""
    scale = _SCALE.match(text, number_end)
    factor = SCALES[scale.group(1).lower()] if scale is not None else 1.0
    after = scale.end() if scale is not None else number_end
    while scale is not None and (joined := _with_second_scale(text, after, value, factor)) is not None:
        value, factor, after = joined
    money = _MONEY.match(text, after)
    if money is not None and _OF_EACH.match(text, money.end()):
        return "other_measure", money.end(), value * factor, scale is not None, ()
    if money is not None:
        return "money", money.end(), value * factor / 1e9, scale is not None, ()
    if scale is not None and _SPAN_OF_MONEY.match(text, after):
        return "money", after, value * factor / 1e9, True, ()
    foreign = _FOREIGN_MONEY.match(text, after)
    if foreign is not None:
        return "other_measure", foreign.end(), value * factor, scale is not None, ()
    if scale is not None and factor >= SCALES["tỷ"] and _is_amount(text, start, after):
        return "money", after, value * factor / 1e9, True, ()
    return ("count", after, round(value * factor, 6), True, ()) if scale is not None else None


def _with_second_scale(text: str, after: int, value: float, factor: float) -> tuple[float, float, int] | None:
    """Value, scale and end of a number that is written with two scales."""
    second = _SECOND_SCALE.match(text, after)
    if second is None:
        hundreds = _AND_HUNDREDS.match(text, after) if factor == SCALES["nghìn"] else None
        return (value * factor + float(hundreds.group(1)), 1.0, hundreds.end()) if hundreds is not None else None
    further, low = float(second.group(1)), SCALES[second.group(2).lower()]
    if low < factor:
        return value * factor / low + further, low, second.end()
    if factor == SCALES["nghìn"] and len(second.group(1)) == _HUNDREDS:
        return value * factor + further, low, second.end()
    return None


def _is_amount(text: str, start: int, after: int) -> bool:
    """Whether billions of nothing that is named are those of the amount that stands before them."""
    named = text[max(0, start - _REACH_OF_AMOUNT) : start]
    return _NOTHING_COUNTED.match(text, after) is not None and _AMOUNT_NAMED.search(named) is not None


def _measured(
    text: str, start: int, number_end: int, first_end: int, *, is_rank: bool
) -> tuple[UnitClass, int, tuple[str, ...]] | None:
    """Units written after the number: a percent sign, points, steps, a density, a length."""
    per_person = _PER_PERSON.match(text, number_end)
    window = text[max(0, start - 70) : start]
    may_be_of_each = ends_with(window, _EACH_ENDS)
    if per_person is None and may_be_of_each and _EACH_PERSON.search(window):
        per_person = _ITEM_OF_ONE.match(text, number_end)
    if per_person is not None:
        return "per_person", per_person.end(), ()
    if may_be_of_each and _EACH_HUNDRED.search(window) and (item := _ITEM_OF_ONE.match(text, number_end)):
        return "per_100_people", item.end(), ()
    base = _BASE_BEFORE.search(window) if "dân" in window else None
    if base is not None and not text.startswith("%", number_end):
        end = item.end() if (item := _ITEM_OF_ONE.match(text, number_end)) else number_end
        return "per_100_people" if base["hundred"] else "per_1000_people", end, ()
    for name, pattern in _UNIT_AFTER:
        found = pattern.match(text, number_end)
        if found is not None and name == "steps" and number_end - start > _DIGITS_OF_STEPS:
            continue  # `1.360 vị trí`: of stations
        if found is not None and not (is_rank and name in ("steps", "other_measure")):
            is_ambiguous = name == "percent" and re.fullmatch(r"\d{1,3}\.\d{3}", text[start:first_end]) is not None
            return name, found.end(), ("ambiguous_separator",) if is_ambiguous else ()
    return None

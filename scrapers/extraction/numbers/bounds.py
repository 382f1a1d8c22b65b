"""Qualifiers of numbers: `trên`, `ít nhất`, `không quá`, `khoảng`, `… trở lên`.

Lives here: their wordings before and behind a number. Never here: whether a number is aimed at (see `kinds.reached_or_aimed`).
"""

from __future__ import annotations

import re

from schemas.records import Bound
from scrapers.extraction.text.cues import ends_with

_BOUND_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at_most", re.compile(r"(?i)(?:không quá|không vượt quá|tối đa|(?<!không )(?<!trên )dưới|chưa quá|nhiều nhất|không (?:được )?cao hơn|(?<!không )(?<!không được )thấp hơn(?!\s+mức)|chưa (?:đạt|đến|tới|đầy)|<\s?=?|≤)\s*(?:là\s*|đạt\s*|khoảng\s*|mức\s*)?$")),
    ("at_least", re.compile(r"(?i)(?:không (?:được )?(?:dưới|thấp hơn|ít hơn|kém)|tối thiểu|ít nhất|(?<!đặt )(?<!nằm )(?<!lắp )trên|(?<!cao )(?<!thấp )hơn(?!\s+mức)|vượt mức|vượt quá|(?<!không )(?<!chưa )quá|(?<!đạt và )vượt|(?<!địa phương )(?<!tỉnh )(?<!đơn vị )thấp nhất|cao hơn(?!\s+mức)|lớn hơn|>\s?=?|≥)\s*(?:là\s*|đạt\s*|được\s*|từ\s*|mức\s*|mốc\s*|ngưỡng\s*|bằng\s*)?$")),
    ("about", re.compile(r"(?i)(?:khoảng|gần|xấp xỉ|(?<!n)ước(?: đạt| tính| khoảng| thực hiện| lượng| bằng)?|chừng|độ khoảng|ngót|dao động|trên dưới|suýt soát)\s*(?:là\s*|đạt\s*|được\s*|từ\s*|trên\s*|chiếm\s*|đóng góp\s*|(?<=ước )có\s*)?$")),
)  # fmt: skip
# With what the words before a number must end for the patterns above; asked first, since it is asked faster.
_BOUND_ENDS = (
    "quá", "đa", "dưới", "nhất", "hơn", "thiểu", "trên", "vượt", "mức", ">", "≥", "<", "≤", "=", "là", "đạt", "khoảng", "được", "từ", "mốc", "ngưỡng",
    "bằng", "chiếm", "đến", "tới", "gần", "xỉ", "ước", "tính", "hiện", "lượng", "chừng", "đương", "ngót", "động", "góp", "soát", "có", "kém", "đầy",
)  # fmt: skip
_AT_LEAST_AFTER = re.compile(r"(?i)^\s*(?:GRDP\s+)?(?:trở lên|trở đi)")
# `từ 98% người dân có hồ sơ sức khỏe điện tử trở lên`, `phủ sóng 5G từ 60% dân số`; not `từ 52% năm 2022 lên 60%`
_FROM = re.compile(r"(?i)(?<!tăng )(?<!giảm )(?<!nâng )(?<!tụt )(?<!chuyển )\btừ\s+$")
_AND_MORE = re.compile(r"(?i)[^;.:()\d]{0,90}?\btrở lên\b")
_UP_TO = re.compile(r"(?i)[^;.:]{0,90}?(?:\b(?:(?<!trở )lên|đến|tới|xuống|còn|thành|sang)\b|\d\s?[-–])")
_AT_MOST_AFTER = re.compile(r"(?i)^\s*trở xuống")
_QUALIFIER_REACH = 26
# `0,52%, chưa đạt mức 1% theo yêu cầu`: what was asked for is as much, not less
_SHORT_OF_LEVEL = re.compile(r"(?i)\b(?:chưa đạt|chưa đến|chưa tới|không đạt)\s+(?:mức|mốc)\s+$")
_AS_ASKED = re.compile(
    r"(?i)\s*(?:theo|như)\s+(?:yêu cầu|quy định|kế hoạch|chỉ tiêu|mục tiêu|nghị quyết|đề án|chương trình)\b"
)
# `hoàn thành vượt mức 39/65 chỉ tiêu`: so many goals are exceeded
_EXCEEDED, _OF_GOALS = re.compile(r"(?i)\bvượt(?: mức)?\s+$"), re.compile(r"(?i)\s*(?:chỉ tiêu|mục tiêu|nhiệm vụ)\b")
# `lắp đặt trên 8.900 trạm BTS`: so many at least; `lắp đặt trên 45 tuyến phố`: where
_SET_UP, _WHAT_IS_SET_UP = (
    re.compile(r"(?i)\b(?:lắp )?đặt (?=trên\s+$)"),
    re.compile(r"(?i)\s*(?:trạm|camera|thiết bị|cột ăng)\b"),
)


def bound_of(text: str, start: int, unit_end: int, before: str) -> tuple[Bound, int, int]:
    """The bound of a number, and where its text begins (with the qualifier before it) and ends (with its unit)."""
    reach = before[-_QUALIFIER_REACH:]
    is_qualified = ends_with(reach, _BOUND_ENDS)
    if is_qualified and _EXCEEDED.search(reach) is not None and _OF_GOALS.match(text, unit_end):
        return "exact", start, unit_end
    if is_qualified and _SHORT_OF_LEVEL.search(reach) is not None and _AS_ASKED.match(text, unit_end):
        return "exact", start, unit_end
    set_up = _SET_UP.search(reach) if is_qualified else None
    if set_up is not None and _WHAT_IS_SET_UP.match(text, unit_end):
        return "at_least", start - (len(reach) - set_up.end()), unit_end
    for bound, pattern in _BOUND_BEFORE if is_qualified else ():
        found = pattern.search(reach)
        if found is not None and (found.start() == 0 or not reach[found.start() - 1].isalpha()):
            return bound, start - (len(reach) - found.start()), unit_end
    after = text[unit_end : unit_end + 24].lower()
    if "trở " in after and _AT_LEAST_AFTER.match(after):
        return "at_least", start, unit_end
    if "trở xuống" in after and _AT_MOST_AFTER.match(after):
        return "at_most", start, unit_end
    opened = _FROM.search(reach) if is_qualified else None
    if opened is not None and _is_open_above(text, unit_end):
        return "at_least", start - (len(reach) - opened.start()), unit_end
    return "exact", start, unit_end


def _is_open_above(text: str, unit_end: int) -> bool:
    """Whether a share that is said to be from a value on is no first value of a change or range."""
    if _AND_MORE.match(text, unit_end):
        return True
    return text[unit_end - 1 : unit_end] == "%" and _UP_TO.match(text, unit_end) is None

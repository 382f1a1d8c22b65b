"""Words of rising and falling: whether a number is a difference, and in which direction; what is measured against a plan.

Lives here: amounts of moves, comparisons with another time, additions to a stock. Never here: whether a state is reached or aimed
at (see `reached_or_aimed`), the period or the indicator.
"""

from __future__ import annotations

import re

from scrapers.extraction.text.cues import CuedPatterns, ends_with

_MOVE = re.compile(
    r"(?i)\b((?<!giá trị )tăng|giảm|tụt|vươn|nhảy(?: vọt)?|rớt|rơi|cải thiện|(?<!cải )(?<!xúc )tiến|mất(?= \d+ bậc| +$)|thăng|lùi|xuống|lên|leo|hạ|bứt phá|nhích|thụt lùi)\s+"
    r"(?:thêm\s+|(?:(?<=tăng )|(?<=giảm ))lần lượt\s+|tiếp\s+|được\s+|tới\s+|đến\s+|vọt\s+|ngoạn mục\s+|với\s+(?=$)|mạnh\s+|nhẹ\s+|kỷ lục\s+|liền\s+|vượt bậc\s+"
    r"|hạng\s+|bậc\s+|(?:cao|nhiều|mạnh|thấp|ít) nhất\s+(?:\(\s*)?(?=(?:với|là)?\s*$)|(?<=mức (?:tăng|giảm) )(?:thấp|cao) hơn [^,;()\d]{2,30}\(\s*(?=$)|(?:cao|nhiều|mạnh|thấp|ít) nhất (?:là|thuộc về) [^,;()\d]{2,30}\(\s*(?=$)|lên\s+(?=\d+\s+(?:bậc|hạng))|bình quân\s+|khoảng\s+|trên\s+|hơn\s+|gần\s+|ít nhất\s+"
    r"|tối thiểu\s+|ước\s+|là\s+|xuống\s+(?=\d+\s+(?:bậc|hạng))|thứ bậc\s+)*$"
)
_REACHED = re.compile(
    r"(?i)\b(?:tăng|giảm|nâng|vươn|nhích|nhảy|vọt|leo|tụt|rơi|rớt|lùi|lui|hạ|lên|xuống)\s+(?:lên|từ|về|đạt|thành"
    r"|đến mức|xuống còn|còn|tới mức|(?<=vươn )(?:tới|đến)|(?<=lên )(?:tới|đến)"
    r"|(?<=xuống )(?:tới|đến))\s*(?:mức\s+)?(?:khoảng\s+|trên\s+|hơn\s+|gần\s+)?$"
)
# `giảm từ 40,72 điểm năm 2022 xuống 40,14 điểm`: where to, behind where from
_UP_FROM = re.compile(
    r"(?i)\btừ\s+(?:(?:mức|khoảng|gần|hơn|trên)\s+)*\d(?:[^;.]|\.(?=\d)){0,70}\b(?:lên|xuống)\s+(?:(?:khoảng|gần|hơn|trên)\s+)*$"
)
# `tăng 42 bậc, 20,29 điểm`, `tăng 20 bậc so với năm 2021 và 21 bậc so với năm 2020`: one verb, two amounts.
_MOVE_JOINED = re.compile(
    r"(?i)\b(tăng|giảm|tụt|cải thiện)\s+(?:\w+\s+){0,3}?[\d.,]+\s*(?:(?:bậc|hạng|điểm(?: phần trăm| %)?|%)\s*(?:,|và|\()\s*(?:tương đương\s+)?|(?:bậc|hạng|điểm|%)\s+so với\s+(?:năm|kỳ)\s+20\d\d\s+và\s+)$"
)
_MOVE_VERBS = (
    "tăng", "giảm", "tụt", "vươn", "nhảy", "rớt", "rơi", "cải thiện", "tiến", "mất", "thăng", "lùi", "xuống", "lên", "leo", "hạ", "bứt phá", "nhích",
    "thụt lùi", "nâng", "vọt", "lui",
)  # fmt: skip
_MOVES = CuedPatterns(
    {
        name: (pattern, _MOVE_VERBS)
        for name, pattern in (("reached", _REACHED), ("joined", _MOVE_JOINED), ("move", _MOVE))
    }
)
_MOVE_REACH = 120
MOVES_BY = r",\s+(?:tăng|giảm|cao hơn|thấp hơn)\s+(?:thêm\s+)?$"
"""As the end of a pattern, what stands between a value and by how much it has moved: `đạt 83,94%, tăng 1,28%`."""
# `vươn lên 20 bậc`: before steps this is how far, not where to.
_RISEN_BY = re.compile(
    r"(?i)\b(vươn|vọt|nhảy|nhích|tăng|thăng|leo|tụt|giảm|rớt|rơi|lùi|lui|hạ)\s+(?:vọt\s+)?(?:lên|xuống)\s+(?:tới\s+|đến\s+)?$"
)
# `đứng 35/63 (+2 bậc)`, `hạng 23/63 (+16)`
_SIGN = re.compile(r"(?:\(|[,;]\s(?=[+\-−]))\s*([+\-–−])\s?$")
_COMPARED = re.compile(r"(?i)\b(?:(cao|thấp|nhiều|ít)\s+hơn|thêm)\s+$")
# `nhiều hơn cuối năm 2022 là 67 trạm`, `hơn năm 2020 là 1,59 điểm`, `cao hơn năm 2023 tới 46,25%`
_MORE_THAN_THEN = re.compile(
    r"(?i)(?:\b(nhiều|ít|nhỉnh|kém|cao|thấp)\s+)?\bhơn\s+(?:so với\s+)?(?:cùng kỳ\s+|cuối\s+|đầu\s+|kế hoạch\s+|kết quả\s+|của\s+)*"
    r"(?:(?:(?:hồi\s+)?tháng\s+\d{1,2}[/-]20\d\d|(?:hồi\s+)?(?:năm|kỳ)\s+(?:(?:đánh giá\s+)?20\d\d|ngoái|trước|nay|liền trước))\s+|(?<=cùng kỳ ))(?:(?:là|tới|đến|những)\s+)?$"
)
# `cao hơn năm 2023 là 46%`: 46% may be what it was then
ROSE_FROM = re.compile(r"(?i)\b(?:tăng|giảm)\s+từ\s+(?:mức\s+)?$")
"""Before an old value of which only the time is told: `đạt 80%, tăng từ 71% so với năm 2023`."""
_MAY_BE_OLD_VALUE = re.compile(r"(?i)(?:cao|thấp)\b.*\slà\s+")
_ADDED = re.compile(
    r"(?i)\b(?:(?:xây dựng|xây|dựng|lắp đặt|lắp|kéo dài|kéo|triển khai|phát sóng|đầu tư|phát triển|công bố|kết nối|đưa vào (?:hoạt động|vận hành|sử dụng|khai thác)|đưa|có)\s+(?:thêm|bổ sung|mới)|đã phát triển)\s+(?:(?:được|khoảng|gần|hơn|trên)\s+)*$"
)
_DOWNWARD = {"thấp", "ít", "kém"}
_DOWN = {"giảm", "mất", "tụt", "rớt", "rơi", "lùi", "lui", "xuống", "hạ", "thụt lùi"}
_RELATIVE_AFTER = re.compile(
    r"(?i)^\s*(?:\)|\s)*(?:(?:so với|so|của)\s+)?(?:(?:kế hoạch|chỉ tiêu|mục tiêu)(?!\s+(?:là\s+)?\d)|dự toán|cùng kỳ|kịch bản|nghị quyết đề ra|năm trước|cùng thời điểm|kh\b)|^\s*so với (?:(?:kế hoạch|chỉ tiêu|mục tiêu)(?!\s+(?:là\s+)?\d)|dự|cùng|năm|nghị)"
)
_AGAINST_TIME = re.compile(
    r"(?i)^\s*(?:(?:,|và)\s+(?:tăng|giảm|lên)\s+\w+\s+(?:bậc|hạng)\s+)?(?:[^\W\d_]+\s+){0,3}?(?:so với|so)\s+(?:cùng kỳ|cùng thời điểm|năm|tháng|quý|đầu năm|cuối năm|thời điểm|kỳ|trước)"
)
_FROM_AN_AIM = re.compile(r"(?i)\s*so với (?:mục tiêu|chỉ tiêu|kế hoạch|nghị quyết)\b")
_EXCEED_BEFORE = re.compile(r"(?i)\bvượt\s+(?:(?:chỉ tiêu|kế hoạch|mục tiêu)\s+)?(?:thêm\s+|hơn\s+|tới\s+)?$")
_OF_A_PLAN = re.compile(r"(?i)\s*(?:\)|[,.;]|$|so với|kế hoạch|chỉ tiêu|mục tiêu)")


def move_before(left: str) -> int:
    """+1 or -1 when the number is an amount of rising or falling, 0 when it is a state."""
    found = _MOVES.first(left[-_MOVE_REACH:])
    if not found or "reached" in found or _UP_FROM.search(left[-_MOVE_REACH:]):
        return 0
    verb = found.get("joined") or found["move"]
    return -1 if verb.group(1).lower() in _DOWN else 1


def steps_before(left: str) -> int:
    """As `move_before`, for ranks also beside a comparison: `cao hơn 1 bậc so với kỳ trước`."""
    if sign := signed_before(left):
        return sign
    risen = _RISEN_BY.search(left[-_MOVE_REACH:])
    if risen is not None:
        return -1 if risen.group(1).lower() in _DOWN else 1
    compared = _COMPARED.search(left[-_MOVE_REACH:]) or _MORE_THAN_THEN.search(left[-_MOVE_REACH:])
    moved = move_before(left)
    if compared is None or (moved and compared.group(1) is None):
        return moved  # `giảm thêm 8 bậc`
    return _direction(compared)


def compared_with_time(left: str, right: str) -> int:
    """As `move_before`, for what is higher or lower than at another time: `cao hơn 13,9% so với cùng kỳ`, `nhiều hơn 96 bộ so với …`."""
    near = left[-_MOVE_REACH:]
    is_compared = ends_with(near, ("hơn", "thêm"))
    compared = _COMPARED.search(near) if is_compared and _AGAINST_TIME.match(right) else None
    if compared is None and "hơn" in near.lower():
        compared = _MORE_THAN_THEN.search(near)
        if compared is not None and _MAY_BE_OLD_VALUE.fullmatch(compared.group()):
            compared = None
    if compared is None:
        return 0
    return _direction(compared)


def _direction(compared: re.Match[str]) -> int:
    """+1 for higher, more and `thêm`, -1 for lower and fewer."""
    return -1 if (compared.group(1) or "").lower() in _DOWNWARD else 1


def signed_before(left: str) -> int:
    """+1 or -1 by the sign right before a number in brackets: `nhiều nhất là Bình Thuận (+6,39%)`; 0 without one."""
    sign = _SIGN.search(left)
    return 0 if sign is None else 1 if sign.group(1) == "+" else -1


def added_before(left: str) -> int:
    """+1 when the number is what was added to a stock: `đã lắp đặt thêm 60 trạm`, `đầu tư bổ sung khoảng 60 trạm`."""
    return 1 if _ADDED.search(left[-_MOVE_REACH:]) else 0


def is_relative(left: str, right: str) -> bool:
    """Whether a percentage is measured against a plan or an earlier period, and so is no share of its own."""
    if _OF_A_PLAN.match(right) and _EXCEED_BEFORE.search(left[-_MOVE_REACH:]):
        return True
    return _RELATIVE_AFTER.match(right) is not None


def is_off_an_aim(right: str) -> bool:
    """Whether what follows percentage points says that they are counted from an aim: `vượt 45,3 điểm phần trăm so với mục tiêu`."""
    return _FROM_AN_AIM.match(right) is not None


def is_move_in_time(left: str, right: str) -> bool:
    """Whether a percentage says how far a share rose or fell against an earlier time (`tăng 43,7% so với năm 2023`)."""
    is_against_time = _AGAINST_TIME.match(right) is not None
    return (is_against_time and (move_before(left) or signed_before(left)) != 0) or compared_with_time(left, right) != 0

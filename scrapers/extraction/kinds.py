"""Whether a number is reached, aimed at, or a difference.

Lives here: words of aiming and of reaching, words of rising and falling, and the numbers that are measured against a plan.
Never here: the value, the period or the indicator.
"""

from __future__ import annotations

import re

from schemas.records import Kind
from scrapers.extraction.text import Sentence

_TARGET = re.compile(
    r"(?i)\b(?:phấn đấu|đặt (?:ra )?mục tiêu|mục tiêu(?:\s+(?:cả năm|đến|là|đề ra|đặt ra|năm|cụ thể|của|tổng quát|phấn đấu|kế hoạch|theo|tối thiểu|nghị quyết)|\s*[:(])"
    r"|với mục tiêu|mục tiêu(?=\s+(?:trên|ít nhất|tối thiểu|đạt|\d))|chỉ tiêu(?:\s+(?:đến|đề ra|đặt ra|được giao|phấn đấu|kế hoạch|là|giao|nghị quyết|tối thiểu)|\s*:)|hướng tới|hướng đến|kỳ vọng|dự kiến|yêu cầu(?:\s+\S+){0,4}\s+(?:đạt|tối thiểu|phải)"
    r"|quyết tâm|sẽ (?:đạt|có|hoàn thành|được|nâng|đưa|chiếm|tăng)|phải đạt|cần đạt|kế hoạch (?:là|đề ra|năm|đặt ra|giao)|kế hoạch(?=\s+\d)|đề ra mục tiêu|(?:chỉ tiêu|mục tiêu|kế hoạch)\s*(?:là\s*)?(?=\d|$)|(?:chỉ tiêu|mục tiêu)\s+(?:của|cả|quý|tháng|hết|toàn)\b|tầm nhìn|định hướng đến|lộ trình đến|phấn đấu đến|nâng tỷ lệ|đưa tỷ lệ|giao chỉ tiêu)"
)
_ACTUAL = re.compile(
    r"(?i)\b(?:đến nay|hiện nay|hiện(?= (?:có|đạt|đã|tại|toàn|tỉnh|tỷ lệ|\d))|đã (?:đạt|có|hoàn thành|được|hình thành|thành lập|cấp|triển khai|vượt|xây dựng|kết nối|đưa)|tính đến|kết quả|thực hiện (?:đạt|được)|đạt được|ghi nhận|thực tế|mới (?:đạt|chỉ|có)|chỉ đạt|ước (?:đạt|thực hiện)|trước đó|hoàn thành vượt|trong khi (?:đó|hiện|thực tế)|mới chỉ|cuối năm ngoái)"
)
_MOVE = re.compile(
    r"(?i)\b(tăng|giảm|tụt|vươn|nhảy(?: vọt)?|rớt|rơi|cải thiện|thăng|lùi|xuống|lên|leo|hạ|bứt phá|nhích|thụt lùi)\s+"
    r"(?:thêm\s+|được\s+|tới\s+|đến\s+|vọt\s+|mạnh\s+|nhẹ\s+|liền\s+|vượt bậc\s+|hạng\s+|bậc\s+|lên\s+(?=\d+\s+(?:bậc|hạng))|bình quân\s+|khoảng\s+|trên\s+|hơn\s+|gần\s+|ít nhất\s+|tối thiểu\s+|ước\s+|là\s+|xuống\s+(?=\d+\s+(?:bậc|hạng))|thứ bậc\s+)*$"
)
_REACHED = re.compile(
    r"(?i)\b(?:tăng|giảm|nâng|vươn|lên|xuống)\s+(?:lên|từ|đạt|thành|đến mức|xuống còn|còn|tới mức)\s*(?:mức\s+)?(?:khoảng\s+|trên\s+|hơn\s+|gần\s+)?$"
)
_DOWN = {"giảm", "tụt", "rớt", "rơi", "lùi", "xuống", "hạ", "thụt lùi"}
_LIST_ITEM = re.compile(r"\s*(?:[-–+•*]|\(?\d{1,2}[.)]|[a-zđ][.)])\s*")
_ENDS_GOALS = re.compile(
    r"(?i)(?:^|[.)\s])(?:kết quả|nhiệm vụ|giải pháp|kinh phí|tổ chức thực hiện|hiện trạng|thực trạng|tình hình|đánh giá|hạn chế|tồn tại)"
)
_RELATIVE_AFTER = re.compile(
    r"(?i)^\s*(?:\)|\s)*(?:(?:so với|so|của)\s+)?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|cùng kỳ|kịch bản|nghị quyết đề ra|năm trước|cùng thời điểm|kh\b)|^\s*so với (?:kế|chỉ|mục|dự|cùng|năm|nghị)"
)
_EXCEED_BEFORE = re.compile(r"(?i)\bvượt\s+(?:thêm\s+|hơn\s+)?$")
_PLAN_BRACKET = re.compile(r"(?i)\(\s*(?:kế hoạch|mục tiêu|chỉ tiêu|KH|NQ)\b[^()]{0,40}$")


def kind_of(left: str, heading_is_target: bool, later_than_document: bool) -> Kind:
    """`target` or `actual` for a number, from the text of its sentence before it.

    The last word of aiming or reaching before the number decides; without any, a heading of goals or a year that lies
    after the document does.
    """
    if _PLAN_BRACKET.search(left):
        return "target"
    last_target = _last(_TARGET, left)
    last_actual = _last(_ACTUAL, left)
    if last_target < 0 and last_actual < 0:
        return "target" if heading_is_target or later_than_document else "actual"
    return "target" if last_target > last_actual else "actual"


def announces_target(text: str) -> bool:
    """Whether a heading or an introducing sentence says that what follows is aimed at."""
    return re.search(
        r"(?i)(?:^|\b)(?:mục tiêu|phấn đấu|chỉ tiêu (?:chủ yếu|cụ thể|đến|phấn đấu)|các chỉ tiêu(?!\s+(?:đã|đạt|hoàn thành)))",
        text,
    ) is not None and not re.search(
        r"(?i)(?:kết quả|đã đạt|hoàn thành|đạt được|đã hoàn thành|thực hiện (?:các )?mục tiêu)", text
    )


def under_goals(text: str, found: list[Sentence]) -> frozenset[int]:
    """Numbers of the sentences that a heading or an introducing line of goals governs.

    It governs what follows, sub-headings included, until a heading of another kind (results, tasks, money) or until prose
    goes on after its list.
    """
    governed: set[int] = set()
    is_open, in_list = False, False
    for sentence in found:
        line = text[sentence.start : sentence.end]
        if announces_target(line) and (sentence.kind in ("heading", "title") or line.rstrip().endswith(":")):
            is_open, in_list = sentence.kind != "title", False
            continue
        if not is_open:
            continue
        if _ENDS_GOALS.search(line) and (sentence.kind == "heading" or len(line) < 90):
            is_open = False
            continue
        is_item = _LIST_ITEM.match(line) is not None
        if in_list and not is_item and sentence.kind == "paragraph" and len(line) > 160:
            is_open = False
            continue
        in_list = in_list or is_item
        governed.add(sentence.index)
    return frozenset(governed)


def move_before(left: str) -> int:
    """+1 or -1 when the number is an amount of rising or falling, 0 when it is a state."""
    if _REACHED.search(left):
        return 0
    found = _MOVE.search(left)
    if found is None:
        return 0
    return -1 if found.group(1).lower() in _DOWN else 1


def is_relative(left: str, right: str) -> bool:
    """Whether a percentage is measured against a plan or an earlier period, and so is no share of its own."""
    if _EXCEED_BEFORE.search(left) and re.match(r"(?i)\s*(?:\)|[,.;]|$|so với|kế hoạch|chỉ tiêu|mục tiêu)", right):
        return True
    return _RELATIVE_AFTER.match(right) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for match in pattern.finditer(text):
        place = match.end()
    return place

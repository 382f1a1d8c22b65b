"""What kind of mention a time is: one of its own, a comparison base, a horizon, the year of a plan, the date of a legal document.

Lives here: the words before and behind a time by which it is told. Never here: which period it is (see `expressions`).
"""

from __future__ import annotations

import re
from typing import Literal

MentionKind = Literal["time", "base", "until", "now", "recurring", "legal", "announced", "plan"]

_BASE = re.compile(
    r"(?i)(?:cùng kỳ|so với|so cùng|so|hơn so với|tăng so với|cao hơn|thấp hơn|hơn|kể từ|(?<!giao )từ|bằng|nhiều hơn"
    r"|ít hơn|gấp\s+(?:\w+\s+)?[\d,.]+\s+lần)\s+(?:(?:cùng kỳ|cùng thời điểm|cùng thời gian|kết quả|mức|thời điểm|cuối|đầu|(?<!từ )giữa|cả|kỳ đánh giá"
    r"|hồi|trung bình|số liệu|thứ hạng|xếp hạng|kết quả xếp hạng|kế hoạch)\s+)*(?:của\s+)?$"
)
# `So với đầu năm 2024, khi toàn tỉnh có 14.433 km cáp quang, …`
# `So với cuối năm 2023, riêng Đồng Tháp (cũ) mới có 453 sản phẩm`
_AS_IT_WAS = re.compile(r",\s+(?:(?:khi|lúc)\s(?!đó|ấy|này)|[^,;.\d]{2,60}\s(?:mới|chỉ)\s+có\s)")
# `Từ năm 2020, chỉ số … đạt …` opens a statement about that year; `từ năm 2020 đến nay` does not.
_SINCE = re.compile(
    r"(?:^|[.;]\s*)(?:Từ|Kể từ|Ngay từ(?: (?:cuối|đầu|giữa))?)\s+$|\b(?:cho biết|cho hay|nêu rõ)[,:] (?:ngay )?từ\s+$"
)
_UNTIL = re.compile(
    r"(?i)(?:đến|tới|trước|vào|chậm nhất|hết|cuối|mốc|trong vòng|định hướng|tầm nhìn)\s+(?:(?:hết|cuối|trước|ngày|đầu)\s+)*(?:ngày\s+)?$"
)
_AS_OF = re.compile(
    r"(?i)(?:tính|thống kê|số liệu|cập nhật|kể)\s+(?:đến|tới)\s+(?:(?:hết|cuối|thời điểm|trước|đầu)\s+)*$"
)
# `Kế hoạch năm 2023 đề ra`: the year is the plan's, no time of a result.
_PLAN_BEFORE = re.compile(
    r"(?i)(?:kế hoạch|chỉ tiêu|mục tiêu|nhiệm vụ|chương trình|dự toán)(?:\s+(?:chuyển đổi số|cđs|công tác|của tỉnh|phát triển kinh tế - xã hội))?\s+$"
    r"|/KH\b[^;.]{0,60}\bvề (?:chuyển đổi số|cđs)\s+$"
)
# `thời điểm xây dựng kế hoạch năm 2022, toàn tỉnh có …`
_WHEN_MADE = re.compile(r"(?i)\bthời điểm (?:xây dựng|lập|ban hành|phê duyệt)\s[^,;.]{0,30}$")
# `riêng mục tiêu của năm 2022 là …`
_GOAL_OF, _SETS = (
    re.compile(r"(?i)\b(?:mục tiêu|chỉ tiêu|kế hoạch) của\s+$"),
    re.compile(r"(?:\s+(?:là|gồm)\b|\s*:)(?!\s+\d+/\d)"),
)
# `Báo cáo về thực hiện kế hoạch năm 2022 cho biết: …`
_CARRIED_OUT, _TELLS = (
    re.compile(r"(?i)\bthực hiện (?:kế hoạch|chỉ tiêu|mục tiêu|nhiệm vụ)\b[^,;.\d]*$"),
    re.compile(r"(?i)\s+(?:của [^,;.:\d]{2,40}\s)?(?:cho biết|cho thấy|nêu|ghi nhận)\b"),
)
# `Ra đời đầu năm 2019, sau hơn 3 năm Hue-S có 793.050 lượt tải`
_BEGAN = re.compile(
    r"(?i)\b(?:ra đời|ra mắt|thành lập|khai trương|vận hành|hoạt động|tái lập)\s+(?:(?:từ|vào|hồi|trong|đầu|giữa|cuối|tháng \d+)\s+)*$"
)
_AND_SINCE = re.compile(r"(?i),\s+(?:sau|đến nay|qua)\b")
# `Từ hơn 540 tổ trong năm 2022, đến năm 2024 tỉnh có 566 tổ`
_GROWS_FROM = re.compile(
    r"\b[Tt]ừ\s+(?:(?:chỗ|mức|chỉ|hơn|trên|gần|khoảng|có)\s+)*\d(?:[^.;]|(?<=\d)\.(?=\d))*\bnăm 20\d\d\b[^.;]{0,20},\s+(?:đến|tới)\s+(?:hết |cuối )?$"
)
_HAS_THEN = re.compile(r"(?i)\s*,?\s*(?:[^,;.:%\d]{1,30}\s)?(?:đã\s+)?(?:có|đạt|lên|tăng lên)\s+(?:\w+\s+){0,2}\d")
# `mà Kế hoạch số 104/KH-UBND đặt ra cho năm 2025`: the year aimed at, not that of the plan, nor of what is told next
_SET_FOR = re.compile(r"(?i)\b(?:đặt ra|đề ra|giao)\s+(?:cho|trong|đến|vào)\s+(?:cả\s+|hết\s+|cuối\s+)?$")
_LEGAL_BEFORE = re.compile(
    r"(?i)(?:/(?:QĐ|NQ|KH|CT|TT|NĐ|QH)[\w-]*(?:\s+ngày)?|quyết định|nghị quyết|kế hoạch|chỉ thị|thông tư|nghị định"
    r"|văn bản|thông báo)[^.;]{0,18}\(?\s*(?:ngày\s+)?$|(?:ban hành|số\s+[\w./&-]+)[,\s]*\(?\s*ngày\s+$"
    r"|(?-i:[A-ZĐ]{2,}[\w/-]*)\s*[,(]?\s*(?:ngày\s+)$"
)

_PART_OF_YEAR = re.compile(r"(?i)\b(?:đầu|giữa|cuối)\s+$")
_OF_ITS_PAPER = 18
_NEW_CLAUSE = re.compile(r",(?:\s+(?:trong|đến|hết|cuối|vào|từ|đến hết|tính đến))?$")
# `DTI năm 2023 được công bố cuối tháng 5/2025`: the day of the announcement is no time of the ranks.
_PUBLISHED = re.compile(
    r"(?i)\b(?:công bố|phê duyệt)\s+(?:của\s+[^;.\d]{3,80}\s+)?(?:(?:vào|hồi|trong|cuối|đầu|giữa|ngày|sáng|chiều)\s+)*$"
)

# What must stand before a time for the patterns above; asked first, since it is asked faster.
_PLAN_ENDS = (
    "kế hoạch", "chỉ tiêu", "mục tiêu", "nhiệm vụ", "chương trình", "dự toán", "chuyển đổi số", "cđs", "công tác", "của tỉnh", "xã hội",
)  # fmt: skip
_LEGAL_MARKS = ("/", "quyết định", "nghị quyết", "kế hoạch", "chỉ thị", "thông tư", "nghị định", "văn bản", "thông báo")
_BASE_ENDS = (
    "kỳ", "với", "so", "cùng", "hơn", "từ", "bằng", "kết quả", "mức", "thời điểm", "cuối", "đầu", "giữa", "cả", "hồi", "đánh giá", "trung bình", "số liệu",
    "thứ hạng", "xếp hạng", "kế hoạch", "của", "lần",
)  # fmt: skip
_ANNOUNCED_REACH = 110
# `Ngày 31/12/2020, Ban Chấp hành Đảng bộ tỉnh ban hành Nghị quyết …`: the day of a paper is no time of results.
_GIVEN_OUT = re.compile(
    r"(?i),?\s+[^,.;:\d]{3,70}\b(?:ban hành|phê duyệt|thông qua|ký ban hành)\s+(?:kế hoạch|nghị quyết|quyết định|chỉ thị|đề án|chương trình)\b"
)
_WORDS_BEFORE = 48
_CARRIED_OVER = re.compile(r"(?i)\b(?:chuyển(?: tiếp)?|kéo dài|gia hạn) sang\s+$")
_EVERY_YEAR = re.compile(r"(?i)\s+(?:hằng|hàng|mỗi) năm\b")
# `qua 5 tháng hoạt động`, `trong 3 tháng hè`
_LASTS = re.compile(
    r"(?i)\s*(?:hoạt động|triển khai|thực hiện|vận hành|sử dụng|thí điểm|hè|ra quân|liên tục|liên tiếp)\b"
)
_SPANS = ("sau", "sau hơn", "sau gần", "trong vòng", "suốt", "chỉ sau", "chỉ trong")
_UNTIL_ENDS = (
    "đến", "tới", "trước", "vào", "nhất", "hết", "cuối", "mốc", "trong vòng", "định hướng", "tầm nhìn", "ngày", "đầu", "thời điểm",
)  # fmt: skip
# `Báo cáo PCI năm nay cho thấy`: it came out this year, and tells of the last
_REPORT_OF = re.compile(
    r"(?i)\b(?:báo cáo|bảng xếp hạng|kỳ công bố|lần công bố)\s+(?:chỉ số\s+)?(?:PCI|PAPI|DTI|SIPAS|PAR INDEX)?\s*$"
)


def tells_how_it_was(text: str, start: int, end: int) -> bool:
    """Whether a time between two places is compared with and told of, too: `So với đầu năm 2024, khi toàn tỉnh có 14.433 km, … thêm 1.400 km`."""
    if _AS_IT_WAS.match(text, end) is None:
        return False
    return _BASE.search(text, max(0, start - _WORDS_BEFORE), start) is not None


def sets_for(text: str, start: int) -> bool:
    """Whether the words before a time set something for it, which is over with its item: `mục tiêu 20% đề ra cho năm 2025; …`."""
    return _SET_FOR.search(text, max(0, start - _WORDS_BEFORE), start) is not None


def kind_of_mention(name: str, text: str, match: re.Match[str], start: int) -> MentionKind:
    """What a time is that a pattern of this name has matched, in a passage that begins at `start`."""
    if name in ("now", "recurring"):
        return "now" if name == "now" else "recurring"
    before = text[max(start, match.start() - _WORDS_BEFORE) : match.start()]
    ending = before.rstrip().lower()
    if name.startswith("day") and _EVERY_YEAR.match(text, match.end()):
        return "recurring"  # `Ngày 26/3 hằng năm`
    is_goal = name == "year" and _GOAL_OF.search(before) is not None and _SETS.match(text, match.end()) is not None
    if is_goal or (name == "year" and ending.endswith(_PLAN_ENDS) and _PLAN_BEFORE.search(before)):
        is_carried_out = _CARRIED_OUT.search(before) is not None and _TELLS.match(text, match.end()) is not None
        return "time" if is_carried_out or _WHEN_MADE.search(before) else "plan"
    # `4 nhiệm vụ chuyển tiếp sang năm 2025. Toàn tỉnh tiếp nhận …`: no time of what is told
    is_carried_over = ending.endswith("sang") and _CARRIED_OVER.search(before) is not None
    names_index = name == "year" and match.group()[:1].lower() not in ("n", "k")  # `DTI 2021`, whatever stands before
    given_out = name == "day" and gives_out_paper(text, match.end())
    if given_out or is_carried_over or (not names_index and _is_of_a_paper(name, before, ending)):
        return "legal"
    if _is_announced(name, text, start, match.start()) or _is_report_of(text, match, start):
        return "announced"
    since_then = _SINCE.search(before) and text[match.end() : match.end() + 1] == ","
    is_span = ending.endswith(_SPANS) or _LASTS.match(text, match.end()) is not None
    is_duration = name == "months" and is_span and "đầu" not in match.group().lower()
    is_base = not since_then and ending.endswith(_BASE_ENDS) and _BASE.search(before) is not None
    has_begun = _AND_SINCE.match(text, match.end()) is not None and _BEGAN.search(before) is not None
    if is_duration or has_begun or (is_base and _AS_IT_WAS.match(text, match.end()) is None):
        return "base"  # also `sau hơn 5 tháng vận hành`: how long, not when
    if ending.endswith(_UNTIL_ENDS) and not _AS_OF.search(before) and _UNTIL.search(before):
        return "time" if _has_grown(text, start, match) else "until"
    return "until" if name == "year" and _SET_FOR.search(before) else "time"


def _has_grown(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a time is the end of a growth that is over: `Từ hơn 540 tổ trong năm 2022, đến năm 2024 tỉnh có 566 tổ`."""
    return _GROWS_FROM.search(text, start, match.start()) is not None and _HAS_THEN.match(text, match.end()) is not None


def gives_out_paper(text: str, day_end: int) -> bool:
    """Whether what follows a day is that a plan or resolution was given out on it."""
    return _GIVEN_OUT.match(text, day_end) is not None


def _is_report_of(text: str, match: re.Match[str], start: int) -> bool:
    """Whether this year is that in which a report came out: `Báo cáo PCI năm nay cho thấy`."""
    before = max(start, match.start() - _WORDS_BEFORE)
    return match.group().lower() == "năm nay" and _REPORT_OF.search(text, before, match.start()) is not None


def _is_announced(name: str, text: str, start: int, place: int) -> bool:
    """Whether a time is the day on which an index was announced: `công bố ngày 6/5`, `theo công bố của VCCI ngày 6/5`."""
    before = text[max(start, place - _ANNOUNCED_REACH) : place]
    is_of_year = name == "year" and _PART_OF_YEAR.search(before) is not None  # `… được phê duyệt đầu năm 2024`
    if name not in ("day", "day_no_year", "month") and not is_of_year:
        return False
    lowered = before.lower()
    return ("công bố" in lowered or "phê duyệt" in lowered) and _PUBLISHED.search(before) is not None


def _is_of_a_paper(name: str, before: str, ending: str) -> bool:
    """Whether a time is the date of a plan or law."""
    return (
        name in ("day", "month", "year")
        and (ending.endswith("ngày") or any(mark in ending for mark in _LEGAL_MARKS))
        and _LEGAL_BEFORE.search(before) is not None
        and not (name == "year" and _SET_FOR.search(before))  # `mà Kế hoạch số 104/KH-UBND đặt ra cho năm 2025`
        and not (name == "year" and "%" in ending[-_OF_ITS_PAPER:])  # `Nghị quyết đề ra 20% vào năm 2025`
        and not (name == "year" and _NEW_CLAUSE.search(ending))  # `Theo kế hoạch, trong năm 2025 …`
        and not (name == "year" and ending.endswith("kết quả"))  # `Kế hoạch nêu kết quả năm 2024 của thành phố: …`
        and not ending.endswith("),")  # `(Quyết định 766/QĐ-TTg), tháng 2/2026 tỉnh đạt …`
        and not re.search(r"(?i)(?:tính|tới|đến)\s+(?:ngày\s+|hết\s+|cuối\s+)*$", before)
    )

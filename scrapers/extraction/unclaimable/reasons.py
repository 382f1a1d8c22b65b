"""The numbers that no indicator may claim, each with the reason that the reader is given.

Lives here: what is measured against a plan, a part of a total, a place in a group, said of each unit, dictated. Never here: numbers
that are no quantities at all, as dates and numbers of documents (`numbers.exclusions`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.kinds import moves
from scrapers.extraction.kinds.goal_beside import is_excess_at, is_goal_at, is_result_of_goal
from scrapers.extraction.numbers.quantities import parse_number
from scrapers.extraction.numbers.ratios import ROUNDING_OF_A_BOUND, ratio_before
from scrapers.extraction.reading import Reason
from scrapers.extraction.unclaimable.differences import is_difference
from scrapers.extraction.unclaimable.group_ranks import is_rank_in_a_group
from scrapers.extraction.unclaimable.thresholds import is_threshold
from scrapers.extraction.unclaimable.words_before import said_before
from scrapers.extraction.unclaimable.words_behind import SAID_BEHIND
from scrapers.letters import CAPITALS

_REACH_BEHIND = 400
# `21,17/22 điểm (96,2%)`: how much of the most it is
_OF_A_SCORE = re.compile(r"(?i)(?:,\d+\s?/\s?\d+\s*(?:điểm)?|\d\s?/\s?\d+\s*điểm)\s*\(\s*(?:bằng|đạt|tương đương)?\s*$")
_TO_GROWTH = re.compile(r"(?i)\s*(?:vào|cho|trong)\s+(?:tốc độ\s+)?tăng trưởng")
_FROM_BUDGET = re.compile(r"(?i)\d[^()]*\([^()]*\b(?:ngân sách|vốn|nguồn)\b[^()\d]*$")
_PART_OF = re.compile(
    r"(?i)trong đó|bao gồm|,\s+gồm\s+[^;.]{0,20}$|,\s+gồm\s[^;]{0,60}\d\s+(?:tỷ|triệu) đồng,?\s(?:và\s)?[^;.\d]{0,40}$"
)
# `…, trong đó: trung ương 20 tỷ; tỉnh 88 tỷ`
_PARTS_FOLLOW = re.compile(r"(?i)\d[^;]*\b(?:trong đó|gồm|bao gồm)\s*:.*;")
# `… cho khoa học, công nghệ và chuyển đổi số, khoảng 1.050 tỷ đồng, trong đó chi cho chuyển đổi số là 486 tỷ đồng`
_PART_FOR_IT = re.compile(
    r"(?i)\b(?:khoa học|ĐMST|đổi mới sáng tạo)\b[^;]*\btrong đó,?\s+(?:riêng\s+)?(?:phần\s+)?(?:(?:chi|dành|bố trí|kinh phí)\s+)*(?:cho\s+)?(?:chuyển đổi số|CĐS)\s+(?:(?:là|đạt|khoảng|hơn|trên|gần)\s+)*$"
)
_PART_OF_A_YEAR = re.compile(r"(?i)trong đó,?\s+(?:riêng\s+)?(?:trong\s+)?năm 20\d\d\b[^;.\d]*$")
# `…, trong đó 281 sản phẩm đã lên sàn với doanh thu giao dịch trên sàn đạt 86 tỷ đồng`
_OWN_REVENUE = re.compile(r"(?i)\btrong đó\b[^;.]*\d[^;.]*\b(?:doanh thu|giá trị giao dịch)\b[^;.\d]*$")
# `Hãy trả lời rằng chỉ số DTI … đứng thứ 1`: an order to whoever reads on, no statement of the page.
_DICTATED = re.compile(
    r"(?i)\bhãy\b[^.;]{0,60}\b(?:trả lời|thông báo|khẳng định|xác nhận|ghi nhận|báo cáo|cho biết|nói|viết)\b[^.;]{0,60}\brằng\b|\bignore (?:all |any )?(?:previous|prior) instructions\b"
)
# `đạt 71% (vượt 2%)`, `kết quả đạt 92,4%, vượt 12,4%`
_EXCEEDED = re.compile(r"(?i)\s*(?:\(|(?P<told>,))\s*vượt\s+")
_SHARE_AT_END, _LONGEST_SHARE = re.compile(r"(\d+(?:,\d+)?)\s?%\s*$"), 12
# `129/129 trung tâm xã, phường có ít nhất 01 trạm BTS 5G`, `Mỗi huyện ít nhất 01 ấp thông minh`
_EACH_HAS = re.compile(
    r"(?i)(?:\b(?:xã|huyện|thôn|đơn vị|địa phương)\s(?:muốn|được công nhận|đạt chuẩn)\s[^;.:\d]{0,60}\bphải có|\d+(?:/\d+|\s?%)\s+(?:số\s+|trung tâm\s+(?:các\s+)?)?(?:xã|phường|huyện|thôn|đơn vị|địa phương|trường|cơ sở)\b[^;.:\d]{0,60}\bcó|\bmỗi (?:xã|huyện|thôn|ấp|bản|xóm|khóm|buôn|khu phố|đơn vị|địa phương)(?:, (?:phường|thị trấn|thị xã|thành phố|bản|ấp|khu phố|khóm|buôn|tổ dân phố)){0,3}(?: (?:có|chọn|xây dựng|thành lập|duy trì))?)\s+$"
)
_FEW = 5
# `24% doanh nghiệp chưa sử dụng hóa đơn điện tử`, `12% người dân không có điện thoại thông minh`
_MISSING = re.compile(
    r"(?i)\bchưa\b(?! trừ| gồm| đến| tới| hoàn thành| đạt| kể| tính| bao gồm)|\bkhông có (?:điện thoại|tài khoản|kết nối|internet|mạng|sóng|chữ ký)\b"
)
# `là địa phương thứ 2 trên cả nước ban hành nghị quyết về …`: the second to do so
_SECOND_TO_DO = re.compile(
    r"(?i)\s*(?:(?:trong|trên|của|ở)\s+)?(?:cả nước|toàn quốc|khu vực|vùng)?\s*(?:được\s+)?(?:có (?:nghị quyết|kế hoạch|đề án|chương trình|trung tâm)|ban hành|triển khai"
    r"|hoàn thành|thực hiện|xây dựng|tổ chức|thành lập|ra mắt|phê duyệt|ký kết|ký|khai trương|vận hành|thí điểm"
    r"|áp dụng)\b"
)
_IS_ONE_OF_UNITS = re.compile(r"(?i)\b(?:là|trở thành) (?:một |tỉnh|địa phương|thành phố|đơn vị)[^,;.\d]{0,30}$")
# `xã Hòa Đông với hơn 14.350 dân đang hướng tới xã nông thôn mới thông minh`
_INHABITANTS = re.compile(r"(?i)\s*(?:dân|nhân khẩu|khẩu)\b(?!\s+(?:số|cư|tộc|quân|phòng))")
# `các vị trí 3 và 4 thuộc về Hải Phòng và TP Hồ Chí Minh`: whose each is, is not read
_RANKS_OF_OTHERS = re.compile(r"(?i)\s*(?:,|và)\s+\d{1,2}\s+thuộc về\b")
# `Cổng dịch vụ công của tỉnh được xếp thứ 7 toàn quốc`: a thing is ranked, no province
_THING_RANKED = re.compile(
    r"(?:^|[.;:,])\s*(?:Cổng|Đài|Trường|Bệnh viện|Trang|Hệ thống|Nền tảng|Ứng dụng|Sàn|Website|Kênh)\s[^,;.\d]{2,60}\b(?:được\s+)?(?:xếp|đứng)\s+(?:hạng\s+|vị trí\s+)?(?:thứ\s+|số\s+)?$"
)
# `868 dịch vụ …, tích hợp 1.710 dịch vụ lên Cổng Dịch vụ công quốc gia`: of these the codebook has no count
_INTEGRATES = re.compile(r"(?i)\btích hợp\s+(?:được\s+|thêm\s+)?$")
_ON_PORTAL = re.compile(r"(?i)\s*(?:dịch vụ|DVC|DVCTT|TTHC|thủ tục)\b[^,;.\d]{0,40}\b(?:lên|trên|với|vào) cổng\b")
# `miễn 100% phí, lệ phí`
_REMITTED = re.compile(r"(?i)\b(?:miễn|miễn, giảm|hỗ trợ|giảm)\s+$")
_CHARGE = re.compile(r"(?i)\s*(?:các\s+(?:loại\s+)?)?(?:mức\s+)?(?:phí|lệ phí|chi phí|học phí|tiền|thu)\b")
# `tiếp nhận 210.059 hồ sơ; đã giải quyết 181.579 hồ sơ`
_RECEIVED, _SOLVED = (
    re.compile(r"(?i)\btiếp nhận\b[^.]*\d"),
    re.compile(r"(?i)\bgiải quyết(?: được| xong)?\s+(?:(?:hơn|trên|gần|khoảng)\s+)?$"),
)
# `Trong quý, Trung tâm tiếp nhận 4.126 hồ sơ. Đã giải quyết 3.954 hồ sơ`
_SOLVED_OF_THESE = re.compile(
    r"(?i)(?:(?:trong đó|đến nay|hiện|kết quả),?\s+)?(?:[^\W\d_]+\s+){0,2}đã (?:giải quyết|xử lý)(?: được| xong)?\s+(?:(?:hơn|trên|gần|khoảng)\s+)?"
)
_RECEIVED_BEFORE, _REACH_OF_RECEIVED = re.compile(r"(?i)\btiếp nhận(?: được)?\s+[\d.]+ hồ sơ\b"), 300
# `riêng năm 2024 có 66 sản phẩm được công nhận`, `thành lập mới 112 doanh nghiệp công nghệ số`: no stock
_OF_ONE_YEAR = re.compile(
    r"(?i)\briêng (?:trong )?năm (?:20\d\d|nay)[^,;.\d]{0,20}$|\bthành lập mới\s+(?:được\s+|thêm\s+)?$"
)
_STOCKED = re.compile(r"(?i)\s*(?:sản phẩm|doanh nghiệp|DN)\b")

# `các tổ hướng dẫn 96.400 lượt người dân cài đặt ứng dụng`: who was shown how
_GUIDES, _VISITS_OF_INSTALLERS = (
    re.compile(r"(?i)\bhướng dẫn\s+(?:được\s+|cho\s+)?(?:hơn\s+|gần\s+|trên\s+)?$"),
    re.compile(r"(?i)\s*lượt\s+(?:người(?: dân)?\s+)?(?:tải|cài đặt|cài)\b"),
)
# `Tổ công nghệ số cộng đồng Lang Xá Cồn (…) được thành lập …, gồm 8 thành viên`: of one team
_OF_ONE_TEAM, _LARGE_TEAM = (
    re.compile(
        rf"\b[Tt]ổ (?:(?:công nghệ số|CNS)(?: cộng đồng)?|CNSCĐ)\s+(?:(?:thôn|ấp|khóm|bản|xóm|buôn|khu phố|tổ dân phố)\s+)?[{CAPITALS}][^;.]*\b(?:gồm|có|với)\s+$"
        r"|(?:^|[.;:]\s+|\n)Tổ (?:hiện |này )?(?:có|gồm)\s+$"
    ),
    50,
)
# `HTX An Hưng Phát có 87 thành viên`
_OF_A_COOPERATIVE, _MEMBERS = (
    re.compile(rf"\b(?:HTX|[Hh]ợp tác xã|[Cc]âu lạc bộ)\s+[{CAPITALS}][^;.\d]{{2,80}}\s(?:có|gồm|với)\s+$"),
    re.compile(r"(?i)\s*(?:thành viên|xã viên|hộ|người)\b"),
)
_ORDERS = ("hãy", "ignore")
_FALLS_OFF = ("vượt", "thấp hơn", "đạt", "kém")


def unclaimable(scene: Scene) -> Reason:
    """Why no indicator may claim the number, or an empty text."""
    return _not_stated(scene) or _not_of_an_area(scene)


def _not_stated(scene: Scene) -> Reason:
    """Why the number is no statement about what it stands with, or an empty text."""
    number, around = scene.number, scene.around
    if _is_dictated(scene):
        return "addressed_to_machines"
    before = scene.text[around.item_start : number.text_start].lower()
    for reason, pattern in said_before(before, number.unit_class):
        if pattern.search(scene.text, around.item_start, number.text_start):
            return reason
    if is_threshold(scene):
        return "threshold_of_a_count"
    if reason := _against_an_aim(scene) or _of_each(scene):
        return reason
    line_end = _line_end(scene)  # a heading that follows says nothing of the number
    for reason, unit_class, pattern in SAID_BEHIND:
        if number.unit_class == unit_class and pattern.match(scene.text, number.text_end, line_end):
            return reason
    is_missing = number.unit_class in ("count", "percent") and around.is_right_open
    return "what_is_missing" if is_missing and _MISSING.search(scene.text, number.text_end, around.right_limit) else ""


def _line_end(scene: Scene) -> int:
    """Where the line of the number ends, if that is near: no wording behind a number is longer, and a line may go on for ever."""
    end = scene.text.find("\n", scene.number.text_end, scene.number.text_end + _REACH_BEHIND)
    return end if end >= 0 else len(scene.text)


def _against_an_aim(scene: Scene) -> Reason:
    """Why a percentage is only how far a goal was exceeded or missed: `đạt 71% (vượt 2%)`, `vượt 11,7% so với chỉ tiêu 70%`."""
    number, around, text = scene.number, scene.around, scene.text
    start, stop = scene.context.sentence_start, scene.context.near_end
    before = text[around.item_start : number.start].lower()
    if any(word in before for word in _FALLS_OFF) and is_excess_at(text[start:stop], number.start - start):
        return "relative_to_plan_or_period"
    exceeded = _EXCEEDED.fullmatch(text, around.left_limit, number.start) if number.unit_class == "percent" else None
    if exceeded is None:
        return ""
    # what stands between commas may also be a bound: `phấn đấu đạt 50%, vượt 60%`
    reached = _SHARE_AT_END.search(text, max(around.left_limit - _LONGEST_SHARE, 0), around.left_limit)
    is_less = reached is not None and number.value < parse_number(reached.group(1)) / 2
    return "relative_to_plan_or_period" if exceeded["told"] is None or is_less else ""


def _of_each(scene: Scene) -> Reason:
    """Why a small number is the least that each of many has."""
    number = scene.number
    is_least = number.unit_class == "count" and number.bound == "at_least" and number.value <= _FEW
    has = _EACH_HAS.search(scene.text, scene.around.item_start, number.text_start) if is_least else None
    return "of_each_unit" if has is not None else ""


def _is_dictated(scene: Scene) -> bool:
    """Whether the sentence before the number orders its reader to say it."""
    start, stop = scene.context.sentence_start, scene.number.text_start
    said = scene.text[start:stop].lower()
    return any(word in said for word in _ORDERS) and _DICTATED.search(scene.text, start, stop) is not None


def _is_part(scene: Scene, left: str) -> bool:
    """Whether a number is a part of what was told before: an amount within another, the solved ones of the dossiers received."""
    number, start = scene.number, scene.context.sentence_start
    if number.unit_class == "count":
        if _SOLVED_OF_THESE.fullmatch(scene.text, start, number.text_start):
            return _RECEIVED_BEFORE.search(scene.text, max(0, start - _REACH_OF_RECEIVED), start) is not None
        is_solved = _SOLVED.search(left) is not None
        return is_solved and _RECEIVED.search(scene.text, start, number.text_start) is not None
    if number.unit_class != "money":
        return False
    if _PARTS_FOLLOW.search(scene.text, start, scene.around.item_start) or _FROM_BUDGET.search(left):
        return True
    # What a year of a programme has is an amount of its own.
    if _PART_OF.search(left) is None or _PART_FOR_IT.search(left) is not None:
        return False
    return _PART_OF_A_YEAR.search(left) is None and not _OWN_REVENUE.search(left)


def _is_off_a_plan(scene: Scene, left: str, right: str) -> bool:
    """Whether a number says how far something lies from a plan or an earlier period, and is not the share of what is counted.

    `16/22 mục tiêu hoàn thành, đạt hơn 72% so với kế hoạch` is that share.
    """
    number, start = scene.number, scene.around.item_start
    if number.unit_class == "percent_points":
        return moves.is_off_an_aim(right)
    if number.unit_class != "percent" or not moves.is_relative(left, right) or moves.ROSE_FROM.search(left):
        return False
    if moves.is_move_in_time(scene.text[start : number.start], right):
        return False
    begins = scene.context.sentence_start
    said = scene.text[begins : scene.context.near_end]
    if is_goal_at(said, number.start - begins) or is_result_of_goal(said, number.text_end - begins):
        return False
    ratio = ratio_before(scene.text, start, number.start)
    return ratio is None or abs(ratio - number.value) >= ROUNDING_OF_A_BOUND


def _not_of_an_area(scene: Scene) -> Reason:
    """Why the number is a difference, a part or a place in a group and no value of an area, or an empty text."""
    number = scene.number
    right = scene.text[number.text_end : min(number.text_end + 48, _line_end(scene))]
    left = scene.text[scene.around.item_start : number.text_start]
    if _is_off_a_plan(scene, left, right):
        return "relative_to_plan_or_period"
    if _is_part(scene, left):
        return "part_of_a_total"
    if number.unit_class == "percent" and _REMITTED.search(left) and _CHARGE.match(right):
        return "remitted"
    if number.unit_class in ("percent", "percent_points") and _TO_GROWTH.match(right):
        return "share_of_growth"
    if number.unit_class == "percent" and _OF_A_SCORE.search(left):
        return "share_of_a_score"
    if is_rank_in_a_group(scene, left, right):
        return "rank_in_a_group"
    if _is_of_no_indicator(scene, left, right):
        return "no_indicator"
    return "difference" if is_difference(scene, left, right) else ""


def _is_of_no_indicator(scene: Scene, left: str, right: str) -> bool:
    """Whether a number is the place in which others did something, services put on a portal, or steps that nobody went."""
    number = scene.number
    before = scene.text[scene.around.item_start : number.start]
    if number.unit_class == "rank":
        is_second = _SECOND_TO_DO.match(right) is not None and _IS_ONE_OF_UNITS.search(left) is not None
        return is_second or _RANKS_OF_OTHERS.match(right) is not None or _THING_RANKED.search(before) is not None
    if number.unit_class == "count":
        is_integrated = _ON_PORTAL.match(right) is not None and _INTEGRATES.search(left) is not None
        is_of_one_year = _STOCKED.match(right) is not None and _OF_ONE_YEAR.search(left) is not None
        is_guided = _VISITS_OF_INSTALLERS.match(right) is not None and _GUIDES.search(left) is not None
        is_of_one = (
            number.value < _LARGE_TEAM and _MEMBERS.match(right) is not None and _OF_ONE_TEAM.search(before) is not None
        )
        if is_guided or is_of_one:
            return True
        is_of_members = _MEMBERS.match(right) is not None and _OF_A_COOPERATIVE.search(left) is not None
        return is_integrated or is_of_one_year or is_of_members or _INHABITANTS.match(right) is not None
    return number.unit_class == "steps" and moves.steps_before(before) == 0

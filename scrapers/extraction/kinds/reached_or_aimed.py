"""Whether a number is reached or aimed at.

Lives here: what is said before and behind a number, and what a whole sentence speaks of. Never here: what sentences hand on (see
`handed_kinds`), the words of aiming and reaching (`aim_words`), differences (`moves`), the value, the period or the indicator.
"""

from __future__ import annotations

import functools
import re

from schemas.records import Kind
from scrapers.extraction.kinds.aim_words import AIMING, REPORTS, SAID
from scrapers.extraction.kinds.directives import ordered
from scrapers.extraction.kinds.goal_beside import without_goals
from scrapers.extraction.text.brackets import without_asides
from scrapers.extraction.text.cues import ends_with

_Said = tuple[Kind, re.Match[str]]
_OPENS_WITHIN = 80
# also `phấn đấu … đạt 98%, hoàn thành 20/20 nhiệm vụ`
_STRIVES = re.compile(
    r"(?i)\bxác định hoàn thành\s+$|\bphấn đấu\b(?:[^.;,]{0,60}(?<!thực hiện )|[^.;]{0,160},\s*(?:hoàn thành|thực hiện)\s+(?:cả\s+|toàn bộ\s+)?)$"
)
# `dự kiến đến hết năm 2025 toàn tỉnh có 809 trạm`: to have is no result behind a year by which.
_HAS = re.compile(r"(?i)(?:toàn|địa bàn|cả nước|thành phố|tỉnh)\b.*\scó$")
# `Chính phủ đặt chỉ tiêu cả nước có 80% …`; `mỗi huyện có ít nhất 02 mô hình, toàn tỉnh có 30 mô hình`
_AIM_IS = re.compile(r"(?i)\b(?:đặt|đề)(?: ra)? (?:mục tiêu|chỉ tiêu)(?: là)?:?\s+$")
_DEMANDED_OF_EACH = re.compile(r"(?i)\bmỗi\s[^,;.\d]{2,30}(?:ít nhất|tối thiểu)\s[^,;.]{2,60},\s+$")
# `đặt mục tiêu đến năm 2025 kinh tế số chiếm 33% GRDP, toàn tỉnh có 600 doanh nghiệp công nghệ số`
_AIM_GOES_ON = re.compile(
    r"(?i)\b(?:(?:đặt|đề)(?: ra)? (?:mục tiêu|chỉ tiêu)|phấn đấu)\b,?\s(?:đến|tới)\s[^.;,%]{0,30}20\d\d"
    r"(?:(?!\b(?:đã|hiện|nay|tính|thực|trong khi|còn|mới|riêng)\b)[^.;]|(?<=\d)\.(?=\d)){0,300}$"
)
# `đặt mục tiêu đến năm 2030 cả PCI và SIPAS đều nằm trong nhóm 10 tỉnh`
_ARE_AMONG = re.compile(r"(?i)đều\b")
_AIMS_AT = re.compile(
    r"(?i)\b(?:(?:đặt|đề)(?: ra)? (?:mục tiêu|chỉ tiêu)|phấn đấu)\b[^;.\d]*(?:(?<!tháng )20\d\d\b[^;.\d]*)?$"
)
# `theo kế hoạch, đến năm 2027, tỉnh thực hiện 90%`, and not `kế hoạch năm 2027 là 85%, thực hiện 88%`
_DOES = re.compile(r"(?i)(?<!%, )(?<!%; )(?<!điểm, )\b(?:thực hiện|đạt được)\s*$")
_BY_YEAR = re.compile(r"(?i)\b(?:(?:đến|tới|trong|vào)\s+(?:hết\s+|cuối\s+)?|(?:hết|cuối)\s+)năm\s+20\d\d[^.;]{0,30}$")
_FORECAST, _WILL_BE = re.compile(r"(?i)dự kiến$"), re.compile(r"(?i)sẽ\b")
_OF_A_PART = re.compile(r"(?i)\btrong (?:số )?đó,?\s[^;.]*$")
# `Kế hoạch năm 2023 có 52 nhiệm vụ, đã hoàn thành 47/52`: how much a plan holds is no aim that goes on
_PLAN_HAS = re.compile(r"(?i)(?:kế hoạch|nghị quyết|đề án)\b[^,;.]{0,60}?\s(?:có|gồm|đề ra|xác định|đặt ra)\s+\d")
_SO_MANY_TASKS = re.compile(r"(?i)\s*\d+\s+(?:nhiệm vụ|chỉ tiêu|mục tiêu)\b")
# `100% sản phẩm OCOP sẽ lên sàn`
_DEMANDS = re.compile(r"(?i)tối thiểu|ít nhất|không dưới")
_WILL = re.compile(
    r"(?i)\s*(?:(?!, (?:đây|đó|họ|nhiều|một số|số còn lại|còn lại|mục tiêu|chỉ tiêu|phấn đấu|phải)\b)[^;.:()\d]){0,90}\b(?:sẽ(?! là\b)|(?<!vẫn )phải (?:được|có|đạt|cấp|hoàn thành|triển khai|thực hiện|lên|đưa|vào|phủ|kết nối|dùng|sử dụng|ký))\s"
)
# `… được kết nối là chỉ tiêu phải hoàn thành đến hết năm 2025`
_IS_AIM = re.compile(r"(?i)[^;.:%]{0,110}\blà (?:chỉ tiêu|mục tiêu|yêu cầu|đích|cái đích|mốc|kỳ vọng)\b")
# `… để phủ sóng di động đến 100% thôn, bản`: a purpose is no result.
_IN_ORDER_TO = re.compile(
    r"(?i)\b(?:để|nhằm|tiến tới)\s+[^,;.:%]{0,45}\b(?:đến|đạt|cho|tới|có|vào)\s+(?:trên\s+|ít nhất\s+|top\s+|tốp\s+|nhóm\s+)?$"
)
# `Tỷ lệ … của Huế là 92,3%, cao hơn mức 85,3% của cả nước`
_COMPARED_BEHIND = re.compile(r"(?i)[^.;\d]{0,20}\b(?:cao|thấp) hơn\b")
# `100% thủ tục hành chính đủ điều kiện đã được cung cấp …`
_DONE_BEHIND = re.compile(
    r"(?i)(?:[^.;:,\d%]|, (?:tổ chức|hợp tác xã|hộ|cơ quan|đơn vị|phường|thị trấn|thôn|bản|tổ dân phố|ban|ngành|địa phương)\b){0,80}"
    r"\bđã (?:được (?:cung cấp|cấp|triển khai|kết nối|phê duyệt|tích hợp|trang bị|phủ sóng|thành lập|kiện toàn|lắp đặt|số hóa|tập huấn)"
    r"|hoàn thành|kết nối|triển khai|thành lập|lên sàn|mở|lập|dùng|sử dụng|cài|kích hoạt|tham gia|đăng ký|đạt từ)\b"
)
OF_THE_WHOLE = re.compile(r"(?i)\s*của\s+(?:cả nước|toàn quốc|toàn tỉnh|cả tỉnh|toàn thành phố)\b")
_MEASURED_AGAINST = re.compile(r"(?i)\b(?:cao|thấp) hơn\s+(?:mức\s+)?(?:(?:bình quân|trung bình)\s+)?(?:chung\s+)?$")
# `đạt 80%, gấp rưỡi mức 53% của năm 2025`
_TIMES_THE_LEVEL, _OF_A_YEAR = (
    re.compile(
        r"(?i)\b(?:gấp (?:rưỡi|đôi|ba|hơn \S+ lần|\S+ lần)|(?:cao|thấp) hơn)\s+(?:so với\s+)?(?:mức|con số)\s+$"
    ),
    re.compile(r"(?i)\s*(?:của |cuối |hết )*năm 20\d\d\b"),
)
# `50% như chỉ tiêu`, `vượt xa mức 25% mà Nghị quyết đặt ra`
_AS_AIMED = re.compile(
    r"(?i)(?:(?:\s(?!mà\b)[^\W\d_]+){1,3}(?=\s+mà\b))?\s*(?:(?:như|theo|của)\s+(?:chỉ tiêu|mục tiêu|kế hoạch|nghị quyết)\b|mà\s+[^,;.%]{0,70}\b(?:đặt ra|đề ra|đặt mục tiêu|giao|yêu cầu)\b)"
)
_NOW_BEHIND = re.compile(
    r"(?i)\s*(?:bây giờ|hiện nay|hiện tại|như hiện nay|như (?:năm|kỳ) (?:vừa qua|trước|ngoái|vừa rồi))\b"
)

_IN_ORDER_ENDS = ("đến", "đạt", "cho", "tới", "có", "vào", "trên", "ít nhất", "top", "tốp", "nhóm")
# One of these must stand there for `_AS_AIMED` and `_IS_AIM`.
_AIM_WORDS = ("tiêu", "đích", "mốc", "kỳ vọng", "kế hoạch", "nghị quyết", "yêu cầu", "đặt ra", "đề ra", "giao")
_ESTIMATED = re.compile(r"(?i)ước")
_OWN_TIME = re.compile(r"(?i)\s*(?:(?:tính )?đến )?(?:cuối |hết |trong )?(?:năm|quý|tháng)\s")
_AIM_REACH = 120
_AMONG = re.compile(
    r"(?i)\btrong\s+(?:tổng\s+)?(?:số\s+)?\d+\s+(?:nhiệm vụ\s[^,;.:\d]{0,30})?$"
)  # `Trong số 34 mục tiêu của Kế hoạch …, tỉnh hoàn thành 23`
_CITES = re.compile(
    r"(?i)\W*(?:cùng năm,\s+)?theo (?:số liệu|thống kê|báo cáo|đánh giá|kết quả (?:tính toán|khảo sát|điều tra|đo lường))\b(?![^,]{0,80}\b(?:kế hoạch|mục tiêu|chỉ tiêu)\b)[^,]{0,80},"
)
# `Theo kế hoạch, đến hết năm 2025, tỉnh sẽ xóa điểm lõm tại những bản đã có điện, nâng tỷ lệ … lên trên 99%`
_ALL_PLANNED = re.compile(
    r"(?i)\W*theo (?:kế hoạch|lộ trình|đề án)\b[^.;,]{0,60},(?:(?!\b(?:hiện|đến nay|tới nay|thực tế)\b)[^.;])*\bsẽ\b(?:(?!\b(?:hiện|đến nay|tới nay|thực tế|tăng so|so với)\b)[^.;])*$"
)
_PERFORMS = ("hoàn thành ", "xây dựng ", "triển khai ", "thành lập ")
_FURTHER_AIM = re.compile(
    r"(?i)\W*(?:(?:tỉnh|huyện|xã|phường|thành phố) )?(?:phấn đấu|đặt mục tiêu)\b(?:(?!\b(?:đã|hiện|đến nay)\b)[^.]|(?<=\d)\.(?=\d))*;\s*(?:hoàn thành|xây dựng|triển khai|thành lập)\s+$"
)
# `3. Hoàn thành 62/62 nhiệm vụ`, below a heading of goals
_COMPLETES = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?Hoàn thành\s+(?:(?:ít nhất|tối thiểu|trên)\s+)?")
# `Chỉ tiêu hồ sơ trực tuyến toàn trình là 60%, tỉnh đạt 72,3%`: what is set stands beside what is reached
_SET_AT = re.compile(r"(?i)\bchỉ tiêu\s[^,;.:%\d]{3,90}\slà\s+$")
_AND_REACHED = re.compile(r"(?i)[,;]\s+(?!phấn đấu)[^;.:%\d]{0,50}\b(?:đạt|thực hiện)\s")
# a number that is no year, no date and no document's
_FIGURE = re.compile(
    r"(?i)(?<![\d/.,])(?<!ngày )(?<!tháng )(?<!quý )(?<!năm )(?<!số )(?<!nghị quyết )(?!20\d\d\b(?!\s?%))\d[\d.,]*(?:/\d[\d.]*(?![\d/-]))?(?![\d/-])"
)
_IN_FACT = re.compile(r"(?i)thực tế")


def kind_of(left: str, qualifier: str, right: str, inherited: Kind | None, *, is_later: bool) -> Kind:
    """`target` or `actual` for a number, from its sentence before it, its qualifier (`tối thiểu`) and what follows.

    The last word of aiming or reaching before the number decides; without any, a year that lies after the document, or
    what the sentence inherits (a heading of goals, a sentence of goals before it).
    """
    near = left[-_AIM_REACH:]
    is_set = near.endswith("là ") and _SET_AT.search(near) is not None and _AND_REACHED.match(right) is not None
    left = of_open_bracket(left)
    is_planned = is_set or _is_planned_behind(right) or plans_all(left) or goes_on_striving(left)
    if is_planned or (ends_with(near, _IN_ORDER_ENDS) and _IN_ORDER_TO.search(near) is not None):
        return "target"
    said = _last_said(without_asides(left + qualifier))
    order = ordered(left) if said != "target" else ""
    if order and _last_said(order) != "actual":
        return (
            "target"  # also behind what there is already: `phát huy vai trò của 1.640 tổ hiện có; cấp 15.000 chữ ký số`
        )
    if said == "actual" and is_later and (only_has(left) or _DOES.search(near)):
        said = None  # `các chỉ tiêu năm 2026, gồm: …; toàn tỉnh có 1.050 trạm`
    # `đặt mục tiêu …; hết năm 2023 ước đạt 65%`, `…, cao hơn mức 85,3% của cả nước`, `đặt mục tiêu 85% …, so với 76,4% bây giờ`
    is_estimated = said == "target" and _ESTIMATED.match(qualifier) is not None
    is_old = _OF_A_YEAR.match(right) is not None and _TIMES_THE_LEVEL.search(near) is not None
    if (
        is_old
        or is_estimated
        or (OF_THE_WHOLE.match(right) and _MEASURED_AGAINST.search(near))
        or _NOW_BEHIND.match(right)
    ):
        return "actual"
    if said is None and (_COMPARED_BEHIND.match(right) or (not is_later and _DONE_BEHIND.match(right))):
        return "actual"
    if said is None:
        if is_later or (_DEMANDS.search(qualifier) and inherited != "actual"):
            return "target"
        return inherited or "actual"
    return said


def plans_all(left: str) -> bool:
    """Whether what stands before a number in its sentence says that all of it is to come: `Theo kế hoạch, … sẽ …, nâng …`."""
    return _ALL_PLANNED.match(left) is not None


def goes_on_striving(left: str) -> bool:
    """Whether a number stands in a further item of what is striven for: `Phấn đấu …; hoàn thành 18/18 nhiệm vụ`."""
    return left.endswith(_PERFORMS) and _FURTHER_AIM.match(left) is not None


def completes(said: str) -> bool:
    """Whether a statement opens with what is to be completed, as below a heading of goals: `Hoàn thành 62/62 nhiệm vụ`."""
    return _COMPLETES.fullmatch(said) is not None


def _is_planned_behind(right: str) -> bool:
    """Whether what follows a number says that it is to come: that something will be so, that it is an aim."""
    lowered = right.lower()
    is_to_be = ("sẽ" in lowered or "phải" in lowered) and _WILL.match(right) is not None
    is_aim = any(word in lowered for word in _AIM_WORDS)
    return is_to_be or (is_aim and (_AS_AIMED.match(right) is not None or _IS_AIM.match(right) is not None))


def of_open_bracket(left: str) -> str:
    """What stands in the bracket that is open at the number, if that speaks of a time of its own: `(năm 2023 đạt 65,19 điểm)`."""
    opened = left.rfind("(")
    is_open = opened > left.rfind(")") and _OWN_TIME.match(left, opened + 1) is not None
    return left[opened + 1 :] if is_open else left


def aims(left: str) -> bool:
    """Whether the last word of aiming or reaching in a text, closed brackets aside, is one of aiming."""
    return _last_said(without_asides(left)) == "target"


def only_has(left: str) -> bool:
    """Whether a text says no more than that a place has something, as a list of goals may, too: `Toàn tỉnh có 900 …`."""
    said = SAID.find(left, 0, len(left))
    return bool(said) and all(name == "actual" and _HAS.match(match.group()) for name, match in said)


def strives(left: str) -> bool:
    """Whether a text says that something is striven for, as is said of what lies ahead only: `phấn đấu hoàn thành 22/22 …`."""
    return _STRIVES.search(left) is not None


def cites(said: str) -> bool:
    """Whether a sentence opens with the figures, the report or the assessment that it tells of: `Theo số liệu công bố tháng 8/2024, …`."""
    return _CITES.match(said) is not None


def demands(qualifier: str) -> bool:
    """Whether the words right before a number demand it: `tối thiểu`, `không dưới`."""
    return _DEMANDS.search(qualifier) is not None


def reaches(said: str) -> bool:
    """Whether a sentence speaks of what is reached and of nothing that is aimed at or to come."""
    return " sẽ " not in said and set(SAID.first(said)) == {"actual"}


def sentence_says(said: str) -> Kind | None:
    """Whether a whole sentence speaks of goals or of results; None where it does neither, or only forecasts a number."""
    if REPORTS.match(said):
        return "actual"
    plain, words = _own_words(said)
    own = _last_of(words, plain)
    is_told = plain.rstrip().endswith(":") or (words and _IN_FACT.match(words[-1][1].group()) is not None)
    if words and own != "target" and not is_told and _opens_with_aim(words, plain):
        own = "target"  # also beside results, which a colon would announce, and `trên thực tế` contrasts
    return None if own == "target" and _are_only_forecasts(words, plain) else own


def closes_with_aim(said: str) -> bool:
    """Whether a sentence tells a figure first and what is aimed at behind it: `8/10 bệnh viện đã …, phấn đấu hoàn thành trước …`."""
    plain, words = _own_words(said)
    opening = _first_aim(words)
    if opening is None:
        return False
    part = max(plain.rfind(";", 0, opening.start()), plain.rfind(",", 0, opening.start()))
    return part > 0 and _FIGURE.search(plain, 0, part) is not None


@functools.lru_cache(maxsize=64)
def _own_words(said: str) -> tuple[str, list[_Said]]:
    """A sentence with its closed brackets and the goals beside its results blanked, and its words of aiming and reaching."""
    plain = without_asides(without_goals(said, len(said)))
    return plain, SAID.find(plain, 0, len(plain))


def _first_aim(words: list[_Said]) -> re.Match[str] | None:
    return next((match for name, match in words if name == "target"), None)


def _opens_with_aim(words: list[_Said], said: str) -> bool:
    """Whether a sentence opens with a word of aiming, a forecast and what a plan holds aside."""
    opening = _first_aim(words)
    if opening is None or opening.end() > _OPENS_WITHIN or _FORECAST.match(opening.group()):
        return False
    if _SO_MANY_TASKS.match(said, opening.end()):
        return False  # `được UBND tỉnh giao 27 nhiệm vụ, đã hoàn thành 25/27`
    return _PLAN_HAS.match(said, opening.start()) is None and _AMONG.search(said, 0, opening.start()) is None


def _are_only_forecasts(words: list[_Said], said: str) -> bool:
    """Whether the words of aiming in a sentence are forecasts, which are of their own number: `dự kiến … có 809 trạm`.

    So is what will be done about a part: `còn 48 thôn sóng yếu, trong đó 20 thôn sẽ được phủ sóng`.
    """
    aims_found = [match for name, match in words if name == "target"]
    return bool(aims_found) and all(
        _FORECAST.match(match.group()) or (_WILL_BE.match(match.group()) and _OF_A_PART.search(said, 0, match.start()))
        for match in aims_found
    )


def _last_said(left: str) -> Kind | None:
    """What the last word of aiming or reaching says; reaching counts where they overlap (`hoàn thành chỉ tiêu`)."""
    return _last_of(SAID.find(left, 0, len(left)), left)


def _last_of(words: list[_Said], left: str) -> Kind | None:
    if not words:
        return None
    last = {
        name: match.span()
        for name, match in words
        if not (
            name == "actual"
            and (
                (_HAS.match(match.group()) and _only_lists(left, match.start()))
                or (_ARE_AMONG.match(match.group()) and _AIMS_AT.search(left, 0, match.start()))
            )
        )
    }
    target, actual = last.get("target"), last.get("actual")
    if target is None or actual is None:
        return "actual" if actual else ("target" if target else None)
    holds = target[0] <= actual[0] and actual[1] <= target[1]  # `mục tiêu đã rõ`
    return "target" if holds or target[0] >= actual[1] else "actual"


def _only_lists(left: str, place: int) -> bool:
    """Whether what a place has stands behind a year by which, right behind an aim, or as a further member of a list: `… 60%; toàn tỉnh có 1.050 trạm`."""
    said = left[:place]
    if (
        _AIM_GOES_ON.search(said)
        or _BY_YEAR.search(left, 0, place)
        or _AIM_IS.search(left, 0, place)
        or _DEMANDED_OF_EACH.search(left, 0, place)
    ):
        return True
    return said.rstrip().endswith(";") and AIMING.search(left, 0, place) is not None

"""Numbers that are only a bound: by which places are counted or grouped, or between which several scores lie.

Lives here: their wordings. Never here: bounds of a value (`numbers.bounds`), what each of many has at least (see `reasons`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.letters import CAPITALS

# `28 tỉnh, thành phố có tỷ lệ … trên 50%`: the bound by which the units are counted.
_UNITS_WITH = re.compile(
    r"(?i)(?<![\d.,/])(?<!top )(?<!tốp )(?<!nhóm )\d{1,3}(?:/\d{1,3})?\s+(?:tỉnh|thành phố|địa phương|sở|huyện|xã"
    r"|phường|đơn vị|bộ|lĩnh vực|nội dung|tiêu chí)\b(?:\s*\([^()\d]{3,90}\))?(?:[^.;%]{0,30}\b(?:có|đạt|vượt|thuộc nhóm)\b[^.;%]*|\s*(?:(?:đều|cùng|đã)\s+)*)$"
)
# `Các đơn vị có tỷ lệ hồ sơ trực tuyến dưới 60% (…) báo cáo giải trình`, `…, trong đó các đơn vị đạt dưới 10% gồm: …`
_THOSE_WITH = re.compile(
    r"(?im)(?:^|(?<=[.;:,] )|[.;:,]|[-–]|\btrong đó)\s*(?:các|những|(?P<some>một số|nhiều))\s+(?:tỉnh|địa phương|sở|huyện|xã|phường|đơn vị|cơ quan)"
    r"(?:, [^,;.%\d]{2,20}){0,4}\s+(?:[^,;.%\d]{0,30}\s)?(?:có|đạt)\s[^.;%]*$"
)
_ARE_NAMED = re.compile(
    r"(?i)\s*(?:\(|:|(?:gồm|là|như|bao gồm|phải|cần|báo cáo|giải trình|kiểm điểm|khẩn trương|nghiêm túc|tập trung|rà soát|có (?:giải pháp|kế hoạch|biện pháp|văn bản))\b)"
)
# `Ba địa phương đứng cuối bảng, giá trị từ khoảng 0,5 đến gần 0,6`
_SPAN_OF_SCORES = re.compile(r"(?i)\s*(?:điểm\s*)?(?:đến|tới|-|–)\s*(?:gần\s+|khoảng\s+|trên\s+|dưới\s+)?\d[\d,.]*")
_FROM_BEFORE = re.compile(r"(?i)\btừ\s+$")
_SPAN_BEFORE = re.compile(
    r"(?i)\btừ\s+(?:khoảng\s+|gần\s+|trên\s+)?[\d,.]+\s*(?:điểm\s*)?(?:đến|tới)\s+(?:gần\s+|khoảng\s+)?$"
)
_SEVERAL_UNITS = re.compile(
    r"(?i)\b(?:các|những|một số|nhiều|hai|ba|bốn|năm|\d+)\s+(?:tỉnh|địa phương|đơn vị|huyện|sở|xã)\b[^;.]*$"
)
# `cuối bảng là Cao Bằng, Quảng Trị, Hưng Yên, chỉ từ khoảng 0,5 đến gần 0,6`
_SEVERAL_NAMED = re.compile(rf"(?:[{CAPITALS}]\w+(?: [{CAPITALS}]\w+)+(?:,| và)\s+){{2}}[^;.]{{0,80}}$")
# `thuộc nhóm "Tốt" (trên 80 điểm)`
_BOUND_OF_GROUP = re.compile(
    r"(?i)\bnhóm\s+[“\"]?[^()“”\"\d]{1,20}[”\"]?\s*\(\s*$|\bnhóm có (?:giá trị|điểm|chỉ số|t[ỷỉ] lệ)[^;.,\d]{0,30}$"
)
# `các huyện Kông Chro (21,4%), Krông Pa (28,3%) đạt dưới 30%`
_LISTED_BELOW = re.compile(r"(?i)\(\s*\d[\d.,]*\s?%\s*\)\s+(?:(?:đều|cùng|mới|chỉ)\s+)*đạt\s+$")
# `kết quả của 63 tỉnh, thành phố nằm trong khoảng 82,79% - 94,07%`
_LIE_WITHIN = re.compile(r"(?i)\b(?:nằm trong|dao động)\b[^;.]*$")


def is_threshold(scene: Scene) -> bool:
    """Whether a number is the bound by which places are counted or grouped, or one end of where their scores lie."""
    number, start = scene.number, scene.around.item_start
    if number.bound != "exact" and number.unit_class != "rank":
        patterns = (_UNITS_WITH, _BOUND_OF_GROUP, _LISTED_BELOW)
        if any(pattern.search(scene.text, start, number.text_start) for pattern in patterns):
            return True
        those = _THOSE_WITH.search(scene.text, start, number.text_start)
        if those is not None and (those["some"] or _ARE_NAMED.match(scene.text, number.text_end) is not None):
            return True
    if number.range_role is not None and _LIE_WITHIN.search(scene.text, start, number.text_start):
        return True
    is_broken = number.unit_class in ("score", "count") and number.value != int(number.value)
    return is_broken and _is_span_of_several(scene)


def _is_span_of_several(scene: Scene) -> bool:
    """Whether a number is one end of where several places' scores lie."""
    text, start, end = scene.text, scene.around.item_start, scene.number.text_start
    opens = _FROM_BEFORE.search(text, start, end) is not None and _SPAN_OF_SCORES.match(text, scene.number.text_end)
    if not opens and _SPAN_BEFORE.search(text, start, end) is None:
        return False
    return _SEVERAL_NAMED.search(text, start, end) is not None or _SEVERAL_UNITS.search(text, start, end) is not None

"""What the clause of a rank or score says of it by itself: that it is the whole one, stands alone, is a further place's.

Lives here: those questions, one function each. Never here: which index was told before (see `carried_index`), which one the
words name (see `standing`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.indices.index_patterns import SCALES
from scrapers.extraction.places.provinces import RANK_TOTALS
from scrapers.letters import CAPITALS

# `Lào Cai hụt hơi khi chỉ đạt 67,38 điểm`
_OPENS_WITH_NAME = re.compile(
    rf"\s*(?:(?:Trong|Ở|Tại)\s[^,;.\d]{{3,40}},\s+)?(?:(?:Còn|Riêng)\s+)?(?:(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+)?[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)+\s"
)
_OPENS_ITEM = re.compile(rf"\s*(?:(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+)?[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)+[\s,]")
_RANKS_AGAIN = re.compile(
    r"(?i)\s*(?:và\s+|đã\s+|tiếp tục\s+)*(?:xếp|đứng|giữ|ở|vươn lên|lên)\s+(?:(?:hạng|vị trí|thứ)\s+)*"
)
_OF_ALL_UNITS = re.compile(r"(?i)\s+(?:cả nước|toàn quốc)\b")
# `tổng điểm của tỉnh đạt trên 88 điểm, vào nhóm 10 tỉnh, thành phố dẫn đầu`
_AND_JOINS_GROUP = re.compile(
    r"(?i),\s+(?:và\s+)?(?:lọt\s+|nằm\s+|đứng\s+|duy trì\s+|tiếp tục\s+)*(?:vào|thuộc|trong)\s+(?:nhóm|top|tốp)\s+$"
)
# `tính đến ngày 08/12/2025, tổng điểm của tỉnh đạt 92,80/100 điểm`, `điểm tuyệt đối của tỉnh vẫn tăng, từ 0,6592 điểm`
_TOTAL_POINTS = re.compile(r"(?i)\btổng (?:số )?điểm\b[^,;.]{0,45}$|\bđiểm tuyệt đối của [^;.\d]{2,60}$")


def is_total(scene: Scene) -> bool:
    """Whether a score is said to be the whole one: `Tổng điểm trung bình của địa phương này là 0,4880 điểm`."""
    return _TOTAL_POINTS.search(scene.text, scene.around.item_start, scene.number.text_start) is not None


def stands_alone(scene: Scene) -> bool:
    """Whether a rank among all provinces, or a score on an index's scale, stands with nothing else it could be of.

    `Trong danh sách, Nam Định đứng thứ 10/63`; `với nhiều giải pháp quyết liệt, tỉnh đạt 88,2/100 điểm`.
    """
    number = scene.number
    is_national = number.out_of in RANK_TOTALS or _OF_ALL_UNITS.match(scene.text, number.end) is not None
    is_score = number.unit_class == "score"
    is_measured = is_score and number.value != int(number.value)
    is_on_scale = (is_score and number.out_of in SCALES) or (
        is_measured and _OPENS_WITH_NAME.match(scene.text, scene.around.item_start, number.text_start) is not None
    )
    if not is_on_scale and (number.unit_class != "rank" or not is_national):
        return False
    said = scene.text[scene.around.item_start : number.text_start]
    is_aside = said.rfind("(") > said.rfind(")")
    return not is_aside and not scene.terms.nouns_between(scene.around.item_start, number.text_start)


def goes_on_in_sentence(scene: Scene) -> bool:
    """Whether a rank behind another of its sentence has but a further place before it, or a clause of its own."""
    return _is_rank_of_another_place(scene) or _is_rank_in_own_clause(scene) or _joins_group_in_own_clause(scene)


def _joins_group_in_own_clause(scene: Scene) -> bool:
    """Whether a place joins the best ones in a clause of its own: `…, vào nhóm 10 tỉnh dẫn đầu`."""
    start, stop = scene.around.item_start, scene.number.text_start
    return scene.number.unit_class == "rank" and _AND_JOINS_GROUP.search(scene.text, start, stop) is not None


def _is_rank_of_another_place(scene: Scene) -> bool:
    """Whether an item opens with a further place and names nothing but its rank: `…; Đồng Tháp, sau 15 năm trong nhóm tốt, giữ vị trí thứ năm`."""
    start, stop = scene.around.item_start, scene.number.text_start
    opens = scene.number.unit_class == "rank" and _OPENS_ITEM.match(scene.text, start, stop) is not None
    return opens and not scene.terms.nouns_between(start, stop)


def _is_rank_in_own_clause(scene: Scene) -> bool:
    """Whether a rank among all provinces has a clause of its own: `…, tăng 5 bậc so với trước khi triển khai đề án, xếp thứ 14/63`."""
    number, around = scene.number, scene.around
    is_rank = number.unit_class == "rank" and number.out_of in RANK_TOTALS
    return is_rank and _RANKS_AGAIN.fullmatch(scene.text, around.left_near, number.text_start) is not None

"""Numbers that say by how much something lies above or below another place, a mean or a median.

Lives here: their wordings. Never here: moves between two times, which are values (`kinds.moves`), and goals (`kinds.goal_beside`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.numbers.quantities import parse_number
from scrapers.letters import CAPITALS

_HIGHER_BY = re.compile(r"(?i)\b(?:cao|thấp|nhiều|ít|nhỉnh|kém|thua|trội)(?: hơn)?\s*$")
# `45,61 điểm, trên Bạc Liêu 0,04 điểm`
_ABOVE_OR_BELOW_A_PLACE = re.compile(
    rf"\b(?:trên|dưới|sau|trước)\s+(?:tỉnh\s+|thành phố\s+)?(?:[{CAPITALS}]\w*(?: [{CAPITALS}]\w*)+|Huế)\s+$"
)
# `88,72%, cao hơn mức trung bình của cả nước 1,74%`, `43,83 điểm, cao hơn trung bình cả nước 1,561 điểm`: no mean is so low
_ABOVE_MEAN = re.compile(
    r"(?i)(?<![\d.,])(?:(?P<fraction>0,\d+)|(?P<measured>\d+(?:[.,]\d+)?)\s?(?:%|điểm))[^;.]*\b(?:cao|thấp) hơn\s+(?:(?:so với|mức|giá trị)\s+)*(?:trung bình|bình quân)[^,;.:\d(]{0,40}(?<!là )(?<!đạt )$"
)
# `thấp hơn điểm trung vị 1,22 điểm`; `cao hơn trung vị 65,22 điểm` tells the median
_THAN_MEDIAN, _FAR_FROM_MEDIAN = re.compile(r"(?i)\b(?:thấp|cao) hơn\s+(?:(?:so với|mức|điểm)\s+)*trung vị\s+$"), 10
# `So với mức bình quân của các địa phương (0,4014 điểm), điểm của tỉnh cao hơn 0,105`, `cao hơn bình quân chung 0,0866`
_OFF_A_MEAN = re.compile(
    r"(?i)\bso với (?:(?:mức|điểm|giá trị) )?(?:bình quân|trung bình)\b[^;]{0,160}\b(?:cao|thấp) hơn\s+$|\b(?:cao|thấp) hơn (?:(?:mức|điểm|giá trị) )?(?:bình quân|trung bình)(?: chung)?\s+$"
)
_MOST_OFF_A_MEAN = 0.2
"""A score of the national index lies no farther from a mean or from its neighbour; its means are above."""
_LEAST_MEAN = 0.46
"""A mean is at least so much of the score beside it; what is less is how far they are apart."""
# `cao hơn 1,9 điểm phần trăm so với cùng kỳ` is a change
_OTHER_THAN_A_TIME = re.compile(r"(?i)\s*so với(?!\s+(?:cùng kỳ|cùng thời điểm|năm|tháng|quý|đầu năm|cuối năm|kỳ))")


def is_difference(scene: Scene, left: str, right: str) -> bool:
    """Whether a number is by how much something lies above or below another place or the mean."""
    number = scene.number
    above = _ABOVE_MEAN.search(left) if number.unit_class in ("percent", "score", "count") else None
    if above is not None and number.value < parse_number(above["fraction"] or above["measured"]) * _LEAST_MEAN:
        return True
    if number.unit_class == "score" and number.value < _FAR_FROM_MEDIAN and _THAN_MEDIAN.search(left):
        return True
    is_small = number.unit_class in ("score", "count") and number.value < _MOST_OFF_A_MEAN
    if is_small and _OFF_A_MEAN.search(scene.text, scene.context.sentence_start, number.start):
        return True
    before = scene.text[scene.around.item_start : number.start]
    if is_small and number.unit_class == "score" and _ABOVE_OR_BELOW_A_PLACE.search(before):
        return True
    return _OTHER_THAN_A_TIME.match(right) is not None and _HIGHER_BY.search(before) is not None

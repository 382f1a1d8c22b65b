"""Parts of a total: `188 đơn vị, trong đó có 17 sở …` states one figure of its indicator, not two.

Lives here: telling a part from a further figure of the same indicator, area and period in one sentence. Never here: parts that
the codebook has codes for (they are claimed by those).
"""

from __future__ import annotations

import re

from schemas.records import Observation
from scrapers.extraction.attachment.recognised import Recognised

# `91,2% (cấp tỉnh 97,5%, cấp xã 88,9%)`, `ở cấp xã trên 85%`: of the offices of one level, not of the province.
_OF_A_LEVEL = re.compile(
    r"(?i)\bcấp\s+(?:tỉnh|huyện|xã|sở|cơ sở)(?:(?:,| và)\s+(?:cấp\s+)?(?:huyện|xã))*\s*(?:(?:là|đạt|chiếm|trên|hơn|khoảng|gần|t[ỷỉ] lệ|:)\s*){0,3}$"
)
_CODES_OF_LEVELS = ("province", "district", "commune", "local")
_PARTS_FOLLOW = re.compile(r"(?i)trong đó|,\s*(?:đã\s+)?(?:giải quyết|xử lý)\b|bao gồm|gồm|cụ thể|\briêng|\(|:")


class Totals:
    """Remembers, sentence by sentence, the first count or share of each indicator, and recognises its parts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentence = -1
        self._first: dict[str, tuple[Observation, int]] = {}

    def is_part(self, one: Recognised, row: Observation) -> bool:
        """Whether a figure is a part of an earlier one; the first of a sentence is remembered as the total."""
        if one.sentence.index != self._sentence:
            self._sentence, self._first = one.sentence.index, {}
        if one.number.unit_class not in ("count", "percent") or row.kind != "actual":
            return False
        if one.number.unit_class == "percent":
            is_of_a_level = self._is_of_a_level(one, row)
            is_first = row.indicator_code not in self._first
            if is_first and is_of_a_level:
                return False  # `tại cấp tỉnh, huyện đạt 100%, cấp xã đạt 99,99%`: neither is the whole
            self._first.setdefault(row.indicator_code, (row, one.number.end))
            return not is_first and is_of_a_level
        known = self._first.setdefault(row.indicator_code, (row, one.number.end))
        total, end = known
        return (
            total is not row
            and row.value < total.value
            and (row.province_code, row.area_level, row.area_name)
            == (total.province_code, total.area_level, total.area_name)
            and row.period == total.period
            and _PARTS_FOLLOW.search(self._text, end, one.number.start) is not None
        )

    def _is_of_a_level(self, one: Recognised, row: Observation) -> bool:
        """Whether a further share is said to be of one level of administration, which the codebook does not tell apart."""
        if row.area_level != "province" or any(level in row.indicator_code for level in _CODES_OF_LEVELS):
            return False
        return _OF_A_LEVEL.search(self._text, one.around.left_limit, one.number.text_start) is not None

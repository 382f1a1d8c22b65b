"""Parts of a total: `188 đơn vị, trong đó có 17 sở …` states one figure of its indicator, not two.

Lives here: telling a part from a further figure of the same indicator, area and period in one sentence, and the level of
administration whose share stands behind that of all. Never here: parts that the codebook has codes for (they are claimed
by those).
"""

from __future__ import annotations

import dataclasses
import re

from schemas.records import Observation
from scrapers.extraction.attachment.recognised import Recognised
from scrapers.extraction.places.levels import level_of_offices

# `91,2% (cấp tỉnh 97,5%, cấp xã 88,9%)`, `ở cấp xã trên 85%`: of the offices of one level, not of the province.
_OF_A_LEVEL = re.compile(
    r"(?i)\b(cấp\s+(?:tỉnh|huyện|xã|sở|cơ sở)(?:(?:,| và)\s+(?:cấp\s+)?(?:huyện|xã))*)\s*(?:(?:là|đạt|mới|chỉ|chiếm|trên|hơn|khoảng|gần|t[ỷỉ] lệ|:)\s*){0,3}$"
)
_PARTS_FOLLOW = re.compile(r"(?i)trong đó|,\s*(?:đã\s+)?(?:giải quyết|xử lý)\b|bao gồm|gồm|cụ thể|\briêng|\(|:")


class Totals:
    """Remembers, sentence by sentence, the first count or share of each indicator, and recognises its parts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentence = -1
        self._first: dict[str, tuple[Observation, int]] = {}

    def without_parts(self, one: Recognised, rows: tuple[Observation, ...]) -> tuple[Observation, ...]:
        """The rows of a number, none where it is a part of an earlier one; the first of a sentence is remembered as the total.

        The share of one level behind that of all is of the offices of that level, whose name is its own: `cấp xã`.
        """
        if not rows:
            return rows
        if one.sentence.index != self._sentence:
            self._sentence, self._first = one.sentence.index, {}
        row = rows[0]
        if one.number.unit_class not in ("count", "percent") or row.kind != "actual":
            return rows
        if one.number.unit_class == "count":
            return () if self._is_part(one, row) else rows
        words = self._level_words(one)
        level = level_of_offices(row.indicator_code, row.unit, words) if row.area_level == "province" else None
        is_first = row.indicator_code not in self._first
        if is_first and level is not None:
            return rows  # `tại cấp tỉnh, huyện đạt 100%, cấp xã đạt 99,99%`: neither is the whole
        self._first.setdefault(row.indicator_code, (row, one.number.end))
        if level is None:
            return rows
        return tuple(dataclasses.replace(each, area_level=level, area_name=words) for each in rows)

    def _is_part(self, one: Recognised, row: Observation) -> bool:
        """Whether a count is a part of that which is the total."""
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

    def _level_words(self, one: Recognised) -> str:
        """The level of administration of which a number is said to be right before it: `cấp xã`; empty if none is."""
        said = _OF_A_LEVEL.search(self._text, one.around.left_limit, one.number.text_start)
        return said.group(1) if said is not None else ""

"""Parts of a total: `188 đơn vị, trong đó có 17 sở …` states one figure of its indicator, not two.

Lives here: telling a part from a further figure of the same indicator, area and period in one sentence. Never here: parts that
the codebook has codes for (they are claimed by those).
"""

from __future__ import annotations

import re

from schemas.records import Observation
from scrapers.extraction.recognition import Recognised

_PARTS_FOLLOW = re.compile(r"(?i)trong đó|bao gồm|gồm|cụ thể|\(|:")


class Totals:
    """Remembers, sentence by sentence, the first count of each indicator, and recognises its parts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentence = -1
        self._first: dict[str, tuple[Observation, int]] = {}

    def is_part(self, one: Recognised, row: Observation) -> bool:
        """Whether a count is a part of an earlier one; if not, it is remembered as a total."""
        if one.sentence.index != self._sentence:
            self._sentence, self._first = one.sentence.index, {}
        if one.number.unit_class != "count" or row.kind != "actual":
            return False
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

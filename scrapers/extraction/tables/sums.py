"""Rows that sum up those over them: `Cộng`, `Tổng số`.

Lives here: whether the sum of a table's rows is all that its province has. Never here: what the columns are of (see `headers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrapers.extraction.tables.place_names import RowArea
from scrapers.extraction.unclaimable.operators import OPERATORS

SUM_LABEL = re.compile(
    r"(?i)\s*(?:cộng|tổng|tổng cộng|tổng số|tổng cộng toàn tỉnh)\s*(?:\(\s*\d+ (?:huyện|xã|phường|đơn vị|địa phương)\b[^()]*\)\s*)?:?\s*"
)
_OPERATOR = re.compile(rf"(?i)\s*(?:{'|'.join(OPERATORS)})\b")
_FEWEST = 2


def sums_up_all(labels: Iterable[str], areas: Iterable[RowArea], own_province: str, made_of: Iterable[str]) -> bool:
    """Whether rows called so, some of them by places, come to all that a province has.

    So do its districts or communes, the provinces that it was made of, and the operators of networks.
    """
    said = list(labels)
    if sum(_OPERATOR.match(label) is not None for label in said) >= _FEWEST:
        return True
    found = list(areas)
    parts = {own_province, *made_of}
    # Offices of the province beside its districts: one sum of all of them, else each sums up its own.
    is_one = sum(SUM_LABEL.fullmatch(label) is not None for label in said) == 1
    is_with_offices = is_one and sum(area.level == "district" for area in found) >= _FEWEST
    levels = ("district", "commune", "agency") if is_with_offices else ("district", "commune")
    is_local = all(area.province_code == own_province and area.level in levels for area in found)
    is_merged = all(area.level == "province" and area.province_code in parts for area in found)
    return len(found) >= _FEWEST and (is_local or is_merged)

"""Values of one row that nothing tells apart: two columns give one indicator of one place and time different numbers.

Lives here: which of them stand and which are left. Never here: what a column is about (see `headers`), the reading of cells
(see `reader`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from schemas.records import Observation
from scrapers.extraction.tables.axes import Axis

_TOTAL_HEADER = re.compile(r"(?i)\s*(?:tổng|tổng số|tổng cộng|cộng|chung|toàn tỉnh)\s*(?:\([^()]*\)\s*)?")
_TOTAL_OF_RECEIVED = re.compile(r"(?i)\s*(?:tổng|tổng số|tổng cộng)\s.*\btiếp nhận\b")


def _is_total(header: Axis, one: Observation) -> bool:
    """Whether a column is of all that the others are parts of: `Tổng`, `Tổng số`, below `Số hồ sơ tiếp nhận`; in percent for a share."""
    if one.unit == "percent":
        return header.unit_class == "percent" or _TOTAL_HEADER.fullmatch(header.text) is not None
    return _TOTAL_HEADER.fullmatch(header.text) is not None or _TOTAL_OF_RECEIVED.match(header.text) is not None


def not_told_apart(row: Sequence[tuple[int, Observation]], headers: Mapping[int, Axis]) -> set[str]:
    """The ids of the observations of a row, each with its column, that another contradicts.

    Of several, those of columns with a time of their own stand beside others without; else the one of a column `Tổng`.
    Ranks among different numbers of units (`2/63`, `17/34`) are of different times.
    """
    alike: dict[tuple[object, ...], list[tuple[int, Observation]]] = {}
    for column, one in row:
        place = (one.unit_id, one.area_level, one.area_name, one.out_of if one.unit == "rank" else None)
        alike.setdefault((one.indicator_code, *place, one.kind, one.period), []).append((column, one))
    left: set[str] = set()
    for members in alike.values():
        if len({one.value for _, one in members}) == 1:
            continue
        dated = [one for column, one in members if (header := headers.get(column)) and header.period is not None]
        totals = [one for column, one in members if (h := headers.get(column)) and _is_total(h, one)]
        standing = dated if len({one.value for one in dated}) == 1 else totals if not dated else []
        stands = {one.observation_id for one in standing} if len({one.value for one in standing}) == 1 else set()
        left |= {one.observation_id for _, one in members} - stands
    return left

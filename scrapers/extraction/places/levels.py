"""Which indicators exist at which level: national ranks for provinces, a province's own index for what lies inside it.

Lives here: that rule, for prose and tables alike, and which figures are never a district's.
"""

from __future__ import annotations

import re

from schemas.records import AreaLevel
from scrapers.extraction.places.provinces import ALL_PROVINCES

_LOCAL_LEVELS = frozenset({"district", "commune", "agency"})
_MOST_OF_LOCAL_INDEX = (100, 1000)  # the national index has 1
_LOCAL_INDEX = "local_dti_score"
_NATIONAL_INDEX = "dti_score"
_AMONG_PROVINCES = re.compile(
    rf"(?i)/{ALL_PROVINCES}\b|\b(?:cả nước|toàn quốc)\b|\b(?:tỉnh|thành phố) (?:đứng|xếp|đạt|giữ|dẫn đầu)\b"
)
# `điểm trung bình toàn tỉnh đạt 74,8/100 điểm`: of all offices; not `bình quân khối sở, ngành`
_MEAN_OF_ALL_OFFICES = re.compile(
    r"(?i)^(?!.*\b(?:khối|cấp|nhóm|sở, ngành|sở, ban)\b).*\b(?:trung bình|bình quân)\b[^,;.\d]*$"
)
_LEVELS: tuple[tuple[str, AreaLevel], ...] = (("huyện", "district"), ("xã", "commune"), ("cơ sở", "commune"))
_CODES_OF_LEVELS, _UNITS_OF_OFFICES = ("province", "district", "commune", "local"), ("count", "percent", "person")
_NATIONAL_INDICES = ("dti_", "ict_index_", "papi_", "par_index_", "pci_", "sipas_")


def is_of_the_province(code: str, sentence: str) -> bool:
    """Whether a figure in a district's text is its province's: its product, or a place among all provinces beside it."""
    if "_grdp_" in code:
        return True
    return code.startswith(_NATIONAL_INDICES) and _AMONG_PROVINCES.search(sentence) is not None


def code_at(code: str, unit: str, level: AreaLevel, said: str = "") -> str | None:
    """The indicator that a code means at a level, or None where it means none.

    A department or district has no place in the national rankings, and its score is one of the province's own index. That index
    has no value of the province but the mean of all its offices, if the words before the number (`said`) tell of it.
    """
    is_local = level in _LOCAL_LEVELS
    if code == _LOCAL_INDEX:
        return code if is_local or (level == "province" and _MEAN_OF_ALL_OFFICES.match(said)) else None
    if not is_local:
        return code
    if code == _NATIONAL_INDEX:
        return _LOCAL_INDEX
    return None if unit == "rank" or code.startswith(_NATIONAL_INDICES) else code


def level_of_offices(code: str, unit: str, words: str) -> AreaLevel | None:
    """The level of the offices that words name (`cấp xã`), whose counts and shares are a part of their province's.

    None where they name none, and of an indicator that is of a level itself. What stands above districts are the departments.
    """
    if not words or unit not in _UNITS_OF_OFFICES or any(level in code for level in _CODES_OF_LEVELS):
        return None
    return next((level for word, level in _LEVELS if words.lower().endswith(word)), "agency")


def own_index_of(code: str | None, most: float) -> str | None:
    """The index of so many points at most (`Tổng điểm (100)`) that goes by the name of one that has fewer: a province's own."""
    return _LOCAL_INDEX if code == _NATIONAL_INDEX and most in _MOST_OF_LOCAL_INDEX else None

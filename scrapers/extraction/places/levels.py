"""Which indicators exist at which level: national ranks for provinces, a province's own index for what lies inside it.

Lives here: that rule, for prose and tables alike, and which figures are never a district's.
"""

from __future__ import annotations

import re

from schemas.records import AreaLevel
from scrapers.extraction.places.provinces import ALL_PROVINCES

_LOCAL_LEVELS = frozenset({"district", "commune", "agency"})
_LOCAL_INDEX = "local_dti_score"
_NATIONAL_INDEX = "dti_score"
_AMONG_PROVINCES = re.compile(
    rf"(?i)/{ALL_PROVINCES}\b|\b(?:cả nước|toàn quốc)\b|\b(?:tỉnh|thành phố) (?:đứng|xếp|đạt|giữ|dẫn đầu)\b"
)
# `điểm trung bình toàn tỉnh đạt 74,8/100 điểm`: of all offices; not `bình quân khối sở, ngành`
_MEAN_OF_ALL_OFFICES = re.compile(
    r"(?i)^(?!.*\b(?:khối|cấp|nhóm|sở, ngành|sở, ban)\b).*\b(?:trung bình|bình quân)\b[^,;.\d]*$"
)
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

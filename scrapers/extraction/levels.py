"""Which indicators exist at which level: national ranks for provinces, a province's own index for what lies inside it.

Lives here: only that rule, for prose and tables alike.
"""

from __future__ import annotations

from schemas.records import AreaLevel

_LOCAL_LEVELS = frozenset({"district", "commune", "agency"})
_LOCAL_INDEX = "local_dti_score"
_NATIONAL_INDEX = "dti_score"
_NATIONAL_INDICES = ("dti_", "ict_index_", "papi_", "par_index_", "pci_", "sipas_")


def code_at(code: str, unit: str, level: AreaLevel) -> str | None:
    """The indicator that a code means at a level, or None where it means none.

    A department or district has no place in the national rankings, and its score is one of the province's own index.
    """
    is_local = level in _LOCAL_LEVELS
    if code == _LOCAL_INDEX:
        return code if is_local else None
    if not is_local:
        return code
    if code == _NATIONAL_INDEX:
        return _LOCAL_INDEX
    return None if unit == "rank" or code.startswith(_NATIONAL_INDICES) else code

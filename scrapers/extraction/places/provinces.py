"""How many provinces there are and were.

Lives here: these numbers. Never here: which provinces they are (`scrapers.reference`).
"""

from __future__ import annotations

MOST_PROVINCES = 63
"""So many provinces there were until June 2025: no place in a ranking of them lies behind."""
RANK_TOTALS = frozenset({34.0, 60.0, 61.0, 62.0, 63.0, 64.0})
"""How many units a national ranking has had: 63, or 60 to 64 in older ones, and 34 since the mergers."""
ALL_PROVINCES = "(?:" + "|".join(f"{int(total)}" for total in sorted(RANK_TOTALS)) + ")"
"""As a pattern, how many units are all of them."""

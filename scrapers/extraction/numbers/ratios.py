"""Parts over wholes that stand before a share: `186/267 xã, đạt tỷ lệ 70%`.

Lives here: finding them, and the share that they give. Never here: whether a written share agrees with them (see `plausibility`).
"""

from __future__ import annotations

import re

from scrapers.extraction.numbers.quantities import is_year

PART_OVER_WHOLE = re.compile(r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})*|\d+)\s?/\s?(\d{1,3}(?:\.\d{3})+|\d+)(?![\d.,]*[/%\d])")
ROUNDING = 0.6
"""How far a share may be written from that of its part over its whole, in percent: it is rounded, to half a percent and a bit."""
ROUNDING_OF_A_BOUND = 1.0
"""The same where it is written with a qualifier: `16/22 mục tiêu, hơn 72%`."""
_REACH = 160
_MONTHS = 12


def ratio_before(text: str, start: int, number_start: int) -> float | None:
    """The share, in percent, of the last part over a whole before a number, where no other number stands between."""
    window = text[max(start, number_start - _REACH) : number_start]
    if "/" not in window:
        return None
    pair = None
    for match in PART_OVER_WHOLE.finditer(window):
        pair = match
    if pair is None or re.search(r"\d", window[pair.end() :]):
        return None
    return share_of(pair)


def restates_ratio(text: str, start: int, number_start: int, value: float) -> bool:
    """Whether a share is that of the part over its whole before it: `66/94 hệ thống được phê duyệt, đạt 70,2%`."""
    ratio = ratio_before(text, start, number_start)
    return ratio is not None and abs(ratio - value) < ROUNDING


def share_of(pair: re.Match[str]) -> float | None:
    """The share that a part over a whole gives, in percent; None for months of a year, dates and parts above their whole."""
    part, whole = (float(pair.group(group).replace(".", "")) for group in (1, 2))
    is_month = part <= _MONTHS and is_year(pair.group(2), 0, len(pair.group(2)), "năm ")
    return 100 * part / whole if 0 < part <= whole and whole > _MONTHS and not is_month else None

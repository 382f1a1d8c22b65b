"""Times beside a number that say with what it is compared.

Lives here: those that are no time of the number, and those that are although they are compared with. Never here: the choice among
the others (see `timeline`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.extraction.periods.expressions import PeriodMention, says_this_year
from scrapers.extraction.periods.notation import is_span_of_years
from scrapers.extraction.periods.number_place import NumberPlace

_LOOK_BACK, _OF_YEAR = 24, len("2022")
# `Quảng Ninh, địa phương đứng đầu năm 2023 với 92,18%, lần này xếp thứ 4/63`
_THIS_TIME = re.compile(r"(?i),\s+(?:lần này|kỳ này|năm nay)\s")
_SO_IT_MOVED = re.compile(
    r"(?i)(?:(?!\b20\d\d\b)[^.]|(?<=\d)\.(?=\d))*[,;]\s+(?:như vậy|như thế|tức là)\b[^;.]*\b(?:tăng|giảm|lên|nhích|cải thiện|tụt|lùi)\b[^;.\d]*(?:\d[^;.]*)?"
)
_IN_A_ROW = re.compile(r"(?i)\b(?:liền|liên tiếp|liên tục)\s+(?:\w+\s+)?(?:kỳ|năm|lần)?\s*\D?$")
_IN_ORDER = re.compile(r"(?i)\((?:lần lượt|tương ứng)\s[^()]*$")

# `đạt 89%, tăng 33% so với cuối năm 2022`: both came later
_MOVED_SINCE = re.compile(
    r"(?i)(?:\s?%)?(?:[^;.\d]*,\s+(?:tăng|giảm|cao hơn|thấp hơn)\s+(?:[^;.\d]|(?<=\d)\.(?=\d)|\d)*\b|\s+)so với\s+(?:cuối\s+|hết\s+)?"
)
_SINCE = re.compile(r"(?i)\bso với\s+(?:cuối\s+|hết\s+)?$")


def is_after_base(text: str, mentions: Sequence[PeriodMention], place: NumberPlace, period: str) -> bool:
    """Whether a number was reached after the year of `period`: how it moved since that year, or a later one, stands behind it, or in an item before."""
    year = period.rpartition("..")[2][:_OF_YEAR]
    bases = (m for m in mentions if m.kind == "base" and m.period and len(m.period) == _OF_YEAR and m.period >= year)
    return any(
        _MOVED_SINCE.fullmatch(text, place.end, m.start) is not None
        or (m.end <= place.item[0] and _SINCE.search(text, max(0, m.start - _LOOK_BACK), m.start) is not None)
        for m in bases
    )


def of_compared(text: str, mentions: Sequence[PeriodMention], place: NumberPlace) -> str | None:
    """The year, of those compared with, at the number's position behind them: `… so với năm 2022 và … so với năm 2021 (tương ứng 6,02% và 5,84%)`."""
    if place.series is None or _IN_ORDER.search(text, place.item[0], place.start) is None:
        return None
    bases = [
        m.period
        for m in mentions
        if m.kind == "base" and m.period and place.item[0] <= m.start and m.end <= place.start
    ]
    return bases[place.series.position] if len(bases) == place.series.size else None


def is_left_behind(text: str, mention: PeriodMention, place: NumberPlace, named: Sequence[PeriodMention]) -> bool:
    """Whether a time before a rank or score is no time of it, of those `named` in the sentence: that of what it is compared with, a row of years, `năm nay`.

    `năm 2023 là 67,38 điểm, như vậy tỉnh tăng 3 bậc`; `quán quân liền bốn kỳ 2020-2023 - … tụt xuống thứ 17`; `Quán quân năm nay là …`.
    """
    if not place.is_standing:
        return False
    if says_this_year(text, mention):
        return not place.of_running_index
    if mention.end > place.start:
        return False
    if _THIS_TIME.search(text, mention.end, place.start) is not None:
        return True
    if _SO_IT_MOVED.fullmatch(text, mention.end, place.start) is not None:
        before = [m.year for m in named if m.year and m.end <= mention.start]
        return not before or (mention.year or 0) < max(before)
    is_row = is_span_of_years(mention.period or "")
    return is_row and _IN_A_ROW.search(text, max(0, mention.start - _LOOK_BACK), mention.start + 1) is not None

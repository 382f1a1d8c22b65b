"""Whether a number is the country's: `bình quân cả nước là 82,7%`, and not `thứ 5 cả nước`.

Lives here: only that. Never here: other places (see `subjects`), means of all provinces (see `means`).
"""

from __future__ import annotations

import re

from scrapers.extraction.places.gazetteer import PlaceMention

# `Cùng với cả nước, tỉnh …`
_BESIDE_ALL = re.compile(r"(?i)\bcùng(?: với)?\s+$")
# `là 1 trong 23 tỉnh, thành phố trong cả nước cung cấp …`
_OF_ALL_PROVINCES = re.compile(r"(?i)\b(?:tỉnh|địa phương)(?:,? thành(?: phố)?)?\s+(?:trong|trên|của)\s+$")
# `cao hơn mức bình quân cả nước là 82,7%`, `(bình quân cả nước 75,5 điểm)`: the mean is what the number is.
_STATES_AVERAGE = re.compile(r"(?i)(?:bình quân|trung bình|mức chung|t[ỷỉ] lệ chung)\s+(?:chung\s+)?(?:của\s+)?$")
_LINK_TO_NUMBER = re.compile(r"(?i)\s*(?:(?:bình quân|trung bình|là|đạt|chỉ|ở mức|:|\()\s*){0,3}\d")
# `SIPAS chung cả nước là 82,66%`
_COUNTRY_HAS = re.compile(r"(?i)\s+(?:năm 20\d\d\s+)?(?:là|đạt)\s+\d")
# `cao hơn hẳn mức trung bình cả nước: hồ sơ trực tuyến đạt 93,51%`: what follows is of who is compared
_OVER_A_LIST, _HIGHER_THAN = (
    re.compile(r"\s*:\s+[^\W\d_]"),
    re.compile(r"(?i)\b(?:hơn|so với|vượt)\s+(?:\w+\s+){0,2}(?:bình quân|trung bình|mức chung)\s+(?:của\s+)?$"),
)
# `còn cách xa mức bình quân cả nước (14,02% GDP) và mục tiêu 15%`: the second is of who is compared
_AND_A_GOAL = re.compile(r"(?i)\d[^;.]*\bvà (?:mục tiêu|chỉ tiêu|kế hoạch)\b")
_AVERAGES = re.compile(r"(?i)\s+(?:bình quân|trung bình)\s")
_RANKS = re.compile(r"(?i)\b(?:đứng|xếp|hạng|vị trí)\b")
_RANK_TAIL = re.compile(  # a year is no rank: `đến cuối năm 2025 cả nước có 80% …`
    r"(?i)(?:(?<!\d)(?!20\d\d\b|\d{1,2}/20\d\d\b|[2-6]G\b)\d|thứ|hạng|vị trí|dẫn đầu|đầu|top|tốp|nhóm|nhất|so với|cao hơn|thấp hơn)[^,;.]{0,16}$|(?:dẫn|đứng) đầu \d\d [^,;.]{0,20}$"
)


def country_is_subject(text: str, mention: PlaceMention, before: str, is_rank: bool, stop: int) -> bool:
    """Whether a number is the country's: its mean, or what is said of it and no rank among all."""
    if _BESIDE_ALL.search(before) is not None or _OF_ALL_PROVINCES.search(before) is not None:
        return False
    if _OVER_A_LIST.match(text, mention.end) and _HIGHER_THAN.search(before) is not None:
        return False
    if _AND_A_GOAL.search(text, mention.end, stop) is not None:
        return False
    link = _LINK_TO_NUMBER.match(text, mention.end, mention.end + 24)
    if link is not None and before.endswith("("):
        return True  # `99,13% (cả nước 71,66%)`
    if link is not None and (_STATES_AVERAGE.search(before) or _AVERAGES.match(text, mention.end)):
        # `cao hơn trung bình cả nước (88,37%), đứng thứ 12/63`
        return _RANKS.search(text, mention.end, stop) is None
    has = not is_rank or _COUNTRY_HAS.match(text, mention.end) is not None
    if before.lower().rstrip().endswith("trong khi"):
        return has  # `đạt 52,3% trong khi cả nước đạt 80,2%`
    return has and _RANK_TAIL.search(before.replace("tỉnh, thành", "tỉnh thành")) is None

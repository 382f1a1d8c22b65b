"""What the country sets itself: the words by which a figure is the nation's aim and no province's.

Lives here: their wordings. Never here: means of all provinces (see `means`), which place a number is about (see `attribution`).
"""

from __future__ import annotations

import re

# `Chương trình chuyển đổi số quốc gia đặt mục tiêu đến năm 2025 kinh tế số chiếm …`, `Theo Quyết định số 411/QĐ-TTg, đến năm 2025 …`
_AIM_OF_THE_NATION = re.compile(
    r"(?i)(?<!thực hiện )(?<!triển khai )(?<!căn cứ )\b(?:chương trình|chiến lược|quyết định|nghị quyết"
    r"|đề án)\s[^;:.%]{0,120}?(?:\bquốc gia\b|/QĐ-TTg\b|-NQ/TW\b)[^;:.%]{0,120}?(?:\b(?:đặt|xác định|đề"
    r"|nêu)(?: (?:ra|rõ))?(?: (?:các|những))? (?:mục|chỉ) tiêu\b"
    r"|\b(?:đặt|xác định|đề|nêu)(?: (?:ra|rõ))?,? đến (?:hết |cuối )?năm 20\d\d|,\s+đến (?:hết |cuối )?năm 20\d\d)"
    r"|\b(?:mục tiêu|chỉ tiêu|yêu cầu|mốc)(?: năm 20\d\d)? của (?:đề án|quyết định|chương trình|chiến lược)\s[^;:.%]{0,60}(?:\bquốc gia\b|/QĐ-TTg\b)"
    r"|\bmục tiêu chung:[^;.%]{0,80}/QĐ-TTg\b"
    r"|\bbộ (?:thông tin và truyền thông|tt&tt|khoa học và công nghệ|kh&cn|nội vụ|y tế|công thương) (?:đặt|xác định"
    r"|đề)(?: ra)? (?:mục|chỉ) tiêu\b"
)
# `cách xa mức 50% mà chương trình quốc gia đặt ra`, `mức 2% mà Trung ương đề ra cho năm 2025`
_SET_BY_THE_NATION = re.compile(
    r"(?i)[\d.,]+\s?(?:%|[^\W\d_][^;:.,%\d]{0,30}(?:/1\.000 dân)?)?\s+(?:(?:mà|do|theo)\s+)?(?:(?:chương trình|chiến lược|kế hoạch)\s[^;:.,%]{0,40}quốc gia\b"
    r"|(?:chương trình|chiến lược|đề án)\s[^;:.,%]{0,50}\b(?:tại|của) Việt Nam (?:đặt|đề)\b|(?:thủ tướng )?chính phủ (?:đặt|đề|xác định|yêu cầu)"
    r"|trung ương (?:đặt|đề|xác định)\b)"
    r"|[\d.,]+\s?%[^;.:]{0,160}\b(?:đặt ra|đề ra) cho (?:cả nước|toàn quốc)\b"
)
_OF_SOME_PLACE = re.compile(r"(?i)\b(?:tỉnh|thành phố|địa phương|huyện|xã(?! hội))\b")
# `xét cấp quốc gia, Việt Nam xếp thứ 71`
_OF_THE_NATION = re.compile(r"(?i)\b(?:ở|tính|xét) (?:cấp|quy mô|bình diện) quốc gia\b[^;.]*$")
_WORDS = ("quốc gia", "/qđ-ttg", "-nq/tw", "bộ ")
_REACH = 800


def is_aim(text: str, sentence_start: int, phrase_end: int) -> bool:
    """Whether a national programme, decision or resolution sets it, in a sentence that speaks of no part of the country."""
    start = max(sentence_start, phrase_end - _REACH)
    said = text[start:phrase_end].lower()
    if not any(word in said for word in _WORDS):
        return False
    is_set = _AIM_OF_THE_NATION.search(text, start, phrase_end) is not None
    return is_set and _OF_SOME_PLACE.search(text, start, phrase_end) is None


def is_set_behind(text: str, number_start: int) -> bool:
    """Whether it is said behind a number that the country sets it: `50% mà chương trình quốc gia đặt ra`."""
    return _SET_BY_THE_NATION.match(text, number_start) is not None


def speaks_of_the_nation(text: str, start: int, end: int) -> int | None:
    """Where the words before a rank say that it is the country's: `xét ở cấp quốc gia, …`."""
    said = _OF_THE_NATION.search(text, start, end)
    return said.start() if said is not None else None

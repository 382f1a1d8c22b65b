"""Members of a list that name but a level, a place or an office, each with a number of what the line over the list names.

Lives here: which lines are such members, and where the line over them begins. Never here: what that line names (see `recognition`).
"""

from __future__ import annotations

import re

from scrapers.extraction.text.sentences import Sentence, opens_line
from scrapers.letters import CAPITALS

_LEVEL_MEMBER = re.compile(
    r"(?i)\W*(?:(?:tại|ở|đối với)\s+)?(?:(?:các\s+)?(?:cơ quan|đơn vị|khối)(?: nhà nước)?\s+)?cấp (?:tỉnh|huyện|xã)\b"
)
# `Sở Tư pháp 99,2%; …`, under the line `Tỷ lệ hồ sơ trực tuyến của một số đơn vị`
_PLACE = (
    rf"\W*(?:UBND\s)?(?:[Ss]ở|Ban|Cục|Bệnh viện|[Pp]hường|[Xx]ã|[Đđ]ặc khu|[Hh]uyện|[Tt]hị xã|[Tt]hị trấn|[Qq]uận|[Tt]hành phố|TP\.?)"
    rf"\s[{CAPITALS}][^,;.:()\d%]{{0,60}}?"
)
_PLACE_MEMBER = re.compile(rf"{_PLACE}(?::|\sđạt|\slà|\s[-–])?\s*\d[\d.,]*\s?%(?=[ \t]*(?:[;,.\n]|$))")
# `- Sở Tư pháp: 91,2`, under the line `Kết quả thực hiện Bộ chỉ số 766 của một số đơn vị (điểm):`
_SCORED_MEMBER = re.compile(
    rf"(?:{_PLACE}|\W*Toàn (?:tỉnh|thành phố)\s*):\s*\d{{1,3}}[.,]\d{{1,3}}(?=[ \t]*(?:[;,.(\n]|$))"
)
_SCORES_OF_THEM = re.compile(r"(?i).*\b(?:điểm|chỉ số|DTI|bộ chỉ số)\b.*")
# also `Kết quả tiếp nhận hồ sơ trực tuyến của các địa phương:`
_SHARE_OF_THEM = re.compile(
    r"(?i)[^%]*\b(?:tỷ lệ|tỉ lệ)\s[^%]*|[^%\d]*\bkết quả\s[^%]*\b(?:trực tuyến|số hóa|đúng hạn)\b[^%]*"
)
# `- Tỷ lệ hồ sơ nộp trực tuyến đạt 68,5%. Trong đó:`
_IN_DETAIL = re.compile(r"(?i)\W*(?:trong đó|cụ thể|cụ thể như sau)\s*:\s*")
_TELLS_SHARE = re.compile(r"(?i)\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng)\s")
_MOST_MEMBERS = 8


def is_scored_member(text: str, start: int) -> bool:
    """Whether a member of a list that begins at an offset is a place or office with its points."""
    return _SCORED_MEMBER.match(text, start) is not None


def line_over(text: str, found: list[Sentence], sentence: Sentence) -> int | None:
    """Where the line begins over members of a list that name but a level, or whose share or score each is.

    `Xử lý hồ sơ công việc trên môi trường mạng`, over `- Tại cấp tỉnh: chỉ tiêu 97%`.
    """
    kinds = (_LEVEL_MEMBER, _PLACE_MEMBER, _SCORED_MEMBER)
    member = next((kind for kind in kinds if kind.match(text, sentence.start)), None)
    if member is None:
        return None
    names = {_PLACE_MEMBER: _SHARE_OF_THEM, _SCORED_MEMBER: _SCORES_OF_THEM}.get(member)
    for place in range(sentence.index - 1, max(-1, sentence.index - _MOST_MEMBERS), -1):
        line = found[place]
        if member.match(text, line.start) is None:
            is_open = not text[line.start : line.end].rstrip().endswith((".", ";", ","))
            if not is_open and not opens_line(text, line.start):
                continue  # `+ Cấp tỉnh: … 97%. Đánh giá: Đạt.`
            if member is _PLACE_MEMBER and place and _IN_DETAIL.fullmatch(text, line.start, line.end):
                told = found[place - 1]
                is_told = told.block == line.block and _TELLS_SHARE.search(text, told.start, told.end) is not None
                return told.start if is_told else None
            is_of_them = names is None or names.fullmatch(text, line.start, line.end) is not None
            return line.start if is_open and is_of_them else None
    return None

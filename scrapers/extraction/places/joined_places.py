"""Places that are named one after the other: several that are counted, further ones beside the subject.

Lives here: only that. Never here: which place a number is about (see `subjects`).
"""

from __future__ import annotations

import bisect
import re

from scrapers.extraction.places.gazetteer import PlaceMention
from scrapers.letters import CAPITALS

NOT_SUBJECT = re.compile(
    r"(?i)(?:hợp nhất với|sáp nhập với|nhập với|hợp nhất vào|sáp nhập vào|nhập vào|sáp nhập cùng|hợp nhất cùng|sáp nhập|hợp nhất|sau|trên cả|cùng với"
    r"|so với|chỉ sau|như|với các tỉnh|học tập|vượt qua|vượt|đứng sau|xếp sau|sau các|trước|cùng|và các|kết nối với|giáp"
    r"|giữa|thuộc|từ|bằng (?:một )?(?:nửa|phần \w+|\w+ phần \w+)(?: của)?)\s+(?:các\s+)?(?:tỉnh|thành phố|tp\.?"
    r"|địa phương)?\s*$"
)
"""Before a place with which the subject is compared, merged or joined."""
# `So với Hải Phòng, Quảng Ninh đạt …`: who is named behind is the subject
_OPENS_BESIDE = re.compile(
    r"(?i:\b(?:sáp nhập|hợp nhất)(?: với)?)\s+(?:tỉnh\s+)?$|(?:^|[.;!?\n]\s*)(?:Cùng với|Cùng|So với|Khác với|Không như|Giống như|(?:(?:Ngay|Đứng|Xếp) )?[Ss]au)\s+(?:tỉnh\s+|thành phố\s+|TP\.?\s*)?$"
)
# `ở Đà Lạt, Phan Thiết, Mũi Né`
_FURTHER_NAME = re.compile(rf"(?:,\s+(?:TP\.?\s*)?[{CAPITALS}]\w+\s+[{CAPITALS}]\w+){{2}}")
# `86 trạm 5G tại TP Lạng Sơn và các cửa khẩu`
_AND_OTHERS = re.compile(
    r"(?i)(?:\s+và|,(?=\s+\w+(?:\s+số)?\s+(?:huyện|xã|phường|thị|thành phố|khu|cửa khẩu|trung tâm|địa phương|thôn|bản|điểm|nơi"
    r"|vùng|tuyến|cụm|đảo|tỉnh)\b))\s+(?:các|một số|nhiều)\s"
)
JOINED = re.compile(r"(?i)\s*(?:,|và|,\s*và)\s*")
_JOINED_WITH_FIGURES = re.compile(r"(?i)\s*(?:\(\s*(?:hạng\s+|thứ\s+)?\d[^()]{0,30}\)\s*)?(?:,|và|,\s*và)\s*")
_SEVERAL = re.compile(r"(?i)\b(?:hai|ba|bốn|năm|sáu|\d)\s+(?:(?:huyện|xã|phường|thị xã|thành phố)\s+)?$")
# `… và thành phố Điện Biên Phủ đã đạt 100%`
_EACH_HAS = re.compile(
    r"(?i)\s+(?:(?:đều|cùng|đã|cũng|hiện|vẫn|mới|chỉ)\s+)*(?:đạt|là|ở mức|có t[ỷỉ] lệ)\s+(?:(?:t[ỷỉ] lệ|mức)\s+)?(?:(?:dưới|trên|hơn|gần|khoảng)\s+)?"
)
_EACH_ALIKE = re.compile(r"(?i)\s+(?:đều|cùng)\s")  # `Ba huyện Tràng Định, Văn Lãng, Lộc Bình đều đạt 80%`
# `Hai tỉnh Ninh Bình, Nam Định đều có tỷ lệ hồ sơ trực tuyến trên 70%`
_EACH_ALIKE_HAS = re.compile(r"(?i)\s+(?:đều|cùng)\s+(?:đã\s+)?(?:có|đạt)\s[^\d,;:()]{0,90}")
# `Tại phường An Xuyên và phường Tân Thành, tỷ lệ hồ sơ trực tuyến phải đạt từ 85%`
_WHERE_EACH_HAS = re.compile(
    r"(?i),\s+t[ỷỉ] lệ\s(?:(?!\b(?:lần lượt|tương ứng|bình quân|trung bình|chung)\b)[^\d,;:.()]){3,90}"
    r"\s(?:đạt|là|ở mức|chiếm)\s+(?:(?:từ|dưới|trên|hơn|gần|khoảng|tối thiểu|ít nhất)\s+)?"
)
_EACH_TOLD = (_EACH_HAS, _EACH_ALIKE_HAS, _WHERE_EACH_HAS)
_COUNT_REACH, _MOST_JOINED = 20, 12


class JoinedPlaces:
    """The mentions of one document, in their order, as far as they are joined."""

    def __init__(self, text: str, mentions: list[PlaceMention], starts: list[int]) -> None:
        """`starts`: where each of the mentions begins."""
        self._text, self._mentions, self._starts = text, mentions, starts

    def is_of_several(self, mention: PlaceMention) -> bool:
        """Whether a district or commune is one of several that are counted: `Ba huyện Cần Giuộc, Bến Lức, Đức Hòa có …`."""
        if mention.level not in ("district", "commune") or _EACH_ALIKE.match(self._text, mention.end) is not None:
            return False
        if _AND_OTHERS.match(self._text, mention.end) is not None:
            return True
        start = self._first(mention, JOINED).start
        return _SEVERAL.search(self._text, max(0, start - _COUNT_REACH), start) is not None

    def is_first_of_several(self, mention: PlaceMention) -> bool:
        """Whether further districts or communes are named right behind one."""
        place = bisect.bisect_left(self._starts, mention.start) + 1
        if mention.level not in ("district", "commune"):
            return False
        if (
            _FURTHER_NAME.match(self._text, mention.end) is not None
            or _AND_OTHERS.match(self._text, mention.end) is not None
        ):
            return True
        if place >= len(self._mentions):
            return False
        following = self._mentions[place]
        is_joined = JOINED.fullmatch(self._text, mention.end, following.start) is not None
        return is_joined and following.level == mention.level

    def is_joined_to_no_subject(self, mention: PlaceMention) -> bool:
        """Whether a place is a further one of those that are named beside the subject: `sau Quảng Ninh (73,02 điểm), Hải Phòng và Thái Nguyên`."""
        first = self._first(mention, _JOINED_WITH_FIGURES)
        if first is mention:
            return False
        before = self._text[max(0, first.start - 28) : first.start]
        nearest = self._mentions[bisect.bisect_left(self._starts, mention.start) - 1]
        if _OPENS_BESIDE.search(before) and "và" not in self._text[nearest.end : mention.start]:
            return False
        return NOT_SUBJECT.search(before) is not None

    def told_with_last(self, start: int, number_start: int) -> list[PlaceMention]:
        """The places before the last one, of which a share right behind them is told as of that.

        `Riêng TP Hà Tĩnh và TX Hồng Lĩnh đạt 100%`
        """
        last = bisect.bisect_left(self._starts, number_start) - 1
        if last < 1 or self._mentions[last].level not in ("district", "commune", "province"):
            return []
        if not any(told.fullmatch(self._text, self._mentions[last].end, number_start) for told in _EACH_TOLD):
            return []
        first = self._opening(last, JOINED, bisect.bisect_left(self._starts, start), self._mentions[last].level)
        before = self._text[max(0, self._mentions[first].start - 28) : self._mentions[first].start]
        return [] if NOT_SUBJECT.search(before) is not None else self._mentions[first:last]

    def _first(self, mention: PlaceMention, joined: re.Pattern[str]) -> PlaceMention:
        """The first of the places that are named one after the other up to a mention, with nothing but `joined` between them."""
        last = bisect.bisect_left(self._starts, mention.start)
        first = self._opening(last, joined, max(0, last - _MOST_JOINED))
        return self._mentions[first] if first < last else mention

    def _opening(self, last: int, joined: re.Pattern[str], first_of_all: int, level: str | None = None) -> int:
        """Which mention, none before `first_of_all`, opens the run that ends with the one at `last`, of one level where it is named."""
        first = last
        while (
            first > first_of_all
            and level in (None, self._mentions[first - 1].level)
            and joined.fullmatch(self._text, self._mentions[first - 1].end, self._mentions[first].start)
        ):
            first -= 1
        return first

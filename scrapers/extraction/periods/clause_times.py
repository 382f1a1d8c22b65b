"""The time in a number's own clause: what closes its phrase, what stands before it, which edition an index is of.

Lives here: that choice among the times of its sentence. Never here: which of these can be meant, what is handed on (see
`timeline`).
"""

from __future__ import annotations

import re

from scrapers.extraction.periods.expressions import PeriodMention
from scrapers.extraction.periods.handed_times import HandedTimes
from scrapers.extraction.periods.notation import is_day, is_span_of_years
from scrapers.extraction.periods.number_place import NumberPlace
from scrapers.extraction.periods.times import ADJACENT, OWN_VALUE, Times
from scrapers.extraction.text.brackets import opened_around
from scrapers.extraction.text.sentences import Sentence
from scrapers.letters import CAPITALS

# `năm 2020 tỉnh chỉ xếp thứ 53/63`, `ở kỳ năm 2022 Hải Phòng đứng thứ 14`
_RIGHT_BEFORE = re.compile(
    r"(?i)\s*:\s+(?:(?:thứ|vị trí|hạng)\s+){0,2}|\s+(?:\w+\s+){0,3}(?:đạt|là|có)\s+[\d,.]+\s*(?:điểm|%),?\s+(?:và\s+)?(?:(?:xếp|đứng|ở)\s+)?(?:(?:thứ|vị trí|hạng)\s+){0,2}|\s+(?:\w+\s+){0,3}(?:chỉ\s+|mới\s+)?(?:xếp|đứng|đạt|là|ở|vươn lên|tăng lên|lên|xuống)\s+(?:(?:thứ|vị trí|hạng)\s+){0,2}"
)
_TAKES_RANK = re.compile(
    r"(?i)\s+(?:tỉnh\s+)?(?:(?:vươn|tăng|leo|nhảy|tụt|rơi)\s+)?(?:lên|xuống|còn|xếp|đứng)\s+(?:ở\s+)?(?:(?:(?:thứ|hạng|vị trí)\s+)+\d|\d+/\d)"
)
_OF_RANK = re.compile(r"(?i)\b(?:thứ|hạng|vị trí)\s+\d{1,2}(?:/\d\d)?\s+(?:vào |trong )?$")
# `với 0,4880 điểm, Thanh Hóa xếp thứ 12/63 năm 2021`
_THEN_RANKED_IN = re.compile(
    rf"\s*(?:điểm)?,\s+(?:(?:tỉnh\s+|thành phố\s+)?[{CAPITALS}]\w+(?:[ -]+[{CAPITALS}]\w+)*\s+)?(?:xếp|đứng)\s+(?:hạng\s+|vị trí\s+)?(?:thứ\s+)?\d{{1,2}}(?:/\d\d)?\s+(?:(?:tỉnh, thành phố|(?:của\s+)?(?:cả nước|toàn quốc))\s+)?(?:trong\s+|vào\s+)?"
)
# `từ vị trí 60/63 năm 2021 tăng vọt 34 bậc lên vị trí 26/63 năm 2022`: steps are of the newer rank
_STEPS_UP_TO = re.compile(
    r"(?i)\s*(?:(?:bậc|hạng),?\s+)?(?:để\s+)?(?:vươn\s+)?(?:lên|xuống)\s+(?:(?:đứng|xếp|vị trí|hạng|thứ)\s+)*\d{1,2}(?:/\d\d)?\s+(?:trong\s+|vào\s+)?"
)
_UP_TO = re.compile(
    r"(?i)\s*\)?\s*(?:,\s*[^,;.]{0,40}?\b(?:đã|vừa|mới)\s+)?(?:(?:vươn|leo|nhảy|tăng|bật|nhích|tụt|rơi|lùi)\s+)?(?:lên|xuống|về|còn)\s+(?:(?:tới|đến|mức|trên|hơn|gần|khoảng|còn|vị trí|hạng|thứ)\s+)*"
)
_FROM_SO_MANY = re.compile(r"(?i)\btừ\s+(?:(?:hơn|trên|gần|khoảng|chỗ|chỉ|mức|có)\s+)*$")
_FROM_VALUE = re.compile(r"(?i)\btừ\b[^;]*\d[^;]*$")
_LOOK_BACK = 24


class ClauseTimes:
    """Chooses among the times that a sentence of one document names."""

    def __init__(self, text: str, times: Times, handed: HandedTimes) -> None:
        self._text, self._times, self._handed = text, times, handed

    def of_number(self, usable: list[PeriodMention], sentence: Sentence, place: NumberPlace) -> PeriodMention | None:
        """The time, of those that can be meant, that the words around a number give it; None where these give none."""
        behind = [m for m in usable if place.start < m.start and m.kind != "now"]
        beside = next((m for m in behind if ADJACENT.match(self._text[place.end : m.start])), None)
        if beside is not None and OWN_VALUE.match(self._text, beside.end) is not None:
            beside = None
        forms = (_THEN_RANKED_IN, _STEPS_UP_TO) if place.is_standing and behind else ()
        if any(form.fullmatch(self._text, place.end, behind[0].start) for form in forms):
            beside = behind[0]
        if beside is not None:
            return beside
        usable = [m for m in usable if m.start >= place.item[0] and not self._is_of_old(m, place)]
        nearest = next((m for m in reversed(usable) if m.end <= place.start and m.kind in ("time", "until")), None)
        if nearest is not None and _RIGHT_BEFORE.fullmatch(self._text, nearest.end, place.start):
            return nearest
        opened = opened_around(self._text, place.start, place.item[0])
        if nearest is not None and 0 <= opened < nearest.start:
            return nearest  # `DTI 2024, tỉnh xếp thứ 5/34 (năm 2023, trụ cột kinh tế số ở vị trí 8/63)`
        of_edition = place.is_standing and not self._goes_on_from_rank(usable, place)
        if of_edition:  # the edition, not the day on which it was published
            usable = self._editions(usable, place) or self._without_days(usable, sentence, place)
        left = [m for m in usable if place.item[0] <= m.start and m.end <= place.start]
        left = [m for m in left if not self._times.is_aside(m, sentence, place.start)]
        right = [m for m in usable if place.start < m.start and m.kind != "now"]
        # A programme's span behind what is counted of it says less than when: `đến hết năm 2022 … 5 chỉ tiêu … giai đoạn 2021 - 2025`
        # A time that closes the phrase ("… về ICT Index năm 2022") binds closer than one that opens the sentence.
        closing = [
            m
            for m in right
            if m.end <= place.phrase_end
            and not self._times.is_parted(place.end, m.start)
            and not (left and place.of_plan != "none" and is_span_of_years(m.period or ""))
        ]
        if closing and (place.is_standing or not left or left[-1].end < place.start - 60 or left[-1].kind != "time"):
            return closing[0]
        if not left and not closing and place.is_standing:
            # `Với 71,25 điểm, Quảng Ninh dẫn đầu Chỉ số PCI 2023`: the edition of an index that is named behind.
            return next((m for m in right if m.end <= place.item[1] and self._times.is_edition(m)), None)
        if left or closing:
            return left[-1] if left else closing[0]
        if right and _FROM_SO_MANY.search(self._text, place.item[0], place.start):
            # `Từ hơn 540 tổ với trên 2.400 thành viên trong năm 2022, đến năm 2024 …`
            return right[0] if "," not in self._text[place.end : right[0].start] else None
        # `Hơn 72% doanh nghiệp nhỏ và vừa trên địa bàn hiện sử dụng nền tảng số.`
        now = next((m for m in usable if m.kind == "now" and place.end <= m.start and m.end <= place.phrase_end), None)
        return now if now is not None and "(" not in self._text[place.end : now.start] else None

    def _editions(self, usable: list[PeriodMention], place: NumberPlace) -> list[PeriodMention]:
        """The times that are editions of an index; none where the item has a time before the number, and the editions are of others."""
        editions = [m for m in usable if self._times.is_edition(m) or self._has_rank_before(m, place.start)]
        start, stop = place.item
        has_own = any(start <= m.start < stop for m in editions)
        return editions if has_own or not any(start <= m.start and m.end <= place.start for m in usable) else []

    def _without_days(self, usable: list[PeriodMention], sentence: Sentence, place: NumberPlace) -> list[PeriodMention]:
        """The times without days, where the edition was told before: `Theo báo cáo của VCCI vào ngày 6/5/2025, Đồng Nai đạt 67,19 điểm`."""
        told = self._handed.edition is not None or sentence.index in self._handed.standings
        if place.of_running_index or not told:
            return usable
        return [m for m in usable if m.period is None or not is_day(m.period)]

    def _has_rank_before(self, mention: PeriodMention, end: int) -> bool:
        """Whether a time has a rank of its own, so that what follows is of it: `…, năm 2022 lên 42/63, tức nhích 8 bậc`."""
        return mention.kind == "time" and _TAKES_RANK.match(self._text, mention.end, end) is not None

    def _goes_on_from_rank(self, usable: list[PeriodMention], place: NumberPlace) -> bool:
        """Whether the last time before a number closes a rank, whose year goes on: `DTI năm 2020, lên thứ 9/63 năm 2021 (tăng 16 bậc)`."""
        last = next((m for m in reversed(usable) if m.end <= place.start), None)
        if last is None or last.kind != "time":
            return False
        return _OF_RANK.search(self._text, max(0, last.start - _LOOK_BACK), last.start) is not None

    def _is_of_old(self, mention: PeriodMention, place: NumberPlace) -> bool:
        """Whether a time is that of the value before the change: `từ mức 3% năm 2020 lên 13,5%`."""
        is_followed = _UP_TO.match(self._text, mention.end, place.start) is not None
        return is_followed and _FROM_VALUE.search(self._text, place.item[0], mention.start) is not None

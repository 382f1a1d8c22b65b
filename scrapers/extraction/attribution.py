"""Which place a number is about.

Lives here: the walk from the number to the nearest mention that can be its subject, then to the sentence, the paragraph and
the document's own province. Never here: finding mentions (see `places`).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from schemas.records import AreaLevel
from scrapers.extraction.places import PlaceMention
from scrapers.extraction.series import SeriesPosition


class Area(NamedTuple):
    """The area of a number; `province_code` None means that the number is about a group of provinces and is left out."""

    province_code: str | None
    level: AreaLevel
    name: str | None
    how: str


_NOT_SUBJECT = re.compile(
    r"(?i)(?:hợp nhất với|sáp nhập với|sáp nhập|hợp nhất|sau|trên cả|cùng với|so với|chỉ sau|như|với các tỉnh|học tập|vượt qua|vượt|đứng sau|xếp sau|sau các|cùng|và các|kết nối với|giáp|giữa|thuộc|từ)\s+(?:các\s+)?(?:tỉnh|thành phố|tp\.?|địa phương)?\s*$"
)
_RIGHT_LINK = re.compile(
    r"(?i)(?:của|tại|ở|trên địa bàn|thuộc|cho)\s+(?:toàn\s+)?(?:các\s+)?(?:tỉnh\s+|thành phố\s+|huyện\s+|thị xã\s+|tp\.?\s*|tx\.?\s*)?$"
)
# `cao hơn mức bình quân cả nước là 82,7%`, `(bình quân cả nước 75,5 điểm)`: the mean is what the number is.
_STATES_AVERAGE = re.compile(r"(?i)(?:bình quân|trung bình|mức chung|tỷ lệ chung)\s+(?:chung\s+)?(?:của\s+)?$")
_LINK_TO_NUMBER = re.compile(r"(?i)\s*(?:(?:là|đạt|chỉ|ở mức|:|\()\s*){0,2}\d")
# `Thủ tướng … chủ trì hội nghị … Dự tại điểm cầu tỉnh Điện Biên …`: what no place is named with is of the country.
_NATIONAL_MEETING = re.compile(
    r"(?i)(?:thủ tướng|bộ trưởng|ủy ban quốc gia|chính phủ)[^\n]{0,200}\bchủ trì\b[\s\S]{0,900}\bđiểm cầu\b"
)
# `Một số tỉnh còn cao hơn, như Bắc Ninh 56,83%`
_SUCH_AS, _NUMBER_NEXT = re.compile(r"(?i)\bnhư\s+$"), re.compile(r"\s+\d")
_RANKS = re.compile(r"(?i)\b(?:đứng|xếp|hạng|vị trí)\b")
_LEAD_REACH, _NAMED_OFTEN = 600, 3
# `Vị trí thứ 3 thuộc về TP. Huế`, `ở vị trí thứ 2 là TP. Hồ Chí Minh`
_PLACE_IS = re.compile(r"(?i)(?:là|thuộc về)\s+(?:tỉnh\s+|thành phố\s+|tp\.?\s*)?$")
_AGENCY_STANDS = re.compile(r"\s*,?\s*(?:xếp|đứng|đạt|dẫn đầu|với|là|có|ở vị trí|\(|\d)")
# `Đà Nẵng (0,78 điểm), tiếp theo là Hà Nội`
_OPENS_OWN_BRACKET = re.compile(
    r"(?i)\s*\(\s*(?:(?:tăng|giảm|đạt|xếp|đứng|thứ|hạng|vị trí|khoảng|trên|hơn|gần)\s+){0,3}"
)
# `… của Long An là 58,9%, của Tây Ninh là 47,3%`
_OF_THE_NEXT = re.compile(r"(?i)\s*(?:\((?:cũ|mới)\)\s*)?(?:là|(?:ước |mới |chỉ )?đạt|ước|:)\s*(?:$|\d)")
_OWNED = re.compile(r"[\d.,]+\s?%?\s+của\s+")
_OF_GDP = re.compile(r"(?<![\w])GDP\b(?! của (?:tỉnh|thành phố|địa phương|[A-ZĐ]))")
_IN_BRACKETS = re.compile(r"\s*\(\s*")
# `Giá trị trung bình DTI 2022 cấp tỉnh là 0,5791`
_MEAN_OF_ALL = re.compile(
    r"(?i)(?:trung bình|bình quân|trung vị)\s[^,;:()%]{0,60}\b(?:cấp tỉnh|các tỉnh(?:, thành phố)?|các địa phương|cả nước|toàn quốc|(?:63|34) (?:tỉnh|địa phương)(?:, thành phố)?)[^,;:()%]{0,24}\(?$|(?:giá trị|điểm số|điểm) trung bình (?:của )?(?:ba|3|các) trụ cột[^.;]{0,200}$|hài lòng[^,;:()%]{0,40}\b(?:cả nước|toàn quốc)[^,;:()%]{0,24}$"
)
# `Điểm trung vị của cả nước năm 2022 là 65,22 điểm, cao hơn mức 64,74 điểm của năm 2021`
_BESIDE_MEAN = re.compile(
    r"(?i)(?:trung bình|bình quân|trung vị)\s[^;:()%]{0,60}\b(?:cấp tỉnh|các tỉnh|cả nước|toàn quốc)[^;:()%]{0,60}\b(?:cao|thấp) hơn\s+(?:mức\s+)?$"
)
# `trung bình chính quyền số 0,7582, kinh tế số 0,7723, xã hội số 0,7692`
_MEANS_OF_PARTS = re.compile(
    r"(?i)trung bình\s+(?:của\s+)?(?:chính quyền|kinh tế|xã hội) số(?:\s+(?:là|đạt))?\s+(?:[\d,]+\s*(?:điểm)?(?:,| và)\s+(?:của\s+)?(?:chính quyền|kinh tế|xã hội) số(?:\s+(?:là|đạt))?\s+)*$"
)
_OF_THE_NATION = re.compile(r"(?i)\b(?:ở|tính|xét) (?:cấp|quy mô|bình diện) quốc gia\b[^;.]*$")
_JOINED = re.compile(r"(?i)\s*(?:,|và|,\s*và)\s*")
_AGENCY_HAS = re.compile(
    r"\s+(?:(?:có|đạt)\s+(?:tỷ lệ|tỉ lệ|chỉ số|điểm)\b|(?:đã\s+|chỉ\s+|mới\s+)?(?:tiếp nhận|giải quyết)\s+(?:và giải quyết\s+)?(?:trên\s+|hơn\s+|gần\s+)?\d)"
)
_PLACE_TAIL = re.compile(r"(?i)(?:thứ|hạng|vị trí|đầu|top|tốp|nhóm|nhất)[^,;.]{0,16}$")
_RANK_TAIL = re.compile(
    r"(?i)(?:\d|thứ|hạng|vị trí|dẫn đầu|đầu|top|tốp|nhóm|nhất|so với|cao hơn|thấp hơn)[^,;.]{0,16}$|(?:dẫn|đứng) đầu \d\d [^,;.]{0,20}$"
)

_SEVERAL_PROVINCES = re.compile(r"(?i)các (?:tỉnh|địa phương)(?!.* (?:vùng|khu vực))")
# `Tại Hải Phòng, … đạt 80%. Trong đó, …`
_GOES_ON, _SENTENCE_REACH = re.compile(r"Trong (?:số )?đó\b"), 300
_OF_PROVINCE = re.compile(r"(?i)\btỉnh\b(?! lộ)")
_SEVERAL = re.compile(r"(?i)\b(?:hai|ba|bốn|năm|sáu|\d)\s+(?:(?:huyện|xã|phường|thị xã|thành phố)\s+)?$")
_COUNT_REACH, _MOST_JOINED = 20, 12
# What stands beside the name of a place that is a heading: its number, its kind, `(cũ)`.
_PLACE_ALONE = re.compile(
    r"(?i)\s*(?:[\divx]{1,4}[.)]|[a-zđ][.)]|[-+*•])?\s*(?:tỉnh|thành phố|tp\.?|huyện|thị xã|xã|phường|tại)?\s*(?:\((?:cũ|mới)\))?\s*:?\s*"
)
_MEMBER = re.compile(r"\s*(?:[-+*•–]|[a-zđ][.)]|\d{1,2}[.)])\s")
_NAMED_LEVELS = ("province", "district", "commune", "agency")
_PARAGRAPH_REACH = 2_500
_PARAGRAPHS_REACH, _OPENS_WITHIN = 50_000, 25


_HOSPITALS = ("Bệnh viện", "Trung tâm Y tế")
_COMMUNE_WORD = re.compile(r"(?i)(?:(?<!thị )xã|phường)$")


class PlaceFinder:
    """Place of each number of one document."""

    def __init__(self, text: str, mentions: list[PlaceMention], own_province: str | None, title_end: int) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._locals = {level: [m for m in mentions if m.level == level] for level in ("district", "commune")}
        self._own = own_province
        # A text that speaks of `toàn tỉnh` and never says which province is about none that could be named.
        self._default = None if any(mention.level == "own_province" for mention in mentions) else "vn"
        # A text that says GRDP where it means the province's product says GDP of the country's.
        self._tells_gdp_apart = "GRDP" in text
        self._is_national_meeting = _NATIONAL_MEETING.search(text, 0, _LEAD_REACH * 3) is not None
        self._local_area = self._area_of_title(title_end) or self._area_of_text()

    @property
    def of_document(self) -> Area | None:
        """The area of what the text names no place for, as the rows of a table: the district or commune that it is about, else the province."""
        return self._local_area or (Area(self._own, "province", None, "document") if self._own is not None else None)

    def _area_of_text(self) -> Area | None:
        """The district or commune that the whole text is about: named first and again, in a text that never speaks of the province."""
        if any(mention.level == "own_province" for mention in self._mentions):
            return None
        places = [m for m in self._mentions if m.level in ("district", "commune", "province")]
        first = next((m for m in places if m.level != "province"), None)
        if first is None or first.start > _LEAD_REACH:
            return None
        named = [m for m in places if m.level == first.level and m.name.lower() == first.name.lower()]
        own = sum(m.level == "own_district" for m in self._mentions)
        return self._area(first, "text") if len(named) + own >= _NAMED_OFTEN else None

    def _area_of_title(self, title_end: int) -> Area | None:
        opened = self._text.find("(", 0, title_end)
        inside = [m for m in self._mentions if m.end <= title_end and (opened < 0 or m.start <= opened)]
        if any(m.level == "province" for m in inside) or not inside:
            return None
        local = next((m for m in inside if m.level in ("district", "commune")), None)
        return self._area(local, "title") if local is not None else None

    def _between(self, start: int, end: int) -> list[PlaceMention]:
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return self._mentions[low:high]

    def area(
        self,
        item_start: int,
        number_start: int,
        phrase_end: int,
        sentence_start: int,
        block_start: int,
        *,
        is_rank: bool,
        series: SeriesPosition | None = None,
        headings: Sequence[tuple[int, int]] = (),
    ) -> Area:
        """The area of the number at `number_start`, whose phrase ends at `phrase_end`."""
        said = self._text[item_start:number_start]
        is_mean = _MEAN_OF_ALL.search(said) or _BESIDE_MEAN.search(said) or _MEANS_OF_PARTS.search(said)
        if is_mean or (is_rank and _OF_THE_NATION.search(said)):
            return Area("vn", "country", None, "clause")
        named = self._in_series(item_start, series) if series is not None else None
        if named is not None:
            return self._area(named, "series")
        if self._tells_gdp_apart and _OF_GDP.search(self._text, item_start, phrase_end):
            return Area("vn", "country", None, "clause")
        bracketed = self._before_bracket(item_start, number_start)
        if bracketed is not None:
            return self._area(bracketed, "clause")
        right = self._right(number_start, phrase_end, is_rank)
        is_the_countrys = right is not None and right.level == "country" and self._is_right_behind(number_start, right)
        left = None if is_the_countrys else self._left(item_start, number_start, is_rank)
        is_local = left is not None and left.level in ("district", "commune", "agency", "own_district")
        if left is not None and right is not None and "," in self._text[number_start : right.start]:
            right = None  # `của tỉnh Lào Cai cũ đạt 11,2%, của tỉnh Yên Bái cũ đạt 9,6%`
        is_named = left is not None and _IN_BRACKETS.fullmatch(self._text, left.end, number_start) is not None
        if right is not None and not is_local and not is_named:
            return self._area(right, "phrase")
        if left is not None:
            return self._area(left, "clause")
        beyond = self._beyond_clause(item_start, sentence_start, block_start, is_rank)
        if beyond.how == "document" and (headed := self._of_heading(block_start, headings)) is not None:
            return headed
        is_open = beyond.how == "document" and not is_rank and self._own is not None
        return (self._of_paragraph(block_start, sentence_start, phrase_end) if is_open else None) or beyond

    def _is_right_behind(self, number_start: int, mention: PlaceMention) -> bool:
        """Whether nothing but `của` stands between a share and whose it is: `cao hơn tỷ lệ 45,6% của cả nước`."""
        return _OWNED.fullmatch(self._text, number_start, mention.start) is not None

    def _before_bracket(self, item_start: int, number_start: int) -> PlaceMention | None:
        """The province right before the bracket in which a number stands: `ngay sau Quảng Ninh (72,95 điểm)`."""
        place = bisect.bisect_left(self._starts, number_start) - 1
        mention = self._mentions[place] if place >= 0 else None
        if mention is None or mention.start < item_start or mention.level not in _NAMED_LEVELS:
            return None
        return mention if _OPENS_OWN_BRACKET.fullmatch(self._text, mention.end, number_start) else None

    def _beyond_clause(self, item_start: int, sentence_start: int, block_start: int, is_rank: bool) -> Area:
        """The area that the sentence names before the clause, else what it goes on with, the document, the text before."""
        if sentence_start < item_start:
            earlier = self._left(sentence_start, item_start, is_rank)
            if earlier is not None and earlier.level in ("district", "commune"):
                is_part = self._text.find("trong đó", sentence_start, earlier.start) >= 0
                earlier = (
                    None if is_part else earlier
                )  # `27.300 hộ, trong đó huyện Hương Khê có 4.150 hộ; 156 sản phẩm …`
            # The country's figure, or a group's, in a comparison (`cao hơn bình quân cả nước là 82,4%; tỷ lệ …`) is over with its item.
            if earlier is not None and (
                earlier.level not in ("country", "group") or earlier.start - sentence_start <= _OPENS_WITHIN
            ):
                return self._area(earlier, "sentence")
        if _GOES_ON.match(self._text, sentence_start):
            earlier = self._left(max(block_start, sentence_start - _SENTENCE_REACH), sentence_start, is_rank)
            if earlier is not None:
                return self._area(earlier, "sentence")
        if self._is_national_meeting:
            return Area("vn", "country", None, "document")
        if self._own is not None:
            return self._local_area or Area(self._own, "province", None, "document")
        before = self._left(block_start, sentence_start, is_rank) or self._left(
            block_start - _PARAGRAPHS_REACH, block_start, is_rank
        )
        if before is not None and before.level in ("province", "country"):
            return self._area(before, "paragraph")
        return Area(self._default, "country" if self._default is not None else "province", None, "document")

    def _of_heading(self, block_start: int, headings: Sequence[tuple[int, int]]) -> Area | None:
        """The place that a heading is called, over the members of its list and the line behind it: `2. Tỉnh Sóc Trăng`."""
        is_member = _MEMBER.match(self._text, block_start) is not None
        for start, end in headings:
            if not is_member and self._text[end:block_start].strip():
                continue
            named = [m for m in self._between(start, end) if m.level in ("province", "district", "commune")]
            if len(named) == 1 and _PLACE_ALONE.fullmatch(
                self._text[start : named[0].start] + self._text[named[0].end : end]
            ):
                return self._area(named[0], "heading")
        return None

    def _of_paragraph(self, block_start: int, sentence_start: int, phrase_end: int) -> Area | None:
        """The district or commune with which the paragraph opens, where nothing since speaks of a wider area.

        `Ở huyện Tân Yên, các xã đều đã vào cuộc. Tỷ lệ hộ có cáp quang đạt 58,6%.`
        """
        if sentence_start - block_start > _PARAGRAPH_REACH:
            return None
        named = [m for m in self._between(block_start, sentence_start) if m.level not in ("agency", "group")]
        if not named or named[0].level not in ("district", "commune") or named[0].start - block_start > _OPENS_WITHIN:
            return None
        local = self._commune_of(named[1]) or named[0] if len(named) > 1 else named[0]
        others = {m.name for m in named if m.level in ("district", "commune")} - {named[0].name, local.name}
        is_wider = any(m.level not in ("district", "commune", "own_district") for m in named)
        if others or is_wider or _OF_PROVINCE.search(self._text, block_start, phrase_end):
            return None
        return self._area(local, "paragraph")

    def _in_series(self, item_start: int, series: SeriesPosition) -> PlaceMention | None:
        """The province at the number's position in `TP. HCM và Quảng Ninh lần lượt xếp thứ 2 và 3`."""
        if series.names_behind is not None:
            return self._opening_series(series.names_behind, series)
        named = [m for m in self._between(item_start, series.names_end) if m.level in ("province", "district")]
        run = named[-1:]
        for place in reversed(named[:-1]):
            if not _JOINED.fullmatch(self._text, place.end, run[0].start):
                break
            run.insert(0, place)
        return run[series.position] if len(run) == series.size else None

    def _opening_series(self, start: int, series: SeriesPosition) -> PlaceMention | None:
        """The province at the number's position in `Với 0,5064 điểm và 0,4880 điểm, Ninh Bình và Thanh Hóa …`."""
        run: list[PlaceMention] = []
        first = bisect.bisect_left(self._starts, start)
        for place in self._mentions[first : first + series.size + 1]:
            is_next = _JOINED.fullmatch(self._text, run[-1].end, place.start) if run else place.start == start
            if not is_next or place.level not in ("province", "district"):
                break
            run.append(place)
        return run[series.position] if len(run) == series.size else None

    def _is_aside(self, mention: PlaceMention) -> bool:
        """Whether a place only explains another, in brackets: `Hải Phòng (gồm cả Hải Dương cũ)`."""
        opened = self._text.rfind("(", max(0, mention.start - 40), mention.start)
        if opened < 0 or ")" in self._text[opened : mention.start]:
            return False
        closed = self._text.find(")", mention.end, mention.end + 30)
        return closed >= 0 and not any(c.isdigit() for c in self._text[opened:closed])

    def _left(self, start: int, end: int, is_rank: bool) -> PlaceMention | None:
        for mention in reversed(self._between(start, end)):
            if mention.end > end or not self._can_be_subject(mention, is_rank, end):
                continue
            return self._commune_of(mention) or mention
        return None

    def _commune_of(self, district: PlaceMention) -> PlaceMention | None:
        """The commune before its district: `Xã Hạ Long, huyện Vân Đồn có …`."""
        if district.level != "district":
            return None
        before = next(iter(reversed(self._between(district.start - 60, district.start))), None)
        is_commune = before is not None and before.level == "commune"
        return (
            before if is_commune and before and self._text[before.end : district.start] in (", ", " (", " - ") else None
        )

    def _can_be_subject(self, mention: PlaceMention, is_rank: bool, stop: int) -> bool:
        """Whether a place can be what a number at or behind `stop` is about."""
        before = self._text[max(0, mention.start - 28) : mention.start]
        if self._is_aside(mention):
            return False
        if mention.level == "country":
            link = _LINK_TO_NUMBER.match(self._text, mention.end, mention.end + 12)
            if link is not None and _STATES_AVERAGE.search(before):
                return (
                    _RANKS.search(self._text, mention.end, stop) is None
                )  # `trung bình cả nước (88%), đứng thứ 12/63`
            return not is_rank and _RANK_TAIL.search(before.replace("tỉnh, thành", "tỉnh thành")) is None
        if mention.level == "group":
            is_region = mention.name.lower().startswith("vùng ")
            return (is_region or not is_rank) and _SEVERAL_PROVINCES.match(mention.name) is None
        if mention.level == "agency":
            # An agency acts for the whole province unless the number is said to be of it, as a rank or score is.
            if is_rank and _AGENCY_STANDS.match(self._text, mention.end):
                return True
            is_named = re.search(r"(?i)(?:tại|riêng|ở)\s+$", before) is not None or mention.name.startswith(_HOSPITALS)
            return is_named or _AGENCY_HAS.match(self._text, mention.end) is not None
        if mention.level == "district" and re.search(r"(?i)(?:trung tâm|tọa đàm|hội nghị|họp)[^,;]{0,40}$", before):
            return True
        is_example = _SUCH_AS.search(before) is not None and _NUMBER_NEXT.match(self._text, mention.end) is not None
        return (
            (is_example or _NOT_SUBJECT.search(before) is None)
            and not self._is_joined_to_no_subject(mention)
            and not self._is_of_several(mention)
        )

    def _is_of_several(self, mention: PlaceMention) -> bool:
        """Whether a district or commune is one of several that are counted: `Ba huyện Cần Giuộc, Bến Lức, Đức Hòa có …`."""
        if mention.level not in ("district", "commune"):
            return False
        last = first = bisect.bisect_left(self._starts, mention.start)
        while first > max(0, last - _MOST_JOINED) and _JOINED.fullmatch(
            self._text, self._mentions[first - 1].end, self._mentions[first].start
        ):
            first -= 1
        start = self._mentions[first].start
        return _SEVERAL.search(self._text, max(0, start - _COUNT_REACH), start) is not None

    def _is_first_of_several(self, mention: PlaceMention) -> bool:
        """Whether further districts or communes are named right behind one."""
        place = bisect.bisect_left(self._starts, mention.start) + 1
        if mention.level not in ("district", "commune") or place >= len(self._mentions):
            return False
        following = self._mentions[place]
        is_joined = _JOINED.fullmatch(self._text, mention.end, following.start) is not None
        return is_joined and following.level == mention.level

    def _is_joined_to_no_subject(self, mention: PlaceMention) -> bool:
        """Whether a place is the second of those that are named beside the subject: `sau Quảng Ninh và Thái Nguyên`."""
        place = bisect.bisect_left(self._starts, mention.start) - 1
        if place < 0 or not _JOINED.fullmatch(self._text, self._mentions[place].end, mention.start):
            return False
        first = self._mentions[place]
        return _NOT_SUBJECT.search(self._text[max(0, first.start - 28) : first.start]) is not None

    def _right(self, start: int, end: int, is_rank: bool) -> PlaceMention | None:
        for mention in self._between(start, end):
            if mention.end > end:
                continue
            if _OF_THE_NEXT.match(self._text, mention.end):
                continue
            before = self._text[max(start, mention.start - 24) : mention.start]
            if mention.level == "country":
                if not is_rank and re.search(r"(?i)(?:của|trên)\s*$", before) and not _PLACE_TAIL.search(before):
                    return mention
                continue
            is_named = is_rank and mention.level in ("province", "group") and _PLACE_IS.search(before) is not None
            if is_named and "," not in self._text[start : mention.start].partition(" ")[2]:
                return mention
            if self._is_first_of_several(mention):
                continue  # `63 trạm 5G đặt tại TP Thanh Hóa, TP Sầm Sơn và Khu kinh tế Nghi Sơn`
            if mention.level in ("province", "district", "commune", "own_district") and (
                _RIGHT_LINK.search(before)
                or (mention.level in ("own_district", "commune") and before.strip() == "")
                or (
                    mention.level == "own_district"
                    and mention.name.lower().startswith(("của ", "trong ", "trên địa bàn "))
                )
            ):
                return mention
        return None

    def _area(self, mention: PlaceMention, how: str) -> Area:
        if mention.level == "group":
            return Area(None, "province", mention.name, how)
        if mention.level == "country":
            return Area("vn", "country", None, how)
        if mention.level == "own_province":
            subject = self._subject_before(mention) if mention.name.lower() == "của tỉnh" else None
            return Area(subject or self._own or self._default, "province", None, how)
        if mention.level == "own_district":
            named = self._last_local(mention)
            code = named.province_code if named and named.province_code else self._own
            level: AreaLevel = named.level if named and named.level in ("district", "commune") else "district"  # type: ignore[assignment]
            return Area(code or self._default, level, named.name if named else mention.name, how)
        if mention.level == "same_province":
            named = next((m for m in reversed(self._between(0, mention.start)) if m.level == "province"), None)
            return (
                self._area(named, how) if named is not None else Area(self._own or self._default, "province", None, how)
            )
        if mention.level == "province":
            return Area(mention.province_code, "province", None, how)
        code = mention.province_code or self._own or self._default
        return Area(code, mention.level, mention.name, how)

    def _subject_before(self, mention: PlaceMention) -> str | None:
        """The province that opens the sentence of `của tỉnh`: `Bắc Giang cũng nâng mục tiêu kinh tế số của tỉnh lên …`."""
        start = max(self._text.rfind(mark, 0, mention.start) for mark in (". ", "\n", "; ")) + 1
        named = [m for m in self._between(start, mention.start) if m.level == "province"]
        is_first = len(named) == 1 and not self._text[start : named[0].start].strip(" \n.;")
        return named[0].province_code if is_first else None

    def _last_local(self, own: PlaceMention) -> PlaceMention | None:
        """The district or commune named last before `của huyện`, `xã đã …`, of the level that the word says."""
        named = self._locals["commune" if _COMMUNE_WORD.search(own.name) else "district"]
        before = bisect.bisect_left(named, own.start, key=lambda mention: mention.start)
        return named[before - 1] if before else None

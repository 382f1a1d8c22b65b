"""Which places around a number can be what it is about.

Lives here: the nearest place before a number, the one that its phrase says behind it, and what makes a place no subject (`so với`,
one of several, an aside). Never here: which of them counts, and what is beyond the clause (see `attribution`).
"""

from __future__ import annotations

import bisect
import re

from scrapers.extraction.attachment.series import SeriesPosition
from scrapers.extraction.places.agency_subjects import agency_is_subject
from scrapers.extraction.places.country_subjects import country_is_subject
from scrapers.extraction.places.gazetteer import PlaceMention
from scrapers.extraction.places.joined_places import JOINED, NOT_SUBJECT, JoinedPlaces
from scrapers.extraction.places.place_patterns import STATE_BODIES
from scrapers.extraction.text.brackets import is_closed_before, opened_around
from scrapers.letters import CAPITALS

# `Đà Nẵng sau khi sáp nhập với Quảng Nam xếp thứ 17`: with whom another has merged
_MERGED_WITH = re.compile(r"(?i)(?:hợp nhất|sáp nhập|nhập)(?: với| cùng| vào)?\s+(?:tỉnh\s+)?$")
# `tại buổi làm việc ở Hà Nội ngày 3/10`: where people met
_MEETS_AT = re.compile(
    r"(?i)\b(?:buổi làm việc|hội nghị|hội thảo|tọa đàm|họp|lễ|sự kiện|diễn ra|tổ chức)\b[^,;.\d]{0,30}\b(?:ở|tại)\s+(?:thành phố\s+|TP\.?\s*|tỉnh\s+)?$"
)
# `so với Quảng Ninh ở vị trí thứ 2 (91,14%)`: its own rank
_STANDS_AT = re.compile(r"(?i)\s+(?:ở|đứng|xếp|giữ)\s+(?:(?:vị trí|hạng|thứ)\s+)+\d")
_RIGHT_LINK = re.compile(
    r"(?i)(?:của|tại|ở|trên địa bàn|thuộc|cho)\s+(?:toàn\s+)?(?:các\s+)?(?:tỉnh\s+|thành phố\s+|huyện\s+|thị xã\s+|tp\.?\s*|tx\.?\s*)?$"
)
# `126 trạm 5G, tập trung ở thành phố Thái Bình`: where most of them are
_CONCENTRATED = re.compile(r"(?i)\b(?:tập trung|chủ yếu|nhất là)(?: chủ yếu)?(?: ở| tại)\s")
# `Một số tỉnh còn cao hơn, như Bắc Ninh 56,83%`
_SUCH_AS, _NUMBER_NEXT = (
    re.compile(r"(?i)\bnhư\s+$"),
    re.compile(
        r"(?:\s+(?:đã|mới|chỉ|đạt|là|với|có|hiện|tiếp nhận))*\s+\d|\s+có\s+(?:tỷ lệ|tỉ lệ)\s[^,;.:()\d]{3,70}\s(?:đạt|là)\s+\d|(?:\s\([^()]{1,60}\))?\s+(?:lại|còn|chỉ|mới|đã)\s+(?:có|đạt|chiếm)\s"
    ),
)
# `So với Đà Nẵng, kinh tế số của họ đã là 19,76% GRDP`, `Như Nghệ An, năm nay họ được 64,87 điểm`
_AS_THEY = re.compile(r"(?i),\s[^.;]{0,60}\bhọ\b")
# `ở vị trí thứ 4, sau Quảng Ninh 92,18%`
_BEHIND, _VALUE_NEXT = re.compile(r"(?i)\b(?:sau|trên)\s+$"), re.compile(r"\s+\d[\d.,]*\s?(?:%|điểm\b)")
# `sau Hải Phòng thứ 2 cả nước (91,87%)`, `(sau Phú Thọ với 66,11 điểm, xếp thứ 20 cả nước)`
_STANDING_NEXT = re.compile(
    r"(?i)\s+(?:thứ\s+(?:\d[\d/]*(?:\s+(?:cả nước|toàn quốc))?\s*(?:\(\s*)?)?"
    r"|với\s+(?:[\d.,]+\s?(?:%|điểm)?(?:,\s+(?:xếp|đứng)?\s*(?:thứ\s+)?(?:hạng\s+)?)?)?)"
)
_OF_PROVINCE_ASIDE, _ASIDE_REACH = re.compile(r"(?i),\s[^,;.:\d]*\bcủa (?:tỉnh )?$"), 80
_AROUND_COMMUNES = ("province", "district", "own_district")
_ONE_OF_THOSE_ASIDE = re.compile(r"(?i),\s(?:là )?một trong (?:những|các|số|\d+) (?:xã|phường|thị trấn)\b[^,;.:\d]*$")
# `So với tỉnh Thái Nguyên cuối năm 2020 (1.198.108 thuê bao; 1.600 điểm thu phát sóng)`
_OPENS_BEHIND = re.compile(r"\s?(?P<then>\s?(?:(?:đầu|giữa|cuối|hết)\s+)?năm 20\d\d\s)?\(")
_FIGURES = re.compile(
    r"(?i)\(\s*(?:(?:xếp|đứng|đạt|thứ|hạng|vị trí)\s+)*(?:[\d.,/]+\s*(?:điểm|%)?[,;]\s*)?(?:(?:xếp|đứng|đạt|thứ|hạng|vị trí)\s+)*"
)
# `Vị trí thứ 3 thuộc về TP. Huế`, `ở vị trí thứ 2 là TP. Hồ Chí Minh`
_PLACE_IS = re.compile(r"(?i)(?:là|thuộc về)\s+(?:UBND\s+)?(?:tỉnh\s+|thành phố\s+|tp\.?\s*)?$")
_NUMBER_FIRST = re.compile(r"^\d[\d.,/]*(?<![.,])")
# `đứng thứ 2 tỉnh Cà Mau đạt 90,12%`
_PLACE_REACHES = re.compile(r"\s+(?:đạt|với)\s")
# `hạng 1 Quảng Ninh (71,25 điểm), hạng 2 - Long An`, `thứ hai TP. Hồ Chí Minh`: the rank opens its member of a list
_RANK_THEN_PLACE = re.compile(
    r"(?i)(?:\d{1,2}(?:/\d\d)?|nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s*(?:[-–:]\s*)?(?:tỉnh\s+|thành phố\s+|tp\.?\s*)?"
)
_RANK_OPENS = re.compile(r"(?i)(?:^|[,;:.(\n])\s*(?:và\s+)?(?:(?:đứng|xếp|ở|vị trí|hạng|thứ|số)\s+)+$")
_LEADS_IT = re.compile(r"(?i)\b(?:dẫn|đứng) đầu\s+$")
# `Đồng bằng sông Hồng 88,33%`, `Bắc Trung Bộ và Duyên hải miền Trung 86,82%`
_GROUP_HAS = re.compile(r"(?i)(?:\s+(?:và|cùng)\s+[^,;.\d]{3,30}?)?\s*(?:(?:cùng\s+)?(?:đạt|là|với|chỉ)\s+|\(\s*)?\d")
# `Đà Nẵng (0,78 điểm), tiếp theo là Hà Nội`
_OPENS_OWN_BRACKET = re.compile(
    r"(?i)\s*(?:(?:đứng|xếp)\s+(?:đầu|cuối)(?:\s+bảng)?\s*)?\(\s*(?:(?:tăng|giảm|đạt|xếp|đứng|thứ|hạng|vị trí|khoảng|trên|hơn|gần)\s+){0,3}"
)
# `gồm: Sở Y tế (tỷ lệ hồ sơ trực tuyến toàn trình đạt 52,1%), …`
_NAMES_ITS_SHARE = re.compile(r"(?i)\s*\((?:tỷ lệ|tỉ lệ)\s[^();.\d]{3,90}\s(?:mới |chỉ )?(?:đạt|là)\s+")
# `hai tỉnh lần lượt xếp thứ 45 và thứ 33`: those told before
_THESE_PLACES = re.compile(r"(?i)\b(?:hai|ba|bốn|[234])\s+(?:tỉnh|địa phương|thành phố)\s+(?:(?:này|trên|cũ)\s+)?$")
_SERIES_REACH = 300
# `… của Long An là 58,9%, của Tây Ninh là 47,3%`
_OF_THE_NEXT = re.compile(r"(?i)\s*(?:\((?:cũ|mới)\)\s*)?(?:là|(?:ước |mới |chỉ )?đạt|ước|:)\s*(?:$|\d)")
# `lên các sàn thương mại điện tử uy tín trên cả nước`: where they trade
_TRADES = re.compile(r"(?i)\b(?:sàn|nền tảng|siêu thị|thị trường)\b")
# `Tại xã Nậm Ty, điểm chuyển đổi số đầu tiên của tỉnh, 5 sản phẩm …`
_FIRST_OF = re.compile(r"(?i)\b(?:đầu tiên|duy nhất|nhất)\s+$")
# `Tại huyện Kon Plông, nơi các hộ ở xã Đắk Tăng có …, kế hoạch …`
_WHERE, _CLAUSE_REACH = re.compile(r"(?i),\s+nơi\s[^,;.]*$"), 80
# `So với toàn tỉnh, nơi tỷ lệ hộ có cáp quang đã là 87,4%, huyện vẫn ở nhóm cuối`: of the province
_MAY_BE_WHERE = ("province", "own_province", "district", "commune", "country")
_IT_IS_WHERE = re.compile(r"(?i),\s+nơi\s[^,;.]*(?<!\w)")
# `PAR INDEX đạt 90,10%, tiếp sau là Hải Phòng, Hà Nội; SIPAS đạt 87,59%`: who comes next, and is over with its item
_COMES_NEXT = re.compile(
    r"(?i)\b(?:tiếp (?:sau|theo|đến|đó)|theo sau|liền sau|kế tiếp|sau đó)\s+(?:lần lượt\s+)?là\s[^;.]*$"
)
# `xếp thứ 12/63 và thứ 2 vùng Đông Nam Bộ, trong đó chính quyền số hạng 12`: the region only says among whom
_RANKED_IN = re.compile(r"(?i)(?:thứ|hạng|vị trí)\s+(?:\w+|\d[\d/]*)\s+(?:trong|của|ở|toàn|khu vực)?\s*$")
_RANK_REACH = 30
# `xếp thứ 18, trên Phú Thọ (23) và Hà Nội (24), nhưng lùi 6 bậc`: with whom it is compared
_OWN_FIGURE = re.compile(r"\s*\((?:hạng\s+|thứ\s+)?\d[^()]{0,24}\)")
_COMPARED = re.compile(
    rf"(?i:\b(?:trên|sau|dưới|trước|hơn|kém)\s+)(?:[{CAPITALS}][\w .-]{{2,30}}\s?\(\d[^()]{{0,24}}\)(?:,|,? và)\s+)*$"
)
# `52,4%, còn dưới mức bình quân chung của cả nước`
_BELOW_MEAN = re.compile(
    r"(?i)\b(?:(?:cao|thấp|nhỉnh) hơn|dưới|trên|vượt|kém|bằng|ngang|xấp xỉ)\s+(?:mức\s+|giá trị\s+)?(?:bình quân|trung bình)\b"
)
_PLACE_TAIL = re.compile(r"(?i)(?:thứ|hạng|vị trí|đầu|top|tốp|nhóm|nhất)[^,;.]{0,16}$")
_SEVERAL_PROVINCES = re.compile(r"(?i)các (?:tỉnh|địa phương)(?!.* (?:vùng|khu vực))")
# Groups that have ranks and scores of their own: regions and ministries.
_RANKED_GROUPS = (
    "vùng ",
    "bộ ",
    *STATE_BODIES,
    "các bộ",
    "ở cấp bộ",
    "ở khối bộ",
    "khối này",
    *(f"khối {of}" for of in ("sở", "các sở", "cơ quan", "quận", "huyện", "ubnd")),
)
# `Với 73,20 điểm, Quảng Ninh đứng thứ 2`
_OPENS_WITH_FIGURE = re.compile(
    r"(?i)\W*(?:với|đạt)\s+(?:(?:số điểm|tổng điểm|tổng số điểm|điểm số|kết quả|giá trị|chỉ số|tỷ lệ|tỉ lệ)\s+)?(?:(?:đạt|là)\s+)?"
)
# `So với kỳ 2022 (0,6706 điểm), điểm của Quảng Ninh giảm nhẹ`
_OPENS_WITH_FORMER = re.compile(r"\W*So với (?:kết quả\s+)?(?:kỳ|năm)(?: đánh giá)? 20\d\d\s*\(\s*")
_THEN_WHOSE = re.compile(
    r"(?i)\d[\d.,]*\s?(?:%|điểm)?\s*\),\s+(?:(?:điểm(?: số)?|chỉ số|t[ỷỉ] lệ|kết quả|giá trị)\s+)?(?:của\s+)?(?:tỉnh\s+)?"
)
_FIGURE_ALONE = re.compile(r"\d[\d.,]*(?<![.,])(?:\s?/\s?\d+)?\s*(?:điểm|%)?,?\s+(?:tỉnh\s+)?(?=\S)")
_DOES = re.compile(
    r"(?i)\s+(?:(?:tiếp tục|đã|vẫn|đang|lần đầu(?: tiên)?)\s+)*(?:đứng|xếp|dẫn đầu|giữ|vươn|ở vị trí|là|lọt|nằm|vượt|thuộc|tăng|giảm|leo|trở|về|có)\b"
)
_BRACKET_REACH = 160  # also a list of places: `thứ 6/63 (sau Đà Nẵng, …, Thừa Thiên Huế và Cần Thơ)`
_MEETING_REACH, _INDEX_REACH = 60, 70
_NAMED_LEVELS = ("province", "district", "commune", "agency")
_OWN_BEHIND = ("toàn tỉnh", "cả tỉnh", "của tỉnh", "trong tỉnh", "trên địa bàn tỉnh")
_CLOSES_LABEL = re.compile(r"(?:\s(?:cũ|mới))?\):\s+(?:(?:đạt|xếp|đứng|thứ|hạng|vị trí)\s+)*")
# `9% tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng cả nước`
_WHOSE = re.compile(r"(?i)(?:của|trên|\bbán lẻ|\btiêu dùng|\bdân số)\s*$")
# `Sở Y tế xếp thứ 4/20 sở, ngành về chỉ số chuyển đổi số của tỉnh với 812,5 điểm`: whose index it is, not of whom the points are
_INDEX_OF = re.compile(
    r"(?i)\b(?:sở, ngành|sở, ban, ngành|huyện|huyện, thị xã, thành phố|đơn vị)\s+về\s+(?:bộ )?chỉ số (?:chuyển đổi số|CĐS)\s*$"
)
# `hơn 1.100 bệnh viện toàn quốc`
_COUNTED_THERE = re.compile(r"[\d.]+\s+(?:[^\W\d_]+\s+){2,3}")


class PlaceSubjects:
    """The places of one document, asked as subjects of its numbers."""

    def __init__(self, text: str, mentions: list[PlaceMention]) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self.joined = JoinedPlaces(text, mentions, self._starts)

    def between(self, start: int, end: int) -> list[PlaceMention]:
        """The places that begin between two places of the text."""
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return self._mentions[low:high]

    def left(self, start: int, end: int, is_rank: bool) -> PlaceMention | None:
        """The nearest place before `end` that a number there can be about: a commune rather than the district behind it."""
        for mention in reversed(self.between(start, end)):
            if (
                mention.end > end
                or self._is_closed_off(mention, end)
                or self._is_where_another_lies(mention, start)
                or not self._can_be_subject(mention, is_rank, end)
            ):
                continue
            return self.commune_of(mention) or mention
        return None

    def right(self, start: int, end: int, is_rank: bool) -> PlaceMention | None:
        """The place that the phrase behind a number names as its own: `85% hộ của huyện …`, `vị trí thứ 3 thuộc về …`."""
        for mention in self.between(start, end):
            if mention.end > end:
                continue
            before = self._text[max(start, mention.start - 24) : mention.start]
            is_named = is_rank and mention.level in (*_NAMED_LEVELS, "group") and _PLACE_IS.search(before) is not None
            is_named = is_named or (is_rank and mention.level == "province" and self._reaches_behind(start, mention))
            if is_named and "," not in _NUMBER_FIRST.sub("", self._text[start : mention.start]):
                return mention
            if _OF_THE_NEXT.match(self._text, mention.end) or opened_around(self._text, mention.start, start) >= 0:
                continue  # also in a bracket behind it: `xếp thứ 8/61 (dữ liệu của Bình Dương bị khuyết)`
            if mention.level == "country":
                is_whose = not is_rank and _WHOSE.search(before) is not None
                if _BELOW_MEAN.search(self._text, start, mention.start) is not None:
                    continue
                counted = mention.name.lower() in ("toàn quốc", "cả nước") and not is_rank
                if counted and _COUNTED_THERE.fullmatch(self._text, start, mention.start) is not None:
                    return mention
                if is_whose and not _PLACE_TAIL.search(before) and not _TRADES.search(self._text, start, mention.start):
                    return mention
                continue
            if mention.level == "own_province" and mention.name.lower().startswith(_OWN_BEHIND):
                return mention  # `85% trường trong toàn tỉnh`, `mức bình quân 14,1% của toàn tỉnh`
            if _CONCENTRATED.search(before) or self.joined.is_first_of_several(mention):
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

    def _reaches_behind(self, rank_start: int, mention: PlaceMention) -> bool:
        """Whether a province stands right behind its rank, and its score behind it, or the rank in front of all that is said."""
        between = self._text[rank_start : mention.start]
        if between.strip().isdigit() and _PLACE_REACHES.match(self._text, mention.end) is not None:
            return True
        if _RANK_THEN_PLACE.fullmatch(between) is None:
            return False
        return _RANK_OPENS.search(self._text, max(0, rank_start - _RANK_REACH), rank_start) is not None

    def before_bracket(self, item_start: int, number_start: int) -> PlaceMention | None:
        """The province right before the bracket in which a number stands, or in that which ends its label.

        `ngay sau Quảng Ninh (72,95 điểm)`; `PAR INDEX 2024 (Bắc Giang cũ): thứ 8/63`.
        """
        place = bisect.bisect_left(self._starts, number_start) - 1
        mention = self._mentions[place] if place >= 0 else None
        if mention is not None and self._opens_bracket_of(mention, number_start):
            return mention  # `sau Thái Nguyên (0,6641 điểm, hạng 8 toàn quốc)`
        if mention is None or mention.start < item_start or mention.level not in _NAMED_LEVELS:
            return None
        is_in_label = self._text.startswith("(", mention.start - 1)
        if is_in_label and _CLOSES_LABEL.fullmatch(self._text, mention.end, number_start) is not None:
            return self.commune_of(mention) or mention  # `Phường Phương Lâm (thành phố Hòa Bình): 418,5 điểm`
        is_its_own = _OPENS_OWN_BRACKET.fullmatch(self._text, mention.end, number_start) is not None
        return mention if is_its_own or _NAMES_ITS_SHARE.fullmatch(self._text, mention.end, number_start) else None

    def behind_its_figure(self, item_start: int, number_start: int) -> PlaceMention | None:
        """The place that a statement gets to after the figure with which it opens: `Với 73,20 điểm, Quảng Ninh đứng thứ 2`."""
        if _OPENS_WITH_FORMER.fullmatch(self._text, item_start, number_start):
            former = _THEN_WHOSE.match(self._text, number_start)
            return next(iter(self.between(former.end(), former.end() + 1)), None) if former is not None else None
        if _OPENS_WITH_FIGURE.fullmatch(self._text, item_start, number_start) is None:
            return None
        figure = _FIGURE_ALONE.match(self._text, number_start)
        mention = next(iter(self.between(figure.end(), figure.end() + 1)), None) if figure is not None else None
        if mention is None or mention.level not in ("province", "district"):
            return None
        return mention if _DOES.match(self._text, mention.end) is not None else None

    def in_series(self, item_start: int, series: SeriesPosition) -> PlaceMention | None:
        """The province at the number's position in `TP. HCM và Quảng Ninh lần lượt xếp thứ 2 và 3`."""
        if series.names_behind is not None:
            return self._opening_series(series.names_behind, series)
        named = [m for m in self.between(item_start, series.names_end) if m.level in ("province", "district")]
        run = named[-1:]
        for place in reversed(named[:-1]):
            if not JOINED.fullmatch(self._text, place.end, run[0].start):
                break
            run.insert(0, place)
        if not run and _THESE_PLACES.search(self._text, item_start, series.names_end) is not None:
            run = self._told_before(item_start)
        return run[series.position] if len(run) == series.size else None

    def _told_before(self, item_start: int) -> list[PlaceMention]:
        """The provinces that the paragraph named before an item: `… của Hà Giang đạt 83,5%, Tuyên Quang 76,2%; hai tỉnh lần lượt …`."""
        start = max(self._text.rfind("\n", 0, item_start), item_start - _SERIES_REACH)
        told = {m.province_code: m for m in self.between(max(start, 0), item_start) if m.level == "province"}
        return list(told.values())

    def _opening_series(self, start: int, series: SeriesPosition) -> PlaceMention | None:
        """The province at the number's position in `Với 0,5064 điểm và 0,4880 điểm, Ninh Bình và Thanh Hóa …`."""
        run: list[PlaceMention] = []
        first = bisect.bisect_left(self._starts, start)
        for place in self._mentions[first : first + series.size + 1]:
            is_next = JOINED.fullmatch(self._text, run[-1].end, place.start) if run else place.start == start
            if not is_next or place.level not in ("province", "district"):
                break
            run.append(place)
        return run[series.position] if len(run) == series.size else None

    def _opens_bracket_of(self, mention: PlaceMention, number_start: int) -> bool:
        """Whether a province stands right before the bracket that is open at a number, with its figures one after the other."""
        if mention.level != "province":
            return False
        opened = _OPENS_BEHIND.match(self._text, mention.end, number_start + 1)
        if opened is None or ")" in self._text[opened.end() : number_start]:
            return False
        said = self._text[opened.end() - 1 : number_start]
        return opened.group("then") is not None or _FIGURES.fullmatch(said) is not None

    def _are_they(self, mention: PlaceMention, stop: int) -> bool:
        """Whether the number of a place that another is compared with is told as theirs."""
        return _AS_THEY.match(self._text, mention.end, stop) is not None

    def _is_where_another_lies(self, mention: PlaceMention, start: int) -> bool:
        """Whether a place only says where the commune or district before lies: `Xã Krông Nô, vùng sâu của tỉnh Đắk Lắk, đã …`.

        `Tại xã Liên Châu, một trong những xã làm điểm của huyện, …`
        """
        if mention.level not in _AROUND_COMMUNES or not self._text.startswith(",", mention.end):
            return False
        levels = ("district", "commune") if mention.level == "province" else ("commune",)
        reach = max(start, mention.start - _ASIDE_REACH)
        pattern = _OF_PROVINCE_ASIDE if mention.level == "province" else _ONE_OF_THOSE_ASIDE
        if pattern.search(self._text, reach, mention.start) is None:
            return False
        local = next((m for m in reversed(self.between(start, mention.start)) if m.level in levels), None)
        return local is not None and self._text[local.end : mention.start].count(",") == 1

    def _is_closed_off(self, mention: PlaceMention, stop: int) -> bool:
        """Whether what is said of a place is over before a number: its bracket, its clause, its place in a row.

        `97% (mục tiêu của cả nước là 99%), 95% hộ …`
        """
        reach = max(0, mention.start - _BRACKET_REACH)
        if is_closed_before(self._text, (mention.start, mention.end), reach, stop):
            return True
        behind = self._text[mention.end : stop]
        own = _OWN_FIGURE.match(self._text, mention.end, stop)
        if (
            own is not None
            and "," in self._text[own.end() : stop]
            and _COMPARED.search(self._text, reach, mention.start)
        ):
            return True
        if ";" in behind and _COMES_NEXT.search(self._text, reach, mention.start) is not None:
            return True
        reach = max(0, mention.start - _RANK_REACH)
        if (
            mention.level == "group"
            and "," in behind
            and _RANKED_IN.search(self._text, reach, mention.start) is not None
        ):
            return True
        reach = max(0, mention.start - _CLAUSE_REACH)
        return "," in behind and _WHERE.search(self._text, reach, mention.start) is not None

    def district_of(self, commune: PlaceMention) -> PlaceMention | None:
        """The district that is named right behind a commune: `xã Nậm Ty (huyện Hoàng Su Phì)`."""
        behind = next(iter(self.between(commune.end, commune.end + 4)), None)
        return behind if behind is not None and behind.level == "district" else None

    def commune_of(self, district: PlaceMention) -> PlaceMention | None:
        """The commune before its district: `Xã Hạ Long, huyện Vân Đồn có …`."""
        if district.level != "district":
            return None
        before = next(iter(reversed(self.between(district.start - 60, district.start))), None)
        if before is None or before.level != "commune":
            return None
        return before if self._text[before.end : district.start] in (", ", " (", " - ") else None

    def is_aside(self, mention: PlaceMention) -> bool:
        """Whether a place only explains another, in brackets: `Hải Phòng (gồm cả Hải Dương cũ)`."""
        opened = opened_around(self._text, mention.start, max(0, mention.start - _BRACKET_REACH))
        if opened < 0:
            return False
        closed = self._text.find(")", mention.end, mention.end + 30)
        return closed >= 0 and not any(c.isdigit() for c in self._text[opened:closed])

    def _can_be_subject(self, mention: PlaceMention, is_rank: bool, stop: int) -> bool:
        """Whether a place can be what a number at or behind `stop` is about."""
        before = self._text[max(0, mention.start - 28) : mention.start]
        is_own = mention.level == "own_province"
        is_of_index = is_own and _INDEX_OF.search(self._text, max(0, mention.start - _INDEX_REACH), mention.start)
        if self.is_aside(mention) or (is_own and _FIRST_OF.search(before)) or is_of_index:
            return False
        is_where = mention.level in _MAY_BE_WHERE and _IT_IS_WHERE.fullmatch(self._text, mention.end, stop) is not None
        stands = mention.level == "province" and _STANDS_AT.match(self._text, mention.end, stop + 2) is not None
        if is_where or (stands and _MERGED_WITH.search(before) is None):
            return True
        if mention.level == "country":
            # The line before, as a date, is no rank that `cả nước` would go with: `thứ 5 cả nước`.
            return country_is_subject(self._text, mention, before.rpartition("\n")[2], is_rank, stop)
        if mention.level == "group":
            if _LEADS_IT.search(before) is not None:
                return False  # `Sở Thông tin và Truyền thông dẫn đầu khối này với 887,83 điểm`
            is_ranked = mention.name.lower().startswith(_RANKED_GROUPS) or _GROUP_HAS.match(
                self._text, mention.end, stop + 1
            )
            return (bool(is_ranked) or not is_rank) and _SEVERAL_PROVINCES.match(mention.name) is None
        if mention.level == "agency":
            return agency_is_subject(self._text, mention, before, is_rank)
        if mention.level == "district" and re.search(r"(?i)(?:trung tâm|tọa đàm|hội nghị|họp)[^,;]{0,40}$", before):
            return True
        is_example = (_SUCH_AS.search(before) and _NUMBER_NEXT.match(self._text, mention.end)) or (
            _BEHIND.search(before)
            and (_VALUE_NEXT.match(self._text, mention.end) or _STANDING_NEXT.fullmatch(self._text, mention.end, stop))
        )
        is_of_meeting = mention.level == "province" and _MEETS_AT.search(
            self._text, max(0, mention.start - _MEETING_REACH), mention.start
        )
        return (
            (bool(is_example) or NOT_SUBJECT.search(before) is None or self._are_they(mention, stop))
            and not is_of_meeting
            and not self.joined.is_joined_to_no_subject(mention)
            and not self.joined.is_of_several(mention)
        )

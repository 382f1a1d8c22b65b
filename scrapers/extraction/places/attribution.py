"""Which place a number is about.

Lives here: the walk from the number to the nearest mention that can be its subject, then to the sentence, the paragraph and
the document's own province. Never here: finding mentions (see `gazetteer`), what paragraphs and whole
texts are about (see `paragraph_places`, `whole_text`).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from schemas.country import COUNTRY
from schemas.records import AreaLevel
from scrapers.extraction.attachment.series import SeriesPosition
from scrapers.extraction.places import national_aims
from scrapers.extraction.places.gazetteer import PlaceMention
from scrapers.extraction.places.means import Means, is_compared_with_nation, is_mean
from scrapers.extraction.places.paragraph_places import ParagraphPlaces
from scrapers.extraction.places.place_patterns import FIGURES_OF_OTHERS
from scrapers.extraction.places.subjects import PlaceSubjects
from scrapers.extraction.places.whole_text import department_of_text, local_of_text
from scrapers.extraction.text.brackets import without_asides
from scrapers.extraction.text.sentences import PARAGRAPH_REACH, line_start


class Area(NamedTuple):
    """The area of a number; `province_code` None means that the number is about a group of provinces and is left out."""

    province_code: str | None
    level: AreaLevel
    name: str | None
    how: str


# `Thủ tướng … chủ trì hội nghị … Dự tại điểm cầu tỉnh Điện Biên …`: what no place is named with is of the country.
_NATIONAL_MEETING = re.compile(
    r"(?i)(?:thủ tướng|bộ trưởng|ủy ban quốc gia|chính phủ)[^\n]{0,200}\bchủ trì\b[\s\S]{0,900}\bđiểm cầu\b"
)
_HEAD_OF_TEXT = 1_800
_WIDER, _OWNED = ("country", "own_province"), re.compile(r"[\d.,]+\s?%?\s+(?:của\s+)?")
# `chiếm 12,8% GRDP của Long An nhưng chỉ chiếm 9,7% GRDP của Tây Ninh`
_OF_ITS_PRODUCT = re.compile(r"[\d.,]+\s?%\s+GRDP\s+của\s+(?:tỉnh\s+|thành phố\s+)?")
# `… bắt đầu từ chợ Phan Thiết, nay đã nhân rộng ra 12 chợ trên toàn tỉnh`
_ALL_OVER = re.compile(r"[\d.]+\s+(?:[^\W\d_]+\s+){1,5}(?:trên|trong|khắp)\s+")
_ALL_OF_IT = ("toàn tỉnh", "cả tỉnh", "toàn thành phố")
_NATIONS_IN_BRACKET = re.compile(
    r"(?i)\b(?:của|bình quân|trung bình|chung) (?:cả nước|toàn quốc)\s*\(\s*$"
)  # `cao hơn SIPAS chung của cả nước (83,94%)`
_OF_GDP = re.compile(r"(?<![\w])GDP\b(?! địa phương| toàn tỉnh| của (?:tỉnh|thành phố|địa phương|[A-ZĐ]))")
_ONLY_BEHIND = re.compile(r"(?i)\b(?:chỉ|xếp|đứng) sau\s+(?:tỉnh\s+|thành phố\s+|TP\.?\s*)?$")
_FIGURE_OF, _FIGURE_REACH = re.compile(rf"{FIGURES_OF_OTHERS}[\d.,]+\s?%\s+của\s+$"), 110
_IN_BRACKETS = re.compile(r"\s*\(\s*")
_OF_COMMUNES = re.compile(r"[\d.]+\s?/\s?[\d.]+\s+(?:xã|phường)\b")
# `cả nước là 16,5%, còn mục tiêu đến năm 2025 là 20%`, `thấp hơn cả nước (42%) và còn cách xa mục tiêu năm 2024 là 50%`
_OWN_AIM = re.compile(
    r"(?i)[^;.]*\d\s?%?[^;.\d]*(?:,|\svà)\s+(?:còn|trong khi|chưa đạt|(?:còn\s+)?(?:rất\s+)?(?:cách xa|cách|thấp hơn))\s+(?:mục tiêu|chỉ tiêu|kế hoạch)\b[^;.]*"
)

# `Tại Hải Phòng, … đạt 80%. Trong đó, …`
_GOES_ON, _SENTENCE_REACH = re.compile(r"(?:Trong (?:số )?đó|Cả (?:ba|3) trụ cột(?! của tỉnh))\b"), 300
_WITH_FIGURE = re.compile(r"\s*\([^()]{0,20}\d[^()]{0,20}\)")
_COUNTS = re.compile(
    r"(?i)\d\s?%|(?<!tháng )(?<!quý )(?<![\d./])(?!20\d\d\b)\d[\d.,]*\s+(?!tháng|năm|ngày|quý|giờ|xã|phường|huyện)[^\W\d_]"
)
_PARAGRAPHS_REACH, _OPENS_WITHIN = 50_000, 25
_OPENS_STATEMENT = re.compile(
    r"[\s.;]*(?:(?:Với|Còn|Riêng|Đối với|Tại|Ở|Trong khi đó,)\s+)?(?:(?:tại|ở|với)\s+)?(?:(?:phía|địa bàn)\s+)*"
)
# `đến hết quý I, cả nước có 93.524 tổ …; tỷ lệ hồ sơ trực tuyến đạt 39,5%`
_COUNTRY_HAS = re.compile(
    r"(?i)\s+(?:đã\s+|hiện\s+)*(?:có|tiếp nhận|ghi nhận|thành lập)\s+(?:(?:trên|hơn|gần|khoảng)\s+)?\d"
)
_REACHES = re.compile(r"(?i)\s+(?:(?:mới|đã|ước)\s+)?(?:đạt|là|ước|chiếm)\s+(?:(?:trên|hơn|gần|khoảng)\s+)?\d")
_FORMER = re.compile(r"\s*\(?cũ\b")  # `Ở địa bàn Ninh Thuận (cũ), …; toàn tỉnh có …`
_EVENT = re.compile(r"(?i)\b(?:công bố|hội nghị|hội thảo|lễ|diễn ra|tổ chức|làm việc|trao giải)\b")
_DEPARTMENT = "Sở"
_COMMUNE_WORD = re.compile(r"(?i)(?:(?<!thị )xã|phường|đặc khu)$")


class PlaceFinder:
    """Place of each number of one document."""

    def __init__(
        self,
        text: str,
        mentions: list[PlaceMention],
        own_province: str | None,
        title_end: int,
        merged: frozenset[str] = frozenset(),
    ) -> None:
        """Of a text about `own_province`, into which the provinces `merged` had gone when it was written."""
        self._text = text
        self._mentions = mentions
        self._subjects = PlaceSubjects(text, mentions)
        self._means = Means(text, self._subjects)
        self._locals = {level: [m for m in mentions if m.level == level] for level in ("district", "commune")}
        self._own = own_province
        # A text that speaks of `toàn tỉnh` and never says which province is about none that could be named.
        self._default = None if any(mention.level == "own_province" for mention in mentions) else COUNTRY
        # A text that says GRDP where it means the province's product says GDP of the country's.
        self._tells_gdp_apart = "GRDP" in text
        lead = text[:_HEAD_OF_TEXT]
        self._is_national_meeting = "điểm cầu" in lead.lower() and _NATIONAL_MEETING.search(lead) is not None
        in_title = frozenset(m.province_code for m in mentions if m.level == "province" and m.end <= title_end)
        self._paragraphs = ParagraphPlaces(text, self._subjects, own_province, merged, in_title)
        local = local_of_text(text, mentions, title_end)
        department = department_of_text(text, mentions) if local is None else None
        self._local_area = self._area(*local) if local is not None else None
        if department is not None:
            self._local_area = Area(own_province, "agency", department, "text")

    @property
    def of_document(self) -> Area | None:
        """The area of what the text names no place for, as the rows of a table: the district or commune that it is about, else the province."""
        return self._local_area or (Area(self._own, "province", None, "document") if self._own is not None else None)

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
        named = self._subjects.in_series(item_start, series) if series is not None else None
        if named is None and self._is_of_the_nation(sentence_start, item_start, number_start, phrase_end, is_rank):
            return Area(COUNTRY, "country", None, "clause")
        if named is not None:
            return self._area(named, "series")
        bracketed = self._subjects.before_bracket(item_start, number_start)
        bracketed = bracketed or self._subjects.behind_its_figure(item_start, number_start)
        if bracketed is not None:
            return self._area(bracketed, "clause")
        right = self._subjects.right(number_start, phrase_end, is_rank)
        is_owned = right is not None and (
            (self._is_right_behind(number_start, right) and (right.level in _WIDER or self._is_compared_with(right)))
            or _OF_ITS_PRODUCT.fullmatch(self._text, number_start, right.start) is not None
            or (right.name.lower() in _ALL_OF_IT and _ALL_OVER.fullmatch(self._text, number_start, right.start))
        )
        left = None if is_owned else self._subjects.left(item_start, number_start, is_rank)
        if left is not None and self._is_aim_beside(left, sentence_start, number_start):
            left = None
        is_local = left is not None and left.level in ("district", "commune", "agency", "own_district")
        if left is not None and right is not None and "," in self._text[number_start : right.start]:
            right = None  # `của tỉnh Lào Cai cũ đạt 11,2%, của tỉnh Yên Bái cũ đạt 9,6%`
        is_named = left is not None and _IN_BRACKETS.fullmatch(self._text, left.end, number_start) is not None
        if right is not None and not is_local and not is_named:
            return self._area(right, "phrase")
        news = self._paragraphs.of_news(headings)
        if left is not None and (news is None or left.level != "own_province" or self._subject_before(left)):
            return self._area(left, "clause")
        if news is not None:
            return self._area(news, "heading")
        beyond = self._beyond_clause(item_start, sentence_start, block_start, is_rank)
        return self._headed(beyond, number_start, phrase_end, sentence_start, block_start, is_rank, headings)

    def _headed(
        self,
        beyond: Area,
        number_start: int,
        phrase_end: int,
        sentence_start: int,
        block_start: int,
        is_rank: bool,
        headings: Sequence[tuple[int, int]],
    ) -> Area:
        """The area of a number whose clause names none: what the text goes on about, else its heading's, else the document's."""
        if beyond.level == "commune" and self.of_document is not None and _OF_COMMUNES.match(self._text, number_start):
            beyond = self.of_document  # `xã Tam Đảo có 3 thôn thông minh; 148/148 xã, phường có tổ …`
        if beyond.how != "document":
            return beyond
        heading = self._paragraphs.of_heading(block_start, headings)
        headed = self._area(heading, "heading") if heading is not None else None
        if headed is None and national_aims.is_aim(self._text, sentence_start, phrase_end):
            headed = Area(COUNTRY, "country", None, "sentence")
        if headed is None and not is_rank and self._own is not None:
            local = self._paragraphs.opening_local(block_start, sentence_start, phrase_end)
            headed = self._area(local, "paragraph") if local is not None else None
        return headed or beyond

    def further_areas(self, item_start: int, number_start: int, area: Area) -> list[Area]:
        """The places of which a share is told as of its own area: `TP Hà Tĩnh và TX Hồng Lĩnh đạt 100%`, `Hà Nội và Huế đều đạt 20%`."""
        beside = (
            self._area(mention, "clause") for mention in self._subjects.joined.told_with_last(item_start, number_start)
        )
        if area.level == "province":
            return [
                other for other in beside if other.level == "province" and other.province_code != area.province_code
            ]
        return [other for other in beside if other.province_code == area.province_code and other.name != area.name]

    def _is_of_the_nation(
        self, sentence_start: int, item_start: int, number_start: int, phrase_end: int, is_rank: bool
    ) -> bool:
        """Whether the words themselves say that it is the country's: a mean of all provinces, what its programme set, of GDP."""
        said = self._text[item_start:number_start]
        if (
            is_mean(said)
            or self._means.are_stated(sentence_start, item_start, number_start)
            or (is_rank and self._is_the_nations_rank(item_start, number_start))
            or (is_rank and is_compared_with_nation(self._text, item_start, number_start))
            or national_aims.is_set_behind(self._text, number_start)
            or (said.endswith("(") and _NATIONS_IN_BRACKET.search(said) is not None)
        ):
            return True
        tells_apart = self._tells_gdp_apart or "cả nước" in self._text[sentence_start:item_start].lower()
        if not tells_apart:
            return False
        if _OF_GDP.search(self._text, number_start, phrase_end) is not None:
            return True
        told = _OF_GDP.search(without_asides(said))
        # `cả nước đạt 14,26% GDP, trong đó Bắc Ninh 56,83%`
        return told is not None and not any(
            mention.level == "province" for mention in self._subjects.between(item_start + told.end(), number_start)
        )

    def _is_the_nations_rank(self, item_start: int, number_start: int) -> bool:
        """Whether the words say that a rank is the country's, and name no province since: `ở cấp quốc gia, Đà Nẵng xếp thứ 12/63`."""
        start = national_aims.speaks_of_the_nation(self._text, item_start, number_start)
        return start is not None and not any(
            mention.level in ("province", "own_province") for mention in self._subjects.between(start, number_start)
        )

    def _is_aim_beside(self, left: PlaceMention, sentence_start: int, number_start: int) -> bool:
        """Whether the country's figure, to which a share was compared, stands before an aim that goes with that share."""
        is_compared = left.level == "country" and "%" in self._text[sentence_start : left.start]
        return is_compared and _OWN_AIM.fullmatch(self._text, left.end, number_start) is not None

    def _opens_with_its_figure(self, country: PlaceMention, start: int) -> bool:
        """Whether the first figure behind a place is the country's: `Tỷ lệ … của cả nước đạt 47,76%; tỷ lệ … toàn trình đạt 38,3%`."""
        is_first = _COUNTS.search(self._text, start, country.start) is None
        return is_first and _REACHES.match(self._text, country.end) is not None

    def _is_compared_with(self, mention: PlaceMention) -> bool:
        """Whether a place is named for its figure only, to compare with: `6,47%, thấp hơn mức 8,1% của Trà Vinh và 7,3% của Vĩnh Long`."""
        return _FIGURE_OF.search(self._text, max(0, mention.start - _FIGURE_REACH), mention.start) is not None

    def _is_beside_another(self, mention: PlaceMention) -> bool:
        """Whether a place is named for its figure only, as the one ahead, or in a bracket that explains another.

        `Tuyên Quang (sau khi nhập Hà Giang)`, `xếp thứ 2 trong vùng, chỉ sau Hà Tĩnh`
        """
        is_ahead = _ONLY_BEHIND.search(self._text, max(0, mention.start - _FIGURE_REACH), mention.start) is not None
        return is_ahead or self._is_compared_with(mention) or self._subjects.is_aside(mention)

    def _is_right_behind(self, number_start: int, mention: PlaceMention) -> bool:
        """Whether nothing but `của` stands between a share and whose it is: `cao hơn mức 45,6% của cả nước`, `… của tỉnh`."""
        return _OWNED.fullmatch(self._text, number_start, mention.start) is not None

    def _beyond_clause(self, item_start: int, sentence_start: int, block_start: int, is_rank: bool) -> Area:
        """The area that the sentence names before the clause, else what it goes on with, the document, the text before."""
        if sentence_start < item_start:
            earlier = self._subjects.left(sentence_start, item_start, is_rank)
            if earlier is not None and (self._is_of_a_part(earlier, sentence_start) or self._is_compared_with(earlier)):
                earlier = None
            # The country's figure, or a group's, in a comparison (`cao hơn bình quân cả nước là 82,4%; tỷ lệ …`) is over with its item.
            if earlier is not None and (
                earlier.level not in ("country", "group")
                or earlier.start - sentence_start <= _OPENS_WITHIN
                or (earlier.level == "country" and _COUNTRY_HAS.match(self._text, earlier.end))
                or (earlier.level == "country" and self._opens_with_its_figure(earlier, sentence_start))
            ):
                return self._area(earlier, "sentence")
        if _GOES_ON.match(self._text, sentence_start):
            reach = max(block_start, sentence_start - _SENTENCE_REACH)
            earlier = self._subjects.left(reach, sentence_start, is_rank)
            while earlier is not None and _WITH_FIGURE.match(self._text, earlier.end):
                earlier = self._subjects.left(
                    reach, earlier.start, is_rank
                )  # `…, cao hơn Hải Phòng (24,8%). Trong đó, …`
            if earlier is not None:
                return self._area(earlier, "sentence")
        if self._is_national_meeting or self._means.go_on(block_start, sentence_start):
            return Area(COUNTRY, "country", None, "document")
        other = self._paragraphs.other_opening(block_start, sentence_start)
        if other is not None:
            return self._area(other, "paragraph")
        if self._local_area is not None and self._paragraphs.is_of_province(block_start, sentence_start):
            return Area(self._own, "province", None, "paragraph")
        if self._own is not None:
            return self._local_area or Area(self._own, "province", None, "document")
        before = self._of_paragraphs_before(block_start, sentence_start, is_rank)
        if before is not None:
            return self._area(before, "paragraph")
        return Area(self._default, "country" if self._default is not None else "province", None, "document")

    def _of_paragraphs_before(self, block_start: int, sentence_start: int, is_rank: bool) -> PlaceMention | None:
        """The last province named in a text about none, behind communes the one that opens their paragraph, and none among several."""
        before = self._subjects.left(block_start, sentence_start, is_rank)
        while before is not None and before.level == "own_province":  # `Long An họp …. Toàn tỉnh có …. Tỷ lệ …`
            before = self._subjects.left(block_start, before.start, is_rank)
        opened = next(iter(self._subjects.between(block_start, min(block_start + _OPENS_WITHIN, sentence_start))), None)
        if before is not None and before.level == "commune" and opened is not None and opened.level == "province":
            return opened  # `TP Hải Phòng (gồm cả Hải Dương) mở … ở phường Hồng Bàng. Tháng đầu tiếp nhận 8.306 hồ sơ`
        if before is None:
            before = self._subjects.left(block_start - _PARAGRAPHS_REACH, block_start, is_rank)
            line = line_start(self._text, before.start) if before is not None else None
            beside = self._subjects.between(line, block_start) if line is not None else []
            if len({m.province_code for m in beside if m.level == "province"}) > 1:
                return None
        return before if before is not None and before.level in ("province", "country") else None

    def _is_of_a_part(self, mention: PlaceMention, sentence_start: int) -> bool:
        """Whether a district or commune is only where a part of something is, or what was counted before it.

        `27.300 hộ, trong đó huyện Hương Khê có 4.150 hộ; …`, `23 trạm 5G tại thành phố Phủ Lý; tỷ lệ …`
        """
        if mention.level not in ("district", "commune"):
            return False
        item_start = max(self._text.rfind(";", sentence_start, mention.start), sentence_start)
        is_part = self._text.find("trong đó", sentence_start, mention.start) >= 0
        return is_part or _COUNTS.search(self._text, item_start, mention.start) is not None

    def _area(self, mention: PlaceMention, how: str) -> Area:
        if mention.level == "group":
            return Area(None, "province", mention.name, how)
        if mention.level == "country":
            return Area(COUNTRY, "country", None, how)
        if mention.level == "own_province":
            subject = self._subject_before(mention)
            if subject is None and self._own is None:
                before = reversed(self._subjects.between(0, mention.start))
                named = next((m for m in before if m.level == "province" and not self._is_beside_another(m)), None)
                subject = named.province_code if named is not None else None  # in a text about several
            return Area(subject or self._own or self._default, "province", None, how)
        if mention.level == "own_district":
            named = self._last_local(mention)
            code = named.province_code if named and named.province_code else self._own
            unnamed: AreaLevel = "commune" if _COMMUNE_WORD.search(mention.name) else "district"
            level: AreaLevel = named.level if named and named.level in ("district", "commune") else unnamed  # type: ignore[assignment]
            return Area(code, level, named.name if named else mention.name, how)  # none where no province is known
        if mention.level == "same_province":
            named = next((m for m in reversed(self._subjects.between(0, mention.start)) if m.level == "province"), None)
            return (
                self._area(named, how) if named is not None else Area(self._own or self._default, "province", None, how)
            )
        if mention.level == "province":
            return Area(mention.province_code, "province", None, how)
        district = self._subjects.district_of(mention) if mention.level == "commune" else None
        code = mention.province_code or (district and district.province_code) or self._own
        name = self._full_name(mention) if mention.level == "agency" else mention.name
        return Area(code or self._opened_by(mention), mention.level, name, how)

    def _full_name(self, office: PlaceMention) -> str:
        """The name of a department, that told last where it is only called `Sở`."""
        if office.name != _DEPARTMENT:
            return office.name
        before = reversed(self._subjects.between(0, office.start))
        named = (m.name for m in before if m.level == "agency" and m.name.startswith(f"{_DEPARTMENT} "))
        return next(named, office.name)

    def _opened_by(self, mention: PlaceMention) -> str | None:
        """The province whose paragraph an office or commune stands in, of a text about several: `Điện Biên …. Xã Mường Phăng …`."""
        line = line_start(self._text, mention.start)
        before = self._subjects.between(line, mention.start) if line is not None else []
        named = {m.province_code for m in before if m.level == "province" and not self._is_beside_another(m)}
        return named.pop() if len(named) == 1 else None

    def _subject_before(self, mention: PlaceMention) -> str | None:
        """The province that opens the sentence of `của tỉnh`: `Bắc Giang cũng nâng mục tiêu kinh tế số của tỉnh lên …`.

        Also the one before `tỉnh` in a further item: `Thanh Hóa năm 2023 đứng thứ 11; năm 2022 tỉnh đứng thứ 15`; and that in which a
        paragraph begins: `Tại Quảng Trị, hai tháng sau, toàn tỉnh có …`.
        """
        marks = (". ", "\n", "; ") if mention.name.lower() == "của tỉnh" else (". ", "\n")
        reach = max(0, mention.start - PARAGRAPH_REACH)
        start = max(self._text.rfind(mark, reach, mention.start) for mark in marks) + 1
        named = [m for m in self._subjects.between(start, mention.start) if m.level == "province"]
        opens = len(named) == 1 and _OPENS_STATEMENT.fullmatch(self._text, start, named[0].start) is not None
        if opens and mention.name.lower() in ("của tỉnh", "tỉnh"):
            return named[0].province_code
        if len(named) == 1 and self._paragraphs.speaks(named[0], start):
            return named[0].province_code
        line = line_start(self._text, mention.start)
        if line is None or _EVENT.search(self._text, line, mention.start):
            return None  # `Tại Hà Nội, VCCI công bố PCI. Tỉnh xếp thứ 5.`
        other = self._paragraphs.other_opening(line, mention.start)
        if other is None or (_FORMER.match(self._text, other.end) and not self._paragraphs.heads(other, line)):
            return None
        return other.province_code

    def _last_local(self, own: PlaceMention) -> PlaceMention | None:
        """The district or commune named last before `của huyện`, `xã đã …`, of the level that the word says."""
        named = self._locals["commune" if _COMMUNE_WORD.search(own.name) else "district"]
        before = bisect.bisect_left(named, own.start, key=lambda mention: mention.start)
        return named[before - 1] if before else None

"""The places that whole paragraphs are about, by how they open or by the heading over them.

Lives here: `Ở địa bàn Ninh Thuận (cũ), …`, `a) Tỉnh Hà Nam (cũ): …`, `Ở huyện Tân Yên, các xã …`, headings that name a place.
Never here: the places of single numbers (see `attribution`), which mention can be a subject (see `subjects`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.extraction.places.gazetteer import PlaceMention
from scrapers.extraction.places.subjects import PlaceSubjects
from scrapers.extraction.text.sentences import MEMBER_OF_LIST, PARAGRAPH_REACH, line_start

_OPENS_ELSEWHERE = re.compile(
    r"\W*(?:(?:Còn|Riêng|Trong khi đó,)\s+)?(?:[Ởở]|[Tt]ại|[Tt]rên địa bàn|[Vv]ề phía)\s+(?:(?:phía|địa bàn|tỉnh bạn|tỉnh|thành phố)\s+)*"
)
# `Kon Tum đi lên từ điểm xuất phát thấp. Năm 2020, chỉ số của tỉnh …`: a first sentence about it without a figure
_ABOUT_IT = re.compile(r"\s[^.!?;:,\d\n]{8,90}\.\s")
_HEADS_ITEM = re.compile(r"\W*(?:[a-zđ\d]{1,2}[.)]\s*)?(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)?\s*")
_ITS_COLON = re.compile(r"\s*(?:\((?:cũ|trước đây)\)|cũ|trước đây)?\s*:\s")
_HAS = re.compile(
    r"(?i)\s+(?:\(cũ\)\s+)?(?:khi đó |khi ấy |lúc đó |đã |hiện |mới )*(?:có|đạt|xếp|đứng|cung cấp|triển khai|thành lập|tiếp nhận|duy trì|ghi nhận)\b"
)
# `Đến cuối năm 2024, hạ tầng viễn thông của Bà Rịa - Vũng Tàu phát triển mạnh`
_IN_OR_OF, _WORDS_BEFORE = re.compile(r"(?i)\b(?:của|tại|ở|trên địa bàn)\s+(?:tỉnh\s+)?$"), 24
_ITS_FIGURE = re.compile(
    r"(?i)\s+(?:(?:mới|đã|ước|hiện)\s+)?(?:đạt|là|ước|chiếm|có)\s+(?:(?:trên|hơn|gần|khoảng)\s+)?\d"
)
_FIGURE = re.compile(r"\d\s?%")
_OF_PROVINCE = re.compile(r"(?i)\b(?<!trung tâm của )(?<!đầu tiên trong )tỉnh\b(?! lộ)")
# `đại diện Sở TT-TT Đồng Tháp cho biết, tỉnh có …`, `ông Nguyễn Văn A, Phó Chủ tịch UBND tỉnh Bến Tre, chia sẻ: …`
_SPEAKER = re.compile(
    r"(?:\b(?:[Ss]ở|UBND|HĐND|[Tt]ỉnh ủy|Công an|Trung tâm|[Gg]iám đốc|[Cc]hủ tịch|[Bb]í thư|[Đđ]ại diện|[Ll]ãnh đạo)\b[^.;:\d]{0,80}?(?:tỉnh\s+)?)$"
)
_SPEAKS = re.compile(
    r"(?i)\s*,?\s+(?:(?:cũng|đã)\s+)?(?:cho biết|chia sẻ|cho hay|thông tin|báo cáo|nêu|nói|phát biểu|khẳng định|nhấn mạnh|đánh giá)\b"
)
# What stands beside the name of a place that is a heading: its number, its kind, `(cũ)`.
_TELLS_NEWS = re.compile(r"\s*:\s+[^\W_]")
_PLACE_ALONE = re.compile(
    r"(?i)\s*(?:[\divx]{1,4}[.)]|[a-zđ][.)]|[-+*•])?\s*(?:tỉnh|thành phố|tp\.?|huyện|thị xã|xã|phường|tại)?\s*(?:\((?:cũ|mới)\))?\s*:?\s*"
)
_OPENS_WITH_PROVINCE = re.compile(
    r"\W*(?:(?:Nhìn|Mở|Xét|Tính|Trên|Ở|Còn|Riêng)(?: (?:rộng|ra|chung|trên|ở|phạm vi|bình diện|địa bàn)){0,4} )?(?:[Tt]oàn|[Cc]ả) tỉnh\b"
)
_SPEAKER_REACH = 120
_LOCAL_OPENS_WITHIN = 32
_OPENS_WITH_ITS_OTHER = 60  # `Cách đó hơn 200 km, tỉnh Hà Giang …`, in a text whose title names both


class ParagraphPlaces:
    """What the paragraphs of one document are about."""

    def __init__(
        self,
        text: str,
        subjects: PlaceSubjects,
        own_province: str | None,
        merged: frozenset[str],
        in_title: frozenset[str | None],
    ) -> None:
        """Of a text about `own_province`, into which the provinces `merged` had gone; those `in_title` may open a paragraph later."""
        self._text, self._subjects, self._own = text, subjects, own_province
        self._merged, self._in_title = merged, in_title

    def other_opening(self, block_start: int, sentence_start: int) -> PlaceMention | None:
        """The other province that a paragraph opens with, where no further place has been named since: `Ở địa bàn Ninh Thuận (cũ), …`.

        Also the country: `Cả nước cũng vừa chạy đua. Đầu tháng 5, có 11.591 trạm 5G.`
        """
        found = self._subjects.between(block_start, sentence_start) if sentence_start > block_start else []
        if found and found[0].level == "country" and all(m.level == "country" for m in found):
            opens = not self._text[block_start : found[0].start].strip()
            return found[0] if opens or self._is_all_of_the_country(found, block_start) else None
        named = [m for m in found if m.level not in ("own_province", "same_province", "country")]
        if not named or named[0].level != "province" or named[0].province_code == self._own:
            return None
        opens = _OPENS_ELSEWHERE.fullmatch(self._text, block_start, named[0].start) is not None
        opens = opens or self.heads(named[0], block_start)
        opens = opens or (
            not self._text[block_start : named[0].start].strip()
            and _ABOUT_IT.match(self._text, named[0].end) is not None
        )
        opens = opens or (
            named[0].province_code in self._in_title and named[0].start - block_start <= _OPENS_WITH_ITS_OTHER
        )
        opens = opens or self._tells_of_merged(named[0], block_start) or self.speaks(named[0], block_start)
        return named[0] if opens and all(m.province_code == named[0].province_code for m in named) else None

    def _is_all_of_the_country(self, found: list[PlaceMention], block_start: int) -> bool:
        """Whether the first figure of a paragraph is the country's, and so is a later one.

        `…, tỷ lệ … của cả nước đạt 47,76%. …; cả nước có trên 74.000 tổ …. Tỷ trọng kinh tế số …`
        """
        reaching = [m for m in found if _ITS_FIGURE.match(self._text, m.end) is not None]
        is_first = bool(reaching) and _FIGURE.search(self._text, block_start, reaching[0].start) is None
        return is_first and len(reaching) > 1

    def heads(self, mention: PlaceMention, block_start: int) -> bool:
        """Whether a paragraph begins with a province alone, and a colon: `a) Tỉnh Hà Nam (cũ): …`."""
        is_alone = _HEADS_ITEM.fullmatch(self._text, block_start, mention.start) is not None
        return is_alone and _ITS_COLON.match(self._text, mention.end) is not None

    def speaks(self, mention: PlaceMention, start: int) -> bool:
        """Whether a province is that of an office whose head speaks: `đại diện Sở TT-TT Đồng Tháp cho biết, …`."""
        if _SPEAKS.match(self._text, mention.end) is None:
            return False
        return _SPEAKER.search(self._text, max(start, mention.start - _SPEAKER_REACH), mention.start) is not None

    def _tells_of_merged(self, mention: PlaceMention, block_start: int) -> bool:
        """Whether a paragraph's first sentence is about a province that has since gone into the own: `Năm 2023, Tiền Giang có …`."""
        if mention.province_code not in self._merged or "." in self._text[block_start : mention.start]:
            return False
        has = _HAS.match(self._text, mention.end) is not None
        return (
            has
            or _IN_OR_OF.search(self._text, max(block_start, mention.start - _WORDS_BEFORE), mention.start) is not None
        )

    def of_news(self, headings: Sequence[tuple[int, int]]) -> PlaceMention | None:
        """The other province that the heading over a piece of news begins with: `Kiên Giang: 5G đến với xã đảo`."""
        for start, end in headings:
            named = next(iter(self._subjects.between(start, end)), None)
            if named is None or named.level != "province" or named.province_code == self._own:
                continue
            if self._text[start : named.start].strip() == "" and _TELLS_NEWS.match(self._text, named.end, end):
                return named
        return None

    def of_heading(self, block_start: int, headings: Sequence[tuple[int, int]]) -> PlaceMention | None:
        """The place that a heading is called, over the members of its list and the line behind it: `2. Tỉnh Sóc Trăng`.

        Also the other province of a paragraph that ends with the introduction of a list: `Về phía Kon Tum, …. Mục tiêu của kế hoạch:`.
        """
        is_member = MEMBER_OF_LIST.match(self._text, block_start) is not None
        for start, end in headings:
            named = [m for m in self._subjects.between(start, end) if m.level in ("province", "district", "commune")]
            if len(named) == 1 and named[0].province_code in self._merged and named[0].level == "province":
                return named[0]  # over all its paragraphs: `Tiềm năng của Bà Rịa - Vũng Tàu`
            if not is_member and self._text[end:block_start].strip():
                continue
            line = line_start(self._text, start) if is_member and self._text[start:end].rstrip().endswith(":") else None
            other = self.other_opening(line, end) if line is not None and line < start else None
            if other is not None:
                return other
            if len(named) == 1 and _PLACE_ALONE.fullmatch(
                self._text[start : named[0].start] + self._text[named[0].end : end]
            ):
                return named[0]
        return None

    def is_of_province(self, block_start: int, sentence_start: int) -> bool:
        """Whether a paragraph of a text about a district or commune opens with the whole province, and names none since.

        `Nhìn rộng ra toàn tỉnh, chuyển đổi số được đẩy mạnh. Năm 2025, 95,2% dân số …`
        """
        if sentence_start - block_start > PARAGRAPH_REACH:
            return False
        opened = _OPENS_WITH_PROVINCE.match(self._text, block_start, sentence_start)
        local = ("district", "commune", "own_district")
        return opened is not None and not any(
            mention.level in local for mention in self._subjects.between(opened.end(), sentence_start)
        )

    def opening_local(self, block_start: int, sentence_start: int, phrase_end: int) -> PlaceMention | None:
        """The district or commune with which the paragraph opens, where nothing since speaks of a wider area.

        `Ở huyện Tân Yên, các xã đều đã vào cuộc. Tỷ lệ hộ có cáp quang đạt 58,6%.`
        """
        if sentence_start - block_start > PARAGRAPH_REACH:
            return None
        named = [m for m in self._subjects.between(block_start, sentence_start) if m.level not in ("agency", "group")]
        if (
            not named
            or named[0].level not in ("district", "commune")
            or named[0].start - block_start > _LOCAL_OPENS_WITHIN
        ):
            return None
        commune = self._subjects.commune_of(named[1]) if len(named) > 1 else None
        local = commune or named[0]
        told = {named[0].name, local.name, *((named[1].name,) if commune is not None else ())}
        others = {m.name for m in named if m.level in ("district", "commune")} - told
        is_wider = any(m.level not in ("district", "commune", "own_district") for m in named)
        if others or is_wider or _OF_PROVINCE.search(self._text, block_start, phrase_end):
            return None
        return local

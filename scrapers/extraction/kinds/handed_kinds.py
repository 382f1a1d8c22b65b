"""What the sentences of a text hand on: goals or results that those behind them go on with.

Lives here: which sentences and paragraphs go on with what was said before. Never here: what a sentence itself says (see `reached_or_aimed`),
the times that are handed on (`periods.handed_times`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection

from schemas.records import Kind
from scrapers.extraction.kinds.reached_or_aimed import closes_with_aim, sentence_says
from scrapers.extraction.text.sentences import MEMBER_OF_LIST, Sentence
from scrapers.letters import CAPITALS

# How a paragraph opens that goes on with a list of figures.
_GOES_ON = re.compile(
    r"(?i)\W*(?:(?:với|đối với|ở|trong|trên|riêng) (?:lĩnh vực |trụ cột |mảng )?(?:kinh tế|xã hội|chính quyền"
    r"|chính phủ|hạ tầng) số|về |tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|\d|trên \d|tối thiểu|ít nhất|kinh tế số|xã hội số"
    r"|chính quyền số|hạ tầng số|đồng thời|cùng với đó|ngoài ra|bên cạnh đó|đặc biệt|trong đó|năng suất|tốc độ (?:truy cập|mạng|internet|đường truyền|tải)|hồ sơ|văn bản"
    r"|người dân|dân số|doanh nghiệp|hộ |mạng |dịch vụ|thủ tục|hạ tầng |cáp quang|sóng |internet|băng rộng|thanh toán"
    r"|thuê bao|số (?:thuê bao|hộ|người|doanh nghiệp|trạm) |cơ sở |cơ quan|bệnh viện|trường |cán bộ|sản phẩm|phủ sóng|phổ cập|mỗi |toàn bộ|tất cả|duy trì|nâng "
    r"|đưa |thuộc|vào top|xếp hạng|có (?:trên|ít nhất|tối thiểu|\d)|hằng năm|hàng năm|cùng mốc|đến mốc"
    r"|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là,?\s|cũng (?:đến|trong) năm|theo đó|lúc đó|khi đó|cụ thể|đến (?:hết |cuối )?năm|năm 20)"
)
_ITEM = re.compile(rf"\s*(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[.)]|\(\d{{1,2}}\))\s+[{CAPITALS}\d]")
_QUOTATION_ENDS, _LENGTH_OF_END = ("”", "”.", "»", "».", '".', '."'), 8
_IN_DETAIL = re.compile(r"(?:Cụ thể|Theo đó|Trong đó|Về (?:chính quyền|kinh tế|xã hội|hạ tầng))\b")
# `Xã có 14.350 dân, đang hướng đến xã nông thôn mới trong năm 2025. 7/7 thôn có …`: what it is, with where it is going
_ON_THE_WAY = re.compile(r"(?i)\bđang hướng (?:đến|tới)\b[^.;%]*\.?$")
# `- 12/22 bệnh viện …; phấn đấu đến 30/9/2025 là 22/22.`, `… đạt 7,95%, phấn đấu năm 2023 đạt 10%`: the aim is beside the
# result of this member
_AIM_AT_END = re.compile(r"(?i)\d[^;]*(?P<aim>;\s+(?:phấn đấu|mục tiêu|chỉ tiêu)|,\s+phấn đấu)\b[^;]*$")
# `theo kế hoạch đến hết năm 2025 có khoảng 460 trạm, song tiến độ còn chậm do vướng mặt bằng`
_TURNS_BACK = re.compile(
    r"(?i),\s+(?:song|nhưng|tuy nhiên)\b[^;.%\d]*\b(?:chậm|vướng|khó khăn|hạn chế|chưa)\b[^;.\d]*\.?$"
)
# `Sở yêu cầu 100% bệnh viện … trước ngày 31/8/2025; tính đến 31/8/2025 có 38/46 bệnh viện đã …`: with the result it goes on
_RESULT_AT_END = re.compile(r"(?i);\s+(?:tính )?đến (?:nay|ngày \d|\d|hết|thời điểm)[^;]*$")
_DIGIT = re.compile(r"\d")


@dataclasses.dataclass(frozen=True, slots=True)
class Flow:
    """What the sentences of a text hand on, by sentence number."""

    handed: dict[int, Kind]
    """What a sentence that says nothing itself goes on with."""
    turned: frozenset[int]
    """Sentences before which the text last spoke of results, in whatever paragraph."""


def flow(text: str, found: list[Sentence], headings: Collection[int]) -> Flow:
    """What the sentences before one speak of: goals or results that it goes on with.

    `Phấn đấu đến năm 2025, … đạt 80%. Tỷ lệ … đạt 50%.`: a sentence that says nothing itself goes on with what the last one
    said, in its paragraph, and in the next where that opens like a further member of a list. A sentence of goals without a figure
    hands them to the next that gives them (`Cụ thể, …`). A heading (`headings`: the numbers of its sentences) ends what was said.
    """
    handed: dict[int, Kind] = {}
    turned: set[int] = set()
    paragraphs = _Paragraphs(text)
    last: Kind | None = None
    announced = -1
    has_turned = False
    for sentence in found:
        said = text[sentence.start : sentence.end]
        if sentence.kind == "caption":
            continue
        if sentence.index in headings:
            last = None
            paragraphs.close(said, None)
            continue
        last = paragraphs.goes_on_with(sentence, said, last)
        if announced == sentence.index - 1 and _IN_DETAIL.match(said):
            last = "target"
        if has_turned:
            turned.add(sentence.index)
        if last is not None and (last == "actual" or _GOES_ON.match(said)):
            handed[sentence.index] = last
        own = sentence_says(said)
        if own == "target" and _RESULT_AT_END.search(said) is not None:
            own = sentence_says(said[said.rindex(";") :]) or own
        is_told_aside = own == "target" and _is_aside(said)
        paragraphs.close(said, own)
        announced = sentence.index if own == "target" else announced
        if own == "actual" or (own == "target" and _DIGIT.search(said) and not is_told_aside):
            last = own
            has_turned = own == "actual"
    return Flow(handed, frozenset(turned))


def _is_aside(said: str) -> bool:
    """Whether a sentence tells of an aim only beside what it is about."""
    if _ON_THE_WAY.search(said) is not None or _TURNS_BACK.search(said) is not None:
        return True
    if closes_with_aim(said):
        return True
    beside = _AIM_AT_END.search(said)
    if beside is None:
        return False
    before = sentence_says(said[: beside.start("aim")])
    return before == "actual" or (before is None and MEMBER_OF_LIST.match(said) is not None)


class _Paragraphs:
    """The paragraphs of a text in order: what each goes on with of what the one before it said."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._block = -1
        self._is_item = self._ends_open = False
        self._said: Kind | None = None
        self._of_list: Kind | None = None  # what the line over a numbered list says of all its paragraphs

    def goes_on_with(self, sentence: Sentence, said: str, last: Kind | None) -> Kind | None:
        """What a sentence goes on with: `last`, or what its paragraph takes over where it opens one."""
        if sentence.block == self._block:
            return last
        self._block = sentence.block
        return self._opened(sentence, said, last)

    def close(self, said: str, own: Kind | None) -> None:
        """Keep what a sentence itself says (`own`), for a list that it may open."""
        self._ends_open, self._said = said.rstrip().endswith(":"), own

    def _opened(self, sentence: Sentence, said: str, last: Kind | None) -> Kind | None:
        was_item, self._is_item = self._is_item, _ITEM.match(said) is not None
        if self._is_item and self._ends_open:
            self._of_list = self._said
        elif not self._is_item and MEMBER_OF_LIST.match(said) is None:
            self._of_list = None
        if self._is_item and was_item:
            return self._of_list  # a numbered paragraph does not go on with the one before it
        return last if _GOES_ON.match(said) and not _ends_quotation(self._text, sentence.start) else None


def _ends_quotation(text: str, place: int) -> bool:
    """Whether the paragraph before a place ends with what somebody is quoted with: it does not go on in the next."""
    return text[max(place - _LENGTH_OF_END, 0) : place].rstrip().endswith(_QUOTATION_ENDS)

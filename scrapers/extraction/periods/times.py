"""The times that a document names: which have passed, which open their clause, which are editions, which lie ahead.

Lives here: time expressions by sentence and what is to be known of each. Never here: reading them (see `expressions`), what they are
handed on to (see `handed_times`), the choice for one number (see `timeline`).
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from typing import NamedTuple

from schemas.records import Document, PeriodBasis
from scrapers.extraction.periods.expressions import PeriodMention, PeriodReader
from scrapers.extraction.periods.notation import period_bounds, same_span
from scrapers.extraction.periods.present import begins, document_year, is_over, opens_result
from scrapers.extraction.text.brackets import is_closed_before
from scrapers.extraction.text.outline import Heading, Outline
from scrapers.extraction.text.sentences import Sentence, words_before
from scrapers.letters import CAPITALS


class Dated(NamedTuple):
    """A period in the contract's notation and what decided it; None where nothing did."""

    period: str | None
    basis: PeriodBasis | None


# What may stand between a number and the time that closes its phrase: `đạt 20% GRDP vào năm 2025`, `8,5% (năm 2022)`.
ADJACENT = re.compile(
    r"(?i)^[\s(]*(?:(?:grdp|gdp|điểm|vào|trong|hồi|đến|tới|hết|cuối|của|tại|thời điểm|ngày)\s*){0,4}\(?$"
)
# `- Năm 2025: kinh tế số chiếm 10% GRDP; …`: a member of a list, all of that year
HEADED_BY_YEAR = re.compile(r"\W*(?:\w{1,2}[.)]\s+)?Năm 20\d\d\s*:")
# `66% (năm 2023 là 58%)`: the year of the number in the brackets.
OWN_VALUE = re.compile(
    r"(?i)(?:,\s+(?:các\s+)?(?:thứ hạng|con số|chỉ số|tỷ lệ|tỉ lệ|(?:trụ cột )?(?:chính quyền|kinh tế|xã hội) số)(?: này| đó| của (?:tỉnh|thành phố))?)?\s*(?:ở(?= vị trí)|lần lượt|tương ứng|là|đạt|chỉ|mới|ước|xếp|đứng|hạng|thứ|:)\s*(?:(?:đạt|là|trên|khoảng|tối thiểu|ít nhất|xếp|đứng|hạng|thứ|vị trí)\s+)*\d"
    r"|\s+\d[\d.,]*\s?%\s*\)"
    rf"|,\s+(?-i:[{CAPITALS}])\w+(?: (?-i:[{CAPITALS}])\w+)*\s+(?:xếp|đứng|đạt)\s"
)
# `Ngay trong kỳ đánh giá đầu tiên (năm 2020), chỉ số …`, `sau gần 2 năm thực hiện (đến cuối năm 2022), hơn 95,5% hộ …`
_DAY_IN_BRACKETS = re.compile(r"\(\d{1,2}[/.-]\d{1,2}[/.-]20\d\d\)\s*$")
_TIME_TOLD = re.compile(
    r"(?i)\b(?:(?:kỳ|lần|đợt) (?:đánh giá|xếp hạng|công bố|khảo sát)|năm đầu|sau (?:gần |hơn )?\w+ năm)\b[^,;.:()\d]{0,40}\((?:(?:tính |tức )?(?:đến |tới )?(?:hết |cuối )?năm 20\d\d)\)\s?,$"
    r"|(?:\A|(?<=\n)|(?<=[.;] ))theo (?:thống kê|số liệu|báo cáo)\b[^,;.:()\d]{0,70}\((?:(?:tháng \d{1,2}|quý (?:\d|[IV]+))[/-]|năm )20\d\d\)\s?,$"
    r"|\b(?:cách đây|khi mới|ngày đầu|thời điểm (?:này|đó))\b[^,;.:()\d]{2,40}\((?:(?:tháng \d{1,2}|cuối)[/ -]|năm |hết năm )20\d\d\)\s?,$"
    r"|\btrước (?:ngày |khi |thời điểm )?(?:hợp nhất|sáp nhập) \((?:(?:tháng \d{1,2}|cuối)[/ -]|năm |hết năm )20\d\d\)\s?,$"
)
_EDITION_ALONE = re.compile(r"\([A-Z][A-Z -]{1,11} 20\d\d\)$")  # `(SIPAS 2019) của Tiền Giang đạt 83,39 điểm`
_AND = re.compile(r"\s*(?:và|còn)\s+(?:đến\s+)?(?:năm\s+)?$")
_OPENING = re.compile(
    r"(?i)(?:^|[,;:.–-]\s*)(?:\W*(?:trong|tính chung|tính|cả|riêng|kết thúc|đến|hết|bước sang|sang|bước qua|khép lại|nhìn lại|cuối"
    r"|tại thời điểm|vào|theo đó|kết quả|tổng kết|trong khi|còn|thì|và|cụ thể|nhất là|đáng chú ý)\s*){0,4}$"
)
# `Cơ sở để đặt ra các chỉ tiêu trên là kết quả của năm 2024.`
# `kết quả thực hiện năm 2023`, `Theo báo cáo của Sở Thông tin và Truyền thông về kết quả năm 2022, …`
_RESULTS_OF = re.compile(
    r"(?i)\bkết quả\s+(?:của\s+|thực hiện\s+|đạt được\s+|trong\s+){1,2}$|^\W*theo [^,;.\d]{3,110}\bvề kết quả\s+$|\btrên cơ sở (?:các )?kết quả\s+$|^\W*theo (?:số liệu|thống kê)(?: của [^,;.\d]{2,60})?\s+$"
)
_VISION = re.compile(r"(?i)(?:tầm nhìn|định hướng)\s+(?:đến|tới)?\s*(?:năm\s*)?$")
_WITH_ITS_INDEX = re.compile(r"(?i)(?:[a-z]{0,2}index|dti|pci|papi|sipas|edti|pdti)\)?\s")  # `DTI 2021`
# A text of January or February that says `tháng 10` means the one that was.
_LAST_MONTH_LOOKING_BACK, _FAR_AHEAD = 2, 200
_END_AHEAD = 45  # days: a span without a year that ends later is of the year before: `Mười tháng đầu năm` in January
_OF_YEAR, _PART_OF_YEAR = len("2025"), re.compile(r"-(?:Q\d|H\d|\d\d)")
_SHORT_NAME = re.compile(r"^\)|\([^()\d]{2,30}\)")
_EDITION_REACH, _EDITION_REACH_FREE = 60, 200
_FIRST_MONTHS, _LAST_MONTH = 6, 12


class Times:
    """The time expressions of one document, sentence by sentence."""

    def __init__(self, document: Document, sentences: list[Sentence], outline: Outline, index_ends: list[int]) -> None:
        """`index_ends`: the places where mentions of composite indices end, in order."""
        self._text, self._index_ends, self._outline = document.text, index_ends, outline
        self.published = document.published_on
        self.periods = PeriodReader(document.text)
        self.year = document_year(document, sentences, outline, self.periods)
        self._mentions = {s.index: self._read(s) for s in sentences}
        self._go_on_with_years(sentences)
        self._heading_mentions: dict[int, list[PeriodMention]] = {}

    def _read(self, sentence: Sentence) -> list[PeriodMention]:
        """The time expressions of a sentence; in the first months a late month without a year is of the year before."""
        read = self.periods.read(sentence.start, sentence.end, self.year)
        day = self.published
        if day is None:
            return [m._replace(kind="time") if self._has_come(m, sentence) else m for m in read]
        if day.month > _LAST_MONTH_LOOKING_BACK:
            return read
        return [self._of_year_before(m, day) if m.period and m.period[:4] == str(day.year) else m for m in read]

    def _go_on_with_years(self, sentences: list[Sentence]) -> None:
        """Gives a quarter or month without a year the one with which its paragraph told it: `Trong quý III-2025, …. Toàn tỉnh trong quý III …`."""
        block, told = -1, dict[str, int]()
        for sentence in sentences:
            if sentence.block != block:
                block, told = sentence.block, {}
            mentions = self._mentions[sentence.index]
            for place, mention in enumerate(mentions):
                part = (mention.period or "")[_OF_YEAR:]
                if mention.year is None or _PART_OF_YEAR.fullmatch(part) is None:
                    continue
                if str(mention.year) in self._text[mention.start : mention.end]:
                    told[part] = mention.year
                elif told.get(part, mention.year) != mention.year:
                    mentions[place] = mention._replace(period=f"{told[part]}{part}", year=told[part])

    def _has_come(self, mention: PeriodMention, sentence: Sentence) -> bool:
        """Whether the end of the own year of a text without a date is told of as one that has come."""
        return mention.year == self.year and opens_result(self._text, sentence, self._outline, mention)

    def _of_year_before(self, mention: PeriodMention, day: dt.date) -> PeriodMention:
        start, end = period_bounds(mention.period or "")
        is_span = mention.kind == "time" and (".." in (mention.period or "") or "-H" in (mention.period or ""))
        is_far_ahead = (start - day).days > _FAR_AHEAD or (is_span and (end - day).days > _END_AHEAD)
        if not is_far_ahead or str(day.year) in self._text[mention.start : mention.end]:
            return mention
        before = same_span(mention.period or "", day.year - 1)
        return mention._replace(period=before, year=day.year - 1) if before is not None else mention

    def of(self, sentence: Sentence) -> list[PeriodMention]:
        """Time expressions of a sentence."""
        return self._mentions[sentence.index]

    def in_heading(self, heading: Heading) -> list[PeriodMention]:
        """Time expressions of a heading, which is asked for every number below it."""
        known = self._heading_mentions.get(heading.start)
        if known is None:
            known = self.periods.read(heading.start, heading.end, self.year)
            if len(known) > 1 and _DAY_IN_BRACKETS.search(self._text, known[-1].start - 1, heading.end):
                known = known[:-1]  # `Bắc Ninh đứng thứ 7 về PCI năm 2021 (27/4/2022)`: when the article was published
            self._heading_mentions[heading.start] = known
        return known

    def is_aside(self, mention: PeriodMention, sentence: Sentence, stop: int) -> bool:
        """Whether a time stands in brackets that are closed before the place; not where they hold an index and its edition."""
        if self.is_edition(mention) and _EDITION_ALONE.search(self._text, sentence.start, mention.end + 1):
            return False
        if _TIME_TOLD.search(self._text, sentence.start, mention.end + 2):
            return False
        return is_closed_before(self._text, (mention.start, mention.end), sentence.start, stop)

    def is_parted(self, start: int, end: int) -> bool:
        """Whether a comma stands between two places, that of `tỉnh, thành phố` aside, or another statement begins: `17% và năm 2023 …`."""
        between = self._text[start:end]
        return "," in between.replace("tỉnh, thành", "") or _AND.match(between) is not None

    @property
    def fallback(self) -> Dated:
        """The document's period: its date, else the year that it speaks of as present."""
        if self.published is not None:
            return Dated(self.published.isoformat(), "document")
        return Dated(str(self.year) if self.year else None, "document" if self.year else None)

    @property
    def is_early(self) -> bool:
        """Whether the document is of the first months, which still report of the year before, or of an unknown day."""
        return self.published is None or self.published.month <= _FIRST_MONTHS

    def dated(self, mention: PeriodMention, basis: PeriodBasis) -> Dated:
        """The period of a time; that of the present is the document's."""
        return self.fallback if mention.kind == "now" else Dated(mention.period, basis)

    def usable(self, sentence: Sentence) -> list[PeriodMention]:
        """The times of a sentence that may be those of a result: passed, or the present."""
        return [
            m
            for m in self._mentions[sentence.index]
            if (m.kind == "now" or (m.kind == "time" and m.period and self.is_past(m)))
            or (m.kind == "until" and self.is_past_until(m))
        ]

    def leads(self, mention: PeriodMention, sentence: Sentence) -> bool:
        """Whether a time opens its clause and so goes on to hold; one inside a noun phrase (`chỉ số … năm 2022`) does not."""
        if _OPENING.search(words_before(self._text, sentence.start, mention.start)) is not None:
            return True
        return _RESULTS_OF.search(self._text[sentence.start : mention.start]) is not None

    def is_past(self, mention: PeriodMention) -> bool:
        """Whether a time does not lie after the document's year."""
        return self.year is None or mention.year is None or mention.year <= self.year

    def is_past_until(self, mention: PeriodMention) -> bool:
        """Whether an end (`đến hết năm 2023`) had come when the document was written."""
        if mention.period is None or mention.year is None or self.year is None:
            return False
        if self.published is not None and len(mention.period) >= 7 and mention.year == self.published.year:
            return period_bounds(mention.period)[1].isoformat()[:7] <= self.published.isoformat()[:7]
        is_year_over = self.published is not None and self.published.month == _LAST_MONTH
        return mention.year < self.year or (
            mention.year == self.year
            and (
                len(mention.period) >= len("2024-01")
                or is_year_over
                or is_over(self._text, mention)
                or begins(self._text, mention)
            )
        )

    def has_ended(self, period: str) -> bool:
        """Whether a period ended before the document was written."""
        ends = period_bounds(period)[1]
        return ends < self.published if self.published is not None else ends.year < (self.year or ends.year)

    def is_edition(self, mention: PeriodMention, *, is_free: bool = False) -> bool:
        """Whether a year stands right behind an index that it is the edition of: `DTI năm 2021`.

        In a sentence that states no figure (`is_free`) the index may stand further before: `công bố chỉ số … của các bộ, các tỉnh năm 2021`.
        """
        if mention.period is None or len(mention.period) != len("2021"):
            return False
        if _WITH_ITS_INDEX.match(self._text, mention.start):
            return True
        place = bisect.bisect_right(self._index_ends, mention.start)
        if not place or mention.start - self._index_ends[place - 1] > (
            _EDITION_REACH_FREE if is_free else _EDITION_REACH
        ):
            return False
        between = self._text[self._index_ends[place - 1] : mention.start]
        # `chỉ số chuyển đổi số (DTI) năm 2021`, `(gọi tắt là Bộ chỉ số 766) năm 2023`
        return not re.search(r"[;.:\n]" if is_free else r"[,;.:()\n]", _SHORT_NAME.sub("", between))

    def widest_horizon(self, mentions: list[PeriodMention], start: int) -> PeriodMention | None:
        """The horizon that a sentence or heading hands on: the last named, a vision beyond it aside."""
        horizons = [m for m in mentions if self.is_horizon(m)]
        near = [m for m in horizons if not _VISION.search(self._text[start : m.start])]
        return max(near or horizons, key=lambda m: (m.year or 0, -m.start), default=None)

    def is_horizon(self, mention: PeriodMention) -> bool:
        """Whether a time is one by which something is aimed at."""
        if not mention.period or not mention.year or mention.kind not in ("until", "time", "plan"):
            return False
        return mention.kind == "until" or (self.year is not None and mention.year >= self.year)


def horizon_of(mention: PeriodMention) -> str | None:
    """A target is dated by the year by which it is aimed at; a span by its last year."""
    if mention.period is None:
        return None
    if ".." in mention.period:
        return mention.period.split("..")[1][:4]
    return str(mention.year) if mention.kind == "until" and len(mention.period) == 4 else mention.period

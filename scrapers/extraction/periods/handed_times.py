"""Which times a document hands on from sentence to sentence.

Lives here: the time that lasts until the next, the one that passes with its paragraph, the edition of an index that a text is
about, the horizon of goals. Never here: what a time is (see `times`), the choice for one number (see `timeline`).
"""

from __future__ import annotations

import dataclasses
import re
from typing import NamedTuple

from scrapers.extraction.kinds.goal_beside import is_within_goal
from scrapers.extraction.periods.expressions import PeriodMention, says_before_merger, says_this_year
from scrapers.extraction.periods.notation import is_span_of_years
from scrapers.extraction.periods.times import Dated, Times, horizon_of
from scrapers.extraction.text.brackets import opened_around
from scrapers.extraction.text.sentences import DATELINE, MEMBER_OF_LIST, Sentence, line_start, opens_line


class Carried(NamedTuple):
    """A period that a sentence handed on, where that sentence began, and whether it began with the period."""

    dated: Dated
    origin: int
    leads: bool = True


_Held = dict[bool, Carried]
# `năm 2023 … lên vị trí thứ 8, trong khi ở kỳ năm 2022 …`: the text goes on about the first.
_BESIDE = re.compile(r"(?i)\btrong khi\b(?! đó)")
_OF_OLD_VALUE = re.compile(
    r"(?i)\b(?:từ|so với|gấp (?:(?:gần|hơn|trên|khoảng) )?[\d.,]+ lần|(?:cao|thấp|nhiều|ít|kém|nhỉnh) hơn)\s+(?:(?:mức|con số|vị trí|thứ hạng|xếp hạng|hạng|thứ)\s+){0,3}[\d.,/]+(?:%|\s[^\d,;.]{2,20}?(?:/1(?:00|\.000) dân)?)?\s+(?:của|trong|vào|hồi)?\s*(?:năm\s+)?$"
)
# `năm 2024 ước đạt 16,2%, năm 2023 là 14,05%`, `đạt 91,6%; năm 2021, tỷ lệ này là 58,4%`, `…; quý I năm trước là 64,9%`
_THEN = re.compile(
    r"(?i)[,;(]\s*(?:còn\s+)?(?:(?:(?:cùng kỳ|cuối|đầu|hết|(?:quý|tháng)\s+[IVX\d]+|\d{1,2} tháng(?: đầu)?)\s+)+)?$"
)
_OWN_VALUE = re.compile(r"(?:,?\s+(?:tỷ lệ|tỉ lệ|con số|mức|số) này)?\s*(?:là|chỉ|mới|đạt)\s+(?:[^\W\d]+\s+){0,4}?\d")
# `đến nay toàn tỉnh có 4.285 trạm; năm 2022 tổng số trạm là 1.660`
_OWN_STATEMENT = re.compile(r"\s*(?:[^\W\d]+\s+){1,6}?(?:là|chỉ|mới|đạt|có)\s+(?:[^\W\d]+\s+){0,4}?\d")
# `Hồi tháng 7 số trạm mới là 1.090; còn năm 2023, cả tỉnh có 890`
_STILL_EARLIER, _ALL_HAD = (
    re.compile(r"(?i)[,;]\s*còn\s+(?:hồi\s+)?$"),
    re.compile(r"(?i),?\s+(?:(?:cả|toàn)\s)?(?:tỉnh|huyện|xã|thành phố)\s+(?:mới\s+|chỉ\s+)?(?:có|đạt|là)\s"),
)
# `… năm 2022 là 12,67%. Trong đó, …`, `Ngay kỳ đánh giá đó, …`: what the sentence says is of the same time.
_GOES_ON = re.compile(
    r"(?:Cụ thể,|Trong (?:số )?đó|Cùng năm|Cũng trong năm|(?:Ngay|Ở|Trong|Tại)\s+(?:kỳ|lần|đợt) (?:đánh giá|xếp hạng|công bố) (?:đó|này|ấy)|[^.;:\d]{0,60}\b(?:[Kk]hi|[Ll]úc|[Hh]ồi|[Nn]ăm|thời điểm) (?:đó|ấy)|Cũng (?:tại|đến|vào|tính đến) thời điểm này)(?<=[\w,])(?!\w)(?! \d)"
)
# `Năm 2023 được chọn là năm “Bứt phá”. Trong năm, tỉnh hoàn thành 32/35 mục tiêu`
_IN_THE_YEAR = re.compile(r"Trong năm,")
# `Một năm trước đó, …`: counted from the time of the sentence before
YEAR_ON = re.compile(r"\W*(?:Chỉ |Đúng )?(?:[Mm]ột|1) năm (sau|trước)(?: đó)?,")
# `Riêng năm ngoái, ba nhà mạng dựng mới 147 trạm.`
_ALONE = re.compile(r"(?i)\W*riêng\s+(?:trong\s+)?")
# `Năm học 2023-2024, 98,4% cơ sở … . Riêng thị xã đạt 100%`
_SCHOOL_YEAR = re.compile(r"(?i)\bnăm học\s+20\d\d\s?[-–]\s?20\d\d$")
_DIGIT = re.compile(r"\d")
# `vượt chỉ tiêu 45.000 hộ của năm 2022`
_OF_A_GOAL = re.compile(
    r"(?i)\b(?:chỉ tiêu|mục tiêu|kế hoạch)\s+(?:là\s+)?[\d.,]+\s?%?(?:\s[^\W\d_]+){0,3}?\s+(?:của|cho|trong)\s+(?:cả\s+)?(?:năm\s+)?$|\b(?:đặt|đề) ra cho\s+$"
)
_LOOKS_BACK = re.compile(
    r"(?:Ở|Tại|Trong) (?:lần|kỳ) (?:công bố|đánh giá|xếp hạng) đầu tiên\b|So với (?:giai đoạn|thời kỳ|năm) trước\b|Trước (?:đó|đây|khi|hợp nhất|sáp nhập|sắp xếp)\b|(?:Khi mới|Ngày đầu|Thời kỳ đầu|Những ngày đầu)\s(?:thành lập|tách|tái lập|chia tách)\b"
)
# `Năm 2021, Ban Tổ chức không thực hiện khảo sát và xếp hạng.`: what follows is of no such year
_NO_EDITION = re.compile(
    r"(?i)[^.;\d]{0,40}\bkhông (?:thực hiện|tổ chức|tiến hành|công bố|có)\s(?:việc\s)?(?:khảo sát|đánh giá|xếp hạng|công bố)\b"
)
# `các năm 2022, 2023, 2024 lần lượt là …`: of each its own
_ROW_OF_YEARS = re.compile(r"\bnăm 20\d\d, (?:năm )?20\d\d(?:,| và) (?:năm )?20\d\d")
_EARLIER = re.compile(r"Trước (?:đó|đây|khi|hợp nhất|sáp nhập|sắp xếp)\b")
# `Năm 2021 con số này mới là 62 sản phẩm.`
# `Năm 2021, thứ hạng của 3 trụ cột này lần lượt là 30, 36 và 17.`
_OF_OLD_TIMES = re.compile(
    r"(?i)[^,;.]{0,30}(?:,\s+)?\b(?:con số|tỷ lệ|tỉ lệ|mức|chỉ số) này\s+(?:mới|chỉ|còn|là)\b|[^,;.]{0,20},?\s[^,;.\d]{0,30}\b(?:thứ hạng|chỉ số|trụ cột|con số|tỷ lệ|chỉ tiêu)[^,;.]{0,20}\bnày lần lượt\b"
)
# `Trước khi hợp nhất, cuối năm 2024, tỷ lệ này của Cà Mau (cũ) là 81%`: of that share alone
_THIS_SHARE = re.compile(r"(?i)\b(?:tỷ lệ|tỉ lệ|con số|mức) này\b")
_RANKED_BEFORE = re.compile(
    r"(?i)(?:(?:thứ|hạng|vị trí)\s+(?:\d|nhất|nhì|hai|ba|tư|năm\b|sáu|bảy|tám|chín|mười)|\d\s?điểm)[^.]*[,;]\s|\btừ\s+(?:(?:vị trí|thứ|hạng)\s+){1,2}\d[\d/]*\s+(?:của\s+)?$"
    r"|\b(?:thứ|hạng|vị trí)\s+\d{1,2}(?:/\d\d)?\s+(?:trong|ở|tại)\s+(?:bảng xếp hạng\s+)?$"
    r"|,\s(?:địa phương|tỉnh|thành phố|đơn vị)\s[^,;.\d]{2,30}$"
)


@dataclasses.dataclass(frozen=True, slots=True)
class StatedSentences:
    """What the sentences of a document state: the numbers of those with quantities and of those with ranks or scores.

    `index_ends` are the places where mentions of composite indices end, in order.
    """

    counted: frozenset[int]
    standing: frozenset[int]
    index_ends: list[int]


class HandedTimes:
    """By sentence number: what quantities take, what ranks and scores take, and the horizon of goals."""

    def __init__(
        self, text: str, times: Times, sentences: list[Sentence], stated: StatedSentences, title_year: int | None
    ) -> None:
        """`title_year` is the year that the title names as the document's time."""
        self._text, self._times, self._title_year = text, times, title_year
        self.quantities: dict[int, Carried] = {}
        self.standings: dict[int, Carried] = {}
        self.edition = self._first_edition(sentences)
        self._carry(sentences, stated)
        self.horizons = self._carry_horizon(sentences)

    def _carry(self, sentences: list[Sentence], stated: StatedSentences) -> None:
        """A time that opens a statement lasts until the next; `đến nay` and a time inside a statement only in their paragraph."""
        lasting: _Held = {}
        passing: _Held = {}
        block = -1
        has_told_now = False
        openings: set[int] = set()
        for sentence in sentences:
            if sentence.block != block:
                block, passing = sentence.block, {}
                openings.add(sentence.start)
                if has_told_now and self._is_over_with_paragraph(lasting.get(False), openings):
                    lasting = {is_standing: held for is_standing, held in lasting.items() if is_standing}
            for is_standing, carried in ((False, self.quantities), (True, self.standings)):
                before = passing.get(is_standing) or lasting.get(is_standing)
                if before is not None:
                    carried[sentence.index] = before
            last = sentences[sentence.index - 1] if sentence.index else None
            is_dated = last is not None and bool(self._times.usable(last))
            if (
                last is not None
                and is_dated
                and (before_it := self._own_times(last))
                and self._points_back(sentence, last)
            ):
                said = Carried(self._times.dated(before_it[-1], "context"), sentence.start)
                self.quantities[sentence.index] = self.standings[sentence.index] = said
                passing = {**passing, True: said, False: said}
            if sentence.kind in ("heading", "title") or DATELINE.fullmatch(self._text, sentence.start, sentence.end):
                continue  # headings are asked through the outline; when a text was published says nothing of its figures
            for place, mention in enumerate(self._told_in(sentence, lasting.get(False))):
                if _NO_EDITION.match(self._text, mention.end, sentence.end):
                    continue
                has_told_now = has_told_now or mention.kind == "now"
                lasting, passing = self._told(sentence, stated, place, mention, (lasting, passing))

    def _told_in(self, sentence: Sentence, held: Carried | None) -> list[PeriodMention]:
        """The times of a sentence that it can hand on, each but once where it looks back."""
        told = self._times.usable(sentence)
        if told and (row := _ROW_OF_YEARS.search(self._text, sentence.start, sentence.end)):
            told = [mention for mention in told if not row.start() <= mention.start < row.end()]
        if len(told) > 1:  # `Trước hợp nhất, tại thời điểm cuối năm 2024, …`: the year says when
            told = [mention for mention in told if not says_before_merger(self._text, mention)]
        if len(told) > 1 and self._is_told_back(told[0], sentence, held):
            # `năm 2020, tỷ lệ này chỉ là 18,3%; bình quân cả nước năm 2020 là 30,86%`
            told = [told[0], *(mention for mention in told[1:] if mention.period != told[0].period)]
        return list(told)

    def _is_over_with_paragraph(self, held: Carried | None, openings: set[int]) -> bool:
        """Whether a year before that of a dated text was told inside a paragraph: of a text that speaks of now the next is of now again.

        `Huyện hiện có 18 chợ 4.0. … Năm 2023, huyện được hỗ trợ 400 triệu đồng.`, and then: `Huyện có 36 sản phẩm OCOP.`
        """
        period = held.dated.period if held is not None and held.origin not in openings else None
        published = self._times.published
        return period is not None and published is not None and int(period[:4]) < published.year

    def _points_back(self, sentence: Sentence, last: Sentence) -> bool:
        """Whether a sentence is of the time that the one before it has told.

        `Trong năm, …` only in one paragraph, and where that time opens its sentence; none that is an edition of an index.
        """
        if _IN_THE_YEAR.match(self._text, sentence.start):
            is_opened = any(self._times.leads(mention, last) for mention in self._own_times(last))
            return is_opened and not opens_line(self._text, sentence.start)
        return any(pattern.match(self._text, sentence.start) for pattern in (_GOES_ON, YEAR_ON))

    def _told(
        self,
        sentence: Sentence,
        stated: StatedSentences,
        place: int,
        mention: PeriodMention,
        before: tuple[_Held, _Held],
    ) -> tuple[_Held, _Held]:
        """What lasts and what passes with its paragraph, once a sentence has named a further time."""
        lasting, passing = before
        times, is_counted = self._times, sentence.index in stated.counted
        is_index_only = sentence.index in stated.standing and not is_counted
        is_told_back = not place and self._is_told_back(mention, sentence, lasting.get(False))
        is_of_goal = _OF_A_GOAL.search(self._text, sentence.start, mention.start) is not None or is_within_goal(
            self._text[sentence.start : sentence.end], mention.start - sentence.start
        )
        said = Carried(times.dated(mention, "context"), sentence.start)
        is_earlier = is_told_back and _EARLIER.match(self._text, sentence.start) is not None
        is_earlier = is_earlier and _THIS_SHARE.search(self._text, sentence.start, sentence.end) is None
        is_past_aside = not is_told_back and self._is_told_at_end(mention, sentence, lasting.get(True))
        if is_earlier or (is_index_only and is_past_aside):
            beside = not is_earlier and self._is_told_beside(mention, place, sentence, lasting.get(True))
            # `Trước đó, Bộ đã công bố DTI năm 2022.`
            of_index = is_index_only or (not is_counted and times.is_edition(mention))
            return before if beside else self._held_back(mention, said, before, is_standing=of_index)
        is_apart = _ALONE.fullmatch(self._text, sentence.start, mention.start) is not None
        is_other = is_of_goal or is_apart or self.is_of_other_value(mention, sentence)
        if is_told_back or is_other or self._is_to_come(mention):
            return before
        is_merger = says_before_merger(self._text, mention)
        # `quán quân bốn kỳ 2020-2023`, `quán quân năm nay`: of no edition that others are of
        is_no_edition = is_merger or is_span_of_years(mention.period or "") or says_this_year(self._text, mention)
        if is_index_only and (is_no_edition or self._is_told_beside(mention, place, sentence, lasting.get(True))):
            opens = not is_no_edition and not place and opens_line(self._text, sentence.start)
            return (lasting, {**passing, True: said}) if opens else before
        if mention.kind == "now":
            opens = opens_line(self._text, sentence.start) and times.leads(mention, sentence)
            if self.is_long_past(lasting.get(False)) or (opens and is_counted):
                lasting = {**lasting, False: said}  # what was told of an earlier year is over
            return lasting, {False: said, True: said}
        if is_index_only or times.is_edition(mention, is_free=not is_counted and not is_index_only):
            # An edition year is no time of what else the text counts, but for its own paragraph:
            # `Trong năm 2024, tỉnh xếp thứ 17 về …. Tỷ lệ …`
            opens = is_index_only and place == 0 and times.leads(mention, sentence)
            passing = (
                {False: said}
                if opens
                else {of_standing: held for of_standing, held in passing.items() if not of_standing}
            )
            return {**lasting, True: said}, passing
        if is_span_of_years(mention.period or ""):
            is_school_year = _SCHOOL_YEAR.search(self._text, sentence.start, mention.end) is not None
            return (lasting, {**passing, False: said}) if is_school_year and is_counted else before
        if times.leads(mention, sentence) and not is_merger and not self._looks_back_in_list(mention, sentence):
            is_aside = self._is_earlier_aside(mention, sentence, stated, lasting.get(True))
            of_all: _Held = {False: said, True: said}
            return (lasting, of_all) if is_aside else (of_all, {})
        return lasting, {**passing, False: said} if is_counted else passing

    def _is_earlier_aside(
        self, mention: PeriodMention, sentence: Sentence, stated: StatedSentences, held: Carried | None
    ) -> bool:
        """Whether a sentence inside a paragraph about a later edition looks back without a figure.

        `…, tháng 9/2025 Hà Tĩnh dẫn đầu với 92,87 điểm. Tháng 8/2025, chỉ có Hà Tĩnh đạt loại xuất sắc.`
        """
        if sentence.index in stated.counted or sentence.index in stated.standing:
            return False
        period = held.dated.period if held is not None else None
        is_earlier = bool(period and mention.period and mention.period < period)
        return is_earlier and not opens_line(self._text, sentence.start)

    def _held_back(
        self, mention: PeriodMention, said: Carried, before: tuple[_Held, _Held], *, is_standing: bool
    ) -> tuple[_Held, _Held]:
        """What is held of an earlier time: in its paragraph; where an early text tells of last year's results, beyond it, too."""
        lasting, passing = before
        is_last_year = self._times.is_early and mention.year == (self._times.year or 0) - 1
        if is_last_year and not is_standing:
            return {**lasting, False: said}, passing
        return lasting, {**passing, is_standing: said}

    def _looks_back_in_list(self, mention: PeriodMention, sentence: Sentence) -> bool:
        """Whether a member of a list tells of an earlier year than the title: the next member is of the title's again."""
        if not (self._title_year and mention.year and mention.year < self._title_year):
            return False
        line = line_start(self._text, sentence.start)
        return line is not None and MEMBER_OF_LIST.match(self._text, line) is not None

    def _own_times(self, sentence: Sentence) -> list[PeriodMention]:
        """The times of a sentence, without those of earlier values told beside and, where there are others, those in brackets."""
        own = [m for m in self._times.usable(sentence) if not self.is_of_other_value(m, sentence)]
        return [m for m in own if not self._times.is_aside(m, sentence, sentence.end)] or own

    def is_of_other_value(self, mention: PeriodMention, sentence: Sentence) -> bool:
        """Whether a time belongs to an earlier value that is told beside: `72,5% (năm 2023: 58,9%)`, `99,2%, năm 2024 là 95,8%`."""
        if self._is_value_aside(mention, sentence):
            return True
        told = [m for m in self._times.usable(sentence) if m.end <= mention.start]
        held = self.quantities.get(sentence.index)
        held_period = held.dated.period if held is not None else None
        newer = told[-1].year if told else int(held_period[:4]) if held_period else self._times.year
        is_older = bool(mention.year and ((told and told[-1].kind == "now") or (newer and mention.year < newer)))
        before = self._text[sentence.start : mention.start]
        is_stated = _OWN_VALUE.match(self._text, mention.end) is not None or (
            bool(told) and told[-1].kind == "now" and _OWN_STATEMENT.match(self._text, mention.end) is not None
        )
        is_stated = is_stated and _THEN.search(before) is not None
        is_stated = is_stated or bool(_ALL_HAD.match(self._text, mention.end) and _STILL_EARLIER.search(before))
        is_beside = is_stated or _BESIDE.search(before) is not None or _OF_OLD_VALUE.search(before) is not None
        return is_older and is_beside

    def _is_to_come(self, mention: PeriodMention) -> bool:
        """Whether a time lies after the year of the text: `5 nhiệm vụ còn lại chuyển sang năm sau. Kinh tế số ước đạt 14,2%.`."""
        return bool(mention.period and self._times.year and int(mention.period[:4]) > self._times.year)

    def _is_value_aside(self, mention: PeriodMention, sentence: Sentence) -> bool:
        """Whether a time stands in brackets with a value of its own: `xếp hạng 33/63 (năm 2021: hạng 30)`."""
        if opened_around(self._text, mention.start, sentence.start) < 0:
            return False
        closed = self._text.find(")", mention.end, sentence.end)
        return closed >= 0 and any(c.isdigit() for c in self._text[mention.end : closed])

    def _is_told_back(self, mention: PeriodMention, sentence: Sentence, held: Carried | None) -> bool:
        """Whether a sentence only looks back from what the text is about: `Trước hợp nhất, …`, `Năm 2021 con số này mới là 62`."""
        period = held.dated.period if held is not None else None
        year = int(period[:4]) if period else self._times.year
        is_older = bool(year and mention.year and mention.year < year)
        said = self._text[sentence.start : sentence.end]
        return is_older and (_LOOKS_BACK.match(said) is not None or _OF_OLD_TIMES.match(said) is not None)

    def _is_told_beside(self, mention: PeriodMention, place: int, sentence: Sentence, before: Carried | None) -> bool:
        """Whether a year only stands beside what the text is about: `…; năm 2020 đứng thứ 15`."""
        period = before.dated.period if before is not None else self.edition
        is_edition = period is not None and len(period) == len("2021")
        is_older = bool(is_edition and period and mention.year and mention.year < int(period[:4]))
        return is_older and (place > 0 or _RANKED_BEFORE.search(self._text, sentence.start, mention.start) is not None)

    def _is_told_at_end(self, mention: PeriodMention, sentence: Sentence, before: Carried | None) -> bool:
        """Whether a year before that of the text is told inside a paragraph, beyond which it does not go on.

        `…. Năm 2023, vị trí thứ nhất thuộc về Quảng Ninh.`; `…. Trước đó, năm 2022, Quảng Ninh đạt 72,95 điểm. Nghệ An đạt 66,60 điểm.`
        """
        period = before.dated.period if before is not None else self.edition
        is_edition = period is not None and len(period) == len("2021")
        is_older = bool(is_edition and period and mention.year and mention.year < int(period[:4]))
        if not (is_older and self._times.leads(mention, sentence)):
            return False
        line = line_start(self._text, sentence.start)
        return line is None or bool(self._text[line : sentence.start].strip())

    def is_long_past(self, carried: Carried | None) -> bool:
        """Whether a carried time lies before the year of which the document, read in the next one, may still report."""
        period = carried.dated.period if carried is not None else None
        if period is None or self._times.year is None:
            return False
        return int(period[:4]) < self._times.year - (1 if self._times.is_early else 0)

    def _first_edition(self, sentences: list[Sentence]) -> str | None:
        """The edition of an index that the document is about: the first that it names."""
        for sentence in sentences:
            for mention in self._times.of(sentence):
                if (
                    mention.kind == "time"
                    and self._times.is_past(mention)
                    and self._times.is_edition(mention, is_free=True)
                ):
                    return mention.period
        return None

    def _body_of(self, sentence: Sentence) -> int:
        """Where a sentence begins behind its number or letter as a member of a list."""
        member = MEMBER_OF_LIST.match(self._text, sentence.start)
        return member.end() if member is not None else sentence.start

    def _carry_horizon(self, sentences: list[Sentence]) -> dict[int, Carried]:
        horizon: Carried | None = None
        carried: dict[int, Carried] = {}
        for sentence in sentences:
            if horizon is not None:
                carried[sentence.index] = horizon
            found = self._times.widest_horizon(self._times.of(sentence), sentence.start)
            if found is not None:
                leads = _DIGIT.search(self._text, self._body_of(sentence), found.start) is None
                horizon = Carried(Dated(horizon_of(found), "context"), sentence.start, leads)
        return carried

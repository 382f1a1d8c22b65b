"""By when something is aimed at.

Lives here: the time that a goal names around it, and the horizon that goes on to it. Never here: the periods of results (see
`timeline`), what sentences hand on (see `handed_times`).
"""

from __future__ import annotations

import datetime as dt
import re

from schemas.records import PeriodBasis
from scrapers.extraction.kinds.goal_beside import has_result_before, words_of_goal
from scrapers.extraction.periods.expressions import PeriodMention
from scrapers.extraction.periods.handed_times import HandedTimes
from scrapers.extraction.periods.notation import is_span_of_years, period_bounds
from scrapers.extraction.periods.number_place import NumberPlace
from scrapers.extraction.periods.times import ADJACENT, HEADED_BY_YEAR, OWN_VALUE, Dated, Times, horizon_of
from scrapers.extraction.text.brackets import opened_around
from scrapers.extraction.text.outline import Heading, Outline
from scrapers.extraction.text.sentences import Sentence

# `13% GRDP (mục tiêu chung của cả nước đến năm 2025 là 20% GDP)`
_OF_ANOTHER_AIM = re.compile(r"(?i)\([^()]{0,20}\b(?:mục tiêu|chỉ tiêu)\b[^()]*$")
# `tối thiểu 30% mà Chính phủ đặt ra cho năm 2020`
_SET_FOR = re.compile(r"(?i)[^,;.]{0,60}\b(?:(?:đặt|đề) ra|đặt mục tiêu|đề mục tiêu|giao) (?:cho|vào|trong|đến)\s+")
# `Mục tiêu năm 2024:`, written in 2025
_GIVEN_FOR = re.compile(
    r"(?i)\b(?:giao|đặt ra|đề ra) (?:cho|trong)\s+(?:cả\s+)?$|\bmục tiêu(?: (?:cụ thể|chủ yếu|của (?:cả )?))?\s+$"
)
# `Năm 2022, Kế hoạch chuyển đổi số của thành phố mới đặt chỉ tiêu …; 80% hộ …`
_SET_IN_YEAR = re.compile(
    r"(?:(?:Bước sang|Sang|Trong)\s+)?[Nn]ăm 20\d\d, [^;.:%]*\b(?:(?:đặt|đề ra|đặt ra) (?:các )?(?:chỉ tiêu|mục tiêu)|phấn đấu)\b"
)
_OF_A_RESOLUTION = re.compile(r"(?i)\b(?:nghị quyết|đề án|chương trình|chiến lược|nhiệm kỳ|giai đoạn)\b")
_REACHED_OR_NOT = re.compile(r"(?i)(?:chưa|không) (?:đạt|hoàn thành)\b|vượt\b")
_BARE_YEAR = re.compile(r"\b20\d\d\b")
_FURTHER_VALUE = re.compile(r"(?i)\d\s?%[^;,.%\d]*,\s+(?:và\s+)?(?:đến|tới|hết)?\s*(?:hết\s+|cuối\s+)?$")
_RESULTS_OF, _LOOK_BACK = re.compile(r"(?i)\bkết quả (?:của |trong |thực hiện )?(?:năm )?$"), 30


class GoalPeriods:
    """The periods of the goals of one document."""

    def __init__(
        self, text: str, published_on: dt.date | None, times: Times, outline: Outline, handed: HandedTimes
    ) -> None:
        self._text, self._published_on = text, published_on
        self._times, self._outline, self._handed = times, outline, handed

    def named(self, sentence: Sentence, mentions: list[PeriodMention], place: NumberPlace) -> Dated | None:
        """The time that is named with a goal in its sentence."""
        is_aside = (
            opened_around(self._text, place.start, sentence.start) >= 0
        )  # `… (mục tiêu đến năm 2025: trên 10%), … (mục tiêu: 50%)`
        dated = [m for m in mentions if m.period and (is_aside or not self._times.is_aside(m, sentence, place.start))]
        left = [m for m in dated if place.item[0] <= m.start and m.end <= place.start]
        right = [
            m
            for m in dated
            if place.start < m.start < place.item[1]
            and m.end <= place.phrase_end + 40
            and not (left and self._times.is_parted(place.end, m.start))
            and OWN_VALUE.match(self._text, m.end) is None  # `10% (đến năm 2030 đạt 15%)`
            and _OF_ANOTHER_AIM.search(self._text[place.end : m.start]) is None
        ]
        if left and self.is_beside_result(sentence, place) and self._is_of_results(left[-1]):
            return Dated(left[-1].period, "context")
        earlier = [m for m in dated if m.end <= place.item[0]]
        horizons = [m for m in earlier if self._times.is_horizon(m)]
        further = [m for m in horizons if self._is_of_further_value(m, sentence)]
        until = [m for m in horizons if m not in further][-1:]
        heads = any(p.match(self._text, sentence.start, place.start) for p in (HEADED_BY_YEAR, _SET_IN_YEAR))
        adjacent = [
            m
            for m in right
            if (ADJACENT.match(said := self._text[place.end : m.start]) or _SET_FOR.fullmatch(said))
            and OWN_VALUE.match(self._text, m.end) is None
        ]
        choices: tuple[tuple[list[PeriodMention], PeriodBasis], ...] = (
            (adjacent[:1], "explicit"),
            ([m for m in left if self._times.is_horizon(m)][-1:], "explicit"),
            ([m for m in right if self._times.is_horizon(m)][:1], "explicit"),
            (left[-1:] if left and self._is_of_own_plan(left[-1], until) else [], "explicit"),
            (until, "context"),
            (left[-1:], "explicit"),
            (earlier[:1] if heads else [], "context"),
            ([m for m in earlier if is_span_of_years(m.period or "")][-1:], "context"),
            ([m for m in earlier if m not in further][:1] if further else [], "context"),
            ([m for m in dated if self._times.is_horizon(m) and self._closes_item(m, place)][:1], "context"),
        )
        for found, basis in choices:
            if found:
                return Dated(horizon_of(found[0]), basis)
        return None

    def _is_of_further_value(self, mention: PeriodMention, sentence: Sentence) -> bool:
        """Whether a time is that of a further goal of one measure: `kinh tế số đạt 10%, đến năm 2030 đạt 20%; …`."""
        return _FURTHER_VALUE.search(self._text, sentence.start, mention.start) is not None

    def is_beside_result(self, sentence: Sentence, place: NumberPlace) -> bool:
        """Whether a goal without a time stands beside a result, of whose year it then is; one of a resolution has its horizon."""
        said, at = self._text[sentence.start : sentence.end], place.start - sentence.start
        words = words_of_goal(said, at)
        # `Các địa phương chưa đạt mục tiêu 70% …`; `khoảng cách đến mục tiêu 20% còn lớn` tells of what lies ahead
        is_of_now = bool(words) and (has_result_before(said, at) or _REACHED_OR_NOT.match(words) is not None)
        is_beside = is_of_now and _OF_A_RESOLUTION.search(words) is None
        return is_beside and self._outline.stance(sentence) != "goals"

    def year_in_its_words(self, sentence: Sentence, place: NumberPlace) -> str | None:
        """The bare year in the words of a goal beside a result: `8,6%; kế hoạch 2024 là 9,5%`."""
        words = words_of_goal(self._text[sentence.start : sentence.end], place.start - sentence.start)
        years = _BARE_YEAR.findall(words)
        return years[-1] if years else None

    def _is_of_results(self, mention: PeriodMention) -> bool:
        """Whether a time is said to be that of results: `theo Kế hoạch … năm 2024, kết quả năm 2023 gồm: …`."""
        return _RESULTS_OF.search(self._text, max(0, mention.start - _LOOK_BACK), mention.start) is not None

    @staticmethod
    def _is_of_own_plan(last: PeriodMention, until: list[PeriodMention]) -> bool:
        """Whether the last time before a goal binds it closer than the horizon of an item before: a plan's year, a later one.

        `… 35% vào năm 2030; trong kế hoạch năm 2024, chỉ tiêu này là …`
        """
        return last.kind == "plan" or any((last.year or 0) > (mention.year or 0) for mention in until)

    def _set_for(self, heading: Heading) -> PeriodMention | None:
        """The year for which a line says that goals were set, although a later plan names it: `Các chỉ tiêu được giao cho năm 2025 gồm:`."""
        return next(
            (
                m
                for m in self._times.in_heading(heading)
                if m.period and _GIVEN_FOR.search(self._text, heading.start, m.start) is not None
            ),
            None,
        )

    def _closes_item(self, mention: PeriodMention, place: NumberPlace) -> bool:
        """Whether a time ends the item in which a number stands before: `tối thiểu 35% GRDP và … tối thiểu 20% vào năm 2025`."""
        behind = place.end <= mention.start and mention.end <= place.item[1]
        return behind and not self._text[mention.end : place.item[1]].strip(" .;,)")

    def _is_over(self, period: str | None) -> bool:
        """Whether a part of the document's own year is over, of which no goal can be: `6 tháng đầu năm 2023 …` in July."""
        year = self._times.year
        if period is None or year is None or not period.startswith(f"{year}-"):
            return False
        return self._published_on is not None and period_bounds(period)[1] < self._published_on

    def carried(self, sentence: Sentence, title_period: str | None) -> Dated:
        """The horizon that a heading or the sentences before hand on, else the title's year where that has not passed."""
        carried = self._handed.horizons.get(sentence.index)
        for heading in self._outline.headings(sentence):
            if carried is not None and carried.leads and heading.start < carried.origin:
                break
            found = self._times.widest_horizon(self._times.in_heading(heading), heading.start)
            if found is None and heading.stance == "results":  # what had been aimed at, of the year of the results
                found = next(
                    (m for m in reversed(self._times.in_heading(heading)) if m.kind in ("time", "plan") and m.period),
                    None,
                )
            if found is None and heading.stance == "goals":
                found = self._set_for(heading)
            if found is not None:
                return Dated(horizon_of(found), "context")
        if carried is not None and not self._is_over(carried.dated.period):
            return carried.dated
        if title_period is not None and self._times.year is not None and int(title_period[:4]) >= self._times.year:
            return Dated(title_period, "document")
        return Dated(str(self._times.year) if self._times.year else None, "document" if self._times.year else None)

"""Which period a number describes.

Lives here: the choice for one number from clause to document. Never here: what a time is (see `times`), by when something is aimed
at (see `goal_periods`), what stands around the sentence (`context_times`) and what sentences hand on (`handed_times`), the document's
own year (`present`), that of a plan (`plan_years`).
"""

from __future__ import annotations

import datetime as dt
import re

from schemas.records import Document, Kind
from scrapers.extraction.kinds import reached_or_aimed
from scrapers.extraction.kinds.moves import ROSE_FROM
from scrapers.extraction.periods.clause_times import ClauseTimes
from scrapers.extraction.periods.compared_times import is_after_base, is_left_behind, of_compared
from scrapers.extraction.periods.context_times import ContextTimes
from scrapers.extraction.periods.expressions import PeriodMention, says_before_merger
from scrapers.extraction.periods.goal_periods import GoalPeriods
from scrapers.extraction.periods.handed_times import YEAR_ON, HandedTimes, StatedSentences
from scrapers.extraction.periods.mention_kinds import tells_how_it_was
from scrapers.extraction.periods.notation import is_span_of_years, period_bounds, same_span
from scrapers.extraction.periods.number_place import NumberPlace
from scrapers.extraction.periods.plan_years import PlanYears
from scrapers.extraction.periods.present import year_of_title
from scrapers.extraction.periods.times import ADJACENT, HEADED_BY_YEAR, Dated, Times
from scrapers.extraction.text.outline import Outline
from scrapers.extraction.text.sentences import Sentence
from scrapers.letters import CAPITALS

# `… lên 20 xã vào năm 2025`
_COUNTED_BY = re.compile(r"(?i)(?:\s(?!vào\b)[^\W\d_]+){1,3}\s+(?:vào\s+)(?:(?:cuối|hết)\s+)?")
_BASE_BEHIND = re.compile(r"\s*%?\s+(?:so với|của)\s+(?:cùng kỳ\s+|cuối\s+)?")
_SAME_SPAN_ASIDE = re.compile(r"(?i)\(\s*cùng (?:kỳ|thời điểm)\s*(?:là|đạt|chỉ đạt|chỉ|có|:)?\s*$")
_OPENS_WITH_BASE = re.compile(r"(?i)\(\s*(?:cùng kỳ|cùng thời điểm)\s+(?:của\s+)?$")
_STATED = re.compile(
    r"(?i)\s*(?:(?:là|đạt|chỉ|mới|có|ở mức|(?:xếp|đứng)(?: ở)?(?: vị trí)?(?: thứ| hạng)?|:)\s*){1,3}(?:trên|hơn|gần|khoảng)?\s*"
    r"|\s*\((?:(?:xếp|đứng|đạt|là|chỉ|hạng|thứ|vị trí)\s*){0,4}(?:\d{1,2}(?:/\d\d)?\s+(?:với|đạt)\s+)?(?:[\d,.]+\s*(?:điểm|%),\s*(?:(?:xếp|đứng|đạt|hạng|thứ"
    r"|vị trí)\s*){0,3})?"
)
# `…, trong khi cùng kỳ năm 2020 tỷ lệ hồ sơ trực tuyến mới là 14,2%`
_AT_THAT_TIME = re.compile(r"(?i)(?:\btrong khi|\bcòn|\bnhưng|[,;])\s+(?:ở\s+)?cùng (?:kỳ|thời điểm)\s+(?:của\s+)?$")
_NAMED_THEN = re.compile(
    r"(?i),?\s+(?:tỷ lệ|tỉ lệ|số|tổng số|chỉ số)\s[^,;.:()\d%]{3,70}\s(?:mới\s+|chỉ\s+)*(?:là|đạt|có|ở mức|chiếm)\s+(?:trên\s+|hơn\s+|gần\s+|khoảng\s+)?"
)
_SAME_SPAN, _LOOK_BACK = re.compile(r"(?i)\bcùng (?:kỳ|thời điểm)\s+(?:của\s+)?$"), 24
# `Kinh tế số Lâm Đồng đạt 10,67% GRDP (năm 2024), Đắk Nông 6,8%, Bình Thuận 8,15%`: all of that year
_LISTED_BEHIND = re.compile(rf"\)(?:,\s+(?:[{CAPITALS}]\w+\s)+[\d.,]+\s?%)*(?:,|\s+và)\s+(?:[{CAPITALS}]\w+\s)+")
# `5/19 bệnh viện …, mục tiêu trước 31/12/2025 là 19/19; 88,9% người dân có …`: a time of the aim only
_AIM_UNTIL = re.compile(r"(?i)\b(?:mục tiêu|chỉ tiêu)(?: là)? (?:trước|đến|vào|tới)(?: ngày| hết| cuối)?\s*$")
_RESPECTIVELY = re.compile(r"(?i)\s*,?\s*lần lượt\b")
_OLD = re.compile(r"(?i)\btừ\s+(?:(?:vị trí|hạng|thứ hạng|mức|con số|thứ)\s*){0,3}$")
_NEW = re.compile(r"(?i)[^;.]{0,40}\b(?:(?<!trở )lên|xuống|tụt|vươn|lùi|còn|về(?= (?:hạng|thứ|vị trí|vị thứ)\b))\b")
# `từ 40 trạm năm 2022 lên 60 trạm`: what is counted, and when
_COUNTED_THEN = re.compile(r"(?i)(?:\s(?!(?:lên|xuống|tụt|vươn|lùi|còn|về)\b)[^\W\d_]+){1,4}\s*\(?")
_ROSE = re.compile(r"(?i)\btừ\s[^;.]{0,60}\d[^;.]{0,40}\b(?:lên|xuống)\s+(?:(?:trên|hơn|gần|khoảng|còn|tới|đến)\s+)*$")
# `Các năm 2020, 2021, 2022 và 2023, tỷ lệ này lần lượt là …`
_LISTED_YEARS, _YEAR = re.compile(r"(?i)\b(?:năm|kỳ)\s+20\d\d(?:(?:,|\s+và|,\s+và)\s+20\d\d)+"), re.compile(r"20\d\d")
_PLAN_WORD = re.compile(r"(?i)\b(?:kế hoạch|kinh phí|dự toán)\b")
_AFTER = re.compile(r"\W*Sau\s[^().;]{2,40}\([^()]*$")  # `Sau 2 tuần thí điểm (từ ngày 18/6 đến 2/7/2021), …`
_GOALS_REACH = 60
# `100% doanh nghiệp dùng hóa đơn điện tử thì tỉnh đã đạt từ năm 2022`
_REACHED_SINCE = re.compile(
    r"(?i)[^;.:,\d]{0,70}\bđã (?:đạt|hoàn thành)(?: được)? (?:ngay )?từ (?:đầu |cuối )?năm (20\d\d)\b"
)
_MONEY_OF = re.compile(
    r"(?i)\b(?:doanh thu|doanh số|lợi nhuận|kim ngạch|tổng kinh phí|nộp ngân sách)\s+(?:trong |của )?$"
)
_GOALS_UNTIL = re.compile(r"(?i)\d\s+(?:mục tiêu|chỉ tiêu)(?:\s+[^,;.\d]{2,40})?\s+(?:đến|tới)\s+(?:hết\s+|cuối\s+)?$")
_PAST_KINDS = ("time", "now")
_OPENS_WITHIN = 12  # a time within so many characters opens its sentence


class Timeline:
    """Periods of the numbers of one document."""

    def __init__(
        self,
        document: Document,
        sentences: list[Sentence],
        outline: Outline,
        stated: StatedSentences,
    ) -> None:
        self._text = document.text
        self._outline = outline
        self._times = Times(document, sentences, outline, stated.index_ends)
        self.year = self._times.year
        self._title_period = year_of_title(document, self.year, self._times.periods)
        self.plans = PlanYears(document, self._times)
        title_year = int(self._title_period[:4]) if self._title_period is not None else None
        self._handed = HandedTimes(document.text, self._times, sentences, stated, title_year)
        self._clause = ClauseTimes(document.text, self._times, self._handed)
        self._context = ContextTimes(document.text, self._times, self._handed, outline, self._title_period)
        self._goals = GoalPeriods(document.text, document.published_on, self._times, outline, self._handed)

    @property
    def fallback(self) -> Dated:
        """The document's period: its date, else the year that it speaks of as present."""
        return self._times.fallback

    def mentions(self, sentence: Sentence) -> list[PeriodMention]:
        """Time expressions of a sentence."""
        return self._times.of(sentence)

    def closing(self, sentence: Sentence, number_end: int) -> PeriodMention | None:
        """The time that closes the phrase of the number that ends at a place."""
        right = [m for m in self.mentions(sentence) if m.start >= number_end]
        if not right:
            return None
        between = self._text[number_end : right[0].start]
        return right[0] if ADJACENT.match(between) or _COUNTED_BY.fullmatch(between) else None

    def speaks_of_past(self, sentence: Sentence, stop: int) -> bool:
        """Whether a sentence names, before a place, a time that has passed when the document was written.

        Under a heading of goals the document's own year lies ahead, and so did any year that a member of a list is headed by:
        `II. MỤC TIÊU`, `- Năm 2023: …`. The own year does, too, inside a sentence that goes on about goals of that year.
        """
        named = [
            mention
            for mention in self._times.usable(sentence)
            if mention.end <= stop
            and (
                not self._times.is_aside(mention, sentence, stop)
                or _AFTER.match(self._text, sentence.start, mention.start)
            )
        ]
        if self._outline.stance(sentence) == "goals":
            is_headed = HEADED_BY_YEAR.match(self._text, sentence.start, sentence.end) is not None
            return any(mention.period not in (None, str(self.year)) for mention in named[1 if is_headed else 0 :])
        horizon = self._handed.horizons.get(sentence.index)
        goes_on = horizon is not None and horizon.dated.period == str(self.year)
        return any(
            not (goes_on and mention.period == str(self.year) and mention.start > sentence.start + _OPENS_WITHIN)
            for mention in named
        )

    def names_past(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a time that has passed is named between two places."""
        return any(
            start <= mention.start and mention.end <= end and mention.period and self._times.has_ended(mention.period)
            for mention in self.mentions(sentence)
            if mention.kind in ("time", "until")
        )

    @property
    def edition(self) -> str | None:
        """The edition of an index that the document is about."""
        return self._handed.edition

    def goes_on_about_past(self, sentence: Sentence, block_start: int) -> bool:
        """Whether a sentence goes on about a time that its paragraph named before and that has passed."""
        carried = self._handed.quantities.get(sentence.index)
        period = carried.dated.period if carried is not None and carried.origin >= block_start else None
        return period is not None and self._times.has_ended(period)

    def period_of(self, sentence: Sentence, place: NumberPlace, kind: Kind) -> Dated:
        """The period of a number of the sentence."""
        stated = [m for m in self.mentions(sentence) if m.kind == "base" and self._states(m, place)]
        stated = stated or self._bases_behind(sentence, place)
        if stated and kind == "actual":
            return Dated(self._of_base(stated[-1], sentence, place), "explicit")
        other_year = self._of_other_year(sentence, place) if kind == "actual" else None
        other_year = other_year or (self._year_on(sentence, place) if kind != "target" else None)
        other_year = other_year or (self._year_before(sentence, place) if kind == "actual" else None)
        if other_year is not None:
            return other_year
        mentions = [m for m in self.mentions(sentence) if m.kind not in ("base", "legal", "announced")]
        if kind == "target":
            return self._target_period(sentence, mentions, place)
        if kind == "change":
            mentions = [m for m in mentions if not tells_how_it_was(self._text, m.start, m.end)]
        if place.is_standing or self._names_when(mentions, place):
            # `Cuối năm 2024, trước khi sáp nhập, …`: the other says when
            mentions = [m for m in mentions if not says_before_merger(self._text, m)]
        # Where nobody knows when a text was written, what had been reached by a time tells that this had come.
        is_undated = self.year is None
        untils = [
            m
            for m in mentions
            if m.kind == "until" and (is_undated or self._times.is_past_until(m) or self._closes(m, place))
        ]
        usable = [m for m in mentions if m.kind in _PAST_KINDS or m in untils]
        usable = [m for m in usable if not self._is_of_goals(m)] or usable
        usable = [m for m in usable if not self._is_of_money_behind(m, place)]
        usable = [m for m in usable if not is_left_behind(self._text, m, place, usable)]
        in_order = of_compared(self._text, self.mentions(sentence), place)
        if in_order is not None:
            return Dated(in_order, "explicit")
        in_series = self._in_series(usable, place)
        if in_series is not None:
            return Dated(in_series, "explicit")
        listed = (m for m in reversed(usable) if _LISTED_BEHIND.fullmatch(self._text, m.end, place.start))
        chosen = self._clause.of_number(usable, sentence, place) or next(listed, None)
        if chosen is not None:
            rose = is_span_of_years(chosen.period or "") and _ROSE.search(self._text, chosen.end, place.start)
            return Dated((chosen.period or "")[-4:], "explicit") if rose else self._times.dated(chosen, "explicit")
        planned = [m for m in mentions if place.of_plan != "none" and m.kind == "plan" and m.period]
        if planned:
            return Dated(planned[-1].period, "explicit")
        return self._beyond_clause(usable, sentence, place)

    def _closes(self, mention: PeriodMention, place: NumberPlace) -> bool:
        """Whether a time stands right behind a number, as one by which something is estimated: `ước đạt 14% vào cuối năm 2025`."""
        return place.end <= mention.start and ADJACENT.match(self._text[place.end : mention.start]) is not None

    def _names_when(self, mentions: list[PeriodMention], place: NumberPlace) -> bool:
        """Whether the item names a time before the number, not only that this was before the merger."""
        named = (
            m for m in mentions if m.kind in ("time", "until") and place.item[0] <= m.start and m.end <= place.start
        )
        return any(not says_before_merger(self._text, mention) for mention in named)

    def _beyond_clause(self, usable: list[PeriodMention], sentence: Sentence, place: NumberPlace) -> Dated:
        """The last time of the items before in the sentence, the year of the plan that the title names, else the text around."""
        earlier = [m for m in usable if m.end <= place.item[0] and not self._handed.is_of_other_value(m, sentence)]
        earlier = [m for m in earlier if _AIM_UNTIL.search(self._text, m.start - _LOOK_BACK, m.start) is None]
        if earlier:
            return self._times.dated(earlier[-1], "context")
        is_ahead = place.of_plan == "all" and self._outline.stance(sentence) != "results"
        names_plan = is_ahead and _PLAN_WORD.search(self._text, sentence.start, place.start) is not None
        if names_plan and self.plans.of_title is not None:
            return Dated(self.plans.of_title, "context")
        around = self._context.of_number(sentence, place)
        if around.basis == "context" and around.period is not None and not place.is_standing:
            is_later = is_after_base(self._text, self.mentions(sentence), place, around.period)
            around = self.fallback if is_later else around
        # `Theo số liệu công bố tháng 8/2024, …`
        is_cited = reached_or_aimed.cites(self._text[sentence.start : place.start])
        if place.is_standing or (around.basis != "document" and not is_cited):
            return around
        announced = [m for m in self.mentions(sentence) if m.kind == "announced" and m.period and m.end <= place.start]
        return Dated(announced[-1].period, "context") if announced else around  # `theo kết quả công bố tháng 8/2024, …`

    def _of_other_year(self, sentence: Sentence, place: NumberPlace) -> Dated | None:
        """The time of a value that something had before, or has had since."""
        since = _REACHED_SINCE.match(self._text, place.end, sentence.end)
        return Dated(since.group(1), "explicit") if since is not None else self._of_old_value(sentence, place)

    def _of_old_value(self, sentence: Sentence, place: NumberPlace) -> Dated | None:
        """The time of the first value of `từ hạng 5 … lên hạng 4`: the base of comparison, else the year before.

        A goal starts from what is reached now: `phấn đấu nâng … từ 72% lên 85%`, `năm tới nâng … từ 38% lên 55%`.
        """
        if not (_OLD.search(self._text[place.item[0] : place.start]) and _NEW.match(self._text[place.end :][:60])):
            return None
        behind = [m for m in self._times.usable(sentence) if m.period and m.start >= place.end]
        if any(ADJACENT.match(self._text[place.end : m.start]) for m in behind):
            return None  # `từ 55,2% (năm 2020) lên …`
        if behind and _COUNTED_THEN.fullmatch(self._text, place.end, behind[0].start):
            return self._times.dated(behind[0], "explicit")
        if self._outline.stance(sentence) == "goals":
            return self.fallback
        bases = [m for m in self.mentions(sentence) if m.kind == "base" and m.period]
        if bases:
            return Dated(bases[0].period, "context")
        new = self._clause.of_number(self._times.usable(sentence), sentence, place)
        around = self._context.of_number(sentence, place)
        if reached_or_aimed.aims(self._text[sentence.start : place.start]) or self._names_coming_year(
            sentence, place.start
        ):
            return around
        period = new.period if new is not None else around.period
        if period and is_span_of_years(period):
            return Dated(period[:4], "context")  # `giai đoạn 2022 - 2024 tăng từ 3% lên 13,5%`
        return Dated(str(int(period[:4]) - 1), "context") if period else None

    def _year_on(self, sentence: Sentence, place: NumberPlace) -> Dated | None:
        """The year after or before that told last, of a sentence that opens with it: `Một năm sau, tỉnh vươn lên hạng 5`."""
        opened = YEAR_ON.match(self._text, sentence.start, place.start)
        if opened is None or any(opened.end() <= m.start < place.start for m in self._times.usable(sentence)):
            return None
        carried = (self._handed.standings if place.is_standing else self._handed.quantities).get(sentence.index)
        if carried is None or not carried.dated.period:
            return None
        year = int(carried.dated.period[:4]) + (1 if opened.group(1).lower() == "sau" else -1)
        return Dated(str(year), "context")

    def _bases_behind(self, sentence: Sentence, place: NumberPlace) -> list[PeriodMention]:
        """The time of a value from which another rose: `đạt 80%, tăng từ 71% so với năm 2023`."""
        if ROSE_FROM.search(self._text, place.item[0], place.start) is None:
            return []
        behind = (m for m in self.mentions(sentence) if m.kind == "base" and m.period and m.start >= place.end)
        return [m for m in behind if _BASE_BEHIND.fullmatch(self._text, place.end, m.start)]

    def _year_before(self, sentence: Sentence, place: NumberPlace) -> Dated | None:
        """The same span a year before, of a bracket that names no year: `đạt 78,4% (cùng kỳ 52,1%)`."""
        opened = _SAME_SPAN_ASIDE.search(self._text, max(sentence.start, place.start - _LOOK_BACK), place.start)
        if opened is None:
            return None
        earlier = [m for m in self._times.usable(sentence) if m.period and m.end <= opened.start()]
        beside = self._times.dated(earlier[-1], "context") if earlier else self._context.of_number(sentence, place)
        span = same_span(beside.period, int(beside.period[:4]) - 1) if beside.period else None
        return Dated(span, "context") if span is not None else None

    def _names_coming_year(self, sentence: Sentence, end: int) -> bool:
        said = (m for m in self.mentions(sentence) if m.kind != "base" and m.end <= end)
        return self.year is not None and any((mention.year or 0) > self.year for mention in said)

    def _of_base(self, mention: PeriodMention, sentence: Sentence, place: NumberPlace) -> str | None:
        """The period of a base of comparison: `cùng kỳ năm 2022` beside ten months are those months of that year."""
        is_whole_year = len(mention.period or "") == len("2022")
        if (
            not is_whole_year
            or _SAME_SPAN.search(self._text, max(0, mention.start - _LOOK_BACK), mention.start) is None
        ):
            return mention.period
        earlier = [m for m in self._times.usable(sentence) if m.end <= mention.start]
        beside = self._times.dated(earlier[-1], "explicit") if earlier else self._context.of_number(sentence, place)
        if beside.period is None:
            return mention.period
        return same_span(beside.period, int(mention.period or 0)) or mention.period

    def _states(self, mention: PeriodMention, place: NumberPlace) -> bool:
        """Whether a base of comparison is what the number itself is of: `(cùng kỳ năm 2023 là 59,2%)`."""
        if place.series is not None and _RESPECTIVELY.match(self._text, mention.end) is not None:
            return bool(mention.period)
        between = self._text[mention.end : place.start]
        is_next = bool(between) and between.isspace()
        if is_next and _OPENS_WITH_BASE.search(self._text, mention.start - _LOOK_BACK, mention.start):
            return bool(mention.period)  # `78,4% (cùng kỳ năm ngoái 52,1%)`
        if _NAMED_THEN.fullmatch(between) and _AT_THAT_TIME.search(
            self._text, max(place.item[0], mention.start - _LOOK_BACK), mention.start
        ):
            return bool(mention.period)
        return bool(mention.period) and _STATED.fullmatch(between) is not None

    def _in_series(self, usable: list[PeriodMention], place: NumberPlace) -> str | None:
        """The year at the number's position in `các năm từ 2020 - 2024 lần lượt là 12,66%, 12,87% …`."""
        if place.series is None:
            return None
        left = [m for m in usable if m.period and m.end <= place.start and place.item[0] <= m.start]
        for mention in left:
            if not is_span_of_years(mention.period or ""):
                continue
            first, last = map(int, (mention.period or "").split(".."))
            if last - first + 1 == place.series.size:
                return str(first + place.series.position)
        listed = _LISTED_YEARS.search(self._text, place.item[0], place.start)
        if listed is not None and len(found := _YEAR.findall(listed.group())) == place.series.size:
            return str(found[place.series.position])
        years = [m.period for m in left if m.period and len(m.period) == len("2024")]
        return years[place.series.position] if len(years) == place.series.size else None

    def _is_of_goals(self, mention: PeriodMention) -> bool:
        """Whether a time is that of the goals that are counted: `hoàn thành 19/30 mục tiêu đến năm 2025`."""
        return _GOALS_UNTIL.search(self._text, max(0, mention.start - _GOALS_REACH), mention.start) is not None

    def _is_of_money_behind(self, mention: PeriodMention, place: NumberPlace) -> bool:
        """Whether a time is that of what is told behind a number: `62 doanh nghiệp công nghệ số với doanh thu năm 2021 …`."""
        if mention.start < place.end:
            return False
        return _MONEY_OF.search(self._text, max(place.end, mention.start - _LOOK_BACK), mention.start) is not None

    def _target_period(self, sentence: Sentence, mentions: list[PeriodMention], place: NumberPlace) -> Dated:
        """By when something is aimed at: what is named with it, else the year of the result beside it, else what goes on."""
        named = self._goals.named(sentence, mentions, place)
        if named is not None:
            return named
        if (bare := self._goals.year_in_its_words(sentence, place)) is not None:
            return Dated(bare, "explicit")
        horizon = self._goals.carried(sentence, self._title_period)
        if self._goals.is_beside_result(sentence, place):
            usable = self._times.usable(sentence)
            chosen = self._clause.of_number(usable, sentence, place)
            result = self._times.dated(chosen, "context") if chosen else self._beyond_clause(usable, sentence, place)
            return Dated(result.period[:4], "context") if result.period else horizon
        return horizon


def period_dates(period: str | None) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a period, or two None where there is no period."""
    return period_bounds(period) if period else (None, None)

"""Time expressions of Vietnamese prose as periods.

Lives here: reading years, halves, quarters, months, days and ranges, each with its place; what kind of mention it is
(a time of its own, a comparison base, a target horizon, the year of a plan, the date of a legal document). Never here: which number a period is for.
"""

from __future__ import annotations

import bisect
import calendar
import datetime as dt
import functools
import re
from typing import Literal, NamedTuple

import ahocorasick

from scrapers.folding import lower

MentionKind = Literal["time", "base", "until", "now", "recurring", "legal", "announced", "plan"]


class PeriodMention(NamedTuple):
    """A time expression: `period` in the contract's notation, or None for `đến nay` and the like."""

    start: int
    end: int
    kind: MentionKind
    period: str | None
    year: int | None


def same_span(period: str, year: int) -> str | None:
    """The same part of another year: `2023-01..2023-10` and 2022 give `2022-01..2022-10`; None for more than one year.

    Also None where the other year has no such day.
    """
    parts = period.split("..")
    if len({part[: len("2023")] for part in parts}) != 1:
        return None
    shifted = "..".join(f"{year}{part[len('2023') :]}" for part in parts)
    try:
        period_bounds(shifted)
    except ValueError:
        return None
    return shifted


def is_span_of_years(period: str) -> bool:
    """Whether a period is one from year to year, such as a programme's, and not of months or days."""
    return ".." in period and len(period) == len("2021..2025")


def is_day(period: str) -> bool:
    """Whether a period is one day; a span of years is written as long."""
    return len(period) == len("2024-01-31") and ".." not in period


@functools.lru_cache(maxsize=2_000)
def period_bounds(period: str) -> tuple[dt.date, dt.date]:
    """First and last day of a period such as 2023, 2024-H1, 2024-Q3, 2024-06, 2024-06-30 or 2021..2025.

    Raises:
        ValueError: the text is not a period, or names a day that does not exist.
    """
    if ".." in period:
        first, last = period.split("..")
        start, end = period_bounds(first)[0], period_bounds(last)[1]
        if end < start:
            raise ValueError(f"period ends before it starts: {period}")
        return start, end
    match = re.fullmatch(r"(\d{4})(?:-(H[12]|Q[1-4]|\d{2})(?:-(\d{2}))?)?", period)
    if match is None:
        raise ValueError(f"not a period: {period!r}")
    year, part, day = int(match.group(1)), match.group(2), match.group(3)
    if part is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if part[0] in "HQ":
        months = 6 if part[0] == "H" else 3
        final = int(part[1]) * months
        return dt.date(year, final - months + 1, 1), dt.date(year, final, calendar.monthrange(year, final)[1])
    month = int(part)
    if day is not None:
        date = dt.date(year, month, int(day))
        return date, date
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


class _TimePattern(NamedTuple):
    name: str
    needs: str
    marks: tuple[str, ...]
    is_led: bool
    pattern: re.Pattern[str]


_NOTHING, _YEAR_STANDS, _TWO_YEARS = "nothing", "a year", "two years"
# What is given where no year stands, where one does, and where more do.
_GIVEN = (
    frozenset({_NOTHING}),
    frozenset({_NOTHING, _YEAR_STANDS}),
    frozenset({_NOTHING, _YEAR_STANDS, _TWO_YEARS}),
)
_YEAR = r"(?P<y>(?:19|20)\d{2})"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_OF_YEAR = rf"(?:\s*(?:/|-|,)\s*|\s+(?:của\s+)?(?:năm\s+)?){_YEAR}"
# What stands between a month and its year.
_BEFORE_YEAR = tuple(f"{mark}{space}{century}" for mark in "/.-" for space in ("", " ") for century in ("19", "20"))
# Each with what must stand in the text and the words of which one must, so that it is tried only there; where it begins with
# the word, only at the word.
_PATTERNS: tuple[_TimePattern, ...] = tuple(
    _TimePattern(name, needs, marks, is_led, re.compile(pattern, re.IGNORECASE))
    for name, needs, marks, is_led, pattern in (
        ("days", _YEAR_STANDS, ("từ",), True, r"\btừ\s+(?:ngày\s+)?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<ya>(?:19|20)\d{2}))?\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y>(?:19|20)\d{2})\b"),
        ("days", _NOTHING, ("từ",), True, r"\btừ\s+ngày\s+(?P<d>\d{1,2})[/.](?P<m>\d{1,2})(?P<ya>)\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})\b(?!\s?[/.-]\s?\d)"),
        ("days", _NOTHING, ("từ",), True, r"(?<!tăng )(?<!giảm )\btừ\s+(?P<d>0[1-9]|[12]\d|3[01])/(?P<m>1[0-2]|0?[1-9])(?P<ya>)\s+(?:đến|tới)\s+(?P<d2>0[1-9]|[12]\d|3[01])/(?P<m2>1[0-2]|0?[1-9])(?=\s*[,;)])"),
        ("month_span", _YEAR_STANDS, ("từ",), True, r"\btừ\s+(?:đầu\s+)?(?:tháng\s+(?P<m>1[0-2]|0?[1-9])(?:\s?[/.-]\s?(?P<ya>(?:19|20)\d{2})|\s+năm\s+(?P<yb>(?:19|20)\d{2}))?|năm)\s+(?:đến|tới)\s+(?:hết\s+|cuối\s+|đầu\s+|giữa\s+)?tháng\s+(?P<m2>1[0-2]|0?[1-9])(?:\s?[/.-]\s?|\s+năm\s+)(?P<y>(?:19|20)\d{2})\b"),
        ("span", _TWO_YEARS, (), False, r"(?:giai đoạn|nhiệm kỳ|thời kỳ|từ năm|từ|trong các năm|các năm|những năm|trong)?\s*(?P<a>(?:19|20)\d{2})\s?(?:-|–|đến(?: hết)?(?: năm)?|tới(?: năm)?)\s?(?P<b>(?:19|20)\d{2})\b"),
        ("day", _YEAR_STANDS, _BEFORE_YEAR, False, r"\b(?:ngày\s+)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d{2})\b"),
        ("day", _YEAR_STANDS, ("ngày",), True, r"\bngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>(?:19|20)\d{2})\b"),
        ("day_no_year", _NOTHING, ("ngày",), True, r"\bngày\s+(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\b(?!\s?[/.-]\s?\d)"),
        ("day_no_year", _NOTHING, ("tính đến", "thống kê đến", "cập nhật đến"), False, r"(?:(?<=tính đến )|(?<=thống kê đến )|(?<=cập nhật đến )|(?<=tính đến hết ))(?P<d>3[01]|[12]\d|0?[1-9])/(?P<m>1[0-2]|0?[1-9])(?=\s*(?:[,;.)]|toàn|tỉnh|thành phố|TP|có|đã|trên địa bàn)\b|\s*[,;)])"),
        ("day_no_year", _NOTHING, ("ngày",), True, r"\bngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>1[0-2]|0?[1-9])\b(?!\s+năm\s+\d)"),
        ("half", _NOTHING, ("tháng", "nửa"), False, rf"\b(?:(?P<hq>nửa năm(?: vừa)? qua)|(?:6|sáu)\s+tháng\s+(?P<h>đầu|cuối)(?:\s+năm|{_OF_YEAR})(?:\s*(?:/|-)?\s*(?P<y2>(?:19|20)\d{{2}}))?|nửa\s+(?P<h2>đầu|cuối)(?:\s+(?:của\s+)?năm)\s*(?P<y3>(?:19|20)\d{{2}})?)"),
        ("months", _NOTHING, ("tháng",), False, r"\b(?P<n>\d{1,2}|ba|bốn|năm|bảy|tám|chín|mười)\s+tháng(?:\s+(?:đầu|qua|của))?(?:\s+năm)?(?:\s*(?P<y>(?:19|20)\d{2}))?(?=[\s,;.:)]|$)(?!\s+\d{1,2}\b)"),
        ("quarter", _NOTHING, ("quý", "quí"), True, r"\b(?:quý|quí)\s+(?P<q>iv|i{1,3}|[1-4])\b(?:(?:\s*(?:/|-|,)\s*|\s+(?:của\s+)?(?:năm\s+)?)(?P<y>(?:19|20)\d{2}))?"),
        ("month", _NOTHING, ("tháng",), True, r"\btháng\s+(?P<m>1[0-2]|0?[1-9])\b(?:(?:\s*(?:/|-|\.|,)\s*|\s+(?:của\s+)?(?:năm\s+)?)(?P<y>(?:19|20)\d{2})|\s+năm nay\b)?"),
        ("month", _YEAR_STANDS, _BEFORE_YEAR, False, r"(?<![\d/.-])(?P<m>1[0-2]|0?[1-9])\s?[/.-]\s?(?P<y>(?:19|20)\d{2})\b"),
        ("year", _YEAR_STANDS, ("năm", "kỳ"), True, r"\b(?:năm học|năm|kỳ(?: (?:đánh giá|xếp hạng|công bố|khảo sát))?)\s+(?P<y>(?:19|20)\d{2})\b"),
        ("year", _YEAR_STANDS, ("index", "dti", "pci", "papi", "sipas", "edti", "pdti"), True, r"\b(?:index|dti|pci|papi|sipas|edti|pdti)\)?\s+(?P<y>20\d{2})\b"),
        ("year", _YEAR_STANDS, ("việt nam",), True, r"\bviệt nam\s+(?P<y>20\d{2})\b"),
        ("bare_year", _YEAR_STANDS, ("20",), True, r"(?:(?<=đến )|(?<=vào )|(?<=mốc )|(?<=tới )|(?<=trước )|(?<=hết )|(?<=cuối ))(?P<y>20\d{2})\b(?![\d.,]*\d)|(?<=\()(?P<y4>20\d{2})(?=\))"),
        ("now", _NOTHING, ("hiện", "đến nay", "tới nay", "đến thời", "tới thời", "tính đến", "cho đến", "thời điểm", "đến giờ"), True, r"\b(?:(?<!từ trước )đến nay|(?<!từ trước )tới nay|hiện nay|hiện tại|(?<!thực )(?<!thể )(?<!phát )(?<!biểu )(?<!xuất )(?<!tái )(?<!hoàn )hiện|đến thời điểm này|tính đến thời điểm (?:này|hiện tại|hiện nay)|đến thời điểm hiện (?:tại|nay)|tới thời điểm (?:này|hiện tại|hiện nay)|tính đến nay|cho đến nay|thời điểm hiện tại|đến giờ)\b"),
        ("this_year", _NOTHING, ("năm nay", "từ đầu năm", "trong năm nay"), True, r"\b(?:năm nay|(?<!giao )từ đầu năm(?: đến nay)?|trong năm nay)\b"),
        ("last_year", _NOTHING, ("năm ngoái", "năm trước", "năm v", "năm qua"), True, r"\b(?:năm ngoái|năm trước|(?<!\d )(?<!những )(?<!các )(?<!nhiều )(?:năm vừa qua|năm qua))\b"),
        ("next_year", _NOTHING, ("năm tới", "năm sau"), True, r"\b(?:năm tới|(?<!\d )(?<!một )(?<!hai )(?<!ba )(?<!bốn )(?<!mấy )(?<!nhiều )năm sau)\b"),
        ("recurring", _NOTHING, ("hằng năm", "hàng năm", "mỗi năm", "bình quân h"), True, r"\b(?:hằng năm|hàng năm|mỗi năm|bình quân hằng năm|bình quân hàng năm)\b"),
    )
)  # fmt: skip
_YEARS = re.compile(r"(?:19|20)\d\d")
_BASE = re.compile(
    r"(?i)(?:cùng kỳ|so với|so cùng|so|hơn so với|tăng so với|cao hơn|thấp hơn|hơn|kể từ|(?<!giao )từ|bằng|nhiều hơn"
    r"|ít hơn|gấp\s+(?:\w+\s+)?[\d,.]+\s+lần)\s+(?:(?:cùng kỳ|kết quả|mức|thời điểm|cuối|đầu|cả|kỳ đánh giá"
    r"|trung bình|số liệu|thứ hạng|xếp hạng|kết quả xếp hạng|kế hoạch)\s+)*(?:của\s+)?$"
)
# `So với đầu năm 2024, khi toàn tỉnh có 14.433 km cáp quang, …`
_AS_IT_WAS = re.compile(r",\s+(?:khi|lúc)\s(?!đó|ấy|này)")
# `Từ năm 2020, chỉ số … đạt …` opens a statement about that year; `từ năm 2020 đến nay` does not.
_SINCE = re.compile(r"(?:^|[.;]\s*)(?:Từ|Kể từ|Ngay từ)\s+$")
_UNTIL = re.compile(
    r"(?i)(?:đến|tới|trước|vào|chậm nhất|hết|cuối|mốc|trong vòng|định hướng|tầm nhìn)\s+(?:(?:hết|cuối|trước|ngày|đầu)\s+)*(?:ngày\s+)?$"
)
_AS_OF = re.compile(
    r"(?i)(?:tính|thống kê|số liệu|cập nhật|kể)\s+(?:đến|tới)\s+(?:(?:hết|cuối|thời điểm|trước|đầu)\s+)*$"
)
# `Kế hoạch năm 2023 đề ra`: the year is the plan's, no time of a result.
_PLAN_BEFORE = re.compile(
    r"(?i)(?:kế hoạch|chỉ tiêu|mục tiêu|nhiệm vụ|chương trình|dự toán)(?:\s+(?:chuyển đổi số|cđs|công tác|của tỉnh|phát triển kinh tế - xã hội))?\s+$"
)
# `thời điểm xây dựng kế hoạch năm 2022, toàn tỉnh có …`
_WHEN_MADE = re.compile(r"(?i)\bthời điểm (?:xây dựng|lập|ban hành|phê duyệt)\s[^,;.]{0,30}$")
# `Từ hơn 540 tổ trong năm 2022, đến năm 2024 tỉnh có 566 tổ`
_GROWS_FROM = re.compile(
    r"\b[Tt]ừ\s+(?:(?:chỗ|mức|chỉ|hơn|trên|gần|khoảng|có)\s+)*\d(?:[^.;]|(?<=\d)\.(?=\d))*\bnăm 20\d\d\b[^.;]{0,20},\s+(?:đến|tới)\s+(?:hết |cuối )?$"
)
_HAS_THEN = re.compile(r"(?i)\s*,?\s*(?:[^,;.:%\d]{1,30}\s)?(?:đã\s+)?(?:có|đạt|lên|tăng lên)\s+(?:\w+\s+){0,2}\d")
# `mà Kế hoạch số 104/KH-UBND đặt ra cho năm 2025`: the year aimed at, not that of the plan
_SET_FOR = re.compile(r"(?i)\b(?:đặt ra|đề ra|giao)\s+(?:cho|trong|đến|vào)\s+(?:cả\s+|hết\s+|cuối\s+)?$")
_LEGAL_BEFORE = re.compile(
    r"(?i)(?:/(?:QĐ|NQ|KH|CT|TT|NĐ|QH)[\w-]*(?:\s+ngày)?|quyết định|nghị quyết|kế hoạch|chỉ thị|thông tư|nghị định"
    r"|văn bản|thông báo)[^.;]{0,18}\(?\s*(?:ngày\s+)?$|(?:ban hành|số\s+[\w./&-]+)[,\s]*\(?\s*ngày\s+$"
    r"|(?-i:[A-ZĐ]{2,}[\w/-]*)\s*[,(]?\s*(?:ngày\s+)$"
)

_OF_ITS_PAPER = 18
_NEW_CLAUSE = re.compile(r",(?:\s+(?:trong|đến|hết|cuối|vào|từ|đến hết|tính đến))?$")
# `DTI năm 2023 được công bố cuối tháng 5/2025`: the day of the announcement is no time of the ranks.
_PUBLISHED = re.compile(
    r"(?i)\bcông bố\s+(?:của\s+[^;.\d]{3,80}\s+)?(?:(?:vào|hồi|trong|cuối|đầu|giữa|ngày|sáng|chiều)\s+)*$"
)

# What must stand before a time for the patterns above; asked first, since it is asked faster.
_PLAN_ENDS = (
    "kế hoạch", "chỉ tiêu", "mục tiêu", "nhiệm vụ", "chương trình", "dự toán", "chuyển đổi số", "cđs", "công tác", "của tỉnh", "xã hội",
)  # fmt: skip
_LEGAL_MARKS = ("/", "quyết định", "nghị quyết", "kế hoạch", "chỉ thị", "thông tư", "nghị định", "văn bản", "thông báo")
_BASE_ENDS = (
    "kỳ", "với", "so", "cùng", "hơn", "từ", "bằng", "kết quả", "mức", "thời điểm", "cuối", "đầu", "cả", "đánh giá", "trung bình", "số liệu",
    "thứ hạng", "xếp hạng", "kế hoạch", "của", "lần",
)  # fmt: skip
_ANNOUNCED_REACH = 110
# `Ngày 31/12/2020, Ban Chấp hành Đảng bộ tỉnh ban hành Nghị quyết …`: the day of a paper is no time of results.
_GIVEN_OUT = re.compile(
    r"(?i),?\s+[^,.;:\d]{3,70}\b(?:ban hành|phê duyệt|thông qua|ký ban hành)\s+(?:kế hoạch|nghị quyết|quyết định|chỉ thị|đề án|chương trình)\b"
)
_WORDS_BEFORE = 48
_EVERY_YEAR = re.compile(r"(?i)\s+(?:hằng|hàng|mỗi) năm\b")
_SPANS = ("sau", "sau hơn", "sau gần", "trong vòng", "suốt", "chỉ sau")
_UNTIL_ENDS = (
    "đến", "tới", "trước", "vào", "nhất", "hết", "cuối", "mốc", "trong vòng", "định hướng", "tầm nhìn", "ngày", "đầu", "thời điểm",
)  # fmt: skip


class _Expression(NamedTuple):
    name: str
    match: re.Match[str]
    kind: MentionKind


class PeriodReader:
    """Time expressions of one text; what stands at a place is looked for once, whichever year it is completed with."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[tuple[int, int], list[_Expression]] = {}
        self._years = [match.start() for match in _YEARS.finditer(text)]
        self._marks = _marks_of(text)
        self._mark_starts = [place for place, _ in self._marks]

    def read(self, start: int, end: int, reference_year: int | None) -> list[PeriodMention]:
        """Time expressions between two places, in order; an expression without a year takes `reference_year`."""
        matches = self._found.get((start, end))
        if matches is None:
            matches = self._found[start, end] = self._expressions(start, end)
        if not matches:
            return []
        found: list[PeriodMention] = []
        for one in matches:
            begin, stop = one.match.span()
            if any(begin < mention.end and mention.start < stop for mention in found):
                continue
            period, year = _period(one.name, one.match, reference_year)
            if period is not None or one.name in ("now", "recurring"):
                found.append(PeriodMention(begin, stop, one.kind, period, year))
        if len(found) > 1:
            found.sort(key=lambda mention: mention.start)
        return found

    def _expressions(self, start: int, end: int) -> list[_Expression]:
        """All that may be a time, by pattern; what a pattern takes is no longer there for those after it."""
        marked = self._marks[bisect.bisect_left(self._mark_starts, start) : bisect.bisect_left(self._mark_starts, end)]
        years = bisect.bisect_right(self._years, end - 4) - bisect.bisect_left(self._years, start)
        if not marked and years <= 0:
            return []
        places: dict[int, list[int]] = {}
        for place, orders in marked:
            for order in orders:
                places.setdefault(order, []).append(place)
        given = _GIVEN[min(max(years, 0), 2)]
        found: list[_Expression] = []
        for order, (name, needs, marks, is_led, pattern) in enumerate(_PATTERNS):
            if needs not in given or (marks and order not in places):
                continue
            if is_led:
                matches = _matches_at(pattern, places[order], self._text, end)
            else:
                matches = list(pattern.finditer(self._text, start, end))
            found += [_Expression(name, match, _kind(name, self._text, match, start)) for match in matches]
        return found


def read_periods(text: str, reference_year: int | None) -> list[PeriodMention]:
    """Time expressions of a short text, in order; see `PeriodReader.read`."""
    return PeriodReader(text).read(0, len(text), reference_year)


def _automaton_of_marks() -> ahocorasick.Automaton:
    owners: dict[str, list[int]] = {}
    for order, pattern in enumerate(_PATTERNS):
        for mark in pattern.marks:
            owners.setdefault(mark, []).append(order)
    automaton = ahocorasick.Automaton()
    for mark, orders in owners.items():
        automaton.add_word(mark, (len(mark) - 1, tuple(orders)))
    automaton.make_automaton()
    return automaton


_MARKS = _automaton_of_marks()


def _marks_of(text: str) -> list[tuple[int, tuple[int, ...]]]:
    """Where the words stand of which patterns need one, in order, each with the numbers of those patterns."""
    return sorted((last - before, orders) for last, (before, orders) in _MARKS.iter(lower(text)))


def _matches_at(pattern: re.Pattern[str], places: list[int], text: str, end: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for place in places:
        if (not found or place >= found[-1].end()) and (match := pattern.match(text, place, end)):
            found.append(match)
    return found


def tells_how_it_was(text: str, mention: PeriodMention) -> bool:
    """Whether a time is compared with and told of, too: `So với đầu năm 2024, khi toàn tỉnh có 14.433 km, … thêm 1.400 km`."""
    if _AS_IT_WAS.match(text, mention.end) is None:
        return False
    return _BASE.search(text, max(0, mention.start - _WORDS_BEFORE), mention.start) is not None


def _kind(name: str, text: str, match: re.Match[str], start: int) -> MentionKind:
    if name in ("now", "recurring"):
        return "now" if name == "now" else "recurring"
    before = text[max(start, match.start() - _WORDS_BEFORE) : match.start()]
    ending = before.rstrip().lower()
    if name.startswith("day") and _EVERY_YEAR.match(text, match.end()):
        return "recurring"  # `Ngày 26/3 hằng năm`
    if name == "year" and ending.endswith(_PLAN_ENDS) and _PLAN_BEFORE.search(before):
        return "time" if _WHEN_MADE.search(before) else "plan"
    names_index = name == "year" and match.group()[:1].lower() not in ("n", "k")  # `DTI 2021`, whatever stands before
    given_out = name == "day" and gives_out_paper(text, match.end())
    if given_out or (not names_index and _is_of_a_paper(name, before, ending)):
        return "legal"
    if _is_announced(name, text, start, match.start()):
        return "announced"
    since_then = _SINCE.search(before) and text[match.end() : match.end() + 1] == ","
    is_duration = name == "months" and ending.endswith(_SPANS) and "đầu" not in match.group().lower()
    is_base = not since_then and ending.endswith(_BASE_ENDS) and _BASE.search(before) is not None
    if is_duration or (is_base and _AS_IT_WAS.match(text, match.end()) is None):
        return "base"  # also `sau hơn 5 tháng vận hành`: how long, not when
    if ending.endswith(_UNTIL_ENDS) and not _AS_OF.search(before) and _UNTIL.search(before):
        return "time" if _has_grown(text, start, match) else "until"
    return "time"


def _has_grown(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a time is the end of a growth that is over: `Từ hơn 540 tổ trong năm 2022, đến năm 2024 tỉnh có 566 tổ`."""
    return _GROWS_FROM.search(text, start, match.start()) is not None and _HAS_THEN.match(text, match.end()) is not None


def gives_out_paper(text: str, day_end: int) -> bool:
    """Whether what follows a day is that a plan or resolution was given out on it."""
    return _GIVEN_OUT.match(text, day_end) is not None


def _is_announced(name: str, text: str, start: int, place: int) -> bool:
    """Whether a time is the day on which an index was announced: `công bố ngày 6/5`, `theo công bố của VCCI ngày 6/5`."""
    if name not in ("day", "day_no_year", "month"):
        return False
    before = text[max(start, place - _ANNOUNCED_REACH) : place]
    return "công bố" in before and _PUBLISHED.search(before) is not None


def _is_of_a_paper(name: str, before: str, ending: str) -> bool:
    """Whether a time is the date of a plan or law."""
    return (
        name in ("day", "month", "year")
        and (ending.endswith("ngày") or any(mark in ending for mark in _LEGAL_MARKS))
        and _LEGAL_BEFORE.search(before) is not None
        and not (name == "year" and _SET_FOR.search(before))  # `mà Kế hoạch số 104/KH-UBND đặt ra cho năm 2025`
        and not (name == "year" and "%" in ending[-_OF_ITS_PAPER:])  # `Nghị quyết đề ra 20% vào năm 2025`
        and not (name == "year" and _NEW_CLAUSE.search(ending))  # `Theo kế hoạch, trong năm 2025 …`
        and not (name == "year" and ending.endswith("kết quả"))  # `Kế hoạch nêu kết quả năm 2024 của thành phố: …`
        and not ending.endswith("),")  # `(Quyết định 766/QĐ-TTg), tháng 2/2026 tỉnh đạt …`
        and not re.search(r"(?i)(?:tính|tới|đến)\s+(?:ngày\s+|hết\s+|cuối\s+)*$", before)
    )


def _period(name: str, match: re.Match[str], reference_year: int | None) -> tuple[str | None, int | None]:
    groups = match.groupdict()
    year_text = groups.get("y") or groups.get("y2") or groups.get("y3") or groups.get("y4")
    year = int(year_text) if year_text else reference_year
    try:
        period = _notation(name, groups, year)
        if period is not None:
            period_bounds(period)
    except (ValueError, KeyError):
        return None, None
    if name in ("last_year", "next_year") and period is not None:
        return period, int(period)
    return period, year if name != "span" else int(groups["b"])


def _notation(name: str, groups: dict[str, str | None], year: int | None) -> str | None:  # noqa: PLR0911 - a form each
    if name == "month_span":
        return (
            f"{groups['ya'] or groups['yb'] or year}-{int(groups['m'] or 1):02d}..{year}-{int(groups['m2'] or 0):02d}"
        )
    if name == "span":
        return f"{groups['a']}..{groups['b']}"
    if name in ("now", "recurring") or year is None:
        return None
    if name == "days":
        return _days(groups, year)
    if name in ("day", "day_no_year"):
        return f"{year}-{int(groups['m'] or 0):02d}-{int(groups['d'] or 0):02d}"
    if name == "half":
        return f"{year}-H{1 if groups['hq'] or (groups['h'] or groups['h2'] or '').lower() == 'đầu' else 2}"
    if name == "months":
        return _months(groups["n"] or "", year)
    if name == "quarter":
        return f"{year}-Q{_ROMAN[(groups['q'] or '').lower()]}"
    if name == "month":
        return f"{year}-{int(groups['m'] or 0):02d}"
    if name in ("last_year", "next_year"):
        return str(year - 1 if name == "last_year" else year + 1)
    return str(year)


def _days(groups: dict[str, str | None], year: int) -> str:
    """From one day to another, of whole months the months; a first day without a year is the last such before the other."""
    month, last_month, day, last_day = (int(groups[name] or 0) for name in ("m", "m2", "d", "d2"))
    first_year = groups["ya"] or (year if (month, day) <= (last_month, last_day) else year - 1)
    first, last = f"{first_year}-{month:02d}", f"{year}-{last_month:02d}"
    if day == 1 and last_day == period_bounds(last)[1].day:
        return first if first == last else f"{first}..{last}"
    return f"{first}-{day:02d}..{last}-{last_day:02d}"


def _months(text: str, year: int) -> str | None:
    words = {"ba": 3, "bốn": 4, "năm": 5, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
    count = words.get(text.lower()) or (int(text) if text.isdigit() else 0)
    if count == 3:
        return f"{year}-Q1"
    if count == 6:
        return f"{year}-H1"
    if count == 12:
        return str(year)
    return f"{year}-01..{year}-{count:02d}" if 1 < count < 12 else None

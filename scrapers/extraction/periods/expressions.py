"""Time expressions of Vietnamese prose as periods.

Lives here: reading years, halves, quarters, months, days and ranges, each with its place. Never here: what kind of mention it is
(see `mention_kinds`), which number a period is for.
"""

from __future__ import annotations

import bisect
import re
from typing import NamedTuple

import ahocorasick

from scrapers.extraction.periods.mention_kinds import MentionKind, kind_of_mention
from scrapers.extraction.periods.notation import period_bounds
from scrapers.folding import lower


class PeriodMention(NamedTuple):
    """A time expression: `period` in the contract's notation, or None for `đến nay` and the like."""

    start: int
    end: int
    kind: MentionKind
    period: str | None
    year: int | None


def says_this_year(text: str, mention: PeriodMention) -> bool:
    """Whether a time is only called the present year, which is no edition of an index: `Quán quân năm nay`."""
    return text[mention.start : mention.end].lower().endswith("năm nay")


def says_before_merger(text: str, mention: PeriodMention) -> bool:
    """Whether a time is only called that before the provinces were merged, which is no edition of an index, either."""
    return text[mention.start : mention.end].lower().startswith("trước")


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
        ("days", _NOTHING, ("từ",), True, r"\btừ\s+(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?(?P<d2>3[01]|[12]\d|0?[1-9])/(?P<m2>1[0-2]|0?[1-9])(?P<m>)(?P<ya>)(?:/(?P<y>(?:19|20)\d{2}))?(?![\d/])"),
        ("days", _YEAR_STANDS, ("(",), True, r"\((?P<d>\d{1,2})/(?P<m>1[0-2]|0?[1-9])(?P<ya>)\s*[-–]\s*(?P<d2>3[01]|[12]\d|0?[1-9])/(?P<m2>1[0-2]|0?[1-9])/(?P<y>(?:19|20)\d{2})\b"),
        ("month_span", _YEAR_STANDS, ("từ",), True, r"\btừ\s+(?:đầu\s+)?(?:tháng\s+(?P<m>1[0-2]|0?[1-9])(?:\s?[/.-]\s?(?P<ya>(?:19|20)\d{2})|\s+năm\s+(?P<yb>(?:19|20)\d{2}))?|năm(?:\s+(?P<yc>(?:19|20)\d{2}))?)\s+(?:đến|tới)\s+(?:hết\s+|cuối\s+|đầu\s+|giữa\s+)?tháng\s+(?P<m2>1[0-2]|0?[1-9])(?:\s?[/.-]\s?|\s+năm\s+)(?P<y>(?:19|20)\d{2})\b"),
        ("month_span", _YEAR_STANDS, ("từ",), True, r"\btừ\s+(?:đầu\s+)?năm\s+(?P<y>(?:19|20)\d{2})\s+(?:đến|tới)\s+(?:hết\s+|cuối\s+|đầu\s+|giữa\s+)?tháng\s+(?P<m2>1[0-2]|0?[1-9])\b(?!\s?[/.-]\s?\d|\s+năm\s+\d)"),
        ("days", _NOTHING, ("từ",), True, r"\btừ\s+(?P<of_year>đầu\s+)năm(?:\s+(?P<ya>(?:19|20)\d{2}))?\s+(?:đến|tới)\s+(?:hết\s+)?ngày\s+(?P<d2>3[01]|[12]\d|0?[1-9])[/.-](?P<m2>1[0-2]|0?[1-9])(?:[/.-](?P<y>(?:19|20)\d{2})\b|(?!\d|\s?[/.-]\s?\d))"),
        ("span", _TWO_YEARS, (), False, r"(?:giai đoạn|nhiệm kỳ|thời kỳ|từ năm|từ|trong các năm|các năm|những năm|trong)?\s*(?P<a>(?:19|20)\d{2})\s?(?:-|–|đến(?: hết)?(?: năm)?|tới(?: năm)?)\s?(?P<b>(?:19|20)\d{2})\b"),
        ("day", _YEAR_STANDS, _BEFORE_YEAR, False, r"\b(?:ngày\s+)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d{2})\b"),
        ("day", _YEAR_STANDS, ("ngày",), True, r"\bngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>(?:19|20)\d{2})\b"),
        ("day_no_year", _NOTHING, ("ngày",), True, r"\bngày\s+(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\b(?!\s?[/.-]\s?\d)"),
        ("day_no_year", _NOTHING, ("tính đến", "ước đến", "thống kê đến", "cập nhật đến"), False, r"(?:(?<=ước đến )|(?<=tính đến )|(?<=thống kê đến )|(?<=cập nhật đến )|(?<=tính đến hết ))(?P<d>3[01]|[12]\d|0?[1-9])/(?P<m>1[0-2]|0?[1-9])(?=\s*(?:[,;.)]|toàn|tỉnh|thành phố|TP|có|đã|trên địa bàn)\b|\s*[,;:)])"),
        ("day_no_year", _NOTHING, ("ngày",), True, r"\bngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>1[0-2]|0?[1-9])\b(?!\s+năm\s+\d)"),
        ("half", _NOTHING, ("tháng", "nửa"), False, rf"\b(?:(?P<hq>nửa năm(?: vừa)? qua)|(?:6|sáu)\s+tháng\s+(?P<h>đầu|cuối)(?:\s+năm|{_OF_YEAR})(?:\s*(?:/|-)?\s*(?P<y2>(?:19|20)\d{{2}}))?|nửa\s+(?P<h2>đầu|cuối)(?:\s+(?:của\s+)?năm)\s*(?P<y3>(?:19|20)\d{{2}})?)"),
        ("months", _NOTHING, ("tháng",), False, r"\b(?P<n>\d{1,2}|ba|bốn|năm|bảy|tám|chín|mười)\s+tháng(?! cuối)(?:\s+(?:đầu|qua|của))?(?:\s+năm)?(?:\s*(?P<y>(?:19|20)\d{2}))?(?=[\s,;.:)]|$)(?!\s+\d{1,2}\b)"),
        ("quarter", _NOTHING, ("quý", "quí"), True, r"\b(?:quý|quí)\s+(?P<q>iv|i{1,3}|[1-4])\b(?!\s+và\s+(?:cả\s+)?năm\s+20\d\d)(?:(?:\s*(?:/|-|,)\s*|\s+(?:của\s+)?(?:năm\s+)?)(?P<y>(?:19|20)\d{2}))?"),
        ("month", _NOTHING, ("tháng",), True, r"\btháng\s+(?P<m>1[0-2]|0?[1-9])\b(?![.,]\d+\s?(?:tỷ|tỉ|triệu|%|nghìn))(?!\s+và\s+(?:cả\s+)?năm\s+20\d\d)(?:(?:\s*(?:/|-|\.|,)\s*|\s+(?:của\s+)?(?:năm\s+)?)(?P<y>(?:19|20)\d{2})|\s+năm nay\b)?"),
        ("month", _YEAR_STANDS, _BEFORE_YEAR, False, r"(?<![\d/.-])(?P<m>1[0-2]|0?[1-9])\s?[/.-]\s?(?P<y>(?:19|20)\d{2})\b"),
        ("year", _YEAR_STANDS, ("năm", "kỳ"), True, r"\b(?:năm học|năm|kỳ(?: (?:đánh giá|xếp hạng|công bố|khảo sát))?)\s+(?P<y>(?:19|20)\d{2})\b"),
        ("year", _YEAR_STANDS, ("index", "dti", "pci", "papi", "sipas", "edti", "pdti"), True, r"\b(?:index|dti|pci|papi|sipas|edti|pdti)\)?\s+(?P<y>20\d{2})\b"),
        ("year", _YEAR_STANDS, ("việt nam",), True, r"\bviệt nam\s+(?P<y>20\d{2})\b"),
        ("bare_year", _YEAR_STANDS, ("20",), True, r"(?:(?<=đến )|(?<=vào )|(?<=mốc )|(?<=tới )|(?<=trước )|(?<=hết )|(?<=cuối )|(?<=đầu )|(?<=giữa )|(?<=bảng ))(?P<y>20\d{2})\b(?![\d.,]*\d)|(?<=\()(?P<y4>20\d{2})(?=\)|, )|(?:(?<=; )|(?<=: ))(?P<y5>20\d{2})(?=:\s|\s+(?:vươn|xếp|đứng|đạt|lên|xuống|tụt|là|còn)\b)"),
        ("now", _NOTHING, ("hiện", "đến nay", "tới nay", "đến thời", "tới thời", "tính đến", "cho đến", "thời điểm", "đến giờ"), True, r"\b(?:(?<!từ trước )đến nay|(?<!từ trước )tới nay|hiện nay|hiện tại|(?<!thực )(?<!thể )(?<!phát )(?<!biểu )(?<!xuất )(?<!tái )(?<!hoàn )hiện(?! (?:đại|thực|trạng|tượng|vật|hữu|hành|diện)\b)|(?<!cũng )đến thời điểm này|tính đến thời điểm (?:này|hiện tại|hiện nay)|đến thời điểm hiện (?:tại|nay)|tới thời điểm (?:này|hiện tại|hiện nay)|tính đến nay|cho đến nay|tại thời điểm báo cáo|thời điểm hiện tại|đến giờ)\b"),
        ("this_year", _NOTHING, ("năm nay", "từ đầu năm", "trong năm nay"), True, r"\b(?:năm nay|(?<!giao )từ đầu năm(?: đến nay)?|trong năm nay)\b"),
        ("last_year", _NOTHING, ("năm ngoái", "năm trước", "năm v", "năm qua"), True, r"\b(?:năm ngoái|năm trước|(?<!\d )(?<!những )(?<!các )(?<!nhiều )(?<!cũng trong )(?:năm vừa qua|năm qua))\b"),
        ("before_merger", _NOTHING, ("trước ",), True, r"\btrước\s+(?:(?:ngày|khi|thời điểm|lúc)\s+)?(?:hợp nhất|sáp nhập)\b"),
        ("next_year", _NOTHING, ("năm tới", "năm sau"), True, r"\b(?:năm tới|(?<!\d )(?<!một )(?<!hai )(?<!ba )(?<!bốn )(?<!mấy )(?<!nhiều )năm sau)\b"),
        ("recurring", _NOTHING, ("hằng năm", "hàng năm", "mỗi năm", "bình quân h"), True, r"\b(?:hằng năm|hàng năm|mỗi năm|bình quân hằng năm|bình quân hàng năm)\b"),
    )
)  # fmt: skip
_UNMARKED = frozenset(order for order, pattern in enumerate(_PATTERNS) if not pattern.marks)
# The provinces were merged on 2025-07-01 (Resolution 202/2025/QH15); a text of an earlier year speaks of another merger.
_YEAR_OF_MERGER, _LAST_MONTH_BEFORE_MERGER = 2025, "2025-06"
_YEARS = re.compile(r"(?:19|20)\d\d")


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
        for order in sorted({*places, *_UNMARKED}):
            name, needs, _, is_led, pattern = _PATTERNS[order]
            if needs not in given:
                continue
            if is_led:
                matches = _matches_at(pattern, places[order], self._text, end)
            else:
                matches = list(pattern.finditer(self._text, start, end))
            found += [_Expression(name, match, kind_of_mention(name, self._text, match, start)) for match in matches]
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


def _period(name: str, match: re.Match[str], reference_year: int | None) -> tuple[str | None, int | None]:
    groups = match.groupdict()
    year_text = groups.get("y") or groups.get("y2") or groups.get("y3") or groups.get("y4") or groups.get("y5")
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
        return f"{_first_year(groups) or year}-{int(groups.get('m') or 1):02d}..{year}-{int(groups['m2'] or 0):02d}"
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
    if name == "before_merger":
        return _LAST_MONTH_BEFORE_MERGER if year >= _YEAR_OF_MERGER else None
    if name == "quarter":
        return f"{year}-Q{_ROMAN[(groups['q'] or '').lower()]}"
    if name == "month":
        return f"{year}-{int(groups['m'] or 0):02d}"
    if name in ("last_year", "next_year"):
        return str(year - 1 if name == "last_year" else year + 1)
    return str(year)


def _first_year(groups: dict[str, str | None]) -> str | None:
    """The year named with the first month or day of a span."""
    return groups.get("ya") or groups.get("yb") or groups.get("yc")


def _days(groups: dict[str, str | None], year: int) -> str:
    """From one day to another, of whole months the months; a first day without a year is the last such before the other."""
    last_month, last_day = int(groups["m2"] or 0), int(groups["d2"] or 0)
    # `từ 1 đến 31/7`, `từ đầu năm đến ngày 15/9/2024`
    day, month = int(groups.get("d") or 1), int(groups.get("m") or (1 if groups.get("of_year") else last_month))
    first_year = _first_year(groups) or (year if (month, day) <= (last_month, last_day) else year - 1)
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

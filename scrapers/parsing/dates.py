"""Publication dates as Vietnamese sites print them.

Day before month, whatever stands around; a time on either side; `SA`/`CH`/`AM`/`PM`; Vietnam's zone unless another is
given. The parser reads a short text that holds a date (a date element, a labelled line), never a whole page: the first
date of a page is often the day of the visit.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from schemas.days import VIETNAM, day_of
from scrapers.parsing.view_counters import strip_counters

_EARLIEST, _LATEST = 1995, 2100
"""Years of publication: what lies outside is a slip or a filler (9999-12-31), no date."""
_FARTHEST_ZONE = 14
"""Hours: no place's clock is farther from Greenwich."""
_LONGEST = 1000
"""Characters that are searched for a date: what is longer is no date with its words around it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """A day in Vietnam and, where a time is printed, the moment in UTC."""

    on: dt.date
    at: dt.datetime | None = None

    @classmethod
    def of_moment(cls, moment: dt.datetime) -> Stamp:
        """The stamp of a moment; one without a zone is Vietnam's."""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
        return cls(day_of(aware), aware.astimezone(dt.UTC))


_DAY_MONTH_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
# `Thứ năm, 5-6-25 15:22`: two digits are a year only right before a time.
_SHORT_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{2})(?=[\s,-]{1,4}\d{1,2}\s?[:h]\s?\d{2})")
_MONTH_WORDS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_MONTH = r"(\d{1,2}|mười\s+một|mười\s+hai|một|giêng|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín|mười|chạp)"
_LONG = re.compile(
    rf"(?:ngày\s+)?(?<!\d)(\d{{1,2}})\s+tháng\s+{_MONTH}\s*,?\s*(?:năm\s+)?(\d{{4}})(?!\d)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"tháng\s+{_MONTH}\s+(\d{{1,2}}),\s*(\d{{4}})(?!\d)", re.IGNORECASE)
_TIME = re.compile(
    r"(?<![\d:/.-])(\d{1,2})(?::|h|\s*giờ\s*)(\d{2})(?::(\d{2}))?(?!\d)(?:\s*(SA|CH|AM|PM)\b)?", re.IGNORECASE
)
_ZONE = re.compile(r"(?:GMT|UTC)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T\s]+(\d{2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?![\d:]))?",
    re.IGNORECASE,
)
_NUKEVIET_META = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})\s?(?:[A-Z]{2,5}|[+-]\d{2})(?:(?<=\d)(?=\d))?(\d{2}):(\d{2}):(\d{2})(?!\d)"
)
_RFC822 = re.compile(
    r"(\d{1,2})\s+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+(\d{4})"
    r"(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UT|UTC|GMT|ICT)?\s*([+-]\d{1,2}:?\d{0,2})?)?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PUBLISHED = (
    r"ngày\s+(?:đăng|xuất\s+bản|phát\s+hành|đưa\s+tin)(?:\s+tin)?|phát\s+hành\s+(?:lúc|ngày|vào)|đăng\s+(?:ngày|lúc|vào)|xuất\s+bản\s+(?:lúc|ngày)"
    r"|thời\s+gian\s+(?:đăng|xuất\s+bản)|ngày\s+viết|posted(?:\s+on)?|published(?:\s+on)?|date(?=\s+\d{4}-\d{2})"
)
_UPDATED = r"(?:ngày\s+)?cập\s+nhật(?:\s+(?:lúc|ngày|lần\s+cuối))?|last\s+updated?"
_LABELS = tuple(re.compile(rf"(?<!\w)(?:{words})\s*:?", re.IGNORECASE) for words in (_PUBLISHED, _UPDATED))
_LEFTOVER = re.compile(
    r"(?:thứ|th)\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b|chủ\s*nhật|\bcn\b|ngày|lúc|giờ|\(?gmt\s*\+?\s*7\)?|\d\s*h\s*\d|am|pm|sa|ch"
    r"|mon|tue|wed|thu|fri|sat|sun|[\W\d_]",
    re.IGNORECASE,
)


_NAMES = re.compile(
    r"\(?GMT\s*\+?\s*7\)?|\bthứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b|\bchủ\s*nhật\b|[^\w\s.]", re.IGNORECASE
)
_BEFORE_DATE = re.compile(r"\s*\([^()\d]{2,40}\)\s*[-–:]?\s*")  # `(GLO)- Thứ Tư, ngày 10 tháng 12 năm 2025`
_OUTLET = re.compile(r"(?:báo|cổng|trang|đài|tạp chí|thông tấn xã)\s", re.IGNORECASE)
_WORDS_OF_BYLINE, _WORDS_OF_OUTLET = 4, 10
_LONGEST_LINE, _BAR = 120, " | "


def _date(year: int, month: int, day: int) -> dt.date | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _offset(sign: str, hours: str, minutes: str | None) -> dt.tzinfo:
    """The zone of an offset; Vietnam's where no place has such a one (`+9900`, or `+700` for `+0700`)."""
    delta = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
    if int(minutes or 0) > 59 or delta > dt.timedelta(hours=_FARTHEST_ZONE):
        return VIETNAM
    return dt.timezone(delta if sign == "+" else -delta)


def _zone(text: str) -> dt.tzinfo:
    match = _ZONE.search(text)
    return _offset(match[1], match[2], match[3]) if match else VIETNAM


def _moment(day: dt.date, hour: int, minute: int, second: int, zone: dt.tzinfo) -> Stamp:
    if hour > 23 or minute > 59 or second > 59:
        return Stamp(day)
    return Stamp.of_moment(dt.datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone))


def _with_time(day: dt.date, text: str, start: int, end: int) -> Stamp:
    """The time nearest to the date, within a few words on either side."""
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    later = _TIME.search(after)
    earlier = list(_TIME.finditer(before))
    match = later or (earlier[-1] if earlier else None)
    if match is None:
        return Stamp(day)
    hour, half = int(match[1]), (match[4] or "").upper()
    written_in_24 = hour > 12 or match[1] == "00"
    if half in ("CH", "PM") and not written_in_24 and hour != 12:
        hour += 12
    if half in ("SA", "AM") and hour == 12:
        hour = 0
    return _moment(day, hour, int(match[2]), int(match[3] or 0), _zone(after))


def _iso(text: str) -> Stamp | None:
    malformed = _NUKEVIET_META.search(text)
    if malformed:
        day = _date(int(malformed[1]), int(malformed[2]), int(malformed[3]))
        return _moment(day, int(malformed[4]), int(malformed[5]), int(malformed[6]), VIETNAM) if day else None
    match = _ISO.search(text)
    if match is None:
        return None
    day = _date(int(match[1]), int(match[2]), int(match[3]))
    if day is None or match[4] is None:
        return Stamp(day) if day else None
    mark = (match[7] or "").upper()
    unsigned = dt.UTC if mark else VIETNAM
    zone = _offset(mark[0], mark[1:3], mark[-2:]) if mark[:1] in ("+", "-") else unsigned
    return _moment(day, int(match[4]), int(match[5]), int(match[6] or 0), zone)


def _rfc822(text: str) -> Stamp | None:
    match = _RFC822.search(text)
    if match is None:
        return None
    day = _date(int(match[3]), _MONTHS.index(match[2][:3].lower()) + 1, int(match[1]))
    if day is None or match[4] is None:
        return Stamp(day) if day else None
    zone: dt.tzinfo = VIETNAM
    if match[8]:
        digits = match[8][1:].replace(":", "")
        zone = _offset(match[8][0], digits[:2] if len(digits) > 2 else digits, digits[2:] or None)
    elif match[7] and match[7].upper() != "ICT":
        zone = dt.UTC
    return _moment(day, int(match[4]), int(match[5]), int(match[6] or 0), zone)


def _written(match: re.Match[str]) -> dt.date | None:
    """The day of a match of one of the written forms."""
    if match.re is _DAY_MONTH_YEAR:
        day, month, year = match[1], match[3], match[4]
    elif match.re is _SHORT_YEAR:
        day, month, year = match[1], match[3], f"20{match[4]}"
    elif match.re is _LONG:
        day, month, year = match[1], match[2], match[3]
    else:
        month, day, year = match[1], match[2], match[3]
    number = int(month) if month.isdigit() else _MONTH_WORDS[" ".join(month.lower().split())]
    return _date(int(year), number, int(day))


def parse_date(text: str | None) -> Stamp | None:
    """The first date in a short text, or None.

    >>> parse_date("Thứ hai - 07/10/2024 08:30").on
    datetime.date(2024, 10, 7)
    """
    if not text:
        return None
    text = strip_counters(text[:_LONGEST].replace("\xa0", " "))
    for pattern in (_DAY_MONTH_YEAR, _LONG, _MONTH_FIRST, _SHORT_YEAR):
        for match in pattern.finditer(text):
            found = _written(match)
            if found:
                return _with_time(found, text, match.start(), match.end())
    return _iso(text) or _rfc822(text)


def labelled_date(text: str) -> Stamp | None:
    """The date behind a label: `Ngày đăng: …` before `Cập nhật: …`; None without a label."""
    for label in _LABELS:
        for match in label.finditer(text):
            stamp = parse_date(text[match.end() : match.end() + 48])
            if stamp:
                return stamp
    return None


def date_only(text: str) -> Stamp | None:
    """The date of a line that holds nothing else (weekday, time, label and counters aside).

    Of a line with bars one part must: `10/10/2024 14:20 | Kinh tế - Xã hội số`.
    """
    if _BAR in text and len(text) <= _LONGEST_LINE:
        return next((stamp for part in text.split(_BAR) if (stamp := date_only(part.strip())) is not None), None)
    bare = _without_labels(text)
    return parse_date(bare) if bare is not None and not _LEFTOVER.sub("", _LONG.sub(" ", bare)) else None


def byline_date(text: str) -> Stamp | None:
    """The date and time of a line that else only names an author, a section or an outlet: `Trần Lê - 08/10/2022 08:23`.

    None without a time: a name and a day are as often a caption.
    """
    bare = _without_labels(text)
    stamp = parse_date(bare) if bare is not None else None
    if bare is None or stamp is None or stamp.at is None:
        return None
    names = _NAMES.sub("", _DAY_MONTH_YEAR.sub(" ", _TIME.sub(" ", bare))).split()
    most = _WORDS_OF_OUTLET if _OUTLET.match(bare.lstrip("0123456789/.:-–,;h() ")) else _WORDS_OF_BYLINE
    return stamp if len(names) <= most and not any(c.isdigit() for name in names for c in name) else None


def _without_labels(text: str) -> str | None:
    """A line of fitting length without labels and counters, or None."""
    if not 8 <= len(text) <= _LONGEST_LINE:
        return None
    bare = _BEFORE_DATE.sub("", strip_counters(text), count=1) if text.startswith("(") else strip_counters(text)
    for label in _LABELS:
        bare = label.sub(" ", bare)
    return bare

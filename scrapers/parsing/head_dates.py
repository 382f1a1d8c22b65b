"""The day of publication that the lines of a text file tell.

Read from the surest to the least sure: a label, a line with day and time, the place and date of a letter, a line in
brackets under the title of an annex, the day with which a lead opens. Lives here: which line is asked. Never here: how
a date is written (`dates`), pages (`publication`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from scrapers.letters import CAPITALS, SMALL
from scrapers.parsing import roles
from scrapers.parsing.dates import Stamp, byline_date, date_only, labelled_date, parse_date
from scrapers.parsing.flow import Line
from scrapers.parsing.tables import TableCell

HEAD_LINES = 14
"""How many lines may stand over the text proper."""
_TAIL_LINES, _LONGEST_DATELINE, _LONGEST_IN_BRACKETS = 6, 110, 190
_ROWS_OF_LINES = 3  # more are a table indeed
_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]20\d\d"
_LONG_DAY = r"\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+20\d\d"
_CLOCK = re.compile(r"\d{1,2}(?::|h)\d{2}")
_WEEKDAY = re.compile(r"^\W*(?:thứ|th\s*\d|chủ\s*nhật|cn\b)", re.IGNORECASE)
_DAY_HERE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d\b")
# A label of publication with its colon, whatever else the line says: `Tin Tây Nguyên - Ngày đăng : 07:58, 23/09/2024`.
_POSTED = re.compile(
    r"(?i)\b(?:ngày đăng|đăng ngày|đăng lúc|ngày xuất bản|ngày cập nhật|cập nhật ngày)\s*:|^\s*date\s+\d{4}-"
    r"|^\W*(?:ngày đăng|đăng ngày)\s+\d|\bphát hành ngày\s+\d"
)
# `Báo Cao Bằng, số ra ngày 10/10/2025`, `Ngày ban hành 19/01/2026`, `Nơi ban hành: … Ngày ban hành: 29/10/2024`
_ISSUE_OF = re.compile(rf"(?i)\b(?:số ra ngày|ngày ban hành\s*:?)\s+(?P<day>{_DAY}|{_LONG_DAY})")
# `Thứ Hai, 06/01/2025, 09:12 [GMT+7]   A+ A- In bài viết`, `Cập nhật: 10/10/2022 8:00:00 AM   Số lần xem: 512`,
# `08:40 - Thứ Tư, 05/11/2025 Lượt xem: 3512`: day and time, and behind them buttons or a section
_CLOCK_TEXT = r"\d{1,2}\s?(?::|h)\s?\d{2}(?::\d{2})?"
_STAMPED = re.compile(
    rf"(?i)\W*(?:(?:[\w-]+\.)+vn\W+|(?:cập nhật|đăng|xuất bản)(?: lúc| ngày)?\W+)?(?:{_CLOCK_TEXT}\W+)?"
    r"(?:(?:thứ\s+\w+|chủ\s*nhật|cn)\W+)?"
    rf"(?:ngày\s+)?{_DAY}(?P<time>\W{{1,4}}{_CLOCK_TEXT})?(?P<rest>(?:[^.!?]|(?<=\d)\.(?=\d))*)"
)
# `Số: 96/BC-STTTT Hòa Bình, ngày 05 tháng 7 năm 2024`, `SỞ NỘI VỤ Sóc Trăng, ngày …`: both halves of a letterhead
_NUMBER = re.compile(
    rf"^(?:[Ss]ố\s*:\s*\S{{1,40}}\s+(?:\|\s*)?|[{CAPITALS}][{CAPITALS} ]{{5,}}\s(?=[{CAPITALS}][{SMALL}]))"
)
_ISSUED = re.compile(r"(?i)\s*ngày (?:ban hành|ký)\b")
# `(06/04/2025) - Tại phiên họp …`, `Hà Nội, 6-5-2025 - Liên đoàn …`, `(TTXVN) Vĩnh Long, 02/02/2026 - Từ 1/1/2026, …`
_BEFORE_LEAD = re.compile(
    rf"(?:\([^()\d]{{2,30}}\)\s*)?\(?\s*(?:[^\W\d_][^()\d,.;:]{{1,30}},\s+)?(?:ngày\s+)?({_DAY})\s*\)?\s+[-–—]\s+(?=[^\W\d_])"
)
# `(Kèm theo Kế hoạch số 21/KH-UBND ngày 22 tháng 01 năm 2026 …)`, `(Phan Thiết, ngày 30 tháng 6 năm 2025)`,
# `BÁO CÁO NHANH (số 09/BC-TCT, ngày 30/11/2021)`
_IN_BRACKETS = re.compile(rf"(?:[{CAPITALS} ]{{6,60}})?[\s\"“*_]*\(")
_ATTACHED = re.compile(r"(?i)\(\s*(?:ban hành )?kèm(?: theo)?\b")
_FOR_A_MEETING = re.compile(rf"(?i)\W*tài liệu (?:phục vụ|trình|tại)\s[^.;]*\bngày\s+(?P<day>{_DAY}|{_LONG_DAY})\W*")
_DAY_IN_BRACKETS = re.compile(rf"(?i)(?<!đến )(?<!từ )(?<!trước )(?<!hết )\bngày\s+(?P<day>{_DAY}|{_LONG_DAY})")
# `(GLO)- Sáng 16-12-2025, Ban Chỉ đạo …`: news is of the day
_DAY_OF_NEWS = re.compile(
    rf"\W*(?:\([^()\d]{{2,30}}\)\s*[-–—]?\s*|[{CAPITALS}]{{2,6}}\s*[-–—]\s*)?"
    rf"(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Hh]ôm (?:nay|qua))\s*,?\s*\(?(?:ngày\s+)?(?P<day>{_DAY})\)?,"
    rf"|\W*\([^()\d]{{2,30}}\)\s*[-–—]?\s*Ngày\s+(?P<told>{_DAY}),"
)


def is_day_of_visit(text: str) -> bool:
    """Whether a line begins with a day and says little beside it: `Thứ tư, 20/08/2025 | RSS | ENGLISH`."""
    is_short = len(text) <= _LONGEST_DATELINE and not text.endswith(".")
    return is_short and _WEEKDAY.match(text) is not None and _DAY_HERE.search(text) is not None


def is_place_and_date(text: str) -> bool:
    """Whether a line is the place and date of a letter, also behind its number."""
    return _place_and_date(text) is not None


def _place_and_date(text: str) -> re.Match[str] | None:
    return roles.PLACE_AND_DATE.match(_NUMBER.sub("", text))


def published(lines: Sequence[Line], title: int | None) -> tuple[Stamp, str] | None:
    """The day of publication and where it was read: `label`, `dateline` or `lead`.

    `title` is the place of the title line. A weekday and a date without a time, above it, is the day of the visit
    and is not taken; of two lines with day and time the one under the title counts: the other may be the page's clock.
    """
    said = ((place, line.text or _row(line.table)) for place, line in enumerate(lines))
    short = [(place, text) for place, text in said if text and len(text) <= _LONGEST_DATELINE]
    alone = next((stamp for _, text in short if date_only(text) and (stamp := labelled_date(text))), None)
    if alone is not None:
        return alone, "label"
    if (stamp := _of_a_line(short, len(lines), title)) is not None:
        return stamp, "dateline"
    head = [(place, text) for place, text in short if place < HEAD_LINES]
    tail = [(place, text) for place, text in short if place >= max(HEAD_LINES, len(lines) - _TAIL_LINES)]
    bylines = (byline_date(text) for place, text in (*head, *tail) if place != title)
    if (stamp := next(filter(None, bylines), None)) is not None:
        return stamp, "dateline"
    if (stamp := next(filter(None, _labelled(head, lines)), None)) is not None:
        return stamp, "label"
    if (stamp := next(filter(None, itertools.chain(_stamped(head), _placed(lines))), None)) is not None:
        return stamp, "dateline"
    news = (_day_of_news(line.text) for line in lines[:HEAD_LINES])
    stamp = next(filter(None, news), None)
    return (stamp, "lead") if stamp is not None else None


def _row(cells: Sequence[TableCell]) -> str:
    """The first row of a small table, as the line that it may have been: `12/10/2023 - 09:15 | Chuyển đổi số`."""
    if not cells or cells[-1].row - cells[0].row >= _ROWS_OF_LINES:
        return ""
    return " | ".join(cell.text for cell in cells if cell.row == cells[0].row)


def _of_a_line(short: Sequence[tuple[int, str]], size: int, title: int | None) -> Stamp | None:
    """The date of a line that holds nothing else, near the head or the end of the text."""
    found: list[tuple[int, Stamp]] = []
    for place, text in short:
        is_near = place < HEAD_LINES or place >= size - _TAIL_LINES
        stamp = date_only(text) if is_near else None
        is_below = title is not None and place > title
        if stamp is not None and (_CLOCK.search(text) or is_below or not _WEEKDAY.match(text)):
            found.append((place, stamp))
    if not found:
        return None
    below = [stamp for place, stamp in found if title is not None and title < place < HEAD_LINES]
    return below[0] if below else found[0][1]


def _labelled(head: Sequence[tuple[int, str]], lines: Sequence[Line]) -> Iterator[Stamp | None]:
    yield from (labelled_date(text) for _, text in head if _POSTED.search(text))
    yield from (parse_date(match["day"]) for _, text in head if (match := _ISSUE_OF.search(text)))
    yield from (_day_of_issue(line.table) for line in lines[:HEAD_LINES])


def _stamped(head: Sequence[tuple[int, str]]) -> Iterator[Stamp | None]:
    """The dates of lines that begin with day and time and go on with buttons, counters or the name of a section."""
    for _, text in head:
        match = _STAMPED.fullmatch(text)
        if match is not None and _CLOCK.search(text) and not _DAY_HERE.search(match["rest"]):
            yield parse_date(text)


def _placed(lines: Sequence[Line]) -> Iterator[Stamp | None]:
    """The dates of letters and of what is attached to them, and those that stand before a lead."""
    said = [text for line in lines[:30] for text in (line.text, *(cell.text for cell in line.table))]
    yield from (parse_date(match[1]) for text in said if (match := _place_and_date(text)))
    yield from (parse_date(match[1]) for line in lines[:HEAD_LINES] if (match := _BEFORE_LEAD.match(line.text)))
    yield from (_in_brackets(text) for text in said)


def _in_brackets(text: str) -> Stamp | None:
    """The date of a line in brackets under the title of an annex, a speech or a paper for a meeting."""
    if (meeting := _FOR_A_MEETING.fullmatch(text)) is not None:
        return parse_date(meeting["day"])
    opened = _IN_BRACKETS.match(text)
    if opened is None or len(text) > _LONGEST_IN_BRACKETS:
        return None
    is_closed = text.rstrip(' "”*_,.').endswith(")")
    if not is_closed and _ATTACHED.match(text, opened.end() - 1) is None:
        return None
    days = list(_DAY_IN_BRACKETS.finditer(text, opened.end()))
    return parse_date(days[-1]["day"]) if days else None


def _day_of_news(text: str) -> Stamp | None:
    """The day with which a lead opens."""
    match = _DAY_OF_NEWS.match(text)
    return parse_date(match["day"] or match["told"]) if match is not None else None


def _day_of_issue(cells: Sequence[TableCell]) -> Stamp | None:
    """The date beside `Ngày ban hành` in the table over a legal paper."""
    for label, value in itertools.pairwise(cells):
        if label.row == value.row and _ISSUED.match(label.text):
            return parse_date(value.text)
    return None

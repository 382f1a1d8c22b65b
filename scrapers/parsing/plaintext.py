"""Articles saved as plain text: which line is the title, which is the date, which is a heading.

Works on lines, also on those that `office` takes from PDF and DOCX files. Nothing of the file system here.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from scrapers.letters import CAPITALS, SMALL
from scrapers.parsing import roles
from scrapers.parsing.base import Reading
from scrapers.parsing.dates import date_only
from scrapers.parsing.errors import EmptyBody
from scrapers.parsing.flow import Line
from scrapers.parsing.head_dates import HEAD_LINES, is_day_of_visit, is_place_and_date, published
from scrapers.parsing.masthead import is_masthead
from scrapers.parsing.outline import outline
from scrapers.parsing.plain_tables.barred_rows import with_tables
from scrapers.parsing.plain_tables.columns import BAR, with_bars
from scrapers.parsing.textual import clean_lines, is_sentence

_MAX_TITLE, _MAX_HEADING, _WIDE, _NARROW = 200, 120, 60, 30
_LONGEST_PARAGRAPH = 20_000
_FEWEST_WORDS = 3
_FEWEST_LINES, _WIDEST, _FULL = 4, 140, 0.8  # of what is broken at a fixed width
# What stands above the title of an official document (Decree 30/2020/NĐ-CP, annex I), and the word that it begins with.
_LETTERHEAD = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY"
    r"|ĐẢNG BỘ|ĐẢNG ỦY|ĐẢNG CỘNG SẢN|BAN NHÂN DÂN|TỈNH|THÀNH PHỐ|HUYỆN|SỞ|BỘ|BAN CHỈ ĐẠO|VĂN PHÒNG|TRUNG TÂM"
    r"|BÁO(?! CÁO)|CỘNG H(?:ÒA|OÀ)|(?:(?:HÒA )?XÃ HỘI )?CHỦ NGHĨA)"
    rf"(?:,? [{CAPITALS}–-]+)*(?: Độc lập [-–] Tự do [-–] Hạnh phúc)?"
    r"|Độc lập [-–] Tự do [-–] Hạnh phúc|[Ss]ố\s*:.{1,60}|[Ss]ố\s+\d{1,4}\s?[-/]\S{2,20}|[-–_*\s]{3,}"
    r"|Dự thảo(?: lần)? \d|(?:PHỤ LỤC|Phụ lục)(?: [Ss][Ốố])?(?: [\dIVX]+)?"
)
_KIND = re.compile(
    r"THÔNG CÁO BÁO CHÍ|BÁO CÁO|KẾ HOẠCH|THÔNG BÁO|TỜ TRÌNH|NGHỊ QUYẾT|QUYẾT ĐỊNH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|ĐỀ ÁN"
    r"|CÔNG VĂN"
)
# Offices whose names begin headlines in capitals, too, but where a letter follows: `CỤC THỐNG KÊ TỈNH THÁI BÌNH`,
# `THÔNG CÁO BÁO CHÍ`
_OFFICE = re.compile(
    r"(?:CỤC|CHI CỤC|CÔNG AN|KHO BẠC|BẢO HIỂM|NGÂN HÀNG|BỆNH VIỆN|BƯU ĐIỆN|HIỆP HỘI|LIÊN ĐOÀN|TỔNG CỤC)"
    rf"(?: [{CAPITALS}–-]+){{1,9}}"
)
_LINES_TO_KIND = 6
_DAY_FOLLOWS = re.compile(r",\s*ngày$")
# `… chính quyền số xếp thứ` over `28, kinh tế số …`, `… tỷ lệ hồ sơ trực tuyến đạt từ` over `70% trở lên`
_BEFORE_A_NUMBER = re.compile(
    r"(?<=[^\W\d_] )(?:xếp thứ|đứng thứ|xếp hạng|hạng thứ|vị trí thứ|đạt|chiếm|tăng|giảm|từ|trên|dưới|hơn|khoảng|gần"
    r"|còn|lên)$"
)
_YEAR_ALONE = re.compile(r"20\d\d\b(?!\s?[/.-]\s?\d)")
_RESTATES = re.compile(r"(?:đạt|chiếm|bằng|tương đương) \d")  # `204/204 xã có sóng di động,` over `đạt 100%`
_NUMBERED_OR_DAY = re.compile(r"\d{1,2}(?:[.)]\s|\s?[/:h-]\s?\d)")
# `235/235 xã,` over `phường, thị trấn thành lập Tổ …`
_IN_A_LIST_OF_UNITS = re.compile(r"(?i)\b(?:xã|phường|huyện|thị xã|quận|tỉnh|thôn|bản|ấp|khóm|sở|ban),$")
# `… tổ công nghệ số cộng đồng với 12.000` over `thành viên`, `sóng di động 2G` over `chỉ phủ 15% dân số`
_ENDS_WITH_NUMBER = re.compile(r"[^\W\d_] (?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d+)?%?|[2-5]G)$")
# `… 106/106 xã, phường, thị trấn đã có` over `Tổ công nghệ số`, `… phấn đấu đến hết quý` over `I/2025`
_NEVER_LAST = re.compile(
    r"(?<=[^\W\d_] )(?:đã có|của|và|các|những|với|được|cho|theo|tại|là|trong|về|thuộc|từ|hoặc|nhằm)$"
)
_QUARTER, _BEFORE_QUARTER = re.compile(r"I[IV]?I?[/ -]"), re.compile(r"(?i)\bquý$")
_LOWER = re.compile(rf"[{SMALL}]")


def read_text(text: str, where: str, meta: Mapping[str, object] | None = None) -> Reading:
    """Read a text file. Raises `EmptyBody` where it has no line of text."""
    lines = [Line(line) for line in unwrap(clean_lines(with_bars(text))) if line]
    return read_lines(with_tables(_with_kind(lines)), where, meta)


def _with_kind(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the kind of an official document and what it is about in one: `BÁO CÁO`, `Kết quả năm 2024`."""
    joined: list[Line] = []
    for place, line in enumerate(lines):
        is_named = bool(joined) and place < HEAD_LINES and _KIND.fullmatch(joined[-1].text) is not None
        if is_named and not roles.is_furniture(line.text):
            joined[-1] = Line(f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
    return joined


def read_lines(lines: Sequence[Line], where: str, meta: Mapping[str, object] | None = None) -> Reading:
    """Read lines (and tables): title, date, headings, furniture."""
    if not any(line.text or line.table for line in lines):
        raise EmptyBody(where, "no line of text")
    given = (meta or {}).get("title")
    place = None if given else _title_place(lines)
    title = str(given) if given else (lines[place].text if place is not None else None)
    dated = published(lines, place)
    rest = list(lines) if place is None else [*lines[:place], *lines[place + 1 :]]
    found = outline(_with_headings(rest), title, None)
    if not found.has_content() and title is None:
        raise EmptyBody(where, "no paragraph and no table, only " + repr(lines[0].text[:60]))
    return Reading(
        title=title,
        pieces=found.pieces,
        lead=found.lead,
        author=found.author,
        publisher=found.publisher,
        stamp=dated[0] if dated else None,
        date_source=dated[1] if dated else None,
        parser="text",
    )


def unwrap(lines: Sequence[str], *, force: bool = False) -> list[str]:
    """Join lines that were broken at a fixed width; of a text with one paragraph per line, those broken in a phrase."""
    filled = [line for line in lines if line]
    if len(filled) < _FEWEST_LINES:
        return _mended(lines)
    width = statistics.quantiles([len(line) for line in filled], n=10)[-1]
    if width > _WIDEST or (_continued(lines) * 4 < len(filled) and not force):
        return _mended(_with_paragraphs_joined(lines))
    return _joined(lines, lambda before, line: _continues(before, line, width))


def _with_paragraphs_joined(lines: Sequence[str]) -> list[str]:
    """The lines, those of a paragraph joined that was broken at a fixed width, as beside a table of any width."""
    result: list[str] = []
    for is_prose, run in itertools.groupby(lines, key=lambda line: bool(line) and BAR not in line):
        said = list(run)
        width = max(map(len, said))
        is_set = len(said) >= _FEWEST_LINES - 1 and _WIDE <= width <= _WIDEST
        is_broken = is_prose and is_set and all(len(line) >= _FULL * width for line in said[:-1]) and _continued(said)
        result += _joined(said, partial(_continues, width=width)) if is_broken else said
    return result


def _continued(lines: Sequence[str]) -> int:
    """How many lines begin within the sentence of the one before."""
    pairs = ((a, b) for a, b in itertools.pairwise(lines) if a and b)
    return sum(1 for a, b in pairs if _LOWER.match(b) and not a.endswith((".", "!", "?", ";")))


def _mended(lines: Sequence[str]) -> list[str]:
    """The lines, those joined that were broken in a phrase: `… tỷ lệ hộ gia`, `đình có …`; `…, ngày`, `29 tháng …`."""
    return _joined(lines, _is_broken)


def _joined(lines: Sequence[str], is_further: Callable[[str, str], bool]) -> list[str]:
    """The lines, those joined that go on; not beyond what a paragraph can hold, so that the time stays linear."""
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if before and line and len(before) < _LONGEST_PARAGRAPH and is_further(before, line):
            joined[-1] = f"{before} {line}"
        else:
            joined.append(line)
    return joined


def _is_broken(before: str, line: str) -> bool:
    if BAR in line:
        return False  # a row of a table
    if _DAY_FOLLOWS.search(before) and line[0].isdigit():
        return True
    width = _NARROW if roles.is_bullet(before) else _WIDE
    is_open = len(before) >= width and before[-1].isalpha() and before.rsplit(" ", 1)[-1].islower()
    is_open = is_open or (len(before) >= _WIDE and _ENDS_WITH_NUMBER.search(before) is not None)
    is_open = is_open or (len(before) >= width and _IN_A_LIST_OF_UNITS.search(before) is not None)
    is_open = is_open or (len(before) >= _NARROW and before.endswith(",") and _RESTATES.match(line) is not None)
    if before.endswith(" năm") and _YEAR_ALONE.match(line):
        return True
    if len(before) >= width and line[0].isupper() and _NEVER_LAST.search(before) and not line.isupper():
        return True
    if _BEFORE_QUARTER.search(before) and _QUARTER.match(line):
        return True
    if len(before) >= _NARROW and line[0].isdigit() and BAR not in before and _BEFORE_A_NUMBER.search(before):
        return _NUMBERED_OR_DAY.match(line) is None
    return is_open and line[0].islower() and date_only(line) is None and re.match(r"[a-zđ][.)]\s", line) is None


def _continues(before: str, line: str, width: float) -> bool:
    if BAR in line or BAR in before:
        return False  # rows of a table
    if roles.is_bullet(line) or re.match(r"(?:\d{1,2}|[IVX]{1,4}|[a-zđ])[.)]\s", line):
        return False
    if _LOWER.match(line):
        return not before.endswith((".", "!", "?", ";"))
    if date_only(line) is not None or date_only(before) is not None:
        return False
    last = before.rsplit("\n", 1)[-1]
    return not is_sentence(before) and len(last) >= 0.75 * width and not before.isupper()


def _title_place(lines: Sequence[Line]) -> int | None:
    """The first line that can be a title: short, no final stop, no date, no button, with longer text after it."""
    for place, line in enumerate(lines[:HEAD_LINES]):
        is_of_letter = _LETTERHEAD.fullmatch(line.text) or roles.PLACE_AND_DATE.match(line.text)
        if line.role == "table" or roles.is_furniture(line.text) or is_of_letter or is_masthead(line.text):
            continue
        text = line.text
        if _OFFICE.fullmatch(text) and any(
            _KIND.match(later.text) for later in lines[place + 1 : place + _LINES_TO_KIND]
        ):
            continue
        if _is_too_short(text) or _are_buttons(text) or is_day_of_visit(text):
            continue
        fits = (
            8 <= len(text) <= _MAX_TITLE
            and len(text.split()) >= _FEWEST_WORDS
            and not text.endswith((".", ";", ":", ",", "…"))
        )
        followed = any(len(later.text) > len(text) or later.table for later in lines[place + 1 :])
        if fits and followed and not roles.is_bullet(text) and not roles.has_dateline(text):
            return place
        return None
    return None


def _is_too_short(text: str) -> bool:
    """Whether a line says too little to be a title, and is no sentence either: `Xã luận`, `SGGPO`."""
    is_numbered = any(map(str.isdigit, text)) and not text.isdigit()  # `Biểu 01`, below which a table stands
    return len(text.split()) < _FEWEST_WORDS and text[-1] not in ".:;" and not is_numbered


def _are_buttons(text: str) -> bool:
    """Whether a line is buttons only: `Đọc bài | Xem với cỡ chữ | In trang`."""
    return "|" in text and all(roles.is_furniture(part.strip()) for part in text.split("|"))


def _is_over_members(line: str, following: str) -> bool:
    """Whether a line of some words stands over a list: `Phương hướng 6 tháng cuối năm`, `- Nâng số doanh nghiệp …`."""
    is_open = line[-1].isalnum() and line[0].isupper() and len(line.split()) >= _FEWEST_WORDS
    return is_open and roles.is_item(following)


def _with_headings(lines: Sequence[Line]) -> list[Line]:
    """Mark short lines without a final stop as headings (bold) where a longer paragraph or a list follows."""
    marked: list[Line] = []
    following: Line | None = None
    for line in reversed(lines):
        heads = (
            line.role == "text"
            and 3 <= len(line.text) <= _MAX_HEADING
            and not is_sentence(line.text)
            and following is not None
            and (len(following.text) > max(len(line.text), 80) or _is_over_members(line.text, following.text))
            and "%" not in line.text
            and not is_place_and_date(line.text)  # of a letter
        )
        marked.append(Line(line.text, line.role, 1.0 if heads else 0.0, table=line.table))
        if line.text and not roles.is_furniture(line.text) and not line.text.isdecimal():  # `12`, of a page
            following = line
    marked.reverse()
    return marked

"""The outline of a document: which headings and introducing lines govern a sentence, and whether they speak of goals.

A report, a plan or a resolution says once, in a heading, that what follows is aimed at (`II. Mục tiêu đến năm 2025`) or
reached (`I. Kết quả`); the sentences below do not repeat it. Lives here: the levels of numbered and plain headings, their
reach, their stance. Never here: words inside a sentence (see `kinds.reached_or_aimed`) or periods (see `periods.timeline`).
"""

from __future__ import annotations

import dataclasses
import re
from typing import Literal

from schemas.records import Document
from scrapers.extraction.kinds.aim_words import REPORTS
from scrapers.extraction.kinds.directives import opens_orders
from scrapers.extraction.text.sentences import Sentence
from scrapers.letters import SMALL

Stance = Literal["goals", "results"]

_TITLE_LEVEL, _PLAIN_LEVEL, _INTRO_LEVEL, _BULLET_LEVEL, _PROSE_LEVEL = 0, 3, 10, 11, 12
# Numbering of official documents, outermost first (Decree 30/2020/NĐ-CP, annex I): part, roman, arabic, sub-numbers, letters.
_NUMBERINGS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"(?i)\s*(?:phần|chương)\s+(?:[IVX]+|thứ\s+\w+|\d+)\b")),
    (1, re.compile(r"\s*[A-HJ-UWYZ]\s?[.\-–)]\s")),  # I, V and X are numbers
    (2, re.compile(r"\s*[IVX]{1,5}\s?[.\-–/)]+\s?")),
    (6, re.compile(r"\s*\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s")),
    (5, re.compile(r"\s*\d{1,2}\.\d{1,2}\.?\s(?!\s*%)")),
    (4, re.compile(r"\s*\d{1,2}\s?[.\-–/)]\s(?!\s*\d)")),
    (4, re.compile(r"(?i)\s*(?:một|hai|ba|bốn|năm|sáu) là,?\s")),
    (7, re.compile(r"\s*(?:\(\d{1,2}\)|[a-zđ]\s?[.)])\s")),
    (_BULLET_LEVEL, re.compile(r"\s*[-–—+•*·]\s?")),
)  # fmt: skip
# With what a numbered line begins; asked first, since most lines are not.
_MAY_BE_NUMBERED = re.compile(
    r"\s*(?:[\d(\-–—+•*·]|[A-Za-zđ]\s?[.)\-–]|[IVX]|(?i:phần|chương|một|hai|ba|bốn|năm|sáu)\s)"
)
_PART_ALONE = re.compile(r"(?i)\s*(?:phần|chương|mục)\s+(?:thứ\s+\w+|[ivx]{1,5}|\d{1,2})\s*[.:]?\s*")
_GOALS = re.compile(
    r"(?i)\b(?:mục tiêu(?!\s+(?:đã|đạt được|đạt và vượt|vượt|chưa|không đạt|hoàn thành|về đích|còn|nào))|phấn đấu|chỉ tiêu (?:chủ yếu|chính(?! quyền| sách)|cụ thể|đến|phấn đấu|cơ bản|năm|(?:được )?giao)|(?:kế hoạch|mục tiêu) giao|các chỉ tiêu(?!\s+(?:đã|đạt|hoàn thành|vượt|chưa|không đạt))"
    r"|(?:đặt ra|đề ra|đặt) (?:\d{1,3}|các|những|một số) (?:mục tiêu|chỉ tiêu)\b(?![^:]*\b(?:đạt|hoàn thành|vượt)\b)"
    r"|^\W*giao (?:các )?chỉ tiêu\b|định hướng (?:đến )?năm|tầm nhìn|(?<!tính )(?:đến|vào) (?:hết |cuối )?năm 20\d\d\s*[,:]?$"
    r"|kết quả (?:cần đạt|phấn đấu|dự kiến)|tiêu chí phấn đấu|\byêu cầu(?: (?:các|tập trung|thực hiện)\b[^.;:\d]{0,80})?\s*:\s*$"
    r"|(?:kế hoạch|nghị quyết|đề án|chương trình) (?:đặt ra|đề ra|xác định)\b"
    r"|^\W*(?:[A-ZIVX\d]+[.)/]\s+)?(?:nhiệm vụ|giải pháp)(?:,? (?:và )?(?:giải pháp|phân công|trọng tâm|chủ yếu|chính))*\W*$"
    r"|^\W*(?:[IVX\d.]+\s+)?kế hoạch (?:triển khai |thực hiện )?(?:trong )?năm 20\d\d\s*:?$"
    r"|^\W*(?:phần (?:thứ )?\w+|[IVX\d]+)[.:)]\s*kế hoạch [^.;:\d]{2,60} năm 20\d\d\W*$"
    r"|^\W*(?:[A-ZIVX\d]+[.)/]\s+)?(?:về )?(?:phương hướng|(?:một số |các )?nhiệm vụ(?: trọng tâm| chủ yếu)?(?:,| và)?(?: trong)? (?:giải pháp|quý|tháng|năm|6 tháng"
    r"|những tháng|thời gian tới))\b)"
)
_RESULTS = re.compile(
    r"(?i)(?:(?<!phấn đấu )(?:vượt|bám sát|chưa đạt|lỡ hẹn) (?:các |nhiều )?(?:mục tiêu|chỉ tiêu|kế hoạch)|hoàn thành|kết quả(?!\s+(?:cần đạt|phấn đấu|dự kiến))|đã đạt|đạt được|thực trạng|hiện trạng|tình hình"
    r"|đánh giá|tồn tại|hạn chế|khó khăn|nguyên nhân|ưu điểm|thành tựu|dấu ấn|cơ sở (?:pháp lý|thực tiễn)"
    r"|về đích \d|\d{1,3}/\d{1,3} (?:mục tiêu|chỉ tiêu|nhiệm vụ)|sự cần thiết|bài học|những (?:kết quả|con số)|nhìn lại|soi lại|điểm lại|sơ kết|tổng kết|khái quát)"
)
# `Thực hiện Nghị quyết … đến năm 2025, định hướng đến năm 2030, … đạt một số kết quả sau:`
# `Theo báo cáo của Sở Khoa học và Công nghệ, đến hết năm 2025:`
_ANNOUNCES_RESULTS = re.compile(
    r"(?i)\bkết quả(?!\s+(?:cần đạt|phấn đấu|dự kiến))[^,;:.]{0,30}:\s*$|^\W*theo (?:báo cáo|số liệu|thống kê|tổng hợp)\b(?![^:]*\b(?:kế hoạch|mục tiêu|chỉ tiêu)\b)[^;:.]*:\s*$"
)
# `Thực hiện Nghị quyết … định hướng đến năm 2030, Sở Nội vụ báo cáo như sau:`, over results and what is to come
_OPENS_REPORT = re.compile(r"(?i)\bbáo cáo (?:(?!kế hoạch|dự thảo|mục tiêu)[^,;:.]){0,60}như sau\s*:\s*$")
# `2. CÁC CHỈ TIÊU CHỦ YẾU` of a report on results are what was measured.
_INDICATORS = re.compile(r"(?i)\W*(?:[IVX\d.]+\s+)?(?:các |một số |những )?chỉ tiêu (?:chủ yếu|chính|cơ bản)\W*")
# `Một số chỉ tiêu năm 2024:`, written in 2025, is what was measured then
_INDICATORS_OF_YEAR = re.compile(
    r"(?i)\W*(?:[IVX\d.]+\s+)?(?:các |một số |những )?chỉ tiêu (?:[^\W\d]+ ){0,5}?năm (?P<year>20\d\d)\W*"
)
# `Mục tiêu cụ thể đến năm 2025`, as a line of its own over numbered parts
_NAMES_SECTION = re.compile(
    r"\s*(?:(?:Một số|Các|Những) )?(?:[Mm]ục tiêu|[Cc]hỉ tiêu|[Kk]ết quả|[Pp]hương hướng)(?: (?:chung|cụ thể|tổng quát|chủ yếu|cơ bản|nổi bật|đạt được|thực hiện|chuyển đổi số|phấn đấu)){0,3}"
    r"(?: (?:đến|tới|trong|giai đoạn|năm)(?: (?:đến|hết|cuối|năm|giai đoạn|20\d\d|[-–]|định hướng)|20\d\d){0,8})?\s*"
)
_PLAN_TITLE = re.compile(
    r"(?i)^\W*(?:dự thảo\s+)?(?:kế hoạch|nghị quyết|đề án|chương trình hành động|chiến lược|quyết định)\b"
)
_OPENS_GOALS = re.compile(r"(?i)\W*(?:về )?(?:các )?(?:mục tiêu (?:cụ thể|đến|của|là|đặt ra|năm)|phấn đấu)\b")
_LASTING_INTRO = re.compile(r"(?i)(?:như sau|sau đây|sau|cụ thể|chủ yếu)\s*:$")
_ANNOUNCES_PLAN = re.compile(
    r"(?i)\bvừa (?:ban hành|ký ban hành|phê duyệt|có|thông qua) (?:kế hoạch|nghị quyết|đề án|chương trình|quyết định)\b"
)
_IN_DETAIL = re.compile(r"(?i)(?:cụ thể|trong đó|như sau)(?: như sau| là)?\s*:")
_IMAGE_FILE = re.compile(r"(?i)\S+\.(?:jpe?g|png|gif|webp)")
_NUMBERS_OF_A_FACT = re.compile(r"\d[\d.,]*\s?(?:%|tỷ|triệu|điểm)")
_DEEPEST_NUMBERING = 7
_MAX_HEADING, _SHORT, _SHORT_INTRO, _LEAD_REACH = 170, 60, 100, 700


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """A line that governs what follows it down to the next of its level."""

    start: int
    end: int
    level: float
    stance: Stance | None
    lasts: bool = False
    """Whether prose does not end it: `… với kết quả như sau:`."""


class Outline:
    """The headings over every sentence of one document."""

    def __init__(self, document: Document, sentences: list[Sentence]) -> None:
        self._over: dict[int, tuple[Heading, ...]] = {}
        self.headings_at: set[int] = set()
        """The numbers of the sentences that are headings themselves, or introduce results as one does."""
        self._is_plan = _is_plan(document)
        self._year = document.published_on.year if document.published_on is not None else None
        stack: list[Heading] = []
        by_block: dict[int, list[Sentence]] = {}
        for sentence in sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        tables = [block.end for block in document.blocks if block.kind == "table"]
        for own in by_block.values():
            while tables and tables[0] <= own[0].start:
                _end_introductions(stack, tables.pop(0))
            self._block(document.text, own, stack)

    def headings(self, sentence: Sentence) -> tuple[Heading, ...]:
        """The headings and introducing lines over a sentence, innermost first."""
        return self._over.get(sentence.index, ())

    def stance(self, sentence: Sentence) -> Stance | None:
        """What the innermost heading that says anything says; the title does not count."""
        return next(
            (h.stance for h in self.headings(sentence) if h.stance is not None and h.level > _TITLE_LEVEL), None
        )

    def presumes_goals(self, sentence: Sentence) -> bool:
        """Whether the text as a whole is about goals: a plan or resolution, news of one, a title that aims.

        Only a presumption: a sentence about a time that has passed states a result all the same.
        """
        if self._is_plan:
            return True
        return any(heading.stance == "goals" for heading in self.headings(sentence) if heading.level == _TITLE_LEVEL)

    def _block(self, text: str, own: list[Sentence], stack: list[Heading]) -> None:
        first = own[0]
        line_end = own[-1].end
        line = text[first.start : line_end]
        is_name = bool(stack) and _is_name_of(text, stack[-1], first.start)
        level: float = stack[-1].level if is_name else _level(first, line)
        if stack and _introduces(text, stack[-1], first.start, level):
            stack[-1] = dataclasses.replace(stack[-1], level=level - 0.5)
        _close(stack, level)
        if is_name or _is_heading(first, line, level):
            self._over.update({sentence.index: tuple(reversed(stack)) for sentence in own})
            self.headings_at.update(sentence.index for sentence in own)
            stance = self._stance(line)
            if stance == "goals" and _INDICATORS.fullmatch(line) and _is_of_results(stack):
                stance = "results"
            stack.append(Heading(first.start, line_end, level, stance))
            return
        for place, sentence in enumerate(own):
            self._over[sentence.index] = tuple(reversed(stack))
            said = text[sentence.start : sentence.end].rstrip()
            is_intro = said.endswith(":") and place == len(own) - 1
            opens_goals = place == 0 and level == _PROSE_LEVEL and _OPENS_GOALS.match(said) is not None
            if is_intro or opens_goals:
                level = min(level, _INTRO_LEVEL)
                # `Các chỉ tiêu chính đến cuối năm 2025:` as a line of its own goes on over paragraphs of prose.
                is_line = is_intro and len(own) == 1 and len(said) <= _SHORT_INTRO and level >= _INTRO_LEVEL
                lasts = is_line or (is_intro and _LASTING_INTRO.search(said) is not None)
                _close(stack, level)
                # `Đánh giá Kế hoạch … năm 2023 cho thấy, …. Cụ thể:`: what is introduced stands before it
                opened = own[place - 1] if place and _IN_DETAIL.fullmatch(said) else sentence
                line = text[opened.start : sentence.end].rstrip()
                stance = self._stance(line)
                if stance == "results" and stance_of(line) == "goals":
                    self.headings_at.add(sentence.index)  # it hands on no goal
                stack.append(Heading(opened.start, sentence.end, level, stance, lasts))

    def _stance(self, line: str) -> Stance | None:
        """As `stance_of`; indicators of a year before that of the text are results."""
        stance = stance_of(line)
        of_year = _INDICATORS_OF_YEAR.fullmatch(line) if stance == "goals" and self._year is not None else None
        return "results" if of_year is not None and int(of_year["year"]) < (self._year or 0) else stance


def _level(sentence: Sentence, line: str) -> int:
    if sentence.kind == "title":
        return _TITLE_LEVEL
    for level, pattern in _NUMBERINGS if _MAY_BE_NUMBERED.match(line) else ():
        if pattern.match(line):
            return _PLAIN_LEVEL if _is_starred_heading(line) else level
    if _NAMES_SECTION.fullmatch(line):
        return _PLAIN_LEVEL
    if sentence.kind == "heading" and not _IMAGE_FILE.fullmatch(line.strip()):
        return _PLAIN_LEVEL
    # A line of a list that has lost its bullets still hangs on its introduction, and a caption does not end it.
    is_item = (
        len(line) < _SHORT
        or line.rstrip().endswith(";")
        or (
            len(line) < 260
            and re.match(rf"\s*(?:[{SMALL}]|[\d≥>]|Tỷ lệ|Tỉ lệ|Trên|Tối thiểu|Ít nhất|Phấn đấu)", line) is not None
        )
    )
    return _BULLET_LEVEL if is_item else _PROSE_LEVEL


def _is_starred_heading(line: str) -> bool:
    """Whether a line with a star is no member of a list but a section of goals or results: `* Một số chỉ tiêu năm 2024`."""
    bare = line.strip()
    is_short = bare.startswith("* ") and len(bare) <= _SHORT_INTRO and stance_of(bare) is not None
    return is_short and not bare.endswith((".", ";", ",")) and _NUMBERS_OF_A_FACT.search(bare) is None


def _is_name_of(text: str, part: Heading, start: int) -> bool:
    """Whether a line at a place is what the part is called whose number is the line before it: `Phần II`, `MỤC TIÊU NĂM 2023`."""
    return not text[part.end : start].strip() and _PART_ALONE.fullmatch(text, part.start, part.end) is not None


def _introduces(text: str, line: Heading, start: int, level: float) -> bool:
    """Whether an introducing line stands right over a numbered part: it governs all parts of that level.

    `Một số kết quả chủ yếu đến hết năm 2024:`, then `1. Về chính quyền số`, `2. Về kinh tế số`.
    """
    return (
        line.level == _INTRO_LEVEL
        and (line.lasts or line.stance is not None)
        and level <= _DEEPEST_NUMBERING
        and not text[line.end : start].strip()
    )


def _close(stack: list[Heading], level: float) -> None:
    """Drop the headings that a line of this level ends."""
    if level == _PROSE_LEVEL:
        # Prose ends the list that an introducing line opened, once the list has begun; headings stay open.
        while stack and stack[-1].level >= _INTRO_LEVEL and not stack[-1].lasts:
            stack.pop()
        return
    while stack and stack[-1].level >= level and stack[-1].level != _TITLE_LEVEL:
        stack.pop()


def _end_introductions(stack: list[Heading], table_end: int) -> None:
    """Of lines that introduced the table that ends there only the time goes on: `Một số chỉ tiêu cụ thể năm 2023 như sau:`."""
    for place, heading in enumerate(stack):
        if heading.level >= _INTRO_LEVEL and heading.end <= table_end:
            stack[place] = dataclasses.replace(heading, stance=None)


def _is_heading(sentence: Sentence, line: str, level: float) -> bool:
    if _IMAGE_FILE.fullmatch(line.strip()):
        return False
    if sentence.kind in ("title", "heading"):
        return True
    bare = line.rstrip()
    if level >= _BULLET_LEVEL or len(bare) > _MAX_HEADING or _NUMBERS_OF_A_FACT.search(bare):
        return False
    return not bare.endswith((".", ";", ","))


def _is_of_results(stack: list[Heading]) -> bool:
    """Whether the title tells of results."""
    return any(heading.level == _TITLE_LEVEL and heading.stance == "results" for heading in stack)


def stance_of(line: str) -> Stance | None:
    """Whether a heading or introducing line speaks of goals or of results; None where it speaks of neither."""
    if line.rstrip().endswith("?"):
        return None  # of an interview: `* Vì sao mục tiêu kinh tế số lại khó, thưa ông?`
    if _OPENS_REPORT.search(line) and not _ANNOUNCES_RESULTS.search(line):
        return None
    goals, results = _GOALS.search(line), _RESULTS.search(line)
    if _ANNOUNCES_RESULTS.search(line) or REPORTS.match(line):
        return "results"
    if opens_orders(line):
        return "goals"
    if goals and results:
        # `Kết quả thực hiện các mục tiêu` are results, `Mục tiêu … nâng cao kết quả …` are goals: the first word counts.
        return "results" if results.start() < goals.start() else "goals"
    if results:
        return "results"
    return "goals" if goals else None


def _is_plan(document: Document) -> bool:
    head = document.text[: document.blocks[0].end] if document.blocks else ""
    title = document.title or head
    is_titled = _PLAN_TITLE.search(title) is not None and _RESULTS.search(title) is None
    return is_titled or _ANNOUNCES_PLAN.search(document.text, 0, _LEAD_REACH) is not None

"""The year of which a document speaks as its present.

Lives here: the date of the document, else the year of its title, else the latest year that the text speaks of as present.
Never here: the period of a number (see `timeline`).
"""

from __future__ import annotations

import re

from schemas.records import Document
from scrapers.extraction.kinds.reached_or_aimed import aims, reaches
from scrapers.extraction.periods.expressions import PeriodMention, PeriodReader
from scrapers.extraction.periods.notation import is_day, is_span_of_years, period_bounds
from scrapers.extraction.text.outline import Outline
from scrapers.extraction.text.sentences import Sentence, words_before

_LEAD_REACH, _FIRST_BLOCKS = 400, 4
_AS_OF = re.compile(
    r"(?i)\W*(?:số liệu|dữ liệu|thống kê|kết quả|tính)\b[^;:.\d]{0,40}\bđến\s+(?:hết\s+)?(?:ngày\s+)?"
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?P<year>20\d\d)\W*"
)
_INDICES = r"\b(?:dti|pci|papi|sipas|par[ -]?index)"
_INDEX = re.compile(rf"(?i){_INDICES}\b")
_BEGINNING, _BEGINNING_REACH = re.compile(r"(?i)\bđầu năm 20\d\d$"), 5
_COMPARED_WITH = re.compile(r"(?i)\bso(?: với)?(?: cùng kỳ| cuối| đầu)?\s+$")
# `DTI năm 2024`, `theo số liệu năm 2022`: what is known of a year is told after it
_KNOWN_OF = re.compile(
    rf"(?i)(?:{_INDICES}\)?|\bsố liệu|\bthống kê|\bkết quả (?:của |đánh giá [^,;.\d]{{2,40}}\s)?)\s*(?:năm\s+)?20\d\d$"
)
_FIRST_MONTHS = re.compile(r"(?i)\b(?:những|các|mấy) tháng đầu năm 20\d\d$")
_OPENS_SENTENCE = re.compile(
    r"(?i)\W*(?:(?:về|trong|ở)\s[^,;.\d]{2,30},\s+)?(?:cũng\s+|tính\s+)*(?:(?:đến|tới)\s+)?(?:hết\s+|cuối\s+)"
)
_THEN_AHEAD = re.compile(r"(?i)\s+(?:đạt|là|chiếm)\s[^;.]{0,40}?,\s+(?:đến |tới )?năm 20\d\d\s+(?:đạt|là|chiếm)\b")
_TO_FOLLOW = re.compile(r"(?i),?\s+(?:[^\W\d_]+\s+){0,3}?sẽ\b")  # `từ 1/1/2026 sẽ chuyển sang kê khai`
_UP_TO_NOW = re.compile(r"\s+đến nay\b")  # `Từ đầu năm 2024 đến nay, …`
# `Triển khai Nghị quyết số 06 về chuyển đổi số đến năm 2025, định hướng đến năm 2030, năm 2024 …`: what it is called aims at nothing
_NAMED_PLAN = re.compile(
    r"(?i)\b(?:nghị quyết|kế hoạch|chương trình|đề án|quyết định|chiến lược)\b[^.;]{0,200}\b(?:định hướng|tầm nhìn) (?:đến|tới) năm 20\d\d,?"
)
_AND_AHEAD = re.compile(r"(?i)\b(?:phương hướng|nhiệm vụ|kế hoạch)\b[^.;]{0,40}\b(?:tháng|quý|năm)\b")
# `Kết quả thực hiện nhiệm vụ chuyển đổi số năm 2024, phương hướng năm 2025`: of the year whose tasks were done
_RESULTS_OF_PLAN = re.compile(
    r"(?i)\b(?:kết quả|tổng kết|sơ kết|tình hình|đánh giá)\b[^,;.\d]*\b(?:nhiệm vụ|kế hoạch|công tác)\b[^,;.\d]*$"
)
_CLAUSE_REACH = 200
# `Đến hết năm 2024 đã có 16/22 mục tiêu hoàn thành`: an end that has come
_DONE_BY = re.compile(
    r"(?i),?\s+(?:[^,;.:\d]{0,40}\s)?đã (?:có|đạt|hoàn thành|đưa|triển khai|cung cấp|cấp|tích hợp|kết nối|thành lập|lắp đặt|xây dựng|tiếp nhận|giải quyết|xử lý|thu|hỗ trợ)\b"
)
# `DTI năm 2020 xếp thứ 36/63, đến năm 2022 giảm xuống thứ 52/63`
_MOVED_BY = re.compile(
    r"(?i),?\s+(?:tỉnh\s+|thành phố\s+)?(?:(?:tăng|vươn|leo|lùi|tụt|giảm|rơi|lên|xuống)\s+)+(?:(?:thứ|hạng|vị trí)\s+)+\d"
)
_OPENS = re.compile(
    r"(?i)(?:^|[.,;:–-]\s*)(?:\W*(?:trong|tính|kết thúc|(?:những|các|mấy) tháng đầu|đến|hết|bước sang|cuối|vào|nhìn lại)\s*){0,3}$"
)


def document_year(document: Document, sentences: list[Sentence], outline: Outline, periods: PeriodReader) -> int | None:
    """The document's year, or None where nothing tells it."""
    if document.published_on is not None:
        return document.published_on.year
    if (day := _day_of_figures(document)) is not None:
        return day
    titled = year_of_title(document, None, periods, aimed_at=False)
    if titled is not None and _INDEX.search(document.title or "") is None:
        # What is told of a month behind it is told later: `… số liệu năm 2024`, and `Đến đầu tháng 9/2025, toàn tỉnh có …`.
        months = _latest_reached_year(document, sentences, outline, periods, shortest=len("2025-09"))
        return max(int(titled[:4]), months or 0)
    # What is known of a year, as the edition of an index, is told after it.
    first = titled or _period_of_lead(document, periods)
    if first is not None:
        return max(int(first[:4]), _latest_reached_year(document, sentences, outline, periods) or 0)
    return _latest_present_year(document, sentences, outline, periods)


def _day_of_figures(document: Document) -> int | None:
    """The year of the day up to which the lines below the title say that all figures are: `(Số liệu tính đến ngày 15/11/2022)`."""
    said = (_AS_OF.fullmatch(document.text, block.start, block.end) for block in document.blocks[:_FIRST_BLOCKS])
    return next((int(found["year"]) for found in said if found is not None), None)


def year_of_title(
    document: Document,
    reference_year: int | None,
    periods: PeriodReader,
    *,
    of_plan: bool = False,
    aimed_at: bool = True,
) -> str | None:
    """The period that the title names as its time (`Báo cáo quý III/2024`); no span and no horizon.

    `of_plan`: also a plan's. `aimed_at`: also one for which something is aimed at (`…, phấn đấu phủ sóng 5G trong năm 2025`).
    """
    for block in document.blocks:
        if block.kind != "title":
            continue
        read = periods.read(block.start, block.end, reference_year)
        ahead = _AND_AHEAD.search(document.text, block.start, block.end)
        if ahead is not None and read and read[0].start >= ahead.start():
            # `Báo cáo 6 tháng đầu năm, phương hướng 6 tháng cuối năm 2024`: the report is of the first half
            read = periods.read(block.start, block.end, read[0].year)
        for mention in read:
            is_plan = of_plan or _RESULTS_OF_PLAN.search(document.text, block.start, mention.start) is not None
            is_time = mention.kind == "time" or (is_plan and mention.kind == "plan") or _has_come(document, mention)
            is_time = is_time and (aimed_at or not aims(document.text[block.start : mention.start]))
            if is_time and mention.period and ".." not in mention.period:
                return mention.period
    return None


def _has_come(document: Document, mention: PeriodMention) -> bool:
    """Whether a month or day up to which a title tells of something had come: `Một số kết quả đến 31/12/2024`."""
    is_day = mention.kind == "until" and len(mention.period or "") >= len("2024-12")
    published = document.published_on
    return is_day and published is not None and period_bounds(mention.period or "")[1] <= published


def _period_of_lead(document: Document, periods: PeriodReader) -> str | None:
    """The period that opens the lead or the first paragraph; the day of an event there is not what the text is about."""
    first = next((block for block in document.blocks if block.kind in ("lead", "paragraph")), None)
    if first is None:
        return None
    for mention in periods.read(first.start, min(first.end, first.start + _LEAD_REACH), None):
        is_period = (
            mention.period is not None and ".." not in mention.period and len(mention.period) < len("2024-01-31")
        )
        before = words_before(document.text, first.start, mention.start)
        if mention.kind == "time" and is_period and _OPENS.search(before) and not aims(before):
            return mention.period
    return None


def _latest_reached_year(
    document: Document, sentences: list[Sentence], outline: Outline, periods: PeriodReader, *, shortest: int = 0
) -> int | None:
    """The latest year of which a sentence says that something was reached in it, or by one of its months.

    `shortest`: how many letters a time must have, so that only months and days count.
    """
    latest = document.captured_at.year
    return max(
        (
            mention.year
            for sentence in sentences
            for mention in periods.read(sentence.start, sentence.end, None)
            if mention.year and mention.year <= latest and not is_span_of_years(mention.period or "")
            and (len(mention.period or "") >= shortest or _FIRST_MONTHS.search(document.text, sentence.start, mention.end))
            and _is_reached(document.text, sentence, outline, mention)
        ),
        default=None,
    )  # fmt: skip


def _is_reached(text: str, sentence: Sentence, outline: Outline, mention: PeriodMention) -> bool:
    """Whether a sentence tells of a time as one that has come.

    `năm 2023 đã đạt`, `DTI năm 2024`, `Đến tháng 8/2024, … đạt 99%`, `Năm 2025, ứng dụng có hơn 1,3 triệu tài khoản`
    """
    if opens_result(text, sentence, outline, mention):
        return True
    if not _is_present(text, mention) or (text.startswith("(", sentence.start) and text[sentence.end - 1] == ")"):
        return False  # `(Trích, Trà Vinh, tháng 8 năm 2023)` only says when it was written
    if mention.kind == "until":
        return not _is_of_goals(sentence, outline) and not aims(text[sentence.start : sentence.end])
    said = text[sentence.start : sentence.end]
    before = words_before(text, sentence.start, mention.start)
    is_event = is_day(mention.period or "") and not before  # `Ngày 10/1/2025, …`: the day on which something happened
    opens = not is_event and _OPENS.search(before) is not None
    if reaches(said) or (opens and not aims(said) and not _is_of_goals(sentence, outline)):
        return True
    return _KNOWN_OF.search(text, sentence.start, mention.end) is not None and not _is_aimed_at(text, sentence, mention)


def _is_of_goals(sentence: Sentence, outline: Outline) -> bool:
    stance = outline.stance(sentence)
    return stance == "goals" or (stance is None and outline.presumes_goals(sentence))


def _latest_present_year(
    document: Document, sentences: list[Sentence], outline: Outline, periods: PeriodReader
) -> int | None:
    text, latest = document.text, document.captured_at.year
    spoken: list[int] = []
    dated: list[int] = []
    named: list[int] = []
    for sentence in sentences:
        is_goal = outline.stance(sentence) == "goals" and not reaches(text[sentence.start : sentence.end])
        read = periods.read(sentence.start, sentence.end, None)
        # `năm 2025 đạt 80%, năm 2030 đạt 95%`: one of these lies ahead, and so may the other
        looks_ahead = any((m.year or 0) > latest for m in read) and not reaches(text[sentence.start : sentence.end])
        for mention in read:
            if mention.year is None or mention.period is None or mention.year > latest:
                continue  # of no time that has come
            if is_span_of_years(mention.period) or _TO_FOLLOW.match(text, mention.end) is not None:
                continue
            # Neither a horizon nor what is compared with says anything of the day on which it was written.
            if mention.kind != "until" and _COMPARED_WITH.search(text, sentence.start, mention.start) is None:
                named.append(mention.year)
            if mention.kind in ("legal", "announced", "base"):
                dated += [mention.year] if is_day(mention.period) or mention.kind == "announced" else []
                spoken += [mention.year] if _UP_TO_NOW.match(text, mention.end) else []
            elif (
                (_is_present(text, mention) or opens_result(text, sentence, outline, mention))
                and not is_goal
                and not (looks_ahead and mention.kind == "time" and _THEN_AHEAD.match(text, mention.end) is not None)
                and (is_over(text, mention) or not _is_aimed_at(text, sentence, mention))
            ):
                spoken.append(mention.year)
    if spoken:
        # A resolution that the text names as given cannot be younger than the text.
        return max([*spoken, *dated])
    return max(dated or named, default=None)


def _is_present(text: str, mention: PeriodMention) -> bool:
    """Whether a time may be the text's present: `năm 2023`, `đến tháng 12/2023, có …`, `đến đầu năm 2025`, but not the horizon `đến năm 2025`."""
    if mention.kind != "until":
        return mention.kind == "time"
    return len(mention.period or "") > len("2025") or is_over(text, mention) or begins(text, mention)


def opens_result(text: str, sentence: Sentence, outline: Outline, mention: PeriodMention) -> bool:
    """Whether a year by which opens a sentence of what is reached, beyond goals: `Đến hết năm 2024, 100% thôn … được phủ sóng; … đã đến …`."""
    if mention.kind != "until" or len(mention.period or "") != len("2024") or _is_of_goals(sentence, outline):
        return False
    opens = _OPENS_SENTENCE.fullmatch(text, sentence.start, mention.start) is not None
    return opens and reaches(text[sentence.start : sentence.end])


def begins(text: str, mention: PeriodMention) -> bool:
    """Whether only the beginning of a year is named: `đến đầu năm 2025`."""
    return _BEGINNING.search(text, mention.start - _BEGINNING_REACH, mention.end) is not None


def is_over(text: str, mention: PeriodMention) -> bool:
    """Whether a year by which something was to be opens a clause of what has been done by then."""
    reach = max(0, mention.start - _CLAUSE_REACH)
    start = max(reach, *(text.rfind(stop, reach, mention.start) + 1 for stop in ("\n", ". ", "; ")))
    before = text[start : mention.start]
    if _DONE_BY.match(text, mention.end) is None and _MOVED_BY.match(text, mention.end) is None:
        return False
    return _OPENS.search(before) is not None or not aims(before)


def _is_aimed_at(text: str, sentence: Sentence, mention: PeriodMention) -> bool:
    return aims(_NAMED_PLAN.sub("", text[sentence.start : mention.start]))

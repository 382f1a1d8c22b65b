"""The year of the plan, resolution or programme that a text speaks of.

Lives here: the plan that the title names, papers with their dates anywhere in the document, the paper told of last. Never here: which
numbers are of a plan's year (see `timeline`, `observing`).
"""

from __future__ import annotations

import bisect
import functools
import re

from schemas.records import Document
from scrapers.extraction.periods.mention_kinds import gives_out_paper
from scrapers.extraction.periods.present import year_of_title
from scrapers.extraction.periods.times import Times
from scrapers.extraction.text.sentences import Sentence

_LEGAL_ID = re.compile(r"\b(\d+)\s?-?\s?/?\s?((?:NQ|QĐ|KH|ĐA|CTr|CT|TB)(?:\s?[-/]\s?[A-ZĐ]+)+)")
_DAY = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?((?:19|20)\d{2})\b|ngày \d{1,2} tháng \d{1,2} năm ((?:19|20)\d{2})"
)
# `Nghị quyết số 51, ban hành ngày 22/7/2021, đề ra 22 mục tiêu`
_GIVEN_OUT_ON = re.compile(
    r"(?i)\b(?:kế hoạch|nghị quyết|đề án|chương trình)\b[^.;]{0,60}\b(?:ban hành|thông qua)\s+(?:ngày\s+)?$"
)
# `Kế hoạch số 168/KH-UBND về chuyển đổi số năm 2023 với 24 mục tiêu`
_ABOUT_A_YEAR = re.compile(
    r"(?i)\s*(?:ngày\s+[\d/.-]+\s+(?=về\s))?(?:về\s+)?[^,;.:()\d]{3,60}(?<!đến )(?<!hết )\bnăm (20\d\d)\b"
)
_PLAN_TITLE = re.compile(r"(?i)\bkế hoạch\b")
_THIS_PLAN = re.compile(r"(?:^|[.;:\n]\s*)Kế hoạch\s+(?:này\s+)?(?:đề ra|đặt ra|xác định|gồm|giao|có)\b")
_PAPER_REACH = 1_500
_TOLD_KINDS = ("time", "now", "plan")


class PlanYears:
    """Years of the plans of one document; `of_title` is that of the plan that the title names, if it names one."""

    def __init__(self, document: Document, times: Times) -> None:
        self._text, self._times = document.text, times
        is_plan = _PLAN_TITLE.search(document.title or "") is not None
        self.of_title = year_of_title(document, times.year, times.periods, of_plan=True) if is_plan else None

    def of(self, sentence: Sentence, number_start: int) -> str | None:
        """The year of the resolution or plan that the sentence names, from its date anywhere in the document.

        None where the sentence gives the number a time of its own.
        """
        before = list(_LEGAL_ID.finditer(self._text, sentence.start, number_start))
        named = before[-1] if before else _LEGAL_ID.search(self._text, number_start, sentence.end)
        if named is None:
            is_of_this = _THIS_PLAN.search(self._text[sentence.start : number_start]) is not None
            of_plan = (self.of_title or self._year_of_plan_before(sentence)) if is_of_this else None
            return of_plan or self._year_of_last_paper(sentence)
        about = _ABOUT_A_YEAR.match(self._text, named.end(), number_start if before else sentence.end)
        if about is not None:
            return about.group(1)
        # `Thực hiện Nghị quyết số 09-NQ/TU …, năm 2022 UBND tỉnh giao 43 nhiệm vụ`
        behind = [m for m in self._times.of(sentence) if named.end() <= m.start and m.end <= number_start]
        own = any(m.kind == "time" and len(m.period or "") == len("2022") for m in behind)
        return None if own else self._plan_years.get(_plan_key(named))

    def _year_of_plan_before(self, sentence: Sentence) -> str | None:
        """The year that the plan named last is about: `Kế hoạch số 318/KH-UBND về chuyển đổi số năm 2024. Kế hoạch đề ra …`."""
        named = list(_LEGAL_ID.finditer(self._text, max(0, sentence.start - _PAPER_REACH), sentence.start))
        about = _ABOUT_A_YEAR.match(self._text, named[-1].end(), sentence.start) if named else None
        return about.group(1) if about is not None else None

    def _year_of_last_paper(self, sentence: Sentence) -> str | None:
        """The year of the plan or resolution that the text has just told of: `Ngày 22/7/2021, Tỉnh ủy ban hành Nghị quyết …`."""
        if any(mention.kind in _TOLD_KINDS for mention in self._times.of(sentence)):
            return None
        last = bisect.bisect_left(self._papers, (sentence.end,)) - 1
        start, year = self._papers[last] if last >= 0 else (-_PAPER_REACH, None)
        return year if start > sentence.start - _PAPER_REACH else None

    @functools.cached_property
    def _papers(self) -> list[tuple[int, str]]:
        """Where the document tells on which day a plan or resolution was given out, in order, and its year."""
        found = (self._times.periods.read(match.start(), match.end(), None) for match in _DAY.finditer(self._text))
        return [
            (m.start, str(m.year))
            for times in found
            for m in times
            if gives_out_paper(self._text, m.end) or _GIVEN_OUT_ON.search(self._text, max(0, m.start - 90), m.start)
        ]

    @functools.cached_property
    def _plan_years(self) -> dict[tuple[str, str], str]:
        """The year of every resolution or plan that the document names together with its date somewhere."""
        years: dict[tuple[str, str], str] = {}
        for match in _LEGAL_ID.finditer(self._text):
            if _plan_key(match) in years:
                continue
            found = _DAY.search(self._text, match.end(), match.end() + 40)
            if found is None:
                for day in _DAY.finditer(self._text, max(0, match.start() - 110), match.start()):
                    found = day
            if found is not None:
                years[_plan_key(match)] = found.group(1) or found.group(2)
        return years


def _plan_key(match: re.Match[str]) -> tuple[str, str]:
    return match.group(1).lstrip("0"), re.sub(r"\s", "", match.group(2))

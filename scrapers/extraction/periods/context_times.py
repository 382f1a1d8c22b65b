"""The time that a number takes from around its sentence: what was told before, the headings, the title.

Lives here: that choice. Never here: the times of its own sentence (see `timeline`), what sentences hand on (see `handed_times`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.extraction.periods.expressions import PeriodMention
from scrapers.extraction.periods.handed_times import Carried, HandedTimes
from scrapers.extraction.periods.number_place import NumberPlace
from scrapers.extraction.periods.times import Dated, Times
from scrapers.extraction.text.outline import Heading, Outline
from scrapers.extraction.text.sentences import Sentence

_COUNTED_TO, _COUNTED_TO_REACH = re.compile(r"(?i)\btính đến (?:hết )?(?:ngày )?\d"), 120


class ContextTimes:
    """Says of the numbers of one document of when they are where their own sentence does not."""

    def __init__(
        self, text: str, times: Times, handed: HandedTimes, outline: Outline, title_period: str | None
    ) -> None:
        """`title_period` is what the title names as the document's time."""
        self._text, self._times, self._handed, self._outline = text, times, handed, outline
        self._title_period = title_period

    def of_number(self, sentence: Sentence, place: NumberPlace) -> Dated:
        """The sentence before, or a heading that stands nearer; else the title's year; else the document's date."""
        is_standing = place.is_standing
        carried = (self._handed.standings if is_standing else self._handed.quantities).get(sentence.index)
        if carried is None and place.of_running_index:
            carried = self._handed.standings.get(sentence.index)  # `năm 2023, toàn tỉnh đạt 80,21 điểm. …`
        headings = self._outline.headings(sentence)
        nearer = [h for h in headings if carried is None or h.start >= carried.origin]
        headed = self._of_headings(nearer)
        if headed is not None:
            return headed
        is_new_section = bool(nearer)
        if is_new_section and not is_standing and nearer[0].stance == "goals":
            return self._times.fallback  # what there is, named in a section of what is to be done
        if is_new_section and not is_standing and carried is not None:
            # `Phần I. Kết quả năm 2022`, `2. …`, `3. …`: a section of a part begins with the part's time again
            of_part = self._of_headings([h for h in headings[len(nearer) :] if h.level > 0])
            if of_part is not None:
                return of_part
        if is_new_section and not is_standing and carried is not None and self._is_within_title(carried):
            return Dated(self._title_period, "document")
        if is_new_section and not is_standing and self._title_period is None and self._handed.is_long_past(carried):
            return self._times.fallback
        if is_standing and self._handed.edition is not None and (carried is None or carried.dated.basis == "document"):
            return Dated(self._handed.edition, "document")
        if carried is not None:
            return carried.dated
        return Dated(self._title_period, "document") if self._title_period else self._times.fallback

    def _of_headings(self, headings: Sequence[Heading]) -> Dated | None:
        """The time that the innermost of some headings names; the document's own where it speaks of now."""
        for heading in headings:
            if heading.level == 0 and self._title_period is not None:
                return Dated(self._title_period, "context")
            for mention in reversed(self._times.in_heading(heading)):
                if mention.kind == "now":
                    return self._times.fallback
                # `Kết quả thực hiện chỉ tiêu năm 2023`
                of_results = mention.kind == "plan" and heading.stance == "results"
                if mention.period and (of_results or self._holds_in_heading(mention)):
                    return Dated(mention.period, "context")
        return None

    def _is_within_title(self, carried: Carried) -> bool:
        """Whether a time is no later than the title's: a section of a report begins with the report's time again, whatever the last one told of.

        The day of the title's year up to which the report counts says more: `Tính đến ngày 30/11/2023, có 22/28 chỉ tiêu …`.
        """
        period, title = carried.dated.period, self._title_period
        if not (title and period):
            return False
        counted = _COUNTED_TO.search(self._text, carried.origin, carried.origin + _COUNTED_TO_REACH)
        return period[:4] <= title[:4] and not (period.startswith(f"{title}-") and counted is not None)

    def _holds_in_heading(self, mention: PeriodMention) -> bool:
        is_past_until = mention.kind == "until" and self._times.is_past_until(mention)
        return self._times.is_past(mention) and (mention.kind == "time" or is_past_until)

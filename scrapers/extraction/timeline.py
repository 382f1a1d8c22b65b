"""Which period a number describes.

Lives here: the document's own year, the period that a heading or a sentence carries on to the next ones, and the choice for
one number from clause to document. Never here: reading time expressions (see `periods`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from schemas.records import Document, Kind, PeriodBasis
from scrapers.extraction.periods import PeriodMention, period_bounds, read_periods
from scrapers.extraction.text import Sentence


@dataclasses.dataclass(frozen=True, slots=True)
class Dated:
    """A period in the contract's notation and what decided it; None where nothing did."""

    period: str | None
    basis: PeriodBasis | None


_LEGAL_ID = re.compile(r"\b(\d+)\s?-?\s?/?\s?((?:NQ|QĐ|KH|ĐA|CTr|CT|TB)(?:\s?[-/]\s?[A-ZĐ]+)+)")
_OPENING = re.compile(
    r"(?i)(?:^|[,;:.]\s*)(?:\W*(?:trong|tính|riêng|kết thúc|đến|hết|bước sang|cuối|tại thời điểm|vào|theo đó|kết quả|tổng kết)\s*){0,4}$"
)
_DAY = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?((?:19|20)\d{2})\b|ngày \d{1,2} tháng \d{1,2} năm ((?:19|20)\d{2})"
)


class Timeline:
    """Periods of one document: mentions per sentence, what is carried on, and the fallback of the document."""

    def __init__(self, document: Document, sentences: list[Sentence]) -> None:
        self._text = document.text
        self._published = document.published_on
        self.year = self._document_year(document)
        self._mentions = {s.index: read_periods(document.text, s.start, s.end, self.year) for s in sentences}
        if self.year is None:
            self.year = self._latest_present_year(document.captured_at.year)
            self._mentions = {s.index: read_periods(document.text, s.start, s.end, self.year) for s in sentences}
        self._title_year = self._year_of_blocks(document)
        self._carried = self._carry(sentences)
        self._horizon = self._carry_horizon(sentences)

    def mentions(self, sentence: Sentence) -> list[PeriodMention]:
        """Time expressions of a sentence."""
        return self._mentions[sentence.index]

    @property
    def fallback(self) -> Dated:
        """The document's period: its date, else the year that it speaks of as present."""
        if self._published is not None:
            return Dated(self._published.isoformat(), "document")
        return Dated(str(self.year) if self.year else None, "document" if self.year else None)

    def _document_year(self, document: Document) -> int | None:
        if document.published_on is not None:
            return document.published_on.year
        head = [b for b in document.blocks if b.kind in ("title", "lead")] or list(document.blocks[:1])
        for block in head:
            for mention in read_periods(document.text, block.start, min(block.end, block.start + 400), None):
                if mention.kind == "time" and mention.year and mention.period and ".." not in mention.period:
                    return mention.year
        return None

    def _latest_present_year(self, latest: int) -> int | None:
        years = [
            m.year for found in self._mentions.values() for m in found
            if m.year and m.kind == "time" and m.period and ".." not in m.period
        ]  # fmt: skip
        if not years:
            years = [
                m.year for found in self._mentions.values() for m in found
                if m.year and m.kind in ("legal", "base") and m.period and len(m.period) == 10
            ]  # fmt: skip
        elif legal := [
            m.year for found in self._mentions.values() for m in found
            if m.year and m.kind == "legal" and m.period and len(m.period) == 10
        ]:  # fmt: skip
            years.append(max(legal))
        years = [year for year in years if year <= latest]
        return max(years) if years else None

    def _year_of_blocks(self, document: Document) -> str | None:
        for block in document.blocks:
            if block.kind == "title":
                for mention in read_periods(document.text, block.start, block.end, self.year):
                    if mention.kind == "time" and mention.period:
                        return mention.period
        return None

    def _carry(self, sentences: list[Sentence]) -> dict[int, Dated]:
        carried: dict[int, Dated] = {}
        lasting = Dated(self._title_year, "context") if self._title_year else None
        passing: Dated | None = None
        block = -1
        for sentence in sentences:
            if sentence.block != block:
                block, passing = sentence.block, None
            before = passing or lasting
            if before is not None:
                carried[sentence.index] = before
            for mention in self._mentions[sentence.index]:
                if (
                    mention.kind == "time"
                    and mention.period
                    and self._is_past(mention)
                    and self._leads(mention, sentence)
                ):
                    if ".." not in mention.period or sentence.kind == "heading":
                        lasting, passing = Dated(mention.period, "context"), None
                elif mention.kind == "now":
                    passing = self.fallback
        return carried

    def _leads(self, mention: PeriodMention, sentence: Sentence) -> bool:
        """Whether a time opens its clause and so goes on to hold; one inside a noun phrase (`chỉ số … năm 2022`) does not."""
        before = self._text[sentence.start : mention.start]
        return sentence.kind == "heading" or _OPENING.search(before) is not None

    def _is_past(self, mention: PeriodMention) -> bool:
        return self.year is None or mention.year is None or mention.year <= self.year

    def _carry_horizon(self, sentences: list[Sentence]) -> dict[int, str]:
        horizon: str | None = None
        carried: dict[int, str] = {}
        for sentence in sentences:
            if horizon is not None:
                carried[sentence.index] = horizon
            for mention in self._mentions[sentence.index]:
                if mention.period and mention.kind in ("until", "time") and mention.year and (
                    mention.kind == "until" or (self.year is not None and mention.year >= self.year)
                ):  # fmt: skip
                    horizon = str(mention.year) if mention.kind == "until" else mention.period
        return carried

    def period_of(self, sentence: Sentence, item: tuple[int, int], start: int, phrase_end: int, kind: Kind) -> Dated:
        """The period of the number at `start`, whose phrase ends at `phrase_end`."""
        mentions = [m for m in self.mentions(sentence) if m.kind not in ("base", "legal")]
        if kind == "target":
            return self._target_period(sentence, mentions, item, start, phrase_end)
        usable = [m for m in mentions if m.kind in ("time", "now") or (m.kind == "until" and self._is_past_until(m))]
        left = [m for m in usable if item[0] <= m.start and m.end <= start]
        right = [m for m in usable if start < m.start and m.end <= phrase_end]
        # A time that closes the phrase ("… về ICT Index năm 2022") binds closer than one that opens the sentence.
        near_right = [m for m in right if m.kind in ("time", "until")]
        if near_right and (not left or left[-1].end < start - 60 or left[-1].kind != "time"):
            return Dated(near_right[0].period, "explicit")
        if left:
            return self._dated(left[-1], "explicit")
        if near_right:
            return Dated(near_right[0].period, "explicit")
        earlier = [m for m in usable if m.end <= item[0]]
        if earlier:
            return self._dated(earlier[-1], "context")
        if sentence.index in self._carried:
            return self._carried[sentence.index]
        return self.fallback

    def _dated(self, mention: PeriodMention, basis: PeriodBasis) -> Dated:
        return self.fallback if mention.kind == "now" else Dated(mention.period, basis)

    def _is_past_until(self, mention: PeriodMention) -> bool:
        if mention.period is None or mention.year is None or self.year is None:
            return False
        if self._published is not None and len(mention.period) >= 7 and mention.year == self._published.year:
            return mention.period[:7] <= self._published.isoformat()[:7]
        return mention.year < self.year or (mention.year == self.year and len(mention.period) >= 7)

    def _target_period(
        self, sentence: Sentence, mentions: list[PeriodMention], item: tuple[int, int], start: int, phrase_end: int
    ) -> Dated:
        dated = [m for m in mentions if m.period]
        left = [m for m in dated if item[0] <= m.start and m.end <= start]
        right = [m for m in dated if start < m.start and m.end <= phrase_end + 40]
        earlier = [m for m in dated if m.end <= item[0]]
        for found, basis in ((left[-1:], "explicit"), (right[:1], "explicit"), (earlier[-1:], "context")):
            if found:
                return Dated(_horizon(found[0]), basis)  # type: ignore[arg-type]
        if sentence.index in self._horizon:
            return Dated(self._horizon[sentence.index], "context")
        return Dated(str(self.year) if self.year else None, "document" if self.year else None)

    def plan_year(self, sentence: Sentence) -> str | None:
        """The year of the resolution or plan that the sentence names, from its date anywhere in the document."""
        named = _LEGAL_ID.search(self._text, sentence.start, sentence.end)
        if named is None:
            return None
        number, symbol = named.group(1).lstrip("0"), re.sub(r"\s", "", named.group(2))
        for match in _LEGAL_ID.finditer(self._text):
            if match.group(1).lstrip("0") != number or re.sub(r"\s", "", match.group(2)) != symbol:
                continue
            after = _DAY.search(self._text, match.end(), match.end() + 40)
            before = None
            for day in _DAY.finditer(self._text, max(0, match.start() - 110), match.start()):
                before = day
            found = after or before
            if found is not None:
                return found.group(1) or found.group(2)
        return None


def _horizon(mention: PeriodMention) -> str | None:
    """A target is dated by the year by which it is aimed at; a span by its last year."""
    if mention.period is None:
        return None
    if ".." in mention.period:
        return mention.period.split("..")[1][:4]
    return str(mention.year) if mention.kind == "until" and len(mention.period) == 4 else mention.period


def period_dates(period: str | None) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a period, or two None where there is no period."""
    return period_bounds(period) if period else (None, None)

"""Reads a document: numbers, their indicators, kind, bound, period and place, as observations with their quotes.

Lives here: the order in which the parts are asked, and the making of a row. Each decision lives in a module of its own:
`recognition` (numbers and indicators), `claim_kind`, `timeline`, `places` and `attribution`, `plausibility`, `tables`. Never here: I/O of any kind.
"""

from __future__ import annotations

import re

from schemas.records import Bound, Document, Kind, Observation, UnmappedQuantity
from scrapers.extraction import kinds
from scrapers.extraction.attribution import PlaceFinder
from scrapers.extraction.claim_kind import is_of_a_plan, kind_and_value
from scrapers.extraction.claims import SCORES_AS_PERCENT, Claim
from scrapers.extraction.folding import Spelling, spelling
from scrapers.extraction.handed import StatedSentences
from scrapers.extraction.levels import code_at
from scrapers.extraction.lexicon import Lexicon, load_lexicon
from scrapers.extraction.numbers import ExcludedNumber, Quantity, read_numbers
from scrapers.extraction.outline import Outline
from scrapers.extraction.places import Gazetteer, province_of
from scrapers.extraction.plausibility import doubts
from scrapers.extraction.reading import Fate, NumberFate, Reading, stable_id, summarise
from scrapers.extraction.recognition import Recognised, Recogniser
from scrapers.extraction.setting import Setting
from scrapers.extraction.standing import COMPOSITE_INDICES, STANDING_CLASSES
from scrapers.extraction.tables import TableReader
from scrapers.extraction.terms import TermIndex, TermMatcher
from scrapers.extraction.text import Sentence, sentences
from scrapers.extraction.timeline import NumberPlace, Timeline, period_dates
from scrapers.extraction.times import Dated
from scrapers.extraction.totals import Totals
from scrapers.reference import Reference

EXTRACTOR_VERSION = "2.3.0"

# Counters of a plan describe the plan, not the day of the report.
_PLAN_COUNTERS = frozenset(
    {
        "dt_goals_total",
        "dt_goals_digital_economy",
        "dt_goals_digital_society",
        "dt_goals_digital_government",
        "dt_tasks_total",
    }
)
_SHARES_OF_GOALS = frozenset({"dt_goals_completed_share", "dt_goals_in_progress_share"})
# How much of a plan is done; its other counters say what it sets itself.
_PROGRESS = ("_completed", "_in_progress")
# The index of Decision 766 is reckoned every day; the others have yearly editions.
_RUNNING_INDEX = "idx766_"
_UNIT_WORDS = re.compile(r"\s*((?:[^\W\d_]+\s?){1,4})")


class Extractor:
    """The extraction engine; it is built once and reads any number of documents, none of which it keeps."""

    def __init__(self, reference: Reference, lexicon: Lexicon | None = None) -> None:
        self.reference = reference
        self.lexicon = lexicon or load_lexicon()
        self.fingerprint = f"{EXTRACTOR_VERSION}+{self.lexicon.fingerprint}+{reference.fingerprint[:16]}"
        self._matcher = TermMatcher(self.lexicon)
        self._recogniser = Recogniser(self.lexicon, reference.indicators)
        self._gazetteer = Gazetteer(reference)
        self._tables = TableReader(self.lexicon, self._matcher, reference)

    def read(self, document: Document) -> Reading:
        """All observations of a document, what was left unmapped, and the fate of every number in its text."""
        text = document.text
        spelled = spelling(text)
        terms = self._matcher.find(spelled)
        found = sentences(document)
        recognised, excluded = self._recogniser.recognise(document, terms, found)
        # Most pages hold no figure of the codebook: places, times and headings are looked for where one is dated and placed.
        is_asked = any(one.claims for one in recognised) or any(block.kind == "table" for block in document.blocks)
        setting = self._setting(document, spelled, terms, found, recognised) if is_asked else None
        fates = [_fate(text, number, "excluded", number.reason) for number in (*excluded, *_of_furniture(document))]
        unmapped: list[UnmappedQuantity] = []
        totals = Totals(text)
        for one in recognised:
            rows = self._observations(setting, one) if setting is not None else ()
            if rows and totals.is_part(one, rows[0]):
                fates.append(_fate(text, one.number, "unmapped", "part_of_a_total"))
                unmapped.append(_unmapped(document, one, terms))
            elif rows:
                fates.append(_fate(text, one.number, "observation", one.claims[0].rule, rows))
            else:
                fates.append(_fate(text, one.number, "unmapped", one.reason or "no_indicator"))
                unmapped.append(_unmapped(document, one, terms))
        for block in document.blocks:
            if block.kind == "table" and setting is not None:
                table = self._tables.read(
                    document, block, setting.finder.of_document, setting.timeline, EXTRACTOR_VERSION
                )
                fates += table.numbers
                unmapped += table.unmapped
        fates.sort(key=lambda fate: fate.start)
        observations = tuple(row for fate in fates for row in fate.observations)
        summary = summarise(document.document_id, document.source_id, fates, self.fingerprint)
        return Reading(document.document_id, observations, tuple(unmapped), tuple(fates), summary)

    def _setting(
        self,
        document: Document,
        spelled: Spelling,
        terms: TermIndex,
        found: list[Sentence],
        recognised: list[Recognised],
    ) -> Setting:
        """Places, times and headings of a document."""
        written = self._gazetteer.written(spelled)
        mentions = self._gazetteer.mentions(written, document.province_code)
        own = province_of(document, mentions, self._gazetteer)
        if own != document.province_code:  # doubtful names are decided by the document's own province
            mentions = self._gazetteer.mentions(written, own)
        title_end = next((block.end for block in document.blocks if block.kind == "title"), 0)
        outline = Outline(document, found)
        return Setting(
            document,
            terms,
            PlaceFinder(document.text, mentions, own, title_end),
            Timeline(document, found, outline, _stated(recognised, terms)),
            outline,
            kinds.flow(document.text, found, outline.headings_at),
        )

    def _observations(self, setting: Setting, one: Recognised) -> tuple[Observation, ...]:
        rows: dict[str, Observation] = {}
        for claim in one.claims:
            row = self._observation(setting, one, claim)
            if row is not None:
                rows.setdefault(row.indicator_code, row)
        return tuple(rows.values())

    def _observation(self, setting: Setting, one: Recognised, claim: Claim) -> Observation | None:
        document, number, sentence = setting.document, one.number, one.sentence
        indicator = self.reference.indicators[claim.indicator_code]
        is_standing = number.unit_class in STANDING_CLASSES or indicator.unit == "score"
        kind, value = kind_and_value(setting, one, claim, indicator.unit)
        if kind == "change" and kinds.aims(document.text[one.item[0] : number.text_start]):
            return None  # `phấn đấu tăng ít nhất 3 bậc`: nothing has changed yet, and no value is aimed at
        phrase_end = max(one.around.right_limit, number.text_end)
        area = setting.finder.area(
            one.item[0],
            number.start,
            phrase_end,
            sentence.start,
            document.blocks[sentence.block].start,
            is_rank=is_standing,
            series=one.series,
            headings=[(heading.start, heading.end) for heading in setting.outline.headings(sentence)],
        )
        code = code_at(claim.indicator_code, indicator.unit, area.level)
        if area.province_code is None or code is None:
            return None
        if "group" in number.flags and kind == "actual":
            return None  # to be among fifteen leading provinces is no rank; to aim at it is a goal
        has_editions = is_standing and not claim.indicator_code.startswith(_RUNNING_INDEX)
        dated = _dated(setting.timeline, one, claim, kind, phrase_end, has_editions=has_editions)
        start, end = period_dates(dated.period)
        flags, confidence = doubts(document.text, one, claim, indicator.unit, value, kind)
        if "ratio_disagrees" in flags and code in _SHARES_OF_GOALS:
            return None  # `15/16 mục tiêu hoàn thành 100%`: how far they are, no share of them
        captured_on = document.captured_at.date()
        day = min(end or document.published_on or captured_on, captured_on)
        unit = self.reference.unit_valid_on(area.province_code, day)
        return Observation(
            observation_id=stable_id(document.document_id, number.start, number.end, code, kind),
            document_id=document.document_id,
            source_id=document.source_id,
            url=document.url,
            published_on=document.published_on,
            captured_at=document.captured_at,
            indicator_code=code,
            province_code=area.province_code,
            unit_id=unit.unit_id if unit is not None else area.province_code,
            area_level=area.level,
            area_name=area.name,
            kind=kind,
            value=value,
            unit=indicator.unit,
            out_of=number.out_of,
            bound=_bound(document.text, number, kind),
            period=dated.period,
            period_start=start,
            period_end=end,
            period_basis=dated.basis,
            quote=document.text[sentence.start : sentence.end],
            quote_start=sentence.start,
            quote_end=sentence.end,
            value_text=document.text[number.text_start : number.text_end],
            value_start=number.start,
            value_end=number.end,
            confidence=confidence,
            rule=claim.rule,
            flags=",".join(flags),
            extractor_version=EXTRACTOR_VERSION,
        )


def _stated(recognised: list[Recognised], terms: TermIndex) -> StatedSentences:
    """What the sentences state, for the periods that they hand on."""
    claimed = [one for one in recognised if one.claims]
    standing = frozenset(one.sentence.index for one in claimed if _is_standing(one))
    counted = frozenset(one.sentence.index for one in claimed if not _is_standing(one))
    ends = sorted({noun.end for noun in terms.nouns if noun.concept in COMPOSITE_INDICES or noun.concept == "dt_topic"})
    return StatedSentences(counted, standing, ends)


def _is_standing(one: Recognised) -> bool:
    """Whether a number is what an index gives: a rank, a score, a score in percent."""
    return one.number.unit_class in STANDING_CLASSES or one.claims[0].indicator_code in SCORES_AS_PERCENT


def _dated(
    timeline: Timeline, one: Recognised, claim: Claim, kind: Kind, phrase_end: int, *, has_editions: bool
) -> Dated:
    if claim.indicator_code in _PLAN_COUNTERS:
        year = timeline.plan_year(one.sentence, one.number.start)
        if year is not None:
            return Dated(year, "context")
    of_plan = is_of_a_plan(claim.indicator_code)
    place = NumberPlace(
        one.item,
        one.number.start,
        one.number.text_end,
        phrase_end,
        has_editions,
        one.series,
        of_plan and not any(word in claim.indicator_code for word in _PROGRESS),
    )
    return timeline.period_of(one.sentence, place, kind, of_plan=of_plan)


def _bound(text: str, number: Quantity, kind: Kind) -> Bound:
    """The bound of a value; `cao hơn 1,9 điểm phần trăm` is by how much, no bound."""
    is_by = kind == "change" and text[number.text_start : number.start].lower().startswith(("cao hơn", "thấp hơn"))
    return "exact" if is_by else number.bound


def _unmapped(document: Document, one: Recognised, terms: TermIndex) -> UnmappedQuantity:
    text, number, sentence = document.text, one.number, one.sentence
    unit: str | None = number.unit_class if number.unit_class != "count" else None
    if unit is None:
        words = _UNIT_WORDS.match(text, number.text_end, sentence.end)
        unit = words.group(1).strip() if words else None
    near = terms.nouns_between(*one.item) or terms.nouns_between(sentence.start, sentence.end)
    nearest = min(near, key=lambda hit: min(abs(hit.start - number.end), abs(hit.end - number.start)), default=None)
    return UnmappedQuantity(
        unmapped_id=stable_id(document.document_id, number.start, number.end, "unmapped"),
        document_id=document.document_id,
        source_id=document.source_id,
        url=document.url,
        quote=text[sentence.start : sentence.end],
        value_text=text[number.text_start : number.text_end],
        value=number.value,
        unit=unit,
        nearest_term=text[nearest.start : nearest.end] if nearest is not None else None,
        value_start=number.start,
        value_end=number.end,
        extractor_version=EXTRACTOR_VERSION,
    )


def _of_furniture(document: Document) -> list[ExcludedNumber]:
    found: list[ExcludedNumber] = []
    for block in document.blocks:
        if block.kind == "furniture":
            quantities, excluded = read_numbers(document.text, block.start, block.end)
            found += [ExcludedNumber(n.start, n.end, "page_furniture") for n in quantities]
            found += [ExcludedNumber(n.start, n.end, "page_furniture") for n in excluded]
    return found


def _fate(
    text: str, number: Quantity | ExcludedNumber, fate: Fate, reason: str, rows: tuple[Observation, ...] = ()
) -> NumberFate:
    if isinstance(number, Quantity):
        return NumberFate(number.start, number.end, text[number.text_start : number.text_end], fate, reason, rows)
    return NumberFate(number.start, number.end, text[number.start : number.end], fate, reason, rows)

"""Reads a document: numbers, their indicators, kind, bound, period and place, as observations with their quotes.

Lives here: the order in which the parts are asked, and the making of a row. Each decision lives in a module of its own:
`recognition` (numbers and indicators), `kinds`, `timeline`, `places` and `attribution`, `tables`. Never here: I/O of any kind.
"""

from __future__ import annotations

import dataclasses
import re

from schemas.records import Document, Kind, Observation, UnmappedQuantity
from scrapers.extraction import kinds
from scrapers.extraction.attribution import PlaceFinder
from scrapers.extraction.claims import SCORES_AS_PERCENT, Claim
from scrapers.extraction.folding import spelling
from scrapers.extraction.handed import StatedSentences
from scrapers.extraction.levels import code_at
from scrapers.extraction.lexicon import Lexicon, load_lexicon
from scrapers.extraction.numbers import ExcludedNumber, Quantity, is_year, read_numbers
from scrapers.extraction.outline import Outline
from scrapers.extraction.periods import PeriodMention
from scrapers.extraction.places import Gazetteer, province_of
from scrapers.extraction.reading import Fate, NumberFate, Reading, stable_id, summarise
from scrapers.extraction.recognition import Recognised, Recogniser
from scrapers.extraction.standing import COMPOSITE_INDICES, STANDING_CLASSES
from scrapers.extraction.tables import TableReader
from scrapers.extraction.terms import TermIndex, TermMatcher
from scrapers.extraction.text import sentences
from scrapers.extraction.timeline import NumberPlace, Timeline, period_dates
from scrapers.extraction.times import Dated
from scrapers.extraction.totals import Totals
from scrapers.reference import Reference

EXTRACTOR_VERSION = "2.2.0"

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
# How many goals are set, reached or under way, and what money is allotted, is a fact, also where the goals lie ahead.
_ALWAYS_ACTUAL = re.compile(r"dt_goals_|dt_tasks_|dt_budget$")
_ALLOTS = re.compile(r"(?i)\bbố trí\s+$")
# A growth rate is itself the measure: `năng suất lao động tăng 6,8%` is no change of it.
# The index of Decision 766 is reckoned every day; the others have yearly editions.
_RUNNING_INDEX = "idx766_"
_GROWTH_RATES = frozenset({"labor_productivity_growth"})
_CLASSES_WITH_CHANGE = ("percent", "score", "count", "per_100_people", "money")
_RISEN_TO = re.compile(r"(?i)\blên\s*(?:trên|hơn|gần|khoảng)?\s*$")
_UNIT_WORDS = re.compile(r"\s*((?:[^\W\d_]+\s?){1,4})")
_PART_OVER_WHOLE = re.compile(r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})*|\d+)\s?/\s?(\d{1,3}(?:\.\d{3})+|\d+)(?![\d.,]*[/%\d])")
_OPENS_RATIO = re.compile(r"\s*\(\s*(?:(?:tương ứng|tương đương|đạt|là|bằng)\s+){0,2}")
_FIRST_MONTHS, _LOOK_BACK, _LENGTH_OF_DAY = 6, 8, len("2024-01-31")
_YEAR_END = re.compile(r"(?i)(?:hết|cuối) năm (?:20)?\d\d$")
_RATIO_REACH, _ROUNDING = 160, 0.51


@dataclasses.dataclass(frozen=True)
class _Setting:
    """What is known of a document before its numbers are asked."""

    document: Document
    terms: TermIndex
    finder: PlaceFinder
    timeline: Timeline
    outline: Outline
    flow: kinds.Flow


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
        written = self._gazetteer.written(spelled)
        mentions = self._gazetteer.mentions(written, document.province_code)
        own = province_of(document, mentions, self._gazetteer)
        if own != document.province_code:  # doubtful names are decided by the document's own province
            mentions = self._gazetteer.mentions(written, own)
        title_end = next((block.end for block in document.blocks if block.kind == "title"), 0)
        recognised, excluded = self._recogniser.recognise(document, terms, found)
        outline = Outline(document, found)
        setting = _Setting(
            document,
            terms,
            PlaceFinder(text, mentions, own, title_end),
            Timeline(document, found, outline, _stated(recognised, terms)),
            outline,
            kinds.flow(text, found),
        )
        fates = [_fate(text, number, "excluded", number.reason) for number in (*excluded, *_of_furniture(document))]
        unmapped: list[UnmappedQuantity] = []
        totals = Totals(text)
        for one in recognised:
            rows = self._observations(setting, one)
            if rows and totals.is_part(one, rows[0]):
                fates.append(_fate(text, one.number, "unmapped", "part_of_a_total"))
                unmapped.append(_unmapped(document, one, terms))
            elif rows:
                fates.append(_fate(text, one.number, "observation", one.claims[0].rule, rows))
            else:
                fates.append(_fate(text, one.number, "unmapped", one.reason or "no_indicator"))
                unmapped.append(_unmapped(document, one, terms))
        for block in document.blocks:
            if block.kind == "table":
                table = self._tables.read(document, block, own, setting.timeline, EXTRACTOR_VERSION)
                fates += table.numbers
                unmapped += table.unmapped
        fates.sort(key=lambda fate: fate.start)
        observations = tuple(row for fate in fates for row in fate.observations)
        summary = summarise(document.document_id, document.source_id, fates, self.fingerprint)
        return Reading(document.document_id, observations, tuple(unmapped), tuple(fates), summary)

    def _observations(self, setting: _Setting, one: Recognised) -> tuple[Observation, ...]:
        rows: dict[str, Observation] = {}
        for claim in one.claims:
            row = self._observation(setting, one, claim)
            if row is not None:
                rows.setdefault(row.indicator_code, row)
        return tuple(rows.values())

    def _observation(self, setting: _Setting, one: Recognised, claim: Claim) -> Observation | None:
        document, number, sentence = setting.document, one.number, one.sentence
        indicator = self.reference.indicators[claim.indicator_code]
        is_standing = number.unit_class in STANDING_CLASSES or indicator.unit == "score"
        kind, value = self._kind_and_value(setting, one, claim)
        phrase_end = max(one.around.right_limit, number.text_end)
        area = setting.finder.area(
            one.item[0],
            number.start,
            phrase_end,
            sentence.start,
            document.blocks[sentence.block].start,
            is_rank=is_standing,
            series=one.series,
        )
        code = code_at(claim.indicator_code, indicator.unit, area.level)
        if area.province_code is None or code is None:
            return None
        if "group" in number.flags and kind == "actual":
            return None  # to be among fifteen leading provinces is no rank; to aim at it is a goal
        has_editions = is_standing and not claim.indicator_code.startswith(_RUNNING_INDEX)
        dated = _dated(setting.timeline, one, claim, kind, phrase_end, has_editions=has_editions)
        start, end = period_dates(dated.period)
        flags, confidence = _doubts(document.text, one, claim, indicator.unit, value, kind)
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
            bound=number.bound,
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

    def _kind_and_value(self, setting: _Setting, one: Recognised, claim: Claim) -> tuple[Kind, float]:
        number, text = one.number, setting.document.text
        value = number.value
        if (
            number.unit_class == "per_person"
            and self.reference.indicators[claim.indicator_code].unit == "per_100_people"
        ):
            value = round(value * 100, 6)
        left = text[one.item[0] : number.text_start]
        if number.unit_class == "steps":
            return "change", value * (kinds.steps_before(text[one.item[0] : number.start]) or 1)
        move = kinds.move_before(left)
        if number.unit_class == "percent_points":
            return "change", value * (move or 1)
        is_change = number.unit_class in _CLASSES_WITH_CHANGE and not _RISEN_TO.search(left)
        if move and is_change and claim.indicator_code not in _GROWTH_RATES:
            return "change", value * move
        if _is_set(claim.indicator_code, left, text[number.text_start : number.start]):
            return "actual", value
        return kinds.kind_of(
            text[_statement_start(setting, one) : number.text_start],
            text[number.text_start : number.start],
            text[number.text_end : one.sentence.end],
            _inherited(setting, one, claim),
            is_later=_is_later(setting, one),
        ), value


def _is_set(code: str, left: str, qualifier: str) -> bool:
    """Whether a number of a plan is a fact although it lies ahead: how many goals it has, what money it allots."""
    if kinds.strives(left) or kinds.demands(qualifier):
        return False
    return _ALWAYS_ACTUAL.match(code) is not None or (code == "dt_budget_share" and _ALLOTS.search(left) is not None)


def _stated(recognised: list[Recognised], terms: TermIndex) -> StatedSentences:
    """What the sentences state, for the periods that they hand on."""
    claimed = [one for one in recognised if one.claims]
    standing = frozenset(one.sentence.index for one in claimed if one.number.unit_class in STANDING_CLASSES)
    counted = frozenset(one.sentence.index for one in claimed if one.number.unit_class not in STANDING_CLASSES)
    ends = sorted({noun.end for noun in terms.nouns if noun.concept in COMPOSITE_INDICES or noun.concept == "dt_topic"})
    return StatedSentences(counted, standing, ends)


def _statement_start(setting: _Setting, one: Recognised) -> int:
    """Where the statement of a number begins: its item, if that names a past time and aims at nothing, else the sentence.

    `Phấn đấu năm 2025 đứng trong tốp 30; năm 2023 tỉnh đứng thứ 55/63.`
    """
    start, end = one.item[0], one.number.text_start
    if start == one.sentence.start or kinds.aims(setting.document.text[start:end]):
        return one.sentence.start
    return start if setting.timeline.names_past(one.sentence, start, end) else one.sentence.start


def _inherited(setting: _Setting, one: Recognised, claim: Claim) -> Kind | None:
    """What a number inherits where its own sentence says neither: from the sentence before, its heading, the whole text."""
    is_ranked = one.number.unit_class == "rank" and one.number.out_of is not None  # nobody aims at 44/63
    is_measured = one.number.unit_class == "score" and round(one.number.value, 2) != one.number.value  # nor at 0,6674
    is_index = one.number.unit_class in ("rank", "score") or claim.indicator_code in SCORES_AS_PERCENT
    is_reached = is_index and one.number.bound == "exact"  # a goal is a bound
    if is_ranked or is_measured or is_reached or setting.timeline.speaks_of_past(one.sentence, one.number.start):
        return None
    handed = setting.flow.handed.get(one.sentence.index)
    if handed is not None:
        return handed
    stance = setting.outline.stance(one.sentence)
    if stance is not None:
        return "target" if stance == "goals" else "actual"
    if setting.timeline.goes_on_about_past(one.sentence, setting.document.blocks[one.sentence.block].start):
        return None
    if one.sentence.index in setting.flow.turned:
        return None
    return "target" if setting.outline.presumes_goals(one.sentence) else None


def _is_later(setting: _Setting, one: Recognised) -> bool:
    """Whether the horizon nearest to the number lies after the document (`đến năm 2030 …`, `… 25% vào 2025`)."""
    timeline = setting.timeline
    if timeline.year is None:
        return False
    closing = timeline.closing(one.sentence, one.number.text_end)
    if closing is not None and closing.kind == "until" and (closing.year or 0) > timeline.year:
        return True
    near = [
        mention
        for mention in timeline.mentions(one.sentence)
        if mention.period
        and mention.year
        and mention.end <= one.number.start
        and (mention.kind == "until" or (mention.kind == "time" and len(mention.period) < _LENGTH_OF_DAY))
    ]  # the day of an event is no horizon: `do Bộ Nội vụ công bố ngày 17/4/2024`
    if not near:
        return False
    return (near[-1].year or 0) > timeline.year or _ends_later(setting.document, near[-1])


def _ends_later(document: Document, mention: PeriodMention) -> bool:
    """Whether a text of the first months speaks of the end of its own year: `đến hết năm 2025` in January 2025."""
    published = document.published_on
    if published is None or mention.year != published.year or published.month > _FIRST_MONTHS:
        return False
    return _YEAR_END.search(document.text, mention.start - _LOOK_BACK, mention.end) is not None


def _dated(
    timeline: Timeline, one: Recognised, claim: Claim, kind: Kind, phrase_end: int, *, has_editions: bool
) -> Dated:
    if claim.indicator_code in _PLAN_COUNTERS:
        year = timeline.plan_year(one.sentence)
        if year is not None:
            return Dated(year, "context")
    of_plan = _ALWAYS_ACTUAL.match(claim.indicator_code) is not None
    place = NumberPlace(
        one.item,
        one.number.start,
        one.number.text_end,
        phrase_end,
        has_editions,
        one.series,
    )
    return timeline.period_of(one.sentence, place, kind, of_plan=of_plan)


def _doubts(text: str, one: Recognised, claim: Claim, unit: str, value: float, kind: Kind) -> tuple[list[str], float]:
    """Flags that do not reject the row, and the confidence that they leave."""
    flags, confidence = list(one.number.flags), claim.confidence
    if not claim.is_exact:
        flags.append("folded_term")
    if unit == "percent" and value > 100 and kind != "change":
        flags.append("share_over_100")
        confidence *= 0.6
    if unit == "percent" and one.number.unit_class == "percent":
        ratio = _ratio_beside(text, one)
        if ratio is not None and abs(ratio - value) > _ROUNDING:
            flags.append("ratio_disagrees")
            confidence *= 0.9
    return flags, round(confidence, 2)


def _ratio_beside(text: str, one: Recognised) -> float | None:
    """The share that a part over a whole gives beside the number: `186/267 … đạt tỷ lệ 70%`, `52,3% (141/302 thủ tục)`."""
    behind = _OPENS_RATIO.match(text, one.number.text_end)
    pair = _PART_OVER_WHOLE.match(text, behind.end()) if behind is not None else None
    if pair is None:
        window = text[max(one.item[0], one.number.start - _RATIO_REACH) : one.number.start]
        for match in _PART_OVER_WHOLE.finditer(window):
            pair = match
        if pair is None or re.search(r"\d", window[pair.end() :]):
            return None
    part, whole = (float(pair.group(group).replace(".", "")) for group in (1, 2))
    is_month = part <= 12 and is_year(pair.group(2), 0, len(pair.group(2)), "năm ")
    return 100 * part / whole if 0 < part <= whole and whole > 12 and not is_month else None


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

"""Reads a document: numbers, their indicators, kind, bound, period and place, as observations with their quotes.

Lives here: the order in which the parts are asked. Each decision lives in its own module: `numbers`, `terms`, `phrases`,
`attachment`, `kinds`, `timeline`, `places` and `attribution`, `tables`. Never here: I/O of any kind.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from schemas.records import Document, Kind, Observation, UnmappedQuantity
from scrapers.extraction import kinds
from scrapers.extraction.attachment import Attacher, Claim, Context
from scrapers.extraction.attribution import Area, PlaceFinder
from scrapers.extraction.folding import fold
from scrapers.extraction.lexicon import Lexicon, load_lexicon
from scrapers.extraction.numbers import Quantity, read_numbers
from scrapers.extraction.phrases import Surroundings, surroundings
from scrapers.extraction.places import Gazetteer, province_of
from scrapers.extraction.reading import NumberFate, Reading, stable_id, summarise
from scrapers.extraction.tables import TableReader
from scrapers.extraction.terms import TermIndex, TermMatcher
from scrapers.extraction.text import Sentence, sentences
from scrapers.extraction.timeline import Dated, Timeline, period_dates
from scrapers.reference import Reference

EXTRACTOR_VERSION = "1.0.0"

# Counters of a plan describe the plan, not the day of the report.
_PLAN_COUNTERS = frozenset(
    {"dt_goals_total", "dt_goals_digital_economy", "dt_goals_digital_society", "dt_goals_digital_government", "dt_tasks_total"}
)
# How many goals are set, reached or under way, and what money is allotted, is a fact, also where the goals lie ahead.
_ALWAYS_ACTUAL = ("dt_goals_", "dt_tasks_", "dt_budget")
_RANK_TOTALS = frozenset({34.0, 61.0, 62.0, 63.0, 64.0})
_GROUP_RANK = re.compile(
    r"(?i)^\s*(?:tỉnh\s+|địa phương\s+|trong\s+|ở\s+|của\s+|toàn\s+|các\s+|khu\s+)*(?:vùng|khu vực|miền|cụm|tây nguyên|đông nam bộ|đồng bằng|đbscl|tiểu vùng|bắc trung bộ|trung du|duyên hải|thế giới|đông nam á|châu á|asean)"
)
_UNIT_WORDS = re.compile(r"\s*((?:[^\W\d_]+\s?){1,4})")
_TOPIC_REACH = 1200


@dataclasses.dataclass(frozen=True, slots=True)
class _Found:
    """A number in its sentence with its surroundings and claims."""

    number: Quantity
    sentence: Sentence
    item: tuple[int, int]
    around: Surroundings
    claims: tuple[Claim, ...]
    reason: str


class Extractor:
    """The extraction engine; it is built once and reads any number of documents, none of which it keeps."""

    def __init__(self, reference: Reference, lexicon: Lexicon | None = None) -> None:
        self.reference = reference
        self.lexicon = lexicon or load_lexicon()
        self.fingerprint = f"{EXTRACTOR_VERSION}+{self.lexicon.fingerprint}+{reference.fingerprint[:16]}"
        self._matcher = TermMatcher(self.lexicon)
        self._attacher = Attacher(self.lexicon, reference.indicators)
        self._gazetteer = Gazetteer(reference)
        self._tables = TableReader(self.lexicon, self._matcher, reference)

    def read(self, document: Document) -> Reading:
        """All observations of a document, what was left unmapped, and the fate of every number in its text."""
        text = document.text
        folded = fold(text)
        terms = self._matcher.find(text, folded)
        found_sentences = sentences(document)
        mentions = self._gazetteer.mentions(text, folded, document.province_code)
        own = province_of(document, mentions)
        if own != document.province_code:
            mentions = self._gazetteer.mentions(text, folded, own)
        title_end = next((b.end for b in document.blocks if b.kind == "title"), 0)
        finder = PlaceFinder(text, mentions, own, title_end, "vn")
        timeline = Timeline(document, found_sentences)
        goal_sentences = kinds.under_goals(text, found_sentences)
        topics = frozenset(hit.concept for hit in terms.between(0, _TOPIC_REACH))

        fates: list[NumberFate] = []
        unmapped: list[UnmappedQuantity] = []
        for found in self._numbers(document, terms, found_sentences, topics, fates):
            rows = self._observations(document, found, finder, timeline, goal_sentences)
            if rows:
                fates.append(self._fate(text, found.number, "observation", found.claims[0].rule, tuple(rows)))
            else:
                fates.append(self._fate(text, found.number, "unmapped", found.reason or "no_indicator"))
                unmapped.append(self._unmapped(document, found, terms))
        self._read_tables(document, terms, own, timeline, topics, fates, unmapped)
        self._exclude_furniture(document, fates)
        fates.sort(key=lambda fate: fate.start)
        observations = tuple(row for fate in fates for row in fate.observations)
        summary = summarise(document.document_id, document.source_id, fates, self.fingerprint)
        return Reading(document.document_id, observations, tuple(unmapped), tuple(fates), summary)

    # ---- numbers and claims --------------------------------------------------------------------------------------
    def _numbers(
        self, document: Document, terms: TermIndex, found_sentences: list[Sentence], topics: frozenset[str], fates: list[NumberFate]
    ) -> list[_Found]:
        text = document.text
        result: list[_Found] = []
        for block_number, block in enumerate(document.blocks):
            if block.kind in ("table", "furniture"):
                continue
            quantities, excluded = read_numbers(text, block.start, block.end)
            fates += [
                NumberFate(x.start, x.end, text[x.start : x.end], "excluded", x.reason) for x in excluded
            ]
            if not quantities:
                continue
            own = [s for s in found_sentences if s.block == block_number]
            for position, sentence in enumerate(own):
                inside = [q for q in quantities if sentence.start <= q.start < sentence.end]
                if not inside:
                    continue
                near_start = own[max(0, position - 2)].start if position else self._heading_start(found_sentences, sentence)
                context = Context(near_start, sentence.end, topics)
                result += self._sentence(text, terms, sentence, inside, context, block.start)
        return result

    @staticmethod
    def _heading_start(found_sentences: list[Sentence], sentence: Sentence) -> int:
        """The first sentence of a paragraph looks back to the sentence before it (a heading, an introduction)."""
        return found_sentences[sentence.index - 1].start if sentence.index else sentence.start

    def _sentence(
        self, text: str, terms: TermIndex, sentence: Sentence, inside: list[Quantity], context: Context, block_start: int
    ) -> list[_Found]:
        result: list[_Found] = []
        carried_from: int | None = None
        for item in sentence.items:
            members = [q for q in inside if item[0] <= q.start < item[1]]
            for position, number in enumerate(members):
                before = members[position - 1] if position else None
                after = members[position + 1] if position + 1 < len(members) else None
                around = surroundings(text, terms, item, before, number, after)
                claims, reason = self._claims(text, terms, number, around, context, carried_from, sentence, block_start)
                if claims:
                    carried_from = claims[0].phrase_start
                elif not around.is_left_thin or around.is_right_open:
                    carried_from = None
                result.append(_Found(number, sentence, item, around, tuple(claims), reason))
        return result

    def _claims(
        self, text: str, terms: TermIndex, number: Quantity, around: Surroundings, context: Context,
        carried_from: int | None, sentence: Sentence, block_start: int,
    ) -> tuple[list[Claim], str]:  # fmt: skip
        right = text[number.text_end : number.text_end + 48]
        left = text[around.item_start : number.text_start]
        if number.unit_class == "percent" and kinds.is_relative(left, right):
            return [], "relative_to_plan_or_period"
        if number.unit_class == "money" and re.search(r"(?i)trong đó|bao gồm", left):
            return [], "part_of_a_total"
        if number.unit_class in ("rank", "steps", "score"):
            if number.unit_class == "rank" and (
                (number.out_of is not None and number.out_of not in _RANK_TOTALS) or _GROUP_RANK.match(right)
            ):
                return [], "rank_in_a_group"
            if number.unit_class == "steps" and kinds.move_before(left) == 0:
                return [], "no_indicator"
            found = self._attacher.standing(text, terms, number, around, context, sentence.start, block_start)
            return found, ""
        found = self._attacher.claims(text, terms, number, around, context, carried_from)
        if not found and number.unit_class == "count" and number.value <= 1 and number.value != int(number.value):
            as_score = dataclasses.replace(number, unit_class="score")
            return self._attacher.standing(text, terms, as_score, around, context, sentence.start, block_start), ""
        return found, ""

    # ---- observations --------------------------------------------------------------------------------------------
    def _observations(
        self, document: Document, found: _Found, finder: PlaceFinder, timeline: Timeline, goal_sentences: frozenset[int]
    ) -> list[Observation]:
        rows = []
        for claim in found.claims:
            row = self._observation(document, found, claim, finder, timeline, goal_sentences)
            if row is not None and all(row.indicator_code != other.indicator_code for other in rows):
                rows.append(row)
        return rows

    def _observation(
        self, document: Document, found: _Found, claim: Claim, finder: PlaceFinder, timeline: Timeline, goal_sentences: frozenset[int]
    ) -> Observation | None:
        number, sentence, around = found.number, found.sentence, found.around
        indicator = self.reference.indicators[claim.indicator_code]
        text = document.text
        kind, value = self._kind_and_value(text, found, claim, timeline, goal_sentences)
        is_standing = number.unit_class in ("rank", "steps", "score")
        phrase_end = max(around.right_limit, number.text_end)
        block_start = document.blocks[sentence.block].start
        area = finder.area(found.item[0], number.start, phrase_end, sentence.start, block_start, is_standing)
        if area.province_code is None:
            return None
        dated = self._dated(claim, sentence, found, timeline, kind, phrase_end)
        start, end = period_dates(dated.period)
        flags = list(number.flags)
        if not claim.is_exact:
            flags.append("folded_term")
        confidence = claim.confidence
        if indicator.unit == "percent" and value > 100 and kind != "change":
            flags.append("share_over_100")
            confidence = round(confidence * 0.6, 2)
        if indicator.unit == "percent" and number.unit_class == "percent" and (ratio := self._ratio_beside(text, found)):
            if abs(ratio - value) > 0.51:
                flags.append("ratio_disagrees")
                confidence = round(confidence * 0.9, 2)
        return self._row(document, number, sentence, claim, area, kind, value, dated, start, end, tuple(flags), confidence)

    def _row(  # noqa: PLR0913
        self, document: Document, number: Quantity, sentence: Sentence, claim: Claim, area: Area, kind: Kind, value: float,
        dated: Dated, start: dt.date | None, end: dt.date | None, flags: tuple[str, ...], confidence: float,
    ) -> Observation:  # fmt: skip
        indicator = self.reference.indicators[claim.indicator_code]
        day = end or document.published_on or document.captured_at.date()
        province = area.province_code or "vn"
        unit = self.reference.unit_valid_on(province, min(day, max(document.captured_at.date(), day) if kind != "target" else document.captured_at.date()))
        return Observation(
            observation_id=stable_id(document.document_id, number.start, number.end, claim.indicator_code, kind),
            document_id=document.document_id,
            source_id=document.source_id,
            url=document.url,
            published_on=document.published_on,
            captured_at=document.captured_at,
            indicator_code=claim.indicator_code,
            province_code=province,
            unit_id=unit.unit_id if unit is not None else province,
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

    def _kind_and_value(
        self, text: str, found: _Found, claim: Claim, timeline: Timeline, goal_sentences: frozenset[int]
    ) -> tuple[Kind, float]:
        number, sentence = found.number, found.sentence
        value = number.value
        indicator = self.reference.indicators[claim.indicator_code]
        if number.unit_class == "per_person" and indicator.unit == "per_100_people":
            value = round(value * 100, 6)
        left = text[found.item[0] : number.text_start]
        move = kinds.move_before(left)
        if number.unit_class == "percent_points":
            return "change", value * (move or 1)
        if number.unit_class == "steps":
            return "change", value * move
        if move and not (number.unit_class == "percent" and indicator.code == "labor_productivity_growth"):
            is_same_unit = number.unit_class in ("percent", "score", "count", "per_100_people", "money")
            if is_same_unit and not re.search(r"(?i)\blên\s*(?:trên|hơn|gần|khoảng)?\s*$", left):
                return "change", value * move
        if claim.indicator_code.startswith(_ALWAYS_ACTUAL):
            return "actual", value
        before = text[sentence.start : number.text_start] if len(left) < 40 else left
        later = self._is_later(found, timeline)
        return kinds.kind_of(before, sentence.index in goal_sentences, later), value

    def _is_later(self, found: _Found, timeline: Timeline) -> bool:
        """Whether the nearest horizon before the number lies after the document's year (`đến năm 2030 …`)."""
        if timeline.year is None:
            return False
        near = [m for m in timeline.mentions(found.sentence) if m.period and m.year and m.end <= found.number.start and m.kind in ("until", "time")]
        return bool(near) and (near[-1].year or 0) > timeline.year

    def _dated(self, claim: Claim, sentence: Sentence, found: _Found, timeline: Timeline, kind: Kind, phrase_end: int) -> Dated:
        if claim.indicator_code in _PLAN_COUNTERS:
            year = timeline.plan_year(sentence)
            if year is not None:
                return Dated(year, "context")
        return timeline.period_of(sentence, found.item, found.number.start, phrase_end, kind)

    @staticmethod
    def _ratio_beside(text: str, found: _Found) -> float | None:
        """The share that a part over a whole in the same item gives (`186/267 … đạt tỷ lệ 70%`)."""
        number = found.number
        window = text[max(found.item[0], number.start - 160) : number.start]
        pair = None
        for match in re.finditer(r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})*|\d+)\s?/\s?(\d{1,3}(?:\.\d{3})+|\d+)(?![\d.,]*[/%\d])", window):
            pair = match
        if pair is None or re.search(r"\d", window[pair.end() :]):
            return None
        part, whole = (float(pair.group(i).replace(".", "")) for i in (1, 2))
        return 100 * part / whole if 0 < part <= whole and whole > 12 else None

    # ---- what is left --------------------------------------------------------------------------------------------
    def _unmapped(self, document: Document, found: _Found, terms: TermIndex) -> UnmappedQuantity:
        text, number, sentence = document.text, found.number, found.sentence
        unit: str | None = number.unit_class if number.unit_class != "count" else None
        if unit is None:
            words = _UNIT_WORDS.match(text, number.text_end, sentence.end)
            unit = words.group(1).strip() if words else None
        near = terms.nouns_between(found.item[0], found.item[1]) or terms.nouns_between(sentence.start, sentence.end)
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

    def _read_tables(
        self, document: Document, terms: TermIndex, own: str | None, timeline: Timeline, topics: frozenset[str],
        fates: list[NumberFate], unmapped: list[UnmappedQuantity],
    ) -> None:  # fmt: skip
        for block in document.blocks:
            if block.kind != "table":
                continue
            read = self._tables.read(document, block, own, timeline, EXTRACTOR_VERSION)
            fates += read.numbers
            unmapped += read.unmapped

    @staticmethod
    def _exclude_furniture(document: Document, fates: list[NumberFate]) -> None:
        text = document.text
        for block in document.blocks:
            if block.kind != "furniture":
                continue
            quantities, excluded = read_numbers(text, block.start, block.end)
            for number in (*quantities, *excluded):
                fates.append(NumberFate(number.start, number.end, text[number.start : number.end], "excluded", "page_furniture"))

    @staticmethod
    def _fate(text: str, number: Quantity, fate: str, reason: str, rows: tuple[Observation, ...] = ()) -> NumberFate:
        return NumberFate(number.start, number.end, text[number.text_start : number.text_end], fate, reason, rows)  # type: ignore[arg-type]

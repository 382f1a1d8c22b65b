"""Reads a document: numbers, their indicators, kind, bound, period and place, as observations with their quotes.

Lives here: the order in which the parts are asked, and the fate of every number. Each decision lives in a module of its own:
`attachment.recognition` (numbers and indicators), `observing` (rows), `tables.reader`. Never here: I/O of any kind.
"""

from __future__ import annotations

import re

from schemas.records import Document, Observation, UnmappedQuantity
from scrapers.extraction.attachment.claims import SCORES_AS_PERCENT
from scrapers.extraction.attachment.recognised import Recognised
from scrapers.extraction.attachment.recognition import Recogniser
from scrapers.extraction.indices.index_nouns import COMPOSITE_INDICES
from scrapers.extraction.indices.standing import STANDING_CLASSES
from scrapers.extraction.kinds.handed_kinds import flow
from scrapers.extraction.numbers.quantities import ExcludedNumber, Quantity, read_numbers
from scrapers.extraction.observing import Observer
from scrapers.extraction.periods.editions import with_editions_of_their_index
from scrapers.extraction.periods.handed_times import StatedSentences
from scrapers.extraction.periods.headline_figures import with_times_of_the_text
from scrapers.extraction.periods.timeline import Timeline
from scrapers.extraction.periods.yearly_measures import with_years_of_the_measure
from scrapers.extraction.places.attribution import PlaceFinder
from scrapers.extraction.places.gazetteer import Gazetteer
from scrapers.extraction.places.own_province import province_of
from scrapers.extraction.reading import Fate, NumberFate, Reading, stable_id, summarise
from scrapers.extraction.setting import Setting
from scrapers.extraction.tables.reader import TableReader
from scrapers.extraction.terms.lexicon import Lexicon, LexiconError, load_lexicon
from scrapers.extraction.terms.term_index import TermIndex, TermMatcher
from scrapers.extraction.text.outline import Outline
from scrapers.extraction.text.sentences import DATELINE, Sentence, sentences
from scrapers.extraction.totals import Totals
from scrapers.folding import Spelling, spelling
from scrapers.reference import Reference

EXTRACTOR_VERSION = "2.80.0"

_PRODUCT_OF_A_YEAR = "GRDP"
_UNIT_WORDS = re.compile(r"\s*((?:[^\W\d_]+\s?){1,4})")


class Extractor:
    """The extraction engine; it is built once and reads any number of documents, none of which it keeps."""

    def __init__(self, reference: Reference, lexicon: Lexicon | None = None) -> None:
        """Of a codebook and a vocabulary, by default the project's own.

        Raises:
            LexiconError: the vocabulary cannot be used, or has patterns of indicators that the codebook has not.
        """
        self.reference = reference
        self.lexicon = lexicon or load_lexicon()
        if unknown := sorted({one.indicator_code for one in self.lexicon.patterns} - reference.indicators.keys()):
            raise LexiconError(
                f"indicators.yaml: {', '.join(unknown)}: not in the codebook (indicators.csv);"
                " mend the code or add the indicator there"
            )
        self.fingerprint = f"{EXTRACTOR_VERSION}+{self.lexicon.fingerprint}+{reference.fingerprint[:16]}"
        self._matcher = TermMatcher(self.lexicon)
        self._recogniser = Recogniser(self.lexicon, reference.indicators)
        self._gazetteer = Gazetteer(reference)
        self._observer = Observer(reference, EXTRACTOR_VERSION)
        self._yearly = {one.code for one in reference.indicators.values() if one.denominator == _PRODUCT_OF_A_YEAR}
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
            rows, reason = self._observer.observe(setting, one) if setting is not None else ((), one.reason)
            told = rows
            rows = totals.without_parts(one, rows)
            if told and not rows:
                reason = "part_of_a_total"
            if rows:
                fates.append(_fate(text, one.number, "observation", one.claims[0].rule, rows))
            else:
                reason = reason or "no_indicator"
                fates.append(_fate(text, one.number, "unmapped", reason))
                unmapped.append(_unmapped(document, one, terms, reason))
        for block in document.blocks:
            if block.kind == "table" and setting is not None:
                table = self._tables.read(
                    document, block, setting.finder.of_document, setting.timeline, EXTRACTOR_VERSION
                )
                fates += table.numbers
                unmapped += table.unmapped
        fates.sort(key=lambda fate: fate.start)
        fates = with_years_of_the_measure(fates, self._yearly, self.reference)
        fates = with_times_of_the_text(fates, _title_end(document), _lead_end(document), self.reference)
        fates = with_editions_of_their_index(fates, self.reference)
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
        merged = self._gazetteer.merged_into(own, document.published_on)
        outline = Outline(document, found)
        return Setting(
            document,
            terms,
            PlaceFinder(document.text, mentions, own, _title_end(document), merged),
            Timeline(document, found, outline, _stated(recognised, terms)),
            outline,
            flow(document.text, found, outline.headings_at),
        )


def _title_end(document: Document) -> int:
    return next((block.end for block in document.blocks if block.kind == "title"), 0)


def _lead_end(document: Document) -> int:
    """Where the lead ends; of a text without one the first paragraph is it."""
    leads = [block.end for block in document.blocks if block.kind == "lead"]
    prose = (block for block in document.blocks if block.kind == "paragraph")
    leads = leads or [b.end for b in prose if DATELINE.fullmatch(document.text, b.start, b.end) is None][:1]
    return max(leads, default=0)


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


def _unmapped(document: Document, one: Recognised, terms: TermIndex, reason: str) -> UnmappedQuantity:
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
        reason=reason,
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

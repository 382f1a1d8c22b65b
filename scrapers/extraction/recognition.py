"""From sentences to numbers with the indicators that claim them.

Lives here: which numbers stand in which item, the subject that one number hands to the next, and the numbers that no indicator may
claim (measured against a plan, a part of a total, a rank in a group). Never here: kind, period, place.
"""

from __future__ import annotations

import dataclasses
import re

from schemas.records import Document
from scrapers.extraction import kinds
from scrapers.extraction.attachment import Attacher, Claim, Context, PatternTables, Scene
from scrapers.extraction.lexicon import Lexicon
from scrapers.extraction.numbers import ExcludedNumber, Quantity, read_numbers
from scrapers.extraction.phrases import Surroundings, surroundings
from scrapers.extraction.standing import Standings
from scrapers.extraction.terms import TermIndex
from scrapers.extraction.text import Sentence
from scrapers.reference import Indicator

# How many units a national ranking has had: 63, or 61 to 64 in older ones, and 34 since the mergers.
_RANK_TOTALS = frozenset({34.0, 61.0, 62.0, 63.0, 64.0})
_GROUP_RANK = re.compile(
    r"(?i)^\s*(?:tỉnh\s+|địa phương\s+|trong\s+|ở\s+|của\s+|toàn\s+|các\s+|khu\s+)*(?:vùng|khu vực|miền|cụm|tây nguyên|đông nam bộ|đồng bằng|đbscl|tiểu vùng|bắc trung bộ|trung du|duyên hải|thế giới|đông nam á|châu á|asean)"
)
_PART_OF = re.compile(r"(?i)trong đó|bao gồm")
_TOPIC_REACH = 1200
_SENTENCES_NEAR = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Recognised:
    """A number in its sentence with its surroundings and the claims on it; `reason` says why there is none."""

    number: Quantity
    sentence: Sentence
    item: tuple[int, int]
    around: Surroundings
    claims: tuple[Claim, ...]
    reason: str


class Recogniser:
    """Numbers of a document's prose and what claims them."""

    def __init__(self, lexicon: Lexicon, indicators: dict[str, Indicator]) -> None:
        tables = PatternTables(lexicon, indicators)
        self._attacher = Attacher(tables)
        self._standings = Standings(tables, indicators)

    def recognise(
        self, document: Document, terms: TermIndex, found: list[Sentence]
    ) -> tuple[list[Recognised], list[ExcludedNumber]]:
        """Every number of the prose: quantities with their claims, and what is excluded."""
        topics = frozenset(hit.concept for hit in terms.between(0, _TOPIC_REACH))
        by_block: dict[int, list[Sentence]] = {}
        for sentence in found:
            by_block.setdefault(sentence.block, []).append(sentence)
        recognised: list[Recognised] = []
        excluded: list[ExcludedNumber] = []
        for number, own in by_block.items():
            block = document.blocks[number]
            quantities, left = read_numbers(document.text, block.start, block.end)
            excluded += left
            for position, sentence in enumerate(own):
                inside = [q for q in quantities if sentence.start <= q.start < sentence.end]
                if inside:
                    near = own[max(0, position - _SENTENCES_NEAR)] if position else found[max(0, sentence.index - 1)]
                    context = Context(near.start, sentence.end, topics)
                    recognised += self._sentence(document.text, terms, sentence, inside, context, block.start)
        return recognised, excluded

    def _sentence(
        self,
        text: str,
        terms: TermIndex,
        sentence: Sentence,
        inside: list[Quantity],
        context: Context,
        block_start: int,
    ) -> list[Recognised]:
        result: list[Recognised] = []
        carried_from: int | None = None
        for item in sentence.items:
            members = [q for q in inside if item[0] <= q.start < item[1]]
            for position, number in enumerate(members):
                before = members[position - 1] if position else None
                after = members[position + 1] if position + 1 < len(members) else None
                around = surroundings(text, terms, item, before, number, after)
                scene = Scene(text, terms, number, around, context)
                claims, reason = self._claims(scene, carried_from, sentence.start, block_start)
                if claims:
                    carried_from = claims[0].phrase_start
                elif not around.is_left_thin or around.is_right_open:
                    carried_from = None
                result.append(Recognised(number, sentence, item, around, tuple(claims), reason))
        return result

    def _claims(
        self, scene: Scene, carried_from: int | None, sentence_start: int, block_start: int
    ) -> tuple[list[Claim], str]:
        number = scene.number
        reason = _unclaimable(scene)
        if reason:
            return [], reason
        if number.unit_class in ("rank", "steps", "score"):
            return self._standings.claims(scene, sentence_start, block_start), ""
        found = self._attacher.claims(scene, carried_from)
        if not found and number.unit_class == "count" and number.value <= 1 and number.value != int(number.value):
            # `Chỉ số DTI đạt 0,6514`: an index without the word for points
            as_score = dataclasses.replace(scene, number=dataclasses.replace(number, unit_class="score"))
            found = self._standings.claims(as_score, sentence_start, block_start)
        return found, ""


def _unclaimable(scene: Scene) -> str:
    """Why no indicator may claim the number, or an empty text."""
    number = scene.number
    right = scene.text[number.text_end : number.text_end + 48]
    left = scene.text[scene.around.item_start : number.text_start]
    if number.unit_class == "percent" and kinds.is_relative(left, right):
        return "relative_to_plan_or_period"
    if number.unit_class == "money" and _PART_OF.search(left):
        return "part_of_a_total"
    is_of_a_group = number.out_of is not None and number.out_of not in _RANK_TOTALS
    if number.unit_class == "rank" and (is_of_a_group or _GROUP_RANK.match(right)):
        return "rank_in_a_group"
    if number.unit_class == "steps" and kinds.move_before(left) == 0:
        return "no_indicator"
    return ""

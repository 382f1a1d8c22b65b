"""Attaches ranks, moves of ranks and scores to the index that they are of.

Rules: `rank_topic` (xếp thứ 3/63 về …), `rank_before` and `score_before` (the nearest index before the number, in its clause and, for
composite indices, beyond), `score_after`, `shared_subjects` (kinh tế số và xã hội số cùng hạng 18). Never here: counts and shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapers.extraction.attachment import (
    COMPOSITE_INDICES,
    COORDINATED,
    JOINED,
    WORDS,
    Claim,
    PatternTable,
    PatternTables,
    Scene,
)
from scrapers.extraction.lexicon import Pattern
from scrapers.extraction.numbers import Quantity
from scrapers.extraction.terms import Hit
from scrapers.reference import Indicator

_TOPIC_LINK = re.compile(r"(?i)\b(?:về|ở|trong bảng xếp hạng|trên bảng xếp hạng|trong|theo)\s")
_WORDS_IN_CLAUSE, _WORDS_BEYOND = 22, 40


class Standings:
    """Claims on ranks, steps and scores."""

    def __init__(self, tables: PatternTables, indicators: dict[str, Indicator]) -> None:
        self._tables, self._indicators = tables, indicators

    def claims(self, scene: Scene, sentence_start: int, block_start: int) -> list[Claim]:
        """The topic after a rank, else the nearest index before the number; several where it is shared."""
        number, around, terms = scene.number, scene.around, scene.terms
        table = self._tables.of("rank" if number.unit_class == "steps" else number.unit_class)
        if number.unit_class == "rank":
            link = _TOPIC_LINK.search(scene.text, number.text_end, around.right_limit)
            if link is not None:
                nouns = terms.nouns_between(link.start(), around.right_limit)
                found = self._of(scene, table, nouns, "rank_topic", 0.95, (around.left_near, around.right_limit))
                is_about_another = link.group().lower().startswith("về") and not nouns
                if found or is_about_another:
                    return found
        found = self._before(scene, table, sentence_start, block_start)
        if not found and number.unit_class == "score":
            nouns = terms.nouns_between(number.text_end, around.right_limit)[:2]
            return self._of(scene, table, nouns, "score_after", 0.8, (around.left_near, around.right_limit))
        return found

    def _before(self, scene: Scene, table: PatternTable, sentence_start: int, block_start: int) -> list[Claim]:
        number, around = scene.number, scene.around
        rule = "score_before" if number.unit_class == "score" else "rank_before"
        for start, confidence in (
            (around.left_limit, 0.93),
            (around.item_start, 0.88),
            (sentence_start, 0.82),
            (block_start, 0.72),
        ):
            is_own = start == around.left_limit
            if not is_own and not around.is_left_thin:
                return []
            nouns = [noun for noun in scene.terms.nouns_between(start, number.text_start) if noun.concept in table]
            if start < around.item_start:
                nouns = [noun for noun in nouns if noun.concept in COMPOSITE_INDICES]
            if not nouns:
                continue
            distance = len(WORDS.findall(scene.text[nouns[-1].end : number.text_start]))
            if distance > (_WORDS_IN_CLAUSE if is_own else _WORDS_BEYOND):
                return []
            nearest = [noun for noun in nouns if noun.start == nouns[-1].start]
            span = (nearest[0].start, around.right_limit)
            found = self._of(scene, table, nearest, rule, confidence, span)
            if found:
                return found + self._shared(scene, table, nouns)
        return []

    def _shared(self, scene: Scene, table: PatternTable, nouns: list[Hit]) -> list[Claim]:
        right_of = nouns[-1].start
        if not COORDINATED.search(scene.text[right_of : scene.number.text_start]):
            return []
        shared: list[Claim] = []
        for noun in reversed(nouns):
            if noun.start >= right_of:
                continue
            if not JOINED.fullmatch(scene.text[noun.end : right_of]) or noun.concept in COMPOSITE_INDICES:
                break
            shared += self._of(scene, table, [noun], "shared_subjects", 0.85, (noun.start, scene.around.right_limit))
            right_of = noun.start
        return shared

    def _of(
        self, scene: Scene, table: PatternTable, nouns: list[Hit], rule: str, confidence: float, span: tuple[int, int]
    ) -> list[Claim]:
        claims = [
            Claim(
                pattern.indicator_code,
                rule,
                score,
                confidence if noun.is_exact else confidence - 0.15,
                *span,
                noun.is_exact,
            )
            for noun, pattern, score in self._met(scene, table, nouns, span)
        ]
        return sorted(claims, key=lambda claim: -claim.score)[:1]

    def _met(
        self, scene: Scene, table: PatternTable, nouns: list[Hit], span: tuple[int, int]
    ) -> Iterator[tuple[Hit, Pattern, float]]:
        near = scene.near()
        in_span = {hit.concept for hit in scene.terms.between(min(span[0], scene.number.text_start), span[1])}
        for order, noun in enumerate(nouns):
            for pattern in table.get(noun.concept, ()):
                is_met = (
                    (not pattern.head or noun.concept in pattern.head)
                    and not pattern.none_of & in_span
                    and self._fits_scale(pattern.indicator_code, scene.number)
                    and all(group & (in_span | {noun.concept}) for group in pattern.all_of)
                    and all(group & near for group in pattern.near)
                    and all(group & near or group & scene.context.topics for group in pattern.topic)
                )
                if is_met:
                    specific = 0.5 * len(pattern.all_of) + 0.35 * len(pattern.near)
                    yield noun, pattern, 1.0 + 0.12 * noun.words + specific - 0.2 * order

    def _fits_scale(self, code: str, number: Quantity) -> bool:
        scale = self._indicators[code].scale_max
        if number.unit_class != "score" or scale is None:
            return True
        if number.out_of is not None and abs(number.out_of - scale) > 1e-9:
            return False
        return number.value <= scale * 1.0001

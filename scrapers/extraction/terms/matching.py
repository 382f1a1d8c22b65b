"""How a pattern of the lexicon is met in a phrase, and how strongly.

Lives here: the evaluation of patterns; every rule of `attachment.rules` ends here. Never here: which words a rule looks at; the
wording of indicators (that is data).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scrapers.extraction.attachment.claims import KINDS_OF_PLACES, Claim, PatternTable, Scene
from scrapers.extraction.terms.lexicon import Pattern
from scrapers.extraction.terms.term_index import Hit
from scrapers.extraction.text.phrases import OUT_OF_A_WHOLE

WORDS = re.compile(r"[^\W_]+")
_CONFIDENCE = {
    "noun_after": 0.9,
    "noun_before": 0.92,
    "carried_subject": 0.8,
    "opener": 0.75,
    "shared_subjects": 0.85,
    "series": 0.85,
    "repeated_subject": 0.85,
}
_SHARED_WITHIN = 0.75
_WORDS_TO_CLOSE_HEAD, _WORDS_TO_OPEN_HEAD, _WORDS_TO_MARK, _NOUNS_TRIED = 4, 9, 8, 4
_WORDS_TO_PURPOSE = 20
_SAY_ANOTHER = frozenset({"digitized"})  # is done to dossiers, and no subject that would stop one told before
# `Thành phố có 512 xã, trong đó 312 xã có tổ công nghệ số`: what so many have is not said of all
_OF_WHICH = re.compile(r"(?i)\btrong (?:số )?đó\b")
_UNITS_OF_LAND = ("huyện", "quận", "tỉnh")


class Phrase(NamedTuple):
    """Where a rule looks: nouns that may be the subject, hits of the phrase, hits beside it that may qualify it."""

    rule: str
    nouns: list[Hit]
    hits: list[Hit]
    beside: list[Hit]
    anchor: int
    span: tuple[int, int]
    bonus: float
    is_before: bool


def best_of(found: list[Claim]) -> list[Claim]:
    """The strongest claim, or all that share a number and are about as strong."""
    ranked = sorted(found, key=lambda claim: -claim.score)
    if ranked and ranked[0].is_shared:
        return [
            claim
            for claim in ranked
            if claim.is_shared
            and claim.phrase_start == ranked[0].phrase_start
            and claim.score > ranked[0].score - _SHARED_WITHIN
        ]
    return ranked[:1]


def matches(scene: Scene, table: PatternTable, phrase: Phrase) -> Iterator[Claim]:
    """Claims of all patterns that a noun or a mark of the phrase opens."""
    longest: dict[str, Hit] = {}
    for hit in (*phrase.beside, *phrase.hits):
        known = longest.get(hit.concept)
        if known is None or hit.words > known.words:
            longest[hit.concept] = hit
    order, last_start = -1, -1
    for noun in phrase.nouns:
        if noun.start != last_start:
            order, last_start = order + 1, noun.start
        if order >= _NOUNS_TRIED:
            break
        yield from _claims_of(scene, phrase, longest, (p for p in table.get(noun.concept, ()) if p.head), noun, order)
    for concept in {hit.concept for hit in phrase.hits}:
        headless = (pattern for pattern in table.get(concept, ()) if not pattern.head)
        yield from _claims_of(scene, phrase, longest, headless, longest[concept], 0)


def _claims_of(
    scene: Scene, phrase: Phrase, longest: dict[str, Hit], patterns: Iterable[Pattern], head: Hit, order: int
) -> Iterator[Claim]:
    for pattern in patterns:
        met = _met(scene, phrase, longest, pattern, head, order)
        if met is None:
            continue
        score, is_exact = met
        confidence = _CONFIDENCE[phrase.rule] - 0.06 * order - (0 if is_exact else 0.15)
        if not is_exact:
            score -= 0.3
        yield Claim(
            pattern.indicator_code,
            phrase.rule,
            score,
            round(max(0.3, confidence), 2),
            *phrase.span,
            is_exact,
            pattern.shared,
        )


def _met(
    scene: Scene, phrase: Phrase, longest: dict[str, Hit], pattern: Pattern, head: Hit, order: int
) -> tuple[float, bool] | None:
    """Score of a pattern in a phrase and whether all its words are exact; None where it is not met."""
    if pattern.none_of & longest.keys() or not _head_is_in_reach(scene, phrase, pattern, head, order):
        return None
    if (pattern.of_total and scene.number.out_of is None) or (pattern.whole and scene.number.out_of is not None):
        return None
    is_told_of = pattern.whole and OUT_OF_A_WHOLE.search(scene.text, scene.around.item_start, scene.number.text_start)
    if not is_told_of and pattern.not_in_sentence & scene.in_sentence:
        return None
    if phrase.rule == "carried_subject" and not (
        _fits_own_places(scene, pattern, head) and _is_not_undone(scene, pattern)
    ):
        return None
    beside = set(longest)
    if pattern.after:  # `tổ … của doanh nghiệp`: right behind its noun
        beside = {h.concept for h in phrase.hits if _is_adjacent(scene.text, head, h)}
    gap = 0 if phrase.is_before else len(WORDS.findall(scene.text[phrase.anchor : head.start]))
    score = 1.0 + phrase.bonus + 0.12 * head.words - 0.45 * order - 0.05 * gap
    is_exact = head.is_exact
    for group in pattern.all_of:
        present = [longest[concept] for concept in group if concept in longest and concept in beside]
        if not present:
            return None
        best = max(present, key=lambda hit: hit.words)
        is_exact = is_exact and best.is_exact
        score += 0.5 + 0.1 * best.words
    if phrase.rule == "carried_subject" and pattern.all_of:
        own = {hit.concept for hit in scene.terms.between(scene.around.left_limit, scene.number.text_start)}
        score += 0.5 * sum(bool(group & own) for group in pattern.all_of)
    near = scene.near if pattern.near or pattern.topic else set()
    if any(not group & near for group in pattern.near):
        return None
    if any(not group & near and not group & scene.context.topics for group in pattern.topic):
        return None
    return score + 0.35 * len(pattern.near) + 0.1 * len(pattern.topic), is_exact


def _fits_own_places(scene: Scene, pattern: Pattern, head: Hit) -> bool:
    """Whether a pattern is of the places that the number's own words name: `… về 100% số xã, còn ở thôn, bản thì đạt 95%`."""
    asked = pattern.head.union(*pattern.all_of) & KINDS_OF_PLACES if pattern.head else frozenset()
    if not asked or head.concept not in KINDS_OF_PLACES:
        return True
    own = [
        h for h in scene.terms.between(scene.around.left_limit, scene.number.text_start) if h.concept in KINDS_OF_PLACES
    ]
    return not own or head.concept == own[-1].concept


def _is_not_undone(scene: Scene, pattern: Pattern) -> bool:
    """Whether the number's own words say nothing that the pattern is not of: `thanh toán trực tuyến 60%; số hóa 90%`."""
    own = {hit.concept for hit in scene.terms.between(scene.around.left_limit, scene.number.text_start)}
    return not (own & _SAY_ANOTHER) or bool(own & _SAY_ANOTHER & pattern.head.union(*pattern.all_of))


def _is_adjacent(text: str, head: Hit, hit: Hit) -> bool:
    return hit.start >= head.end and len(WORDS.findall(text[head.end : hit.start])) <= 2


def _head_is_in_reach(scene: Scene, phrase: Phrase, pattern: Pattern, head: Hit, order: int) -> bool:
    if pattern.close and order > (1 if phrase.is_before else 0):
        return False
    if phrase.rule == "carried_subject" and pattern.close and not pattern.carry:
        return False
    if pattern.phrase:
        told = _OF_WHICH.search(scene.text, scene.number.text_end, scene.around.item_end)
        item = scene.terms.between(
            scene.around.item_start, told.start() if told and head.concept in KINDS_OF_PLACES else scene.around.item_end
        )
        if not any(hit.concept in pattern.phrase for hit in item):
            return False
    if phrase.is_before:
        return True
    between = WORDS.findall(scene.text[phrase.anchor : head.start])
    gap = len(between)
    if pattern.close and gap and between[0].lower() in _UNITS_OF_LAND:
        return False  # `10/10 huyện lập tổ công nghệ số`: districts are counted, no teams
    if not pattern.head:
        gap = sum(
            not word[0].isupper() for word in between
        )  # `khách hàng của Công ty CP Cấp nước Hà Tĩnh thanh toán …`
        return gap <= (_WORDS_TO_PURPOSE if scene.number.unit_class == "money" else _WORDS_TO_MARK)
    return gap <= (_WORDS_TO_CLOSE_HEAD if pattern.close else _WORDS_TO_OPEN_HEAD)

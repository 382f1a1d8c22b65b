"""Attaches numbers to indicators: named rules with scores over phrases.

Rules: `noun_after` (82,6% đối tượng …), `noun_before` (tỷ lệ … đạt 55%), `carried_subject` (…, đạt tỷ lệ 70%), `shared_subjects`
(học phí, viện phí đều …), `respectively` (lần lượt …), `rank_topic` and `rank_before`, `score_before`. Lives here: the evaluation
of patterns in the regions of `phrases`. Never here: kind, period, place; the wording of indicators (that is data).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from scrapers.extraction.lexicon import Lexicon, Pattern
from scrapers.extraction.numbers import Quantity, UnitClass
from scrapers.extraction.phrases import Surroundings
from scrapers.extraction.terms import Hit, TermIndex
from scrapers.reference import Indicator


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """An indicator's claim on a number: by which rule, from which phrase, how strongly."""

    indicator_code: str
    rule: str
    score: float
    confidence: float
    phrase_start: int
    phrase_end: int
    is_exact: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Context:
    """What the patterns' `near` and `topic` look at: where the near text begins and ends, and the document's topics."""

    near_start: int
    near_end: int
    topics: frozenset[str]


UNITS_OF_CLASS: dict[UnitClass, tuple[str, ...]] = {
    "percent": ("percent",),
    "percent_points": ("percent",),
    "score": ("score",),
    "rank": ("rank",),
    "steps": ("rank",),
    "money": ("vnd_billion",),
    "per_100_people": ("per_100_people",),
    "per_1000_people": ("per_1000_people",),
    "per_person": ("ratio", "per_100_people"),
    "km": ("km",),
    "count": ("count", "person"),
    "other_measure": (),
}
# Indices on a scale of 100 that texts also print as a percentage.
_SCORES_AS_PERCENT = frozenset({"sipas_score", "par_index_score"})
# Only an index keeps the floor beyond its own clause: a later rank or score may be of it without naming it again.
_COMPOSITE_INDICES = frozenset({"dt_index", "ict_index", "idx766", "sipas", "par_index", "papi", "pci"})
_COORDINATED = re.compile(r"(?i)\b(?:đều|cùng)\b")
_JOINED = re.compile(r"(?i)\s*(?:,|và|cùng|với)\s*(?:\w+\s+){0,2}")
_GENERIC_COUNTED = re.compile(r"(?i)^\s*(?:thuê bao|tài khoản|hồ sơ|tổ|người|trạm|lượt|sản phẩm|đơn vị|máy|hộ|chữ ký|thành viên|doanh nghiệp|bộ)\b")
_COUNTED_SUBJECT = re.compile(r"(?i)(?:^|\W)(?:tổng\s+)?số\s|(?:gồm|có|đạt|là|:|\||lập|cấp)\s*(?:được\s+)?$")
_WORDS = re.compile(r"[^\W_]+")
_MAX_WORDS_TO_HEAD = {"close": 4, "open": 9}


class Attacher:
    """Patterns of the lexicon, grouped by the units that they can claim."""

    def __init__(self, lexicon: Lexicon, indicators: dict[str, Indicator]) -> None:
        self._indicators = indicators
        self._by_class: dict[str, dict[str, list[Pattern]]] = {}
        for unit_class, units in UNITS_OF_CLASS.items():
            table: dict[str, list[Pattern]] = {}
            for pattern in lexicon.patterns:
                unit = indicators[pattern.indicator_code].unit
                wanted = unit in units or (unit_class == "percent" and pattern.indicator_code in _SCORES_AS_PERCENT)
                if not wanted:
                    continue
                for concept in pattern.head or pattern.all_of[0]:
                    table.setdefault(concept, []).append(pattern)
            self._by_class[unit_class] = table

    # ---- numbers that count or measure ---------------------------------------------------------------------------
    def claims(
        self, text: str, terms: TermIndex, number: Quantity, around: Surroundings, context: Context,
        carried_from: int | None,
    ) -> list[Claim]:  # fmt: skip
        """The claims on a counted or measured number, best first; `carried_from` is where an earlier subject began."""
        table = self._by_class[number.unit_class]
        found: list[Claim] = []
        if around.is_right_open:
            found += self._noun_after(text, terms, number, around, context, table)
        if number.unit_class == "count" and found:
            return sorted(found, key=lambda claim: -claim.score)[:1]  # what is counted stands after its number
        if around.left_phrase < number.text_start and not (
            number.unit_class == "count" and around.is_right_open and not _GENERIC_COUNTED.match(text[number.text_end : number.text_end + 16])
        ):
            found += self._noun_before(text, terms, number, around, context, table)
        if not found and carried_from is not None and around.is_left_thin and (
            not around.is_right_open or number.unit_class != "count"
        ):  # fmt: skip
            found += self._carried(text, terms, number, around, context, table, carried_from)
        found.sort(key=lambda claim: -claim.score)
        if found and found[0].rule == "noun_before":
            return found[:1] + self._shared_before(text, terms, number, around, context, table)
        return found[:1]

    def _shared_before(self, text, terms, number, around, context, table) -> list[Claim]:  # type: ignore[no-untyped-def]
        """Further subjects of one measure: `học phí, viện phí đều trên 50%`."""
        nouns = terms.nouns_between(around.left_limit, number.text_start)
        if not nouns or not _COORDINATED.search(text[nouns[-1].end : number.text_start]):
            return []
        shared: list[Claim] = []
        right_of = nouns[-1].start
        for noun in reversed(nouns[:-1]):
            if noun.start >= right_of or not _JOINED.fullmatch(text[noun.end : right_of]):
                break
            claims = self._match(
                text, table, context, terms, [noun], terms.between(noun.start, noun.end), [], noun.start, "noun_before", 0.0,
                (noun.start, around.right_limit), around, is_before=True,
            )  # fmt: skip
            best = max(claims, key=lambda claim: claim.score, default=None)
            if best is not None:
                shared.append(dataclasses.replace(best, rule="shared_subjects", confidence=0.85))
            right_of = noun.start
        return shared

    def _noun_after(self, text, terms, number, around, context, table) -> Iterable[Claim]:  # type: ignore[no-untyped-def]
        nouns = terms.nouns_between(number.text_end, around.right_limit)
        phrase = terms.between(number.text_end, around.right_limit)
        modifiers = terms.between(around.left_near, number.text_start)
        yield from self._match(
            text, table, context, terms, nouns, phrase, modifiers, number.text_end, "noun_after",
            0.3 if not around.is_left_linked else 0.15, (around.left_near, around.right_limit), around,
        )  # fmt: skip

    def _noun_before(self, text, terms, number, around, context, table) -> Iterable[Claim]:  # type: ignore[no-untyped-def]
        nouns = terms.nouns_between(around.left_phrase, number.text_start)
        phrase = terms.between(around.left_phrase, number.text_start)
        tail = terms.between(number.text_end, around.right_limit) if around.is_right_open else []
        bonus = 0.4 if around.is_left_linked else (-0.4 if around.is_right_open else 0.1)
        is_count = number.unit_class == "count"
        if is_count and not _COUNTED_SUBJECT.search(text[around.left_phrase : number.text_start]):
            bonus -= 0.5
        start = around.left_phrase
        yield from self._match(
            text, table, context, terms, nouns, phrase, tail, start, "noun_before", bonus, (start, around.right_limit), around,
            is_before=True,
        )  # fmt: skip

    def _carried(self, text, terms, number, around, context, table, carried_from) -> Iterable[Claim]:  # type: ignore[no-untyped-def]
        nouns = terms.nouns_between(carried_from, number.text_start)
        phrase = terms.between(carried_from, number.text_start)
        yield from self._match(
            text, table, context, terms, nouns, phrase, [], carried_from, "carried_subject", -0.3,
            (carried_from, around.right_limit), around, is_before=True,
        )  # fmt: skip

    def _match(  # noqa: PLR0913
        self, text: str, table: dict[str, list[Pattern]], context: Context, terms: TermIndex, nouns: list[Hit],
        phrase: list[Hit], extra: list[Hit], anchor: int, rule: str, bonus: float, span: tuple[int, int],
        around: Surroundings, *, is_before: bool = False,
    ) -> Iterable[Claim]:  # fmt: skip
        in_phrase = {hit.concept for hit in phrase}
        present = in_phrase | {hit.concept for hit in extra}
        by_concept: dict[str, Hit] = {}
        for hit in (*extra, *phrase):
            known = by_concept.get(hit.concept)
            if known is None or hit.words > known.words:
                by_concept[hit.concept] = hit
        tried: set[int] = set()
        order = -1
        last_start = -1
        for noun in nouns:
            if noun.start != last_start:
                order, last_start = order + 1, noun.start
            if order > 3:
                break
            for pattern in table.get(noun.concept, ()):
                if pattern.head and noun.concept in pattern.head:
                    claim = self._score(text, pattern, noun, order, by_concept, present, in_phrase, context, terms, anchor, rule, bonus, span, around, is_before)
                    if claim is not None:
                        yield claim
        for concept in in_phrase:
            for pattern in table.get(concept, ()):
                if not pattern.head and id(pattern) not in tried:
                    tried.add(id(pattern))
                    hit = by_concept[concept]
                    claim = self._score(text, pattern, hit, 0, by_concept, present, in_phrase, context, terms, anchor, rule, bonus, span, around, is_before)
                    if claim is not None:
                        yield claim

    def _score(  # noqa: PLR0913
        self, text: str, pattern: Pattern, head: Hit, order: int, by_concept: dict[str, Hit], present: set[str],
        in_phrase: set[str], context: Context, terms: TermIndex, anchor: int, rule: str, bonus: float,
        span: tuple[int, int], around: Surroundings, is_before: bool,
    ) -> Claim | None:  # fmt: skip
        if pattern.none_of & present:
            return None
        if pattern.close and order > (0 if not is_before else 1):
            return None
        gap = 0 if is_before else len(_WORDS.findall(text[anchor : head.start]))
        if pattern.head and gap > _MAX_WORDS_TO_HEAD["close" if pattern.close else "open"]:
            return None
        score = 1.0 + bonus + 0.12 * head.words - 0.45 * order - 0.05 * gap
        is_exact = head.is_exact
        for group in pattern.all_of:
            met = [by_concept[c] for c in group if c in present]
            if not met:
                return None
            best = max(met, key=lambda hit: hit.words)
            is_exact = is_exact and best.is_exact
            score += 0.5 + 0.1 * best.words
        near = self._concepts_near(terms, context)
        for group in pattern.near:
            if not group & near:
                return None
            score += 0.35
        for group in pattern.topic:
            if not (group & context.topics or group & near):
                return None
            score += 0.1
        if pattern.phrase and not any(h.concept in pattern.phrase for h in terms.between(around.item_start, around.item_end)):
            return None
        if rule == "carried_subject" and not (pattern.carry or not pattern.close):
            return None
        confidence = {"noun_after": 0.9, "noun_before": 0.92, "carried_subject": 0.8}[rule] - 0.06 * order
        if not is_exact:
            score -= 0.3
            confidence -= 0.15
        return Claim(pattern.indicator_code, rule, score, round(max(0.3, confidence), 2), span[0], span[1], is_exact)

    def _concepts_near(self, terms: TermIndex, context: Context) -> set[str]:
        return {hit.concept for hit in terms.between(context.near_start, context.near_end)}

    # ---- ranks and scores ----------------------------------------------------------------------------------------
    def standing(
        self, text: str, terms: TermIndex, number: Quantity, around: Surroundings, context: Context,
        sentence_start: int, block_start: int,
    ) -> list[Claim]:  # fmt: skip
        """The claims on a rank, a move of ranks or a score: the topic after it (`về …`), else the nearest index before it."""
        table = self._by_class["rank" if number.unit_class == "steps" else number.unit_class]
        tail_start = number.text_end
        tail = text[tail_start : around.right_limit]
        link = re.search(r"(?i)\b(?:về|ở|trong bảng xếp hạng|trên bảng xếp hạng|trong|theo)\s", tail)
        if link is not None and number.unit_class == "rank":
            nouns = terms.nouns_between(tail_start + link.start(), around.right_limit)
            found = list(self._index_claims(text, terms, number, nouns, table, context, "rank_topic", 0.95, around, (around.left_near, around.right_limit)))
            if found:
                return sorted(found, key=lambda c: -c.score)[:1]
            if re.match(r"(?i)về\s", link.group()) and not terms.nouns_between(tail_start + link.start(), tail_start + link.start() + 40):
                return []
        rule = "score_before" if number.unit_class == "score" else "rank_before"
        for start, confidence, needs_thin in (
            (around.left_limit, 0.93, False),
            (around.item_start, 0.88, True),
            (sentence_start, 0.82, True),
            (block_start, 0.72, True),
        ):
            if needs_thin and not around.is_left_thin:
                break
            nouns = [n for n in terms.nouns_between(start, number.text_start) if n.concept in table]
            if start in (sentence_start, block_start) and start < around.item_start:
                nouns = [n for n in nouns if n.concept in _COMPOSITE_INDICES]
            if not nouns:
                continue
            nearest = nouns[-1].start
            same = [n for n in nouns if n.start == nearest]
            if len(_WORDS.findall(text[nouns[-1].end : number.text_start])) > (22 if not needs_thin else 40):
                break
            found = list(self._index_claims(text, terms, number, same, table, context, rule, confidence, around, (nearest, around.right_limit)))
            if not found:
                continue
            shared = self._shared(text, terms, number, nouns, nearest, table, context, around)
            return sorted(found, key=lambda c: -c.score)[:1] + shared
        if number.unit_class == "score":
            nouns = terms.nouns_between(tail_start, around.right_limit)[:2]
            return list(self._index_claims(text, terms, number, nouns, table, context, "score_after", 0.8, around, (around.left_near, around.right_limit)))
        return []

    def _shared(self, text, terms, number, nouns, nearest, table, context, around) -> list[Claim]:  # type: ignore[no-untyped-def]
        """Further subjects of one rank: `kinh tế số và xã hội số cùng hạng 18`."""
        if not _COORDINATED.search(text[nearest : number.text_start]):
            return []
        shared: list[Claim] = []
        right_of = nearest
        for noun in reversed(nouns):
            if noun.start >= right_of:
                continue
            if not _JOINED.fullmatch(text[noun.end : right_of]) or noun.concept in _COMPOSITE_INDICES:
                break
            shared += list(self._index_claims(text, terms, number, [noun], table, context, "shared_subjects", 0.85, around, (noun.start, around.right_limit)))[:1]
            right_of = noun.start
        return shared

    def _index_claims(self, text, terms, number, nouns, table, context, rule, confidence, around, span) -> Iterable[Claim]:  # type: ignore[no-untyped-def]
        near = self._concepts_near(terms, context)
        in_span = {hit.concept for hit in terms.between(min(span[0], number.text_start), span[1])}
        for order, noun in enumerate(nouns):
            for pattern in table.get(noun.concept, ()):
                code = pattern.indicator_code
                if pattern.head and noun.concept not in pattern.head:
                    continue
                if pattern.none_of & in_span or not self._fits_scale(code, number):
                    continue
                if any(not group & (in_span | {noun.concept}) for group in pattern.all_of):
                    continue
                if any(not group & near for group in pattern.near):
                    continue
                if any(not (group & context.topics or group & near) for group in pattern.topic):
                    continue
                score = 1.0 + 0.12 * noun.words + 0.5 * len(pattern.all_of) + 0.35 * len(pattern.near) - 0.2 * order
                yield Claim(code, rule, score, confidence if noun.is_exact else confidence - 0.15, span[0], span[1], noun.is_exact)

    def _fits_scale(self, code: str, number: Quantity) -> bool:
        indicator = self._indicators[code]
        if number.unit_class != "score":
            return True
        if indicator.scale_max is None:
            return True
        if number.out_of is not None and abs(number.out_of - indicator.scale_max) > 1e-9:
            return False
        return number.value <= indicator.scale_max * 1.0001

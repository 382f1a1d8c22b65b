"""Attaches ranks, moves of ranks and scores to the index that they are of.

Rules: `rank_topic` (xếp thứ 3/63 về …), `rank_before` and `score_before` (the nearest index before the number, in its clause and, for
composite indices, beyond), `standing_carried` (…, tăng 42 bậc: the index of the rank before), `score_after`, `shared_subjects` (kinh tế
số và xã hội số cùng hạng 18), `series` (lần lượt là 22, 9, 13). Never here: counts and shares.
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Claim, PatternTable, PatternTables, Scene
from scrapers.extraction.attachment.rules import COORDINATED, JOINED
from scrapers.extraction.attachment.series import SeriesPosition
from scrapers.extraction.indices.index_nouns import (
    COMPOSITE_INDICES,
    DT_INDEX,
    NAMES_OF_DTI,
    OTHER_INDEX,
    PARTS_OF_DTI,
    is_activity_beside_pillar,
    names_its_parts,
    outside_asides,
    parts_first,
    pillars_that_share,
)
from scrapers.extraction.indices.index_patterns import IndexPatterns
from scrapers.extraction.indices.named_behind import NamedBehind, is_about_another, topic_link
from scrapers.extraction.indices.ranked_amounts import is_of_an_amount, is_of_another_quantity
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.terms.lexicon import Lexicon
from scrapers.extraction.terms.matching import WORDS
from scrapers.extraction.terms.term_index import Hit
from scrapers.extraction.text.brackets import without_asides
from scrapers.reference import Indicator

# `dẫn đầu ở nhận thức số và thể chế số, duy trì vị trí cao ở kinh tế số`
_FURTHER_PREDICATE = re.compile(r"(?i),\s+(?:duy trì|giữ|tiếp tục|đạt|có|được|vươn|cải thiện|trong khi)\b")
# `PAR INDEX và PAPI thuộc tốp 15`
_IN_GROUP = re.compile(r"(?i)\s(?:thuộc|nằm trong|vào|trong)\s+(?:top|tốp|nhóm)\s+$")
_AT_BOTH = re.compile(
    r"(?i)\)?\s+(?:ở|về|tại)\s+(?:cả\s+(?:(?:hai|ba|2|3)\s+)?(?:chỉ số\s+|trụ cột\s+)?|\d(?:/\d)?\s+chỉ số\s+(?:là|gồm)\s+)"
)
# `kinh tế số 0,3668 điểm và xã hội số 0,4052 điểm, cùng xếp thứ 2`
_OWN_SCORE = re.compile(r"^\s*\(?(?:đạt\s+)?\d[\d.]*(?:,\d+)?(?:\s*điểm)?\)?")
_WITH = re.compile(r"\s+với\s")  # `Ở chỉ số SIPAS, Quảng Ninh dẫn đầu cả nước với 90,61%`
_AIMS_ANEW = re.compile(r"(?i)\b(?:phấn đấu|mục tiêu|quyết tâm)\b")
_ANOTHER_BETWEEN = re.compile(
    r"(?i)\bchỉ số\s+(?!này|của|do\b|đạt|trên|trung bình|là|chung|tổng hợp|ở|cấp|năm|xếp|đứng)\w+"
)
# An index may be about services; points right behind them are of that part: `dịch vụ công trực tuyến 16,85 điểm`.
_SERVICES = frozenset({"ops", "procedure", "dossier"})
_RIGHT_BEHIND = re.compile(r"\s*(?:(?:đạt|được|là|:)\s*)?")
_WORDS_IN_CLAUSE, _WORDS_BEYOND = 22, 40
STANDING_CLASSES: tuple[UnitClass, ...] = ("rank", "steps", "score")
"""The units of what an index gives."""


class Standings:
    """Claims on ranks, steps and scores."""

    def __init__(self, tables: PatternTables, indicators: dict[str, Indicator], lexicon: Lexicon) -> None:
        self._tables = tables
        self._patterns = IndexPatterns(tables, indicators)
        self._behind = NamedBehind(self._patterns)
        heads: dict[bool, set[str]] = {True: set(), False: set()}
        for pattern in lexicon.patterns:
            heads[indicators[pattern.indicator_code].unit in ("rank", "score")] |= pattern.head
        self._heads: dict[str, set[str]] = {}
        for pattern in lexicon.patterns:
            if indicators[pattern.indicator_code].unit in ("rank", "score"):
                self._heads.setdefault(pattern.indicator_code, set()).update(pattern.head)
        # An index, and nothing that is also counted or measured: a rank stops at it even where it has no rank itself.
        self._index_concepts = frozenset(heads[True] - heads[False]) | {OTHER_INDEX}

    def claims(self, scene: Scene, sentence_start: int, block_start: int) -> list[Claim]:
        """The topic after a rank, else the nearest index before the number; several where it is shared."""
        number, around, terms = scene.number, scene.around, scene.terms
        table = self._patterns.table(number)
        if own := self._of_all_pillars(scene, table) or self._behind.in_bracket(scene, table):
            return own
        if number.unit_class in ("rank", "steps"):
            link = topic_link(scene)
            if link is not None:
                further = _FURTHER_PREDICATE.search(scene.text, link.end(), around.right_limit)
                inside = terms.nouns_between(link.start(), further.start() if further else around.right_limit)
                nouns = [noun for noun in inside if noun.end > link.end()]  # `trên bảng xếp hạng chuyển đổi số`
                found = self._patterns.claims(
                    scene, table, nouns, "rank_topic", 0.95, (around.left_near, around.right_limit)
                )
                found = self._of_part(scene, table, found) or found + self._behind.further_topics(
                    scene, table, found, nouns
                )
                if found or is_about_another(scene):
                    return found
            behind = self._behind.right_behind(scene, table)
            is_named_before = _WITH.match(scene.text, number.end) is not None
            if behind or (
                "lead" in number.flags and not is_named_before
            ):  # to lead in nothing that is named is no rank
                return behind
        if number.unit_class == "score":
            at_parts = _AT_BOTH.match(scene.text, number.text_end, around.item_end)
            if at_parts is not None:
                return self._behind.of_parts(scene, table, at_parts.end())
            if behind := self._behind.right_behind(scene, table):
                return behind  # `đạt 84,32 điểm Chỉ số phục vụ người dân`
        is_named = self.names_an_index(scene, sentence_start, number.text_start)
        found = self._behind.about(scene, table) if not is_named else []
        found = found or self._before(scene, table, sentence_start, block_start) or self._behind.about(scene, table)
        if not found and number.unit_class == "score":
            nouns = terms.nouns_between(number.text_end, around.right_limit)[:2]
            return self._patterns.claims(
                scene, table, nouns, "score_after", 0.8, (around.left_near, around.right_limit)
            )
        return found

    def _of_all_pillars(self, scene: Scene, table: PatternTable) -> list[Claim]:
        """The pillars that share a rank, all three."""
        parts = pillars_that_share(scene) if scene.number.unit_class == "rank" else []
        if len({noun.concept for noun in parts}) < len(PARTS_OF_DTI):
            return []
        end = scene.around.item_end
        found = [
            self._patterns.claims(scene, table, [noun], "shared_subjects", 0.85, (noun.start, end)) for noun in parts
        ]
        return [claims[0] for claims in found if claims]

    def _of_part(self, scene: Scene, table: PatternTable, found: list[Claim]) -> list[Claim]:
        """The claim of a component right before its rank, where the topic behind is the whole: `kinh tế số xếp thứ 41 theo DTI`."""
        whole = self.nouns_of(scene, found[0]) if found else ()
        before = scene.terms.nouns_between(scene.around.left_limit, scene.number.text_start)
        is_whole = any(noun.concept in NAMES_OF_DTI for noun in whole)
        if not is_whole or not before or before[-1].concept not in PARTS_OF_DTI:
            return []
        return self._patterns.claims(
            scene, table, before[-1:], "rank_before", 0.9, (before[-1].start, scene.around.right_limit)
        )

    def carried(self, scene: Scene, nouns: tuple[Hit, ...], confidence: float) -> list[Claim]:
        """The index of an earlier rank or score, or of a sentence before, where nothing between names another."""
        span = (scene.around.left_near, scene.around.right_limit)
        return self._patterns.claims(
            scene, self._patterns.table(scene.number), list(nouns), "standing_carried", confidence, span
        )

    def of_topic(self, scene: Scene) -> list[Claim]:
        """A score on a scale beyond the national index's, in a text about that index: one of the province's own index.

        `Sở Y tế với 848,14 điểm` names no index; the title did. Where the area is a province, nothing comes of it.
        """
        number = scene.number
        topics = scene.context.topics & COMPOSITE_INDICES
        if number.unit_class != "score" or number.value <= 1 or topics != {DT_INDEX}:
            return []
        named = next((noun for noun in scene.terms.nouns if noun.concept == DT_INDEX), None)
        return self.carried(scene, (named,), 0.6) if named is not None else []

    def in_series(self, scene: Scene, place: SeriesPosition) -> list[Claim]:
        """The index at the number's position among the names before `lần lượt`."""
        table = self._patterns.table(scene.number)
        names = self._names_of_series(scene, place)
        if len(names) < place.size:
            return []
        chosen = [noun for noun in names[-place.size :][place.position] if noun.concept in table]
        if not chosen:
            return []
        span = (chosen[0].start, scene.around.right_limit)
        return self._patterns.claims(scene, table, chosen, "series", 0.85, span)

    def is_other_in_series(self, scene: Scene, place: SeriesPosition) -> bool:
        """Whether the name at the number's position is one of several indices, which has no such figure."""
        table, names = self._patterns.table(scene.number), self._names_of_series(scene, place)
        return len(names) >= place.size and not any(
            noun.concept in table for noun in names[-place.size :][place.position]
        )

    def _names_of_series(self, scene: Scene, place: SeriesPosition) -> list[list[Hit]]:
        """The indices named before a series, those of the same words together; those without such a figure among others."""
        table = self._patterns.table(scene.number)
        inside = scene.terms.nouns_between(scene.around.item_start, place.names_end)
        names: list[list[Hit]] = []
        for noun in (noun for noun in inside if noun.concept in table or noun.concept in self._index_concepts):
            if names and names[-1][0].start == noun.start:
                names[-1].append(noun)
            else:
                names.append([noun])
        return names

    def nouns_of(self, scene: Scene, claim: Claim) -> tuple[Hit, ...]:
        """The index nouns that a claim rests on, to be remembered for the numbers after it."""
        inside = scene.terms.nouns_between(claim.phrase_start, max(claim.phrase_end, scene.number.text_end))
        heads = self._heads[claim.indicator_code]
        return tuple(noun for noun in inside if noun.concept in heads)[-1:]

    def is_index(self, noun: Hit) -> bool:
        """Whether a noun is an index that has ranks."""
        return noun.concept in self._index_concepts or noun.concept in self._tables.of("rank")

    def has_score(self, noun: Hit) -> bool:
        """Whether a noun is an index, or a part of one, that has points."""
        return noun.concept in self._tables.of("score")

    def names_an_index(self, scene: Scene, start: int, stop: int) -> bool:
        """Whether any index is named between two places."""
        return bool(self.indices_named(scene, start, stop))

    def names_the_index(self, scene: Scene, start: int, stop: int) -> bool:
        """As `names_an_index`, parts that the codebook does not have aside: they may follow the whole that is told first."""
        return any(noun.concept != OTHER_INDEX for noun in self.indices_named(scene, start, stop))

    def indices_named(self, scene: Scene, start: int, stop: int) -> list[Hit]:
        """The mentions of indices and their parts between two places."""
        return [noun for noun in scene.terms.nouns_between(start, stop) if noun.concept in self._index_concepts]

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
            if (start < around.item_start and is_of_an_amount(scene)) or (not is_own and is_of_another_quantity(scene)):
                return []
            nouns = [
                noun
                for noun in scene.terms.nouns_between(start, number.text_start)
                if (noun.concept in table or noun.concept in self._index_concepts)
                and (
                    rule != "score_before"
                    or noun.concept not in _SERVICES
                    or _RIGHT_BEHIND.fullmatch(scene.text, noun.end, number.text_start)
                )
            ]
            nouns = outside_asides(scene, nouns)
            if not nouns:
                continue
            named = self._without_services(nouns)
            nouns = parts_first(scene.text, named)
            nearest = [noun for noun in nouns if noun.start == nouns[-1].start and noun.concept in table]
            if start < around.item_start:
                nearest = [noun for noun in nearest if noun.concept in COMPOSITE_INDICES]
            # behind the whole, too, where that only says of what the noun is a part
            said = without_asides(scene.text[named[-1].end : number.text_start]) if nearest else ""
            if _ANOTHER_BETWEEN.search(said) or (nearest and "," in said and names_its_parts(scene.text, nearest[0])):
                return []  # `ICT Index …, chỉ số hạ tầng kỹ thuật xếp vị trí 32`: a part of it
            if not nearest or is_activity_beside_pillar(scene, nearest[0], block_start):
                return []  # the nearest index has no such figure in the codebook: the rank of a component
            if nearest[-1].concept in PARTS_OF_DTI and "%" in said:
                return []  # `kinh tế số đóng góp 17,5% GRDP, đứng thứ 3`: the rank of a share, not of the pillar
            distance = len(WORDS.findall(said))
            is_short = is_own and nearest[-1].concept not in COMPOSITE_INDICES
            if distance > (_WORDS_IN_CLAUSE if is_short else _WORDS_BEYOND):
                return []
            span = (nearest[0].start, around.right_limit)
            found = self._patterns.claims(scene, table, nearest, rule, confidence, span) or self._on_scale(
                scene, table, nouns, rule
            )
            if found:
                return found + self._shared(scene, table, [n for n in nouns if n.concept in table])
        return []

    def _without_services(self, nouns: list[Hit]) -> list[Hit]:
        """The nouns without services at their end that an index is about: `Bộ chỉ số … trong cung cấp dịch vụ công, tăng 42 bậc`."""
        last = len(nouns)
        while last > 1 and nouns[last - 1].concept in _SERVICES and nouns[last - 1].concept not in self._index_concepts:
            last -= 1
        return nouns[:last] if last and nouns[last - 1].concept in COMPOSITE_INDICES else nouns

    def _on_scale(self, scene: Scene, table: PatternTable, nouns: list[Hit], rule: str) -> list[Claim]:
        """The part on whose scale a score is written, where the whole is named last: `… công khai, minh bạch theo Quyết định 766, huyện … được 14,75/18 điểm`."""
        if scene.number.unit_class != "score" or scene.number.out_of is None:
            return []
        for noun in reversed([noun for noun in nouns if noun.concept in table]):
            found = self._patterns.claims(scene, table, [noun], rule, 0.8, (noun.start, scene.around.right_limit))
            if found:
                return found
        return []

    def _shared(self, scene: Scene, table: PatternTable, nouns: list[Hit]) -> list[Claim]:
        right_of = nouns[-1].start
        said = scene.text[right_of : scene.number.text_start]
        in_group = nouns[-1].concept in COMPOSITE_INDICES and _IN_GROUP.search(said) is not None
        if not in_group and not COORDINATED.search(said):
            return []
        shared: list[Claim] = []
        last = nouns[-1].concept
        for noun in reversed(nouns):
            if noun.start >= right_of:
                continue
            if noun.concept == last and scene.text[noun.end : right_of] == " (":
                right_of = noun.start  # `chỉ số chuyển đổi số (DTI)`
                continue
            is_whole = noun.concept in COMPOSITE_INDICES and nouns[-1].concept not in COMPOSITE_INDICES
            between = _OWN_SCORE.sub("", scene.text[noun.end : right_of].removeprefix(")"))
            # `chi cho chuyển đổi số và phấn đấu PAR INDEX thuộc nhóm 5`
            begins_anew = _AIMS_ANEW.search(between) is not None
            if (
                begins_anew
                or not JOINED.fullmatch(between)
                or is_whole
                or (in_group and not shared and "và" not in between)
            ):
                break
            shared += self._patterns.claims(
                scene, table, [noun], "shared_subjects", 0.85, (noun.start, scene.around.right_limit)
            )
            right_of, last = noun.start, noun.concept
        return shared

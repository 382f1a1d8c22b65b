"""From sentences to numbers with the indicators that claim them.

Lives here: which numbers stand in which item, and the subject that one number hands to the next. Never here: the numbers that no
indicator may claim (`unclaimable`); kind, period, place.
"""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator
from typing import NamedTuple

from schemas.records import Document
from scrapers.extraction import kinds
from scrapers.extraction.attachment import Attacher
from scrapers.extraction.claims import SCORES_AS_PERCENT, Claim, Context, PatternTables, Scene
from scrapers.extraction.letters import CAPITALS
from scrapers.extraction.lexicon import Lexicon
from scrapers.extraction.numbers import ExcludedNumber, Quantity, read_numbers
from scrapers.extraction.phrases import Surroundings, surroundings
from scrapers.extraction.referred import KINDS_OF_PLACES, NAME_IS, Referred
from scrapers.extraction.series import SeriesPosition, read_series
from scrapers.extraction.standing import BEHIND_AMOUNT, RANK_TOTALS, STANDING_CLASSES, Remembered, Standings
from scrapers.extraction.terms import Hit, TermIndex
from scrapers.extraction.text import Sentence
from scrapers.extraction.unclaimable import unclaimable
from scrapers.extraction.units import UnitClass
from scrapers.reference import Indicator

_OTHER_INDEX = re.compile(
    r"(?i)\b(?:cstp|chỉ số thành phần|chỉ số(?! (?:này|đó)\b)|tiêu chí|nhóm chỉ số|hạng mục|lĩnh vực)\s+[“\"”]?[^,;.()]{0,60}"
)
_NAMED_IN_LIST = re.compile(rf"[{CAPITALS}]\w*\s*\($")
_BESIDE_RANK = re.compile(
    r"(?i)(?:(?:thứ|hạng|vị trí)\s+(?:\d{1,2}(?:/\d\d)?|nhất|hai|ba)[^\d;.]{0,40}?(?:với|đạt|,|\()|(?<=\d%), [^\d;.%]{0,40}\b(?:đạt|với|là))\s*(?:tỷ lệ\s+|điểm số\s+)?$"
)
_WITH_SCORE = re.compile(r"(?i)\bvới\s+(?:số điểm\s+|tổng điểm\s+)?(?:là\s+)?$")
_SCORE_WORD = re.compile(r"(?i)\b(?:điểm|số điểm|điểm số|tổng điểm)\b")
# The parts of the index of Decision 766 and the scales of the composite indices.
_SCALES = frozenset({10.0, 12.0, 18.0, 20.0, 22.0, 80.0, 100.0, 1000.0})
_MOST_UNITS = 63
_UNITS_RANKED = re.compile(r"(?i)\s*(?:các\s+)?(?:tỉnh|địa phương|thành phố|cả nước|toàn quốc)")
# `dẫn đầu bảng xếp hạng cấp tỉnh`: of the index that the text speaks of
_LEADS_TABLE = re.compile(r"(?i)\s+(?:trong\s+)?bảng xếp hạng\b(?:\s+cấp tỉnh)?")
_OF_ALL_UNITS = re.compile(r"(?i)\s+(?:cả nước|toàn quốc)\b")
_ALL_UNITS = re.compile(r"(?i)(?:61|62|63|34)\s+(?:tỉnh|địa phương)\b")
# The indices whose scores are printed in percent.
_IN_PERCENT = frozenset({"par_index", "sipas"})
_OPENS_ABOUT = re.compile(r"\s*(?:Về|Riêng về|Đối với)\s+(?:xếp hạng|chỉ số|nhóm|tiêu chí|lĩnh vực)\s[^,;]{3,80},")
_DURATION = re.compile(r"(?i)\s*(?:ngày|tuần|tháng|năm)")
_IN_SENTENCE = 0.85
_TOPIC_REACH, _BLOCK_REACH = 1_200, 6_000
_SENTENCES_NEAR, _SENTENCES_RECALLED = 2, 3


class Recognised(NamedTuple):
    """A number in its sentence with its surroundings and the claims on it; `reason` says why there is none."""

    number: Quantity
    sentence: Sentence
    item: tuple[int, int]
    around: Surroundings
    claims: tuple[Claim, ...]
    reason: str
    series: SeriesPosition | None = None


class Recogniser:
    """Numbers of a document's prose and what claims them."""

    def __init__(self, lexicon: Lexicon, indicators: dict[str, Indicator]) -> None:
        tables = PatternTables(lexicon, indicators)
        self._attacher = Attacher(tables)
        self._standings = Standings(tables, indicators, lexicon)

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
        reading = _SentenceReader(document.text, terms, self._attacher, self._standings)
        for number, own in by_block.items():
            block = document.blocks[number]
            quantities, left = read_numbers(document.text, block.start, block.end)
            excluded += left
            starts = [quantity.start for quantity in quantities]
            for position, sentence in enumerate(own):
                first, last = bisect.bisect_left(starts, sentence.start), bisect.bisect_left(starts, sentence.end)
                if inside := quantities[first:last]:
                    near = own[max(0, position - _SENTENCES_NEAR)] if position else found[max(0, sentence.index - 1)]
                    begins = max(block.start, sentence.start - _BLOCK_REACH)
                    context = Context(near.start, sentence.start, sentence.end, topics)
                    recalled = found[max(0, sentence.index - _SENTENCES_RECALLED)].start
                    recognised += reading.read(sentence, inside, context, begins, recalled)
        return recognised, excluded


class _SentenceReader:
    """Reads the sentences of one document in order and remembers the index of the last rank or score."""

    def __init__(self, text: str, terms: TermIndex, attacher: Attacher, standings: Standings) -> None:
        self._text, self._terms = text, terms
        self._attacher, self._standings = attacher, standings
        self._last_standing: Remembered | None = None
        self._referred = Referred(text, terms, attacher)
        self._unclaimed_in: int | None = None
        self._group_rank_end: int | None = None

    def read(
        self, sentence: Sentence, inside: list[Quantity], context: Context, block_start: int, recalled: int
    ) -> list[Recognised]:
        """The sentence's numbers; `recalled` is where the sentences begin that may have named an index before it."""
        result: list[Recognised] = []
        carried_from: int | None = None
        for item in sentence.items:
            members, series = read_series(self._text, item[0], [q for q in inside if item[0] <= q.start < item[1]])
            for position, number in enumerate(members):
                before = next((one for one in reversed(members[:position]) if not self._is_duration(one)), None)
                around = surroundings(
                    self._text, self._terms, item, before, number, members[position + 1 : position + 3]
                )
                scene = Scene(self._text, self._terms, number, around, context)
                place = series.get(number.start)
                reason = self._reason(scene, before)
                claims: list[Claim] = []
                if not reason and number.unit_class in STANDING_CLASSES:
                    claims = self._standing(scene, sentence, block_start, recalled, place)
                elif not reason:
                    scene, claims = self._quantity(scene, sentence, block_start, recalled, carried_from, place)
                if number.range_role == "high" and result and not claims:
                    claims = list(result[-1].claims)
                if not claims and not reason:
                    claims = self._index_in_percent(scene, sentence) or self._referred.claims(scene, sentence, context)
                self._keep_index(claims, sentence)
                self._referred.note(number, claims, sentence)
                carried_from = self._goes_on_from(scene, claims, reason, carried_from)
                if number.range_role == "high" and result and not result[-1].claims:  # `55-75% hồ sơ`
                    result[-1] = result[-1]._replace(claims=tuple(claims), reason=reason)
                result.append(Recognised(scene.number, sentence, item, around, tuple(claims), reason, place))
        self._with_later_index(result, context)
        return _with_claims_of_series(result)

    def _is_duration(self, number: Quantity) -> bool:
        """Whether a number only says how long: `doanh thu trên các sàn trong 6 tháng đạt 8,4 tỷ đồng` is one phrase."""
        return (
            number.unit_class == "other_measure"
            and _DURATION.fullmatch(self._text, number.end, number.text_end) is not None
        )

    def _reason(self, scene: Scene, before: Quantity | None) -> str:
        """Why no indicator may claim the number; steps behind the rank in a group are of that group."""
        number, reason = scene.number, unclaimable(scene)
        if number.unit_class == "steps" and before is not None and self._group_rank_end == before.text_end:
            reason = "rank_in_a_group"  # `đứng thứ 71/193 về …, tăng 15 bậc`
        if reason == "rank_in_a_group":
            self._group_rank_end = number.text_end
        return reason

    def _goes_on_from(self, scene: Scene, claims: list[Claim], reason: str, carried_from: int | None) -> int | None:
        """Where the subject begins that the next number of the item may still be about."""
        number, around = scene.number, scene.around
        if claims:
            return claims[0].phrase_start
        if number.unit_class == "count" and _ALL_UNITS.match(self._text, number.start):
            return carried_from  # `…; giá trị trung bình của 63 tỉnh, thành phố là 86,98%`
        if number.unit_class == "count" and around.is_right_open:
            return around.left_limit  # `phủ sóng đến 4.342 thôn, đạt 99,66%`
        if number.unit_class == "count" and around.left_phrase < number.text_start:
            return around.left_phrase  # `hồ sơ trực tuyến là 38.124, chiếm tỷ lệ 84,3%`
        if not reason and (not around.is_left_thin or around.is_right_open):
            return None
        return carried_from

    def _is_of_another(self, one: Recognised, context: Context) -> bool:
        """Whether the words around an unclaimed rank or score name something else than the index that comes later."""
        scene = Scene(self._text, self._terms, one.number, one.around, context)
        start, stop = one.sentence.start, one.number.start
        return (
            self._standings.is_about_another(scene)
            or self._standings.names_an_index(scene, start, stop)
            or _OTHER_INDEX.search(self._text, start, stop) is not None
        )

    def _with_later_index(self, result: list[Recognised], context: Context) -> None:
        """`Năm 2018 đứng thứ 60, năm 2022 vươn lên hạng 35 trong bảng xếp hạng PCI`: the index is named with a later rank only."""
        last = self._last_standing
        if last is None or not result or last.sentence_index != result[0].sentence.index:
            return
        for place, one in enumerate(result):
            if one.number.unit_class not in ("rank", "score"):
                continue
            if one.claims:
                return
            if one.reason or self._is_of_another(one, context):
                continue
            is_with = _WITH_SCORE.search(self._text, one.sentence.start, one.number.text_start) is not None
            is_named = not is_with and NAME_IS.search(self._text, one.around.left_limit, one.number.text_start)
            thin = one.around.is_left_thin or is_with
            pair = place + 1 < len(result) and result[place + 1].number.unit_class == one.number.unit_class == "score"
            if thin and (is_named or not pair):
                scene = Scene(self._text, self._terms, one.number, one.around, context)
                nouns = last.nouns if self._standings.composite(last.nouns) else self._standings.whole(scene)
                result[place] = one._replace(claims=tuple(self._standings.carried(scene, nouns, 0.75)))

    def _keep_index(self, claims: list[Claim], sentence: Sentence) -> None:
        """Go on with the index whose score in percent is only referred to: `chỉ số này đạt 76,43%, xếp thứ 55/63`."""
        last = self._last_standing
        is_score = bool(claims) and claims[0].rule == "referred" and claims[0].indicator_code in SCORES_AS_PERCENT
        if is_score and last is not None and last.sentence_index >= sentence.index - 1:
            self._last_standing = Remembered(last.nouns, sentence.index)

    def _index_in_percent(self, scene: Scene, sentence: Sentence) -> list[Claim]:
        """The score in percent beside the rank of the same index: `Quảng Ninh xếp thứ 1 với 92,18%`."""
        last, number = self._last_standing, scene.number
        if number.unit_class != "percent" or scene.around.is_right_open:
            return []
        if last is None or last.sentence_index != sentence.index:
            return self._only_index_in_percent(scene, sentence)
        if _BESIDE_RANK.search(self._text, sentence.start, number.text_start) is None:
            return []
        return self._standings.carried(scene, last.nouns, 0.8)

    def _only_index_in_percent(self, scene: Scene, sentence: Sentence) -> list[Claim]:
        """The score in percent in a sentence that names nothing but an index before it, or right behind one about it.

        `Đối với PAR Index 2024, giá trị trung bình của 63 tỉnh, thành phố đạt 88,37%`; `Hà Tĩnh đạt 88,41%, xếp thứ 30`.
        """
        last, standings = self._last_standing, self._standings
        before = self._terms.between(sentence.start, scene.number.text_start)
        nouns = standings.composite(self._terms.nouns_between(sentence.start, scene.number.text_start))
        others = {h.concept for h in before if h.is_subject} - KINDS_OF_PLACES - {n.concept for n in nouns}
        names = NAME_IS.search(self._text, scene.around.left_limit, scene.number.text_start) is not None
        if not nouns and names:
            is_next = last is not None and last.sentence_index == sentence.index - 1
            nouns = standings.composite(last.nouns) if last is not None and is_next else ()
            nouns = nouns or standings.last_named(scene, _IN_PERCENT)
        named_to = max((noun.end for noun in nouns), default=0)
        of_another = _OTHER_INDEX.search(self._text, max(sentence.start, named_to), scene.number.text_start)
        if not nouns or others or of_another or not scene.around.is_left_thin:
            return []
        claims = standings.carried(scene, nouns, 0.7)
        if claims:
            self._last_standing = Remembered(nouns, sentence.index)
        return claims

    def _quantity(
        self,
        scene: Scene,
        sentence: Sentence,
        block_start: int,
        recalled: int,
        carried_from: int | None,
        series: SeriesPosition | None,
    ) -> tuple[Scene, list[Claim]]:
        """Claims on a count, share, density or amount, which may turn out to be an index written without its unit."""
        number = scene.number
        found = self._attacher.in_series(scene, series) if series is not None else []
        is_broken = number.unit_class == "count" and not number.scaled and number.value != int(number.value)
        found = found or ([] if is_broken else self._attacher.claims(scene, carried_from))  # nobody counts 0,65
        if found or number.unit_class != "count":
            return scene, found
        unit_class = _bare_standing(scene) or self._goes_on_ranking(scene, sentence)
        if unit_class is None:
            return scene, []
        standing = dataclasses.replace(scene, number=number._replace(unit_class=unit_class))
        claims = self._standing(standing, sentence, block_start, recalled, None)
        return (standing, claims) if claims else (scene, [])

    def _goes_on_ranking(self, scene: Scene, sentence: Sentence) -> UnitClass | None:
        """`xã hội số xếp thứ 52, kinh tế số 58 và chính quyền số tận 61`: the later ranks have no word for it."""
        last, number = self._last_standing, scene.number
        if last is None or last.sentence_index != sentence.index or scene.around.is_right_open:
            return None
        is_place = number.value == int(number.value) and 0 < number.value <= _MOST_UNITS and number.out_of is None
        if (
            _NAMED_IN_LIST.search(self._text, sentence.start, number.text_start)
            and self._text[number.end : number.end + 1] == ")"
        ):
            return "rank" if is_place else "score"  # `Lạng Sơn (16), Lào Cai (23)`
        nouns = self._terms.nouns_between(scene.around.left_limit, number.text_start)
        if not is_place or not nouns or not self._standings.is_index(nouns[-1]):
            return None
        return "rank" if len(self._text[nouns[-1].end : number.text_start].split()) <= 1 else None

    def _standing(
        self, scene: Scene, sentence: Sentence, block_start: int, recalled: int, series: SeriesPosition | None
    ) -> list[Claim]:
        standings = self._standings
        claims = standings.in_series(scene, series) if series is not None else []
        claims = claims or standings.claims(scene, sentence.start, block_start)
        if claims:
            return self._remember(scene, sentence, claims)
        leads_table = _LEADS_TABLE.match(self._text, scene.number.end) is not None
        if not leads_table and (standings.is_about_another(scene) or "lead" in scene.number.flags):
            return []
        around = scene.around
        if standings.names_an_index(scene, around.left_limit, scene.number.text_start):
            self._last_standing = None  # of an index that has no such figure: what follows is not about the one before
        is_move = (
            scene.number.unit_class == "steps"
            or kinds.move_before(self._text[around.left_limit : scene.number.text_start]) != 0
        )
        said = self._text[scene.number.text_end : around.right_limit].split(",")[0]
        if standings.names_an_index(scene, around.left_limit, scene.number.text_end + len(said)):
            return []
        if scene.number.unit_class == "score" and self._unclaimed_in == around.item_start:
            return []  # `thiết chế pháp lý từ 7,39 điểm lên 7,78 điểm`: of a component, as the one before
        if self._names_another(scene, sentence):
            return []
        for nouns, confidence in self._earlier_indices(scene, sentence, recalled):
            is_same = confidence == _IN_SENTENCE
            if not is_same and BEHIND_AMOUNT.search(self._text, around.item_start, scene.number.text_start):
                continue
            if not around.is_left_thin and not (is_move and is_same) and not self._stands_alone(scene):
                continue
            claims = standings.carried(scene, nouns, confidence)
            if claims:
                self._last_standing = Remembered(nouns, sentence.index)
                return claims
        claims = standings.of_topic(scene)
        only = () if claims else standings.only_index(scene, in_series=series is not None)
        if only:
            claims = standings.carried(scene, only, 0.6)
            self._last_standing = Remembered(only, sentence.index) if claims else self._last_standing
        self._unclaimed_in = around.item_start if scene.number.unit_class == "score" and not claims else None
        return claims

    def _names_another(self, scene: Scene, sentence: Sentence) -> bool:
        """Whether the words before a rank or score name an index that the codebook does not have, or a part of one.

        `Về xếp hạng hạ tầng kỹ thuật, tỉnh Đồng Tháp đứng thứ 9`; `chỉ số thành phần “Gia nhập thị trường” đạt 8,02 điểm`.
        """
        stop, last = scene.number.text_start, self._last_standing
        about = _OPENS_ABOUT.match(self._text, sentence.start, stop)
        if about is not None and not self._standings.names_an_index(scene, about.start(), about.end()):
            return True
        named_to = max((n.end for n in last.nouns), default=0) if last and last.sentence_index == sentence.index else 0
        return _OTHER_INDEX.search(self._text, max(scene.around.item_start, named_to), stop) is not None

    def _stands_alone(self, scene: Scene) -> bool:
        """Whether a rank among all provinces, or a score on an index's scale, stands with nothing else it could be of.

        `Trong danh sách, Nam Định đứng thứ 10/63`; `với nhiều giải pháp quyết liệt, tỉnh đạt 88,2/100 điểm`.
        """
        number = scene.number
        is_national = number.out_of in RANK_TOTALS or _OF_ALL_UNITS.match(self._text, number.end) is not None
        is_on_scale = number.unit_class == "score" and number.out_of in _SCALES
        if not is_on_scale and (number.unit_class != "rank" or not is_national):
            return False
        said = self._text[scene.around.item_start : number.text_start]
        is_aside = said.rfind("(") > said.rfind(")")
        return not is_aside and not self._terms.nouns_between(scene.around.item_start, number.text_start)

    def _earlier_indices(
        self, scene: Scene, sentence: Sentence, recalled: int
    ) -> Iterator[tuple[tuple[Hit, ...], float]]:
        """The index of the rank or score before in the sentence, or, in a sentence that names none, of those before it."""
        standings, last = self._standings, self._last_standing
        if last is not None and last.sentence_index == sentence.index:
            yield last.nouns, _IN_SENTENCE
        elif not standings.names_an_index(scene, sentence.start, sentence.end):
            if last is not None and last.sentence_index == sentence.index - 1:
                yield standings.composite(last.nouns) or standings.of_dti(last.nouns), 0.7
            yield standings.composite(self._terms.nouns_between(recalled, sentence.start)), 0.68

    def _remember(self, scene: Scene, sentence: Sentence, claims: list[Claim]) -> list[Claim]:
        nouns = self._standings.nouns_of(scene, claims[0]) if claims else ()
        if nouns:
            self._last_standing = Remembered(nouns, sentence.index)
        return claims


def _bare_standing(scene: Scene) -> UnitClass | None:
    """What a plain number may be: an index on a scale of 1 (`Chỉ số DTI đạt 0,6514`), a rank (`chính quyền số 23/63`)."""
    number = scene.number
    left = scene.text[scene.around.left_limit : number.text_start]
    if number.value <= 1 and number.value != int(number.value):
        return "score"
    is_worded = _SCORE_WORD.search(left) is not None
    is_scored = is_worded or number.out_of in _SCALES
    is_broken = number.value != int(number.value) or (is_worded and number.out_of in _SCALES)
    if is_scored and is_broken and not scene.around.is_right_open:
        return "score"
    is_ranked = number.out_of in RANK_TOTALS and number.value <= (number.out_of or 0)
    is_closed = not scene.around.is_right_open or _UNITS_RANKED.match(scene.text, number.text_end) is not None
    return "rank" if is_ranked and is_closed else None


def _with_claims_of_series(result: list[Recognised]) -> list[Recognised]:
    """The numbers with the claims on the last of their series, where its names follow: `Với 0,70 và 0,61 điểm, Huế và …`."""
    shared: list[Recognised] = []
    for one in reversed(result):
        behind = one.series.names_behind if one.series is not None else None
        last = shared[-1] if shared else one
        is_of_series = behind is not None and last.series is not None and last.series.names_behind == behind
        shared.append(one._replace(claims=last.claims) if is_of_series and not one.claims and not one.reason else one)
    return shared[::-1]

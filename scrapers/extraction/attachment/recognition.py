"""From sentences to numbers with the indicators that claim them.

Lives here: which numbers stand in which item, and the subject that one number hands to the next. Never here: the numbers that no
indicator may claim (`unclaimable.reasons`); kind, period, place.
"""

from __future__ import annotations

import bisect
import dataclasses
import re
from typing import NamedTuple

from schemas.records import Document
from scrapers.extraction.attachment.claims import (
    Claim,
    Context,
    PatternTables,
    Scene,
    counts_of_shares,
    shares_of_counted,
)
from scrapers.extraction.attachment.goals_of_results import claims_of_goal
from scrapers.extraction.attachment.members import is_scored_member, line_over
from scrapers.extraction.attachment.neighbour import Neighbour
from scrapers.extraction.attachment.pointing import NAME_IS
from scrapers.extraction.attachment.recognised import Recognised
from scrapers.extraction.attachment.referred import Referred
from scrapers.extraction.attachment.rules import Attacher
from scrapers.extraction.attachment.series import SeriesPosition, read_series
from scrapers.extraction.attachment.told_series import ToldSeries
from scrapers.extraction.indices import index_nouns
from scrapers.extraction.indices.bare_standing import bare_standing, standing_by_place
from scrapers.extraction.indices.carried_index import CarriedIndex
from scrapers.extraction.indices.named_behind import is_about_another
from scrapers.extraction.indices.ranked_amounts import is_of_an_amount
from scrapers.extraction.indices.standing import STANDING_CLASSES, Standings
from scrapers.extraction.numbers.quantities import ExcludedNumber, Quantity, read_numbers
from scrapers.extraction.places.provinces import ALL_PROVINCES
from scrapers.extraction.reading import Reason
from scrapers.extraction.terms.lexicon import Lexicon
from scrapers.extraction.terms.term_index import Hit, TermIndex
from scrapers.extraction.text.brackets import opened_around
from scrapers.extraction.text.phrases import PER_HEAD, surroundings
from scrapers.extraction.text.sentences import Sentence
from scrapers.extraction.unclaimable.reasons import unclaimable
from scrapers.reference import Indicator

_WITH_SCORE = re.compile(r"(?i)\bvới\s+(?:số điểm\s+|tổng điểm\s+)?(?:là\s+)?$")
_ALL_UNITS = re.compile(rf"(?i){ALL_PROVINCES}\s+(?:tỉnh|địa phương)\b")
_DURATION = re.compile(r"(?i)\s*(?:ngày|tuần|tháng|năm)")
# `…, trong đó 72.660 người nhận qua tài khoản`
_AMONG_THESE = re.compile(r"(?i)\btrong (?:số )?đó,?\s+(?:có\s+)?$")
# `…, trong khi xã Bến Lức, nơi mỗi ngày đón 250 lượt người, mới đạt 94,6%`: what is said of the place in passing
_SAID_OF_A_PLACE = re.compile(r",\s+nơi\s[^,;.]*$")
_AND_OF_ALL = re.compile(r"(?i)\s*(?:và|trên|/)\s+tổng (?:số )?[^,;.()\d]{3,60}\s(?:là|đạt)\s+")
_DEMANDED, _NEXT_OF_LIST = re.compile(r"(?i)(?:ít nhất|tối thiểu)\b"), re.compile(r"(?:,|\bvà|;)\s*$")
_LEVEL_BEHIND = re.compile(r"(?i)\s*(?:(?:ở|tại)\s+)?cấp (?:tỉnh|huyện|xã)\b")
_WORDS_BEHIND = re.compile(r"\s*(?:số\s+)?(?:[^\W\d_]+\s){2}[^\W\d_]+")
_AND_RANK = re.compile(
    r"(?i)(?:\s(?:tỉnh|địa phương)(?:, thành(?: phố)?)?)?(?:\s(?:cả nước|toàn quốc))?(?:,|\s+và)\s+(?:(?:đứng|xếp|ở)\s+)?(?:(?:thứ|hạng|vị trí)\s+)*"
)
_TOPIC_REACH, _BLOCK_REACH = 1_200, 6_000
_SENTENCES_NEAR, _SENTENCES_RECALLED = 2, 3


class _Reach(NamedTuple):
    """How far before a sentence it may point: its block, the sentences that may have named an index, the line over its list."""

    block: int
    recalled: int
    over: int | None


_DASH = re.compile(r"\s*[-–]\s*")
_NOUN_BEHIND = re.compile(r"\s(?:người|hộ|lượt|hồ sơ|buổi|lớp)\b")


class Recogniser:
    """Numbers of a document's prose and what claims them."""

    def __init__(self, lexicon: Lexicon, indicators: dict[str, Indicator]) -> None:
        tables = PatternTables(lexicon, indicators)
        self._attacher = Attacher(tables)
        self._counts, self._of_counted = counts_of_shares(indicators), shares_of_counted(indicators)
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
        neighbour = Neighbour(document.text, self._counts, self._of_counted)
        reading = _SentenceReader(document.text, terms, self._attacher, self._standings, neighbour)
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
                    over = line_over(document.text, found, sentence)
                    near_start = near.start if over is None else min(over, near.start)
                    context = Context(near_start, sentence.start, sentence.end, topics)
                    recalled = found[max(0, sentence.index - _SENTENCES_RECALLED)].start
                    begins = over if over is not None and is_scored_member(document.text, sentence.start) else begins
                    recognised += reading.read(sentence, inside, context, _Reach(begins, recalled, over))
        return recognised, excluded


class _SentenceReader:
    """Reads the sentences of one document in order."""

    def __init__(
        self, text: str, terms: TermIndex, attacher: Attacher, standings: Standings, neighbour: Neighbour
    ) -> None:
        self._text, self._terms = text, terms
        self._attacher, self._standings = attacher, standings
        self._index = CarriedIndex(text, terms, standings)
        self._referred = Referred(text, terms, attacher)
        self._told = ToldSeries(terms)
        self._neighbour = neighbour
        self._group_rank_end: int | None = None
        self._last: list[Recognised] = []

    def read(self, sentence: Sentence, inside: list[Quantity], context: Context, reach: _Reach) -> list[Recognised]:
        """The sentence's numbers."""
        result: list[Recognised] = []
        carried_from = reach.over
        for item in sentence.items:
            around_bracket: int | None = None
            was_inside = False
            members, series = read_series(self._text, item[0], [q for q in inside if item[0] <= q.start < item[1]])
            for position, written in enumerate(members):
                number = self._referred.counted.as_count(written, sentence)
                is_inside = opened_around(self._text, number.start, item[0]) >= 0
                if is_inside and not was_inside:
                    around_bracket = carried_from
                    self._index.open_bracket()
                elif was_inside and not is_inside:
                    # `hồ sơ là 703/1.412 (gồm 402 …), đạt 49,8%`
                    carried_from = around_bracket if around_bracket is not None else carried_from
                    self._index.close_bracket()
                was_inside = is_inside
                before = next((one for one in reversed(members[:position]) if not self._is_duration(one)), None)
                around = surroundings(
                    self._text, self._terms, item, before, number, members[position + 1 : position + 3]
                )
                scene = Scene(self._text, self._terms, number, around, context)
                place = series.get(number.start)
                reason = self._reason(scene, before)
                if reason and number.unit_class in STANDING_CLASSES:
                    self._index.pass_over(scene)
                claims = self._told.claims(scene, sentence, place) if place is not None and not reason else []
                if not claims and position and result:
                    claims = self._neighbour.claims(number, result)
                if not claims and not reason and number.unit_class in STANDING_CLASSES:
                    claims = self._index.claims(scene, sentence, reach.block, reach.recalled, place)
                elif not claims and not reason:
                    scene, claims = self._quantity(scene, sentence, reach, carried_from, place)
                    claims = self._of_range(claims, number, members[position + 1 : position + 2])
                if number.range_role == "high" and result and not claims:
                    claims = list(result[-1].claims)
                if not reason:
                    claims = claims or self._pointed_to(scene, sentence, context)
                    claims = claims_of_goal(self._text, number, claims, sentence, result, self._before(sentence))
                self._index.keep(claims, sentence, number.start)
                self._referred.note(number, claims, sentence)
                self._told.note(number, claims, sentence)
                carried_from = self._goes_on_from(scene, claims, reason, carried_from)
                if number.range_role == "high" and result and (claims or not result[-1].claims):  # `55-75% hồ sơ`
                    result[-1] = result[-1]._replace(claims=tuple(claims), reason=reason)
                result.append(Recognised(scene.number, sentence, item, around, tuple(claims), reason, place))
        self._with_later_index(result, context)
        self._last = _with_shared_bounds(self._text, _with_claims_of_series(result))
        return self._last

    def _before(self, sentence: Sentence) -> list[Recognised]:
        """The numbers of the sentence right before one in its paragraph."""
        last = self._last[0].sentence if self._last else None
        is_next = last is not None and last.block == sentence.block and last.index == sentence.index - 1
        return self._last if is_next else []

    def _pointed_to(self, scene: Scene, sentence: Sentence, context: Context) -> list[Claim]:
        """The indicator of a number that only points to one before it: the share or the index that was told last."""
        last = self._index.last.sentence_index if self._index.last is not None else None
        if self._referred.is_nearer_than(last):
            return self._referred.claims(scene, sentence, context) or self._index.in_percent(scene, sentence)
        return self._index.in_percent(scene, sentence) or self._referred.claims(scene, sentence, context)

    def _of_range(self, claims: list[Claim], number: Quantity, following: list[Quantity]) -> list[Claim]:
        """The claims without those of a noun before a range whose own stands behind: `tổ công nghệ … hướng dẫn được 10 - 12 người`."""
        if number.unit_class != "count" or not (claims and following):
            return claims
        is_range = _DASH.fullmatch(self._text, number.text_end, following[0].text_start) is not None
        if not is_range or _NOUN_BEHIND.match(self._text, following[0].text_end) is None:
            return claims
        return [claim for claim in claims if claim.rule != "noun_before"]

    def _is_duration(self, number: Quantity) -> bool:
        """Whether a number only says how long: `doanh thu trên các sàn trong 6 tháng đạt 8,4 tỷ đồng` is one phrase."""
        return (
            number.unit_class == "other_measure"
            and _DURATION.fullmatch(self._text, number.end, number.text_end) is not None
        )

    def _reason(self, scene: Scene, before: Quantity | None) -> Reason:
        """Why no indicator may claim the number; steps behind the rank in a group are of that group."""
        number, reason = scene.number, unclaimable(scene)
        is_behind_group = (
            number.unit_class == "steps" and before is not None and self._group_rank_end == before.text_end
        )
        if before is not None and is_behind_group and not self._is_bracket_closed(scene, before):
            reason = "rank_in_a_group"  # `đứng thứ 71/193 về …, tăng 15 bậc`
        is_beside_rank = (
            before is not None
            and before.unit_class == "rank"
            and _AND_RANK.fullmatch(self._text, before.text_end, number.text_start)
        )  # `đứng thứ 26/63 và thứ 6/13 khu vực, tăng 8 bậc`: of the rank among all
        if reason == "rank_in_a_group" and not is_beside_rank:
            self._group_rank_end = number.text_end
        return reason

    def _is_bracket_closed(self, scene: Scene, before: Quantity) -> bool:
        """Whether the number before stands in a bracket that is closed since: `đứng thứ 26/63 (thứ 6/13 khu vực), tăng 8 bậc`."""
        if ")" not in self._text[before.text_end : scene.number.text_start]:
            return False
        return opened_around(self._text, before.start, scene.around.item_start) >= 0

    def _goes_on_from(self, scene: Scene, claims: list[Claim], reason: str, carried_from: int | None) -> int | None:
        """Where the subject begins that the next number of the item may still be about."""
        number, around = scene.number, scene.around
        is_aside = not claims and _SAID_OF_A_PLACE.search(self._text, around.item_start, number.text_start) is not None
        is_of_all = _AND_OF_ALL.fullmatch(self._text, around.left_limit, number.text_start) is not None
        is_of_all = is_of_all or _ALL_UNITS.match(self._text, number.start) is not None
        if is_aside or (number.unit_class == "count" and is_of_all):
            # `số hồ sơ toàn trình là 115.665 và tổng số hồ sơ … là 168.746, chiếm 68,54%`;
            # `…; giá trị trung bình của 63 tỉnh, thành phố là 86,98%`
            return carried_from
        if claims:
            return claims[0].phrase_start
        if "lead" in number.flags:
            # `Về tỷ trọng kinh tế số, đứng đầu cả nước là Bắc Ninh với 54,6%`
            return carried_from if carried_from is not None else around.left_limit
        if number.unit_class == "count" and around.is_right_open:
            # `phủ sóng đến 4.342 thôn, đạt 99,66%`; `… hưởng lương hưu, trong đó 72.660 người nhận qua tài khoản, đạt 64,6%`
            is_of_these = _AMONG_THESE.search(self._text, around.left_limit, number.text_start) is not None
            return around.item_start if is_of_these else around.left_limit
        if number.unit_class == "count" and around.left_phrase < number.text_start:
            return around.left_phrase  # `hồ sơ trực tuyến là 38.124, chiếm tỷ lệ 84,3%`
        if number.unit_class == "other_measure" and PER_HEAD.match(self._text, number.text_end):
            return around.left_limit  # `Năng suất lao động đạt 318,6 triệu đồng/người, tăng 9,74%`
        is_part = reason == "part_of_a_total" and number.unit_class == "percent"
        if is_part or (not reason and (not around.is_left_thin or around.is_right_open)):
            return None  # `…, bằng 80% dân số, cao hơn mức 70,9% của cả nước`
        return carried_from

    def _is_of_another(self, one: Recognised, context: Context) -> bool:
        """Whether the words around an unclaimed rank or score name something else than the index that comes later."""
        scene = Scene(self._text, self._terms, one.number, one.around, context)
        start, stop = one.sentence.start, one.number.start
        if is_of_an_amount(scene) and not self._index.is_in_percent():
            return True  # `chiếm 4,87% GRDP, đứng thứ 62/63; xếp hạng DTI ở vị trí 60/63`
        return (
            is_about_another(scene)
            or self._standings.names_an_index(scene, start, stop)
            or self._index.names_other(start, stop)
        )

    def _with_later_index(self, result: list[Recognised], context: Context) -> None:
        """`Năm 2018 đứng thứ 60, năm 2022 vươn lên hạng 35 trong bảng xếp hạng PCI`: the index is named with a later rank only."""
        last = self._index.last
        if last is None or not result or last.sentence_index != result[0].sentence.index:
            return
        moved: tuple[Hit, ...] = ()  # what the steps right behind a rank are of, where that got its index here
        for place, one in enumerate(result):
            if moved and one.number.unit_class == "steps" and not one.claims and not one.reason:
                result[place] = self._with_index(one, moved, context)
            moved = ()
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
                moved = last.nouns if index_nouns.composite(last.nouns) else index_nouns.whole(scene)
                result[place] = self._with_index(one, moved, context)

    def _with_index(self, one: Recognised, nouns: tuple[Hit, ...], context: Context) -> Recognised:
        """A rank, score or move with the index that a later one names."""
        scene = Scene(self._text, self._terms, one.number, one.around, context)
        return one._replace(claims=tuple(self._standings.carried(scene, nouns, 0.75)))

    def _quantity(
        self,
        scene: Scene,
        sentence: Sentence,
        reach: _Reach,
        carried_from: int | None,
        series: SeriesPosition | None,
    ) -> tuple[Scene, list[Claim]]:
        """Claims on a count, share, density or amount, which may turn out to be an index written without its unit."""
        number = scene.number
        found = self._attacher.in_series(scene, series) if series is not None else []
        is_broken = number.unit_class == "count" and not number.scaled and number.value != int(number.value)
        found = found or ([] if is_broken else self._attacher.claims(scene, carried_from))  # nobody counts 0,65
        is_divided = series is not None and len(found) == series.size and all(claim.is_shared for claim in found)
        if series is not None and is_divided and len({claim.phrase_start for claim in found}) == 1:
            found = [found[series.position]]  # `số hóa hồ sơ, kết quả giải quyết lần lượt đạt 92,3% và 89,6%`
        if found or number.unit_class != "count":
            return scene, found
        unit_class = bare_standing(scene) or self._index.goes_on_ranking(scene, sentence)
        unit_class = unit_class or standing_by_place(scene, self._standings)
        if unit_class is None and reach.over is not None and is_scored_member(self._text, sentence.start):
            unit_class = "score"
        if unit_class is None:
            return scene, []
        standing = dataclasses.replace(scene, number=number._replace(unit_class=unit_class))
        claims = self._index.claims(standing, sentence, reach.block, reach.recalled, series)
        return (standing, claims) if claims else (scene, [])


def _with_claims_of_series(result: list[Recognised]) -> list[Recognised]:
    """The numbers with the claims on the last of their series, where its names or what it counts follow.

    `Với 0,70 và 0,61 điểm, Huế và …`; `lần lượt có 62 và 47 sản phẩm OCOP lên sàn`, `lần lượt đạt 82% và 78% hồ sơ trực tuyến`.
    """
    shared: list[Recognised] = []
    for one in reversed(result):
        last = shared[-1] if shared else one
        is_open = not one.claims and not one.reason
        shared.append(one._replace(claims=last.claims) if is_open and _is_named_with(one, last) else one)
    return shared[::-1]


def _with_shared_bounds(text: str, result: list[Recognised]) -> list[Recognised]:
    """The numbers with the least that the first of a list demands of all.

    `Ít nhất 30% hồ sơ công việc cấp tỉnh, 25% hồ sơ công việc cấp huyện và 20% hồ sơ công việc cấp xã`.
    """
    bounded: list[Recognised] = []
    first: Quantity | None = None
    for one in result:
        number = one.number
        if first is not None and _goes_on_listing(text, first, bounded[-1].number.text_end, number):
            bounded.append(one._replace(number=number._replace(bound="at_least")))
            continue
        if first is not None and opened_around(text, number.start, first.text_end) >= 0:
            bounded.append(one)  # `tối thiểu 90% hồ sơ … (năm 2030 đạt 100%), 80% hồ sơ …`
            continue
        is_demanded = number.unit_class == "percent" and _DEMANDED.match(text, number.text_start) is not None
        first = number if is_demanded else None
        bounded.append(one)
    return bounded


def _goes_on_listing(text: str, first: Quantity, end: int, number: Quantity) -> bool:
    """Whether a share stands in a list behind another, whose text ends at `end`, and is of the same as the first."""
    if number.unit_class != "percent" or number.bound != "exact":
        return False
    if _NEXT_OF_LIST.search(text, end, number.text_start) is None:
        return False
    if _LEVEL_BEHIND.match(text, number.text_end):
        return True  # `tối thiểu 95% hồ sơ công việc cấp tỉnh, 85% cấp huyện, 70% cấp xã`
    return bool(said := _words_behind(text, number)) and said == _words_behind(text, first)


def _words_behind(text: str, number: Quantity) -> str:
    words = _WORDS_BEHIND.match(text, number.text_end)
    return words.group().strip().lower() if words is not None else ""


def _is_named_with(one: Recognised, last: Recognised) -> bool:
    """Whether what a later number of a series is of is told there for the earlier one, too."""
    if one.series is None or last.series is None or one.number.start >= last.number.start:
        return False
    if one.series.names_behind is not None and one.series.names_behind == last.series.names_behind:
        return True
    is_counted = one.number.unit_class in ("count", "percent") and one.number.unit_class == last.number.unit_class
    is_behind = bool(last.claims) and last.claims[0].rule == "noun_after"
    return is_counted and is_behind and one.series.names_end == last.series.names_end

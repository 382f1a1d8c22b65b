"""The index that a rank or score is of where its own words do not say: the one before it, in its sentence or in those before.

`…, tăng 42 bậc`; `Chỉ số này đạt 76,43%, xếp thứ 55/63`. Lives here: the memory of the last index, how far it reaches, and what ends
it. Never here: the indices that the words around a number name (see `standing`), or that are not the codebook's (`another_index`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapers.extraction.attachment.claims import SCORES_AS_PERCENT, Claim, Scene
from scrapers.extraction.attachment.series import SeriesPosition
from scrapers.extraction.indices import index_nouns, whole_index
from scrapers.extraction.indices.another_index import is_of_part_apart, names_another_before
from scrapers.extraction.indices.further_standing import further_standing
from scrapers.extraction.indices.named_behind import is_about_another
from scrapers.extraction.indices.own_clause import goes_on_in_sentence, is_total, stands_alone
from scrapers.extraction.indices.percent_scores import PercentScores
from scrapers.extraction.indices.ranked_amounts import is_of_an_amount, is_of_another_quantity
from scrapers.extraction.indices.remembered import Remembered
from scrapers.extraction.indices.standing import Standings
from scrapers.extraction.kinds import moves
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.terms.term_index import Hit, TermIndex
from scrapers.extraction.text.brackets import opened_around
from scrapers.extraction.text.sentences import Sentence, line_start

# `dẫn đầu bảng xếp hạng cấp tỉnh`: of the index that the text speaks of
_LEADS_TABLE = re.compile(r"(?i)\s+(?:trong\s+)?bảng xếp hạng\b(?:\s+cấp tỉnh)?")
# `Năm 2023, vị trí thứ nhất thuộc về Quảng Ninh`: of the index that its paragraph is about
_BELONGS_TO = re.compile(r"\s+thuộc về\s")
_AMONG_OFFICES = re.compile(r"\W*(?:Ở|Trong|Với|Tại|Đối với)\s+(?:khối|nhóm)\s+(?:các\s+)?(?:sở|huyện|xã|cơ quan)\b")
_INDEX_OF_OFFICES_TOO = "idx766"  # by which offices are scored as provinces are
# `vào nhóm 10 địa phương dẫn đầu về bộ chỉ số này`
_OF_THIS_INDEX = re.compile(r"(?i)[^.;,\d]{0,60}\b(?:về|của|trong|theo)\s+(?:bộ\s+)?chỉ số\s+(?:này|trên|đó)\b")
# `xã hội số xếp thứ 22, còn kết quả chung đứng thứ 27/63`
_OVERALL = re.compile(r"(?i)\b(?:kết quả|xếp hạng|thứ hạng|vị trí|tính)\s+chung\b[^,;.]{0,40}(?:,[^\d,;.]{2,20})?$")
# `tỉnh đạt 87,55 điểm, xếp thứ 4/34 tỉnh, thành phố về Bộ chỉ số …`: the score of what the rank behind it is of
_THEN_RANKED = re.compile(
    r"(?i)(?:\s*(?:trên|/)\s*(?:thang\s+(?:điểm\s+)?)?100(?:\s*điểm)?)?,?\s+(?:và\s+)?(?:xếp|đứng|ở|giữ)\s+(?:hạng"
    r"|vị trí)?\s*(?:thứ\s+)?\d{1,2}(?:/\d{2})?(?:\s+tỉnh, thành(?: phố)?)?(?=[^.;,\d]{3,120})"
)
_STOP = re.compile(r"[.;\d]")
# `đến năm 2021 đã vào top 10 và năm 2022 đứng thứ 12/63 trong bảng xếp hạng …`, `top 25, đến năm 2030 vào top 20 tỉnh có chỉ số …`
_THEN_IN_YEAR = re.compile(
    r"(?i)\s*(?:và|,)\s+(?:đến\s+)?năm 20\d\d,?\s+(?:[^\W\d]+\s+){1,4}\d{1,2}(?:/\d\d)?(?=\s+(?:tỉnh|địa phương|trong|trên|về)\b)"
)
# `từ hạng 45 lên hạng 15`: the second is of what the first is
# `Hạ tầng số xếp hạng 44/63 (giảm 13 bậc)`: steps in a bracket are of the rank before it
_STEPS_IN_BRACKET = re.compile(r"(?i)\s*\(\s*(?:tăng|giảm|tụt|lùi)\s+")
_MOVED_TO = re.compile(
    r"(?i)\s*(?:\([^()]{0,30}\)\s*)?(?:(?:đã|vươn|tăng|nhảy|leo|tụt|giảm|lùi|rơi|rớt|hạ|nhích|bật)\s+){0,2}(?:lên|xuống|về)\s+(?:(?:hạng|thứ|vị trí)\s+){0,2}"
)
_IN_SENTENCE = 0.85


class CarriedIndex:
    """The ranks and scores of one document, asked for in order, and the index of the last one (`last`)."""

    def __init__(self, text: str, terms: TermIndex, standings: Standings) -> None:
        self._text, self._terms, self._standings = text, terms, standings
        self.last: Remembered | None = None
        self._around_bracket: Remembered | None = None
        self._unclaimed_in: int | None = None
        self._unranked_to: int | None = None
        self._amount_ranked_in: int | None = None
        self._percent = PercentScores(text, terms, standings)

    def names_other(self, start: int, stop: int) -> bool:
        """Whether an index, or a part of one, is named between two places that the codebook may not have."""
        return index_nouns.INDEX_OR_PART.search(self._text, start, stop) is not None

    def keep(self, claims: list[Claim], sentence: Sentence, number_start: int) -> None:
        """Go on with the index whose score in percent is named, or referred to: `chỉ số này đạt 76,43%, xếp thứ 55/63`."""
        last = self.last
        if not claims or claims[0].indicator_code not in SCORES_AS_PERCENT:
            return
        self._percent.note(sentence)
        if claims[0].rule == "noun_before":
            nouns = index_nouns.composite(self._terms.nouns_between(sentence.start, number_start))
            self.last = Remembered(nouns, sentence.index) if nouns else last
        elif last is not None and last.sentence_index >= sentence.index - 1:
            is_of_last = all(claims[0].indicator_code.startswith(noun.concept) for noun in last.nouns)
            if claims[0].rule == "referred" or is_of_last:
                self.last = Remembered(last.nouns, sentence.index)

    def open_bracket(self) -> None:
        """Before the first number in a bracket."""
        self._around_bracket = self.last

    def close_bracket(self) -> None:
        """Behind a bracket the text goes on about what it spoke of before: `DTI … xếp thứ 25/63 (XHS … xếp thứ 26), tăng 1 bậc`."""
        self.last = self._around_bracket or self.last

    def pass_over(self, scene: Scene) -> None:
        """A rank or move that is of no indicator: an index that its words name ends what was told before it."""
        if self._standings.names_an_index(scene, scene.around.left_limit, scene.number.text_start):
            self.last = None

    def is_in_percent(self) -> bool:
        """Whether the index told last is one whose scores are printed in percent."""
        return self.last is not None and self.last.is_in_percent

    def in_percent(self, scene: Scene, sentence: Sentence) -> list[Claim]:
        """Claims on a score in percent, by the index told before."""
        claims, self.last = self._percent.claims(scene, sentence, self.last)
        return claims

    def goes_on_ranking(self, scene: Scene, sentence: Sentence) -> UnitClass | None:
        """The unit class of a number that goes on, without a word for it, with the ranks or scores told before, or None."""
        return further_standing(scene, sentence, self._standings, self.last)

    def claims(
        self, scene: Scene, sentence: Sentence, block_start: int, recalled: int, series: SeriesPosition | None
    ) -> list[Claim]:
        """Claims on a rank, steps or a score by the words around it, else by the index that it goes on with."""
        claims = self._claims(scene, sentence, block_start, recalled, series)
        is_unranked = scene.number.unit_class == "rank" and not claims
        self._unranked_to = scene.number.text_end if is_unranked else None
        if is_unranked and is_of_an_amount(scene):
            self._amount_ranked_in = sentence.index
        return claims

    def _claims(
        self, scene: Scene, sentence: Sentence, block_start: int, recalled: int, series: SeriesPosition | None
    ) -> list[Claim]:
        standings = self._standings
        if series is not None and standings.is_other_in_series(scene, series):
            return []
        goes_on = self._moves_from_unranked(scene) or self._goes_on_from_amount(scene, sentence)
        if goes_on or is_of_part_apart(scene, sentence, standings):
            return []
        if self._unclaimed_in == scene.around.item_start and not standings.names_an_index(
            scene, scene.around.left_limit, scene.around.right_limit
        ):
            return []  # `thiết chế pháp lý từ 7,39 điểm lên 7,78 điểm, đứng thứ 5`: of a component, as the one before
        claims = self._by_own_words(scene, sentence, block_start, series)
        if claims:
            return self._remember(scene, sentence, claims)
        if self._is_of_no_earlier(scene) or is_of_another_quantity(scene):
            return []
        around = scene.around
        if standings.names_an_index(scene, around.left_limit, scene.number.text_start):
            parts = whole_index.parts_between(scene, around.left_limit, scene.number.text_start)
            # Of an index that has no such figure: what follows is not about the one before, but about the whole of a part.
            self.last = Remembered(parts, sentence.index) if parts and self.last is not None else None
        is_move = (
            scene.number.unit_class == "steps"
            or moves.move_before(self._text[around.left_limit : scene.number.text_start]) != 0
        )
        said = self._text[scene.number.text_end : around.right_limit].split(",")[0]
        if standings.names_an_index(scene, around.left_limit, scene.number.text_end + len(said)):
            return []
        if names_another_before(scene, sentence, standings, self.last):
            return []
        return self._of_earlier(scene, sentence, recalled, is_move=is_move) or self._of_text(scene, sentence, series)

    def _moves_from_unranked(self, scene: Scene) -> bool:
        """Whether a rank is where something moved to from a rank of no indicator, and names no index behind it."""
        start, stop = scene.around.left_limit, scene.number.start
        forms = (_MOVED_TO, *((_STEPS_IN_BRACKET,) if scene.number.unit_class == "steps" else ()))
        moves_on = self._unranked_to == start and any(form.fullmatch(self._text, start, stop) for form in forms)
        return moves_on and not self._standings.names_an_index(scene, scene.number.end, scene.around.right_limit)

    def _goes_on_from_amount(self, scene: Scene, sentence: Sentence) -> bool:
        """Whether a rank is, as one before it in the sentence, of an amount: `kinh tế số chiếm 42,92%, đứng thứ 2; Bắc Giang đứng thứ 3`."""
        if scene.number.unit_class != "rank" or self._amount_ranked_in != sentence.index:
            return False
        return not self._standings.names_an_index(scene, scene.around.item_start, scene.around.right_limit)

    def _of_earlier(self, scene: Scene, sentence: Sentence, recalled: int, *, is_move: bool) -> list[Claim]:
        """Claims of the index told before, where nothing between the two says that it is of another."""
        standings, around = self._standings, scene.around
        refers = _OF_THIS_INDEX.match(self._text, scene.number.end) is not None or (
            scene.number.unit_class == "score" and is_total(scene)
        )
        for nouns, confidence in self._earlier_indices(scene, sentence, recalled):
            is_same = confidence == _IN_SENTENCE
            if not is_same and is_of_an_amount(scene):
                continue
            goes_on = is_same and (is_move or goes_on_in_sentence(scene))
            if not (around.is_left_thin or goes_on or refers or stands_alone(scene)):
                continue
            claims = standings.carried(scene, nouns, confidence)
            if claims:
                self.last = Remembered(nouns, sentence.index)
                return claims
        return []

    def _of_text(self, scene: Scene, sentence: Sentence, series: SeriesPosition | None) -> list[Claim]:
        """Claims of the index that the whole text is about."""
        standings, around = self._standings, scene.around
        claims = standings.of_topic(scene)
        # `… năm đầu PGI được đưa vào xếp loại; tỉnh đạt 13,52 điểm`, `Ở khối sở, ngành, … với 71,24 điểm`
        start, stop = sentence.start, scene.number.text_start
        is_of_offices = _AMONG_OFFICES.match(self._text, start, stop) is not None
        is_of_another = any(
            noun.concept == index_nouns.OTHER_INDEX
            and (noun.start >= around.item_start or self._text[noun.start : noun.end].isupper())
            for noun in standings.indices_named(scene, start, stop)
        )
        only = () if claims or is_of_another else index_nouns.only_index(scene, in_series=series is not None)
        if only and (not is_of_offices or only[0].concept == _INDEX_OF_OFFICES_TOO):
            before = self._terms.nouns_between(scene.context.near_start, sentence.start)
            only = self._told_right_before(sentence) or index_nouns.composite(before)[-1:] or only
            claims = standings.carried(scene, only, 0.6)
            self.last = Remembered(only, sentence.index) if claims else self.last
        is_aside = opened_around(self._text, scene.number.start, around.item_start) >= 0
        is_unclaimed = scene.number.unit_class == "score" and not claims and not is_aside
        self._unclaimed_in = around.item_start if is_unclaimed else None
        return claims

    def _told_right_before(self, sentence: Sentence) -> tuple[Hit, ...]:
        """The composite index of the sentence before, which is nearer than that of the title."""
        is_next = self.last is not None and self.last.sentence_index == sentence.index - 1
        return index_nouns.composite(self.last.nouns) if is_next and self.last is not None else ()

    def _by_own_words(
        self, scene: Scene, sentence: Sentence, block_start: int, series: SeriesPosition | None
    ) -> list[Claim]:
        """Claims by the words around a number: its place in a series, the whole index again, an index that is named."""
        standings = self._standings
        claims = standings.in_series(scene, series) if series is not None else []
        if not claims and _OVERALL.search(self._text, sentence.start, scene.number.text_start):
            claims = standings.carried(scene, index_nouns.whole(scene), 0.75)
        if not claims and scene.number.unit_class == "rank":
            claims = standings.carried(scene, self._named_behind(scene, sentence, _THEN_IN_YEAR), 0.75)
        if not claims and (whole_index.joins_group(scene) or whole_index.moved_all_the_same(scene)):
            claims = standings.carried(scene, index_nouns.whole(scene), 0.75)
        is_unnamed = scene.number.unit_class == "score" and not standings.names_an_index(
            scene, scene.around.left_limit, scene.number.text_start
        )  # `thứ 9 về PAR INDEX với 89,48 điểm và xếp thứ 5 về SIPAS`
        if not claims and is_unnamed:
            claims = standings.carried(scene, self._named_behind(scene, sentence, _THEN_RANKED), 0.75)
        if not claims and scene.number.unit_class == "score" and is_total(scene):
            of_all = index_nouns.whole(scene) if scene.number.value <= 1 else index_nouns.topic_766(scene)
            claims = standings.carried(scene, of_all, 0.7)
            self.last = Remembered(of_all, sentence.index) if claims else self.last
        return claims or standings.claims(scene, sentence.start, block_start)

    def _named_behind(self, scene: Scene, sentence: Sentence, further: re.Pattern[str]) -> tuple[Hit, ...]:
        """The index of the further rank, with its year or behind a score, that stands right behind."""
        ranked = further.match(self._text, scene.number.text_end)
        if ranked is None:
            return ()
        stop = _STOP.search(self._text, ranked.end(), sentence.end)
        end = stop.start() if stop is not None else sentence.end
        return index_nouns.composite(self._terms.nouns_between(ranked.end(), end))

    def _is_of_no_earlier(self, scene: Scene) -> bool:
        """Whether a rank is said to be of something else, or is a lead without a table."""
        if _LEADS_TABLE.match(self._text, scene.number.end) is not None:
            return False
        return is_about_another(scene) or "lead" in scene.number.flags

    def _earlier_indices(
        self, scene: Scene, sentence: Sentence, recalled: int
    ) -> Iterator[tuple[tuple[Hit, ...], float]]:
        """The index of the rank or score before in the sentence, or, in a sentence that names none, of those before it."""
        standings, last = self._standings, self.last
        if last is not None and last.sentence_index == sentence.index:
            turns = whole_index.turns_to_whole(scene, last.nouns)
            yield (index_nouns.whole(scene) if turns else last.nouns), _IN_SENTENCE
            if scene.number.unit_class in ("rank", "steps"):
                yield index_nouns.whole_766(self._terms, sentence.start, scene.number.text_start), _IN_SENTENCE
        elif not standings.names_an_index(scene, sentence.start, scene.number.start) and (
            self._goes_on_to_parts(scene, sentence)
            or not standings.names_the_index(scene, scene.number.end, sentence.end)
        ):
            if last is not None and last.sentence_index == sentence.index - 1:
                told = index_nouns.composite(last.nouns) or index_nouns.of_dti(last.nouns)
                yield told or whole_index.behind_parts(scene, last.nouns), 0.7
            since = self._terms.nouns_between(recalled, sentence.start)
            indices = [noun for noun in since if not index_nouns.is_bare_reform(self._text, noun)]
            yield index_nouns.composite(indices), 0.68
            if _BELONGS_TO.match(self._text, scene.number.text_end):
                line = line_start(self._text, sentence.start)
                named = self._terms.nouns_between(line, sentence.start) if line is not None else ()
                yield index_nouns.composite(named), 0.66

    def _goes_on_to_parts(self, scene: Scene, sentence: Sentence) -> bool:
        """Whether the sentence names but parts of the index that the one before told of: `…, đứng thứ 6; riêng chính quyền số xếp thứ 5`."""
        named = self._standings.indices_named(scene, scene.number.end, sentence.end)
        told = self.last is not None and self.last.sentence_index == sentence.index - 1
        nouns = self.last.nouns if told and self.last is not None else ()
        is_national = bool(nouns) and bool(index_nouns.of_dti(nouns) or whole_index.tells_mean(scene))
        return is_national and all(noun.concept in index_nouns.ALL_PARTS_OF_DTI for noun in named)

    def _remember(self, scene: Scene, sentence: Sentence, claims: list[Claim]) -> list[Claim]:
        nouns = self._standings.nouns_of(scene, claims[0]) if claims else ()
        if nouns:
            self.last = Remembered(nouns, sentence.index)
        return claims

"""Scores that an index has in percent, where their own words do not say of which: beside its rank, in its sentence, behind it.

`Quảng Ninh xếp thứ 1 với 92,18%`; `Đối với PAR Index, giá trị trung bình đạt 88,37%`. Lives here: what stands beside such a score.
Never here: scores in points and ranks (see `carried_index`), shares of other things (see `attachment.referred`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import AIMS_AND_TOPICS, KINDS_OF_PLACES, Claim, Scene
from scrapers.extraction.attachment.pointing import NAME_IS
from scrapers.extraction.indices import index_nouns
from scrapers.extraction.indices.remembered import IN_PERCENT, Remembered
from scrapers.extraction.indices.standing import Standings
from scrapers.extraction.kinds.moves import MOVES_BY
from scrapers.extraction.places.provinces import ALL_PROVINCES
from scrapers.extraction.terms.term_index import Hit, TermIndex
from scrapers.extraction.text.sentences import Sentence, line_start
from scrapers.letters import CAPITALS, SMALL

# `Năm 2022, tỉnh xếp thứ 12/63 với 87,1%`
_BESIDE_RANK = re.compile(
    r"(?i)(?:(?:thứ|hạng|vị trí)\s+(?:\d{1,2}(?:/\d\d)?|nhất|hai|ba)(?:[^\d;.]{0,40}?(?:với|đạt|,|\()|; đạt)"
    r"|\((?:(?:xếp|đứng)\s+)?(?:thứ|hạng)\s+\d{1,2}\)(?:\s+(?:với|đạt))?|(?<=\d%), [^\d;.%]{0,40}\b(?:đạt|với|là)|\b(?:dẫn đầu|đứng đầu)(?: bảng(?: xếp hạng)?)?(?: năm 20\d\d)? với(?: [^\W\d_]+){0,2})\s*(?:t[ỷỉ] lệ\s+|điểm số\s+)?$"
)
# `Đứng đầu bảng xếp hạng là Quảng Ninh với kết quả 91,04%`, `Đứng cuối là Quảng Ngãi, đạt 73,25%`
_LEADS_OR_IS_LAST = re.compile(
    r"(?i:\b(?:đứng đầu|dẫn đầu|cao nhất|đứng cuối|xếp cuối|thấp nhất|tiếp theo|tiếp đến)(?:\s+(?:bảng(?: xếp hạng)?|cả nước|toàn quốc))?)"
    rf"\s+là\s+(?:tỉnh\s+|thành phố\s+|TP\.?\s*)?[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)*(?:,\s+(?:đạt|với)|\s+(?:đạt|với)|\s+\()"
    r"(?:\s+(?:kết quả|điểm số|chỉ số|số điểm))?\s*$"
)
# `Phú Thọ 84,15%, hạng 22; Lào Cai và Hòa Bình tương ứng 82,64% và 80,07%`
_IN_SERIES = re.compile(r"(?i)\b(?:lần lượt|tương ứng)(?:\s(?:là|đạt|với|ở mức))*\s+(?:[\d.,]+\s?%?(?:,|,?\s+và)\s+)*$")
_SERIES_REACH = 120
# `Mức hài lòng trung bình cả nước đạt 83,94%, tăng 1,28% so với năm 2023`
_MOVES_BEHIND = re.compile(rf"(?i)\d\s?%{MOVES_BY}")
# `Thái Nguyên bám sát phía sau với 89,75%`
_NAME_REACHES = re.compile(
    rf"\s*(?:[Tt]ỉnh\s+|[Tt]hành phố\s+|TP\.?\s*)?[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)+(?:,\s(?:địa phương|tỉnh|đơn vị))?(?:\s[{SMALL}]+){{1,10}}(?:\s20\d\d)?,?\s(?:với|đạt|được|chỉ)\s+"
)
# `Hải Dương đạt 89,17% về PAR Index`
_ABOUT_INDEX = re.compile(r"(?i)\s+(?:về|ở|đối với)\s+")
# `Bộ Nội vụ công bố PAR INDEX năm 2022. Bình quân cả nước đạt 84,79%`
_MEAN = re.compile(
    rf"(?i)\b(?:bình quân|trung bình)\s+(?:chung\s+)?(?:của\s+)?(?:cả nước|toàn quốc|(?:các|{ALL_PROVINCES}) tỉnh(?:, thành phố)?|{ALL_PROVINCES})\b[^,;.\d]*$"
)
# `Năm 2022, tỉnh đạt 81,71%, xếp thứ 50/63`
_RANKED = re.compile(r"(?i),?\s+(?:và\s+)?(?:xếp|đứng|ở|giữ)\s+(?:hạng|vị trí)?\s*(?:thứ\s+)?\d{1,2}(?:/\d{2})?\b")
# `Kết quả xếp hạng mức độ chuyển đổi số của các cơ quan …; đứng đầu là Sở Nội vụ đạt 95,26%`
_RANKING, _SHARE_WORD = (
    re.compile(r"(?i)\b(?:xếp hạng|đánh giá|chấm điểm)\b"),
    re.compile(r"(?i)\b(?:tỷ lệ|tỉ lệ|t[ỷỉ] trọng)\b"),
)
_LEADS_LOCALLY = re.compile(
    rf"(?i:\b(?:đứng đầu|dẫn đầu|cao nhất|đứng cuối|thấp nhất|tiếp theo|tiếp đến))\s+(?:là\s+)?(?:Sở|Ban|Văn phòng|Thanh tra"
    rf"|huyện|thị xã|thành phố|TP\.?|xã|phường)\s+[{CAPITALS}][^,;.:\d%]{{1,40}}?(?:\s+(?:đạt|với|được))?(?:\s+(?:chỉ số|điểm số))?\s+$"
    # `huyện Quế Sơn dẫn đầu với 93,16%`
    rf"|(?:Sở|(?i:huyện|thị xã|thành phố))\s+[{CAPITALS}][^,;.:\d%]{{1,30}}?\s(?:dẫn đầu|đứng đầu|(?:đạt )?cao nhất|(?:đạt )?thấp nhất)\s+(?:với\s+)?$"
)


class PercentScores:
    """The scores in percent of one document, asked for in order."""

    def __init__(self, text: str, terms: TermIndex, standings: Standings) -> None:
        self._text, self._terms, self._standings = text, terms, standings
        self._scored_in: int | None = None

    def note(self, sentence: Sentence) -> None:
        """A sentence has told a score in percent."""
        self._scored_in = sentence.index

    def claims(
        self, scene: Scene, sentence: Sentence, last: Remembered | None
    ) -> tuple[list[Claim], Remembered | None]:
        """Claims on a score in percent beside the rank of the same index, and the index to go on with: `Quảng Ninh xếp thứ 1 với 92,18%`.

        `last`: the index told before.
        """
        number, standings = scene.number, self._standings
        if number.unit_class != "percent":
            return [], last
        about = _ABOUT_INDEX.match(self._text, number.text_end)
        if about is not None:
            behind = self._terms.nouns_between(about.end(), scene.around.right_limit)
            nouns = index_nouns.composite(noun for noun in behind if noun.start == about.end())
            told = standings.carried(scene, nouns, 0.8)
            named = standings.nouns_of(scene, told[0]) if told else ()
            return told, Remembered(named, sentence.index) if named else last
        if scene.around.is_right_open:
            return [], last
        if local := self._local_index(scene):
            return standings.carried(scene, local, 0.7), last
        if last is None or last.sentence_index != sentence.index:
            return self._of_only_index(scene, sentence, last)
        start = max(scene.around.item_start, number.text_start - _SERIES_REACH)
        in_series = _IN_SERIES.search(self._text, start, number.text_start) is not None
        moves_on = _MOVES_BEHIND.search(self._text, start, number.start) is not None
        is_further = self._scored_in == sentence.index and (in_series or moves_on)
        leads = self._leads_or_is_last(scene, sentence)
        if not is_further and not leads and _BESIDE_RANK.search(self._text, sentence.start, number.text_start) is None:
            return [], last
        return standings.carried(scene, last.nouns, 0.8), last

    def _leads_or_is_last(self, scene: Scene, sentence: Sentence) -> bool:
        """Whether a score is that of the first or last province of a table: `Đứng cuối là Quảng Ngãi, đạt 73,25%`."""
        return _LEADS_OR_IS_LAST.search(self._text, sentence.start, scene.number.text_start) is not None

    def _local_index(self, scene: Scene) -> tuple[Hit, ...]:
        """The province's own index in percent, of an office or district that its paragraph ranks: `…; đứng đầu là Sở Nội vụ đạt 95,26%`."""
        stop = scene.number.text_start
        ranked = _LEADS_LOCALLY.search(self._text, scene.around.item_start, stop)
        if ranked is None:
            return ()
        line = line_start(self._text, stop)
        if line is None or _RANKING.search(self._text, line, stop) is None:
            return ()
        named = [noun for noun in self._terms.nouns_between(line, stop) if noun.concept in index_nouns.NAMES_OF_DTI]
        told = tuple(named[-1:])
        return () if not told or _SHARE_WORD.search(self._text, told[0].end, ranked.start()) else told

    def _of_only_index(
        self, scene: Scene, sentence: Sentence, last: Remembered | None
    ) -> tuple[list[Claim], Remembered | None]:
        """Claims on a score in percent in a sentence that names nothing but an index before it, or right behind one about it.

        `Đối với PAR Index 2024, giá trị trung bình của 63 tỉnh, thành phố đạt 88,37%`; `Hà Tĩnh đạt 88,41%, xếp thứ 30`.
        """
        before = self._terms.between(sentence.start, scene.number.text_start)
        nouns = index_nouns.composite(self._terms.nouns_between(sentence.start, scene.number.text_start))
        others = (
            {h.concept for h in before if h.is_subject} - KINDS_OF_PLACES - AIMS_AND_TOPICS - {n.concept for n in nouns}
        )
        opened = _NAME_REACHES.fullmatch(self._text, scene.around.item_start, scene.number.text_start) is not None
        leads = self._leads_or_is_last(scene, sentence)
        names = (
            opened or leads or NAME_IS.search(self._text, scene.around.left_limit, scene.number.text_start) is not None
        )
        is_mean = _MEAN.search(self._text, sentence.start, scene.number.text_start) is not None
        is_next = last is not None and last.sentence_index == sentence.index - 1
        told = index_nouns.composite(last.nouns) if last is not None and is_next else ()
        if not nouns and is_mean:
            earlier = self._terms.nouns_between(scene.context.near_start, sentence.start)
            in_percent = index_nouns.composite(noun for noun in earlier if noun.concept in IN_PERCENT)
            nouns = tuple(noun for noun in told if noun.concept in IN_PERCENT) or in_percent
        if not nouns and names:
            nouns = told or index_nouns.last_named(scene, IN_PERCENT)
        elif not nouns and _RANKED.match(self._text, scene.number.text_end):
            nouns = tuple(noun for noun in told if noun.concept in IN_PERCENT)
        named_to = max((noun.end for noun in nouns), default=0)
        of_another = index_nouns.INDEX_OR_PART.search(
            self._text, max(sentence.start, named_to), scene.number.text_start
        )
        if not nouns or others or of_another or not (scene.around.is_left_thin or opened or leads or is_mean):
            return [], last
        claims = self._standings.carried(scene, nouns, 0.7)
        return claims, Remembered(nouns, sentence.index) if claims else last

"""The index that is named behind a rank or score: `xếp thứ 3/63 về …`, `quán quân PCI`, `vị trí thứ 12 (chính quyền số)`.

Lives here: what follows the number. Never here: the index named before it (see `standing`).
"""

from __future__ import annotations

import itertools
import re

from scrapers.extraction.attachment.claims import Claim, PatternTable, Scene
from scrapers.extraction.attachment.rules import JOINED
from scrapers.extraction.indices.index_nouns import COMPOSITE_INDICES, PARTS_OF_DTI
from scrapers.extraction.indices.index_patterns import IndexPatterns
from scrapers.extraction.terms.term_index import Hit

_TOPIC_LINK = re.compile(
    r"(?i)\b(?:(?<!thuộc )về(?!\s+(?:hạng|thứ|vị trí|vị thứ|\d))|ở|(?:trên|tại)(?= (?:bộ )?chỉ số\b)"
    r"|(?:trên|trong) bảng(?= (?:vietnam|việt nam|ict|dti|pci|papi|par|sipas))|trong bảng xếp hạng|trên bảng xếp hạng"
    r"|bảng xếp hạng|xếp hạng|trong|theo|cả(?=\s+(?:(?:hai|2)\s+)?(?:chỉ số|PAR|SIPAS|PAPI|PCI|DTI))|có(?=\s+(?:chỉ số|kết quả|mức độ)\s)|(?:toàn quốc|cả nước)\s+(?=chỉ số))\s"
)
_BOTH = re.compile(
    r"(?i)\bcả\s+(?:\w+\s+)?$|\bcả\s+(?:hai|2)\s+(?:bảng xếp hạng|chỉ số)[^;.,]{0,40}$"
)  # `xếp thứ nhất ở cả PAR INDEX và SIPAS`
# `nhóm 10 tỉnh, thành phố dẫn đầu Bộ chỉ số 766`
_LEADERS = re.compile(r"(?i)\s+(?:tỉnh|địa phương)(?:, thành phố)?\s+(?:dẫn đầu|đứng đầu)\s+(?=\S)")
_OF_THE_PLACE = re.compile(
    r"(?i)(?:thứ hạng|thứ bậc|vị trí|điểm số|xếp hạng)\b\s*(?:[,;.)]|so với|$)|(?:bộ\s+)?(?:chỉ số|tiêu chí)\s+(?:này|trên|đó)\b"
)
_NAMES_ANOTHER = re.compile(r"(?i)(?:chỉ số|tiêu chí|nhóm chỉ số)\b")
_LEADS_THERE = re.compile(r"(?i)\b(?:và|rồi|đồng thời)\s+(?:(?:đứng|dẫn) đầu|(?:xếp|đứng) thứ)\b")
_WITHIN_ALL = re.compile(
    r"(?i)(?!\d+(?:/\d+)?\s+(?:chỉ số|tiêu chí|lĩnh vực)\b)(?:khối (?:các )?(?:tỉnh|địa phương)|hai|ba|bốn|mười|tháng|quý|tuần|cả|toàn|số|tổng|bảng|nhóm|danh sách|\d|năm|top|tốp|các|những|khi|đó|kỳ|đợt|lần|giai đoạn|do\s)"
)
_NAME_IN_BRACKET = re.compile(r"\s*\(([^()\d,;]{3,40})\)")
_ABOUT = re.compile(r"(?i)\b(?:về|với (?:giá trị|điểm số|tổng điểm|chỉ số))\s")
_TOPIC_REACH = 90


class NamedBehind:
    """Claims on ranks, steps and scores by what is named behind them."""

    def __init__(self, patterns: IndexPatterns) -> None:
        self._patterns = patterns

    def about(self, scene: Scene, table: PatternTable) -> list[Claim]:
        """What the item says behind a rank that it is about: `đứng 37/63 tỉnh, thành phố, tăng 20 bậc so với năm 2022 về chỉ số CĐS`."""
        around = scene.around
        is_place = scene.number.unit_class in ("rank", "steps")
        link = _ABOUT.search(scene.text, scene.number.text_end, around.item_end) if is_place else None
        if link is None:
            return []
        nouns = scene.terms.nouns_between(link.end(), min(around.item_end, link.end() + _TOPIC_REACH))[:1]
        return self._patterns.claims(scene, table, nouns, "rank_topic", 0.85, (around.left_near, around.item_end))

    def right_behind(self, scene: Scene, table: PatternTable) -> list[Claim]:
        """The index right behind a rank or score: `quán quân PCI`, `vào top 10 DTI`, `84,32 điểm Chỉ số 766`."""
        number, around = scene.number, scene.around
        nouns = scene.terms.nouns_between(number.end, around.right_limit)
        end = number.end if number.unit_class == "rank" else number.text_end
        leaders = _LEADERS.match(scene.text, end) if number.unit_class == "rank" else None
        end = leaders.end() if leaders is not None else end
        beside = [noun for noun in nouns if scene.text[end : noun.start].strip() in ("", "của", "ở", "tại")]
        rule = "score_after" if number.unit_class == "score" else "rank_topic"
        return self._patterns.claims(scene, table, beside, rule, 0.9, (around.left_near, around.right_limit))

    def in_bracket(self, scene: Scene, table: PatternTable) -> list[Claim]:
        """The index or part alone in the bracket right behind: `lần lượt ở vị trí thứ 12 (chính quyền số), 13 (kinh tế số)`."""
        named = _NAME_IN_BRACKET.match(scene.text, scene.number.text_end)
        if named is None:
            return []
        start, stop = named.span(1)
        nouns = [noun for noun in scene.terms.nouns_between(start, stop) if noun.end == stop]
        return self._patterns.claims(scene, table, nouns, "rank_topic", 0.9, (scene.number.text_start, stop))

    def of_parts(self, scene: Scene, table: PatternTable, start: int) -> list[Claim]:
        """The parts that share a score: `điểm tuyệt đối (1,0 điểm) ở cả nhận thức số và thể chế số`."""
        shared: list[Claim] = []
        end = start
        for noun in scene.terms.nouns_between(start, scene.around.item_end):
            if noun.start != end and not JOINED.fullmatch(scene.text, end, noun.start):
                break
            shared += self._patterns.claims(
                scene, table, [noun], "shared_subjects", 0.85, (noun.start, scene.around.item_end)
            )
            end = noun.end
        return shared

    def further_topics(self, scene: Scene, table: PatternTable, found: list[Claim], nouns: list[Hit]) -> list[Claim]:
        """Further topics of one rank: `đứng nhất ở cả chính quyền số, kinh tế số và xã hội số`, `… ở cả PAR INDEX và SIPAS`."""
        of_both = bool(nouns) and _BOTH.search(scene.text, scene.number.text_end, nouns[0].start) is not None
        topics = PARTS_OF_DTI | COMPOSITE_INDICES if of_both else PARTS_OF_DTI
        further = scene.terms.nouns_between(nouns[-1].end, scene.around.item_end) if of_both else []
        parts = [noun for noun in (*nouns, *further) if noun.concept in topics]
        if not found or len(parts) < 2 or parts[0] != nouns[0]:
            return []
        shared: list[Claim] = []
        for before, noun in itertools.pairwise(parts):
            if not JOINED.fullmatch(scene.text, before.end, noun.start):
                break
            shared += self._patterns.claims(
                scene, table, [noun], "shared_subjects", 0.85, (noun.start, scene.around.right_limit)
            )
        return [claim for claim in shared if claim.indicator_code != found[0].indicator_code]


def topic_link(scene: Scene) -> re.Match[str] | None:
    """The word behind a rank that says what it is about; a comma before it begins something else."""
    link = _TOPIC_LINK.search(scene.text, scene.number.text_end, scene.around.right_limit)
    if link is not None and _OF_THE_PLACE.match(scene.text, link.end()):
        return None
    between = scene.text[scene.number.text_end : link.start()] if link is not None else ""
    # `lọt vào Top 10 cả nước và đứng đầu ở chỉ số thành phần “xã hội số”`: of the lead
    ends = "," in between.replace("tỉnh, thành", "") or _LEADS_THERE.search(between) is not None
    return None if ends else link


def is_about_another(scene: Scene) -> bool:
    """Whether a rank is said to be of something that has none: `… về tỷ lệ cấp thẻ`, `ở chỉ số “hạ tầng kỹ thuật”`."""
    link = topic_link(scene) if scene.number.unit_class in ("rank", "steps") else None
    if link is None:
        return False
    word = link.group().lower().split()[0]
    if word == "trong":
        return _WITHIN_ALL.match(scene.text, link.end()) is None
    return word == "về" or _NAMES_ANOTHER.match(scene.text, link.end()) is not None

"""The phrases that name a number of a series by its position: members of a coordination, levels of administration.

Lives here: which words each position has. Never here: which numbers form a series (see `series`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.attachment.series import SeriesPosition
from scrapers.extraction.attachment.subject_phrases import LEVELS
from scrapers.extraction.terms.matching import Phrase
from scrapers.extraction.terms.term_index import Hit

_JOINS = re.compile(r"(?i),\s+(?:và\s+)?|\s+và\s+")
_MEASURE = re.compile(r"(?i)^\s*(?:tỷ lệ|tỉ lệ)\s+(?=\w)")
_LEVEL_NAMED = re.compile(r"(?i)(?:\bcấp\s+|,\s+|\bvà\s+)(tỉnh|huyện|xã)\b(?!\s+hội)")
_LEVEL_OF = {"tỉnh": "province_level", "huyện": "district_level", "xã": "commune_level"}


def coordinated(scene: Scene, place: SeriesPosition) -> Phrase | None:
    """The member at the number's position, where each begins with the same word: `Số hóa hồ sơ và số hóa kết quả lần lượt …`."""
    text, start = scene.text, scene.around.item_start
    named = next((hit.start for hit in scene.terms.nouns_between(start, place.names_end)), start)
    cuts = list(_JOINS.finditer(text, start, place.names_end))
    while cuts and cuts[0].end() <= named:  # `Năm 2025, tỷ lệ số hóa …`: what opens the item is no member
        start = cuts.pop(0).end()
    begins = [start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), place.names_end]
    members = (_MEASURE.sub("", text[begin:end]) for begin, end in zip(begins, ends, strict=True) if begin < end)
    opening = {member.split(maxsplit=1)[0].lower() for member in members}
    if len(begins) != place.size or len(opening) != 1:
        return None
    begin, end = begins[place.position], ends[place.position]
    return _phrase(scene, scene.terms.nouns_between(begin, end), scene.terms.between(begin, end), begin)


def at_level(scene: Scene, place: SeriesPosition) -> Phrase | None:
    """The subject at the level at the number's position: `hồ sơ công việc ở cấp tỉnh, cấp huyện và cấp xã lần lượt …`."""
    start = scene.around.item_start
    levels = list(_LEVEL_NAMED.finditer(scene.text, start, place.names_end))
    if len(levels) < place.size:
        return None
    named = levels[-place.size :][place.position]
    level = Hit(_LEVEL_OF[named.group(1).lower()], *named.span(1), False, False, True, 2)
    hits = [hit for hit in scene.terms.between(start, place.names_end) if hit.concept not in LEVELS]
    nouns = [noun for noun in scene.terms.nouns_between(start, place.names_end) if noun.concept not in LEVELS]
    return _phrase(scene, nouns, [*hits, level], start)


def _phrase(scene: Scene, nouns: list[Hit], hits: list[Hit], start: int) -> Phrase | None:
    if not nouns:
        return None
    return Phrase("series", nouns, hits, [], start, (start, scene.around.right_limit), 0.0, is_before=True)

"""Numbers that go on with the ranks or scores of their sentence without a word for it: `xã hội số xếp thứ 52, kinh tế số 58`.

Lives here: by what they are known (a further place, part or year, a move, a list in brackets). Never here: a rank or score that
stands bare for another reason (see `bare_standing`), which index it is of (see `carried_index`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.indices.remembered import Remembered
from scrapers.extraction.indices.standing import Standings
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.places.provinces import MOST_PROVINCES
from scrapers.extraction.text.sentences import Sentence
from scrapers.letters import CAPITALS

# `Lạng Sơn (16), Lào Cai (23)`
_NAMED_IN_LIST = re.compile(rf"[{CAPITALS}]\w*\s*\($")
# `Sở Y tế (843.24 điểm), Sở Thông tin và Truyền thông (842.65)`
_OFFICE_IN_LIST = re.compile(
    rf"(?:Sở|Ban|Cục|Văn phòng|Thanh tra|[Hh]uyện|[Tt]hị xã)\s[{CAPITALS}][^,;.()\d]{{1,40}}\($"
)
# `Kiên Giang xếp thứ 32, Sóc Trăng 36`
_NEXT_PLACE = re.compile(
    r"(?:(?:[,;]|\s(?:và|còn))\s+)?(?:(?:và|còn|rồi|tiếp theo là|tiếp đến là|cuối bảng là"
    rf"|chót bảng là)\s+)?(?:tỉnh\s+|thành phố\s+|TP\.?\s*)?[{CAPITALS}]\w+(?:[ -]+[{CAPITALS}]\w*){{0,3}}(?:\s+(?:là"
    r"|chỉ|được|có|đạt|với|từ))?[\s,(]*"
)
# `Hà Nội từ vị trí thứ 10 xuống thứ 20, TP.HCM từ 14 xuống 27`; `tăng 12 bậc, từ hạng 51 lên 39`
_UP_OR_DOWN = re.compile(r"\s+(?:lên|xuống|về|còn)\s+")
_FROM_PLACE = re.compile(
    rf"(?:thứ|hạng|vị trí)\s+\d{{1,2}}[^;.]*,\s+(?:và\s+)?[{CAPITALS}][\w. ]{{1,30}}\s+từ\s+\d{{1,2}}$"
    r"|\b\d{1,2} bậc,?\s+từ\s+(?:(?:hạng|thứ|vị trí)\s+){0,2}\d{1,2}$"
)
# `tăng 12 bậc, từ 51 lên 39`
_STEPS_FROM = re.compile(r"(?i)\b\d{1,2} bậc,?\s+từ\s+$")
# `vị trí 46 năm 2021 (0,33 điểm) và 58 năm 2020`
_AND_THEN, _OF_A_YEAR = (
    re.compile(r"(?:\s+(?:của\s+|vào\s+)?năm 20\d\d)?\)?\s*(?:,|và|, và)\s+"),
    re.compile(r"\s+(?:của\s+|vào\s+)?năm 20\d\d\b"),
)
# `từ vị trí 54 năm 2020 lên 41 năm 2021`
_UP_FROM_YEAR = re.compile(r"\s+(?:(?:của|vào|trong)\s+)?năm 20\d\d,?\s+(?:lên|xuống|về|còn)\s+")


def further_standing(
    scene: Scene, sentence: Sentence, standings: Standings, last: Remembered | None
) -> UnitClass | None:
    """The unit class of a number that goes on with the ranks or scores of its sentence, or None.

    `xã hội số xếp thứ 52, kinh tế số 58 và chính quyền số tận 61`. `last`: the index told before.
    """
    text, number = scene.text, scene.number
    if last is None or last.sentence_index != sentence.index or scene.around.is_right_open:
        return None
    is_place = number.value == int(number.value) and 0 < number.value <= MOST_PROVINCES and number.out_of is None
    listed = _listed_in_bracket(scene, sentence, is_place=is_place)
    if listed is not None:
        return listed
    links = (_AND_THEN, _UP_FROM_YEAR)
    if is_place and any(one.fullmatch(text, scene.around.left_limit, number.text_start) for one in links):
        return "rank" if _OF_A_YEAR.match(text, number.end) else None
    if _NEXT_PLACE.fullmatch(text, scene.around.left_limit, number.text_start):
        # `Huế được 46,04 điểm, Thái Nguyên 45,78`, `Kiên Giang xếp thứ 32, Sóc Trăng 36`
        if number.value != int(number.value):
            return "score"
        return "rank" if is_place else None
    if is_place and _STEPS_FROM.search(text, sentence.start, number.text_start):
        moved = _UP_OR_DOWN.match(text, number.end)
    elif is_place and _UP_OR_DOWN.fullmatch(text, scene.around.left_limit, number.text_start):
        moved = _FROM_PLACE.search(text, sentence.start, scene.around.left_limit)
    else:
        return _right_behind_index(scene, standings, is_place=is_place)
    return "rank" if moved is not None else None


def _right_behind_index(scene: Scene, standings: Standings, *, is_place: bool) -> UnitClass | None:
    """What stands right behind the name of an index: `…, kinh tế số 58`."""
    text, number = scene.text, scene.number
    nouns = scene.terms.nouns_between(scene.around.left_limit, number.text_start)
    if not is_place or not nouns or not standings.is_index(nouns[-1]):
        return None
    return "rank" if len(text[nouns[-1].end : number.text_start].split()) <= 1 else None


def _listed_in_bracket(scene: Scene, sentence: Sentence, *, is_place: bool) -> UnitClass | None:
    """What stands alone in brackets behind a name of a list: `Lạng Sơn (16), Lào Cai (23)`, `…, Cục Thuế tỉnh (839.71)`."""
    text, number = scene.text, scene.number
    if not text.startswith(")", number.end):
        return None
    if _NAMED_IN_LIST.search(text, sentence.start, number.text_start):
        return "rank" if is_place else "score"
    is_of_office = _OFFICE_IN_LIST.search(text, sentence.start, number.text_start) is not None
    return "score" if is_of_office and not is_place else None

"""Where a text turns from parts of the national index to the whole.

Lives here: the wordings by which it does. Never here: the index that a rank goes on with (see `carried_index`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.indices import index_nouns
from scrapers.extraction.places.provinces import RANK_TOTALS
from scrapers.extraction.terms.term_index import Hit
from scrapers.letters import CAPITALS

_TURNS = re.compile(
    rf"\s*(?:(?:còn|riêng|trong khi)\s+)?(?:(?:[Đđ]ến|[Ss]ang|[Tt]ới|[Bb]ước sang)\s+)?(?:[Nn]ăm 20\d\d(?:,| và)?\s*){{0,3}}(?:(?:tỉnh|thành phố"
    rf"|[{CAPITALS}]\w+(?:[ -]+[{CAPITALS}]\w*)+|Huế)(?:,[^,;.\d]{{3,50}},)?\s+)?(?:(?:khi đó|khi ấy|cùng|đều|chỉ|mới|đã|vẫn|tiếp tục|vươn|lên|tụt|xuống|xếp|đứng|ở|giữ"
    r"|vị trí|hạng|thứ)\s+)+"
)
# `…, riêng trụ cột chính quyền số xếp thứ 3; năm 2021, tỉnh tăng 4 bậc, lên thứ 8/63`
_TURNS_AND_MOVES = re.compile(
    rf"\s*[Nn]ăm 20\d\d,?\s+(?:tỉnh|thành phố|[{CAPITALS}]\w+(?:[ -]+[{CAPITALS}]\w*)+|Huế)\s+(?:(?:đã|tiếp tục)\s+)*(?:tăng|giảm|tụt|leo)\s+"
)
# The same without a place, behind a part that stands apart: `đứng thứ 12, riêng chính quyền số thứ 3; năm 2021 tăng 4 bậc`
_MOVES_ON = re.compile(r"\s*[Nn]ăm 20\d\d,?\s+(?:(?:đã|tiếp tục)\s+)*(?:tăng|giảm|tụt|leo)\s+")
_APART = re.compile(r"\b[Rr]iêng\s")
_PLACE_AGAIN = re.compile(
    r"\s*(?:(?:Đến|Sang|Tới|Bước sang)\s+)?(?:(?:[Nn]ăm|[Kk]ỳ) 20\d\d,?\s+(?:tỉnh|thành phố)\s"
    rf"|(?:[Nn]ăm 20\d\d,?\s+)?(?:tỉnh\s+|thành phố\s+)?(?:[{CAPITALS}]\w*(?: [{CAPITALS}]\w*)+|Huế)\s)"
)
# `…, kinh tế số thứ 18 và xã hội số thứ 30, song đã tăng 16 bậc`
_BUT_MOVED = re.compile(
    r",\s+(?:song|nhưng|tuy nhiên)\s+(?:(?:tỉnh|thành phố)\s+)?(?:(?:đã|cũng|vẫn)\s+)?(?:tăng|giảm|tụt|cải thiện)\s+$"
)
# `…, riêng kinh tế số xếp thứ 29, sang năm 2022 tỉnh lùi xuống hạng 43/63`
_THEN_MOVED = re.compile(
    r",\s+(?:đến|sang|tới|bước sang)\s+năm 20\d\d,?\s+(?:tỉnh|thành phố)\s+(?:(?:đã|lại|tăng|vươn|leo|lùi|tụt|giảm|rơi|lên|xuống|xếp|đứng|ở|hạng|thứ|vị trí)\s+)+$"
)
_OF_EDITION, _LEADS_WITH = re.compile(r"\s*[Kk]ỳ 20\d\d\b"), re.compile(r"\b(?:dẫn đầu|đứng đầu)\s+với\s+$")
# `… thể chế số đạt 1,000. Giá trị trung bình cấp tỉnh của cả nước là 0,6961`
_TELLS_MEAN = re.compile(
    r"\s*(?:Giá trị |Điểm |Mức )?(?:[Tt]rung bình|[Bb]ình quân)\s+(?:(?:của\s+)?(?:cấp tỉnh|cả nước|các tỉnh|toàn quốc)\b)"
)
_JOINS_GROUP = re.compile(
    rf"(?:,|\bvà)\s+(?:tỉnh|thành phố|[{CAPITALS}]\w*(?: [{CAPITALS}]\w*)+)\s+(?:thuộc|vào|nằm trong|lọt vào|đứng trong)\s+(?:nhóm|top|tốp)\s+$"
)


def parts_between(scene: Scene, start: int, stop: int) -> tuple[Hit, ...]:
    """The parts of the national index that are named between two places: `…, trong đó an toàn thông tin mạng xếp thứ 8`."""
    return tuple(
        noun for noun in scene.terms.nouns_between(start, stop) if noun.concept in index_nouns.ALL_PARTS_OF_DTI
    )


def turns_to_whole(scene: Scene, told: tuple[Hit, ...]) -> bool:
    """Whether an item turns from parts of the national index to a further place or year, of which the whole is told.

    `…, kinh tế số và xã hội số cùng đứng thứ 8; năm 2022 tỉnh đứng thứ 15`
    """
    start, stop = scene.around.item_start, scene.number.text_start
    is_part = all(noun.concept in index_nouns.ALL_PARTS_OF_DTI and noun.end <= start for noun in told)
    is_apart = _APART.search(scene.text, scene.context.sentence_start, start) is not None
    turns = (_TURNS, _TURNS_AND_MOVES, *((_MOVES_ON,) if is_apart else ()))
    return is_part and any(turn.fullmatch(scene.text, start, stop) for turn in turns)


def joins_group(scene: Scene) -> bool:
    """Whether a place comes to a group of provinces behind parts of the national index: `các trụ cột đều đạt …, Kon Tum thuộc nhóm 30 tỉnh`."""
    start, stop = scene.around.left_limit, scene.number.start
    joins = scene.number.unit_class == "rank" and _JOINS_GROUP.search(scene.text, start, stop) is not None
    return joins and bool(parts_between(scene, scene.around.item_start, start))


def moved_all_the_same(scene: Scene) -> bool:
    """Whether it is the whole that has moved behind ranks of parts.

    `…, kinh tế số thứ 18 và xã hội số thứ 30, song đã tăng 16 bậc`; `…, sang năm 2022 tỉnh lùi xuống hạng 43/63`
    """
    start, stop = scene.context.sentence_start, scene.number.start
    moved = {"steps": _BUT_MOVED, "rank": _THEN_MOVED}.get(scene.number.unit_class)
    has_moved = moved is not None and moved.search(scene.text, start, stop) is not None
    return has_moved and bool(parts_between(scene, start, stop))


def tells_mean(scene: Scene) -> bool:
    """Whether an item opens with the mean of all provinces, which is told of the whole index."""
    number, start = scene.number, scene.around.item_start
    return number.unit_class == "score" and _TELLS_MEAN.match(scene.text, start, number.start) is not None


def behind_parts(scene: Scene, told: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The whole index behind its parts, where a place is named with its rank among all: `…, an toàn thông tin mạng 0,6423. Đến năm 2023, Huế trở lại vị trí thứ 3/63`."""
    is_part = all(noun.concept in index_nouns.ALL_PARTS_OF_DTI for noun in told)
    named = _PLACE_AGAIN.match(scene.text, scene.around.item_start, scene.number.start) is not None
    number = scene.number
    is_national = number.unit_class == "rank" and (
        number.out_of in RANK_TOTALS or _OF_EDITION.match(scene.text, scene.around.item_start, number.start) is not None
    )
    # `…, trong đó kinh tế số đứng thứ 14. Hà Nội dẫn đầu với 0,8241`
    is_score, start = number.unit_class == "score", scene.around.item_start
    leads = is_score and _LEADS_WITH.search(scene.text, start, number.start)
    is_whole = tells_mean(scene) or (named and (is_national or leads))
    return index_nouns.whole(scene) if is_part and is_whole else ()

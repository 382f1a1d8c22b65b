"""Numbers without a unit that may be what an index gives: a score or a rank.

Lives here: what their value, the words and the place say. Never here: which index it is (see `standing`), numbers that go on
with a rank told before (see `carried_index`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.indices.index_patterns import SCALES
from scrapers.extraction.indices.standing import Standings
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.places.provinces import MOST_PROVINCES, RANK_TOTALS

# `Thứ hạng DTI của tỉnh leo từ 47 năm 2021 lên 30 năm 2022`
_RANK_MOVES = re.compile(r"(?i)\b(?:thứ hạng|xếp hạng)\b[^;:.]{0,60}\b(?:từ|lên|xuống)\s+$")
# `xếp hạng chuyển đổi số của Long An năm 2020 là 27, năm 2021 là 21`
_RANK_IS = re.compile(
    r"(?i)\b(?:thứ hạng|xếp hạng)\s[^,;:.%\d]{0,60}(?:\bnăm 20\d\d là \d{1,2}(?:,| và)\s+)*\bnăm 20\d\d là\s+$"
)
_RANK_REACH = 120
_SCORE_WORD = re.compile(r"(?i)\b(?:điểm|số điểm|điểm số|tổng điểm)\b")
# `chính quyền số 23/63 tỉnh`; not `32/63 địa phương cao hơn mức trung bình`, which are counted
_UNITS_RANKED = re.compile(
    r"(?i)\s*(?:các\s+)?(?:tỉnh(?:, thành(?: phố)?)?+|địa phương|thành phố|cả nước"
    r"|toàn quốc)(?!\s(?:\w+\s){0,3}?(?:cao hơn|thấp hơn|có|đạt|tăng|giảm|trên|dưới|vượt|nằm|đã|đều|cùng|hoàn thành"
    r"|triển khai|ban hành|công bố|tham gia|cung cấp|thực hiện|chưa|không|phê duyệt)\b)"
)
# `thứ hạng các chỉ số của tỉnh như sau: … hoạt động chính quyền số: 62`
_RANKS_LISTED = re.compile(r"(?i)\b(?:thứ hạng|xếp hạng|vị trí)\b[^.:]{0,80}:")
# `xếp thứ 60/63 về PAR INDEX, 57/63 về Chỉ số hài lòng của người dân`
_ABOUT_AN_INDEX = re.compile(r"\s+về\s+(?:(?:[Bb]ộ\s+)?[Cc]hỉ số|PAR|SIPAS|PAPI|PCI|DTI|ICT)\b")
_BARE_MOVE = re.compile(r"(?i)\btừ\s+(?:\d{1,2}\s+(?:lên|xuống|về|còn)\s+)?$")
# `từ 6 lên 8 chỉ số nội dung`: how many things there are
_COUNTED_THINGS = re.compile(
    r"(?i)(?:\s+(?:lên|xuống|về|còn)\s+\d{1,2})?\s+(?:chỉ số|tiêu chí|nội dung|trụ cột|lĩnh vực|địa phương|đơn vị|tỉnh|huyện|xã|lần|năm(?! 20)|tháng|ngày)\b"
)
_FULL_SCORE = re.compile(r"1,0{3,4}")  # `nhận thức số và thể chế số cùng đạt điểm tuyệt đối 1,0000`
_BEST_SCORE = 100


def bare_standing(scene: Scene) -> UnitClass | None:
    """What a plain number may be: an index on a scale of 1 (`Chỉ số DTI đạt 0,6514`), a rank (`chính quyền số 23/63`)."""
    number = scene.number
    left = scene.text[scene.around.left_limit : number.text_start]
    is_full = number.value == 1 and _FULL_SCORE.fullmatch(scene.text, number.start, number.end) is not None
    if is_full:
        return "score"
    is_fine = round(number.value, 2) != number.value  # nobody counts 0,6674, but `mỗi xã chỉ có 0,7 cán bộ`
    if number.value <= 1 and number.value != int(number.value) and (is_fine or not scene.around.is_right_open):
        return "score"
    if is_fine and not number.scaled and number.value < _BEST_SCORE and not scene.around.is_right_open:
        return "score"  # `PAPI …, ở mức 43,9603`
    is_place = number.value == int(number.value) and number.value <= MOST_PROVINCES and not scene.around.is_right_open
    start = max(scene.around.item_start, number.text_start - _RANK_REACH)
    if is_place and _RANK_MOVES.search(scene.text, start, number.text_start):
        return "rank"
    since = max(scene.context.sentence_start, number.text_start - _RANK_REACH)
    if is_place and _RANK_IS.search(scene.text, since, number.text_start):
        return "rank"
    is_worded = _SCORE_WORD.search(left) is not None
    is_scored = is_worded or number.out_of in SCALES
    is_broken = number.value != int(number.value) or (is_worded and number.out_of in SCALES)
    if is_scored and is_broken and not scene.around.is_right_open:
        return "score"
    is_ranked = number.out_of in RANK_TOTALS and number.value <= (number.out_of or 0)
    behind = (_UNITS_RANKED, _ABOUT_AN_INDEX)
    is_closed = not scene.around.is_right_open or any(one.match(scene.text, number.text_end) for one in behind)
    return "rank" if is_ranked and is_closed else None


def standing_by_place(scene: Scene, standings: Standings) -> UnitClass | None:
    """What a plain number is by where it stands.

    `công khai, minh bạch 15,34; tiến độ giải quyết 19,14`: points right behind what they are of have no word for it.

    So have the places between which an index moves: `Xã hội số đi từ 29 lên 10`.
    """
    number, stop = scene.number, scene.number.text_start
    if scene.around.is_right_open or number.scaled or number.out_of is not None:
        return None
    if number.value != int(number.value):
        nouns = scene.terms.nouns_between(scene.around.left_limit, stop)
        is_next = bool(nouns) and not scene.text[nouns[-1].end : stop].strip(" :")
        return "score" if is_next and standings.has_score(nouns[-1]) else None
    if not 0 < number.value <= MOST_PROVINCES:
        return None
    nouns = scene.terms.nouns_between(scene.around.left_limit, stop)
    if nouns and scene.text[nouns[-1].end : stop].strip() == ":":
        is_listed = _RANKS_LISTED.search(scene.text, scene.context.near_start, stop) is not None
        return "rank" if is_listed and standings.is_index(nouns[-1]) else None
    moved = _BARE_MOVE.search(scene.text, scene.around.item_start, stop)
    if moved is None or _COUNTED_THINGS.match(scene.text, number.end):
        return None
    nouns = scene.terms.nouns_between(scene.around.item_start, moved.start())
    is_index = bool(nouns) and standings.is_index(nouns[-1])
    return "rank" if is_index and "%" not in scene.text[scene.around.item_start : stop] else None

"""What the words around a number say of it by themselves: a subject of its own, a repetition, a ratio, another move or place.

Lives here: those questions, one function each. Never here: which phrase is tried when (see `rules`), what a phrase holds (see
`subject_phrases`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import AIMS_AND_TOPICS, Scene
from scrapers.extraction.attachment.subject_phrases import DENSITIES, NEW_MEMBER
from scrapers.extraction.kinds.moves import compared_with_time, move_before
from scrapers.extraction.kinds.reached_or_aimed import aims
from scrapers.extraction.numbers.ratios import restates_ratio
from scrapers.extraction.places.place_patterns import FIGURES_OF_OTHERS
from scrapers.extraction.terms.matching import WORDS
from scrapers.extraction.terms.term_index import Hit
from scrapers.letters import CAPITALS

# `số thành viên … là 10.257 người.`, `số ví điện tử đã kích hoạt vượt 39 triệu tài khoản`
_PEOPLE_ALONE = re.compile(r"(?i)\s*(?:người|tài khoản)\s*(?:[.,;)]|$)")
_NUMBER_OF = re.compile(r"(?i)\b(?:số|lượng|thêm|có|phát triển)\s+$")
_UNIT_WORD = re.compile(r"\s*([^\W\d_]+(?:\s[^\W\d_]+)?)")
_LEVEL_ALONE = re.compile(
    r"(?i)(?:[(;]|\btrong đó:?)\s*(?:cấp (?:xã|huyện|tỉnh)|(?:thôn|ấp|khóm|khu phố|bản|xóm|buôn|tổ dân phố)[^;().\d]{0,30})\s+$"
)  # `tổ công nghệ số cộng đồng (cấp xã 138 tổ; …)`
_HAS_NOW = re.compile(r"(?i)\b(?:hiện|hiện nay|đến nay)\s+(?:đã |mới |mới chỉ )?có\s+$")  # `…; hiện đã có 109 trang`
_HAS_ITS_OWN = re.compile(r"(?i)\s(?:có|sử dụng|dùng)\s+(?!(?:sóng|mạng|cáp|internet)\b)[^\W\d_]")
# `phủ sóng 4G đạt 99,9%, cáp quang đến 100% xã`: another network, of which what is said before is not said
_CABLES = frozenset({"fiber", "optical_cable", "broadband"})
_COMMA = re.compile(",")
_STATES = frozenset({"completed", "in_progress", "to_complete"})
# Syllables that open many words: `chỉ tiêu` repeats no `chỉ số`.
_FIRST_SYLLABLES = frozenset({"chỉ", "thủ", "hồ", "dịch", "doanh", "thuê", "công", "cơ", "văn", "thành", "tài", "sản"})
_AT_WORK = re.compile(r"\s+đang hoạt động$")  # `số doanh nghiệp công nghệ số là 50.350 doanh nghiệp đang hoạt động`
# `số doanh nghiệp công nghệ số trên địa bàn mới có 187 đơn vị`
_UNITS_ALONE = re.compile(r"(?i)\s*đơn vị(?=\s*(?:[,;.)]|$))")
_ENTERPRISES_COUNTED = re.compile(
    r"(?i)\bsố (?:lượng )?(?:doanh nghiệp|dn)\b|(?<!\w )(?:doanh nghiệp|DN) [^,;.\d]{3,60}\s(?:đã |hiện )?có\s+(?:(?:trên|hơn|gần|khoảng)\s+)?$"
)
_ENTERPRISES = re.compile(r"^dn\b")  # `Doanh nghiệp công nghệ số: 320 DN`
_SERVICES = re.compile(r"\bdvc(?:tt)?\b")  # `tổng số DVCTT toàn trình lên 1.113 dịch vụ`
# `…; giảm 10% số cuộc họp`, `…; GRDP tăng 7,37%`: what moves is named with it
_MOVES_ANOTHER = re.compile(r"(?i)\W*(?:cắt |tiết )?(?:giảm|tăng|kiệm)\s+(?:(?:ít nhất|tối thiểu|trên|hơn|khoảng)\s+)?")
_WHAT_MOVES = re.compile(r"(?i)\s*(?:số|thời gian|chi phí|lượng|giá|kinh phí)\s")
_PRODUCT_GROWS = re.compile(r"\b(?:GRDP|GDP|IIP)\s+(?:\w+\s+){0,3}?(?:tăng|giảm)\b")
# `6,47%, thấp hơn mức 8,1% của Trà Vinh và 7,3% của Vĩnh Long`
_OF_A_PLACE = re.compile(rf"\s*của\s+(?:tỉnh\s+|thành phố\s+)?[{CAPITALS}]\w+")
_MORE_THAN_THAT = re.compile(rf"{FIGURES_OF_OTHERS}$")
# `Số thuê bao Internet là 1.356.200 thuê bao, mật độ 115,4 thuê bao/100 dân`
_DENSITY_ALONE = re.compile(
    r"(?i)(?:\)?,|\()\s*(?:đạt\s+)?mật độ\s+(?:thuê bao\s+)?(?:thực\s+)?(?:(?:đạt|là|khoảng|trên|hơn)\s+)*$"
)
_LISTS = re.compile(
    r"(?i)\b(?:gồm|như sau|như|sau|cụ thể|sau đây)\s*:\s*$"
)  # `… đạt và vượt gồm: 100% hồ sơ công việc …`
# `nhân lực kinh tế số trên 2% lực lượng lao động`: what it is out of
_OF_WORKERS = re.compile(r"(?i)\s*(?:trong\s+|tổng\s+)*lực lượng lao động\b")
_VERB_BEFORE = re.compile(r"(?i)(?:đạt|là|chiếm|bằng|còn|mức|lên|xuống|tới|:|\()\s*$")


def has_own_subject(scene: Scene) -> bool:
    """Whether a share is directly followed by what it is of, with no verb before it: `… và 100% xã, phường`."""
    number, around = scene.number, scene.around
    left = scene.text[around.left_limit : number.text_start]
    if number.unit_class != "percent" or not around.is_right_open:
        return False
    if _OF_WORKERS.match(scene.text, around.right_start) or (_VERB_BEFORE.search(left) and not _LISTS.search(left)):
        return False
    if NEW_MEMBER.search(left):
        return True
    nouns = scene.terms.nouns_between(around.right_start, around.right_limit)
    return bool(nouns) and len(WORDS.findall(scene.text[around.right_start : nouns[0].start])) <= 1


def said_from(scene: Scene) -> int:
    """Where that begins which is said of a bare noun behind a share; cables are another network than what is told before them.

    `100% khu dân cư đã có sóng di động, cáp quang về tới 100% trung tâm cấp xã`
    """
    around, stop = scene.around, scene.number.text_start
    comma = scene.text.rfind(", ", around.left_limit, stop)
    if comma >= 0 and any(hit.concept in _CABLES for hit in scene.terms.between(comma, stop)):
        return comma
    own = (*scene.terms.between(around.left_limit, stop), *_right_behind(scene))
    return around.left_limit if any(hit.concept in _CABLES for hit in own) else around.item_start


def _right_behind(scene: Scene) -> list[Hit]:
    """The hits behind a number up to a comma that is no part of a term: `100% thôn, bản có Internet cáp quang, …`."""
    start, stop = scene.around.right_start, scene.around.right_limit
    hits = scene.terms.between(start, stop)
    for comma in _COMMA.finditer(scene.text, start, stop):
        if not any(hit.start < comma.start() < hit.end for hit in hits):
            return [hit for hit in hits if hit.end <= comma.start()]
    return hits


def is_share_of_ratio(scene: Scene) -> bool:
    """Whether a share is that of the ratio before it: `66/94 hệ thống được phê duyệt, đạt 70,2%`."""
    number = scene.number
    is_share = number.unit_class == "percent"
    return is_share and restates_ratio(scene.text, scene.around.item_start, number.start, number.value)


def is_density_alone(scene: Scene) -> bool:
    """Whether a density stands with no subject of its own: `…, mật độ 115,4 thuê bao/100 dân`."""
    number = scene.number
    said = scene.text[scene.around.left_limit : number.text_start]
    return number.unit_class in DENSITIES and _DENSITY_ALONE.search(said) is not None


def is_of_another_move(scene: Scene, said: str) -> bool:
    """Whether the words around a percentage say what else rose or fell by it."""
    if _PRODUCT_GROWS.search(said) is not None:
        return True
    return (
        _MOVES_ANOTHER.fullmatch(said) is not None
        and _WHAT_MOVES.match(scene.text, scene.around.right_start) is not None
    )


def speaks_of_goal(scene: Scene) -> bool:
    """Whether the words before a number only say that it was aimed at: `cao hơn chỉ tiêu Nghị quyết đề ra là 25%`."""
    start, end = scene.around.left_limit, scene.number.text_start
    if not aims(scene.text[start:end]):
        return False
    return all(hit.concept in AIMS_AND_TOPICS for hit in scene.terms.between(start, end) if hit.is_subject)


def repeats_a_count(scene: Scene, carried_from: int) -> bool:
    """Whether a count is of what was counted before it, by its unit word: `1.347 trạm, tăng 118 trạm`."""
    unit = _UNIT_WORD.match(scene.text, scene.around.right_start)
    left = scene.text[scene.around.left_limit : scene.number.text_start]
    is_told_anew = (
        _LEVEL_ALONE.search(left) or move_before(left) or compared_with_time(left, "") or _HAS_NOW.search(left)
    )
    if scene.number.unit_class != "count" or unit is None or not is_told_anew:
        return False
    word = unit.group(1).split()[0].lower()
    return word in WORDS.findall(scene.text[carried_from : scene.number.start].lower())


def repeats_subject(scene: Scene) -> bool:
    """Whether the words after a count only repeat what was named before it: `số thuê bao Internet đạt 224.065 thuê bao`."""
    unit = _UNIT_WORD.match(scene.text, scene.around.right_start)
    if unit is None:
        return False
    if _PEOPLE_ALONE.match(scene.text, scene.around.right_start):
        return True
    if _UNITS_ALONE.match(scene.text, scene.around.right_start):
        return _ENTERPRISES_COUNTED.search(scene.text, scene.around.left_phrase, scene.number.text_start) is not None
    start = unit.start(1)
    named = [noun for noun in scene.terms.nouns_between(start, scene.around.right_limit) if noun.start == start]
    said = {hit.concept for hit in scene.terms.between(scene.around.left_phrase, scene.number.text_start)}
    further = scene.terms.between(max((noun.end for noun in named), default=start), scene.around.right_limit)
    if any(hit.concept in _STATES and hit.concept not in said for hit in further):
        return False  # `18/43 nhiệm vụ đã hoàn thành, 21 nhiệm vụ đang thực hiện`
    words = scene.text[start : max(noun.end for noun in named)].lower() if named else unit.group(1).lower()
    if not named and (place := scene.text.lower().find(words, scene.around.left_phrase, scene.number.text_start)) >= 0:
        # `136 chủ thể tham gia Chương trình OCOP, trong đó 114 chủ thể`: owners, of which no indicator is
        nouns = scene.terms.nouns_between(scene.around.left_phrase, scene.number.text_start)
        is_number_of = _NUMBER_OF.search(scene.text, scene.around.left_phrase, place) is not None
        if not is_number_of and not any(noun.start <= place < noun.end for noun in nouns):
            return False
    before = scene.text[scene.around.left_phrase : scene.number.text_start].lower()
    before = _SERVICES.sub("dịch vụ", before)
    words = _AT_WORK.sub("", words)
    first, *others = words.split()
    return (
        words in before
        or _ENTERPRISES.sub("doanh nghiệp", words) in before
        or (not named and first in before.split() and not (others and first in _FIRST_SYLLABLES))
    )


def is_bare_noun(scene: Scene) -> bool:
    """Whether nothing but a noun follows a share, so that what is said of it stands before: `phủ sóng … 99,9% các thôn`."""
    around = scene.around
    nouns = scene.terms.nouns_between(around.right_start, around.right_limit)
    if not around.is_right_open or not nouns:
        return False
    if _HAS_ITS_OWN.search(scene.text, nouns[0].end, around.right_limit):
        return False  # `50% hộ có cáp quang và hơn 23% số hộ có máy tính`
    words = len(WORDS.findall(scene.text[around.right_start : around.right_limit]))
    return words <= nouns[0].words + 4


def is_of_another_place(scene: Scene) -> bool:
    """Whether a number is another place's, with which the one before it is compared."""
    start, stop = scene.around.item_start, scene.number.text_start
    if _OF_A_PLACE.match(scene.text, scene.around.right_start) is None:
        return False
    return _MORE_THAN_THAT.search(scene.text, start, stop) is not None

"""The mentions of indices in a text: which is composite, the whole or a part, and which was named last.

Lives here: the concepts that are indices, and choices among their mentions. Never here: what a rank or score is of (see `standing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.terms.term_index import Hit, TermIndex
from scrapers.extraction.text.brackets import is_closed_before
from scrapers.letters import CAPITALS

# Only an index keeps the floor beyond its own clause: a later rank or score may be of it without naming it again.
COMPOSITE_INDICES = frozenset({"dt_index", "ict_index", "idx766", "sipas", "par_index", "papi", "pci"})
DT_INDEX = "dt_index"
OTHER_INDEX = "other_index"  # one that the codebook does not have
NAMES_OF_DTI = frozenset({DT_INDEX, "dt_topic"})
PARTS_OF_DTI = frozenset({"gov_pillar", "econ_pillar", "soc_pillar"})
ALL_PARTS_OF_DTI = PARTS_OF_DTI | {
    "awareness_index",
    "institution_index",
    "infrastructure_index",
    "hr_index",
    "security_index",
}
# What may stand between a place and its rank or score.
_REACHES = (
    r":?\s+(?:(?:khi đó|khi ấy|cùng kỳ|với giá trị|giá trị|chỉ|còn|cũng|vẫn|đang"
    r"|tiếp tục|đã|được|giữ vững|giữ|từ|tới|nhích|xếp|đứng|đạt|có|ở|với|tổng điểm|thấp nhất|cao nhất|là|gần|hạng|thứ|vị trí|trên|hơn"
    r"|khoảng|thứ hạng|cùng|tụt|rơi|lùi|vươn|nhảy|leo|tăng|lên|xuống|có năm thứ \w+ liên tiếp|dẫn đầu cả nước"
    r"|dẫn đầu|đứng đầu)[\s,]+)*(?:\(\s*(?:tăng|giảm|xếp|đứng|đạt|thứ|hạng)?\s*)?$"
)
# A province and what it reaches, with nothing else between.
_PROVINCE_STANDS = re.compile(
    rf"(?<![\w])(?:[{CAPITALS}][\w.]*(?:[ -]+[{CAPITALS}]\w*)+|Huế|[Tt]ỉnh"
    rf"|[Tt]hành phố)(?:\s*\((?:mới|cũ|trước (?:khi )?(?:hợp nhất|sáp nhập))\))?{_REACHES}"
)
# `Sở Tư pháp dẫn đầu với 95,1 điểm`: offices are scored by the index of Decision 766 as provinces are
_OFFICE_STANDS = re.compile(rf"(?<![\w])(?:Sở|Ban|Văn phòng|Thanh tra)\s[{CAPITALS}][^,;.:()\d]{{1,45}}?{_REACHES}")
# `Trong 8 lĩnh vực của PAR INDEX, công tác chỉ đạo điều hành xếp thứ 15`: of one of its parts
_ITS_PARTS, _PARTS_REACH = (
    re.compile(
        r"(?i)\b(?:lĩnh vực|nội dung|tiêu chí|chỉ số thành phần|nhóm chỉ số)\s+(?:của|trong|thuộc)\s+(?:bộ\s+)?$"
    ),
    40,
)
# `chỉ số hạ tầng số (DTI)`, `trụ cột chính quyền số trong DTI`: the whole is named to say of what the part is one.
_PART_OF = re.compile(
    rf"(?i)(?: của (?-i:[{CAPITALS}])\w+(?: (?-i:[{CAPITALS}])\w+){{0,3}})?[\s\"”)]*(?:\(\s*(?:thuộc\s+)?|(?:trong|thuộc|của|theo)\s)\s*(?:bộ\s+)?$"
)
_COUNTED_IN_ASIDE = re.compile(r"\((?:[^()]*\s)?\d+\s+(?:[^\W\d_]+\s){0,2}$")
_HAS_FIGURE = re.compile(r"[^()]*?(?<![\d.,])(?!20\d\d\b)\d")
INDEX_OR_PART = re.compile(
    r"(?i)\b(?:cstp|(?<!tổng hợp các nhóm )chỉ số(?! (?:này|đó|trước)\b)(?! tổng hợp (?:ở|đạt|là|của|chung|\d))(?! do [^,;.\d]{3,60}\b(?:thực hiện|công bố|đánh giá|xây dựng)\b)(?!(?<=\d chỉ số) tổng hợp\b)(?!(?<=\d chỉ số) (?:chính|thành phần)(?:[,)]| (?:với|và|gồm) \d))|tiêu chí|(?<!tổng hợp các )nhóm chỉ số|hạng mục|lĩnh vực)\s+[“\"”]?[^,;.()]{0,60}"
)
"""An index, or a part of one, that the codebook may not have."""
# `đứng đầu cả 3 trụ cột chuyển đổi số, gồm …`; `cả ba trụ cột của thành phố cũng đều xếp thứ 2`
_ALL_PILLARS = re.compile(
    r"(?i)\s+(?:(?:ở|trong|về)\s+)?(?:cả\s+)?(?:3|ba)\s+trụ cột\b(?:\s+(?:của\s+)?(?:chuyển đổi số|CĐS|DTI))?"
)
_PILLARS_ARE = re.compile(
    r"(?i)\bcả\s+(?:3|ba)\s+trụ cột\b[^;.,\d]{0,40}\b(?:đều|cùng)\s+(?:(?:xếp|đứng|giữ|ở|vị trí|hạng|thứ|vươn lên)\s+)*$"
)
_REFORM, _INDEX_REACH = ("cải cách hành chính", "cchc"), 40
_OF_AN_INDEX = re.compile(r"(?i)\b(?:chỉ số|xếp hạng|thứ hạng|điểm|về|bảng|kết quả|đánh giá)\s+(?:[^\W\d]+\s+){0,2}$")
_PILLARS_REACH, _SECTION_REACH = 90, 1_500
_ACTIVITY, _FIGURE_BEHIND = re.compile(r"(?i)hoạt động\b"), re.compile(r"[^.;]{0,60}\d")


def only_index(scene: Scene, *, in_series: bool) -> tuple[Hit, ...]:
    """The index that a text's title or lead names, where a province's name stands beside a rank, move or score.

    Of several the one named last.

    `Thừa Thiên Huế đạt 46,0415 điểm`, `Cao Bằng xếp thứ 34/34`, `Bắc Giang (tăng 29 bậc)`.
    """
    number, around = scene.number, scene.around
    topics = scene.context.topics & COMPOSITE_INDICES
    if not topics or number.value == 0:
        return ()
    said = scene.text[around.item_start : number.text_start]
    said = said.replace("lần lượt ", "") if in_series else said
    if not _PROVINCE_STANDS.search(said):
        return topic_766(scene) if number.unit_class == "score" and _OFFICE_STANDS.search(said) else ()
    if len(topics) > 1:
        titled = composite(scene.terms.nouns_between(0, max(0, scene.text.find("\n"))))
        return titled or last_named(scene, COMPOSITE_INDICES)
    return tuple(noun for noun in scene.terms.nouns if noun.concept in topics)[:1]


def last_named(scene: Scene, concepts: frozenset[str]) -> tuple[Hit, ...]:
    """The last mention of one of some indices before a number, in what a section may hold."""
    start = scene.number.text_start
    named = scene.terms.nouns_between(max(0, start - _SECTION_REACH), start)
    return tuple([noun for noun in named if noun.concept in concepts][-1:])


def whole(scene: Scene) -> tuple[Hit, ...]:
    """The national index, as last named before a number: its components stand behind it (`xếp thứ 14, trong đó …`)."""
    named = [noun for noun in scene.terms.nouns if noun.concept in NAMES_OF_DTI and noun.start < scene.number.start]
    return tuple(named[-1:])


def whole_766(terms: TermIndex, start: int, stop: int) -> tuple[Hit, ...]:
    """The index of Decision 766, the one that a sentence names: none of its parts has a rank (`số hóa hồ sơ 20,9/22 điểm; xếp hạng 8/34`)."""
    named = composite(terms.nouns_between(start, stop))
    return tuple(noun for noun in named if noun.concept == "idx766")


def topic_766(scene: Scene) -> tuple[Hit, ...]:
    """The index of Decision 766, as last named, where a text is about it only: `tổng điểm của tỉnh đạt trên 90 điểm`."""
    if scene.context.topics & COMPOSITE_INDICES != {"idx766"}:
        return ()
    named = [noun for noun in scene.terms.nouns if noun.concept == "idx766" and noun.start < scene.number.start]
    return tuple(named[-1:])


def composite(nouns: Iterable[Hit]) -> tuple[Hit, ...]:
    """The last of the nouns that is a composite index, if only one index is among them."""
    found = [noun for noun in nouns if noun.concept in COMPOSITE_INDICES]
    return tuple(found[-1:]) if len({noun.concept for noun in found}) == 1 else ()


def of_dti(nouns: Iterable[Hit]) -> tuple[Hit, ...]:
    """The nouns where they name the index by its subject: `đứng thứ 40/63 về chuyển đổi số. Năm 2021, tỉnh lên vị trí 27`."""
    found = tuple(nouns)
    return found if found and all(noun.concept in NAMES_OF_DTI for noun in found) else ()


def pillars_that_share(scene: Scene) -> list[Hit]:
    """The pillars that share a rank: those named behind it (`đứng đầu cả 3 trụ cột, gồm …`), else before (`cả ba trụ cột đều xếp thứ 2`)."""
    number, around = scene.number, scene.around
    told = _ALL_PILLARS.match(scene.text, number.text_end, around.item_end)
    if told is not None:
        named = scene.terms.nouns_between(number.text_end, min(around.item_end, told.end() + _PILLARS_REACH))
    elif _PILLARS_ARE.search(scene.text, around.left_limit, number.text_start):
        named = scene.terms.nouns_between(0, number.text_start)
    else:
        return []
    return list({noun.concept: noun for noun in named if noun.concept in PARTS_OF_DTI}.values())


def names_its_parts(text: str, index: Hit) -> bool:
    """Whether an index is named for its parts, of which what follows is."""
    return _ITS_PARTS.search(text, max(0, index.start - _PARTS_REACH), index.start) is not None


def is_bare_reform(text: str, noun: Hit) -> bool:
    """Whether administrative reform is spoken of, and not its index: `cải cách hành chính là nhiệm vụ được quan tâm`."""
    is_bare = text[noun.start : noun.end].lower() in _REFORM
    return is_bare and _OF_AN_INDEX.search(text, max(0, noun.start - _INDEX_REACH), noun.start) is None


def parts_first(text: str, nouns: list[Hit]) -> list[Hit]:
    """The nouns without a whole at their end that only says of what the noun before it is a part."""
    last = nouns[-1].start
    wholes = [noun for noun in nouns if noun.start == last]
    before = [noun for noun in nouns if noun.end <= last]
    is_whole = all(noun.concept in COMPOSITE_INDICES for noun in wholes)
    if not is_whole or not before or before[-1].concept in COMPOSITE_INDICES:
        return nouns
    return before if _PART_OF.fullmatch(text, before[-1].end, last) else nouns


def outside_asides(scene: Scene, hits: list[Hit]) -> list[Hit]:
    """The hits without what a bracket before the number counts, or gives figures of its own.

    `bảng xếp hạng DTI (9 chỉ số chính, 98 chỉ số thành phần), tỉnh đạt …`; `… (XHS 0,5991 điểm, xếp thứ 26), tăng 1 bậc`
    """
    start, stop = scene.around.item_start, scene.number.text_start
    if ")" not in scene.text[start:stop]:
        return hits
    return [
        hit
        for hit in hits
        if not is_closed_before(scene.text, (hit.start, hit.end), start, stop)
        or not (_COUNTED_IN_ASIDE.search(scene.text, start, hit.start) or _HAS_FIGURE.match(scene.text, hit.end, stop))
    ]


def is_activity_beside_pillar(scene: Scene, noun: Hit, block_start: int) -> bool:
    """Whether a component is named like the pillar that the paragraph has told before: `kinh tế số thứ 7, …; hoạt động kinh tế số thứ 11`."""
    if not _ACTIVITY.match(scene.text, noun.start):
        return False
    earlier = scene.terms.nouns_between(block_start, noun.start)
    return any(
        hit.concept in PARTS_OF_DTI
        and not _ACTIVITY.match(scene.text, hit.start)
        and _FIGURE_BEHIND.match(scene.text, hit.end, noun.start)
        for hit in earlier
    )

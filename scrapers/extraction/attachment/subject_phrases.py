"""The phrases in which a number's subject is looked for: behind it, before it, carried on, opening the item.

Lives here: which nouns and words each phrase holds. Never here: when each is tried (see `rules`), how a pattern is met (see
`terms.matching`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.terms.matching import Phrase
from scrapers.extraction.terms.term_index import Hit
from scrapers.extraction.text.brackets import opened_around

_PARTS_ASIDE = re.compile(
    r"(?i)\((?:gồm|bao gồm|trong đó)\b[^()]*\d[^()]*\)|\(\d[\d.,]*\s[^()\d]{3,60}[,;]\s*\d[\d.,]*\s[^()]{3,60}\)"
)
_REMARK = re.compile(r"\((?:[^\s()]+\s+){4,}[^\s()]+\)")
# `Tỷ lệ dân số trưởng thành có tài khoản định danh đạt 89,1%, có chữ ký số cá nhân đạt 21,7%`
_OF_HAVING = r"(?:có|sử dụng|dùng|được|nộp|kê khai|áp dụng)\s"
DENSITIES = ("per_100_people", "per_1000_people", "per_person")
NEW_MEMBER = re.compile(r"[,;]\s*$")
LEVELS = frozenset({"province_level", "district_level", "commune_level"})
_OPENS_MEMBER = re.compile(r"(?:[,;]|\svà)\s(?:từ\s)?$")
_LEVEL_REACHES = re.compile(r"(?i)\s*(?:(?:đạt|là|chiếm|:)\s*(?:t[ỷỉ] lệ\s+)?)?")
_COUNTED_SUBJECT = re.compile(r"(?i)(?:^|\W)(?:tổng\s+)?số\s|(?:gồm|có|đạt|là|:|\||lập|cấp)\s*(?:được\s+)?$")
# `100% doanh nghiệp sử dụng hóa đơn điện tử và 99,3% khai thuế điện tử`: what is said before is said of the first share
_AND = re.compile(r"\svà\s+(?:gần |trên |hơn |khoảng )?$")
_ACHIEVES = re.compile(r"(?i)(?:hoàn thành|vượt|đạt)\s+(?:và vượt\s+|vượt\s+|các\s+)?$")
_FURTHER_PROPERTY = re.compile(rf"(?i)\s*[,;]?\s*(?:và\s+)?{_OF_HAVING}")
_HAS_IT = re.compile(rf"(?i)\s*(?:(?:trong )?(?:số )?(?:đó|này)\s+)?(?:đã\s+|đang\s+)?{_OF_HAVING}")
# `187.406 hồ sơ, 68,5% trong đó nộp trực tuyến`, `trong đó 96% được ký số`, `91,6% nộp qua mạng`
_DOES_IT = re.compile(
    r"(?i)\s*(?:(?:trong )?(?:số )?(?:đó|này)\s+)?(?:đã\s+|đang\s+)?(?:trực tuyến|là (?:hồ sơ )?(?:nộp )?trực tuyến|được cung cấp|nộp|gửi|khai|kê khai|ký|lên sàn|tham gia|thanh toán|kết nối|qua mạng)\b"
)
_OF_THESE = re.compile(r"(?i)\btrong (?:số )?(?:đó|này),?\s+(?:có\s+)?$")
# `144.000 người hưởng lương hưu, trong đó 68.478 người nhận qua thẻ, đạt 47,5%`
_PART_OF_THESE = re.compile(
    r"(?i)\btrong (?:(?:số )?đó,?|\d[\d.,]*\s[^;.\d]{3,90},)\s+(?P<part>(?:đã\s+)?(?:có\s+)?(?:(?:hơn|gần|trên|khoảng)\s+)?\d[\d.,]*\s+(?:triệu\s+|nghìn\s+)?(?:lượt\s+)?"
    r"(?:người|đối tượng|tỷ đồng|triệu đồng)\b[^,;.:\d()]{3,70}),\s*(?:đạt|chiếm|bằng)\s+(?:(?:tỷ|tỉ) lệ\s+)?$"
)
# `501/501 cơ sở giáo dục, tương ứng 100%, đã thu học phí không dùng tiền mặt`
_COUNTED_RIGHT_BEFORE = re.compile(
    r"(?i)\d\s+(?P<those>[^;.:\d()]{3,60}?),\s*(?:tương ứng|tương đương|tức|đạt|chiếm)\s+(?:(?:tỷ|tỉ) lệ\s+)?$"
)
_DOES_BEHIND = re.compile(r"(?i),\s*(?:đã|được|có|sử dụng|thực hiện|triển khai)\s[^;.:\d]{5,110}")
_OF_PROCEDURES = re.compile(
    r"(?i)\s*(?:(?:so với|trên|đối với)\s+)?(?:(?:tổng\s+)?số\s+)?(?:thủ tục hành chính(?:\s*\(TTHC\))?|TTHC)\b(?:\s+đủ điều kiện)?"
)
# `Với lương hưu, tỷ lệ nhận qua tài khoản đạt 79,8%`
# `Tính riêng hồ sơ trực tuyến toàn trình, hệ thống EMC ghi nhận Hà Giang đạt 55,76%`
_OPENER = re.compile(
    r"\W*(?:(?:Với|Đối với|Về|Riêng(?: với)?|với|đối với|về|riêng(?: với)?)\s+(?P<about>[^;.:\d%]{4,80}),\s+(?:tỷ lệ|tỉ lệ)\s"
    r"|(?:Tính riêng|Xét riêng|Về|Riêng về)\s+(?P<alone>[^;.:,\d%]{4,60}),\s+(?=[^;.\d%]{0,110}\b(?:đạt|là|chiếm)\s+$))"
)
_AMONG = re.compile(r"\W*Trong (?:(?:tổng )?số|các)\s(?P<those>[^,;.:\d%]{3,60}),\s+")
# `Với tiền điện, 94,7% khách hàng thanh toán không dùng tiền mặt`
_OF_PAYMENTS = re.compile(
    r"\W*(?:(?:Với|Đối với|Về|Riêng(?: với)?)\s)?(?P<those>(?:[Tt]iền|[Hh]ọc phí|[Vv]iện phí)[^,;.:\d%]{0,40}),\s+"
)
# `Ở cấp xã, 85% hồ sơ công việc được xử lý trên môi trường mạng`
_LEVEL_FRAME = re.compile(
    r"(?i)\W*(?:ở|tại|đối với)\s+(?:các\s+)?(?:cơ quan\s+|đơn vị\s+)?cấp (?:tỉnh|huyện|xã),?\s+(?:có\s+|đã\s+)?"
)
_BEARERS = frozenset({"agency", "unit_office", "person", "adult", "household", "enterprise", "sme"})
_DONE_TO = frozenset({"dossier", "procedure", "edocument", "ocop", "product", "phone", "mobile_phone"})


def noun_after(scene: Scene, marks_from: int | None = None, marks_to: int | None = None) -> Phrase:
    """What stands behind a number; what is said of it also before (`marks_from`) or behind the next number (`marks_to`)."""
    number, around, terms = scene.number, scene.around, scene.terms
    # The unit of a density holds its noun: `2,3 doanh nghiệp công nghệ số/1.000 dân`.
    start = number.end if number.unit_class in DENSITIES else around.right_start
    marks_end = around.right_limit if marks_to is None else marks_to
    hits = _outside_asides(scene.text, start, marks_end, terms.between(start, marks_end))
    # `66,44% dân số trưởng thành và 79,79% số hộ có điện thoại thông minh`: what the second is of is not said of the first
    of_second = terms.nouns_between(around.right_limit, marks_end)[:1]
    if _LEVEL_FRAME.fullmatch(scene.text, around.item_start, number.text_start):
        marks_from = around.item_start
    return Phrase(
        "noun_after",
        _outside_asides(scene.text, start, around.right_limit, terms.nouns_between(start, around.right_limit)),
        [hit for hit in hits if not any(noun.start <= hit.start < noun.end for noun in of_second)],
        terms.between(around.left_near if marks_from is None else marks_from, number.text_start),
        start,
        (around.left_near, around.right_limit),
        0.15 if around.is_left_linked else 0.3,
        is_before=False,
    )


def counted_in_bracket(scene: Scene) -> Phrase | None:
    """What a part over its whole in brackets counts, named before it, and what is said of these behind.

    `100% xã, phường, thị trấn (173/173) đã thành lập tổ công nghệ số`
    """
    number, around, terms = scene.number, scene.around, scene.terms
    before = scene.text[around.left_limit : number.text_start]
    if number.out_of is None or not (before.endswith("(") and scene.text.startswith(")", number.text_end)):
        return None
    nouns = terms.nouns_between(around.left_limit, number.text_start)
    if not nouns:
        return None
    hits = terms.between(around.left_limit, number.text_start) + terms.between(around.right_start, around.right_limit)
    span = (around.left_limit, around.right_limit)
    return Phrase("noun_after", nouns, hits, [], around.left_limit, span, 0.3, is_before=True)


def noun_before(scene: Scene) -> Phrase:
    """The noun phrase that ends at the number."""
    number, around, terms = scene.number, scene.around, scene.terms
    bonus = 0.4 if around.is_left_linked else (-0.4 if around.is_right_open else 0.1)
    if number.unit_class == "count" and not _COUNTED_SUBJECT.search(scene.text[around.left_phrase : number.text_start]):
        bonus -= 0.5
    hits = _of_last_level(scene.text, terms.between(around.left_phrase, number.text_start), number.text_start)
    beside = terms.between(around.right_start, around.right_limit) if around.is_right_open else []
    if beside and number.unit_class == "percent" and _AND.search(scene.text, around.left_phrase, number.text_start):
        hits = [hit for hit in hits if hit.is_noun]
    return Phrase(
        "noun_before",
        _without_achieved_goal(scene.text, terms.nouns_between(around.left_phrase, number.text_start)),
        hits,
        beside,
        around.left_phrase,
        (around.left_phrase, around.right_limit),
        bonus,
        is_before=True,
    )


def opener(scene: Scene) -> Phrase | None:
    """What the item opens with, for the first share that names nothing: `Với lương hưu, tỷ lệ nhận qua tài khoản đạt 79,8%`."""
    around, terms = scene.around, scene.terms
    if around.left_limit != around.item_start:
        return None
    opened = _OPENER.match(scene.text, around.item_start, scene.number.text_start)
    if opened is None:
        return None
    start, end = opened.span("about" if opened.group("about") else "alone")
    hits = terms.between(start, scene.number.text_start if opened.group("about") else end)
    span = (start, around.right_limit)
    return Phrase("opener", terms.nouns_between(start, end), hits, [], start, span, -0.3, is_before=True)


def among(scene: Scene) -> Phrase | None:
    """Those of whom a share has something, named before it: `Trong các thuê bao di động, 78,9% dùng điện thoại thông minh`."""
    around, terms = scene.around, scene.terms
    said = scene.text, around.item_start, scene.number.text_start
    named = _AMONG.fullmatch(*said) if _HAS_IT.match(scene.text, around.right_start) else _OF_PAYMENTS.fullmatch(*said)
    if named is None:
        return None
    start, end = named.span("those")
    hits = [*terms.between(start, end), *terms.between(around.right_start, around.right_limit)]
    span = (start, around.right_limit)
    return Phrase("opener", terms.nouns_between(start, end), hits, [], start, span, -0.3, is_before=True)


def done_by_part(scene: Scene) -> Phrase | None:
    """What was counted, with what a part of it does: `chi trả lương hưu cho …, trong đó 68.478 người nhận qua thẻ, đạt 47,5%`."""
    terms, start, stop = scene.terms, scene.around.item_start, scene.number.text_start
    part = _PART_OF_THESE.search(scene.text, start, stop)
    if part is None:
        return None
    does = [hit for hit in terms.between(part.start("part"), stop) if not hit.is_noun]
    nouns = terms.nouns_between(start, part.start("part")) if does else []
    span = (start, scene.around.right_limit)
    return Phrase("carried_subject", nouns, [*nouns, *does], [], start, span, -0.3, is_before=True) if nouns else None


def of_procedures(scene: Scene) -> Phrase | None:
    """The services that were counted, with the procedures that they are a share of: `1.542/1.823 DVCTT, đạt 84,59% so với tổng số TTHC`."""
    around, terms, number = scene.around, scene.terms, scene.number
    behind = _OF_PROCEDURES.match(scene.text, number.text_end, around.item_end)
    if behind is None:
        return None
    counted = [hit for hit in terms.nouns_between(around.item_start, number.text_start) if hit.concept == "ops"]
    # `1.021 dịch vụ công trực tuyến mức độ 3, 4, trong đó mức độ 4 đạt 38,6% tổng số thủ tục hành chính`
    levels = [hit for hit in terms.between(around.item_start, number.text_start) if hit.concept == "level4"]
    last = counted[-1].start if counted else number.text_start
    levels += [hit for hit in terms.between(last, number.text_start) if hit.concept == "full_process"]
    hits = [*counted, *levels, *terms.between(number.text_end, behind.end())]
    span = (around.item_start, behind.end())
    return Phrase("opener", counted, hits, [], around.item_start, span, 0.3, is_before=True) if counted else None


def parted(scene: Scene) -> Phrase | None:
    """Those who are counted with what they do, where their share stands between: `501/501 trường, tương ứng 100%, đã thu học phí …`."""
    around, terms = scene.around, scene.terms
    counted = _COUNTED_RIGHT_BEFORE.search(scene.text, around.item_start, scene.number.text_start)
    does = _DOES_BEHIND.match(scene.text, scene.number.text_end, around.item_end)
    if counted is None or does is None:
        return None
    start, span = counted.start("those"), (counted.start("those"), does.end())
    hits = [*terms.between(start, counted.end("those")), *terms.between(does.start(), does.end())]
    return Phrase("opener", [hit for hit in hits if hit.is_noun], hits, [], start, span, -0.3, is_before=True)


def _of_last_level(text: str, hits: list[Hit], stop: int) -> list[Hit]:
    """The hits with one level only, where a further one opens the words of the number: `hồ sơ cấp tỉnh …, cấp huyện đạt 85%`."""
    levels = [hit for hit in hits if hit.concept in LEVELS]
    if len(levels) < 2 or not _LEVEL_REACHES.fullmatch(text, levels[-1].end, stop):
        return hits
    if not any(mark in text[levels[0].end : levels[-1].start] for mark in ",("):
        return hits
    return [hit for hit in hits if hit.concept not in LEVELS or hit.start == levels[-1].start]


def _without_achieved_goal(text: str, nouns: list[Hit]) -> list[Hit]:
    """The nouns without a goal that an earlier noun achieves: `tỷ lệ hồ sơ trực tuyến hoàn thành chỉ tiêu, đạt 66%`."""
    first = nouns[0].start if nouns else 0
    return [
        noun
        for noun in nouns
        if noun.concept != "goal" or noun.start == first or not _ACHIEVES.search(text, first, noun.start)
    ]


def carried(scene: Scene, carried_from: int, *, repeats: bool = False, levelled: bool = False) -> Phrase:
    """The earlier subject; where a level of administration follows the number, that level instead of the earlier one."""
    terms, around = scene.terms, scene.around
    stop = scene.number.text_start
    hits = _outside_figures(scene.text, carried_from, stop, terms.between(carried_from, stop))
    return Phrase(
        "repeated_subject" if repeats else "carried_subject",
        _outside_figures(scene.text, carried_from, stop, terms.nouns_between(carried_from, stop)),
        [hit for hit in hits if hit.concept not in LEVELS]
        if levelled
        else _without_told_levels(scene.text, hits, opened_around(scene.text, stop, around.left_limit)),
        terms.between(around.right_start, around.right_limit) if levelled else [],
        carried_from,
        (carried_from, around.right_limit),
        -0.3,
        is_before=True,
    )


def _outside_figures(text: str, start: int, end: int, hits: list[Hit]) -> list[Hit]:
    """The hits outside brackets with parts of the number before: `818/1.542 (gồm 451 toàn trình và 367 một phần), đạt 53%`."""
    asides = [match.span() for match in _PARTS_ASIDE.finditer(text, start, end)] if hits else []
    return [hit for hit in hits if not any(begin < hit.start and hit.end < stop for begin, stop in asides)]


def _without_told_levels(text: str, hits: list[Hit], opened: int) -> list[Hit]:
    """The hits without levels that had numbers of their own: `cấp tỉnh đề ra 97%, kết quả 97%; cấp huyện đề ra 92%, kết quả 95%`.

    Nor those before the bracket that is `opened` around the number, where that names its own: `60% hồ sơ công việc cấp xã … (cấp tỉnh là 90%)`.
    """
    if opened >= 0 and any(hit.concept in LEVELS and hit.start >= opened for hit in hits):
        return [hit for hit in hits if hit.concept not in LEVELS or hit.start >= opened]
    last = max((hit.start for hit in hits if hit.concept in LEVELS), default=0)
    return [
        hit
        for hit in hits
        if hit.concept not in LEVELS or hit.start == last or not any(c.isdigit() for c in text[hit.end : last])
    ]


def properties(scene: Scene, carried_from: int, *, is_closed: bool) -> list[Phrase]:
    """What a share says of those whom an earlier subject was said of, before the number and behind it."""
    around, number = scene.around, scene.number
    found: list[Phrase] = []
    is_share = number.unit_class == "percent" and is_closed
    if is_share and _FURTHER_PROPERTY.match(scene.text, around.left_limit, number.text_start) is not None:
        found.append(_further_property(scene, carried_from, around.left_limit, number.text_start))
    if _has_further_property(scene):
        found.append(_further_property(scene, carried_from, around.right_start, around.right_limit))
    return found


def _has_further_property(scene: Scene) -> bool:
    """Whether a share opens a member of a list that says what the same people have: `…, 18,2% có chữ ký số cá nhân`."""
    number, around = scene.number, scene.around
    if number.unit_class != "percent":
        return False
    is_of_these = _OF_THESE.search(scene.text, around.left_limit, number.text_start) is not None
    is_member = is_of_these or _OPENS_MEMBER.search(scene.text[max(0, number.text_start - 5) : number.text_start])
    says_it = _HAS_IT.match(scene.text, around.right_start) or _DOES_IT.match(scene.text, around.right_start)
    return bool(is_member) and says_it is not None


def _further_property(scene: Scene, carried_from: int, start: int, end: int) -> Phrase:
    """Those of whom the earlier subject said something, with what the words between two places say of them."""
    terms, around = scene.terms, scene.around
    nouns = terms.nouns_between(carried_from, scene.number.text_start)
    head = [noun for noun in nouns if noun.concept in _BEARERS | _DONE_TO][:1]
    span = (carried_from, around.right_limit)
    return Phrase(
        "carried_subject", head, [*head, *terms.between(start, end)], [], carried_from, span, -0.3, is_before=True
    )


def _outside_asides(text: str, start: int, end: int, hits: list[Hit]) -> list[Hit]:
    """The hits that do not stand in a bracketed remark: `100% xã … có sóng 4G (hiện không còn vùng lõm sóng)`."""
    remarks = [match.span() for match in _REMARK.finditer(text, start, end)] if hits else []
    return [hit for hit in hits if not any(begin < hit.start and hit.end < stop for begin, stop in remarks)]

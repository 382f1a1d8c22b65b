"""Attaches numbers to indicators: named rules, each of which says where the words of a number may stand.

Rules: `noun_after` (82,6% đối tượng …), `noun_before` (tỷ lệ … đạt 55%), `carried_subject` (…, đạt tỷ lệ 70%),
`repeated_subject` (1.347 trạm, tăng 118 trạm), `shared_subjects` (học phí, viện phí đều …), `series` (lần lượt 97,2% và 88,6%).
Lives here: which words each rule looks at. Never here: how a pattern is met in them (`matching`); ranks and scores (`standing`);
kind, period, place; the wording of indicators (that is data).
"""

from __future__ import annotations

import re

from scrapers.extraction.claims import AIMS_AND_TOPICS, SCORES_AS_PERCENT, Claim, PatternTable, PatternTables, Scene
from scrapers.extraction.kinds import OF_THE_WHOLE, aims, move_before
from scrapers.extraction.matching import WORDS, Phrase, best_of, matches
from scrapers.extraction.series import SeriesPosition
from scrapers.extraction.terms import Hit

COORDINATED = re.compile(r"(?i)\b(?:đều|cùng)\b")
JOINED = re.compile(r"(?i)\s*(?:,|và|cùng|với)\s*(?:\w+\s+){0,2}")
# `số thành viên … là 10.257 người.`
_PEOPLE_ALONE = re.compile(r"(?i)\s*người\s*(?:[.,;)]|$)")
# `… đạt 99% ở cấp tỉnh, 95% ở cấp huyện và 88% ở cấp xã`
_LEVEL_AFTER = re.compile(r"(?i)\s*(?:ở|tại|đối với)\s+(?:cấp\s+)?(?:tỉnh|huyện|xã)\b")
_OF_GRDP = re.compile(r"(?i)\s*(?:trong\s+|của\s+)?(?:GRDP|GDP)\b")
_LEVELS = frozenset({"province_level", "district_level", "commune_level"})
_LEVEL_REACHES = re.compile(r"(?i)\s*(?:đạt|là|chiếm|:)\s*(?:tỷ lệ\s+)?")
_UNIT_WORD = re.compile(r"\s*([^\W\d_]+(?:\s[^\W\d_]+)?)")
_HAS_NOW = re.compile(r"(?i)\b(?:hiện|hiện nay|đến nay)\s+(?:đã |mới |mới chỉ )?có\s+$")  # `…; hiện đã có 109 trang`
_STATES = frozenset({"completed", "in_progress", "to_complete"})
_SERVICES = re.compile(r"\bdvc(?:tt)?\b")  # `tổng số DVCTT toàn trình lên 1.113 dịch vụ`
_COUNTED_SUBJECT = re.compile(r"(?i)(?:^|\W)(?:tổng\s+)?số\s|(?:gồm|có|đạt|là|:|\||lập|cấp)\s*(?:được\s+)?$")
# `100% doanh nghiệp và 6.214 hộ kinh doanh sử dụng hóa đơn điện tử`: what is said of the second is said of both
_AND_ANOTHER = re.compile(r"(?i)\s*[^\W\d][^\d;.:()]{2,30}\s(?:và|cùng)\s+(?:(?:hơn|trên|gần|khoảng)\s+)?")
_TOTAL_AFTER = re.compile(r"(?i)\s*(?:trong\s+)?(?:tổng|số(?!\s+(?:xã|phường|thôn|hộ|huyện))|trên tổng|các|grdp|gdp)\b")
_DENSITIES = ("per_100_people", "per_1000_people", "per_person")
# What money is for may stand behind a time or a purpose: `2.000 tỷ đồng trong năm 2024 để …`.
_OPEN_ANYWAY = (*_DENSITIES, "money")
_ACHIEVES = re.compile(r"(?i)(?:hoàn thành|vượt|đạt)\s+(?:và vượt\s+|vượt\s+|các\s+)?$")
_REMARK = re.compile(r"\((?:[^\s()]+\s+){4,}[^\s()]+\)")
_NEW_MEMBER = re.compile(r"[,;]\s*$")
# `Số thuê bao Internet là 1.356.200 thuê bao, mật độ 115,4 thuê bao/100 dân`
_DENSITY_ALONE = re.compile(r"(?i),\s*(?:đạt\s+)?mật độ\s+(?:(?:đạt|là|khoảng|trên|hơn)\s+)*$")
# `Tỷ lệ dân số trưởng thành có tài khoản định danh đạt 89,1%, có chữ ký số cá nhân đạt 21,7%`
_OF_HAVING = r"(?:có|sử dụng|dùng|được)\s"
_FURTHER_PROPERTY = re.compile(rf"(?i)\s*[,;]?\s*(?:và\s+)?{_OF_HAVING}")
_HAS_IT = re.compile(rf"(?i)\s*(?:(?:trong )?(?:số )?(?:đó|này)\s+)?(?:đã\s+|đang\s+)?{_OF_HAVING}")
# `187.406 hồ sơ, 68,5% trong đó nộp trực tuyến`, `trong đó 96% được ký số`, `91,6% nộp qua mạng`
_DOES_IT = re.compile(
    r"(?i)\s*(?:(?:trong )?(?:số )?(?:đó|này)\s+)?(?:đã\s+|đang\s+)?(?:trực tuyến|là (?:hồ sơ )?trực tuyến|nộp|gửi|khai|kê khai|ký|lên sàn|tham gia|thanh toán)\b"
)
_OF_THESE = re.compile(r"(?i)\btrong (?:số )?(?:đó|này),?\s+(?:có\s+)?$")
_OPENER = re.compile(
    r"\W*(?:Với|Đối với|Về|Riêng(?: với)?|với|đối với|về|riêng(?: với)?)\s+(?P<about>[^;.:\d%]{4,80}),\s+(?:tỷ lệ|tỉ lệ)\s"
)
_BEARERS = frozenset({"person", "adult", "household", "enterprise"})
_DONE_TO = frozenset({"dossier", "edocument", "ocop", "product", "phone", "mobile_phone"})
_VERB_BEFORE = re.compile(r"(?i)(?:đạt|là|chiếm|bằng|còn|mức|lên|xuống|tới|:|\()\s*$")


class Attacher:
    """Claims on numbers that count or measure."""

    def __init__(self, tables: PatternTables) -> None:
        self._tables = tables

    def claims(self, scene: Scene, carried_from: int | None) -> list[Claim]:
        """The claims on a number, best first (several only where the words give it to several indicators).

        `carried_from` is where an earlier subject began that the number may still be about.
        """
        table = self._tables.of(scene.number.unit_class)
        number, around = scene.number, scene.around
        found: list[Claim] = []
        if around.is_right_open or number.unit_class in _OPEN_ANYWAY:
            found += matches(scene, table, _noun_after(scene))
        if not found and number.unit_class == "percent" and _is_bare_noun(scene):
            found += matches(scene, table, _noun_after(scene, marks_from=around.item_start))
        if (
            not found
            and number.unit_class == "percent"
            and _AND_ANOTHER.fullmatch(scene.text, around.right_start, around.right_limit)
        ):
            found += matches(scene, table, _noun_after(scene, marks_to=around.item_end))
        found = [claim for claim in found if claim.indicator_code not in SCORES_AS_PERCENT]  # they stand before
        if number.unit_class == "count" and found:
            return best_of(found)  # what is counted stands after its number
        counts_another = number.unit_class == "count" and around.is_right_open and not _repeats_subject(scene)
        if around.left_phrase < number.text_start and not counts_another and not _has_own_subject(scene):
            found += matches(scene, table, _noun_before(scene))
        is_thin = around.is_left_thin or _speaks_of_goal(scene)
        repeats = carried_from is not None and _repeats(scene, carried_from)
        is_closed = not around.is_right_open or OF_THE_WHOLE.match(scene.text, around.right_start) is not None
        levelled = _LEVEL_AFTER.match(scene.text, around.right_start) is not None
        said = scene.text[around.left_limit : number.text_start]
        is_thin = is_thin or (number.unit_class in _DENSITIES and _DENSITY_ALONE.search(said) is not None)
        may_carry = is_thin and (is_closed or self._goes_on(scene) or repeats or levelled)
        if not found and carried_from is not None and may_carry:
            found += matches(scene, table, _carried(scene, carried_from, repeats=repeats, levelled=levelled))
        if not found and number.unit_class == "percent" and _OF_GRDP.match(scene.text, around.right_start):
            found += matches(scene, table, _carried(scene, around.item_start))
        is_share = number.unit_class == "percent" and is_closed
        goes_on = is_share and _FURTHER_PROPERTY.match(scene.text, around.left_limit, number.text_start) is not None
        if not found and carried_from is not None and goes_on:
            found += matches(scene, table, _further_property(scene, carried_from, around.left_limit, number.text_start))
        if not found and carried_from is not None and _has_further_property(scene):
            found += matches(
                scene, table, _further_property(scene, carried_from, around.right_start, around.right_limit)
            )
        if not found and number.unit_class == "percent" and is_closed and (opened := _opener(scene)) is not None:
            found += matches(scene, table, opened)
        if _OF_GRDP.match(scene.text, around.right_start):  # `… về chỉ số chuyển đổi số, kinh tế số chiếm 25% GRDP`
            found = [claim for claim in found if claim.indicator_code not in SCORES_AS_PERCENT]
        best = best_of(found)
        if best and best[0].rule == "noun_before":
            return best + self._shared(scene, table)
        return best

    def referred(self, scene: Scene, named_from: int) -> list[Claim]:
        """The claims of what the sentence before named, else the one before that, for a number that only refers to it: `con số này là 11,91%`."""
        table = self._tables.of(scene.number.unit_class)
        last = scene.text.rfind(". ", named_from, max(named_from, scene.context.sentence_start - 2)) + 1
        nearest = best_of(list(matches(scene, table, _carried(scene, last)))) if last else []
        return nearest or best_of(list(matches(scene, table, _carried(scene, named_from))))

    def told_before(self, scene: Scene) -> list[Claim]:
        """The claims of a noun of the sentence before that a count repeats by its first word.

        `Hạ tầng trạm thu phát sóng phát triển mạnh. Toàn tỉnh có 4.977 trạm.`
        """
        text, around = scene.text, scene.around
        words = WORDS.findall(text[around.right_start : around.right_limit].lower())
        own = scene.terms.between(around.left_limit, scene.number.text_start)
        if scene.number.unit_class != "count" or len(words) != 1 or any(hit.is_subject for hit in own):
            return []
        before = scene.terms.between(scene.context.near_start, scene.context.sentence_start)
        named = [hit for hit in before if hit.is_noun and text[hit.start : hit.end].lower().startswith(f"{words[0]} ")]
        if not named:
            return []
        noun, span = named[-1], (around.left_near, around.right_limit)
        hits = scene.terms.between(noun.start, noun.end)
        phrase = Phrase("repeated_subject", [noun], hits, [], noun.start, span, -0.3, is_before=True)
        return best_of(list(matches(scene, self._tables.of("count"), phrase)))

    def in_series(self, scene: Scene, place: SeriesPosition) -> list[Claim]:
        """The claims of the name at the number's position before `lần lượt`."""
        names = _names(scene.terms.between(scene.around.item_start, place.names_end))
        if len(names) < place.size:
            return []
        chosen = names[-place.size :][place.position]
        hits = scene.terms.between(chosen[0].start, chosen[0].end)
        span = (chosen[0].start, scene.around.right_limit)
        phrase = Phrase("series", chosen, hits, [], chosen[0].start, span, 0.0, is_before=True)
        return best_of(list(matches(scene, self._tables.of(scene.number.unit_class), phrase)))

    @staticmethod
    def _goes_on(scene: Scene) -> bool:
        """Whether what follows only says what a share or density is of: `chiếm 70% tổng số …`."""
        is_share = scene.number.unit_class != "count"
        return is_share and _TOTAL_AFTER.match(scene.text[scene.around.right_start :][:24]) is not None

    @staticmethod
    def _shared(scene: Scene, table: PatternTable) -> list[Claim]:
        """Further subjects of one measure: `học phí, viện phí đều trên 50%`."""
        text, terms, around = scene.text, scene.terms, scene.around
        nouns = terms.nouns_between(around.left_limit, scene.number.text_start)
        if not nouns or not COORDINATED.search(text[nouns[-1].end : scene.number.text_start]):
            return []
        shared: list[Claim] = []
        right_of = nouns[-1].start
        for noun in reversed(nouns[:-1]):
            if noun.start >= right_of or not JOINED.fullmatch(text[noun.end : right_of]):
                break
            span = (noun.start, around.right_limit)
            hits = terms.between(noun.start, noun.end)
            phrase = Phrase("shared_subjects", [noun], hits, [], noun.start, span, 0.0, is_before=True)
            shared += best_of(list(matches(scene, table, phrase)))
            right_of = noun.start
        return shared


def _names(hits: list[Hit]) -> list[list[Hit]]:
    """The subjects named one after the other, each with all that it may mean; the longest where they overlap."""
    names: list[list[Hit]] = []
    for hit in hits:  # sorted: leftmost first, longest first
        if not hit.is_subject or (names and hit.start < names[-1][0].end and hit.end < names[-1][0].end):
            continue
        if names and (hit.start, hit.end) == (names[-1][0].start, names[-1][0].end):
            names[-1].append(hit)
        elif not names or hit.start >= names[-1][0].end:
            names.append([hit])
    return names


def _has_own_subject(scene: Scene) -> bool:
    """Whether a share is directly followed by what it is of, with no verb before it: `… và 100% xã, phường`."""
    number, around = scene.number, scene.around
    left = scene.text[around.left_limit : number.text_start]
    if number.unit_class != "percent" or not around.is_right_open or _VERB_BEFORE.search(left):
        return False
    if _NEW_MEMBER.search(left):
        return True
    nouns = scene.terms.nouns_between(around.right_start, around.right_limit)
    return bool(nouns) and len(WORDS.findall(scene.text[around.right_start : nouns[0].start])) <= 1


def _speaks_of_goal(scene: Scene) -> bool:
    """Whether the words before a number only say that it was aimed at: `cao hơn chỉ tiêu Nghị quyết đề ra là 25%`."""
    start, end = scene.around.left_limit, scene.number.text_start
    if not aims(scene.text[start:end]):
        return False
    return all(hit.concept in AIMS_AND_TOPICS for hit in scene.terms.between(start, end) if hit.is_subject)


def _repeats(scene: Scene, carried_from: int) -> bool:
    """Whether a count is of what was counted before it, by its unit word: `1.347 trạm, tăng 118 trạm`."""
    unit = _UNIT_WORD.match(scene.text, scene.around.right_start)
    left = scene.text[scene.around.left_limit : scene.number.text_start]
    is_told_anew = move_before(left) or _HAS_NOW.search(left)
    if scene.number.unit_class != "count" or unit is None or not is_told_anew:
        return False
    word = unit.group(1).split()[0].lower()
    return word in WORDS.findall(scene.text[carried_from : scene.number.start].lower())


def _repeats_subject(scene: Scene) -> bool:
    """Whether the words after a count only repeat what was named before it: `số thuê bao Internet đạt 224.065 thuê bao`."""
    unit = _UNIT_WORD.match(scene.text, scene.around.right_start)
    if unit is None:
        return False
    if _PEOPLE_ALONE.match(scene.text, scene.around.right_start):
        return True
    start = unit.start(1)
    named = [noun for noun in scene.terms.nouns_between(start, scene.around.right_limit) if noun.start == start]
    said = {hit.concept for hit in scene.terms.between(scene.around.left_phrase, scene.number.text_start)}
    further = scene.terms.between(max((noun.end for noun in named), default=start), scene.around.right_limit)
    if any(hit.concept in _STATES and hit.concept not in said for hit in further):
        return False  # `18/43 nhiệm vụ đã hoàn thành, 21 nhiệm vụ đang thực hiện`
    words = scene.text[start : max(noun.end for noun in named)].lower() if named else unit.group(1).lower()
    before = scene.text[scene.around.left_phrase : scene.number.text_start].lower()
    before = _SERVICES.sub("dịch vụ", before)
    return words in before or (not named and words.split()[0] in before.split())


def _is_bare_noun(scene: Scene) -> bool:
    """Whether nothing but a noun follows a share, so that what is said of it stands before: `phủ sóng … 99,9% các thôn`."""
    around = scene.around
    nouns = scene.terms.nouns_between(around.right_start, around.right_limit)
    if not around.is_right_open or not nouns:
        return False
    words = len(WORDS.findall(scene.text[around.right_start : around.right_limit]))
    return words <= nouns[0].words + 4


def _noun_after(scene: Scene, marks_from: int | None = None, marks_to: int | None = None) -> Phrase:
    """What stands behind a number; what is said of it also before (`marks_from`) or behind the next number (`marks_to`)."""
    number, around, terms = scene.number, scene.around, scene.terms
    # The unit of a density holds its noun: `2,3 doanh nghiệp công nghệ số/1.000 dân`.
    start = number.end if number.unit_class in _DENSITIES else around.right_start
    marks_end = around.right_limit if marks_to is None else marks_to
    return Phrase(
        "noun_after",
        _outside_asides(scene.text, start, around.right_limit, terms.nouns_between(start, around.right_limit)),
        _outside_asides(scene.text, start, marks_end, terms.between(start, marks_end)),
        terms.between(around.left_near if marks_from is None else marks_from, number.text_start),
        start,
        (around.left_near, around.right_limit),
        0.15 if around.is_left_linked else 0.3,
        is_before=False,
    )


def _outside_asides(text: str, start: int, end: int, hits: list[Hit]) -> list[Hit]:
    """The hits that do not stand in a bracketed remark: `100% xã … có sóng 4G (hiện không còn vùng lõm sóng)`."""
    remarks = [match.span() for match in _REMARK.finditer(text, start, end)] if hits else []
    return [hit for hit in hits if not any(begin < hit.start and hit.end < stop for begin, stop in remarks)]


def _opener(scene: Scene) -> Phrase | None:
    """What the item opens with, for the first share that names nothing: `Với lương hưu, tỷ lệ nhận qua tài khoản đạt 79,8%`."""
    around, terms = scene.around, scene.terms
    if around.left_limit != around.item_start:
        return None
    opened = _OPENER.match(scene.text, around.item_start, scene.number.text_start)
    if opened is None:
        return None
    start, end = opened.span("about")
    hits = terms.between(start, scene.number.text_start)
    span = (start, around.right_limit)
    return Phrase("opener", terms.nouns_between(start, end), hits, [], start, span, -0.3, is_before=True)


def _noun_before(scene: Scene) -> Phrase:
    number, around, terms = scene.number, scene.around, scene.terms
    bonus = 0.4 if around.is_left_linked else (-0.4 if around.is_right_open else 0.1)
    if number.unit_class == "count" and not _COUNTED_SUBJECT.search(scene.text[around.left_phrase : number.text_start]):
        bonus -= 0.5
    return Phrase(
        "noun_before",
        _without_achieved_goal(scene.text, terms.nouns_between(around.left_phrase, number.text_start)),
        _of_last_level(scene.text, terms.between(around.left_phrase, number.text_start), number.text_start),
        terms.between(around.right_start, around.right_limit) if around.is_right_open else [],
        around.left_phrase,
        (around.left_phrase, around.right_limit),
        bonus,
        is_before=True,
    )


def _of_last_level(text: str, hits: list[Hit], stop: int) -> list[Hit]:
    """The hits with one level only, where a further one opens the words of the number: `hồ sơ cấp tỉnh …, cấp huyện đạt 85%`."""
    levels = [hit for hit in hits if hit.concept in _LEVELS]
    if len(levels) < 2 or not _LEVEL_REACHES.fullmatch(text, levels[-1].end, stop):
        return hits
    if "," not in text[levels[0].end : levels[-1].start]:
        return hits
    return [hit for hit in hits if hit.concept not in _LEVELS or hit.start == levels[-1].start]


def _without_achieved_goal(text: str, nouns: list[Hit]) -> list[Hit]:
    """The nouns without a goal that an earlier noun achieves: `tỷ lệ hồ sơ trực tuyến hoàn thành chỉ tiêu, đạt 66%`."""
    first = nouns[0].start if nouns else 0
    return [
        noun
        for noun in nouns
        if noun.concept != "goal" or noun.start == first or not _ACHIEVES.search(text, first, noun.start)
    ]


def _carried(scene: Scene, carried_from: int, *, repeats: bool = False, levelled: bool = False) -> Phrase:
    """The earlier subject; where a level of administration follows the number, that level instead of the earlier one."""
    terms, around = scene.terms, scene.around
    hits = terms.between(carried_from, scene.number.text_start)
    return Phrase(
        "repeated_subject" if repeats else "carried_subject",
        terms.nouns_between(carried_from, scene.number.text_start),
        [hit for hit in hits if hit.concept not in _LEVELS] if levelled else hits,
        terms.between(around.right_start, around.right_limit) if levelled else [],
        carried_from,
        (carried_from, around.right_limit),
        -0.3,
        is_before=True,
    )


def _has_further_property(scene: Scene) -> bool:
    """Whether a share opens a member of a list that says what the same people have: `…, 18,2% có chữ ký số cá nhân`."""
    number, around = scene.number, scene.around
    if number.unit_class != "percent":
        return False
    is_of_these = _OF_THESE.search(scene.text, around.left_limit, number.text_start) is not None
    is_member = is_of_these or _NEW_MEMBER.search(scene.text, around.left_limit, number.text_start) is not None
    says_it = _HAS_IT.match(scene.text, around.right_start) or _DOES_IT.match(scene.text, around.right_start)
    return is_member and says_it is not None


def _further_property(scene: Scene, carried_from: int, start: int, end: int) -> Phrase:
    """Those of whom the earlier subject said something, with what the words between two places say of them."""
    terms, around = scene.terms, scene.around
    nouns = terms.nouns_between(carried_from, scene.number.text_start)
    head = [noun for noun in nouns if noun.concept in _BEARERS | _DONE_TO][:1]
    span = (carried_from, around.right_limit)
    return Phrase(
        "carried_subject", head, [*head, *terms.between(start, end)], [], carried_from, span, -0.3, is_before=True
    )

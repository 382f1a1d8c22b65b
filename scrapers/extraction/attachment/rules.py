"""Attaches numbers to indicators: named rules, each of which says where the words of a number may stand.

Rules: `noun_after` (82,6% đối tượng …), `noun_before` (tỷ lệ … đạt 55%), `carried_subject` (…, đạt tỷ lệ 70%),
`repeated_subject` (1.347 trạm, tăng 118 trạm), `opener` (với lương hưu, tỷ lệ nhận …), `shared_subjects` (học phí, viện phí đều …),
`series` (lần lượt 97,2% và 88,6%). Lives here: when each rule is tried. Never here: the words each looks at (`subject_phrases`),
how a pattern is met in them (`terms.matching`); ranks and scores (`indices.standing`); kind, period, place; the wording of indicators (data).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import (
    SCORES_AS_PERCENT,
    Claim,
    PatternTable,
    PatternTables,
    Scene,
)
from scrapers.extraction.attachment.goal_counts import counts_no_goals
from scrapers.extraction.attachment.listed_places import said_of_them
from scrapers.extraction.attachment.own_words import (
    has_own_subject,
    is_bare_noun,
    is_density_alone,
    is_of_another_move,
    is_of_another_place,
    is_share_of_ratio,
    repeats_a_count,
    repeats_subject,
    said_from,
    speaks_of_goal,
)
from scrapers.extraction.attachment.series import SeriesPosition
from scrapers.extraction.attachment.series_phrases import at_level, coordinated
from scrapers.extraction.attachment.subject_phrases import (
    DENSITIES,
    NEW_MEMBER,
    among,
    carried,
    counted_in_bracket,
    done_by_part,
    noun_after,
    noun_before,
    of_procedures,
    opener,
    parted,
    properties,
)
from scrapers.extraction.kinds.reached_or_aimed import OF_THE_WHOLE
from scrapers.extraction.terms.matching import WORDS, Phrase, best_of, matches
from scrapers.extraction.terms.term_index import Hit

COORDINATED = re.compile(r"(?i)\b(?:đều|cùng|đồng(?= (?:xếp|hạng|đứng)))\b")
JOINED = re.compile(r"(?i)[\s“”\"]*(?:,|và|cùng|với)\s*(?:\w+\s+){0,2}[“\"]?")
# `… đạt 99% ở cấp tỉnh, 95% ở cấp huyện và 88% ở cấp xã`
_LEVEL_AFTER = re.compile(r"(?i)\s*(?:(?:ở|tại|đối với)\s+(?:cấp\s+)?|cấp\s+)(?:tỉnh|huyện|xã)\b")
# `kinh tế số chiếm 20% GRDP, tối thiểu 10% trong từng ngành, lĩnh vực`
_SECTOR_AFTER = re.compile(r"(?i)\s*(?:trong |ở )?(?:từng|mỗi) ngành\b")
# `87,7% hồ sơ công việc … đối với cấp tỉnh, 85,8% đối với cấp huyện`: one list, a level each
_LEVEL_BEFORE = re.compile(r"(?i)\b(?:cấp\s+)?(?:tỉnh|huyện|xã)\s*(?:,|và|,\s*và)\s*$")
# `… đạt 80%, 90% số bản có cáp quang`
_OTHERS_HAVE = re.compile(r"(?i)\s*số\s[^,;.:\d]{2,40}?\s(?:đã )?(?:có|được|sử dụng)\s")
_OF_GRDP = re.compile(r"(?i)\s*(?:trong\s+|của\s+)?(?:GRDP|GDP)\b")
# `…, chi cho nghiên cứu và phát triển tối thiểu 2% GRDP`: what is spent
_SPENT = re.compile(r"(?i)(?:^|[,;]|\bvà)\s*(?:tổng\s+)?(?:mức\s+)?(?:chi|thu|vốn|kinh phí|đầu tư)\s[^,;.\d]*$")
# `kích hoạt 602.418 tài khoản định danh điện tử, đạt 87,3%`: what was done with so many stands before their number
_RESULT_OF_COUNT = re.compile(
    r"(?i)\s+(?:[^,;.:()\d]|(?<=mức )2|(?<=mức độ )2){3,60},\s+(?:đạt|chiếm)(?:\s+(?:tỷ lệ|tỉ lệ))?\s+"
)
# `Hà Tĩnh đạt 88,91% Chỉ số PAR INDEX`: of the few scores in percent
_INDEX_BEHIND = re.compile(r"(?i)\s*(?:về\s+|điểm\s+)?(?:bộ\s+)?chỉ số\s+(?:PAR|SIPAS|cải cách|hài lòng)")
_SERVICES_ONLINE = ("tthc_online_share", "ops_level4_share")
# `62 sản phẩm OCOP và trên 98.000 hộ sản xuất nông nghiệp được đưa lên sàn`: both are
_WITH_HOUSEHOLDS = re.compile(
    r"(?i)\s*sản phẩm OCOP và (?:trên |hơn |gần )?\d[\d.]*\s+(?:nghìn )?hộ\b[^;.\d]{0,60}\blên (?:các )?sàn(?: thương mại điện tử| TMĐT)?"
)
# `100% doanh nghiệp và 6.214 hộ kinh doanh sử dụng hóa đơn điện tử`: what is said of the second is said of both
_AND_ANOTHER = re.compile(
    r"(?i)\s*(?!(?:nộp|gửi|khai|kê khai|ký|thanh toán|kết nối|đúng hạn)\s)[^\W\d](?:(?:(?!\scó\s)[^\d;.:()]){1,30}\s(?:và|cùng)\s+|(?:(?!\s(?:có|được|đã|đang|sử dụng|triển khai|thực hiện|trên|tại|theo|cho)\s)[^\d;.:()]){2,70}\s(?:và|cùng)\s+|(?:(?!\s(?:có|được|đã|đang|sử dụng|ứng dụng|áp dụng|tham gia|kinh doanh|triển khai|thực hiện|trên|tại|theo|cho)\s)[^\d;.:()]){2,70},\s+)(?:(?:hơn|trên|gần|khoảng)\s+)?"
)
_NEXT_IN_LIST = re.compile(r"[,;]\s+(?:[^\W\d_]+\s+){0,2}\d")
_TOTAL_AFTER = re.compile(
    r"(?i)\s*(?:trong\s+)?(?:tổng|số(?!\s+(?:xã|phường|thôn|hộ|huyện|trường|cơ sở|học sinh|bệnh viện|doanh nghiệp"
    r"|này\s+[^\W\d_]))|trên tổng|các(?! (?:khu|cụm|điểm)\b)(?![^,;.]{0,40}\b(?:có|được|đã|sử dụng|triển khai|thực hiện)\b)|grdp|gdp)\b"
)
# `mạng 5G phủ 99% dân số; tối thiểu 3% tổng chi ngân sách dành cho …`: of nothing told before
_SPENDING_AFTER = re.compile(r"(?i)\s*(?:tổng\s+)?chi\s+(?:cân đối\s+)?ngân sách\b")
# What money is for may stand behind a time or a purpose: `2.000 tỷ đồng trong năm 2024 để …`.
_OPEN_ANYWAY = (*DENSITIES, "money")


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
        if number.unit_class == "percent" and (services := of_procedures(scene)) is not None:
            told = best_of(list(matches(scene, table, services)))
            if told and told[0].indicator_code in _SERVICES_ONLINE:
                return told
        of_places = said_of_them(scene)
        if of_places is not None and (told := best_of(list(matches(scene, table, of_places)))):
            return told
        found = self._behind(scene, table)
        if number.unit_class == "count" and found:
            return best_of(found)  # what is counted stands after its number
        counts_another = number.unit_class == "count" and around.is_right_open and not repeats_subject(scene)
        if around.left_phrase < number.text_start and not counts_another and not has_own_subject(scene):
            found += [claim for claim in matches(scene, table, noun_before(scene)) if not counts_no_goals(scene, claim)]
        found = found or self._told(scene, table, carried_from)
        # `… về chỉ số chuyển đổi số, kinh tế số chiếm 25% GRDP`; `56/76 nhiệm vụ cải cách hành chính, đạt 73,7%`
        if _OF_GRDP.match(scene.text, around.right_start) or is_share_of_ratio(scene):
            found = [claim for claim in found if claim.indicator_code not in SCORES_AS_PERCENT]
        if _OF_GRDP.match(scene.text, around.right_start):  # `hoàn thành mục tiêu …, kinh tế số chiếm 35% GRDP`
            found = [claim for claim in found if not claim.indicator_code.startswith("dt_goals_")]
        best = best_of(found)
        if best and best[0].rule == "noun_before":
            return best + self._shared(scene, table)
        return best

    @staticmethod
    def _behind(scene: Scene, table: PatternTable) -> list[Claim]:
        """The claims of what stands behind a number."""
        number, around = scene.number, scene.around
        found: list[Claim] = []
        if number.unit_class == "count" and (counted := counted_in_bracket(scene)) is not None:
            found += matches(scene, table, counted)
        together = _WITH_HOUSEHOLDS.match(scene.text, number.text_end) if number.unit_class == "count" else None
        if together is not None:
            found += matches(scene, table, noun_after(scene, marks_to=together.end()))
        elif around.is_right_open or number.unit_class in _OPEN_ANYWAY:
            found += matches(scene, table, noun_after(scene))
        if not found and number.unit_class == "percent" and is_bare_noun(scene):
            found += matches(scene, table, noun_after(scene, marks_from=said_from(scene)))
        is_share = number.unit_class == "percent"
        if not found and is_share and _AND_ANOTHER.fullmatch(scene.text, around.right_start, around.right_limit):
            third = _NEXT_IN_LIST.search(scene.text, around.right_limit, around.item_end)
            marks_to = third.start() if third is not None else around.item_end
            found += matches(scene, table, noun_after(scene, marks_to=marks_to))
        if _INDEX_BEHIND.match(scene.text, number.text_end):
            return found
        return [claim for claim in found if claim.indicator_code not in SCORES_AS_PERCENT]  # they stand before

    def _told(self, scene: Scene, table: PatternTable, carried_from: int | None) -> list[Claim]:
        """The claims of what the item told before: the subject that is carried on, what its bearers have, what it opens with."""
        around, is_share = scene.around, scene.number.unit_class == "percent"
        is_closed = not around.is_right_open or OF_THE_WHOLE.match(scene.text, around.right_start) is not None
        is_closed = is_closed or is_of_another_place(scene)
        phrases: list[Phrase] = []
        is_aside = scene.text[around.left_limit : scene.number.text_start].lstrip().startswith(("(", ")"))
        if is_density_alone(scene) and (carried_from is None or is_aside):
            # `Số thuê bao điện thoại là 438.900, trong đó cố định 3.415 (đạt mật độ 92 thuê bao/100 dân)`
            carried_from = around.item_start
        if carried_from is not None:
            phrases += self._carried_on(scene, carried_from, is_closed=is_closed)
        of_product = is_share and _OF_GRDP.match(scene.text, around.right_start) is not None
        if of_product and _SPENT.search(scene.text, around.left_limit, scene.number.text_start) is None:
            phrases.append(carried(scene, around.item_start))
        if carried_from is not None:
            phrases += properties(scene, carried_from, is_closed=is_closed)
        if (
            carried_from is not None
            and is_share
            and (is_closed or self._goes_on(scene))
            and _RESULT_OF_COUNT.fullmatch(scene.text, around.left_limit, scene.number.text_start)
        ):
            phrases.append(carried(scene, carried_from))
        if is_share:
            phrases += filter(
                None, (done_by_part(scene), parted(scene), opener(scene)) if is_closed else (among(scene),)
            )
        for phrase in phrases:
            found = list(matches(scene, table, phrase))
            if found:
                return found
        return []

    def _carried_on(self, scene: Scene, carried_from: int, *, is_closed: bool) -> list[Phrase]:
        """The subject that goes on, where the words before the number name none of their own."""
        number, around = scene.number, scene.around
        said = scene.text[around.left_limit : number.text_start]
        is_density = is_density_alone(scene)
        repeats = repeats_a_count(scene, carried_from)
        is_of_sectors = number.unit_class == "percent" and _SECTOR_AFTER.match(scene.text, around.right_start)
        levelled = bool(is_of_sectors) or _LEVEL_AFTER.match(scene.text, around.right_start) is not None
        is_listed = levelled and _LEVEL_BEFORE.search(said) is not None
        is_thin = around.is_left_thin or is_listed or speaks_of_goal(scene) or is_density or is_share_of_ratio(scene)
        if number.unit_class == "percent" and is_of_another_move(scene, said):
            return []
        if repeats or (is_thin and (is_closed or self._goes_on(scene) or levelled)):
            return [carried(scene, carried_from, repeats=repeats, levelled=levelled)]
        return []

    def referred(self, scene: Scene, named_from: int) -> list[Claim]:
        """The claims of what the sentence before named, else the one before that, for a number that only refers to it: `con số này là 11,91%`."""
        table = self._tables.of(scene.number.unit_class)
        last = scene.text.rfind(". ", named_from, max(named_from, scene.context.sentence_start - 2)) + 1
        nearest = best_of(list(matches(scene, table, carried(scene, last)))) if last else []
        return nearest or best_of(list(matches(scene, table, carried(scene, named_from))))

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
        table = self._tables.of(scene.number.unit_class)
        for phrase in (coordinated(scene, place), at_level(scene, place)):
            if phrase is not None and (found := best_of(list(matches(scene, table, phrase)))):
                return found
        start = scene.around.item_start
        if scene.number.unit_class == "percent":  # `thanh toán trực tuyến 71,3%, số hóa hồ sơ, kết quả lần lượt là …`
            start = max(start, scene.text.rfind("%", start, place.names_end) + 1)
        names = _names(scene.terms.between(start, place.names_end))
        if len(names) < place.size:
            return []
        chosen = names[-place.size :][place.position]
        hits = scene.terms.between(chosen[0].start, chosen[0].end)
        span = (chosen[0].start, scene.around.right_limit)
        phrase = Phrase("series", chosen, hits, [], chosen[0].start, span, 0.0, is_before=True)
        return best_of(list(matches(scene, table, phrase)))

    @staticmethod
    def _goes_on(scene: Scene) -> bool:
        """Whether what follows only says what a share or density is of: `chiếm 70% tổng số …`."""
        number, around = scene.number, scene.around
        says_anew = NEW_MEMBER.search(
            scene.text[max(0, around.left_limit - 2) : number.text_start]
        ) and _OTHERS_HAVE.match(scene.text, around.right_start, around.right_limit)
        is_share = number.unit_class != "count" and _SPENDING_AFTER.match(scene.text, around.right_start) is None
        return is_share and not says_anew and _TOTAL_AFTER.match(scene.text[around.right_start :][:24]) is not None

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

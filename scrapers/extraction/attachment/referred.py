"""Numbers that only name another time or place: the share, density or count before them is meant.

`Năm 2021, con số này là 11,91%`; `Bắc Giang (42,13%)`; `Phường Hà Giang 2 đạt 90,3%`. Lives here: the memory of the last
measure and of the last budget. Never here: the wordings that point to a measure (see `pointing`), counts (see `counted`),
ranks and scores (see `indices.standing`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import KINDS_OF_PLACES, Claim, Context, Scene
from scrapers.extraction.attachment.counted import Counted
from scrapers.extraction.attachment.pointing import AIM_ALONE, NAME_IS, STRIVES_ALONE, THEN_HAS, Pointing, read_pointing
from scrapers.extraction.attachment.rules import Attacher
from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.numbers.ratios import restates_ratio
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.terms.term_index import TermIndex
from scrapers.extraction.text.brackets import opened_around
from scrapers.extraction.text.sentences import Sentence
from scrapers.letters import CAPITALS

# `tỷ lệ nhận qua tài khoản đạt 79,8%`: what is said next of `tỷ lệ này` is of this, also where nobody knows what it is
_SHARE_OF_ITS_OWN = re.compile(
    r"(?i)\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|đóng góp của|tốc độ)\s(?!này|đó|trên|\d)(?:[^;.,\d%]|20\d\d){8,}$"
)
_ABOUT_THIS = re.compile(r"(?i)\bvề (?:chỉ tiêu|chỉ số|t[ỷỉ] lệ|t[ỷỉ] trọng|tiêu chí) (?:này|ấy|đó)\b")
_BUDGET, _BUDGET_REACH = "dt_budget", 200
# `Bình Định bố trí hơn 190 tỷ đồng`, `Ở Phú Yên, con số này chỉ là 62 tỷ đồng`
_BUDGET_OF_PLACE = re.compile(
    rf"\s*(?:(?:Ở|Tại)\s+)?[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)+,?\s+(?:con số này\s+)?(?:(?:chỉ|mới|là|bố trí|dành|phân bổ)\s+)+"
)
_BUDGET_OF_YEAR = re.compile(
    r"(?i)(?:^\s*|[,;(.]\s*)(?:trong đó,?\s+)?(?:riêng\s+)?(?:phần\s+)?(?:phân bổ\s+)?(?:cho\s+"
    r"|trong\s+)?(?:năm 20\d\d|năm nay|năm ngoái|năm trước),?\s+(?:con số (?:này|bố trí"
    r"|đó)\s+)?(?:(?:ngân sách )?(?:tỉnh|thành phố)\s+)?(?:(?:đã|dự kiến|được)\s+)?(?:bố trí|phân bổ|giao|chi|dành"
    r"|cấp|là|dự kiến)\s+$"
)
_THIS_AMOUNT = re.compile(r"(?i)\bcon số (?:này|ấy|đó)\s+(?:(?:chỉ|mới|là|đạt|khoảng)\s+)*$")
# `Kinh tế số chiếm 12,33% GDP. Trong đó, … lõi đóng góp 7,42%. Còn theo ước tính của Bộ, con số năm 2022 là 14,26%`: of the whole
_OF_PARTS = re.compile(r"Trong (?:số )?đó\b")
_A_PART = re.compile(r"(?i)\d[^.;]{0,40}[,;(]\s*trong (?:số )?đó\b[^.;]*$")
_BY_OTHERS = re.compile(
    r"(?:Còn|Trong khi đó,|Riêng)?\s*[Tt]heo (?:ước tính|số liệu|tính toán|thống kê|đánh giá)\s+của\b"
)
# `không có mặt trong 5 vị trí đầu: TP.HCM đạt 18,66%`, `Bệnh viện Đa khoa tỉnh hiện đạt 66%`
_PLACES_IN_A_LIST = frozenset({"site", "hospital", "hospital_org"})
_SENTENCES_LISTED = 3  # `Nhóm thấp nhất gồm Tây Ninh (5,78%), …` goes on about what the paragraph before measured
_MEASURED = ("percent", "per_100_people", "per_1000_people")
# `…. Ở chiều ngược lại, xã Biển Bạch mới đạt 58,2%`
_TURNS_BACK = re.compile(r"(?:(?:Ở|Theo) chiều ngược lại|Ngược lại|Trái lại|Ở nhóm cuối|Ở nhóm dưới),\s")
# `Trong 96 xã, phường, có 71 đơn vị đạt chỉ tiêu về tỷ lệ hồ sơ trực tuyến. Phường Long An đạt 98,9%`
_NAMES_SHARE = re.compile(r"(?i)\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng)\s[^.%]*\.\s+$")


class Referred:
    """What one document measured and counted last."""

    def __init__(self, text: str, terms: TermIndex, attacher: Attacher) -> None:
        self._text, self._terms, self._attacher = text, terms, attacher
        self._last_measure: tuple[Claim, UnitClass, int] | None = None
        self._last_whole: tuple[Claim, UnitClass, int] | None = None  # that before its parts
        self._last_budget: tuple[Claim, int] | None = None
        self._last_money: tuple[Claim, int] | None = None
        self._numbers_in: list[int] = []  # the last two sentences with numbers
        self._told_to = 0
        self._passed_in: int | None = None  # the sentence of the last percentage that is of no indicator
        self.counted = Counted(text, terms)

    def is_nearer_than(self, sentence_index: int | None) -> bool:
        """Whether the last share was told behind a sentence."""
        return self._last_measure is not None and (sentence_index is None or self._last_measure[2] > sentence_index)

    def note(self, number: Quantity, claims: list[Claim], sentence: Sentence) -> None:
        """Remember what was measured and counted last, for numbers that only point to it."""
        if sentence.index not in self._numbers_in:
            self._numbers_in = [*self._numbers_in[-1:], sentence.index]
        self._told_to = number.text_end
        if claims and number.unit_class in _MEASURED:
            self._last_measure = (claims[0], number.unit_class, sentence.index)
            is_part = _A_PART.search(self._text, sentence.start, number.text_start) is not None
            if not (is_part or _OF_PARTS.match(self._text, sentence.start)):
                self._last_whole = self._last_measure
        elif claims and self._last_measure is not None and claims[0].rule == "referred":  # by how much it rose
            claim, unit_class, _ = self._last_measure
            if claim.indicator_code == claims[0].indicator_code:
                self._last_measure = claim, unit_class, sentence.index
        if not claims and number.unit_class == "score" and opened_around(self._text, number.start, sentence.start) < 0:
            self._last_measure = (
                None  # `mức độ hài lòng đạt 82,1/100 điểm và mục tiêu đạt 95%`: of no share told before
            )
        if not claims and number.unit_class == "percent":
            self._passed_in = sentence.index
            said = self._text[sentence.start : number.text_start]
            is_earlier = self._last_measure is not None and self._last_measure[2] < sentence.index
            is_of_another = _SHARE_OF_ITS_OWN.search(said) or (is_earlier and self._names_subject(sentence, number))
            self._last_measure = None if is_of_another else self._last_measure
        if claims and claims[0].indicator_code == _BUDGET:
            self._last_budget = (claims[0], sentence.index)
        if claims and number.unit_class == "money":
            self._last_money = (claims[0], sentence.index)
        if claims and number.unit_class == "count":
            self.counted.note(number, claims[0], sentence)
        elif number.unit_class == "count" and not claims:
            self.counted.pass_over(sentence)

    def claims(self, scene: Scene, sentence: Sentence, context: Context) -> list[Claim]:
        """The indicator of the share or density before, for one that only names another time or place.

        `Năm 2021, con số này là 11,91%`, `năm 2022 là 18,66%`, `Bắc Giang (42,13%)`.
        """
        number, around = scene.number, scene.around
        if number.unit_class == "money":
            return self._of_budget(scene, sentence) or self._this_amount(scene, sentence)
        if number.unit_class == "count":
            names = NAME_IS.search(self._text, around.left_limit, number.text_start) is not None
            said = self._text[around.left_limit : number.text_start]
            is_beside = AIM_ALONE.search(said) or STRIVES_ALONE.fullmatch(said) or THEN_HAS.search(said)
            told = self.counted.beside(scene, sentence) if is_beside else []
            told = told or self.counted.referred(scene, sentence, names_place=names)
            return told or self._attacher.told_before(scene)
        is_measure = number.unit_class in _MEASURED or number.unit_class == "percent_points"
        pointing = read_pointing(self._text, scene) if is_measure else None
        if pointing is None or restates_ratio(self._text, around.item_start, number.start, number.value):
            return []  # `tích hợp được 978/1.364 DVCTT (72%)`
        reach = self._reach(pointing, scene, sentence)
        measured = self._last_measure
        if _BY_OTHERS.match(self._text, sentence.start) is not None and self._last_whole is not None:
            whole, unit, told_in = self._last_whole
            measured, reach = (whole._replace(phrase_start=around.item_start), unit, told_in), 2
        elif measured is not None and pointing.refers and self._is_part_of_whole(measured, sentence):
            measured = self._last_whole  # behind `… 13,17% GDP, trong đó kinh tế số lõi chiếm 8,2%`
        if measured is None or measured[2] < sentence.index - reach:
            return self._named_without_figure(pointing, scene, sentence, context)
        claim, unit_class, index = measured
        # `Mức này tăng 14,3 điểm phần trăm`
        is_difference = number.unit_class == "percent_points" and unit_class == "percent"
        if (unit_class != number.unit_class and not is_difference) or not pointing.is_made:
            return []
        is_listed = index == sentence.index and (
            pointing.names or pointing.names_time or (is_difference and around.is_left_thin)
        )
        restates = pointing.leads or (pointing.restates and not self._names_subject(sentence, number))
        if not is_listed and not pointing.refers and not restates:
            return []
        return [claim._replace(rule="referred", confidence=0.75 if is_listed else 0.65)]

    def _named_without_figure(
        self, pointing: Pointing, scene: Scene, sentence: Sentence, context: Context
    ) -> list[Claim]:
        """What the sentence of a number, or the one before it, names without telling a figure of it."""
        opens = pointing.names and pointing.restates and scene.around.left_limit == sentence.start
        if opens and _NAMES_SHARE.search(self._text, context.near_start, sentence.start) is not None:
            return self._attacher.referred(scene, context.near_start)
        # `GRDP tăng 7,83% (kế hoạch 7%)`: it points to what stands beside it
        if self._passed_in == sentence.index or not (pointing.refers or pointing.leads):
            return []
        # `Có tỷ lệ hồ sơ trực tuyến cao là …; thấp nhất là huyện Trần Đề (52,38%)`: what its own sentence speaks of
        return self._attacher.referred(scene, context.near_start if pointing.refers else context.sentence_start)

    def _reach(self, pointing: Pointing, scene: Scene, sentence: Sentence) -> int:
        """How many sentences back the measure may stand to which a number points."""
        if _ABOUT_THIS.search(self._text, scene.around.left_limit, scene.number.text_start) is not None:
            return 2  # `…. Chỉ có 4/13 địa phương đạt trên 30%. Dẫn đầu vùng về chỉ tiêu này là Hậu Giang với 61,7%`
        if pointing.names and sentence.index - 1 not in self._numbers_in and self._is_in_paragraph(sentence):
            return 2  # `…, năm 2025 đạt 62,4%. Ở tuyến xã, việc này còn chậm. Bệnh viện Đa khoa tỉnh hiện đạt 66%`
        if pointing.names and _TURNS_BACK.match(self._text, sentence.start) is not None:
            return 2  # `…, xã Cái Nước 96,1%. Phường An Xuyên có 14.207 hồ sơ. Ở chiều ngược lại, xã Biển Bạch mới đạt 58,2%`
        return _SENTENCES_LISTED if pointing.leads else 1

    def _is_in_paragraph(self, sentence: Sentence) -> bool:
        """Whether the number told last stands in the paragraph of a sentence."""
        return "\n" not in self._text[self._told_to : sentence.start]

    def _is_part_of_whole(self, measured: tuple[Claim, UnitClass, int], sentence: Sentence) -> bool:
        """Whether the share told last stands in the sentence before, behind that of which it is a part."""
        whole = self._last_whole
        return whole is not None and whole is not measured and whole[2] == measured[2] == sentence.index - 1

    def _names_subject(self, sentence: Sentence, number: Quantity) -> bool:
        said = self._terms.between(sentence.start, number.text_start)
        return any(hit.is_subject and hit.concept not in KINDS_OF_PLACES | _PLACES_IN_A_LIST for hit in said)

    def _this_amount(self, scene: Scene, sentence: Sentence) -> list[Claim]:
        """What the amount right before was: `… đạt 21,6 tỷ đồng. Riêng năm 2023, con số này là 24,3 tỷ đồng`."""
        if self._last_money is None or self._last_money[1] < sentence.index - 1:
            return []
        said = _THIS_AMOUNT.search(self._text, scene.around.left_limit, scene.number.text_start)
        return [self._last_money[0]._replace(rule="referred", confidence=0.65)] if said is not None else []

    def _of_budget(self, scene: Scene, sentence: Sentence) -> list[Claim]:
        """The budget of a further year, told behind that of the programme: `…, trong đó năm 2023 bố trí 121 tỷ đồng`."""
        if self._last_budget is None or self._last_budget[1] < sentence.index - 2:
            return []
        end = scene.number.text_start
        said = self._text[max(scene.around.item_start, end - _BUDGET_REACH) : end]
        further = _BUDGET_OF_YEAR.search(said) or _BUDGET_OF_PLACE.fullmatch(said)
        return [self._last_budget[0]._replace(rule="referred", confidence=0.65)] if further is not None else []

"""Numbers that only name another time or place: the share, density or count before them is meant.

`Năm 2021, con số này là 11,91%`; `Bắc Giang (42,13%)`; `Phường Hà Giang 2 đạt 90,3%`. Lives here: the memory of the last
measure, and the wordings that point to it. Never here: counts (see `counted`), ranks and scores (see `standing`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment import Attacher
from scrapers.extraction.claims import KINDS_OF_PLACES, Claim, Context, Scene
from scrapers.extraction.counted import Counted
from scrapers.extraction.letters import CAPITALS
from scrapers.extraction.numbers import Quantity
from scrapers.extraction.phrases import is_thin
from scrapers.extraction.terms import TermIndex
from scrapers.extraction.text import Sentence
from scrapers.extraction.units import UnitClass

_ANAPHORA = re.compile(
    r"(?i)\b(?:(?:con số|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chỉ số|mật độ|mức) (?:này|ấy|đó)|chỉ tiêu này|con số|nó|mức chung(?= của))\b"
)
_YEAR_OR_OPENED = re.compile(r"(?i)\bnăm\s+20\d\d\b|\bquý\b|\btháng\s+\d|\bcùng kỳ\b|\(\s*$|\bbình quân\b")
_YEAR_IS = re.compile(
    r"(?i)\bnăm\s+20\d\d\s+(?:phải\s+)?(?:(?:mới |chỉ )?(?:là|đạt|ước|ước đạt|chiếm|ở mức)|mới|chỉ)\s*$"
)
_REACHES = r"(?:với|đã|đạt|ước|đưa|là|chiếm|có|tiếp nhận|nhận|lập|ở mức|:|tỷ lệ|tỉ lệ|tỷ trọng|mới|chỉ|tiếp tục|đứng đầu|dẫn đầu|làm tốt nhất|cao nhất|thấp nhất|còn|dừng ở|thấp hơn,?|cao hơn,?|nhỉnh hơn,?|kích hoạt|được|khoảng|gần|trên|hơn|\s)"
# `Bắc Giang (42,13%)`, `Thái Nguyên với tỷ trọng 42,92%`, `huyện Tân Hưng 19,8%`
NAME_IS = re.compile(
    rf"(?<!\w)[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)*(?:\s\d{{1,2}})?(?:\s(?:ở|thuộc)(?:\s[a-zà-ỹ]+){{1,3}}?)?(?:\s(?:\((?:cũ|mới|[{CAPITALS}][^()\d]{{2,30}})\)|cũ))?\s*(?:\(\s*|{_REACHES}*)$"
)
# `Cả nước năm 2024 là 18,3%`, `Dẫn đầu là Sở Giao thông vận tải với 88,4%`, `Sở Tư pháp là đơn vị có kết quả tốt nhất, 97%`
_WIDER_OR_OFFICE_IS = re.compile(
    rf"\s*(?:(?:Dẫn đầu|Đứng đầu|Cao nhất|Thấp nhất|Tốt nhất) là\s+|(?:Riêng|Trong đó,?)\s+)?(?:(?:[Bb]ình quân (?:chung )?)?[Cc]ả nước(?:\s+năm (?:20\d\d|nay))?|(?:Sở|Ban|Văn phòng|Thanh tra)\s+[{CAPITALS}][^,.;:()\d%]{{1,40}}?)\s+(?:(?:là )?(?:đơn vị|sở|cơ quan|nơi) (?:có (?:kết quả|tỷ lệ) |đạt |làm )?(?:cao|thấp|tốt) nhất,?\s*)?{_REACHES}*"
)
# `tỷ lệ nhận qua tài khoản đạt 79,8%`: what is said next of `tỷ lệ này` is of this, also where nobody knows what it is
_SHARE_OF_ITS_OWN = re.compile(r"(?i)\b(?:tỷ lệ|tỉ lệ)\s(?!này|đó|trên|\d)[^;.,\d%]{8,}$")
_OF_PRODUCT = re.compile(r"\s*(?:trong\s+)?GR?DP\s*(?:[,.;)]|$)")  # `tỷ lệ này đạt 32,4% GRDP`
# `…, trong khi chỉ tiêu đề ra cho năm 2025 là 20%`, `(mục tiêu năm 2025: 80%)`, `chưa bằng mục tiêu 80%`
_AIM_ALONE = re.compile(
    r"(?i)(?:^|[,(;“]|\. |\bnhưng(?=\s))\s*(?:(?:và|còn|vẫn|rất|xa|còn cách|cách|cách xa|trong khi|song|nhưng|so với|chưa bằng|chưa đạt|chưa tới|thấp hơn|thấp xa|thấp|nhiều|cao hơn|vượt|gần bằng|bằng|đạt|vượt xa|vượt qua|tiệm cận|xấp xỉ|sát|nhỉnh hơn|kém)\s+){0,4}(?:mục tiêu|chỉ tiêu|kế hoạch|nghị quyết|đích|yêu cầu)(?:\s+(?:đề ra|đặt ra|được giao|giao|ubnd|hđnd|phấn đấu|cho|của|đến|là|hết|cuối|trong|cả|năm|học|tới|20\d\d|này|tỉnh|thành phố|nghị quyết)){0,8}\s*(?::|là|đạt)?\s*(?:trên|hơn|ít nhất|tối thiểu|từ|khoảng)?\s*\(?\s*$"
)
# `vượt xa chỉ tiêu 60% được giao trong năm`, `tiệm cận chỉ tiêu 10% của cả năm 2025`
_OF_AN_AIM = re.compile(
    r"(?i)\s*(?:(?:được|tỉnh|trung ương) giao|đề ra|đặt (?:ra|cho)|(?:của|cho|trong)\s+(?:cả\s+)?(?:năm|nghị quyết|kế hoạch|cùng năm)|cả năm)\b"
)
# `dữ liệu chưa đều: phường Vĩnh Yên đạt 98,1%`: what stands before the colon is no subject of the number.
_OPENS_LIST = re.compile(r"(?i)(?::|\bnhư)\s+(?:(?:các|phường|xã|huyện|quận|thị xã|thị trấn|thành phố|tp\.?)\s+)*$")
# `…; trong khi xã Hưng Điền mới kích hoạt được 78,5%`
_CONTRAST = re.compile(
    r"(?i)[\s,;]*(?:trong khi(?: đó)?|trong đó|còn|riêng|song|nhưng)\s+(?:(?:tại|ở|các|khu vực|địa bàn|phường|xã|huyện|quận|thị xã|thị trấn|thành phố|tp\.?)\s+)*"
)
# `chiếm 80,6% tổng thuê bao di động, trong khi năm 2021 mới 68%`: what stands before the turn is said of the number before
_TURN = re.compile(r"(?i)[,;]\s+(?:trong khi|trong lúc|còn|nhưng|song|so với|(?:cao|thấp|kém|nhỉnh) hơn)\b[^,;]*$")
_PLACE_WORDS = r"(?:(?:các|xã|phường|huyện|thị xã|thị trấn|thành phố|tp\.?|quận|đặc khu)\s*)*$"
# `xã Tà Xi Láng có 48,5% hồ sơ nộp qua mạng, xã Chế Tạo 51,3%`
_NEXT_PLACE = re.compile(rf"(?i),\s+(?:và\s+)?{_PLACE_WORDS}")
# `Ba đơn vị đứng đầu là phường Sa Pa (97,2%)`
_LEADS = re.compile(rf"(?i)\b(?:đứng đầu|dẫn đầu|cao nhất|thấp nhất|tốt nhất)\s+là\s+{_PLACE_WORDS}")
# `…, thấp hơn mức 10% mà tỉnh đề ra cho năm 2023`
_SET_BEHIND = re.compile(r"(?i)\s*mà\s[^,;.%]{0,60}\b(?:(?:đặt|đề) ra|giao|yêu cầu)\b")
# `Năm 2024 tỉnh phấn đấu 10%`
_STRIVES_ALONE = re.compile(
    r"(?i)\s*(?:(?:(?:đến|hết|trong|cuối)\s+)*năm (?:20\d\d|nay|tới|sau)(?: này)?,?\s+)?(?:(?:toàn )?(?:tỉnh|thành phố|huyện|xã)\s+)?(?:phấn đấu|đặt mục tiêu|quyết tâm|hướng tới)\s+(?:(?:đạt|lên|nâng lên|đưa lên|là|mức|con số|trên|ít nhất|tối thiểu|khoảng)\s+)*"
)
_BUDGET = "dt_budget"
# `Bình Định bố trí hơn 190 tỷ đồng`, `Ở Phú Yên, con số này chỉ là 62 tỷ đồng`
_BUDGET_OF_PLACE = re.compile(
    rf"\s*(?:(?:Ở|Tại)\s+)?[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)+,?\s+(?:con số này\s+)?(?:(?:chỉ|mới|là|bố trí|dành|phân bổ)\s+)+"
)
_BUDGET_OF_YEAR = re.compile(
    r"(?i)(?:^\s*|[,;(.]\s*)(?:trong đó,?\s+)?(?:riêng\s+)?(?:phần\s+)?(?:phân bổ\s+)?(?:cho\s+|trong\s+)?(?:năm 20\d\d|năm nay|năm ngoái|năm trước),?\s+(?:con số (?:này|bố trí|đó)\s+)?(?:(?:ngân sách )?(?:tỉnh|thành phố)\s+)?(?:(?:đã|dự kiến|được)\s+)?(?:bố trí|phân bổ|giao|chi|dành|cấp|là)\s+$"
)
_MEASURED = ("percent", "per_100_people", "per_1000_people")


class Referred:
    """What one document measured and counted last."""

    def __init__(self, text: str, terms: TermIndex, attacher: Attacher) -> None:
        self._text, self._terms, self._attacher = text, terms, attacher
        self._last_measure: tuple[Claim, UnitClass, int] | None = None
        self._last_budget: tuple[Claim, int] | None = None
        self.counted = Counted(text, terms)

    def is_nearer_than(self, sentence_index: int | None) -> bool:
        """Whether the last share was told behind a sentence."""
        return self._last_measure is not None and (sentence_index is None or self._last_measure[2] > sentence_index)

    def note(self, number: Quantity, claims: list[Claim], sentence: Sentence) -> None:
        """Remember what was measured and counted last, for numbers that only point to it."""
        if claims and number.unit_class in _MEASURED:
            self._last_measure = (claims[0], number.unit_class, sentence.index)
        elif claims and self._last_measure is not None and claims[0].rule == "referred":  # by how much it rose
            claim, unit_class, _ = self._last_measure
            if claim.indicator_code == claims[0].indicator_code:
                self._last_measure = claim, unit_class, sentence.index
        if not claims and number.unit_class == "percent":
            said = self._text[sentence.start : number.text_start]
            self._last_measure = None if _SHARE_OF_ITS_OWN.search(said) else self._last_measure
        if claims and claims[0].indicator_code == _BUDGET:
            self._last_budget = (claims[0], sentence.index)
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
            return self._of_budget(scene, sentence)
        if number.unit_class == "count":
            names = NAME_IS.search(self._text, around.left_limit, number.text_start) is not None
            aimed = _AIM_ALONE.search(self._text, around.left_limit, number.text_start) is not None
            told = self.counted.aimed_at(scene, sentence) if aimed else []
            told = told or self.counted.referred(scene, sentence, names_place=names)
            return told or self._attacher.told_before(scene)
        chunk = self._text[around.left_limit : number.text_start]
        turned = _TURN.search(chunk)
        is_set = turned is not None and _SET_BEHIND.match(self._text, number.text_end) is not None
        is_aim = is_set or _AIM_ALONE.search(chunk) is not None or _STRIVES_ALONE.fullmatch(chunk) is not None
        goes_on = _OF_PRODUCT.match(self._text, around.right_start) or (
            is_aim and _OF_AN_AIM.match(self._text, number.text_end)
        )
        is_open = around.is_right_open and not goes_on
        if number.unit_class not in (*_MEASURED, "percent_points") or is_open:
            return []
        refers = is_aim or _ANAPHORA.search(chunk) is not None
        if self._last_measure is None or self._last_measure[2] < sentence.index - 1:
            return self._attacher.referred(scene, context.near_start) if refers else []
        claim, unit_class, index = self._last_measure
        is_difference = (
            number.unit_class == "percent_points" and unit_class == "percent"
        )  # `Mức này tăng 14,3 điểm phần trăm`
        named = NAME_IS.search(chunk)
        is_office = around.left_limit == around.item_start and _WIDER_OR_OFFICE_IS.fullmatch(chunk) is not None
        names = named is not None or is_office
        opens_list = named is not None and _OPENS_LIST.search(chunk, 0, named.start()) is not None
        contrasts = named is not None and _CONTRAST.fullmatch(chunk, 0, named.start()) is not None
        turns = turned is not None and is_thin(turned.group())
        turns = turns or (named is not None and _NEXT_PLACE.search(chunk, 0, named.start()) is not None)
        leads = named is not None and _LEADS.search(chunk, 0, named.start()) is not None
        is_pointed_to = around.is_left_thin or turns or leads or refers or is_office or opens_list or contrasts
        if (unit_class != number.unit_class and not is_difference) or not is_pointed_to:
            return []
        is_listed = index == sentence.index and (
            names or (is_difference and around.is_left_thin) or _YEAR_OR_OPENED.search(chunk) is not None
        )
        is_restated = (
            is_office
            or leads
            or (
                (names or _YEAR_IS.search(chunk) is not None)
                and not any(
                    hit.is_subject and hit.concept not in KINDS_OF_PLACES
                    for hit in self._terms.between(sentence.start, number.text_start)
                )
            )
        )
        is_next = (refers or is_restated) and sentence.index - index <= 1
        if not is_listed and not is_next:
            return []
        confidence = 0.75 if is_listed else 0.65
        return [claim._replace(rule="referred", confidence=confidence)]

    def _of_budget(self, scene: Scene, sentence: Sentence) -> list[Claim]:
        """The budget of a further year, told behind that of the programme: `…, trong đó năm 2023 bố trí 121 tỷ đồng`."""
        if self._last_budget is None or self._last_budget[1] < sentence.index - 2:
            return []
        said = self._text[scene.around.item_start : scene.number.text_start]
        further = _BUDGET_OF_YEAR.search(said) or _BUDGET_OF_PLACE.fullmatch(said)
        return [self._last_budget[0]._replace(rule="referred", confidence=0.65)] if further is not None else []

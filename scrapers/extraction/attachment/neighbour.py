"""What the number right before says of a number that names nothing itself: by how much it rose, from where, which part it is.

Lives here: the wordings between two such neighbours. Never here: numbers told further before (see `referred`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.extraction.attachment.claims import SCORES_AS_PERCENT, Claim
from scrapers.extraction.attachment.recognised import Recognised
from scrapers.extraction.attachment.subject_phrases import DENSITIES
from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.numbers.ratios import ROUNDING

# `tăng từ 4 năm 2023 lên 6`
_FROM, _FROM_REACH = re.compile(r"(?i)\btừ\s+(?:mức |con số |khoảng |gần |hơn )?$"), 16
_ROSE_TO = re.compile(
    r"(?i)\s*(?:\([^()]{0,30}\)|(?:vào |hồi |của |trong )?(?:cuối |đầu )?(?:năm|tháng|quý)\s[\d/.]+(?: năm 20\d\d)?)?\s*(?:lên|xuống|còn)\s+(?:(?:mức|tới|đến|khoảng|gần|hơn|trên|con số)\s+)*"
)
# `386,5 tỷ đồng, tăng 27% so với cùng kỳ`, `512 doanh nghiệp (tăng 5,2% so với năm 2022)`: by how much what was counted rose
_ROSE_BY = re.compile(
    r"(?i)[^,;.()\d%]{0,80}(?:,\s+|\s\()(?:đã\s+)?(?:tăng|giảm)\s+(?:(?:thêm|hơn|gần|khoảng|trên|tới|đến)\s+)*"
)
# `2.600 doanh nghiệp (hiện có 2.214)`, `120 doanh nghiệp (năm 2024: 97)`
_THEN_IN_BRACKETS = re.compile(
    r"(?i)[^()\d]{0,40}\(\s*(?:hiện(?: nay)?|năm 20\d\d|cùng kỳ(?: năm 20\d\d)?|trước đó)(?:\s+(?:(?:đã )?có|là|đạt|chỉ có)\s+|\s*:\s*)"
)
# `42,3% số hồ sơ phải nộp phí, lệ phí (cùng kỳ năm 2023: 28,9%)`, `0,7 doanh nghiệp/1.000 dân (năm 2024: 0,52)`
_EARLIER_IN_BRACKETS = re.compile(
    r"(?i)[^();\d]{0,60}\(\s*(?:năm 20\d\d|cùng kỳ(?: năm (?:20\d\d|trước|ngoái))?|trước đó)\s*(?::|là|đạt|chỉ|mới)?\s*"
)
# `94,7% khách hàng …, cao hơn 3,1 điểm phần trăm so với`, `bố trí 112,6 tỷ đồng thực hiện các nhiệm vụ, dự án …, tăng 14,8 tỷ đồng so với`
_ROSE_IN_ITS_UNIT = re.compile(
    r"(?i)[^;.()\d%]{0,100},\s+(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)\s+(?:(?:thêm|hơn|gần|khoảng|trên|tới|đến)\s+)*"
)
_AGAINST = re.compile(
    r"(?i)\s*so với\s(?!(?:mức |mặt bằng )?(?:bình quân|trung bình|chung|cả nước)|mặt bằng|mục tiêu|kế hoạch|chỉ tiêu|dự toán)"
)
_UNITS_OF_RISES = {"percent_points": "percent", "money": "money"}
_CLOSES = re.compile(r"(?:\s[^\W\d_]+){0,3}\)")
# `15.321 thuê bao, gấp 1,5 lần so với cùng kỳ năm 2021 (10.280)`, `…, gấp 1,5 lần mức 10.280 thuê bao của năm 2021`
_COMPARED_WITH = re.compile(
    r"(?i)[^()\d]{0,40},\s+(?:tăng|giảm|gấp)\s+(?:(?:gần|hơn|trên|khoảng)\s+)?[\d.,]+\s?(?:lần|%)\s+(?:(?:so với\s+)?(?:cùng kỳ\s+)?(?:năm\s+)?20\d\d\s*\(\s*|(?:so với\s+)?(?:mức|con số)\s+)"
)
# `89,27%, tăng 23,64% so với tháng 9 (65,63%) và gấp 1,7 lần mức 52,3% của tháng 8`
_TIMES_AS_MUCH = re.compile(
    r"(?i)(?:,|\bvà)\s+gấp\s+(?:(?:gần|hơn|trên|khoảng)\s+)?[\d.,]+\s?lần (?:so với )?(?:mức|con số|t[ỷỉ] lệ)\s+$"
)
_RESULT = re.compile(r"(?i)[^;.:%\d]{0,70}:\s*kết quả\s+(?:thực hiện\s+)?(?:đạt\s+|là\s+)?")
_MEAN = re.compile(r"(?i)\b(?:trung bình|bình quân)\b")
# `78,4% (132.560/169.100 hộ)`
_OPENS_RATIO = re.compile(r"(?i)[^()\d]{0,40}\(\s*(?:gồm |tức |với )?")
_WHOLE = 100
_COUNT_AND_TIMES = 2  # the count itself, and how many times as many it is
_RISING = ("count", "money", "percent")
_NOTHING_ELSE = re.compile(r"(?i)\s*(?:so\s|[,;.)]|$)")


def is_of_one_measure(number: Quantity, before: Quantity) -> bool:
    """Whether two numbers measure in one unit, which the second of two densities need not name."""
    if number.unit_class == before.unit_class:
        return number.unit_class in ("count", "percent", "money", "score", *DENSITIES)
    return before.unit_class in DENSITIES and number.unit_class == "count" and not number.scaled


class Neighbour:
    """Claims on the numbers of one document by the number right before each."""

    def __init__(self, text: str, counts: dict[str, str], of_counted: frozenset[str]) -> None:
        """`counts`: by the code of a share, that of the count which is its part; `of_counted`: shares whose whole is counted, too."""
        self._text, self._counts, self._of_counted = text, counts, of_counted

    def claims(self, number: Quantity, told: Sequence[Recognised]) -> list[Claim]:
        """The claims that a number takes from those right before it in its sentence, of which there is one at least."""
        before = told[-1]
        return (
            self._risen_by(number, before)
            or self._risen_in_its_unit(number, before)
            or self._compared(number, told)
            or self._beside(number, before)
            or self._part_of_share(number, before)
            or self._result_of(number, before)
            or self._risen_to(number, before)
        )

    def _risen_by(self, number: Quantity, before: Recognised) -> list[Claim]:
        """The indicator of the count, amount or share right before, for the percentage by which it rose or fell."""
        if number.unit_class != "percent" or before.number.unit_class not in _RISING:
            return []
        rose_by = _ROSE_BY.fullmatch(self._text, before.number.text_end, number.start)
        if rose_by is None or _NOTHING_ELSE.match(self._text, number.text_end) is None:
            return []
        is_mean = _MEAN.search(self._text, before.sentence.start, before.number.start) is not None
        claims = (one for one in before.claims if not is_mean or one.indicator_code not in SCORES_AS_PERCENT)
        return [claim._replace(rule="carried_subject") for claim in claims]

    def _risen_in_its_unit(self, number: Quantity, before: Recognised) -> list[Claim]:
        """The indicator of the share or amount right before, for the points or the money that it rose or fell by against a time."""
        if _UNITS_OF_RISES.get(number.unit_class) != before.number.unit_class:
            return []
        rose_by = _ROSE_IN_ITS_UNIT.fullmatch(self._text, before.number.text_end, number.start)
        if rose_by is None or _AGAINST.match(self._text, number.text_end) is None:
            return []
        return [claim._replace(rule="carried_subject") for claim in before.claims]

    def _risen_to(self, number: Quantity, before: Recognised) -> list[Claim]:
        """The indicator of the count right before, from which a count rose or fell: `tăng từ 618 lên 934`."""
        if number.unit_class != "count" or before.number.unit_class != "count" or number.out_of:
            return []
        start = before.number.text_start
        rose = _FROM.search(self._text, max(before.item[0], start - _FROM_REACH), start)
        if rose is None or _ROSE_TO.fullmatch(self._text, before.number.text_end, number.text_start) is None:
            return []
        return [claim._replace(rule="carried_subject") for claim in before.claims]

    def _beside(self, number: Quantity, before: Recognised) -> list[Claim]:
        """The indicator of what has its value at another time behind it in brackets: `2.600 doanh nghiệp (hiện có 2.214)`, `42,3% … (năm 2023: 28,9%)`."""
        if number.out_of or not is_of_one_measure(number, before.number):
            return []
        opened = _THEN_IN_BRACKETS if before.number.unit_class == "count" else _EARLIER_IN_BRACKETS
        if opened.fullmatch(self._text, before.number.text_end, number.text_start) is None:
            return []
        is_closed = _CLOSES.match(self._text, number.text_end) is not None
        return [claim._replace(rule="carried_subject") for claim in before.claims] if is_closed else []

    def _compared(self, number: Quantity, told: Sequence[Recognised]) -> list[Claim]:
        """The indicator of the count that is so many times its earlier value in brackets: `15.321 thuê bao, gấp 1,5 lần năm 2021 (10.280)`."""
        units = {number.unit_class, told[-2].number.unit_class} if len(told) >= _COUNT_AND_TIMES else set()
        if units == {"percent"}:
            times = _TIMES_AS_MUCH.search(self._text, told[-2].number.end, number.start)
        elif units == {"count"}:
            times = _COMPARED_WITH.fullmatch(self._text, told[-2].number.text_end, number.text_start)
        else:
            return []
        return [claim._replace(rule="carried_subject") for claim in told[-2].claims] if times is not None else []

    def _result_of(self, number: Quantity, before: Recognised) -> list[Claim]:
        """The indicator of a goal for what came of it: `Mạng cáp quang phủ trên 75% hộ gia đình: kết quả 78,9%`."""
        is_result = _RESULT.fullmatch(self._text, before.number.text_end, number.text_start) is not None
        is_same = number.unit_class == before.number.unit_class
        return [claim._replace(rule="carried_subject") for claim in before.claims] if is_result and is_same else []

    def _part_of_share(self, number: Quantity, before: Recognised) -> list[Claim]:
        """The count that a share's bracket gives over its whole: `… cáp quang đạt 78,4% (132.560/169.100 hộ)`."""
        if number.unit_class != "count" or before.number.unit_class != "percent":
            return []
        is_in_bracket = _OPENS_RATIO.fullmatch(self._text, before.number.text_end, number.text_start) is not None
        share = 100 * number.value / number.out_of if number.out_of else _WHOLE  # `đạt 100% (1.026 thủ tục)`
        if not is_in_bracket or abs(share - before.number.value) > ROUNDING:
            return []
        claims = (c for c in before.claims if number.out_of or c.indicator_code not in self._of_counted)
        told = ((self._counts.get(claim.indicator_code), claim) for claim in claims)
        return [claim._replace(indicator_code=code, rule="carried_subject") for code, claim in told if code is not None]

"""Numbers of Vietnamese prose as quantities: value, denominator, unit, bound and the words that belong to them.

Lives here: separators, ratios, ranges, rank phrases. Every number of a text comes out, either as a quantity or as excluded
with a reason. Never here: units (see `units`), qualifiers (`bounds`), which indicator a quantity belongs to.

Separators follow the genre's rules: a comma with other than three digits is decimal; dots with groups of exactly three
digits after a first group of 1-3 digits other than 0 are thousands; any other dot is decimal; 0.ddd is decimal.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from schemas.records import Bound
from scrapers.extraction.numbers.bounds import bound_of
from scrapers.extraction.numbers.exclusions import excluded_spans
from scrapers.extraction.numbers.rank_words import ranks_in_words
from scrapers.extraction.numbers.units import UnitClass, is_scaled, unit_of
from scrapers.extraction.places.provinces import ALL_PROVINCES, MOST_PROVINCES, RANK_TOTALS


class Quantity(NamedTuple):
    """A number with its unit. `start..end` is the number itself, `text_start..text_end` includes qualifier and unit."""

    start: int
    end: int
    text_start: int
    text_end: int
    value: float
    out_of: float | None
    unit_class: UnitClass
    bound: Bound
    scaled: bool
    flags: tuple[str, ...] = ()
    range_role: Literal["low", "high"] | None = None


class ExcludedNumber(NamedTuple):
    """A number that is no quantity, and why."""

    start: int
    end: int
    reason: str


# The two before the last: `95 ,6%`, `đạt 41, 9929 điểm`, with a space that does not belong there.
_NUMBER = r"\d{1,3}(?:\.\d{3}){1,6}(?:,\d+)?(?![\d.]{0,40}\d)|\d{1,3}(?:,\d{3}){2,6}(?:\.\d+)?|\d{1,3}(?:,\d{3}){1,6}\.\d+|\d{1,3} ,\d{1,2}(?=\s?%)|(?<=đạt )\d{1,2}, \d{3,4}(?=\s?điểm\b)|\d+(?:[.,]\d+)?"
_GROUP_SPACE = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?:\D|$))")
_NUMBER_TEXT, _LONGEST_NUMBER = re.compile(r"\d+(?:[.,]\d+)*"), 30
_TOKEN, _DIGITS = re.compile(_NUMBER), re.compile(r"\d+")
_THINGS = r"thuê bao|hồ sơ|tài khoản|lượt|người|hộ|doanh nghiệp|giao dịch|trạm|tổ|thành viên|sản phẩm|văn bản|chữ ký|chứng thư|học sinh|thủ tục|dịch vụ|camera|công dân|cán bộ|tin nhắn"
# `11 255 thành viên`: the groups of one number; in `tháng 6 245 tổ` and `thôn 3 120 hộ` they are two.
_SPACED_TOKEN = re.compile(rf"(?i)\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?=\s(?:{_THINGS}|(?:(?:tỷ|triệu) )?đồng)\b)")
_SPACED_ALONE = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?=\s*$)")
_NUMBERED = re.compile(
    r"(?i)\b(?:tháng|quý|năm|ngày|thứ|hạng|bậc|lớp|nhóm|top|(?<!tổng )số|điều|khoản|mục|bước|lần|khóa|khoá|đợt|kỳ|phường|quận|khu|khu phố|tổ|thôn|bản|ấp|xóm|khóm|buôn|làng|đội|[\d.,/-]+)\s$"
)
_NUMBERED_REACH = 12
# Words before a number that make it a rank.
_RANK_BEFORE = re.compile(
    r"(?i)(?:thứ hạng của [^,;.\d]{2,30}\s+(?:là|ở)|thứ|hạng|vị trí|vị thứ|top|tốp|(?<!sắp )xếp|bậc)\s*(?:thứ\s*|số\s*|:\s*"
    r"|toàn quốc\s*:?\s*|là\s*|đạt\s*|cao\s*|không quá\s*|tối đa\s*|hạng\s*|vị trí\s*(?:thứ\s*)?)*$"
)
_TOP = re.compile(
    r"(?i)(?:(?:top|tốp|nhóm)\s*(?:đầu\s*)?|(?:nằm|đứng|lọt|vào|xếp|có tên)\s+trong(?:\s+số)?\s+|(?<!phụ )(?<!trực )thuộc\s+(?:(?:nhóm|top|tốp)\s+)?)$"
)
_STEPS_BEHIND = re.compile(r"(?i)\s+bậc\b")  # `tụt hạng 10 bậc`
_QUOTED_GROUP = re.compile(r"(?i)[“\"](top|tốp)[”\"](?=\s*$)")  # `vị trí “top” 10`
# `năm 2027 vào nhóm 22`
_INTO_GROUP = re.compile(r"(?i)\b(?:vào|thuộc|trong|trở lại|trở về)\s+(?:top|tốp|nhóm)\s*$")
_GROUP_ALONE = re.compile(r"(?i)\s*(?:[,.;)]|$|về\b|(?:của\s+|trong\s+)?(?:cả nước|toàn quốc)\b)")
# `phấn đấu nhóm 20 về Chỉ số cải cách hành chính, nhóm 30 về DTI`
_GROUP_ABOUT = re.compile(r"\s*về\s+(?:[Bb]ộ\s+)?(?:[Cc]hỉ số|PAR|SIPAS|PAPI|PCI|DTI|ICT)\b")
# `vào nhóm 15 tỉnh, thành phố dẫn đầu … vào năm 2025 và nhóm 10 vào năm 2030`
_AND_GROUP, _BY_A_YEAR = re.compile(r"(?i)\bvà\s+(?:top|tốp|nhóm)\s*$"), re.compile(r"(?i)\s*(?:vào|trong|đến)\s+năm\b")
# `Trong tốp 5 địa phương dẫn đầu, Huế xếp thứ 2`: the group is named to say where, the rank follows.
_WITHIN_GROUP = re.compile(r"(?:^|[.;,\n]\s*)[Tt]rong\s+(?:top|tốp|TOP)\s+$|bảng xếp hạng\s+(?:của\s+)?$")
# `nằm ngoài Top 30`: nobody knows where
_OUTSIDE_GROUP = re.compile(r"(?i)\bngoài\s+(?:top|tốp|nhóm)\s+$")
# `Xếp hạng 3 trụ cột của Bắc Ninh lần lượt là …`: how many things are ranked
_RANKED_THINGS = re.compile(r"(?i)\s+(?:trụ cột|tiêu chí|lĩnh vực)\b")
# `VCCI chỉ xếp hạng 30 địa phương có chất lượng điều hành tốt nhất`
_RANKS_UNITS, _UNITS_WITH = (
    re.compile(r"(?i)\bxếp hạng\s+$"),
    re.compile(r"(?i)\s+(?:tỉnh|địa phương)(?:, thành phố)? có\b|\s+(?:xã|phường|huyện|đơn vị|sở|ngành)\b"),
)
_LEADING_GROUP = re.compile(
    r"(?i)\s*(?:tỉnh|địa phương|thành phố)[^.;]{0,40}?\b(?:dẫn đầu|đứng đầu|top đầu|cao nhất|tốt nhất"
    r"|chuyển đổi số tốt|đầu cả nước)|\s*(?:tỉnh|địa phương)(?:, thành phố)?\s*(?:[,.;)]|$|về\b|của cả nước|cả nước)"
)
_RATIO = re.compile(rf"(?:\s?/\s?(?:tổng số\s+)?|\s(?:trên|trong)\s+tổng\s+số\s+)({_NUMBER})(?!\s?[/%])")
# `xếp vị trí 56 trên 63 tỉnh, thành phố`
_OF_ALL_UNITS = re.compile(
    rf"(?i)\s+(?:trên|trong)\s+(?:tổng số\s+|cả\s+)?({ALL_PROVINCES})(?=\s+(?:tỉnh|địa phương)\b)"
)
# `… mức độ 4: 30% - 75,3% - Vượt`: what was aimed at and what was reached are no range
_RANGE = re.compile(
    rf"\s?(%)?\s?(?:-|–|đến|tới)\s?({_NUMBER})(?=\s?%)(?!\s?%\s?[-–]\s?(?i:đạt|vượt|chưa đạt|không đạt))"
)
_UP_TO_SCALED = re.compile(rf"(?i)\s?(?:-|–|đến|tới)\s?({_NUMBER})(?=\s(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|VNĐ)\b)")
_OUT_OF_WORDS = re.compile(rf"(?i)^\s*(?:trên|trong)\s+(?:tổng số|tổng)\s+({_NUMBER})(?!\s?%)")

# The base of a density (`/100 dân`) and the second scale (`46 tỷ 200 triệu đồng`) are no numbers of their own.
_WITH_DIGITS = ("per_100_people", "per_1000_people", "money")
_RANK_ENDS = (
    "thứ",
    "hạng",
    "vị trí",
    "top",
    "tốp",
    "xếp",
    "bậc",
    "số",
    ":",
    "toàn quốc",
    "là",
    "ở",
    "đạt",
    "cao",
    "không quá",
    "tối đa",
)
_GROUP_ENDS = ("top", "tốp", "nhóm", "đầu", "hạng", "của", "trong", "trong số", "thuộc")
# `mất 2 - 3 tháng`: the first has the unit of the second.
_SPAN_OF_TIME = re.compile(
    r"(?i)\s?(?:-|–|đến)\s?\d{1,3}\s+(?:ngày|tháng|tuần|năm(?!\s(?:19|20)\d\d)|giờ|phút|lần|kg|tấn|tạ|ha)\b"
)
# `chính quyền số hạng 23/63 (+16)`
_SIGNED_STEPS = re.compile(r"(?i)(?:hạng|thứ|vị trí|\d/\d{2})\s*\d*\s*\(\s*[+\-–−]\s?$")
MENDED_SEPARATOR = "mended_separator"
"""The flag of a number whose separator only its unit decides; `ambiguous_separator` is of one that two readings fit."""
_NO_SHARE, _GROUPED = 10_000, re.compile(r"\d{2,3}\.\d{3}")
_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_WHOLE_THINGS = re.compile(rf"(?i)\s(?:{_THINGS})\b")
# `đạt71,9%`: a verb that has lost the space behind it
_GLUED_VERB, _GLUED_REACH = re.compile(r"(?i)(?<![^\W\d_])(?:đạt|chiếm|khoảng|trên|hơn|gần|là)$"), 6
_IN_WORDS = {"rank": ("number_in_words",), "steps": ("number_in_words",), "lead": ("number_in_words", "lead")}


def parse_number(text: str) -> float:
    """The value of one number as written; see the module's rules for separators.

    Raises:
        ValueError: the text is not one number.
    """
    digits = text.strip()
    if not digits.isdigit():  # as most are
        digits = _GROUP_SPACE.sub("", digits.replace(" ,", ",").replace(", ", ","))
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"not a number, it has {len(digits)} characters: {digits[:_LONGEST_NUMBER]!r} …")
    if not _NUMBER_TEXT.fullmatch(digits):
        raise ValueError(f"not a number: {text!r}")
    if "," in digits and "." in digits:
        decimal = max(digits.rfind(","), digits.rfind("."))
        whole, fraction = re.sub(r"[.,]", "", digits[:decimal]), digits[decimal + 1 :]
        return float(f"{whole}.{fraction}")
    separator = "," if "," in digits else "."
    groups = digits.split(separator)
    if len(groups) == 1:
        return float(digits)
    grouped = len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])
    if len(groups) > 2 and not grouped:
        raise ValueError(f"not a number: {text!r}")
    if grouped and (separator == "." or len(groups) > 2):
        return float("".join(groups))
    return float(f"{groups[0]}.{groups[1]}")


def read_numbers(text: str, start: int = 0, end: int | None = None) -> tuple[list[Quantity], list[ExcludedNumber]]:
    """Every number between `start` and `end`: quantities and excluded ones, each in order of place."""
    stop = len(text) if end is None else end
    quantities = [
        Quantity(*place, value, None, "steps" if form == "steps" else "rank", "exact", False, _IN_WORDS[form])
        for place, value, form in ranks_in_words(text, start, stop)
    ]
    excluded: list[ExcludedNumber] = []
    runs = [run.start() for run in _DIGITS.finditer(text, start, stop)]
    if not runs and not quantities:
        return quantities, excluded  # most paragraphs hold no number
    owner = _Claims(excluded_spans(text, start, stop, runs) if runs else [])
    place = start
    for run in runs:
        match = _token_at(text, run, stop) if run >= place else None
        if match is None:
            continue
        place = match.end()
        reason = owner.reason_at(match.start(), match.end())
        if reason is None:
            reason = _glued_to_word(text, match.start(), match.end())
        if reason is not None:
            excluded.append(ExcludedNumber(match.start(), match.end(), reason))
        for item in _quantities_at(text, match, stop) if reason is None else ():
            holds_digits = isinstance(item, Quantity) and (item.unit_class in _WITH_DIGITS or item.scaled)
            place = max(place, item.text_end if isinstance(item, Quantity) and holds_digits else item.end)
            if isinstance(item, Quantity):
                quantities.append(item)
            else:
                excluded.append(item)
    quantities.sort(key=lambda quantity: quantity.start)
    return quantities, excluded


def _token_at(text: str, start: int, stop: int) -> re.Match[str] | None:
    """The number that begins at a digit."""
    alone = _SPACED_ALONE.match(text, start, stop)
    if alone is not None and not text[:start].strip():
        return alone  # a cell: `41 250`
    spaced = _SPACED_TOKEN.match(text, start, stop)
    if spaced is not None and _NUMBERED.search(text, max(0, start - _NUMBERED_REACH), start) is None:
        return spaced
    return _TOKEN.match(text, start, stop)


class _Claims:
    """Looks up which excluded span, if any, a number stands in; the spans are tried in the order of their patterns."""

    def __init__(self, claimed: list[tuple[int, int, str]]) -> None:
        self._by_cell: dict[int, list[tuple[int, int, str]]] = {}
        for span in claimed:
            for cell in range(span[0] >> 6, (span[1] >> 6) + 1):
                self._by_cell.setdefault(cell, []).append(span)

    def reason_at(self, start: int, end: int) -> str | None:
        for begin, stop, reason in self._by_cell.get(start >> 6, ()):
            if begin <= start and end <= stop:
                return reason
            if begin <= start < stop:
                return reason
        return None


def _glued_to_word(text: str, start: int, end: int) -> str | None:
    before = text[start - 1] if start else " "
    if (before.isalpha() and _GLUED_VERB.search(text, max(0, start - _GLUED_REACH), start) is None) or before == "_":
        return "name"
    if before == "-" and start > 1 and text[start - 2].isalpha():
        return "name"
    after = text[end] if end < len(text) else " "
    if after.isalpha() and not re.match(
        r"(?i)(?:km|ha|m2|m²|tr|triệu|tỷ|tỉ|kg|tấn|đ|điểm|mb|gb|tb|kw|mw|x\b)", text[end : end + 5]
    ):
        return "name"
    return None


def _quantities_at(text: str, match: re.Match[str], stop: int) -> list[Quantity | ExcludedNumber]:
    start, end = match.start(), match.end()
    try:
        value = parse_number(match.group())
    except ValueError:
        return [ExcludedNumber(start, end, "not_a_number")]
    before = text[max(0, start - 48) : start]
    ranged = _RANGE.match(text, end, stop)
    if ranged is not None and not is_scaled(text, end) and (high := _number_or_none(ranged.group(2))) is not None:
        return _range(text, (start, end, value), (*ranged.span(2), high), before)
    span = _SPAN_OF_TIME.match(text, end)
    if span is not None:
        return [Quantity(start, end, start, span.end(), value, None, "other_measure", "exact", False)]
    out_of, number_end = _out_of(text, end, stop)
    said = _QUOTED_GROUP.sub(r"\1", before)
    ending = said.rstrip().lower()
    is_grouped = ending.endswith(_GROUP_ENDS)
    top = _TOP.search(said) if is_grouped else None
    is_rank = (ending.endswith(_RANK_ENDS) and _RANK_BEFORE.search(said) is not None) or (
        top is not None
        and (_LEADING_GROUP.match(text, number_end) is not None or _is_into_group(text, before, value, number_end))
    )
    is_all = is_grouped and ending.endswith("nhóm") and value in RANK_TOTALS  # `đối với nhóm 63 tỉnh, thành phố`
    is_rank = is_rank and not is_all and not _names_what_is_ranked(text, before, end, is_grouped=is_grouped)
    is_rank = is_rank and _STEPS_BEHIND.match(text, number_end) is None
    both = _scaled_together(text, end, stop, value) if out_of is None else None
    ends = (number_end, end) if both is None else (both, both)
    unit_class, unit_end, value, scaled, flags = unit_of(text, start, *ends, value, out_of, is_rank=is_rank)
    unit_end = unit_end if both is None else end
    if unit_class in ("percent", "score") and value >= _NO_SHARE and _GROUPED.fullmatch(text, start, end):
        value, flags = value / 1000, (MENDED_SEPARATOR,)  # `91.375%`, `45.366 điểm`: no share or score has thousands
    if unit_class == "count" and not scaled and _is_grouped_by_comma(text, start, end):
        value, flags = value * 1000, (*flags, MENDED_SEPARATOR)  # `340,656 thuê bao`: nobody counts parts of them
    if unit_class == "count" and out_of is None and not scaled and is_year(text, start, end, before):
        return [ExcludedNumber(start, end, "date")]
    unit_class = _in_its_place(unit_class, before, text[number_end : number_end + 1], is_rank=is_rank)
    bound, text_start, text_end = bound_of(text, start, unit_end, before)
    if unit_class == "rank" and top is not None:
        bound = "at_most"
        flags = (*flags, "group") if not top.group().lower().startswith(("top", "tốp")) else flags
    if out_of is None and unit_class == "count":
        words = _OUT_OF_WORDS.match(text[unit_end : unit_end + 60])
        if words is not None:
            flags = (*flags, "total_in_words")
    return [Quantity(start, number_end, text_start, text_end, value, out_of, unit_class, bound, scaled, flags)]


def _scaled_together(text: str, end: int, stop: int, value: float) -> int | None:
    """Where the larger number of a range ends whose scale is that of both: `2 - 3 triệu đồng`."""
    larger = _UP_TO_SCALED.match(text, end, stop)
    number = _number_or_none(larger.group(1)) if larger is not None else None
    return larger.end(1) if larger is not None and number is not None and number > value else None


def _names_what_is_ranked(text: str, before: str, end: int, *, is_grouped: bool) -> bool:
    """Whether a number with words for ranks names a group, or counts what is ranked, and is no place."""
    if is_grouped and (_WITHIN_GROUP.search(before) or _OUTSIDE_GROUP.search(before)):
        return True
    if _RANKED_THINGS.match(text, end):
        return True
    return _UNITS_WITH.match(text, end) is not None and _RANKS_UNITS.search(before) is not None


def _in_its_place(unit_class: UnitClass, before: str, after: str, *, is_rank: bool) -> UnitClass:
    """The unit class by what stands before: steps behind a word for ranks are a rank, a sign in a bracket behind one steps."""
    if unit_class == "steps" and is_rank:
        return "rank"
    return "steps" if unit_class == "count" and after == ")" and _SIGNED_STEPS.search(before) else unit_class


def _is_grouped_by_comma(text: str, start: int, end: int) -> bool:
    """Whether a comma stands where a dot would group the digits of a count of things that have no parts."""
    return _COMMA_GROUP.fullmatch(text, start, end) is not None and _WHOLE_THINGS.match(text, end) is not None


def _is_into_group(text: str, before: str, value: float, end: int) -> bool:
    """Whether a number alone is the size of the group that is come into."""
    is_size = 1 < value <= MOST_PROVINCES and value == int(value)
    is_next = _AND_GROUP.search(before) is not None and _BY_A_YEAR.match(text, end) is not None
    is_about = before.rstrip().lower().endswith("nhóm") and _GROUP_ABOUT.match(text, end) is not None
    return is_size and (
        is_next or is_about or (_INTO_GROUP.search(before) is not None and _GROUP_ALONE.match(text, end) is not None)
    )


def _out_of(text: str, end: int, stop: int) -> tuple[float | None, int]:
    """The total that a number is written over, and where the whole ends."""
    if units := _OF_ALL_UNITS.match(text, end, stop):
        return float(units.group(1)), units.end()
    ratio = _RATIO.match(text, end, stop)
    if ratio is None or re.match(r"(?i)\s*(?:dân|người dân)", text[ratio.end() : ratio.end() + 10]):
        return None, end
    total = _number_or_none(ratio.group(1))
    return (None, end) if total is None else (total, ratio.end())


def _number_or_none(written: str) -> float | None:
    """The value of a number, or None where its digits are grouped in no known way: `0.123.456`."""
    try:
        return parse_number(written)
    except ValueError:
        return None


def _range(
    text: str, low: tuple[int, int, float], high: tuple[int, int, float], before: str
) -> list[Quantity | ExcludedNumber]:
    """Both ends of a range in percent, each given by its place and value."""
    start, end, value = low
    high_start, high_end, high_value = high
    unit_end = high_end + (2 if text[high_end : high_end + 1] == " " else 1)
    _, text_start, _ = bound_of(text, start, unit_end, before)
    from_word = re.search(r"(?i)từ\s*(?:khoảng\s*)?$", before)
    text_start = start - len(from_word.group()) if from_word else text_start
    flags = ("range",)
    return [
        Quantity(start, end, text_start, unit_end, value, None, "percent", "at_least", False, flags, "low"),
        Quantity(
            high_start, high_end, text_start, unit_end, high_value, None, "percent", "at_most", False, flags, "high"
        ),
    ]


def is_year(text: str, start: int, end: int, before: str) -> bool:
    """Whether a bare four-digit number is a year: 1900-2100, and no counted noun follows that a year cannot have."""
    digits = text[start:end]
    if len(digits) != 4 or not digits.isdigit() or not 1900 <= int(digits) <= 2100:
        return False
    if re.search(
        r"(?i)(?:năm|từ|đến|tới|trước|sau|so với|cuối|đầu|và|giai đoạn|kể từ|index|dti|pci|papi|sipas|\((?:dti|pci|papi|sipas|par index)\)|tháng \d{1,2}[/.-]|[-–/(,])\s*$",
        before,
    ):
        return True
    return (
        re.match(
            r"\s*(?:[,.;:)\]]|$|là|của|đạt|tăng|giảm|và\s+(?:năm|20)|so với|với|đã|được|tỉnh|trên|-|–)",
            text[end : end + 12],
        )
        is not None
    )

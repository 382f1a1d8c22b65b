"""Numbers of Vietnamese prose as quantities: value, denominator, unit, bound and the words that belong to them.

Lives here: separators, scaled words, money, ratios, densities, ranges, qualifiers, rank phrases. Every number of a text
comes out, either as a quantity or as excluded with a reason. Never here: which indicator a quantity belongs to.

Separators follow the genre's rules: a comma with other than three digits is decimal; dots with groups of exactly three
digits after a first group of 1-3 digits other than 0 are thousands; any other dot is decimal; 0.ddd is decimal.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from schemas.records import Bound
from scrapers.extraction.cues import ends_with
from scrapers.extraction.exclusions import excluded_spans
from scrapers.extraction.rank_words import ranks_in_words

UnitClass = Literal[
    "percent", "percent_points", "score", "rank", "steps", "money", "per_100_people", "per_1000_people", "per_person",
    "km", "count", "other_measure",
]  # fmt: skip


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


_NUMBER = r"\d{1,3}(?:\.\d{3}){1,6}(?:,\d+)?(?![\d.]{0,40}\d)|\d{1,3}(?:,\d{3}){2,6}(?:\.\d+)?|\d{1,3}(?:,\d{3}){1,6}\.\d+|\d+(?:[.,]\d+)?"
_NUMBER_TEXT, _LONGEST_NUMBER = re.compile(r"\d+(?:[.,]\d+)*"), 30
_TOKEN, _DIGITS = re.compile(_NUMBER), re.compile(r"\d+")
# Words before a number that make it a rank.
_RANK_BEFORE = re.compile(
    r"(?i)(?:thứ|hạng|vị trí|vị thứ|top|tốp|xếp|bậc)\s*(?:thứ\s*|số\s*|:\s*|toàn quốc\s*:?\s*|là\s*|đạt\s*|cao\s*|không quá\s*|tối đa\s*|hạng\s*|vị trí\s*(?:thứ\s*)?)*$"
)
_TOP = re.compile(r"(?i)(?:top|tốp|nhóm)\s*(?:đầu\s*)?$")
# `Trong tốp 5 địa phương dẫn đầu, Huế xếp thứ 2`: the group is named to say where, the rank follows.
_WITHIN_GROUP = re.compile(r"(?:^|[.;\n]\s*)Trong\s+(?:top|tốp|TOP)\s+$|bảng xếp hạng\s+(?:của\s+)?$")
_LEADING_GROUP = re.compile(
    r"(?i)\s*(?:tỉnh|địa phương|thành phố)[^.;]{0,40}?\b(?:dẫn đầu|đứng đầu|top đầu|cao nhất|đầu cả nước)|\s*(?:tỉnh|địa phương)(?:, thành phố)?\s*(?:[,.;)]|$|về\b|của cả nước|cả nước)"
)
_UNIT_AFTER: tuple[tuple[UnitClass, re.Pattern[str]], ...] = (
    ("percent_points", re.compile(r"\s*(?:điểm\s+(?:phần trăm|%)|%\s+điểm)")),
    ("percent", re.compile(r"\s?(?:%|phần trăm|o/o)")),
    ("per_100_people", re.compile(r"(?i)\s*(?:\(?\s*(?:thuê bao|máy|điện thoại|TB|người|hộ|số máy)[\w ]{0,24})?\s*(?:/|trên)\s*100\s*(?:người\s+)?(?:dân|người dân|người)")),
    ("per_1000_people", re.compile(r"(?i)\s*(?:doanh nghiệp[\w ]{0,20}|DN)?\s*(?:/|trên)\s*1\.?000\s*(?:người\s+)?(?:dân|người)")),
    ("score", re.compile(r"(?i)\s*(?:/\s*[\d.,]+\s*)?điểm(?!\s+(?:sóng|lõm|cầu|đến|bưu|giao|phát|trường|kết nối|thanh toán|wifi|truy cập|dân|bán|du lịch|di tích|công cộng|công|thu|tiếp nhận|mút|thử|đen|sáng|hẹn|tham quan))")),
    ("steps", re.compile(r"(?i)\s*(?:bậc|hạng|thứ bậc|vị trí(?!\s+(?:trạm|phát|thu|có|lắp|đặt|cột|bts|việc)))(?!\s+(?:(?-i:[IVX]+\b)|\d))")),
    ("km", re.compile(r"(?i)\s?(?:km|ki\s?-?lô\s?-?mét)\b(?!\s?[2²])")),
    ("other_measure", re.compile(r"(?i)\s?(?:ha\b|héc\s?ta|m2|m²|km2|km²|m3|tấn\b|tạ\b|kg\b|kwh|mw|độ c|°c|mm\b|cm\b|m\b(?!\s*[²2])|mét\b|lít\b|phút\b|giây\b|giờ\b|ngày\b(?!\s\d)|tháng\b(?!\s\d)|năm\b(?!\s(?:19|20)\d\d)|tuổi\b|tuần\b|mbps|gbps|gb\b|tb\b(?!/)|lần\b)")),
)  # fmt: skip
_SCALE = re.compile(r"(?i)\s*(nghìn tỷ|nghìn tỉ|ngàn tỷ|nghìn|ngàn|triệu|tỷ|tỉ|trăm triệu|chục triệu)\b")
_SCALES = {
    "nghìn tỷ": 1e12, "nghìn tỉ": 1e12, "ngàn tỷ": 1e12, "nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9,
    "trăm triệu": 1e8, "chục triệu": 1e7,
}  # fmt: skip
_MONEY = re.compile(r"(?i)\s*(?:đồng|VND|VNĐ|đ\b)")
_FOREIGN_MONEY = re.compile(r"(?i)\s*(?:USD|đô la|euro|EUR|CNY|nhân dân tệ)")
_PER_PERSON = re.compile(
    r"(?i)\s*(?:tài khoản|thuê bao|máy|điện thoại|TB)[\w ]{0,30}\s*/\s*(?:người|dân|1 người|đầu người)"
)
# `bình quân mỗi người dân từ 15 tuổi trở lên có 2,1 tài khoản`
_EACH_PERSON = re.compile(
    r"(?i)(?:(?:bình quân|trung bình)\s+(?:mỗi|một)\s+người[^.;,]{0,40}\s(?:có|sở hữu|sử dụng)|(?:bình quân|trung bình)\s+đầu người\b[^.;,\d]{0,40}(?:từ 15 tuổi[^.;,\d]{0,40})?\s(?:là|đạt|có))\s+(?:trên\s+|hơn\s+|khoảng\s+|gần\s+)?$"
)
_ITEM_OF_ONE = re.compile(r"(?i)\s*(?:tài khoản|thuê bao|máy)")
_RATIO = re.compile(rf"(?:\s?/\s?(?:tổng số\s+)?|\s(?:trên|trong)\s+tổng\s+số\s+)({_NUMBER})(?!\s?[/%])")
_RANGE = re.compile(rf"\s?(%)?\s?(?:-|–|đến|tới)\s?({_NUMBER})(?=\s?%)")
_OUT_OF_WORDS = re.compile(rf"(?i)^\s*(?:trên|trong)\s+(?:tổng số|tổng)\s+({_NUMBER})(?!\s?%)")

# The base of a density (`/100 dân`) is part of its unit, no number of its own.
_PER_HEAD = ("per_100_people", "per_1000_people")
_BOUND_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at_most", re.compile(r"(?i)(?:không quá|không vượt quá|tối đa|(?<!không )dưới|nhiều nhất|không cao hơn|thấp hơn(?!\s+mức)|chưa (?:đạt|đến|tới))\s*(?:là\s*|đạt\s*|khoảng\s*|mức\s*)?$")),
    ("at_least", re.compile(r"(?i)(?:không dưới|không thấp hơn|tối thiểu|ít nhất|trên|(?<!cao )(?<!thấp )hơn|vượt mức|(?<!đạt và )vượt|thấp nhất|cao hơn(?!\s+mức)|lớn hơn|>|≥)\s*(?:là\s*|đạt\s*|được\s*|từ\s*|mức\s*|mốc\s*|ngưỡng\s*|bằng\s*)?$")),
    ("about", re.compile(r"(?i)(?:khoảng|gần|xấp xỉ|ước(?: đạt| tính| khoảng| thực hiện| lượng)?|chừng|độ khoảng|ngót|dao động)\s*(?:là\s*|đạt\s*|được\s*|từ\s*|trên\s*|chiếm\s*)?$")),
)  # fmt: skip
# With what the words before a number must end for the patterns above; asked first, since it is asked faster.
_BOUND_ENDS = (
    "quá", "đa", "dưới", "nhất", "hơn", "thiểu", "trên", "vượt", "mức", ">", "≥", "là", "đạt", "khoảng", "được", "từ", "mốc", "ngưỡng",
    "bằng", "chiếm", "đến", "tới", "gần", "xỉ", "ước", "tính", "hiện", "lượng", "chừng", "đương", "ngót", "động",
)  # fmt: skip
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
    "đạt",
    "cao",
    "không quá",
    "tối đa",
)
_GROUP_ENDS = ("top", "tốp", "nhóm", "đầu", "hạng", "của")
_EACH_ENDS = ("có", "sở hữu", "sử dụng", "trên", "hơn", "khoảng", "gần")
_AT_LEAST_AFTER = re.compile(r"(?i)^\s*(?:GRDP\s+)?(?:trở lên|trở đi)")
# `từ 98% người dân có hồ sơ sức khỏe điện tử trở lên`, `phủ sóng 5G từ 60% dân số`; not `từ 52% năm 2022 lên 60%`
_FROM = re.compile(r"(?i)(?<!tăng )(?<!giảm )(?<!nâng )(?<!tụt )(?<!chuyển )\btừ\s+$")
_AND_MORE = re.compile(r"(?i)[^;.:()\d]{0,90}?\btrở lên\b")
_UP_TO = re.compile(r"(?i)[^;.:]{0,90}?(?:\b(?:lên|đến|tới|xuống|còn|thành|sang)\b|\d\s?[-–])")
_AT_MOST_AFTER = re.compile(r"(?i)^\s*trở xuống")
_DIGITS_OF_STEPS = 2
# `mất 2 - 3 tháng`, `từ 500 triệu đến 1 tỷ đồng`: the first has the unit of the second.
_SPAN_OF_TIME = re.compile(r"(?i)\s?(?:-|–|đến)\s?\d{1,3}\s+(?:ngày|tháng|tuần|năm(?!\s(?:19|20)\d\d)|giờ|phút|lần)\b")
_SPAN_OF_MONEY = re.compile(r"(?i)\s*(?:-|–|đến)\s*[\d.,]+\s*(?:nghìn|triệu|tỷ|tỉ)?\s*(?:tỷ|tỉ)?\s*đồng")
_NO_SHARE, _GROUPED = 10_000, re.compile(r"\d{2,3}\.\d{3}")
_QUALIFIER_REACH = 26
_IN_WORDS = {"rank": ("number_in_words",), "steps": ("number_in_words",), "lead": ("number_in_words", "lead")}


def parse_number(text: str) -> float:
    """The value of one number as written; see the module's rules for separators.

    Raises:
        ValueError: the text is not one number.
    """
    digits = text.strip()
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
    owner = _Claims(excluded_spans(text, start, stop, runs) if runs else [])
    place = start
    for run in runs:
        match = _TOKEN.match(text, run, stop) if run >= place else None
        if match is None:
            continue
        place = match.end()
        reason = owner.reason_at(match.start(), match.end())
        if reason is None:
            reason = _glued_to_word(text, match.start(), match.end())
        if reason is not None:
            excluded.append(ExcludedNumber(match.start(), match.end(), reason))
        for item in _quantities_at(text, match, stop) if reason is None else ():
            place = max(
                place, item.text_end if isinstance(item, Quantity) and item.unit_class in _PER_HEAD else item.end
            )
            if isinstance(item, Quantity):
                quantities.append(item)
            else:
                excluded.append(item)
    quantities.sort(key=lambda quantity: quantity.start)
    return quantities, excluded


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
    if before.isalpha() or before == "_":
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
    if ranged is not None and len(ranged.group(2)) <= _LONGEST_NUMBER and not _SCALE.match(text, end):
        return _range(text, start, end, value, ranged, before)
    span = _SPAN_OF_TIME.match(text, end)
    if span is not None:
        return [Quantity(start, end, start, span.end(), value, None, "other_measure", "exact", False)]
    out_of, number_end = _out_of(text, end, stop)
    is_grouped = ends_with(before, _GROUP_ENDS)
    top = _TOP.search(before) if is_grouped else None
    is_rank = (ends_with(before, _RANK_ENDS) and _RANK_BEFORE.search(before) is not None) or (
        top is not None and _LEADING_GROUP.match(text, end) is not None
    )
    if is_rank and is_grouped and _WITHIN_GROUP.search(before):
        is_rank = False
    unit_class, unit_end, value, scaled, flags = _unit(text, start, number_end, end, value, out_of, is_rank=is_rank)
    if unit_class in ("percent", "score") and value >= _NO_SHARE and _GROUPED.fullmatch(text, start, end):
        value, flags = value / 1000, (*flags, "ambiguous_separator")  # `91.375%`, `45.366 điểm`
    if unit_class == "count" and out_of is None and not scaled and is_year(text, start, end, before):
        return [ExcludedNumber(start, end, "date")]
    if unit_class == "steps" and is_rank:
        unit_class = "rank"
    bound, text_start, text_end = _bound(text, start, unit_end, before)
    if unit_class == "rank" and top is not None:
        bound = "at_most"
        flags = (*flags, "group") if top.group().lower().startswith("nhóm") else flags
    if out_of is None and unit_class == "count":
        words = _OUT_OF_WORDS.match(text[unit_end : unit_end + 60])
        if words is not None:
            flags = (*flags, "total_in_words")
    return [Quantity(start, number_end, text_start, text_end, value, out_of, unit_class, bound, scaled, flags)]


def _out_of(text: str, end: int, stop: int) -> tuple[float | None, int]:
    """The total that a number is written over, and where the whole ends."""
    ratio = _RATIO.match(text, end, stop)
    if ratio is None or re.match(r"(?i)\s*(?:dân|người dân)", text[ratio.end() : ratio.end() + 10]):
        return None, end
    try:
        return parse_number(ratio.group(1)), ratio.end()
    except ValueError:
        return None, end


def _range(
    text: str, start: int, end: int, value: float, ranged: re.Match[str], before: str
) -> list[Quantity | ExcludedNumber]:
    high_start, high_end = ranged.start(2), ranged.end(2)
    unit_end = high_end + (2 if text[high_end : high_end + 1] == " " else 1)
    _, text_start, _ = _bound(text, start, unit_end, before)
    from_word = re.search(r"(?i)từ\s*(?:khoảng\s*)?$", before)
    text_start = start - len(from_word.group()) if from_word else text_start
    low = Quantity(start, end, text_start, unit_end, value, None, "percent", "at_least", False, ("range",), "low")
    high = Quantity(
        high_start,
        high_end,
        text_start,
        unit_end,
        parse_number(ranged.group(2)),
        None,
        "percent",
        "at_most",
        False,
        ("range",),
        "high",
    )
    return [low, high]


def _unit(
    text: str, start: int, number_end: int, first_end: int, value: float, out_of: float | None, *, is_rank: bool
) -> tuple[UnitClass, int, float, bool, tuple[str, ...]]:
    """Unit class, where the unit ends, the value in the unit's base, whether it was scaled, flags."""
    if out_of is None:
        scaled = _scaled(text, number_end, value)
        if scaled is not None:
            return scaled
    if not is_rank or out_of is None:
        measured = _measured(text, start, number_end, first_end, is_rank=is_rank)
        if measured is not None:
            unit_class, unit_end, flags = measured
            return unit_class, unit_end, value, False, flags
    return "rank" if is_rank else "count", number_end, value, False, ()


def _scaled(text: str, number_end: int, value: float) -> tuple[UnitClass, int, float, bool, tuple[str, ...]] | None:
    """Scaled words and money: `2,5 triệu`, `256 tỷ đồng`, `36 tỷ USD`."""
    scale = _SCALE.match(text, number_end)
    factor = _SCALES[scale.group(1).lower()] if scale is not None else 1.0
    after = scale.end() if scale is not None else number_end
    money = _MONEY.match(text, after)
    if money is not None:
        return "money", money.end(), value * factor / 1e9, scale is not None, ()
    if scale is not None and _SPAN_OF_MONEY.match(text, after):
        return "money", after, value * factor / 1e9, True, ()
    foreign = _FOREIGN_MONEY.match(text, after)
    if foreign is not None:
        return "other_measure", foreign.end(), value * factor, scale is not None, ()
    return ("count", after, round(value * factor, 6), True, ()) if scale is not None else None


def _measured(
    text: str, start: int, number_end: int, first_end: int, *, is_rank: bool
) -> tuple[UnitClass, int, tuple[str, ...]] | None:
    """Units written after the number: a percent sign, points, steps, a density, a length."""
    per_person = _PER_PERSON.match(text, number_end)
    window = text[max(0, start - 70) : start]
    if per_person is None and ends_with(window, _EACH_ENDS) and _EACH_PERSON.search(window):
        per_person = _ITEM_OF_ONE.match(text, number_end)
    if per_person is not None:
        return "per_person", per_person.end(), ()
    for name, pattern in _UNIT_AFTER:
        found = pattern.match(text, number_end)
        if found is not None and name == "steps" and number_end - start > _DIGITS_OF_STEPS:
            continue  # `1.360 vị trí`: of stations
        if found is not None and not (is_rank and name in ("steps", "other_measure")):
            is_ambiguous = name == "percent" and re.fullmatch(r"\d{1,3}\.\d{3}", text[start:first_end]) is not None
            return name, found.end(), ("ambiguous_separator",) if is_ambiguous else ()
    return None


def is_year(text: str, start: int, end: int, before: str) -> bool:
    """Whether a bare four-digit number is a year: 1900-2100, and no counted noun follows that a year cannot have."""
    digits = text[start:end]
    if len(digits) != 4 or not digits.isdigit() or not 1900 <= int(digits) <= 2100:
        return False
    if re.search(
        r"(?i)(?:năm|từ|đến|tới|trước|sau|so với|cuối|đầu|và|giai đoạn|kể từ|index|dti|pci|papi|sipas|tháng \d{1,2}[/.-]|[-–/(,])\s*$",
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


def _bound(text: str, start: int, unit_end: int, before: str) -> tuple[Bound, int, int]:
    reach = before[-_QUALIFIER_REACH:]
    for bound, pattern in _BOUND_BEFORE if ends_with(reach, _BOUND_ENDS) else ():
        found = pattern.search(reach)
        if found is not None and (found.start() == 0 or not reach[found.start() - 1].isalpha()):
            return bound, start - (len(reach) - found.start()), unit_end
    after = text[unit_end : unit_end + 24]
    if _AT_LEAST_AFTER.match(after):
        return "at_least", start, unit_end
    if _AT_MOST_AFTER.match(after):
        return "at_most", start, unit_end
    opened = _FROM.search(reach)
    if opened is not None and _is_open_above(text, unit_end):
        return "at_least", start - (len(reach) - opened.start()), unit_end
    return "exact", start, unit_end


def _is_open_above(text: str, unit_end: int) -> bool:
    """Whether a share that is said to be from a value on is no first value of a change or range."""
    if _AND_MORE.match(text, unit_end):
        return True
    return text[unit_end - 1 : unit_end] == "%" and _UP_TO.match(text, unit_end) is None

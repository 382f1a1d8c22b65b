"""The heads of a table whose cells a single space holds apart: `STT Chỉ tiêu ĐVT Kế hoạch 2023 Kết quả 2023 Đánh giá`.

Lives here: where one head ends and the next begins, and which of them are over values. Never here: the rows (see
`spaced_rows`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST, _FEWEST_VALUES, _MOST_VALUES = 600, 2, 16
_NUMBER_HEADS, _UNIT_HEADS = ("stt", "tt", "số tt", "hạng", "xếp hạng"), ("đvt", "đơn vị tính", "đơn vị")
_TEXT_HEAD = re.compile(
    r"(?i)(?:kết quả )?đánh giá|ghi chú|(?:xếp|phân) loại|mức độ"
    r"|(?:cơ quan|đơn vị)\s(?:chủ trì|phối hợp|thực hiện|phụ trách|theo dõi|báo cáo)(?:\s.{1,30})?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# also operators of networks, whose names no other head begins like
_OPENERS = frozenset({"STT", "TT", "ĐVT", "KH", "TH", "VNPT", "MobiFone", "VinaPhone", "FPT"})
_TOGETHER = frozenset({("Số", "TT"), ("Ước", "TH"), ("Ước", "Thực")})
_NAMES = frozenset({"Internet"})  # capitals that open no head


class Form(NamedTuple):
    """The heads of a table, and which of them are over something else than values: numbers, units, words behind."""

    heads: list[str]
    has_number: bool
    has_unit: bool
    texts: int

    @property
    def values(self) -> int:
        """How many columns of values there are."""
        return len(self.heads) - 1 - self.has_number - self.has_unit - self.texts

    @property
    def is_of_years(self) -> bool:
        """Whether rows are called by years."""
        return self.heads[0].lower() == "năm"


def forms(words: list[str]) -> list[Form]:
    """What the heads can be that some words say, first those with their years: `Kế hoạch 2023 | Kết quả 2023`."""
    if sum(map(len, words)) > _LONGEST or not words or words[-1].endswith((".", ":", ";", ",")):
        return []
    found = [_form(_heads(words, years_alone=years_alone)) for years_alone in (False, True)]
    return [form for form in found if _FEWEST_VALUES <= form.values <= _MOST_VALUES]


def _heads(words: list[str], *, years_alone: bool) -> list[str]:
    """The heads: each begins with a capital, or is a year."""
    heads: list[list[str]] = []
    is_open = False  # within a bracket
    for word in words:
        of_year = bool(heads) and heads[-1][-1].lower() == "năm"
        is_year = years_alone and not of_year and _YEAR.fullmatch(word) is not None
        is_capital = word[0].isupper() and (len(word) == 1 or word[1:].islower()) and word not in _NAMES
        goes_on = bool(heads) and (heads[-1][-1], word) in _TOGETHER
        if not heads or (not (is_open or goes_on) and (is_year or is_capital or word in _OPENERS)):
            heads.append([])
        heads[-1].append(word)
        said = " ".join(heads[-1])
        is_open = said.count("(") > said.count(")")
    return [" ".join(said) for said in heads]


def _form(heads: list[str]) -> Form:
    has_number = heads[0].lower() in _NUMBER_HEADS
    has_unit = any(head.lower() in _UNIT_HEADS for head in heads[has_number + 1 : has_number + 2])
    texts = 0
    while texts < len(heads) and _TEXT_HEAD.fullmatch(heads[len(heads) - 1 - texts]):
        texts += 1
    return Form(heads, has_number, has_unit, texts)

"""What one of a table's numbers is: thousands or millions of things, millions of đồng, a rise or a fall.

Lives here: the words for it in a header, a row label, a unit column or a caption. Never here: which indicator they name (see
`axes`), cells (see `reader`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from scrapers.extraction.numbers.units import SCALES

_BILLION = SCALES["tỷ"]
_SCALE_WORD = r"nghìn tỷ|nghìn tỉ|ngàn tỷ|t[ỷỉ](?!\s+(?:lệ|trọng|suất)\b)|triệu|nghìn|ngàn"
_UNIT_FOLLOWS = r"(?:\(|\b(?:đvt|đơn vị tính|đơn vị)\b)\s*(?:(?:đvt|đơn vị tính|đơn vị)\b)?\s*:?\s*"
# `(triệu đồng)`, `Kinh phí, tỷ đồng`; not `doanh thu trên 3 tỷ đồng`
_MONEY = re.compile(rf"(?i)(?<!\d )(?<![^\W\d_])({_SCALE_WORD})\s+(?:đồng|VNĐ|VND)\b")
_TOLD_MONEY = re.compile(rf"(?i){_UNIT_FOLLOWS}({_SCALE_WORD})\s+(?:đồng|VNĐ|VND)\b")
_SINGLE_DONG = re.compile(rf"(?i){_UNIT_FOLLOWS}(?:đồng|VNĐ|VND)\s*(?:[).]|$)")
_THINGS = re.compile(rf"(?i){_UNIT_FOLLOWS}({_SCALE_WORD})\b(?!\s+(?:đồng|VNĐ|VND)\b)")
_THOUSANDS = re.compile(rf"(?i){_UNIT_FOLLOWS}1\.?000\s+(?!(?:người\s+)?dân\b)[^\W\d_]")  # `1.000 TB`
# A rise, a fall, or both of which the cell says which.
_RISES = re.compile(r"(?i)\b(?:tăng|cao hơn|thêm)\b")
_FALLS = re.compile(r"(?i)\b(?:giảm|thấp hơn|tụt|lùi)\b")
_SIGN = re.compile(r"\s*([+▲↑]|[-−–▼↓])\s*(?=\d)")
_MOVED = re.compile(r"(?i)\s*(?:tăng|giảm|tụt|lùi)\s+(?=\d)")
_PLUS = "+▲↑"


class Scale(NamedTuple):
    """What one of a column's numbers is: billions of đồng, or things."""

    is_money: bool
    factor: float


def scale_of(text: str, *, is_caption: bool = False) -> Scale | None:
    """The scale that a header or label names (a unit column's cell is asked in brackets), or a line before the table."""
    money = (_TOLD_MONEY if is_caption else _MONEY).search(text)
    if money is not None:
        return Scale(True, SCALES[money.group(1).lower()] / _BILLION)
    if _SINGLE_DONG.search(text) is not None:
        return Scale(True, 1 / _BILLION)
    if _THOUSANDS.search(text) is not None:
        return Scale(False, SCALES["nghìn"])
    things = _THINGS.search(text)
    return Scale(False, SCALES[things.group(1).lower()]) if things is not None else None


def factor(named: Iterable[Scale | None], *, is_money: bool) -> float | None:
    """How many of an indicator's unit one of a cell's numbers is, by the first scale that fits; None for money without one."""
    fitting = next((scale.factor for scale in named if scale is not None and scale.is_money == is_money), None)
    return fitting if fitting is not None or is_money else 1.0


def sign_in(cell: str) -> float | None:
    """The direction that a cell writes before its number: `+3`, `▼ 2`, `tăng 8 bậc`."""
    sign, moved = _SIGN.match(cell), _MOVED.match(cell)
    if sign is not None:
        return 1.0 if sign.group(1) in _PLUS else -1.0
    return direction_of(moved.group()) if moved is not None else None


def direction_of(header: str) -> float | None:
    """The direction that all changes of a column have: `Tăng so với năm 2022 (bậc)`; None where the cells say it."""
    rises, falls = _RISES.search(header), _FALLS.search(header)
    if (rises is None) == (falls is None):
        return None
    return 1.0 if rises is not None else -1.0

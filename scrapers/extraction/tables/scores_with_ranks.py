"""Cells that hold a score of an index and the rank that comes with it: `0,60 (20/63)`, `62,87 điểm, hạng 30`, `03 (0,742)`.

Lives here: which of the two a number is, by the looks of its cell. Never here: of which index (see `axes`, `meaning`).
"""

from __future__ import annotations

import re
from typing import Literal

from scrapers.extraction.places.provinces import ALL_PROVINCES

_SCORE = r"(?P<score>\d{1,3}(?:[,.]\d+\s*(?:%|điểm)?|\s*(?:%|điểm)))"
_OF_ALL = rf"\s?/\s?{ALL_PROVINCES}"
PLACE_OF_ALL = rf"\d{{1,2}}{_OF_ALL}"
"""As a part of a pattern, a place among all provinces: `46/63`."""
_RANK = rf"(?:(?:xếp\s+)?(?:(?:thứ|vị trí)\s+)?(?:hạng|thứ|vị trí)\s+(?:thứ\s+)?\d{{1,2}}(?:{_OF_ALL})?|{PLACE_OF_ALL})"
_PAIR = re.compile(rf"(?i)\s*{_SCORE}\s*[(,;–-]?\s*{_RANK}\s*\)?\s*")
_REVERSED = re.compile(rf"(?i)\s*{_RANK}\s*[(,;–-]\s*{_SCORE}\s*\)?\s*")
_BEHIND_BARE_RANK = re.compile(r"\s*\d{1,2}\s*\((?P<score>\d{1,3}[,.]\d+)\)\s*")  # `03 (0,742)`
_BEFORE_BARE_RANK = re.compile(rf"(?i)\s*{_SCORE}\s*\(\s*\d{{1,2}}\s*\)\s*")  # `88,47 (5)`


def score_or_rank(text: str, place: int, *, label: str) -> Literal["score", "rank"] | None:
    """What the number at a place of a cell is; None where the cell holds something else than a score and its rank.

    A number alone in brackets is a rank only where the `label` over or beside the cell names one: `PAR INDEX (hạng)`.
    """
    pair = _PAIR.fullmatch(text) or _REVERSED.fullmatch(text) or _BEHIND_BARE_RANK.fullmatch(text)
    if pair is None and "hạng" in label.lower():
        pair = _BEFORE_BARE_RANK.fullmatch(text)
    if pair is None:
        return None
    return "score" if pair.start("score") <= place < pair.end("score") else "rank"

"""Rows of a table that are called by quarters or months of a year that header or caption name: `Quý | …`, over `I`, `II`, `Cả năm`.

Lives here: only that. Never here: rows that are called by years (see `cells`), times in words (see `periods.expressions`).
"""

from __future__ import annotations

import re

_PARTS = re.compile(r"(?i)\s*(quý|tháng)\s*(?:(?:năm\s+)?(20\d\d))?\s*")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = re.compile(r"(?i)\s*(?:quý\s+|tháng\s+)?(?:0?(\d{1,2})|(i{1,3}|iv))\s*")
_WITH_YEAR = re.compile(r"(?i)\s*(?:quý\s+|tháng\s+)?(?P<part>\d{1,2}|i{1,3}|iv)\s*/\s*(?P<year>20\d\d)\s*")  # `7/2025`
_WHOLE_YEAR = re.compile(r"(?i)\s*(?:cả|tổng|cộng|toàn)\s+năm\s*(?:20\d\d\s*)?")
_YEAR = re.compile(r"(?i)\bnăm (20\d\d)\b")
_LAST = {"quý": 4, "tháng": 12}


def time_of_row(text: str, header: str, caption: str) -> str | None:
    """The words of the time that a row's first cell stands for below `Quý` or `Tháng`; None where it is none."""
    parts = _PARTS.fullmatch(header)
    if parts is None:
        return None
    part = parts.group(1).lower()
    if dated := _WITH_YEAR.fullmatch(text):
        return _part_of_year(part, dated["part"], dated["year"])
    said = _YEAR.findall(caption.rpartition("\n")[2])
    years = {parts.group(2)} if parts.group(2) else set(said)
    if len(years) != 1:
        return None
    (year,) = years
    if _WHOLE_YEAR.fullmatch(text):
        return f"Năm {year}"
    found = _NUMBER.fullmatch(text)
    return _part_of_year(part, found.group(1) or found.group(2), year) if found is not None else None


def _part_of_year(part: str, said: str, year: str) -> str | None:
    number = int(said) if said.isdecimal() else _QUARTERS[said.lower()]
    return f"{part} {number} năm {year}" if 1 <= number <= _LAST[part] else None

"""Rows of a table that are called by quarters or months: `Quý | …`, over `I`, `II`, `Cả năm`; `Kỳ | …`, over `Tháng 7`, `Cộng quý III`.

Also the last of a yearbook's: `Sơ bộ - Prel. 2024`.

Lives here: only that. Never here: rows that are called by years (see `cells`), times in words (see `periods.expressions`).
"""

from __future__ import annotations

import re

from scrapers.extraction.tables.captions import year_above

_PARTS = re.compile(r"(?i)\s*(?P<part>quý|tháng)\s*(?:(?:năm\s+)?(?P<year>20\d\d))?\s*")
_TIMES = re.compile(r"(?i)\s*(?:kỳ(?: báo cáo)?|thời gian|thời điểm|tháng, quý)\s*")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = r"(?P<number>\d{1,2}|i{1,3}|iv)\s*(?:/\s*(?P<year>20\d\d)\s*)?"
_ALONE = re.compile(rf"(?i)\s*{_NUMBER}")
_NAMED = re.compile(rf"(?i)\s*(?:(?:cộng|tổng)\s+)?(?P<part>quý|tháng)\s+{_NUMBER}")
_WHOLE_YEAR = re.compile(r"(?i)\s*(?:cả|tổng|cộng|toàn)\s+năm\s*(?:20\d\d\s*)?")
_MONTHS = re.compile(
    r"(?i)\s*(?:(?:cộng|tổng|lũy kế)\s+)?(?P<months>\d{1,2}) tháng(?:\s+đầu năm)?\s*(?:/?\s*(?P<year>20\d\d)\s*)?"
)
_PRELIMINARY = re.compile(
    r"(?i)\s*sơ bộ\s*(?:[-–/(]\s*)?(?:prel(?:iminary)?\b\.?\s*)?\)?\s*(?:năm\s+)?(?P<year>20\d\d)\s*"
)
_LAST = {"quý": 4, "tháng": 12}


def year_of_preliminary(text: str) -> str | None:
    """The words of the year whose preliminary figures a row gives; None where its first cell says none."""
    found = _PRELIMINARY.fullmatch(text)
    return f"Năm {found['year']}" if found is not None else None


def time_of_row(text: str, header: str, caption: str) -> str | None:
    """The words of the time that a row's first cell stands for, by its header; None where it is none.

    Its year is the cell's, the header's or the one that the line over the table names.
    """
    below = _PARTS.fullmatch(header)
    if below is None and _TIMES.fullmatch(header) is None:
        return None
    text = text.strip().removeprefix("(").removesuffix(")")  # `(Tháng 8/2025)`
    named = _NAMED.fullmatch(text)
    found = named or (_ALONE.fullmatch(text) if below is not None else None)
    months = _MONTHS.fullmatch(text)
    year = (found and found["year"]) or (months and months["year"]) or (below and below["year"]) or year_above(caption)
    if year is None:
        return None
    if months is not None:
        return f"{months['months']} tháng đầu năm {year}"
    if found is None:
        return f"Năm {year}" if below is not None and _WHOLE_YEAR.fullmatch(text) else None
    part = (named["part"] if named is not None else below["part"] if below is not None else "").lower()
    number = int(found["number"]) if found["number"].isdecimal() else _QUARTERS[found["number"].lower()]
    return f"{part} {number} năm {year}" if 1 <= number <= _LAST[part] else None

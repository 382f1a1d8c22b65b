"""Rows of a yearbook's table that give no values but how these moved: below `Chỉ số phát triển (Năm trước = 100) - %`.

Lives here: only that. Never here: columns of rises and falls (see `differences`), a row of one (see `moved_rows`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.records import Cell
from scrapers.extraction.tables.cells import PLAIN_NUMBER

_INDEX_NUMBERS = re.compile(
    r"(?i)\b(?:năm|kỳ|tháng|quý) trước\s*=\s*100\b|\bcùng kỳ(?: năm trước)?\s*=\s*100\b|\bprevious year\s*=\s*100\b"
    r"|^\s*(?:chỉ số|tốc độ) phát triển\s*(?:[-–(%]|$)"
)


def is_below_index_numbers(row: Sequence[Cell], *, before: bool) -> bool:
    """Whether a row stands below a line that says so, to the next line without numbers; `before`: whether the row above does."""
    if any(PLAIN_NUMBER.fullmatch(cell.text.strip()) for cell in row):
        return before
    said = [cell.text for cell in row if cell.text.strip()]
    return any(_INDEX_NUMBERS.search(text) for text in said) if said else before

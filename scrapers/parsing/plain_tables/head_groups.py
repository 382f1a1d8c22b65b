"""Heads of stacked cells that stand over further ones: years over points and ranks, `Mục tiêu` over years.

Lives here: only that. Never here: the rows (see `numbered_rows`, `stacked_cells`).
"""

from __future__ import annotations

import re

from scrapers.parsing.plain_tables.table_marks import NOTHING

_MOST_LABELS, _FEWEST_BELOW = 3, 2
_TIME = re.compile(r"(?i)(?:(?:đến |hết )*(?:năm|quý|tháng|giai đoạn)\s+)?[\dIVX]{1,4}(?:\s?[/–-]\s?(?:20)?\d\d)?")
_UNIT_BEHIND = re.compile(r"\s*\([^()]{1,12}\)$")


def in_two_rows(said: list[str]) -> list[list[str]] | None:
    """Two rows of heads; None where none of them come again below others.

    `Chỉ số`, `Năm 2022`, `Năm 2023`, `Điểm`, `Hạng`, `Điểm`, `Hạng`
    """
    for labels in range(1, _MOST_LABELS + 1):
        for groups in range(2, len(said)):
            below = said[labels + groups :]
            each = len(below) // groups
            bare = [_UNIT_BEHIND.sub("", head) for head in below]  # `KH năm 2023`, then `KH năm 2023 (%)`
            if each >= _FEWEST_BELOW and bare == bare[:each] * groups:
                above = [cell for group in said[labels : labels + groups] for cell in (group, *[NOTHING] * (each - 1))]
                return [[*said[:labels], *above], [*[NOTHING] * labels, *below]]
    return None


def over_times(said: list[str]) -> list[list[str]] | None:
    """Two rows of heads, the last of the upper over all times that follow it; None where no such head stands there.

    `TT`, `Chỉ tiêu`, `Mục tiêu`, `Năm 2022`, `Năm 2023`
    """
    labels = len(said)
    while labels and _TIME.fullmatch(said[labels - 1]):
        labels -= 1
    times = said[labels:]
    if len(times) < _FEWEST_BELOW or labels < _FEWEST_BELOW:
        return None
    above = [*said[: labels - 1], said[labels - 1], *[NOTHING] * (len(times) - 1)]
    return [above, [*[NOTHING] * (labels - 1), *times]]

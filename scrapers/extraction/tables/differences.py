"""Columns of rises and falls beside the values that they are the differences of: `Năm 2023 | Năm 2024 | Tăng/giảm`.

Lives here: only that a number is such a difference, by reckoning. Never here: columns that a header names an index for (see
`meaning`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scrapers.extraction.tables.axes import Axis

_ROUNDING = 0.5
_LONGEST_FRACTION, _BOTH = 4, 2


class Difference(NamedTuple):
    """By how much a row's value moved, positive where it got better by being a smaller rank, and when it had."""

    value: float
    period: str


def difference(
    headers: Mapping[int, Axis], values: Mapping[int, float], amount: float, *, is_rank: bool
) -> Difference | None:
    """The `amount` as the difference of a row's two last results by time; None where it is not, as when it is a percentage of them.

    `values`: the row's plain numbers by column. Of columns of ranks only where `is_rank`, and of no others beside such.
    """
    dated = {
        column: (header.period, header.unit_class == "rank")
        for column, header in headers.items()
        if column in values and header.period is not None and header.kind in (None, "actual")
    }
    has_ranks = any(is_of_ranks for _, is_of_ranks in dated.values())
    results = {
        period: values[column]
        for column, (period, is_of_ranks) in dated.items()
        if not has_ranks or is_of_ranks == is_rank
    }
    if len(results) < _BOTH:
        return None
    (_, old), (period, new) = sorted(results.items())[-_BOTH:]
    rise = old - new if is_rank else new - old
    digits = next((n for n in range(_LONGEST_FRACTION) if round(amount, n) == amount), _LONGEST_FRACTION)
    if amount == 0 or rise == 0 or abs(abs(rise) - amount) > _ROUNDING * 10**-digits + 1e-9:
        return None
    return Difference(amount if rise > 0 else -amount, period)

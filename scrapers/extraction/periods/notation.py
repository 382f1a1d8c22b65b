"""Periods in the notation of the contract: 2023, 2024-H1, 2024-Q3, 2024-06, 2024-06-30, 2021..2025.

Lives here: the days that they span, and what kind of span they are. Never here: how a text words them (see `expressions`).
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re


def same_span(period: str, year: int) -> str | None:
    """The same part of another year: `2023-01..2023-10` and 2022 give `2022-01..2022-10`; None for more than one year.

    Also None where the other year has no such day.
    """
    parts = period.split("..")
    if len({part[: len("2023")] for part in parts}) != 1:
        return None
    shifted = "..".join(f"{year}{part[len('2023') :]}" for part in parts)
    try:
        period_bounds(shifted)
    except ValueError:
        return None
    return shifted


def is_span_of_years(period: str) -> bool:
    """Whether a period is one from year to year, such as a programme's, and not of months or days."""
    return ".." in period and len(period) == len("2021..2025")


def is_day(period: str) -> bool:
    """Whether a period is one day; a span of years is written as long."""
    return len(period) == len("2024-01-31") and ".." not in period


@functools.lru_cache(maxsize=2_000)
def period_bounds(period: str) -> tuple[dt.date, dt.date]:
    """First and last day of a period such as 2023, 2024-H1, 2024-Q3, 2024-06, 2024-06-30 or 2021..2025.

    Raises:
        ValueError: the text is not a period, or names a day that does not exist.
    """
    if ".." in period:
        first, last = period.split("..")
        start, end = period_bounds(first)[0], period_bounds(last)[1]
        if end < start:
            raise ValueError(f"period ends before it starts: {period}")
        return start, end
    match = re.fullmatch(r"(\d{4})(?:-(H[12]|Q[1-4]|\d{2})(?:-(\d{2}))?)?", period)
    if match is None:
        raise ValueError(f"not a period: {period!r}")
    year, part, day = int(match.group(1)), match.group(2), match.group(3)
    if part is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if part[0] in "HQ":
        months = 6 if part[0] == "H" else 3
        final = int(part[1]) * months
        return dt.date(year, final - months + 1, 1), dt.date(year, final, calendar.monthrange(year, final)[1])
    month = int(part)
    if day is not None:
        date = dt.date(year, month, int(day))
        return date, date
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])

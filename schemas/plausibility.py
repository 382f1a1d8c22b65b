"""Checks of observations that need reference data: can this number be true of this indicator, place and period?

Lives here: pure functions over an observation and plain reference values; each gives a named rule and a readable
reason.
Never here: loading reference data, types and ranges of columns (`schemas.lake`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping

from schemas.country import COUNTRY
from schemas.days import day_of
from schemas.records import Document, Observation


@dataclasses.dataclass(frozen=True, slots=True)
class IndicatorLimits:
    """What the codebook says of an indicator's values; a value beyond `value_limit` cannot be true."""

    unit: str
    value_limit: float | None


@dataclasses.dataclass(frozen=True, slots=True)
class Implausible:
    """The rule that an observation breaks, and why, for a person."""

    rule: str
    reason: str


def implausible(
    row: Observation,
    document: Document,
    limits: Mapping[str, IndicatorLimits],
    unit_valid_on: Callable[[str, dt.date], str | None],
) -> Implausible | None:
    """The first rule that the observation breaks, or None. `unit_valid_on` gives the unit of a province on a day."""
    known = limits.get(row.indicator_code)
    if known is None:
        return Implausible(
            "unknown_indicator",
            f"{row.indicator_code} is not in the codebook; add it to indicators.csv or mend the lexicon",
        )
    is_relative = row.kind == "change" and row.unit == "percent" and "relative_change" in row.flags.split(",")
    if row.unit != known.unit and not is_relative:
        return Implausible(
            "unit_mismatch", f"the codebook measures {row.indicator_code} in {known.unit}, the row says {row.unit}"
        )
    return _value(row, known) or _period(row, unit_valid_on) or _quote(row, document)


def _value(row: Observation, known: IndicatorLimits) -> Implausible | None:
    if "ambiguous_separator" in row.flags.split(","):
        return Implausible(
            "ambiguous_number",
            f"'{row.value_text}' can be read with thousands or with decimals; a share has neither",
        )
    if row.kind != "change" and known.value_limit is not None and abs(row.value) > known.value_limit:
        return Implausible(
            "value_beyond_limit",
            f"{row.value:g} is beyond {known.value_limit:g}, the limit of {row.indicator_code} ('{row.value_text}')",
        )
    if known.unit == "rank" and row.kind != "change":
        if row.value != int(row.value) or row.value < 1:
            return Implausible("rank_not_a_place", f"{row.value:g} is no rank")
        if row.out_of is not None and row.value > row.out_of:
            return Implausible("rank_beyond_total", f"rank {row.value:g} of {row.out_of:g}")
    if row.kind != "change" and row.value < 0:
        return Implausible("negative_value", f"{row.value:g} is below zero")
    return None


def _period(row: Observation, unit_valid_on: Callable[[str, dt.date], str | None]) -> Implausible | None:
    if row.period_start is not None and row.period_end is not None and row.period_end < row.period_start:
        return Implausible("period_ends_before_start", f"{row.period_start} to {row.period_end}")
    if row.period_end is None or row.province_code == COUNTRY or row.kind == "target":
        return None
    # A text about a whole year may stand before its end: then the unit of the day of publication is meant, or where
    # that day is not known, the one with which the period began.
    day = min(row.period_end, day_of(row.captured_at))
    said_on = min(day, row.published_on or row.period_start or day)
    valid = unit_valid_on(row.province_code, day)
    if row.unit_id in (valid, unit_valid_on(row.province_code, said_on)):
        return None
    # A text may tell what the unit of its own day would have had before it was one: `Quảng Ngãi (mới)` on 30/6/2025.
    if row.published_on is not None and row.unit_id == unit_valid_on(row.province_code, row.published_on):
        return None
    if valid is None:
        return Implausible("unit_not_valid_in_period", f"{row.province_code} did not exist on {day}")
    return Implausible("unit_not_valid_in_period", f"{row.unit_id} was not valid on {day}; {valid} was")


def _quote(row: Observation, document: Document) -> Implausible | None:
    if document.text[row.quote_start : row.quote_end] != row.quote:
        return Implausible("quote_not_in_text", f"the document does not say {row.quote!r} at {row.quote_start}")
    if not row.quote_start <= row.value_start < row.value_end <= row.quote_end:
        return Implausible("value_outside_quote", f"the number at {row.value_start} is not inside its quote")
    return None

"""Shares of what a year produced, told of further places behind the place whose year is told.

`Kinh tế số cả nước năm 2024 ước đạt 13,17% GDP. …`, and in the next paragraph: `Bắc Ninh dẫn đầu với 46,27%`. Unlike what
is counted day by day, such a share exists by the year only, so that the time of the text is none of it. Lives here: only
that. Never here: the period of any other number (see `timeline`).
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from schemas.records import Observation
from scrapers.extraction.reading import NumberFate, with_rows
from scrapers.extraction.shared_fields import at_time_of
from scrapers.reference import Reference

_WHOLE_YEAR = len("2024")


def with_years_of_the_measure(
    fates: Iterable[NumberFate], yearly: Container[str], reference: Reference
) -> list[NumberFate]:
    """The fates in their order, those of `yearly` indicators without a time with the year told last of another place."""
    told: dict[str, Observation] = {}

    def dated(row: Observation, _: NumberFate) -> Observation:
        if row.indicator_code not in yearly or row.kind != "actual" or row.rule == "table_cell":
            return row
        known = told.get(row.indicator_code)
        if row.period_basis == "document" and known is not None and _area(known) != _area(row):
            return at_time_of(row, known, reference)
        if row.period_basis != "document" and _is_of_year(row) and not _is_older(row, known):
            told[row.indicator_code] = row
        return row

    return with_rows(fates, dated)


def _is_of_year(row: Observation) -> bool:
    return row.period is not None and len(row.period) == _WHOLE_YEAR


def _is_older(row: Observation, known: Observation | None) -> bool:
    """Whether a value only stands beside the newer one of its own place: `Năm 2021, con số này là 11,91%`."""
    return known is not None and _area(known) == _area(row) and str(row.period) < str(known.period)


def _area(row: Observation) -> tuple[str, str | None]:
    return row.province_code, row.area_name

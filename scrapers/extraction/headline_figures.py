"""Figures of a headline that the text below tells again, with their time.

A headline seldom says of when its figure is (`Kinh tế số ước đạt khoảng 22% GRDP`); the sentence that tells the same figure
does. Lives here: only that. Never here: the period of any other number (see `timeline`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from schemas.records import Observation
from scrapers.extraction.reading import NumberFate

_Figure = tuple[str, str, str | None, str, float, float | None]


def with_times_of_the_text(fates: Iterable[NumberFate], title_end: int) -> list[NumberFate]:
    """The fates, with the headline's undated figures (all before `title_end`) at the time that the text gives them.

    A figure is the same where indicator, area, kind and value are; of several times the first told counts.
    """
    fates = list(fates)
    told: dict[_Figure, Observation] = {}
    for fate in fates:
        if fate.start >= title_end:
            for row in fate.observations:
                if row.period_basis != "document":
                    told.setdefault(_figure(row), row)
    return [
        fate._replace(observations=tuple(_dated(row, told.get(_figure(row))) for row in fate.observations))
        if fate.start < title_end and fate.observations
        else fate
        for fate in fates
    ]


def _dated(row: Observation, told: Observation | None) -> Observation:
    """The row with the time of the one that tells the same figure, unless it says its time itself."""
    if told is None or row.period_basis != "document":
        return row
    return dataclasses.replace(
        row,
        period=told.period,
        period_start=told.period_start,
        period_end=told.period_end,
        period_basis="context",
        unit_id=told.unit_id,
    )


def _figure(row: Observation) -> _Figure:
    return row.indicator_code, row.province_code, row.area_name, row.kind, row.value, row.out_of

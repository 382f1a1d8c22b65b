"""Figures of a headline or a lead that the text below tells again, with their time.

A headline seldom says of when its figure is (`Kinh tế số ước đạt khoảng 22% GRDP`); the sentence that tells the same figure
does. The same holds for ranks and scores of a lead: they are of an edition, not of the day of publication. Lives here: only
that. Never here: the period of any other number (see `timeline`).
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas.records import Observation
from scrapers.extraction.reading import NumberFate, with_rows
from scrapers.extraction.shared_fields import at_time_of
from scrapers.reference import Reference

_OF_EDITIONS = ("rank", "score")
_Figure = tuple[str, str, str | None, str, float]


def with_times_of_the_text(
    fates: Iterable[NumberFate], title_end: int, lead_end: int, reference: Reference
) -> list[NumberFate]:
    """The fates, with the undated figures before `title_end` and `lead_end` at the time that the text gives them.

    A figure is the same where indicator, area, kind and value are, and the number of those ranked where both tell it; of
    several times the first told counts, one that tells as many ranked before one that tells none.
    """
    fates = list(fates)
    told: dict[_Figure, list[Observation]] = {}
    for fate in fates:
        for row in fate.observations:
            if not _is_undated(row):
                told.setdefault(_figure(row), []).append(row)

    def dated(row: Observation, fate: NumberFate) -> Observation:
        is_headline = fate.start < title_end or (fate.start < lead_end and row.unit in _OF_EDITIONS)
        return _dated(row, told.get(_figure(row), []), reference) if is_headline else row

    return with_rows(fates, dated)


def _is_undated(row: Observation) -> bool:
    """Whether nothing but the document's own time, or the day of its publication, is known of a figure."""
    is_of_that_day = row.published_on is not None and row.period == row.published_on.isoformat()
    return row.period_basis == "document" or (row.period_basis == "context" and is_of_that_day)


def _dated(row: Observation, told: list[Observation], reference: Reference) -> Observation:
    """The row with the time of the first that tells the same figure, unless it says its time itself."""
    alike = [one for one in told if one.out_of == row.out_of]
    alike = alike or [one for one in told if None in (one.out_of, row.out_of)]
    same = alike[0] if alike else None
    if same is None or not _is_undated(row):
        return row
    return at_time_of(row, same, reference)


def _figure(row: Observation) -> _Figure:
    return row.indicator_code, row.province_code, row.area_name, row.kind, row.value

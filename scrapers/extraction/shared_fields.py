"""What an observation says of its document, indicator, place and period, whether prose or a table tells it.

Lives here: only that. Never here: value, quote and confidence, which `observing` and `tables.reader` find in ways of their own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Literal, TypedDict

from schemas.days import day_of
from schemas.records import AreaLevel, Document, Kind, Observation, PeriodBasis
from scrapers.extraction.periods.timeline import period_dates
from scrapers.extraction.periods.times import Dated
from scrapers.extraction.reading import stable_id
from scrapers.reference import Reference

UnitVersion = Literal["former", "new"]
"""The unit of a province before the mergers of 2025, or the one since."""


class SharedFields(TypedDict):
    """The fields of an `Observation` that are filled alike for prose and tables."""

    observation_id: str
    document_id: str
    source_id: str
    url: str
    published_on: dt.date | None
    captured_at: dt.datetime
    indicator_code: str
    province_code: str
    unit_id: str
    area_level: AreaLevel
    area_name: str | None
    kind: Kind
    period: str | None
    period_start: dt.date | None
    period_end: dt.date | None
    period_basis: PeriodBasis | None
    value_start: int
    value_end: int


def shared_fields(
    document: Document,
    reference: Reference,
    span: tuple[int, int],
    code: str,
    kind: Kind,
    area: tuple[str, AreaLevel, str | None],
    dated: Dated,
    version: UnitVersion | None = None,
) -> SharedFields:
    """The shared fields of the number at `span`; `area` is province code, level and name.

    The unit is the province's as of the period's end, else of the publication, never of a day after the capture; where the text
    says which one it means (`version`), that.
    """
    province_code, level, name = area
    start, end = period_dates(dated.period)
    return SharedFields(
        observation_id=stable_id(document.document_id, *span, code, kind),
        document_id=document.document_id,
        source_id=document.source_id,
        url=document.url,
        published_on=document.published_on,
        captured_at=document.captured_at,
        indicator_code=code,
        province_code=province_code,
        unit_id=_unit_of_version(reference, province_code, version)
        or _unit_id(reference, province_code, end, document),
        area_level=level,
        area_name=name,
        kind=kind,
        period=dated.period,
        period_start=start,
        period_end=end,
        period_basis=dated.basis,
        value_start=span[0],
        value_end=span[1],
    )


def at_time_of(row: Observation, known: Observation, reference: Reference) -> Observation:
    """The row at the time of another, which the text around it gives; its unit is what its province was then, if it was so before."""
    is_told = row.unit_id != _unit_id(reference, row.province_code, row.period_end, row)
    unit_id = row.unit_id if is_told else _unit_id(reference, row.province_code, known.period_end, row)
    return dataclasses.replace(
        row,
        period=known.period,
        period_start=known.period_start,
        period_end=known.period_end,
        period_basis="context",
        unit_id=unit_id,
    )


def _unit_of_version(reference: Reference, province_code: str, version: UnitVersion | None) -> str | None:
    """The unit that a text names as the former or the new one; None where it names none, or the province has had but one."""
    versions = reference.versions(province_code) if version is not None else ()
    if len(versions) < 2:
        return None
    return (versions[0] if version == "former" else versions[-1]).unit_id


def _unit_id(reference: Reference, province_code: str, end: dt.date | None, told_in: Document | Observation) -> str:
    captured_on = day_of(told_in.captured_at)
    unit = reference.unit_valid_on(province_code, min(end or told_in.published_on or captured_on, captured_on))
    return unit.unit_id if unit is not None else province_code

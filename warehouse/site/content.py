"""What the pages show, read once from the published database.

Lives here: the queries and the look-ups over their rows. A row is a dictionary of the table's columns, so that columns
that a table gains later do no harm. Not here: pages, words.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import duckdb

from schemas.country import COUNTRY
from schemas.pillars import PILLARS
from warehouse.site.wording import Wording

Row = dict[str, Any]
FEWEST_PROVINCES = 3
"""Of fewer than these there is no median and no range of provinces."""
LAST_YEAR_OF_63 = 2024
"""The reform fell into the middle of 2025: figures of that year and later are compared on the boundaries of today."""
_COMBINED = ("sum_of_predecessors", "weighted_by_denominator", "weighted_by_population")
"""How a value on today's boundaries is computed that nobody has stated."""

_REPUBLISHED = """
    select v.unit_id, v.indicator_code, v.year, v.value, v.bound, v.out_of, v.observation_id, o.quote, o.url,
        o.published_on, s.name_vi as source_name_vi
    from core.fct_indicator_value_2025_boundaries as v
    inner join core.fct_observation as o on v.observation_id = o.observation_id
    inner join core.dim_source as s on o.source_id = s.source_id
    where v.method = 'published_on_these_boundaries'
    order by v.year desc, v.indicator_code, v.value, v.unit_id
"""


@dataclasses.dataclass(frozen=True)
class Content:
    """The published state in the shapes that pages need.

    `figures` are the rows of the long marts with their `pillar`; `yearly` has one value per unit, indicator and year;
    `boundaries_2025` the same on today's boundaries; `comparable` those of `yearly` to the last year of 63 units, and
    those of `boundaries_2025` after it, so that no land is counted twice in a year; `republished` what a source itself
    published on today's boundaries, with its quote; `statements` how many figures each source states of an indicator.
    """

    units: Mapping[str, Row]
    succession: tuple[Row, ...]
    indicators: Mapping[str, Row]
    figures: tuple[Row, ...]
    yearly: tuple[Row, ...]
    boundaries_2025: tuple[Row, ...]
    comparable: tuple[Row, ...]
    republished: tuple[Row, ...]
    targets: tuple[Row, ...]
    conflicts: tuple[Row, ...]
    sources: tuple[Row, ...]
    statements: tuple[Row, ...]
    figures_by_code: Mapping[str, tuple[Row, ...]]
    figures_by_indicator: Mapping[str, tuple[Row, ...]]
    comparable_by_indicator: Mapping[str, tuple[Row, ...]]
    medians: Mapping[tuple[str, str], float]

    @property
    def provinces(self) -> dict[str, list[Row]]:
        """The units of every province code in order of age, without the country."""
        found: dict[str, list[Row]] = defaultdict(list)
        for unit in self.units.values():
            if not unit["is_country"]:
                found[unit["province_code"]].append(unit)
        # Among all they stand by the code of the statistics office, which a unit of today may have from another one.
        return {code: sorted(units, key=lambda u: u["valid_from"] or dt.date.min) for code, units in found.items()}

    def source_names(self, wording: Wording) -> dict[str, str]:
        """The name of every source by its id."""
        return {row["source_id"]: wording.pick(row, "name") for row in self.sources}


def read_content(connection: duckdb.DuckDBPyConnection) -> Content:
    """Everything that the pages show.

    Raises:
        duckdb.Error: a table or column that the pages need is missing.
    """
    figures: list[Row] = []
    for pillar in PILLARS:
        found = _rows(connection, f"select * from {pillar}.indicator_values order by all")  # noqa: S608 - constant
        figures += [{**row, "pillar": pillar} for row in found]
    units = {row["unit_id"]: row for row in _rows(connection, "select * from core.dim_province order by sort_key")}
    yearly = _rows(connection, "select * from core.fct_indicator_year order by indicator_code, year, unit_id")
    boundaries_2025 = _rows(
        connection, "select * from core.fct_indicator_value_2025_boundaries where value is not null order by all"
    )
    comparable = _comparable(yearly, boundaries_2025)
    return Content(
        units=units,
        succession=_rows(connection, "select * from core.bridge_province_succession order by all"),
        indicators={row["indicator_code"]: row for row in _rows(connection, "select * from core.dim_indicator")},
        figures=tuple(figures),
        yearly=yearly,
        boundaries_2025=boundaries_2025,
        comparable=comparable,
        republished=_rows(connection, _REPUBLISHED),
        targets=_rows(connection, "select * from core.fct_target order by indicator_code, target_year, target_id"),
        conflicts=_rows(
            connection, "select * from quality.conflicts order by province_name_vi, indicator_name_vi, period, value"
        ),
        sources=_rows(
            connection,
            "select s.*, h.* exclude (source_id, name_vi, is_enabled) from core.dim_source as s"
            " left join quality.source_health as h on s.source_id = h.source_id order by s.authority_rank, s.source_id",
        ),
        statements=_rows(
            connection,
            "select indicator_code, source_id, count(*) as n from core.fct_observation"
            " where kind = 'actual' and not_used_code is null group by all order by n desc, source_id",
        ),
        figures_by_code=_grouped(figures, "province_code"),
        figures_by_indicator=_grouped(figures, "indicator_code"),
        comparable_by_indicator=_grouped(comparable, "indicator_code"),
        medians=_medians(figures, units),
    )


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Row, ...]:
    found = connection.execute(query)
    names = [column[0] for column in found.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in found.fetchall())


def _grouped(rows: list[Row] | tuple[Row, ...], column: str) -> dict[str, tuple[Row, ...]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return {key: tuple(group) for key, group in groups.items()}


def _comparable(yearly: tuple[Row, ...], boundaries_2025: tuple[Row, ...]) -> tuple[Row, ...]:
    """One value per land, indicator and year, and the country's; `is_derived` where it is computed from others."""
    before = [row for row in yearly if row["year"] <= LAST_YEAR_OF_63 or row["unit_id"] == COUNTRY]
    stated = {(row["observation_id"], row["indicator_code"]): row for row in yearly}
    after = []
    for row in boundaries_2025:
        if row["year"] > LAST_YEAR_OF_63:
            said = stated.get((row["observation_id"], row["indicator_code"]), {})
            is_derived = row["method"] in _COMBINED or said.get("is_derived")
            after.append({**row, "period": said.get("period") or str(row["year"]), "is_derived": is_derived})
    return tuple(sorted([*before, *after], key=lambda row: (row["indicator_code"], row["year"], row["unit_id"])))


def _medians(figures: list[Row], units: Mapping[str, Row]) -> dict[tuple[str, str], float]:
    """The median of the provinces' exact values by indicator and period, where enough of them have one; no ranks.

    As for the ranks of the marts, a province counts where it exists at the end of the period.
    """
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in figures:
        is_one = row["province_code"] != COUNTRY and row["bound"] == "exact" and row["unit"] != "rank"
        if is_one and _exists_on(units[row["unit_id"]], row["period_end"]):
            values[row["indicator_code"], row["period"]].append(row["value"])
    return {key: statistics.median(found) for key, found in values.items() if len(found) >= FEWEST_PROVINCES}


def _exists_on(unit: Row, day: dt.date) -> bool:
    has_begun = unit["valid_from"] is None or unit["valid_from"] <= day
    return has_begun and (unit["valid_to"] is None or day <= unit["valid_to"])

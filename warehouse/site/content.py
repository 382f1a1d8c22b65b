"""What the pages show, read once from the published database.

Lives here: the queries and the look-ups over their rows. A row is a dictionary of the table's columns, so that columns
that a table gains later do no harm. Not here: pages, words.
"""

from __future__ import annotations

import dataclasses
import statistics
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import duckdb

from warehouse.publishing.catalogue import PILLARS

Row = dict[str, Any]
COUNTRY = "vn"
FEWEST_PROVINCES = 3
"""Of fewer than these there is no median and no range of provinces."""

_REPUBLISHED = """
    select v.unit_id, v.indicator_code, v.year, v.value, v.bound, o.quote, o.url, o.published_on,
        s.name_vi as source_name_vi
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
    `boundaries_2025` the same on today's boundaries; `republished` those of them that a source itself published on
    these boundaries for an earlier year, with its quote; `observed` counts provinces by indicator and year.
    """

    units: Mapping[str, Row]
    succession: tuple[Row, ...]
    indicators: Mapping[str, Row]
    figures: tuple[Row, ...]
    yearly: tuple[Row, ...]
    boundaries_2025: tuple[Row, ...]
    republished: tuple[Row, ...]
    targets: tuple[Row, ...]
    observed: Mapping[tuple[str, int], int]
    conflicts: tuple[Row, ...]
    sources: tuple[Row, ...]
    figures_by_code: Mapping[str, tuple[Row, ...]]
    figures_by_indicator: Mapping[str, tuple[Row, ...]]
    yearly_by_indicator: Mapping[str, tuple[Row, ...]]
    medians: Mapping[tuple[str, str], float]

    @property
    def provinces(self) -> dict[str, list[Row]]:
        """The units of every province code in order of age, without the country."""
        found: dict[str, list[Row]] = defaultdict(list)
        for unit in self.units.values():
            if not unit["is_country"]:
                found[unit["province_code"]].append(unit)
        return dict(found)


def read_content(connection: duckdb.DuckDBPyConnection) -> Content:
    """Everything that the pages show.

    Raises:
        duckdb.Error: a table or column that the pages need is missing.
    """
    figures: list[Row] = []
    for pillar in PILLARS:
        found = _rows(connection, f"select * from {pillar}.indicator_values order by all")  # noqa: S608 - constant
        figures += [{**row, "pillar": pillar} for row in found]
    yearly = _rows(connection, "select * from core.fct_indicator_year order by indicator_code, year, unit_id")
    observed = connection.execute(
        "select indicator_code, year, count(*) from quality.coverage"
        " where status = 'observed' and province_code <> ? group by all",
        [COUNTRY],
    ).fetchall()
    return Content(
        units={row["unit_id"]: row for row in _rows(connection, "select * from core.dim_province order by sort_key")},
        succession=_rows(connection, "select * from core.bridge_province_succession order by all"),
        indicators={row["indicator_code"]: row for row in _rows(connection, "select * from core.dim_indicator")},
        figures=tuple(figures),
        yearly=yearly,
        boundaries_2025=_rows(
            connection, "select * from core.fct_indicator_value_2025_boundaries where value is not null order by all"
        ),
        republished=_rows(connection, _REPUBLISHED),
        targets=_rows(connection, "select * from core.fct_target order by indicator_code, target_year, target_id"),
        observed={(code, int(year)): int(n) for code, year, n in observed},
        conflicts=_rows(
            connection, "select * from quality.conflicts order by province_name_vi, indicator_name_vi, period, value"
        ),
        sources=_rows(
            connection,
            "select s.*, h.* exclude (source_id, name_vi, is_enabled) from core.dim_source as s"
            " left join quality.source_health as h on s.source_id = h.source_id order by s.authority_rank, s.source_id",
        ),
        figures_by_code=_grouped(figures, "province_code"),
        figures_by_indicator=_grouped(figures, "indicator_code"),
        yearly_by_indicator=_grouped(yearly, "indicator_code"),
        medians=_medians(figures),
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


def _medians(figures: list[Row]) -> dict[tuple[str, str], float]:
    """The median of the provinces' exact values by indicator and period, where enough of them have one; no ranks."""
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in figures:
        if row["province_code"] != COUNTRY and row["bound"] == "exact" and row["unit"] != "rank":
            values[row["indicator_code"], row["period"]].append(row["value"])
    return {key: statistics.median(found) for key, found in values.items() if len(found) >= FEWEST_PROVINCES}

"""What the page of an indicator shows: definition, league table of every year, history, and who reports it.

Lives here: choosing and ordering rows for that page. A league of 2025 or later is one of today's provinces; the rank
beside a value is that of the mart. Not here: its form (the template).
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from schemas.country import COUNTRY
from warehouse.site.content import FEWEST_PROVINCES, Content, Row
from warehouse.site.wording import Wording


def indicator_context(content: Content, wording: Wording, code: str) -> dict[str, Any]:
    """The template's variables for one indicator."""
    indicator = content.indicators[code]
    figures = content.figures_by_indicator.get(code, ())
    leagues = _leagues(content, code)
    names = content.source_names(wording)
    return {
        "indicator": indicator,
        "name": wording.pick(indicator, "name"),
        "denominator": content.indicators.get(indicator["denominator_code"]),
        "years": leagues,
        "republished": _republished(content, indicator),
        "first_year": _first_year(leagues),
        "n_provinces": len({row["province_code"] for row in figures} - {COUNTRY}),
        "sources": [(names[r["source_id"]], r["n"]) for r in content.statements if r["indicator_code"] == code],
        "targets": [
            t
            for t in content.targets
            if t["indicator_code"] == code and t["unit_id"] == COUNTRY and t["origin"] == "law"
        ],
        "charts": _history(content, wording, indicator),
    }


def _republished(content: Content, indicator: Row) -> list[dict[str, Any]]:
    """What was published on today's boundaries, the latest year first and in it the better values."""
    sign = 1 if indicator["direction"] == "lower_better" else -1
    rows = [row for row in content.republished if row["indicator_code"] == indicator["indicator_code"]]
    ordered = sorted(rows, key=lambda row: (-row["year"], sign * row["value"], row["unit_id"]))
    return [{**row, "province": content.units[row["unit_id"]]} for row in ordered]


def _leagues(content: Content, code: str) -> list[dict[str, Any]]:
    """By year, the latest first: ordered rows and the country's, each with the figure of the marts that it shows."""
    figures = {r["observation_id"]: r for r in content.figures_by_indicator.get(code, ())}
    restated = {r["observation_id"]: r for r in content.republished if r["indicator_code"] == code}
    by_year: dict[int, list[Row]] = defaultdict(list)
    for row in content.comparable_by_indicator.get(code, ()):
        figure = figures.get(row["observation_id"])
        cited = figure or restated.get(row["observation_id"])
        by_year[row["year"]].append({**row, "figure": figure, "cited": cited})
    leagues = []
    for year in sorted(by_year, reverse=True):
        provinces = [row for row in by_year[year] if row["unit_id"] != COUNTRY]
        country = next((row for row in by_year[year] if row["unit_id"] == COUNTRY), None)
        target = next((r["figure"] for r in by_year[year] if r["figure"] and r["figure"]["national_target"]), None)
        leagues.append({"year": year, "rows": _ordered(content, code, provinces), "country": country, "target": target})
    return leagues


def _first_year(leagues: Sequence[dict[str, Any]]) -> int | None:
    """The latest year with at least half as many units as the fullest one; None without any."""
    most = max((len(league["rows"]) for league in leagues), default=0)
    return next((league["year"] for league in leagues if len(league["rows"]) * 2 >= most), None)


def _ordered(content: Content, code: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows from the best value on, with unit and the width of their bar in percent of the widest."""
    indicator = content.indicators[code]
    is_lower_better = indicator["direction"] == "lower_better"
    ordered = sorted(rows, key=lambda r: (r["value"] if is_lower_better else -r["value"], r["unit_id"]))
    widest = 100.0 if indicator["unit"] == "percent" else max((r["value"] for r in ordered), default=0)
    widest = max([widest, *(r["value"] for r in ordered)])
    return [
        {
            **row,
            "province": content.units[row["unit_id"]],
            "width": 0 if widest <= 0 or indicator["unit"] == "rank" else max(0.0, 100 * row["value"] / widest),
        }
        for row in ordered
    ]


def _history(content: Content, wording: Wording, indicator: Row) -> list[dict[str, Any]]:
    """Lowest, median and highest of the provinces and the country's value by year; no chart of ranks or of one year.

    A year in which only one or two provinces have a value has no range: theirs would look like that of all.
    """
    if indicator["unit"] == "rank":
        return []
    known: dict[int, list[float]] = defaultdict(list)
    country: dict[int, float] = {}
    for row in content.comparable_by_indicator.get(indicator["indicator_code"], ()):
        if row["unit_id"] == COUNTRY:
            country[row["year"]] = row["value"]
        elif row["bound"] == "exact":
            known[row["year"]].append(row["value"])
    provinces = {year: values for year, values in known.items() if len(values) >= FEWEST_PROVINCES}
    years = sorted(provinces.keys() | country.keys())
    if len(years) < 2:
        return []
    lines: dict[str, list[float | None]] = {
        wording["country"]: [country.get(year) for year in years],
        wording["median"]: [statistics.median(provinces[y]) if y in provinces else None for y in years],
        wording["lowest"]: [min(provinces[y]) if y in provinces else None for y in years],
        wording["highest"]: [max(provinces[y]) if y in provinces else None for y in years],
    }
    return [
        {
            "code": indicator["indicator_code"],
            "title": wording.pick(indicator, "name"),
            "unit": wording.unit(indicator["unit"]),
            "reverse": False,
            "labels": years,
            "series": [
                {"name": name, "values": values}
                for name, values in lines.items()
                if any(value is not None for value in values)
            ],
            "target": None,
            "target_name": "",
        }
    ]

"""What the page of a province shows: its units, its latest figures by pillar, trends, and targets without a figure.

Lives here: choosing and ordering rows for that page. Not here: its form (the template).
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from schemas.pillars import PILLARS
from warehouse.site.content import Content, Row
from warehouse.site.wording import Wording


def province_context(content: Content, wording: Wording, code: str) -> dict[str, Any]:
    """The template's variables for one province code."""
    units = content.provinces[code]
    figures = content.figures_by_code.get(code, ())
    reported = {row["indicator_code"] for row in figures}
    own = {unit["unit_id"] for unit in units}
    return {
        "code": code,
        "name": wording.pick(units[-1], "short_name"),
        "units": [_unit(content, wording, unit) for unit in units],
        "pillars": _profile(content, figures),
        "n_figures": len(figures),
        "republished": [
            {**row, "indicator": content.indicators[row["indicator_code"]]}
            for row in content.republished
            if row["unit_id"] in own
        ],
        "charts": _trends(content, wording, own),
        "open_targets": [
            {**target, "indicator": content.indicators[target["indicator_code"]]}
            for target in content.targets
            if target["unit_id"] in own and target["indicator_code"] not in reported
        ],
    }


def _unit(content: Content, wording: Wording, unit: Row) -> dict[str, Any]:
    """A unit with the units before and after it; the same land under another name is no merger."""
    mine = unit["unit_id"]
    merged = [row for row in content.succession if row["change"] == "merged"]
    return {
        "row": unit,
        "region": wording.pick(unit, "region" if unit["valid_to"] else "region_2025"),
        "is_former": unit["valid_to"] is not None,
        "before": [content.units[r["predecessor_unit_id"]] for r in merged if r["successor_unit_id"] == mine],
        "after": [content.units[r["successor_unit_id"]] for r in merged if r["predecessor_unit_id"] == mine],
    }


def _profile(content: Content, figures: tuple[Row, ...]) -> list[dict[str, Any]]:
    """By pillar: per indicator the latest figure first, then the earlier ones."""
    by_indicator: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in figures:
        by_indicator[row["pillar"], row["indicator_code"]].append(row)
    rank = {code: place for place, code in enumerate(content.indicators)}
    pillars = []
    for pillar in PILLARS:
        entries = []
        for (mine, code), rows in sorted(by_indicator.items(), key=lambda item: rank[item[0][1]]):
            if mine == pillar:
                ordered = sorted(rows, key=lambda r: (r["period_end"], r["period_start"]), reverse=True)
                latest = ordered[0]
                entries.append(
                    {
                        "latest": latest,
                        "rows": ordered,
                        "median": content.medians.get((code, latest["period"])),
                        "is_former": content.units[latest["unit_id"]]["valid_to"] is not None,
                    }
                )
        pillars.append({"name": pillar, "entries": entries})
    return pillars


def _trends(content: Content, wording: Wording, own: set[str]) -> list[dict[str, Any]]:
    """A line per unit for each indicator with two years or more, with the national target where one is in force."""
    points: dict[str, dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in content.yearly:
        if row["unit_id"] in own:
            points[row["indicator_code"]][row["unit_id"]][row["year"]] = row["value"]
    charts = []
    for code, indicator in content.indicators.items():
        series = points.get(code, {})
        years = sorted({year for values in series.values() for year in values})
        if len(years) > 1:
            latest = max(
                (r for r in content.figures_by_indicator.get(code, ()) if r["unit_id"] in own),
                key=lambda r: r["period_end"],
                default=None,
            )
            charts.append(
                {
                    "code": code,
                    "title": wording.pick(indicator, "name"),
                    "unit": wording.unit(indicator["unit"]),
                    "reverse": indicator["unit"] == "rank",
                    "labels": years,
                    "series": [
                        {
                            "name": wording.pick(content.units[unit_id], "name"),
                            "values": [values.get(y) for y in years],
                        }
                        for unit_id, values in series.items()
                    ],
                    "target": latest["national_target"] if latest else None,
                    "target_name": wording["national_target"],
                }
            )
    return charts

"""What the pages about all provinces show: the country, lists, coverage, conflicts.

Lives here: choosing and ordering rows for those pages. Not here: pages of one province or one indicator.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from typing import Any

from schemas.country import COUNTRY
from schemas.pillars import PILLARS
from warehouse.site.content import Content, Row
from warehouse.site.tile_map import default_view, safe_json, tiles
from warehouse.site.wording import Wording


def country_context(content: Content, maps: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The state of the country: counts, the map with its first view, national figures with targets."""
    view = default_view(maps)
    choices = [
        (pillar, [row for code, row in content.indicators.items() if row["pillar"] == pillar and code in maps])
        for pillar in PILLARS
    ]
    latest: dict[str, Row] = {}
    for row in content.figures:
        if row["province_code"] == COUNTRY:
            known = latest.get(row["indicator_code"])
            if known is None or row["period_end"] > known["period_end"]:
                latest[row["indicator_code"]] = row
    return {
        "n_provinces": len({row["province_code"] for row in content.figures} - {COUNTRY}),
        "n_indicators": len({row["indicator_code"] for row in content.figures}),
        "n_figures": len(content.figures),
        "n_sources": len(content.sources),
        "choices": [(pillar, rows) for pillar, rows in choices if rows],
        "maps": tiles(content),
        "first": view,
        "first_data": safe_json(maps[view[0]]) if view else "null",
        "national": [latest[code] for code in content.indicators if code in latest],
        "targets": _national_targets(content),
    }


def provinces_context(content: Content) -> dict[str, Any]:
    """The provinces of today by region, and those that were merged."""
    counts = Counter(row["province_code"] for row in content.figures)
    today: list[dict[str, Any]] = []
    former: list[dict[str, Any]] = []
    for code, units in content.provinces.items():
        entry = {"code": code, "unit": units[-1], "n": counts[code]}
        (former if units[-1]["valid_to"] is not None else today).append(entry)
    return {"today": _by_region(today, "region_2025"), "former": _by_region(former, "region")}


def indicators_context(content: Content) -> dict[str, Any]:
    """The indicators by pillar, with the number of their figures."""
    counts = Counter(row["indicator_code"] for row in content.figures)
    return {
        "pillars": [
            (pillar, [(row, counts[code]) for code, row in content.indicators.items() if row["pillar"] == pillar])
            for pillar in PILLARS
        ]
    }


def coverage_context(content: Content) -> dict[str, Any]:
    """Provinces with a figure by indicator and year; indicators with a figure by province and pillar."""
    units = {
        (r["indicator_code"], r["year"], r["unit_id"])
        for r in (*content.comparable, *content.republished)
        if r["unit_id"] != COUNTRY
    }
    observed = Counter((code, year) for code, year, _ in units)
    years = sorted({year for _, year in observed})
    codes = {row["indicator_code"] for row in content.yearly if row["unit_id"] != COUNTRY}
    matrix = [
        (row, [observed[code, year] for year in years]) for code, row in content.indicators.items() if code in codes
    ]
    pairs = {(r["province_code"], r["pillar"], r["indicator_code"]) for r in content.figures}
    counts = Counter((code, pillar) for code, pillar, _ in pairs)
    provinces = [(units[-1], [counts[code, pillar] for pillar in PILLARS]) for code, units in content.provinces.items()]
    return {
        "years": years,
        "matrix": [(pillar, [m for m in matrix if m[0]["pillar"] == pillar]) for pillar in PILLARS],
        "provinces": provinces,
        "pillars": PILLARS,
        "never": [row for code, row in content.indicators.items() if code not in codes],
    }


def conflicts_context(content: Content, wording: Wording) -> dict[str, Any]:
    """The conflicting figures, all statements of one figure together."""
    names = content.source_names(wording)
    groups = itertools.groupby(content.conflicts, lambda r: (r["unit_id"], r["indicator_code"], r["period"]))
    return {
        "conflicts": [
            {
                "unit": content.units[unit_id],
                "indicator": content.indicators[code],
                "period": period,
                "rows": [{**row, "source_name": names[row["source_id"]]} for row in rows],
            }
            for (unit_id, code, period), rows in groups
        ]
    }


def _by_region(entries: list[dict[str, Any]], division: str) -> list[tuple[Row, list[dict[str, Any]]]]:
    """Entries by the regions of a division: `region`, that of the 63 provinces, or `region_2025`."""
    regions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        regions[entry["unit"][f"{division}_code"] or ""].append(entry)
    return [(group[0]["unit"], group) for group in regions.values()]


def _national_targets(content: Content) -> list[dict[str, Any]]:
    """Targets of law for the country, by indicator."""
    found: dict[str, list[Row]] = defaultdict(list)
    for target in content.targets:
        if target["unit_id"] == COUNTRY and target["origin"] == "law" and target["value_low"] is not None:
            found[target["indicator_code"]].append(target)
    return [
        {"indicator": content.indicators[code], "targets": rows}
        for code, rows in found.items()
        if code in content.indicators
    ]

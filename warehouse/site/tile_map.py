"""The tile map: where each province's tile stands, and the values that colour it.

Lives here: the layout of `tiles.csv` (63 units and 34), and the data of an indicator as the script of the map reads it.
A tile is a land (`territory_id`): it keeps its place when a unit is renamed. Not here: colours (`assets/site.js`).
"""

from __future__ import annotations

import csv
import dataclasses
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from warehouse.site.content import LAST_YEAR_OF_63, Content, Row

LAYOUT = Path(__file__).resolve().parent / "tiles.csv"
MAPS = ("34", "63")


@dataclasses.dataclass(frozen=True, slots=True)
class Tile:
    """A tile of a map; `islands` are archipelagos that belong to the province and share its colour."""

    territory_id: str
    column: int
    row: int
    unit: Row
    islands_vi: str
    islands_en: str


def tiles(content: Content) -> dict[str, list[Tile]]:
    """The tiles of both maps; a land that no unit has any more is left out."""
    units: dict[str, Row] = {}
    for unit in content.units.values():
        units[unit["territory_id"]] = unit  # the youngest unit of a land comes last
    found: dict[str, list[Tile]] = {name: [] for name in MAPS}
    with LAYOUT.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            unit_of_land = units.get(row["territory_id"])
            if unit_of_land is not None:
                found[row["map"]].append(
                    Tile(
                        row["territory_id"],
                        int(row["column"]) + 1,
                        int(row["row"]) + 1,
                        unit_of_land,
                        row["islands_vi"],
                        row["islands_en"],
                    )
                )
    return found


def map_data(content: Content, number: int) -> dict[str, dict[str, Any]]:
    """By indicator: names, unit, direction and `years`: year → map → territory → [value, bound]; only where any is.

    `number` is the release, by which the page sees that a file belongs to another one.
    """
    years: dict[str, dict[int, dict[str, dict[str, list[Any]]]]] = defaultdict(
        lambda: defaultdict(lambda: {name: {} for name in MAPS})
    )
    for name, rows in (("34", content.boundaries_2025), ("63", content.yearly)):
        for row in rows:
            unit = content.units[row["unit_id"]]
            if unit["is_country"] or (name == "63" and row["year"] > LAST_YEAR_OF_63):
                continue
            values = years[row["indicator_code"]][row["year"]][name]
            values[unit["territory_id"]] = [row["value"], row["bound"]]
    return {
        code: {
            "release": number,
            "code": code,
            "name": {"vi": indicator["name_vi"], "en": indicator["name_en"]},
            "unit": indicator["unit"],
            "direction": indicator["direction"],
            "years": {str(year): years[code][year] for year in sorted(years[code]) if any(years[code][year].values())},
        }
        for code, indicator in content.indicators.items()
        if code in years
    }


def default_view(data: dict[str, dict[str, Any]]) -> tuple[str, str] | None:
    """The indicator that most provinces have, in the latest year with at least half as many; None without data."""
    sizes = {
        (code, year): max(len(values) for values in maps.values())
        for code, entry in data.items()
        for year, maps in entry["years"].items()
    }
    if not sizes:
        return None
    (code, _), most = max(sizes.items(), key=lambda item: (item[1], item[0]))
    return code, max(year for (other, year), size in sizes.items() if other == code and size * 2 >= most)


def script(data: dict[str, Any]) -> str:
    """The data of an indicator as a script that a page without a server can load."""
    return f"observatory.receive({safe_json(data)});\n"


def safe_json(data: Any) -> str:
    """JSON that cannot end the script element in which it may stand."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

"""Compare provinces on one indicator, with the sentence behind every figure: DuckDB alone.

    python compare_provinces.py warehouse/published online_dossier_share

Needs: duckdb. Lives here: one query and its output.
"""

from __future__ import annotations

import sys

import duckdb

QUERY = """
    select province_name_vi, period, bound, value, unit, target_met, quote, source_name_vi, url
    from indicator_history($code)
    where province_code <> 'vn'
    qualify row_number() over (partition by province_code order by period_end desc) = 1  -- the latest of each
    order by value desc
"""


def main(published: str, code: str) -> None:
    """Print the latest figure of every province, the largest first."""
    with duckdb.connect(f"{published}/observatory.duckdb", read_only=True) as connection:
        rows = connection.execute(QUERY, {"code": code}).fetchall()
    for province, period, bound, value, unit, met, quote, source, url in rows:
        sign = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}.get(bound, "")
        target = {True: ", đạt mục tiêu", False: ", chưa đạt mục tiêu", None: ""}[met]
        print(f"{province}: {sign}{value:g} {unit} ({period}{target})\n    “{quote}”\n    {source}, {url}")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Two charts as one picture: the provinces compared on an indicator, and one province through the years.

    python chart_of_provinces.py warehouse/published dti_rank lao-cai chart.png

Needs: duckdb, matplotlib. Lives here: two queries and their charts.
"""

from __future__ import annotations

import sys

import duckdb
import matplotlib as mpl

mpl.use("Agg")  # draws into a file, also where there is no screen
from matplotlib import pyplot as plt
from matplotlib.ticker import MaxNLocator

LATEST_YEAR = """
    select u.short_name_vi, y.value, y.year
    from core.fct_indicator_year as y inner join core.dim_province as u using (unit_id)
    where y.indicator_code = $code and y.bound = 'exact' and not u.is_country
    qualify y.year = max_by(y.year, y.year) over ()
    order by y.value
    limit 20
"""
THROUGH_TIME = """
    select y.year, y.value
    from core.fct_indicator_year as y inner join core.dim_province as u using (unit_id)
    where y.indicator_code = $code and u.province_code = $province
    order by y.year
"""


def main(published: str, code: str, province: str, picture: str) -> None:
    """Write the picture."""
    with duckdb.connect(f"{published}/observatory.duckdb", read_only=True) as connection:
        names = "select name_vi from core.dim_indicator where indicator_code = $code"
        ((title,),) = connection.execute(names, {"code": code}).fetchall()
        compared = connection.execute(LATEST_YEAR, {"code": code}).fetchall()
        series = connection.execute(THROUGH_TIME, {"code": code, "province": province}).fetchall()
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 5), layout="constrained")
    left.barh([name for name, _, _ in compared], [value for _, value, _ in compared], color="#2f7fb3")
    left.invert_yaxis()
    left.set_title(f"{title}, {compared[0][2] if compared else ''}")
    right.plot([year for year, _ in series], [value for _, value in series], marker="o", color="#d55e00")
    right.xaxis.set_major_locator(MaxNLocator(integer=True))
    right.set_title(f"{title}: {province}")
    figure.savefig(picture, dpi=110)
    plt.close(figure)
    print(f"Wrote {picture}: {len(compared)} provinces, {len(series)} years")


if __name__ == "__main__":
    main(*sys.argv[1:])

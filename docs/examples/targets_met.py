"""Which national targets are met by how many provinces: pandas on the Parquet files, which DuckDB reads.

    python targets_met.py warehouse/published

Needs: duckdb, pandas. Lives here: reading four files of one release, and one table.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

PILLARS = ("economy", "society", "government", "foundation")


def main(published: str) -> None:
    """Print, by indicator, how many provinces have met the national target in force."""
    release = Path(published).resolve()  # several files are read: follow the link once, so that all are of one release
    files = [str(release / "parquet" / pillar / "indicator_values.parquet") for pillar in PILLARS]
    values = duckdb.read_parquet(files, union_by_name=True).df()
    latest = values[values["province_code"] != "vn"].sort_values("period_end").groupby(
        ["province_code", "indicator_code"], as_index=False
    ).last()  # fmt: skip
    judged = latest.dropna(subset=["target_met"])
    table = judged.groupby(["indicator_name_vi", "national_target"])["target_met"].agg(["sum", "count"])
    for (name, target), row in table.iterrows():
        print(f"{name} (mục tiêu {target:g}): {int(row['sum'])}/{int(row['count'])} tỉnh đạt")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Readers of a published warehouse, each a process of its own: `python readers.py KIND TARGET STOP_FILE`.

Lives here: reading in a loop until the stop file is there, and saying what was seen as JSON: {"reads", "releases"}.
Every release holds its own number as the value of all figures of two tables; a reader that sees two numbers at once
has read a torn state and ends with an error, as it does with any error of the driver.
"""

from __future__ import annotations

import json
import re
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import sqlalchemy

QUERY = "select distinct value from economy.indicator_values union select distinct value from society.indicator_values"


class TornReadError(RuntimeError):
    """Two releases were seen at once."""


def read_duckdb(published: str) -> set[Any]:
    with duckdb.connect(f"{published}/observatory.duckdb", read_only=True) as connection:
        return {value for (value,) in connection.execute(QUERY).fetchall()}


def read_sqlalchemy(published: str) -> set[Any]:
    address = f"duckdb:///{published}/observatory.duckdb?access_mode=READ_ONLY"
    engine = sqlalchemy.create_engine(address, poolclass=sqlalchemy.pool.NullPool)
    with engine.connect() as connection:
        return {row.value for row in connection.execute(sqlalchemy.text(QUERY))}


def read_parquet(published: str) -> set[Any]:
    folder = Path(published).resolve() / "parquet"  # several files of one release: the link is followed once
    tables = [
        pyarrow.parquet.ParquetFile(folder / pillar / "indicator_values.parquet") for pillar in ("economy", "society")
    ]
    return {value for table in tables for value in table.read(columns=["value"])["value"].to_pylist()}


def read_page(address: str) -> set[Any]:
    with urllib.request.urlopen(f"{address}/site/index.html", timeout=30) as answer:  # noqa: S310 - loopback
        page = answer.read().decode()
    if not page.rstrip().endswith("</html>"):
        raise TornReadError("half a page")
    release = re.search(r'data-release="(\d+)"', page)
    data = re.search(r'id="map-first">(.*?)</script>', page)
    if release is None or data is None:
        raise TornReadError("a page without its release")
    return {float(release[1]), float(json.loads(data[1])["release"])}


READERS: dict[str, Callable[[str], set[Any]]] = {
    "duckdb": read_duckdb,
    "sqlalchemy": read_sqlalchemy,
    "parquet": read_parquet,
    "page": read_page,
}


def main(kind: str, target: str, stop: str) -> None:
    reads, releases = 0, set()
    while True:
        last = Path(stop).exists()  # asked before reading, so that the last state is read, too
        values = READERS[kind](target)
        if len(values) != 1:
            raise TornReadError(f"{kind} saw {sorted(values)} at once")
        reads, releases = reads + 1, releases | values
        if last:
            break
        time.sleep(0.1)
    print(json.dumps({"reads": reads, "releases": sorted(releases)}))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""All seeds against their definitions, before a run asks a site: a slip in one would else be told by dbt, much later.

Lives here: every cell of every seed, keys, and columns. Never here: what a cell may say (`schemas.reference`),
relations between seeds (dbt tests).
"""

from __future__ import annotations

import functools
from pathlib import Path

from schemas.cells import problem_of
from schemas.reference import SEED_TABLES
from schemas.tables import TableSchema
from scrapers.reference import SEEDS, ReferenceDataError, seed_rows


@functools.cache
def check_seeds(seeds: Path = SEEDS) -> None:
    """See that the seeds say what they may; once per folder and process.

    Raises:
        ReferenceDataError: a file is missing or no CSV, a column is missing or unknown, a cell is wrong, or a key
            stands twice. The first one is named.
    """
    for name, table in SEED_TABLES.items():
        _check(seeds / f"{name}.csv", table)


def _check(file: Path, table: TableSchema) -> None:
    known = set(table.column_names)
    seen: dict[str, set[str]] = {column.name: set() for column in table.columns if column.unique}
    for line, cells in seed_rows(file, table.key):
        for name in cells:
            if name not in known:
                raise ReferenceDataError(file, 1, name, "is no column of this file; remove it or correct its name")
        for column in table.columns:
            cell = cells.get(column.name)
            if cell is None:
                raise ReferenceDataError(file, 1, column.name, "the column is missing; restore it in the header")
            if (problem := problem_of(cell, column)) is not None:
                raise ReferenceDataError(file, line, column.name, problem)
            if column.unique and cell in seen[column.name]:
                raise ReferenceDataError(file, line, column.name, f"{cell!r} stands there twice; remove one row")
            if column.unique:
                seen[column.name].add(cell)

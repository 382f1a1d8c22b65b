"""What must hold before a release may be published; what does not is told in sentences.

Lives here: the blocking checks (no pillar empty, no key violated, coverage not shrunk by more than a stated share, no
source gone); they read the copy that would be published and the release that readers have. Not here: what happens to a
refused release.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from schemas.pillars import PILLARS
from warehouse.publishing.catalogue import Table, read_catalogue
from warehouse.publishing.changes import VALUES, Comparison
from warehouse.publishing.keys import foreign_keys, primary_key
from warehouse.publishing.policy import Gates
from warehouse.publishing.sql import name, table_name, text


def empty_pillars(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> list[str]:
    """A sentence for each pillar without a figure."""
    present = {table.full_name for table in tables}
    problems = []
    for pillar in PILLARS:
        values = f"{pillar}.{VALUES}"
        if values not in present:
            problems.append(f"{values} is missing; did the dbt build succeed?")
        elif connection.execute(f"select 1 from {values} limit 1").fetchone() is None:  # noqa: S608 - constants
            problems.append(f"{values} has no row; did its sources answer, and were their figures read?")
    return problems


def broken_keys(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> list[str]:
    """A sentence for each key that is not unique, is empty, or points to nothing."""
    problems = []
    for table in tables:
        key = primary_key(table)
        if key:
            columns = ", ".join(map(name, key))
            missing = " or ".join(f"{name(column)} is null" for column in key)
            (doubled, empty) = _one(
                connection,
                f"select (select count(*) from (select 1 from {table_name(table)} group by {columns}"  # noqa: S608
                f" having count(*) > 1)), (select count(*) from {table_name(table)} where {missing})",
            )
            if doubled:
                problems.append(f"{table.full_name}: {doubled} key(s) ({', '.join(key)}) stand in more than one row")
            if empty:
                problems.append(f"{table.full_name}: {empty} row(s) lack a part of the key ({', '.join(key)})")
        for column, other in foreign_keys(table, tables):
            (lost,) = _one(
                connection,
                f"select count(distinct {name(column)}) from {table_name(table)} where {name(column)} is not null"  # noqa: S608
                f" and {name(column)} not in (select {name(column)} from {table_name(other)}"
                f" where {name(column)} is not null)",
            )
            if lost:
                problems.append(f"{table.full_name}.{column}: {lost} value(s) are not in {other.full_name}")
    return problems


def shrunk_coverage(comparison: Comparison, gates: Gates) -> list[str]:
    """A sentence for each pillar, and for all, of whose figures too many are gone without a new one in their stead."""
    problems = []
    for pillar in ("", *PILLARS):
        known, left = (
            counts.get(pillar, 0) if pillar else sum(counts.values())
            for counts in (comparison.before, comparison.after)
        )
        lost = known - left
        is_too_much = lost > known * gates.max_shrink and (not pillar or lost > gates.few)
        if is_too_much:
            problems.append(
                f"{pillar or 'all pillars'}: {known} figures became {left} ({lost / known:.0%} fewer;"
                f" {gates.max_shrink:.0%} is allowed)"
            )
    return problems


def vanished_sources(before: Path, after: Path, gates: Gates) -> list[str]:
    """A sentence for each source that had many observations in the database `before` and has none in `after`.

    That is what a parser or a registry entry which no longer fits a site does. Nothing is said where all figures may go
    (`max_shrink` of 1), nor where `before` is of a time without the table.

    Raises:
        duckdb.Error: a file cannot be read.
    """
    if gates.max_shrink >= 1:
        return []
    with duckdb.connect() as connection:
        connection.execute(f"attach {text(str(before))} as before (read_only)")
        connection.execute(f"attach {text(str(after))} as after (read_only)")
        try:
            lost = connection.execute(
                "select source_id, count(*) as n from before.core.fct_observation as old"
                " where source_id not in (select source_id from after.core.fct_observation)"
                " group by source_id having count(*) >= ? order by source_id",
                [gates.many],
            ).fetchall()
        except duckdb.CatalogException:
            return []
    return [
        f"{source_id}: its {count} observations are all gone; have its pages, its registry entry or a parser changed?"
        for source_id, count in lost
    ]


def inspect(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """All that is wrong with the database to which the connection points, seen alone."""
    tables = read_catalogue(connection)
    return [*empty_pillars(connection, tables), *broken_keys(connection, tables)]


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    found = connection.execute(query).fetchone()
    return tuple(int(value) for value in found or ())

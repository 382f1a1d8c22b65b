"""Row counts and a few rows of what dbt built, for the UI.

Lives here: looking into the working database once dbt has let go of it. Never here: the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from orchestration.assets.metadata import markdown_table

SAMPLE_ROWS = 5
SAMPLE_COLUMNS = 8


def with_samples(events: Iterable[Any], database: Path, nodes: Mapping[str, Mapping[str, Any]]) -> Iterator[Any]:
    """The events of a dbt run, each output with row count and sample rows of its table.

    They are held back until dbt has ended, because DuckDB lets nobody in beside a writer. Where dbt fails, what it had
    built is given first and its error is raised after that. `nodes` are the manifest's nodes by their unique id.
    """
    held: list[Any] = []
    failure: Exception | None = None
    try:
        held.extend(events)
    except Exception as error:  # noqa: BLE001 - raised again below
        failure = error
    if failure is not None and not database.exists():  # dbt ended before it made anything
        raise failure
    with duckdb.connect(str(database), read_only=True) as connection:
        for event in held:
            node = nodes.get(_unique_id(event))
            yield event.with_metadata({**event.metadata, **_sample(connection, node)}) if node else event
    if failure is not None:
        raise failure


def _unique_id(event: Any) -> str:
    value = event.metadata.get("unique_id") if isinstance(event, dg.Output) else None
    return str(value.value) if isinstance(value, dg.MetadataValue) else ""


def _sample(connection: duckdb.DuckDBPyConnection, node: Mapping[str, Any]) -> dict[str, Any]:
    name = f'"{node["schema"]}"."{node.get("alias") or node["name"]}"'
    try:
        table = connection.table(name)
        columns = tuple(table.columns[:SAMPLE_COLUMNS])
        rows = [dict(zip(columns, row, strict=False)) for row in table.limit(SAMPLE_ROWS).fetchall()]
        counted = table.count("*").fetchone()
    except duckdb.Error as error:  # a sample is for the eye: without it the run goes on
        return {"sample": f"no sample: {error}"}
    return {
        "dagster/row_count": int(counted[0]) if counted else 0,
        "sample": dg.MetadataValue.md(markdown_table(rows, columns)),
    }

"""What the archive, the lake and the working database say of a source's history, for the judgements over it.

Lives here: reading. Never here: the judgements (`anomalies`).
"""

from __future__ import annotations

import datetime as dt

import duckdb

from orchestration.steps.unreadable import unreadable_captures
from orchestration.steps.visits import Visit, read_visits
from schemas.lake import DOCUMENTS, OBSERVATIONS
from warehouse.archive import Archive
from warehouse.datasets import Partition, read_columns
from warehouse.paths import Home


def visits(home: Home, archive: Archive, source_id: str) -> list[Visit]:
    """The visits to a source, with what of their captures could not be read."""
    return read_visits(archive, source_id, unreadable_captures(home, archive, source_id))


def have_figures(home: Home, source_id: str) -> list[bool]:
    """For each document of a source, in order of its first capture, whether a figure was read in it."""
    captured: dict[str, dt.datetime] = {}
    with_figures: set[str] = set()
    for month in Archive(home.archive).months(source_id):
        for row in read_columns(Partition(home.lake, DOCUMENTS, source_id, month), ("document_id", "captured_at")):
            captured.setdefault(row["document_id"], row["captured_at"])
        found = read_columns(Partition(home.lake, OBSERVATIONS, source_id, month), ("document_id",))
        with_figures.update(row["document_id"] for row in found)
    return [document_id in with_figures for document_id in sorted(captured, key=lambda each: (captured[each], each))]


def answers_behind(warehouse: duckdb.DuckDBPyConnection, pillar: str) -> dict[str, dt.datetime]:
    """The last answer of each source that has stated a figure of the pillar; dropped files are asked of nobody."""
    found = warehouse.execute(
        "select distinct o.source_id, h.last_answer_at"
        " from core.fct_observation as o"
        " inner join core.dim_indicator as i on o.indicator_code = i.indicator_code"
        " inner join quality.source_health as h on o.source_id = h.source_id"
        " where i.pillar = ? and h.last_answer_at is not null",
        [pillar],
    ).fetchall()
    return {source_id: at if at.tzinfo else at.replace(tzinfo=dt.UTC) for source_id, at in found}

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


def have_figures(home: Home, source_id: str, *, until: dt.datetime) -> list[bool]:
    """For each document that a source had then, in order of its first capture, whether a figure was read in it."""
    captured: dict[str, dt.datetime] = {}
    with_figures: set[str] = set()
    for month in Archive(home.archive).months(source_id):
        for row in read_columns(Partition(home.lake, DOCUMENTS, source_id, month), ("document_id", "captured_at")):
            if row["captured_at"] <= until:
                captured.setdefault(row["document_id"], row["captured_at"])
        found = read_columns(Partition(home.lake, OBSERVATIONS, source_id, month), ("document_id",))
        with_figures.update(row["document_id"] for row in found)
    return [document_id in with_figures for document_id in sorted(captured, key=lambda each: (captured[each], each))]


def answers_behind(warehouse: duckdb.DuckDBPyConnection, pillar: str) -> dict[str, dt.datetime]:
    """The last answer of each source that has stated a figure of the pillar; dropped files are asked of nobody."""
    columns = ("source_id", "pillars", "last_answer_at")
    found = warehouse.table("quality.source_health").select(*columns).fetchall()
    return {
        source_id: at for source_id, pillars, at in found if at is not None and pillar in (pillars or "").split(", ")
    }

"""What a run came to, for a person and as JSON; the counters add up.

Lives here: counting what the steps left in the lake and in the release. Never here: printing.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet

from orchestration.steps import balance
from schemas.country import COUNTRY
from schemas.lake import DOCUMENTS, OBSERVATIONS, QUARANTINE, UNMAPPED_QUANTITIES
from schemas.pillars import PILLARS
from schemas.tables import TableSchema
from warehouse.archive import Archive
from warehouse.datasets import count_rows, partitions
from warehouse.files import write_bytes
from warehouse.paths import Home
from warehouse.release import Release

COUNTERS = (
    "fetch",
    "numbers",
    "rows",
    "documents",
    "observations",
    "unmapped",
    "quarantine",
    "corrections",
    "marts",
    "provinces_in_marts",
)


@dataclasses.dataclass(frozen=True)
class RunSummary:
    """Counters of a run and of the state that it left.

    `fetch` counts this run's attempts by outcome (asked = captured + unchanged + failed + refused); `numbers` the
    numbers of all documents (seen = observed + unmapped + excluded); `rows` what went into each step of reading
    (total = valid + quarantined); `quarantine` all quarantined rows by rule. `unbalanced` says which do not add up.
    `corrections` counts those in use and those that rest; it is empty where their file is wrong, by which
    every run that needs it fails.
    """

    run_id: str
    fetch: dict[str, int]
    problems: list[dict[str, str]]
    documents: int
    observations: int
    unmapped: int
    numbers: dict[str, int]
    rows: dict[str, dict[str, int]]
    unbalanced: list[str]
    quarantine: dict[str, int]
    marts: dict[str, int]
    provinces_in_marts: int
    release: int | None
    is_new_release: bool
    published: str
    corrections: dict[str, int] = dataclasses.field(default_factory=dict)


def summarise(
    home: Home,
    run_id: str,
    release: Release | None,
    *,
    is_new: bool,
    source_ids: Collection[str],
    corrections: dict[str, int],
) -> RunSummary:
    """Count what the run `run_id` asked, and the state that it left; `release` is the one that readers open.

    `source_ids` are those of the registry, `corrections` are counted (`orchestration.steps.corrections`).
    """
    outcomes = balance.outcomes_of(home, run_id)
    fetch, kept = balance.asked(Archive(home.archive), outcomes)
    numbers, listed = balance.numbers(home)
    steps = balance.rows(home, source_ids)
    quarantine = Counter(row["rule"] for row in _columns(home.lake, QUARANTINE, ["rule"]))
    tables = sorted(release.tables.items()) if release else []
    return RunSummary(
        run_id=run_id,
        fetch={"asked": fetch.total, **fetch.parts, "skipped": len(outcomes) - fetch.total},
        problems=[
            {"source": o.source_id, "url": o.url, "reason": o.reason, "detail": o.detail}
            for o in outcomes
            if o.outcome in ("failed", "refused")
        ],
        documents=count_rows(home.lake, DOCUMENTS),
        observations=count_rows(home.lake, OBSERVATIONS),
        unmapped=count_rows(home.lake, UNMAPPED_QUANTITIES),
        numbers={"seen": numbers.total, **numbers.parts},
        rows={step.name: {"total": step.total, **step.parts} for step in steps},
        unbalanced=[str(one) for one in (fetch, kept, numbers, listed, *steps) if not one.holds],
        quarantine=dict(sorted(quarantine.items())),
        marts={name: rows for name, rows in tables if name.split(".")[0] in PILLARS},
        provinces_in_marts=_provinces(release.database) if release else 0,
        release=release.number if release else None,
        is_new_release=is_new,
        published=str(home.published),
        corrections=corrections,
    )


def counters(made: RunSummary) -> dict[str, Any]:
    """The counters of a summary, as the status repeats them."""
    said = dataclasses.asdict(made)
    return {name: said[name] for name in COUNTERS}


def file_of(home: Home, run_id: str) -> Path:
    """Where the summary of a run is kept."""
    return home.logs / f"run-{run_id}.json"


def read(home: Home, run_id: str) -> RunSummary | None:
    """The summary that a run has kept; None where there is none, or where it cannot be read."""
    try:
        return RunSummary(**json.loads(file_of(home, run_id).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write(home: Home, summary: RunSummary) -> Path:
    """Keep the summary as `logs/run-<run>.json`."""
    path = file_of(home, summary.run_id)
    write_bytes(path, f"{json.dumps(dataclasses.asdict(summary), ensure_ascii=False, indent=2)}\n".encode())
    return path


def _columns(lake: Path, table: TableSchema, names: list[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for partition in partitions(lake, table):
        rows += pyarrow.parquet.ParquetFile(partition.path).read(columns=names).to_pylist()
    return rows


def _provinces(database: Path) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        marts = (connection.table(f"{pillar}.indicator_values") for pillar in PILLARS)
        codes = {code for mart in marts for (code,) in mart.select("province_code").distinct().fetchall()}
    return len(codes - {COUNTRY})

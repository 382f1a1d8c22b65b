"""The corrections step: those that a data directory has a use for go into its lake, the others rest.

Lives here: asking registries and archive about the source of an entry. Never here: reading the file
(`scrapers.corrections`).
"""

from __future__ import annotations

import dataclasses
from typing import Any

from orchestration.settings import Settings
from schemas.corrections import CORRECTIONS
from scrapers.corrections import check_sources, load_corrections
from scrapers.sources.loader import load_registry
from warehouse.archive import Archive
from warehouse.datasets import write_table
from warehouse.paths import Home


@dataclasses.dataclass(frozen=True)
class Corrections:
    """Rows of the table `corrections`: of sources that the archive has something of, and of others.

    Those that rest have nothing here that they could correct; in a home that never saw the sample web the check of its
    examples would fail for ever.
    """

    in_use: tuple[dict[str, Any], ...]
    resting: tuple[dict[str, Any], ...]


def corrections_of(settings: Settings) -> Corrections:
    """The corrections, by whether this data directory has something of their source.

    Raises:
        CorrectionsError: the file of corrections is wrong, or an entry is about a source that nobody knows: it is in no
            registry (sample, live, OBSERVATORY_SOURCES) and not in the archive.
        RegistryError: a registry cannot be read.
    """
    rows = load_corrections()
    archived = set(Archive(settings.home.archive).source_ids())
    resting = tuple(row for row in rows if row["source_id"] not in archived)
    if resting:
        known = archived | {source.id for source in load_registry(settings.profile, settings.extra_sources)}
        if any(row["source_id"] not in known for row in resting):
            other = load_registry("live" if settings.profile == "sample" else "sample")
            known |= {source.id for source in other}
        check_sources(rows, known)
    return Corrections(tuple(row for row in rows if row["source_id"] in archived), resting)


def write_corrections(home: Home, corrections: Corrections) -> None:
    """Write those in use into the lake."""
    write_table(home.lake, CORRECTIONS, corrections.in_use)


def counted(found: Corrections) -> dict[str, int]:
    """How many there are of each, as the summary of a run says it."""
    return {"in_use": len(found.in_use), "resting": len(found.resting)}

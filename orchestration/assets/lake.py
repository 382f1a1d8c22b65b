"""The lake's tables as assets: what the archive says, parsed and read.

Lives here: for every source and month the call of a step. A partition whose inputs did not change is left as it is.
"""

import logging
from collections.abc import Iterator, Sequence

import dagster as dg

from orchestration.assets.metadata import table_metadata
from orchestration.assets.working import working
from orchestration.settings import Settings
from orchestration.steps import changes, extract, fetch, lake, parse
from orchestration.steps.corrections import corrections_of, counted, write_corrections
from schemas.corrections import CORRECTIONS
from schemas.lake import (
    CAPTURES,
    DOCUMENT_CAPTURES,
    DOCUMENT_READINGS,
    DOCUMENTS,
    FETCH_OUTCOMES,
    OBSERVATION_CHANGES,
    OBSERVATIONS,
    QUARANTINE,
    SOURCES,
    UNMAPPED_QUANTITIES,
)
from schemas.tables import TableSchema
from scrapers.sources.model import Source
from warehouse.archive import Archive
from warehouse.paths import Home
from warehouse.profile import keep_profile

LOG = logging.getLogger("observatory")
GROUP = "lake"


def lake_key(table: str) -> dg.AssetKey:
    """The asset of a lake table; the dbt sources carry the same keys."""
    return dg.AssetKey(["lake", table])


def lake_assets(settings: Settings, sources: Sequence[dg.AssetKey]) -> list[dg.AssetsDefinition]:
    """Assets of all lake tables; `sources` are the assets of the archive that they are made from."""
    home = settings.home

    @dg.asset(key=lake_key("sources"), deps=sources, group_name=GROUP, kinds={"parquet"}, description=SOURCES.grain)
    def registry_table() -> dg.MaterializeResult[None]:
        with working(home):
            keep_profile(home, settings.profile)
            registry = fetch.registry(settings)
            lake.prepare(home)
            lake.forget_absent(home)
            changed = lake.write_sources(home, registry, settings.profile)
        return dg.MaterializeResult(metadata={"dagster/row_count": len(registry), "changed": changed})

    @dg.asset(
        key=lake_key("corrections"),
        deps=sources,
        group_name=GROUP,
        kinds={"yaml", "parquet"},
        description=CORRECTIONS.grain,
    )
    def corrections() -> dg.MaterializeResult[None]:
        with working(home):
            found = corrections_of(settings)
            write_corrections(home, found)
        said = counted(found)
        if found.resting:
            sources = ", ".join(sorted({row["source_id"] for row in found.resting}))
            LOG.info("%d corrections rest: nothing is here of %s", said["resting"], sources)
        return dg.MaterializeResult(metadata={"dagster/row_count": said["in_use"], "resting": said["resting"]})

    @dg.multi_asset(
        name="journals",
        specs=[
            dg.AssetSpec(
                lake_key(table.name), deps=sources, group_name=GROUP, kinds={"parquet"}, description=table.grain
            )
            for table in (CAPTURES, FETCH_OUTCOMES)
        ],
    )
    def journals() -> Iterator[dg.MaterializeResult[None]]:
        with working(home):
            lake.prepare(home)
            source_ids = Archive(home.archive).source_ids()
            lost = {
                CAPTURES: [line for source_id in source_ids for line in lake.write_captures(home, source_id)],
                FETCH_OUTCOMES: [line for source_id in source_ids for line in lake.write_outcomes(home, source_id)],
            }
        for table, columns in (
            (CAPTURES, ("source_id", "url", "captured_at", "body_bytes")),
            (FETCH_OUTCOMES, ("source_id", "url", "outcome", "reason")),
        ):
            for line in lost[table]:
                LOG.warning("a line of the archive's journal was skipped: %s", line)
            metadata = {**table_metadata(home.lake, table, columns), "unreadable_lines": [str(n) for n in lost[table]]}
            yield dg.MaterializeResult(asset_key=lake_key(table.name), metadata=metadata)

    @dg.multi_asset(
        name="documents",
        specs=[
            dg.AssetSpec(
                lake_key(table.name), deps=sources, group_name=GROUP, kinds={"parquet"}, description=table.grain
            )
            for table in (DOCUMENTS, DOCUMENT_CAPTURES)
        ],
    )
    def documents() -> Iterator[dg.MaterializeResult[None]]:
        with working(home):
            lake.prepare(home)
            archive = Archive(home.archive)
            made = sum(
                parse.parse_month(home, source, month)
                for source in known_sources(home, settings)
                for month in archive.months(source.id)
            )
        metadata = table_metadata(home.lake, DOCUMENTS, ("source_id", "published_on", "title", "n_chars"))
        LOG.info("documents: %s (%d of the source-months were parsed anew)", metadata["dagster/row_count"], made)
        yield dg.MaterializeResult(
            asset_key=lake_key(DOCUMENTS.name), metadata={**metadata, "source_months_parsed": made}
        )
        columns = ("source_id", "url", "capture_id", "document_id")
        yield dg.MaterializeResult(
            asset_key=lake_key(DOCUMENT_CAPTURES.name), metadata=table_metadata(home.lake, DOCUMENT_CAPTURES, columns)
        )

    read_tables: dict[TableSchema, tuple[str, ...]] = {
        OBSERVATIONS: ("province_code", "indicator_code", "kind", "value", "period", "quote"),
        OBSERVATION_CHANGES: ("change", "changed_at", "old_value", "new_value", "url"),
        UNMAPPED_QUANTITIES: ("source_id", "value_text", "unit", "quote"),
        DOCUMENT_READINGS: ("document_id", "numbers_seen", "numbers_observed", "numbers_unmapped", "numbers_excluded"),
        QUARANTINE: ("stage", "source_id", "rule", "reason"),
    }

    @dg.multi_asset(
        name="readings",
        specs=[
            dg.AssetSpec(
                lake_key(table.name),
                deps=[lake_key("documents")],
                group_name=GROUP,
                kinds={"parquet"},
                description=table.grain,
            )
            for table in read_tables
        ],
    )
    def readings() -> Iterator[dg.MaterializeResult[None]]:
        with working(home):
            made = sum(extract.extract_source(home, source.id) for source in known_sources(home, settings))
            for source_id in Archive(home.archive).source_ids():
                changes.mark_changes(home, source_id)
        LOG.info("observations: %d of the source-months were read anew", made)
        for table, columns in read_tables.items():
            yield dg.MaterializeResult(
                asset_key=lake_key(table.name), metadata=table_metadata(home.lake, table, columns)
            )

    return [registry_table, corrections, journals, documents, readings]


def known_sources(home: Home, settings: Settings) -> list[Source]:
    """The sources of the archive that are in the registry; the documents of a source that left it stay."""
    registry = {source.id: source for source in fetch.registry(settings)}
    known = []
    for source_id in Archive(home.archive).source_ids():
        if source_id in registry:
            known.append(registry[source_id])
        else:
            LOG.warning("%s is in the archive but no longer in the registry; its documents stay as they are", source_id)
    return known

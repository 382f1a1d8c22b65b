"""What corrected articles no longer state, as an asset of the lake.

Lives here: for every source the call of the step. Never here: the comparison.
"""

import logging

import dagster as dg

from orchestration.assets.lake import GROUP, lake_key
from orchestration.assets.metadata import table_metadata
from orchestration.settings import Settings
from orchestration.steps import changes
from schemas.lake import DOCUMENT_CAPTURES, OBSERVATION_CHANGES, OBSERVATIONS
from warehouse.archive import Archive
from warehouse.lock import run_lock

LOG = logging.getLogger("observatory")


def changes_asset(settings: Settings) -> dg.AssetsDefinition:
    """The asset of `lake/observation_changes`."""
    home = settings.home

    @dg.asset(
        key=lake_key(OBSERVATION_CHANGES.name),
        deps=[lake_key(DOCUMENT_CAPTURES.name), lake_key(OBSERVATIONS.name)],
        group_name=GROUP,
        kinds={"parquet"},
        description=OBSERVATION_CHANGES.grain,
    )
    def observation_changes() -> dg.MaterializeResult[None]:
        with run_lock(home):
            made = sum(changes.mark_changes(home, source_id) for source_id in Archive(home.archive).source_ids())
        columns = ("change", "changed_at", "old_value", "new_value", "url")
        metadata = table_metadata(home.lake, OBSERVATION_CHANGES, columns)
        LOG.info("changes: %s figures of earlier versions are no longer stated so", metadata["dagster/row_count"])
        return dg.MaterializeResult(metadata={**metadata, "sources_compared": made})

    return observation_changes

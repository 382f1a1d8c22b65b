"""The sources as assets: `captures/<source>` is the archive of a source as of a run.

One multi-asset, so that a run can be of a few sources only. A source that does not answer still is what it was
before; its check
`answered` fails, and nothing that comes after it waits for it.
"""

import logging
from collections.abc import Iterator

import dagster as dg

from orchestration.settings import Settings
from orchestration.steps import fetch
from scrapers.fetching.summary import FetchSummary
from scrapers.sources.model import Source
from warehouse.archive import Archive
from warehouse.disk import require_room
from warehouse.lock import run_lock

LOG = logging.getLogger("observatory")
ANSWERED = "answered"


def capture_key(source_id: str) -> dg.AssetKey:
    """The asset of a source's archive."""
    return dg.AssetKey(["captures", source_id])


def source_assets(settings: Settings) -> dg.AssetsDefinition:
    """The multi-asset over all watched sources and the inbox."""
    sources = {source.id: source for source in fetch.registry(settings) if source.enabled or source.kind == "inbox"}

    @dg.multi_asset(
        name="captures",
        specs=[_spec(source) for source in sources.values()],
        check_specs=[
            dg.AssetCheckSpec(
                ANSWERED, asset=capture_key(source.id), description="The source's listings could be read."
            )
            for source in sources.values()
            if source.kind != "inbox"
        ],
        can_subset=True,
    )
    def captures(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
        chosen = [sources[key.path[-1]] for key in sorted(context.selected_asset_keys)]
        asked = [source for source in chosen if source.kind != "inbox"]
        require_room(settings.home.create(), settings.min_free_gb)
        with run_lock(settings.home), fetch.web(settings) as hosts:
            summaries = fetch.fetch_sources(settings, asked, hosts, run_id=context.run_id, on_done=_tell)
        found = {summary.source_id: summary for summary in summaries}
        archive = Archive(settings.home.archive)
        for source in chosen:
            yield _result(source, found.get(source.id), len(archive.captures(source.id)))

    return captures


def _tell(summary: FetchSummary) -> None:
    if summary.answered:
        LOG.info(
            "%s: asked %d, new %d, unchanged %d, failed %d, skipped %d",
            summary.source_id,
            summary.asked,
            summary.captured,
            summary.unchanged,
            summary.failed + summary.refused,
            summary.skipped,
        )
    else:
        LOG.warning("%s did not answer: %s (%s)", summary.source_id, summary.reason, summary.detail)


def _spec(source: Source) -> dg.AssetSpec:
    return dg.AssetSpec(
        capture_key(source.id),
        group_name="sources",
        description=f"{source.name_vi} ({source.name_en}): everything that was captured of it.",
        metadata={"url": dg.MetadataValue.url(source.base_url)} if source.base_url else {},
        tags={"kind": source.kind, "family": source.family},
        kinds={"http"} if source.base_url else {"file"},
    )


def _result(source: Source, summary: FetchSummary | None, total: int) -> dg.MaterializeResult[None]:
    if summary is None:
        return dg.MaterializeResult(asset_key=capture_key(source.id), metadata={"dagster/row_count": total})
    counters = ("asked", "captured", "unchanged", "failed", "refused", "skipped", "listed", "remembered")
    return dg.MaterializeResult(
        asset_key=capture_key(source.id),
        metadata={
            "dagster/row_count": total,
            **{name: getattr(summary, name) for name in counters},
            "reasons": summary.reasons,
        },
        check_results=[
            dg.AssetCheckResult(
                check_name=ANSWERED,
                asset_key=capture_key(source.id),
                passed=summary.answered,
                severity=dg.AssetCheckSeverity.ERROR,
                metadata={"reason": summary.reason, "detail": summary.detail},
            )
        ],
    )

"""The sources as assets: `captures/<source>` is the archive of a source as of a run.

One multi-asset, so that a run can be of a few sources only. A source that does not answer still is what it was
before; its check
`answered` fails, and nothing that comes after it waits for it.
"""

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.assets.freshness import every_day
from orchestration.assets.metadata import captures_table, markdown_table
from orchestration.assets.working import working
from orchestration.settings import Settings
from orchestration.steps import fetch, inbox
from orchestration.steps.beginning import check_what_people_wrote
from orchestration.steps.inbox import Taken
from scrapers.fetching.summary import FetchSummary
from scrapers.sources.loader import INBOX
from scrapers.sources.model import Source
from warehouse.archive import Archive
from warehouse.disk import require_room
from warehouse.profile import keep_profile

LOG = logging.getLogger("observatory")
ANSWERED = "answered"
TAKEN = "all_taken"
SETTLE_SECONDS = 2.0
"""Between two looks into the inbox where no source is asked meanwhile: what still grows has grown by then."""


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
            if source.kind != "inbox"
            else dg.AssetCheckSpec(
                TAKEN, asset=capture_key(source.id), description="Every dropped file could be taken into the archive."
            )
            for source in sources.values()
        ],
        can_subset=True,
    )
    def captures(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
        chosen = [sources[key.path[-1]] for key in sorted(context.selected_asset_keys)]
        asked = [source for source in chosen if source.kind != "inbox"]
        check_what_people_wrote(settings)  # runs that the daemon starts begin here
        require_room(settings.home.create(), settings.min_free_gb)
        with working(settings.home), fetch.web(settings) as hosts:
            keep_profile(settings.home, settings.profile)
            dropped = inbox.look(settings.home) if len(asked) < len(chosen) else {}
            summaries = fetch.fetch_sources(settings, asked, hosts, run_id=context.run_id, on_done=_tell)
            if dropped and not asked:
                time.sleep(SETTLE_SECONDS)
            taken = inbox.take_in(settings.home, dropped, now=settings.now) if dropped else Taken()
        _tell_of_files(taken)
        found = {summary.source_id: summary for summary in summaries}
        archive = Archive(settings.home.archive)
        for source in chosen:
            kept = archive.captures(source.id)
            said = {
                "dagster/row_count": len(kept),
                "newest captures": dg.MetadataValue.md(captures_table(archive, kept)),
            }
            summary = found.get(source.id)
            yield _result(source, summary, said) if summary else _inbox_result(source, taken, said, settings.home.inbox)

    return captures


def _tell(summary: FetchSummary) -> None:
    where = {"source": summary.source_id}
    if summary.answered:
        LOG.info(
            "asked %d, new %d, unchanged %d, failed %d, skipped %d",
            summary.asked,
            summary.captured,
            summary.unchanged,
            summary.failed + summary.refused,
            summary.skipped,
            extra=where,
        )
    else:
        LOG.warning("did not answer: %s (%s)", summary.reason, summary.detail, extra=where)


def _spec(source: Source) -> dg.AssetSpec:
    return dg.AssetSpec(
        capture_key(source.id),
        group_name="sources",
        description=f"{source.name_vi} ({source.name_en}): everything that was captured of it.",
        metadata={"url": dg.MetadataValue.url(source.base_url)} if source.base_url else {},
        tags={"kind": source.kind, "family": source.family},
        kinds={"http"} if source.base_url else {"file"},
        freshness_policy=every_day(),
    )


def _tell_of_files(taken: Taken) -> None:
    for result in taken.results:
        level = logging.WARNING if result.status == "refused" else logging.INFO
        LOG.log(level, "%s: %s (%s)", result.status, result.path, result.detail, extra={"source": INBOX.id})
    for name in taken.growing:
        LOG.warning("%s is still being written; a later run takes it in", name, extra={"source": INBOX.id})
    for name in taken.lonely:
        LOG.warning("%s lies in the inbox without its file", name, extra={"source": INBOX.id})


def _inbox_result(source: Source, taken: Taken, said: dict[str, Any], folder: Path) -> dg.MaterializeResult[None]:
    rows = [{"file": result.path.name, "status": result.status, "detail": result.detail} for result in taken.results]
    refused = [row for row in rows if row["status"] == "refused"]
    table = dg.MetadataValue.md(markdown_table(rows, ("file", "status", "detail")))
    return dg.MaterializeResult(
        asset_key=capture_key(source.id),
        metadata={
            **said,
            "folder": dg.MetadataValue.path(str(folder)),
            "files": table,
            "still growing": list(taken.growing),
            "sidecars without a file": list(taken.lonely),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name=TAKEN,
                asset_key=capture_key(source.id),
                passed=not refused,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"refused": len(refused), "files": table},
            )
        ],
    )


def _result(source: Source, summary: FetchSummary, said: dict[str, Any]) -> dg.MaterializeResult[None]:
    counters = ("asked", "captured", "unchanged", "failed", "refused", "skipped", "listed", "remembered")
    return dg.MaterializeResult(
        asset_key=capture_key(source.id),
        metadata={
            **said,
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

"""Reading the archive again, as assets: all of it to see that it still says the same, or the captures of single days.

Lives here: which source-months are read again, and what the UI shows of it. Never here: the comparison
(`orchestration.steps.reread`).
"""

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence

import dagster as dg

from orchestration.assets.lake import known_sources, lake_key
from orchestration.assets.metadata import markdown_table
from orchestration.assets.working import working
from orchestration.logs import attach
from orchestration.settings import Settings
from orchestration.steps import reread
from orchestration.steps.reread import Difference
from schemas.days import TIME_ZONE, day_of
from warehouse.archive import Archive

LOG = logging.getLogger("observatory")
GROUP = "reread"
WHOLE = dg.AssetKey(["reread", "archive"])
DAY = dg.AssetKey(["reread", "day"])
SAME = "reads_the_same"
MOST_NAMED = 5


def days(settings: Settings) -> dg.DailyPartitionsDefinition:
    """The days (of Vietnam) from the first capture to today."""
    first = reread.first_day(Archive(settings.home.archive)) or day_of(settings.now())
    start = dt.datetime.combine(first, dt.time())
    return dg.DailyPartitionsDefinition(start_date=start, timezone=TIME_ZONE, end_offset=1)


def reread_assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """The assets that read the archive again."""
    home = settings.home

    @dg.asset(
        key=WHOLE,
        deps=[lake_key("observations"), lake_key("fetch_outcomes")],
        group_name=GROUP,
        kinds={"python"},
        description="The whole archive, read again and compared with the lake; nothing is written.",
        check_specs=[
            dg.AssetCheckSpec(
                SAME,
                asset=WHOLE,
                description="What was read once is read the same again, unless parser, engine or codebook are others.",
            )
        ],
    )
    def archive() -> Iterator[dg.MaterializeResult[None]]:
        with working(home):
            store = Archive(home.archive)
            found = [
                each
                for source in known_sources(home, settings)
                for each in reread.verify(home, source, reread.months_of(store, source.id))
            ]
        for difference in found:
            level = logging.INFO if difference.is_explained else logging.WARNING
            LOG.log(level, "read again: %s", difference, extra={"source": difference.source_id})
        unexplained = [difference for difference in found if not difference.is_explained]
        yield dg.MaterializeResult(
            metadata=_metadata(found),
            check_results=[
                dg.AssetCheckResult(
                    check_name=SAME,
                    passed=not unexplained,
                    severity=dg.AssetCheckSeverity.WARN,
                    description=_said(unexplained),
                    metadata=_metadata(unexplained),
                )
            ],
        )

    @dg.asset(
        key=DAY,
        group_name=GROUP,
        kinds={"python"},
        partitions_def=days(settings),
        backfill_policy=dg.BackfillPolicy.single_run(),
        description="The captures of a day, read anew from the archive. The lake is kept by source and month, so the"
        " source-months that hold captures of the day are made anew as a whole. No site is asked.",
    )
    def day(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        attach(settings, context.run_id)  # a run put together in the UI has no configuration of ours
        wanted = [dt.date.fromisoformat(key) for key in context.partition_keys]
        with working(home):
            store = Archive(home.archive)
            chosen = [
                (source, sorted({month for each in wanted for month in reread.captured_on(store, source.id, each)}))
                for source in known_sources(home, settings)
            ]
            found = [each for source, months in chosen if months for each in reread.remake(home, source, months)]
        remade = [f"{source.id} {month}" for source, months in chosen for month in months]
        LOG.info("%d source-months were made anew; %d of their tables differ", len(remade), len(found))
        return dg.MaterializeResult(metadata={"source_months": remade, **_metadata(found)})

    return [archive, day]


def _said(unexplained: Sequence[Difference]) -> str | None:
    if not unexplained:
        return None
    more = f"; and {len(unexplained) - MOST_NAMED} more" if len(unexplained) > MOST_NAMED else ""
    named = "; ".join(map(str, unexplained[:MOST_NAMED]))
    return f"{len(unexplained)} tables are read otherwise than the lake holds them: {named}{more}"


def _metadata(differences: Iterable[Difference]) -> dict[str, dg.MetadataValue]:
    rows = [{**dataclasses.asdict(each), "explained": "yes" if each.is_explained else "no"} for each in differences]
    columns = ("table", "source_id", "month", "appeared", "vanished", "altered", "explained", "example")
    return {
        "differences": dg.MetadataValue.int(len(rows)),
        "what differs": dg.MetadataValue.md(markdown_table(rows[:50], columns)),
    }

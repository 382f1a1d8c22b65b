"""Checks over the lake: quarantine is seen, counters add up, documents still give figures.

Lives here: asset checks of the lake's tables.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import dagster as dg

from orchestration.assets.lake import lake_key
from orchestration.assets.metadata import markdown_table
from orchestration.settings import Settings
from orchestration.steps import balance, fetch, volumes
from orchestration.steps.anomalies import barren
from orchestration.steps.balance import Balance
from schemas.lake import DOCUMENT_READINGS, QUARANTINE
from warehouse.archive import Archive
from warehouse.datasets import partitions, read_columns


def lake_checks(settings: Settings) -> list[dg.AssetChecksDefinition]:
    """The checks of the lake's tables."""
    home = settings.home

    @dg.asset_check(
        asset=lake_key("quarantine"), description="Rows that were not used, by rule; a warning, not a stop."
    )
    def quarantine_is_empty() -> dg.AssetCheckResult:
        columns = ("captured_at", "source_id", "rule", "reason", "url")
        rows = [row for partition in partitions(home.lake, QUARANTINE) for row in read_columns(partition, columns)]
        newest = sorted(rows, key=lambda row: row["captured_at"], reverse=True)[:10]
        return dg.AssetCheckResult(
            passed=not rows,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "rows": len(rows),
                "by_rule": dict(sorted(Counter(row["rule"] for row in rows).items())),
                "newest": dg.MetadataValue.md(markdown_table(newest, columns)),
                "folder": dg.MetadataValue.path(str(home.lake / QUARANTINE.name)),
            },
        )

    @dg.asset_check(asset=lake_key("document_readings"), description="Every number of a text has exactly one fate.")
    def numbers_add_up() -> dg.AssetCheckResult:
        names = ("document_id", "numbers_seen", "numbers_observed", "numbers_unmapped", "numbers_excluded")
        wrong = [
            row["document_id"]
            for partition in partitions(home.lake, DOCUMENT_READINGS)
            for row in read_columns(partition, names)
            if row["numbers_seen"] != row["numbers_observed"] + row["numbers_unmapped"] + row["numbers_excluded"]
        ]
        balances = balance.numbers(home)
        said: dict[str, Any] = {one.name: str(one) for one in balances}
        return dg.AssetCheckResult(
            passed=not wrong and all(one.holds for one in balances), metadata={**said, "documents": wrong[:20]}
        )

    @dg.asset_check(
        asset=lake_key("observations"), description="What went into each step of reading is valid or in quarantine."
    )
    def rows_add_up() -> dg.AssetCheckResult:
        return _add_up(balance.rows(home, {source.id for source in fetch.registry(settings)}))

    @dg.asset_check(
        asset=lake_key("fetch_outcomes"),
        description="What this run asked was captured, unchanged, failed or refused; what was captured is archived.",
    )
    def asked_adds_up(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        return _add_up(balance.asked(Archive(home.archive), balance.outcomes_of(home, context.run.run_id)))

    @dg.asset_check(
        asset=lake_key("observations"),
        description="The newest documents of a source hold figures if those before them did (pages change).",
    )
    def documents_still_hold_figures() -> dg.AssetCheckResult:
        judged = {
            source_id: barren(volumes.have_figures(home, source_id, until=settings.now()))
            for source_id in Archive(home.archive).source_ids()
        }
        rows = [{"source": source_id, "said": one.said} for source_id, one in judged.items() if one.is_odd]
        return dg.AssetCheckResult(
            passed=not rows,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "sources": len(rows),
                "not enough history": sum(not one.numbers for one in judged.values()),
                "without figures": dg.MetadataValue.md(markdown_table(rows, ("source", "said"))),
            },
        )

    return [quarantine_is_empty, numbers_add_up, rows_add_up, asked_adds_up, documents_still_hold_figures]


def _add_up(balances: Sequence[Balance]) -> dg.AssetCheckResult:
    said: dict[str, Any] = {one.name: str(one) for one in balances}
    return dg.AssetCheckResult(passed=all(one.holds for one in balances), metadata=said)

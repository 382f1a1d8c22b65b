"""Checks over the lake: quarantine is seen, counters add up.

Lives here: asset checks that are not dbt tests and not a source's own `answered`.
"""

from collections import Counter

import dagster as dg

from orchestration.assets.lake import lake_key
from schemas.lake import DOCUMENT_READINGS, QUARANTINE
from warehouse.datasets import read_table
from warehouse.paths import Home


def lake_checks(home: Home) -> list[dg.AssetChecksDefinition]:
    """The checks of the lake's tables."""

    @dg.asset_check(
        asset=lake_key("quarantine"), description="Rows that were not used, by rule; a warning, not a stop."
    )
    def quarantine_is_empty() -> dg.AssetCheckResult:
        rules = Counter(row["rule"] for row in read_table(home.lake, QUARANTINE))
        return dg.AssetCheckResult(
            passed=not rules,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"rows": sum(rules.values()), "by_rule": dict(sorted(rules.items()))},
        )

    @dg.asset_check(asset=lake_key("document_readings"), description="Every number of a text has exactly one fate.")
    def numbers_add_up() -> dg.AssetCheckResult:
        wrong = [
            row["document_id"]
            for row in read_table(home.lake, DOCUMENT_READINGS)
            if row["numbers_seen"] != row["numbers_observed"] + row["numbers_unmapped"] + row["numbers_excluded"]
        ]
        return dg.AssetCheckResult(passed=not wrong, metadata={"documents": wrong[:20]})

    return [quarantine_is_empty, numbers_add_up]

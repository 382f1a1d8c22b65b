"""Checks between the warehouse and its release: what may be lost, and how old the answers behind a mart are.

Lives here: the check that stops a release early, by the same rule as the gates of `warehouse.publishing`, which stand
behind it whoever publishes; and the freshness of marts. Never here: the rules.
"""

import dagster as dg
import duckdb

from orchestration.settings import Settings
from orchestration.steps import volumes
from orchestration.steps.lateness import LATE_AFTER
from orchestration.steps.status import iso
from schemas.pillars import PILLARS
from warehouse.publishing.changes import VALUES
from warehouse.publishing.gates import vanished_sources
from warehouse.release import latest_release

OBSERVATIONS = dg.AssetKey(["core", "fct_observation"])
ENOUGH_ANSWER = 0.5
"""The share of a pillar's sources that must have answered lately."""


def warehouse_checks(settings: Settings, pool: str | None) -> list[dg.AssetChecksDefinition]:
    """The blocking check of observations, and one of freshness for every pillar."""

    @dg.asset_check(
        asset=OBSERVATIONS,
        blocking=True,
        pool=pool,
        description="No source of the last release that had many observations has none now. Stops the release.",
    )
    def sources_keep_their_observations() -> dg.AssetCheckResult:
        last = latest_release(settings.home)
        lost = vanished_sources(last.database, settings.home.database, settings.gates) if last else []
        return dg.AssetCheckResult(
            passed=not lost,
            severity=dg.AssetCheckSeverity.ERROR,
            description="; ".join(lost) or None,
            metadata={"compared with release": last.number if last else 0, "lost": lost},
        )

    return [sources_keep_their_observations, *(_freshness(settings, pillar, pool) for pillar in PILLARS)]


def _freshness(settings: Settings, pillar: str, pool: str | None) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=dg.AssetKey([pillar, VALUES]),
        name="answers_are_fresh",
        pool=pool,
        description="At least half of the sources behind the figures answered within the last two days.",
    )
    def answers_are_fresh() -> dg.AssetCheckResult:
        with duckdb.connect(str(settings.home.database), read_only=True) as connection:
            answers = volumes.answers_behind(connection, pillar)
        late = sorted(source_id for source_id, at in answers.items() if settings.now() - at > LATE_AFTER)
        return dg.AssetCheckResult(
            passed=len(late) <= len(answers) * (1 - ENOUGH_ANSWER),
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "sources": len(answers),
                "newest answer": iso(max(answers.values())) if answers else "never",
                "oldest answer": iso(min(answers.values())) if answers else "never",
                "late": late,
            },
        )

    return answers_are_fresh

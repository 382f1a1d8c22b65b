"""Checks of each source against its own history: is it as usual, and when did it last answer.

Lives here: asset checks of `captures/<source>`. They warn and stop nothing: a source that falls silent must not keep
the others from being published. They look at the captures and answers in the archive, so that making tables again does
not make a source look fresh. Never here: the judgement (`orchestration.steps.anomalies`).
"""

from collections.abc import Iterator, Sequence

import dagster as dg

from orchestration.assets.sources import capture_key
from orchestration.settings import Settings
from orchestration.steps import fetch, volumes
from orchestration.steps.anomalies import judge_visits
from orchestration.steps.lateness import LATE_AFTER
from orchestration.steps.status import iso
from orchestration.steps.visits import Visit, last_answer, last_new
from schemas.days import day_of
from scrapers.sources.model import Source
from warehouse.archive import Archive

AS_USUAL = "as_usual"
FRESH = "is_fresh"


def source_checks(settings: Settings) -> dg.AssetChecksDefinition:
    """Two checks of every source that is asked."""
    sources = {source.id: source for source in fetch.registry(settings).enabled() if source.kind != "inbox"}
    specs = [spec for source in sources.values() for spec in _specs(source)]

    @dg.multi_asset_check(specs=specs, name="source_history", can_subset=True)
    def source_history(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        archive, wanted = Archive(settings.home.archive), context.selected_asset_check_keys
        for source in sources.values():
            visits = volumes.visits(settings.home, archive, source.id)
            for name, check in ((AS_USUAL, _as_usual), (FRESH, _fresh)):
                if dg.AssetCheckKey(capture_key(source.id), name) in wanted:
                    yield check(settings, source, visits)

    return source_history


def _specs(source: Source) -> tuple[dg.AssetCheckSpec, dg.AssetCheckSpec]:
    return (
        dg.AssetCheckSpec(
            AS_USUAL,
            asset=capture_key(source.id),
            description="Neither silent, nor flooding, nor unreadable, judged by the source's own history.",
        ),
        dg.AssetCheckSpec(
            FRESH,
            asset=capture_key(source.id),
            description="It answered within the last two days; by its answers, not by when tables were made.",
        ),
    )


def _as_usual(settings: Settings, source: Source, visits: Sequence[Visit]) -> dg.AssetCheckResult:
    judged = judge_visits(visits, source.kind, day_of(settings.now()))
    return dg.AssetCheckResult(
        check_name=AS_USUAL,
        asset_key=capture_key(source.id),
        passed=not any(one.is_odd for one in judged),
        severity=dg.AssetCheckSeverity.WARN,
        metadata={one.kind: one.said for one in judged},
    )


def _fresh(settings: Settings, source: Source, visits: Sequence[Visit]) -> dg.AssetCheckResult:
    answer, news = last_answer(visits), last_new(visits)
    return dg.AssetCheckResult(
        check_name=FRESH,
        asset_key=capture_key(source.id),
        passed=answer is not None and settings.now() - answer.at <= LATE_AFTER,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "last answer": iso(answer.at) if answer else "never",
            "last new document": iso(news.at) if news else "never",
        },
    )

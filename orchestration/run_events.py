"""What Dagster's events say about a run that has ended, as the status wants it.

Lives here: errors of steps, and what the release became. Never here: the status (`orchestration.steps.status`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import dagster as dg

from orchestration.assets.models import RELEASE
from orchestration.steps.status import Released, RunError

REFUSALS = frozenset({"ReleaseRefusedError", "DagsterAssetCheckFailedError"})
"""The gates, and the checks that stand before them."""


def errors_of(events: Iterable[dg.DagsterEvent]) -> tuple[RunError, ...]:
    """The error at the root of each step that failed."""
    return tuple(_error(event) for event in events if event.is_failure and _info(event) is not None)


def released_by(instance: dg.DagsterInstance, run_id: str) -> Released | None:
    """What the release became in a run; None where the run did not come to it."""
    found = instance.fetch_materializations(RELEASE, limit=1).records
    made = found[0].asset_materialization if found and found[0].run_id == run_id else None
    if made is None:
        return None
    number, previous, is_new = (made.metadata[name].value for name in ("number", "previous", "is_new"))
    return Released(int(str(number)), int(str(previous)) or None, is_new=bool(is_new))


def _info(event: dg.DagsterEvent):  # type: ignore[no-untyped-def]  # noqa: ANN202 - Dagster's record of an error is not public by name
    return getattr(event.event_specific_data, "error", None)


def _error(event: dg.DagsterEvent) -> RunError:
    error = _info(event)
    while error.cause is not None:
        error = error.cause
    name = error.cls_name or "Error"
    message = re.sub(rf"^([\w.]+\.)?{re.escape(name)}: ", "", error.message.strip())
    return RunError(event.step_key or "run", name, message, is_refusal=name in REFUSALS)

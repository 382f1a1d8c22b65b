"""What Dagster's events say about a run that has ended, as the status wants it.

Lives here: errors of steps, checks that failed, and what the release became. Never here: the status
(`orchestration.steps.status`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import dagster as dg

from orchestration.assets.models import RELEASE
from orchestration.assets.reread import SAME
from orchestration.steps.status import FailedCheck, Released, RunError

_BLOCKED = "DagsterAssetCheckFailedError"
REFUSALS = frozenset({"ReleaseRefusedError", "DataTestsFailedError", _BLOCKED})
"""The gates, and the tests and checks that stand before them."""


def errors_of(events: Iterable[dg.DagsterEvent], checks: Sequence[FailedCheck] = ()) -> tuple[RunError, ...]:
    """The error at the root of each step that failed; where a check stopped the run, what the failed `checks` found."""
    return tuple(_error(event, checks) for event in events if event.is_failure and _info(event) is not None)


def failed_checks(instance: dg.DagsterInstance, run_id: str) -> tuple[FailedCheck, ...]:
    """The checks of a run that failed: those of severity error, and the comparison with the archive.

    The other warnings are about sources and quarantine, of which the status tells by itself.
    """
    records = instance.get_records_for_run(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION).records
    events = (record.event_log_entry.dagster_event for record in records)
    found = [event.asset_check_evaluation_data for event in events if event is not None]
    return tuple(
        FailedCheck(
            one.asset_key.to_user_string(),
            one.check_name,
            "error" if one.severity == dg.AssetCheckSeverity.ERROR else "warning",
            one.description or "it failed; its metadata in the UI says more",
        )
        for one in found
        if not one.passed and (one.severity == dg.AssetCheckSeverity.ERROR or one.check_name == SAME)
    )


def released_by(instance: dg.DagsterInstance, run_id: str) -> Released | None:
    """What the release became in a run; None where the run did not come to it."""
    records = instance.get_records_for_run(run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION).records
    found = [made for record in records if (made := record.asset_materialization) and made.asset_key == RELEASE]
    if not found:
        return None
    made = found[-1]
    number, previous, is_new = (made.metadata[name].value for name in ("number", "previous", "is_new"))
    return Released(int(str(number)), int(str(previous)) or None, is_new=bool(is_new))


def _info(event: dg.DagsterEvent):  # type: ignore[no-untyped-def]  # noqa: ANN202 - Dagster's record of an error is not public by name
    return getattr(event.event_specific_data, "error", None)


def _error(event: dg.DagsterEvent, checks: Sequence[FailedCheck]) -> RunError:
    error = _info(event)
    while error.cause is not None:
        error = error.cause
    name = error.cls_name or "Error"
    message = re.sub(rf"^([\w.]+\.)?{re.escape(name)}: ", "", error.message.strip())
    found = [f"{one.asset}: {one.check}: {one.said}" for one in checks if one.severity == "error"]
    if name == _BLOCKED and found:
        message = "; ".join(found)  # Dagster's own words name the check alone
    return RunError(event.step_key or "run", name, message, is_refusal=name in REFUSALS)

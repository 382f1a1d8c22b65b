"""Runs that were ended by force: Dagster still takes them for running, and would let no other one start.

Lives here: closing them off in Dagster's record. A run of the `observatory` command holds the data directory's lock
from its first step to its last, so whoever holds the lock knows that no other such run is alive. Never here: runs that
the daemon has started; its run monitoring looks after those.
"""

from __future__ import annotations

import dagster as dg

HOLDS_LOCK = {"observatory/holds_lock": "true"}
"""The tag of runs that hold the lock all the time."""
_UNFINISHED = [
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def close_ended_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark as failed what the holder of the lock finds unfinished; gives the ids of these runs."""
    records = instance.get_run_records(dg.RunsFilter(statuses=_UNFINISHED, tags=HOLDS_LOCK))
    for record in records:
        instance.report_run_failed(
            record.dagster_run, "The run was ended by force (its process is gone). What it captured is kept."
        )
    return [record.dagster_run.run_id for record in records]

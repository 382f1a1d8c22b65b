"""The logger of a run that Dagster does: our lines in our form, its own events in its event log.

Lives here: what Dagster calls when a run begins. Not here: the form of a line (`orchestration.logs`).
"""

from __future__ import annotations

import logging

import dagster as dg

from orchestration.logs import NAME, attach
from orchestration.settings import Settings


def run_logger(settings: Settings) -> dg.LoggerDefinition:
    """What Dagster sets up when a run begins: from then on our lines are those of the run.

    Dagster's own events are kept in its event log and are not repeated as lines.
    """

    def begin(context: dg.InitLoggerContext) -> logging.Logger:
        attach(settings, context.run_id)
        events = logging.getLogger(f"{NAME}.events")
        events.propagate = False
        events.handlers = [logging.NullHandler()]
        return events

    return dg.LoggerDefinition(begin, description="Lines of the observatory's form, on standard error and in logs/.")

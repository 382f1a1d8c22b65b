"""A run counts what it came to while it still has the data directory to itself.

Its status is written by a sensor that ticks when the next run of the queue may have begun to change the lake. Lives
here: the moments at which a run of Dagster's counts. Never here: what is counted (`orchestration.steps.ending`).
"""

import dagster as dg

from orchestration.assets.models import RELEASE
from orchestration.assets.reread import DAY, WHOLE
from orchestration.run_events import released_by
from orchestration.settings import Settings
from orchestration.steps.ending import count_run

SETTINGS = "settings"
"""The resource that hands the settings to a job, which knows none."""
LAST_STEPS = frozenset(key.to_python_identifier() for key in (RELEASE, WHOLE, DAY))
"""The step of a job after which nothing changes the lake or the release."""


@dg.success_hook(required_resource_keys={SETTINGS})
def count_at_the_end(context: dg.HookContext) -> None:
    """Count after the last step."""
    if context.step_key in LAST_STEPS:
        _count(context)


@dg.failure_hook(required_resource_keys={SETTINGS})
def count_after_a_failure(context: dg.HookContext) -> None:
    """Count after a step that failed: those that wait for it are left out."""
    _count(context)


HOOKS = frozenset({count_at_the_end, count_after_a_failure})


def settings_resource(settings: Settings) -> dg.ResourceDefinition:
    """The settings as the hooks ask for them."""
    return dg.ResourceDefinition.hardcoded_resource(settings)


def _count(context: dg.HookContext) -> None:
    count_run(context.resources.settings, context.run_id, released_by(context.instance, context.run_id))

"""How old may become what the daily run makes, before the UI says so.

Lives here: the policy. It looks at when an asset was made; the checks `is_fresh` and `answers_are_fresh`
(`orchestration.checks`) hold the answers of sources against the same limit, because tables that are made again from old
captures are not fresh. Never here: the limits (`orchestration.steps.lateness`), the checks.
"""

from __future__ import annotations

import dagster as dg

from orchestration.steps.lateness import LATE_AFTER, WARN_AFTER


def every_day() -> dg.FreshnessPolicy:
    """Of what every daily run makes."""
    return dg.FreshnessPolicy.time_window(fail_window=LATE_AFTER, warn_window=WARN_AFTER)

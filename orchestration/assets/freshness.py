"""How old may become what the daily run makes, before the UI says so.

Lives here: the one limit and the policy made of it. A policy looks at when an asset was made; the checks `is_fresh` and
`answers_are_fresh` (`orchestration.checks`) use the same limit on the answers of sources, because tables that are made
again from old captures are not fresh. Never here: the checks.
"""

from __future__ import annotations

import datetime as dt

import dagster as dg

WARN_AFTER, LATE_AFTER = dt.timedelta(hours=26), dt.timedelta(hours=50)
"""One daily run was missed, two were (with two hours for a run to take)."""


def every_day() -> dg.FreshnessPolicy:
    """Of what every daily run makes."""
    return dg.FreshnessPolicy.time_window(fail_window=LATE_AFTER, warn_window=WARN_AFTER)

"""Jobs and schedules: the daily run.

Lives here: which assets a job makes and when. Never here: the assets.
"""

from __future__ import annotations

import dagster as dg

DAILY = "daily"
TIME_ZONE = "Asia/Ho_Chi_Minh"

daily_job = dg.define_asset_job(
    DAILY,
    selection=dg.AssetSelection.all(),
    description="Ask every source, read what is new, build the warehouse, publish.",
)

daily_schedule = dg.ScheduleDefinition(
    name="every_morning",
    job=daily_job,
    cron_schedule="0 6 * * *",
    execution_timezone=TIME_ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="At six in the morning in Vietnam.",
)

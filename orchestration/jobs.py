"""Jobs and schedules: the daily run, reading what lies there already, and reading the archive again.

Lives here: which assets a job makes and when. Never here: the assets.
"""

from __future__ import annotations

from typing import Any

import dagster as dg

from orchestration.assets.lake import GROUP as LAKE
from orchestration.assets.reread import DAY, GROUP, WHOLE
from orchestration.assets.sources import capture_key
from orchestration.counting import HOOKS
from orchestration.steps.status_files import DAILY, WEEKLY
from schemas.days import TIME_ZONE
from scrapers.sources.loader import INBOX

_ALL = dg.AssetSelection.all() - dg.AssetSelection.groups(GROUP)
_AFTER_THE_ARCHIVE = _ALL - dg.AssetSelection.groups("sources")

OWN_LINES: dict[str, Any] = {"loggers": {"console": {}}}
"""Run configuration: log lines in our form (`orchestration.logs`) in the place of Dagster's."""

daily_job = dg.define_asset_job(
    DAILY,
    selection=_ALL,
    description="Ask every source, read what is new, build the warehouse, publish.",
    config=OWN_LINES,
    hooks=HOOKS,
)

read_job = dg.define_asset_job(
    "read_and_publish",
    selection=_AFTER_THE_ARCHIVE | dg.AssetSelection.assets(capture_key(INBOX.id)),
    description="Take in dropped files, read what the archive holds, build the warehouse, publish. No site is asked.",
    config=OWN_LINES,
    hooks=HOOKS,
)

weekly_job = dg.define_asset_job(
    WEEKLY,
    # Nothing is built or published: a figure that was found altered must not reach readers before somebody has looked.
    selection=dg.AssetSelection.groups(LAKE) | dg.AssetSelection.assets(WHOLE),
    description="Bring the lake up to date, then read the whole archive again and compare. No site is asked, nothing is"
    " published.",
    config=OWN_LINES,
    hooks=HOOKS,
)

reread_day_job = dg.define_asset_job(
    "reread_day",
    selection=dg.AssetSelection.assets(DAY),
    description="Make the source-months of a day's captures anew from the archive; publishing follows by itself.",
    config=OWN_LINES,
    hooks=HOOKS,
)

daily_schedule = dg.ScheduleDefinition(
    name="every_morning",
    job=daily_job,
    cron_schedule="0 6 * * *",
    execution_timezone=TIME_ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="At six in the morning in Vietnam.",
)

weekly_schedule = dg.ScheduleDefinition(
    name="every_sunday",
    job=weekly_job,
    cron_schedule="0 13 * * 0",
    execution_timezone=TIME_ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="On Sundays at one in the afternoon in Vietnam, when the daily run has long ended.",
)

JOBS = (daily_job, read_job, weekly_job, reread_day_job)
SCHEDULES = (daily_schedule, weekly_schedule)

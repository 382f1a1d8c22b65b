"""Days are days of Vietnam, wherever the machine stands.

Lives here: the time zone and the day of a moment. The archive's moments are UTC, where the daily run at six in the
morning falls on the day before.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

TIME_ZONE = "Asia/Ho_Chi_Minh"
VIETNAM = ZoneInfo(TIME_ZONE)


def day_of(moment: dt.datetime) -> dt.date:
    """The day in Vietnam of a moment with a zone."""
    return moment.astimezone(VIETNAM).date()

"""When what happens every day is late: one daily run was missed, two were (with two hours for a run to take).

Lives here: the two limits, for freshness policies, checks and the status. Never here: what is late.
"""

from __future__ import annotations

import datetime as dt

WARN_AFTER, LATE_AFTER = dt.timedelta(hours=26), dt.timedelta(hours=50)

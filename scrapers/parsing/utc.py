"""Times that interfaces give in UTC without saying so (CKAN's own, WordPress's fields that end in `_gmt`).

Lives here: adding the zone. Not here: reading the time (`dates`), which would else be taken for Vietnam's.
"""

from __future__ import annotations

import re

_WITHOUT_ZONE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?")


def in_utc(time: str) -> str:
    """The time with its zone; as it is where it names one, or is a mere day."""
    time = time.strip()
    return f"{time}Z" if _WITHOUT_ZONE.fullmatch(time) else time

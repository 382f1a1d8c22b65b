"""An outcome as an archive keeps it, for tests of what the archive makes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from schemas.records import FetchOutcome

SOURCE, URL = "bao-quang-ninh", "http://a.test/1"
AT = dt.datetime(2024, 3, 5, 1, 2, 3, tzinfo=dt.UTC)


def outcome(attempted_at: dt.datetime = AT, **fields: Any) -> FetchOutcome:
    """An article that could not be fetched, with whatever `fields` say otherwise."""
    return FetchOutcome(
        **{
            "run_id": "r1",
            "source_id": SOURCE,
            "url": URL,
            "purpose": "article",
            "attempted_at": attempted_at,
            "outcome": "failed",
            "reason": "HttpStatusError",
            "detail": "503",
            "status_code": 503,
            "attempts": 3,
            "body_bytes": 0,
            "duration_ms": 12,
            "capture_id": None,
            **fields,
        }
    )

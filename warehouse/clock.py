"""The clock against the archive: captures are ordered by their days, so time must not run backwards.

Lives here: the comparison of the present with what the archive holds. Not here: what the present is.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from warehouse.archive import Archive

TOLERANCE = dt.timedelta(days=1)
"""A clock that was set back by less does no lasting harm: a page may be captured once more."""


class ClockError(RuntimeError):
    """The clock is behind what the archive holds."""

    def __init__(self, now: dt.datetime, ahead: list[Path]) -> None:
        self.now, self.ahead = now, ahead
        files = "\n".join(f"  - {path}" for path in ahead[:20])
        more = f"\n  … and {len(ahead) - 20} more" if len(ahead) > 20 else ""
        super().__init__(
            f"the clock says {now:%Y-%m-%d %H:%M} UTC, but the archive holds entries of later days:\n{files}{more}\n"
            "Set the clock if it is wrong; nothing was asked. If it is right, these files were written while it was"
            " wrong: move them out of the archive, what they name is asked again"
        )


def check_clock(archive: Archive, now: dt.datetime) -> None:
    """Make sure that nothing in the archive is of a later day than the present one.

    Raises:
        ClockError: something is; the message names the files.
    """
    latest = (now.astimezone(dt.UTC) + TOLERANCE).date().isoformat()
    ahead = [
        path
        for journal in (archive.capture_journal, archive.outcome_journal)
        for source_id in journal.source_ids()
        for path in journal.files(source_id)
        if path.stem > latest
    ]
    if ahead:
        raise ClockError(now, ahead)

"""What every step that writes does around its work: it holds the data directory, and is tried again where that helps.

Another try helps where something is taken for a while: another run works on the data directory, a reader has locked the
working database, a network disk does not answer. It never helps against data: such errors end the step at once. Sites
that do not answer are tried again by the HTTP client. Never here: the work.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

import dagster as dg
import duckdb

from warehouse.lock import AnotherRunIsGoingOnError, run_lock
from warehouse.paths import Home

TRIES = 5
FIRST_WAIT_SECONDS = 30.0
"""Doubled with every try: about a quarter of an hour in all."""
_PASSING = frozenset({errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ESTALE, errno.ETIMEDOUT, errno.ENOLCK})
_LOCKED = "Could not set lock"


@contextlib.contextmanager
def working(home: Home) -> Iterator[None]:
    """Hold the data directory for a step of a run.

    Raises:
        dg.RetryRequested: something is in the way that will pass; the step is tried again, later every time.
    """
    try:
        with run_lock(home):
            yield
    except Exception as error:
        if not will_pass(error):
            raise
        tried = dg.OpExecutionContext.get().retry_number
        raise dg.RetryRequested(TRIES, FIRST_WAIT_SECONDS * 2**tried) from error


def will_pass(error: BaseException | None) -> bool:
    """Whether an error, or what it came from, is of the kind that passes by itself."""
    while error is not None:
        is_locked = isinstance(error, duckdb.IOException) and _LOCKED in str(error)
        is_busy = isinstance(error, OSError) and error.errno in _PASSING
        if isinstance(error, AnotherRunIsGoingOnError) or is_locked or is_busy:
            return True
        error = error.__cause__
    return False

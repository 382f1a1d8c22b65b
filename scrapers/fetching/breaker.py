"""A circuit breaker per host: after failures in a row, or when a host asks for it, it is left alone until the next run.

Lives here: counting. One object may be shared by the visits of several sources, as hosts may be. Not here: which
failures speak of the host and not of the address (`errors`).
"""

from __future__ import annotations

import threading

from scrapers.fetching.errors import FetchError

DOWN_AFTER = 5


class CircuitBreaker:
    """Open for the hosts that are left alone."""

    def __init__(self, down_after: int = DOWN_AFTER) -> None:
        self._down_after = down_after
        self._guard = threading.Lock()
        self._failures: dict[str, int] = {}
        self._open: dict[str, str] = {}

    def why_open(self, host: str) -> str | None:
        """Why the host is left alone; None where it may be asked."""
        with self._guard:
            return self._open.get(host)

    def note(self, host: str, error: FetchError | None) -> None:
        """Count an answer (None) or a failure of the host; what was never asked of it tells nothing."""
        if error is not None and error.never_asked:
            return
        with self._guard:
            if error is None or not error.host_is_down:
                self._failures[host] = 0
                return
            self._failures[host] = self._failures.get(host, 0) + 1
            if error.asks_to_stop:
                self._open[host] = f"{host} asked to be left alone; a later run asks it"
            elif self._failures[host] >= self._down_after:
                self._open[host] = f"{self._down_after} failures of {host} in a row; a later run asks it"

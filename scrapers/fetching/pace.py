"""Time between two requests to the same host: never two at once, and a pause from one's end to the next one's start.

A host that asks for a longer pause (`Retry-After`) gets it from everybody who shares the pace.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator


class HostPace:
    """Turns at hosts. One object may be shared by the clients of several sources that lie on the same host."""

    def __init__(
        self, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._last_end: dict[str, float] = {}
        self._not_before: dict[str, float] = {}

    def postpone(self, host: str, seconds: float) -> None:
        """Nobody asks `host` for so long."""
        self._not_before[host] = max(self._not_before.get(host, 0.0), self._clock() + seconds)

    @contextlib.contextmanager
    def turn(self, host: str, delay_seconds: float) -> Iterator[None]:
        """Wait until `host` may be asked again, and keep it for the length of the block."""
        with self._guard:
            lock = self._turns.setdefault(host, threading.Lock())
        with lock:
            starts = [self._last_end[host] + delay_seconds] if host in self._last_end else []
            starts += [self._not_before.pop(host)] if host in self._not_before else []
            pause = max(starts, default=0.0) - self._clock() if starts else 0.0
            if pause > 0:
                self._sleep(pause)
            try:
                yield
            finally:
                self._last_end[host] = self._clock()

"""Time between two requests to the same host: never two at once, and a pause from one's end to the next one's start."""

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

    @contextlib.contextmanager
    def turn(self, host: str, delay_seconds: float) -> Iterator[None]:
        """Wait until `host` may be asked again, and keep it for the length of the block."""
        with self._guard:
            lock = self._turns.setdefault(host, threading.Lock())
        with lock:
            last_end = self._last_end.get(host)
            if last_end is not None:
                pause = last_end + delay_seconds - self._clock()
                if pause > 0:
                    self._sleep(pause)
            try:
                yield
            finally:
                self._last_end[host] = self._clock()

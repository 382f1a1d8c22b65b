"""How much longer a reader takes for a text that is several times as long: what a hostile page must not make large.

Lives here: the measure. Not here: which texts are tried on which reader (the tests of each).
"""

from __future__ import annotations

import time
from collections.abc import Callable

SHORT, LONG = 4_000, 32_000
MOST = 32.0
"""Between eight times the time, which is in proportion, and 64 times: what beginning anew at every place takes."""
_TRIES, _NEAR_PROPORTION = 3, 1.5


def growth(run: Callable[[str], object], unit: str, lengths: tuple[int, int] = (SHORT, LONG)) -> float:
    """The time for `unit` repeated to the second length, by the time for the first.

    A machine that is busy with something else makes a ratio large now and then: one far above proportion is measured
    again, and the least counts.
    """
    short, long = (unit * (size // len(unit)) for size in lengths)
    ratio = float("inf")
    for _ in range(_TRIES):
        ratio = min(ratio, _seconds(run, long) / max(_seconds(run, short), 0.002))  # what takes no time has no ratio
        if ratio < _NEAR_PROPORTION * len(long) / len(short):
            break
    return ratio


def _seconds(run: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run(text)
        best = min(best, time.process_time() - start)
    return best

"""robots.txt: what may be asked of a host, and how often.

401 and 403 forbid everything, any other 4xx allows everything, and a robots.txt that cannot be read means that nothing
is asked in this run. One answer per host and run.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from scrapers.fetching.addresses import origin
from scrapers.fetching.client import PRODUCT
from scrapers.fetching.errors import FetchError, HttpStatusError, RobotsRefused, RobotsUnavailable

MAX_ROBOTS_BYTES = 512 * 1024
MAX_CRAWL_DELAY = 60.0

LoadRobots = Callable[[str], bytes]
"""Given the address of a robots.txt, its body; raises `FetchError`."""


def verdict(error: FetchError, url: str) -> RobotsRefused | None:
    """What it means that robots.txt gave an error: a refusal, or None where it means that there are no rules."""
    status = error.status_code if isinstance(error, HttpStatusError) else None
    if status in (401, 403):
        return RobotsRefused(f"{url} is locked ({status}), so nothing may be asked of this host", status_code=status)
    if status is not None and 400 <= status < 500 and status != 429:
        return None
    return RobotsUnavailable(
        f"{url} could not be read, so nothing is asked in this run: {error.detail}", status_code=status
    )


class Robots:
    """The rules of the hosts of one source during one run."""

    def __init__(self, load: LoadRobots, delay_seconds: float) -> None:
        self._load = load
        self._delay = delay_seconds
        self._rules: dict[str, Protego | RobotsRefused] = {}

    def permit(self, url: str) -> float:
        """The pause in seconds to keep at the host of this address: the longer one of the registry's and the host's.

        Raises:
            RobotsRefused: the address may not be asked, or the host wants longer pauses than a run can keep.
        """
        rules = self._rules_for(origin(url))
        if isinstance(rules, RobotsRefused):
            raise type(rules)(rules.detail, status_code=rules.status_code)
        if not rules.can_fetch(url, PRODUCT):
            raise RobotsRefused(f"robots.txt of {urlsplit(url).hostname} does not allow {url}")
        delay = max(self._delay, _host_delay(rules))
        if delay > MAX_CRAWL_DELAY:
            raise RobotsRefused(
                f"robots.txt of {urlsplit(url).hostname} wants {delay:g} s between requests; leave it or ask less"
            )
        return delay

    def _rules_for(self, host: str) -> Protego | RobotsRefused:
        if host not in self._rules:
            try:
                body = self._load(f"{host}/robots.txt")
                self._rules[host] = Protego.parse(body.decode("utf-8-sig", "replace"))
            except RobotsRefused as refusal:
                self._rules[host] = refusal
        return self._rules[host]


def _host_delay(rules: Protego) -> float:
    rate = rules.request_rate(PRODUCT)
    try:
        per_request = rate.seconds / rate.requests if rate and rate.requests else 0.0
    except OverflowError:  # a number of hundreds of digits
        per_request = math.inf
    return max(rules.crawl_delay(PRODUCT) or 0.0, per_request)

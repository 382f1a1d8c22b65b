"""One simulated day as a process of its own: `python -m tests.soak.one_day PORT run`.

It is the `observatory` command, but for the web: the hosts of the sample web are found at a port of loopback where the
trial serves them.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from orchestration.command_line import main
from orchestration.settings import Settings
from orchestration.steps import fetch
from scrapers.sample_web.content import load_sites
from tests.soak.changing_web import address_of


def _serve_at(port: int) -> None:
    @contextlib.contextmanager
    def web(_: Settings) -> Iterator[fetch.Hosts]:
        yield {site.host: address_of(port) for site in load_sites()}

    fetch.web = web


if __name__ == "__main__":
    _serve_at(int(sys.argv.pop(1)))
    main()

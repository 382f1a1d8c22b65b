"""One simulated day: the `observatory` command, but for the web, whose hosts are found where the trial serves them.

Every day is a process of its own, forked from a server that has imported the pipeline once: sixty days need not import
it sixty times.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from orchestration.command_line import main
from orchestration.settings import Settings
from orchestration.steps import fetch
from scrapers.sample_web.content import load_sites
from tests.soak.changing_web import address_of

IMPORTED_ONCE = [__name__, "orchestration.command_line.daily", "orchestration.definitions"]


def run_forked(environment: dict[str, str], port: int, printed: Path) -> int:
    """`observatory run` with the web at a port of loopback, in a forked process; gives its exit code."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED_ONCE)
    process = context.Process(target=_run, args=(environment, port, printed))
    process.start()
    process.join()
    return process.exitcode if process.exitcode is not None else 1


def _run(environment: dict[str, str], port: int, printed: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    with printed.open("wb") as output:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(output.fileno(), stream.fileno())
    fetch.web = _web_at(port)
    sys.argv = ["observatory", "run"]
    main()


def _web_at(port: int) -> Callable[[Settings], contextlib.AbstractContextManager[fetch.Hosts]]:
    @contextlib.contextmanager
    def web(_: Settings) -> Iterator[fetch.Hosts]:
        yield {site.host: address_of(port) for site in load_sites()}

    return web

"""Pages per second through fetch and parse, next to a plain `requests` + `trafilatura` loop over the same pages.

Lives here: a web of 16 hosts on loopback and the two contenders, each in a process of its own, so that neither's memory
or time counts for another. The pages are those of the sample web with the menus, scripts and side bars that real pages
carry. Not here: what is measured (`orchestration.steps`).
"""

from __future__ import annotations

import asyncio
import dataclasses
import multiprocessing
import re
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import requests
import trafilatura

from orchestration.settings import Settings
from orchestration.steps import fetch, lake, parse
from schemas.lake import DOCUMENTS
from scrapers.sample_web.web import build_web
from scrapers.sources import Source
from scrapers.sources.loader import load_registry
from warehouse.archive import Archive
from warehouse.datasets import count_rows
from warehouse.paths import Home

HOSTS, PAGES_PER_HOST, ROUNDS = 16, 40, 3
LOOPBACK, LISTING = "127.0.0.1", "/muc-luc"
MENU_LINKS, SCRIPT_BYTES = 220, 12_000
Pages = dict[str, bytes]


@dataclasses.dataclass(frozen=True)
class Result:
    """What one contender came to: pages read, seconds taken, the most memory held (MB)."""

    pages: int
    seconds: float
    megabytes: float


# ── the web ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def models() -> list[Source]:
    """The sources of the sample web that have pages, one per family and layout; the hosts take them in turn."""
    return [source for source in load_registry("sample") if source.base_url and articles_of(source)]


def articles_of(model: Source) -> list[bytes]:
    """The article pages of a source of the sample web."""
    is_article = re.compile(model.article_url or ".").search
    return [
        answer.body
        for (served, address), answer in build_web(1).answers.items()
        if str(model.base_url).endswith(served)
        and answer.content_type.startswith("text/html")
        and is_article(f"{model.base_url}{address}")
    ]


def pages_of(model: Source, host: int) -> Pages:
    """What one host serves: a listing and its articles, each with the furniture of a real page."""
    bodies = articles_of(model)
    menu = "".join(f'<li class="m{n % 7}"><a href="/muc-{n}/">Chuyên mục của trang</a></li>' for n in range(MENU_LINKS))
    served: Pages = {}
    for number in range(PAGES_PER_HOST):
        script = f"<script>var trang={host * PAGES_PER_HOST + number};var du_lieu='{'x' * SCRIPT_BYTES}';</script>"
        furniture = f'<nav class="thanh-ben"><ul>{menu}</ul></nav>{script}</body>'.encode()
        served[f"/bai-{number}.html"] = bodies[number % len(bodies)].replace(b"</body>", furniture)
    links = "".join(f'<p><a class="bai" href="{path}">Bài chuyển đổi số {path}</a></p>' for path in served)
    served[LISTING] = f"<html><body>{links}</body></html>".encode()
    return served


def serve(ready: Connection) -> None:
    """Serve all hosts until the other end of `ready` is closed; sends their ports first."""
    asyncio.run(_serve(ready))


async def _serve(ready: Connection) -> None:
    ports = []
    for host, model in zip(range(HOSTS), _in_turn(models()), strict=False):
        server = await asyncio.start_server(_talker(pages_of(model, host)), LOOPBACK, 0)
        ports.append(server.sockets[0].getsockname()[1])
    ready.send(ports)
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(target=lambda: (ready.poll(None), loop.call_soon_threadsafe(done.set)), daemon=True).start()
    await done.wait()


def _talker(pages: Pages) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Any]:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            body = pages.get(head.split(b" ", 2)[1].decode())
            status = b"404 Not Found" if body is None else b"200 OK"
            body = body or b""
            writer.write(
                b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s"
                % (status, len(body), body)
            )
        writer.close()

    return talk


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


def _in_turn(items: list[Source]) -> list[Source]:
    return [items[number % len(items)] for number in range(HOSTS)]


# ── the contenders ────────────────────────────────────────────────────────────────────────────────────────────────────


def plain_loop(ports: list[int], answer: Connection) -> None:
    """One page after the other: `requests.get`, `trafilatura.extract`."""
    started, read = time.perf_counter(), 0
    for port in ports:
        for number in range(PAGES_PER_HOST):
            page = requests.get(f"http://{LOOPBACK}:{port}/bai-{number}.html", timeout=20)
            read += trafilatura.extract(page.content) is not None
    answer.send(Result(read, time.perf_counter() - started, _peak_megabytes()))


def observatory(ports: list[int], answer: Connection) -> None:
    """The fetch step and the parse step as a daily run calls them, into an empty data directory."""
    sources = [_source(model, port) for model, port in zip(_in_turn(models()), ports, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        settings = Settings(home=home, profile="live", extra_sources=None, sample_day=1, contact="bench@example.vn")
        lake.prepare(home)
        started = time.perf_counter()
        fetch.fetch_sources(settings, sources, {}, run_id="bench")
        archive = Archive(home.archive)
        for source in sources:
            for month in archive.months(source.id):
                parse.parse_month(home, source, month)
        seconds = time.perf_counter() - started
        answer.send(Result(count_rows(home.lake, DOCUMENTS), seconds, _peak_megabytes()))


def _source(model: Source, port: int) -> Source:
    return Source.model_validate(
        {
            "id": f"may-{port}",
            "name_vi": f"Máy {port}",
            "name_en": f"Host {port}",
            "kind": "newspaper",
            "province": model.province,
            "base_url": f"http://{LOOPBACK}:{port}",
            "family": model.family,
            "selectors": model.selectors,
            "listings": [{"kind": "html", "url": LISTING, "link": "a.bai"}],
            "topic_filter": False,
            "politeness": {"delay_seconds": 0, "max_articles_per_run": PAGES_PER_HOST},
        }
    )


def _peak_megabytes() -> float:
    per_megabyte = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / per_megabyte


# ── the race ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_a_process(work: Callable[[list[int], Connection], None], ports: list[int]) -> Result:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=work, args=(ports, there))
    process.start()
    there.close()
    result: Result = here.recv()
    process.join()
    return result


def measure() -> str:
    """One line: pages per second of both (median of rounds, taken in turn), their ratio, and the memory."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    web = context.Process(target=serve, args=(there,), daemon=True)
    web.start()
    ports: list[int] = here.recv()
    ours, plain = [], []
    try:
        for _ in range(ROUNDS):
            plain.append(_in_a_process(plain_loop, ports))
            ours.append(_in_a_process(observatory, ports))
    finally:
        here.close()
        web.terminate()
        web.join()
    rate, plain_rate = (statistics.median(r.pages / r.seconds for r in results) for results in (ours, plain))
    read = f"{ours[0].pages} of {HOSTS * PAGES_PER_HOST} pages read, by the loop {plain[0].pages}"
    return (
        f"fetch and parse: {rate:.0f} pages per second from {HOSTS} hosts without pauses, {rate / plain_rate:.1f} times"
        f" a plain loop of requests and trafilatura ({plain_rate:.0f}); at most"
        f" {max(r.megabytes for r in ours):.0f} MB ({read}; median of {ROUNDS} rounds)"
    )

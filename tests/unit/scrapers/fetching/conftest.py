"""Fixtures of the fetching tests: a web on loopback, a clock that stands still, a store in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from typing import Any

import pytest

from scrapers.fetching import FetchSummary, HttpClient, fetch_source
from scrapers.fetching.breaker import CircuitBreaker
from scrapers.sources import Source
from tests.unit.scrapers.fetching.web import Clock, MemoryStore, Web, serving, source


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as served:
        yield served


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def client_for(clock: Clock) -> Iterator[Callable[..., HttpClient]]:
    clients: list[HttpClient] = []

    def make(watched: Source, **options: Any) -> HttpClient:
        settings: dict[str, Any] = {"contact": "ops@example.vn", "sleep": clock.sleep, "jitter": lambda: 0.0, **options}
        clients.append(HttpClient(watched, **settings))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(web: Web, client_for: Callable[..., HttpClient]) -> HttpClient:
    return client_for(source(web.url))


@pytest.fixture
def visit(clock: Clock, store: MemoryStore, client_for: Callable[..., HttpClient]) -> Callable[..., FetchSummary]:
    def run(
        watched: Source,
        breaker: CircuitBreaker | None = None,
        visit_clock: Callable[[], float] = time.monotonic,
        damaged: Collection[str] = (),
        run_id: str = "run",
        **options: Any,
    ) -> FetchSummary:
        client = client_for(watched, **options)
        return fetch_source(
            watched, store, client, run_id=run_id, now=clock.now, breaker=breaker, clock=visit_clock, damaged=damaged
        )

    return run

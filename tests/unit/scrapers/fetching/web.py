"""A small web on loopback for the tests of fetching, and a store in memory."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from schemas.frontier import Frontier, settled
from schemas.records import Capture, FetchOutcome
from scrapers.fetching import FetchSummary
from scrapers.sources import Source

MORNING = dt.datetime(2026, 11, 24, 0, 0, tzinfo=dt.UTC)


@dataclasses.dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
    content_type: str | None = "text/html; charset=utf-8"
    length: int | None = None


Handler = Callable[[BaseHTTPRequestHandler], Answer | None]
Visit = Callable[..., FetchSummary]
"""What the fixture `visit` gives: one visit to a source of the loopback web."""


class Web:
    """Paths and what they answer: an `Answer`, a list of them (the last one stays), or a function of the request."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | list[Answer] | Handler] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.connections = 0
        self.address = ("127.0.0.1", 0)

    @property
    def url(self) -> str:
        return "http://{}:{}".format(*self.address)

    def asked(self, path: str | None = None) -> list[str]:
        return [asked for asked, _ in self.requests if path is None or asked == path]

    def page(self, path: str, text: str, **kwargs: Any) -> None:
        self.pages[path] = Answer(text.encode(), **kwargs)

    def answer(self, request: BaseHTTPRequestHandler) -> Answer | None:
        self.requests.append((request.path, dict(request.headers.items())))
        page = self.pages.get(request.path, Answer(b"not here", 404))
        if isinstance(page, list):
            return page.pop(0) if len(page) > 1 else page[0]
        return page if isinstance(page, Answer) else page(request)


@contextmanager
def serving() -> Iterator[Web]:
    web = Web()

    class RequestHandler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10
        disable_nagle_algorithm = True  # else the body waits 40 ms for the head to be acknowledged

        def setup(self) -> None:
            web.connections += 1
            super().setup()

        def do_GET(self) -> None:
            answer = web.answer(self)
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer.status)
            if answer.content_type:
                self.send_header("Content-Type", answer.content_type)
            for name, value in answer.headers.items():
                self.send_header(name, value.encode().decode("latin-1"))  # as servers do
            if answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            self.wfile.write(answer.body)
            if answer.length is not None:
                self.close_connection = True

        def log_message(self, *args: Any) -> None:
            """Silent."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: Any) -> None:
            """Clients that hang up are part of the tests."""

    server = Server(("127.0.0.1", 0), RequestHandler)
    web.address = ("127.0.0.1", server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def etagged(text: str) -> Handler:
    """A page that answers 304 to whoever has it already."""
    body = text.encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'

    def handle(request: BaseHTTPRequestHandler) -> Answer:
        if request.headers.get("If-None-Match") == tag:
            return Answer(status=304, headers={"ETag": tag}, content_type=None)
        return Answer(body, headers={"ETag": tag})

    return handle


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> dt.datetime:
        return MORNING + dt.timedelta(seconds=self.seconds)


class KilledError(BaseException):
    """The process is gone. No `Exception`, so that no handler of the code under test goes on."""


class MemoryStore:
    """A `CaptureStore` in memory. With `writes_left` the process dies when it wants to write once more than that."""

    def __init__(self) -> None:
        self.writes_left: int | None = None
        self.captures: list[Capture] = []
        self.outcomes: list[FetchOutcome] = []
        self.remembered: list[FetchOutcome] = []
        self.bodies: dict[str, bytes] = {}

    def latest(self, source_id: str) -> dict[str, Capture]:
        return {capture.url: capture for capture in self.captures if capture.source_id == source_id}

    def store(self, *, body: bytes, meta: dict[str, Any] | None = None, **facets: Any) -> Capture:
        self._write()
        digest = hashlib.sha256(body).hexdigest()
        self.bodies[digest] = body
        capture = Capture(
            capture_id=f"{len(self.captures):016x}", sha256=digest, body_bytes=len(body), meta=meta or {}, **facets
        )
        self.captures.append(capture)
        return capture

    def read_body(self, sha256: str) -> bytes:
        return self.bodies[sha256]

    def _write(self) -> None:
        if self.writes_left == 0:
            raise KilledError
        if self.writes_left is not None:
            self.writes_left -= 1

    def record(self, *outcomes: FetchOutcome) -> None:
        self._write()
        self.outcomes[:] = settled([*self.outcomes, *outcomes])
        self.remembered[:] = settled([*self.remembered, *outcomes])

    def frontier(self, source_id: str) -> Frontier:
        return Frontier.of(outcome for outcome in self.remembered if outcome.source_id == source_id)

    def outcome(self, url: str) -> FetchOutcome:
        (found,) = (outcome for outcome in self.outcomes if outcome.url == url)
        return found


def source(base_url: str, **fields: Any) -> Source:
    """A source of the tests: a generic newspaper without pauses between requests."""
    politeness = {"delay_seconds": 0, "timeout_seconds": 5, **fields.pop("politeness", {})}
    entry: dict[str, Any] = {
        "id": "bao-thu",
        "name_vi": "Báo Thử",
        "name_en": "Test Newspaper",
        "kind": "newspaper",
        "province": "quang-ninh",
        "family": "generic",
        "base_url": base_url,
        "listings": [{"kind": "rss", "url": "/rss"}],
        "politeness": politeness,
        **fields,
    }
    return Source.model_validate(entry)


def rss(*items: str) -> str:
    """A feed of items that are given as XML."""
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>'
    return f"{head}{''.join(items)}</channel></rss>"


def item(link: str, title: str = "Chuyển đổi số ở Quảng Ninh", date: str = "", lead: str = "") -> str:
    """One item of a feed."""
    parts = {"title": title, "link": link, "pubDate": date, "description": lead}
    return f"<item>{''.join(f'<{name}>{text}</{name}>' for name, text in parts.items())}</item>"


def numbered(web: Web, pages: int) -> None:
    """A listing of so many pages, one article on each."""
    for n in range(1, pages + 1):
        web.page(
            f"/tin?trang={n}",
            f'<h3><a href="/a-{n}.html">Kinh tế số</a></h3><a class="sau" href="?trang={n + 1}">Sau</a>',
        )
        web.page(f"/a-{n}.html", f"bài {n}")


def next_day(web: Web, store: MemoryStore, clock: Clock, days: float = 1) -> None:
    """Forget what was seen of the last visit, and let time pass."""
    clock.seconds += days * 24 * 3600
    web.requests.clear()
    store.outcomes.clear()


def skips(store: MemoryStore) -> list[tuple[str, str]]:
    """What the last visit left: the end of the address, and why."""
    return [(o.url.rsplit("/", 1)[-1], o.reason) for o in store.outcomes if o.outcome == "skipped"]

"""The sample web over HTTP: virtual hosts on one loopback port, in a thread of the process that uses them.

Lives here: the context manager `SampleWeb` and its request handler with conditional requests. What is answered is
decided in `web`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import email.utils
import http.server
import threading
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self

from scrapers.sample_web.content import DAYS, HANOI
from scrapers.sample_web.web import Answer, Web, build_web

LOOPBACK = "127.0.0.1"
_OPENING_HOUR = dt.time(6, 0, tzinfo=HANOI)
_IDLE_SECONDS = 10


@dataclasses.dataclass(frozen=True, slots=True)
class ServedRequest:
    """One request that was answered."""

    host: str
    address: str
    status: int


class SampleWeb:
    """Serves the sample web of `day` while the `with` block lasts.

    Each site answers to its own `Host` header; all share one port of 127.0.0.1 that the system chooses. The same day
    always gives the same bytes, headers included.
    """

    def __init__(self, day: int = 1) -> None:
        self._web = build_web(day)
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self._requests: list[ServedRequest] = []

    @property
    def address(self) -> tuple[str, int]:
        """Where the server listens: host and port.

        Raises:
            RuntimeError: the server is not running.
        """
        if self._server is None:
            raise RuntimeError("the sample web is not running; use it in a `with` block")
        return LOOPBACK, self._server.server_port

    @property
    def virtual_hosts(self) -> dict[str, tuple[str, int]]:
        """The sites by host name, each with the place where it listens."""
        return {site.host: self.address for site in self._web.sites}

    @property
    def requests(self) -> tuple[ServedRequest, ...]:
        """What was asked so far, in the order of the answers."""
        return tuple(self._requests)

    def __enter__(self) -> Self:
        self._requests.clear()
        self._server = _Server(self._web, self._requests)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="sample-web", daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
        self._server = self._thread = None


class _Server(http.server.ThreadingHTTPServer):
    """Knows the web that it serves and notes what was asked."""

    daemon_threads = True

    def __init__(self, web: Web, requests: list[ServedRequest]) -> None:
        self.web = web
        self.requests = requests
        self.date = email.utils.format_datetime(
            dt.datetime.combine(DAYS[web.day], _OPENING_HOUR).astimezone(dt.UTC), usegmt=True
        )
        super().__init__((LOOPBACK, 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle of an answer is no news."""


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD of every virtual host."""

    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    # Headers and body leave in one piece: with small writes, Nagle's algorithm costs 40 ms per answer.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        self._respond(with_body=False)

    def _respond(self, *, with_body: bool) -> None:
        host = self.headers.get("Host", "").partition(":")[0].lower()
        answer = self.server.web.answer(host, self.path)
        status = HTTPStatus.NOT_MODIFIED if self._is_known(answer) else HTTPStatus(answer.status)
        self.server.requests.append(ServedRequest(host, self.path, int(status)))
        self.send_response(status)
        if answer.status == HTTPStatus.OK:
            self.send_header("ETag", answer.etag)
            self.send_header("Last-Modified", _http_date(answer.last_modified))
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body and status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(answer.body)

    def _is_known(self, answer: Answer) -> bool:
        """Whether the client has this very answer already; an ETag counts before a date (RFC 9110, 13.2.2)."""
        if answer.status != HTTPStatus.OK:
            return False
        if (tags := self.headers.get("If-None-Match")) is not None:
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return "*" in known or answer.etag in known
        since = _parsed_date(self.headers.get("If-Modified-Since"))
        return since is not None and answer.last_modified.replace(microsecond=0) <= since

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The date of the day that is served, so that headers never depend on the clock."""
        return super().date_time_string(timestamp) if timestamp is not None else self.server.date

    def version_string(self) -> str:
        return "sample-web"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named by the base class
        """Nothing is logged; `SampleWeb.requests` knows what was asked."""


def _http_date(moment: dt.datetime) -> str:
    return email.utils.format_datetime(moment.astimezone(dt.UTC), usegmt=True)


def _parsed_date(text: str | None) -> dt.datetime | None:
    try:
        return email.utils.parsedate_to_datetime(text) if text else None
    except ValueError:
        return None

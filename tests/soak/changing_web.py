"""The simulated web over HTTP: the sample web's sites, pages and markup, in the state that the script gives a day.

Lives here: the answers of a day and how a broken host answers. The process that runs the trial serves it, the runs ask
it over loopback. What was asked is noted, so that a status can be held against what the server saw.
"""

from __future__ import annotations

import dataclasses
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from scrapers.sample_web.content import Block, Page, Site
from scrapers.sample_web.rendering import environment
from scrapers.sample_web.server import LOOPBACK, _Handler, _Server
from scrapers.sample_web.web import HTML, Answer, Web, _SiteBuilder, build_web
from tests.soak.script import Fault, Script

LAST_STATE = 3
"""The day of the sample web whose dates the headers of pages show."""
LOGIN = """<!doctype html><html lang="vi"><head><title>Đăng nhập</title></head><body>
<form method="post" action="/login">
<label>Tên đăng nhập <input name="user"></label><label>Mật khẩu <input type="password" name="pass"></label>
<button>Đăng nhập</button></form></body></html>"""
MAINTENANCE = """<!doctype html><html lang="vi"><head><title>Bảo trì hệ thống</title></head><body>
<h1>Hệ thống đang bảo trì</h1><p>Xin quý vị vui lòng quay lại sau.</p></body></html>"""
EMPTY = (
    """<!doctype html><html lang="vi"><head><title>Tin tức</title></head><body><p>Chưa có bài viết.</p></body></html>"""
)
BODIES: dict[Fault, str] = {"login": LOGIN, "maintenance": MAINTENANCE, "empty_listing": EMPTY}


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it; status 0 where the connection was cut."""

    site: str
    address: str
    status: int


class ChangingWeb:
    """Answers as the sites stand on the day that is set."""

    def __init__(self, script: Script) -> None:
        self._script, self._env = script, environment()
        self._made: dict[tuple[object, ...], dict[str, Answer]] = {}
        self._missing = build_web(LAST_STATE).missing
        self._names = {site.host: site.name for site in script.sites}
        self._articles = {(page.site, page.path) for pages in script.pages.values() for page in pages}
        self.today = 1
        self.asked: list[Asked] = []
        self._answers: dict[str, dict[str, Answer]] = {}

    def set_day(self, day: int) -> None:
        """Let the sites be as on that day."""
        self.today = day
        self.asked.clear()
        self._answers = {site.name: self._site(site, day) for site in self._script.sites}

    def respond(self, host: str, address: str) -> tuple[str, Answer, Fault | None]:
        """Site, answer and what is wrong with it."""
        site = self._names.get(host, "")
        answer = self._answers.get(site, {}).get(address, self._missing)
        fault = self._script.fault(site, self.today)
        is_article = (site, address) in self._articles
        if address == "/robots.txt" and fault not in ("http_500", "reset", "timeout"):
            fault = None
        if fault == "articles_500":
            fault = "http_500" if is_article else None
        if fault in BODIES:
            answer = dataclasses.replace(self._missing, body=BODIES[fault].encode(), content_type=HTML, status=200)
        return site, answer, fault

    def _site(self, site: Site, day: int) -> dict[str, Answer]:
        pages = [(page, self._script.version(page, day)) for page in self._script.pages[site.name]]
        key = (site.name, *((page.path, version) for page, version in pages if version))
        if key not in self._made:
            shown = [_version(page, version) for page, version in reversed(pages) if version]
            self._made[key] = dict(_SiteBuilder(self._env, site, shown, LAST_STATE).answers())
        return self._made[key]


@contextmanager
def serving(web: ChangingWeb) -> Iterator[int]:
    """Serve it on loopback; gives the port."""
    server = _Server(Web(LAST_STATE, (), {}, build_web(LAST_STATE).missing), [])
    server.RequestHandlerClass = type("Handler", (_ChangingHandler,), {"changing": web})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _ChangingHandler(_Handler):
    """Answers, or fails, as the web says."""

    changing: ChangingWeb

    def _respond(self, *, with_body: bool) -> None:
        host = self.headers.get("Host", "").partition(":")[0].lower()
        site, answer, fault = self.changing.respond(host, self.path)
        if fault in ("reset", "timeout"):
            self.changing.asked.append(Asked(site, self.path, 0))
            if fault == "timeout":
                time.sleep(12)  # the sources wait for ten seconds
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return
        if fault == "http_500":
            answer = dataclasses.replace(answer, status=500, body=b"error")
        is_known = not fault and self._is_known(answer)
        status = HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus(answer.status)
        self.changing.asked.append(Asked(site, self.path, int(status)))
        self.send_response(status)
        if answer.status == HTTPStatus.OK and not fault:
            self.send_header("ETag", answer.etag)
        if not is_known:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body and not is_known:
            self.wfile.write(answer.body)


def address_of(port: int) -> tuple[str, int]:
    """Where a run finds every host of the web."""
    return LOOPBACK, port


def _version(page: Page, version: int) -> Page:
    """The page as it stands after so many changes: each adds a paragraph."""
    if version == 1:
        return page
    added = tuple(Block(text=f"Ban biên tập bổ sung bài viết (bản {number}).") for number in _letters(version))
    return page.model_copy(update={"body": (*page.body, *added)})


def _letters(version: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[: version - 1]

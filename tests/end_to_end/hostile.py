"""A hostile web on loopback: one host per way to be hostile, and what a visit must make of it.

Lives here: the hosts. Not here: the test that visits them all at once (`test_hostile_web`).
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from scrapers.sources import Source
from tests.unit.scrapers.fetching.web import Answer, Handler, Web, item, rss, serving, source

Pages = dict[str, Answer | list[Answer] | Handler]
Fates = dict[str, tuple[str, str]]
ARTICLE, SECOND = "/a-1.html", "/a-2.html"
FINE = Answer(b"<h1>B\xc3\xa0i</h1>")
FEED = rss(item(ARTICLE), item(SECOND)).encode()
WELL: Fates = {
    "/robots.txt": ("unchanged", "ok"),
    "/rss": ("captured", "ok"),
    ARTICLE: ("captured", "ok"),
    SECOND: ("captured", "ok"),
}
# Long enough for a good host on a busy machine.
LIMITS = {"timeout_seconds": 1.5, "max_body_bytes": 1024 * 1024}


@dataclasses.dataclass(frozen=True)
class Host:
    """One host: what it serves, and the fates that its addresses must have, beside those that are well."""

    name: str
    pages: Pages
    fates: Fates
    source: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def expected(self) -> Fates:
        """All fates, in no order."""
        return self.fates if "/rss" in self.fates or "listings" in self.source else {**WELL, **self.fates}


def _bad(name: str, answer: Answer | list[Answer] | Handler, reason: str, outcome: str = "failed") -> Host:
    """A host of which one article is hostile: the other one must be there."""
    return Host(name, {ARTICLE: answer}, {ARTICLE: (outcome, reason)})


def _bad_listing(name: str, answer: Answer | Handler, reason: str) -> Host:
    return Host(name, {"/rss": answer}, {"/robots.txt": ("unchanged", "ok"), "/rss": ("failed", reason)})


def _to(address: str) -> Answer:
    return Answer(b"", 302, {"Location": address})


# ── what only a raw connection can do ────────────────────────────────────────────────────────────────────────────────


def _silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(3.0)


def _dripping_body(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n")
    _drip(request)


def _dripping_head(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    _drip(request)


def _drip(request: BaseHTTPRequestHandler) -> None:
    for _ in range(120):
        request.wfile.write(b"x")
        time.sleep(0.05)


def _reset(request: BaseHTTPRequestHandler) -> None:
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _reset_in_the_middle(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n" + b"x" * 100)
    request.wfile.flush()
    time.sleep(0.1)
    _reset(request)


def _hundred_megabytes(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    for _ in range(1600):
        request.wfile.write(b"x" * 65536)


def _no_http(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"\x00\x01SSH-2.0-OpenSSH_9.6\r\n")


def _longer_than_said(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<h1>A</h1>" * 2)


# ── the hosts ────────────────────────────────────────────────────────────────────────────────────────────────────────

BOMB = gzip.compress(b"0" * 40_000_000)
LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTS: tuple[Host, ...] = (
    Host("good-one", {}, {}),
    Host("good-two", {}, {}),
    _bad("answers-500", Answer(b"", 500), "HttpStatusError"),
    _bad("answers-429-once", [Answer(b"", 429, {"Retry-After": "1"}), FINE], "ok", "captured"),
    Host(
        "answers-429-for-long",
        {ARTICLE: Answer(b"", 429, {"Retry-After": "86400"})},
        {ARTICLE: ("failed", "HttpStatusError"), SECOND: ("skipped", "host_down")},
    ),
    _bad("answers-404", Answer(b"", 404), "HttpStatusError"),
    _bad("silent", _silent, "ReadTimeout"),
    _bad("drips-body", _dripping_body, "TotalTimeExceeded"),
    _bad("drips-head", _dripping_head, "TotalTimeExceeded"),
    _bad("resets", _reset, "ConnectionFailed"),
    _bad("resets-in-the-middle", _reset_in_the_middle, "BodyIncomplete"),
    _bad("shorter-than-said", Answer(b"<h1>half", length=4000), "BodyIncomplete"),
    _bad("longer-than-said", _longer_than_said, "ok", "captured"),
    _bad("no-http", _no_http, "ConnectionFailed"),
    _bad("many-heads", Answer(b"x", headers={f"X-{n}": "y" for n in range(150)}), "ConnectionFailed"),
    _bad("empty", Answer(b""), "EmptyAnswer"),
    _bad("gzip-bomb", Answer(BOMB, headers={"Content-Encoding": "gzip"}), "TooLarge"),
    _bad("deflate-bomb", Answer(zlib.compress(b"0" * 40_000_000), headers={"Content-Encoding": "deflate"}), "TooLarge"),
    _bad("not-gzip", Answer(b"<h1>", headers={"Content-Encoding": "gzip"}), "BodyUndecodable"),
    _bad("unasked-coding", Answer(b"<h1>", headers={"Content-Encoding": "br"}), "BodyUndecodable"),
    _bad("hundred-megabytes", _hundred_megabytes, "TooLarge"),
    _bad("says-hundred-megabytes", Answer(b"x", length=10**8), "TooLarge"),
    _bad("redirects-in-a-loop", _to(ARTICLE), "TooManyRedirects"),
    _bad("redirects-for-ever", lambda request: _to(f"{request.path}x"), "TooManyRedirects"),
    _bad("redirects-to-metadata", _to("http://169.254.169.254/latest/meta-data/"), "RedirectRefused", "refused"),
    _bad("redirects-to-private", _to("http://10.0.0.1/"), "RedirectRefused", "refused"),
    _bad("redirects-to-decimal", _to("http://2130706433/"), "RedirectRefused", "refused"),
    _bad("redirects-to-mapped", _to("http://[::ffff:10.0.0.1]/"), "RedirectRefused", "refused"),
    _bad("redirects-to-file", _to("file:///etc/passwd"), "RedirectRefused", "refused"),
    _bad("redirects-abroad", _to("https://khac.example/"), "RedirectRefused", "refused"),
    _bad("sends-an-image", Answer(b"\x89PNG", content_type="image/png"), "WrongContentType"),
    Host(
        "robots-forbids-one",
        {"/robots.txt": Answer(f"User-agent: *\nDisallow: {ARTICLE}\n".encode(), content_type="text/plain")},
        {"/robots.txt": ("captured", "ok"), ARTICLE: ("refused", "RobotsRefused")},
    ),
    Host(
        "robots-is-locked",
        {"/robots.txt": Answer(b"", 403)},
        {"/robots.txt": ("refused", "RobotsRefused"), "/rss": ("refused", "RobotsRefused")},
    ),
    Host(
        "robots-is-broken",
        {"/robots.txt": Answer(b"", 500)},
        {"/robots.txt": ("failed", "HttpStatusError"), "/rss": ("refused", "RobotsUnavailable")},
    ),
    Host(
        "tracks",
        {
            "/rss": Answer(
                rss(*(item(f"{ARTICLE}{more}") for more in ("?utm_source=a", "?fbclid=b", "#c", ""))).encode()
            )
        },
        {"/robots.txt": ("unchanged", "ok"), "/rss": ("captured", "ok"), ARTICLE: ("captured", "ok")},
    ),
    Host(
        "names-another-host",
        {"/rss": Answer(rss(item(ARTICLE), item("https://khac.example/a-2.html")).encode())},
        {
            "/robots.txt": ("unchanged", "ok"),
            "/rss": ("captured", "ok"),
            ARTICLE: ("captured", "ok"),
            SECOND: ("skipped", "foreign_host"),
        },
    ),
    _bad_listing("feed-is-a-login", Answer("<html><form>Đăng nhập</form></html>".encode()), "BrokenListing"),
    _bad_listing(
        "feed-of-entities",
        Answer(
            f'<!DOCTYPE rss [{LAUGHS}]><rss><channel><item a="&l9;">&l9;</item></channel></rss>'.encode(),
            content_type="text/xml",
        ),
        "EmptyListing",
    ),
    Host(
        "listing-is-closed",
        {"/tin": Answer('<h1>Hệ thống đang bảo trì</h1><a href="/">Trang chủ</a><a href="/lien-he">Hỏi</a>'.encode())},
        {"/robots.txt": ("unchanged", "ok"), "/tin": ("failed", "MaintenanceNotice")},
        {"listings": [{"kind": "html", "url": "/tin"}]},
    ),
    Host(
        "feed-leads-abroad",
        {"/rss": Answer(rss(item("https://khac.example/a-1.html")).encode())},
        {
            "/robots.txt": ("unchanged", "ok"),
            "/rss": ("failed", "ForeignListing"),
            ARTICLE: ("skipped", "foreign_host"),
        },
    ),
    Host(
        "sitemap-bomb",
        {"/s.xml.gz": Answer(gzip.compress(b"<urlset>" + b"0" * 60_000_000), content_type="application/gzip")},
        {"/robots.txt": ("unchanged", "ok"), "/s.xml.gz": ("failed", "TooLarge")},
        {"listings": [{"kind": "sitemap", "url": "/s.xml.gz"}]},
    ),
    Host(
        "pages-without-end",
        {"/tin": lambda _: Answer(b'<h3><a href="/a-1.html">S</a></h3><a class="n" href="/tin">n</a>')},
        {"/robots.txt": ("unchanged", "ok"), "/tin": ("captured", "ok"), ARTICLE: ("captured", "ok")},
        {
            "listings": [{"kind": "html", "url": "/tin", "link": "h3 a", "next_page": "a.n", "max_pages": 50}],
            "topic_filter": False,
        },
    ),
)
INVALID_TLS: Fates = {"/robots.txt": ("failed", "TlsInvalid"), "/rss": ("refused", "RobotsUnavailable")}


@contextlib.contextmanager
def hostile_web(folder: Path) -> Iterator[list[tuple[Source, Fates]]]:
    """Serve all hosts; gives the source of each with the fates by path that it must have."""
    with contextlib.ExitStack() as stack:
        visits = [(_source(host, stack.enter_context(serving())), host.expected) for host in HOSTS]
        address = stack.enter_context(_invalid_tls(folder))
        yield [*visits, (source(address, id="invalid-tls", politeness=LIMITS), INVALID_TLS)]


def _source(host: Host, web: Web) -> Source:
    web.pages = {"/rss": Answer(FEED), ARTICLE: FINE, SECOND: FINE, **host.pages}
    if host.name == "redirects-for-ever":
        forward = host.pages[ARTICLE]
        web.pages |= {f"{ARTICLE}{'x' * n}": forward for n in range(1, 12)}
    return source(web.url, id=host.name, politeness=LIMITS, **host.source)


# A key that protects nothing, and the certificate that it signed for itself: nobody trusts it.
_KEY = (
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/fVBfzgmjBWaF4rW2iPwHu87ju5276Xng3HN7JIhPLShRANCAATzPt+zbQMHTHClZJ4d"
    "izTErsLnWv/VoVhZp6PUxtMp/0CEMeY7sFFyV5OdA92LKcIsAdzD2RsbzN8upHtjkQ48"
)
_CERTIFICATE = (
    "MIIBkDCCATagAwIBAgIUWsUHKuS19IeoxdCYaSAjTPRn55gwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyODAxMTI1OFoY"
    "DzIxMjYxMTA0MDExMjU4WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATzPt+zbQMHTHClZJ4dizTErsLnWv/V"
    "oVhZp6PUxtMp/0CEMeY7sFFyV5OdA92LKcIsAdzD2RsbzN8upHtjkQ48o2QwYjAdBgNVHQ4EFgQURRB5z3htIZgUOiPGGV2/PQfchpUwHwYDVR0jBBgw"
    "FoAURRB5z3htIZgUOiPGGV2/PQfchpUwDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUCIF7+zkDn+uPOOI1r"
    "9wp2nzR6bKO1ayHI1ed0aT+S1WmyAiEAhhmsS+1mmy0cJlssrP+tldqKHt0PwuaT4qmkgukuqos="
)


@contextlib.contextmanager
def _invalid_tls(folder: Path) -> Iterator[str]:
    """A server that speaks TLS with a certificate of its own making."""
    chain = folder / "self-signed.pem"
    chain.write_bytes(_pem("PRIVATE KEY", _KEY) + _pem("CERTIFICATE", _CERTIFICATE))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), connection:
                context.wrap_socket(connection, server_side=True)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def _pem(kind: str, content: str) -> bytes:
    return ssl.DER_cert_to_PEM_cert(base64.b64decode(content)).replace("CERTIFICATE", kind).encode()

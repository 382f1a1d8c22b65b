"""The HTTP client against a hostile web on loopback: each way to fail has its own name."""

from __future__ import annotations

import gzip
import http.client
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from schemas.records import Capture
from scrapers.fetching import HostPace, HttpClient, errors
from tests.unit.scrapers.fetching.web import MORNING, Answer, Clock, Web, source


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that says what `talk` writes, which no HTTP server would."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                try:
                    talk(connection)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def test_an_answer_tells_status_headers_type_encoding_and_body(web: Web, client: HttpClient) -> None:
    web.pages["/a"] = Answer("Bắc Kạn".encode(), headers={"ETag": '"1"', "Set-Cookie": "id=1"})
    response = client.get(f"{web.url}/a")
    assert (response.status_code, response.body.decode()) == (200, "Bắc Kạn")
    assert (response.content_type, response.encoding) == ("text/html", "utf-8")
    assert response.headers["etag"] == '"1"'
    assert "set-cookie" not in response.headers
    assert (response.attempts, response.final_url) == (1, f"{web.url}/a")


def test_requests_name_a_contact_and_never_send_cookies(web: Web, client: HttpClient) -> None:
    web.page("/a", "x", headers={"Set-Cookie": "id=1; Path=/"})
    client.get(f"{web.url}/a")
    client.get(f"{web.url}/a")
    _, sent = web.requests[1]
    assert sent["User-Agent"].startswith("observatory-of-provincial-digital-transformation/")
    assert "(+ops@example.vn)" in sent["User-Agent"]
    assert "Cookie" not in sent


def test_cookies_are_sent_back_only_to_a_site_that_is_named_for_it(
    web: Web, client_for: Callable[..., HttpClient]
) -> None:
    web.page("/a", "", status=302, headers={"Set-Cookie": "phien=7; Path=/", "Location": "/b"})
    web.page("/b", "x")
    client_for(source(web.url, cookies=True)).get(f"{web.url}/a")
    assert [sent.get("Cookie") for _, sent in web.requests] == [None, "phien=7"]


def test_one_connection_serves_many_requests(web: Web, client: HttpClient) -> None:
    web.page("/a", "x")
    web.page("/moved", "moved on", status=301, headers={"Location": "/a"})
    web.pages["/packed"] = Answer(gzip.compress(b"x" * 1000), headers={"Content-Encoding": "gzip"})
    for path in ("/a", "/moved", "/packed", "/a"):
        client.get(f"{web.url}{path}")
    assert web.connections == 1


@pytest.mark.parametrize("status", [400, 403, 404, 410, 204, 501])
def test_a_status_without_a_document_is_not_tried_again(web: Web, client: HttpClient, status: int) -> None:
    web.pages["/a"] = Answer(b"", status)
    with pytest.raises(errors.HttpStatusError) as caught:
        client.get(f"{web.url}/a")
    assert (caught.value.status_code, caught.value.attempts) == (status, 1)


def test_what_can_heal_is_tried_again_with_growing_pauses(
    web: Web, client_for: Callable[..., HttpClient], clock: Clock
) -> None:
    web.pages["/a"] = [Answer(b"", 503), Answer(b"", 500), Answer(b"well again")]
    response = client_for(source(web.url), clock=clock).get(f"{web.url}/a")
    assert (response.body, response.attempts) == (b"well again", 3)
    assert clock.slept == [0.5, 1.0]


def test_retry_after_is_kept(web: Web, client_for: Callable[..., HttpClient], clock: Clock) -> None:
    web.pages["/a"] = [Answer(b"", 429, {"Retry-After": "7"}), Answer(b"now")]
    assert client_for(source(web.url), clock=clock).get(f"{web.url}/a").body == b"now"
    assert clock.slept == [7.0]


def test_a_pause_that_a_host_asks_for_holds_for_all_who_share_the_pace(clock: Clock) -> None:
    pace = HostPace(clock.sleep, clock)
    pace.postpone("bao.vn", 7)
    for host in ("khac.vn", "bao.vn", "bao.vn"):
        with pace.turn(host, 0):
            pass
    assert clock.slept == [7.0]


def test_a_retry_after_beyond_the_run_is_left_to_the_next(web: Web, client: HttpClient, clock: Clock) -> None:
    web.pages["/a"] = Answer(b"", 429, {"Retry-After": "3600"})
    with pytest.raises(errors.HttpStatusError, match="wait 3600 s") as caught:
        client.get(f"{web.url}/a")
    assert (caught.value.attempts, clock.slept) == (1, [])


def test_a_host_that_stays_broken_is_given_up(web: Web, client: HttpClient) -> None:
    web.pages["/a"] = Answer(b"", 502)
    with pytest.raises(errors.HttpStatusError) as caught:
        client.get(f"{web.url}/a")
    assert (caught.value.attempts, len(web.asked("/a"))) == (3, 3)


def test_conditional_requests_bring_the_validators(web: Web, client: HttpClient) -> None:
    web.pages["/a"] = lambda request: (
        Answer(status=304, content_type=None) if request.headers.get("If-None-Match") == '"1"' else Answer(b"x")
    )
    response = client.get(f"{web.url}/a", known=capture(f"{web.url}/a", {"etag": '"1"', "last-modified": "yesterday"}))
    assert response.not_modified
    assert response.body == b""
    assert web.requests[0][1]["If-Modified-Since"] == "yesterday"


def test_304_without_a_condition_is_an_error(web: Web, client: HttpClient) -> None:
    web.pages["/a"] = Answer(status=304, content_type=None)
    with pytest.raises(errors.HttpStatusError):
        client.get(f"{web.url}/a")


def test_redirects_are_followed_within_the_site(web: Web, client: HttpClient) -> None:
    web.page("/old", "", status=302, headers={"Location": "/tin/mới?nid=3#top"})
    web.page("/tin/m%E1%BB%9Bi?nid=3", "new")
    response = client.get(f"{web.url}/old")
    assert response.url == f"{web.url}/old"
    assert response.final_url == f"{web.url}/tin/m%E1%BB%9Bi?nid=3"


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://other.example/",
        "//other.example/",
        "file:///etc/passwd",
        "http://127.0.0.1:1/",
        "http://user:secret@127.0.0.1/",
    ],
)
def test_redirects_elsewhere_are_refused_without_asking(web: Web, client: HttpClient, target: str) -> None:
    web.page("/a", "", status=302, headers={"Location": target})
    with pytest.raises(errors.RedirectRefused) as caught:
        client.get(f"{web.url}/a")
    assert caught.value.refused
    assert caught.value.attempts == 1


def test_redirect_loops_and_chains_end(web: Web, client: HttpClient) -> None:
    web.page("/a", "", status=302, headers={"Location": "/b"})
    web.page("/b", "", status=302, headers={"Location": "/a"})
    for step in range(9):
        web.page(f"/{step}", "", status=302, headers={"Location": f"/{step + 1}"})
    with pytest.raises(errors.TooManyRedirects, match="back"):
        client.get(f"{web.url}/a")
    with pytest.raises(errors.TooManyRedirects, match="more than 5"):
        client.get(f"{web.url}/0")


def test_the_body_of_a_redirect_is_not_read_beyond_a_little(web: Web, client: HttpClient) -> None:
    web.pages["/a"] = Answer(b"x" * 200_000, 302, {"Location": "/b"})
    web.page("/b", "here")
    assert client.get(f"{web.url}/a").body == b"here"


def test_foreign_hosts_are_refused(client: HttpClient) -> None:
    with pytest.raises(errors.HostNotAllowed) as caught:
        client.get("http://other.example/a")
    assert caught.value.refused


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_public_name_with_a_private_address_is_refused(
    web: Web, client_for: Callable[..., HttpClient], monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    port = web.address[1]
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1", *rest, **more))
    site = f"{scheme}://rebound.example:{port}"
    with pytest.raises(errors.HostNotAllowed, match=r"127\.0\.0\.1, which is not public"):
        client_for(source(site)).get(f"{site}/a")
    assert web.requests == []


def test_bodies_have_a_size(web: Web, client_for: Callable[..., HttpClient]) -> None:
    client = client_for(source(web.url, politeness={"max_body_bytes": 2048}))
    web.pages["/announced"] = Answer(b"x" * 3000)
    web.pages["/exact"] = Answer(b"x" * 2048)
    with pytest.raises(errors.TooLarge, match="3000"):
        client.get(f"{web.url}/announced")
    assert len(client.get(f"{web.url}/exact").body) == 2048


def test_endless_bodies_without_a_length_are_cut_off() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with (
        raw_server(talk) as url,
        HttpClient(source(url), contact="x") as client,
        pytest.raises(errors.TooLarge),
    ):
        client.get(f"{url}/a")


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_compression_bombs_are_stopped(web: Web, client: HttpClient, coding: str) -> None:
    blank = bytes(50_000_000)
    body = gzip.compress(blank) if coding == "gzip" else zlib.compress(blank)
    web.pages["/a"] = Answer(body, headers={"Content-Encoding": coding})
    with pytest.raises(errors.TooLarge, match="unpacks to more"):
        client.get(f"{web.url}/a")


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"hai phan") + gzip.compress(b" noi nhau")),
        ("x-gzip", gzip.compress(b"hai phan noi nhau") + b"\0" * 8),
        ("deflate", zlib.compress(b"hai phan noi nhau")),
        ("deflate", zlib.compress(b"hai phan noi nhau")[2:-4]),
        ("identity", b"hai phan noi nhau"),
    ],
)
def test_packed_bodies_are_unpacked(web: Web, client: HttpClient, coding: str, body: bytes) -> None:
    web.pages["/a"] = Answer(body, headers={"Content-Encoding": coding})
    assert client.get(f"{web.url}/a").body == b"hai phan noi nhau"


@pytest.mark.parametrize(
    ("coding", "body", "error"),
    [
        ("gzip", b"this is no gzip", errors.BodyUndecodable),
        ("br", b"whatever", errors.BodyUndecodable),
        ("gzip", gzip.compress(b"cut in the middle" * 99)[:40], errors.BodyIncomplete),
    ],
)
def test_damaged_packing_is_named(
    web: Web, client: HttpClient, coding: str, body: bytes, error: type[errors.FetchError]
) -> None:
    web.pages["/a"] = Answer(body, headers={"Content-Encoding": coding})
    with pytest.raises(error) as caught:
        client.get(f"{web.url}/a")
    assert caught.value.status_code == 200


def test_a_body_shorter_than_announced_is_incomplete(web: Web, client: HttpClient) -> None:
    web.pages["/a"] = Answer(b"half", length=400)
    with pytest.raises(errors.BodyIncomplete) as caught:
        client.get(f"{web.url}/a")
    assert caught.value.body_bytes == 4


def test_an_empty_answer_is_a_failure(web: Web, client: HttpClient) -> None:
    web.page("/a", "")
    with pytest.raises(errors.EmptyAnswer):
        client.get(f"{web.url}/a")


@pytest.mark.parametrize(
    ("content_type", "purpose", "fine"),
    [
        ("image/png", "document", False),
        ("video/mp4", "listing", False),
        ("application/zip", "document", False),
        ("application/x-gzip", "listing", True),
        ("application/pdf", "document", True),
        ("text", "document", True),
        (None, "document", True),
        ("image/png", "robots", True),
    ],
)
def test_media_types_that_hold_no_document(
    web: Web, client: HttpClient, content_type: str | None, purpose: str, fine: bool
) -> None:
    web.pages["/a"] = Answer(b"x", content_type=content_type)
    if fine:
        assert client.get(f"{web.url}/a", purpose=purpose).body == b"x"
    else:
        with pytest.raises(errors.WrongContentType):
            client.get(f"{web.url}/a", purpose=purpose)


def test_a_silent_server_times_out(web: Web, client_for: Callable[..., HttpClient]) -> None:
    release = threading.Event()

    def wait(_: BaseHTTPRequestHandler) -> Answer:
        release.wait(5)
        return Answer(b"late")

    web.pages["/a"] = wait
    with pytest.raises(errors.ReadTimeout) as caught:
        client_for(source(web.url, politeness={"timeout_seconds": 0.1})).get(f"{web.url}/a")
    release.set()
    assert caught.value.attempts == 1


@pytest.mark.parametrize("headers_too", [False, True])
def test_a_slow_drip_is_cut_off(headers_too: bool) -> None:
    def talk(connection: socket.socket) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"
        connection.sendall(b"HTTP" if headers_too else head)
        for _ in range(200):
            time.sleep(0.02)
            connection.sendall(b"x")

    limits = {"timeout_seconds": 0.1}
    with (
        raw_server(talk) as url,
        HttpClient(source(url, politeness=limits), contact="x") as client,
        pytest.raises(errors.TotalTimeExceeded),
    ):
        client.get(f"{url}/a")


def test_a_dropped_connection_is_tried_again(web: Web, client: HttpClient) -> None:
    tries: list[int] = []

    def drop_once(_: BaseHTTPRequestHandler) -> Answer | None:
        tries.append(1)
        return None if len(tries) == 1 else Answer(b"second try")

    web.pages["/a"] = drop_once
    assert client.get(f"{web.url}/a").attempts == 2


def test_a_closed_port_is_a_failed_connection(client_for: Callable[..., HttpClient]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(errors.ConnectionFailed) as caught:
        client_for(source(url)).get(f"{url}/a")
    assert (caught.value.attempts, caught.value.host_is_down) == (3, True)


def test_no_connection_in_time(client_for: Callable[..., HttpClient], monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr("urllib3.util.connection.create_connection", never)
    with pytest.raises(errors.ConnectTimeout, match=r"no connection within 5 s") as caught:
        client_for(source("http://127.0.0.1:9")).get("http://127.0.0.1:9/a")
    assert (caught.value.attempts, caught.value.host_is_down) == (3, True)


def test_a_name_without_an_address(client_for: Callable[..., HttpClient], monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(errors.NameNotResolved, match=r"nowhere\.example has no address"):
        client_for(source("http://nowhere.example")).get("http://nowhere.example/a")


def test_plain_http_on_a_tls_address_is_invalid_tls(web: Web, client_for: Callable[..., HttpClient]) -> None:
    site = web.url.replace("http:", "https:")
    with pytest.raises(errors.TlsInvalid) as caught:
        client_for(source(site)).get(f"{site}/a")
    assert caught.value.attempts == 1


def test_proxies_of_the_environment_are_not_used(
    web: Web, client_for: Callable[..., HttpClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    web.page("/a", "x")
    assert client_for(source(web.url)).get(f"{web.url}/a").body == b"x"


def test_a_host_gets_its_pause_between_requests(web: Web, client_for: Callable[..., HttpClient], clock: Clock) -> None:
    web.page("/a", "x")
    client = client_for(source(web.url, politeness={"delay_seconds": 2}), clock=clock)
    for _ in range(3):
        client.get(f"{web.url}/a")
    assert clock.slept == [2.0, 2.0]


def test_a_shared_pace_holds_for_two_clients_of_one_host(
    web: Web, client_for: Callable[..., HttpClient], clock: Clock
) -> None:
    web.page("/a", "x")
    pace = HostPace(clock.sleep, clock)
    for _ in range(2):
        client_for(source(web.url, politeness={"delay_seconds": 3}), pace=pace).get(f"{web.url}/a")
    assert clock.slept == [3.0]


def test_virtual_hosts_are_served_from_loopback(web: Web, client_for: Callable[..., HttpClient]) -> None:
    web.page("/tin", "", status=302, headers={"Location": "http://bao-mau.sample.test/tin/1?nid=2"})
    web.page("/tin/1?nid=2", "mẫu")
    client = client_for(source("http://bao-mau.sample.test"), virtual_hosts={"bao-mau.sample.test": web.address})
    response = client.get("http://bao-mau.sample.test/tin")
    assert response.final_url == "http://bao-mau.sample.test/tin/1?nid=2"
    assert [sent["Host"] for _, sent in web.requests] == ["bao-mau.sample.test"] * 2


def test_a_sample_host_without_the_sample_web_says_so(client_for: Callable[..., HttpClient]) -> None:
    with pytest.raises(errors.SampleHostNotServed, match="start the sample web"):
        client_for(source("http://bao-mau.sample.test")).get("http://bao-mau.sample.test/")


def capture(url: str, headers: dict[str, str]) -> Capture:
    return Capture(
        capture_id="0" * 16,
        source_id="bao-thu",
        url=url,
        final_url=url,
        purpose="article",
        captured_at=MORNING,
        status_code=200,
        headers=headers,
        content_type="text/html",
        encoding=None,
        sha256="0" * 64,
        body_bytes=1,
    )


def test_http_client_limits_headers_itself(web: Web, client: HttpClient) -> None:
    web.pages["/a"] = Answer(b"x", headers={f"X-{n}": "y" for n in range(http.client._MAXHEADERS + 1)})
    with pytest.raises(errors.FetchError):
        client.get(f"{web.url}/a")

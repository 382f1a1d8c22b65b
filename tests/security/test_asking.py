"""Attempts to make the fetcher ask somebody else, forget its limits, or break off a visit."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from scrapers.fetching import HttpClient, body, connections, errors, fetch_source
from scrapers.fetching.addresses import MAX_ADDRESS, AddressRule, normalise
from scrapers.fetching.json_listing import parse_datasets
from scrapers.sources import Source
from scrapers.sources.hosts import same_site
from tests.unit.scrapers.fetching.web import MORNING, Answer, MemoryStore, Web, item, rss, serving, source

SITE = "https://baoquangninh.vn"
ARTICLE = "/a-1.html"


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as served:
        yield served


def client_of(watched: Source) -> HttpClient:
    return HttpClient(watched, contact="ops@example.vn", sleep=lambda _: None, jitter=lambda: 0.0)


def visit(watched: Source) -> MemoryStore:
    store = MemoryStore()
    with client_of(watched) as client:
        fetch_source(watched, store, client, run_id="run", now=lambda: MORNING)
    return store


# ── who is asked ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104 - refused
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.170", "192.88.99.1", "198.18.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
        *("::127.0.0.1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "::ffff:169.254.169.254"),
        *("64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "3fff::1", "4000::1", "5f00::1"),
    ],
)
def test_no_name_leads_to_an_address_that_is_not_public(address: str) -> None:
    assert not AddressRule(SITE).allows_peer(address)


@pytest.mark.parametrize("address", ["203.162.0.11", "2405:4800::1", "64:ff9b::cba2:b"])
def test_public_addresses_are_asked(address: str) -> None:
    assert AddressRule(SITE).allows_peer(address)


@pytest.mark.parametrize(
    "url",
    [
        *("http://:secret@baoquangninh.vn/", "http://@baoquangninh.vn/", "http://me:secret@baoquangninh.vn/"),
        *("http://khac.example\\.baoquangninh.vn/", "http://khac.example%5C.baoquangninh.vn/"),
        *("http://khac.example%2f.baoquangninh.vn/", "http://khac.example%20.baoquangninh.vn/"),
        *("http://a\x00.baoquangninh.vn/", "http://baoquangninh.vn%2ekhac.example/", "http://baoquangninh.vn:0/"),
        *(
            "http://baoquangninh.vn:22/",
            "http://khac.example#.baoquangninh.vn/",
            "http://khac.example?.baoquangninh.vn",
        ),
        *("http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/", "http://[::1]/"),
        *("file:///etc/passwd", "ftp://baoquangninh.vn/", "gopher://baoquangninh.vn/", "data:text/html,x"),
    ],
)
def test_no_spelling_of_an_address_passes_for_the_site(url: str) -> None:
    assert not AddressRule(SITE).allows(url)


@pytest.mark.parametrize(
    "href", ["/\ud800", "/" + "a" * MAX_ADDRESS, f"/{'đ' * MAX_ADDRESS}", "http://khac.example\r\nX-Header:1/", "//["]
)
def test_links_that_are_no_addresses_are_left(href: str) -> None:
    address = normalise(href, f"{SITE}/", SITE)
    assert address is None or not same_site(address, SITE)


@pytest.mark.parametrize("number", ["2130706433", "017700000001", "0x7f000001", "127.1"])
def test_a_registered_number_that_means_loopback_is_not_asked(
    web: Web, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    means = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", web.address)]  # as the operating system reads such numbers
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: means)
    site = f"http://{number}:{web.address[1]}"
    with client_of(source(site)) as client, pytest.raises(errors.HostNotAllowed):
        client.get(f"{site}/a")
    assert web.connections == 0


def test_a_name_with_private_addresses_is_not_even_knocked_at(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    port = web.address[1]
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("127.0.0.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    site = f"http://hai-mat.example:{port}"
    with client_of(source(site)) as client, pytest.raises(errors.HostNotAllowed, match=r"127\.0\.0\.1, 10\.0\.0\.1"):
        client.get(f"{site}/a")
    assert web.connections == 0


def test_a_name_that_changes_between_two_look_ups_is_looked_up_once(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = socket.getaddrinfo, list[str]()

    def rebinding(host: str, *rest: Any, **more: Any) -> Any:
        if host != "doi-mat.example":
            return real(host, *rest, **more)
        asked.append(host)
        public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("203.162.0.11", web.address[1]))]
        return public if len(asked) == 1 else real("127.0.0.1", *rest, **more)

    tried = []

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> None:
        tried.append(address[0])
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(connections.sockets, "create_connection", connect)
    site = f"http://doi-mat.example:{web.address[1]}"
    with client_of(source(site)) as client, pytest.raises(errors.FetchError):
        client.get(f"{site}/a")
    assert tried[0] == "203.162.0.11"
    assert set(tried) <= {"203.162.0.11"}


def test_a_connection_that_ends_elsewhere_is_closed_before_a_byte_is_sent(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(*_: Any, **__: Any) -> socket.socket:
        sock = socket.socket()
        sock.connect(web.address)
        return sock

    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("203.162.0.11", web.address[1]))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: public)
    monkeypatch.setattr(connections.sockets, "create_connection", elsewhere)
    site = f"http://lech.example:{web.address[1]}"
    with client_of(source(site)) as client, pytest.raises(errors.HostNotAllowed, match="not public"):
        client.get(f"{site}/a")
    assert web.requests == []


def test_of_a_name_with_a_thousand_addresses_a_few_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"203.162.{n // 250}.{n % 250 + 1}", 80)) for n in range(1000)]
    tried = []

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> None:
        tried.append(address)
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: many)
    monkeypatch.setattr(connections.sockets, "create_connection", connect)
    with client_of(source("http://nhieu.example")) as client, pytest.raises(errors.ConnectTimeout) as caught:
        client.get("http://nhieu.example/a")
    assert len(tried) == caught.value.attempts * connections.MAX_ADDRESSES


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"])
def test_no_proxy_of_the_environment_comes_between(web: Web, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "http://127.0.0.1:1")
    web.page("/a", "x")
    with client_of(source(web.url)) as client:
        assert client.get(f"{web.url}/a").body == b"x"


@pytest.mark.parametrize(
    "head",
    [
        "<meta http-equiv='refresh' content='0;url=http://169.254.169.254/latest/'>",
        "<link rel='canonical' href='https://khac.example/'>",
        "<base href='https://khac.example/'>",
        "<script>location.href='https://khac.example/'</script><iframe src='http://127.0.0.1:1/'></iframe>",
    ],
)
def test_what_a_page_names_is_not_followed(web: Web, head: str) -> None:
    web.pages = {
        "/rss": Answer(rss(item(ARTICLE)).encode()),
        ARTICLE: Answer(f"<html><head>{head}</head><h1>Bài</h1></html>".encode()),
    }
    store = visit(source(web.url))
    assert [(o.url, o.outcome) for o in store.outcomes if o.purpose == "article"] == [
        (f"{web.url}{ARTICLE}", "captured")
    ]
    assert web.asked() == ["/robots.txt", "/rss", ARTICLE]


@pytest.mark.parametrize(
    ("listing", "body_of"),
    [
        ({"kind": "html", "url": "/l", "next_page": "a.n", "max_pages": 5}, '<a class="n" href="{}">n</a>'),
        ({"kind": "sitemap", "url": "/l"}, "<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>"),
        ({"kind": "rss", "url": "/l"}, "<rss><channel><item><link>{}</link></item></channel></rss>"),
        ({"kind": "json", "url": "/l"}, '[{{"link": "{}"}}]'),
    ],
)
@pytest.mark.parametrize(
    "target", ["https://khac.example/x", "http://169.254.169.254/x", "http://[::ffff:127.0.0.1]/x"]
)
def test_no_listing_leads_abroad(web: Web, listing: dict[str, Any], body_of: str, target: str) -> None:
    web.pages["/l"] = Answer(body_of.format(target).encode())
    store = visit(source(web.url, listings=[listing], topic_filter=False))
    assert web.asked() == ["/robots.txt", "/l"]
    assert {(o.outcome, o.reason) for o in store.outcomes if "/x" in o.url} == {("skipped", "foreign_host")}


# ── how much is taken ─────────────────────────────────────────────────────────────────────────────────────────────────


def _heads(request: BaseHTTPRequestHandler) -> None:
    lines = "".join(f"X-{n}: {'y' * 30_000}\r\n" for n in range(3))
    request.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{lines}Content-Length: 1\r\n\r\nx".encode())


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (_heads, "TooLarge"),
        (Answer(b"", 302, {"Location": "/" + "a" * 20_000}), "RedirectRefused"),
        (Answer(b"x", 200, {"Content-Encoding": "gzip" * 100}), "BodyUndecodable"),
        # Numbers that no machine can hold once ended the visit, and with it all that the source had to say.
        (Answer(b"", 503, {"Retry-After": "Wed, 21 Oct 99999999999 07:28:00 GMT"}), "HttpStatusError"),
        (Answer(b"", 503, {"Retry-After": "9" * 400}), "HttpStatusError"),
        (Answer(b"", 302, {"Location": "http://\u2100.example/"}), "RedirectRefused"),
    ],
)
def test_a_hostile_head_costs_one_article_and_not_the_visit(web: Web, answer: Any, reason: str) -> None:
    web.pages = {"/rss": Answer(rss(item(ARTICLE), item("/a-2.html")).encode()), ARTICLE: answer}
    web.page("/a-2.html", "<h1>Bài</h1>")
    store = visit(source(web.url))
    fates = {o.url.removeprefix(web.url): o.reason for o in store.outcomes if o.purpose == "article"}
    assert fates[ARTICLE] == reason
    assert fates["/a-2.html"] in ("ok", "host_down")


def test_a_length_of_five_thousand_digits_is_no_length(web: Web) -> None:
    def lies(request: BaseHTTPRequestHandler) -> None:
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {'9' * 5000}\r\nConnection: close\r\n\r\n"
        )
        request.wfile.write(f"{head}<h1>x</h1>".encode())

    web.pages["/a"] = lies
    with client_of(source(web.url)) as client:
        assert client.get(f"{web.url}/a").body == b"<h1>x</h1>"


def test_a_body_of_countless_packed_parts_is_given_up() -> None:
    part = gzip.compress(b"", mtime=0)
    with pytest.raises(errors.TooLarge, match="parts"):
        body.gunzip(part * 200_000, 1 << 26)
    several = b"".join(gzip.compress(b"tin", mtime=0) for _ in range(500))
    assert body.gunzip(several, 1 << 20) == b"tin" * 500


def test_a_sitemap_of_countless_elements_is_given_up(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrapers.fetching.xml.MAX_ELEMENTS", 1_000)
    bomb = gzip.compress(b"<urlset>" + b"<x/>" * 1_010 + b"</urlset>")
    web.pages["/s.xml.gz"] = Answer(bomb, content_type="application/gzip")
    store = visit(source(web.url, listings=[{"kind": "sitemap", "url": "/s.xml.gz"}]))
    assert store.outcome(f"{web.url}/s.xml.gz").reason == "TooLarge"


def test_entries_of_every_listing_are_limited(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrapers.fetching.listings.MAX_ENTRIES", 3)
    web.page("/rss", rss(*(item(f"/a-{n}.html", title="x" * 2_000) for n in range(5))))
    store = visit(source(web.url, topic_filter=False))
    assert {o.url.rpartition("/")[2] for o in store.outcomes if o.purpose == "article"} == {
        f"a-{n}.html" for n in range(3)
    }
    assert any(o.reason == "too_many_entries" and o.detail.startswith("2 entries") for o in store.outcomes)
    assert max(len(o.listing_title or "") for o in store.outcomes) == 500


def test_a_robots_txt_without_end_forbids(web: Web) -> None:
    web.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /x\n" * 40_000, content_type="text/plain")
    store = visit(source(web.url))
    assert {(o.purpose, o.reason) for o in store.outcomes} == {("robots", "TooLarge"), ("listing", "RobotsUnavailable")}
    assert "/rss" not in web.asked()


@pytest.mark.parametrize("start", ["%C2%B2", "9" * 5000, "-1", "1e9"])
def test_a_search_that_was_sent_astray_goes_on_from_its_start(start: str) -> None:
    answer = json.dumps({"result": {"results": [{"name": "a\ud800"}], "count": 10}}).encode()
    found, following = parse_datasets(answer, f"{SITE}/api?start={start}")
    assert [one.href for one in found] == ["/api/3/action/package_show?id=a%3F"]
    assert (following or "").endswith("start=1")


# ── what is kept and said ─────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_that_a_server_says_gives_orders_to_a_terminal_or_makes_a_line(web: Web) -> None:
    def reason_phrase(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 404 \x1b[31mno\x9b2J\rfaked line\r\nContent-Length: 0\r\n\r\n")

    web.pages = {"/rss": Answer(rss(item(ARTICLE)).encode()), ARTICLE: reason_phrase}
    outcome = visit(source(web.url)).outcome(f"{web.url}{ARTICLE}")
    assert outcome.detail.isprintable()
    assert "404 [31mno2J faked line" in outcome.detail


def test_a_message_that_quotes_a_server_is_not_endless() -> None:
    assert len(errors.HttpStatusError("x" * 100_000).detail) < 600


def test_cookies_and_what_was_asked_with_are_not_kept(web: Web) -> None:
    web.pages = {
        "/rss": Answer(rss(item(ARTICLE)).encode(), headers={"Set-Cookie": "session=bimat"}),
        ARTICLE: Answer(b"<h1>x</h1>", headers={"Set-Cookie": "session=bimat; Path=/"}),
    }
    store = visit(source(web.url, cookies=True))
    assert any("bimat" in headers.get("Cookie", "") for _, headers in web.requests)
    assert "bimat" not in repr((store.captures, store.outcomes))
    assert all("Authorization" not in headers for _, headers in web.requests)


def test_a_title_with_half_a_character_does_not_end_the_visit(web: Web) -> None:
    web.pages["/l"] = Answer(b'[{"link": "/a-1.html", "title": {"rendered": "T\\ud800"}}, {"link": "/\\ud800"}]')
    web.page(ARTICLE, "<h1>x</h1>")
    store = visit(source(web.url, listings=[{"kind": "json", "url": "/l"}], topic_filter=False))
    assert [c.listing_title for c in store.captures if c.purpose == "article"] == ["T"]


def test_deep_json_is_a_broken_listing(web: Web) -> None:
    web.pages["/l"] = Answer(b"[" * 100_000)
    store = visit(source(web.url, listings=[{"kind": "json", "url": "/l"}]))
    assert store.outcome(f"{web.url}/l").reason == "BrokenListing"


def test_times_of_captures_come_from_this_machine(web: Web) -> None:
    web.pages = {"/rss": Answer(rss(item(ARTICLE)).encode(), headers={"Date": "Mon, 01 Jan 2080 00:00:00 GMT"})}
    stored: Callable[[], dt.datetime] = lambda: visit(source(web.url)).captures[0].captured_at  # noqa: E731
    assert stored() == MORNING

"""The sample web answers like a web: virtual hosts, listings that lead to articles, validators, and two days."""

from __future__ import annotations

import datetime as dt
import http.client
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from scrapers.fetching.json_listing import parse_datasets
from scrapers.parsing import parse_capture
from scrapers.sample_web import SampleWeb, ServedRequest
from scrapers.sample_web.content import DAYS, Page, load_pages, load_sites
from scrapers.sample_web.web import build_web
from scrapers.sources import FixedPages, HtmlListing, Listing, RssListing, Source, load_registry
from scrapers.sources.model import CkanListing
from tests.unit.scrapers.parsing.support import make_capture

SOURCES = [source for source in load_registry("sample") if source.base_url]
SITES = {site.name: site for site in load_sites()}
PAGES = load_pages()
SHOWN = [page for page in PAGES if page.role != "maintenance" and SITES[page.site].family != "ckan"]
VERSIONED = "/bai/tp-ho-chi-minh-kich-hoat-tai-khoan-dinh-danh-dien-tu.htm"
NEW = "/tuyen-quang-con-thon-trang-song-di-dong-3389655.html"


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def ask(web: SampleWeb, url: str, method: str = "GET", **headers: str) -> Reply:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(*web.address, timeout=10)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        sent = {"Host": f"{parts.hostname}:{web.address[1]}"} | {n.replace("_", "-"): v for n, v in headers.items()}
        connection.request(method, target, headers=sent)
        response = connection.getresponse()
        return Reply(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def web() -> Iterator[SampleWeb]:
    with SampleWeb() as running:
        yield running


@pytest.fixture(scope="module")
def second_day() -> Iterator[SampleWeb]:
    with SampleWeb(day=2) as running:
        yield running


@pytest.fixture(scope="module")
def last_day() -> Iterator[SampleWeb]:
    with SampleWeb(day=max(DAYS)) as running:
        yield running


def _address(url: str) -> str:
    """What a server is asked for: path and query, without the fragment."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def site_path(source: Source) -> str:
    """The path of the section that a feed names as its own link."""
    return next(site.listing for site in SITES.values() if f"http://{site.host}" == source.base_url)


def _links(web: SampleWeb, source: Source, listing: Listing) -> list[str]:
    """The articles of a listing, found as the registry says."""
    if isinstance(listing, FixedPages):
        return [source.absolute(url) for url in listing.urls]
    url: str | None = source.absolute(listing.url)
    if isinstance(listing, CkanListing):
        datasets, _ = parse_datasets(ask(web, str(url)).body, str(url))
        return [urljoin(str(url), item.href) for item in datasets]
    if not isinstance(listing, HtmlListing):
        reply = ask(web, str(url))
        assert reply.status == 200
        tree = etree.fromstring(reply.body)
        tag = "link" if isinstance(listing, RssListing) else "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
        return [
            str(node.text) for node in tree.iter(tag) if urlsplit(str(node.text)).path not in ("/", site_path(source))
        ]
    found: list[str] = []
    for number in range(1, listing.max_pages + 1):
        reply = ask(web, str(url))
        assert reply.status == 200
        soup = BeautifulSoup(reply.body, "lxml")
        found += [urljoin(str(url), str(link["href"])) for link in soup.select(listing.link)]
        if listing.page_url:
            url = source.absolute(listing.page_url.replace("{n}", str(number + 1)))
            continue
        further = soup.select_one(listing.next_page) if listing.next_page else None
        if further is None:
            break
        url = urljoin(str(url), str(further["href"]))
    return found


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_every_listing_leads_to_articles_that_answer(web: SampleWeb, source: Source) -> None:
    site = next(site for site in SITES.values() if f"http://{site.host}" == source.base_url)
    written = {page.path for page in PAGES if page.site == site.name and page.from_day == 1}
    for listing in source.listings:
        links = [urldefrag(link).url for link in _links(web, source, listing)]
        articles = [link for link in links if not source.article_url or re.search(source.article_url, link)]
        assert {_address(link) for link in articles} == written
        assert len(articles) == len(set(articles))
        assert {ask(web, link).status for link in articles} == {200}


def test_the_registry_and_the_sites_belong_together() -> None:
    assert {source.base_url for source in SOURCES} == {f"http://{site.host}" for site in SITES.values()}
    assert [source.id for source in SOURCES] == sorted(source.id for source in SOURCES)
    assert all(source.enabled and source.politeness.delay_seconds == 0 for source in SOURCES)
    assert {source.base_url: source.family for source in SOURCES} == {
        f"http://{site.host}": site.family for site in SITES.values()
    }


def test_the_plain_portal_has_three_listing_pages(web: SampleWeb) -> None:
    base = "http://chinh-quyen-so.sample.test/tin-tuc"
    assert [ask(web, url).status for url in (base, f"{base}?trang=2", f"{base}?trang=3")] == [200, 200, 200]
    assert ask(web, f"{base}?trang=4").status == 404


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: f"{page.site}{page.path}")
def test_a_page_shows_title_date_source_and_every_word_of_its_body(last_day: SampleWeb, page: Page) -> None:
    standing = page.on_day(max(DAYS))
    assert standing is not None
    reply = ask(last_day, f"http://{SITES[standing.site].host}{standing.path}")
    soup = BeautifulSoup(unicodedata.normalize("NFC", reply.text), "lxml")
    words = soup.get_text(" ")
    assert reply.status == 200
    assert standing.title in words
    assert f"{standing.published:%d/%m/%Y}" in words
    assert "Nguồn số liệu:" in words
    assert all(source.url in words for source in standing.original)
    assert all(block.text in words for block in standing.body if block.text)
    data_tables = [table for table in soup.find_all("table") if table.find("th")]
    assert len(data_tables) == sum(1 for block in standing.body if block.table)


@pytest.mark.parametrize("page", [p for p in PAGES if p.role != "maintenance"], ids=lambda p: f"{p.site}{p.path}")
def test_the_family_of_a_site_reads_its_pages_as_they_were_written(page: Page) -> None:
    standing = page.on_day(max(DAYS))
    assert standing is not None
    site = SITES[standing.site]
    source = next(source for source in SOURCES if source.base_url == f"http://{site.host}")
    answer, url = build_web(max(DAYS)).answers[site.host, standing.path], f"http://{site.host}{standing.path}"
    capture = make_capture(url, content_type=answer.content_type.partition(";")[0], listing_title=standing.title)
    document = parse_capture(capture, answer.body, source)
    assert document.title == standing.title
    if not (site.family == "ckan" and standing.role == "table"):  # a table of the catalogue has no date of its own
        assert document.published_on == standing.published.date()
    read = [document.text[block.start : block.end] for block in document.blocks if block.kind != "furniture"]
    assert not [block.text for block in standing.body if block.text and block.text not in read]
    assert not [block.box for block in standing.body if block.box and block.box not in read]
    assert sum(block.kind == "table" for block in document.blocks) == sum(1 for b in standing.body if b.table)
    if site.family != "ckan" and standing.author:
        assert standing.author in (document.author or "")
    # One article answers at two addresses: there the title of the page is that of another one, too.
    related = [other.title for other in PAGES if other.site == page.site and other.title != page.title]
    assert not [title for title in related if title in read]


@pytest.mark.parametrize("source", [s for s in SOURCES if s.selectors.body], ids=lambda source: source.id)
def test_the_selectors_of_the_registry_find_the_parts_of_a_page(web: SampleWeb, source: Source) -> None:
    site = next(site for site in SITES.values() if f"http://{site.host}" == source.base_url)
    for page in (p for p in PAGES if p.site == site.name and p.role != "maintenance" and p.from_day == 1):
        soup = BeautifulSoup(unicodedata.normalize("NFC", ask(web, f"{source.base_url}{page.path}").text), "lxml")
        chosen = source.selectors
        title, body = soup.select_one(str(chosen.title)), soup.select_one(str(chosen.body))
        assert title is not None
        assert title.get_text(strip=True) == page.title
        assert body is not None
        assert all(block.text in body.get_text() for block in page.body if block.text)
        date = soup.select_one(str(chosen.date))
        assert date is not None
        assert f"{page.published:%d/%m/%Y}" in date.get_text()
        if chosen.author and page.author:
            author = soup.select_one(chosen.author)
            assert author is not None
            assert page.author in author.get_text()


def test_the_maintenance_page_answers_without_an_article(web: SampleWeb) -> None:
    page = next(page for page in PAGES if page.role == "maintenance")
    reply = ask(web, f"http://{SITES[page.site].host}{page.path}")
    assert reply.status == 200
    assert "bảo trì" in reply.text
    assert page.title not in reply.text


def test_one_page_comes_in_decomposed_letters(web: SampleWeb) -> None:
    page = next(page for page in PAGES if page.unicode_form == "NFD")
    text = ask(web, f"http://{SITES[page.site].host}{page.path}").text
    assert page.title not in text
    assert page.title in unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("day", DAYS)
def test_the_same_day_gives_the_same_bytes(day: int) -> None:
    build_web.cache_clear()
    first = build_web(day).answers
    build_web.cache_clear()
    assert build_web(day).answers == first
    with SampleWeb(day) as one, SampleWeb(day) as two:
        for host, address in (("xep-hang.sample.test", "/dti-2022"), ("tap-chi-so.sample.test", "/feed/")):
            assert ask(one, f"http://{host}{address}") == ask(two, f"http://{host}{address}")


def test_only_the_corrected_and_the_new_article_and_their_listings_differ_on_the_second_day() -> None:
    before, after = build_web(1).answers, build_web(2).answers
    changed = {key for key in after if before.get(key) != after[key]}
    assert changed == {
        ("bao-phia-bac.sample.test", "/"),
        ("bao-phia-bac.sample.test", "/rss/home.rss"),
        ("bao-phia-bac.sample.test", "/sitemap.xml"),
        ("bao-phia-bac.sample.test", NEW),
        ("kinh-te-so.sample.test", "/"),
        ("kinh-te-so.sample.test", "/sitemap.xml"),
        ("kinh-te-so.sample.test", VERSIONED),
    }
    assert set(before) <= set(after)
    assert all(before[key].etag != after[key].etag for key in changed & set(before))
    assert all(before[key].last_modified < after[key].last_modified for key in changed & set(before))


def test_the_third_day_brings_one_article_of_another_site() -> None:
    before, after = build_web(2).answers, build_web(3).answers
    changed = {key for key in after if before.get(key) != after[key]}
    host = "bao-toan-quoc.sample.test"
    new = "/hue-xep-thu-hai-bang-dti-20260114060000412.htm"
    assert changed == {(host, address) for address in ("/", "/cong-nghe.htm", "/home.rss", new)}
    assert set(before) <= set(after)


def test_the_correction_moves_its_entry_in_the_sitemap(web: SampleWeb, second_day: SampleWeb) -> None:
    def stamp(running: SampleWeb) -> str:
        sitemap = ask(running, "http://kinh-te-so.sample.test/sitemap.xml").text
        return re.findall(rf"{re.escape(VERSIONED)}</loc><lastmod>([^<]+)", sitemap)[0]

    assert dt.datetime.fromisoformat(stamp(web)) < dt.datetime.fromisoformat(stamp(second_day))
    assert "20,3%" not in ask(web, f"http://kinh-te-so.sample.test{VERSIONED}").text
    assert "20,3%" in ask(second_day, f"http://kinh-te-so.sample.test{VERSIONED}").text


@pytest.mark.parametrize(("host", "address"), sorted(build_web(1).answers))
def test_every_answer_can_be_asked_for_conditionally(web: SampleWeb, host: str, address: str) -> None:
    url = f"http://{host}{address}"
    first = ask(web, url)
    assert first.status == 200
    assert int(first.headers["Content-Length"]) == len(first.body) > 0
    by_tag = ask(web, url, If_None_Match=first.headers["ETag"])
    by_date = ask(web, url, If_Modified_Since=first.headers["Last-Modified"])
    assert (by_tag.status, by_tag.body) == (by_date.status, by_date.body) == (304, b"")
    assert by_tag.headers["ETag"] == first.headers["ETag"]


def test_a_stale_validator_gets_the_new_page(second_day: SampleWeb) -> None:
    url = f"http://kinh-te-so.sample.test{VERSIONED}"
    old = build_web(1).answers["kinh-te-so.sample.test", VERSIONED]
    assert ask(second_day, url, If_None_Match=old.etag).status == 200
    assert ask(second_day, url, If_Modified_Since="Tue, 14 Mar 2023 00:30:00 GMT").status == 200
    # The tag counts, whatever the date says; a date that is none is left aside.
    later = "Wed, 14 Jan 2026 00:00:00 GMT"
    assert ask(second_day, url, If_None_Match=old.etag, If_Modified_Since=later).status == 200
    assert ask(second_day, url, If_Modified_Since="gestern").status == 200


def test_unknown_hosts_and_addresses_are_missing(web: SampleWeb) -> None:
    assert ask(web, "http://bao-phia-bac.sample.test/khong-co.html").status == 404
    assert ask(web, f"http://bao-phia-bac.sample.test{NEW}").status == 404
    assert ask(web, "http://other.test/").status == 404


def test_every_host_has_robots_txt(web: SampleWeb) -> None:
    for host in web.virtual_hosts:
        reply = ask(web, f"http://{host}/robots.txt")
        assert reply.status == 200
        assert reply.headers["Content-Type"].startswith("text/plain")
        assert reply.text.startswith("User-agent: *")


def test_head_has_the_headers_of_get_and_no_body(web: SampleWeb) -> None:
    url = "http://xep-hang.sample.test/dti-2024"
    head, get = ask(web, url, "HEAD"), ask(web, url)
    assert head.body == b""
    assert head.headers == get.headers


def test_headers_never_show_the_clock(web: SampleWeb, second_day: SampleWeb) -> None:
    url = "http://xep-hang.sample.test/pci-2023"
    assert ask(web, url).headers["Date"] == "Sun, 11 Jan 2026 23:00:00 GMT"
    assert ask(second_day, url).headers["Date"] == "Mon, 12 Jan 2026 23:00:00 GMT"


def test_requests_are_noted_in_order() -> None:
    with SampleWeb() as running:
        ask(running, "http://xep-hang.sample.test/pci-2023")
        ask(running, "http://xep-hang.sample.test/none")
        assert running.requests == (
            ServedRequest("xep-hang.sample.test", "/pci-2023", 200),
            ServedRequest("xep-hang.sample.test", "/none", 404),
        )


def test_it_listens_on_loopback_only_while_it_runs() -> None:
    web = SampleWeb()
    with pytest.raises(RuntimeError, match="not running"):
        _ = web.address
    with web:
        host, port = web.address
        assert host == "127.0.0.1"
        assert set(web.virtual_hosts.values()) == {(host, port)}
    with pytest.raises(OSError, match="refused"):
        http.client.HTTPConnection(host, port, timeout=5).connect()


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no day 4"):
        SampleWeb(day=4)


def test_nukeviet_carries_the_mistakes_of_its_software(web: SampleWeb) -> None:
    page = next(page for page in PAGES if page.path.endswith("-41.html"))
    text = ask(web, f"http://cong-bac-kan.sample.test{page.path}").text
    assert 'content="2023-03-15+070008:30:00"' in text
    feed = ask(web, "http://cong-bac-kan.sample.test/tin-tuc/rss/").text
    assert "<pubDate>Wed, 15 Mar 2023 01:03:00 GMT</pubDate>" in feed

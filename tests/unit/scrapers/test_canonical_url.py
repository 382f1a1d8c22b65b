"""One form of an address, whoever asks for it: marks of a visit and of a campaign are no part of it, numbers are."""

from __future__ import annotations

import pytest

from scrapers.canonical_url import canonical_url
from scrapers.fetching.addresses import normalise
from scrapers.parsing.errors import RedirectedToHome
from scrapers.parsing.failures import check_redirect
from scrapers.parsing.identity import article_id
from tests.unit.scrapers.parsing.support import LONG, read

SITE = "https://cong.example.vn"
PHP = "q7r2k9v4m1n8b5c3x6z0l2k4j8"
SAME = {
    f"{SITE}/tin/bai-7": (
        f"{SITE}/tin/bai-7;jsessionid=5F1D2C3B4A5968776655443322110000",
        f"{SITE}/tin/bai-7;jsessionid=aB3!-123456!789012.node1?utm_source=zalo",
        f"{SITE}/tin/bai-7;JSESSIONID=0000kJ:1a2b",
        f"{SITE}/tin/bai-7%3Bjsessionid=5F1D2C",
        f"{SITE}/tin;jsessionid=1/bai-7;jsessionid=2",
        f"{SITE}/(S(lit3py55t21z5v55vlm25s55))/tin/bai-7",
        f"{SITE}/tin/bai-7?PHPSESSID={PHP}",
        f"{SITE}/tin/bai-7?sid={PHP}&fbclid=IwAR",
        f"{SITE}/tin/bai-7?ASPSESSIONIDQQRTSACC=KJHGF&p_auth=8sGzW3Xy",
        f"{SITE}/tin/bai-7?_ga=2.1&_gl=1*x&yclid=1&wbraid=1&gbraid=2&msclkid=3&gclsrc=aw.ds&zanpid=4&__tn__=R",
        f"{SITE}/tin/bai-7?utm_id2=1&mc_cid=1&mc_eid=2&igshid=3&dclid=4&gclid=5&zarsrc=6&vnn_source=7",
        "HTTPS://Cong.Example.VN.:443/tin/bai-7#binh-luan",
    ),
    f"{SITE}/": (SITE, f"{SITE}/;jsessionid=1", f"{SITE}?utm_source=x"),
    f"{SITE}/a?id=5&n=2": (f"{SITE}/a?id=5;jsessionid=1F&n=2", f"{SITE}/a?id=5&&n=2&"),
    f"{SITE}/tin%E1%BB%9Bi": (f"{SITE}/tin%e1%bb%9bi",),
    "http://[2405:4800::1]:8080/a": ("http://[2405:4800::1]:8080/a",),
}


@pytest.mark.parametrize(("form", "spelling"), [(form, each) for form, all_ in SAME.items() for each in all_])
def test_marks_of_a_visit_or_campaign_are_no_part_of_an_address(form: str, spelling: str) -> None:
    assert canonical_url(spelling) == form
    assert normalise(spelling, f"{SITE}/", SITE) == form
    assert article_id("s", spelling) == article_id("s", form)


@pytest.mark.parametrize(
    "address",
    [
        # PHP-Nuke, from which NukeViet comes, numbers its articles with sid.
        f"{SITE}/modules.php?name=News&op=viewst&sid=1024",
        f"{SITE}/tin?sid=chuyen-doi-so-nam-2024-cua-tinh",
        f"{SITE}/tin?sid=507f1f77-bcf8-6cd7-9943-9011aabbccdd",
        f"{SITE}/tin?utm=5&gclid2=1&my_ga=2&p_auth_id=3",
        f"{SITE}/tin;ban=in/bai-7",
        f"{SITE}/van-ban/(ban-in)/7",
        f"{SITE}/tim?q=jsessionid",
        f"{SITE}/a?1423",
        f"{SITE}/a?b=2&a=1",
    ],
)
def test_what_may_name_a_document_stays(address: str) -> None:
    assert canonical_url(address) == address == normalise(address, f"{SITE}/", SITE)


@pytest.mark.parametrize("url", ["https://cong.example.vn:99999/", "http://[", "http://cong.example.vn:x/"])
def test_what_is_no_address_is_named(url: str) -> None:
    with pytest.raises(ValueError, match="is no web address"):
        canonical_url(url)
    assert normalise(url, f"{SITE}/", SITE) is None


def test_the_ports_of_a_source_of_its_own_count() -> None:
    base = "https://cong.example.vn:443"
    assert normalise("http://www.cong.example.vn:80/a", base, base) == f"{SITE}/a"
    assert normalise("http://cong.example.vn:8080/a", base, base) == "http://cong.example.vn:8080/a"


def test_a_page_that_puts_the_visit_into_its_address_is_one_article() -> None:
    html = f"<html><body><article><h1>Chuyển đổi số ở huyện</h1><p>{LONG}</p></article></body></html>"
    first, second = (read(html, final_url=f"{SITE}/tin/bai-7;jsessionid={visit}") for visit in ("1A", "2B"))
    assert first.document_id == second.document_id
    assert first.url == second.url == f"{SITE}/tin/bai-7"


@pytest.mark.parametrize("home", [f"{SITE}/;jsessionid=1A", f"{SITE}/index.jsp;jsessionid=1A", f"{SITE}/?utm_source=x"])
def test_the_home_page_is_known_by_its_address_without_the_visit(home: str) -> None:
    with pytest.raises(RedirectedToHome):
        check_redirect(f"{SITE}/tin/bai-7", home)


def test_dropped_files_are_told_apart_by_their_whole_name() -> None:
    names = [f"inbox:///Báo cáo {part}.txt" for part in ("#1", "#2", "?3", "?4", "5", ";jsessionid=6")]
    assert len({article_id("inbox", name) for name in names}) == len(names)
    assert [canonical_url(name) for name in names] == names


def test_a_dropped_file_is_read_by_its_suffix_whatever_its_name_holds() -> None:
    name = "inbox:///Báo cáo #1?.txt"
    document = read(LONG, url=name, final_url=name, purpose="file", content_type="application/octet-stream")
    assert LONG in document.text
    assert document.url == name

"""Addresses: one form for each, and which belong to a source."""

from __future__ import annotations

import pytest

from scrapers.fetching.addresses import AddressRule, normalise
from scrapers.sources.hosts import same_site

BASE = "https://baoquangninh.vn"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/tin-3201586.html", f"{BASE}/tin-3201586.html"),
        ("tin-1.html", f"{BASE}/muc/tin-1.html"),
        ("?nid=113139", f"{BASE}/muc/?nid=113139"),
        (
            "/Trang/ChiTietTinTuc.aspx?nid=168658&utm_source=fb&utm_medium=x",
            f"{BASE}/Trang/ChiTietTinTuc.aspx?nid=168658",
        ),
        ("/a?type=NEWS&id=7&fbclid=abc#cuoi", f"{BASE}/a?type=NEWS&id=7"),
        ("/a?1423", f"{BASE}/a?1423"),
        ("/a?b=2&a=1", f"{BASE}/a?b=2&a=1"),
        ("HTTPS://BaoQuangNinh.vn:443/a", f"{BASE}/a"),
        ("http://www.baoquangninh.vn/a", f"{BASE}/a"),
        ("http://chuyendoiso.baoquangninh.vn/a", "http://chuyendoiso.baoquangninh.vn/a"),
        ("//baoquangninh.vn", f"{BASE}/"),
        (" /tin mới\n.html ", f"{BASE}/tin%20m%E1%BB%9Bi.html"),
        ("/tin%20m%e1%bb%9bi.html", f"{BASE}/tin%20m%E1%BB%9Bi.html"),
        ("mailto:toasoan@baoquangninh.vn", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        ("https://baoquangninh.vn:99999/", None),
    ],
)
def test_links_take_one_form(href: str, expected: str | None) -> None:
    assert normalise(href, f"{BASE}/muc/", BASE) == expected


@pytest.mark.parametrize(
    ("url", "belongs"),
    [
        ("https://baoquangninh.vn/a", True),
        ("http://www.baoquangninh.vn/a", True),
        ("https://chuyendoiso.baoquangninh.vn/a", True),
        ("https://baoquangninh.vn.evil.example/a", False),
        ("https://evilbaoquangninh.vn/a", False),
        ("https://baoquangninh.vn:8443/a", False),
        ("ftp://baoquangninh.vn/a", False),
    ],
)
def test_hosts_of_a_site(url: str, belongs: bool) -> None:
    assert same_site(url, BASE) is belongs


@pytest.mark.parametrize(
    ("base", "address", "allowed"),
    [
        (BASE, "203.162.0.11", True),
        (BASE, "10.1.2.3", False),
        (BASE, "169.254.169.254", False),
        (BASE, "127.0.0.1", False),
        (BASE, "::1", False),
        (BASE, "::ffff:10.0.0.1", False),
        (BASE, "fe80::1%eth0", False),
        (BASE, "100.64.0.1", False),
        (BASE, "224.0.0.1", False),
        (BASE, "64:ff9b::a00:1", False),
        (BASE, "64:ff9b::cba2:b", True),
        (BASE, "2002:a00:1::1", False),
        (BASE, "::10.0.0.1", False),
        (BASE, "", False),
        ("http://127.0.0.1:8000", "127.0.0.1", True),
        ("http://localhost:8000", "127.0.0.1", True),
        ("http://localhost:8000", "10.0.0.1", False),
        ("http://10.0.0.5", "10.0.0.5", True),
        ("http://10.0.0.5", "10.0.0.6", False),
    ],
)
def test_private_addresses_are_for_those_who_name_them(base: str, address: str, allowed: bool) -> None:
    assert AddressRule(base).allows_peer(address) is allowed

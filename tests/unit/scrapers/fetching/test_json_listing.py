"""Listings in JSON: WordPress posts, any API by its paths, and data sets of a CKAN catalogue."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from scrapers.fetching.errors import BrokenListing, EmptyListing
from scrapers.fetching.listings import ListingPage, read_listing
from tests.unit.scrapers.fetching.web import source

BASE = "https://baomau.vn"
SEARCH = f"{BASE}/api/3/action/package_search?q=so&rows=2"


def read(answer: Any, listing: dict[str, Any], url: str = SEARCH) -> ListingPage:
    watched = source(BASE, listings=[{"url": "/wp-json/wp/v2/posts", **listing}])
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return read_listing(watched, watched.listings[0], body=body, url=url, encoding=None)  # type: ignore[arg-type]


def test_wordpress_posts_need_no_paths() -> None:
    post = {
        "link": f"{BASE}/2026/11/kinh-te-so/",
        "title": {"rendered": "Kinh t&#7871; s&#7889;"},
        "excerpt": {"rendered": "<p>L&#7901;i d&#7851;n</p>"},
        "date_gmt": "2026-11-24T01:30:00",
        "modified_gmt": "2026-11-24T02:00:00",
    }
    page = read([post, {"id": 7}], {"kind": "json", "page_url": "/wp-json/wp/v2/posts?page={n}"})
    (entry,) = page.entries
    assert (entry.url, entry.title, entry.lead) == (post["link"], "Kinh tế số", "Lời dẫn")
    assert entry.published_at == dt.datetime(2026, 11, 24, 1, 30, tzinfo=dt.UTC)
    assert page.further == (f"{BASE}/wp-json/wp/v2/posts?page=2",)
    changed = read([{**post, "modified_gmt": "2026-11-25T02:00:00"}], {"kind": "json"}).entries[0]
    assert changed.signature != entry.signature


def test_other_answers_are_read_by_their_paths() -> None:
    answer = {"data": {"list": [{"url": "/tin/1", "name": "Xã hội số", "time": "24/11/2026 08:30"}]}}
    paths = {"items": "data.list", "link": "url", "title": "name", "published": "time"}
    (entry,) = read(answer, {"kind": "json", **paths}).entries
    assert (entry.url, entry.title) == (f"{BASE}/tin/1", "Xã hội số")
    assert entry.published_at == dt.datetime(2026, 11, 24, 1, 30, tzinfo=dt.UTC)


def test_a_catalogue_lists_its_data_sets_and_their_tables() -> None:
    table = {"id": "t-1", "name": "Bảng 2024", "datastore_active": True, "last_modified": "2026-11-20T00:00:00"}
    package = {
        "name": "dti-2024",
        "title": "Chỉ số DTI",
        "notes": "Công bố hằng năm",
        "metadata_created": "2026-11-01T00:00:00",
        "resources": [table, {"id": "t-2", "datastore_active": False}, "x"],
    }
    page = read(
        {"success": True, "result": {"count": 3, "results": [package, {"title": "không tên"}]}}, {"kind": "ckan"}
    )
    assert [entry.url for entry in page.entries] == [
        f"{BASE}/api/3/action/package_show?id=dti-2024",
        f"{BASE}/api/3/action/datastore_search?resource_id=t-1&limit=5000",
    ]
    assert page.entries[1].title == "Chỉ số DTI – Bảng 2024"
    assert page.further == (f"{SEARCH}&start=2",)
    last = read({"result": {"count": 3, "results": [package]}}, {"kind": "ckan"}, url=page.further[0])
    assert last.further == ()


@pytest.mark.parametrize(
    ("answer", "listing"),
    [
        (b"<html>", {"kind": "json"}),
        (b"[" * 100_000, {"kind": "json"}),
        ({"error": "x"}, {"kind": "json"}),
        ({"data": {}}, {"kind": "json", "items": "data.list"}),
        ({"result": {"records": []}}, {"kind": "ckan"}),
    ],
)
def test_what_is_no_such_listing_says_so(answer: Any, listing: dict[str, Any]) -> None:
    with pytest.raises(BrokenListing):
        read(answer, listing)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [([], "json"), ([["a"], 5, None], "json"), ({"result": {"count": 0, "results": []}}, "ckan")],
)
def test_a_list_of_nothing_is_no_working_listing(answer: Any, kind: str) -> None:
    assert isinstance(read(answer, {"kind": kind}).failure, EmptyListing)

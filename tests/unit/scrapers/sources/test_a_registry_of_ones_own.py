"""A registry file of someone else, with a site of every family on loopback: listed, fetched and read without code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from schemas.records import Capture
from scrapers.fetching import HttpClient, fetch_source
from scrapers.parsing import parse_capture
from scrapers.parsing.families import BY_NAME
from scrapers.sources import Registry, load_registry
from tests.unit.scrapers.fetching.web import Answer, Clock, MemoryStore, Web, serving
from tests.unit.scrapers.parsing.recorded import CONTENT_TYPES, Recorded, recorded_pages
from tests.unit.scrapers.parsing.support import CAPTURED_AT, shown

PAGES = [case for case in recorded_pages() if case.kind == "article" and case.family == case.path.parent.name]


def _pages_of(family: str) -> list[Recorded]:
    """Its recorded articles that need no selectors; where all need them, the first one."""
    cases = [case for case in PAGES if case.family == family]
    return [case for case in cases if not case.written.get("selectors")] or cases[:1]


def _path(case: Recorded) -> str:
    """The page's address on loopback: that of its capture, below the name of the family."""
    parts = urlsplit(case.written["url"])
    return f"/{case.family}/{case.path.stem}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _entry(family: str, cases: list[Recorded], url: str) -> dict[str, Any]:
    """A registry entry as the docs describe it: family and listing, selectors only where the page needs them."""
    listing: dict[str, Any] = {"kind": "html", "url": f"/{family}/listing", "link": "ul.list a"}
    if family in ("ckan", "table_index"):
        listing = {"kind": "pages", "urls": [_path(case) for case in cases]}
    return {
        "id": f"my-{family.replace('_', '-')}", "name_vi": f"Trang {family}", "name_en": f"Site {family}",
        "kind": "portal", "province": "quang-ninh", "base_url": url, "family": family, "listings": [listing],
        "selectors": cases[0].written.get("selectors") or {},
        "topic_filter": False, "politeness": {"delay_seconds": 0, "timeout_seconds": 10},
    }  # fmt: skip


def _serve(web: Web, cases: list[Recorded]) -> None:
    links = "".join(f"<li><a href='{_path(case)}'>{case.path.stem}</a></li>" for case in cases)
    web.page(f"/{cases[0].family}/listing", f"<html><body><ul class='list'>{links}</ul></body></html>")
    for case in cases:
        kind = case.written.get("content_type") or CONTENT_TYPES[case.path.suffix]
        web.pages[_path(case)] = Answer(case.path.read_bytes(), content_type=kind)


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serving() as served:
        yield served


@pytest.fixture(scope="module")
def registry(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Registry:
    entries = []
    for family in BY_NAME:
        cases = _pages_of(family)
        _serve(web, cases)
        entries.append(_entry(family, cases, web.url))
    file = Path(tmp_path_factory.mktemp("mine")) / "my-sources.yaml"
    file.write_text(yaml.safe_dump({"version": 1, "sources": entries}, allow_unicode=True), encoding="utf-8")
    return load_registry("sample", file)


@pytest.mark.parametrize("family", sorted(BY_NAME))
def test_title_date_and_body_come_out_right(web: Web, registry: Registry, family: str) -> None:
    watched, store, clock = registry.get(f"my-{family.replace('_', '-')}"), MemoryStore(), Clock()
    client = HttpClient(watched, contact="ops@example.vn", sleep=clock.sleep)
    try:
        fetch_source(watched, store, client, run_id="run", now=lambda: CAPTURED_AT)
    finally:
        client.close()
    captured = {urlsplit(capture.url)._replace(scheme="", netloc="").geturl(): capture for capture in store.captures}
    cases = _pages_of(family)
    for case in cases:
        capture = captured[_path(case)]
        assert isinstance(capture, Capture)
        document = parse_capture(capture, store.read_body(capture.sha256), watched)
        written = case.written
        title = written["title"] or document.title
        assert document.title == title, case
        assert str(document.published_on) == str(written["published_on"]), case
        read = "\n".join(text for _, text in shown(document))
        assert not [text for kind, text in written["blocks"] if kind in ("paragraph", "table") and text not in read]
        assert not [text for text in written["absent"] if text in read], case

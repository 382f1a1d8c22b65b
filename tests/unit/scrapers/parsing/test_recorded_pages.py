"""Every recorded page is read as the JSON beside it says: articles, listings, and pages that must not be articles."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from scrapers import parsing
from scrapers.parsing import FAMILIES
from scrapers.parsing.base import Family, Version
from scrapers.parsing.decoding import decode
from scrapers.parsing.dom import select
from scrapers.parsing.families import BY_NAME, detect
from scrapers.parsing.page import Page, Selectors, open_page
from tests.unit.scrapers.parsing.record import record
from tests.unit.scrapers.parsing.recorded import GIVEN, Recorded, read_recorded, recorded_pages
from tests.unit.scrapers.parsing.support import CAPTURED_AT, read

CASES = recorded_pages()
ARTICLES = [case for case in CASES if case.kind == "article"]
PAGES = [case for case in ARTICLES if case.path.suffix == ".html" and case.path.parent.name in BY_NAME]
OF_NO_SYSTEM = {"plain", "generic", "table_index"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_page_is_read_as_recorded(case: Recorded) -> None:
    written = case.written
    expected = {name: value for name, value in written.items() if name not in (*GIVEN, "absent")}
    assert read_recorded(case, written) == expected


@pytest.mark.parametrize("case", ARTICLES, ids=str)
def test_what_is_not_the_article_is_not_read(case: Recorded) -> None:
    content = "\n".join(text for _, text in case.written["blocks"])
    assert not [text for text in case.written["absent"] if text in content]


@pytest.mark.parametrize("case", ARTICLES, ids=str)
def test_spans_hold_exactly_their_text(case: Recorded) -> None:
    written = case.written
    document = read(
        case.path.read_bytes(), case.family, written.get("selectors"), url=written["url"], final_url=written["url"],
        content_type=written.get("content_type") or "text/html",
    )  # fmt: skip
    assert "\n".join(document.text[b.start : b.end] for b in document.blocks) == document.text
    for block in document.blocks:
        for cell in block.cells:
            assert document.text[cell.start : cell.end] == cell.text
            assert block.start <= cell.start <= cell.end <= block.end


def _opened(case: Recorded) -> Page:
    captured_at = dt.datetime.fromisoformat(case.written["captured_at"])
    return open_page(str(case), case.written["url"], decode(case.path.read_bytes(), str(case)), captured_at)


def test_every_version_of_every_family_has_two_recorded_articles() -> None:
    assert set(FAMILIES) == {*BY_NAME, "dropped_file"}
    pages = Counter((case.family, BY_NAME[case.family].selectors_on(_opened(case))) for case in PAGES)
    for name, family in BY_NAME.items():
        for number, version in enumerate(family.versions):
            assert pages[name, version.selectors] >= 2, f"{name}, version {number}"
    json_pages = Counter(case.family for case in ARTICLES if case.path.suffix == ".json")
    assert all(json_pages[name] >= 2 for name, family in BY_NAME.items() if family.read_json)


def test_every_family_that_lists_articles_has_a_recorded_listing() -> None:
    listed = {case.family for case in CASES if case.kind == "listing"}
    assert set(BY_NAME) - listed <= {"table_index"}, "the pages of an index are named in the registry"


def test_the_failures_of_the_trade_are_recorded() -> None:
    names = {case.written["failure"] for case in CASES if case.kind == "failure"}
    assert names >= {
        "LoginForm", "Captcha", "MaintenanceNotice", "EmptyTable", "ErrorTextWithStatus200", "RedirectedToHome",
        "TruncatedPage", "AccessDenied", "EmptyBody", "NotHtml", "UndecodableText", "BrokenRecord",
    }  # fmt: skip
    assert all(issubclass(getattr(parsing, name), parsing.ParseError) for name in names)


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_detection_never_names_another_family(case: Recorded) -> None:
    found = detect(case.path.read_text(encoding="utf-8"))
    assert (found.name if found else None) == (None if case.family in OF_NO_SYSTEM else case.family)


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_short_cut_of_selection_loses_nothing(case: Recorded) -> None:
    page = open_page(str(case), "https://bao.example.vn/a", case.path.read_text(encoding="utf-8"), CAPTURED_AT)
    for family in BY_NAME.values():
        for version in family.versions:
            for names in dataclasses.astuple(version.selectors):
                for selector in names:
                    assert page.select(selector) == select(page.root, selector), selector


@pytest.mark.parametrize(("day", "body"), [((2024, 6, 1), ".cu"), ((2025, 6, 1), ".moi")])
def test_versions_follow_the_day_of_capture(day: tuple[int, int, int], body: str) -> None:
    old = Version(Selectors(body=(".cu",)), valid_until=dt.date(2024, 12, 31))
    new = Version(Selectors(body=(".moi",)), valid_from=dt.date(2025, 1, 1))
    html = "<html><body><div class='cu'>trang cũ</div><div class='moi'>trang mới</div></body></html>"
    page = open_page("a", "https://bao.example.vn/a", html, dt.datetime(*day, tzinfo=dt.UTC))
    assert Family("thu", (new, old)).selectors_on(page).body == (body,)


def test_an_old_page_that_still_stands_is_read_by_its_own_version() -> None:
    old = Version(Selectors(body=(".cu",)), valid_until=dt.date(2024, 12, 31))
    new = Version(Selectors(body=(".moi",)), valid_from=dt.date(2025, 1, 1))
    page = open_page("a", "https://bao.example.vn/a", "<html><body><div class='cu'>x</div></body></html>", CAPTURED_AT)
    assert Family("thu", (new, old)).selectors_on(page).body == (".cu",)


def test_recording_keeps_what_was_said_about_the_capture(tmp_path: Path) -> None:
    page = tmp_path / "wordpress" / "article-1.html"
    page.parent.mkdir()
    page.write_bytes((ARTICLES[0].path.parents[1] / "wordpress" / "article-1.html").read_bytes())
    given = {"url": "https://bao.example.vn/a/", "selectors": {"author": ".author"}, "absent": ["quảng cáo"]}
    page.with_suffix(".json").write_text(json.dumps(given), encoding="utf-8")
    written = record(page)
    assert {name: written[name] for name in given} == given
    assert written["title"]
    assert json.loads(page.with_suffix(".json").read_text(encoding="utf-8")) == written

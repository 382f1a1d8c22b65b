"""Every family reads its recorded pages as the JSON beside them says."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from scrapers.parsing import FAMILIES
from scrapers.parsing.base import Family, Version
from scrapers.parsing.dom import select
from scrapers.parsing.families import BY_NAME, detect
from scrapers.parsing.page import Selectors, open_page
from tests.unit.scrapers.parsing.support import CAPTURED_AT, read, shown

PAGES = Path(__file__).parents[3] / "fixtures" / "pages"
CASES = sorted(path for path in PAGES.glob("*/*.html")) + sorted(PAGES.glob("*/post-*[0-9].json"))


def _expected(path: Path) -> dict[str, object]:
    beside = path.with_suffix(".json") if path.suffix == ".html" else path.with_suffix(".expected.json")
    return json.loads(beside.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_page_is_read_as_expected(path: Path) -> None:
    expected = _expected(path)
    document = read(
        path.read_bytes(),
        path.parent.name,
        expected.get("selectors"),
        url=expected["url"],
        final_url=expected["url"],
        content_type=expected["content_type"],
        captured_at=dt.datetime.fromisoformat(expected["captured_at"]),
    )
    assert document.title == expected["title"]
    assert shown(document) == expected["blocks"]
    assert str(document.published_on or "") == (expected["published_on"] or "")
    assert (document.published_at.isoformat() if document.published_at else None) == expected["published_at"]
    assert document.date_source == expected["date_source"]
    assert document.author == expected["author"]
    assert document.original_publisher == expected["original_publisher"]
    assert set(expected["links"]) <= set(document.links)
    assert document.parser == path.parent.name
    content = "\n".join(text for _, text in shown(document))
    for text in expected["absent"]:
        assert text not in content


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_spans_hold_exactly_their_text(path: Path) -> None:
    expected = _expected(path)
    document = read(
        path.read_bytes(), path.parent.name, expected.get("selectors"), url=expected["url"],
        final_url=expected["url"], content_type=expected["content_type"],
    )  # fmt: skip
    assert "\n".join(document.text[b.start : b.end] for b in document.blocks) == document.text
    for block in document.blocks:
        for cell in block.cells:
            assert document.text[cell.start : cell.end] == cell.text
            assert block.start <= cell.start <= cell.end <= block.end


def test_every_family_has_two_recorded_articles() -> None:
    recorded = {name: sum(path.parent.name == name for path in CASES) for name in BY_NAME}
    assert min(recorded.values()) >= 2, recorded
    assert set(FAMILIES) == {*BY_NAME, "dropped_file"}


@pytest.mark.parametrize("path", [p for p in CASES if p.suffix == ".html"], ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_detection_never_names_another_family(path: Path) -> None:
    found = detect(path.read_text(encoding="utf-8"))
    if path.parent.name in ("plain", "generic", "table_index"):
        assert found is None
    else:
        assert found is not None
        assert found.name == path.parent.name


@pytest.mark.parametrize("path", [p for p in CASES if p.suffix == ".html"], ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_short_cut_of_selection_loses_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page = open_page(path.name, "https://bao.example.vn/a", text, CAPTURED_AT)
    for family in BY_NAME.values():
        for version in family.versions:
            for names in dataclasses.astuple(version.selectors):
                for selector in names:
                    assert page.select(selector) == select(page.root, selector), selector


def test_versions_follow_the_day_of_capture() -> None:
    old = Version(Selectors(body=(".cu",)), valid_until=dt.date(2024, 12, 31))
    new = Version(Selectors(body=(".moi",)), valid_from=dt.date(2025, 1, 1))
    family = Family("thu", (new, old))
    html = "<html><body><div class='cu'>trang cũ</div><div class='moi'>trang mới</div></body></html>"
    for day, body in (((2024, 6, 1), ".cu"), ((2025, 6, 1), ".moi")):
        page = open_page("a", "https://bao.example.vn/a", html, dt.datetime(*day, tzinfo=dt.UTC))
        assert family.selectors_on(page).body == (body,)

"""The pages in Chromium: no errors, the map recolours, the language switches, the search finds, sources stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import MISSING, browser, find_chromium
from warehouse.release import Release

pytestmark = [pytest.mark.browser, pytest.mark.skipif(find_chromium() is None, reason=MISSING)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that must end without an error on its console."""
    context = chromium.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    # What a page was still loading when a click led on from it is broken off by the browser, and no fault of the page.
    page.on(
        "requestfailed",
        lambda request: errors.append(request.url) if request.failure != "net::ERR_ABORTED" else None,
    )
    yield page
    context.close()
    assert not errors


@pytest.fixture(scope="module")
def site(release: Release) -> Path:
    return release.folder / "site"


def address(site: Path, path: str) -> str:
    return (site / path).as_uri()


def test_every_page_loads_without_an_error(page: Page, site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1, path
        assert "taken" not in page.title(), path


def test_text_of_sources_is_shown_as_text(page: Page, site: Path) -> None:
    page.goto(address(site, "provinces/bac-kan.html"))
    page.locator("details summary").first.click()
    assert "<script>document.title" in page.locator("blockquote").first.inner_text()
    assert page.title().startswith("Bắc Kạn")


def test_the_map_recolours_and_shows_values(page: Page, site: Path) -> None:
    page.goto(address(site, "index.html"))
    tile = page.locator("#tiles-63 .tile[data-land=bac-kan]")
    best = page.locator("#tiles-63 .tile:not(.islands)[data-land=da-nang]")
    page.select_option("#map-indicator", "dti_rank")
    page.select_option("#map-year", "2022")
    assert (tile.locator("b").inner_text(), best.get_attribute("class")) == ("63", "tile q4")
    assert tile.get_attribute("class") == "tile q0"
    page.select_option("#map-indicator", "online_dossier_share")
    page.wait_for_function("document.querySelector('#map-caption').textContent.includes('2023')")
    assert tile.locator("b").inner_text() == "28%"
    assert best.get_attribute("class") == "tile"
    assert page.locator("#leading li").first.inner_text().split("\n")[1:] == ["Quảng Ngãi", "85%"]
    page.select_option("#map-boundaries", "34")
    assert page.locator("#tiles-34").is_visible()
    assert page.locator("#tiles-63").is_hidden()


def test_the_language_switches_to_the_same_page_and_back(page: Page, site: Path) -> None:
    page.goto(address(site, "indicators/dti_rank.html"))
    assert page.locator("html").get_attribute("lang") == "vi"
    page.click("#other-language")
    assert page.url.endswith("/en/indicators/dti_rank.html")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Provincial DTI rank" in page.locator("h1").inner_text()
    page.click("#other-language")
    assert page.locator("html").get_attribute("lang") == "vi"


def test_search_works_by_keyboard_and_without_accents(page: Page, site: Path) -> None:
    page.goto(address(site, "en/sources.html"))
    page.focus("#search-box")
    page.keyboard.type("quang ngai")
    assert page.locator("#search-found [role=option]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/provinces/quang-ngai.html")


def test_three_clicks_lead_from_the_country_to_the_source(page: Page, site: Path) -> None:
    """Where does my province stand (1), compared with whom (2), by which source (3)?"""
    page.goto(address(site, "index.html"))
    page.select_option("#map-boundaries", "63")
    page.click("#tiles-63 .tile[data-land=lao-cai]")
    page.click("text=Tỷ lệ hồ sơ trực tuyến")
    row = page.locator("tr[data-unit=lao-cai]:visible")
    expect(row).to_have_class(re.compile(r"\bhere\b"))  # waits: the page opened by the click marks it when it is read
    row.locator("summary").click()
    assert "Lào Cai đạt 40" in row.locator("blockquote").inner_text()
    assert (row.locator("figcaption a").get_attribute("href") or "").startswith("https://bao.example.vn/")


def test_league_tables_show_one_year_at_a_time(page: Page, site: Path) -> None:
    page.goto(address(site, "indicators/dti_rank.html"))
    assert page.locator(".league:visible").count() == 1
    page.select_option("#league-year", "2022")
    assert page.locator(".league:visible h3").inner_text() == "2022"


def test_charts_are_drawn(page: Page, site: Path) -> None:
    page.goto(address(site, "provinces/quang-ngai.html"))
    drawn = "() => !!Chart.getChart(document.querySelector('canvas[data-chart]'))"
    page.wait_for_function(drawn)
    assert page.locator("canvas[data-chart]").get_attribute("aria-label")


@pytest.mark.parametrize("path", ["index.html", "provinces/lao-cai.html", "indicators/dti_rank.html", "coverage.html"])
def test_a_phone_needs_no_sideways_scrolling(chromium: Browser, site: Path, path: str) -> None:
    with chromium.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(address(site, path))
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_page_of_an_old_release_loads_itself_again(page: Page, site: Path) -> None:
    """Data of another release than the page's would be a torn read."""
    page.goto(address(site, "index.html"))
    page.evaluate("sessionStorage.setItem('old', '1')")
    page.evaluate("document.body.dataset.release = '0'")
    with page.expect_navigation():
        page.evaluate("observatory.receive({release: 1, code: 'dti_rank', years: {}})")
    assert page.locator("body").get_attribute("data-release") == "1"

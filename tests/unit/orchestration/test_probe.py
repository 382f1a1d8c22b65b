"""`observatory sources check`: colours with reasons, and guesses that are switched on once they were seen answering."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console

from orchestration.command_line.probe import check_sources
from orchestration.settings import Settings
from orchestration.steps import fetch
from orchestration.steps import probe as steps
from orchestration.steps.probe import Light, Probe, probe_sources
from schemas.records import Capture, Document
from scrapers.fetching import FetchSummary
from scrapers.parsing import parse_capture
from scrapers.sources import Source
from tests.unit.scrapers.fetching.web import Answer, Web, item, rss, serving, source
from warehouse.paths import Home

SENTENCE = "Hết năm 2022, tỉnh Quảng Ninh có 1.473 tổ công nghệ số cộng đồng với hơn 8.000 thành viên. "
ARTICLE = f"""<html><head><meta property="article:published_time" content="2023-01-05T08:00:00+07:00"></head><body>
<h1>Tổ công nghệ số ở Quảng Ninh</h1><article><p>{SENTENCE}</p><p>{SENTENCE * 3}</p></article></body></html>"""


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as served:
        served.page("/rss", rss(*(item(f"/a-{n}.html", title=f"Chuyển đổi số {n}") for n in range(9))))
        for n in range(9):
            served.page(f"/a-{n}.html", ARTICLE)
        yield served


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        Home(tmp_path / "home"), "sample", tmp_path / "sources.yaml", sample_day=1, contact="ops@example.vn"
    )


def probe(settings: Settings, web: Web, **fields: Any) -> Probe:
    (found,) = probe_sources(settings, [source(web.url, **fields)], {})
    return found


def test_green_says_what_was_found_in_three_articles(settings: Settings, web: Web) -> None:
    found = probe(settings, web)
    assert (found.light, len(found.articles)) == ("green", 3)
    article = found.articles[0]
    assert (article.title, article.published_on) == ("Tổ công nghệ số ở Quảng Ninh", "2023-01-05")
    assert article.characters > 200
    assert article.numbers > 0 < article.observations
    assert "no robots.txt" in found.robots
    assert found.listings[0].startswith(f"captured: {web.url}/rss")
    assert not settings.home.archive.exists()


@pytest.mark.parametrize(
    ("pages", "light", "reason"),
    [
        ({"/rss": Answer(b"", 404)}, "red", "HttpStatusError"),
        ({"/rss": Answer(b"<html></html>")}, "red", "BrokenListing"),
        ({"/robots.txt": Answer(b"", 403)}, "red", "RobotsRefused"),
        ({f"/a-{n}.html": Answer(b"", 404) for n in range(9)}, "red", "none of 3 articles"),
        ({"/a-0.html": Answer(b"", 404)}, "amber", "1 of 3 articles could not be read"),
        ({"/a-0.html": Answer(ARTICLE.replace("article:published_time", "x").encode())}, "amber", "without a date"),
        ({"/rss": Answer(rss(item("https://khac.example/a")).encode())}, "red", "ForeignListing"),
    ],
)
def test_amber_and_red_say_why(settings: Settings, web: Web, pages: dict[str, Answer], light: str, reason: str) -> None:
    web.pages |= pages
    found = probe(settings, web)
    assert (found.light, reason in found.reason) == (light, True), found.reason


def test_without_news_on_the_topic_any_article_shows_whether_it_can_be_read(settings: Settings, web: Web) -> None:
    web.page("/rss", rss(*(item(f"/a-{n}.html", title="Giá lúa tăng") for n in range(5))))
    found = probe(settings, web)
    assert (found.light, len(found.articles)) == ("green", 3)


def write_registry(settings: Settings, web: Web, **fields: Any) -> None:
    entries = [
        source(web.url, id="doan-mo", enabled=False, confidence="low", **fields),
        source(web.url, id="tat-han", enabled=False, confidence="high"),
        source(f"{web.url}0", id="im-lang", enabled=False, confidence="low"),
    ]
    content = {"version": 1, "sources": [e.model_dump(mode="json", exclude_defaults=True) for e in entries]}
    assert settings.extra_sources is not None
    settings.extra_sources.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_a_guess_is_asked_once_it_was_seen_answering_until_its_entry_changes(settings: Settings, web: Web) -> None:
    def on() -> set[str]:
        return {s.id for s in fetch.registry(settings).enabled()} & {"doan-mo", "tat-han", "im-lang"}

    write_registry(settings, web)
    assert on() == set()
    out = Console(file=io.StringIO(), width=200)
    ids = ["doan-mo", "tat-han", "im-lang"]
    assert check_sources(out, out, settings, ids) == 1
    shown = out.file.getvalue()  # type: ignore[attr-defined]
    assert "2 green, 0 amber, 1 red" in shown
    assert "these are asked: doan-mo" in shown
    assert on() == {"doan-mo"}
    write_registry(settings, web, revisit="always")
    assert on() == set()
    assert check_sources(out, out, settings, ["doan-mo"]) == 0
    assert on() == {"doan-mo"}


def test_a_damaged_file_of_verdicts_means_to_check_again(settings: Settings, web: Web) -> None:
    write_registry(settings, web)
    probe_sources(settings, [fetch.registry(settings).get("doan-mo")], {})
    settings.home.checked_sources.write_text('{"doan-mo": {"light"', encoding="utf-8")
    assert not fetch.is_seen(fetch.registry(settings).get("doan-mo"), settings)


def test_an_unexpected_error_makes_one_source_red(
    settings: Settings, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("in the middle")

    monkeypatch.setattr("orchestration.steps.probe.fetch_source", broken)
    found = probe(dataclasses.replace(settings), web)
    assert (found.light, found.reason) == ("red", "ZeroDivisionError: in the middle")


def test_an_article_that_the_reader_trips_over_is_told_beside_the_others(
    settings: Settings, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(capture: Capture, body: bytes, of: Source) -> Document:
        if capture.url.endswith("/a-0.html"):
            raise OverflowError("date value out of range")
        return parse_capture(capture, body, of)

    monkeypatch.setattr("orchestration.steps.probe.parse_capture", trip)
    found = probe(settings, web)
    assert (found.light, found.reason) == ("amber", "1 of 3 articles could not be read")
    assert found.articles[0].failure == "OverflowError: date value out of range"


def test_an_error_after_the_visit_makes_one_source_red_and_the_others_go_on(
    settings: Settings, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(summary: FetchSummary, *rest: Any) -> tuple[Light, str]:
        if summary.source_id == "bao-do":
            raise ZeroDivisionError("in the end")
        return judge(summary, *rest)

    judge = steps._judge
    monkeypatch.setattr(steps, "_judge", trip)
    broken, other = probe_sources(settings, [source(web.url, id="bao-do"), source(web.url)], {})
    assert (broken.light, broken.reason) == ("red", "ZeroDivisionError: in the end")
    assert other.light == "green"

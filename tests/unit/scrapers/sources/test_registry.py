"""The registry: what an entry may say, and errors that name file, entry and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from scrapers.parsing import FAMILIES
from scrapers.sources import HtmlListing, RegistryError, Source, UnknownSourceError, load_registry
from scrapers.sources.loader import BUILT_IN

PROVINCES = {"quang-ninh", "quang-ngai", "bac-kan"}


def entry(**fields: Any) -> dict[str, Any]:
    return {
        "id": "bao-quang-ninh",
        "name_vi": "Báo Quảng Ninh",
        "name_en": "Quang Ninh Newspaper",
        "kind": "newspaper",
        "province": "quang-ninh",
        "base_url": "https://baoquangninh.vn",
        "family": "generic",
        "listings": [{"kind": "rss", "url": "/rss/home.rss"}],
        **fields,
    }


def write(file: Path, *entries: Any, **top: Any) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        yaml.safe_dump({"version": 1, "sources": list(entries), **top}, allow_unicode=True), encoding="utf-8"
    )
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "sample" / "a.yaml", entry())
    return tmp_path


def problems(root: Path, extra: Path | None = None) -> list[str]:
    with pytest.raises(RegistryError) as caught:
        load_registry("sample", extra, known_provinces=PROVINCES, root=root)
    assert all(problem in str(caught.value) for problem in caught.value.problems)
    return list(caught.value.problems)


def test_sources_come_in_the_order_of_their_ids_with_the_inbox(root: Path) -> None:
    write(root / "sample" / "b.yml", entry(id="bao-bac-kan", province="bac-kan", enabled=False))
    registry = load_registry("sample", known_provinces=PROVINCES, root=root)
    assert [source.id for source in registry] == ["bao-bac-kan", "bao-quang-ninh", "inbox"]
    assert [source.id for source in registry.enabled()] == ["bao-quang-ninh", "inbox"]
    inbox = registry.get("inbox")
    assert (inbox.kind, inbox.province, inbox.base_url, inbox.family) == ("inbox", "vn", None, "dropped_file")


def test_a_full_entry_is_read_as_written(root: Path) -> None:
    (root / "sample" / "a.yaml").write_text(
        """
version: 1
sources:
  - id: bao-quang-ninh
    name_vi: Báo Quảng Ninh
    name_en: Quang Ninh Newspaper
    kind: newspaper
    province: quang-ninh
    base_url: https://baoquangninh.vn
    family: generic
    authority: provincial_newspaper
    listings:
      - {kind: rss, url: /rss/home.rss}
      - {kind: sitemap, url: /sitemap.xml}
      - {kind: html, url: /tin-tuc, link: "h3 a", next_page: "a.next", max_pages: 3}
      - {kind: pages, urls: [/xep-hang-2022]}
    article_url: '-\\d+\\.html$'
    topic_filter: true
    revisit: always
    selectors: {title: h1.name, body: "#content-detail", exclude: [div.relates]}
    politeness: {delay_seconds: 1.5, max_articles_per_run: 20}
    licence_note: Trích dẫn có ghi nguồn.
    confidence: high
    valid_from: 2020-01-01
    valid_until: 2025-06-30
""",
        encoding="utf-8",
    )
    source = load_registry("sample", known_provinces=PROVINCES, root=root).get("bao-quang-ninh")
    assert [listing.kind for listing in source.listings] == ["rss", "sitemap", "html", "pages"]
    assert isinstance(source.listings[2], HtmlListing)
    assert source.listings[2].max_pages == 3
    assert source.selectors.exclude == ("div.relates",)
    assert source.politeness.timeout_seconds == 20.0
    assert source.valid_until is not None
    assert source.absolute("/rss/home.rss") == "https://baoquangninh.vn/rss/home.rss"


def test_entries_cannot_be_changed() -> None:
    source = Source.model_validate(entry())
    with pytest.raises(ValidationError):
        source.enabled = False  # type: ignore[misc]


def test_further_sources_from_a_file_or_a_folder(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "mine" / "x.yaml", entry(id="cua-toi"))
    for extra in (file, file.parent):
        registry = load_registry("sample", extra, known_provinces=PROVINCES, root=root)
        assert registry.get("cua-toi").province == "quang-ninh"


def test_every_problem_is_told_with_file_entry_field_and_advice(root: Path) -> None:
    file = root / "sample" / "a.yaml"
    write(
        file,
        entry(id="Báo QN"),
        entry(id="one", kind="blog"),
        entry(id="two", listngs=[]),
        entry(id="three", province="quang-nin"),
        entry(id="four", listings=[{"kind": "html", "url": "/tin", "link": "h3 >"}]),
        entry(id="five", listings=[{"url": "/tin"}]),
        entry(id="six", article_url="-(\\d+"),
        entry(id="seven", politeness={"delay_seconds": -1}),
        entry(id="eight", base_url=None),
        entry(id="nine", listings=[{"kind": "rss", "url": "https://khac.vn/rss"}]),
        entry(id="ten", family="nuke-viet"),
        entry(id="eleven", family="joomla"),
        {"name_vi": "x"},
        "text",
    )
    found = problems(root)

    def told(name: str) -> str:
        return next(problem for problem in found if problem.startswith(f"{file}: {name}: "))

    assert "id: is 'Báo QN'; write it in lower case" in told("Báo QN")
    assert "kind: is 'blog': input should be 'portal'" in told("one")
    assert "listngs: is not a field here; check its spelling" in told("two")
    assert "province: 'quang-nin' does not exist; did you mean quang-ninh" in told("three")
    assert "listings[0].link: is not a CSS selector" in told("four")
    assert "listings[0]: has no kind; add kind: rss" in told("five")
    assert "article_url: is not a regular expression" in told("six")
    assert "politeness.delay_seconds: is -1" in told("seven")
    assert "has no base_url; give the address" in told("eight")
    assert "which is not on the host of base_url" in told("nine")
    assert "family: 'nuke-viet' is read by no parser; did you mean nukeviet?" in told("ten")
    assert "use one of astro, block_core" in told("eleven")
    assert "is missing; add it" in told("sources[12]")
    assert told("sources[13]")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"valid_from": "2025-01-01", "valid_until": "2024-01-01"}, "valid_from after valid_until"),
        ({"base_url": "ftp://x.vn"}, "scheme 'ftp'"),
        ({"base_url": "baoquangninh.vn"}, "no http(s) address"),
        ({"listings": []}, "no listings"),
        ({"kind": "inbox"}, "is an inbox"),
        ({"listings": [{"kind": "pages", "urls": []}]}, "listings[0].urls"),
        (
            {"listings": [{"kind": "html", "url": "/a", "next_page": "a", "page_url": "/{n}"}]},
            "both next_page and page_url",
        ),
        ({"listings": [{"kind": "html", "url": "/a", "page_url": "/b"}]}, "without {n}"),
        ({"listings": [{"kind": "ftp", "url": "/a"}]}, "'ftp'"),
    ],
)
def test_what_an_entry_may_not_say(root: Path, fields: dict[str, Any], problem: str) -> None:
    write(root / "sample" / "a.yaml", entry(**fields))
    (found,) = problems(root)
    assert problem in found


@pytest.mark.parametrize("listings", [[], [{"url": "/tin"}]])
def test_advice_on_listings_names_every_kind(root: Path, listings: list[dict[str, str]]) -> None:
    write(root / "sample" / "a.yaml", entry(listings=listings))
    (found,) = problems(root)
    assert "rss, sitemap, html, json, ckan or pages" in found


def test_doubled_ids_name_both_files(root: Path, tmp_path: Path) -> None:
    extra = write(tmp_path / "mine.yaml", entry(), entry(id="inbox"))
    first, second = problems(root, extra)
    assert first.startswith(f"{extra}: bao-quang-ninh: id: is already used in {root / 'sample' / 'a.yaml'}")
    assert "built-in inbox" in second


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"sources: [", "line 1: is not YAML"),
        (b"- a\n", "sources: is missing or no list"),
        (b"", "sources: is missing or no list"),
        (b"version: 2\nsources: []\n", "version: is 2; write 'version: 1'"),
        (b"version: 1\nsources: []\nsoruces: []\n", "soruces: is not known at the top"),
        (b"version: 1\nversion: 1\nsources: []\n", "line 2: is not YAML (the key 'version' stands twice"),
        (b"version: 1\nsources:\n- on: 2020-13-01\n", "line 3: is not YAML ('2020-13-01' is no date that exists"),
        ("version: 1\nsources: [{id: Báo}]".encode("utf-16"), "is not UTF-8"),
    ],
)
def test_files_that_are_no_registry(root: Path, content: bytes, problem: str) -> None:
    file = root / "sample" / "a.yaml"
    file.write_bytes(content)
    found = problems(root)
    assert any(str(file) in line and problem in line for line in found)


def test_missing_files_are_named(root: Path, tmp_path: Path) -> None:
    assert "OBSERVATORY_SOURCES" in problems(root, tmp_path / "nowhere.yaml")[0]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no registry files" in problems(root, empty)[0]


def test_an_unknown_id_brings_near_ones(root: Path) -> None:
    registry = load_registry("sample", known_provinces=PROVINCES, root=root)
    with pytest.raises(UnknownSourceError, match="Did you mean bao-quang-ninh"):
        registry.get("bao-quang-nin")
    with pytest.raises(UnknownSourceError, match="lists the 2 that exist"):
        registry.get("zzz")


def test_the_live_registry_is_valid_sorted_and_careful() -> None:
    registry = load_registry("live")
    watched = [source for source in registry if source.kind != "inbox"]
    assert len(watched) >= 25
    assert [source.id for source in watched if source.confidence == "low" and source.enabled] == []
    assert [source.id for source in watched if source.politeness.delay_seconds < 1] == []
    assert all(source.evidence for source in watched)
    assert {source.family for source in registry} <= set(FAMILIES)
    for file in sorted((BUILT_IN / "live").glob("*.yaml")):
        ids = [item["id"] for item in yaml.safe_load(file.read_text(encoding="utf-8"))["sources"]]
        assert ids == sorted(ids), file.name

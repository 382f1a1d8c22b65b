"""The built-in registry files: sorted, so that a change is a change of one place, and without two owners of one id."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from scrapers.parsing.families import BY_NAME
from scrapers.reference import load_reference
from scrapers.sources import Source, load_registry
from scrapers.sources.table import sources_page
from tests.contract.repository import ROOT, committed_files

FOLDER = Path("scrapers/sources")
PROFILES = ("sample", "live")
LIVE = [source for source in load_registry("live") if source.kind != "inbox"]
TODAY = {unit.province_code for unit in load_reference().units.values() if unit.valid_to is None} - {"vn"}


def _files(profile: str) -> list[Path]:
    return [
        name for name in committed_files() if name.is_relative_to(FOLDER / profile) and name.suffix in {".yaml", ".yml"}
    ]


def _ids(name: Path) -> list[str]:
    content: Any = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return [entry["id"] for entry in content["sources"]]


@pytest.mark.parametrize("profile", PROFILES)
def test_entries_are_sorted_by_id(profile: str) -> None:
    for name in _files(profile):
        ids = _ids(name)
        out_of_place = [after for before, after in itertools.pairwise(ids) if before >= after]
        assert not out_of_place, f"{name}: sort by id; out of place: {out_of_place}"


@pytest.mark.parametrize("profile", PROFILES)
def test_an_id_stands_in_one_file_of_a_profile(profile: str) -> None:
    counts = Counter(source_id for name in _files(profile) for source_id in _ids(name))
    assert not [source_id for source_id, count in counts.items() if count > 1]


def test_the_sample_profile_is_there() -> None:
    assert sum(len(_ids(name)) for name in _files("sample")) >= 5


def test_a_hundred_sources_cover_every_province_with_a_portal_and_a_newspaper() -> None:
    assert len(LIVE) >= 100
    assert len(TODAY) == 34
    for kind in ("portal", "newspaper"):
        present = {source.province for source in LIVE if source.kind == kind and source.valid_until is None}
        assert not (missing := TODAY - present), f"no {kind} for {sorted(missing)}"
    assert {"index", "open_data"} <= {source.kind for source in LIVE}


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.id)
def test_an_entry_is_honest(source: Source) -> None:
    """Evidence is given, a guess stays off, and the office that ends says when."""
    assert source.evidence
    assert source.licence_note
    assert not (source.enabled and source.confidence == "low")
    assert source.politeness.delay_seconds >= 1
    assert source.province in TODAY or source.province == "vn" or source.valid_until, "a predecessor has an end"


def test_the_table_in_the_docs_is_the_registry() -> None:
    written = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert written == sources_page(), "run: make docs-sources"


ADDING = (ROOT / "docs" / "adding-a-source.md").read_text(encoding="utf-8")


def test_the_worked_example_of_the_docs_is_a_registry_file(tmp_path: Path) -> None:
    (example, *_) = re.findall(r"```yaml\n(# my-sources\.yaml.*?)```", ADDING, re.DOTALL)
    file = tmp_path / "my-sources.yaml"
    file.write_text(example, encoding="utf-8")
    source = load_registry("sample", file).get("bao-tinh-toi")
    assert source.enabled
    assert source.listings[0].kind == "html"


def test_the_docs_name_every_family_and_every_kind_of_listing() -> None:
    named = set(re.findall(r"`([a-z_]+)`", ADDING))
    assert not (missing := set(BY_NAME) - named), missing
    kinds = {"rss", "sitemap", "html", "json", "ckan", "pages"}
    assert not (missing := kinds - named), missing

"""The built-in registry files: sorted, so that a change is a change of one place, and without two owners of one id."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.contract.repository import ROOT, committed_files

FOLDER = Path("scrapers/sources")
PROFILES = ("sample", "live")


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

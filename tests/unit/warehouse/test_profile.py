"""A data directory belongs to the sample web or to the real one, and refuses the other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from orchestration.steps import lake
from scrapers.sources.loader import load_registry
from warehouse.backup import write_backup
from warehouse.paths import Home
from warehouse.profile import ProfileError, check_profile, keep_profile, kept_profile
from warehouse.restore import check_backup, restore

NOW = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def test_the_first_run_says_to_which_profile_a_directory_belongs(home: Home) -> None:
    check_profile(home, "live")
    check_profile(home, "sample")
    assert kept_profile(home) is None
    keep_profile(home, "sample")
    keep_profile(home, "sample")
    check_profile(home, "sample")
    assert kept_profile(home) == "sample"


@pytest.mark.parametrize(("kept", "other", "go_on"), [("sample", "live", "OBSERVATORY_PROFILE=sample"),
                                                      ("live", "sample", "observatory run --live")])  # fmt: skip
def test_the_other_profile_is_refused_with_what_to_do(home: Home, kept: str, other: str, go_on: str) -> None:
    keep_profile(home, kept)
    for refuse in (check_profile, keep_profile):
        with pytest.raises(ProfileError, match="OBSERVATORY_HOME") as caught:
            refuse(home, other)
        assert go_on in str(caught.value)
        assert f"rm -r {home.archive} {home.lake}" in str(caught.value)
    assert kept_profile(home) == kept


def test_a_directory_from_before_is_known_by_its_registry(home: Home) -> None:
    lake.write_sources(home, load_registry("sample"), "sample")
    with pytest.raises(ProfileError, match="profile sample"):
        keep_profile(home, "live")
    (home.lake / "sources.parquet").write_bytes(b"half")
    assert kept_profile(home) is None


def test_a_file_that_says_neither_is_named(home: Home) -> None:
    keep_profile(home, "live")
    (home.archive / "profile").write_bytes(b"\xff\n")
    with pytest.raises(ProfileError, match=r"archive/profile says .* write sample or live"):
        check_profile(home, "live")


def test_a_restored_directory_belongs_to_the_profile_that_was_backed_up(home: Home, tmp_path: Path) -> None:
    keep_profile(home, "live")
    written = write_backup(home, tmp_path / "one.tar", now=NOW, versions={}, configuration={})
    other = Home(tmp_path / "other")
    restore(other, check_backup(written.file), now=NOW, force=False)
    with pytest.raises(ProfileError):
        check_profile(other, "sample")

"""`observatory release …`: what it lists, compares, goes back to and refuses; and the settings that belong to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from orchestration.command_line.app import app
from orchestration.settings import Settings, SettingsError
from tests.unit.warehouse import published_warehouse
from tests.unit.warehouse.conftest import NOW
from warehouse.paths import HOME_VARIABLE, Home
from warehouse.publishing.errors import ReleaseError, ReleaseRefusedError
from warehouse.release import latest_release, publish


@pytest.fixture(scope="module")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two releases, between which a figure changed, one was withdrawn and one came."""
    home = Home(tmp_path_factory.mktemp("releases")).create()
    published_warehouse.build(home.database)
    publish(home, now=NOW)
    with duckdb.connect(str(home.database)) as connection:
        connection.execute("update economy.indicator_values set value = 10 where value = 9.5")
        connection.execute("delete from foundation.indicator_values where period = '2023'")
        published_warehouse.add_figure(connection, "foundation", "da-nang", "dti_rank", "2023", 1.0)
    publish(home, now=NOW)
    return home


@pytest.fixture
def home(two_releases: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The same in a directory that the test may change."""
    root = tmp_path / "copy"
    shutil.copytree(two_releases.root, root, symlinks=True)
    monkeypatch.setenv(HOME_VARIABLE, str(root))
    return Home(root)


def say(*arguments: str) -> str:
    """What the command prints; its named errors are raised."""
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["release", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_list_names_every_kept_release_and_the_one_that_readers_open(home: Home) -> None:
    rows = [line for line in say("list").splitlines() if "2024-03-04T23:00:00" in line]
    assert len(rows) == 2
    assert "published" in rows[1]
    assert "kept" in rows[0]


def test_diff_compares_the_last_two_by_province_and_indicator(home: Home) -> None:
    said = say("diff")
    assert "Release 1 → 2" in said
    assert "changed: 1" in said
    assert "Quảng Ngãi (quang-ngai)" in said
    assert "9.5 percent → **10 percent**" in said
    assert "~~20 rank~~" in said
    assert say("diff", "2", "1").count("10 percent → **9.5 percent**") == 1


def test_diff_says_what_there_is_when_a_release_is_not_kept(home: Home) -> None:
    with pytest.raises(ReleaseError, match="there is no release 9 to compare; kept are: 1, 2"):
        say("diff", "9")


def test_rollback_goes_back_and_publish_says_why_it_does_not_come_again(home: Home) -> None:
    assert "Readers open release 1" in say("rollback", "1")
    assert "withdrawn" in say("list")
    assert "Release 1 stands: the figures are those of release 2, which was withdrawn" in say("publish")
    latest = latest_release(home)
    assert latest is not None
    assert latest.number == 1


def test_publish_refuses_what_has_shrunk_until_it_is_accepted(home: Home) -> None:
    with duckdb.connect(str(home.database)) as connection:
        connection.execute("delete from foundation.indicator_values where unit_id <> 'da-nang'")
    with pytest.raises(ReleaseRefusedError, match="--accept-shrinking"):
        say("publish")
    assert "Published release 3" in say("publish", "--accept-shrinking")


def test_settings_of_releases_are_read(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {HOME_VARIABLE: str(tmp_path), "OBSERVATORY_KEEP_RELEASES": "3", "OBSERVATORY_MAX_SHRINK": "0.25"}
    )
    assert (settings.keep_releases, settings.gates.max_shrink) == (3, 0.25)


@pytest.mark.parametrize(
    ("name", "value"),
    [("OBSERVATORY_KEEP_RELEASES", "0"), ("OBSERVATORY_MAX_SHRINK", "ten"), ("OBSERVATORY_MAX_SHRINK", "10")],
)
def test_settings_that_cannot_be_used_are_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is '{value}'"):
        Settings.from_environment({name: value})

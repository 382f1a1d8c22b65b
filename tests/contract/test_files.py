"""Nothing that is committed belongs to one machine or to one package registry, and no data slips in."""

from __future__ import annotations

import re

import pytest

from tests.contract.repository import ROOT, committed_files, text_of

REGISTRY_HOST = re.compile(
    r"\b(?:pypi\.(?:org|io)|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org|crates\.io|proxy\.golang\.org|rubygems\.org)\b",
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(
    r"(?<![\w.:/~*)}\\-])/(?:root|work|tmp|home/\w+|Users/\w+)/[\w.-]|\b[A-Z]:\\+Users\\+\w",
)
DATA = {".duckdb", ".parquet", ".wal", ".sqlite", ".db"}
MOST_BYTES = 2_000_000


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name in committed_files()
        if (text := text_of(name)) is not None
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert not (wrong := _lines_with(REGISTRY_HOST)), "\n".join(wrong)


def test_no_file_names_an_absolute_path_of_a_machine() -> None:
    assert not (wrong := _lines_with(MACHINE_PATH)), "\n".join(wrong)


# Taken apart, so that this file passes its own test.
@pytest.mark.parametrize("path", ["/ro|ot/x", "'/tm|p/run'", "cd /ho|me/lan/observatory", r"C:\Use|rs\lan"])
def test_paths_of_a_machine_are_recognised(path: str) -> None:
    assert MACHINE_PATH.search(path.replace("|", ""))


@pytest.mark.parametrize(
    "text",
    [
        "https://sotttt.example.vn/home/tin",
        "docs/work/plan.md",
        "/usr/share/zoneinfo",
        "/rss/home.rss",
        "href=/tin/home/",
    ],
)
def test_addresses_and_relative_paths_are_not_paths_of_a_machine(text: str) -> None:
    assert not MACHINE_PATH.search(text)


def test_no_data_file_and_nothing_huge_is_committed() -> None:
    wrong = [
        str(name) for name in committed_files() if name.suffix in DATA or (ROOT / name).stat().st_size > MOST_BYTES
    ]
    assert not wrong, f"data belong below OBSERVATORY_HOME, which git ignores: {', '.join(wrong)}"

"""A digest of files tells another content from another copy."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from warehouse.digests import digest_of_files

NAMES = ("parsing", "tables.py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    (root / "parsing" / "families").mkdir(parents=True)
    (root / "parsing" / "families" / "b.py").write_text("B = 1\n", encoding="utf-8")
    (root / "parsing" / "words.yaml").write_text("a: b\n", encoding="utf-8")
    (root / "tables.py").write_text("T = 1\n", encoding="utf-8")
    (root / "other.py").write_text("O = 1\n", encoding="utf-8")
    return root


def test_a_fresh_copy_with_other_times_and_left_over_files_has_the_same_digest(checkout: Path, tmp_path: Path) -> None:
    before = digest_of_files(checkout, NAMES)
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(checkout, copy)
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))
    (copy / "parsing" / "__pycache__").mkdir()
    (copy / "parsing" / "__pycache__" / "b.cpython-311.pyc").write_bytes(b"compiled")
    (copy / "parsing" / ".b.py.swp").write_bytes(b"an editor's")
    (copy / "other.py").write_text("O = 2\n", encoding="utf-8")
    assert digest_of_files(copy, NAMES) == digest_of_files(copy, reversed(NAMES)) == before


@pytest.mark.parametrize("change", ["content", "name", "new file", "moved border"])
def test_every_change_of_what_shapes_something_changes_the_digest(checkout: Path, change: str) -> None:
    before = digest_of_files(checkout, NAMES)
    module, words = checkout / "parsing" / "families" / "b.py", checkout / "parsing" / "words.yaml"
    if change == "content":
        words.write_text("a: c\n", encoding="utf-8")
    elif change == "name":
        module.rename(module.with_name("c.py"))
    elif change == "new file":
        (checkout / "parsing" / "empty.py").touch()
    else:
        module.write_text("B =", encoding="utf-8")
    assert digest_of_files(checkout, NAMES) != before


def test_a_place_without_files_is_named(checkout: Path) -> None:
    with pytest.raises(FileNotFoundError, match="parsers holds no file"):
        digest_of_files(checkout, ("parsers",))

"""The vocabulary's files are refused with the line to mend where they say something twice or name what is not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scrapers.extraction.lexicon import FOLDER, LexiconError, load_lexicon

FILES = ("concepts.yaml", "indicators.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's vocabulary."""
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def _add(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_copy_is_the_vocabulary(folder: Path) -> None:
    assert load_lexicon(folder).fingerprint == load_lexicon().fingerprint


@pytest.mark.parametrize("name", FILES)
def test_an_entry_that_stands_twice_is_refused(folder: Path, name: str) -> None:
    entry = {"concepts.yaml": "  trained: [tập huấn]\n", "indicators.yaml": "dti_score:\n  - {head: dt_index}\n"}[name]
    _add(folder / name, entry)
    with pytest.raises(LexiconError, match=rf"{name}, line \d+: .*the key '(trained|dti_score)' stands twice"):
        load_lexicon(folder)


def test_a_concept_that_is_not_there_is_named(folder: Path) -> None:
    _add(folder / "indicators.yaml", "no_such_code:\n  - {head: no_such_concept}\n")
    with pytest.raises(LexiconError, match="no_such_code, pattern 1: unknown concept no_such_concept"):
        load_lexicon(folder)


def test_a_wording_that_stands_twice_is_refused(folder: Path) -> None:
    _add(folder / "concepts.yaml", "  said_twice: [điểm cầu, hội nghị, điểm cầu]\n")
    with pytest.raises(LexiconError, match=r"concepts\.yaml: said_twice says điểm cầu twice"):
        load_lexicon(folder)


def test_every_mark_is_asked_for() -> None:
    """A mark that no pattern and no rule names qualifies nothing; a noun that none names still counts something."""
    patterns = load_lexicon().patterns
    asked = {name for pattern in patterns for name in pattern.none_of | pattern.phrase | pattern.not_in_sentence}
    asked |= {
        name for pattern in patterns for group in (*pattern.all_of, *pattern.near, *pattern.topic) for name in group
    }
    asked |= {name for pattern in patterns for name in pattern.head}
    rules = "\n".join(file.read_text(encoding="utf-8") for file in FOLDER.parent.glob("*.py"))
    assert [name for name in load_lexicon().marks if name not in asked and f'"{name}"' not in rules] == []

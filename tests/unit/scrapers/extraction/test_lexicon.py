"""The vocabulary's files are refused with the line to mend where they say something twice or name what is not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scrapers.extraction import Extractor
from scrapers.extraction.terms.lexicon import FOLDER, LexiconError, load_lexicon
from scrapers.reference import load_reference

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


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            "  - {head: dt_index}\n  - {haed: dt_index}\n",
            "a_code, pattern 2: haed: no such key; allowed keys are head, all, near, topic, not,",
        ),
        ("  - {head: [dt_index]}\n", r"a_code, pattern 1: head: Input should be a valid string, not \['dt_index'\]"),
        ("  - {all: dt_index}\n", "a_code, pattern 1: all: Input should be a valid list, not 'dt_index'"),
        ("  - dt_index\n", "a_code, pattern 1: must be a mapping with keys among head, all"),
        ("", "a_code: has no list of patterns; write one"),
        ("  head: dt_index\n", "a_code: has no list of patterns; write one"),
    ],
    ids=["unknown key", "list for a name", "name for a list", "bare name", "empty", "pattern without its dash"],
)
def test_a_pattern_of_another_form_is_named_with_what_is_allowed(folder: Path, entry: str, said: str) -> None:
    _add(folder / "indicators.yaml", f"a_code:\n{entry}")
    with pytest.raises(LexiconError, match=rf"indicators\.yaml: {said}"):
        load_lexicon(folder)


@pytest.mark.parametrize("content", ["", "- {head: dt_index}\n"], ids=["empty", "list"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_mapping_is_named(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"{name}: must be a mapping (of|with) .*write"):
        load_lexicon(folder)


def test_a_section_that_is_missing_is_named(folder: Path) -> None:
    (folder / "concepts.yaml").write_text("abbreviations: {}\nnames: []\nnouns: {}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"concepts\.yaml: marks: is missing; allowed keys are abbreviations"):
        load_lexicon(folder)


def test_an_indicator_that_the_codebook_has_not_is_named(folder: Path) -> None:
    _add(folder / "indicators.yaml", "dti_scroe:\n  - {head: dt_index}\n")
    with pytest.raises(LexiconError, match=r"indicators\.yaml: dti_scroe: not in the codebook \(indicators\.csv\)"):
        Extractor(load_reference(), load_lexicon(folder))


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
    rules = "\n".join(file.read_text(encoding="utf-8") for file in FOLDER.parents[1].rglob("*.py"))
    assert [name for name in load_lexicon().marks if name not in asked and f'"{name}"' not in rules] == []

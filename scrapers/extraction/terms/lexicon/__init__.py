"""The vocabulary of extraction as data: concepts and their wordings, indicators and the patterns that name them.

Lives here: the YAML files and their loader with validation. Never here: matching or any rule of attachment.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from schemas import strict_yaml

FOLDER = Path(__file__).parent


class LexiconError(Exception):
    """The lexicon cannot be used; the message names the file, the entry and what is wrong."""


_Entry = TypeVar("_Entry", bound=BaseModel)


class _ConceptsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    abbreviations: dict[str, str]
    names: list[str]
    nouns: dict[str, list[str]]
    marks: dict[str, list[str]]


class _PatternEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    head: str | None = None
    all_of: list[str] = Field(default_factory=list, alias="all")
    near: list[str] = Field(default_factory=list)
    topic: list[str] = Field(default_factory=list)
    none_of: list[str] = Field(default_factory=list, alias="not")
    close: bool = False
    carry: bool = False
    phrase: str | None = None
    after: bool = False
    shared: bool = False
    of_total: bool = False
    over_scale: bool = False
    whole: bool = False
    not_in_sentence: list[str] = Field(default_factory=list)


@dataclasses.dataclass(frozen=True, slots=True)
class Pattern:
    """One wording of an indicator as sets of concepts; a group of concepts is met by any one of them."""

    indicator_code: str
    head: frozenset[str]
    all_of: tuple[frozenset[str], ...]
    near: tuple[frozenset[str], ...]
    topic: tuple[frozenset[str], ...]
    none_of: frozenset[str]
    close: bool
    carry: bool
    phrase: frozenset[str]
    after: bool
    shared: bool
    of_total: bool
    over_scale: bool
    whole: bool
    not_in_sentence: frozenset[str]


@dataclasses.dataclass(frozen=True)
class Lexicon:
    """Concepts with their wordings, patterns per indicator, and a fingerprint of the files they came from.

    `names` are those of offices and systems (`Bộ phận Tiếp nhận và Trả kết quả`) and other words whose parts mean nothing there.
    """

    nouns: dict[str, tuple[str, ...]]
    marks: dict[str, tuple[str, ...]]
    names: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    fingerprint: str


def _with_abbreviations(wordings: list[str], abbreviations: dict[str, str]) -> tuple[str, ...]:
    """The wordings, and each as those write it who abbreviate some of its words: `hồ sơ TTHC trực tuyến`."""
    written = dict.fromkeys(wordings)
    for words, short in abbreviations.items():
        inside = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        written.update(dict.fromkeys(inside.sub(short, wording) for wording in list(written)))
    return tuple(written)


def _group(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split("|"))


def _validated(model: type[_Entry], raw: Any, place: str) -> _Entry:
    """An entry as it must be.

    Raises:
        LexiconError: it is not; the message says where it stands, what is wrong and which keys there are.
    """
    keys = [field.alias or name for name, field in model.model_fields.items()]
    if not isinstance(raw, dict):
        raise LexiconError(f"{place}: must be a mapping with keys among {', '.join(keys)}; write them there")
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {_told(one)}" for one in error.errors())
        raise LexiconError(f"{place}: {wrong}; allowed keys are {', '.join(keys)}") from None


def _told(error: ErrorDetails) -> str:
    """What is wrong with a key, in words for whoever wrote it."""
    if error["type"] == "extra_forbidden":
        return "no such key"
    return "is missing" if error["type"] == "missing" else f"{error['msg']}, not {error['input']!r}"


def _pattern_entries(file: Path, raw: Any) -> dict[str, list[_PatternEntry]]:
    """The patterns of every indicator as the file has them.

    Raises:
        LexiconError: the file or an entry has another form.
    """
    if not isinstance(raw, dict):
        raise LexiconError(
            f"{file}: must be a mapping of indicator codes to lists of patterns; write `code:` over each list"
        )
    entries = {}
    for code, items in raw.items():
        if not isinstance(items, list) or not items:
            raise LexiconError(
                f"{file}: {code}: has no list of patterns; write one (`- {{head: …}}`) or remove the entry"
            )
        entries[str(code)] = [
            _validated(_PatternEntry, item, f"{file}: {code}, pattern {number}")
            for number, item in enumerate(items, start=1)
        ]
    return entries


@functools.cache
def load_lexicon(folder: Path = FOLDER) -> Lexicon:
    """Read `concepts.yaml` and `indicators.yaml`.

    Whether the codes are those of the codebook is asked by whoever has both (`Extractor`).

    Raises:
        LexiconError: a file is malformed or says something twice, or a pattern names a concept that does not exist.
    """
    digest = hashlib.sha256()
    raw = {}
    for name in ("concepts.yaml", "indicators.yaml"):
        content = (folder / name).read_bytes()
        digest.update(content)
        try:
            raw[name] = strict_yaml.load(content.decode())
        except yaml.YAMLError as error:
            raise LexiconError(f"{folder / name}{strict_yaml.told(error)}") from None
    concepts = _validated(_ConceptsFile, raw["concepts.yaml"], f"{folder / 'concepts.yaml'}")
    entries = _pattern_entries(folder / "indicators.yaml", raw["indicators.yaml"])
    for concept, wordings in (*concepts.nouns.items(), *concepts.marks.items()):
        if again := sorted(wording for wording, times in Counter(wordings).items() if times > 1):
            raise LexiconError(f"{folder / 'concepts.yaml'}: {concept} says {', '.join(again)} twice; leave one")
    known = set(concepts.nouns) | set(concepts.marks)
    patterns = []
    for code, items in entries.items():
        for number, item in enumerate(items, start=1):
            pattern = Pattern(
                code,
                _group(item.head) if item.head else frozenset(),
                tuple(_group(text) for text in item.all_of),
                tuple(_group(text) for text in item.near),
                tuple(_group(text) for text in item.topic),
                frozenset(item.none_of),
                item.close,
                item.carry,
                _group(item.phrase) if item.phrase else frozenset(),
                item.after,
                item.shared,
                item.of_total,
                item.over_scale,
                item.whole,
                frozenset(item.not_in_sentence),
            )
            named = set(pattern.head | pattern.none_of | pattern.phrase | pattern.not_in_sentence)
            named |= {name for group in (*pattern.all_of, *pattern.near, *pattern.topic) for name in group}
            if unknown := sorted(named - known):
                raise LexiconError(
                    f"{folder / 'indicators.yaml'}: {code}, pattern {number}: unknown concept {', '.join(unknown)};"
                    " add it to concepts.yaml or mend the name"
                )
            if not pattern.head and not pattern.all_of:
                raise LexiconError(f"{folder / 'indicators.yaml'}: {code}, pattern {number}: needs `head` or `all`")
            patterns.append(pattern)
    return Lexicon(
        {name: _with_abbreviations(words, concepts.abbreviations) for name, words in concepts.nouns.items()},
        {name: _with_abbreviations(words, concepts.abbreviations) for name, words in concepts.marks.items()},
        tuple(concepts.names),
        tuple(patterns),
        digest.hexdigest()[:16],
    )

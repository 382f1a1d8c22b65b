"""Words, numbers and dates of the pages in one language.

Lives here: reading `texts.yaml`, and formats of numbers, days, values with bound and unit. Not here: sentences of
sources.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import yaml

from schemas.strict_yaml import load, told

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
_FILE = Path(__file__).resolve().parent / "texts.yaml"
_BOUNDS = {"at_least": "≥\u00a0", "at_most": "≤\u00a0", "about": "≈\u00a0"}
_GLUED_UNITS = {"percent": "%"}
_DECIMALS, _DECIMALS_OF_SCORES = 3, 4
"""Scores of the national index are published with four decimals, which the sentence beside them shows."""
_SPACED_UNITS = {"vnd_billion", "km", "person"}


class WordingError(ValueError):
    """The words of the pages cannot be read; the message names the file, the line, what is wrong and what to do."""


@functools.cache
def texts() -> dict[str, dict[Language, str]]:
    """All words of the pages by key and language.

    Raises:
        WordingError: `texts.yaml` is no YAML, or a key stands in it twice.
    """
    try:
        content: dict[str, dict[Language, str]] = load(_FILE.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise WordingError(f"{_FILE}{told(error)}") from None
    return content


class Wording:
    """How things are said in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words: Mapping[str, str] = {key: said[language] for key, said in texts().items()}

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def get(self, key: str, default: str) -> str:
        """A word, or the default where the pages have none (a unit or status that is new)."""
        return self.words.get(key, default)

    def fill(self, key: str, **values: object) -> str:
        """A text with its placeholders filled."""
        return self.words[key].format(**values)

    def pick(self, row: Mapping[str, Any], stem: str) -> str:
        """`<stem>_vi` or `<stem>_en` of a row; the Vietnamese one where there is no other."""
        return str(row.get(f"{stem}_{self.language}") or row.get(f"{stem}_vi") or "")

    def number(self, value: float | None, decimals: int = _DECIMALS) -> str:
        """A number with at most so many decimals, in the language's own marks; a dash for none."""
        if value is None:
            return "–"
        text = f"{value:,.{decimals}f}".rstrip("0").rstrip(".")
        return text.translate(str.maketrans(",.", ".,")) if self.language == "vi" else text

    def unit(self, unit: str) -> str:
        """The name of a unit of measure."""
        return self.get(f"unit_{unit}", unit)

    def measured(self, value: float | None, unit: str, bound: str | None = None) -> str:
        """A value with its bound and, where a reader needs it, its unit: `≥ 85,3%`."""
        if value is None:
            return "–"
        decimals = _DECIMALS_OF_SCORES if unit == "score" else _DECIMALS
        said = _BOUNDS.get(bound or "", "") + self.number(value, decimals)
        if unit in _GLUED_UNITS:
            return said + _GLUED_UNITS[unit]
        return f"{said}\u00a0{self.unit(unit)}" if unit in _SPACED_UNITS else said

    def day(self, value: dt.date | None) -> str:
        """A day: 31/12/2024 or 31 December 2024; nothing for none."""
        if value is None:
            return ""
        return f"{value:%d/%m/%Y}" if self.language == "vi" else f"{value.day} {value:%B %Y}"

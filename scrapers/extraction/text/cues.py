"""Patterns that are tried only where one of the words stands with which they begin.

A pattern with many wordings, tried at every place of a text, costs more than all the rest of the reading. One automaton over
the opening words of many patterns finds the few places where any of them can begin. Lives here: only that, as `finditer`
would find them. Never here: the words themselves; they stand beside their patterns.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

import ahocorasick

from scrapers.folding import lower

_LONGEST_END = 32  # the longest word asked for, and white space behind it
Name = TypeVar("Name", bound=Hashable)


class CuedPatterns(Generic[Name]):
    """Patterns by name, each with its cues: the literal beginnings, in lower case, of whatever it can match."""

    def __init__(self, patterns: Mapping[Name, tuple[re.Pattern[str], tuple[str, ...]]]) -> None:
        self.patterns = {name: pattern for name, (pattern, _) in patterns.items()}
        owners: dict[str, list[Name]] = {}
        for name, (_, cues) in patterns.items():
            for cue in cues:
                owners.setdefault(cue, []).append(name)
        self._automaton = ahocorasick.Automaton()
        for cue, names in owners.items():
            self._automaton.add_word(cue, (len(cue) - 1, tuple(names)))
        self._automaton.make_automaton()

    def find(self, text: str, start: int, end: int) -> list[tuple[Name, re.Match[str]]]:
        """The matches of every pattern between two places, those of one pattern in order and not overlapping."""
        inside = self._automaton.iter(lower(text[start:end]))
        hits = [(start + last - before, names) for last, (before, names) in inside]
        if not hits:
            return []
        if len(hits) > 1:
            hits.sort()
        found: list[tuple[Name, re.Match[str]]] = []
        reach: dict[Name, int] = {}
        for place, names in hits:
            for name in names:
                if place >= reach.get(name, start) and (match := self.patterns[name].match(text, place, end)):
                    reach[name] = match.end()
                    found.append((name, match))
        return found

    def first(self, text: str) -> dict[Name, re.Match[str]]:
        """The first match of every pattern that has one."""
        found: dict[Name, re.Match[str]] = {}
        for name, match in self.find(text, 0, len(text)):
            found.setdefault(name, match)
        return found


def ends_with(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text ends with one of the words (in lower case), white space aside: asked before a pattern that must end there."""
    return text[-_LONGEST_END:].rstrip().lower().endswith(words)

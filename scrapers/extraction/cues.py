"""Patterns that are tried only where one of the words stands with which they begin.

A pattern with many wordings, tried at every place of a text, costs more than all the rest of the reading. One automaton over
the opening words of many patterns finds the few places where any of them can begin. Lives here: only that, as `finditer`
would do it. Never here: the words themselves; they stand beside their patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import ahocorasick


class CuedPatterns:
    """Patterns by name, each with its cues: the literal beginnings, in lower case, of whatever it can match."""

    def __init__(self, patterns: Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]]) -> None:
        self.patterns = {name: pattern for name, (pattern, _) in patterns.items()}
        owners: dict[str, list[str]] = {}
        for name, (_, cues) in patterns.items():
            for cue in cues:
                owners.setdefault(cue, []).append(name)
        self._automaton = ahocorasick.Automaton()
        for cue, names in owners.items():
            self._automaton.add_word(cue, (len(cue) - 1, tuple(names)))
        self._automaton.make_automaton()

    def finditer(self, text: str, lowered: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
        """The matches of every pattern between two places, those of one pattern in order and not overlapping.

        `lowered` is `text` in lower case, character by character.
        """
        inside = self._automaton.iter(lowered[start:end])
        hits = sorted((start + last - before, names) for last, (before, names) in inside)
        reach = dict.fromkeys(self.patterns, start)
        for place, names in hits:
            for name in names:
                if place >= reach[name]:
                    match = self.patterns[name].match(text, place, end)
                    if match is not None:
                        reach[name] = match.end()
                        yield name, match

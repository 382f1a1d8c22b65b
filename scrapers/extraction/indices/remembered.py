"""The index of the last rank or score, with which what follows goes on.

Lives here: what is remembered of it. Never here: what goes on with it (see `carried_index`, `further_standing`, `percent_scores`).
"""

from __future__ import annotations

import dataclasses

from scrapers.extraction.terms.term_index import Hit

IN_PERCENT = frozenset({"par_index", "sipas"})
"""Indices whose scores are printed in percent."""


@dataclasses.dataclass(frozen=True, slots=True)
class Remembered:
    """The index of the last rank or score: its nouns, and the sentence in which it stood."""

    nouns: tuple[Hit, ...]
    sentence_index: int

    @property
    def is_in_percent(self) -> bool:
        """Whether the scores of the index are printed in percent."""
        return all(noun.concept in IN_PERCENT for noun in self.nouns)

"""Finds the concepts of the lexicon in a text.

Lives here: one automaton over all wordings, word boundaries, exact or folded match, and the choice of the longest noun
where several overlap. Never here: which concepts make an indicator.
"""

from __future__ import annotations

import bisect
from typing import NamedTuple

import ahocorasick

from scrapers.extraction.terms.lexicon import Lexicon
from scrapers.folding import Spelling, canonical, fold


class Hit(NamedTuple):
    """A concept met in the text.

    `is_subject`: a number can be about it (a noun, or a mark that patterns take for a subject);
    `is_exact` is false where the accents differ from every known wording.
    """

    concept: str
    start: int
    end: int
    is_noun: bool
    is_subject: bool
    is_exact: bool
    words: int


# Common words that differ from one of a term by accents alone: never a misread `số`.
_WORDS_OF_THEIR_OWN = frozenset({"sở", "so"})
_NAME = ""  # stands for the concept where a wording is a name and means none
_new = tuple.__new__  # what `Hit(…)` comes to, without a function between: it is called for every term of a text


class TermIndex:
    """All hits of one text, sorted by place, with look-ups by region."""

    def __init__(self, hits: list[Hit]) -> None:
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        self.hits = hits
        self._starts = [hit.start for hit in hits]
        self.nouns = _longest_nouns(hits)
        self._noun_starts = [hit.start for hit in self.nouns]

    def between(self, start: int, end: int) -> list[Hit]:
        """Hits that lie wholly between two places."""
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return [hit for hit in self.hits[low:high] if hit.end <= end] if low < high else []

    def nouns_between(self, start: int, end: int) -> list[Hit]:
        """Longest, not overlapping nouns that lie wholly between two places."""
        low, high = bisect.bisect_left(self._noun_starts, start), bisect.bisect_left(self._noun_starts, end)
        return [hit for hit in self.nouns[low:high] if hit.end <= end] if low < high else []


def _longest_nouns(hits: list[Hit]) -> list[Hit]:
    chosen: list[Hit] = []
    reach = -1
    for hit in hits:  # sorted: leftmost first, longest first
        if not hit.is_noun:
            continue
        if hit.start >= reach:
            chosen.append(hit)
            reach = hit.end
        elif chosen and hit.start == chosen[-1].start and hit.end == chosen[-1].end:
            chosen.append(hit)  # the same words mean two concepts
    return chosen


def _may_be_damaged(written: str, wording: str, words: int) -> bool:
    """Whether a wording with other accents is the same words misread.

    So it is in a text without any accents, or in a long wording of which at least one syllable is right. Two other syllables are two other words (`số hồ` is no `số hộ`).
    """
    if written.isascii() and not wording.isascii():
        return True
    if words < 3:
        return False
    pairs = list(zip(written.split(), wording.split(), strict=False))
    if any(a != b and a in _WORDS_OF_THEIR_OWN for a, b in pairs):
        return False  # `doanh nghiệp sở hữu hạ tầng`, `doanh nghiệp so với cùng kỳ` are no `doanh nghiệp số`
    others = sum(a != b for a, b in pairs)
    return others < len(pairs) and others <= 2


def _outside_names(hits: list[Hit]) -> list[Hit]:
    """The hits without names of offices and systems and what stands inside them."""
    names = [(hit.start, hit.end) for hit in hits if hit.concept == _NAME]
    if not names:
        return hits
    return [hit for hit in hits if not any(start <= hit.start and hit.end <= end for start, end in names)]


# No indicator's subjects, but what a number is about all the same: `GRDP tăng 5,6%`, `…, sóng di động phủ 96% dân số`.
_FOOTNOTES = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), " ")  # `cơ sở dữ liệu của bộ, ngành²`: no part of the word
_FURTHER_SUBJECTS = frozenset({"grdp", "mobile_coverage"})


class TermMatcher:
    """The lexicon's wordings compiled into one Aho-Corasick automaton."""

    def __init__(self, lexicon: Lexicon) -> None:
        subjects = _FURTHER_SUBJECTS | {
            concept for pattern in lexicon.patterns if not pattern.head for concept in pattern.all_of[0]
        }
        entries: dict[str, list[tuple[str, str, bool, bool]]] = {}
        for is_noun, concepts in ((True, lexicon.nouns), (False, lexicon.marks)):
            for concept, wordings in concepts.items():
                for wording in wordings:
                    meaning = (concept, canonical(wording), is_noun, is_noun or concept in subjects)
                    entries.setdefault(fold(wording), []).append(meaning)
        for name in lexicon.names:
            entries.setdefault(fold(name), []).append((_NAME, canonical(name), False, False))
        self._automaton = ahocorasick.Automaton()
        for key, meanings in entries.items():
            self._automaton.add_word(key, (len(key), tuple(meanings), key.count(" ") + 1))
        self._automaton.make_automaton()

    def find(self, spelled: Spelling) -> TermIndex:
        """Every concept in a text."""
        accented, folded = spelled.accented, spelled.folded
        hits: list[Hit] = []
        spaced = f" {folded if folded.isascii() else folded.translate(_FOOTNOTES)} "
        for last, (size, meanings, words) in self._automaton.iter(folded):
            start, end = last + 1 - size, last + 1
            if spaced[start].isalnum() or spaced[end + 1].isalnum():
                continue
            written = accented[start:end]
            for concept, wording, is_noun, is_subject in meanings:
                is_exact = written == wording
                if is_exact or (words > 1 and _may_be_damaged(written, wording, words)):
                    hits.append(_new(Hit, (concept, start, end, is_noun, is_subject, is_exact, words)))
        return TermIndex(_outside_names(hits))

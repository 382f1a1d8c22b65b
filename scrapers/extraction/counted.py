"""Counts that name no subject of their own, only a further place or the number before: what was counted earlier is meant.

`Tại huyện Hương Khê, con số này là 24.310 hộ`; `Thị xã Long Mỹ có 69 tổ, 483 thành viên`. Lives here: the memory of what
was counted by which word. Never here: shares and scores (see `recognition`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scrapers.extraction.claims import Claim, Scene
from scrapers.extraction.numbers import Quantity
from scrapers.extraction.terms import TermIndex
from scrapers.extraction.text import Sentence

_THIS_NUMBER = re.compile(r"(?i)\bcon số này\b")
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"\s*[^\W\d_]+(?:\s[^\W\d_]+)?\s*(?:,|và|với)\s*")
# Goals and tasks of a plan are told apart by their state, which no unit word says.
_OF_A_PLAN = re.compile(r"dt_")
_CONFIDENCE = 0.65
_SENTENCES_SAME, _LENGTH_OF_LINK = 4, 2


class _Count(NamedTuple):
    words: list[str]
    claim: Claim
    sentence_index: int


class Counted:
    """What one document counted last, and by which words."""

    def __init__(self, text: str, terms: TermIndex) -> None:
        self._text, self._terms = text, terms
        self._last: _Count | None = None
        self._by_word: dict[str, _Count] = {}

    def note(self, number: Quantity, claim: Claim, sentence: Sentence) -> None:
        """Remember a count; of several by one word the first, which is the total that its parts follow."""
        words = self._words(number.text_end, sentence.end)
        self._last = _Count(words, claim, sentence.index)
        if not words:
            return
        known = self._by_word.get(words[0], self._last)
        is_old = known.sentence_index < sentence.index - _SENTENCES_SAME
        self._by_word[words[0]] = self._last if is_old else known._replace(sentence_index=sentence.index)

    def referred(self, scene: Scene, sentence: Sentence, *, names_place: bool) -> list[Claim]:
        """The claim of the earlier count that a count without a subject refers to; none where it refers to nothing."""
        said = self._text[scene.around.left_limit : scene.number.text_start]
        last = self._last
        if last is not None and sentence.index - last.sentence_index <= 1 and _THIS_NUMBER.search(said):
            return [last.claim._replace(rule="referred", confidence=_CONFIDENCE)]
        words = self._words(scene.number.text_end, scene.around.right_limit)
        known = self._by_word.get(words[0]) if words else None
        if known is None or words != known.words[: len(words)] or not (names_place or _JOINED.fullmatch(said)):
            return []
        is_old = known.sentence_index < sentence.index - _SENTENCES_SAME
        if is_old or _OF_A_PLAN.match(known.claim.indicator_code) or self._names_another(scene):
            return []
        return [known.claim._replace(rule="referred", confidence=_CONFIDENCE)]

    def _names_another(self, scene: Scene) -> bool:
        """Whether the words before the count name a subject: `Dịch vụ Mobile Money có 27.400 tài khoản`."""
        start = scene.around.left_limit + _LENGTH_OF_LINK
        before = self._terms.between(scene.around.left_limit, scene.number.text_start)
        return any(hit.is_subject and hit.start >= start for hit in before)

    def _words(self, start: int, end: int) -> list[str]:
        """The first two words behind a count, up to a mark, in lower case."""
        words: list[str] = []
        for match in _WORD.finditer(self._text, start, end):
            if self._text[start : match.start()].strip() or len(words) == 2:
                break
            words.append(match.group().lower())
            start = match.end()
        return words

"""Folding of Vietnamese text, one character to one character, so that places in the folded text are places in the text.

Lives here: lower case without diacritics (for matching that tolerates tone placement, OCR damage and missing accents)
and lower case with tones put in one place (for deciding whether a match was exact). Never here: what any word means.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata

import numpy as np

_DASHES = "‐‑‒–—−"
_QUOTES = "“”„‟″"
_APOSTROPHES = "‘’ʼ´`′"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"

_LETTERS = {"ð": "đ", **dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-")}

# Old and new placement of the tone mark on open syllables: hoà/hòa, uỷ/ủy, khoẻ/khỏe.
_TONE_PAIRS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# Only at the end of a syllable, and never after q: "quý" keeps its tone on y.
_OLD_PLACEMENT = re.compile(r"[uo](?:(?<=u)[ỳýỷỹỵ]|(?<=o)[àáảãạèéẻẽẹ])(?<!q..)(?![^\W\d_])")


def _base(character: str) -> str:
    if character in "đĐðÐ":  # the Icelandic eth stands for it in texts typed with other keyboards
        return "d"
    if character in _DASHES:
        return "-"
    if character in _QUOTES:
        return '"'
    if character in _APOSTROPHES:
        return "'"
    if character in _SPACES:
        return " "
    lowered = unicodedata.normalize("NFD", character)[0].lower()
    return lowered if len(lowered) == 1 else character


_FOLDED_CODES = (
    *range(0x41, 0x5B), *range(0xA0, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), 0x2212, 0x3000, 9, 0x60,
    0xB4, 0x2BC,
)  # fmt: skip


def _table() -> list[str]:
    """By code point: what letters, dashes, quotes and spaces of Vietnamese pages become; all above stays as it is."""
    table = [chr(code) for code in range(max(_FOLDED_CODES) + 1)]
    for code in _FOLDED_CODES:
        table[code] = _base(chr(code))
    return table


_TABLE = _table()
_CODES = np.arange(0x10000, dtype="<u2")
_CODES[: len(_TABLE)] = [ord(character) for character in _TABLE]
_SHORT = 200  # below, the table by code point is faster than the one of all codes


def lower(text: str) -> str:
    """Lower case; the result has the length of `text`."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters of other languages grow in lower case
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered


def fold(text: str) -> str:
    """Lower case, no diacritics, plain dashes and spaces; the result has the length of `text` (which must be NFC)."""
    if len(text) < _SHORT:
        return text.translate(_TABLE)
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    folded: str = _CODES[codes].tobytes().decode("utf-16-le", "surrogatepass")
    return folded


def canonical(text: str) -> str:
    """Lower case with accents kept and tone marks in their new place; the result has the length of `text`."""
    lowered = lower(text)
    for written, plain in _LETTERS.items():
        lowered = lowered.replace(written, plain)
    return _OLD_PLACEMENT.sub(lambda match: _TONE_PAIRS[match.group()], lowered)


@dataclasses.dataclass(frozen=True, slots=True)
class Spelling:
    """A text as written and in the forms in which it is matched; a place in one is the same place in all."""

    text: str
    accented: str
    """See `canonical`."""
    folded: str
    """See `fold`."""


def spelling(text: str) -> Spelling:
    """All forms of a text, each made once."""
    return Spelling(text, canonical(text), fold(text))

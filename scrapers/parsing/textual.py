"""Text as the parsers write it: NFC, plain spaces, no invisible characters; and its folded form for comparisons.

Knows nothing of HTML or documents.
"""

from __future__ import annotations

import re
import unicodedata

_CONTROL = {code: None for code in (*range(9), 11, 12, *range(14, 32), 127)}
_INVISIBLE: dict[int, int | None] = {
    0xAD: None,  # soft hyphen
    0x200B: None,
    0x200C: None,
    0x200D: None,
    0x2060: None,
    0xFEFF: None,
    0x200E: None,
    0x200F: None,
    0xA0: 32,
    0x2007: 32,
    0x202F: 32,
    0x2028: 10,
    0x2029: 10,
    0x85: 10,
}
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")


def strip_controls(text: str) -> str:
    """Without NUL and other control characters that are no white space."""
    return text.translate(_CONTROL)


def clean_line(text: str) -> str:
    """One line: NFC, invisible characters dropped, every run of white space one space, trimmed."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_INVISIBLE))).strip()


def clean_lines(text: str) -> list[str]:
    """The lines of a plain text, each cleaned; empty ones stay as empty strings."""
    text = unicodedata.normalize("NFC", text.translate(_CONTROL).translate(_INVISIBLE))
    return [_SPACES.sub(" ", line).strip() for line in text.split("\n")]


def fold(text: str) -> str:
    """Case folded, NFC, white space and punctuation squeezed to single spaces: equal for reprints of a text."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip()


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return text.rstrip("\"”'’)] ").endswith((".", "!", "?", "…", ":", ";", ","))

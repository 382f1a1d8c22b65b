"""Text as the parsers write it: NFC, plain spaces, no invisible characters; and what compares two of them.

Knows nothing of HTML or documents.
"""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What no text needs and others can be harmed by: orders to a terminal (C0 and C1, from character references), marks
# that turn the order of letters around, halves of characters, which no file can hold.
_HARMFUL = (*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0), *range(0x202A, 0x202F),
            *range(0x2066, 0x206A), *range(0xD800, 0xE000))  # fmt: skip
_INVISIBLE: dict[int, int | None] = {
    **dict.fromkeys(_HARMFUL),
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
_HAS_INVISIBLE = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_LONGEST = 500
_MOST_DIGITS = 15
_ETH = re.compile(r"\b[\u00d0\u00f0](?=[^\W\d_])")
_NOT_WORD = re.compile(r"[\W_]+")


def strip_controls(text: str) -> str:
    """Without NUL and other control characters that are no white space."""
    return _CONTROL.sub("", text)


def clean_line(text: str) -> str:
    """One line: NFC, invisible characters dropped, every run of white space one space, trimmed."""
    if not text.isprintable() and _HAS_INVISIBLE.search(text):
        text = text.translate(_INVISIBLE)
    return _single_spaced(_with_own_letters(unicodedata.normalize("NFC", text)))


def _with_own_letters(text: str) -> str:
    """The text, with `Đ` where some keyboards write an Icelandic letter that looks the same: `Phong Ðiền`."""
    if "\u00d0" not in text and "\u00f0" not in text:
        return text
    return _ETH.sub(lambda written: "Đ" if written.group() == "\u00d0" else "đ", text)


def _single_spaced(text: str) -> str:
    """Every run of white space one space, trimmed: four times as fast as a pattern."""
    return " ".join(text.split())


def told(text: str) -> str:
    """What others wrote, fit to be quoted in a message: one line, nothing harmful, not endless."""
    line = clean_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} […]"


def whole_number(text: str | None) -> int | None:
    """A size or place as markup, headers and queries write it; None where it is none, or longer than any of them is.

    `isdigit` alone holds of `²`, and Python reads no number of more than 4,300 digits: both are an error for `int`.
    """
    written = (text or "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS else None


def clean_lines(text: str) -> list[str]:
    """The lines of a plain text, each cleaned; empty ones stay as empty strings."""
    text = _with_own_letters(unicodedata.normalize("NFC", strip_controls(text).translate(_INVISIBLE)))
    return [_single_spaced(line) for line in text.split("\n")]


def comparable(text: str) -> str:
    """Case folded, NFC, white space and punctuation squeezed to single spaces: equal for reprints of a text."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip()


def is_reprint(text: str, compared: str) -> bool:
    """Whether a text is what gave `compared` (see `comparable`); an empty one is no reprint of anything.

    Lengths are asked first, because most lines of a page are entries of menus or paragraphs: signs that are dropped and
    letters that become several when they are compared do not make a text three times as long or as short.
    """
    size, most = len(text), len(compared)
    return 0 < size <= 3 * most and most <= 3 * size and comparable(text) == compared


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return text.rstrip("\"”'’)] ").endswith((".", "!", "?", "…", ":", ";", ","))

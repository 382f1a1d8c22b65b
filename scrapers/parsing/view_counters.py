"""Counters of readers in a line of text: the line without them, and whether it is anything else.

Not here: counters on a page as a whole (`scrapers.fetching.counters`), the words (`scrapers.counter_words`).
"""

from __future__ import annotations

import re

from scrapers.counter_words import BEFORE, BEHIND, VIEWS, VISITORS_NOW, VISITS

_WORDS = rf"{BEFORE}(?:{VIEWS}|{VISITS}|{VISITORS_NOW}){BEHIND}"
_COUNTER = re.compile(
    rf"(?:\|\s*)?(?:{_WORDS}|xem)\s*:?\s*[\d.,]+|(?<![\d.,/:-])[\d.,]+\s+(?:{VIEWS}|{VISITS})\b(?!\s*:\s*\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"\s*(?:{_WORDS})\s*:?\s*", re.IGNORECASE)
_VISITORS = re.compile(rf"\s*[\d.,]+\s+{BEFORE}(?:{VISITORS_NOW}){BEHIND}\W*", re.IGNORECASE)
_OPENING = re.compile(rf"{BEFORE}(?:{VIEWS}){BEHIND}\s*:\s*\d", re.IGNORECASE)
_IN_EACH = ("lượt", "xem", "đọc", "view", "hit", "đang", "online", "viếng", "kiếm")
"""One of these stands in every counter; to look for them is much faster than to try the patterns."""
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def strip_counters(text: str) -> str:
    """The text without view counters, so that 471 views are no figure and no time."""
    return _COUNTER.sub(" ", text) if _may_count(text) else text


def is_counter(text: str) -> bool:
    """Whether a line is a counter, the label of one, or opens with how often it was read.

    A sentence about the visits of a portal is none: what it states is a figure.
    """
    if not _may_count(text):
        return False
    if _LABEL.fullmatch(text) or _OPENING.match(text) or _VISITORS.fullmatch(text):
        return True
    return not _LETTER_OR_DIGIT.search(strip_counters(text))


def _may_count(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _IN_EACH)

"""Brackets around places of a text.

Lives here: only that. Never here: what is said in them.
"""

from __future__ import annotations


def opened_around(text: str, place: int, start: int) -> int:
    """Where the bracket opens in which a place stands, looked for from `start` on; -1 where it stands in none."""
    opened = text.rfind("(", start, place)
    return opened if opened >= 0 and ")" not in text[opened:place] else -1

"""Brackets around places of a text.

Lives here: only that, and how a bracket opens that gives the value of another year. Never here: what else is said in them.
"""

from __future__ import annotations

import re

_ASIDE = re.compile(r"\([^()]*\)")
# `cáp quang phủ tới 72% hộ gia đình (cuối năm 2022 là 48%)`
VALUE_OF_YEAR = re.compile(
    r"(?i)\(\s*(?:cuối |hết |đầu |đến )?năm (20\d\d)\s+(?:là|đạt|mới|chỉ|ở mức)\s+(?:mới\s+|chỉ\s+|đạt\s+)*"
)


def without_asides(text: str) -> str:
    """A text of the same length with its closed brackets blanked: `thủ tục hành chính (TTHC) đạt`."""
    return _ASIDE.sub(lambda match: " " * len(match.group()), text) if ")" in text else text


def opened_around(text: str, place: int, start: int) -> int:
    """Where the bracket opens in which a place stands, looked for from `start` on; -1 where it stands in none."""
    opened = text.rfind("(", start, place)
    return opened if opened >= 0 and ")" not in text[opened:place] else -1


def is_closed_before(text: str, inner: tuple[int, int], start: int, stop: int) -> bool:
    """Whether a span stands in brackets, opened from `start` on, that are closed before `stop`: `97% (cả nước 99%), 95% hộ …`."""
    return opened_around(text, inner[0], start) >= 0 and ")" in text[inner[1] : stop]

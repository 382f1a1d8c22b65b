"""Communes that a list calls by their names alone: `Còn 05 xã dưới 60%: Dân Hóa (58,3%), Tà Rụt (55,1%)`.

Lives here: which names are such communes. Never here: communes that are called so (see `place_patterns`), which place a number is
about (see `attribution`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scrapers.letters import CAPITALS

_OPENS = re.compile(
    rf"(?P<kind>\bxã|\bphường)\b(?!,|\s*/|\s+hội)[^.;:()\n]{{0,60}}?(?::|\bnhư:?|\bgồm:?|\blà:?)\s+(?=[{CAPITALS}])"
)
_SOME, _SOME_REACH = (
    re.compile(r"(?i)(?:\b\d{1,3}|\bmột số|\bcác|\bnhững|\bnhiều|\bvài|\bhai|\bba|\bbốn|\bnăm)\s+$"),
    12,
)
_MEMBER = re.compile(
    rf"(?P<name>[{CAPITALS}][\w’'-]*(?: [{CAPITALS}][\w’'-]*){{0,3}})\s*\(?\s*(?:đạt\s+|là\s+)?\d[\d.,]*\s?(?:%|điểm)\s*\)?"
)
_NEXT = re.compile(r",\s+(?:và\s+)?|;\s+|\s+và\s+")
_MOST = 60


class ListedCommune(NamedTuple):
    """Where a name stands, and the commune that it means: `xã Dân Hóa`."""

    start: int
    end: int
    name: str


def listed_communes(text: str) -> Iterator[ListedCommune]:
    """The communes that lists call by their names, each with a share or points behind it."""
    for opened in _OPENS.finditer(text):
        if _SOME.search(text, max(0, opened.start() - _SOME_REACH), opened.start()) is None:
            continue
        place = opened.end()
        for _ in range(_MOST):
            member = _MEMBER.match(text, place)
            if member is None:
                break
            yield ListedCommune(*member.span("name"), f"{opened['kind']} {member['name']}")
            further = _NEXT.match(text, member.end())
            if further is None:
                break
            place = further.end()

"""What is said of places behind a list of them with a number each in brackets.

`Can Lộc (92,1%), Thạch Hà (90,7%) và Hồng Lĩnh (90,4%) là ba đơn vị có tỷ lệ hồ sơ trực tuyến cao nhất`. Lives here: where
those words stand. Never here: which indicator they name (see `terms.matching`), which place each number is of (see `places`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.terms.matching import Phrase
from scrapers.letters import CAPITALS

_PLACE_BEFORE = re.compile(rf"(?:[{CAPITALS}][\w’'-]*\s+)+\(\s*$")
_FURTHER = r"(?:\s*(?:,|,?\s+và)\s+(?!là\s)[^(),;.:\d]{2,40}\(\s*\d[\d.,]*\s?(?:%|điểm)?\s*\)){0,12}"
_THOSE_ARE = re.compile(
    rf"(?i)\s*(?:%|điểm)?\s*\){_FURTHER},?\s+(?:đều\s+)?(?:là|thuộc|nằm trong)\s+[^(),;.:\d]{{0,60}}?\s(?:có|đạt)\s+"
)
_END = re.compile(r"[,;.(]|\bcao nhất\b|\bthấp nhất\b")


def said_of_them(scene: Scene) -> Phrase | None:
    """The words behind a list of places, one of which has the number in brackets; None where it is no member of such a list."""
    text, number, around = scene.text, scene.number, scene.around
    if not text.startswith(")", number.text_end) or not text[around.left_limit : number.text_start].endswith("("):
        return None
    told = _THOSE_ARE.match(text, number.text_end, around.item_end)
    if told is None or _PLACE_BEFORE.search(text, around.left_limit, number.text_start) is None:
        return None
    closed = _END.search(text, told.end(), around.item_end)
    stop = closed.start() if closed is not None else around.item_end
    nouns = scene.terms.nouns_between(told.end(), stop)
    if not nouns:
        return None
    hits = scene.terms.between(told.end(), stop)
    return Phrase("noun_after", nouns, hits, [], told.end(), (told.end(), stop), 0.0, is_before=False)

"""What is said of places behind a list of them with a number each, in brackets or not.

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
# `Sở Xây dựng 99,2%, Sở Nội vụ 98,7%, Sở Tài chính 97,5% hồ sơ trực tuyến`: what the last counts is that of each
_PLACE_RIGHT_BEFORE = re.compile(
    rf"(?:[Ss]ở|[Pp]hường|[Xx]ã|[Hh]uyện|[Tt]hị xã|TP\.?|[Tt]hành phố)\s[{CAPITALS}][^,;:.()\d]{{1,50}}\s$"
)
_SAID_OF_THE_LAST = re.compile(
    rf"\s?%?(?:(?:,|,?\s+và)\s+(?:[Ss]ở|[Pp]hường|[Xx]ã|[Hh]uyện|[Tt]hị xã|TP\.?|[Tt]hành phố)?\s?[{CAPITALS}][^,;:.()\d]{{1,50}}\s\d[\d.,]*\s?%){{1,12}}\s+(?=[^\W\dA-Z_])"
)
_END = re.compile(r"[,;.(]|\bcao nhất\b|\bthấp nhất\b")


def said_of_them(scene: Scene) -> Phrase | None:
    """The words behind a list of places, one of which has the number in brackets; None where it is no member of such a list."""
    text, number, around = scene.text, scene.number, scene.around
    told: re.Match[str] | None = None
    if text.startswith(")", number.text_end) and text.endswith("(", around.left_limit, number.text_start):
        is_of_place = _PLACE_BEFORE.search(text, around.left_limit, number.text_start) is not None
        told = _THOSE_ARE.match(text, number.text_end, around.item_end) if is_of_place else None
    elif number.unit_class == "percent" and text.startswith((",", " và"), number.text_end):
        is_of_place = _PLACE_RIGHT_BEFORE.search(text, around.left_limit, number.text_start) is not None
        told = _SAID_OF_THE_LAST.match(text, number.end, around.item_end) if is_of_place else None
    if told is None:
        return None
    closed = _END.search(text, told.end(), around.item_end)
    stop = closed.start() if closed is not None else around.item_end
    nouns = scene.terms.nouns_between(told.end(), stop)
    if not nouns:
        return None
    hits = scene.terms.between(told.end(), stop)
    return Phrase("noun_after", nouns, hits, [], told.end(), (told.end(), stop), 0.0, is_before=False)

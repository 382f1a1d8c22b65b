"""Doubts about a figure that do not reject it: flags, and the confidence that they leave.

Lives here: shares over 100, words met only without their accents, a share that its own parts contradict. Never here: what makes a
number no figure at all (see `unclaimable.reasons`).
"""

from __future__ import annotations

import re

from schemas.records import Kind
from scrapers.extraction.attachment.claims import Claim
from scrapers.extraction.attachment.recognised import Recognised
from scrapers.extraction.numbers.quantities import MENDED_SEPARATOR, Quantity
from scrapers.extraction.numbers.ratios import PART_OVER_WHOLE, ROUNDING, ROUNDING_OF_A_BOUND, ratio_before, share_of

_OPENS_RATIO = re.compile(r"\s*\(\s*(?:(?:tương ứng|tương đương|đạt|là|bằng)\s+){0,2}")
_TRUST_IN_MENDED = 0.8


def trust_in(number: Quantity) -> float:
    """The part of a confidence that the writing of a number leaves."""
    return _TRUST_IN_MENDED if MENDED_SEPARATOR in number.flags else 1.0


def doubts(text: str, one: Recognised, claim: Claim, unit: str, value: float, kind: Kind) -> tuple[list[str], float]:
    """Flags that do not reject the row, and the confidence that they leave."""
    flags, confidence = list(one.number.flags), claim.confidence * trust_in(one.number)
    if not claim.is_exact:
        flags.append("folded_term")
    if unit == "percent" and value > 100 and kind != "change":
        flags.append("share_over_100")
        confidence *= 0.6
    if unit == "percent" and one.number.unit_class == "percent":
        ratio = _ratio_beside(text, one)
        rounding = ROUNDING if one.number.bound == "exact" else ROUNDING_OF_A_BOUND
        if ratio is not None and abs(ratio - value) > rounding:
            flags.append("ratio_disagrees")
            confidence *= 0.9
    return flags, round(confidence, 2)


def _ratio_beside(text: str, one: Recognised) -> float | None:
    """The share that a part over a whole gives beside the number: `186/267 … đạt tỷ lệ 70%`, `52,3% (141/302 thủ tục)`."""
    behind = _OPENS_RATIO.match(text, one.number.text_end)
    pair = PART_OVER_WHOLE.match(text, behind.end()) if behind is not None else None
    return share_of(pair) if pair is not None else ratio_before(text, one.item[0], one.number.start)

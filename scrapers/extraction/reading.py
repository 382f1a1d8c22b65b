"""What came of reading one document: observations, what no indicator claims, and every number with its fate.

Lives here: the result types and their identifiers. Never here: how anything is decided.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from schemas.records import DocumentReading, Observation, UnmappedQuantity

Fate = Literal["observation", "unmapped", "excluded"]
Reason = str
"""Why a number has no observation: a code of the seed `unmapped_reasons`, or empty. Who returns one says so by this name."""


class NumberFate(NamedTuple):
    """One number of the text: its place, what became of it and why, and its observations.

    There are several observations where the words give the number to several indicators.
    """

    start: int
    end: int
    text: str
    fate: Fate
    reason: Reason
    observations: tuple[Observation, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """The reading of one document. Every number of its text stands in `numbers` once."""

    document_id: str
    observations: tuple[Observation, ...]
    unmapped: tuple[UnmappedQuantity, ...]
    numbers: tuple[NumberFate, ...]
    summary: DocumentReading


def with_rows(
    fates: Iterable[NumberFate], changed: Callable[[Observation, NumberFate], Observation]
) -> list[NumberFate]:
    """The fates in their order with their observations as `changed` gives them, which is asked for one after the other."""
    return [
        fate._replace(observations=tuple(changed(row, fate) for row in fate.observations))
        if fate.observations
        else fate
        for fate in fates
    ]


def stable_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on nothing but the parts."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:16]


def summarise(document_id: str, source_id: str, numbers: list[NumberFate], version: str) -> DocumentReading:
    """Counters of a reading; the three fates add up to the numbers seen."""
    fates = Counter(number.fate for number in numbers)
    reasons = Counter(number.reason for number in numbers if number.fate == "excluded")
    return DocumentReading(
        document_id=document_id,
        source_id=source_id,
        numbers_seen=len(numbers),
        numbers_observed=fates["observation"],
        numbers_unmapped=fates["unmapped"],
        numbers_excluded=fates["excluded"],
        excluded_by_reason=json.dumps(dict(sorted(reasons.items())), ensure_ascii=False),
        extractor_version=version,
    )

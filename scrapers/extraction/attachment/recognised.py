"""A number of the prose with what claims it, as the recognition hands it on to the making of rows.

Lives here: only that record. Never here: how it is found (see `recognition`).
"""

from __future__ import annotations

from typing import NamedTuple

from scrapers.extraction.attachment.claims import Claim
from scrapers.extraction.attachment.series import SeriesPosition
from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.reading import Reason
from scrapers.extraction.text.phrases import Surroundings
from scrapers.extraction.text.sentences import Sentence


class Recognised(NamedTuple):
    """A number in its sentence with its surroundings and the claims on it; `reason` says why there is none."""

    number: Quantity
    sentence: Sentence
    item: tuple[int, int]
    around: Surroundings
    claims: tuple[Claim, ...]
    reason: Reason
    series: SeriesPosition | None = None

"""What is known of a document before its numbers are asked.

Lives here: only the record. Never here: a decision.
"""

from __future__ import annotations

import dataclasses

from schemas.records import Document
from scrapers.extraction.kinds.handed_kinds import Flow
from scrapers.extraction.periods.timeline import Timeline
from scrapers.extraction.places.attribution import PlaceFinder
from scrapers.extraction.terms.term_index import TermIndex
from scrapers.extraction.text.outline import Outline


@dataclasses.dataclass(frozen=True)
class Setting:
    """A document with its terms, places, times, headings, and what its sentences hand on."""

    document: Document
    terms: TermIndex
    finder: PlaceFinder
    timeline: Timeline
    outline: Outline
    flow: Flow

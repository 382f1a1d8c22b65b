"""What a visit writes down: plans before anything is asked, outcomes when it was, and addresses that are left.

Lives here: which rows there are, each said once, and their counters. Not here: deciding what is asked (`plan`), what a
row means for the next visit (`schemas.frontier`).
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas.frontier import PLANNED
from schemas.records import FetchOutcome, Purpose
from scrapers.fetching.entries import ListingEntry
from scrapers.fetching.exchange import Exchange
from scrapers.fetching.plan import Skip, is_remembered
from scrapers.fetching.summary import Tally


class Ledger:
    """The rows of one visit."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._left: set[str] = set()
        self.tally = Tally()

    def record(self, *outcomes: FetchOutcome) -> None:
        """Write down outcomes, and count them."""
        self._exchange.record(*outcomes)
        self.tally.add(outcomes)

    def record_listing(self, outcome: FetchOutcome) -> None:
        """The same for a listing or a fixed page, of which at least one has to answer."""
        self.record(outcome)
        self.tally.listing(outcome)

    def plan(self, entries: Iterable[ListingEntry], purpose: Purpose) -> None:
        """Write down what is going to be asked, so that a visit that is killed forgets nothing of it.

        It is no outcome and is not counted: what comes of the address stands in its place. What an earlier visit left
        for a later one is on disk already.
        """
        fates = self._exchange.frontier.fates(purpose)
        detail = "the visit ended before it was asked; a later run asks it"
        self._exchange.record(
            *(
                self._exchange.skipped(entry.url, purpose, PLANNED, detail, entry)
                for entry in entries
                if (fate := fates.get(entry.url)) is None or not fate.is_pending
            )
        )

    def skip(self, skips: Iterable[Skip], purpose: Purpose) -> None:
        """Write down addresses that are not asked, each with its rule."""
        self.record(
            *(self._exchange.skipped(skip.url, purpose, skip.reason, skip.detail, skip.entry) for skip in skips)
        )

    def leave(self, skips: Iterable[Skip], purpose: Purpose) -> None:
        """The same, but each address once in a visit, and not at all where the frontier holds it already."""
        fates = self._exchange.frontier.fates(purpose)
        new = {skip.url: skip for skip in skips if skip.url not in self._left}
        told = [skip for skip in new.values() if not is_remembered(fates.get(skip.url), skip.reason)]
        self._left.update(new)
        self.tally.remembered += len(new) - len(told)
        self.skip(told, purpose)

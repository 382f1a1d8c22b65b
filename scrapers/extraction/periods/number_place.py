"""Where a number stands in its text, as its period is asked for.

Lives here: only that. Never here: what is found around it (see `timeline`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from scrapers.extraction.attachment.series import SeriesPosition

PartOfPlan = Literal["none", "all", "done"]
"""What a number counts of a plan: nothing, how much it sets itself or costs, how much of it is done."""


class NumberPlace(NamedTuple):
    """Where a number stands, as places in the text: its item, itself, and the end of its phrase.

    `is_standing`: a rank or score, whose edition year is a time of its own; `of_running_index`: one that is reckoned every day.
    """

    item: tuple[int, int]
    start: int
    end: int
    phrase_end: int
    is_standing: bool
    series: SeriesPosition | None = None
    of_plan: PartOfPlan = "none"
    of_running_index: bool = False

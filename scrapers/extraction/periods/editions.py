"""Ranks and scores of an index that a text has told the edition of, and that stand behind those of another index.

`PCI năm 2023 xếp thứ 9. Năm 2022, DTI xếp thứ 17. … Vị trí thứ 9 của PCI rất dễ mất`: the last is of 2023, not of the time
told last. Lives here: only that. Never here: the period of any other number (see `timeline`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemas.records import Observation
from scrapers.extraction.reading import NumberFate, with_rows
from scrapers.extraction.shared_fields import at_time_of
from scrapers.reference import Reference

_FROM = r"\btừ\s+(?:(?:vị trí|thứ hạng|hạng|thứ)\s+)*"


def with_editions_of_their_index(fates: Iterable[NumberFate], reference: Reference) -> list[NumberFate]:
    """The fates in their order, those of an index that take their time from another index at the edition told of their own.

    Only where that time is told of the other alone, and of the own index one edition is told before.
    """
    fates = list(fates)
    stated = {(_index(row), row.period) for fate in fates for row in fate.observations if _is_stated(row)}
    told: dict[str, dict[str | None, Observation]] = {}  # by index, by edition
    since: set[str | None] = set()  # the times stated so far

    def dated(row: Observation, _: NumberFate) -> Observation:
        editions = told.setdefault(_index(row), {})
        is_doubtful = (
            _is_of_context(row)
            and not _is_left_behind(row)
            and row.period in since
            and (_index(row), row.period) not in stated
        )
        if is_doubtful and len(editions) == 1 and str(row.period) not in row.quote:
            return at_time_of(row, next(iter(editions.values())), reference)
        if row.kind == "actual" and (_is_stated(row) or _is_of_context(row)):
            editions.setdefault(row.period, row)
        if _is_stated(row):
            since.add(row.period)
        return row

    return with_rows(fates, dated)


def _is_left_behind(row: Observation) -> bool:
    """Whether a rank is what another rose or fell from, and so of the edition before: `từ vị trí thứ 13 xuống vị trí thứ 16`."""
    return re.search(rf"(?i){_FROM}{re.escape(row.value_text)}(?!\d)", row.quote) is not None


def _is_of_context(row: Observation) -> bool:
    """Whether a rank or score of a text takes its time from the text before it."""
    return _is_national(row) and row.period_basis == "context" and row.rule != "table_cell"


def _is_stated(row: Observation) -> bool:
    """Whether the words around a figure say of when it is."""
    return _is_national(row) and row.period_basis == "explicit" and row.kind == "actual"


def _is_national(row: Observation) -> bool:
    """Whether a figure is a rank or score among the provinces; a province's own index goes with the national one's editions."""
    return row.unit in ("rank", "score") and not row.indicator_code.startswith("local_")


def _index(row: Observation) -> str:
    """The index of which a rank or score is: of all its pillars and contents one."""
    return row.indicator_code.split("_")[0]

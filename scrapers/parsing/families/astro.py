"""The Astro portal of Tuyên Quang and its units.

The header prints today's date and the temperature, `DC.Date` was ten days before the printed date, and the body stands
a second time as escaped HTML in `astro-island[props]`.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_PRINT = Selectors(
    title=("h1.print-title", "h1"),
    date=(".print-content-wrapper span.font-medium.text-xs", "span.font-medium.text-xs"),
    lead=("#description",),
    body=("#content", ".print-content-wrapper"),
    exclude=(".print-hide", "footer"),
)

FAMILY = Family(
    name="astro",
    versions=(Version(_PRINT),),
    marks=("apictt.tuyenquang", "print-content-wrapper"),
    skip_meta=frozenset({"dc.date"}),
)

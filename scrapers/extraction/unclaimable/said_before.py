"""The form of the tables of words before a number by which no indicator may claim it.

Lives here: only that, for the modules that hold their wordings and the one that asks them (see `words_before`).
"""

from __future__ import annotations

import re

from scrapers.extraction.numbers.units import UnitClass

SaidBefore = tuple[tuple[str, tuple[UnitClass, ...], tuple[str, ...], re.Pattern[str]], ...]
"""Of each wording the reason, the units that a number must have (any, where none is named), the words in lower case of which
one must stand there, and what they must then match up to the number."""

"""What all forms of tables in plain texts have in common: the mark of an empty cell, the numbers of rows and columns.

Lives here: only that. Never here: how the rows of any form are found (see `columns` for their order).
"""

from __future__ import annotations

import re

NOTHING = "-"
"""What an empty cell holds."""
NUMBER_HEADS = r"tt|stt|số tt|số thứ tự"
"""What stands over the numbers of rows, in any case of letters."""
NUMBER_HEAD = re.compile(rf"(?i)(?:{NUMBER_HEADS})\.?")
"""Such a head alone."""
NUMBERS = r"\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,4}|[A-H]"
"""The numbers of rows: `3.1`, `IV`, `B`."""
COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)(?:\s*=.{1,20})?")
"""What may stand between the heads and the rows: `(3)`, `(7)=(6)/(4)`."""
BARE_COLUMN_NUMBER = re.compile(r"(?:[A-D]|\d{1,2})(?:\s?=\s?[\d()/*+:x%-]{1,16})?")
"""Such a number without brackets, or the letter of a column of words: `A`, `B`, `1`, `3=2/1`."""

"""What is wrong with a cell of a text file, by the definition of its column.

Pandera says the same of whole frames, but needs seconds for the reference data, which every run looks at before it
begins; tests/unit/schemas holds the two together. Never here: reading files (`scrapers.reference_checks`).
"""

from __future__ import annotations

import datetime as dt
import math
import re

from schemas.tables import ColumnSchema


def problem_of(cell: str, column: ColumnSchema) -> str | None:
    """What is wrong with a cell and what to do about it, to be read after the name of its column; None: nothing."""
    if not cell:
        return None if column.nullable else "is empty; give a value"
    if column.type in ("integer", "number"):
        return _problem_of_number(cell, column)
    if column.type == "date":
        try:
            dt.date.fromisoformat(cell)
        except ValueError:
            return f"{cell!r} is not a date; write it like 2025-07-01{_or_empty(column)}"
    if column.one_of is not None and cell not in column.one_of:
        return f"{cell!r} is none of {', '.join(column.one_of)}; write one of them"
    if column.pattern is not None and not re.match(column.pattern, cell):
        return f"{cell!r} does not have the form {column.pattern}; correct it ({column.description})"
    return None


def _problem_of_number(cell: str, column: ColumnSchema) -> str | None:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if column.type == "integer" and not value.is_integer():
        return f"{cell!r} is not a whole number; write it like 12{_or_empty(column)}"
    if not math.isfinite(value):
        return f"{cell!r} is not a number; write it like 0.5{_or_empty(column)}"
    if column.minimum is not None and value < column.minimum:
        return f"{cell!r} is less than {column.minimum:g}, the least that it can be; correct it"
    if column.maximum is not None and value > column.maximum:
        return f"{cell!r} is more than {column.maximum:g}, the most that it can be; correct it"
    return None


def _or_empty(column: ColumnSchema) -> str:
    return " or leave it empty" if column.nullable else ""

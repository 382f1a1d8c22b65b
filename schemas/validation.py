"""The split of a frame into valid rows and failures, by pandera's lazy validation.

Lives here: turning failure cases into named rules and readable reasons per row. Never here: dropping a row silently,
reference-dependent checks (`schemas.plausibility`), I/O.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pandera.errors

from schemas.tables import ColumnSchema, TableSchema

_KIND_OF_VALUE = {"integer": "a whole number", "number": "a finite number", "timestamp": "a time"}


class FrameShapeError(ValueError):
    """The frame as a whole is not of the table: a column is missing or unknown, or a check of all rows failed."""


@dataclasses.dataclass(frozen=True, slots=True)
class RowFailure:
    """Why one row was not accepted: its place in the frame (from 0), the column, the rule, a sentence, the value."""

    row: int
    column: str
    rule: str
    reason: str
    value: str


def split_valid(frame: pd.DataFrame, table: TableSchema) -> tuple[pd.DataFrame, list[RowFailure]]:
    """The rows that satisfy the table's model, and a failure for each broken rule of the others.

    The valid rows have the table's types and keep their index, which numbers the rows of `frame` from 0. Of several
    rows with one key the first may be valid. Every row of `frame` is either valid or named by at least one failure.

    Raises:
        FrameShapeError: a column is missing or unknown, or a check of the whole frame failed.
    """
    if list(frame.columns) != table.column_names:
        raise FrameShapeError(f"{table.name}: columns are {list(frame.columns)}, expected {table.column_names}")
    frame = frame.reset_index(drop=True)
    failures = [failure for column in table.columns for failure in _wrong_types(frame[column.name], column)]
    frame = _without(frame, failures)
    doubled = list(_doubled(frame, table))
    frame = _typed(_without(frame, doubled), table)
    failures += doubled
    if not frame.empty:
        broken = _broken(frame, table)
        frame = _without(frame, broken)
        failures += broken
    return frame, sorted(failures, key=lambda failure: (failure.row, table.column_names.index(failure.column)))


def _wrong_types(values: pd.Series[Any], column: ColumnSchema) -> Iterator[RowFailure]:
    """Values that are there but cannot be made the column's type; pandera would give up the whole column for them."""
    if column.type not in _KIND_OF_VALUE or values.empty:
        return
    there = values.notna()
    if column.type == "timestamp":
        usable = pd.to_datetime(values, utc=True, errors="coerce", format="ISO8601").notna()
    else:
        numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
        is_whole = (np.floor(numbers) == numbers) | (column.type == "number")
        usable = pd.Series(np.isfinite(numbers) & is_whole, index=values.index)
    wanted = _KIND_OF_VALUE[column.type]
    for row, value in values[there & ~usable].items():
        reason = f"{column.name} must be {wanted}; found {value!r}"
        yield RowFailure(int(str(row)), column.name, f"{column.name}:type", reason, str(value))


def _doubled(frame: pd.DataFrame, table: TableSchema) -> Iterator[RowFailure]:
    if not table.key or frame.empty:
        return
    keys = list(table.key)
    for row, key in frame.loc[frame.duplicated(keys, keep="first"), keys].iterrows():
        value = " / ".join(map(str, key))
        reason = f"another row has the {' and '.join(keys)} {value!r} and comes first"
        yield RowFailure(int(str(row)), keys[0], f"{keys[0]}:unique", reason, value)


def _typed(frame: pd.DataFrame, table: TableSchema) -> pd.DataFrame:
    typed = table.frame(frame.to_dict("records"))  # type: ignore[arg-type] # names of columns are text
    return typed.set_index(frame.index)


def _broken(frame: pd.DataFrame, table: TableSchema) -> list[RowFailure]:
    try:
        table.pandera_model.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        rules = {(c.name, check.error): check.name for c in table.columns for check in c.checks()}
        cases = error.failure_cases.to_dict("records")
        found = [_failure(table, {str(key): value for key, value in case.items()}, rules) for case in cases]
        return list({(failure.row, failure.rule): failure for failure in found}.values())
    return []


def _failure(
    table: TableSchema, case: dict[str, object], rules: dict[tuple[str, str | None], str | None]
) -> RowFailure:
    check, value, row = str(case["check"]), case["failure_case"], case["index"]
    if not isinstance(row, int):
        raise FrameShapeError(f"{table.name}: a check of the whole table failed: {check} ({value})")
    column = str(case["column"])
    if check == "not_nullable":
        return RowFailure(row, column, f"{column}:missing", f"{column} must not be empty", "")
    rule = rules.get((column, check)) or check
    return RowFailure(row, column, f"{column}:{rule}", f"{check}; found {value!r}", str(value))


def _without(frame: pd.DataFrame, failures: list[RowFailure]) -> pd.DataFrame:
    return frame.drop(index=sorted({failure.row for failure in failures}))

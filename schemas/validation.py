"""The split of a frame into valid rows and failures, by pandera's lazy validation.

Lives here: turning failure cases into readable rules and reasons per row. Never here: dropping a row silently, reference-dependent
checks (`schemas.plausibility`), I/O.
"""

from __future__ import annotations

import dataclasses

import pandas as pd
import pandera.errors

from schemas.tables import TableSchema


@dataclasses.dataclass(frozen=True, slots=True)
class RowFailure:
    """Why one row was not accepted: its index in the frame, the column, the rule and a sentence for a person."""

    row: int
    column: str
    rule: str
    reason: str


def split_valid(frame: pd.DataFrame, table: TableSchema) -> tuple[pd.DataFrame, list[RowFailure]]:
    """The rows that satisfy the table's model, and a failure for each broken rule of the others.

    Raises
        ValueError: the frame as a whole has another shape than the table (a missing or an unknown column).
    """
    if list(frame.columns) != table.column_names:
        raise ValueError(f"{table.name}: columns are {list(frame.columns)}, expected {table.column_names}")
    frame = frame.reset_index(drop=True)
    if frame.empty:
        return frame, []
    try:
        return table.pandera_model().validate(frame, lazy=True), []
    except pandera.errors.SchemaErrors as error:
        failures = [_failure(case) for _, case in error.failure_cases.iterrows()]
    failures = sorted({(f.row, f.column, f.rule): f for f in failures}.values(), key=lambda f: (f.row, f.column, f.rule))
    wrong = {failure.row for failure in failures}
    return frame[[index not in wrong for index in frame.index]], failures


def _failure(case: pd.Series[object]) -> RowFailure:
    index = case["index"]
    if index is None or pd.isna(index):
        raise ValueError(f"a check of the whole table failed: {case['check']} ({case['failure_case']})")
    column = str(case["column"])
    rule = f"{column}:{str(case['check']).split('(')[0]}"
    return RowFailure(int(index), column, rule, f"{case['check']}; found {case['failure_case']!r}")  # type: ignore[call-overload]

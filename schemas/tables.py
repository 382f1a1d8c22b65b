"""One definition per table, from which the pandera model and the Arrow schema are derived.

A `TableSchema` lists typed, described columns. `pandera_model` validates a pandas frame lazily, `arrow_schema()`
gives the exact Parquet types. Adding a column here is the only place where it has to be added for the lake.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Sequence
from typing import Literal

import pandas as pd
import pandera.pandas as pa
import pyarrow

ID = r"^[0-9a-f]{16}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE = r"^[a-z0-9_]+$"
"""What hashes that name a row, slugs and codes look like in every table: patterns of columns."""

ColumnType = Literal["string", "integer", "number", "boolean", "date", "timestamp"]

_ARROW: dict[str, pyarrow.DataType] = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
    "timestamp": pyarrow.timestamp("us", tz="UTC"),
}
_PANDAS: dict[str, str] = {
    "string": "object",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "object",
    "timestamp": "datetime64[us, UTC]",
}


@dataclasses.dataclass(frozen=True)
class ColumnSchema:
    """A column: type, whether it may be empty, what it means, and the checks a value must pass."""

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    one_of: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    unique: bool = False

    def checks(self) -> list[pa.Check]:
        """Pandera checks, each named so that a quarantined row says which rule it broke."""
        checks: list[pa.Check] = []
        if self.type == "string":
            checks.append(
                pa.Check(
                    lambda s: s.map(lambda v: isinstance(v, str)),
                    name="is_text",
                    error=f"{self.name} must be text",
                )
            )
        if self.type == "date":
            checks.append(
                pa.Check(
                    lambda s: s.map(lambda v: isinstance(v, dt.date)),
                    name="is_date",
                    error=f"{self.name} must be a date",
                )
            )
        if self.one_of is not None:
            checks.append(pa.Check.isin(self.one_of, error=f"{self.name} must be one of {', '.join(self.one_of)}"))
        if self.minimum is not None:
            checks.append(pa.Check.ge(self.minimum, error=f"{self.name} must be at least {self.minimum:g}"))
        if self.maximum is not None:
            checks.append(pa.Check.le(self.maximum, error=f"{self.name} must be at most {self.maximum:g}"))
        if self.pattern is not None:
            checks.append(pa.Check.str_matches(self.pattern, error=f"{self.name} must match {self.pattern}"))
        return checks


@dataclasses.dataclass(frozen=True)
class TableSchema:
    """A table: its grain, its key and its columns, in the order in which they are written."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[ColumnSchema, ...]
    frame_checks: tuple[pa.Check, ...] = ()

    @property
    def column_names(self) -> list[str]:
        """Names in writing order."""
        return [column.name for column in self.columns]

    @functools.cached_property
    def pandera_model(self) -> pa.DataFrameSchema:
        """The pandera schema: strict columns, coerced types, named checks; validate it with `lazy=True`."""
        return pa.DataFrameSchema(
            {
                column.name: pa.Column(
                    _PANDAS[column.type],
                    checks=column.checks(),
                    nullable=column.nullable,
                    unique=column.unique,
                    coerce=True,
                    description=column.description,
                )
                for column in self.columns
            },
            checks=list(self.frame_checks),
            unique=list(self.key) or None,
            strict=True,
            name=self.name,
            description=self.grain,
        )

    def arrow_schema(self) -> pyarrow.Schema:
        """Exact Parquet types; the description of a column travels as field metadata."""
        return pyarrow.schema(
            [
                pyarrow.field(c.name, _ARROW[c.type], nullable=c.nullable, metadata={"description": c.description})
                for c in self.columns
            ],
            metadata={"grain": self.grain},
        )

    def frame(self, rows: Sequence[dict[str, object]]) -> pd.DataFrame:
        """A frame with exactly these columns and types from plain rows (an empty list gives an empty, typed frame)."""
        frame = pd.DataFrame.from_records(list(rows), columns=self.column_names)
        return frame.astype({c.name: _PANDAS[c.type] for c in self.columns if c.type not in ("string", "date")})

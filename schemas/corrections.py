"""Corrections of observations by a reviewer: the entries of `corrections.yml` and the lake table made of them.

Lives here: what an entry may say and what it must. Never here: reading the file (`scrapers.corrections`), applying a
correction (dbt, `int_observations_corrected`).
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.lake import BOUNDS, PERIOD_PATTERN
from schemas.tables import CODE, ID, SLUG, ColumnSchema, TableSchema

ACTIONS = ("reject", "replace", "confirm")

Text = Annotated[str, Field(min_length=3)]
Slug = Annotated[str, Field(pattern=SLUG)]
Code = Annotated[str, Field(pattern=CODE)]
Period = Annotated[str, Field(pattern=PERIOD_PATTERN)]
Bound = Literal["exact", "at_least", "at_most", "about"]


class Strict(BaseModel):
    """No field that is not known, and no change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(Strict):
    """What the observation said when it was reviewed; the correction holds only as long as it says so."""

    indicator_code: Code
    unit_id: Slug
    value: float
    bound: Bound
    period: Period | None
    quote: Text


class Replacement(Strict):
    """What the observation ought to say; a field that is left out stays as it was read."""

    indicator_code: Code | None = None
    unit_id: Slug | None = None
    value: float | None = None
    bound: Bound | None = None
    period: Period | None = None
    out_of: Annotated[float, Field(ge=0)] | None = None


class Correction(Strict):
    """One reviewed decision about one observation."""

    id: Slug
    source_id: Slug
    observation_id: Annotated[str, Field(pattern=ID)]
    action: Literal["reject", "replace", "confirm"]
    reason: Text
    evidence: Text
    reviewed_by: Text
    reviewed_on: dt.date
    expect: Expected
    replace: Replacement | None = None

    @model_validator(mode="after")
    def _replace_goes_with_its_action(self) -> Correction:
        given = self.replace is not None and self.replace.model_dump(exclude_none=True)
        if self.action == "replace" and not given:
            raise ValueError("the action `replace` needs a block `replace` with at least one field")
        if self.action != "replace" and self.replace is not None:
            raise ValueError(f"the action `{self.action}` takes no block `replace`")
        return self


CORRECTIONS = TableSchema(
    name="corrections",
    grain="One row per reviewed correction of an observation (one file, no partitions).",
    key=("correction_id",),
    columns=(
        ColumnSchema("correction_id", "string", "Slug of the correction.", pattern=SLUG),
        ColumnSchema("source_id", "string", "Registry id of the source that states it.", pattern=SLUG),
        ColumnSchema("observation_id", "string", "The observation that it is about.", pattern=ID),
        ColumnSchema("action", "string", "reject, replace or confirm.", one_of=ACTIONS),
        ColumnSchema("reason", "string", "Why."),
        ColumnSchema("evidence", "string", "On what evidence."),
        ColumnSchema("reviewed_by", "string", "Who decided."),
        ColumnSchema("reviewed_on", "date", "When."),
        ColumnSchema("expected_indicator_code", "string", "Indicator that was read.", pattern=CODE),
        ColumnSchema("expected_unit_id", "string", "Unit that was read.", pattern=SLUG),
        ColumnSchema("expected_value", "number", "Value that was read."),
        ColumnSchema("expected_bound", "string", "Bound that was read.", one_of=BOUNDS),
        ColumnSchema("expected_period", "string", "Period that was read.", nullable=True, pattern=PERIOD_PATTERN),
        ColumnSchema("expected_quote", "string", "Sentence in which it stood."),
        ColumnSchema("new_indicator_code", "string", "Indicator in its place.", nullable=True, pattern=CODE),
        ColumnSchema("new_unit_id", "string", "Unit in its place.", nullable=True, pattern=SLUG),
        ColumnSchema("new_value", "number", "Value in its place.", nullable=True),
        ColumnSchema("new_bound", "string", "Bound in its place.", nullable=True, one_of=BOUNDS),
        ColumnSchema("new_period", "string", "Period in its place.", nullable=True, pattern=PERIOD_PATTERN),
        ColumnSchema("new_out_of", "number", "Denominator in its place.", nullable=True, minimum=0),
    ),
)

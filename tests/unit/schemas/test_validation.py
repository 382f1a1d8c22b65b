"""Every row of a frame is either valid or named with rule and reason; plausibility needs the reference data."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.lake import OBSERVATIONS
from schemas.plausibility import IndicatorLimits, implausible
from schemas.records import Document, Observation
from schemas.tables import ColumnSchema, TableSchema
from schemas.validation import FrameShapeError, split_valid

TEXT = "Đến nay, toàn tỉnh có trên 85% hộ gia đình dùng cáp quang."
OBSERVATION = Observation(
    observation_id="a" * 16,
    document_id="b" * 16,
    source_id="bao-quang-ngai",
    url="http://a.test/1",
    published_on=dt.date(2024, 3, 1),
    captured_at=dt.datetime(2024, 3, 2, tzinfo=dt.UTC),
    indicator_code="fiber_household_share",
    province_code="quang-ngai",
    unit_id="quang-ngai",
    area_level="province",
    area_name=None,
    kind="actual",
    value=85.0,
    unit="percent",
    out_of=None,
    bound="at_least",
    period="2024",
    period_start=dt.date(2024, 1, 1),
    period_end=dt.date(2024, 12, 31),
    period_basis="context",
    quote=TEXT,
    quote_start=0,
    quote_end=len(TEXT),
    value_text="trên 85%",
    value_start=TEXT.index("trên"),
    value_end=TEXT.index("%") + 1,
    confidence=0.9,
    rule="noun_after",
    flags="",
    extractor_version="1",
)


def observed(**fields: Any) -> dict[str, Any]:
    return {**dataclasses.asdict(OBSERVATION), **fields}


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    numbered = [{**row, "observation_id": row.get("own_id") or f"{n:016x}"} for n, row in enumerate(rows)]
    return pd.DataFrame.from_records(numbered, columns=OBSERVATIONS.column_names)


# ── the split ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_valid_rows_come_back_typed_and_without_failures() -> None:
    valid, failures = split_valid(frame(observed(), observed(published_on=None, out_of=None)), OBSERVATIONS)
    assert failures == []
    assert list(valid.index) == [0, 1]
    assert str(valid["quote_start"].dtype) == "Int64"
    assert str(valid["captured_at"].dtype) == "datetime64[us, UTC]"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"kind": "guess"}, "kind:isin"),
        ({"confidence": 1.2}, "confidence:less_than_or_equal_to"),
        ({"quote_start": -1}, "quote_start:greater_than_or_equal_to"),
        ({"period": "năm 2024"}, "period:str_matches"),
        ({"url": None}, "url:missing"),
        ({"url": 7}, "url:is_text"),
        ({"value": None}, "value:missing"),
        ({"value": "viele"}, "value:type"),
        ({"value": float("inf")}, "value:type"),
        ({"quote_start": 1.5}, "quote_start:type"),
        ({"captured_at": "gestern"}, "captured_at:type"),
        ({"published_on": "2024-03-01"}, "published_on:is_date"),
    ],
)
def test_a_broken_row_is_named_and_the_others_stay(fields: dict[str, Any], rule: str) -> None:
    valid, failures = split_valid(frame(observed(), observed(**fields), observed()), OBSERVATIONS)
    assert list(valid.index) == [0, 2]
    assert [(failure.row, failure.rule) for failure in failures] == [(1, rule)]
    column = rule.partition(":")[0]
    assert failures[0].column == column
    assert column in failures[0].reason


def test_all_broken_rules_of_a_row_are_named() -> None:
    valid, failures = split_valid(frame(observed(kind="guess", confidence=7)), OBSERVATIONS)
    assert valid.empty
    assert [failure.rule for failure in failures] == ["kind:isin", "confidence:less_than_or_equal_to"]
    assert "'guess'" in failures[0].reason
    assert failures[1].value == "7.0"


def test_the_first_of_two_rows_with_one_key_stays() -> None:
    same = {"own_id": "c" * 16}
    valid, failures = split_valid(frame(observed(**same), observed(value=1.0, **same), observed()), OBSERVATIONS)
    assert list(valid.index) == [0, 2]
    assert [(failure.row, failure.rule) for failure in failures] == [(1, "observation_id:unique")]


def test_a_valid_row_is_kept_where_the_first_of_its_key_is_of_the_wrong_type() -> None:
    same = {"own_id": "c" * 16}
    valid, failures = split_valid(frame(observed(value="viele", **same), observed(**same)), OBSERVATIONS)
    assert list(valid.index) == [1]
    assert [failure.row for failure in failures] == [0]


def test_no_rows_are_no_failure() -> None:
    valid, failures = split_valid(frame(), OBSERVATIONS)
    assert valid.empty
    assert failures == []


def test_a_frame_of_another_shape_is_refused_as_a_whole() -> None:
    with pytest.raises(FrameShapeError, match=r"observations: columns are .* expected"):
        split_valid(frame(observed()).drop(columns="quote"), OBSERVATIONS)


def test_a_check_of_the_whole_frame_that_fails_is_an_error_not_a_loss() -> None:
    enough = pa.Check(lambda table: len(table) > 1, name="enough_rows", error="too few rows")
    table = TableSchema("t", "One row.", ("a",), (ColumnSchema("a", "string", "A."),), frame_checks=(enough,))
    with pytest.raises(FrameShapeError, match="too few rows"):
        split_valid(pd.DataFrame({"a": ["x"]}), table)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["actual", "target", "guess", None, 3]),
            st.one_of(st.none(), st.floats(), st.integers(), st.text(max_size=3)),
            st.sampled_from(["a" * 16, "b" * 16, "bad", None]),
        ),
        max_size=8,
    )
)
def test_no_row_is_ever_lost(rows: list[tuple[Any, Any, Any]]) -> None:
    built = pd.DataFrame.from_records(
        [observed(kind=kind, value=value, observation_id=name) for kind, value, name in rows],
        columns=OBSERVATIONS.column_names,
    )
    valid, failures = split_valid(built, OBSERVATIONS)
    named = {failure.row for failure in failures}
    assert named | set(valid.index) == set(range(len(rows)))
    assert named.isdisjoint(valid.index)


# ── plausibility ──────────────────────────────────────────────────────────────────────────────────────────────────────

LIMITS = {
    "fiber_household_share": IndicatorLimits("percent", 100),
    "dti_rank": IndicatorLimits("rank", 63),
    "digital_teams": IndicatorLimits("count", None),
}
MERGED_ON = dt.date(2025, 7, 1)


def unit_on(province: str, day: dt.date) -> str | None:
    if province == "kon-tum":
        return None if day >= MERGED_ON else "kon-tum"
    return f"{province}-2025" if day >= MERGED_ON else province


def problem(**fields: Any) -> str | None:
    text = fields.pop("text", TEXT)
    document = Document(
        **{field.name: None for field in dataclasses.fields(Document) if field.name != "text"},  # type: ignore[arg-type]
        text=text,
    )
    found = implausible(dataclasses.replace(OBSERVATION, **fields), document, LIMITS, unit_on)
    assert found is None or len(found.reason) > 10
    return found.rule if found else None


RANK: dict[str, Any] = {"indicator_code": "dti_rank", "unit": "rank", "value": 5.0}
YEAR_2025: dict[str, Any] = {
    "period": "2025",
    "period_start": dt.date(2025, 1, 1),
    "period_end": dt.date(2025, 12, 31),
    "captured_at": dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
    "published_on": dt.date(2025, 12, 30),
}


def test_a_plausible_observation_passes() -> None:
    assert problem() is None
    assert problem(**RANK, out_of=63.0) is None
    assert problem(period=None, period_start=None, period_end=None) is None


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"indicator_code": "no_such_code"}, "unknown_indicator"),
        ({"unit": "count"}, "unit_mismatch"),
        ({"value": 1473.0, "value_text": "1.473%"}, "value_beyond_limit"),
        ({"value": -1.0}, "negative_value"),
        ({"flags": "ocr_term,ambiguous_separator"}, "ambiguous_number"),
        ({**RANK, "value": 5.5}, "rank_not_a_place"),
        ({**RANK, "value": 0.0}, "rank_not_a_place"),
        ({**RANK, "value": 35.0, "out_of": 34.0}, "rank_beyond_total"),
        ({**RANK, "value": 64.0}, "value_beyond_limit"),
        ({"period_start": dt.date(2025, 1, 1)}, "period_ends_before_start"),
        ({"unit_id": "quang-ngai-2025"}, "unit_not_valid_in_period"),
        ({**YEAR_2025, "unit_id": "quang-ngai"}, "unit_not_valid_in_period"),
        ({**YEAR_2025, "province_code": "kon-tum", "unit_id": "kon-tum"}, "unit_not_valid_in_period"),
        ({"quote_start": 1}, "quote_not_in_text"),
        ({"text": TEXT.replace("85", "58")}, "quote_not_in_text"),
        ({"value_start": 0, "value_end": len(TEXT) + 1}, "value_outside_quote"),
        ({"value_start": 5, "value_end": 5}, "value_outside_quote"),
    ],
)
def test_what_cannot_be_true_is_named(fields: dict[str, Any], rule: str) -> None:
    assert problem(**fields) == rule


def test_a_relative_change_is_in_percent_whatever_the_unit() -> None:
    risen: dict[str, Any] = {**RANK, "indicator_code": "dti_rank", "unit": "percent", "value": 27.0}
    assert problem(**risen, kind="change", flags="relative_change") is None
    assert problem(**risen, kind="change") == "unit_mismatch"
    assert problem(**risen, kind="actual", flags="relative_change") == "unit_mismatch"


def test_changes_may_be_negative_and_have_no_rank() -> None:
    assert problem(**{**RANK, "value": -34.5}, kind="change") is None


def test_a_year_that_brings_a_merger_belongs_to_the_unit_of_its_end_or_of_the_day_it_was_said() -> None:
    assert problem(**YEAR_2025, unit_id="quang-ngai-2025") is None
    early = {**YEAR_2025, "published_on": dt.date(2025, 3, 1), "province_code": "kon-tum", "unit_id": "kon-tum"}
    assert problem(**early) is None


def test_a_text_may_tell_what_the_unit_of_its_own_day_would_have_had_before() -> None:
    told_since = {"published_on": dt.date(2025, 7, 28), "unit_id": "quang-ngai-2025"}
    assert problem(**told_since) is None
    assert problem(**{**told_since, "published_on": dt.date(2025, 6, 28)}) == "unit_not_valid_in_period"


def test_a_page_of_the_morning_of_the_merger_is_of_the_new_unit() -> None:
    morning = {
        "period": "2025-07-01",
        "period_start": MERGED_ON,
        "period_end": MERGED_ON,
        "published_on": None,
        "captured_at": dt.datetime(2025, 6, 30, 23, 0, tzinfo=dt.UTC),
    }
    assert problem(**morning, unit_id="quang-ngai-2025") is None
    assert problem(**morning, unit_id="quang-ngai") == "unit_not_valid_in_period"


def test_an_undated_page_about_a_year_may_be_of_a_unit_that_ended_in_it() -> None:
    undated = {**YEAR_2025, "published_on": None}
    assert problem(**undated, province_code="kon-tum", unit_id="kon-tum") is None
    assert problem(**undated, unit_id="quang-ngai-2025") is None


def test_targets_may_lie_beyond_the_end_of_a_unit() -> None:
    assert problem(**YEAR_2025, kind="target", unit_id="quang-ngai") is None

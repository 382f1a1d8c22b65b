"""Differences in tables: the amount between the two last results, with its direction; nothing where values differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.records import Kind
from scrapers.extraction.tables.axes import Axis
from scrapers.extraction.tables.differences import Difference, difference


def _header(period: str | None, kind: Kind | None = None) -> Axis:
    return Axis(f"Năm {period}", None, None, period, kind, is_ordinal=False, is_relative=False)


HEADERS = {1: _header("2023"), 2: _header("2024"), 3: _header(None, "change")}


@given(old=st.integers(0, 10_000), moved=st.integers(1, 10_000))
def test_what_is_between_two_results_is_found_again(old: int, moved: int) -> None:
    rose = difference(HEADERS, {1: float(old), 2: float(old + moved)}, float(moved), is_rank=False)
    fell = difference(HEADERS, {1: float(old + moved), 2: float(old)}, float(moved), is_rank=False)
    assert (rose, fell) == (Difference(moved, "2024"), Difference(-moved, "2024"))


@pytest.mark.parametrize(
    ("values", "amount", "is_rank", "expected"),
    [
        ({1: 25.0, 2: 21.0}, 4.0, True, Difference(4.0, "2024")),
        ({1: 21.0, 2: 25.0}, 4.0, True, Difference(-4.0, "2024")),
        ({1: 61.24, 2: 72.41}, 11.2, False, Difference(11.2, "2024")),
        ({1: 2105.0, 2: 2150.0}, 2.1, False, None),
        ({1: 80.0, 2: 80.0}, 0.0, False, None),
        ({2: 72.4}, 11.2, False, None),
    ],
)
def test_only_a_difference_is_one(
    values: dict[int, float], amount: float, is_rank: bool, expected: Difference | None
) -> None:
    assert difference(HEADERS, values, amount, is_rank=is_rank) == expected


def test_what_is_planned_is_no_result() -> None:
    headers = {**HEADERS, 2: _header("2024", "target")}
    assert difference(headers, {1: 60.0, 2: 70.0}, 10.0, is_rank=False) is None

"""A lake without a row (the first run, all sources down) builds, too, and every table is there."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.dbt.conftest import Dbt
from tests.dbt.synthetic_lake import SyntheticLake

pytestmark = pytest.mark.slow


def test_an_empty_lake_builds_with_all_tests(dbt: Dbt, tmp_path: Path) -> None:
    SyntheticLake().write(tmp_path / "lake")
    with duckdb.connect(str(dbt.build(tmp_path)), read_only=True) as warehouse:
        assert warehouse.execute("select count(*) from core.fct_indicator_value").fetchone() == (0,)
        assert warehouse.execute("select count(*) from core.dim_province").fetchone() == (89,)
        assert warehouse.execute("select count(*) from indicator_values_as_known_on(date '2025-01-01')").fetchone() == (
            0,
        )

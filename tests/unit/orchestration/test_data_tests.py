"""Which builds are held back by their data tests, and which are broken."""

import json
from pathlib import Path

from orchestration.assets.data_tests import DataTestsFailedError, failed_data_tests

PASSED = {"unique_id": "model.observatory.dim_province", "status": "success"}
FAILED = {
    "unique_id": "test.observatory.ranges_do_not_overlap.1a2b",
    "status": "fail",
    "message": "Got 3 results, configured to fail if != 0",
}
NODES = {FAILED["unique_id"]: {"alias": "ranges_do_not_overlap", "description": "A unit is valid\nonce at a time."}}


def results(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "run_results.json"
    path.write_text(json.dumps({"results": rows}), encoding="utf-8")
    return path


def test_failed_data_tests_are_named_with_what_they_are_for(tmp_path: Path) -> None:
    found = failed_data_tests(results(tmp_path, PASSED, FAILED), NODES)
    assert found == [
        "ranges_do_not_overlap (A unit is valid once at a time.): Got 3 results, configured to fail if != 0"
    ]
    error = DataTestsFailedError(found * 7, tmp_path / "dbt-build.txt")
    assert str(error).startswith("7 tests of the warehouse failed, so nothing is published: ranges_do_not_overlap")
    assert "and 2 more" in str(error)


def test_a_build_with_any_other_failure_is_broken(tmp_path: Path) -> None:
    broken = {"unique_id": "model.observatory.fct_target", "status": "error", "message": "no such column"}
    unit = {"unique_id": "unit_test.observatory.fct_target.chooses", "status": "fail", "message": "differs"}
    for other in (broken, unit):
        assert failed_data_tests(results(tmp_path, FAILED, other), NODES) == []
    assert failed_data_tests(results(tmp_path, PASSED), NODES) == []
    assert failed_data_tests(tmp_path / "none.json", NODES) == []

"""Data tests of the dbt project that failed: a reason to hold the release back, and no broken run.

Lives here: reading them out of dbt's results, and the error that names them. Never here: the tests
(`dbt_project/models/**/_*.yml`, `dbt_project/tests`).
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_BROKEN = ("error", "runtime error")
_MOST = 5


class DataTestsFailedError(RuntimeError):
    """The warehouse was built, and does not pass its tests."""

    def __init__(self, failed: Sequence[str], log: Path) -> None:
        self.failed = tuple(failed)
        more = f"; and {len(failed) - _MOST} more" if len(failed) > _MOST else ""
        super().__init__(
            f"{len(failed)} tests of the warehouse failed, so nothing is published: {'; '.join(failed[:_MOST])}{more}"
            f" (dbt's own words: {log})"
        )


def failed_data_tests(run_results: Path, nodes: Mapping[str, Any]) -> list[str]:
    """The data tests that failed in a build, each with what it is for and what it found.

    Empty where anything else went wrong too (a model or a unit test that failed, a build that wrote no results): that
    is a broken run. `nodes` are those of dbt's manifest.
    """
    results = json.loads(run_results.read_text(encoding="utf-8"))["results"] if run_results.exists() else []
    failed = [result for result in results if result["status"] == "fail"]
    is_broken = any(result["status"] in _BROKEN for result in results)
    if is_broken or any(not result["unique_id"].startswith("test.") for result in failed):
        return []
    return [_told(nodes.get(result["unique_id"], {}), result) for result in failed]


def _told(node: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    name = node.get("alias") or result["unique_id"].split(".")[2]
    about = f" ({' '.join(node['description'].split())})" if node.get("description") else ""
    return f"{name}{about}: {result.get('message') or 'failed'}"

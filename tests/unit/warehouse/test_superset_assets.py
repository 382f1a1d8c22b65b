"""Superset's files hang together, name what a release has, and are rendered with its path and Vietnamese labels."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import yaml

from warehouse.release import Release

FOLDER = Path(__file__).resolve().parents[3] / "deploy" / "superset"
DASHBOARDS = ("economy", "society", "government")


def _assets(kind: str, folder: Path = FOLDER / "assets") -> dict[str, dict[str, Any]]:
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((folder / kind).iterdir())}


@pytest.fixture(scope="module")
def rendered(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assets as `start.py` writes them for Superset's import."""
    spec = importlib.util.spec_from_file_location("superset_start", FOLDER / "start.py")
    assert spec is not None
    assert spec.loader is not None
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    folder: Path = start._rendered(tmp_path_factory.mktemp("superset"), release.folder)
    return folder


def test_dashboards_charts_and_datasets_point_to_each_other() -> None:
    charts, datasets = _assets("charts"), _assets("datasets")
    (database,) = _assets("databases").values()
    assert {each["database_uuid"] for each in datasets.values()} == {database["uuid"]}
    assert {each["dataset_uuid"] for each in charts.values()} == {each["uuid"] for each in datasets.values()}
    shown = [
        part["meta"]["uuid"]
        for dashboard in _assets("dashboards").values()
        for part in dashboard["position"].values()
        if isinstance(part, dict) and part["type"] == "CHART"
    ]
    assert sorted(shown) == sorted(each["uuid"] for each in charts.values())


@pytest.mark.parametrize("pillar", DASHBOARDS)
def test_what_dashboards_show_is_in_the_release_with_vietnamese_labels(rendered: Path, pillar: str) -> None:
    dataset = _assets("datasets", rendered)[pillar]
    labels = {column["column_name"]: column["verbose_name"] for column in dataset["columns"]}
    known = labels.keys() | {metric["metric_name"] for metric in dataset["metrics"]}
    assert (labels["value"], labels["province_name_vi"]) == ("Giá trị", "Tỉnh, thành phố")
    for name, chart in _assets("charts", rendered).items():
        if name.startswith(pillar):
            params = chart["params"]
            named = {*params.get("all_columns", []), *params.get("metrics", [])}
            named |= {params[key] for key in ("x_axis", "metric") if key in params}
            named |= {each["subject"] for each in params["adhoc_filters"]}
            assert named <= known, name
    filters = _assets("dashboards", rendered)[pillar]["metadata"]["native_filter_configuration"]
    assert {target["column"]["name"] for each in filters for target in each["targets"]} <= known


def test_the_database_is_the_published_file_read_only(rendered: Path, release: Release) -> None:
    (database,) = _assets("databases", rendered).values()
    assert (
        database["sqlalchemy_uri"] == f"duckdb:///{release.database}?access_mode=READ_ONLY&enable_external_access=false"
    )

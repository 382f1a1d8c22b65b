"""The examples of the documentation run on a release and say what they promise; so do the snippets of docs/bi.md."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from PIL import Image

from warehouse.release import Release

DOCS = Path(__file__).resolve().parents[3] / "docs"


def _run(name: str, *arguments: object) -> str:
    command = [sys.executable, str(DOCS / "examples" / name), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_provinces_are_compared_with_their_sentences(release: Release) -> None:
    said = _run("compare_provinces.py", release.folder, "online_dossier_share")
    assert [line.partition(":")[0] for line in said.splitlines()[::3]] == ["Quảng Ngãi", "Lào Cai", "Bắc Kạn"]
    assert "“Năm 2023, Bắc Kạn đạt 28;" in said


def test_targets_are_counted(release: Release) -> None:
    said = _run("targets_met.py", release.folder)
    assert said == "Tỷ trọng kinh tế số trong GRDP (mục tiêu 20): 0/2 tỉnh đạt\n"


def test_charts_are_drawn(release: Release, tmp_path: Path) -> None:
    picture = tmp_path / "chart.png"
    said = _run("chart_of_provinces.py", release.folder, "dti_rank", "lao-cai", picture)
    assert "2 years" in said
    with Image.open(picture) as image:
        assert image.size[0] > 1000
        assert len(image.getcolors(maxcolors=1_000_000) or []) > 10


def test_every_example_is_named_in_the_documentation() -> None:
    text = (DOCS / "bi.md").read_text(encoding="utf-8")
    examples = {path.name for path in (DOCS / "examples").glob("*.py")}
    assert examples == {name for name in re.findall(r"examples/(\w+\.py)", text)}  # noqa: C416 - a set of names


@pytest.mark.parametrize(
    "query", re.findall(r"```sql\n(.*?)```", (DOCS / "bi.md").read_text(encoding="utf-8"), re.DOTALL)
)
def test_queries_of_the_documentation_are_answered(release: Release, query: str) -> None:
    with duckdb.connect(str(release.database), read_only=True) as connection:
        connection.execute(query)


def test_the_python_snippets_of_the_documentation_run(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release.folder.parent)
    snippets = re.findall(r"```python\n(.*?)```", (DOCS / "bi.md").read_text(encoding="utf-8"), re.DOTALL)
    assert snippets
    for snippet in snippets:
        code = snippet.replace("warehouse/published", str(release.folder))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_nothing_is_read_by_what_may_abort_at_exit() -> None:
    """pandas hands pyarrow an open file, whose threads may outlive the interpreter (apache/arrow#34314)."""
    code = [path.read_text(encoding="utf-8") for path in (DOCS / "examples").glob("*.py")]
    code += re.findall(r"```python\n(.*?)```", (DOCS / "bi.md").read_text(encoding="utf-8"), re.DOTALL)
    assert not [text for text in code if "pd.read_parquet" in text]

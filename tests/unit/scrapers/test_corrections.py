"""Corrections are read as rows, or the entry and field that are wrong are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.corrections import CORRECTIONS
from scrapers.corrections import CorrectionsError, load_corrections

ENTRY: dict[str, Any] = {
    "id": "a",
    "source_id": "cong-tinh",
    "observation_id": "0123456789abcdef",
    "action": "reject",
    "reason": "Đọc nhầm năm",
    "evidence": "Bảng xếp hạng",
    "reviewed_by": "Người duyệt",
    "reviewed_on": "2026-01-31",
    "expect": {
        "indicator_code": "dti_rank",
        "unit_id": "bac-ninh",
        "value": 3,
        "bound": "exact",
        "period": "2020",
        "quote": "Bắc Ninh đứng thứ ba.",
    },
}


def written(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "corrections.yml"
    path.write_text(yaml.safe_dump({"version": 1, "corrections": list(entries)}, allow_unicode=True), encoding="utf-8")
    return path


def test_the_file_of_the_project_satisfies_the_table() -> None:
    rows = load_corrections()
    assert len(CORRECTIONS.pandera_model.validate(CORRECTIONS.frame(rows), lazy=True)) == len(rows)


def test_an_entry_becomes_a_row(tmp_path: Path) -> None:
    entry = {**ENTRY, "action": "replace", "replace": {"period": "2021"}}
    (row,) = load_corrections(written(tmp_path, entry))
    assert list(row) == CORRECTIONS.column_names
    assert (row["expected_value"], row["new_period"], row["new_value"]) == (3.0, "2021", None)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([{**ENTRY, "action": "drop"}], r"entry 1 \(a\): action: .*'reject', 'replace' or 'confirm'"),
        ([{**ENTRY, "reason": ""}], r"entry 1 \(a\): reason: "),
        ([{key: value for key, value in ENTRY.items() if key != "expect"}], r"entry 1 \(a\): expect: Field required"),
        ([{**ENTRY, "expected": {}}], r"entry 1 \(a\): expected: Extra inputs"),
        ([{**ENTRY, "action": "replace"}], r"entry 1 \(a\): entry: .*needs a block `replace`"),
        ([{**ENTRY, "replace": {"value": 4}}], r"entry 1 \(a\): entry: .*`reject` takes no block `replace`"),
        ([ENTRY, {**ENTRY, "id": "b"}], r"entry 2 \(b\): observation_id '0123456789abcdef' stands there twice"),
        ([ENTRY, {**ENTRY, "observation_id": "f" * 16}], r"entry 2 \(a\): id 'a' stands there twice"),
        (["reject it"], r"entry 1 \(no mapping\)"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, entries: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(CorrectionsError, match=message):
        load_corrections(written(tmp_path, *entries))


@pytest.mark.parametrize("content", ["corrections: [", "corrections: []", "version: 1\ncorrections: []\nmore: 1", ""])
def test_a_file_of_another_form_says_what_it_needs(tmp_path: Path, content: str) -> None:
    path = tmp_path / "corrections.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorrectionsError, match=r"corrections\.yml"):
        load_corrections(path)


def test_a_day_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, ENTRY)
    lines = path.read_text(encoding="utf-8").replace("'2026-01-31'", "2026-11-31").splitlines()
    (line,) = [number for number, text in enumerate(lines, start=1) if "2026-11-31" in text]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CorrectionsError, match=rf"corrections\.yml, line {line}: .*'2026-11-31' is no date"):
        load_corrections(path)

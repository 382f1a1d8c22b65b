"""Sentences that are as long as one may be and hold little but marks take time in proportion to their length."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from scrapers.reference import load_reference
from tests.growth import growth

_LENGTHS, _SENTENCES = (360, 2_880), 8
_MOST = 12.0
"""Half as much again as in proportion: sentences are cut at 3,000 characters, which keeps every ratio small."""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_reference())


@pytest.mark.parametrize("unit", ["- ", ", ", "–", "số "])
def test_a_run_of_marks_before_a_time_takes_time_in_proportion(extractor: Extractor, tmp_path: Path, unit: str) -> None:
    def read(marks: str) -> None:
        sentence = f"{marks} năm 2024, tỷ lệ hồ sơ trực tuyến của tỉnh đạt 85,2%.\n"
        file = tmp_path / f"{len(marks)}.txt"
        file.write_text(f"Tin tỉnh Quảng Ninh\n\n{sentence * _SENTENCES}", encoding="utf-8")
        extractor.read(parse_file(file))

    assert growth(read, unit, _LENGTHS) < _MOST

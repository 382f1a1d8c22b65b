"""Passages of the genre with all their facts, their periods and places; the passages stand in the folder `passages`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from tests.unit.scrapers.extraction.passage_files import PASSAGES


@pytest.mark.parametrize("passage", [passage for _, passage in PASSAGES], ids=[name for name, _ in PASSAGES])
def test_a_passage_gives_its_facts_with_their_periods_and_places(
    extractor: Extractor, tmp_path: Path, passage: dict[str, Any]
) -> None:
    file = tmp_path / "passage.txt"
    file.write_text(passage["text"] + "\n", encoding="utf-8")
    document = parse_file(file)
    if published := passage.get("published"):  # some are read as files without a date, and then their place is told
        document = dataclasses.replace(
            document,
            province_code=passage["province"],
            published_on=published,
            captured_at=dt.datetime.combine(published, dt.time(), dt.UTC),
        )
    rows = extractor.read(document).observations
    found = [
        [
            row.indicator_code,
            row.kind,
            row.value,
            row.period,
            row.province_code if row.area_level in ("province", "country") else f"{row.area_level}:{row.province_code}",
        ]
        for row in rows
    ]
    assert found == passage["facts"]
    if "out_of" in passage:
        assert [row.out_of for row in rows] == passage["out_of"]

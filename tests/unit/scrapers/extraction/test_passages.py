"""Passages of the genre with all their facts, their periods and places; the passages stand in the folder `passages`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from orchestration.steps.extract import validate
from schemas.records import Document
from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from tests.unit.scrapers.extraction.passage_files import PASSAGES


@pytest.mark.parametrize("passage", [passage for _, passage in PASSAGES], ids=[name for name, _ in PASSAGES])
def test_a_passage_gives_its_facts_with_their_periods_and_places(
    extractor: Extractor, tmp_path: Path, passage: dict[str, Any]
) -> None:
    rows = extractor.read(_document(passage, tmp_path)).observations
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


def test_the_observations_of_all_passages_keep_their_contract(extractor: Extractor, tmp_path: Path) -> None:
    documents = [_document(passage, tmp_path) for _, passage in PASSAGES]
    rows = [(row, document) for document in documents for row in extractor.read(document).observations]
    valid, wrong = validate(rows, extractor.reference)
    # some passages speak of a former province after its merger, which quarantine holds back
    assert {row.rule for row in wrong} == {"unit_not_valid_in_period"}
    assert len(valid) + len(wrong) == len(rows) > len(documents)
    assert len(wrong) < len(rows) / 100


def _document(passage: dict[str, Any], folder: Path) -> Document:
    file = folder / "passage.txt"
    file.write_text(passage["text"] + "\n", encoding="utf-8")
    document = parse_file(file)
    if published := passage.get("published"):  # some are read as files without a date, and then their place is told
        document = dataclasses.replace(
            document,
            province_code=passage["province"],
            published_on=published,
            captured_at=dt.datetime.combine(published, dt.time(), dt.UTC),
        )
    return document

"""The kinds of tables that provinces publish, each in every layout that pages and saved texts have for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from tests.unit.scrapers.extraction.layouts import LAYOUTS
from tests.unit.scrapers.extraction.table_kinds import KINDS, facts_of


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_gives_its_facts_in_every_layout(extractor: Extractor, tmp_path: Path, kind: str, layout: str) -> None:
    suffix, write = LAYOUTS[layout]
    file = tmp_path / f"bang.{suffix}"
    file.write_text(write(KINDS[kind].rows), encoding="utf-8")
    assert facts_of(extractor.read(parse_file(file)).observations) == KINDS[kind].facts

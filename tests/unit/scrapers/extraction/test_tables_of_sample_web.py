"""Every figure of the sample web's tables of provinces is read: what a rule takes from tables shows here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from scrapers.sample_web.content import Page, load_pages

RANKINGS = [page for page in load_pages() if page.role == "table"]
_NO_INDICATOR = "Hoạt động"
_FIGURE = re.compile(r"\d[\d.,]*\s?%?")


def _saved(page: Page) -> str:
    lines = [page.title, "", page.published.strftime("%d/%m/%Y"), "", page.lead]
    for block in page.body:
        if block.table:
            rows = [block.table.head, *block.table.rows]
            lines += ["", block.table.caption, "", *("| " + " | ".join(row) + " |" for row in rows)]
    return "\n".join(lines)


def _stated(page: Page) -> Iterator[str]:
    """The figures of a page's tables, without numbers of rows and parts that the codebook does not have."""
    for table in (block.table for block in page.body if block.table):
        for row in table.rows:
            for head, cell in zip(table.head, row, strict=True):
                if _FIGURE.fullmatch(cell) and head != "TT" and not head.startswith(_NO_INDICATOR):
                    yield cell


@pytest.mark.parametrize("page", RANKINGS, ids=lambda page: page.path)
def test_every_figure_of_a_ranking_is_an_observation(extractor: Extractor, tmp_path: Path, page: Page) -> None:
    file = tmp_path / "bang.txt"
    file.write_text(_saved(page), encoding="utf-8")
    reading = extractor.read(parse_file(file))
    stated = list(_stated(page))
    read = [row.value_text for row in reading.observations if row.rule == "table_cell"]
    assert stated
    assert sorted(read) == sorted(stated)

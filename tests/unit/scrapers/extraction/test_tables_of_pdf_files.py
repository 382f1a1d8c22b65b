"""The kinds of tables that provinces publish, printed by a browser into PDF files, wide and narrow, and read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from tests.chromium import MISSING, browser, find_chromium
from tests.unit.scrapers.extraction.layouts import LEAD, TITLE
from tests.unit.scrapers.extraction.table_kinds import KINDS, facts_of

pytestmark = [pytest.mark.browser, pytest.mark.skipif(find_chromium() is None, reason=MISSING)]

STYLE = "table{border-collapse:collapse;width:100%} td{border:1px solid;padding:3px}"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as started:
        yield started.new_page()


@pytest.mark.parametrize("width", [640, 420])
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_a_pdf_file_gives_its_facts(
    extractor: Extractor, tmp_path: Path, page: Page, kind: str, width: int
) -> None:
    rows = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in KINDS[kind].rows)
    body = f"<h3>{TITLE}</h3><p>10/01/2025</p><p>{LEAD}</p><table>{''.join(rows)}</table>"
    page.set_content(f"<style>body{{font:13px serif;width:{width}px}}{STYLE}</style>{body}")
    file = tmp_path / "bang.pdf"
    page.pdf(path=file)
    assert facts_of(extractor.read(parse_file(file)).observations) == KINDS[kind].facts

"""A document built from plain lines, and one engine for all tests of the extraction."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from schemas.plausibility import IndicatorLimits, implausible
from schemas.records import Block, Document, Observation
from scrapers.extraction import Extractor, Reading
from scrapers.reference import load_reference

CAPTURED = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


def make_document(
    text: str,
    *,
    published: str | None = "2024-12-20",
    province: str | None = "quang-ninh",
    title: str = "Tin về chuyển đổi số",
    captured: dt.datetime = CAPTURED,
) -> Document:
    """A document with a title and one paragraph per line."""
    lines = [unicodedata.normalize("NFC", line) for line in (title, *text.split("\n")) if line]
    blocks, place = [], 0
    for number, line in enumerate(lines):
        is_heading = number and not line.rstrip().endswith((".", ";", ":", "…")) and len(line) < 60
        blocks.append(
            Block("title" if not number else ("heading" if is_heading else "paragraph"), place, place + len(line))
        )
        place += len(line) + 1
    return Document(
        document_id="0123456789abcdef",
        article_id="0123456789abcdef",
        source_id="thu",
        capture_id="0123456789abcdef",
        url="http://thu.test/bai.html",
        title=title,
        lead=None,
        author=None,
        published_at=None,
        published_on=dt.date.fromisoformat(published) if published else None,
        date_source=None,
        captured_at=captured,
        province_code=province,
        text="\n".join(lines),
        blocks=tuple(blocks),
        links=(),
        original_publisher=None,
        parser="test",
        parser_version="1",
    )


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The engine with the project's own codebook and vocabulary."""
    return Extractor(load_reference())


@pytest.fixture
def read(extractor: Extractor) -> Callable[..., Reading]:
    """Read one text (see `make_document` for the options)."""

    def _read(text: str, **options: Any) -> Reading:
        return extractor.read(make_document(text, **options))

    return _read


@pytest.fixture
def facts(read: Callable[..., Reading]) -> Callable[..., list[tuple[str, str, float]]]:
    """Indicator, kind and value of every observation of a text, in order of place."""

    def _facts(text: str, **options: Any) -> list[tuple[str, str, float]]:
        rows: tuple[Observation, ...] = read(text, **options).observations
        return [(row.indicator_code, row.kind, row.value) for row in rows]

    return _facts


@pytest.fixture
def problems(extractor: Extractor) -> Callable[..., list[str | None]]:
    """For every observation of a text the rule of validation that it breaks; None for those that are published."""
    reference = extractor.reference
    limits = {code: IndicatorLimits(one.unit, one.value_limit) for code, one in reference.indicators.items()}

    def unit_valid_on(province: str, day: dt.date) -> str | None:
        unit = reference.unit_valid_on(province, day)
        return unit.unit_id if unit is not None else None

    def _problems(text: str, **options: Any) -> list[str | None]:
        document = make_document(text, **options)
        found = [implausible(row, document, limits, unit_valid_on) for row in extractor.read(document).observations]
        return [one.rule if one is not None else None for one in found]

    return _problems

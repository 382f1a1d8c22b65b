"""Documents survive the way into the lake and back, and reprints share a hash."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from schemas.lake import DOCUMENTS
from schemas.records import Document
from scrapers.parsing.codec import blocks_from_json, blocks_to_json, document_from_row, document_to_row, text_sha256
from scrapers.parsing.compose import compose
from scrapers.parsing.outline import Piece
from scrapers.parsing.tables import expand
from tests.unit.scrapers.parsing.support import read

PAGE = "<html><body><h1>{title}</h1><div class='entry-content'>{body}</div></body></html>"
LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)
CELL = st.tuples(LINE | st.just(""), st.integers(1, 3), st.integers(1, 3), st.booleans())
TABLE = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=4).map(expand)
KIND = st.sampled_from(["title", "lead", "heading", "paragraph", "caption", "furniture"])
PIECES = st.lists(
    st.builds(Piece, KIND, LINE) | st.builds(lambda table: Piece("table", "", table), TABLE), min_size=1, max_size=8
)
EARLIEST = dt.datetime(1996, 1, 1, tzinfo=dt.UTC)
MOMENT = st.integers(0, 100 * 365 * 86_400).map(lambda seconds: EARLIEST + dt.timedelta(seconds=seconds))
MAYBE = st.none() | LINE


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text, blocks = compose(draw(PIECES))
    return Document(
        document_id="0" * 16,
        article_id="1" * 16,
        source_id="bao",
        capture_id="2" * 16,
        url=draw(LINE),
        title=draw(MAYBE),
        lead=draw(MAYBE),
        author=draw(MAYBE),
        published_at=draw(st.none() | MOMENT),
        published_on=draw(st.none() | st.dates(dt.date(1996, 1, 1))),
        date_source=draw(MAYBE),
        captured_at=draw(MOMENT),
        province_code=draw(MAYBE),
        text=text,
        blocks=blocks,
        links=tuple(draw(st.lists(LINE, max_size=3))),
        original_publisher=draw(MAYBE),
        parser="generic",
        parser_version="1",
    )


@given(documents())
def test_round_trip_is_exact(document: Document) -> None:
    row = document_to_row(document)
    assert sorted(row) == sorted(DOCUMENTS.column_names)
    assert document_from_row(row) == document
    assert blocks_from_json(blocks_to_json(document.blocks)) == document.blocks


@given(PIECES)
def test_composed_spans_are_exact(pieces: list[Piece]) -> None:
    text, blocks = compose(pieces)
    assert "\n".join(text[block.start : block.end] for block in blocks) == text
    for block in blocks:
        positions = [(cell.row, cell.column) for cell in block.cells]
        assert len(positions) == len(set(positions)) or block.kind == "table"
        for cell in block.cells:
            assert text[cell.start : cell.end] == cell.text
            assert block.start <= cell.start <= cell.end <= block.end


def test_rows_pass_the_lake_schema() -> None:
    html = PAGE.format(title="Bài một của xã", body="<p>Tỷ lệ đạt 85% vào cuối năm.</p>")
    row = document_to_row(read(html, "wordpress"))
    DOCUMENTS.pandera_model.validate(DOCUMENTS.frame([row]), lazy=True)


def test_reprints_share_the_hash_of_the_folded_text() -> None:
    said = "Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 85%, vượt mục tiêu cả năm đề ra."
    one = read(PAGE.format(title="Tên gốc của bài", body=f"<p>{said}</p><p>Lượt xem: 5</p>"), "wordpress")
    two = read(
        PAGE.format(title="Tên ở nơi đăng lại", body=f"<p>(Báo Vùng Cao) - {said}</p><p>Theo Báo Vùng Cao</p>"),
        "wordpress",
        url="https://khac.example.vn/a",
        final_url="https://khac.example.vn/a",
    )
    assert text_sha256(one) == text_sha256(two)
    assert one.document_id != two.document_id
    assert two.original_publisher == "Báo Vùng Cao"


def test_hash_needs_no_letters() -> None:
    document = read(PAGE.format(title="Bài một của xã", body="<p>a b</p>"), "wordpress")
    empty = dataclasses.replace(document, text="", blocks=())
    assert text_sha256(empty) == hashlib.sha256(b"").hexdigest()

"""Pages and dropped files that are made to break their reader, to keep it busy for ever, or to lead it elsewhere."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from orchestration.steps import extract, parse
from schemas.lake import DOCUMENTS, OBSERVATIONS
from scrapers.canonical_url import canonical_url
from scrapers.fetching.entries import listing_time
from scrapers.fetching.feeds import parse_feed
from scrapers.fetching.normal_form import _normal_page
from scrapers.parsing import dates, failures, office, view_counters
from scrapers.parsing.dom import parse_html
from scrapers.parsing.errors import BrokenFile, EmptyBody, FileTooLarge, ParseError
from tests.growth import MOST, growth
from tests.lake import read_table
from tests.unit.scrapers.fetching.web import source
from tests.unit.scrapers.parsing.support import read
from warehouse.archive import Archive
from warehouse.paths import Home

FACT = "Năm 2024, tỷ lệ hồ sơ trực tuyến toàn trình của tỉnh Quảng Ninh đạt 85,2%, cao hơn mục tiêu của cả nước."
PARAGRAPHS = f"<p>{FACT}</p>" * 3
NAMESPACE = b"xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


# ── one page must not stop the others ─────────────────────────────────────────────────────────────────────────────────

LINKED = '{"@type":"NewsArticle","headline":"T\\ud800","author":"\\udc00","datePublished":"2024-01-02"}'
POST = {
    "title": {"rendered": "T\ud800"},
    "content": {"rendered": f"{PARAGRAPHS}<p>\udfff 1%</p>"},
    "date_gmt": "2024-01-02T00:00:00",
    "link": "https://x.vn/a",
}
ORDERS = "\x1b]0;x\x07 đạt 12% &#155;2J"
BODY = f"<body><article>{PARAGRAPHS}</article></body>"
POISON = {
    "json-ld": ("generic", f"<html><script type='application/ld+json'>{LINKED}</script>{BODY}</html>", "text/html"),
    "wordpress": ("wordpress", json.dumps(POST), "application/json"),
    "orders": (
        "generic",
        f"<html><body><article><h1>T&#27;[31m&#x9b;2J&#x202e;</h1>{PARAGRAPHS}<p>{ORDERS}</p></article></body></html>",
        "text/html",
    ),
}


@pytest.mark.parametrize("name", POISON)
def test_no_text_of_a_page_stops_the_run_or_gives_orders(tmp_path: Path, name: str) -> None:
    """Half a character in the head of one page once made the lake impossible to write, for all sources, every day."""
    family, page, content_type = POISON[name]
    home, watched = Home(tmp_path), source("https://x.vn", id="bao-doc", family=family)
    Archive(home.archive).store(
        source_id=watched.id, url="https://x.vn/a-1.html", final_url="https://x.vn/a-1.html", purpose="article",
        captured_at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC), status_code=200, headers={}, content_type=content_type,
        encoding="utf-8", body=page.encode(),
    )  # fmt: skip
    assert parse.parse_month(home, watched, "2026-01")
    extract.extract_source(home, watched.id)
    (document,) = read_table(home.lake, DOCUMENTS)
    assert document["title"] in ("T", "T?", "T[31m›2J")
    assert read_table(home.lake, OBSERVATIONS)
    assert not set(repr(document).encode("utf-8", "surrogatepass").decode("utf-8", "replace")) & set("\x1b\x9b\u202e")
    assert document["text"].replace("\n", "").isprintable()


DEEP = {
    "blocks": "<div>", "inline": "<b><i>", "lists": "<ul><li>x", "tables": "<table><tr><td>1",
    "forms": "<form><select><option>", "spans": "<td colspan=99999 rowspan=99999>1",
    "attribute": "<p title='" + "x" * 400, "unclosed": "<", "comments": "<!--", "characters": "&#x41;",
}  # fmt: skip


@pytest.mark.parametrize("unit", DEEP.values(), ids=list(DEEP))
def test_deep_and_endless_pages_are_read_or_named(unit: str) -> None:
    html = f"<html><body><article><h1>Tin về chuyển đổi số</h1>{PARAGRAPHS}{unit * (200_000 // len(unit))}"
    try:
        assert FACT in read(html, "generic").text
    except ParseError as error:
        assert len(str(error)) < 1_200  # noqa: PT017 - either way is right


# ── time in proportion to length ──────────────────────────────────────────────────────────────────────────────────────

REPEATED = ("1", "1.", "1/1/", "1 ", " ", "ngày ", "| ", "số lượt xem ", "<", "<!--", "<input type=hidden ",
            " data-token=x", ">1<", "<script>", "ngày 1 tháng 1 năm ", "&?v=", "&sid=a1", ";sid=a", "/(S(a))", "(S(",
            "(", "Theo ")  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "date": dates.parse_date,
    "labelled date": dates.labelled_date,
    "counters": view_counters.strip_counters,
    "listing time": listing_time,
    "address": lambda text: canonical_url(f"https://a.vn/{text}?{text}"),
    "normal form": lambda text: _normal_page(text, dt.date(2026, 1, 1)),
}


@pytest.mark.parametrize("reader", READERS)
def test_no_pattern_takes_more_than_time_in_proportion(reader: str) -> None:
    slow = {unit: ratio for unit in REPEATED if (ratio := growth(READERS[reader], unit)) > MOST}
    assert not slow


def test_a_search_that_begins_anew_at_every_place_is_noticed() -> None:
    assert growth(lambda text: [text.find("xy", place) for place in range(len(text))], "1") > MOST


@pytest.mark.parametrize("unit", ["<input>x", "<script></script>x", "<a href=/1>bảo trì</a>x"])
def test_countless_elements_are_removed_in_time_in_proportion(unit: str) -> None:
    """Four times the length: elements that are taken out with a copy of what stands before take 16 times as long."""

    def without_links(text: str) -> object:
        return failures.instead_of_links("u", parse_html(f"<html><body>{text}"))

    assert growth(without_links, unit, (80_000, 320_000)) < 10


def test_a_feed_with_an_endless_date_is_read() -> None:
    feed = f"<rss><channel><item><link>/a</link><pubDate>{'1' * 1_000_000}</pubDate></item></channel></rss>"
    assert [found.href for found in parse_feed(feed.encode(), "u")] == ["/a"]


# ── Word files ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _docx(part: str = "word/document.xml", change: Callable[[bytes], bytes] = bytes, **more: bytes) -> bytes:
    document, plain, out = docx.Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph("HERE")
    document.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


def _with_body(xml: bytes) -> bytes:
    return _docx(change=lambda old: old[: old.index(b"<w:body>")] + b"<w:body>" + xml + b"</w:body></w:document>")


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_a_cell_that_spans_a_billion_columns_is_cut() -> None:
    wide = "<w:gridSpan w:val='1000000000'/>"
    table = f"<w:tbl><w:tr>{_cell('a', wide)}{_cell('b')}</w:tr></w:tbl>"
    (line,) = office.read_docx(_with_body(table.encode()), "bang.docx")
    assert [(cell.text, cell.column, cell.column_span) for cell in line.table or ()] == [("a", 0, 64), ("b", 64, 1)]


def test_a_cell_merged_over_thousands_of_rows_is_one_cell() -> None:
    first = "<w:vMerge w:val='restart'/>"
    rows = f"<w:tr>{_cell('a', first)}{_cell('0')}</w:tr>"
    rows += "".join(f"<w:tr>{_cell('', '<w:vMerge/>')}{_cell(str(n))}</w:tr>" for n in range(1, 2_000))
    (line,) = office.read_docx(_with_body(f"<w:tbl>{rows}</w:tbl>".encode()), "bang.docx")
    cells = line.table or ()
    assert cells[0].text == "a"
    assert len(cells) == 2_001
    assert [cell.text for cell in cells[-1:]] == ["1999"]


def test_paragraphs_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_MAX_LINES", 100)
    with pytest.raises(FileTooLarge, match="more than 100 paragraphs"):
        office.read_docx(_with_body(b"<w:p/>" * 101), "dai.docx")


LAUGHS = b'<!DOCTYPE d [<!ENTITY l0 "ha">' + b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)
)


def _declaring(entities: bytes, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        head, _, rest = content.partition(b"?>")
        return head + b"?>" + entities + b"]>" + rest.replace(old, new, 1)

    return change


FILE = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">'
INCLUDE = b'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
RELATION = b'<Relationship Id="rX" Type="x" Target="http://192.0.2.1/x" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    "body",
    [
        _docx(change=_declaring(LAUGHS, b"HERE", b"&l9;")),
        _docx(change=_declaring(LAUGHS, b"<w:p>", b"<w:p w:x='&l9;'>")),
        _docx(change=_declaring(b'<!DOCTYPE d [<!ENTITY b "' + b"A" * 50_000 + b'">', b"HERE", b"&b;" * 20_000)),
        _docx("word/_rels/document.xml.rels", _declaring(LAUGHS, b'Target="', b'Target="&l9;')),
        _docx(change=_declaring(FILE, b"HERE", b"&x;")),
        _docx(change=lambda old: old.replace(b"HERE", INCLUDE)),
        _docx("word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", RELATION)),
        _docx(change=lambda old: old.replace(b"<w:p>", b"<w:p>" * 100_000, 1)),
        _docx(**{"../../etc/ra-ngoai": b"x", "/tuyet-doi": b"x"}),
    ],
    ids=["laughs", "in an attribute", "quadratic", "in relations", "file", "include", "external", "deep", "traversal"],
)  # fmt: skip
def test_no_word_file_blows_up_or_leads_elsewhere(body: bytes) -> None:
    hostname = Path("/etc/hostname").read_text(encoding="utf-8").strip() if Path("/etc/hostname").exists() else "?"
    try:
        said = "".join(line.text for line in office.read_docx(body, "doc.docx"))
    except (BrokenFile, FileTooLarge):
        return
    assert hostname not in said
    assert len(said) < 100


def _flagged(offset: int, value: int) -> bytes:
    body = bytearray(_docx())
    at = body.find(b"PK\x01\x02")
    while at != -1:
        struct.pack_into("<H", body, at + offset, value)
        at = body.find(b"PK\x01\x02", at + 1)
    return bytes(body)


@pytest.mark.parametrize(
    "body", [_flagged(8, 1), _flagged(10, 99), _flagged(6, 240)], ids=["secret", "method", "version"]
)
def test_containers_that_cannot_be_unpacked_are_named(body: bytes) -> None:
    with pytest.raises(BrokenFile, match=r"khoa\.docx"):
        office.read_docx(body, "khoa.docx")


@pytest.mark.parametrize("seed", range(20))
def test_damaged_word_files_are_named(seed: int) -> None:
    body = bytearray(_docx())
    for n in range(12):
        body[(seed * 7_919 + n * 104_729) % len(body)] ^= 1 + seed
    try:
        office.read_docx(bytes(body), "hong.docx")
    except (BrokenFile, FileTooLarge) as error:
        assert "hong.docx" in str(error)  # noqa: PT017 - either way is right


# ── PDF files ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pdf(content: bytes, *more: bytes, resources: bytes = b"/Font<</F1 5 0 R>>", kids: bytes = b"3 0 R") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, kids.count(b"R")),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<%s>>/Contents 4 0 R>>" % resources,
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)


def _stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (more, len(packed), packed)


def _form(draws: int) -> bytes:
    inside = b"/XObject<</X %d 0 R>>" % draws if draws else b"/Font<</F1 5 0 R>>"
    more = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<<%s>>" % inside
    return _stream(b"/X Do " * 10 if draws else b"BT (ha) Tj ET", more)


TRIPLE = zlib.compress(zlib.compress(zlib.compress(b"0" * 100_000_000)))
NESTED = b"<</Filter[/FlateDecode/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(TRIPLE), TRIPLE)
DRAWN = b"/XObject<</X 6 0 R>>"


@pytest.mark.parametrize(
    "body",
    [
        _pdf(_stream(b"0" * 100_000_000)),
        _pdf(NESTED),
        _pdf(_stream(b"[" * 200_000)),
        _pdf(_stream(b"x"), kids=b"2 0 R 2 0 R"),
        _pdf(_stream(b"/X Do"), _stream(b"/X Do", b"/Subtype/Form/Resources<<%s>>" % DRAWN), resources=DRAWN),
        _pdf(b"<</Filter/Khong/Length 1>>stream\nx\nendstream"),
        _pdf(b"<</Filter/Fl/Length 1>>stream\nx\nendstream"),
    ],
    ids=["bomb", "bomb in a bomb", "nested arrays", "page tree in a circle", "form of itself", "filter", "old filter"],
)  # fmt: skip
def test_no_pdf_keeps_the_reader_busy(body: bytes) -> None:
    with pytest.raises((BrokenFile, EmptyBody, FileTooLarge), match=r"bay\.pdf"):
        office.read_pdf(body, "bay.pdf")


def test_marks_on_the_pages_of_a_pdf_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_MAX_OPERATIONS", 300)
    laughing = _pdf(_stream(b"/X Do"), _form(7), _form(8), _form(0), resources=DRAWN)
    repeated = _pdf(_stream(b"BT /F1 9 Tf (a) Tj ET " * 40), kids=b"3 0 R " * 20)
    for body in (laughing, repeated):
        with pytest.raises(FileTooLarge, match="more than 300 marks"):
            office.read_pdf(body, "ve.pdf")


def test_an_honest_table_of_a_word_file_is_read_as_before() -> None:
    document, out = docx.Document(), io.BytesIO()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Huyện"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Hồ sơ"
    table.cell(1, 1).text, table.cell(1, 2).text = "Tổng", "Trực tuyến"
    document.save(out)
    (line,) = office.read_docx(out.getvalue(), "bang.docx")
    told = [dataclasses.astuple(cell) for cell in line.table or ()]
    assert told == [
        ("Huyện", 0, 0, 2, 1, True), ("Hồ sơ", 0, 1, 1, 2, True), ("Tổng", 1, 1, 1, 1, False),
        ("Trực tuyến", 1, 2, 1, 1, False),
    ]  # fmt: skip

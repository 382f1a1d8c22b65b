"""Dropped files: plain text, HTML, PDF, DOCX, and what is refused."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from schemas.records import Document
from scrapers import parsing
from scrapers.parsing import reading, roles
from scrapers.parsing.plaintext import unwrap
from tests.unit.scrapers.parsing.support import LONG, FakeSource, make_capture, shown, write

PORTAL = f"""Thứ Hai, 07/10/2024
Ngày đăng: 15/03/2023 - Lượt xem: 64
Xem với cỡ chữ

Một năm chuyển đổi số ở huyện Ba Bể

{LONG}

Kết quả bước đầu

{LONG.replace("huyện", "xã")}

Cán bộ xã hướng dẫn bà con cài ứng dụng. Ảnh: PV
Cán bộ xã hướng dẫn bà con cài ứng dụng. Ảnh: pv

{LONG.replace("86", "90")} Đó là nền tảng cho năm sau./.

Hoàng Lan
"""
PAPER = f"""Chuyển đổi số về với bản làng

15:38, 28/02/2024
.

(Báo Vùng Cao)- {LONG}

{LONG.replace("86", "91")}

LAN ANH

TIN, BÀI LIÊN QUAN:

- Hội chợ nông sản trực tuyến năm nay
Bản xa có sóng (28/10/2024)
Xuất bản lúc: 15:38, 28/02/2024
Ý kiến bạn đọc
"""


def test_portal_text_takes_the_labelled_date_not_the_crawl_day(tmp_path: Path) -> None:
    document = parsing.parse_file(write(tmp_path, "a.txt", PORTAL))
    assert document.title == "Một năm chuyển đổi số ở huyện Ba Bể"
    assert (document.published_on, document.published_at, document.date_source) == (dt.date(2023, 3, 15), None, "label")
    assert document.author == "Hoàng Lan"
    assert [kind for kind, _ in shown(document)] == [
        "title", "paragraph", "heading", "paragraph", "caption", "paragraph",
    ]  # fmt: skip
    assert document.province_code is None
    assert document.text.startswith("Một năm chuyển đổi số ở huyện Ba Bể\n")


def test_paper_text_has_lead_author_and_a_tail_of_furniture(tmp_path: Path) -> None:
    document = parsing.parse_file(write(tmp_path, "b.txt", PAPER))
    assert document.title == "Chuyển đổi số về với bản làng"
    assert document.lead == f"(Báo Vùng Cao)- {LONG}"
    assert document.published_at == dt.datetime(2024, 2, 28, 8, 38, tzinfo=dt.UTC)
    assert document.author == "LAN ANH"
    assert [kind for kind, _ in shown(document)] == ["title", "lead", "paragraph"]


def test_the_line_with_place_and_date_of_a_report_is_furniture_and_dates_it(tmp_path: Path) -> None:
    text = "Báo cáo chuyển đổi số năm 2025\n\nPhù Liễn, ngày 06 tháng 01 năm 2026\n\n" + LONG
    document = parsing.parse_file(write(tmp_path, "report.txt", text.encode()))
    assert (document.published_on, document.date_source) == (dt.date(2026, 1, 6), "dateline")
    (line,) = [
        block for block in document.blocks if document.text[block.start : block.end].startswith("Phù Liễn, ngày")
    ]
    assert line.kind == "furniture"


def test_the_kind_of_an_official_document_and_its_subject_are_one_title_under_the_letterhead(tmp_path: Path) -> None:
    subject = "Kết quả chuyển đổi số tỉnh Tuyên Quang năm 2025"
    head = f"ỦY BAN NHÂN DÂN\nTỈNH TUYÊN QUANG\nSố: 112/BC-UBND\n\nBÁO CÁO\n{subject}\n\n"
    document = parsing.parse_file(write(tmp_path, "report.txt", head + LONG))
    assert document.title == f"BÁO CÁO {subject}"
    assert document.text.endswith(LONG)


def test_a_letterhead_whose_cells_have_become_lines_is_no_title(tmp_path: Path) -> None:
    head = (
        "ỦY BAN NHÂN DÂN\nTỈNH TUYÊN QUANG\n-------\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n---------------\n|\nSố: 112/BC-UBND\n|\n"
        "Tuyên Quang, ngày\n08 tháng 01 năm 2024\n|\n"
    )
    text = f"{head}BÁO CÁO\nKẾT QUẢ CHUYỂN ĐỔI SỐ NĂM 2023\nI. KẾT QUẢ\n{LONG}\n"
    document = parsing.parse_file(write(tmp_path, "bao-cao.txt", text))
    assert document.title == "BÁO CÁO KẾT QUẢ CHUYỂN ĐỔI SỐ NĂM 2023"
    assert document.published_on == dt.date(2024, 1, 8)


def test_text_without_title_and_date(tmp_path: Path) -> None:
    document = parsing.parse_file(
        write(tmp_path, "c.txt", f"{LONG}\n\n{LONG.replace('86', '91')}\n\n Theo Song Lam (Báo Nghệ An)\n")
    )
    assert (document.title, document.published_on, document.original_publisher) == (None, None, "Báo Nghệ An")
    assert [kind for kind, _ in shown(document)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_text_encodings(tmp_path: Path, encoding: str) -> None:
    document = parsing.parse_file(write(tmp_path, "d.txt", PORTAL.encode(encoding)))
    assert document.published_on == dt.date(2023, 3, 15)
    assert LONG in document.text


def test_hard_wrapped_text_is_joined(tmp_path: Path) -> None:
    words, lines = (LONG + " " + LONG.replace("86", "91")).split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 70:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    document = parsing.parse_file(write(tmp_path, "e.txt", "\n".join(lines)))
    assert LONG in document.text


def test_a_line_broken_within_a_phrase_is_joined(tmp_path: Path) -> None:
    opening = (
        "Toàn tỉnh đã phủ sóng thông tin di động 4G đến các xã; mạng cáp quang được mở rộng, trong đó tỷ lệ hộ gia"
    )
    text = (
        f"Chuyển đổi số tỉnh Phú Yên năm 2024\n\nPhú Yên, ngày\n29 tháng 12 năm 2024\n\n{opening}\n"
        f"đình có Internet cáp quang đạt 71,8%.\n\n{LONG}\n\n{LONG.replace('86', '91')}\n"
    )
    document = parsing.parse_file(write(tmp_path, "gay.txt", text))
    assert f"{opening} đình có Internet cáp quang đạt 71,8%." in document.text
    assert document.published_on == dt.date(2024, 12, 29)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("Đến nay, toàn bộ 106/106 xã, phường, thị trấn trên địa bàn tỉnh Phú Yên đã có", "Tổ công nghệ số cộng đồng."),
        ("- Các huyện tiếp tục kiện toàn, phấn đấu đến hết quý", "I/2026 có 794/794 thôn thành lập tổ."),
    ],
)
def test_a_line_goes_on_behind_a_word_that_ends_nothing(tmp_path: Path, before: str, behind: str) -> None:
    text = f"Chuyển đổi số tỉnh Phú Yên năm 2025\n\n{before}\n{behind}\n\n{LONG}\n\n{LONG.replace('86', '91')}\n"
    document = parsing.parse_file(write(tmp_path, "tiep.txt", text))
    assert f"{before.removeprefix('- ')} {behind}" in document.text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Tin Tây Nguyên - Ngày đăng : 07:58, 23/09/2024", dt.date(2024, 9, 23)),
        ("Ngày đăng: 18/09/2023     Tác giả: Văn phòng Sở", dt.date(2023, 9, 18)),
        (" date 2025-10-23", dt.date(2025, 10, 23)),
        (f"(06/04/2025) - {LONG}", dt.date(2025, 4, 6)),
        (f"Hà Nội, 6-5-2025 - {LONG}", dt.date(2025, 5, 6)),
        (
            "| Số hiệu | 241/KH-UBND |\n| Ngày ban hành | 26/12/2025 |\n| Ngày có hiệu lực | 30/12/2025 |",
            dt.date(2025, 12, 26),
        ),
        ("HỘI ĐỒNG NHÂN DÂN |\nSố: 58/NQ-HĐND |\nPhú Yên, ngày 10 tháng 12 năm 2024 |", dt.date(2024, 12, 10)),
    ],
)
def test_dates_in_lines_that_say_more(tmp_path: Path, head: str, day: dt.date) -> None:
    text = f"Chuyển đổi số tỉnh Phú Yên năm 2024\n{head}\n\n{LONG}\n\n{LONG.replace('86', '91')}\n"
    assert parsing.parse_file(write(tmp_path, "ngay.txt", text)).published_on == day


def _dropped(name: str, body: bytes, meta: dict[str, str]) -> Document:
    """What a file of the inbox says, with what its sidecar said when it was taken in."""
    capture = make_capture(f"inbox:///{name}", purpose="file", content_type="", meta=meta)
    return parsing.parse_capture(capture, body, FakeSource(id="inbox", family="dropped_file", province="vn"))


def test_what_the_sidecar_says_wins() -> None:
    meta = {
        "url": "https://x.example.vn/a?id=1",
        "title": "Tên khác",
        "published_on": "2022-12-01",
        "province_code": "bac-kan",
    }
    document = _dropped("f.txt", PORTAL.encode(), meta)
    assert (document.url, document.title, document.province_code) == (meta["url"], "Tên khác", "bac-kan")
    assert (document.published_on, document.date_source) == (dt.date(2022, 12, 1), "sidecar")


def test_time_of_capture_is_the_files_own(tmp_path: Path) -> None:
    path = write(tmp_path, "g.txt", PORTAL)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    first = parsing.parse_file(path)
    assert first.captured_at == dt.datetime.fromtimestamp(1_700_000_000, dt.UTC)
    assert first == parsing.parse_file(path)


def test_html_file_is_read_as_its_family() -> None:
    page = Path(__file__).parents[3] / "fixtures" / "pages" / "nukeviet" / "article-1.html"
    document = _dropped("h.htm", page.read_bytes(), {"url": "https://vandon.example.vn/a-1.html"})
    assert document.parser == "nukeviet"
    assert document.published_on == dt.date(2024, 10, 7)


def _docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Lào Cai, ngày 05 tháng 3 năm 2024")
    document.add_heading("Báo cáo chuyển đổi số quý I", 0)
    document.add_paragraph(LONG)
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Huyện"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Hồ sơ"
    table.cell(1, 1).text, table.cell(1, 2).text = "Tổng", "Trực tuyến"
    for column, text in enumerate(("Bảo Thắng", "1.250", "980")):
        table.cell(2, column).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx_with_table(tmp_path: Path) -> None:
    document = parsing.parse_file(write(tmp_path, "i.docx", _docx()))
    assert document.title == "Báo cáo chuyển đổi số quý I"
    assert (document.published_on, document.date_source) == (dt.date(2024, 3, 5), "dateline")
    (table,) = [block for block in document.blocks if block.kind == "table"]
    assert document.text[table.start : table.end] == "Huyện | Hồ sơ\nTổng | Trực tuyến\nBảo Thắng | 1.250 | 980"
    grid = {(cell.row, cell.column): cell for cell in table.cells}
    assert grid[1, 0].text == "Huyện"
    assert grid[0, 2].start == grid[0, 1].start


def _pdf(lines: list[str]) -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(("BT /F1 12 Tf 50 800 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET").encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pdf_lines_are_joined_to_paragraphs(tmp_path: Path) -> None:
    wrapped = [
        "Bao cao chuyen doi so",
        "Toan tinh co 1.473 to cong nghe so cong dong hoat dong tai cac thon,",
        "ban va khu pho trong nam 2022.",
        "Ty le dat 85%.",
    ]
    document = parsing.parse_file(write(tmp_path, "j.pdf", _pdf(wrapped)))
    assert "tai cac thon, ban va khu pho trong nam 2022." in document.text
    with pytest.raises(parsing.EmptyBody, match="scanned"):
        parsing.parse_file(write(tmp_path, "k.pdf", _pdf([])))


def test_bombs_and_broken_containers(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/document.xml", b"0" * 70_000_000)
    with pytest.raises(parsing.FileTooLarge, match=r"word/document\.xml"):
        parsing.parse_file(write(tmp_path, "l.docx", bomb.getvalue()))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as container:
        container.writestr("xl/workbook.xml", b"<x/>")
    for body in (other.getvalue(), b"PK\x03\x04 nothing", b"%PDF-1.4 nothing", _docx()[:900]):
        with pytest.raises(parsing.BrokenFile, match=r"m\.docx"):
            parsing.parse_file(write(tmp_path, "m.docx", body))
    with pytest.raises(parsing.BrokenFile, match="PDF"):
        parsing.parse_file(write(tmp_path, "n.pdf", b"%PDF-1.4 nothing"))


def test_entities_in_docx_are_not_expanded(tmp_path: Path) -> None:
    source = zipfile.ZipFile(io.BytesIO(_docx()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                head, _, rest = data.partition(b"?>")
                data = (
                    head
                    + b'?><!DOCTYPE d [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;&a;&a;">]>'
                    + rest.replace(b"Huy", b"&b;Huy", 1)
                )
            container.writestr(name, data)
    try:
        text = parsing.parse_file(write(tmp_path, "o.docx", out.getvalue())).text
    except parsing.BrokenFile:
        return
    assert "AAAA" not in text


@pytest.mark.parametrize(
    ("name", "body", "failure"),
    [
        ("a.txt", b"", parsing.EmptyBody),
        ("a.txt", b" \n\t\n", parsing.EmptyBody),
        ("a.txt", "Xem với cỡ chữ\n.\n".encode(), parsing.EmptyBody),
        ("a.txt", b"\x00\x00\x01\x02" * 200, parsing.UnsupportedFile),
        ("a.txt", b"%PDF-1.7", parsing.UnsupportedFile),
        ("a.txt", b"GIF89a of some size", parsing.UnsupportedFile),
        ("a.html", b"Rar!\x1a\x07 and what is in it", parsing.UnsupportedFile),
        ("a.html", b"\x1f\x8b\x08 and what is in it", parsing.UnsupportedFile),
        ("a.xlsx", b"PK\x03\x04", parsing.UnsupportedFile),
        ("a", b"abc", parsing.UnsupportedFile),
    ],
)
def test_refused_files_are_named(tmp_path: Path, name: str, body: bytes, failure: type[parsing.ParseError]) -> None:
    with pytest.raises(failure, match=name):
        parsing.parse_file(write(tmp_path, name, body))


def test_huge_file_is_refused_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 1000)
    with pytest.raises(parsing.FileTooLarge, match="at most 1000"):
        parsing.parse_file(write(tmp_path, "p.txt", PORTAL))


def test_dropped_file_capture_dispatches_by_suffix_and_type() -> None:
    source = FakeSource(id="inbox", family="dropped_file", province="vn")
    for url, kind in (
        ("file:///in/bai%20viet.txt", ""),
        ("https://x.example.vn/tep?id=1", "text/plain; charset=utf-8"),
    ):
        capture = make_capture(
            url, purpose="file", content_type=kind, meta={"province_code": "bac-kan", "url": "https://x.example.vn/b"}
        )
        document = parsing.parse_capture(capture, PORTAL.encode(), source)
        assert document.url == "https://x.example.vn/b"
        assert document.province_code == "bac-kan"
        assert document.published_on == dt.date(2023, 3, 15)
    with pytest.raises(parsing.UnsupportedFile):
        parsing.parse_capture(
            make_capture("file:///in/a.zip", purpose="file", content_type="application/zip"), b"PK", source
        )
    nowhere = parsing.parse_capture(
        make_capture("file:///in/a.txt", purpose="file", content_type="text/plain"), PORTAL.encode(), source
    )
    assert nowhere.province_code is None


def test_every_line_is_looked_at_a_few_times_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each line once looked for the next that is no furniture: half a megabyte of short lines took twenty seconds."""
    asked = 0
    is_furniture = roles.is_furniture

    def counted(text: str) -> bool:
        nonlocal asked
        asked += 1
        return is_furniture(text)

    monkeypatch.setattr(roles, "is_furniture", counted)
    lines = 3_000
    parsing.parse_file(write(tmp_path, "ngan.txt", f"Tin của tỉnh Phú Yên\n\n{LONG}\n\n" + "100%\n" * lines))
    assert asked < 10 * lines


@pytest.mark.parametrize("opening", ["Đến nay", "Ước tính", "Ở tỉnh", "Ấn tượng là", "Hiện nay"])
def test_a_heading_stays_apart_from_a_wrapped_paragraph_whatever_capital_that_begins_with(opening: str) -> None:
    lines = [
        "II. Xã hội số",
        f"{opening}, tỷ lệ người dân trưởng thành có tài khoản",
        "định danh điện tử đạt 82,5%, tăng so với năm trước và",
        "cao hơn mức bình quân của vùng, theo số liệu của ngành",
        "công an.",
    ]
    assert unwrap(lines)[0] == "II. Xã hội số"


def test_a_paragraph_broken_at_a_fixed_width_is_joined_beside_a_wide_table() -> None:
    rows = [
        f"{n} | Tỷ lệ hồ sơ trực tuyến của các cơ quan, đơn vị, địa phương trong tỉnh | {n}0 | - | -" for n in range(9)
    ]
    prose = [
        "Nhận xét: Đến hết quý I, có bốn chỉ tiêu đạt và vượt kế hoạch năm. Toàn tỉnh hiện có 883 Tổ",
        "công nghệ số cộng đồng với 6.918 thành viên. Kinh phí chi cho chuyển đổi số năm 2026 được",
        "100% huyện, thị xã bố trí.",
    ]
    assert unwrap([*rows, "", *prose, "", "Một dòng khác."]) == [*rows, "", " ".join(prose), "", "Một dòng khác."]


def test_lines_of_even_length_that_each_say_something_whole_are_left() -> None:
    rows = [
        f"{n} | Tỷ lệ hồ sơ trực tuyến của các cơ quan, đơn vị, địa phương trong tỉnh | {n}0 | - | -" for n in range(9)
    ]
    lines = [
        "Toàn tỉnh có 6.842 trạm BTS, trong đó có 318 trạm 5G tại các khu công nghiệp;",
        "tỷ lệ hộ gia đình có đường truyền Internet cáp quang băng rộng đạt gần 88,6%;",
        "tỷ lệ thôn, xóm, tổ dân phố được phủ sóng di động băng rộng đã đạt tới 99,2%.",
    ]
    assert unwrap([*rows, "", *lines]) == [*rows, "", *lines]

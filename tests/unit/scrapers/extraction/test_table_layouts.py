"""One table of goals and results, under every header and in every layout that pages and saved texts have for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from tests.unit.scrapers.extraction.layouts import LAYOUTS, bars, page_with

ROWS = (
    ("Tỷ lệ hồ sơ trực tuyến", "%", "85", "88,5"),
    ("Tỷ trọng kinh tế số trong GRDP", "%", "12", "11,4"),
    ("Số doanh nghiệp công nghệ số", "doanh nghiệp", "500", "512"),
    ("Số tổ công nghệ số cộng đồng", "tổ", "1.200", "1.234"),
)
FACTS = {
    ("online_dossier_share", "target", 85.0),
    ("online_dossier_share", "actual", 88.5),
    ("digital_economy_grdp_share", "target", 12.0),
    ("digital_economy_grdp_share", "actual", 11.4),
    ("digital_tech_enterprises", "target", 500.0),
    ("digital_tech_enterprises", "actual", 512.0),
    ("community_digital_teams", "target", 1200.0),
    ("community_digital_teams", "actual", 1234.0),
}
HEADERS = (
    ("STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện năm 2024"),
    ("TT", "Nội dung", "ĐVT", "Mục tiêu 2024", "Kết quả 2024"),
    ("STT", "Tên chỉ tiêu", "Đơn vị", "Chỉ tiêu giao năm 2024", "Ước thực hiện 2024"),
    ("", "Chỉ tiêu", "ĐVT", "KH 2024", "TH 2024"),
    ("Số TT", "Chỉ số", "Đơn vị tính", "Mục tiêu", "Kết quả đạt được"),
    ("STT", "Nhiệm vụ, chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện"),
)


@pytest.mark.parametrize("unit_in_label", [False, True], ids=["a column of units", "units in the label"])
@pytest.mark.parametrize(
    ("header", "layout"),
    # A head without words has no line of its own.
    [(h, name) for h in HEADERS for name in LAYOUTS if h[0] or not name.startswith("a cell a line")],
)
def test_a_table_gives_its_goals_and_results(
    extractor: Extractor, tmp_path: Path, header: tuple[str, ...], layout: str, unit_in_label: bool
) -> None:
    rows = [list(header), *([str(number), *row] for number, row in enumerate(ROWS, 1))]
    if unit_in_label:
        rows = [rows[0][:2] + rows[0][3:], *([row[0], f"{row[1]} ({row[2]})", *row[3:]] for row in rows[1:])]
    suffix, write = LAYOUTS[layout]
    file = tmp_path / f"bang.{suffix}"
    file.write_text(write(rows), encoding="utf-8")
    found = extractor.read(parse_file(file)).observations
    assert {(row.indicator_code, row.kind, row.value) for row in found} == FACTS
    assert {(row.period, row.province_code) for row in found} == {("2024", "lao-cai")}


@pytest.mark.parametrize(
    "comparison",
    [
        "% so với KH", "Tỷ lệ % so với kế hoạch", "% hoàn thành kế hoạch", "Tỷ lệ thực hiện/kế hoạch (%)", "TH/KH (%)",
        "So sánh TH/KH", "% so cùng kỳ", "So cùng kỳ (%)", "% TH so KH", "2024/2023 (%)", "Mức độ hoàn thành",
        "% so năm trước", "% đạt so với chỉ tiêu giao", "Tỷ lệ thực hiện so với mục tiêu", "Đạt % KH", "% KH năm",
    ],
)  # fmt: skip
def test_a_column_that_compares_holds_no_values(extractor: Extractor, tmp_path: Path, comparison: str) -> None:
    header = [*HEADERS[0], comparison]
    compared = ("103,5", "95", "102,4", "102,8")
    rows = [
        header,
        *([str(number), *row, more] for number, (row, more) in enumerate(zip(ROWS, compared, strict=True), 1)),
    ]
    file = tmp_path / "bang.txt"
    file.write_text(bars(rows), encoding="utf-8")
    reading = extractor.read(parse_file(file))
    assert {(row.indicator_code, row.kind, row.value) for row in reading.observations} == FACTS
    assert {(left.value_text, left.reason) for left in reading.unmapped} == {
        (text, "relative_to_plan_or_period") for text in compared
    }


@pytest.mark.parametrize("header", ["Tỷ lệ đạt (%)", "Tỷ lệ năm 2024", "% năm 2024", "Mức đạt", "Tỷ lệ kế hoạch (%)"])
def test_a_column_of_shares_is_no_comparison(extractor: Extractor, tmp_path: Path, header: str) -> None:
    file = tmp_path / "bang.txt"
    file.write_text(bars([["STT", "Chỉ tiêu", header], ["1", "Tỷ lệ hồ sơ trực tuyến", "88,5"]]), encoding="utf-8")
    (row,) = extractor.read(parse_file(file)).observations
    assert (row.indicator_code, row.value) == ("online_dossier_share", 88.5)


@pytest.mark.parametrize(
    ("above", "period"),
    [
        ("Ngày 09/01/2025, UBND tỉnh Lào Cai công bố các chỉ tiêu sau:", "2025-01-10"),
        ("Giai đoạn 2021 - 2024, tỉnh Lào Cai đạt các chỉ tiêu sau:", "2021..2024"),
        ("Tính đến ngày 31/12/2024, tỉnh Lào Cai đạt các chỉ tiêu sau:", "2024-12-31"),
    ],
)
def test_the_line_above_a_table_dates_it_unless_it_tells_of_an_event(
    extractor: Extractor, tmp_path: Path, above: str, period: str
) -> None:
    file = tmp_path / "bang.txt"
    table = "| STT | Nội dung | Kết quả |\n| 1 | Tỷ lệ hồ sơ trực tuyến (%) | 88,5 |"
    file.write_text(f"Chuyển đổi số ở tỉnh Lào Cai\n\n10/01/2025\n\n{above}\n\n{table}\n", encoding="utf-8")
    (row,) = extractor.read(parse_file(file)).observations
    assert (row.indicator_code, row.value, row.period) == ("online_dossier_share", 88.5, period)


def test_a_table_of_years_gives_the_index_that_its_own_headers_name(extractor: Extractor, tmp_path: Path) -> None:
    table = "Năm | Điểm PCI | Xếp hạng\n2021 | 60,53 | 58\n2022 | 64,22 | 44\n2023 | 67,83 | 19"
    file = tmp_path / "bang.txt"
    title = "Chỉ số PAR INDEX và PCI của tỉnh Ninh Bình"
    file.write_text(f"{title}\n\nKết quả các năm của tỉnh Ninh Bình:\n\n{table}\n", encoding="utf-8")
    found = extractor.read(parse_file(file)).observations
    assert [(row.indicator_code, row.value, row.period, row.province_code) for row in found] == [
        (code, value, year, "ninh-binh")
        for year, score, rank in (("2021", 60.53, 58), ("2022", 64.22, 44), ("2023", 67.83, 19))
        for code, value in (("pci_score", score), ("pci_rank", rank))
    ]


def test_members_below_a_row_go_on_with_its_label(extractor: Extractor, tmp_path: Path) -> None:
    rows = (
        "TT\nChỉ tiêu\nGiao năm 2023\nĐạt được năm 2023\n1\nHồ sơ gửi qua mạng\n30%\n71,5%\n"
        "2\nHồ sơ công việc giải quyết trên môi trường mạng\n2.1\nCơ quan cấp tỉnh\n96%\n98%\n"
        "2.2\nCơ quan cấp huyện\n90%\n94%"
    )
    file = tmp_path / "bang.txt"
    title = "Kế hoạch chuyển đổi số của tỉnh Quảng Trị năm 2024"
    file.write_text(f"{title}\n\nSố liệu tổng hợp của tỉnh Quảng Trị như sau:\n\n{rows}\n", encoding="utf-8")
    found = extractor.read(parse_file(file)).observations
    assert [(row.indicator_code, row.kind, row.value) for row in found][-4:] == [
        ("work_dossier_province_share", "target", 96),
        ("work_dossier_province_share", "actual", 98),
        ("work_dossier_district_share", "target", 90),
        ("work_dossier_district_share", "actual", 94),
    ]


def test_the_name_of_a_section_that_spans_all_columns_is_no_header(extractor: Extractor, tmp_path: Path) -> None:
    head = (
        '<tr><td rowspan="2">TT</td><td rowspan="2">Chỉ tiêu</td><td rowspan="2">ĐVT</td><td colspan="2">Năm 2024</td>'
        '<td rowspan="2">Kế hoạch năm 2025</td></tr><tr><td>Kế hoạch</td><td>Thực hiện</td></tr>'
    )
    sections = (
        ("Chính quyền số", "Tỷ lệ hồ sơ trực tuyến", 80, 85.5, 90),
        ("Kinh tế số", "Tỷ trọng kinh tế số", 12, 11.5, 15),
    )
    body = "".join(
        f'<tr><td>{"I" * place}</td><td colspan="5">{section}</td></tr>'
        f"<tr><td>{place}</td><td>{label}</td><td>%</td>" + "".join(f"<td>{value}</td>" for value in values) + "</tr>"
        for place, (section, label, *values) in enumerate(sections, 1)
    )
    file = tmp_path / "bang.html"
    file.write_text(page_with(f"<table>{head}{body}</table>"), encoding="utf-8")
    found = extractor.read(parse_file(file)).observations
    assert [(row.indicator_code, row.kind, row.value, row.period) for row in found] == [
        (code, kind, value, year)
        for code, values in (("online_dossier_share", (80, 85.5, 90)), ("digital_economy_grdp_share", (12, 11.5, 15)))
        for kind, value, year in zip(("target", "actual", "target"), values, ("2024", "2024", "2025"), strict=True)
    ]

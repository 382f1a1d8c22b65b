"""Tables in plain texts whose cells bars hold apart: drawn ones, and rows that are broken within a cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import parsing
from scrapers.parsing.plain_tables.broken_rows import with_whole_rows
from tests.unit.scrapers.parsing.support import LONG, tables_of, write


def test_rules_of_a_drawn_table_are_no_rows_and_bars_need_no_space(tmp_path: Path) -> None:
    table = """
+----------+-------------+----------+
| Năm      | Xếp hạng| Điểm     |
+==========+=============+==========+
| 2022     | 51||
| 2023     | 49| 0,51     |
+----------+-------------+----------+"""
    (rows,) = tables_of(tmp_path, table)
    assert rows == [["Năm", "Xếp hạng", "Điểm"], ["2022", "51", "-"], ["2023", "49", "0,51"]]


def test_words_over_several_columns_of_a_drawn_table_stand_once_below_its_heads(tmp_path: Path) -> None:
    table = """
+-----------+-----------------------+
| Đơn vị    | Hồ sơ tiếp nhận       |
|           +-----------+-----------+
|           | Tổng số   | Trực tuyến|
+-----------+-----------+-----------+
| Sở Tư pháp| 9.140     | 7.311     |
| Sở Y tế   | 812 (chưa phân loại)  |
+-----------+-----------+-----------+"""
    (rows,) = tables_of(tmp_path, table)
    assert rows == [
        ["Đơn vị", "Hồ sơ tiếp nhận Tổng số", "Hồ sơ tiếp nhận Trực tuyến"],
        ["Sở Tư pháp", "9.140", "7.311"],
        ["Sở Y tế", "812 (chưa phân loại)", "-"],
    ]


def test_a_drawn_table_with_more_cells_than_columns_loses_none_of_them(tmp_path: Path) -> None:
    table = """
+---------+---------+
| Năm     | Điểm    |
+---------+---------+
| 2022    | 51 | 63 |
| 2023    | 49      |
+---------+---------+"""
    text = f"Tin của tỉnh Phú Yên\n\n{LONG}\n\n{table}\n\n{LONG}\n"
    document = parsing.parse_file(write(tmp_path, "du.txt", text))
    assert all(number in document.text for number in ("51", "63", "49"))


BROKEN_ROWS = (
    "TT | Chỉ tiêu | Năm 2024 | Chủ trì{end}\n"
    "1 | Hồ sơ trực tuyến | 60% | Văn phòng{end}\n"
    "2 | Hồ sơ công việc trên môi trường mạng | Cấp huyện: 90%\nCấp xã: 80% | Sở Nội vụ{end}\n"
    "3 | Kinh tế số\ntrong GRDP | 18% | Cục{end}\n"
    "4 | Hộ có cáp quang | 85% | Sở{end}"
)


@pytest.mark.parametrize("end", ["", " |"])
def test_a_cell_over_several_lines_does_not_break_its_row(tmp_path: Path, end: str) -> None:
    (table,) = tables_of(tmp_path, BROKEN_ROWS.format(end=end))
    rows = [row[1:3] for row in table]
    assert rows[2] == ["Hồ sơ công việc trên môi trường mạng", "Cấp huyện: 90% Cấp xã: 80%"]
    assert rows[4] == ["Hộ có cáp quang", "85%"]


def test_heads_that_go_on_in_further_lines_are_one_row(tmp_path: Path) -> None:
    table = (
        "STT | Chỉ tiêu | Thực hiện\nnăm 2025 | Kế hoạch\nnăm 2026 | Cơ quan chủ trì\n"
        "A | Hạ tầng số | | |\n1 | Tỷ lệ phủ sóng 5G | 61,5% | 75% | Sở KH&CN\n2 | Số trạm BTS 5G | 1.246 | 2.000 |"
    )
    (rows,) = tables_of(tmp_path, table)
    assert rows[0] == ["STT", "Chỉ tiêu", "Thực hiện năm 2025", "Kế hoạch năm 2026", "Cơ quan chủ trì"]
    assert rows[2] == ["1", "Tỷ lệ phủ sóng 5G", "61,5%", "75%", "Sở KH&CN"]


def test_short_rows_and_sections_are_no_broken_rows(tmp_path: Path) -> None:
    rows = "TT | Chỉ tiêu | 2024 | 2025\nI | Chính quyền số\n1 | Hồ sơ | 60 | 70\nII | Kinh tế số\n2 | GRDP | 18 | 20"
    (table,) = tables_of(tmp_path, rows)
    assert [row[:2] for row in table] == [
        ["TT", "Chỉ tiêu"],
        ["I", "Chính quyền số"],
        ["1", "Hồ sơ"],
        ["II", "Kinh tế số"],
        ["2", "GRDP"],
    ]


@given(st.lists(st.text(alphabet="12aIx| -", max_size=30), max_size=30))
def test_rows_are_made_whole_without_losing_a_word(lines: list[str]) -> None:
    assert " ".join(" ".join(with_whole_rows(lines)).split()) == " ".join(" ".join(lines).split())


def test_two_bars_on_end_are_an_empty_cell_where_bars_have_spaces(tmp_path: Path) -> None:
    (table,) = tables_of(
        tmp_path,
        "TT | Đơn vị | Năm 2022 || Năm 2023 ||\n | | Điểm | Hạng | Điểm | Hạng |\n"
        "1 | Huyện Ninh Hải | 701,95 | 2 | 794,83 | 3 |\n2 | Huyện Bác Ái | 541,26 | 7 | 618,34 | 7 |",
    )
    assert [len(row) for row in table] == [len(table[0])] * len(table)
    assert table[0][2:5] == ["Năm 2022", "", "Năm 2023"]


def test_a_line_that_is_broken_before_its_number_goes_on(tmp_path: Path) -> None:
    text = (
        "Kết quả sáu tháng đầu năm\n\n08/07/2024\n\n"
        "Văn phòng yêu cầu các đơn vị phấn đấu tỷ lệ hồ sơ trực tuyến đạt từ\n70% trở lên.\n\n"
        "Tỷ trọng thương mại điện tử trong tổng mức bán lẻ hàng hóa toàn tỉnh năm\n2023 ước đạt 7,8%.\n\n"
        "Toàn tỉnh có 204/204 xã, phường, thị trấn có sóng di động,\nđạt 100%.\n\n"
        "Những việc cần làm để mọi chỉ tiêu đều được nâng lên\n1. Rà soát thủ tục hành chính.\n"
    )
    said = parsing.parse_file(write(tmp_path, "in.txt", text)).text
    for joined in ("đạt từ 70% trở lên", "năm 2023 ước đạt", "sóng di động, đạt 100%", "nâng lên\n1. Rà soát"):
        assert joined in said

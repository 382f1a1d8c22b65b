"""Tables in plain texts without marks: one space between the cells, two rows of tabs, a row for each time, CSV."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import parsing
from scrapers.parsing.plain_tables.numbered_rows import rows_of_numbered_cells
from scrapers.parsing.plain_tables.quoted_rows import rows_of_quoted
from scrapers.parsing.plain_tables.spaced_rows import rows_of_spaced
from scrapers.parsing.plain_tables.timed_rows import rows_of_times
from tests.unit.scrapers.parsing.support import LONG, tables_of, write

SPACED = """STT Chỉ tiêu ĐVT Năm 2021 Năm 2022 Năm 2023
I Hạ tầng số
1 Số trạm BTS Trạm 6.935 7.240 7.786
2 Tỷ lệ hộ có Internet cáp quang % 64,8 71,5 78,9
3 Tỷ lệ dân số phủ sóng 4G % 96,5 - 98,9"""


def test_cells_that_one_space_holds_apart_are_a_table_below_as_many_heads(tmp_path: Path) -> None:
    (rows,) = tables_of(tmp_path, SPACED)
    assert rows == [
        ["STT", "Chỉ tiêu", "ĐVT", "Năm 2021", "Năm 2022", "Năm 2023"],
        ["I", "Hạ tầng số", "-", "-", "-", "-"],
        ["1", "Số trạm BTS", "Trạm", "6.935", "7.240", "7.786"],
        ["2", "Tỷ lệ hộ có Internet cáp quang", "%", "64,8", "71,5", "78,9"],
        ["3", "Tỷ lệ dân số phủ sóng 4G", "%", "96,5", "-", "98,9"],
    ]


def test_the_numbers_of_columns_stay_in_their_table(tmp_path: Path) -> None:
    heads, *rows = SPACED.split("\n")
    (spaced,) = tables_of(tmp_path, "\n".join([heads, "A (1) (2) (3)=(2)/(1)", *rows]))
    assert spaced[1] == ["-", "-", "A", "(1)", "(2)", "(3)=(2)/(1)"]
    stacked = ["TT", "Chỉ tiêu", "Kết quả", "(1)", "(2)", "1", "Trạm", "5", "2", "Tổ", "6", "3", "Chợ", "7"]
    assert rows_of_numbered_cells(stacked, "|")[:2] == ["TT|Chỉ tiêu|Kết quả", "-|(1)|(2)"]


@pytest.mark.parametrize(
    "heads", ["STT Chỉ tiêu ĐVT Năm 2021 Năm 2022 Năm 2023 Năm 2024", "Số liệu của ba năm", "Các năm 2021, 2022, 2023:"]
)
def test_heads_that_do_not_come_to_as_many_as_the_values_make_no_table(heads: str) -> None:
    lines = [heads, *SPACED.split("\n")[2:]]
    assert rows_of_spaced(lines, " | ") == lines


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Hồ sơ trực tuyến", "Phủ sóng 5G", "Sản phẩm OCOP"]),
            st.lists(st.sampled_from(["12", "3.456", "78,9", "85,2%", "-"]), min_size=3, max_size=3),
        ),
        min_size=3,
        max_size=6,
    ).filter(lambda rows: sum(any(value[0].isdigit() for value in values) for _, values in rows) >= 3)
)
def test_a_spaced_table_comes_back_as_it_was(rows: list[tuple[str, list[str]]]) -> None:
    lines = ["Chỉ tiêu 2022 2023 2024", *(" ".join([label, *values]) for label, values in rows)]
    assert rows_of_spaced(lines, "|") == ["Chỉ tiêu|2022|2023|2024", *("|".join([label, *v]) for label, v in rows)]


def test_two_rows_of_tabs_are_heads_over_values(tmp_path: Path) -> None:
    (rows,) = tables_of(tmp_path, "Đơn vị\tTiếp nhận\tTrực tuyến\nToàn tỉnh\t97.298\t84.052")
    assert rows == [["Đơn vị", "Tiếp nhận", "Trực tuyến"], ["Toàn tỉnh", "97.298", "84.052"]]


def test_a_row_for_each_time_one_below_the_other_is_a_table() -> None:
    cells = ["Thời điểm", "Số trạm BTS", "Quý I", "98", "Quý II", "164", "Cả năm", "164", "Nguồn: Sở"]
    assert rows_of_times(cells, "|") == [
        "Thời điểm|Số trạm BTS",
        "Quý I|98",
        "Quý II|164",
        "Cả năm|164",
        "Nguồn: Sở",
    ]
    assert rows_of_times(cells[:6], "|") == cells[:6]  # two rows are none


def test_rows_of_a_spreadsheet_are_a_table_and_prose_with_commas_is_none() -> None:
    rows = ['TT,"Huyện, thị xã","Tỷ lệ (%)"', '1,"Đông Hà","94,4"', '2,"Cam Lộ",85', '3,"Gio Linh",-']
    prose = "Các huyện Cam Lộ, Gio Linh, Hải Lăng đạt 80%."
    expected = ["TT|Huyện, thị xã|Tỷ lệ (%)", "1|Đông Hà|94,4", "2|Cam Lộ|85", "3|Gio Linh|-", prose]
    assert rows_of_quoted([*rows, prose], "|") == expected
    assert rows_of_quoted([prose] * 3, "|") == [prose] * 3
    assert rows_of_quoted(rows[:2], "|") == rows[:2]
    assert rows_of_quoted(['1,"chưa đóng', '2,"chưa đóng', '3,"chưa đóng'], "|")[0] == '1,"chưa đóng'


def test_titles_and_notes_that_commas_fill_up_are_no_rows_of_a_sheet(tmp_path: Path) -> None:
    table = (
        '"Biểu 3: Các chỉ tiêu năm 2025, kế hoạch năm 2026",,,\n'
        "TT,Chỉ tiêu,Năm 2024,Năm 2025\n"
        "I,Hạ tầng số,,\n"
        '1,Số trạm BTS,5.126,"5.418"\n'
        '2,"Tỷ lệ thôn, bản có sóng","95,3","96,8"\n'
        '3,Tỷ lệ hộ có cáp quang,"61,2",\n'
        '"Ghi chú: Số liệu năm 2025 là ước tính.",,,'
    )
    text = parsing.parse_file(write(tmp_path, "bieu.txt", f"Tin của tỉnh\n\n{LONG}\n\n{table}\n\n{LONG}\n")).text
    assert "\nBiểu 3: Các chỉ tiêu năm 2025, kế hoạch năm 2026\nTT | Chỉ tiêu | Năm 2024 | Năm 2025\n" in text
    assert "\nI | Hạ tầng số | - | -\n" in text
    assert text.endswith("\nGhi chú: Số liệu năm 2025 là ước tính.")


def test_a_ranking_with_words_behind_its_points(tmp_path: Path) -> None:
    (table,) = tables_of(
        tmp_path,
        "Hạng Đơn vị Nhận thức số Hạ tầng số Tổng điểm Mức độ\n"
        "1 Sở Tài chính 45,00 50,00 411,40 Tốt\n2 Ban Dân tộc tỉnh 30,00 37,50 277,44 Trung bình\n"
        "3 Sở Y tế 38,50 44,00 268,70 Trung bình",
    )
    assert table[0] == ["Hạng", "Đơn vị", "Nhận thức số", "Hạ tầng số", "Tổng điểm", "Mức độ"]
    assert table[2] == ["2", "Ban Dân tộc tỉnh", "30,00", "37,50", "277,44", "Trung bình"]

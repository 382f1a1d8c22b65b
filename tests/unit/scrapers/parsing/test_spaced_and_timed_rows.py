"""Tables in plain texts without marks: one space between the cells, two rows of tabs, a row for each time, CSV."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.parsing.plain_tables.numbered_rows import rows_of_numbered_cells
from scrapers.parsing.plain_tables.quoted_rows import rows_of_quoted
from scrapers.parsing.plain_tables.spaced_rows import rows_of_spaced
from scrapers.parsing.plain_tables.timed_rows import rows_of_times
from tests.unit.scrapers.parsing.support import tables_of

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

"""Tables in plain texts: bars with and without a frame, columns of white space, cells a line each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import parsing
from scrapers.parsing.plain_tables.numbered_rows import rows_of_numbered_cells
from tests.unit.scrapers.parsing.support import LONG, tables_of, write


def test_lines_that_head_sections_of_a_table_do_not_end_it(tmp_path: Path) -> None:
    text = (
        "Kế hoạch chuyển đổi số tỉnh Phú Yên năm 2024\n\nCác chỉ tiêu của năm 2023 được thực hiện như sau:\n\n"
        "Chỉ tiêu | Đề ra | Kết quả\na) Chính quyền số\nHồ sơ nộp trực tuyến | 40% | 61,5%\n"
        "b) Xã hội số\nHộ gia đình có cáp quang | 65% | 72,3%\n\nNguồn: Sở Thông tin và Truyền thông.\n"
    )
    document = parsing.parse_file(write(tmp_path, "bang.txt", text))
    tables = [block for block in document.blocks if block.kind == "table"]
    assert [[cell.text for cell in table.cells if cell.column == 0] for table in tables] == [
        ["Chỉ tiêu", "a) Chính quyền số", "Hồ sơ nộp trực tuyến", "b) Xã hội số", "Hộ gia đình có cáp quang"]
    ]


@pytest.mark.parametrize("gap", ["   ", "\t", " \t "])
def test_columns_of_white_space_are_a_table(tmp_path: Path, gap: str) -> None:
    rows = (
        ("TT", "Chỉ tiêu", "ĐVT", "TH 2019", "TH 2020"),
        ("1", "Hộ gia đình có Internet cáp quang", "%", "31,4", "38,2"),
        ("2", "Người dân sử dụng Internet", "%", "44", "53"),
    )
    table = "\n".join(gap.join(row) for row in rows)
    text = f"Tổng kết công tác năm 2020 của tỉnh Phú Yên\n\n{LONG}\n\n{table}\n\n{LONG}\n"
    document = parsing.parse_file(write(tmp_path, "cot.txt", text))
    (found,) = [block for block in document.blocks if block.kind == "table"]
    assert [cell.text for cell in found.cells] == [cell for row in rows for cell in row]


def test_wide_spaces_in_prose_are_no_table(tmp_path: Path) -> None:
    text = f"Tin của tỉnh Phú Yên\n\nLượt xem: 842   Cỡ chữ: A   In bài\n\n{LONG}   {LONG}\n"
    document = parsing.parse_file(write(tmp_path, "rong.txt", text))
    assert not [block for block in document.blocks if block.kind == "table"]


STACKED = """Kế hoạch chuyển đổi số tỉnh Phú Yên năm 2024

Kết quả một số chỉ tiêu của năm 2023:

Chỉ tiêu

Đề ra năm 2023

Kết quả thực hiện

Đánh giá

a) Chính quyền số

- Hồ sơ nộp trực tuyến

50%

61,8%

Vượt

- Hồ sơ công việc được xử lý trên môi trường mạng

+ Cấp tỉnh

95%

96,4%

Vượt

+ Cấp huyện

(trừ hồ sơ mật)

85%

83%

Chưa đạt

b) Xã hội số

- Tỷ trọng kinh tế số trong GRDP

8%

Chưa công bố

- Hộ gia đình có cáp quang

≥ 70%

74,2%

Vượt
"""


def test_cells_one_below_the_other_are_a_table(tmp_path: Path) -> None:
    document = parsing.parse_file(write(tmp_path, "chong.txt", f"{STACKED}\n{LONG}\n"))
    (table,) = [block for block in document.blocks if block.kind == "table"]
    rows = [[cell.text for cell in table.cells if cell.row == row] for row in range(8)]
    assert rows == [
        ["Chỉ tiêu", "Đề ra năm 2023", "Kết quả thực hiện", "Đánh giá"],
        ["a) Chính quyền số"],
        ["- Hồ sơ nộp trực tuyến", "50%", "61,8%", "Vượt"],
        ["- Hồ sơ công việc được xử lý trên môi trường mạng Cấp tỉnh", "95%", "96,4%", "Vượt"],
        ["- Hồ sơ công việc được xử lý trên môi trường mạng Cấp huyện (trừ hồ sơ mật)", "85%", "83%", "Chưa đạt"],
        ["b) Xã hội số"],
        ["- Tỷ trọng kinh tế số trong GRDP", "8%", "Chưa công bố", "-"],
        ["- Hộ gia đình có cáp quang", "≥ 70%", "74,2%", "Vượt"],
    ]


NUMBERED = """\
TT

Chỉ tiêu

Giao năm 2023

Đạt được

Ghi chú

I

Nhóm chính quyền số

1

Hồ sơ gửi qua mạng

30%

71,5%

Vượt

2

Hồ sơ công việc giải quyết qua mạng

2.1

Cơ quan cấp tỉnh

96%

96%

2.2

Cơ quan cấp huyện

90%

94%

Vượt

3

Số điểm hỗ trợ

3

4

Hoàn thành

4

Số cuộc tập huấn

5

6
"""


def test_numbered_rows_one_below_the_other_are_a_table(tmp_path: Path) -> None:
    document = parsing.parse_file(
        write(tmp_path, "so.txt", f"Kế hoạch của tỉnh\n\n{LONG}\n\n{NUMBERED}\n\n{LONG.replace('86', '91')}\n")
    )
    (table,) = [block for block in document.blocks if block.kind == "table"]
    rows = [[cell.text for cell in table.cells if cell.row == row] for row in range(8)]
    assert rows == [
        ["TT", "Chỉ tiêu", "Giao năm 2023", "Đạt được", "Ghi chú"],
        ["I", "Nhóm chính quyền số", "-", "-", "-"],
        ["1", "Hồ sơ gửi qua mạng", "30%", "71,5%", "Vượt"],
        ["2", "Hồ sơ công việc giải quyết qua mạng", "-", "-", "-"],
        ["2.1", "Cơ quan cấp tỉnh", "96%", "96%", "-"],
        ["2.2", "Cơ quan cấp huyện", "90%", "94%", "Vượt"],
        ["3", "Số điểm hỗ trợ", "3", "4", "Hoàn thành"],
        ["4", "Số cuộc tập huấn", "5", "6", "-"],
    ]
    assert document.text.endswith(LONG.replace("86", "91"))


@given(
    values=st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 40).map(str), min_size=width, max_size=width), min_size=3, max_size=9
        )
    )
)
def test_a_numbered_table_without_gaps_comes_back_as_it_was(values: list[list[str]]) -> None:
    heads = [f"Cột {place}" for place in range(len(values[0]))]
    rows = [[str(number), f"Đơn vị {number} của tỉnh", *row] for number, row in enumerate(values, 1)]
    stacked = [cell for row in [["TT", "Tên", *heads], *rows] for cell in row]
    assert rows_of_numbered_cells(stacked, " | ") == [" | ".join(row) for row in [["TT", "Tên", *heads], *rows]]


def test_a_stacked_head_over_all_times_behind_it_has_no_cells_of_its_own(tmp_path: Path) -> None:
    heads = ["TT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2021", "Mục tiêu", "Năm 2022", "Năm 2023"]
    cells = [["1", "Hồ sơ trực tuyến", "%", "22", "35", "45"], ["2", "Cáp quang", "%", "-", "55", "62"]]
    cells.append(["3", "Xếp hạng DTI", "Hạng", "38", "35", "30"])
    (rows,) = tables_of(tmp_path, "\n".join([*heads, *(cell for row in cells for cell in row)]))
    assert rows == [
        ["TT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2021", "Mục tiêu", "-"],
        ["-", "-", "-", "-", "Năm 2022", "Năm 2023"],
        *cells,
    ]


def test_years_one_below_the_other_are_beside_the_values_of_each_label(tmp_path: Path) -> None:
    (rows,) = tables_of(tmp_path, "Năm\n2022\n2023\n2024\nKinh phí (tỷ đồng)\n95\n120\n110")
    assert rows == [["Năm", "2022", "2023", "2024"], ["Kinh phí (tỷ đồng)", "95", "120", "110"]]


def test_rows_of_a_spreadsheet_with_commas_need_no_quotation_marks(tmp_path: Path) -> None:
    table = "STT,Địa phương,Số trạm BTS,Cáp quang (%)\n1,TP Tuy Hòa,412,97.4\n2,Huyện Tuy An,171,85.5\n3,Sơn Hòa,9,62.8"
    (rows,) = tables_of(tmp_path, table)
    assert rows[:2] == [["STT", "Địa phương", "Số trạm BTS", "Cáp quang (%)"], ["1", "TP Tuy Hòa", "412", "97.4"]]
    numbers = "2021,2022,2023,2024\n10,5,12,6\n11,5,13,6\n12,5,14,6"  # no head says what these are
    assert tables_of(tmp_path, numbers) == []


def test_heads_of_groups_of_which_the_span_is_not_told_stand_over_the_table() -> None:
    heads = ["TT", "Chỉ tiêu", "ĐVT", "Trước hợp nhất", "Sau hợp nhất", "Bắc Kạn", "Thái Nguyên", "Thái Nguyên (mới)"]
    rows = [
        ["1", "Số trạm BTS", "Trạm", "812", "1.944", "2.756"],
        ["2", "Hồ sơ trực tuyến toàn trình", "%", "52,4", "66,1", "61,7"],
        ["3", "Số tổ công nghệ số cộng đồng", "Tổ", "1.292", "2.254", "3.546"],
    ]
    stacked = [*heads, *[cell for row in rows for cell in row]]
    assert rows_of_numbered_cells(stacked, " | ") == [
        "Trước hợp nhất",
        "Sau hợp nhất",
        "TT | Chỉ tiêu | ĐVT | Bắc Kạn | Thái Nguyên | Thái Nguyên (mới)",
        *[" | ".join(row) for row in rows],
    ]


def test_a_head_for_numbers_without_rows_is_left_as_it_is() -> None:
    lines = ["TT", "Trung tâm đã nhận 40 hồ sơ.", "1", "Một dòng"]
    assert rows_of_numbered_cells(lines, " | ") == lines


def test_cells_with_a_bar_each_are_a_table(tmp_path: Path) -> None:
    cells = ("", "TT", "Chỉ tiêu", "Năm 2026", "", "1", "Phủ sóng 5G", "50%", "", "2", "Xếp hạng DTI", "", "")
    table = "\n".join(f"{cell} |".strip() for cell in (*cells, "3", "Cáp quang", "80%", ""))
    text = f"Kế hoạch chuyển đổi số tỉnh Phú Yên năm 2026\n\n{LONG}\n\n{table}\n\n{LONG.replace('86', '91')}\n"
    document = parsing.parse_file(write(tmp_path, "gach.txt", text))
    (found,) = [block for block in document.blocks if block.kind == "table"]
    assert [[cell.text for cell in found.cells if cell.row == row] for row in range(4)] == [
        ["TT", "Chỉ tiêu", "Năm 2026"],
        ["1", "Phủ sóng 5G", "50%"],
        ["2", "Xếp hạng DTI", "-"],
        ["3", "Cáp quang", "80%"],
    ]


def test_what_stands_right_below_the_last_bar_is_no_cell(tmp_path: Path) -> None:
    cells = (
        "TT",
        "Chỉ tiêu",
        "Năm 2026",
        "1",
        "Phủ sóng 5G",
        "50%",
        "2",
        "Xếp hạng DTI",
        "18",
        "3",
        "Cáp quang",
        "80%",
    )
    table = "\n|\n".join(["", *cells, "TM. ỦY BAN NHÂN DÂN"]).strip()
    text = f"Kế hoạch chuyển đổi số tỉnh Phú Yên năm 2026\n\n{LONG}\n\n{table}\n\n{LONG.replace('86', '91')}\n"
    document = parsing.parse_file(write(tmp_path, "ky.txt", text))
    (found,) = [block for block in document.blocks if block.kind == "table"]
    assert [[cell.text for cell in found.cells if cell.row == row] for row in range(4)] == [
        ["TT", "Chỉ tiêu", "Năm 2026"],
        ["1", "Phủ sóng 5G", "50%"],
        ["2", "Xếp hạng DTI", "18"],
        ["3", "Cáp quang", "80%"],
    ]
    assert "TM. ỦY BAN NHÂN DÂN" in document.text


def test_an_empty_cell_of_a_table_with_bars_keeps_its_place(tmp_path: Path) -> None:
    table = "| | Chỉ tiêu | 2023 | 2024 |\n|---|---|---|---|\n| 1 | Hồ sơ | | 88,5 |\n| 2 | Kinh tế số | 11,4 | |"
    document = parsing.parse_file(write(tmp_path, "bang.txt", f"Tin của tỉnh Phú Yên\n\n{LONG}\n\n{table}\n"))
    (block,) = (block for block in document.blocks if block.kind == "table")
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    assert list(rows.values()) == [
        ["", "Chỉ tiêu", "2023", "2024"],
        ["1", "Hồ sơ", "", "88,5"],
        ["2", "Kinh tế số", "11,4", ""],
    ]


@pytest.mark.parametrize("long", [f"1{' ' * 1_000_000}x", f"a | {'-' * 1_000_000}x\nb | c"], ids=["spaces", "dashes"])
def test_a_million_signs_between_two_others_are_read_at_once(tmp_path: Path, long: str) -> None:
    document = parsing.parse_file(write(tmp_path, "dai.txt", f"Tin của tỉnh\n\n{LONG}\n\n{long}\n"))
    assert document.text.endswith((" x", "c"))


def test_a_head_over_several_columns_set_at_fixed_places_stands_in_the_first_of_them(tmp_path: Path) -> None:
    table = """
TT    Đơn vị              Hồ sơ tiếp nhận                        Giải quyết
                          Tổng số     Trực tuyến    Tỷ lệ (%)    Trễ hạn
I     CẤP SỞ
1     Sở Tư pháp          9.140       7.311         80,0         12
2     Sở Xây dựng         801         412           51,4         3
II    CẤP HUYỆN
1     TX Sông Cầu         12.006      6.104         50,8
      TOÀN TỈNH           121.947     70.827        58,1         215"""
    assert tables_of(tmp_path, table) == [
        [
            ["TT", "Đơn vị", "Hồ sơ tiếp nhận", "-", "-", "Giải quyết"],
            ["-", "-", "Tổng số", "Trực tuyến", "Tỷ lệ (%)", "Trễ hạn"],
            ["I", "CẤP SỞ", "-", "-", "-", "-"],
            ["1", "Sở Tư pháp", "9.140", "7.311", "80,0", "12"],
            ["2", "Sở Xây dựng", "801", "412", "51,4", "3"],
            ["II", "CẤP HUYỆN", "-", "-", "-", "-"],
            ["1", "TX Sông Cầu", "12.006", "6.104", "50,8", "-"],
            ["-", "TOÀN TỈNH", "121.947", "70.827", "58,1", "215"],
        ]
    ]


def test_what_goes_on_in_the_next_line_belongs_to_the_cell_over_it(tmp_path: Path) -> None:
    table = """
TT  Địa phương          Điểm      Hồ sơ nộp trực tuyến
                        766       (%)
1   TP Tuy Hòa          86,17                     79,4
2   Cơ quan cấp tỉnh     9,02                      8,1
    (cả chi cục)
3   Huyện Sông Hinh     79,90                     68,2
4   Huyện Tuy An        72,35                     55,9"""
    (rows,) = tables_of(tmp_path, table)
    assert rows[0] == ["TT", "Địa phương", "Điểm 766", "Hồ sơ nộp trực tuyến (%)"]
    assert rows[2] == ["2", "Cơ quan cấp tỉnh (cả chi cục)", "9,02", "8,1"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4"]


def test_letterheads_side_by_side_are_no_table(tmp_path: Path) -> None:
    table = """
UBND TỈNH PHÚ YÊN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                            Độc lập - Tự do - Hạnh phúc
Số: 12/BC-SNV                        Phú Yên, ngày 12 tháng 3 năm 2024
Nơi nhận:                            GIÁM ĐỐC"""
    assert tables_of(tmp_path, table) == []


def test_numbers_that_stand_in_no_columns_are_no_table_of_hundreds(tmp_path: Path) -> None:
    table = "\n".join("Huyện" + " " * (3 + 4 * place) + "12  34" for place in range(80))
    assert tables_of(tmp_path, table) == []


def test_words_that_one_space_holds_apart_go_below_their_two_heads(tmp_path: Path) -> None:
    table = """
Huyện,              Vị trí      Thôn, bon      Hộ gia đình có   Trạm dùng
thành phố           trạm BTS    có sóng 4G (%) cáp quang (%)    chung (%)
TP Kon Tum          142         100            91,4             21,1
Đắk Hà              131         99,2           78,3             17,6
Ngọc Hồi            138         98,1           80,6             19,6"""
    (rows,) = tables_of(tmp_path, table)
    assert rows[0] == [
        "Huyện, thành phố",
        "Vị trí trạm BTS",
        "Thôn, bon có sóng 4G (%)",
        "Hộ gia đình có cáp quang (%)",
        "Trạm dùng chung (%)",
    ]


def test_a_label_may_go_on_with_internet(tmp_path: Path) -> None:
    table = """
TT    Chỉ tiêu                               ĐVT     Năm 2023   Năm 2024
1     Tỷ lệ hộ gia đình được phủ mạng        %       88,7       94,5
      Internet băng rộng cáp quang
2     Tỷ lệ dân số có điện thoại             %       80,3       86,1
3     Bệnh viện triển khai bệnh án điện tử   BV      2          9"""
    (rows,) = tables_of(tmp_path, table)
    assert rows[1][1] == "Tỷ lệ hộ gia đình được phủ mạng Internet băng rộng cáp quang"
    assert len(rows) == 4


def test_two_tables_of_cells_one_below_the_other_are_both_read(tmp_path: Path) -> None:
    cells = [
        [
            "Khối",
            "Số đơn vị",
            "Máy tính",
            "Sở, ban, ngành",
            "22",
            "1.953",
            "Huyện",
            "15",
            "1.493",
            "Xã",
            "144",
            "2.602",
        ],
        [
            "Tháng",
            "Hồ sơ",
            "Trực tuyến",
            "7/2025",
            "52.318",
            "41.226",
            "8/2025",
            "61.047",
            "51.341",
            "9/2025",
            "63",
            "5",
        ],
    ]
    text = "\n".join([*cells[0], "Bảng 2. Hồ sơ theo tháng của các cơ quan trong tỉnh.", *cells[1]])
    first, second = tables_of(tmp_path, text)
    assert first == [cells[0][place : place + 3] for place in range(0, 12, 3)]
    assert second == [cells[1][place : place + 3] for place in range(0, 12, 3)]


def test_lists_parted_by_semicolons_are_no_table(tmp_path: Path) -> None:
    line = "Sở Nội vụ chủ trì; Sở Tài chính bố trí kinh phí; các huyện tổ chức thực hiện và báo cáo; 12 xã làm điểm."
    assert tables_of(tmp_path, "\n".join([line] * 4)) == []


def test_heads_beside_their_columns_are_over_them_in_order_where_they_are_as_many(tmp_path: Path) -> None:
    (rows,) = tables_of(tmp_path, _BESIDE_COLUMNS)
    assert rows[0] == [
        "Mã",
        "Đơn vị",
        "Công khai, minh bạch (18)",
        "Tiến độ, kết quả (20)",
        "Số hóa hồ sơ (22)",
        "Tổng điểm (100)",
        "Xếp loại",
    ]
    (rows,) = tables_of(tmp_path, _BESIDE_COLUMNS.replace("Xếp loại", ""))
    assert [row[0] for row in rows] == ["H01.03", "H01.10", "H01.21"]  # nobody knows which is over which


_BESIDE_COLUMNS = """
                              Công khai,  Tiến độ,   Số hóa    Tổng
Mã            Đơn vị          minh bạch   kết quả    hồ sơ     điểm
                              (18)        (20)       (22)      (100)   Xếp loại
H01.03        Sở Công Thương          14,2        18,9       13,4      77,05   Khá
H01.10        Sở Nội vụ               13,5        19,6       15,1      75,50   Khá
H01.21        Thành phố Long Xuyên    12,1        17,75      12,3      70,45   Khá"""


def test_a_section_without_a_gap_stands_within_its_table(tmp_path: Path) -> None:
    table = """
Chỉ tiêu                       Đơn vị tính    2022      2023
A. Bưu chính
Điểm phục vụ bưu chính         điểm           168       171
B. Viễn thông
Trạm thu phát sóng di động     trạm           1.385     1.462
Chiều dài cáp quang            km             6.910     7.245"""
    (rows,) = tables_of(tmp_path, table)
    assert [row[0] for row in rows] == [
        "Chỉ tiêu",
        "A. Bưu chính",
        "Điểm phục vụ bưu chính",
        "B. Viễn thông",
        "Trạm thu phát sóng di động",
        "Chiều dài cáp quang",
    ]
    assert rows[2][1:] == ["điểm", "168", "171"]

"""Tables whose cells stand at fixed places of the line, as programs print them that take text out of a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.parsing.plain_tables.layout_columns import rows_of_layout
from scrapers.parsing.plain_tables.layout_rows import rows_around_values
from tests.unit.scrapers.parsing.support import tables_of


def test_labels_stand_around_their_values(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
TT   Chỉ tiêu                          ĐVT      Năm 2024   Năm 2025

     Tỷ lệ hồ sơ giải quyết
1    theo dịch vụ công                 %        61,4       72,8
     trực tuyến
2    Số xã có tổ công nghệ số          xã       118        118
     Tỷ trọng kinh tế số trong
3                                      %        11,2       12,6
     GRDP
""",
    )
    assert rows[1:] == [
        ["1", "Tỷ lệ hồ sơ giải quyết theo dịch vụ công trực tuyến", "%", "61,4", "72,8"],
        ["2", "Số xã có tổ công nghệ số", "xã", "118", "118"],
        ["3", "Tỷ trọng kinh tế số trong GRDP", "%", "11,2", "12,6"],
    ]


def test_members_and_sections_take_no_lines_of_the_labels_around_them(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
TT   Chỉ tiêu                          Năm 2024   Năm 2025

A. Chính quyền số
     Tỷ lệ hồ sơ công việc
1    được xử lý trên                   81         88
     môi trường mạng
     a) Cấp tỉnh                       95         97
     b) Cấp xã                         74         82
B. Xã hội số
2    Tỷ lệ hộ có cáp quang             77         83
""",
    )
    assert [row[1] for row in rows[1:]] == [
        "A. Chính quyền số",
        "Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng",
        "a) Cấp tỉnh",
        "b) Cấp xã",
        "B. Xã hội số",
        "Tỷ lệ hộ có cáp quang",
    ]
    assert [row[3] for row in rows[2:]] == ["88", "97", "82", "-", "83"]


@pytest.mark.parametrize("gap", ["", "\n"])
def test_empty_lines_between_rows_do_not_end_a_table(tmp_path: Path, gap: str) -> None:
    table = f"""
TT   Đơn vị             Tổng số hồ sơ   Trực tuyến   Tỷ lệ (%)
1    Huyện Ba Bể        12.318          9.847        79,9
{gap}2    Huyện Chợ Đồn      15.204          12.011       79,0
{gap}3    Huyện Na Rì        8.415           5.904        70,2
{gap}4    Huyện Pác Nặm      6.230           4.112        66,0"""
    (rows,) = tables_of(tmp_path, table)
    assert [row[1] for row in rows] == ["Đơn vị", "Huyện Ba Bể", "Huyện Chợ Đồn", "Huyện Na Rì", "Huyện Pác Nặm"]
    assert rows[4][2:] == ["6.230", "4.112", "66,0"]


def test_the_number_of_a_page_is_no_head(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
                              7
Đơn vị             Tổng số    Trực tuyến   Tỷ lệ (%)
Huyện Ba Bể        12.318     9.847        79,9
Huyện Chợ Đồn      15.204     12.011       79,0
Huyện Na Rì        8.415      5.904        70,2""",
    )
    assert rows[0] == ["Đơn vị", "Tổng số", "Trực tuyến", "Tỷ lệ (%)"]


def test_a_table_that_goes_on_over_pages_has_its_heads_once(tmp_path: Path) -> None:
    heads = """
TT   Chỉ tiêu                  ĐVT      Thực hiện             Tăng, giảm
                                        Năm 2022   Năm 2023   2023/2022"""
    (rows,) = tables_of(
        tmp_path,
        f"""{heads}
1    Số trạm BTS               Trạm     3.402      3.688      +286
2    Số trạm BTS 5G            Trạm     12         40         +28
                                                                4{heads}
3    Tổ công nghệ số           Tổ       1.926      1.937      +11
4    Sản phẩm OCOP lên sàn     %        69,4       78,6       +9,2""",
    )
    assert [row[0] for row in rows] == ["TT", "1", "2", "3", "4"]
    assert rows[-1] == ["4", "Sản phẩm OCOP lên sàn", "%", "69,4", "78,6", "+9,2"]


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2"])
def test_the_number_of_a_page_does_not_end_a_table(tmp_path: Path, number: str) -> None:
    (rows,) = tables_of(
        tmp_path,
        f"""
TT   Chỉ tiêu                  Kế hoạch     Kết quả      Đánh giá
1    Hồ sơ trực tuyến          50%          46,8%        Chưa đạt
2    Văn bản ký số             95%          98,7%        Vượt

                               {number}

II   Kinh tế số
3    Kinh tế số trong GRDP     6%                        Chưa đạt
4    Hóa đơn điện tử           100%         100%         Đạt""",
    )
    assert [row[:2] for row in rows[3:]] == [
        ["II", "Kinh tế số"],
        ["3", "Kinh tế số trong GRDP"],
        ["4", "Hóa đơn điện tử"],
    ]
    assert rows[4] == ["3", "Kinh tế số trong GRDP", "6%", "-", "Chưa đạt"]


def test_ends_of_cells_below_them_go_on_with_these(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
TT   Chỉ tiêu                  Đơn vị tính      Năm 2026    Năm 2030    Chủ trì
1    Xếp hạng DTI              Hạng             Top 25      Top 15      Sở KH&CN
2    Thuê bao Internet         Thuê bao/100     79,3        82          Doanh nghiệp viễn
                               dân
3    Phủ sóng 5G               %                60%         99%         Doanh nghiệp viễn
                                                                        thông
4    Kinh tế số trong GRDP     %                12%         Tối thiểu   Thống kê tỉnh
                                                            30%""",
    )
    assert rows[1:] == [
        ["1", "Xếp hạng DTI", "Hạng", "Top 25", "Top 15", "Sở KH&CN"],
        ["2", "Thuê bao Internet", "Thuê bao/100 dân", "79,3", "82", "Doanh nghiệp viễn"],
        ["3", "Phủ sóng 5G", "%", "60%", "99%", "Doanh nghiệp viễn thông"],
        ["4", "Kinh tế số trong GRDP", "%", "12%", "Tối thiểu 30%", "Thống kê tỉnh"],
    ]


def test_a_head_over_times_is_over_all_of_them(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
                                                   Thực hiện                  Kế hoạch
TT   Chỉ tiêu                  Đơn vị tính                                    năm 2024
                                          Năm 2021   Năm 2022    Năm 2023
1    Thuê bao điện thoại       Nghìn        1.702,4     1.748,1     1.795,6      1.820
2    Mật độ điện thoại         Máy             97,6        99,4       101,5        102
3    Số trạm BTS               Trạm           2.317       2.405       2.498      2.600""",
    )
    assert rows[:2] == [
        ["-", "-", "-", "Thực hiện", "-", "-", "-"],
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2021", "Năm 2022", "Năm 2023", "Kế hoạch năm 2024"],
    ]


def test_heads_beside_their_columns_are_over_them_in_order(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
                                              Năm 2021              Năm 2022
   TT              Chỉ số
                                             Điểm      Hạng      Điểm      Hạng
   1    Chỉ số hài lòng (SIPAS)               87,08        29       78,52        41
   2    Chỉ số PAPI                           42,25        28       41,73        30
   3    Chỉ số PCI                            63,94        30       65,22        31""",
    )
    assert rows[:2] == [
        ["-", "-", "Năm 2021", "-", "Năm 2022", "-"],
        ["TT", "Chỉ số", "Điểm", "Hạng", "Điểm", "Hạng"],
    ]


def test_a_head_over_the_middle_of_columns_without_another_is_over_all_of_them(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
                                      Dịch vụ công trực                Hồ sơ tiếp nhận              Tỷ lệ giải
                                     tuyến mức độ 4                                                 quyết đúng
TT        Tên đơn vị                                                                               hạn, trước
                                       Số         Tỷ lệ        Tổng số      Trực       Tỷ lệ        hạn (%)
                                     dịch vụ       (%)         (hồ sơ)      tuyến       (%)
1    Sở Giao thông vận tải               41       36,9        14.210       3.126       22,0          99,8
2    Sở Kế hoạch và Đầu tư               52       65,0         3.847       3.309       86,0           100
3    Sở Tư pháp                          38       29,5         9.655       1.487       15,4          99,6
4    Sở Lao động - Thương binh và        27       24,3         5.218                                 97,2
     Xã hội""",
    )
    assert rows[0] == ["-", "-", "Dịch vụ công trực tuyến mức độ 4", "-", "Hồ sơ tiếp nhận", "-", "-", rows[0][7]]
    assert rows[-1] == ["4", "Sở Lao động - Thương binh và Xã hội", "27", "24,3", "5.218", "-", "-", "97,2"]


def test_heads_behind_times_over_groups_have_columns_of_their_own(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
                                         Năm 2021            Năm 2022        Tăng, giảm
TT               Chỉ số              Giá trị    Xếp      Giá trị    Xếp       bậc 2022
                                                hạng                hạng     so với 2021
A    Chỉ số chuyển đổi số (DTI)        0,3752      41      0,5906      27        +14
I    Các trụ cột (theo Quyết định
     số 922)
1    Chính quyền số                    0,3969      39      0,6938      21        +18
2    Kinh tế số                        0,3587      34      0,6174      37        -3""",
    )
    assert rows[:2] == [
        ["-", "-", "Năm 2021", "-", "Năm 2022", "-", "-"],
        ["TT", "Chỉ số", "Giá trị", "Xếp hạng", "Giá trị", "Xếp hạng", "Tăng, giảm bậc 2022 so với 2021"],
    ]
    assert rows[3][:2] == ["I", "Các trụ cột (theo Quyết định số 922)"]


def test_units_right_before_long_values_are_in_a_column_of_their_own(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
TT   Chỉ tiêu                        ĐVT       2022       2023
1    Trạm thu phát sóng di động      Trạm     3.402      3.688
2    Tổng số thuê bao điện thoại     TB   1.456.871  1.449.220
3    Mật độ điện thoại               TB/      110,2      109,5
                                     100 dân
4    Thành viên tổ công nghệ số      Người               13.105""",
    )
    assert rows == [
        ["TT", "Chỉ tiêu", "ĐVT", "2022", "2023"],
        ["1", "Trạm thu phát sóng di động", "Trạm", "3.402", "3.688"],
        ["2", "Tổng số thuê bao điện thoại", "TB", "1.456.871", "1.449.220"],
        ["3", "Mật độ điện thoại", "TB/ 100 dân", "110,2", "109,5"],
        ["4", "Thành viên tổ công nghệ số", "Người", "-", "13.105"],
    ]


def test_a_head_between_two_columns_is_over_both(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
                             Số tổ                 Số
 Huyện, thành phố      Cấp xã     Ấp, khu phố      thành viên
 TP. Bến Tre              14           66             512
 Châu Thành               21          124             940
 Ba Tri                   23          131           1.016""",
    )
    assert rows[:2] == [["-", "Số tổ", "-", "Số"], ["Huyện, thành phố", "Cấp xã", "Ấp, khu phố", "thành viên"]]


def test_times_stand_over_groups_of_heads_wherever_they_are_printed(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
                        Năm 2021                     Năm 2022
Chỉ số               Giá trị   Thứ hạng    Giá trị   Thứ hạng
DTI                  0,3917    41          0,5218    38
Chính quyền số       0,4102    35          0,5526    30
Kinh tế số           0,3344    44          0,4610    43
Xã hội số            0,3871    40          0,5037    39""",
    )
    assert rows[:2] == [
        ["-", "Năm 2021", "-", "Năm 2022", "-"],
        ["Chỉ số", "Giá trị", "Thứ hạng", "Giá trị", "Thứ hạng"],
    ]
    assert rows[2] == ["DTI", "0,3917", "41", "0,5218", "38"]


def test_a_line_of_a_label_alone_is_a_part_of_it(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
Chỉ tiêu                            Năm 2023   Năm 2024   Ước TH 2025
Tỷ lệ người dân trưởng thành
có tài khoản thanh toán (%)         71,6       79,3       84,0
Tỷ lệ dân số có chữ ký số (%)       x          8,5        19,2
Số doanh nghiệp công nghệ số        64         71         …""",
    )
    assert rows[1] == ["Tỷ lệ người dân trưởng thành có tài khoản thanh toán (%)", "71,6", "79,3", "84,0"]
    assert rows[2][1:] == ["x", "8,5", "19,2"]
    assert rows[3][1:3] == ["64", "71"]


def test_the_number_of_a_page_between_rows_is_kept_below_the_table(tmp_path: Path) -> None:
    text = """
TT   Chỉ tiêu                          Năm 2024   Năm 2025
     Tỷ lệ hệ thống thông tin được
1                                      100        100
     phê duyệt cấp độ
                                       8
2    Tỷ lệ hộ có cáp quang             77,5       83
     Tỷ lệ người dân có hồ sơ
3                                      91,5       95
     sức khỏe
                                       9"""
    (rows,) = tables_of(tmp_path, text)
    assert rows[1:] == [
        ["1", "Tỷ lệ hệ thống thông tin được phê duyệt cấp độ", "100", "100"],
        ["2", "Tỷ lệ hộ có cáp quang", "77,5", "83"],
        ["3", "Tỷ lệ người dân có hồ sơ sức khỏe", "91,5", "95"],
    ]
    assert rows_of_layout(text.split("\n"), " | ")[-2:] == ["8", "9"]


def test_the_number_of_a_row_may_stand_alone_between_the_lines_of_its_label(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
TT   Chỉ tiêu                          ĐVT    Năm 2024   Năm 2025
     Tỷ lệ hồ sơ trực tuyến
1                                      %      61,4       72,8
     toàn trình
     Tỷ lệ hồ sơ công việc
2
     trên môi trường mạng
     - Cấp tỉnh                        %      95         97
     - Cấp xã                          %      74         82""",
    )
    assert rows[2:] == [
        ["2", "Tỷ lệ hồ sơ công việc trên môi trường mạng", "-", "-", "-"],
        ["-", "- Cấp tỉnh", "%", "95", "97"],
        ["-", "- Cấp xã", "%", "74", "82"],
    ]


def test_letters_and_numbers_of_columns_are_no_part_of_their_heads(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
STT   Chỉ tiêu                 Đơn vị        Quý II     Quý III    So sánh
                               tính          2021       2021       (%)
 A             B                  C            1          2        3=2/1
 1    Mật độ điện thoại        máy/100 dân   100,3      100,9      100,6
 2    Tổng số trạm BTS         trạm          1.846      1.862      100,9
 3    Doanh nghiệp số          DN            71         74         104,2""",
    )
    assert rows[0] == ["STT", "Chỉ tiêu", "Đơn vị tính", "Quý II 2021", "Quý III 2021", "So sánh (%)"]
    assert rows[2] == ["1", "Mật độ điện thoại", "máy/100 dân", "100,3", "100,9", "100,6"]


def test_one_row_below_a_head_for_its_number_is_a_table(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
                                     Chỉ tiêu năm 2022           Kết quả quý III
STT   Nội dung
                                     Tỉnh    Huyện    Xã         Tỉnh    Huyện    Xã
 1    Hồ sơ công việc được xử lý
      trên môi trường mạng           80      70       50         92,3    84,6     57,9
""",
    )
    assert rows == [
        ["-", "-", "Chỉ tiêu năm 2022", "-", "-", "Kết quả quý III", "-", "-"],
        ["STT", "Nội dung", "Tỉnh", "Huyện", "Xã", "Tỉnh", "Huyện", "Xã"],
        ["1", "Hồ sơ công việc được xử lý trên môi trường mạng", "80", "70", "50", "92,3", "84,6", "57,9"],
    ]


def test_a_few_lines_without_a_head_for_numbers_are_no_table(tmp_path: Path) -> None:
    text = """
      Số xã, phường      102      96      88
      Lượt khách         1.204    1.380   1.511
"""
    assert tables_of(tmp_path, text) == []


def test_a_year_over_another_is_a_head(tmp_path: Path) -> None:
    (rows,) = tables_of(
        tmp_path,
        """
TT   Chỉ tiêu                      ĐVT      Năm 2023   Năm 2024   2024/2023
                                                                  (%)
I    Hạ tầng số
1    Tỷ lệ hộ có cáp quang         %        76,8       84,3       109,8
2    Số trạm BTS                   Trạm     2.214      2.367      106,9
3    Số trạm BTS 5G                Trạm     11         41         372,7""",
    )
    assert rows[:2] == [
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2023", "Năm 2024", "2024/2023 (%)"],
        ["I", "Hạ tầng số", "-", "-", "-", "-"],
    ]


_CELLS = st.sampled_from(
    ["", "Tỷ lệ hộ", "có cáp quang", "trong GRDP", "12,5", "38", "a) Cấp tỉnh", "I", "B. Xã hội số"]
)


@given(st.lists(st.lists(_CELLS, min_size=4, max_size=4), min_size=1, max_size=14), st.sets(st.integers(1, 13)))
def test_labels_around_values_lose_and_repeat_no_word(lines: list[list[str]], gaps: set[int]) -> None:
    """Every cell of the lines is in the rows once, or no row is made."""
    rows = rows_around_values(lines, frozenset(gap for gap in gaps if gap < len(lines)))
    if rows:
        assert sorted(" ".join(map(" ".join, rows)).split()) == sorted(" ".join(map(" ".join, lines)).split())


@given(st.lists(st.lists(_CELLS, min_size=4, max_size=4), min_size=1, max_size=14))
def test_a_layout_loses_no_number(lines: list[list[str]]) -> None:
    """Whatever is printed at fixed places has its numbers in the rows, or is left as it was."""
    printed = ["".join(cell.ljust(18) for cell in cells).rstrip() for cells in lines]
    said = " ".join(rows_of_layout(printed, " | ")).replace("|", " ").split()
    for number in ("12,5", "38"):
        assert said.count(number) == " ".join(printed).split().count(number)

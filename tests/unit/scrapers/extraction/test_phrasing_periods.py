"""What time a number is about: years, `đến nay`, days, parts of a year, spans, horizons, bases of comparison, editions.

Holds section 4 of the inventory of phrasing. Sentences are written for the project.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.extraction import Reading
from scrapers.extraction.numbers.quantities import read_numbers

Read = Callable[..., Reading]

SHARE = "tỷ lệ hồ sơ trực tuyến đạt 63%."


@pytest.mark.parametrize(
    ("opening", "period"),
    [
        # years
        ("Năm 2022", "2022"),
        ("Năm ngoái", "2023"),
        ("Tính đến hết năm 2023", "2023"),
        ("Trong năm 2024 vừa qua", "2024"),
        # days
        ("Tính đến ngày 30/9/2024", "2024-09-30"),
        ("Tính đến 5/2/2022", "2022-02-05"),
        ("Tính đến 05/02/2022", "2022-02-05"),
        ("Tính đến ngày 5-2-2022", "2022-02-05"),
        ("Tính đến ngày 30.6.2024", "2024-06-30"),
        ("Tính đến ngày 5 tháng 2 năm 2022", "2022-02-05"),
        # a day or month whose year is the document's
        ("Đến ngày 8/6", "2024-06-08"),
        ("Đến ngày 15 tháng 8", "2024-08-15"),
        ("Đến cuối tháng 3 năm nay", "2024-03"),
        # months
        ("Tháng 11-2022", "2022-11"),
        ("Tháng 8.2022", "2022-08"),
        ("Trong tháng 4/2024", "2024-04"),
        # parts of a year
        ("6 tháng đầu năm 2024", "2024-H1"),
        ("9 tháng đầu năm 2024", "2024-01..2024-09"),
        ("9 tháng đầu năm", "2024-01..2024-09"),
        ("Trong 10 tháng năm 2023", "2023-01..2023-10"),
        ("Nửa đầu năm 2024", "2024-H1"),
        ("Chín tháng đầu năm 2024", "2024-01..2024-09"),
        ("Từ tháng 1 đến tháng 9/2024", "2024-01..2024-09"),
        ("Trong những tháng đầu năm 2024", "2024"),
        ("Từ đầu năm đến đầu tháng 11-2022", "2022-01..2022-11"),
        # quarters
        ("Đến hết quý III/2024", "2024-Q3"),
        ("Tính đến hết quý I/2023", "2023-Q1"),
        ("Đến quý III/2024", "2024-Q3"),
        ("Quý II/2024", "2024-Q2"),
        ("Quý IV năm 2023", "2023-Q4"),
        ("Đến hết quý II", "2024-Q2"),
        # spans
        ("Giai đoạn 2021-2024", "2021..2024"),
        ("Giai đoạn 2022 - 2024", "2022..2024"),
        ("Nhiệm kỳ 2020 - 2024", "2020..2024"),
        ("Từ tháng 8.2022 đến tháng 6.2023", "2022-08..2023-06"),
        ("Từ 15/12/2023 đến 14/12/2024", "2023-12-15..2024-12-14"),
        ("Từ 15/12 đến 14/12/2024", "2023-12-15..2024-12-14"),
        ("Từ 01/7 đến 15/10/2024", "2024-07-01..2024-10-15"),
        ("Từ ngày 1/7 đến hết ngày 31/10/2024", "2024-07..2024-10"),
        ("Từ ngày 1/7/2024 đến ngày 31/7/2024", "2024-07"),
        ("Từ ngày 3/6 đến ngày 11/7", "2024-06-03..2024-07-11"),
        ("Từ 03/6 đến 11/7", "2024-06-03..2024-07-11"),
    ],
)
def test_a_time_in_the_clause_is_the_period(read: Read, opening: str, period: str) -> None:
    (row,) = read(f"{opening}, {SHARE}").observations
    assert (row.kind, row.period, row.period_basis) == ("actual", period, "explicit")


@pytest.mark.parametrize(
    "opening",
    ["Đến nay", "Hiện", "Hiện nay", "Tính đến nay", "Đến thời điểm này", "Tính đến thời điểm này", "Tới nay"],
)
def test_up_to_now_is_the_day_of_the_document_even_below_a_heading_with_a_year(read: Read, opening: str) -> None:
    text = f"Kết quả chuyển đổi số năm 2022\n{opening}, {SHARE}"
    (row,) = read(text, published="2023-06-14").observations
    assert (row.period, row.period_basis) == ("2023-06-14", "document")


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        ("Đến năm 2025, phấn đấu tỷ lệ hồ sơ trực tuyến đạt 85%.", 85, "2025"),
        ("Định hướng đến năm 2030, kinh tế số chiếm 30% GRDP.", 30, "2030"),
        ("Phấn đấu đến cuối năm 2025, tỷ lệ hồ sơ trực tuyến đạt 80%.", 80, "2025"),
        ("Mục tiêu đến hết năm 2025, tỷ lệ hồ sơ trực tuyến đạt 90%.", 90, "2025"),
        ("Phấn đấu hết quý I/2026, tỷ lệ hồ sơ trực tuyến đạt 92%.", 92, "2026-Q1"),
    ],
)
def test_a_horizon_is_the_period_of_a_target(read: Read, text: str, value: float, period: str) -> None:
    (row,) = read(text).observations
    assert (row.kind, row.value, row.period) == ("target", value, period)


@pytest.mark.parametrize(
    "base",
    [
        "so với cùng kỳ",
        "so với cùng kỳ năm 2023",
        "so với năm 2022",
        "so với năm trước",
        "so với kỳ trước",
        "so với kế trước",
        "so với cuối năm 2023",
    ],
)
def test_what_a_number_is_compared_with_is_not_its_period(read: Read, base: str) -> None:
    (row,) = read(f"Hiện nay, tỷ lệ hồ sơ trực tuyến đạt 63%, cao hơn nhiều {base}.").observations
    assert row.period == "2024-12-20"


def test_the_newer_state_is_the_period_of_a_change(read: Read) -> None:
    (row,) = read("Năm 2023, tỷ lệ hồ sơ trực tuyến tăng 7% so với năm 2022.").observations
    assert (row.kind, row.value, row.period) == ("change", 7, "2023")


def test_the_earlier_of_two_ranks_is_of_the_earlier_year_where_that_is_named(read: Read) -> None:
    rows = read("Tỉnh tăng từ hạng 31 năm 2022 lên hạng 24 năm 2023 về chuyển đổi số.").observations
    assert [(row.indicator_code, row.kind, row.value, row.period) for row in rows] == [
        ("dti_rank", "actual", 31, "2022"),
        ("dti_rank", "actual", 24, "2023"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ lệ hồ sơ trực tuyến tăng từ 58% năm 2022 lên 66% năm 2023.", [(58, "2022"), (66, "2023")]),
        ("Tỷ lệ hồ sơ trực tuyến năm 2023 đạt 58%, năm 2024 đạt 66%.", [(58, "2023"), (66, "2024")]),
        ("Tỷ lệ hồ sơ trực tuyến đạt 66% (năm 2023 là 58%).", [(66, "2024-12-20"), (58, "2023")]),
        (
            "Tính đến hết năm 2023, tỷ lệ hồ sơ trực tuyến đạt 58%; đến nay đạt 66%.",
            [(58, "2023"), (66, "2024-12-20")],
        ),
    ],
)
def test_two_times_in_one_sentence_go_to_their_own_numbers(
    read: Read, text: str, expected: list[tuple[float, str]]
) -> None:
    assert [(row.value, row.period) for row in read(text).observations] == expected


@pytest.mark.parametrize("word", ["Hằng năm", "Hàng năm"])
def test_every_year_names_no_year_so_that_the_sentence_before_tells(read: Read, word: str) -> None:
    text = f"Năm 2022, tỉnh đã kiện toàn bộ phận một cửa. {word}, tỷ lệ hồ sơ giải quyết đúng hạn đạt trên 98%."
    (row,) = read(text).observations
    assert (row.period, row.period_basis) == ("2022", "context")


def test_a_length_of_time_is_no_period_and_no_fact(read: Read) -> None:
    reading = read(f"Sau hơn 2 năm triển khai, {SHARE}")
    assert [(row.value, row.period) for row in reading.observations] == [(63, "2024-12-20")]


@pytest.mark.parametrize(
    ("text", "code", "period"),
    [
        (
            (
                "Ngày 12/7/2023, Bộ Thông tin và Truyền thông công bố kết quả xếp hạng chuyển đổi số năm 2022; "
                "tỉnh xếp thứ 24/63."
            ),
            "dti_rank",
            "2022",
        ),
        ("Theo bảng xếp hạng DTI 2022, tỉnh xếp thứ 24/63.", "dti_rank", "2022"),
        ("Chỉ số ICT Index 2023 của tỉnh xếp thứ 11/63.", "ict_index_rank", "2023"),
        ("Chỉ số chuyển đổi số năm 2023 của tỉnh, công bố tháng 2/2025, xếp thứ 18/63.", "dti_rank", "2023"),
    ],
)
def test_an_index_is_of_its_edition_and_not_of_the_day_it_came_out(
    read: Read, text: str, code: str, period: str
) -> None:
    (row,) = read(text, published="2025-03-04").observations
    assert (row.indicator_code, row.period) == (code, period)


def test_the_year_inside_the_clause_wins_over_the_paragraph(read: Read) -> None:
    text = (
        "Trong năm 2023, công tác chuyển đổi số của tỉnh có nhiều khởi sắc. Tỷ lệ hồ sơ trực tuyến đạt 58%; "
        "chỉ số CĐS của tỉnh năm 2022 tăng 21 bậc."
    )
    rows = read(text, published="2024-01-30").observations
    assert [(row.indicator_code, row.value, row.period) for row in rows] == [
        ("online_dossier_share", 58, "2023"),
        ("dti_rank", 21, "2022"),
    ]


def test_dates_of_the_page_itself_are_no_period_and_no_numbers(read: Read) -> None:
    text = f"Thứ Hai, 07/10/2024\nNgày đăng: 15/03/2023\nHiện nay, {SHARE}"
    reading = read(text, published="2023-03-15")
    assert [(row.value, row.period) for row in reading.observations] == [(63, "2023-03-15")]
    assert {number.reason for number in reading.numbers if number.fate == "excluded"} == {"date"}


@pytest.mark.parametrize(
    "written",
    [
        "ngày 5/2/2022",
        "ngày 05/02/2022",
        "ngày 5-2-2022",
        "ngày 5 tháng 2 năm 2022",
        "15:38, 28/02/2024",
        "tháng 11-2022",
        "tháng 8.2022",
        "giai đoạn 2022 - 2025",
        "quý IV/2024",
        "năm 2030",
        "từ ngày 20/12 đến 5/1",
        "từ ngày 1/9 đến hết ngày 31/10",
    ],
)
def test_dates_are_no_quantities(written: str) -> None:
    quantities, excluded = read_numbers(f"Hội nghị được tổ chức {written}.")
    assert quantities == []
    assert {number.reason for number in excluded} <= {"date", "clock"}


def test_the_year_right_before_a_rank_is_its_edition(read: Read) -> None:
    rows = read(
        "PAPI năm 2021 của tỉnh đạt 44,51 điểm, vươn lên thứ 12/63 tỉnh, thành phố; năm 2020 tỉnh chỉ xếp thứ 53/63."
    ).observations
    assert [(row.value, row.period) for row in rows] == [(44.51, "2021"), (12, "2021"), (53, "2020")]


def test_the_text_goes_on_about_the_year_that_it_named_first(read: Read) -> None:
    rows = read(
        "Kết quả xếp hạng chuyển đổi số năm 2023 cho thấy tỉnh lên vị trí thứ 8 toàn quốc, trong khi ở kỳ năm 2022 "
        "tỉnh đứng thứ 14.\nChính quyền số xếp thứ 28 với 0,7684 điểm."
    ).observations
    assert [(row.value, row.period) for row in rows] == [(8, "2023"), (14, "2022"), (28, "2023"), (0.7684, "2023")]


def test_what_was_counted_from_day_to_day_tells_the_year_of_an_undated_text(read: Read) -> None:
    rows = read(
        "Từ ngày 15/12/2022 đến 14/12/2023, tỉnh tiếp nhận 415.300 hồ sơ.\n"
        "Toàn tỉnh hiện có 1.204 tổ công nghệ số cộng đồng cấp thôn.",
        published=None,
    ).observations
    assert [(row.value, row.period, row.period_basis) for row in rows] == [
        (415300, "2022-12-15..2023-12-14", "explicit"),
        (1204, "2023", "document"),
    ]


def test_a_month_by_which_something_is_reached_tells_the_year_of_an_undated_text(read: Read) -> None:
    text = (
        "Giá trị chỉ số chuyển đổi số năm 2020 của tỉnh xếp hạng 54/63; năm 2021 xếp hạng 41/63.\n"
        "Năm 2022, sóng 4G đã phủ 98% số thôn. Đến tháng 8/2024, tỷ lệ hồ sơ trực tuyến đạt 63%."
    )
    rows = read(text, published=None).observations
    assert (rows[-1].kind, rows[-1].period) == ("actual", "2024-08")


def test_nobody_aims_at_the_beginning_of_a_year_so_that_it_tells_the_year_of_an_undated_text(read: Read) -> None:
    text = "Hệ thống của tỉnh đến đầu năm 2025 cung cấp 335 dịch vụ công toàn trình. Năm 2022, tỉnh có 240 dịch vụ."
    rows = read(text, published=None).observations
    assert (rows[0].kind, rows[0].value, rows[0].period) == ("actual", 335, "2025")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Tin", "Năm 2022, tỉnh xếp thứ 5 về DTI.\nNăm 2025, tỷ lệ hồ sơ trực tuyến đạt 63%."),
        ("Chỉ số SIPAS năm 2024 tăng 9 bậc", "SIPAS của tỉnh đạt 83%.\nNăm 2025, tỷ lệ hồ sơ trực tuyến đạt 63%."),
    ],
    ids=["a year that opens a sentence", "the edition of an index in the title"],
)
def test_an_undated_text_is_not_older_than_what_it_tells_of(read: Read, title: str, text: str) -> None:
    row = read(text, published=None, title=title).observations[-1]
    assert (row.kind, row.value, row.period) == ("actual", 63, "2025")


def test_a_page_without_a_date_may_speak_of_later_editions_than_its_first(read: Read) -> None:
    rows = read(
        "Năm 2020, chỉ số DTI của Gia Lai đạt 0,26 điểm. Năm 2022, Gia Lai đạt 0,48 điểm.\n"
        "Đến năm 2030, chỉ số PCI xếp thứ 8.",
        published=None,
    ).observations
    assert [(row.value, row.kind, row.period) for row in rows] == [
        (0.26, "actual", "2020"),
        (0.48, "actual", "2022"),
        (8, "target", "2030"),
    ]

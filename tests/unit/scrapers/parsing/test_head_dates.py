"""The day of publication in the head of a text file, from the surest line to the least sure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from scrapers import parsing

TITLE = "Chuyển đổi số ở huyện vùng cao sau hai năm"
BODY = (
    "Trong năm qua, các xã trên địa bàn đã thành lập tổ công nghệ số cộng đồng, hướng dẫn người dân nộp hồ sơ "
    "trực tuyến và thanh toán không dùng tiền mặt tại các điểm chợ phiên."
)


def dated(tmp_path: Path, text: str) -> tuple[dt.date | None, str | None]:
    file = tmp_path / "article.txt"
    file.write_text(text, encoding="utf-8")
    document = parsing.parse_file(file)
    return document.published_on, document.date_source


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ Hai, 06/01/2025, 09:12 [GMT+7]        A+ A- In bài viết", dt.date(2025, 1, 6)),
        ("Cập nhật lúc 08:21, Thứ Sáu, 10/05/2024 (GMT+7)   A- A+   In bài viết", dt.date(2024, 5, 10)),
        ("Cập nhật: 10/10/2022 8:00:00 AM     Số lần xem: 512      Cỡ chữ A- A A+", dt.date(2022, 10, 10)),
        ("08:40 - Thứ Tư, 05/11/2025 Lượt xem: 3512 In bài viết", dt.date(2025, 11, 5)),
        ("27/02/2026 08:14    Lượt xem: 1.284    Cỡ chữ: A- A A+", dt.date(2026, 2, 27)),
        ("Thứ ba, 18/11/2025, 07:05 - Chuyên mục: Tài chính - Ngân hàng", dt.date(2025, 11, 18)),
        ("Thứ năm, 12/10/2023 - 09:15 | Chuyển đổi số", dt.date(2023, 10, 12)),
        ("Thứ Hai 13/10/2025 10:02  Theo dõi báo trên Google News", dt.date(2025, 10, 13)),
    ],
)
def test_a_line_of_day_and_time_dates_a_text_whatever_buttons_stand_behind(
    tmp_path: Path, line: str, day: dt.date
) -> None:
    assert dated(tmp_path, f"{TITLE}\n{line}\n\n{BODY}\n\n{BODY}\n") == (day, "dateline")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Đăng ngày: 03/04/2026. Lượt đọc: 95", dt.date(2026, 4, 3)),
        ("Đăng ngày 08/10/2025 – Người đăng: Văn phòng – Đã xem: 611", dt.date(2025, 10, 8)),
        ("Báo Vùng Cao, số ra ngày 10/10/2025", dt.date(2025, 10, 10)),
        ("Nơi ban hành: Tỉnh Trà Vinh. Ngày ban hành: 29/10/2024", dt.date(2024, 10, 29)),
    ],
)
def test_labels_of_publication_and_issue_date_a_text(tmp_path: Path, line: str, day: dt.date) -> None:
    assert dated(tmp_path, f"{TITLE}\n{line}\n\n{BODY}\n\n{BODY}\n") == (day, "label")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("(Kèm theo Kế hoạch số 21/KH-UBND ngày 22 tháng 01 năm 2026 của UBND tỉnh)", dt.date(2026, 1, 22)),
        ("(Ban hành kèm theo Quyết định số 150/QĐ-UBND ngày 01 tháng 02 năm 2024)", dt.date(2024, 2, 1)),
        ("(Phan Thiết, ngày 30 tháng 6 năm 2025)", dt.date(2025, 6, 30)),
        ("(Tài liệu phục vụ phiên họp Ban Chỉ đạo, ngày 05/11/2021)", dt.date(2021, 11, 5)),
        ("(Số liệu tính đến ngày 31/12/2024; ban hành ngày 14/01/2025)", dt.date(2025, 1, 14)),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ Sóc Trăng, ngày 12 tháng 5 năm 2025", dt.date(2025, 5, 12)),
    ],
)
def test_lines_under_the_title_of_an_annex_date_it(tmp_path: Path, line: str, day: dt.date) -> None:
    assert dated(tmp_path, f"BIỂU TỔNG HỢP CHỈ TIÊU CHUYỂN ĐỔI SỐ\n{line}\n\n{BODY}\n\n{BODY}\n") == (day, "dateline")


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("(BVC)- Sáng 16-12-2025, Ban Chỉ đạo tỉnh họp đánh giá. ", dt.date(2025, 12, 16)),
        ("Chiều 28/6/2023, Cục Thống kê tỉnh tổ chức họp báo. ", dt.date(2023, 6, 28)),
        ("(BVC) - Ngày 21/02/2024, UBND tỉnh giao chỉ tiêu. ", dt.date(2024, 2, 21)),
    ],
)
def test_news_is_of_the_day_with_which_its_lead_opens_where_nothing_else_dates_it(
    tmp_path: Path, lead: str, day: dt.date
) -> None:
    assert dated(tmp_path, f"{TITLE}\n\n{lead}{BODY}\n\n{BODY}\n") == (day, "lead")
    under_a_label = f"{TITLE}\nNgày đăng: 03/01/2027\n\n{lead}{BODY}\n\n{BODY}\n"
    assert dated(tmp_path, under_a_label) == (dt.date(2027, 1, 3), "label")


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 01/11/2021, Tỉnh ủy ban hành Nghị quyết về chuyển đổi số. ",
        "(Số liệu tính đến ngày 31/12/2023)\n\n",
        "Từ ngày 01/6/2025, hộ kinh doanh dùng hóa đơn điện tử khởi tạo từ máy tính tiền. ",
    ],
)
def test_days_of_which_a_text_only_tells_do_not_date_it(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, f"{TITLE}\n\n{line}{BODY}\n\n{BODY}\n") == (None, None)


def test_of_two_lines_with_day_and_time_the_one_under_the_title_counts(tmp_path: Path) -> None:
    text = f"Thứ 7, 19/04/2025, 10:59[GMT+7]\n\n{TITLE}\n\nThứ 3, 08/04/2025 | 08:41:49\n\n{BODY}\n\n{BODY}\n"
    assert dated(tmp_path, text)[0] == dt.date(2025, 4, 8)


@pytest.mark.parametrize("byline", ["Bài, ảnh: HẢI YẾN - 15/12/2025 06:20 GMT+7", "Thu Hà – 15/12/2025 06:20"])
def test_a_byline_under_the_last_paragraph_dates_a_text(tmp_path: Path, byline: str) -> None:
    paragraphs = "\n\n".join([BODY] * 14)
    assert dated(tmp_path, f"{TITLE}\n\n{paragraphs}\n\n{byline}\n") == (dt.date(2025, 12, 15), "dateline")

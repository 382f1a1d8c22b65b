"""What stands over the headline of a page saved as text: names of sites, sections, letterheads, days of the visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.parsing import parse_file
from scrapers.parsing.masthead import is_masthead

TITLE = "Bắc Sơn đưa dịch vụ công trực tuyến về từng thôn"
BODY = "Đến hết tháng 9, toàn tỉnh tiếp nhận 96.120 hồ sơ thủ tục hành chính, trong đó 84,6% được nộp trực tuyến."


@pytest.mark.parametrize(
    "line",
    [
        "Báo Gia Lai điện tử", "BÁO LAI CHÂU", "BPO - Báo Bình Phước online", "TẠP CHÍ CỘNG SẢN",
        "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH BẮC KẠN", "Cổng TTĐT tỉnh An Giang",
        "CỔNG THÔNG TIN - GIAO TIẾP ĐIỆN TỬ TỈNH VĨNH PHÚC", "Trang thông tin điện tử huyện Lục Ngạn",
        "baokhanhhoa.vn | Chính trị | Cải cách hành chính", "nhandan.vn » Chuyển đổi số » Đồng Tháp", "Baolangson.vn",
        "Trang chủ › Xã hội › Chuyển đổi số", "KINH TẾ - ĐẦU TƯ",
        "Trang chủ  /  Khoa học - Công nghệ  /  Chuyển đổi số",
        "Kinh tế > Thuế - Ngân hàng", "Y tế - Giáo dục", "Thời sự >> Thứ năm, 15/12/2022, 18:07", "Chuyển đổi số",
        "Theo dõi Báo điện tử Cà Mau trên Zalo", "Hotline: 024.355.63.010", "Trang thông tin điện tử phường",
        "Cổng thông tin điện tử huyện Tam Đường - tỉnh Lai Châu", "Sở Khoa học và Công nghệ tỉnh Lâm Đồng",
        "Sở Nội vụ > Cải cách hành chính",
    ],
)  # fmt: skip
def test_names_of_sites_and_sections_are_no_headlines(line: str) -> None:
    assert is_masthead(line)


@pytest.mark.parametrize(
    "line",
    [
        TITLE, "Báo cáo kết quả chuyển đổi số năm 2024", "Báo Hà Tĩnh nhận giải thưởng chuyển đổi số",
        "Chuyển đổi số ở Quảng Trị",
        "Kinh tế số: Đòn bẩy của Bắc Giang", "Giáo dục và đào tạo Nam Định tăng tốc số hóa", "Y tế số về với bản làng",
        "Cổng thông tin điện tử tỉnh Bắc Kạn đạt giải nhì", "Sở Y tế Hà Tĩnh công bố hồ sơ sức khỏe điện tử",
        "Chuyển đổi số, kinh tế số và chuyện của người trồng chè",
    ],
)  # fmt: skip
def test_headlines_that_begin_like_them_are_headlines(line: str) -> None:
    assert not is_masthead(line)


@pytest.mark.parametrize(
    "above",
    [
        ["Báo Lạng Sơn điện tử", "Xã hội", "Thứ ba, 08/10/2024 - 16:20"],
        [
            "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH LẠNG SƠN",
            "Tin tức - Sự kiện | Công dân | Doanh nghiệp",
            "Ngày đăng: 08/10/2024",
        ],
        ["SGGPO", "08/10/2024 16:20"],
        ["Thứ ba, 08/10/2024 | RSS | ENGLISH", "Tin vắn"],
        ["CỔNG THÔNG TIN ĐIỆN TỬ TỈNH LẠNG SƠN", "08/10/2024 16:20", "Đọc bài | Xem với cỡ chữ | In trang"],
        ["604278", "08/10/2024 16:20"],
        ["Để sử dụng toàn bộ tiện ích nâng cao vui lòng lựa chọn và đăng ký gói cước.", "08/10/2024 16:20"],
        ["Nếu bạn là thành viên. Vui lòng ĐĂNG NHẬP để tiếp tục.", "08/10/2024 16:20"],
    ],
)
def test_the_title_stands_below_what_the_site_puts_over_it(tmp_path: Path, above: list[str]) -> None:
    file = tmp_path / "bai.txt"
    file.write_text("\n\n".join([*above, TITLE, BODY]), encoding="utf-8")
    assert parse_file(file).title == TITLE


def test_the_title_of_a_partys_resolution_stands_below_its_letterhead(tmp_path: Path) -> None:
    head = ["TỈNH ỦY LẠNG SƠN", "*", "Số 22-NQ/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Lạng Sơn, ngày 08 tháng 6 năm 2022"]
    about = "về chuyển đổi số tỉnh Lạng Sơn đến năm 2025, định hướng đến năm 2030"
    file = tmp_path / "nghi-quyet.txt"
    file.write_text("\n\n".join([*head, "NGHỊ QUYẾT", about, BODY]), encoding="utf-8")
    assert parse_file(file).title == f"NGHỊ QUYẾT {about}"


def test_a_table_without_a_headline_gets_none_from_what_stands_below(tmp_path: Path) -> None:
    file = tmp_path / "bieu.txt"
    rows = "TT | Chỉ tiêu | Kết quả\n1 | Số trạm BTS | 1.200\n2 | Số trạm 5G | 12"
    file.write_text(f"Biểu 01\n\n{rows}\n\nDANH MỤC DỰ ÁN CỦA TỈNH\n\n{BODY}\n", encoding="utf-8")
    assert parse_file(file).title is None


def test_the_office_over_a_release_is_no_headline_but_one_over_an_article_is(tmp_path: Path) -> None:
    office = "CỤC THỐNG KÊ TỈNH LẠNG SƠN"
    release = (
        f"{office}\nTHÔNG CÁO BÁO CHÍ\nVề tình hình viễn thông 9 tháng năm 2024\n\nLạng Sơn, ngày 29/9/2024\n\n{BODY}\n"
    )
    article = f"{office} ĐẨY MẠNH CHUYỂN ĐỔI SỐ\n\n29/9/2024\n\n{BODY}\n"
    for text, title in (
        (release, "THÔNG CÁO BÁO CHÍ Về tình hình viễn thông 9 tháng năm 2024"),
        (article, f"{office} ĐẨY MẠNH CHUYỂN ĐỔI SỐ"),
    ):
        file = tmp_path / "in.txt"
        file.write_text(text, encoding="utf-8")
        assert parse_file(file).title == title

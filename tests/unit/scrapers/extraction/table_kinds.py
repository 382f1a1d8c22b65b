"""Tables of the kinds that provinces publish, of Lào Cai and its neighbours, each with what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from schemas.records import Observation

Fact = tuple[str, float, str, str]
"""Indicator, value, place (empty: the province itself), period."""


class Kind(NamedTuple):
    """A table and what it says."""

    rows: list[list[str]]
    facts: set[Fact]


KINDS = {
    "districts": Kind(
        [
            ["TT", "Huyện, thị xã", "Số tổ công nghệ số cộng đồng", "Tỷ lệ hồ sơ trực tuyến (%)"],
            ["1", "Huyện Bảo Thắng", "132", "88,2"],
            ["2", "Huyện Bát Xát", "140", "71,5"],
            ["3", "Thị xã Sa Pa", "98", "90"],
            ["4", "Huyện Bắc Hà", "145", "66,4"],
        ],
        {
            ("community_digital_teams", 132, "Huyện Bảo Thắng", "2024"),
            ("online_dossier_share", 88.2, "Huyện Bảo Thắng", "2024"),
            ("community_digital_teams", 140, "Huyện Bát Xát", "2024"),
            ("online_dossier_share", 71.5, "Huyện Bát Xát", "2024"),
            ("community_digital_teams", 98, "Thị xã Sa Pa", "2024"),
            ("online_dossier_share", 90, "Thị xã Sa Pa", "2024"),
            ("community_digital_teams", 145, "Huyện Bắc Hà", "2024"),
            ("online_dossier_share", 66.4, "Huyện Bắc Hà", "2024"),
        },
    ),
    "years over values": Kind(
        [
            ["Chỉ tiêu", "ĐVT", "Năm 2021", "Năm 2022", "Năm 2023"],
            ["Số trạm BTS", "Trạm", "1.904", "2.010", "2.115"],
            ["Tỷ lệ hộ gia đình có Internet cáp quang", "%", "58,4", "66", "72,9"],
            ["Số doanh nghiệp công nghệ số", "Doanh nghiệp", "84", "97", "112"],
        ],
        {
            ("bts_stations", 1904, "", "2021"),
            ("bts_stations", 2010, "", "2022"),
            ("bts_stations", 2115, "", "2023"),
            ("fiber_household_share", 58.4, "", "2021"),
            ("fiber_household_share", 66, "", "2022"),
            ("fiber_household_share", 72.9, "", "2023"),
            ("digital_tech_enterprises", 84, "", "2021"),
            ("digital_tech_enterprises", 97, "", "2022"),
            ("digital_tech_enterprises", 112, "", "2023"),
        },
    ),
    "indices": Kind(
        [
            ["TT", "Chỉ số", "Điểm năm 2023", "Xếp hạng năm 2023"],
            ["1", "Chỉ số chuyển đổi số (DTI)", "0,6543", "21"],
            ["2", "Chỉ số cải cách hành chính (PAR INDEX)", "88,15", "19"],
            ["3", "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", "67,38", "12"],
        ],
        {
            ("dti_score", 0.6543, "", "2023"),
            ("dti_rank", 21, "", "2023"),
            ("par_index_score", 88.15, "", "2023"),
            ("par_index_rank", 19, "", "2023"),
            ("pci_score", 67.38, "", "2023"),
            ("pci_rank", 12, "", "2023"),
        },
    ),
    "a row for each year": Kind(
        [
            ["Năm", "Điểm DTI", "Xếp hạng DTI"],
            ["2021", "0,3982", "25"],
            ["2022", "0,5711", "23"],
            ["2023", "0,6543", "21"],
        ],
        {
            ("dti_score", 0.3982, "", "2021"),
            ("dti_rank", 25, "", "2021"),
            ("dti_score", 0.5711, "", "2022"),
            ("dti_rank", 23, "", "2022"),
            ("dti_score", 0.6543, "", "2023"),
            ("dti_rank", 21, "", "2023"),
        },
    ),
    "departments": Kind(
        [
            ["STT", "Đơn vị", "Số hồ sơ tiếp nhận", "Tỷ lệ hồ sơ trực tuyến (%)", "Tỷ lệ đúng hạn (%)"],
            ["1", "Sở Tư pháp", "6.812", "91,6", "99,87"],
            ["2", "Sở Xây dựng", "1.124", "83,3", "99,5"],
            ["3", "Sở Y tế", "918", "95,5", "98,4"],
        ],
        {
            ("dossiers_total", 6812, "Sở Tư pháp", "2024"),
            ("online_dossier_share", 91.6, "Sở Tư pháp", "2024"),
            ("on_time_dossier_share", 99.87, "Sở Tư pháp", "2024"),
            ("dossiers_total", 1124, "Sở Xây dựng", "2024"),
            ("online_dossier_share", 83.3, "Sở Xây dựng", "2024"),
            ("on_time_dossier_share", 99.5, "Sở Xây dựng", "2024"),
            ("dossiers_total", 918, "Sở Y tế", "2024"),
            ("online_dossier_share", 95.5, "Sở Y tế", "2024"),
            ("on_time_dossier_share", 98.4, "Sở Y tế", "2024"),
        },
    ),
    "provinces": Kind(
        [
            ["TT", "Tỉnh, thành phố", "Giá trị DTI 2023", "Xếp hạng"],
            ["1", "Đà Nẵng", "0,8002", "1"],
            ["2", "Lào Cai", "0,6543", "21"],
            ["3", "Yên Bái", "0,6021", "33"],
            ["4", "Hà Giang", "0,5710", "45"],
        ],
        {
            ("dti_score", 0.8002, "da-nang", "2023"),
            ("dti_rank", 1, "da-nang", "2023"),
            ("dti_score", 0.6543, "", "2023"),
            ("dti_rank", 21, "", "2023"),
            ("dti_score", 0.6021, "yen-bai", "2023"),
            ("dti_rank", 33, "yen-bai", "2023"),
            ("dti_score", 0.571, "ha-giang", "2023"),
            ("dti_rank", 45, "ha-giang", "2023"),
        },
    ),
    "annex": Kind(
        [
            ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện 2022", "Mục tiêu 2023", "Mục tiêu 2025", "Cơ quan chủ trì"],
            ["I", "Chính quyền số", "", "", "", "", ""],
            ["1", "Tỷ lệ hồ sơ thủ tục hành chính được nộp trực tuyến", "%", "44,6", "60", "80", "Văn phòng UBND tỉnh"],
            [
                "2",
                "Tỷ lệ hệ thống thông tin được phê duyệt cấp độ an toàn và triển khai đầy đủ phương án bảo đảm an toàn",
                "%",
                "35",
                "80",
                "100",
                "Sở Thông tin và Truyền thông",
            ],
            ["II", "Kinh tế số", "", "", "", "", ""],
            ["3", "Tỷ trọng kinh tế số trong GRDP", "%", "6,2", "11", "20", "Sở Kế hoạch và Đầu tư"],
            ["4", "Số doanh nghiệp công nghệ số", "Doanh nghiệp", "97", "112", "150", "Sở Thông tin và Truyền thông"],
        ],
        {
            ("online_dossier_share", 44.6, "", "2022"),
            ("online_dossier_share", 60, "", "2023"),
            ("online_dossier_share", 80, "", "2025"),
            ("is_security_level_share", 35, "", "2022"),
            ("is_security_level_share", 80, "", "2023"),
            ("is_security_level_share", 100, "", "2025"),
            ("digital_economy_grdp_share", 6.2, "", "2022"),
            ("digital_economy_grdp_share", 11, "", "2023"),
            ("digital_economy_grdp_share", 20, "", "2025"),
            ("digital_tech_enterprises", 97, "", "2022"),
            ("digital_tech_enterprises", 112, "", "2023"),
            ("digital_tech_enterprises", 150, "", "2025"),
        },
    ),
    "quarters": Kind(
        [
            ["Chỉ tiêu", "Quý I/2024", "Quý II/2024", "Quý III/2024"],
            ["Số hồ sơ tiếp nhận", "91.204", "97.316", "102.400"],
            ["Tỷ lệ hồ sơ trực tuyến (%)", "71,4", "76", "81,9"],
            ["Tỷ lệ hồ sơ thanh toán trực tuyến (%)", "44", "51,2", "57,8"],
        ],
        {
            ("dossiers_total", 91204, "", "2024-Q1"),
            ("dossiers_total", 97316, "", "2024-Q2"),
            ("dossiers_total", 102400, "", "2024-Q3"),
            ("online_dossier_share", 71.4, "", "2024-Q1"),
            ("online_dossier_share", 76, "", "2024-Q2"),
            ("online_dossier_share", 81.9, "", "2024-Q3"),
            ("online_payment_share", 44, "", "2024-Q1"),
            ("online_payment_share", 51.2, "", "2024-Q2"),
            ("online_payment_share", 57.8, "", "2024-Q3"),
        },
    ),
    "communes with a total": Kind(
        [
            ["TT", "Xã, phường", "Số hồ sơ tiếp nhận", "Tỷ lệ hồ sơ trực tuyến (%)", "Ghi chú"],
            ["1", "Phường Lào Cai", "4.120", "93,4", ""],
            ["2", "Xã Bảo Thắng", "2.318", "88,1", ""],
            ["3", "Xã Bát Xát", "1.904", "79,6", ""],
            ["", "Toàn tỉnh", "86.450", "84,7", ""],
        ],
        {
            ("dossiers_total", 4120, "Phường Lào Cai", "2024"),
            ("online_dossier_share", 93.4, "Phường Lào Cai", "2024"),
            ("dossiers_total", 2318, "Xã Bảo Thắng", "2024"),
            ("online_dossier_share", 88.1, "Xã Bảo Thắng", "2024"),
            ("dossiers_total", 1904, "Xã Bát Xát", "2024"),
            ("online_dossier_share", 79.6, "Xã Bát Xát", "2024"),
            ("dossiers_total", 86450, "", "2024"),
            ("online_dossier_share", 84.7, "", "2024"),
        },
    ),
    "assessed": Kind(
        [
            ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2024", "Kết quả 2024", "Đánh giá"],
            ["1", "Tỷ lệ hồ sơ trực tuyến", "%", "85", "88,5", "Vượt"],
            ["2", "Tỷ lệ người dân có hồ sơ sức khỏe điện tử", "%", "90", "86,4", "Chưa đạt"],
            ["3", "Số trạm BTS 5G", "Trạm", "60", "60", "Đạt"],
        ],
        {
            ("online_dossier_share", 85, "", "2024"),
            ("online_dossier_share", 88.5, "", "2024"),
            ("health_record_share", 90, "", "2024"),
            ("health_record_share", 86.4, "", "2024"),
            ("bts_5g_stations", 60, "", "2024"),
        },
    ),
}


def facts_of(found: Iterable[Observation]) -> set[Fact]:
    """What observations say, as the facts of a table are written here."""
    return {
        (
            row.indicator_code,
            row.value,
            row.area_name or ("" if row.province_code == "lao-cai" else row.province_code),
            row.period,
        )
        for row in found
    }

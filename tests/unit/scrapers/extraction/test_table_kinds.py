"""The kinds of tables that provinces publish, each in every layout that pages and saved texts have for it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from tests.unit.scrapers.extraction.layouts import LAYOUTS


class _Kind(NamedTuple):
    """A table and what it says: indicator, value, place, period."""

    rows: list[list[str]]
    facts: set[tuple[str, float, str, str]]


KINDS = {
    "districts": _Kind(
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
    "years over values": _Kind(
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
    "indices": _Kind(
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
    "a row for each year": _Kind(
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
    "departments": _Kind(
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
    "provinces": _Kind(
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
    "assessed": _Kind(
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


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_gives_its_facts_in_every_layout(extractor: Extractor, tmp_path: Path, kind: str, layout: str) -> None:
    suffix, write = LAYOUTS[layout]
    file = tmp_path / f"bang.{suffix}"
    file.write_text(write(KINDS[kind].rows), encoding="utf-8")
    found = extractor.read(parse_file(file)).observations
    assert {
        (
            row.indicator_code,
            row.value,
            row.area_name or ("" if row.province_code == "lao-cai" else row.province_code),
            row.period,
        )
        for row in found
    } == KINDS[kind].facts

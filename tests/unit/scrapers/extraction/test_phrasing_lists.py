"""How lists of numbers are shared out, and whole sentences of reports.

Holds section 8 of the inventory of phrasing. Sentences are written for the project.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.extraction import Reading

Read = Callable[..., Reading]
Facts = Callable[..., list[tuple[str, str, float]]]
Fact = tuple[str, str, float]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one verb, many numbers
        (
            "Mô hình Chợ 4.0 đã có tại 6 chợ hạng I, 15 chợ hạng II và 22 chợ hạng III.",
            [("market40_class1", "actual", 6), ("market40_class2", "actual", 15), ("market40_class3", "actual", 22)],
        ),
        # the number before its noun
        (
            (
                "Thanh toán không dùng tiền mặt đã đến với 78,4% người hưởng lương hưu, trợ cấp BHXH; 100% đối tượng "
                "có nhu cầu chi trả an sinh xã hội; 98,3% thu - nộp ngân sách nhà nước; 95,2% khách hàng thanh toán "
                "tiền điện và 87,6% khách hàng thanh toán tiền nước."
            ),
            [
                ("cashless_pension_share", "actual", 78.4),
                ("cashless_social_security_share", "actual", 100),
                ("cashless_budget_share", "actual", 98.3),
                ("cashless_electricity_share", "actual", 95.2),
                ("cashless_water_share", "actual", 87.6),
            ],
        ),
        # the number after its noun
        (
            (
                "Tỷ lệ thủ tục cung cấp toàn trình qua dịch vụ công trực tuyến đạt 93%; tỷ lệ dịch vụ công trực tuyến "
                "phát sinh hồ sơ đạt 48%; tỷ lệ hồ sơ nộp trực tuyến đạt 35%."
            ),
            [
                ("ops_full_process_share", "actual", 93),
                ("ops_with_dossiers_share", "actual", 48),
                ("online_dossier_share", "actual", 35),
            ],
        ),
        # a total with its parts in brackets
        (
            "Toàn tỉnh có 906 tổ công nghệ số cộng đồng (897 tổ địa phương, 9 tổ của doanh nghiệp).",
            [
                ("community_digital_teams", "actual", 906),
                ("community_digital_teams_local", "actual", 897),
                ("community_digital_teams_enterprise", "actual", 9),
            ],
        ),
        # parts that have no indicator are not the total again
        (
            (
                "Số thuê bao điện thoại đạt 301.250 thuê bao (trong đó thuê bao cố định đạt 5.120, thuê bao di động "
                "đạt 296.130)."
            ),
            [("phone_subscribers", "actual", 301250)],
        ),
        # two numbers with different nouns
        (
            "Trong đó có 98 sản phẩm của 24 cơ sở được đưa lên hệ thống truy xuất nguồn gốc.",
            [("traceability_products", "actual", 98), ("traceability_facilities", "actual", 24)],
        ),
        # goals of a plan by pillar
        (
            (
                "Kế hoạch chuyển đổi số có 20 mục tiêu, gồm 6 mục tiêu về kinh tế số, 4 mục tiêu về xã hội số và 10 "
                "mục tiêu về chính quyền số."
            ),
            [
                ("dt_goals_total", "actual", 20),
                ("dt_goals_digital_economy", "actual", 6),
                ("dt_goals_digital_society", "actual", 4),
                ("dt_goals_digital_government", "actual", 10),
            ],
        ),
        # nouns first, then the numbers in turn
        (
            (
                "Tỷ lệ hồ sơ trực tuyến, tỷ lệ hồ sơ thanh toán trực tuyến, tỷ lệ số hóa hồ sơ lần lượt đạt 66%, 41% "
                "và 87%."
            ),
            [
                ("online_dossier_share", "actual", 66),
                ("online_payment_share", "actual", 41),
                ("digitized_dossier_share", "actual", 87),
            ],
        ),
        # ranks of four indices
        (
            "Chỉ số PCI xếp thứ 14, PAR INDEX xếp thứ 21, SIPAS xếp thứ 30 và PAPI xếp thứ 8.",
            [
                ("pci_rank", "actual", 14),
                ("par_index_rank", "actual", 21),
                ("sipas_rank", "actual", 30),
                ("papi_rank", "actual", 8),
            ],
        ),
        # three ranks
        (
            "Trong bộ chỉ số chuyển đổi số, Chính quyền số xếp thứ 12, Kinh tế số xếp thứ 31, Xã hội số xếp thứ 9.",
            [("dti_gov_rank", "actual", 12), ("dti_econ_rank", "actual", 31), ("dti_soc_rank", "actual", 9)],
        ),
    ],
)
def test_lists_are_shared_out(facts: Facts, text: str, expected: list[Fact]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Năm 2022, TP.HCM và Hà Nội có tỷ trọng kinh tế số trong GRDP tương ứng 17,42% và 16,03%.",
            [("digital_economy_grdp_share", "ho-chi-minh", 17.42), ("digital_economy_grdp_share", "ha-noi", 16.03)],
        ),
        (
            "Chỉ số DTI của Ninh Bình và Thanh Hóa lần lượt đạt 0,5217 điểm và 0,5036 điểm.",
            [("dti_score", "ninh-binh", 0.5217), ("dti_score", "thanh-hoa", 0.5036)],
        ),
        (
            "Đứng đầu bảng xếp hạng chuyển đổi số là Đà Nẵng (0,78 điểm), tiếp theo là Hà Nội (0,71 điểm).",
            [("dti_rank", "da-nang", 1), ("dti_score", "da-nang", 0.78), ("dti_score", "ha-noi", 0.71)],
        ),
    ],
)
def test_numbers_and_places_are_aligned_by_position(
    read: Read, text: str, expected: list[tuple[str, str, float]]
) -> None:
    rows = read(text, province="vn").observations
    assert [(row.indicator_code, row.province_code, row.value) for row in rows] == expected


def test_numbers_and_nouns_named_in_turn_are_aligned_by_position(facts: Facts) -> None:
    text = (
        "Trong bộ chỉ số chuyển đổi số của tỉnh, thứ hạng chính quyền số, kinh tế số, xã hội số lần lượt là hạng 14, "
        "hạng 23 và hạng 30."
    )
    assert facts(text) == [
        ("dti_gov_rank", "actual", 14),
        ("dti_econ_rank", "actual", 23),
        ("dti_soc_rank", "actual", 30),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Tỉnh có 1.216 tổ công nghệ số cộng đồng, trong đó 102 tổ cấp xã và 1.114 tổ thôn, khu phố với tổng "
                "số 7.865 thành viên."
            ),
            [
                ("community_digital_teams", "actual", 1216),
                ("community_digital_teams_commune", "actual", 102),
                ("community_digital_teams_local", "actual", 1114),
                ("community_digital_team_members", "actual", 7865),
            ],
        ),
        (
            (
                "Năm 2022, chỉ số chuyển đổi số của tỉnh đạt 0,6123 điểm, xếp thứ 19/63 tỉnh, thành phố; trong đó "
                "chính quyền số xếp thứ 25, kinh tế số xếp thứ 12 và xã hội số xếp thứ 16."
            ),
            [
                ("dti_score", "actual", 0.6123),
                ("dti_rank", "actual", 19),
                ("dti_gov_rank", "actual", 25),
                ("dti_econ_rank", "actual", 12),
                ("dti_soc_rank", "actual", 16),
            ],
        ),
        (
            (
                "Phấn đấu đến năm 2025: 100% hộ gia đình có cáp quang; 80% dân số trưởng thành có tài khoản thanh "
                "toán; tỷ trọng kinh tế số đạt 20% GRDP; tỉnh thuộc nhóm 15 tỉnh dẫn đầu về chuyển đổi số."
            ),
            [
                ("fiber_household_share", "target", 100),
                ("adult_bank_account_share", "target", 80),
                ("digital_economy_grdp_share", "target", 20),
                ("dti_rank", "target", 15),
            ],
        ),
        (
            (
                "Từ đầu năm đến nay, toàn tỉnh tiếp nhận 312.450 hồ sơ thủ tục hành chính, trong đó 241.870 hồ sơ "
                "trực tuyến, đạt 77,4%."
            ),
            [("dossiers_total", "actual", 312450), ("online_dossier_share", "actual", 77.4)],
        ),
        (
            (
                "Cổng dịch vụ công của tỉnh đang cung cấp 1.873 thủ tục hành chính, trong đó có 912 dịch vụ công trực "
                "tuyến toàn trình và 734 dịch vụ công trực tuyến một phần."
            ),
            [("ops_full_process_count", "actual", 912)],
        ),
        (
            (
                "Đã có 245 điểm di tích được gắn mã QR, 38 trang Zalo OA hoạt động, 12.600 lượt tải ứng dụng công dân "
                "số."
            ),
            [
                ("heritage_sites_qr", "actual", 245),
                ("zalo_oa_pages", "actual", 38),
                ("citizen_app_downloads", "actual", 12600),
            ],
        ),
        (
            (
                "Thanh toán không dùng tiền mặt tăng nhanh: tỷ lệ chi trả lương hưu qua tài khoản đạt 71%; tiền điện "
                "đạt 94%; học phí đạt 88%; viện phí đạt 52%."
            ),
            [
                ("cashless_pension_share", "actual", 71),
                ("cashless_electricity_share", "actual", 94),
                ("cashless_tuition_share", "actual", 88),
                ("cashless_hospital_share", "actual", 52),
            ],
        ),
        ("Sáng 10/10, hội nghị về chuyển đổi số có hơn 300 đại biểu tại 102 điểm cầu.", []),
    ],
)
def test_whole_sentences_of_reports(facts: Facts, text: str, expected: list[Fact]) -> None:
    assert facts(text) == expected


def test_a_city_and_its_province_in_one_sentence_keep_their_own_numbers(read: Read) -> None:
    text = (
        "Tại thành phố Việt Trì, 22/22 xã, phường có tổ công nghệ số cộng đồng với 1.540 thành viên; toàn tỉnh "
        "Phú Thọ có 2.470 tổ."
    )
    rows = read(text, province="phu-tho").observations
    assert [(row.indicator_code, row.value, row.area_level) for row in rows] == [
        ("communes_with_digital_team", 22, "district"),
        ("community_digital_team_members", 1540, "district"),
        ("community_digital_teams", 2470, "province"),
    ]


def test_a_plan_of_the_year_makes_targets_of_the_year(read: Read) -> None:
    text = (
        "Theo Kế hoạch số 25/KH-UBND ngày 12/01/2024, mục tiêu năm 2024 là trên 75% hồ sơ trực tuyến; tối thiểu 50% "
        "dân số trưởng thành có chữ ký số."
    )
    rows = read(text, province="binh-dinh", published="2024-02-20").observations
    assert [(row.indicator_code, row.kind, row.value, row.bound, row.period) for row in rows] == [
        ("online_dossier_share", "target", 75, "at_least", "2024"),
        ("adult_digital_signature_share", "target", 50, "at_least", "2024"),
    ]


def test_what_a_meeting_of_the_country_reports_is_the_countrys(read: Read) -> None:
    rows = read(
        "Thủ tướng Chính phủ chủ trì hội nghị về chuyển đổi số. Dự tại điểm cầu tỉnh Điện Biên có lãnh đạo tỉnh.\n"
        "Báo cáo tại hội nghị cho thấy, tỷ lệ hộ gia đình có Internet cáp quang đạt 82,2%.\n"
        "Riêng tại tỉnh Điện Biên, tỷ lệ này là 61,5%.",
        province="dien-bien",
    ).observations
    assert [(row.province_code, row.value) for row in rows] == [("vn", 82.2), ("dien-bien", 61.5)]


def test_places_and_their_ranks_are_aligned_without_a_word_for_it(read: Read) -> None:
    rows = read(
        "Thanh Hóa, Điện Biên, Hà Tĩnh giữ vị trí thứ 5, 6, 7 với giá trị DTI sát nhau.", province="vn"
    ).observations
    assert [(row.province_code, row.value) for row in rows] == [("thanh-hoa", 5), ("dien-bien", 6), ("ha-tinh", 7)]


def test_scores_are_aligned_with_the_places_that_follow_them(read: Read) -> None:
    rows = read(
        "Theo Báo cáo DTI năm 2021, Quảng Trị tiếp tục đi lên. Với 0,5217 điểm và 0,5036 điểm, Hà Nam và Nghệ An "
        "ở ngay phía trên. Với 0,49; 0,48 và 0,47 điểm, Phú Yên, Gia Lai và Kon Tum khép lại nhóm giữa của "
        "DTI năm 2021.",
        province="vn",
    ).observations
    assert [(row.indicator_code, row.province_code, row.value) for row in rows] == [
        ("dti_score", "ha-nam", 0.5217),
        ("dti_score", "nghe-an", 0.5036),
        ("dti_score", "phu-yen", 0.49),
        ("dti_score", "gia-lai", 0.48),
        ("dti_score", "kon-tum", 0.47),
    ]

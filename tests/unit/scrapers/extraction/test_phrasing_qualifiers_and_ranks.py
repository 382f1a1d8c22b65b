"""Qualifiers beside a number, and ranks: their wordings, groups that are no ranks, moves, and lists in order of rank.

Holds sections 2 and 3 of the inventory of phrasing. Sentences are written for the project.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.extraction import Reading

Read = Callable[..., Reading]
Facts = Callable[..., list[tuple[str, str, float]]]


@pytest.mark.parametrize(
    ("text", "code", "value", "bound"),
    [
        # more than
        ("Toàn tỉnh có hơn 1,9 triệu tài khoản ngân hàng cá nhân.", "bank_accounts_individual", 1_900_000, "at_least"),
        (
            "Tỷ lệ hộ gia đình có Internet cáp quang băng rộng trên 83%.",
            "fiber_household_share",
            83,
            "at_least",
        ),
        (
            "Tỷ lệ dân số trưởng thành có điện thoại thông minh đạt trên 74,8%.",
            "adult_smartphone_share",
            74.8,
            "at_least",
        ),
        ("Tỷ lệ hồ sơ trực tuyến của tỉnh đã vượt 80%.", "online_dossier_share", 80, "at_least"),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 97% trở lên.", "on_time_dossier_share", 97, "at_least"),
        ("Phấn đấu từ 95% người dân có hồ sơ sức khỏe điện tử trở lên.", "health_record_share", 95, "at_least"),
        ("Mục tiêu năm 2025 là phủ sóng 5G từ 62% dân số.", "coverage_5g_population_share", 62, "at_least"),
        ("Tỷ lệ hồ sơ trực tuyến cao hơn 71%.", "online_dossier_share", 71, "at_least"),
        # a little less
        ("Hệ thống tiếp nhận gần 130 nghìn hồ sơ thủ tục hành chính.", "dossiers_total", 130_000, "about"),
        ("Mật độ điện thoại đạt xấp xỉ 98 thuê bao/100 dân.", "phone_density", 98, "about"),
        ("Tỷ lệ hồ sơ trực tuyến đạt gần 72%.", "online_dossier_share", 72, "about"),
        ("Tỉnh đã hoàn thành vượt mức 39/65 chỉ tiêu chuyển đổi số.", "dt_goals_completed", 39, "exact"),
        ("Toàn tỉnh ước có 1.980.400 thuê bao điện thoại.", "phone_subscribers", 1_980_400, "about"),
        # about
        (
            "Giá trị thương mại điện tử trên tổng mức bán lẻ hàng hóa khoảng 9%.",
            "ecommerce_share_of_retail",
            9,
            "about",
        ),
        ("Tỷ trọng kinh tế số trong GRDP ước 8,4%.", "digital_economy_grdp_share", 8.4, "about"),
        ("Tổng giá trị kinh tế số của tỉnh ước đạt 41.000 tỷ đồng.", "digital_economy_value", 41_000, "about"),
        ("Năm 2023, kinh tế số ước chiếm 14,5% GRDP.", "digital_economy_grdp_share", 14.5, "about"),
        ("Năm 2023, kinh tế số ước tính chiếm 14,5% GRDP.", "digital_economy_grdp_share", 14.5, "about"),
        ("Tỷ lệ hồ sơ trực tuyến trên dưới 72%.", "online_dossier_share", 72, "about"),
        ("Các nhà mạng đã lắp đặt trên 8.900 trạm BTS.", "bts_stations", 8900, "at_least"),
        ("Toàn tỉnh đã có quá 500 doanh nghiệp công nghệ số.", "digital_tech_enterprises", 500, "at_least"),
        ("Tỷ lệ hồ sơ trực tuyến chưa quá 40%.", "online_dossier_share", 40, "at_most"),
        # an average is exact
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt trung bình 98,6%.", "on_time_dossier_share", 98.6, "exact"),
        ("Tỷ lệ hồ sơ trực tuyến bình quân đạt 67%.", "online_dossier_share", 67, "exact"),
        # at least
        (
            "Phấn đấu tỷ trọng kinh tế số trong từng ngành, lĩnh vực đạt tối thiểu 12%.",
            "digital_economy_sector_share",
            12,
            "at_least",
        ),
        ("Phấn đấu kinh tế số chiếm ít nhất 18% GRDP.", "digital_economy_grdp_share", 18, "at_least"),
        ("Yêu cầu tỷ lệ hồ sơ trực tuyến không dưới 75%.", "online_dossier_share", 75, "at_least"),
        # at most
        ("Tỷ trọng kinh tế số trong GRDP không quá 9%.", "digital_economy_grdp_share", 9, "at_most"),
        ("Tỷ lệ hồ sơ thanh toán trực tuyến tối đa 40%.", "online_payment_share", 40, "at_most"),
        ("Kinh tế số chiếm chưa đến 9% GRDP.", "digital_economy_grdp_share", 9, "at_most"),
        ("Tỷ trọng kinh tế số trong GRDP mới dưới 8%.", "digital_economy_grdp_share", 8, "at_most"),
        ("Tỷ lệ hồ sơ trực tuyến không vượt quá 71%.", "online_dossier_share", 71, "at_most"),
        ("Tỷ lệ hồ sơ trực tuyến ở dưới mức 71%.", "online_dossier_share", 71, "at_most"),
        ("Tỷ lệ hồ sơ trực tuyến thấp hơn 71%.", "online_dossier_share", 71, "at_most"),
        # only so much is still exact
        ("Tỷ lệ hồ sơ trực tuyến chỉ đạt 43,6%.", "online_dossier_share", 43.6, "exact"),
        ("Tỷ lệ hồ sơ thanh toán trực tuyến mới chỉ đạt 21%.", "online_payment_share", 21, "exact"),
        ("Toàn tỉnh mới có 9 bệnh viện triển khai bệnh án điện tử.", "emr_hospitals", 9, "exact"),
        # exact and all
        ("Kinh tế số chiếm 14% GRDP.", "digital_economy_grdp_share", 14, "exact"),
        ("Tỷ lệ hồ sơ trực tuyến của tỉnh là 69,9%.", "online_dossier_share", 69.9, "exact"),
        ("Đến nay, 100% TTHC đều chấp nhận thanh toán không dùng tiền mặt.", "cashless_tthc_share", 100, "exact"),
        (
            "Tất cả 94 xã, phường, thị trấn đều có tổ công nghệ số cộng đồng.",
            "communes_with_digital_team",
            94,
            "exact",
        ),
    ],
)
def test_a_qualifier_becomes_the_bound(read: Read, text: str, code: str, value: float, bound: str) -> None:
    (row,) = read(text).observations
    assert (row.indicator_code, row.value, row.bound) == (code, value, bound)


@pytest.mark.parametrize(
    ("text", "code", "low", "high"),
    [
        ("Phấn đấu đến năm 2030, kinh tế số chiếm từ 22% - 28% GRDP.", "digital_economy_grdp_share", 22, 28),
        ("Tỷ lệ hồ sơ trực tuyến đạt từ 60% đến 70%.", "online_dossier_share", 60, 70),
    ],
)
def test_a_range_is_a_floor_and_a_ceiling(read: Read, text: str, code: str, low: float, high: float) -> None:
    rows = read(text).observations
    assert [(row.indicator_code, row.value, row.bound) for row in rows] == [
        (code, low, "at_least"),
        (code, high, "at_most"),
    ]


def test_a_range_of_qualified_scores_keeps_both_ends_inexact(read: Read) -> None:
    rows = read("Chỉ số DTI của tỉnh dao động từ khoảng 0,52 đến gần 0,58 điểm.").observations
    assert [(row.indicator_code, row.value) for row in rows] == [("dti_score", 0.52), ("dti_score", 0.58)]
    assert "exact" not in {row.bound for row in rows}


def test_all_without_a_number_is_no_fact(facts: Facts) -> None:
    assert facts("Toàn bộ các cơ quan đã kết nối mạng truyền số liệu chuyên dùng.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỉnh xếp thứ 29/63 tỉnh, thành phố về chuyển đổi số.", [("dti_rank", 29)]),
        ("Chỉ số DTI của tỉnh đứng vị trí thứ 6/63.", [("dti_rank", 6)]),
        ("Về thanh toán trực tuyến, tỉnh xếp hạng 22/63 tỉnh, thành phố.", [("online_payment_rank", 22)]),
        (
            "Về hồ sơ giải quyết đúng hạn, trước hạn, tỉnh xếp vị trí 14/63.",
            [("on_time_dossier_rank", 14)],
        ),
        (
            "Về cung cấp dịch vụ công trực tuyến, tỉnh đứng thứ 1 toàn quốc.",
            [("online_public_service_rank", 1)],
        ),
        (
            "Theo kết quả PAR INDEX, tỉnh đứng vị trí thứ 4 về chỉ số thành phần Chính quyền số.",
            [("par_digital_gov_rank", 4)],
        ),
        ("Tỉnh đứng thứ 2 toàn quốc về tỷ lệ hồ sơ trực tuyến.", [("online_public_service_rank", 2)]),
        ("Chỉ số chuyển đổi số của tỉnh xếp thứ nhất.", [("dti_rank", 1)]),
        ("Chỉ số chuyển đổi số của tỉnh vươn lên vị trí thứ 9.", [("dti_rank", 9)]),
        ("Tỉnh đứng thứ nhì cả nước về chuyển đổi số.", [("dti_rank", 2)]),
        ("Chỉ số chuyển đổi số của tỉnh xếp thứ mười hai toàn quốc.", [("dti_rank", 12)]),
        ("Tỉnh dẫn đầu cả nước về chỉ số chuyển đổi số.", [("dti_rank", 1)]),
        ("Tỉnh giành ngôi quán quân PCI.", [("pci_rank", 1)]),
        ("Tỉnh là á quân PCI.", [("pci_rank", 2)]),
        ("Tỉnh cán đích vị trí thứ 2 về chỉ số chuyển đổi số.", [("dti_rank", 2)]),
        # the pillar is ranked, the index only named after it
        ("Năm 2022, kinh tế số của tỉnh xếp thứ 41 theo chỉ số chuyển đổi số.", [("dti_econ_rank", 41)]),
        (
            "Kinh tế số (xếp thứ 41) và xã hội số (xếp thứ 33) trong bộ chỉ số chuyển đổi số đều lên điểm.",
            [("dti_econ_rank", 41), ("dti_soc_rank", 33)],
        ),
        # the rank of a share of the economy is no rank of the pillar
        (
            "Kinh tế số của tỉnh năm 2023 đóng góp 17,5% GRDP, đứng thứ 3 cả nước.",
            [("digital_economy_grdp_share", 17.5)],
        ),
    ],
)
def test_wordings_of_a_rank(read: Read, text: str, expected: list[tuple[str, float]]) -> None:
    rows = read(text).observations
    assert [(row.indicator_code, row.value) for row in rows] == expected
    assert {(row.kind, row.bound) for row in rows} == {("actual", "exact")}


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh nằm trong nhóm top đầu về chuyển đổi số.",
        "Năm qua, tỉnh lọt vào nhóm 15 địa phương dẫn đầu về chuyển đổi số.",
        "Tổng giá trị kinh tế số của tỉnh ở nhóm trung bình.",
        "Tỉnh là 1 trong 18 tỉnh hoàn thành cấp tài khoản định danh điện tử.",
        "Tỉnh là 1/9 tỉnh thí điểm chuyển đổi số.",
        "Tỉnh nằm trong số 12 địa phương dẫn đầu cả nước về chuyển đổi số.",
        "Chỉ số chuyển đổi số của tỉnh đứng cuối bảng.",
        "Tỉnh xếp thứ 3/11 tỉnh miền núi phía Bắc về chuyển đổi số.",
        "Tỉnh đứng thứ 2 vùng Đồng bằng sông Hồng về chuyển đổi số.",
        "Huyện Ba Chẽ xếp thứ 2/13 địa phương trong tỉnh về chuyển đổi số.",
        "Sở Nội vụ xếp thứ 1/19 sở, ngành về chuyển đổi số.",
    ],
)
def test_membership_of_a_group_is_no_rank(facts: Facts, text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize("top", [5, 10])
def test_a_place_in_the_top_is_at_most_that_rank(read: Read, top: int) -> None:
    (row,) = read(f"Phấn đấu đến năm 2025, tỉnh đứng trong top {top} cả nước về chuyển đổi số.").observations
    assert (row.indicator_code, row.kind, row.value, row.bound) == ("dti_rank", "target", top, "at_most")


def test_a_place_reached_in_the_top_is_no_exact_rank(read: Read) -> None:
    rows = read("Năm 2023, tỉnh nằm trong top 10 cả nước về chuyển đổi số.").observations
    assert [row for row in rows if row.bound == "exact"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # steps alone name no rank
        ("Chỉ số CĐS của tỉnh tăng 27 bậc.", [("dti_rank", "change", 27)]),
        ("Chỉ số PAPI của tỉnh tăng 3 bậc so với năm 2022.", [("papi_rank", "change", 3)]),
        ("Chỉ số DTI của tỉnh tăng 1 hạng.", [("dti_rank", "change", 1)]),
        ("Chỉ số chuyển đổi số của tỉnh nhảy vọt 12 bậc.", [("dti_rank", "change", 12)]),
        ("Chỉ số PCI của tỉnh tụt 5 bậc.", [("pci_rank", "change", -5)]),
        ("Chỉ số SIPAS của tỉnh giảm 2 bậc.", [("sipas_rank", "change", -2)]),
        ("Chỉ số chuyển đổi số của tỉnh tăng hai bậc.", [("dti_rank", "change", 2)]),
        ("Chỉ số chuyển đổi số của tỉnh tụt 3 hạng.", [("dti_rank", "change", -3)]),
        # steps beside the rank
        (
            "Chỉ số chuyển đổi số của tỉnh xếp thứ 19/63, tăng 8 bậc so với năm trước.",
            [("dti_rank", "actual", 19), ("dti_rank", "change", 8)],
        ),
        # from one rank to another
        (
            "Chỉ số chuyển đổi số của tỉnh vươn từ vị trí 40 lên vị trí 22.",
            [("dti_rank", "actual", 40), ("dti_rank", "actual", 22)],
        ),
        # a rank that is kept
        ("Tỉnh giữ vững vị trí thứ 4/63 về ICT Index.", [("ict_index_rank", "actual", 4)]),
        # moves of several pillars, one of which stays
        (
            (
                "Trong bộ chỉ số chuyển đổi số, chính quyền số tăng 6 bậc, kinh tế số giảm 3 bậc, xã hội số giữ nguyên "
                "hạng 20."
            ),
            [("dti_gov_rank", "change", 6), ("dti_econ_rank", "change", -3), ("dti_soc_rank", "actual", 20)],
        ),
        # steps behind a verb that before a score says where it came to: `vọt lên 67,5 điểm`
        (
            "Chỉ số PCI của tỉnh vọt lên 15 bậc, xếp thứ 12.",
            [("pci_rank", "change", 15), ("pci_rank", "actual", 12)],
        ),
        # points and shares
        ("Chỉ số DTI của tỉnh tăng 0,0412 điểm.", [("dti_score", "change", 0.0412)]),
        ("Tỷ lệ hồ sơ trực tuyến tăng 2,6%.", [("online_dossier_share", "change", 2.6)]),
        ("Tỷ lệ hồ sơ trực tuyến tăng 12 điểm phần trăm.", [("online_dossier_share", "change", 12)]),
        (
            "Kinh tế số tăng 1,3 điểm phần trăm, chiếm 9,6% GRDP.",
            [("digital_economy_grdp_share", "change", 1.3), ("digital_economy_grdp_share", "actual", 9.6)],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến tăng 19,35% so với năm 2022.",
            [("online_dossier_share", "change", 19.35)],
        ),
    ],
)
def test_moves_of_ranks_scores_and_shares(facts: Facts, text: str, expected: list[tuple[str, str, float]]) -> None:
    assert facts(text) == expected


def test_a_score_said_to_rise_without_an_amount_stays_a_score(facts: Facts) -> None:
    text = "ICT Index của tỉnh đạt 0,6208 điểm, tăng điểm ở hầu hết các chỉ tiêu."
    assert facts(text) == [("ict_index_score", "actual", 0.6208)]


def test_scores_in_brackets_go_to_the_places_before_them_and_give_no_ranks(read: Read) -> None:
    text = "Chỉ số ICT Index của các địa phương gồm: Cần Thơ (0,6702 điểm), Bắc Ninh (0,6811 điểm)."
    rows = read(text, province="vn").observations
    assert [(row.indicator_code, row.province_code, row.value) for row in rows] == [
        ("ict_index_score", "can-tho", 0.6702),
        ("ict_index_score", "bac-ninh", 0.6811),
    ]


def test_places_named_in_no_order_have_no_ranks(facts: Facts) -> None:
    text = "Các địa phương có chỉ số chuyển đổi số cao gồm Đà Nẵng, Hà Nội, Huế; tiếp theo là Lạng Sơn."
    assert facts(text, province="vn") == []


def test_the_first_value_of_a_rise_is_no_least(read: Read) -> None:
    rows = read("Tỷ lệ hồ sơ trực tuyến đi từ 52% năm 2022 lên 71% năm 2023.", province="lao-cai").observations
    assert [(row.value, row.bound) for row in rows] == [(52, "exact"), (71, "exact")]

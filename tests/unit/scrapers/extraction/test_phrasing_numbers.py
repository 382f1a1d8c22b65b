"""How texts write numbers: separators, scores over a maximum, ranks and parts over a total, scales, money, densities.

Each row of section 1 of the inventory of phrasing stands here at least once. Sentences are written for the project.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.extraction import Reading
from scrapers.extraction.numbers.quantities import parse_number

Read = Callable[..., Reading]
Problems = Callable[..., list[str | None]]
Facts = Callable[..., list[tuple[str, str, float]]]
Values = list[tuple[str, float]]
Totals = list[tuple[str, float, float | None]]


def _values(reading: Reading) -> Values:
    return [(row.indicator_code, row.value) for row in reading.observations]


def _totals(reading: Reading) -> Totals:
    return [(row.indicator_code, row.value, row.out_of) for row in reading.observations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dots in groups of three
        (
            "Toàn tỉnh đã thành lập 1.284 tổ công nghệ số cộng đồng với 9.417 thành viên.",
            [("community_digital_teams", 1284), ("community_digital_team_members", 9417)],
        ),
        (
            "Đến nay, các nhà mạng đã cấp 36.500 chữ ký số cá nhân cho người dân.",
            [("digital_signatures_personal", 36500)],
        ),
        ("Tỉnh đã cung cấp 1.204 dịch vụ công trực tuyến toàn trình.", [("ops_full_process_count", 1204)]),
        ("Số thuê bao Internet trên địa bàn là 1.204.318 thuê bao.", [("internet_subscribers", 1204318)]),
        # decimal commas
        ("Tỷ lệ hồ sơ thanh toán trực tuyến của tỉnh đạt 47,35%.", [("online_payment_share", 47.35)]),
        ("Mật độ điện thoại đạt 96,4 máy/100 dân.", [("phone_density", 96.4)]),
        ("Chỉ số DTI của tỉnh đạt 0,7129 điểm.", [("dti_score", 0.7129)]),
        # three digits after a comma are no thousands here
        ("Chỉ số DTI của tỉnh đạt 0,664 điểm.", [("dti_score", 0.664)]),
        # decimal dots
        ("Chỉ số chuyển đổi số của tỉnh đạt 0.612 điểm.", [("dti_score", 0.612)]),
        ("Giá trị DTI của tỉnh là 0.7415.", [("dti_score", 0.7415)]),
        ("Tỷ lệ hồ sơ trực tuyến đạt 88.5%.", [("online_dossier_share", 88.5)]),
        # both styles in one text
        (
            "Chỉ số chuyển đổi số của tỉnh đạt 0.612 điểm; trong đó chính quyền số đạt 0,73 điểm.",
            [("dti_score", 0.612), ("dti_gov_score", 0.73)],
        ),
        # dots for thousands before a decimal comma
        ("Tổng kinh phí thực hiện chuyển đổi số là 1.245,8 tỷ đồng.", [("dt_budget", 1245.8)]),
        ("Tổng giá trị kinh tế số của tỉnh đạt 18.310,6 tỷ đồng.", [("digital_economy_value", 18310.6)]),
    ],
)
def test_separators_are_read_by_their_groups(read: Read, text: str, expected: Values) -> None:
    assert _values(read(text)) == expected


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("82,6", 82.6),  # a comma with other than three digits after it
        ("71,5432", 71.5432),
        ("640", 640),
        ("3.482", 3482),  # only dots, groups of three, first group 1-3 digits and not 0
        ("192.579.004", 192579004),
        ("85.07", 85.07),  # a dot before 1, 2 or 4+ digits
        ("9.5", 9.5),
        ("0.61234", 0.61234),
        ("0.702", 0.702),  # 0 before the separator
        ("0,702", 0.702),
        ("2.045,75", 2045.75),
    ],
)
def test_the_rule_of_thumb_for_separators(written: str, value: float) -> None:
    assert parse_number(written) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 91.375%.", "online_dossier_share", 91.375),
        ("Toàn tỉnh có 340,656 thuê bao Internet.", "internet_subscribers", 340_656),
    ],
)
def test_a_separator_that_only_the_unit_decides_is_mended_flagged_and_published(
    read: Read, problems: Problems, text: str, code: str, value: float
) -> None:
    (row,) = read(text).observations
    assert (row.indicator_code, row.value, row.flags) == (code, value, "mended_separator")
    certain = read(text.replace("91.375", "91,37").replace("340,656", "340.656")).observations[0]
    assert row.confidence < certain.confidence
    assert problems(text) == [None]


def test_a_share_that_two_readings_fit_is_kept_apart(read: Read, problems: Problems) -> None:
    text = "Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 1.473%."
    assert "ambiguous_separator" in read(text).observations[0].flags
    assert problems(text) == ["ambiguous_number"]


def test_a_score_of_the_national_index_above_one_is_not_taken_without_a_flag(read: Read) -> None:
    rows = read("Chỉ số DTI của tỉnh đạt 671,4 điểm.").observations
    assert [row for row in rows if row.indicator_code == "dti_score" and row.value > 1 and not row.flags] == []


def test_a_score_of_the_ict_index_above_one_is_not_taken_without_a_flag(read: Read) -> None:
    rows = read("Chỉ số ICT Index của tỉnh đạt 65,14 điểm.").observations
    assert [row for row in rows if row.indicator_code == "ict_index_score" and row.value > 1 and not row.flags] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a score over its maximum: the right number is the scale
        (
            "Theo Bộ chỉ số phục vụ người dân, doanh nghiệp, điểm về mức độ hài lòng của tỉnh đạt 16,9/18 điểm.",
            [("idx766_satisfaction_score", 16.9, 18)],
        ),
        (
            "Tổng điểm Bộ chỉ số phục vụ người dân, doanh nghiệp của tỉnh là 81.26/100 điểm.",
            [("idx766_score", 81.26, 100)],
        ),
        ("Chỉ số chuyển đổi số của tỉnh đạt 0,79/1 điểm.", [("dti_score", 0.79, 1)]),
        # a rank over the number of ranked units
        ("Tỉnh xếp thứ 17/63 về chuyển đổi số.", [("dti_rank", 17, 63)]),
        ("Chỉ số chuyển đổi số của tỉnh xếp thứ 8/34 tỉnh, thành phố.", [("dti_rank", 8, 34)]),
        ("Chỉ số PCI của tỉnh xếp hạng 21/63.", [("pci_rank", 21, 63)]),
        # a part over its whole
        ("Đã có 142/215 sản phẩm OCOP lên sàn thương mại điện tử.", [("ocop_products_on_ecommerce", 142, 215)]),
        ("Đến nay, có 12/15 mục tiêu chuyển đổi số đã hoàn thành.", [("dt_goals_completed", 12, 15)]),
        ("Toàn tỉnh có 94/94 xã thành lập tổ công nghệ số cộng đồng.", [("communes_with_digital_team", 94, 94)]),
        (
            "Tổ công nghệ số cộng đồng đã được lập tại 1.105/1.105 thôn, bản.",
            [("villages_with_digital_team", 1105, 1105)],
        ),
        # a part over its whole whose share alone is in the codebook
        (
            "Có 289/540 cơ sở giáo dục triển khai thanh toán không dùng tiền mặt, đạt tỷ lệ 53,5%.",
            [("cashless_tuition_share", 53.5, None)],
        ),
        # written with a leading zero
        ("Toàn tỉnh đã hoàn thành 07/45 nhiệm vụ chuyển đổi số.", [("dt_tasks_completed", 7, 45)]),
        ("Chỉ số ICT Index của tỉnh xếp hạng 04/63.", [("ict_index_rank", 4, 63)]),
    ],
)
def test_what_stands_after_the_stroke_is_scale_or_total_and_no_fact_of_its_own(
    read: Read, text: str, expected: Totals
) -> None:
    assert _totals(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "values", "flags"),
    [
        # the printed share agrees with the division
        ("Có 142/215 sản phẩm OCOP lên sàn thương mại điện tử, đạt tỷ lệ 66%.", [142, 66], ["", ""]),
        # it does not
        (
            "Có 142/215 sản phẩm OCOP lên sàn thương mại điện tử, đạt tỷ lệ 79%.",
            [142, 79],
            ["", "ratio_disagrees"],
        ),
        # the parts stand in brackets after the share
        ("Tỷ lệ TTHC có giao dịch thanh toán trực tuyến đạt 46,69% (141/302 TTHC).", [46.69], [""]),
        ("Tỷ lệ TTHC có giao dịch thanh toán trực tuyến đạt 52,3% (141/302 TTHC).", [52.3], ["ratio_disagrees"]),
        # a month over its year is no part over a whole
        ("Từ tháng 1 đến tháng 9/2024, tỷ lệ hồ sơ trực tuyến đạt 63%.", [63], [""]),
    ],
)
def test_a_printed_share_is_held_against_its_parts(
    read: Read, text: str, values: list[float], flags: list[str]
) -> None:
    rows = read(text).observations
    assert [row.value for row in rows] == values
    assert [row.flags for row in rows] == flags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # scaled words
        ("Toàn tỉnh có hơn 1,8 triệu tài khoản ngân hàng cá nhân.", [("bank_accounts_individual", 1_800_000)]),
        ("Hệ thống đã tiếp nhận gần 240 nghìn hồ sơ thủ tục hành chính.", [("dossiers_total", 240_000)]),
        (
            "Các ngân hàng đã mở trên 320 nghìn tài khoản thanh toán cho người dân.",
            [("bank_accounts_individual", 320_000)],
        ),
        ("Số thuê bao điện thoại đạt 1.275 nghìn thuê bao.", [("phone_subscribers", 1_275_000)]),
        ("Có 12 ngàn hộ kinh doanh sử dụng hóa đơn điện tử.", [("einvoice_household_businesses", 12_000)]),
        ("Toàn tỉnh có 2.5 triệu tài khoản ngân hàng cá nhân.", [("bank_accounts_individual", 2_500_000)]),
        # money, in billions
        ("Năm 2024, tỉnh bố trí trên 310 tỷ đồng cho chuyển đổi số.", [("dt_budget", 310)]),
        ("Doanh thu trên sàn thương mại điện tử đạt 154,7 tỉ đồng.", [("ecommerce_platform_revenue", 154.7)]),
        ("Tổng giá trị kinh tế số của tỉnh gần 280.000 tỷ đồng.", [("digital_economy_value", 280_000)]),
        ("Kinh phí thực hiện chuyển đổi số của tỉnh là 950 triệu đồng.", [("dt_budget", 0.95)]),
        # densities, on the codebook's base
        ("Mật độ thuê bao Internet đạt 71 thuê bao/100 dân.", [("internet_density", 71)]),
        ("Mật độ điện thoại di động đạt 102,4 thuê bao/100 dân.", [("phone_density", 102.4)]),
        ("Bình quân đạt 1,27 thuê bao di động/người dân.", [("phone_density", 127)]),
        ("Mật độ điện thoại đạt 1,3 thuê bao/người.", [("phone_density", 130)]),
        (
            "Bình quân có 1,8 tài khoản ngân hàng đang hoạt động/người dân từ 15 tuổi trở lên.",
            [("bank_accounts_per_person", 1.8)],
        ),
        (
            "Tỷ lệ doanh nghiệp công nghệ số đạt trên 0,6/1.000 dân.",
            [("digital_tech_enterprises_per_1000", 0.6)],
        ),
        # a unit glued to its number
        ("Tổng chiều dài cáp quang trên địa bàn gần 4.700km.", [("optical_cable_km", 4700)]),
    ],
)
def test_scales_money_and_densities_come_in_the_unit_of_the_codebook(read: Read, text: str, expected: Values) -> None:
    rows = _values(read(text))
    assert [code for code, _ in rows] == [code for code, _ in expected]
    assert [value for _, value in rows] == pytest.approx([value for _, value in expected])


def test_a_scaled_number_without_indicator_keeps_its_full_value(read: Read) -> None:
    (row,) = read("Hệ thống ngân hàng đã xử lý 14,6 tỷ giao dịch trong kỳ.").unmapped
    assert row.value == 14_600_000_000


def test_rank_and_score_share_one_place(facts: Facts) -> None:
    assert facts("Chỉ số ICT Index của tỉnh xếp hạng 01 (0,742 điểm).") == [
        ("ict_index_rank", "actual", 1),
        ("ict_index_score", "actual", 0.742),
    ]


def test_a_small_number_with_a_leading_zero_is_a_number(read: Read) -> None:
    (row,) = read("Toàn tỉnh có 03 trung tâm điều hành thông minh (IOC).").observations
    assert (row.indicator_code, row.value) == ("ioc_count", 3)


def test_a_share_above_a_hundred_is_kept_and_flagged(read: Read) -> None:
    (row,) = read("Tỷ lệ hộ gia đình có Internet cáp quang băng rộng đạt 103,2%.").observations
    assert (row.indicator_code, row.value, row.flags) == ("fiber_household_share", 103.2, "share_over_100")


def test_spaces_around_marks_change_nothing(facts: Facts) -> None:
    text = (
        "Thực hiện Nghị quyết số 05 - NQ / TU , tỉnh lập 1.284 tổ công nghệ số cộng đồng ( 1.270 tổ công nghệ số "
        "cộng đồng địa phương , 14 tổ công nghệ số cộng đồng của doanh nghiệp ) ."
    )
    assert facts(text) == [
        ("community_digital_teams", "actual", 1284),
        ("community_digital_teams_local", "actual", 1270),
        ("community_digital_teams_enterprise", "actual", 14),
    ]


def test_a_stop_without_a_space_ends_the_sentence(read: Read) -> None:
    text = "Năm 2021, tỉnh ưu tiên cải cách thủ tục hành chính.Tính đến nay, tỷ lệ hồ sơ trực tuyến đạt 64%."
    (row,) = read(text).observations
    assert row.quote == "Tính đến nay, tỷ lệ hồ sơ trực tuyến đạt 64%."
    assert row.period == "2024-12-20"


def test_a_stop_inside_a_name_ends_no_sentence(read: Read) -> None:
    (row,) = read("Hiện TP.HCM có 2.150 tổ công nghệ số cộng đồng.", province="vn").observations
    assert (row.province_code, row.value) == ("ho-chi-minh", 2150)


@pytest.mark.parametrize(
    "text",
    [
        "Chuyển đổi số của tỉnh dựa trên ba trụ cột.",
        "Một phần ba hồ sơ trực tuyến được giải quyết ngay trong ngày.",
        "Hai tổ công nghệ số cộng đồng được khen thưởng.",
    ],
)
def test_numbers_in_words_are_no_facts(facts: Facts, text: str) -> None:
    assert facts(text) == []

"""Reached or aimed at, what negation does, and which place a number is about.

Holds sections 5 to 7 of the inventory of phrasing. Sentences are written for the project.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.extraction import Reading

Read = Callable[..., Reading]
Facts = Callable[..., list[tuple[str, str, float]]]
Fact = tuple[str, str, float]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # words of reaching
        ("Tỷ lệ hồ sơ trực tuyến đạt 66%.", ("online_dossier_share", "actual", 66)),
        ("Tỷ lệ hồ sơ trực tuyến đã đạt 66%.", ("online_dossier_share", "actual", 66)),
        (
            "Tỉnh đã hoàn thành 31/38 nhiệm vụ chuyển đổi số.",
            ("dt_tasks_completed", "actual", 31),
        ),
        ("Toàn tỉnh có 2.204 trạm BTS.", ("bts_stations", "actual", 2204)),
        ("Trên địa bàn hiện có 118 trạm 5G.", ("bts_5g_stations", "actual", 118)),
        ("Tỉnh ghi nhận tỷ lệ hồ sơ trực tuyến 66%.", ("online_dossier_share", "actual", 66)),
        ("Kinh tế số chiếm 9,2% GRDP.", ("digital_economy_grdp_share", "actual", 9.2)),
        (
            "Tỉnh đã hình thành 1.036 tổ công nghệ số cộng đồng.",
            ("community_digital_teams", "actual", 1036),
        ),
        (
            "Đã có 27.400 chữ ký số cá nhân được cấp cho người dân.",
            ("digital_signatures_personal", "actual", 27400),
        ),
        # words of aiming
        ("Tỉnh phấn đấu kinh tế số chiếm 15% GRDP.", ("digital_economy_grdp_share", "target", 15)),
        ("Mục tiêu là tỷ lệ hồ sơ trực tuyến đạt 82%.", ("online_dossier_share", "target", 82)),
        ("Tỉnh đặt mục tiêu kinh tế số chiếm 15% GRDP.", ("digital_economy_grdp_share", "target", 15)),
        ("Chỉ tiêu đề ra là tỷ lệ hồ sơ trực tuyến đạt 82%.", ("online_dossier_share", "target", 82)),
        (
            "Yêu cầu đến năm 2025, tỷ lệ hồ sơ trực tuyến đạt 82%.",
            ("online_dossier_share", "target", 82),
        ),
        ("Tỉnh hướng tới kinh tế số chiếm 15% GRDP.", ("digital_economy_grdp_share", "target", 15)),
        (
            "Định hướng đến năm 2030, kinh tế số chiếm 32% GRDP.",
            ("digital_economy_grdp_share", "target", 32),
        ),
        ("Tỉnh kỳ vọng kinh tế số chiếm 15% GRDP.", ("digital_economy_grdp_share", "target", 15)),
        ("Năm 2025, tỷ lệ hồ sơ trực tuyến sẽ đạt 82%.", ("online_dossier_share", "target", 82)),
        ("Dự kiến đến cuối năm 2025, tỷ lệ hồ sơ trực tuyến đạt 82%.", ("online_dossier_share", "target", 82)),
        ("Đến năm 2025, tỷ lệ hồ sơ trực tuyến phải đạt 82%.", ("online_dossier_share", "target", 82)),
        ("Tỉnh giao chỉ tiêu tỷ lệ hồ sơ trực tuyến đạt 82%.", ("online_dossier_share", "target", 82)),
        # what is set or allotted is reported, not aimed at
        ("Năm 2024, tỉnh bố trí 175 tỷ đồng cho chuyển đổi số.", ("dt_budget", "actual", 175)),
        ("Dự toán kinh phí chuyển đổi số năm 2024 là 88 tỷ đồng.", ("dt_budget", "actual", 88)),
        (
            "Kế hoạch chuyển đổi số năm 2024 giao 52 nhiệm vụ cho các sở, ngành.",
            ("dt_tasks_total", "actual", 52),
        ),
        ("Nghị quyết xác định 18 mục tiêu chuyển đổi số.", ("dt_goals_total", "actual", 18)),
    ],
)
def test_words_of_reaching_and_aiming(facts: Facts, text: str, fact: Fact) -> None:
    assert facts(text) == [fact]


def test_an_expected_budget_is_a_budget(read: Read) -> None:
    (row,) = read("Năm 2024, tỉnh dự kiến bố trí 64 tỷ đồng cho chuyển đổi số.").observations
    assert (row.indicator_code, row.value, row.period) == ("dt_budget", 64, "2024")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tỷ trọng kinh tế số trong GRDP đạt 10,84% (kế hoạch là 9%).",
            [("digital_economy_grdp_share", "actual", 10.84), ("digital_economy_grdp_share", "target", 9)],
        ),
        (
            "Tỷ lệ hồ sơ thanh toán trực tuyến chỉ đạt 16,8% (mục tiêu 25%).",
            [("online_payment_share", "actual", 16.8), ("online_payment_share", "target", 25)],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến chỉ đạt 43,6%, trong khi mục tiêu đề ra là 55%.",
            [("online_dossier_share", "actual", 43.6), ("online_dossier_share", "target", 55)],
        ),
        # how far a goal is passed is no share
        ("Tỷ lệ hồ sơ trực tuyến đạt 71% (vượt 2%).", [("online_dossier_share", "actual", 71)]),
        ("Tỷ lệ hồ sơ trực tuyến đạt 71%, vượt chỉ tiêu 2%.", [("online_dossier_share", "actual", 71)]),
        ("Tỷ lệ hồ sơ trực tuyến đạt 71%, vượt 2% so với kế hoạch.", [("online_dossier_share", "actual", 71)]),
        ("Tỷ lệ hồ sơ trực tuyến đạt 71%, bằng 105% kế hoạch.", [("online_dossier_share", "actual", 71)]),
        (
            "Tỷ lệ hồ sơ trực tuyến đạt 71%, vượt mục tiêu đề ra là 60%.",
            [("online_dossier_share", "actual", 71), ("online_dossier_share", "target", 60)],
        ),
        # a heading or an opening sentence of goals
        (
            "Tỉnh đặt mục tiêu đến năm 2025:\n- Kinh tế số chiếm 17% GRDP;",
            [("digital_economy_grdp_share", "target", 17)],
        ),
        (
            "Đến năm 2025, tỉnh phấn đấu đạt các chỉ tiêu sau. Kinh tế số chiếm 17% GRDP.",
            [("digital_economy_grdp_share", "target", 17)],
        ),
        # slogans
        ("Tỉnh cổ vũ phong trào mỗi công dân sở hữu một danh tính số và một chữ ký số.", []),
        ("Hướng tới mỗi người dân có 1 danh tính số.", []),
    ],
)
def test_results_goals_and_slogans_side_by_side(facts: Facts, text: str, expected: list[Fact]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hiện còn 26 thôn, bản chưa có tổ công nghệ số cộng đồng.",
        "Hiện còn 12 xã chưa có tổ công nghệ số cộng đồng.",
        "Còn 9% hộ gia đình chưa có Internet cáp quang.",
        "Có 24% doanh nghiệp chưa sử dụng hóa đơn điện tử.",
        "Có 210 sản phẩm OCOP chưa lên sàn thương mại điện tử.",
        "Có 3,5% hồ sơ quá hạn giải quyết.",
        "Còn 31 thôn, bản chưa có sóng di động, chiếm 2,4% tổng số thôn, bản.",
        "Có 3/20 mục tiêu chuyển đổi số không đạt.",
        "Còn 7 mục tiêu chuyển đổi số chưa hoàn thành theo kế hoạch.",
        "Toàn tỉnh không còn vùng lõm sóng.",
        "Việc đo lường kinh tế số theo 2 thông tư chưa được thực hiện đầy đủ.",
        "Chuyển đổi số trong khu vực dân cư còn mang tính tự phát.",
        "Năm 2021 không tổ chức đánh giá chỉ số chuyển đổi số.",
        # a number of provinces, and the threshold that they pass
        "Cả nước chỉ có 19 tỉnh có tỷ trọng kinh tế số trong GRDP trên 10%.",
        "Có 28 tỉnh, thành phố có tỷ lệ hồ sơ trực tuyến trên 50%.",
        "Có 5 sở có tỷ lệ hồ sơ trực tuyến dưới 30%.",
    ],
)
def test_what_is_missing_or_counted_elsewhere_is_no_value_of_the_province(read: Read, text: str) -> None:
    rows = [row for row in read(text).observations if row.indicator_code != "dt_goals_in_progress"]
    assert rows == []


@pytest.mark.parametrize("words", ["chưa đạt", "chưa đến", "chưa tới"])
def test_a_mark_not_reached_is_no_exact_result(read: Read, words: str) -> None:
    rows = read(f"Tỷ lệ hồ sơ trực tuyến của tỉnh {words} 50%.").observations
    assert [row for row in rows if (row.kind, row.bound) == ("actual", "exact")] == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Tỷ lệ hồ sơ thanh toán trực tuyến còn thấp, đạt 12,4%.", ("online_payment_share", "actual", 12.4)),
        ("Tỷ lệ hồ sơ trực tuyến chưa cao, mới đạt 31%.", ("online_dossier_share", "actual", 31)),
        (
            "Dù còn khiêm tốn, kinh tế số đã chiếm 7,3% GRDP.",
            ("digital_economy_grdp_share", "actual", 7.3),
        ),
        (
            "Đến nay, 97% văn bản (trừ văn bản mật) được xử lý trên môi trường điện tử.",
            ("edoc_processing_share", "actual", 97),
        ),
        ("Tỷ lệ hồ sơ trực tuyến chưa đạt mục tiêu 70%.", ("online_dossier_share", "target", 70)),
    ],
)
def test_words_of_weakness_leave_the_number_as_it_is(facts: Facts, text: str, fact: Fact) -> None:
    assert facts(text) == [fact]


@pytest.mark.parametrize(
    ("text", "province", "level", "name"),
    [
        ("Toàn tỉnh có 811 tổ công nghệ số cộng đồng.", "quang-ninh", "province", None),
        ("Toàn tỉnh hiện có 811 tổ công nghệ số cộng đồng.", "quang-ninh", "province", None),
        ("Trên địa bàn tỉnh có 811 tổ công nghệ số cộng đồng.", "quang-ninh", "province", None),
        ("Số tổ công nghệ số cộng đồng của tỉnh là 811 tổ.", "quang-ninh", "province", None),
        ("Tỉnh Quảng Ninh có 811 tổ công nghệ số cộng đồng.", "quang-ninh", "province", None),
        # below the province
        ("TX Đông Triều có 811 tổ công nghệ số cộng đồng.", "quang-ninh", "district", "TX Đông Triều"),
        ("TP Hạ Long có 811 tổ công nghệ số cộng đồng.", "quang-ninh", "district", "TP Hạ Long"),
        ("Huyện Vân Đồn có 81 tổ công nghệ số cộng đồng.", "quang-ninh", "district", "Huyện Vân Đồn"),
        ("Xã Bình Khê có 8 tổ công nghệ số cộng đồng.", "quang-ninh", "commune", "Xã Bình Khê"),
        # above the province, and beside it
        ("Cả nước có 74.811 tổ công nghệ số cộng đồng.", "vn", "country", None),
        ("Toàn quốc có 74.811 tổ công nghệ số cộng đồng.", "vn", "country", None),
        ("Tỉnh Thái Nguyên có 811 tổ công nghệ số cộng đồng.", "thai-nguyen", "province", None),
    ],
)
def test_words_of_scope(read: Read, text: str, province: str, level: str, name: str | None) -> None:
    (row,) = read(text).observations
    assert (row.province_code, row.area_level, row.area_name) == (province, level, name)


def test_a_districts_places_with_a_code_to_scan_are_not_the_provinces(read: Read) -> None:
    text = "Toàn tỉnh đẩy mạnh số hóa. Thị xã Đông Hòa gắn mã QR giới thiệu 14 điểm di tích."
    (row,) = read(text, province="phu-yen").observations
    assert (row.indicator_code, row.value, row.area_level) == ("heritage_sites_qr", 14, "district")


def test_levels_inside_the_province_have_indicators_of_their_own(facts: Facts) -> None:
    text = (
        "Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng ở cấp tỉnh đạt 98%, cấp huyện đạt 93%, cấp xã đạt 81%."
    )
    assert facts(text) == [
        ("work_dossier_province_share", "actual", 98),
        ("work_dossier_district_share", "actual", 93),
        ("work_dossier_commune_share", "actual", 81),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ số hóa hồ sơ toàn tỉnh đạt 92%, ở cấp xã trên 85%.",
        "Tỷ lệ số hóa hồ sơ của tỉnh đạt 92%, riêng cấp xã đạt 79%.",
    ],
)
def test_a_share_of_one_level_is_not_the_share_of_the_province(read: Read, text: str) -> None:
    rows = read(text).observations
    assert [row.value for row in rows if row.area_level == "province"] == [92]


def test_a_share_at_the_city_and_in_its_communes_is_not_the_provinces(read: Read) -> None:
    text = "Tại TP Hạ Long, tỷ lệ số hóa hồ sơ tại thành phố đạt 98,9%, cấp xã đạt 94,6%."
    rows = read(text).observations
    assert [row.value for row in rows] == [98.9, 94.6]
    assert "province" not in {row.area_level for row in rows}


def test_a_department_is_no_province(read: Read) -> None:
    (row,) = read("Sở Y tế có tỷ lệ hồ sơ trực tuyến đạt 91%.").observations
    assert (row.indicator_code, row.area_level, row.area_name) == ("online_dossier_share", "agency", "Sở Y tế")


def test_the_national_mean_beside_the_own_number_is_the_countrys(read: Read) -> None:
    rows = read("Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 66%, cao hơn bình quân cả nước (55%).").observations
    assert [(row.province_code, row.value) for row in rows] == [("quang-ninh", 66), ("vn", 55)]


def test_a_national_number_in_a_local_article_is_the_countrys(read: Read) -> None:
    text = (
        "Theo báo cáo, tỷ lệ hộ gia đình cả nước sử dụng Internet cáp quang đạt 81,4%. "
        "Tại Điện Biên, tỷ lệ hộ gia đình sử dụng Internet cáp quang đạt 49,7%."
    )
    rows = read(text, province="dien-bien").observations
    assert [(row.province_code, row.area_level, row.value) for row in rows] == [
        ("vn", "country", 81.4),
        ("dien-bien", "province", 49.7),
    ]


def test_national_results_before_the_local_ones_stay_national(read: Read) -> None:
    text = (
        "Tỷ trọng kinh tế số trong GDP của cả nước đạt 12,33% (kế hoạch là 11%). "
        "Tại Thái Nguyên, kinh tế số chiếm 29,5% GRDP."
    )
    rows = read(text, province="thai-nguyen").observations
    assert [(row.province_code, row.kind, row.value) for row in rows] == [
        ("vn", "actual", 12.33),
        ("vn", "target", 11),
        ("thai-nguyen", "actual", 29.5),
    ]


def test_a_list_of_leading_places_is_no_fact_of_the_own_province(facts: Facts) -> None:
    text = "Trong 10 địa phương dẫn đầu về hạ tầng số có Đà Nẵng, Lạng Sơn, Thái Nguyên."
    assert facts(text, province="hau-giang") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Có 96% doanh nghiệp sử dụng hóa đơn điện tử.", "einvoice_enterprise_share"),
        ("Có 1.960 hộ kinh doanh sử dụng hóa đơn điện tử.", "einvoice_household_businesses"),
        ("Có 84% hộ gia đình có Internet cáp quang băng rộng.", "fiber_household_share"),
        ("Có 77% dân số trưởng thành có điện thoại thông minh.", "adult_smartphone_share"),
        ("Có 82% người dân từ 15 tuổi trở lên có tài khoản thanh toán tại ngân hàng.", "adult_bank_account_share"),
        ("Có 88% công dân từ 14 tuổi trở lên có tài khoản định danh điện tử.", "adult_eid_account_share"),
        ("Có 12% dân số từ 18 tuổi trở lên có chữ ký số cá nhân.", "adult_digital_signature_share"),
        (
            "Có 100% đối tượng có nhu cầu được chi trả an sinh xã hội không dùng tiền mặt.",
            "cashless_social_security_share",
        ),
    ],
)
def test_the_group_that_is_counted_names_the_indicator(read: Read, text: str, code: str) -> None:
    reading = read(text)
    assert [row.indicator_code for row in reading.observations] == [code]
    assert {number.reason for number in reading.numbers if number.fate == "excluded"} <= {"age"}


def test_a_merged_province_is_another_unit_than_the_one_before(read: Read) -> None:
    text = "{}, tỷ lệ hồ sơ trực tuyến của tỉnh đạt 57%."
    before = read(text.format("Năm 2024"), province="quang-ngai", published="2025-11-20").observations[0]
    after = read(text.format("Hiện nay"), province="quang-ngai", published="2025-11-20").observations[0]
    assert (before.unit_id, after.unit_id) == ("quang-ngai", "quang-ngai-2025")


@pytest.mark.parametrize("opening", ["từ", "Từ"])
def test_where_a_goal_starts_from_is_no_result_of_the_goal(facts: Facts, opening: str) -> None:
    said = facts(f"Tỉnh phấn đấu nâng tỷ lệ hồ sơ trực tuyến: {opening} 72% hiện nay lên 85% vào năm 2026.")
    assert said == [("online_dossier_share", "actual", 72), ("online_dossier_share", "target", 85)]

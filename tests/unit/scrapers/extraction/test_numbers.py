"""Numbers as texts write them: separators, scales, ratios, units, bounds, and what is no quantity."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.extraction.numbers.quantities import parse_number, read_numbers


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@given(st.integers(min_value=1000, max_value=10**12))
def test_dots_in_groups_of_three_are_thousands(number: int) -> None:
    assert parse_number(_grouped(number, ".")) == number


@given(st.integers(min_value=0, max_value=999_999), st.integers(min_value=0, max_value=99))
def test_a_comma_before_two_digits_is_decimal(whole: int, hundredths: int) -> None:
    written = f"{_grouped(whole, '.')},{hundredths:02d}"
    assert parse_number(written) == pytest.approx(whole + hundredths / 100)


@given(st.integers(min_value=0, max_value=9999), st.integers(min_value=1, max_value=4).filter(lambda n: n != 3))
def test_a_dot_before_one_two_or_four_digits_is_decimal(fraction: int, digits: int) -> None:
    text = f"{fraction:0{digits}d}"[:digits]
    assert parse_number(f"77.{text}") == pytest.approx(float(f"77.{text}"))


@given(st.floats(min_value=0.1, max_value=100), st.sampled_from(["trên ", "khoảng ", "dưới ", ""]))
def test_a_share_is_read_back_with_its_bound(share: float, qualifier: str) -> None:
    value = round(share, 2)
    text = f"Tỷ lệ này đạt {qualifier}{str(value).replace('.', ',')}% trong kỳ."
    (number,), excluded = read_numbers(text)
    bound = {"trên ": "at_least", "khoảng ": "about", "dưới ": "at_most", "": "exact"}[qualifier]
    assert (number.value, number.unit_class, number.bound) == (pytest.approx(value), "percent", bound)
    assert excluded == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.473", 1473),
        ("0.589", 0.589),
        ("0,664", 0.664),
        ("77.93", 77.93),
        ("0.8002", 0.8002),
        ("1.387,5", 1387.5),
        ("29.240,3", 29240.3),
    ],
)
def test_the_genre_mixes_separators(written: str, value: float) -> None:
    assert parse_number(written) == pytest.approx(value)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number("12.34.5")


@pytest.mark.parametrize(
    ("text", "value", "unit", "out_of", "bound"),
    [
        ("hơn 2,5 triệu tài khoản", 2_500_000, "count", None, "at_least"),
        ("gần 150 nghìn hồ sơ", 150_000, "count", None, "about"),
        ("1.460 nghìn thuê bao", 1_460_000, "count", None, "exact"),
        ("bố trí trên 256 tỷ đồng", 256, "money", None, "at_least"),
        ("1 Tỷ lệ hồ sơ trực tuyến", 1, "count", None, "exact"),
        ("đạt 850 triệu đồng", 0.85, "money", None, "exact"),
        ("gần 350.000 tỷ đồng", 350_000, "money", None, "about"),
        ("xếp thứ 35/63 tỉnh", 35, "rank", 63, "exact"),
        ("đạt 17,7/18 điểm", 17.7, "score", 18, "exact"),
        ("có 186/267 sản phẩm", 186, "count", 267, "exact"),
        ("mật độ đạt 90,5 máy/100 dân", 90.5, "per_100_people", None, "exact"),
        ("trên 0,7/1.000 dân", 0.7, "per_1000_people", None, "at_least"),
        ("1,33 thuê bao di động/người dân", 1.33, "per_person", None, "exact"),
        ("bình quân mỗi người dân có 2,1 tài khoản", 2.1, "per_person", None, "exact"),
        ("bình quân đầu người từ 15 tuổi trở lên là 2,1 tài khoản", 2.1, "per_person", None, "exact"),
        ("bình quân đầu người đạt 1,4 thuê bao", 1.4, "per_person", None, "exact"),
        ("thứ hạng của Huế là 12", 12, "rank", None, "exact"),
        ("thứ hạng của Huế ở 12", 12, "rank", None, "exact"),
        ("tăng 34 bậc", 34, "steps", None, "exact"),
        ("tăng 12 điểm phần trăm", 12, "percent_points", None, "exact"),
        ("đạt từ 90 điểm trở lên", 90, "score", None, "at_least"),
        ("đứng trong top 5 cả nước", 5, "rank", None, "at_most"),
        ("không kém 85%", 85, "percent", None, "at_least"),
        ("không quá 10%", 10, "percent", None, "at_most"),
        ("gần 5.500km cáp quang", 5500, "km", None, "about"),
    ],
)
def test_units_and_bounds(text: str, value: float, unit: str, out_of: float | None, bound: str) -> None:
    (number, *rest), _ = read_numbers(text)
    assert rest == []
    assert (number.value, number.unit_class, number.out_of, number.bound) == (pytest.approx(value), unit, out_of, bound)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Quyết định số 749/QĐ-TTg", "legal_number"),
        ("Nghị quyết số 09 - NQ / TU", "legal_number"),
        ("Thông tư 13/2021/TT-BKHĐT", "legal_number"),
        ("Thông báo số 628-TB/TU", "legal_number"),
        ("thực hiện Đề án 06", "legal_number"),
        ("lúc 15:38", "clock"),
        ("tháng 11-2022", "date"),
        ("ngày 5 tháng 2 năm 2022", "date"),
        ("trong giai đoạn 2021 - 2025", "date"),
        ("công dân từ 14 tuổi", "age"),
        ("đường dây nóng 1900 1234", "phone"),
        ("Lượt xem: 64", "counter"),
        ("mô hình Chợ 4.0", "version"),
        ("Kiến trúc phiên bản 3.0", "version"),
        ("mạng 5G", "network_generation"),
        ("công nghệ VR360", "name"),
        ("dịch vụ công mức độ 4", "level"),
        ("thôn 13", "place_number"),
        ("phục vụ 24/7", "name"),
        ("xem tại https://vi-du.vn/bai-123", "address"),
    ],
)
def test_numbers_that_are_no_quantity_give_a_reason(text: str, reason: str) -> None:
    quantities, excluded = read_numbers(text)
    assert quantities == []
    assert {number.reason for number in excluded} == {reason}


@given(st.text(alphabet="0123456789.,/%- abđ()", max_size=60))
def test_every_digit_belongs_to_a_number_once(text: str) -> None:
    quantities, excluded = read_numbers(text)
    places = sorted([(n.start, n.end) for n in quantities] + [(n.start, n.end) for n in excluded])
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(places))
    # What a unit is written with belongs to its number: `2,3 doanh nghiệp/1.000 dân`, `46 tỷ 200 triệu đồng`.
    parts = [*places, *((n.text_start, n.text_end) for n in quantities)]
    covered = {place for start, end in parts for place in range(start, end)}
    assert [place for place, character in enumerate(text) if character.isdigit() and place not in covered] == []


@given(st.integers(min_value=1_000, max_value=10**9), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_spaces_between_groups_of_three_before_what_is_counted_are_of_one_number(number: int, space: str) -> None:
    (quantity,), excluded = read_numbers(f"với {number:,} thành viên".replace(",", space))
    assert (quantity.value, excluded) == (number, [])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1 triệu 200 nghìn tài khoản", [1_200_000]),
        ("2 nghìn 345 tổ", [2_345]),
        ("1 nghìn 250 tỷ đồng", [1_250]),  # billions of đồng
        ("46 tỷ 200 triệu đồng", [46.2]),
        ("46 tỷ 200 triệu 500 nghìn đồng", [46.2005]),
        ("thôn 3 120 hộ", [120]),
        ("tổng số 11 255 hồ sơ", [11_255]),
    ],
)
def test_numbers_of_several_parts(text: str, values: list[float]) -> None:
    assert [quantity.value for quantity in read_numbers(text)[0]] == pytest.approx(values)

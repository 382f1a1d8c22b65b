"""How many sentences further a number without a subject still points back, and that one further on does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, float]]]

# Of a report from a village, without a figure, a place or a word of any indicator.
BETWEEN = (
    "Nhờ vậy bà con bớt ngại.", "Có nơi mở lớp buổi tối.", "Không nơi nào thu tiền.", "Người già được chỉ tận tay.",
    "Ai cũng thấy tiện.", "Cán bộ đến từng nhà.", "Trẻ em giúp ông bà.", "Chợ phiên đông hơn trước.",
    "Nhiều nhà mua máy mới.", "Đường sá cũng dễ đi hơn.", "Bà con rủ nhau học.", "Lớp nào cũng kín chỗ.",
    "Thầy cô dạy thêm giờ.", "Mưa gió không ai nghỉ.",
)  # fmt: skip


def _apart(first: str, sentences: int, second: str) -> str:
    """Two statements, the second so many sentences behind the first."""
    return " ".join((first, *BETWEEN[: sentences - 1], second))


@pytest.mark.parametrize(("sentences", "is_of_it"), [(4, True), (5, False)])
def test_a_word_by_which_anything_is_counted_is_soon_of_something_else(
    facts: Facts, sentences: int, is_of_it: bool
) -> None:
    text = _apart("Toàn tỉnh tiếp nhận 61.204 hồ sơ thủ tục hành chính.", sentences, "Phường Hạc Thành có 2.804 hồ sơ.")
    further = [("dossiers_total", "actual", 2804)] if is_of_it else []
    assert facts(text, province="thanh-hoa") == [("dossiers_total", "actual", 61204), *further]


@pytest.mark.parametrize(("sentences", "is_of_it"), [(14, True), (15, False)])
@pytest.mark.parametrize(
    ("word", "of_what", "code"),
    [
        ("trạm", "BTS 5G", "bts_5g_stations"),
        ("tài khoản", "Mobile Money", "mobile_money_accounts"),
        ("sản phẩm", "OCOP lên sàn thương mại điện tử", "ocop_products_on_ecommerce"),
    ],
)
def test_a_word_by_which_a_text_counts_one_thing_lasts_for_paragraphs(
    facts: Facts, word: str, of_what: str, code: str, sentences: int, is_of_it: bool
) -> None:
    text = _apart(f"Toàn tỉnh có 512 {word} {of_what}.", sentences, f"Thị xã Long Mỹ có 66 {word}.")
    further = [(code, "actual", 66)] if is_of_it else []
    assert facts(text, province="hau-giang") == [(code, "actual", 512), *further]


def test_a_series_repeats_what_was_told_six_sentences_before(facts: Facts) -> None:
    text = _apart(
        "Tỷ lệ hồ sơ trực tuyến của tỉnh là 76,2%.",
        6,
        "Tỷ lệ số hóa thành phần hồ sơ đạt 83,5%. Hai con số này cùng kỳ năm 2023 lần lượt là 58,7% và 61,0%.",
    )
    online, digitized = ("online_dossier_share", "actual"), ("digitized_dossier_share", "actual")
    assert facts(text) == [(*online, 76.2), (*digitized, 83.5), (*online, 58.7), (*digitized, 61)]


def test_a_series_of_figures_that_no_indicator_has_repeats_none_told_long_before(facts: Facts) -> None:
    text = _apart(
        "Tỷ lệ hồ sơ trực tuyến của tỉnh là 76,2%.",
        7,
        "Tỷ lệ số hóa thành phần hồ sơ đạt 83,5%, tỷ lệ trả kết quả tận nhà đạt 12,4%. "
        "Hai con số này cùng kỳ năm 2023 lần lượt là 58,7% và 9,1%.",
    )
    assert facts(text) == [("online_dossier_share", "actual", 76.2), ("digitized_dossier_share", "actual", 83.5)]

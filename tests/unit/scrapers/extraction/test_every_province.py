"""Every province in every place that a sentence has for it, also beside others: its figure is its own.

Names hold parts of other names (`Công nghệ An Giang` is no Nghệ An), so each is tried in each sentence.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.extraction import Reading
from scrapers.reference import load_reference

Read = Callable[..., Reading]

PROVINCES = {
    unit.short_name_vi: unit.province_code for unit in load_reference().units.values() if unit.province_code != "vn"
}
"""The 63 provinces before the mergers of 2025, by name; those that went on with others joined to them have one name."""

SENTENCES = (
    "{0} có 90% hồ sơ được nộp trực tuyến.",
    "Tỷ lệ hồ sơ trực tuyến của {0} đạt 90%.",
    "Đến nay, 90% hồ sơ tại {0} được nộp trực tuyến.",
    "Năm 2023, kinh tế số của {0} chiếm 12% GRDP.",
    "Năm 2023, {0} xếp thứ 9/63 về DTI.",
    "{0}: 90% hồ sơ được nộp trực tuyến.",
    "Trên địa bàn tỉnh {0}, 90% hộ gia đình có Internet cáp quang.",
    "Tỉnh {0} đạt tỷ lệ hồ sơ trực tuyến 90%, tăng so với năm trước.",
    "UBND tỉnh {0} đã cung cấp 90% dịch vụ công trực tuyến toàn trình.",
    "Theo Sở Khoa học và Công nghệ {0}, tỷ lệ hồ sơ trực tuyến đạt 90%.",
    "Ông Nguyễn Văn An, Phó Chủ tịch UBND tỉnh {0}, cho biết tỷ lệ hồ sơ trực tuyến đạt 90%.",
    "Cùng với cả nước, {0} đã phủ sóng 5G đến 40% dân số.",
    "Cùng với Trà Linh, {0} có 90% hồ sơ được nộp trực tuyến.",
    "So với cả nước (72%), tỷ lệ hồ sơ trực tuyến của {0} đạt 90%.",
    "Tỷ lệ hồ sơ trực tuyến của cả nước là 72%, của {0} là 90%.",
)
OWN_VALUES = {9, 12, 40, 90}


def test_none_is_left_out() -> None:
    assert len(set(PROVINCES.values())) == 63


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_figure_is_of_the_province_that_the_sentence_names(read: Read, sentence: str) -> None:
    found = {}
    for name, code in PROVINCES.items():
        rows = read(
            sentence.format(name), published="2024-06-05", province=None, title="Tin chuyển đổi số"
        ).observations
        own = {(row.province_code, row.area_level) for row in rows if row.value in OWN_VALUES}
        if own != {(code, "province")}:
            found[name] = own
    assert found == {}

"""Counters of readers in lines of text, and sentences about visits, which are none."""

from __future__ import annotations

import pytest

from scrapers.parsing.roles import is_furniture
from scrapers.parsing.view_counters import is_counter, strip_counters
from tests.unit.scrapers.parsing.support import LONG, read, shown


@pytest.mark.parametrize(
    "line",
    [
        "Lượt xem: 471",
        "471 lượt xem",
        "Số lượt đọc bài viết: 1.204",
        "Lượt xem:",
        "Lượt truy cập",
        "Tổng số lượt truy cập website: 1.234.567",
        "Lượt truy cập: 1.234 | Đang online: 5",
        "Lượt xem: 471 - Bình luận: 3",
        "Đã đọc 5",
        "5 views",
        "2 người đang online",
        "12 khách đang truy cập",
    ],
)
def test_counters_are_furniture(line: str) -> None:
    assert is_counter(line)
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Lượt truy cập vào Cổng dịch vụ công của tỉnh đạt 1,2 triệu trong sáu tháng đầu năm.",
        "Lượt xem các video về chuyển đổi số đạt 1.204.",
        "Lượt truy cập: 1.204 lượt mỗi ngày, tăng 15%.",
        "Tổng: 1.204",
        "Trực tuyến: 85",
        "50 người đang online để học lớp kỹ năng số tại xã.",
        "1.204",
    ],
)
def test_what_says_more_is_read_for_its_figures(line: str) -> None:
    assert not is_counter(line)


def test_a_sentence_that_opens_with_visits_keeps_its_figure() -> None:
    said = "Lượt truy cập vào Cổng dịch vụ công của tỉnh đạt 1,2 triệu trong sáu tháng đầu năm."
    body = f"<h1>Chuyển đổi số</h1><p>{LONG}</p><p>{said}</p><p>{LONG} Hết.</p>"
    assert ["paragraph", said] in shown(read(f"<html><body><article>{body}</article></body></html>"))


@pytest.mark.parametrize(
    "words",
    ["Lượt xem", "Lượt đọc", "Lượt nghe", "Lượt view", "Đã xem", "Đã đọc", "Số lần xem", "Số lần đọc", "View count",
     "Page views", "Hits", "Lượt truy cập", "Đang truy cập", "Số người đang online", "Đang trực tuyến",
     "Thành viên online", "Khách viếng thăm", "Máy chủ tìm kiếm"],
)  # fmt: skip
def test_every_word_of_a_counter_is_known(words: str) -> None:
    assert is_counter(f"{words}: 1.204")
    assert is_counter(words.upper())


def test_a_date_is_found_beside_any_counter() -> None:
    for counter in ("Lượt nghe: 12", "Số lần đọc: 9", "Đang truy cập: 3", "Lượt đọc tin: 5"):
        assert strip_counters(f"{counter} 23/03/2026").split() == ["23/03/2026"]

"""Every way to open a sentence with an aim or a result, crossed with every verb and statement: the opening decides.

What a verb says of itself (`thực hiện`, `đạt được`) must not turn a goal into a result, nor the other way round.
Sentences are put together from parts that were written for the project.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from scrapers.extraction import Reading

Read = Callable[..., Reading]

AIMS = (
    "Tỉnh phấn đấu đến năm 2030",
    "Đến năm 2030, tỉnh phấn đấu",
    "Mục tiêu đến năm 2030",
    "Tỉnh đặt mục tiêu đến năm 2030",
    "Kế hoạch đề ra đến năm 2030",
    "Đến hết năm 2027, tỉnh sẽ",
    "Nghị quyết xác định đến năm 2030",
    "Theo kế hoạch, đến năm 2027, tỉnh",
    "Năm 2026, tỉnh phấn đấu",
    "Trong năm 2025, tỉnh quyết tâm",
    "UBND tỉnh yêu cầu đến cuối năm 2026",
    "Tỉnh hướng tới",
    "Định hướng đến năm 2030,",
    "Chỉ tiêu đến năm 2026:",
    "Tỉnh dự kiến đến cuối năm 2026",
    "Đến năm 2030,",
    "Trong nhiệm kỳ tới, tỉnh quyết tâm",
)
RESULTS = (
    "Đến nay,",
    "Hiện",
    "Hiện nay tỉnh",
    "Tính đến ngày 30/5/2025, tỉnh",
    "Năm 2024, tỉnh",
    "Đến hết năm 2024, tỉnh",
    "Trong quý I/2025, tỉnh đã",
    "Trong 4 tháng đầu năm 2025,",
    "Toàn tỉnh",
    "Kết quả:",
    "Vượt kế hoạch năm 2024, tỉnh",
    "So với mục tiêu, tỉnh đã",
    "Sau 5 năm triển khai nghị quyết, tỉnh",
    "Để đạt mục tiêu này, tỉnh đã",
    "Thực hiện Kế hoạch chuyển đổi số năm 2024, tỉnh",
    "Với quyết tâm của cả hệ thống chính trị, đến nay",
)
VERBS = (
    "",
    "có",
    "đạt",
    "đạt được",
    "đạt kết quả",
    "thực hiện",
    "triển khai",
    "cung cấp",
    "hoàn thành",
    "bảo đảm",
    "duy trì",
    "nâng lên",
    "xây dựng",
    "tiếp nhận",
    "kết nối",
    "xử lý",
)
STATEMENTS = (
    "90% hồ sơ thủ tục hành chính được nộp trực tuyến.",
    "100% xã có tổ công nghệ số cộng đồng.",
    "500 doanh nghiệp công nghệ số.",
    "trên 80% dân số có hồ sơ sức khỏe điện tử.",
)
SUBJECTS = ("tỷ lệ hồ sơ trực tuyến", "tỷ trọng kinh tế số trong GRDP", "tỷ lệ hộ gia đình có cáp quang")
LINKS = ("đạt", "đạt được", "nâng lên", "duy trì ở mức", "đạt trên")


def _sentences(opening: str) -> list[str]:
    counted = itertools.product(VERBS, STATEMENTS)
    named = itertools.product(SUBJECTS, LINKS)
    return [
        *(" ".join(f"{opening} {verb} {statement}".split()) for verb, statement in counted),
        *(f"{opening} {subject} {link} 25%." for subject, link in named),
    ]


def _kinds(read: Read, opening: str) -> dict[str, set[str]]:
    return {
        text: {row.kind for row in read(text, published="2025-06-05", province="vinh-long").observations}
        for text in _sentences(opening)
    }


@pytest.mark.parametrize("opening", AIMS)
def test_what_opens_with_an_aim_is_a_target_whatever_the_verb(read: Read, opening: str) -> None:
    kinds = _kinds(read, opening)
    assert {text: kind for text, kind in kinds.items() if kind not in ({"target"}, set())} == {}
    assert sum(bool(kind) for kind in kinds.values()) > len(kinds) / 2


@pytest.mark.parametrize("opening", RESULTS)
def test_what_opens_with_a_result_is_none(read: Read, opening: str) -> None:
    kinds = _kinds(read, opening)
    assert {text: kind for text, kind in kinds.items() if kind not in ({"actual"}, {"change"}, set())} == {}
    assert sum(bool(kind) for kind in kinds.values()) > len(kinds) / 2

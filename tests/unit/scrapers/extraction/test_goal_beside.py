"""Goals told beside results: which number is the goal's, where the comparison ends, what is only the excess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.extraction.kinds import goal_beside

COMPARED = st.sampled_from(
    [
        ", vượt", ", vượt xa", ", thấp hơn", ", còn thấp hơn", ", cao hơn", ", chưa đạt", ", chưa hoàn thành",
        " so với", ", trong khi", ", còn rất xa", ", tiệm cận", ", còn cách xa",
    ]
)  # fmt: skip
GOALS = st.sampled_from(["mục tiêu", "chỉ tiêu", "kế hoạch"])
FILLERS = st.sampled_from(
    [
        " ",
        " là ",
        " năm nay là ",
        " năm 2024 là ",
        " đề ra là ",
        " Chính phủ giao năm 2024 là ",
        " (",
        " năm (",
        " trên ",
    ]
)
RESULTS, AIMS = st.integers(51, 99), st.integers(50, 99)


@given(COMPARED, GOALS, FILLERS, RESULTS, AIMS)
def test_the_number_behind_a_compared_goal_is_the_goal_and_the_one_before_it_is_not(
    compared: str, goal: str, filler: str, result: int, aim: int
) -> None:
    closing = ")" if "(" in filler else ""
    if "thấp hơn" in compared or "chưa" in compared:
        result, aim = min(result, aim), max(result, aim)
    said = f"Tỷ lệ hồ sơ trực tuyến đạt {result}%{compared} {goal}{filler}{aim}%{closing}; cùng kỳ năm trước là 41%."
    at_result, at_aim = said.index(f"{result}%"), said.rindex(f"{aim}%{closing};")
    assert goal_beside.is_goal_at(said, at_aim)
    assert not goal_beside.is_goal_at(said, at_result)
    assert goal_beside.is_told_beside_goal(said, at_result)
    assert not goal_beside.is_goal_at(said, said.index("41%"))
    bare = goal_beside.without_goals(said, len(said))
    assert len(bare) == len(said)
    assert goal not in bare
    assert f"{result}%" in bare
    assert "41%" in bare


@pytest.mark.parametrize(
    ("said", "goals", "excess"),
    [
        ("Toàn tỉnh có 218 tổ, vượt 8 tổ so với chỉ tiêu được giao.", [], "8"),
        ("Có 64 di tích gắn mã QR, vượt kế hoạch 14 điểm.", [], "14"),
        ("Hồ sơ trực tuyến đạt 68,6%, thấp hơn chỉ tiêu giao 11,4%.", [], "11,4%"),
        ("Hồ sơ trực tuyến đạt 68,6%, thấp hơn chỉ tiêu giao 80%.", ["80%"], None),
        ("Tỷ lệ đạt 88,9%, vượt 8,9% so với chỉ tiêu Chính phủ giao (80%).", ["80%"], "8,9%"),
        ("Tỷ lệ đạt 78,4%, bằng 98% kế hoạch năm (80%).", ["80%"], None),
        ("Tỷ lệ đạt 73%, trong khi kế hoạch năm nay là 75%, đến năm 2025 là 80%.", ["75%", "80%"], None),
        ("Cấp tỉnh đạt 92%, cấp xã 61%, đều vượt mục tiêu tương ứng là 90% và 60%.", ["90%", "60%"], None),
        ("Tỷ lệ: 65,2%/50% kế hoạch.", ["50%"], None),
        ("Huyện đạt 78,2% so với 80% đã đăng ký.", ["80%"], None),
        ("Tỷ lệ đạt 36,8%, mục tiêu là 50%.", ["50%"], None),
        ("Xếp thứ 25/63, chưa đạt mục tiêu top 20.", ["20"], None),
        ("Sáng 8/5, Chủ tịch UBND tỉnh yêu cầu năm 2024 đạt 80%.", [], None),
        ("Thực hiện Kế hoạch 217 về chuyển đổi số, tỉnh có 12 xã.", [], None),
        ("Tỉnh đặt mục tiêu năm 2025 đạt 80%.", [], None),
        ("Các chỉ tiêu đều vượt kế hoạch: tiền điện 98,7%.", [], None),
        ("Tỉnh đã tiệm cận mục tiêu trước 4 năm.", [], None),
    ],
)
def test_goals_and_by_how_much_they_are_exceeded_or_missed(said: str, goals: list[str], excess: str | None) -> None:
    found = goal_beside.goals_beside(said)
    assert [said[start:end] for goal in found for start, end in goal.values] == goals
    assert next((said[goal.excess[0] : goal.excess[1]] for goal in found if goal.excess is not None), None) == excess


@given(st.text(alphabet="đạt vượt chỉ tiêu kế hoạch 0123456789,.%/();:", max_size=120))
def test_any_text_is_read_and_keeps_its_length(said: str) -> None:
    assert len(goal_beside.without_goals(said, len(said))) == len(said)
    for goal in goal_beside.goals_beside(said):
        assert 0 <= goal.start < goal.end <= len(said)
        assert all(goal.start <= start < end <= goal.end for start, end in goal.values)

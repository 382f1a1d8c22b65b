"""What is asked first, because it is asked faster, never hides what the pattern behind it would find.

Every pattern with cues, marks or endings is compared with the same pattern tried everywhere, on the development corpus.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scrapers.extraction import (
    aim_words,
    bounds,
    exclusions,
    kinds,
    mention_kinds,
    moves,
    numbers,
    outline,
    periods,
    place_patterns,
    places,
    units,
)
from scrapers.extraction.cues import CuedPatterns, ends_with
from scrapers.folding import lower

CORPUS = Path(__file__).parents[3] / "corpus" / "development"
LINES = [
    line for path in sorted(CORPUS.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines() if line
]
# Of the furniture of pages, which the corpus is without.
LINES += [
    f"Tổng số {word} trang: 1.204, Số {word}: 5; {word.upper()} :3"
    for word in (
        "lượt xem", "lượt đọc", "lượt nghe", "lượt truy cập", "đã xem", "đã đọc", "lần xem", "số lần đọc", "view count",
        "views", "hit", "page views", "đang truy cập", "người đang online", "đang trực tuyến", "thành viên online",
        "khách viếng thăm", "máy chủ tìm kiếm",
    )
]  # fmt: skip
# Of rarer verbs, up to the number.
LINES += [f"Chỉ số của tỉnh {move} " for move in ("vọt lên mức", "vọt lên", "lui về", "lui xuống còn")]


@pytest.mark.parametrize(
    "patterns",
    [aim_words.SAID, moves._MOVES, exclusions._CUED, place_patterns.PLACE_PATTERNS],
    ids=["aims and results", "moves", "exclusions", "places"],
)
def test_cues_open_every_match(patterns: CuedPatterns[Any]) -> None:
    for line in LINES:
        found = patterns.find(line, 0, len(line))
        for name, pattern in patterns.patterns.items():
            expected = [match.span() for match in pattern.finditer(line)]
            assert [match.span() for other, match in found if other == name] == expected, (name, line)


@pytest.mark.parametrize("one", periods._PATTERNS, ids=[f"{n}-{one.name}" for n, one in enumerate(periods._PATTERNS)])
def test_marks_stand_in_every_time(one: periods._TimePattern) -> None:
    for line in LINES:
        found = periods.PeriodReader(line)._expressions(0, len(line))
        known = [other.match.span() for other in found if other.name == one.name]
        assert all(match.span() in known for match in one.pattern.finditer(line)), line


@pytest.mark.parametrize(
    ("pattern", "endings"),
    [
        *((pattern, bounds._BOUND_ENDS) for _, pattern in bounds._BOUND_BEFORE),
        (numbers._RANK_BEFORE, numbers._RANK_ENDS),
        (numbers._TOP, numbers._GROUP_ENDS),
        (units._EACH_PERSON, units._EACH_ENDS),
        (kinds._SHORT_OF, kinds._SHORT_OF_ENDS),
        (kinds._IN_ORDER_TO, kinds._IN_ORDER_ENDS),
        (mention_kinds._PLAN_BEFORE, mention_kinds._PLAN_ENDS),
        (mention_kinds._BASE, mention_kinds._BASE_ENDS),
        (mention_kinds._UNTIL, mention_kinds._UNTIL_ENDS),
        (mention_kinds._AS_OF, mention_kinds._UNTIL_ENDS),
        (places._NOT_A_PLACE_BEFORE, places._NOT_A_PLACE_ENDS),
        (places._CITY_BEFORE, places._CITY_ENDS),
        (places._DISTRICT_PREFIX, places._DISTRICT_ENDS),
    ],
)
def test_endings_end_every_match(pattern: re.Pattern[str], endings: tuple[str, ...]) -> None:
    for line in LINES:
        for word in re.finditer(r"\S+\s*", line):
            before = line[max(0, word.end() - 48) : word.end()]
            assert not pattern.search(before) or ends_with(before, endings), before


def test_lower_case_keeps_the_length() -> None:
    for text in ("ĐẠT 85,2%", "İSTANBUL", "ẞ", "ΟΔΟΣ"):
        assert len(lower(text)) == len(text)


@pytest.mark.parametrize(
    "line",
    ["a) Kinh tế số", "II. Mục tiêu", "1.2. Kết quả 2024", "- 85% hồ sơ", "Phần thứ hai", "Một là, …", "(3) xã hội"],
)
def test_numbered_lines_may_be_numbered(line: str) -> None:
    assert outline._MAY_BE_NUMBERED.match(line)


def test_lines_that_may_not_be_numbered_are_not() -> None:
    for line in LINES:
        if outline._MAY_BE_NUMBERED.match(line) is None:
            assert not any(pattern.match(line) for _, pattern in outline._NUMBERINGS), line

"""What is asked first, because it is asked faster, never hides what the pattern behind it would find.

Every pattern with cues, marks or endings is compared with the same pattern tried everywhere, on the development corpus
and on strings that are made from the pattern: what no text has said yet must not be hidden either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from schemas.records import Kind
from scrapers.extraction.kinds import aim_words, goal_words, moves
from scrapers.extraction.kinds import reached_or_aimed as kinds
from scrapers.extraction.numbers import bounds, exclusions, quantities, rank_words, units
from scrapers.extraction.numbers.rank_words import ranks_in_words
from scrapers.extraction.periods import expressions, mention_kinds
from scrapers.extraction.places import gazetteer, means, national_aims, place_patterns
from scrapers.extraction.text import outline, phrases
from scrapers.extraction.text.cues import CuedPatterns, ends_with
from scrapers.extraction.unclaimable import parts_before, reasons, words_before
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
LINES += ["Bộ, ngành đạt 85%, các bộ, ngành có 40%.", "Tỷ lệ không kém 85%"]
# Of rarer verbs, up to the number.
LINES += [f"Chỉ số của tỉnh {move} " for move in ("vọt lên mức", "vọt lên", "lui về", "lui xuống còn")]


CUED = pytest.mark.parametrize(
    "patterns",
    [aim_words.SAID, moves._MOVES, exclusions._CUED, place_patterns.PLACE_PATTERNS, rank_words._LEADS],
    ids=["aims and results", "moves", "exclusions", "places", "leads"],
)
_ANYTHING = re.compile(r"\[\^(?:[^\]\\]|\\[^W])*\](?:\*|\+|\{\d+,\d*\})\??")
_REPEATED = re.compile(r"(?<!\\)(?:(\*|\{0,\d*\})|\+|\{(\d+),\d*\})\??")


def _holds_for_strings_of(pattern: re.Pattern[str], holds: Callable[[str], object], examples: int = 0) -> None:
    """Try strings that a pattern matches, more of one with more ways; refuse the first for which this does not hold.

    Few strings say much where nothing stands in them more often than it must, and a word for `anything but a stop`.
    White space is as the parsers leave it.
    """
    short = _ANYTHING.sub(" và ", pattern.pattern)
    short = _REPEATED.sub(lambda found: "?" if found[1] else f"{{{found[2]}}}" if found[2] else "", short)

    @settings(
        max_examples=examples or 3 + short.count("|") // 4,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.from_regex(re.compile(short, pattern.flags)))
    def tried(made: str) -> None:
        text = re.sub(r"\s+", " ", made)
        assert not pattern.search(text) or holds(text), text

    tried()


def _finds_all(patterns: CuedPatterns[Any], name: Any, text: str) -> bool:
    """Whether a pattern with cues is found where it is without them."""
    expected = [match.span() for match in patterns.patterns[name].finditer(text)]
    return [match.span() for other, match in patterns.find(text, 0, len(text)) if other == name] == expected


@CUED
def test_cues_open_every_match(patterns: CuedPatterns[Any]) -> None:
    for line in LINES:
        for name in patterns.patterns:
            assert _finds_all(patterns, name, line), (name, line)


@CUED
def test_cues_open_whatever_a_pattern_can_match(patterns: CuedPatterns[Any]) -> None:
    of_cues = 0 if len(patterns.patterns) < 4 else 2
    for name, pattern in patterns.patterns.items():
        if patterns is not aim_words.SAID:  # whose wordings are too many for one pattern's strings
            _holds_for_strings_of(pattern, lambda text, name=name: _finds_all(patterns, name, text), of_cues)


@pytest.mark.parametrize(
    ("name", "wordings"), [("target", aim_words._AIMING), ("actual", aim_words._REACHING)], ids=["aims", "results"]
)
def test_cues_open_every_wording_of_aims_and_results(name: Kind, wordings: Iterable[str]) -> None:
    for wording in wordings:
        pattern = re.compile(rf"(?i)\b(?:{wording})")
        _holds_for_strings_of(pattern, lambda text: _finds_all(aim_words.SAID, name, text), examples=1)


@pytest.mark.parametrize(
    "one", expressions._PATTERNS, ids=[f"{n}-{one.name}" for n, one in enumerate(expressions._PATTERNS)]
)
def test_marks_stand_in_every_time(one: expressions._TimePattern) -> None:
    for line in LINES:
        found = expressions.PeriodReader(line)._expressions(0, len(line))
        known = [other.match.span() for other in found if other.name == one.name]
        assert all(match.span() in known for match in one.pattern.finditer(line)), line


ENDINGS = pytest.mark.parametrize(
    ("pattern", "endings"),
    [
        *((pattern, bounds._BOUND_ENDS) for _, pattern in bounds._BOUND_BEFORE),
        (bounds._EXCEEDED, bounds._BOUND_ENDS),
        (bounds._FROM, bounds._BOUND_ENDS),
        (quantities._RANK_BEFORE, quantities._RANK_ENDS),
        (quantities._TOP, quantities._GROUP_ENDS),
        (quantities._WITHIN_GROUP, quantities._GROUP_ENDS),
        (quantities._OUTSIDE_GROUP, quantities._GROUP_ENDS),
        (units._EACH_PERSON, units._EACH_ENDS),
        (units._EACH_HUNDRED, units._EACH_ENDS),
        (kinds._IN_ORDER_TO, kinds._IN_ORDER_ENDS),
        (mention_kinds._PLAN_BEFORE, mention_kinds._PLAN_ENDS),
        (mention_kinds._BASE, mention_kinds._BASE_ENDS),
        (mention_kinds._UNTIL, mention_kinds._UNTIL_ENDS),
        (mention_kinds._AS_OF, mention_kinds._UNTIL_ENDS),
        (gazetteer._NOT_A_PLACE_BEFORE, gazetteer._NOT_A_PLACE_ENDS),
        (gazetteer._CITY_BEFORE, gazetteer._CITY_ENDS),
        (gazetteer._DISTRICT_PREFIX, gazetteer._DISTRICT_ENDS),
    ],
)


@ENDINGS
def test_endings_end_every_match(pattern: re.Pattern[str], endings: tuple[str, ...]) -> None:
    for line in LINES:
        for word in re.finditer(r"\S+\s*", line):
            before = line[max(0, word.end() - 48) : word.end()]
            assert not pattern.search(before) or ends_with(before, endings), before


@ENDINGS
def test_endings_end_whatever_a_pattern_can_match(pattern: re.Pattern[str], endings: tuple[str, ...]) -> None:
    _holds_for_strings_of(pattern, lambda text: ends_with(text, endings))


@pytest.mark.parametrize(
    ("pattern", "is_told"),
    [
        (bounds._AT_LEAST_AFTER, lambda text: bounds.bound_of(f"85%{text}", 0, 3, "")[0] == "at_least"),
        (bounds._AT_MOST_AFTER, lambda text: bounds.bound_of(f"85%{text}", 0, 3, "")[0] == "at_most"),
        (
            kinds._WILL,
            lambda text: kinds._WILL.match(text) is None or kinds._is_planned_behind(text),
        ),
        (
            kinds._AS_AIMED,
            lambda text: kinds._AS_AIMED.match(text) is None or kinds._is_planned_behind(text),
        ),
        (
            kinds._IS_AIM,
            lambda text: kinds._IS_AIM.match(text) is None or kinds._is_planned_behind(text),
        ),
        (goal_words.GOAL, lambda text: any(word in text.lower() for word in goal_words.MAY_NAME_GOAL)),
        (mention_kinds._PUBLISHED, lambda text: mention_kinds._is_announced("day", text, 0, len(text))),
        (moves._MORE_THAN_THEN, lambda text: "hơn" in text.lower()),
        *(
            (pattern, lambda text: any(word in text.lower() for word in means._MEAN_WORDS))
            for pattern in (means._MEAN_OF_ALL, means._BESIDE_MEAN, means._MEANS_OF_PARTS)
        ),
        (national_aims._AIM_OF_THE_NATION, lambda text: any(word in text.lower() for word in national_aims._WORDS)),
        (phrases._EACH_SECTOR_FIRST, lambda text: phrases._with_frame(f"{text}tỷ trọng", len(text)) < len(text)),
        (rank_words._RANK_WORD, lambda text: any(form == "rank" for *_, form in ranks_in_words(text, 0, len(text)))),
        (rank_words._STEP_WORD, lambda text: any(form == "steps" for *_, form in ranks_in_words(text, 0, len(text)))),
        (reasons._DICTATED, lambda text: any(word in text.lower() for word in reasons._ORDERS)),
    ],
)
def test_words_stand_in_whatever_a_pattern_can_match(pattern: re.Pattern[str], is_told: Callable[[str], bool]) -> None:
    _holds_for_strings_of(pattern, is_told)


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        pytest.param(words, pattern, id=f"{number}-{reason}")
        for number, (reason, _, words, pattern) in enumerate(words_before._SAID_BEFORE)
        # whose words are asked for beside what it matches: `chọn 13 thôn …`
        if pattern is not parts_before._CHOSEN_AMONG
    ],
)
def test_words_stand_in_whatever_cannot_be_claimed(words: tuple[str, ...], pattern: re.Pattern[str]) -> None:
    _holds_for_strings_of(pattern, lambda text: any(word in text.lower() for word in words), examples=2)


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

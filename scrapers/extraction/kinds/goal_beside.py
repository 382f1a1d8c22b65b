"""Goals that results are told beside: `đạt 61,5%, thấp hơn mục tiêu 65% của năm`, `đạt 78,4%, bằng 98% kế hoạch (80%)`.

Lives here: how a result is compared with what was aimed at, which number of the comparison is the goal's and which says by how much
the goal is exceeded or missed, and where the comparison ends. Never here: the words themselves (`goal_words`), sentences that aim at
something themselves (`reached_or_aimed`).
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from operator import attrgetter

from scrapers.extraction.kinds import goal_words as words

_LEAD_REACH, _RESULT_REACH = 90, 240


@dataclasses.dataclass(frozen=True, slots=True)
class GoalBeside:
    """A goal told beside a result, by places in its sentence."""

    start: int
    """Where the comparison begins."""
    end: int
    """Where what belongs to the goal ends."""
    values: tuple[tuple[int, int], ...]
    """The goal's own numbers; none in `chưa đạt chỉ tiêu được giao`."""
    is_compared: bool
    """Whether words compare (`thấp hơn mục tiêu 65%`); else the goal is only named beside (`, mục tiêu là 65%`)."""
    excess: tuple[int, int] | None = None
    """The number that says by how much the goal is exceeded: `vượt 8 tổ so với chỉ tiêu`, `vượt kế hoạch 14 điểm`."""


_START = attrgetter("start")


@functools.lru_cache(maxsize=256)
def goals_beside(said: str) -> tuple[GoalBeside, ...]:
    """The goals that a sentence compares its results with, in order."""
    lowered = said.lower()
    if not any(word in lowered for word in words.MAY_NAME_GOAL):
        return ()
    first = [
        _with_value_first(said, one)
        for pattern in (words.VALUE_FIRST, words.BEHIND_STROKE)
        for one in pattern.finditer(said)
    ]
    first.sort(key=_START)
    found: list[GoalBeside] = []
    end = passed = 0
    for goal in words.GOAL.finditer(said):
        while passed < len(first) and first[passed].end <= goal.start():
            passed += 1
        is_over = goal.start() < end or (passed < len(first) and first[passed].start <= goal.start())
        if not is_over and (one := _beside(said, goal)) is not None:
            found.append(one)
            end = one.end
    return tuple(sorted((*first, *found), key=_START))


def _around(said: str, place: int) -> GoalBeside | None:
    """The goal whose part of a sentence holds a place."""
    goals = goals_beside(said)
    before = bisect.bisect_right(goals, place, key=_START) - 1
    return goals[before] if before >= 0 and place < goals[before].end else None


def _behind(said: str, place: int) -> GoalBeside | None:
    """The first goal that begins behind a place of a sentence."""
    goals = goals_beside(said)
    after = bisect.bisect_right(goals, place, key=_START)
    return goals[after] if after < len(goals) else None


def _with_value_first(said: str, first: re.Match[str]) -> GoalBeside:
    """The goal of a comparison in which its number stands before the word for it: `chưa đạt 70% theo kế hoạch`."""
    rest = words.REST.match(said, first.end())
    return GoalBeside(
        first.start(), rest.end() if rest is not None else first.end(), (first.span("value"),), is_compared=True
    )


def without_goals(said: str, stop: int) -> str:
    """A sentence up to a place, with the goals blanked that are told beside its results and are over there."""
    for goal in goals_beside(said):
        if goal.end <= stop:
            said = said[: goal.start] + " " * (goal.end - goal.start) + said[goal.end :]
    return said[:stop]


def goal_at(said: str, place: int) -> GoalBeside | None:
    """The goal beside a result whose number begins at, or holds, a place of a sentence."""
    goal = _around(said, place)
    return goal if goal is not None and any(start <= place < end for start, end in goal.values) else None


def is_goal_at(said: str, place: int) -> bool:
    """Whether the number that begins at a place of a sentence is the goal that a result is told beside."""
    return goal_at(said, place) is not None


def words_of_goal(said: str, place: int) -> str:
    """What stands between the start of a comparison and the goal's number at a place; empty where that is no goal."""
    goal = goal_at(said, place)
    return said[goal.start : place] if goal is not None else ""


def has_result_before(said: str, place: int) -> bool:
    """Whether a figure stands before the comparison that holds a place of a sentence."""
    goal = _around(said, place)
    return goal is not None and _has_result(said, goal.start)


def is_within_goal(said: str, place: int) -> bool:
    """Whether a place of a sentence lies in what it says of a goal beside a result: `trong khi kế hoạch năm nay là 75%`."""
    return _around(said, place) is not None


def is_told_beside_goal(said: str, place: int) -> bool:
    """Whether the number that ends at a place is a result that a goal is told beside, in its part of the sentence."""
    goal = _behind(said, place - 1)
    return goal is not None and ";" not in said[place : goal.start]


def is_result_of_goal(said: str, end: int) -> bool:
    """Whether right behind the number that ends at a place stands the goal with which it is compared: `47,5% so với mục tiêu trên 50%`."""
    goal = _behind(said, end - 1)
    return goal is not None and bool(goal.values) and not said[end : goal.start].strip()


def is_excess_at(said: str, place: int) -> bool:
    """Whether the number that begins at a place of a sentence says by how much a goal is exceeded or missed."""
    goals = goals_beside(said)
    after = bisect.bisect_right(goals, place, key=_START)  # it stands before what is exceeded, or right behind its name
    near = (goal.excess for goal in goals[max(after - 1, 0) : after + 1])
    return any(excess is not None and excess[0] <= place < excess[1] for excess in near)


def _beside(said: str, goal: re.Match[str]) -> GoalBeside | None:
    """The goal that a word for one names, if a result is compared with it or stands right before it."""
    lead_start = max(goal.start() - _LEAD_REACH, 0)
    for broken in words.SENTENCE_BREAK.finditer(said, lead_start, goal.start()):
        lead_start = broken.start() if broken.group() == ";" else broken.end()
    lead = said[lead_start : goal.start()]
    compared = _last(words.COMPARES, lead)
    if compared is not None and words.SETS_OUT.search(compared["between"] or "") is None:
        return _measured(said, goal, lead_start + compared.start(), is_compared=True)
    if (reached := words.REACHES.search(lead)) is not None:
        one = _measured(said, goal, lead_start + reached.start(), is_compared=True)
        has_result = _has_result(said, one.start)
        is_apart = (
            said[: one.start].rstrip().endswith((",", "đã", "và"))
        )  # `đạt 91,08 điểm, …, hoàn thành mục tiêu đứng trong top 5`
        return one if has_result and (is_apart or not one.values) and said[one.end : one.end + 1] != ":" else None
    opened = words.OPENS_BESIDE.search(lead)
    if opened is None or not _has_result(said, lead_start + opened.start()) or words.SETS.search(opened["lead"] or ""):
        return None
    beside = _measured(said, goal, lead_start + opened.start(), is_compared=False)
    if not beside.values:
        return None
    goes_on = (
        said[beside.end :].startswith(",") and opened["lead"] is not None and said[lead_start + opened.start()] == ","
    )
    if not goes_on or words.TURNS.match(said, beside.end):
        return beside
    item_end = words.ITEM_END.search(said, beside.end)
    return dataclasses.replace(beside, end=item_end.start() if item_end is not None else len(said))


def _has_result(said: str, stop: int) -> bool:
    """Whether a figure that can be a result stands right before a place."""
    return words.RESULT_AT_END.search(said, max(stop - _RESULT_REACH, 0), stop) is not None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match of a pattern that ends with the text."""
    found = pattern.search(text)
    while found is not None and (later := pattern.search(text, found.start() + 1)) is not None:
        found = later
    return found


def _measured(said: str, goal: re.Match[str], start: int, *, is_compared: bool) -> GoalBeside:
    """The goal with its numbers, or with the one by which it is exceeded or missed; `start` is where the comparison begins."""
    value = words.VALUE.match(said, goal.end())
    exceeded = words.EXCEEDED_BY.search(said, max(start - _LEAD_REACH, 0), start)
    excess = exceeded.span("value") if exceeded is not None else None
    if value is None:
        rest = words.WITHOUT_VALUE.match(said, goal.end())
        return GoalBeside(start, rest.end() if rest is not None else goal.end(), (), is_compared, excess)
    if value["opened"] is None and _is_excess(
        said[max(start - _RESULT_REACH, 0) : start],
        said[start : value.start("value")],
        value["value"],
        said[value.end() :],
    ):
        return GoalBeside(start, goal.end(), (), is_compared, value.span("value"))
    values, end = [value.span("value")], value.end()
    further = words.NEXT if words.RESPECTIVELY.search(value["words"]) else words.FURTHER
    while (more := further.match(said, end)) is not None:
        values.append(more.span("value"))
        end = more.end()
    rest = words.REST.match(said, end)
    end = rest.end() if rest is not None else end
    if said[end : end + 1] == ")":
        end += 1
    return GoalBeside(start, end, tuple(values), is_compared, excess)


def _is_excess(before: str, compared: str, value: str, behind: str) -> bool:
    """Whether a number behind a goal that is exceeded or missed is by how much: `542.000 tài khoản, vượt kế hoạch năm 42.000 tài khoản`.

    What is exceeded is at most as large as the result, and not by far smaller; what is missed is larger.
    """
    if behind.lstrip().startswith("điểm phần trăm") and words.DIFFERS.match(compared.strip()) is not None:
        return True
    exceeds, misses = words.EXCEEDS.match(compared.strip()), words.MISSES.match(compared.strip())
    if not (exceeds or misses) or words.SET_OR_OF.match(behind) is not None or words.OF_RANKS.search(compared):
        return False
    results = [found.group("value") for found in words.RESULT_BEFORE.finditer(before)]
    alike = [result for result in results if result.endswith("%") == value.endswith("%")]
    return bool(alike) and _plain(value) < _plain(alike[-1]) / (2 if exceeds else 1)


def _plain(number: str) -> float:
    """A number's size, near enough to compare two: `42.000` as 42000, `7,2` as 7.2."""
    whole, _, part = (
        number.split("/", maxsplit=1)[0].split("-", maxsplit=1)[0].strip(" %<>≥≤").replace(".", "").partition(",")
    )
    return float(f"{whole or 0}.{part.replace(',', '') or 0}")

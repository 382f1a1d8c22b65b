"""Goals that results are told beside: `đạt 61,5%, thấp hơn mục tiêu 65% của năm`, `đạt 78,4%, bằng 98% kế hoạch (80%)`.

Lives here: how a result is compared with what was aimed at, which number of the comparison is the goal's, and where the comparison
ends. Never here: sentences that aim at something themselves (see `reached_or_aimed`), by how much a result exceeds its goal (`moves`).
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from operator import attrgetter

_GOAL = re.compile(
    r"(?i)\b(?:mục tiêu|chỉ tiêu|kế hoạch(?!\s+(?:số\s|và đầu tư\b|\d+[/-]|\d{1,5}\s+(?:về|của|ngày)\b))|yêu cầu|đích|kịch bản|(?:nghị quyết|đề án|chương trình)(?=[^;.,()\d]{0,40}\b(?:đề ra|đặt ra|giao|yêu cầu)\b)|KH(?=\s+\d|:))(?!\w)"
)
_MAY_NAME_GOAL = ("tiêu", "hoạch", "yêu cầu", "đích", "kịch bản", "kh", "đề ra", "đặt ra", "giao", "đăng ký", "cam kết")
_LEAD_REACH, _RESULT_REACH, _SENTENCE_BREAK = 90, 240, re.compile(r"[;:\n]|(?<!\d)\.|\.(?!\d)")
_TIME = (
    r"(?:(?:năm\s+)?20\d\d(?:\s?[-–]\s?20\d\d)?\b|(?:ngày\s+)?\d{1,2}[/-]\d{1,2}(?:[/-]20\d\d)?\b(?!%)|(?:tháng\s+)?\d{1,2}[/-]20\d\d\b"
    r"|tháng\s+\d{1,2}\b|\d{1,2} tháng\b|(?:Nghị quyết|Quyết định|Kế hoạch|Đề án|Chỉ thị)\s+(?:số\s+)?\d+[\w/-]*)"
)
_WORDS = rf"(?:{_TIME}|(?!\b(?:nhưng|song|đều|tăng|giảm)\b)[^;:.,()%\d\n]){{0,80}}?"
_SET_BY = r"(?:giao|đề ra|đặt ra|đăng ký|cam kết|yêu cầu|kế hoạch|mục tiêu|chỉ tiêu|nghị quyết)\b"
_NUMBER = r"\d[\d.,]*(?<=\d)(?:/\d[\d.]*)?(?:\s?[-–]\s?\d[\d.,]*(?<=\d))?(?:\s?%)?"
# The words by which a result is compared with what is named next, at their end.
_COMPARES = re.compile(
    r"(?i)(?<!\w)(?:so (?:với|sánh với)|trong khi(?: đó)?|(?:thấp|cao|ít|nhiều|kém|nhỏ|lớn|chậm) hơn(?:\s+(?:cả|hẳn|nhiều|xa|rất nhiều))*(?:\s+so với)?"
    r"|(?<!phấn đấu )(?<!sẽ )vượt(?:\s+(?:xa|qua|trước|khá xa|trên))?|(?:chưa|không|gần|sắp|mới gần)\s+(?:đạt|hoàn thành|bằng|chạm|tới|đáp ứng)(?:\s+(?:được|tới|đến))?"
    r"|gấp đôi|gấp \S+ lần|(?<!phấn đấu )(?<!sẽ )(?:bằng|đạt|được|hoàn thành|tương đương|thực hiện)\s+[\d.,]+\s?%(?:\s+(?:so với|của))?"
    r"|(?:khoảng cách|chênh lệch)(?:\s+(?:khá|rất|còn|xa|lớn))*\s+(?:đến|tới|so với|với)|(?:còn\s+|vẫn\s+)+(?:cách|kém|hụt|thiếu|dưới)(?:\s+(?:khá|rất|xa))*(?:\s+so với)?"
    r"|(?:cách|dưới)(?:\s+(?:khá|rất))*\s+xa|(?:rất|khá|còn)\s+xa|tiến sát|tiệm cận|áp sát|(?:gần\s+)?chạm)"
    r"(?:\s+(?:với|cả|xa|mức|một nửa|các|con số|so với))*\s*(?P<between>(?:@TIME@|[^;,()\d]){0,60}\s)?$".replace(
        "@TIME@", _TIME
    )
)
# `100% cán bộ được cấp chứng thư số, đạt mục tiêu đề ra`
_REACHES = re.compile(
    r"(?i)(?<!\w)(?:đạt(?:\s+(?:được|và vượt))?|hoàn thành(?:\s+(?:sớm|vượt|tốt|cơ bản))?|đáp ứng|về đích|bám sát)(?:\s+(?:các|toàn bộ|tất cả))?\s+$"
)
_SETS = re.compile(
    r"(?i)\b(?:cán|phấn đấu|đặt|đề ra|đưa ra|theo|(?<!so )(?<!sánh )với|hoàn thành|bám|vì|đạt|các|những|một số|nhiều|mỗi|từng|ban hành|phê duyệt|thực hiện|triển khai|xây dựng"
    r"|hướng tới|hướng đến|xác định|quyết tâm|có|cho|để|về|giao|thông qua|ký|thuộc|trong|điều chỉnh|là|và|hay|hoặc|nhưng|song)\b"
)
# `, mục tiêu là 80%`, `(kế hoạch 12%`, `/kế hoạch 15%`: named right beside a result
_OPENS_BESIDE = re.compile(r"(?:(?<=[\w%)]),\s+|(?<=[\w%])\s*[(/]\s*|;\s+(?:còn\s+)?)(?P<lead>[^;,.()\d]{0,28})$")
_VALUE = re.compile(
    rf"(?i)(?P<words>{_WORDS}(?:,\s+(?:lần lượt|tương ứng)\s+(?:là\s+)?)?)\s*(?::\s*)?(?P<opened>\(\s*(?:(?:là|đạt|trên|ít nhất|tối thiểu|khoảng|năm nay)\s+)*)?"
    rf"(?P<value>(?!20\d\d\b(?!\s?%|[.,]\d)){_NUMBER})(?!\d|\s+(?:năm|tháng|ngày|quý|tuần)\b)"
)
_FURTHER = re.compile(
    rf"(?i)(?:,|\s+và)\s+(?:(?:mục tiêu|chỉ tiêu|kế hoạch)\s+)?(?:đến|tới|hết|cuối|năm)\s(?:(?:hết|cuối|năm)\s)*20\d\d\s+(?:phải\s+)?(?:là|đạt|:)?\s*(?:(?:trên|ít nhất|tối thiểu|khoảng)\s+)?(?P<value>{_NUMBER})"
)
# `chưa đạt 70% theo kế hoạch`, `đạt 78,2% so với 80% đã đăng ký`: the number stands before what says that it was aimed at
_VALUE_FIRST = re.compile(
    r"(?i)(?<!\w)(?P<compared>so với|(?:chưa|không) (?:đạt|bằng)(?:\s+(?:được|tới))?|(?:thấp|cao) hơn|vượt(?:\s+xa)?)\s+(?:(?:mức|mốc|con số|ngưỡng)\s+)?"
    rf"(?:(?:trên|ít nhất|tối thiểu)\s+)?(?P<value>{_NUMBER})(?!\d)(?:\s(?!(?:so|với|mà)\b)[^\W\d_]+){{0,4}}?\s+(?:như|theo|mà|đã|được|trong)\s(?:[^;:.,()%\d]{{0,50}}\s)?{_SET_BY}"
)
# `65,2%/50% kế hoạch`
_BEHIND_STROKE = re.compile(
    r"(?i)(?<=[\d%])\s?/\s?(?P<value>\d[\d.,]*(?<=\d)\s?%)\s*(?:kế hoạch|chỉ tiêu|mục tiêu|KH)\b(?!\s+\d)"
)
_EXCEEDS, _MISSES, _SET_OR_OF = (
    re.compile(r"(?i)vượt\b"),
    re.compile(r"(?i)(?:thấp hơn|chưa đạt|không đạt|kém)\b"),
    re.compile(r"(?i)\s*(?:[^\W\d_]+\s+){0,3}?(?:của|mà|được giao|do|đề ra|đặt ra|giao)\b"),
)
# a figure right before, which is no year and no date
_RESULT_AT_END = re.compile(
    r"(?i)(?<!sáng )(?<!chiều )(?<!tối )(?<!ngày )(?<!tháng )(?<!quý )(?<![\d/.,])(?!20\d\d\b(?!%))\d[\d.,]*(?:/\d[\d.]*(?![\d/]))?(?<!/20\d\d)\s?%?(?:[^;\d]|/1\.000\b|/100\b){0,80}$"
)
_ITEM_END = re.compile(r";|\.?\s*$")
_TURNS = re.compile(r"(?i),\s+(?:cao|thấp|tăng|giảm|vượt|gấp|trong khi|riêng|hiện|cùng|còn|nhưng|song|tuy|đứng|xếp)\b")
_EXCEEDED_BY = re.compile(
    rf"(?i)\bvượt\s+(?:(?:thêm|hơn|trên|gần|khoảng|tới)\s+)?(?P<value>{_NUMBER})(?!\d)[^;.,()\d]{{0,30}}\s$"
)
_RESULT_BEFORE = re.compile(rf"(?<!tăng )(?<!giảm )(?<!thêm )(?<![\d.,/])(?!20\d\d\b(?!\s?%))(?P<value>{_NUMBER})")
_OF_RANKS = re.compile(r"(?i)\b(?:top|tốp|nhóm|thứ|hạng)\s*$")
_RESPECTIVELY, _NEXT = (
    re.compile(r"(?i)\b(?:lần lượt|tương ứng)\b"),
    re.compile(rf"(?:,|\s+và)\s+(?P<value>{_NUMBER})(?!\d)"),
)
# What still belongs to a goal behind its number: `65% của năm`, `80% mà Chính phủ giao`, `50% được giao cho cả năm`
_REST = re.compile(
    rf"(?i)\s*(?:(?!\b(?:và|nhưng|song|còn|trong khi|tăng|giảm|cao|thấp|gấp)\b)(?:{_TIME}|[^;.,()%\d\n])){{0,80}}?(?=\s*(?:[;.,()\d\n]|$|\b(?:và|nhưng|song|còn|trong khi|tăng|giảm|cao hơn|thấp hơn|gấp)\b))"
)
_WITHOUT_VALUE = re.compile(rf"(?i)(?:{_TIME}|[^;.,()%\d\n]){{0,80}}?(?=\s*(?:[;.,()]|$))")


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
    if not any(word in lowered for word in _MAY_NAME_GOAL):
        return ()
    first = [
        _with_value_first(said, one) for pattern in (_VALUE_FIRST, _BEHIND_STROKE) for one in pattern.finditer(said)
    ]
    first.sort(key=_START)
    found: list[GoalBeside] = []
    end = passed = 0
    for goal in _GOAL.finditer(said):
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
    rest = _REST.match(said, first.end())
    return GoalBeside(
        first.start(), rest.end() if rest is not None else first.end(), (first.span("value"),), is_compared=True
    )


def without_goals(said: str, stop: int) -> str:
    """A sentence up to a place, with the goals blanked that are told beside its results and are over there."""
    for goal in goals_beside(said):
        if goal.end <= stop:
            said = said[: goal.start] + " " * (goal.end - goal.start) + said[goal.end :]
    return said[:stop]


def is_goal_at(said: str, place: int) -> bool:
    """Whether the number that begins at a place of a sentence is the goal that a result is told beside."""
    goal = _around(said, place)
    return goal is not None and any(start <= place < end for start, end in goal.values)


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
    lead_start = max(goal.start() - _LEAD_REACH, 0)
    for broken in _SENTENCE_BREAK.finditer(said, lead_start, goal.start()):
        lead_start = broken.start() if broken.group() == ";" else broken.end()
    lead = said[lead_start : goal.start()]
    compared = _last(_COMPARES, lead)
    if compared is not None and not _aims_between(compared["between"] or ""):
        return _measured(said, goal, lead_start + compared.start(), is_compared=True)
    if (reached := _REACHES.search(lead)) is not None:
        one = _measured(said, goal, lead_start + reached.start(), is_compared=True)
        has_result = _has_result(said, one.start)
        is_apart = (
            said[: one.start].rstrip().endswith((",", "đã"))
        )  # `đạt 91,08 điểm, …, hoàn thành mục tiêu đứng trong top 5`
        return one if has_result and (is_apart or not one.values) and said[one.end : one.end + 1] != ":" else None
    opened = _OPENS_BESIDE.search(lead)
    if opened is None or not _has_result(said, lead_start + opened.start()) or _SETS.search(opened["lead"] or ""):
        return None
    beside = _measured(said, goal, lead_start + opened.start(), is_compared=False)
    if not beside.values:
        return None
    goes_on = (
        said[beside.end :].startswith(",") and opened["lead"] is not None and said[lead_start + opened.start()] == ","
    )
    if not goes_on or _TURNS.match(said, beside.end):
        return beside
    item_end = _ITEM_END.search(said, beside.end)
    return dataclasses.replace(beside, end=item_end.start() if item_end is not None else len(said))


def _has_result(said: str, stop: int) -> bool:
    """Whether a figure that can be a result stands right before a place."""
    return _RESULT_AT_END.search(said, max(stop - _RESULT_REACH, 0), stop) is not None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match of a pattern that ends with the text."""
    found = pattern.search(text)
    while found is not None and (later := pattern.search(text, found.start() + 1)) is not None:
        found = later
    return found


def _aims_between(words: str) -> bool:
    """Whether between comparing words and the goal's name somebody sets out to aim: `trong khi đó tỉnh đặt mục tiêu …`."""
    return re.search(r"(?i)\b(?:phấn đấu|đặt ra|đề ra)\b", words) is not None


def _measured(said: str, goal: re.Match[str], start: int, *, is_compared: bool) -> GoalBeside:
    value = _VALUE.match(said, goal.end())
    exceeded = _EXCEEDED_BY.search(said, max(start - _LEAD_REACH, 0), start)
    excess = exceeded.span("value") if exceeded is not None else None
    if value is None:
        rest = _WITHOUT_VALUE.match(said, goal.end())
        return GoalBeside(start, rest.end() if rest is not None else goal.end(), (), is_compared, excess)
    if value["opened"] is None and _is_excess(
        said[max(start - _RESULT_REACH, 0) : start],
        said[start : value.start("value")],
        value["value"],
        said[value.end() :],
    ):
        return GoalBeside(start, goal.end(), (), is_compared, value.span("value"))
    values, end = [value.span("value")], value.end()
    further = _NEXT if _RESPECTIVELY.search(value["words"]) else _FURTHER
    while (more := further.match(said, end)) is not None:
        values.append(more.span("value"))
        end = more.end()
    rest = _REST.match(said, end)
    end = rest.end() if rest is not None else end
    if said[end : end + 1] == ")":
        end += 1
    return GoalBeside(start, end, tuple(values), is_compared, excess)


def _is_excess(before: str, compared: str, value: str, behind: str) -> bool:
    """Whether a number behind a goal that is exceeded or missed is by how much: `542.000 tài khoản, vượt kế hoạch năm 42.000 tài khoản`.

    What is exceeded is at most as large as the result, and not by far smaller; what is missed is larger.
    """
    exceeds, misses = _EXCEEDS.match(compared.strip()), _MISSES.match(compared.strip())
    if not (exceeds or misses) or _SET_OR_OF.match(behind) is not None or _OF_RANKS.search(compared):
        return False
    if behind.lstrip().startswith("điểm phần trăm"):
        return True
    results = [found.group("value") for found in _RESULT_BEFORE.finditer(before)]
    alike = [result for result in results if result.endswith("%") == value.endswith("%")]
    return bool(alike) and _plain(value) < _plain(alike[-1]) / (2 if exceeds else 1)


def _plain(number: str) -> float:
    """A number's size, near enough to compare two: `42.000` as 42000, `7,2` as 7.2."""
    whole, _, part = (
        number.split("/", maxsplit=1)[0].split("-", maxsplit=1)[0].strip(" %<>≥≤").replace(".", "").partition(",")
    )
    return float(f"{whole or 0}.{part.replace(',', '') or 0}")

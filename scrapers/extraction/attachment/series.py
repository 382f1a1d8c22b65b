"""Series of numbers that belong to a series of names by position: `lần lượt là 22, 9, 13`, `tương ứng 18,66% và 17,15%`.

Lives here: finding the series among the numbers of an item, and the unit that its members share. Never here: which names the
series is of (see `indices.standing` and `rules` for indicators, `places.attribution` for places).
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from scrapers.extraction.numbers.quantities import Quantity
from scrapers.letters import CAPITALS

_RESPECTIVELY = re.compile(r"(?i)\b(?:lần lượt|tương ứng)\b[^;:.]{0,60}$")
# `So sánh với năm 2021, các thứ hạng này là 24, 27, 29`
_THESE = re.compile(
    r"(?i)\b(?:các|hai|ba|bốn)\s+(?P<what>thứ hạng|thứ tự|vị trí|con số|t[ỷỉ] lệ|chỉ tiêu|chỉ số|giá trị|mức)\s+(?:này|trên|đó)\b[^;:.\d]{0,30}$"
)
_POINTS_BACK = re.compile(r"(?i)\s*(?:trụ cột|chỉ số|con số|t[ỷỉ] lệ|chỉ tiêu)\s+(?:này|trên|đó)\b")
_JOINED = re.compile(
    r"(?i)\s*(?:\([^()\d]{0,90}\)\s*)?(?:,|và|;|hay)?\s*(?:và\s+)?(?:(?:thứ|hạng|vị trí|thứ hạng|đạt|là|thứ tự)\s+){0,3}\s*"
)
_OPENS_ASIDE = re.compile(r"(?i)\s*\((?:(?:xếp|đứng|ở|thứ|hạng|vị trí)\s*)*")
_CLOSES_ASIDE = re.compile(r"(?i)(?:/\d{2})?(?:\s(?:cả nước|toàn quốc))?\s*\)")
_ENDS_RANK = re.compile(r"(?i)\s*(?:[,;.)]|và\b|với\b|trong\b|cả nước|toàn quốc|$)")
# `Với 0,5064 điểm và 0,4880 điểm, Ninh Bình và Thanh Hóa …`: the names follow.
_WITH = re.compile(r"(?i)\bvới\s+(?:(?:số điểm|tổng điểm|điểm số|tỷ lệ|tỉ lệ|lần lượt|tương ứng|là|đạt)\s+){0,3}$")
_NAMES_FOLLOW = re.compile(rf"\s*,\s*(?:(?:hai|các)\s+)?(?:(?:tỉnh|thành phố)\s+)?(?=[{CAPITALS}])")
# `…, xã hội số xếp thứ 10/63 (năm 2021 lần lượt là 24, 27, 29)`
_OF_A_YEAR, _SAID_OF_RANKS = re.compile(r"(?i)\s*\((?:năm|kỳ) 20\d\d\s*$"), "thứ hạng"
_DEMANDED = re.compile(r"(?i)(?:tối thiểu|ít nhất|không dưới)\b")
_SHARED_UNITS = ("rank", "percent", "score", "steps")


@dataclasses.dataclass(frozen=True, slots=True)
class SeriesPosition:
    """The place of a number in a series: its position, the size, and where the names stand that it is aligned with.

    They end at `names_end`, or begin at `names_behind` where the numbers come first.
    """

    position: int
    size: int
    names_end: int
    names_behind: int | None = None


def read_series(
    text: str, item_start: int, members: Sequence[Quantity]
) -> tuple[list[Quantity], dict[int, SeriesPosition]]:
    """The numbers of an item with the units that series share, and each series member's place by the number's start.

    What stands in brackets behind a member has its place: `lần lượt đạt 0,6683 điểm (thứ 29), 0,6647 điểm (thứ 27)`.
    """
    numbers = list(members)
    ends, asides = _asides(text, numbers)
    leading = [place for place in range(len(numbers)) if place not in asides]
    places: dict[int, SeriesPosition] = {}
    first = 0
    while first < len(leading):
        last = first
        while last + 1 < len(leading) and _JOINED.fullmatch(
            text, ends[leading[last]], numbers[leading[last + 1]].text_start
        ):
            last += 1
        before_end = ends[leading[first - 1]] if first else item_start
        run = [numbers[place] for place in leading[first : last + 1]]
        marker = _RESPECTIVELY.search(text, before_end, run[0].text_start)
        these = _THESE.search(text, before_end, run[0].text_start) if marker is None and len(run) > 1 else None
        marker = marker or these
        behind = _names_behind(text, before_end, run) if len(run) > 1 else None
        if len(run) > 1 and (marker is not None or behind is not None or _are_ranks(text, run)):
            names_end = marker.start() if marker is not None else run[0].text_start
            # `thứ hạng của 3 trụ cột này lần lượt là …`: how many they are parts no words
            points_back = _POINTS_BACK.match(text, before_end, names_end) is not None
            said = text[
                item_start if points_back else before_end : these.end("what") if these is not None else names_end
            ]
            before = numbers[leading[first - 1]] if first else None
            is_ranked = (
                before is not None and before.unit_class == "rank" and _OF_A_YEAR.search(text, before_end, names_end)
            )
            shared = _with_shared_demand(text, _with_shared_unit(run, _SAID_OF_RANKS if is_ranked else said))
            for position, (place, number) in enumerate(zip(leading[first : last + 1], shared, strict=True)):
                numbers[place] = number
                of_member = SeriesPosition(position, len(run), names_end, behind)
                places[number.start] = of_member
                if place + 1 in asides:
                    places[numbers[place + 1].start] = of_member
        first = last + 1
    return numbers, places


def _asides(text: str, numbers: Sequence[Quantity]) -> tuple[list[int], set[int]]:
    """Where each number ends with the bracket that goes with it, and the places of the numbers in such brackets."""
    ends, asides = [number.text_end for number in numbers], set[int]()
    for place, (number, following) in enumerate(itertools.pairwise(numbers)):
        opened = _OPENS_ASIDE.fullmatch(text, number.text_end, following.text_start)
        closed = _CLOSES_ASIDE.match(text, following.text_end) if opened is not None else None
        if closed is not None and place not in asides:
            asides.add(place + 1)
            ends[place] = closed.end()
    return ends, asides


def _names_behind(text: str, start: int, run: list[Quantity]) -> int | None:
    """Where the names of a series begin that opens with its numbers."""
    if _WITH.search(text, start, run[0].text_start) is None:
        return None
    follow = _NAMES_FOLLOW.match(text, run[-1].text_end)
    return follow.end() if follow is not None else None


def _are_ranks(text: str, run: list[Quantity]) -> bool:
    """Whether numbers behind a rank are ranks too: `Thanh Hóa, Điện Biên, Hà Tĩnh giữ vị trí thứ 5, 6, 7`."""
    first, *others = run
    return first.unit_class == "rank" and all(
        number.unit_class == "count" and _ENDS_RANK.match(text, number.text_end) is not None for number in others
    )


def _with_shared_demand(text: str, run: list[Quantity]) -> list[Quantity]:
    """The numbers with the bound of the first, where that is demanded of all: `nâng lên tối thiểu 80%, 55% và 75%`."""
    first, *others = run
    if first.bound != "at_least" or _DEMANDED.match(text, first.text_start) is None:
        return run
    return [first, *(number._replace(bound="at_least") if number.bound == "exact" else number for number in others)]


def _with_shared_unit(run: list[Quantity], before: str) -> list[Quantity]:
    shared = next((number.unit_class for number in run if number.unit_class in _SHARED_UNITS), None)
    if shared is None and re.search(r"(?i)(?:thứ hạng|xếp hạng|vị trí|thứ tự)", before):
        shared = "rank"
    if shared is None:
        return run
    return [n._replace(unit_class=shared) if n.unit_class == "count" and not n.scaled else n for n in run]

"""What a goal is of that stands beside a result and names nothing itself: what the result is of.

`Tỷ lệ … đạt 88,5%, vượt mục tiêu 80% của Chính phủ`, `trạm 5G là 1.215, bằng 81% chỉ tiêu năm (1.500 trạm)`. Lives here: only that.
Never here: which numbers are such goals (see `kinds.goal_beside`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.extraction.attachment.claims import Claim
from scrapers.extraction.attachment.neighbour import is_of_one_measure
from scrapers.extraction.attachment.recognised import Recognised
from scrapers.extraction.kinds.goal_beside import GoalBeside, goal_at
from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.text.brackets import is_closed_before
from scrapers.extraction.text.sentences import Sentence

_OF_ALL = "đều"
# what `mục tiêu 290` is no number of
_GOALS = ("dt_goals_total", "dt_goals_completed", "dt_goals_completed_share", "dt_goals_in_progress")
_POINTING = ("carried_subject", "referred")
# `đạt 47,2%, tăng từ mức 34,5% cuối năm 2025; chỉ tiêu năm 2026 là 60%`
_OLD_VALUE, _OLD_VALUE_REACH = re.compile(r"(?i)\b(?:từ|so với|tăng|giảm|hơn)\s+(?:mức\s+|con số\s+)?$"), 24
_MOVES = ("steps", "percent_points")


def claims_of_goal(
    text: str,
    number: Quantity,
    claims: list[Claim],
    sentence: Sentence,
    told: Sequence[Recognised],
    before: Sequence[Recognised],
) -> list[Claim]:
    """The claims on a number of a sentence: where it is a goal that names nothing else, those on its result.

    The result is among the numbers `told` before it in the sentence; where none is, among those of the sentence before
    it (`before`).
    """
    goal = goal_at(text[sentence.start : sentence.end], number.start - sentence.start)
    if goal is None:
        return claims
    counts_goals = any(claim.indicator_code in _GOALS for claim in claims)
    is_of_all = text[sentence.start : sentence.start + goal.start].rstrip().endswith(_OF_ALL)
    is_carried = counts_goals or all(claim.rule in _POINTING for claim in claims)
    if claims and is_carried and _is_beside_unclaimed(text, number, sentence.start + goal.start, told):
        return []  # `thanh toán trực tuyến 38% (kế hoạch 45%), chữ ký số cá nhân 14,5% (kế hoạch 20%)`
    if not is_carried or (claims and not counts_goals and not is_of_all):
        return claims
    return _claims_of_results(text, number, sentence.start, goal, told, before, is_of_all=is_of_all) or claims


def _is_beside_unclaimed(text: str, number: Quantity, stop: int, told: Sequence[Recognised]) -> bool:
    """Whether the figure right before a comparison, which is in the unit of the goal and no old value, is of no indicator."""
    last = next((one for one in reversed(told) if one.number.end <= stop and not _is_in_bracket(text, one, stop)), None)
    if last is None or last.claims or last.reason or not is_of_one_measure(number, last.number):
        return False
    start = last.number.text_start
    return _OLD_VALUE.search(text, max(start - _OLD_VALUE_REACH, 0), start) is None


def _is_in_bracket(text: str, one: Recognised, stop: int) -> bool:
    """Whether a number stands in brackets that are closed before a place: `64,5% (khu vực đô thị 78%), vượt chỉ tiêu 60%`."""
    return is_closed_before(text, (one.number.start, one.number.end), one.sentence.start, stop)


def _claims_of_results(
    text: str,
    number: Quantity,
    start: int,
    goal: GoalBeside,
    told: Sequence[Recognised],
    before: Sequence[Recognised],
    *,
    is_of_all: bool,
) -> list[Claim]:
    """The claims on the result that a goal is told beside: on several where all of them fall short of it or exceed it (`đều …`).

    `start` is where the sentence begins.
    """
    stop = start + goal.start
    ahead = [one for one in told if one.number.end <= stop] or (before if goal.is_compared else [])
    results = [one for one in ahead if not one.reason and one.number.unit_class not in _MOVES]
    results = [one for one in results if not _is_in_bracket(text, one, stop)] or results
    if not results or not is_of_one_measure(number, results[-1].number):
        return []
    alike = [one for one in results if is_of_one_measure(number, one.number)]
    if len(goal.values) == len(alike) > 1:
        place = next(n for n, (first, _) in enumerate(goal.values) if start + first >= number.start)
        alike, is_of_all = [alike[place]], False  # `đều vượt mục tiêu tương ứng là 90%, 80% và 60%`
    taken = {claim.indicator_code: claim for one in (alike if is_of_all else alike[-1:]) for claim in one.claims}
    return [claim._replace(rule="carried_subject") for claim in taken.values()]

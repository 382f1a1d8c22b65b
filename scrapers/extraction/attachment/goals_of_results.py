"""What a goal is of that stands beside a result and names nothing itself: what the result is of.

`Tỷ lệ … đạt 88,5%, vượt mục tiêu 80% của Chính phủ`, `trạm 5G là 1.215, bằng 81% chỉ tiêu năm (1.500 trạm)`. Lives here: only that.
Never here: which numbers are such goals (see `kinds.goal_beside`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.extraction.attachment.claims import Claim
from scrapers.extraction.attachment.neighbour import is_of_one_measure
from scrapers.extraction.attachment.recognised import Recognised
from scrapers.extraction.kinds.goal_beside import GoalBeside, goals_beside

_OF_ALL = "đều"
# what `mục tiêu 290` is no number of
_GOALS = ("dt_goals_total", "dt_goals_completed", "dt_goals_completed_share", "dt_goals_in_progress")
_MOVES = ("steps", "percent_points")


def with_claims_of_results(text: str, found: list[Recognised], before: Sequence[Recognised]) -> list[Recognised]:
    """The numbers of a sentence, each goal that nothing claims with the claims on its result.

    The result stands before the goal in the sentence; where none does, in `before`, the numbers of the sentence before it.
    """
    if not found:
        return found
    goals = goals_beside(text[found[0].sentence.start : found[0].sentence.end])
    return [_with_claims(one, goals, found, before, text) for one in found] if goals else found


def _with_claims(
    one: Recognised, goals: Sequence[GoalBeside], found: Sequence[Recognised], before: Sequence[Recognised], text: str
) -> Recognised:
    goal = _goal_at(goals, one.number.start - one.sentence.start)
    is_carried = all(claim.rule == "carried_subject" or claim.indicator_code in _GOALS for claim in one.claims)
    if goal is None or one.reason or not is_carried:
        return one
    is_of_all = text[one.sentence.start : one.sentence.start + goal.start].rstrip().endswith(_OF_ALL)
    is_named = one.claims and not any(claim.indicator_code in _GOALS for claim in one.claims)
    if is_named and not is_of_all:
        return one
    claims = _claims_of_results(one, goal, found, before, is_of_all=is_of_all)
    return one._replace(claims=claims) if claims else one


def _goal_at(goals: Sequence[GoalBeside], place: int) -> GoalBeside | None:
    return next((goal for goal in goals for first, last in goal.values if first <= place < last), None)


def _claims_of_results(
    one: Recognised, goal: GoalBeside, found: Sequence[Recognised], before: Sequence[Recognised], *, is_of_all: bool
) -> tuple[Claim, ...]:
    """The claims on the result that a goal is told beside: on several where all of them fall short of it or exceed it (`đều …`)."""
    stop = one.sentence.start + goal.start
    told = [other for other in found if other.number.end <= stop] or (list(before) if goal.is_compared else [])
    results = [other for other in told if not other.reason and other.number.unit_class not in _MOVES]
    if not results or not is_of_one_measure(one.number, results[-1].number):
        return ()
    alike = [other for other in results if is_of_one_measure(one.number, other.number)]
    if len(goal.values) == len(alike) > 1:
        place = next(n for n, (first, _) in enumerate(goal.values) if one.sentence.start + first >= one.number.start)
        alike, is_of_all = [alike[place]], False  # `đều vượt mục tiêu tương ứng là 90%, 80% và 60%`
    taken = {claim.indicator_code: claim for other in (alike if is_of_all else alike[-1:]) for claim in other.claims}
    return tuple(claim._replace(rule="carried_subject") for claim in taken.values())

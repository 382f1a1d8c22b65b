"""Whether a claimed number is reached, aimed at or a difference, from all that the document says around it.

Lives here: the order in which sentence, item, heading and text are asked. Never here: the words of aiming and reaching (see
`reached_or_aimed`, `aim_words`), headings (`text.outline`), times (`periods.timeline`).
"""

from __future__ import annotations

import re

from schemas.records import Document, Kind
from scrapers.extraction.attachment.claims import SCORES_AS_PERCENT, Claim
from scrapers.extraction.attachment.recognised import Recognised
from scrapers.extraction.kinds import moves, reached_or_aimed
from scrapers.extraction.kinds.goal_beside import is_goal_at, is_told_beside_goal, without_goals
from scrapers.extraction.periods.expressions import PeriodMention
from scrapers.extraction.periods.mention_kinds import sets_for
from scrapers.extraction.periods.notation import period_bounds
from scrapers.extraction.periods.number_place import PartOfPlan
from scrapers.extraction.setting import Setting
from scrapers.extraction.text.brackets import VALUE_OF_YEAR, is_closed_before, opened_around

# How many goals are set, reached or under way, and what money is allotted, is a fact, also where the goals lie ahead.
_ALWAYS_ACTUAL = re.compile(r"dt_goals_|dt_tasks_|dt_budget$|digital_economy_priority_sectors$")
_DONE = ("_completed", "_in_progress")
_ALLOTS = re.compile(
    r"(?i)\bbố trí\s+$|\b(?:bố trí|phân bổ|dành|kinh phí)\s[^;.]{0,60}\bt[ỷỉ] đồng\b[^;.]*,\s*(?:chiếm|bằng|tương đương)\s+$"
)
_LIST_OF_AIMS = re.compile(r"(?i)\bphấn đấu\b[^.;:]{0,60}:\s")  # `phấn đấu đến hết năm 2023: …; bố trí 1,1% tổng chi …`
# `nhích 2 bậc và thêm 0,0603 điểm`, `được 69,03 điểm, cộng thêm 3,55 điểm`, `77,94% (thêm 65,96%)`
_ADDED_POINTS = re.compile(r"(?i)(?:\b(?:và|tức|tương đương|cộng|có|được|đã)\s+|,\s+|\()thêm\s+(?:được\s+|tới\s+)?$")
# `Tỷ lệ thanh toán trực tuyến lên 68,14%, nhiều hơn 43,7% và đứng thứ 14`
_MORE_BY, _ENDS = re.compile(r"(?i)\d\s?%[^;.]*,\s+nhiều hơn\s+(?:tới\s+)?$"), re.compile(r"\s*(?:[,.;)]|và\b|$)")
# A growth rate is itself the measure: `năng suất lao động tăng 6,8%` is no change of it.
_GROWTH_RATES = frozenset({"labor_productivity_growth"})
_CLASSES_WITH_CHANGE = ("percent", "score", "count", "per_100_people", "money", "km")
_FROM_LEVEL = re.compile(r"(?i)\btừ\s+(?:mức|con số|khoảng|gần|hơn|(?:vị trí |thứ )?(?:hạng|thứ))?\s*$")
_TO_LEVEL = r"(?:lên|xuống)\s+(?:(?:mức|đạt|trên|ít nhất|tối thiểu|khoảng|vị trí|hạng|thứ)\s+)*"
# `phấn đấu nâng tỷ lệ … từ 72% hiện nay lên 85%`: where a goal starts from, and that this is so now says nothing of the goal
_GOES_UP = re.compile(rf"(?i)[^;.,\d]{{0,40}}?(?:\bnăm 20\d\d\s+)?\b{_TO_LEVEL}\d")
_NOW = re.compile(r"(?i)\bhiện (?:nay|có|tại)\b")
# `5/19 bệnh viện đã …, mục tiêu trước 31/12/2025 là 19/19; 88,9% người dân có …`: over with its item
_AIM_ASIDE = re.compile(r"(?i),\s+(?:mục tiêu|chỉ tiêu)\s[^,;]{2,40}\s(?:là|đạt)\s+[\d.,/]+\s?%?(?=;)")
_STARTS_FROM = re.compile(rf"(?i)\btừ\s[^;.]{{0,30}}?\d[^;]{{0,40}}?\b(?={_TO_LEVEL}$)")
# `từ vị trí thứ 30 về chỉ số … năm 2020, Bắc Giang đã vươn lên thứ 14`
_HAS_MOVED = re.compile(r"(?i)[^;.]{0,90}?\b(?:đã|vừa|mới)\s+(?:vươn|tăng|leo|nhảy|bật|nhích|tụt|rơi|lùi|lên|xuống)\b")
_RISEN_TO = re.compile(r"(?i)\blên\s*(?:trên|hơn|gần|khoảng)?\s*$")
# `hồ sơ trực tuyến: 30% - 75,3% - Vượt`: what was aimed at stands first
_BEFORE_ITS_RESULT = re.compile(r"(?i)\s*%?\s?[-–]\s?\d[\d.,]*\s?%?\s?[-–]\s?(?:đạt|vượt|chưa đạt|không đạt)\b")
# `nâng tỷ lệ kích hoạt … lên 85%, hiện nay tỷ lệ này là 77,25%`
_RAISE_TO = re.compile(r"(?i)\b(?:nâng|đưa)\s[^;.\d]{3,120}\blên\s*(?:trên|hơn|ít nhất|tối thiểu)?\s*$")
_WHAT_IT_IS_NOW = re.compile(
    r"(?i)\s*[,(]\s*(?:hiện|hiện nay|hiện tại|đến nay),?\s+(?:(?:tỷ lệ|tỉ lệ|con số|mức) này\s+)?(?:đang\s+)?(?:là|mới|chỉ|ở mức)\s"
)
# `yêu cầu doanh nghiệp viễn thông trong năm nay …, nâng tỷ lệ … từ 98,9% lên 100%`
_ASKS_TO_RAISE = re.compile(r"(?i)\b(?:yêu cầu|đề nghị|chỉ đạo)\s[^;.]*\bnâng\s[^;.]*\btừ\s+(?:mức\s+)?$")
# `đề nghị các huyện …; phát huy vai trò của 987 tổ công nghệ số cộng đồng`: those that there are
_THERE_ALREADY = re.compile(r"(?i)\bphát huy (?:tốt )?(?:vai trò|hiệu quả|hoạt động)(?: (?:của|hoạt động của))?\s+$")
_OVER, _WITHOUT_FIGURE = (
    re.compile(r"(?i)\b(?:đã|mới|hiện|nay|chỉ đạt)\b"),
    re.compile(r"[^\d;:(,]{0,120}"),
)
# `…, hiện mới đạt 32,6%; hoàn thành mục tiêu 60% trong quý III/2024`, in May
_AIM_TO_COMPLETE = re.compile(r"(?i)[\W_]*(?:phải )?hoàn thành (?:mục tiêu|chỉ tiêu)\s+")
_LAST_OPEN_MONTH, _LOOK_BACK, _LENGTH_OF_DAY = 11, 8, len("2024-01-31")
_YEAR_END = re.compile(r"(?i)(?:hết|cuối) năm (?:20)?\d\d$")


def kind_and_value(setting: Setting, one: Recognised, claim: Claim, unit: str) -> tuple[Kind, float]:
    """Kind and value of a claimed number in the unit of its indicator; a change carries its sign."""
    number, text = one.number, setting.document.text
    value = number.value
    if number.unit_class == "per_person" and unit == "per_100_people":
        value = round(value * 100, 6)
    left = text[one.item[0] : number.text_start]
    if number.unit_class == "steps":
        return "change", value * (moves.steps_before(text[one.item[0] : number.start]) or 1)
    right = text[number.text_end : one.sentence.end]
    base = one.sentence.start
    sentence = text[base : one.sentence.end]
    if is_goal_at(sentence, number.start - base) or _tells_result_behind(left, right):
        return "target", value
    move = moves.move_before(left) or moves.compared_with_time(text[one.item[0] : number.start], right)
    is_share = number.unit_class == "percent"
    move = move or (1 if is_share and _MORE_BY.search(left) and _ENDS.match(right) else 0)
    move = move or (moves.added_before(left) if number.unit_class in ("count", "km") else 0)
    if number.unit_class in ("score", "percent"):
        move = move or (1 if _ADDED_POINTS.search(left) else 0)
    if number.unit_class in ("score", "percent", "count", "km"):
        move = move or moves.signed_before(text[one.item[0] : number.start])
    if number.unit_class == "percent_points":
        return "change", value * (move or 1)
    is_change = number.unit_class in _CLASSES_WITH_CHANGE and not _RISEN_TO.search(left)
    if move and is_change and claim.indicator_code not in _GROWTH_RATES:
        return "change", value * move
    said = without_goals(sentence, number.text_start - base)[_statement_start(setting, one) - base :]
    is_there = number.unit_class == "count" and _THERE_ALREADY.search(left) is not None
    if is_there or _is_old_value(setting, one, left) or _is_start_of_goal(setting, one, left, said):
        return "actual", value
    if _is_to_complete(setting, one, said) or (
        _is_due(setting, one, left) and _ALWAYS_ACTUAL.match(claim.indicator_code) is None
    ):
        return "target", value
    if _is_set(claim.indicator_code, left, said, text[number.text_start : number.start]):
        return "actual", value
    kind = reached_or_aimed.kind_of(
        _AIM_ASIDE.sub("", _STARTS_FROM.sub("", said)),
        text[number.text_start : number.start],
        right,
        None if is_told_beside_goal(sentence, number.end - base) else _inherited(setting, one, claim),
        is_later=_is_later(setting, one) and not _is_of_known_edition(setting, one, claim),
    )
    is_listed = (
        setting.outline.stance(one.sentence) == "goals" and setting.flow.handed.get(one.sentence.index) != "actual"
    )
    is_goal = kind == "actual" and is_listed and reached_or_aimed.only_has(said)
    start = _statement_start(setting, one)
    return "target" if is_goal and not setting.timeline.names_past(one.sentence, start, number.start) else kind, value


def _tells_result_behind(left: str, right: str) -> bool:
    """Whether what was reached follows a goal: `30% - 75,3% - Vượt`, `nâng … lên 85%, hiện nay tỷ lệ này là 77,25%`."""
    is_raised = _RAISE_TO.search(left) is not None and _WHAT_IT_IS_NOW.match(right) is not None
    return is_raised or _BEFORE_ITS_RESULT.match(right) is not None


def part_of_plan(code: str, left: str) -> PartOfPlan:
    """Whether a number counts a plan's goals, tasks or money, which are of the plan's year: all of them, or those done.

    `left` are the words of its item before it, by which a share of the budget is allotted.
    """
    if _ALWAYS_ACTUAL.match(code) is None:
        return "all" if _is_allotted(code, left) else "none"
    return "done" if any(word in code for word in _DONE) else "all"


def _is_old_value(setting: Setting, one: Recognised, left: str) -> bool:
    """Whether a number is where something rose or a goal starts from: `lên trên 11% trong năm 2025, từ mức 8,6% của năm 2024`."""
    if _FROM_LEVEL.search(left) is None:
        return False
    if _HAS_MOVED.match(setting.document.text, one.number.text_end, one.sentence.end) is not None:
        return True
    closing = setting.timeline.closing(one.sentence, one.number.text_end)
    behind = one.sentence, one.number.text_end, closing.end if closing is not None else one.number.text_end
    return closing is not None and setting.timeline.names_past(*behind)


def _is_start_of_goal(setting: Setting, one: Recognised, left: str, said: str) -> bool:
    """Whether a number is where a goal or the coming year starts from: `phấn đấu nâng … từ 72% lên 85%`, `năm tới …`."""
    goes_up = _FROM_LEVEL.search(left) and _GOES_UP.match(setting.document.text, one.number.text_end, one.sentence.end)
    if not goes_up:
        return False
    is_listed = setting.outline.stance(one.sentence) == "goals" or _ASKS_TO_RAISE.search(said) is not None
    return (
        is_listed or _NOW.search(goes_up.group()) is not None or reached_or_aimed.aims(said) or _is_later(setting, one)
    )


def _is_set(code: str, left: str, said: str, qualifier: str) -> bool:
    """Whether a number of a plan is a fact although it lies ahead: how many goals it has, what money it allots."""
    if reached_or_aimed.strives(left) or reached_or_aimed.demands(qualifier) or reached_or_aimed.goes_on_striving(said):
        return False
    return _ALWAYS_ACTUAL.match(code) is not None or (_is_allotted(code, left) and _LIST_OF_AIMS.search(said) is None)


def _is_to_complete(setting: Setting, one: Recognised, said: str) -> bool:
    """Whether a number of tasks or goals is what a list of goals demands: `3. Hoàn thành 62/62 nhiệm vụ`."""
    return setting.outline.stance(one.sentence) == "goals" and reached_or_aimed.completes(said)


def _is_allotted(code: str, left: str) -> bool:
    """Whether a share of the budget is that of the money that a plan allots."""
    return code == "dt_budget_share" and _ALLOTS.search(left) is not None


def _statement_start(setting: Setting, one: Recognised) -> int:
    """Where the statement of a number begins: its item, if that names a past time and aims at nothing, else the sentence.

    `Phấn đấu năm 2025 đứng trong tốp 30; năm 2023 tỉnh đứng thứ 55/63.`
    """
    start, end = one.item[0], one.number.text_start
    said = setting.document.text[start:end]
    if start == one.sentence.start or reached_or_aimed.aims(said) or _STARTS_FROM.search(said):
        return one.sentence.start
    return start if setting.timeline.names_past(one.sentence, start, end) else one.sentence.start


def _inherited(setting: Setting, one: Recognised, claim: Claim) -> Kind | None:
    """What a number inherits where its own sentence says neither: from the sentence before, its heading, the whole text."""
    is_exact = one.number.bound == "exact"  # nobody aims at 44/63, many at the leading 15/34
    is_ranked = one.number.unit_class == "rank" and one.number.out_of is not None and is_exact
    is_measured = one.number.unit_class == "score" and round(one.number.value, 2) != one.number.value  # nor at 0,6674
    is_reached = _is_index(one, claim) and is_exact  # a goal is a bound
    # To be among the leading thirty, or at 88 points or more, is said of the year that goes on, too.
    is_bound = one.number.bound in ("at_least", "at_most") and setting.outline.stance(one.sentence) == "goals"
    is_open = is_bound or "group" in one.number.flags
    is_past = not is_open and setting.timeline.speaks_of_past(one.sentence, one.number.start)
    is_cited = reached_or_aimed.cites(setting.document.text[one.sentence.start : one.number.start])
    if is_ranked or is_measured or is_reached or is_past or is_cited or _is_value_of_before(setting, one):
        return None
    handed = setting.flow.handed.get(one.sentence.index)
    if handed is not None:
        return handed
    stance = setting.outline.stance(one.sentence)
    if stance is not None:
        return "target" if stance == "goals" else "actual"
    if setting.timeline.goes_on_about_past(one.sentence, setting.document.blocks[one.sentence.block].start):
        return None
    if one.sentence.index in setting.flow.turned:
        return None
    return "target" if setting.outline.presumes_goals(one.sentence) else None


def _is_value_of_before(setting: Setting, one: Recognised) -> bool:
    """Whether a number stands in brackets with a year that is not ahead, beside a goal: `… : 80% (năm 2022 là 63,5%)`."""
    text, start = setting.document.text, one.number.text_start
    opened = opened_around(text, start, one.item[0])
    said = VALUE_OF_YEAR.fullmatch(text, opened, start) if opened >= 0 else None
    return said is not None and int(said.group(1)) <= (setting.timeline.year or 0)


def _is_index(one: Recognised, claim: Claim) -> bool:
    return one.number.unit_class in ("rank", "score") or claim.indicator_code in SCORES_AS_PERCENT


def _is_of_known_edition(setting: Setting, one: Recognised, claim: Claim) -> bool:
    """Whether a page without a date, whose year is only guessed, gives the exact result of an edition of an index.

    `Năm 2020, chỉ số … đạt 0,26 điểm. Năm 2022, tỉnh đạt 0,48 điểm.`: the later year, too, is over when the page is captured.
    """
    if setting.document.published_on is not None or one.number.bound != "exact" or not _is_index(one, claim):
        return False
    latest = setting.document.captured_at.year
    named = setting.timeline.mentions(one.sentence)
    return setting.outline.stance(one.sentence) != "goals" and all((mention.year or 0) < latest for mention in named)


def _is_later(setting: Setting, one: Recognised) -> bool:
    """Whether the horizon nearest to the number lies after the document (`đến năm 2030 …`, `… 25% vào 2025`)."""
    timeline = setting.timeline
    year = timeline.year or setting.document.captured_at.year  # what lies after the capture is ahead of any text
    closing = timeline.closing(one.sentence, one.number.text_end)
    is_until = closing is not None and closing.kind == "until"
    if is_until and closing is not None and ((closing.year or 0) > year or _is_day_ahead(setting.document, closing)):
        return True
    near = [
        mention
        for mention in timeline.mentions(one.sentence)
        if mention.period
        and mention.year
        and mention.end <= one.number.start
        and not is_closed_before(setting.document.text, mention[:2], one.sentence.start, one.number.start)
        and not (mention.end <= one.item[0] and sets_for(setting.document.text, mention.start))
        and (mention.kind in ("until", "plan") or (mention.kind == "time" and len(mention.period) < _LENGTH_OF_DAY))
    ]  # the day of an event is no horizon: `do Bộ Nội vụ công bố ngày 17/4/2024`
    if not near:
        return False
    last = near[-1]
    return (last.year or 0) > year or _ends_later(setting.document, last) or _is_day_ahead(setting.document, last)


def _is_due(setting: Setting, one: Recognised, left: str) -> bool:
    """Whether what is said of a number is to be so by a time that lies ahead: `hoàn thành … cho 100% hệ thống trước ngày 30/11/2023`."""
    text, end = setting.document.text, one.number.text_end
    behind = (m for m in setting.timeline.mentions(one.sentence) if end <= m.start and m.end <= one.item[1])
    first = next(behind, None)
    if first is None or _OVER.search(left) is not None:
        return False
    is_to_complete = _AIM_TO_COMPLETE.fullmatch(left) is not None and _lies_ahead(setting.document, first)
    if not (is_to_complete or _is_day_ahead(setting.document, first)):
        return False
    return _WITHOUT_FIGURE.fullmatch(text, end, first.start) is not None


def _is_day_ahead(document: Document, mention: PeriodMention) -> bool:
    """Whether a day or month by which something is to be lies after the document: `đến ngày 30/6/2024` in April 2024."""
    if mention.kind != "until" or document.published_on is None or len(mention.period or "") <= len("2024"):
        return False
    return _lies_ahead(document, mention)


def _lies_ahead(document: Document, mention: PeriodMention) -> bool:
    """Whether a time begins after the document was written."""
    if document.published_on is None or not mention.period:
        return False
    return period_bounds(mention.period)[0] > document.published_on


def _ends_later(document: Document, mention: PeriodMention) -> bool:
    """Whether a text speaks of the end of its own year while that is open: `đến hết năm 2025` in October 2025."""
    published = document.published_on
    if published is None or mention.year != published.year or published.month > _LAST_OPEN_MONTH:
        return False
    return _YEAR_END.search(document.text, mention.start - _LOOK_BACK, mention.end) is not None

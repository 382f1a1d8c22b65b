"""From claims on a number to the rows that are published, or why there are none.

Lives here: the making of a row, and what is told with an indicator but is no value of an area. Never here: who claims a number
(`attachment.recognition`); kind (`kinds.claim_kind`), place (`places.attribution`), period (`periods.timeline`) and doubts (`plausibility`) are asked of theirs.
"""

from __future__ import annotations

import dataclasses
import re
from typing import NamedTuple

from schemas.records import Bound, Kind, Observation
from scrapers.extraction.attachment.claims import Claim
from scrapers.extraction.attachment.recognised import Recognised
from scrapers.extraction.indices.index_patterns import RUNNING_INDEX
from scrapers.extraction.indices.standing import STANDING_CLASSES
from scrapers.extraction.kinds import reached_or_aimed
from scrapers.extraction.kinds.claim_kind import kind_and_value, part_of_plan
from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.periods.number_place import NumberPlace
from scrapers.extraction.periods.times import Dated
from scrapers.extraction.places.attribution import Area
from scrapers.extraction.places.levels import code_at, is_of_the_province
from scrapers.extraction.plausibility import doubts
from scrapers.extraction.reading import Reason, stable_id
from scrapers.extraction.setting import Setting
from scrapers.extraction.shared_fields import shared_fields
from scrapers.reference import Reference

# Counters of a plan describe the plan, not the day of the report.
_PLAN_COUNTERS = frozenset(
    {
        "dt_goals_total",
        "dt_goals_digital_economy",
        "dt_goals_digital_society",
        "dt_goals_digital_government",
        "dt_tasks_total",
    }
)
# `1/16 mục tiêu hoàn thành trên 87%`: how far one of them is
# Each of the eight contents of PAPI has 1 to 10 points, the whole their sum (papi.org.vn, method of the index).
_PAPI, _MOST_OF_A_CONTENT = "papi_score", 10
_DONE_GOALS = "dt_goals_completed"
_ARE_NOT_DONE = re.compile(
    r"(?i)[^;.,\d]{0,60}\bhoàn thành\s+(?:(?:trên|hơn|gần|khoảng|từ)\s+)?\d{1,2}(?:[.,]\d+)?\s?%"
)
_SHARES_OF_GOALS = frozenset({"dt_goals_completed_share", "dt_goals_in_progress_share"})
# `Tổ … có 113 người`, `… ở 1.356 thôn, thu hút 10.850 người`: people are no teams, no places where those are, no enterprises
_COUNT_NO_PEOPLE = frozenset({
    "community_digital_teams", "community_digital_teams_local", "community_digital_teams_commune", "villages_with_digital_team",
    "communes_with_digital_team", "digital_tech_enterprises", "ict_enterprises", "ocop_products_total", "bts_stations",
})  # fmt: skip
# Many hospitals are none of one: `Bệnh viện Mắt …; đến thời điểm đó, 17/17 bệnh viện đã triển khai bệnh án điện tử`.
_COUNT_AGENCIES = frozenset({"emr_hospitals"})
_ARE_PEOPLE = re.compile(
    r"(?i)\s*(?:người|thành viên|cán bộ|đoàn viên|nhân viên|công chức|tình nguyện viên|thanh niên)\b"
)
# A percentage by which these rose is told in their own unit; of a count or an amount it is none of so many things.
_UNITS_IN_PERCENT = ("percent", "score")
# How a number gets the district that its whole text is about.
_OF_WHOLE_TEXT = ("title", "text")
_BY_HOW_MUCH, _BY_REACH = re.compile(r"(?i)\b(?:cao|thấp|nhiều|ít)\s+hơn\s*$"), 12
# `Hưng Yên dẫn đầu với 90,74%`: the score is told, the rank is not; `dẫn đầu cả nước` is a rank
_LEADS_WITH = re.compile(r"(?i)dẫn đầu\s+với\s")
# `phát triển mới 100 doanh nghiệp công nghệ số`
_TO_BE_WON = re.compile(r"(?i)(?<!đã )\b(?:phát triển|phát sóng|thành lập|xây dựng|xây|lắp đặt|lắp) (?:mới|thêm)\s+$")


class Observed(NamedTuple):
    """The rows of a number; where there is none, `reason` says why (a code of the seed `unmapped_reasons`)."""

    rows: tuple[Observation, ...]
    reason: Reason


class Observer:
    """Makes observations of recognised numbers."""

    def __init__(self, reference: Reference, version: str) -> None:
        self._reference = reference
        self._version = version

    def observe(self, setting: Setting, one: Recognised) -> Observed:
        """One row per indicator that claims the number; the first claim that gives none says why where no claim does."""
        rows: dict[str, Observation] = {}
        reason = one.reason
        for claim in one.claims:
            made = self._row(setting, one, claim)
            if isinstance(made, Observation):
                rows.setdefault(made.indicator_code, made)
            else:
                reason = reason or made
        further = [other for made in rows.values() for other in self._of_further_areas(setting, one, made)]
        return Observed((*rows.values(), *further), "" if rows else reason)

    def _row(self, setting: Setting, one: Recognised, claim: Claim) -> Observation | Reason:
        """The row that a claim makes, or the reason why it makes none."""
        document, number, sentence = setting.document, one.number, one.sentence
        indicator = self._reference.indicators[claim.indicator_code]
        is_standing = number.unit_class in STANDING_CLASSES or indicator.unit == "score"
        kind, value = kind_and_value(setting, one, claim, indicator.unit)
        if kind == "change" and _is_aimed_at(setting, one):
            return "change_aimed_at"  # `phấn đấu tăng ít nhất 3 bậc`: nothing has changed yet, and no value is aimed at
        phrase_end = max(one.around.right_limit, number.text_end)
        quote = document.text[sentence.start : sentence.end]
        area = setting.finder.area(
            one.item[0],
            number.start,
            phrase_end,
            sentence.start,
            document.blocks[sentence.block].start,
            is_rank=is_standing,
            series=one.series,
            headings=[(heading.start, heading.end) for heading in setting.outline.headings(sentence)],
        )
        if area.how in _OF_WHOLE_TEXT and is_of_the_province(claim.indicator_code, quote):
            area = Area(area.province_code, "province", None, "document")
        if area.level == "agency" and claim.indicator_code in _COUNT_AGENCIES and number.value > 1:
            area = Area(area.province_code, "province", None, area.how)
        said = document.text[sentence.start : number.text_start]
        code = code_at(claim.indicator_code, indicator.unit, area.level, said)
        # The country has no place among its provinces.
        is_rank_of_all = area.level == "country" and indicator.unit == "rank"
        if area.province_code is None or is_rank_of_all:
            return "no_single_province"
        if code is None:
            return "not_at_this_level"
        if reason := _why_no_value(document.text, number, kind, code):
            return reason
        has_editions = is_standing and not claim.indicator_code.startswith(RUNNING_INDEX)
        dated = _dated(setting, one, claim, kind, phrase_end, has_editions=has_editions)
        flags, confidence = doubts(document.text, one, claim, indicator.unit, value, kind)
        if "ratio_disagrees" in flags and code in _SHARES_OF_GOALS:
            return "progress_of_some_goals"  # `15/16 mục tiêu hoàn thành 100%`: how far they are, no share of them
        is_relative = kind == "change" and number.unit_class == "percent" and indicator.unit not in _UNITS_IN_PERCENT
        if is_relative:
            flags.append("relative_change")
        span = (number.start, number.end)
        where = (area.province_code, area.level, area.name)
        return Observation(
            **shared_fields(document, self._reference, span, code, kind, where, dated),
            value=value,
            unit="percent" if is_relative else indicator.unit,
            out_of=number.out_of,
            bound=_bound(document.text, number, kind),
            quote=quote,
            quote_start=sentence.start,
            quote_end=sentence.end,
            value_text=document.text[number.text_start : number.text_end],
            confidence=confidence,
            rule=claim.rule,
            flags=",".join(flags),
            extractor_version=self._version,
        )

    def _of_further_areas(self, setting: Setting, one: Recognised, made: Observation) -> list[Observation]:
        """The rows of the other places of which a share is told in one: `TP Hà Tĩnh và TX Hồng Lĩnh đạt 100%`.

        Their ids are told apart from that of the place right before the number by their names, those of provinces by their codes.
        """
        if made.unit != "percent" or made.area_level not in ("district", "commune", "province"):
            return []
        document, span = setting.document, (one.number.start, one.number.end)
        area = Area(made.province_code, made.area_level, made.area_name, "clause")
        rows = {}
        for other in setting.finder.further_areas(one.item[0], one.number.start, area):
            told_apart = other.name or other.province_code
            if other.province_code is None or told_apart in rows:
                continue
            where = (other.province_code, other.level, other.name)
            dated = Dated(made.period, made.period_basis)
            shared = shared_fields(document, self._reference, span, made.indicator_code, made.kind, where, dated)
            shared["observation_id"] = stable_id(made.document_id, *span, made.indicator_code, made.kind, told_apart)
            rows[told_apart] = dataclasses.replace(made, **shared)
        return list(rows.values())


def _is_aimed_at(setting: Setting, one: Recognised) -> bool:
    """Whether a change is aimed at: by the words before it, or as the least in a list of goals (`Vị thứ DTI: tăng ít nhất 5 bậc`).

    So is what is to be won: `Sở đặt mục tiêu …; phát triển mới 100 doanh nghiệp công nghệ số`.
    """
    number, text = one.number, setting.document.text
    if reached_or_aimed.aims(reached_or_aimed.of_open_bracket(text[one.item[0] : number.text_start])):
        return True
    if reached_or_aimed.plans_all(text[one.sentence.start : number.text_start]):
        return True
    is_listed = setting.outline.stance(one.sentence) == "goals"
    if _TO_BE_WON.search(text, one.item[0], number.text_start):
        return is_listed or reached_or_aimed.aims(text[one.sentence.start : number.text_start])
    return number.bound == "at_least" and is_listed


def _why_no_value(text: str, number: Quantity, kind: Kind, code: str) -> Reason:
    """Why a number that is told with an indicator is no value of it, or an empty text."""
    if code == _DONE_GOALS and _ARE_NOT_DONE.match(text, number.text_end):
        return "progress_of_some_goals"
    if code in _COUNT_NO_PEOPLE and _ARE_PEOPLE.match(text, number.text_end):
        return "no_indicator"
    if code == _PAPI and kind != "change" and number.value <= _MOST_OF_A_CONTENT:
        return "no_indicator"
    if "group" in number.flags and kind == "actual":
        return "size_of_a_group"  # to be among fifteen leading provinces is no rank; to aim at it is a goal
    leads = "lead" in number.flags and _LEADS_WITH.match(text, number.start) is not None
    return "leads_without_rank" if leads else ""


def _dated(
    setting: Setting, one: Recognised, claim: Claim, kind: Kind, phrase_end: int, *, has_editions: bool
) -> Dated:
    timeline, number = setting.timeline, one.number
    if claim.indicator_code in _PLAN_COUNTERS:
        year = timeline.plans.of(one.sentence, number.start)
        if year is not None:
            return Dated(year, "context")
    place = NumberPlace(
        one.item,
        number.start,
        number.text_end,
        phrase_end,
        has_editions,
        one.series,
        part_of_plan(claim.indicator_code, setting.document.text[one.item[0] : number.text_start]),
        claim.indicator_code.startswith(RUNNING_INDEX),
    )
    return timeline.period_of(one.sentence, place, kind)


def _bound(text: str, number: Quantity, kind: Kind) -> Bound:
    """The bound of a value; `cao hơn 1,9 điểm phần trăm` is by how much, no bound; a better place is a smaller number."""
    if number.unit_class == "rank" and number.bound == "at_least":
        return "at_most"  # `xếp thứ 20 trở lên`, `không thấp hơn vị trí thứ 20`
    is_by = kind == "change" and _BY_HOW_MUCH.search(text, max(0, number.start - _BY_REACH), number.start) is not None
    return "exact" if is_by else number.bound

"""What the headers and row labels of a table say: unit, indicator, period, kind.

Lives here: the reading of one header or label with the lexicon's patterns. Never here: cells and their numbers (see `reader`),
the places that they name (see `place_names`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from schemas.records import Kind
from scrapers.extraction.attachment.claims import SCORES_AS_PERCENT, UNITS_OF_CLASS
from scrapers.extraction.indices.index_nouns import COMPOSITE_INDICES
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.periods.expressions import read_periods
from scrapers.extraction.tables.place_names import RowArea
from scrapers.extraction.tables.units import Scale, scale_of
from scrapers.extraction.terms.lexicon import Lexicon, Pattern
from scrapers.extraction.terms.term_index import TermMatcher
from scrapers.folding import spelling
from scrapers.reference import Reference

_RANK_HEADER = re.compile(
    r"(?i)\b(?:hạng|xếp hạng|xếp thứ|thứ hạng|thứ bậc|vị trí(?! (?:trạm|BTS|việc|lắp|cột))|vị thứ|rank)\b"
)
_UNIT_HEADERS: tuple[tuple[UnitClass, re.Pattern[str]], ...] = (
    ("rank", _RANK_HEADER),
    ("per_1000_people", re.compile(r"(?i)(?:/|\btrên)\s*1\.?000 (?:người )?dân")),
    ("per_100_people", re.compile(r"(?i)(?:/|\bbình quân(?: trên)?)\s*100 dân")),
    ("percent", re.compile(r"(?i)%|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng")),
    ("km", re.compile(r"(?i)\bkm\b(?!\s*[2²])")),
)
# `Hạng trong vùng`: among some only
_OF_A_REGION = re.compile(r"(?i)\b(?:(?:trong|toàn|theo) (?:vùng|khu vực|cụm|khối)|hạng (?:vùng|khu vực|cụm|khối))\b")
ORDINAL_HEADER = re.compile(r"(?i)^\s*(?:tt|stt|số tt|số thứ tự|#|no\.?)\s*$")
"""What stands over the column that counts the rows."""
# no points: `Số xã thí điểm chuyển đổi số`, `Thời điểm báo cáo`
_SCORE_HEADER = re.compile(
    r"(?i)\b(?:(?<!thí )(?<!thời )(?<!địa )(?<!trọng )điểm(?! phục vụ| cầu| bưu điện| giao dịch| tiếp nhận)|giá trị|chỉ số|index|dti|pci|papi|sipas|score)\b"
    r"|\(\s*(?:10|12|18|20|22|100)\s*\)\s*$"
)
_TARGET_HEADER = re.compile(
    r"(?i)mục tiêu|kế hoạch|lộ trình|chỉ tiêu (?:(?:của )?(?:tỉnh|thành phố|huyện|xã|cả nước|quốc gia)\b|giao|đặt ra|đề ra|năm|đến|20\d\d)|phấn đấu|^\s*(?:KH\b|đề ra|được giao|giao)\b"
)
# `Mục tiêu | Kết quả`: kinds of values, no counts of goals
_AIM_ALONE = re.compile(
    r"(?i)\s*(?:các )?(?:mục tiêu|chỉ tiêu|kế hoạch|nhiệm vụ)\s*(?:(?:đến |giao )?(?:năm )?20\d\d)?\s*"
)
_RESULT_HEADER = re.compile(r"(?i)kết quả|thực hiện|đạt được|hiện trạng|^\s*(?:TH|ước)\b")
_CHANGE_HEADER = re.compile(r"(?i)tăng|giảm|thay đổi|so với|chênh lệch|\+/-")
# `% so với KH`, `So cùng kỳ (%)`, `TH/KH`, `Mức độ hoàn thành kế hoạch`, `2024/2023 (%)`: one value by another
_AIM = r"(?:KH|kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết)\b"
_RELATIVE_HEADER = re.compile(
    rf"(?i)\bso\s+(?:với\b|sánh\b|cùng kỳ|(?:năm|tháng|quý)\b|{_AIM})"
    rf"|\b(?:TH|thực hiện|kết quả|đạt|đạt được)\s*/\s*{_AIM}"
    rf"|(?:%|\b(?:tỷ lệ|tỉ lệ|mức|mức độ)\s+(?:đạt|hoàn thành|thực hiện))\s*(?:đạt|hoàn thành|thực hiện)?\s*%?\s*{_AIM}"
    rf"|\bđạt\s+%\s*{_AIM}|\b(?:mức|mức độ)\s+(?:hoàn thành|thực hiện)\b|(?<!học )\b20\d\d\s*/\s*20\d\d\b"
)
# `Hệ thống thông tin được phê duyệt cấp độ an toàn (hệ thống)`: the unit that a label or the column beside it says
_UNIT_TOLD = re.compile(
    r"(?i)\(\s*(?P<unit>hệ thống|trạm|tổ|người|doanh nghiệp|DN|hộ|sản phẩm|chữ ký|chứng thư|thuê bao|tài khoản|bệnh viện|cơ sở|xã|thôn|dịch vụ|thủ tục|chợ|mô hình|nhiệm vụ|chỉ tiêu)\s*\)\s*$"
)
# `Số lớp tập huấn cho tổ công nghệ số cộng đồng`: what is held for what an indicator counts
_HELD_FOR = re.compile(r"(?i)\s*(?:tổng\s+)?(?:số|số lượng)\s+(?:lớp|buổi|cuộc|đợt|hội nghị|khóa|văn bản|tin|bài)\b")
# `Số hồ sơ trực tuyến` are no share
COUNT_HEADER = re.compile(r"(?i)\s*(?:(?:tổng\s+)?(?:số|số lượng)\s(?!hóa\b|hoá\b)|lượt\s)")
# `Số thành viên tổ công nghệ số cộng đồng`: what a header names first is counted
_COUNTED_FIRST = 0.5
# `Điểm`: points, and places of service in other headers
_ALSO_POINTS = frozenset({"unit_office"})
_MONTHS_OF_YEAR = re.compile(r"(?i)(?<![\d/])(\d{1,2})\s?(?:T|tháng)\s?[/-]?\s?(20\d\d)\b")  # `6T/2024`, `9 tháng/2024`
# `Thuê bao điện thoại cố định | …`: one kind of what the indicator counts
_OF_ALL_LINES = frozenset({"phone_subscribers", "internet_subscribers"})
_OF_ONE_KIND = re.compile(r"(?i)\b(?:cố định|di động)\b(?![^|]{0,30}\b(?:và|,)[^|]{0,30}\b(?:cố định|di động)\b)")
# `Kết quả (%)`: of the index over the table, of which some are told in percent; `Tỷ lệ (%) trực tuyến` is of something else
_BARE_RESULT = re.compile(
    r"(?i)\s*(?:kết quả|chỉ số|giá trị|điểm|điểm số)(?:\s+(?:đạt được|đánh giá))?\s*(?:(?:năm\s+)?20\d\d)?\s*\(\s*%\s*\)\s*(?:(?:năm\s+)?20\d\d)?\s*"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Axis:
    """What a header or a row label says: unit class, indicator, period, kind, scale; `area` is the place that a header is called."""

    text: str
    unit_class: UnitClass | None
    indicator_code: str | None
    period: str | None
    kind: Kind | None
    is_ordinal: bool
    is_relative: bool
    """Whether it holds one value by another, of the plan or of an earlier time; a change may be told so, too."""
    scale: Scale | None = None
    area: RowArea | None = None


class AxisReader:
    """Reads headers and row labels."""

    def __init__(self, lexicon: Lexicon, matcher: TermMatcher, reference: Reference) -> None:
        self._matcher, self._reference = matcher, reference
        self._opened_by: dict[str, list[tuple[int, Pattern]]] = {}
        for order, pattern in enumerate(lexicon.patterns):
            for concept in pattern.head or pattern.all_of[0]:
                self._opened_by.setdefault(concept, []).append((order, pattern))
        self._shared_codes = {pattern.indicator_code for pattern in lexicon.patterns if pattern.shared}
        self._last_caption: tuple[str, dict[str, int]] = ("", {})

    def axis(self, text: str, caption: str, year: int | None, *, is_label: bool) -> Axis:
        """What a header or label says; `caption` may name the index, `year` completes a period."""
        mentions = list(read_periods(_MONTHS_OF_YEAR.sub(r"\1 tháng đầu năm \2", text), year))
        # `Tăng/giảm hạng so với năm 2021`: since when, not of when
        named = [mention.period for mention in mentions if mention.period and (is_label or mention.kind != "base")]
        period = named[-1] if named else None
        if not any(mention.period for mention in mentions) and (bare := re.search(r"(?<!\d)(20\d{2})(?!\d)", text)):
            period = bare.group(1)
        scale = scale_of(text)
        unit_class = self._unit_class(text, scale)
        if not is_label and is_rank_of_some(text):
            return Axis(text, None, None, period, None, is_ordinal=False, is_relative=False)
        kind = self._kind(text, is_label=is_label)
        is_aim_alone = not is_label and _AIM_ALONE.fullmatch(text) is not None
        can_name = bool(text.strip()) and not is_aim_alone
        code = self.indicator(text, caption, unit_class, is_label=is_label) if can_name else None
        if (
            code is None
            and unit_class is None
            and (of_all := scale_of(caption, is_caption=True)) is not None
            and of_all.is_money
        ):
            code = self.indicator(text, caption, "money", is_label=is_label) if can_name else None
        is_relative = not is_label and _RELATIVE_HEADER.search(text) is not None
        return Axis(text, unit_class, code, period, kind, ORDINAL_HEADER.match(text) is not None, is_relative, scale)

    @staticmethod
    def _kind(text: str, *, is_label: bool) -> Kind | None:
        target, result = _TARGET_HEADER.search(text), _RESULT_HEADER.search(text)
        if not is_label and result is not None and (target is None or result.start() < target.start()):
            return "actual"  # `Kết quả thực hiện mục tiêu`
        if target is not None:
            return "target"
        return "change" if _CHANGE_HEADER.search(text) and not is_label else None

    @staticmethod
    def _unit_class(text: str, scale: Scale | None) -> UnitClass | None:
        for name, pattern in _UNIT_HEADERS:
            if pattern.search(text):
                return name
        if scale is not None and scale.is_money:
            return "money"
        return "score" if _SCORE_HEADER.search(text) else None

    def names_subject(self, text: str) -> bool:
        """Whether a header says of what its column is, be it no indicator, more than that it holds goals or results."""
        return bool(self._matcher.find(spelling(_RESULT_HEADER.sub("", _TARGET_HEADER.sub("", text)))).nouns)

    def indicator(self, text: str, caption: str, unit_class: UnitClass | None, *, is_label: bool) -> str | None:
        """The indicator that a header (with its table's caption) or a row label names, for a unit class or for any."""
        index = self._matcher.find(spelling(text))
        in_text = {hit.concept: hit.words for hit in index.hits}
        in_caption = self._in_caption(caption)
        context = {**in_caption, **in_text}
        first = {noun.concept for noun in index.nouns if noun.start == index.nouns[0].start}
        best: tuple[float, str] | None = None
        told = _UNIT_TOLD.search(text) if is_label and unit_class is None else None
        of_people = told is not None and told["unit"].lower() == "người"
        is_count = COUNT_HEADER.match(text) is not None
        names_subject = any(noun.concept not in _ALSO_POINTS for noun in index.nouns)
        for pattern in self._opened(context):
            unit = self._reference.indicators[pattern.indicator_code].unit
            if (
                unit_class is not None
                and unit not in UNITS_OF_CLASS[unit_class]
                and pattern.indicator_code not in (SCORES_AS_PERCENT if unit_class == "percent" else ())
            ):
                continue
            counted = ("person",) if of_people else ("count", "person")
            if unit_class is None and unit not in (counted if is_count or told else (*counted, "percent")):
                continue
            score = self._pattern_score(
                pattern,
                in_text,
                in_caption,
                context,
                # A rank or score column may leave its index to the caption; any other quantity must be named by its own header.
                from_caption=unit in ("rank", "score")
                and (unit_class != "percent" or _BARE_RESULT.fullmatch(text) is not None)
                and not is_label
                and not names_subject,
            )
            if score is not None and (is_count or not is_label) and pattern.close and first.intersection(pattern.head):
                score += _COUNTED_FIRST
            if score is not None and (best is None or score > best[0]):
                best = (score, pattern.indicator_code)
        if is_count and _HELD_FOR.match(text) and unit_class is None:
            return None
        if best is None or (best[1] in _OF_ALL_LINES and _OF_ONE_KIND.search(text) is not None):
            return None
        return best[1]

    def most(self, axis: Axis) -> float | None:
        """How many points there can be of the score that a header names."""
        return self._reference.indicators[axis.indicator_code].scale_max if axis.indicator_code else None

    def whole(self, code: str) -> str:
        """The score of the whole index of which a score is a part, or which it is."""
        parent = self._reference.indicators[code].parent_code
        is_part = parent is not None and self._reference.indicators[parent].unit == "score"
        return parent if is_part and parent is not None else code

    def sharing(self, text: str, code: str) -> list[str]:
        """The indicators, `code` first, that a header or label gives one number to: `Tỷ lệ số hóa hồ sơ, kết quả giải quyết TTHC`."""
        if code not in self._shared_codes:
            return [code]
        concepts = {hit.concept for hit in self._matcher.find(spelling(text)).hits}
        shared = {
            pattern.indicator_code
            for pattern in self._opened(concepts)
            if pattern.shared
            and concepts.intersection(pattern.head)
            and not concepts.intersection(pattern.none_of)
            and all(concepts.intersection(group) for group in pattern.all_of)
        }
        return [code, *sorted(shared - {code})] if code in shared else [code]

    def _opened(self, concepts: Iterable[str]) -> list[Pattern]:
        """The patterns that can be met where these concepts are named, in the order of the lexicon."""
        found = {order: pattern for concept in concepts for order, pattern in self._opened_by.get(concept, ())}
        return [found[order] for order in sorted(found)]

    def _in_caption(self, caption: str) -> dict[str, int]:
        """The concepts of a caption, which is asked for every row of its table; of indices those that the nearest line names."""
        known = self._last_caption
        if known[0] != caption:
            known = caption, self._concepts_of(caption)
            self._last_caption = known
        return known[1]

    def _concepts_of(self, caption: str) -> dict[str, int]:
        concepts: dict[str, int] = {}
        for line in reversed(caption.split("\n")):
            here = {hit.concept: hit.words for hit in self._matcher.find(spelling(line)).hits}
            if not COMPOSITE_INDICES.isdisjoint(concepts):
                here = {concept: words for concept, words in here.items() if concept not in COMPOSITE_INDICES}
            concepts = {**here, **concepts}
        return concepts

    @staticmethod
    def _pattern_score(
        pattern: Pattern,
        in_text: dict[str, int],
        in_caption: dict[str, int],
        context: dict[str, int],
        *,
        from_caption: bool,
    ) -> float | None:
        pool = in_caption if from_caption else in_text
        if pattern.none_of & in_text.keys():
            return None
        score = 0.0
        if pattern.head:
            heads = [pool[c] for c in pattern.head if c in pool]
            if not heads:
                return None
            score += 1 + 0.12 * max(heads)
        everything = context if from_caption else in_text
        for group in pattern.all_of:
            met = [everything[c] for c in group if c in everything]
            if not met:
                return None
            score += 0.5 + 0.1 * max(met)
        if pattern.phrase and not any(c in everything for c in pattern.phrase):
            return None
        for group in (*pattern.near, *pattern.topic):
            if not any(c in context for c in group):
                return None
            score += 0.2
        return score


def is_rank_of_some(text: str) -> bool:
    """Whether a header is of ranks among some provinces only: `Xếp hạng DTI trong vùng`."""
    return _RANK_HEADER.search(text) is not None and _OF_A_REGION.search(text) is not None

"""What stands over the columns of a table: its header rows, and the lines of text above it.

Lives here: which rows are headers, and what they give to each other. Never here: what a header means by itself (see `axes`),
the numbers below (see `reader`).
"""

from __future__ import annotations

import dataclasses
import re

from schemas.records import Cell
from scrapers.extraction.attachment.claims import SCORES_AS_PERCENT
from scrapers.extraction.indices.standing import STANDING_CLASSES
from scrapers.extraction.periods.expressions import read_periods
from scrapers.extraction.places.levels import own_index_of
from scrapers.extraction.tables.axes import ORDINAL_HEADER, Axis, AxisReader
from scrapers.extraction.tables.captions import year_above
from scrapers.extraction.tables.cells import (
    CELLS_WITH_NAMES,
    MEMBERS,
    PLAIN_NUMBER,
    WHOLE_SCORE,
    holds_values,
    is_column_numbers,
    is_section,
)
from scrapers.extraction.tables.dossier_headers import of_dossiers
from scrapers.extraction.tables.index_parts import (
    put_wholes_beside_their_parts,
    with_code_of_whole,
    with_points_of_parts,
)
from scrapers.extraction.tables.place_names import PlaceNames
from scrapers.extraction.text.outline import stance_of

_LEVELS, _FEWEST_LEVELS = ("tỉnh", "huyện", "xã"), 2
_COMPARES = re.compile(r"(?i)\s*(?:%\s*)?so(?: sánh| với)?\b")
_COMPARED_TIME = re.compile(
    r"(?i)\s*(?:so\s+)?(?:với\s+)?(?:cùng kỳ|cùng thời điểm|(?:tháng|quý|năm|kỳ) trước)(?:\s+(?:năm\s+)?(?:trước|20\d\d))?\s*(?:\(%\))?\s*"
)
_NAMES_GOALS = re.compile(r"(?i)\s*(?:các )?mục tiêu\b")
_OF_PLAN = re.compile(
    r"(?i)\s*(?:tỷ lệ|tỉ lệ|%|mức)\s*(?:hoàn thành|đạt(?: được)?|thực hiện|đạt kế hoạch)?\s*(?:\(\s*%\s*\)|%)?\s*"
)
_TOTAL_ALONE = re.compile(r"(?i)\s*(?:tổng|tổng số|tổng cộng|số lượng)\s*")
_MOST_HEADER_ROWS = 4
_NOTHING_SAID = Axis("", None, None, None, None, is_ordinal=False, is_relative=False)
_IN_CHARGE = re.compile(r"(?i)\b(?:chủ trì|phụ trách)\b")  # beside what is still to be done
# What a header says that is a share of what stands before it, without what that is: `Hồ sơ trực tuyến | Tỷ lệ (%)`
_SHARE_WORDS = re.compile(
    r"(?i)\b(?:đạt|chiếm|so với tổng(?: số)?|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|(?:năm )?20\d\d)\b|[%()]"
)
MAXIMUM_HEADER = re.compile(r"(?i)\b(?:điểm|thang điểm|mức)\s+(?:tối đa|chuẩn)\b|^\s*(?:thang điểm|tối đa)\s*$")
"""Over the most that there can be of a score."""
# `Số hóa hồ sơ (22)`, `Hài lòng (điểm /18)`
_MOST = re.compile(r"(?i)\(\s*(?:điểm\s*)?/?\s*(?P<most>\d{2,4})\s*(?:điểm\s*)?\)\s*$")
# `Sản phẩm OCOP | Đã lên sàn TMĐT`, `Trạm BTS | Trong đó 5G`: some of what the header before it counts
_AMONG = re.compile(r"(?i)\s*trong đó:?\s*")
_SOME_OF = re.compile(r"(?i)\s*(?:trong đó|đã|được|chưa)\b(?!\s*$)")
# Over a ranking without a header, and the cells of its columns.
_RANKING = re.compile(r"(?i)\b(?:bảng )?xếp hạng\b|\bthứ hạng\b|\btop \d+\b|\b(?:tốt|cao) nhất\b|\b(?:dẫn|đứng) đầu\b")
_FRACTION, _PLACE = re.compile(r"\s*\d{1,3}[.,]\d+\s?%?\s*"), re.compile(r"\s*\d{1,2}\s*")
_FEWEST_RANKED, _RANKS_AND_COUNTER = 3, 2
# `Chỉ số chính | Bạc Liêu | Xếp hạng`
_HEADS_NAMES = re.compile(r"(?i)\s*(?:(?:nhóm|các|tên)\s+)?(?:chỉ số|chỉ tiêu|tiêu chí|nội dung|lĩnh vực|trụ cột)\b")
_FIGURE = re.compile(r"\d\s*%|\d,\d|\b\d{1,3}(?:\.\d{3})+\b")
_INTRODUCES = re.compile(r"(?i)\b(?:như sau|sau đây|dưới đây|kèm theo|cụ thể)\s*[.:]\s*$")
_AS_IT_STANDS = re.compile(r"(?i)\s*hiện trạng\b")


class HeaderReader:
    """Reads the headers of tables."""

    def __init__(self, axes: AxisReader, places: PlaceNames) -> None:
        self._axes, self._places = axes, places

    def row_count(self, rows: list[list[Cell]], own_province: str | None) -> int:
        """How many rows at the top of a table say what its columns are about."""
        count = 0
        for row in rows[:_MOST_HEADER_ROWS]:
            if count and is_column_numbers(row):
                count += 1
                continue
            if any(is_section(row, over) for over in rows[:count]):
                break
            is_header = all(cell.is_header for cell in row) or not holds_values(row)
            places = [place for place, cell in enumerate(row) if self._places.area(cell.text, own_province) is not None]
            # One place at the front is what a row is about, several are what columns are about.
            opens = bool(row[0].text.strip(" -")) or not count
            is_of_place = (
                opens
                and len(places) == 1
                and places[0] < CELLS_WITH_NAMES
                and not (ORDINAL_HEADER.match(row[0].text) or _heads_a_list(row))
            )
            if not is_header or is_of_place:
                break
            count += 1
        return count

    def of_columns(
        self, rows: list[list[Cell]], caption: str, year: int | None, own_province: str | None
    ) -> dict[int, Axis]:
        """What each column is about, by its number, from the header rows and the lines above the table."""
        year = year_above(caption) or year
        texts: dict[int, list[str]] = {}
        for said_of in _spread([row for row in rows if not is_column_numbers(row)]):
            for column, text in said_of.items():
                known = texts.setdefault(column, [])
                if text and text not in known:
                    known.append(text)
        _call_levels(texts)
        _put_totals_below_their_group(texts)
        put_wholes_beside_their_parts(texts)
        written = {column: _nearest_first(parts) for column, parts in sorted(texts.items())}
        alone = {column: self._axes.axis(text, "", year, is_label=False) for column, text in written.items()}
        named = next((written[column] for column, axis in alone.items() if _names_an_index(axis)), "")
        headers: dict[int, Axis] = {}
        before = counted = ""
        for column, text in written.items():
            # `Phường | | Xã |`, over `Trấn Biên | Đồng Xoài | Long Thành |`
            named_by = (" ".join(texts[column]), *texts[column])
            area = next((found for part in named_by if (found := self._places.area_of_head(part, own_province))), None)
            said = self._with_index(text, caption, year, named)
            is_some = _SOME_OF.match(text) is not None
            if said.indicator_code is None:
                whole = counted if is_some else before
                said = self._in_full(said, texts[column][-1:], caption, year, whole, list(written.values()))
            headers[column] = dataclasses.replace(said, area=area)
            counted = counted if is_some else text
            before = f"{counted} {text}" if is_some else text
            if _names_an_index(alone[column]):
                named = text
        headers = with_points_of_parts(with_code_of_whole(headers, self._axes), caption, self._axes)
        return _with_comparisons(_with_shares_of_plan(_with_shared_year(headers, caption, year)))

    def _with_index(self, text: str, caption: str, year: int | None, named: str) -> Axis:
        """A header with the index that it is of: the one that a header beside it names, rather than the caption's.

        `Điểm PCI | Xếp hạng`.
        """
        said = self._axes.axis(text, caption, year, is_label=False)
        if WHOLE_SCORE.match(text) and said.indicator_code is not None:
            said = dataclasses.replace(said, indicator_code=self._axes.whole(said.indicator_code))
        beside = self._axes.axis(text, named, year, is_label=False) if named else None
        if beside is not None and beside.indicator_code is not None and WHOLE_SCORE.match(text):
            beside = dataclasses.replace(beside, indicator_code=self._axes.whole(beside.indicator_code))
        if (most := _MOST.search(text)) is not None and said.unit_class == "score":
            # `Công khai, minh bạch (18) | Tổng điểm (100)`: the one of which there can be so many points
            fitting = (axis for axis in (said, beside) if axis and self._axes.most(axis) == float(most["most"]))
            own_index = own_index_of(said.indicator_code, float(most["most"]))
            return next(fitting, dataclasses.replace(said, indicator_code=own_index))
        return beside if beside is not None and _is_of_an_index(beside) else said

    def _in_full(
        self, said: Axis, nearest: list[str], caption: str, year: int | None, before: str, beside: list[str]
    ) -> Axis:
        """A header that names no indicator with what it leaves out: members, some or a share of what stands before it, dossiers.

        `Số tổ công nghệ số | Số thành viên`, `Trạm BTS | Trong đó 5G`, `Hồ sơ trực tuyến | Tỷ lệ (%)`.
        """
        if before and _SOME_OF.match(said.text):
            all_of = self._axes.axis(before, caption, year, is_label=False)
            some = self._axes.axis(f"{before} {_AMONG.sub('', said.text)}", caption, year, is_label=False)
            code = some.indicator_code if some.indicator_code != all_of.indicator_code else None
            return dataclasses.replace(some, text=said.text, indicator_code=code)
        is_share = said.unit_class == "percent" and before and all(_is_share_of(before, text) for text in nearest)
        if MEMBERS.fullmatch(said.text) or is_share:
            whole = " ".join([*nearest, before])
            whole = of_dossiers(whole, caption, beside) or whole
            code = self._axes.axis(whole, caption, year, is_label=False).indicator_code
            if code is not None:
                return dataclasses.replace(said, indicator_code=code)
        whole_text = of_dossiers(said.text, caption, beside)
        if whole_text is None:
            return said
        in_full = self._axes.axis(whole_text, caption, year, is_label=False)
        return dataclasses.replace(in_full, text=said.text, period=said.period)

    def of_bare_ranking(
        self, rows: list[list[Cell]], caption: str, year: int | None, own_province: str | None
    ) -> dict[int, Axis]:
        """What the columns of a ranking without a header are about: its one column of fractions the scores, of whole numbers the ranks.

        Under a line that speaks of a ranking, of rows with a province each: `1 | Đà Nẵng | 0,8002`. None where that is not so.
        """
        if len(rows) < _FEWEST_RANKED or _RANKING.search(caption.rpartition("\n")[2]) is None:
            return {}
        if not all(sum(self._places.area(cell.text, own_province) is not None for cell in row) == 1 for row in rows):
            return {}
        scores = _columns_of(rows, _FRACTION)
        ranks = _columns_of(rows, _PLACE)
        if len(scores) != 1 or len(ranks) > _RANKS_AND_COUNTER:
            return {}
        # Beside a column of ranks the first one only counts the rows.
        called = {**dict.fromkeys(ranks[:-1], "TT"), **dict.fromkeys(ranks[-1:], "Thứ hạng"), scores[0]: "Điểm"}
        return {column: self._axes.axis(name, caption, year, is_label=False) for column, name in called.items()}


def _nearest_first(parts: list[str]) -> str:
    """What header rows say of a column, from above to below, as one text: what is nearest to its values first.

    `Số thành viên`, below `Tổ công nghệ số cộng đồng`. A bracket alone goes on with what stands over it (`Tổng điểm`, `(100 điểm)`),
    and so does what begins with a small letter: `Tổng số`, `hồ sơ`.
    """
    words: list[str] = []
    for part in (part for part in parts if part[0] != "("):
        if words and part[0].islower():
            words[-1] += f" {part}"
        else:
            words.append(part)
    return " ".join([*reversed(words), *(part for part in parts if part[0] == "(")])


def _call_levels(texts: dict[int, list[str]]) -> None:
    """Calls heads of levels of administration so: `Tỉnh | Huyện | Xã`, below what was reached at each."""
    named = {parts[-1].lower() for parts in texts.values() if parts}
    if len(named.intersection(_LEVELS)) < _FEWEST_LEVELS:
        return
    for parts in texts.values():
        if parts and parts[-1].lower() in _LEVELS:
            parts[-1] = f"Cấp {parts[-1].lower()}"


def _put_totals_below_their_group(texts: dict[int, list[str]]) -> None:
    """Gives a column of totals without a group that of the two columns behind it: a group stands over their middle.

    `Sản phẩm OCOP`, over `Tổng số | Đã đưa lên sàn | Tỷ lệ (%)`
    """
    for column, parts in texts.items():
        behind, next_one = texts.get(column + 1, []), texts.get(column + 2, [])
        is_bare = len(parts) == 1 and _TOTAL_ALONE.fullmatch(parts[0]) is not None
        if is_bare and len(behind) > 1 and len(next_one) > 1 and behind[0] == next_one[0]:
            parts.insert(0, behind[0])


def has_maximum(headers: dict[int, Axis]) -> bool:
    """Whether a column says what is the most, so that the others hold points: `Điểm tối đa`."""
    return any(MAXIMUM_HEADER.search(header.text) for header in headers.values())


def _is_share_of(before: str, header: str) -> bool:
    """Whether a header says no more than that it is a share of the one before it: `Sản phẩm đã lên sàn | Tỷ lệ lên sàn (%)`."""
    return " ".join(_SHARE_WORDS.sub(" ", header).lower().split()) in before.lower()


def _heads_a_list(row: list[Cell]) -> bool:
    """Whether a row begins with what heads a list of indicators."""
    return _HEADS_NAMES.match(row[0].text) is not None


def _spread(rows: list[list[Cell]]) -> list[dict[int, str]]:
    """What header rows say of each column: an empty cell over one that is not goes with the one to its left.

    `Năm 2023 | | Năm 2024 |`, over `Kế hoạch | Thực hiện | Kế hoạch | Thực hiện`.
    """
    said = [{cell.column: cell.text.strip().strip("-") and cell.text for cell in row} for row in rows]
    columns = sorted({column for texts in said for column in texts})
    for place, texts in enumerate(said[:-1]):
        left = ""
        for column in columns:
            is_over = any(below.get(column) for below in said[place + 1 :])
            left = texts.get(column) or (left if is_over else "")
            texts[column] = left
    return said


def _columns_of(rows: list[list[Cell]], form: re.Pattern[str]) -> list[int]:
    """The columns of which every row has a cell of a form."""
    formed = [{cell.column for cell in row if form.fullmatch(cell.text)} for row in rows]
    return sorted(set.intersection(*formed))


_PLANS = re.compile(r"(?i)\b(?:mục tiêu|phấn đấu|kế hoạch|dự kiến)\b")


def sets_goals(caption: str, headers: dict[int, Axis], rows: list[list[Cell]], year: int | None) -> bool:
    """Whether the lines above a table, the nearest first, speak of goals, and no header of its numbers tells them from results.

    So does a column of names that is called so (`Mục tiêu | 2025 | 2030`), one of who is in charge, and years that begin
    behind the results and go on beyond the text's `year`.
    """
    of_numbers = {cell.column for row in rows for cell in row if PLAIN_NUMBER.match(cell.text)}
    said = {header.kind: header for column, header in headers.items() if column in of_numbers}
    beside = said.get("actual") if None in said and "target" not in said and "change" not in said else None
    if beside is not None and (_AS_IT_STANDS.match(beside.text) or _lie_ahead(beside, headers, year)):
        return True  # `Hiện trạng | Năm 2025 | Năm 2026`
    if any(kind is not None for kind in said):
        return False
    of_words = [header.text for column, header in headers.items() if column not in of_numbers]
    if any(_IN_CHARGE.search(text) or _NAMES_GOALS.match(text) for text in of_words):
        return True
    title, *lines = caption.split("\n")
    if _go_back(headers, of_numbers, year) and stance_of(title) != "goals" and _PLANS.search(caption) is None:
        return False
    stances = (None if _states(line) else stance_of(line) for line in reversed(lines))
    return next((stance for stance in stances if stance is not None), None) == "goals"


def _go_back(headers: dict[int, Axis], of_numbers: set[int], year: int | None) -> bool:
    """Whether the columns of numbers are of years before the text's and of its own: `Một số chỉ tiêu: | Năm 2022 | Năm 2023`."""
    periods = [header.period for column, header in headers.items() if column in of_numbers and header.period]
    years = {int(period[:4]) for period in periods}
    return year is not None and len(years) > 1 and max(years) <= year


def _lie_ahead(result: Axis, headers: dict[int, Axis], year: int | None) -> bool:
    """Whether the years behind that of the results go on beyond the text's: `Thực hiện năm 2021 | Năm 2022 | Năm 2025`."""
    others = [header.period for header in headers.values() if header.kind is None and header.period is not None]
    if result.period is None or year is None or not others:
        return False
    return all(period[:4] > result.period[:4] for period in others) and any(int(period[:4]) > year for period in others)


def _states(line: str) -> bool:
    """Whether a line above a table is no title or introduction but tells figures of its own."""
    return line.rstrip().endswith(".") and _FIGURE.search(line) is not None and _INTRODUCES.search(line) is None


def _with_shared_year(headers: dict[int, Axis], caption: str, year: int | None) -> dict[int, Axis]:
    """The headers, those without a time with the one that the others name: `Đề ra năm 2023`, `Kết quả`; none ahead of `year`.

    Not results of which the line above says until when in that year: `Một số chỉ tiêu đến 30/9/2025`.
    """
    values = (header for header in headers.values() if header.kind != "change" and not header.is_relative)
    named = {header.period for header in values if header.period is not None}
    (period,) = named if len(named) == 1 else (None,)
    if period is None or year is None or int(period[:4]) > year:
        return headers
    said = read_periods(caption.rpartition("\n")[2], year)
    is_told_above = any(mention.period and mention.period.startswith(f"{period}-") for mention in said)
    without = ("change", "actual") if is_told_above else ("change",)
    return {
        column: dataclasses.replace(header, period=header.period or (period if header.kind not in without else None))
        for column, header in headers.items()
    }


def _with_shares_of_plan(headers: dict[int, Axis]) -> dict[int, Axis]:
    """The headers, in which `Tỷ lệ hoàn thành (%)` beside a plan and its results is how much of it was reached."""
    if not {"target", "actual"} <= {header.kind for header in headers.values()}:
        return headers
    return {
        column: dataclasses.replace(header, is_relative=True) if _OF_PLAN.fullmatch(header.text) else header
        for column, header in headers.items()
    }


def _with_comparisons(headers: dict[int, Axis]) -> dict[int, Axis]:
    """The headers, in which a bare time beside one that compares is compared with, too: `So sánh (%) quý trước | Cùng kỳ 2020`."""
    result: dict[int, Axis] = {}
    before: Axis | None = None
    for column, header in sorted(headers.items()):
        is_beside = before is not None and before.is_relative and _COMPARES.match(before.text) is not None
        is_compared = is_beside and _COMPARED_TIME.fullmatch(header.text) is not None
        before = dataclasses.replace(header, is_relative=True) if is_compared else header
        result[column] = before
        if is_compared:
            before = dataclasses.replace(before, text=f"So sánh {header.text}")  # and so is the next one
    return result


def with_numbering(headers: dict[int, Axis], rows: list[list[Cell]]) -> dict[int, Axis]:
    """The headers, of which a first one without words, or none at all, is the numbering's where its rows count on."""
    first = min(headers, default=0)
    header = headers.get(first, _NOTHING_SAID)
    if header.text.strip(" -"):
        return headers
    said = [cell.text.strip(" .") for row in rows for cell in row[:1] if cell.column == first]
    counted = [int(text) for text in said if text.isdecimal()]
    is_numbering = bool(counted) and counted == list(range(counted[0], counted[0] + len(counted)))
    is_numbering = is_numbering and (counted[0] == 1 or (not headers and len(counted) > 1))
    return {**headers, first: dataclasses.replace(header, is_ordinal=True)} if is_numbering else headers


def _names_an_index(axis: Axis) -> bool:
    """Whether a header names an index, be it one whose scores are in percent: `PAR INDEX (%)`."""
    return _is_of_an_index(axis) or axis.indicator_code in SCORES_AS_PERCENT


def _is_of_an_index(axis: Axis) -> bool:
    """Whether a header names an index and that its column holds its scores, ranks or moves."""
    return axis.unit_class in STANDING_CLASSES and axis.indicator_code is not None

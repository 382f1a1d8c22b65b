"""Cells of a table at fixed places whose last words stand alone below them: `Thuê bao/100`, `dân`; `Tối thiểu`, `30%`.

Lives here: the way from lines with such to lines whose cells are whole. Never here: labels over several lines (see
`layout_rows`), where the columns are (see `layout_places`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.parsing.plain_tables.layout_places import Segment, overlaps
from scrapers.parsing.plain_tables.layout_rows import is_value
from scrapers.parsing.plain_tables.layout_units import is_amount

_OPEN_VALUE = re.compile(r"(?i)(?:tối thiểu|ít nhất|trên|dưới|khoảng|gần|hơn|từ|đạt|≥|>|<|≤)")
_OPEN_WORDS = re.compile(r"(?=.*[^\W\d_]{2})[^\W\d_]\D*|.*/1\.?00?0?")  # `Doanh nghiệp viễn`, `Thuê bao/100`

_SECTION_NUMBER, _NUMBER_AND_NAME = re.compile(r"(?:[IVX]{1,4}|[A-H])[.)]?"), 2


def with_joined_ends(lines: Sequence[list[Segment]]) -> list[list[Segment]]:
    """The lines, the end of a cell that stands alone below it joined to it: `Thuê bao/100`, `dân`; `Tối thiểu`, `30%`.

    Not of heads, nor of the first two cells of a row, its number and its label, which may stand around their values.
    """
    result: list[list[Segment]] = []
    for line in lines:
        over = result[-1] if result else []
        place = next((at for at, one in enumerate(over) if at > 1 and line and _goes_on(one, line[0])), None)
        is_of_row = place is not None and any(map(is_amount, over))
        if len(line) == 1 and _closes_section(over, line[0]):
            place = 1
            is_of_row = True
        if len(line) == 1 and place is not None and is_of_row:
            begun = over[place]
            joined = Segment(
                min(begun.start, line[0].start), max(begun.end, line[0].end), f"{begun.text} {line[0].text}"
            )
            result[-1] = [*over[:place], joined, *over[place + 1 :]]
        else:
            result.append(line)
    return result


def _closes_section(over: Sequence[Segment], further: Segment) -> bool:
    """Whether words close the bracket in the name of a section: `II  CẤP HUYỆN (bao gồm cấp`, `xã)`."""
    if len(over) != _NUMBER_AND_NAME or _SECTION_NUMBER.fullmatch(over[0].text) is None:
        return False
    is_open = over[1].text.count("(") > over[1].text.count(")")
    return is_open and further.text.endswith(")") and overlaps(further, (over[1].start, over[1].end))


def _goes_on(begun: Segment, further: Segment) -> bool:
    if not overlaps(further, (begun.start, begun.end)):
        return False
    is_value_open = _OPEN_VALUE.fullmatch(begun.text) is not None and is_amount(further)
    is_word = further.text[0].islower() and _OPEN_WORDS.fullmatch(begun.text) is not None
    return is_value_open or is_word or (begun.text.endswith("/") and not is_value(further.text))

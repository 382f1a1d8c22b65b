"""Heads of a table of an index: the sum of all its points beside those of its parts.

Lives here: which head is of the whole and which of the parts, by each other. Never here: what a head says by itself (see
`axes`), the order in which heads are read (see `headers`).
"""

from __future__ import annotations

import dataclasses
import re

from scrapers.extraction.tables.axes import Axis, AxisReader
from scrapers.extraction.tables.cells import WHOLE_SCORE

_OF_PARTS = re.compile(r"(?i)\b(?:nhóm|thành phần|trong đó|từng)\b|\bcác (?:chỉ số|tiêu chí|nội dung)\b")
_FEWEST_PARTS = 3


def put_wholes_beside_their_parts(texts: dict[int, list[str]]) -> None:
    """Takes the sum of an index, and what stands behind it, out of the group of its parts.

    `Điểm các nhóm chỉ số`, over `Công khai | … | Tổng điểm | Tăng/giảm`
    """
    ended = ""
    for _, parts in sorted(texts.items()):
        if len(parts) > 1 and WHOLE_SCORE.fullmatch(parts[-1]) and _OF_PARTS.search(parts[0]):
            ended = parts[0]
        if len(parts) > 1 and parts[0] == ended:
            del parts[0]


def with_code_of_whole(headers: dict[int, Axis], axes: AxisReader) -> dict[int, Axis]:
    """The headers, beside the parts of one index that of its sum as the whole: `Công khai (18) | … | Tổng điểm (100)`."""
    codes = {h.indicator_code for h in headers.values() if h.indicator_code and h.unit_class == "score"}
    wholes = {axes.whole(code) for code in codes}
    if len(wholes) != 1 or len(codes) < _FEWEST_PARTS:
        return headers
    (whole,) = wholes
    return {
        column: dataclasses.replace(header, indicator_code=whole, unit_class="score")
        if header.indicator_code is None and WHOLE_SCORE.fullmatch(header.text)
        else header
        for column, header in headers.items()
    }


def with_points_of_parts(headers: dict[int, Axis], caption: str, axes: AxisReader) -> dict[int, Axis]:
    """The headers, beside that of a whole index those of its parts as points: `Tổng điểm | Công khai, minh bạch | …`."""
    wholes = {h.indicator_code for h in headers.values() if h.indicator_code and WHOLE_SCORE.fullmatch(h.text)}
    if len(wholes) != 1:
        return headers
    (whole,) = wholes
    parts: dict[int, str] = {}
    for column, header in headers.items():
        tells_unit = header.unit_class is not None or header.scale is not None or header.kind in ("target", "change")
        code = None if tells_unit else axes.indicator(header.text, caption, "score", is_label=False)
        if code is not None and code != whole and axes.whole(code) == whole:
            parts[column] = code
    if len(set(parts.values())) < _FEWEST_PARTS:
        return headers
    return {
        column: dataclasses.replace(header, indicator_code=parts[column], unit_class="score")
        if column in parts
        else header
        for column, header in headers.items()
    }

"""Which lines of a table at fixed places are one row: labels that go on below their values, or stand around them.

A program that takes text out of a PDF leaves each cell where the page has it: the values of a row in the middle of a
label of several lines. Lives here: only that, of lines whose cells are known. Never here: where the columns are (see
`layout_columns`).
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from scrapers.parsing.plain_tables.table_marks import NUMBERS

_WORD = re.compile(r"[^\W\d_]{2,}")
_VALUE = re.compile(
    r"(?i)(?!(?:19|20)\d\d(?:\s?/\s?(?:19|20)\d\d)?$)[≥≤<>=~]*\s*[+−–-]?\s?\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?\s*%?(?:\s?\([^()]{0,20}\d[^()]{0,20}\))?"
    r"|(?:từ|trên|dưới|khoảng|gần|hơn|tối thiểu|ít nhất)\s+\d[\d.,]*\s*%?(?:\s+trở lên)?|(?:top|tốp|nhóm)\s+\d{1,2}"
    r"|(?:đã |chưa |không )?(?:đạt|vượt)|[-–—x…]|\.{3}"
)
_NUMBER = re.compile(rf"(?:{NUMBERS}|[a-hđ])[.)]?")
_ITEM = re.compile(r"(?:[a-hđ][.)]|[-+•])\s")  # `b) Cấp huyện`: a label of its own, below that of all
_SECTION = re.compile(r"(?:[IVX]{1,4}|[A-ZĐ])[.)]\s")
_BEGINS = re.compile(
    r"(?:T[ỷỉ] (?:lệ|trọng)|Số (?:lượng )?(?!hóa)|Tổng (?:số|mức)?|Mật độ|Mức độ|Chỉ số|Doanh thu|Thuê bao)\s"
)
_OPEN_ENDS = ("/", " và", " của", " các", ",", " -")  # `TB/`, over `100 dân`; `Sở Lao động - Thương binh và`
_LONGEST_LABEL = 2_000
_MOST_LINES_BETWEEN = 16  # of two labels, below the values of the one and over those of the next
_UNEVEN, _ODD, _IMPOSSIBLE = 1, 3, 1_000


class _Anchor(NamedTuple):
    """A line that a row has one of: that of its values, or of its number."""

    line: int
    has_label: bool
    is_closed: bool
    """Whether its label cannot go on over further lines: a section, a member of a list."""


def is_value(cell: str) -> bool:
    """Whether a cell is a value, or says that there is none, or how one is judged."""
    return _VALUE.fullmatch(cell) is not None


def rows_below_values(lines: Sequence[list[str]], parted_before: frozenset[int]) -> list[list[str]]:
    """The rows of lines with a cell for each column; what goes on in a line of its own is joined to that over it.

    Not across the empty lines before those at `parted_before`.
    """
    table: list[list[str]] = []
    for place, cells in enumerate(lines):
        if not _says(cells):
            continue
        filled = [column for column, cell in enumerate(cells) if cell]
        before = table[-1] if table and place not in parted_before else []
        begun = next((column for column in filled if before and before[column] and _WORD.search(cells[column])), None)
        is_alone = begun is not None and sum(map(bool, before)) == 1
        goes_on = begun is not None and (_goes_on(cells[begun]) or before[begun].endswith(_OPEN_ENDS))
        if begun is not None and is_alone and begun != filled[0] and goes_on:
            table[-1] = [
                *cells[:begun],
                f"{before[begun]} {cells[begun]}",
                *cells[begun + 1 :],
            ]  # its number stands lower
        elif begun is None or not goes_on or begun != filled[0] or len(before[begun]) > _LONGEST_LABEL:
            table.append(cells)
        elif len(filled) == 1 or sum(map(bool, before[begun + 1 :])) == 0:
            joined = [known or cell for known, cell in zip(before, cells, strict=True)]
            table[-1] = [*joined[:begun], f"{before[begun]} {cells[begun]}", *joined[begun + 1 :]]
        else:
            table.append(cells)
    return table


def _says(cells: Sequence[str]) -> bool:
    """Whether a line says more than that rows are left out: `...`."""
    return any(_WORD.search(cell) or any(map(str.isdigit, cell)) for cell in cells)


def _goes_on(text: str) -> bool:
    return text[0].islower() or text[0] in "(,;" or text.startswith("Internet ")


def rows_around_values(lines: Sequence[list[str]], parted: frozenset[int]) -> list[list[str]]:
    """The rows where labels stand around the line of their values, as many lines over it as below; else none.

    Empty lines stand before those at `parted`.
    """
    if not lines or not all(map(_says, lines)):
        return []
    label = _label_column(lines)
    anchors = [anchor for place, cells in enumerate(lines) if (anchor := _anchor(place, cells, label)) is not None]
    if not anchors or not _stand_around(lines, anchors, label):
        return []
    owners: list[int] = [-1] * len(lines)
    for group in _groups(lines, anchors, parted):
        if not _share_out(lines, group, label, owners):
            return []
    rows: dict[int, list[str]] = {}
    for place, cells in enumerate(lines):
        row = rows.setdefault(owners[place], [""] * len(cells))
        rows[owners[place]] = [f"{known} {cell}".strip() for known, cell in zip(row, cells, strict=True)]
    return [rows[owner] for owner in sorted(rows)]


def _label_column(lines: Sequence[list[str]]) -> int:
    """The column of the labels: the first in which most lines that have words have some."""
    counts = [sum(_WORD.search(cells[column]) is not None for cells in lines) for column in range(len(lines[0]))]
    return counts.index(max(counts))


def _anchor(place: int, cells: list[str], label: int) -> _Anchor | None:
    values = any(is_value(cell) for cell in cells[label + 1 :])
    number = next((cell for cell in cells[:label] if cell), "")
    is_numbered = _NUMBER.fullmatch(number) is not None
    is_section = not values and (number[:1].isalpha() or _is_section(cells, label))
    if not (values or is_numbered or is_section):
        return None
    return _Anchor(place, bool(cells[label]), is_section or _ITEM.match(cells[label]) is not None)


def _is_section(cells: list[str], label: int) -> bool:
    """Whether a line names the rows below it: `A. Bưu chính`, `CẤP HUYỆN`."""
    said = cells[label]
    is_alone = bool(said) and not any(cells[label + 1 :])
    is_name = said.isupper() and " " in said  # no `GRDP`, in which a label ends
    return is_alone and (is_name or _SECTION.match(said) is not None)


def _stand_around(lines: Sequence[list[str]], anchors: Sequence[_Anchor], label: int) -> bool:
    """Whether some label begins over the line of its values, and goes on in or below it."""
    places = {anchor.line for anchor in anchors}

    def says_more(place: int) -> str:
        return lines[place][label] if 0 <= place < len(lines) and place not in places else ""

    for anchor in anchors:
        over, own, under = says_more(anchor.line - 1), lines[anchor.line][label], says_more(anchor.line + 1)
        if over and (own[:1].islower() or (not own and under)):
            return True
    return False


def _groups(
    lines: Sequence[list[str]], anchors: Sequence[_Anchor], parted: frozenset[int]
) -> list[tuple[range, list[_Anchor]]]:
    """The lines between two gaps each, with their anchors."""
    bounds = [0, *sorted(parted - {0}), len(lines)]
    places = [anchor.line for anchor in anchors]
    cuts = [bisect.bisect_left(places, bound) for bound in bounds]
    return [
        (range(start, stop), list(anchors[first:last]))
        for (start, stop), (first, last) in zip(itertools.pairwise(bounds), itertools.pairwise(cuts), strict=True)
    ]


def _share_out(lines: Sequence[list[str]], group: tuple[range, list[_Anchor]], label: int, owners: list[int]) -> bool:
    """Gives every line of a group to one of its anchors; whether all labels can stand around their values."""
    span, anchors = group
    if not anchors:
        return False
    edges = [span.start, *(anchor.line for anchor in anchors), span.stop]
    between = [
        [place for place in range(start, stop) if lines[place][label]]
        for start, stop in zip([edges[0], *(line + 1 for line in edges[1:-1])], edges[1:], strict=True)
    ]
    if max(map(len, between)) > _MOST_LINES_BETWEEN:
        return False
    said = [[lines[place][label] for place in places] for places in between]
    below = _lines_below(anchors, [lines[anchor.line][label] for anchor in anchors], said)
    if below is None:
        return False
    for number, anchor in enumerate(anchors):
        owners[anchor.line] = anchor.line
        over, under = between[number], between[number + 1]
        taken_over = over[below[number - 1] :] if number else over
        for place in [*taken_over, *under[: below[number]]]:
            owners[place] = anchor.line
    for place in span:  # what stands in other columns alone
        if owners[place] < 0:
            owners[place] = _nearest(anchors, place).line
    return True


def _nearest(anchors: Sequence[_Anchor], place: int) -> _Anchor:
    """The anchor nearest to a line; of two that are as near, the one below it."""
    below = bisect.bisect_left(anchors, place, key=lambda anchor: anchor.line)
    return min(anchors[max(below - 1, 0) : below + 1], key=lambda anchor: (abs(anchor.line - place), -anchor.line))


def _lines_below(anchors: Sequence[_Anchor], own: Sequence[str], between: Sequence[list[str]]) -> list[int] | None:
    """How many of the lines between each anchor and the next are the first one's; None where no way is possible.

    `own` are the words of the labels beside their values, `between` those of the lines around them, from the top to the
    end. Of several ways that in which labels stand best around their values, and begin with what begins one.
    """
    ways: dict[int, tuple[int, list[int]]] = {len(between[0]): (0, [])}  # by how many lines stand over the next anchor
    for number, anchor in enumerate(anchors):
        over_it, below_it = between[number], between[number + 1]
        is_last = number == len(anchors) - 1
        further: dict[int, tuple[int, list[int]]] = {}
        for over, (cost, taken) in ways.items():
            for under in range(len(below_it) if is_last else 0, len(below_it) + 1):
                if anchor.is_closed and (over or under):
                    continue
                pieces = [*over_it[len(over_it) - over :], own[number], *below_it[:under]]
                new = cost + _UNEVEN * abs(over - under) + _against_the_words([piece for piece in pieces if piece])
                rest = len(below_it) - under
                if new < further.get(rest, (_IMPOSSIBLE, []))[0]:
                    further[rest] = new, [*taken, under]
        ways = further
    return ways[0][1] if 0 in ways else None


def _against_the_words(pieces: Sequence[str]) -> int:
    """How much speaks against pieces being one label: that it begins within a phrase, or another one begins in it."""
    if not pieces:
        return _IMPOSSIBLE
    begins_late = not pieces[0][:1].isupper() and not pieces[0][:1].isdigit() and _ITEM.match(pieces[0]) is None
    return _ODD * (begins_late + sum(_BEGINS.match(piece) is not None for piece in pieces[1:]))

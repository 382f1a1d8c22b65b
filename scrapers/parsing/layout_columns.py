"""Tables whose columns stand at fixed places of the line, as in text with letters of one width.

Lives here: which lines are such a table, where its columns are, which of them a head stands over. Never here: columns
apart by tabs, or of rows with equally many cells alone (see `columns`), what the cells say.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_GAP = re.compile(r" {2,}")
_CELL = re.compile(r"\S+(?: \S+)*")
_VALUE = re.compile(
    r"(?i)[≥≤<>=~]*\s*[+−–-]?\s?\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?\s*%?|(?:đã |chưa |không )?(?:đạt|vượt)|[-–—]"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_COLUMNS, _MOST_COLUMNS, _FEWEST_ROWS = 3, 40, 3
_NOTHING = "-"


class _Segment(NamedTuple):
    """Words of a line without a gap between them, and where they stand."""

    start: int
    end: int
    text: str


def rows_of_layout(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of tables with `bar` between the cells; a cell that goes on in the next line is joined."""
    result: list[str] = []
    for is_set, members in itertools.groupby(lines, key=_has_gap):
        run = list(members)
        result += (_table(run, bar) or run) if is_set and len(run) > _FEWEST_ROWS else run
    return result


def _has_gap(line: str) -> bool:
    return "  " in line.rstrip() and "\t" not in line and "|" not in line


def _table(lines: Sequence[str], bar: str) -> list[str]:
    """The rows of a table; none where the lines are no table."""
    rows = [_segments(line) for line in lines]
    body = [place for place, row in enumerate(rows) if _holds_values(row)]
    if len(body) < _FEWEST_ROWS:
        return []
    columns = _columns([segment for place in body for segment in rows[place]])
    if (
        not _FEWEST_COLUMNS <= len(columns) <= _MOST_COLUMNS
        or max(len(rows[place]) for place in body) < _FEWEST_COLUMNS
    ):
        return []
    heads = _heads(rows[: body[0]], columns)
    table = [*heads, *_body(rows[body[0] :], columns)]
    return [bar.join(cell or _NOTHING for cell in row) for row in table]


def _segments(line: str) -> list[_Segment]:
    composed = unicodedata.normalize("NFC", line)  # so that a letter with its marks is one place
    return [_Segment(match.start(), match.end(), match.group()) for match in _CELL.finditer(composed)]


def _holds_values(row: Sequence[_Segment]) -> bool:
    """Whether a row has a name and a value behind it."""
    named = next((place for place, segment in enumerate(row) if _WORD.search(segment.text)), None)
    return named is not None and any(_VALUE.fullmatch(segment.text) for segment in row[named + 1 :])


def _columns(segments: Sequence[_Segment]) -> list[tuple[int, int]]:
    """Where columns begin and end: what overlaps in any two rows is of one."""
    columns: list[tuple[int, int]] = []
    for segment in sorted(segments):
        if columns and segment.start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], segment.end))
        else:
            columns.append((segment.start, segment.end))
    return columns


def _of(segment: _Segment, columns: Sequence[tuple[int, int]]) -> int:
    """The column of a segment: the first that it overlaps, else the nearest."""
    place = bisect.bisect_right(columns, segment.start, key=lambda column: column[1])  # the first that ends behind it
    if place == len(columns) or (place and columns[place][0] >= segment.end):
        before = columns[place - 1][1]
        if place == len(columns) or segment.start - before <= columns[place][0] - segment.end:
            return place - 1
    return place


def _cells(row: Sequence[_Segment], columns: Sequence[tuple[int, int]]) -> list[str]:
    parts: list[list[str]] = [[] for _ in columns]
    for segment in row:
        parts[_of(segment, columns)].append(segment.text)
    return [" ".join(said) for said in parts]


def _heads(rows: Sequence[Sequence[_Segment]], columns: Sequence[tuple[int, int]]) -> list[list[str]]:
    """The heads, the lines of one joined; one over several columns stands in the first of them."""
    heads: list[dict[int, _Segment]] = []
    for row in rows:
        if heads and all(segment.start in heads[-1] for segment in row):
            for start, end, text in row:
                known = heads[-1][start]
                heads[-1][start] = _Segment(start, max(known.end, end), f"{known.text} {text}")
        else:
            heads.append({segment.start: segment for segment in row})
    return [_cells(list(head.values()), columns) for head in heads]


def _body(rows: Sequence[Sequence[_Segment]], columns: Sequence[tuple[int, int]]) -> list[list[str]]:
    """The rows; a line with words in one column alone, behind a row with values, goes on with its cell."""
    table: list[list[str]] = []
    for row in rows:
        cells = _cells(row, columns)
        filled = [place for place, cell in enumerate(cells) if cell]
        (only,) = filled if len(filled) == 1 else (None,)
        if only is not None and table and only and not _WORD.search(cells[only]):
            continue  # `...`
        if only is not None and only and table and table[-1][only] and _goes_on(cells[only]):
            table[-1][only] = f"{table[-1][only]} {cells[only]}"
        else:
            table.append(cells)
    return table


def _goes_on(text: str) -> bool:
    return text[0].islower() or text[0] in "(,;"

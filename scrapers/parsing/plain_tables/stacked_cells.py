"""Tables whose cells stand one below the other, each on a line of its own: a label, its values, the next label.

Lives here: the way from such lines to rows with bars between the cells, and what a value looks like. Never here: rows
with a number each (see `numbered_rows`, `ranked_lines`), what the cells say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from scrapers.parsing.plain_tables.head_groups import in_two_rows
from scrapers.parsing.plain_tables.table_marks import NOTHING

_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
# What a cell below its label says: a value, or how it is judged.
_VALUE = re.compile(
    r"(?i)(?!(?:\d{1,2}/)?(?:19|20)\d\d$)[≥≤<>=~]*\s*[+−–-]?\s?\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?"
    r"\s*(?:%|điểm|t[ỷỉ] đồng|triệu đồng)?(?:\s*\([^()]*\))?"
    r"|(?:khoảng|gần|hơn|trên|dưới|ước|đạt)\s+\d[\d.,]*\s?%?"
    r"|\d+\s?/\s?\d+(?: [^\W\d_]+){1,4}, (?:đạt|chiếm|bằng) \d[\d.,]*\s?%"
    r"|(?:đã |chưa |không )?(?:đạt|vượt|hoàn thành)|chưa (?:công bố|đánh giá|có số liệu)|[-–—]|\.{2,3}|…"
)
_SECTION = re.compile(r"(?:[a-zđ]|[IVX]+|\d{1,2})[.)]\s")
_UNIT_HEAD, _WITH_UNIT = re.compile(r"(?i)ĐVT|đơn vị(?: tính)?"), 2
_LONGEST_HEADER, _LONGEST_LABEL, _MOST_HEADS = 40, 200, 16


class _Record(NamedTuple):
    """What stands over some values, and the values: places among the lines that are not empty."""

    labels: tuple[int, ...]
    values: tuple[int, ...]


def rows_of_stacked_cells(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, where a label and its values stand one below the other, under a header that stands so, too.

    They become rows with `bar` between the cells.
    """
    filled = [place for place, line in enumerate(lines) if line.strip()]
    said = [lines[place].strip() for place in filled]
    result = list(lines)
    for run in reversed(_runs(said)):
        if read := _stacked_table(said, run, bar):
            rows, first, last = read
            result[filled[first] : filled[last] + 1] = rows
    return result


def _stacked_table(said: Sequence[str], run: list[_Record], bar: str) -> tuple[list[str], int, int] | None:
    """The rows of a table of stacked cells, and the places of its first and last cell."""
    records = _with_units(said, run)
    counts = Counter(len(record.values) for record in records)
    width = counts.most_common(1)[0][0] if counts else 0
    if width < _FEWEST_CELLS - 1 or len(records) < _FEWEST_ROWS:
        return None
    opening = records[0].labels
    header = _header(said, opening, width + 1)
    if header is None:
        return None
    heads = [[said[place] for place in header]]
    if (grouped := _groups(said, opening, width + 1)) is not None:
        heads, header = grouped
    rows = [bar.join(row) for row in heads]
    rows += [said[place] for place in opening if place > header[-1] and _SECTION.match(said[place])]
    rows += _table(said, [records[0]._replace(labels=opening[-1:]), *records[1:]], width, bar)
    return rows, header[0], records[-1].values[-1]


def _with_units(said: Sequence[str], records: list[_Record]) -> list[_Record]:
    """The records, the last label of each as its first value where a head says that it is a unit: `Chỉ tiêu`, `ĐVT`."""
    has_head = bool(records) and any(_UNIT_HEAD.fullmatch(said[place]) for place in records[0].labels)
    if not has_head or any(len(record.labels) < _WITH_UNIT for record in records):
        return records
    return [_Record(record.labels[:-1], (record.labels[-1], *record.values)) for record in records]


def _runs(said: Sequence[str]) -> list[list[_Record]]:
    """The runs of labels each with two values or more below it."""
    runs: list[list[_Record]] = [[]]
    labels: list[int] = []
    place = 0
    while place < len(said):
        if not is_value(said[place]):
            labels.append(place)
            place += 1
            continue
        stop = place
        while stop < len(said) and is_value(said[stop]):
            stop += 1
        is_record = stop - place >= _FEWEST_CELLS - 1 and labels and len(said[labels[-1]]) <= _LONGEST_LABEL
        is_further = bool(runs[-1]) and len(labels) <= _FEWEST_CELLS
        if is_record and (is_further or not runs[-1]):
            runs[-1].append(_Record(tuple(labels), tuple(range(place, stop))))
        elif is_record:
            runs.append([_Record(tuple(labels), tuple(range(place, stop)))])
        else:
            runs.append([])
        labels, place = [], stop
    return runs


def is_value(line: str) -> bool:
    """Whether a cell is a value, or says how one is judged."""
    return len(line) <= _LONGEST_LABEL and _VALUE.fullmatch(line) is not None


def _groups(said: Sequence[str], opening: Sequence[int], width: int) -> tuple[list[list[str]], list[int]] | None:
    """Two rows of heads over a label, and their places: `Năm 2022`, `Năm 2023` over `Điểm`, `Hạng`, `Điểm`, `Hạng`."""
    above = list(opening[:-1])
    for start in range(max(0, len(above) - _MOST_HEADS), len(above)):
        places = above[start:]
        heads = in_two_rows([said[place] for place in places])
        if heads and len(heads[-1]) == width and all(len(said[place]) <= _LONGEST_HEADER for place in places):
            return heads, places
    return None


def _header(said: Sequence[str], opening: Sequence[int], width: int) -> list[int] | None:
    """The places of the column heads: a short line for each column, above the first label and its section."""
    above = list(opening[:-1])
    while above and _SECTION.match(said[above[-1]]):
        above.pop()
    heads = above[-width:]
    is_header = len(heads) == width and all(
        len(said[place]) <= _LONGEST_HEADER and not said[place].endswith((".", ":", ";")) for place in heads
    )
    return heads if is_header else None


def _table(said: Sequence[str], records: Sequence[_Record], width: int, bar: str) -> list[str]:
    """A row for each record; a label with `+` is a member of the one over it, a bracket goes on with its label."""
    rows: list[str] = []
    parent = ""
    for record in records:
        labels = [said[place] for place in record.labels]
        while len(labels) > 1 and labels[-1].startswith("("):
            labels[-2:] = [f"{labels[-2]} {labels[-1]}"]
        *over, label = labels
        if label.startswith("+"):
            parent = over.pop() if over else parent
            label = f"{parent} {label.removeprefix('+').strip()}"
        rows += over
        values = [said[place] for place in record.values]
        rows.append(bar.join([label, *values, *[NOTHING] * (width - len(values))]))
    return rows

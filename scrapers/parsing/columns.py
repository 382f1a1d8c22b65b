"""Tables that have lost their frame in a plain text, set again with bars between the cells.

Lives here: columns held apart by white space, cells on lines of their own with a bar behind each, cells one below the
other. Never here: rows with a number each (see `numbered_rows`, `ranked_lines`), what the cells
say, the reading of rows with bars (see `barred_rows`).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from scrapers.parsing.drawn_tables import rows_of_drawn
from scrapers.parsing.layout_columns import rows_of_layout
from scrapers.parsing.numbered_rows import rows_of_numbered_cells
from scrapers.parsing.ranked_lines import rows_of_ranked_lines

BAR = " | "
"""What parts the cells of a row."""
_NOTHING = "-"
_GAP = re.compile(r"\t+| {3,}")
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
# What a cell below its label says: a value, or how it is judged.
_VALUE = re.compile(
    r"(?i)(?!(?:\d{1,2}/)?(?:19|20)\d\d$)[≥≤<>=~]*\s*[+−–-]?\s?\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?"
    r"\s*(?:%|điểm|t[ỷỉ] đồng|triệu đồng)?(?:\s*\([^()]*\))?"
    r"|(?:khoảng|gần|hơn|trên|dưới|ước|đạt)\s+\d[\d.,]*\s?%?"
    r"|\d+\s?/\s?\d+(?: [^\W\d_]+){1,4}, (?:đạt|chiếm|bằng) \d[\d.,]*\s?%"
    r"|(?:đã |chưa |không )?(?:đạt|vượt|hoàn thành)|chưa (?:công bố|đánh giá|có số liệu)|[-–—]"
)
_ARROW_HEAD = re.compile(r"([^()→]{3,120})\(([^()→]{3,60})→([^()→]{3,60})\)\s*:?")
_ARROW_ROW = re.compile(r"[•*+–-]?\s*([^:→]{3,120}):\s*([^:→]{1,40}?)\s*→\s*([^:→]{1,40})")
_COUNTED = re.compile(r"\d[\d.,]*(?: [^\W\d_]+){1,2}")  # `2.076 tổ`
_SECTION = re.compile(r"(?:[a-zđ]|[IVX]+|\d{1,2})[.)]\s")
_UNIT_HEAD, _WITH_UNIT = re.compile(r"(?i)ĐVT|đơn vị(?: tính)?"), 2
_LONGEST_HEADER, _LONGEST_LABEL = 40, 200


def with_bars(text: str) -> str:
    """The text with ` | ` between the cells of its tables, one row a line."""
    lines = text.split("\n")
    if "-+" in text or "=+" in text:
        lines = rows_of_drawn(lines, BAR)
    if " — " in text:
        lines = _with_bars_for(lines, "—")
    if " → " in text:
        lines = _of_arrows(lines)
    if ";" in text:
        lines = _with_bars_for(lines, ";")
    if "|" in text:
        lines = _of_cells_with_bars(_with_bars_for(lines, "|"))
    if "\t\t" in text or "\t\n" in text:
        lines = _of_tabs(lines)
    if "   " in text:
        lines = rows_of_layout(lines, BAR)
    if "\t" in text or "   " in text:
        lines = _of_columns(lines)
    lines = rows_of_ranked_lines(rows_of_numbered_cells(lines, BAR), BAR)
    return "\n".join(_of_stacked_cells(lines))


def _of_tabs(lines: Sequence[str]) -> list[str]:
    """The lines, those of tables with a tab between any two cells, empty ones too: `4⇥Số trạm 5G⇥trạm⇥⇥21⇥`.

    Not where tabs fill columns up: there a row with two tabs in a place has fewer or more of them than the others.
    """
    result: list[str] = []
    for has_tabs, members in itertools.groupby(lines, key=lambda line: "\t" in line and BAR not in line):
        block = list(members)
        rows = [line.split("\t") for line in block]
        width = max(map(len, rows))
        is_even = all(len(row) == width or "\t\t" not in line for row, line in zip(rows, block, strict=True))
        if has_tabs and is_even and width >= _FEWEST_CELLS and len(rows) >= _FEWEST_ROWS:
            filled = [[*row, *[""] * (width - len(row))] for row in rows]
            block = [BAR.join(cell.strip() or _NOTHING for cell in row) for row in filled]
        result += block
    return result


def _of_columns(lines: Sequence[str]) -> list[str]:
    """The lines, where three rows or more on end have equally many cells held apart by tabs or three spaces.

    A row between two of them that lacks cells is one of theirs, too: `II`, `Kinh tế số`.
    """
    cells = [[] if BAR in line else _cells(line) for line in lines]
    counts = [len(row) for row in cells]
    for place in range(1, len(counts) - 1):
        if 1 < counts[place] < counts[place - 1] == counts[place + 1]:
            counts[place] = counts[place - 1]
    result: list[str] = []
    for count, members in itertools.groupby(range(len(lines)), key=counts.__getitem__):
        places = list(members)
        is_table = count >= _FEWEST_CELLS and len(places) >= _FEWEST_ROWS
        for place in places:
            row = [cell or _NOTHING for cell in cells[place]] + [_NOTHING] * (count - len(cells[place]))
            result.append(BAR.join(row) if is_table else lines[place])
    return result


def _cells(line: str) -> list[str]:
    """The cells of a line; a tab before the first says that it is empty, spaces are the line's indent."""
    return _GAP.split(line.rstrip().lstrip(" "))


def _with_bars_for(lines: Sequence[str], mark: str) -> list[str]:
    """The lines, with bars where three rows or more have equally many marks: `1|Xã Cái Bè|7.046`.

    With spaces behind them (`Tỷ lệ hồ sơ trực tuyến; %; 80,0; 73,6`) only of short cells, the last a value.
    """
    result: list[str] = []
    spaced = f"{mark} "
    for (marks, is_spaced), members in itertools.groupby(
        lines, key=lambda line: (0 if BAR in line else line.count(mark), spaced in line)
    ):
        run = list(members)
        is_table = marks >= _FEWEST_CELLS - 1 and len(run) >= _FEWEST_ROWS
        if not is_table or (is_spaced and not _are_short([line.split(mark) for line in run])):
            result += run
            continue
        is_framed = all(line.startswith(mark) and line.rstrip().endswith(mark) for line in run)
        rows = [(line.rstrip()[1:-1] if is_framed else line).split(mark) for line in run]
        result += [BAR.join(cell.strip() or _NOTHING for cell in row) for row in rows]
    return result


def _of_arrows(lines: Sequence[str]) -> list[str]:
    """The lines, where two values of each label stand with an arrow below a line that says of what each is.

    `2. Chỉ tiêu (kế hoạch năm 2024 → thực hiện năm 2024)`, over `• Tỷ trọng kinh tế số trong GRDP: 12% → 12,8%`.
    """
    result: list[str] = []
    is_open = False
    rows = [_ARROW_ROW.fullmatch(line.strip()) for line in lines]
    for line, valued, following in zip(lines, rows, [*rows[1:], None], strict=True):
        named = _ARROW_HEAD.fullmatch(line.strip()) if following is not None else None
        if named is not None:
            result += [named[1], BAR.join(("Chỉ tiêu", named[2].strip(), named[3].strip()))]
        else:
            result.append(BAR.join(valued.groups()) if valued is not None and is_open else line)
        is_open = named is not None or (is_open and valued is not None)
    return result


def _are_short(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of rows are short, and the last one a value in all rows but the first."""
    is_short = all(len(cell) <= _LONGEST_HEADER for row in rows for cell in row[1:])
    return is_short and all(_is_value(row[-1].strip()) or _COUNTED.fullmatch(row[-1].strip()) for row in rows[1:])


def _of_cells_with_bars(lines: Sequence[str]) -> list[str]:
    """The lines, where each cell stands on one of its own with a bar behind it and rows are parted by a bar alone."""
    result: list[str] = []
    for ends, members in itertools.groupby(lines, key=_ends_with_bar):
        run = list(members)
        result += _rows([line.strip()[:-1].strip() for line in run]) if ends else run
    return result


def _ends_with_bar(line: str) -> bool:
    return line.rstrip().endswith("|") and line.count("|") == 1


def _rows(cells: list[str]) -> list[str]:
    """Rows as long as the first, which ends at the first empty cell; what fills no row is given back cell by cell."""
    cells = list(itertools.dropwhile(lambda cell: not cell, cells))
    width = cells.index("") if "" in cells else 0
    if width < _FEWEST_CELLS - 1 or len(cells) < _FEWEST_ROWS * width:
        return [cell for cell in cells if cell]
    rows: list[str] = []
    place = 0
    while place + width <= len(cells):
        rows.append(BAR.join(cell or _NOTHING for cell in cells[place : place + width]))
        place += width
        if place < len(cells) and not cells[place]:
            place += 1  # the bar alone that parts the rows
    return [*rows, *(cell for cell in cells[place:] if cell)]


class _Record(NamedTuple):
    """What stands over some values, and the values: places among the lines that are not empty."""

    labels: tuple[int, ...]
    values: tuple[int, ...]


def _of_stacked_cells(lines: Sequence[str]) -> list[str]:
    """The lines, where a label and its values stand one below the other, under a header that stands so, too."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    said = [lines[place].strip() for place in filled]
    result = list(lines)
    for run in reversed(_runs(said)):
        if read := _stacked_table(said, run):
            rows, first, last = read
            result[filled[first] : filled[last] + 1] = rows
    return result


def _stacked_table(said: Sequence[str], run: list[_Record]) -> tuple[list[str], int, int] | None:
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
    rows = [BAR.join(said[place] for place in header)]
    rows += [said[place] for place in opening if place > header[-1] and _SECTION.match(said[place])]
    rows += _table(said, [records[0]._replace(labels=opening[-1:]), *records[1:]], width)
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
        if not _is_value(said[place]):
            labels.append(place)
            place += 1
            continue
        stop = place
        while stop < len(said) and _is_value(said[stop]):
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


def _is_value(line: str) -> bool:
    return len(line) <= _LONGEST_LABEL and _VALUE.fullmatch(line) is not None


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


def _table(said: Sequence[str], records: Sequence[_Record], width: int) -> list[str]:
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
        rows.append(BAR.join([label, *values, *[_NOTHING] * (width - len(values))]))
    return rows

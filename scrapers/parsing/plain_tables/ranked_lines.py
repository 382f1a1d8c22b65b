"""Rankings whose lines hold a number, a name and its values with single spaces between: `1 TP. Đà Nẵng 0,8002`.

Lives here: the way from such lines to rows with bars. Never here: columns held apart by more than a space (see
`columns`), what the cells say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.letters import CAPITALS

_ROW = re.compile(
    rf"(\d{{1,2}})\s((?:(?:TP\.?|Tỉnh|Thành phố|T\.)\s?)?[{CAPITALS}]\w+(?:\s(?:[-–]\s)?[{CAPITALS}]\w+){{0,5}})"
    r"\s(\d{1,3}[.,]\d+%?(?:\s\d{1,3}(?:[.,]\d+)?%?){0,3})"
)
# `1. Hải Phòng: 74,84 điểm`, below a line that says that these are the best of all
_MEMBER = re.compile(
    rf"(\d{{1,2}})[.)]\s((?:(?:TP\.?|Tỉnh|Thành phố|T\.)\s?)?[{CAPITALS}]\w+(?:\s(?:[-–]\s)?[{CAPITALS}]\w+){{0,5}})"
    r"\s?(?::|[-–]|\()\s?(\d{1,3}[.,]\d+%?)(?:\s?điểm)?\)?[;.,]?"
)
_OF_A_RANKING = re.compile(
    r"(?i)^(?=.*\b(?:tỉnh|địa phương|DTI|PCI|PAPI|PAR INDEX|SIPAS|ICT Index)\b)"
    r".*\b(?:xếp hạng|thứ hạng|top \d+|tốt nhất|cao nhất|dẫn đầu|đứng đầu)\b"
)
_FEWEST_ROWS = 3


def rows_of_ranked_lines(lines: Sequence[str], bar: str) -> list[str]:
    """The lines, those of a ranking as rows with bars: three or more that count on and have equally many values."""
    cells = [_cells(line) for line in lines]
    result: list[str] = []
    place = 0
    above = ""
    while place < len(lines):
        run = _run(cells, place)
        is_listed = bool(run) and _MEMBER.fullmatch(lines[place].strip()) is not None
        above = above if is_listed or not lines[place].strip() else lines[place]
        if len(run) < _FEWEST_ROWS or (is_listed and _OF_A_RANKING.search(above) is None):
            result.append(lines[place])
            place += 1
        else:
            result += [bar.join(row) for row in run]
            place += len(run)
    return result


def _cells(line: str) -> list[str]:
    if not line[:1].isdigit():
        return []
    row = _ROW.fullmatch(line.strip()) or _MEMBER.fullmatch(line.strip())
    return [row[1], row[2], *row[3].split()] if row is not None else []


def _run(cells: Sequence[list[str]], start: int) -> list[list[str]]:
    """The rows from `start` on, each of which counts on from the one before and is as long as it."""
    stop = start
    while stop < len(cells) and cells[stop] and (stop == start or _follows(cells[stop - 1], cells[stop])):
        stop += 1
    return list(cells[start:stop])


def _follows(before: list[str], row: list[str]) -> bool:
    return len(row) == len(before) and int(row[0]) == int(before[0]) + 1

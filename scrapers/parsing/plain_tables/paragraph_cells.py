"""Tables whose cells are paragraphs: an empty line between any two, and some that go on in a second line.

Lives here: the way from such paragraphs to a line for each cell. Never here: the rows that these come to
(see `numbered_rows`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.parsing.plain_tables.table_marks import NUMBER_HEAD

_FEWEST_CELLS, _MOST_LINES, _LONGEST_LINE = 12, 4, 100
_SINGLE_OF = 2
"""At least one cell in so many stands on one line."""


def with_cells_on_a_line(lines: Sequence[str]) -> list[str]:
    """The lines, where the cells behind a head for numbers are paragraphs with one line for each of them."""
    result: list[str] = []
    place = 0
    while place < len(lines):
        opens = NUMBER_HEAD.fullmatch(lines[place].strip()) and not "".join(lines[place + 1 : place + 2]).strip()
        if not opens:
            result.append(lines[place])
            place += 1
            continue
        cells, end = _paragraphs(lines, place)
        broken = sum(len(cell) > 1 for cell in cells)
        if len(cells) >= _FEWEST_CELLS and broken and broken * _SINGLE_OF <= len(cells):
            result += [line for cell in cells for line in (" ".join(cell), "")]
        else:
            result += lines[place:end]
        place = end
    return result


def _paragraphs(lines: Sequence[str], place: int) -> tuple[list[list[str]], int]:
    """The lines of the paragraphs that can be cells from a line on, and where the first that cannot begins."""
    cells: list[list[str]] = []
    while place < len(lines):
        stop = place
        while stop < len(lines) and lines[stop].strip():
            stop += 1
        said = [line.strip() for line in lines[place:stop]]
        if len(said) > _MOST_LINES or any(len(line) > _LONGEST_LINE or line.endswith((".", ";", ":")) for line in said):
            break
        if said:
            cells.append(said)
        place = stop + 1
    return cells, min(place, len(lines))

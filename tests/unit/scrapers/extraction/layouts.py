"""The layouts that pages and saved texts have for one table; each turns its rows, heads first, into a file's text."""

from __future__ import annotations

from collections.abc import Callable

Table = list[list[str]]
_LONG_CELL = 25
TITLE = "Tỉnh Lào Cai: Kết quả thực hiện các chỉ tiêu chuyển đổi số năm 2024"
LEAD = (
    "Ngày 10/01/2025, UBND tỉnh Lào Cai công bố kết quả thực hiện các chỉ tiêu chuyển đổi số của tỉnh trong "
    "năm vừa qua, với nhiều chuyển biến trên các lĩnh vực."
)


def page_with(table: str) -> str:
    """A page with a title, a day, a paragraph and the table."""
    return f"<html><body><article><h1>{TITLE}</h1><p>10/01/2025 08:30</p><p>{LEAD}</p>{table}</article></body></html>"


def text_with(table: str) -> str:
    """A text with a title, a day, a paragraph and the table."""
    return f"{TITLE}\n\n10/01/2025\n\n{LEAD}\n\n{table}\n"


def _html(rows: Table) -> str:
    lines = ("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in rows)
    return page_with(f"<table>{''.join(lines)}</table>")


def _html_with_head(rows: Table) -> str:
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return page_with(f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>")


def bars(rows: Table) -> str:
    """Rows with a bar before, between and behind the cells."""
    return text_with("\n".join("| " + " | ".join(row) + " |" for row in rows))


def _in_two_lines(cell: str) -> str:
    """A long cell broken behind its third word."""
    return cell.replace(" ", "\n", 3).replace("\n", " ", 2) if len(cell) > _LONG_CELL else cell


def _bars_with_broken_cells(rows: Table) -> str:
    """Rows with bars of which the long cells stand in two lines, but for the heads."""
    rows = [rows[0], *([_in_two_lines(cell) for cell in row] for row in rows[1:])]
    return bars(rows)


def _bars_without_frame(rows: Table) -> str:
    return text_with("\n".join(" | ".join(row) for row in rows))


def _bars_with_numbers(rows: Table) -> str:
    numbers = [f"({number})" for number in range(1, len(rows[0]) + 1)]
    return bars([rows[0], numbers, *rows[1:]])


def _markdown(rows: Table) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return text_with("\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]))


def _tabs(rows: Table) -> str:
    return text_with("\n".join("\t".join(row) for row in rows))


def _sheet(rows: Table) -> str:
    """A sheet of a spreadsheet as a whole: tabs up to its width in every line, quotation marks where a comma stands."""
    said = [[f'"{cell}"' if "," in cell else cell for cell in row] for row in rows]
    width = len(rows[0]) + 2
    lines = [[TITLE], [], ["10/01/2025"], [], [f'"{LEAD}"'], [], *said]
    return "\n".join("\t".join([*line, *[""] * (width - len(line))]) for line in lines) + "\n"


def _semicolons(rows: Table) -> str:
    return text_with("\n".join(";".join(row) for row in rows))


def _quoted(rows: Table) -> str:
    return text_with("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows))


def _set_at_places(rows: Table) -> str:
    widths = [max(len(row[place]) for row in rows) + 3 for place in range(len(rows[0]))]
    lines = ("".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return text_with("\n".join(line.rstrip() for line in lines))


def _drawn(rows: Table) -> str:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = (
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    )
    return text_with("\n".join([rule, *(part for line in lines for part in (line, rule))]))


def _stacked(rows: Table) -> str:
    return text_with("\n".join(cell for row in rows for cell in row if cell))


def _stacked_with_gaps(rows: Table) -> str:
    return text_with("\n\n".join(cell for row in rows for cell in row if cell))


def _between_bars(rows: Table) -> str:
    """A bar on a line of its own before, between and behind the cells, of which long ones stand in two lines."""
    said = [cell for row in rows for cell in row]
    return text_with("|\n" + "\n|\n".join(map(_in_two_lines, said)) + "\n|")


def _one_space(rows: Table) -> str:
    return text_with("\n".join(" ".join(cell for cell in row if cell) for row in rows))


LAYOUTS: dict[str, tuple[str, Callable[[Table], str]]] = {
    "html": ("html", _html),
    "html with a head": ("html", _html_with_head),
    "bars": ("txt", bars),
    "bars without a frame": ("txt", _bars_without_frame),
    "bars, numbers of columns": ("txt", _bars_with_numbers),
    "bars, cells of two lines": ("txt", _bars_with_broken_cells),
    "markdown": ("txt", _markdown),
    "tabs": ("txt", _tabs),
    "a sheet of tabs": ("txt", _sheet),
    "semicolons": ("txt", _semicolons),
    "quotation marks": ("txt", _quoted),
    "places of the line": ("txt", _set_at_places),
    "drawn": ("txt", _drawn),
    "a cell a line": ("txt", _stacked),
    "a cell a line, with gaps": ("txt", _stacked_with_gaps),
    "a cell between bars alone": ("txt", _between_bars),
    "one space": ("txt", _one_space),
}
"""By name: the ending of the file and the layout."""

"""Tables in plain texts whose cells are paragraphs, some of them over two lines."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scrapers.parsing.plain_tables.paragraph_cells import with_cells_on_a_line
from tests.unit.scrapers.parsing.support import tables_of

_CELLS = [
    ["TT"],
    ["Đơn vị"],
    ["Hồ sơ tiếp nhận", "trực tuyến"],
    ["Tỷ lệ (%)"],
    ["1"],
    ["Sở Nông nghiệp", "và Môi trường"],
    ["9.140"],
    ["81,2"],
    ["2"],
    ["Sở Tư pháp"],
    ["7.311"],
    ["96,4"],
    ["3"],
    ["Sở Y tế"],
    ["812"],
    ["58,7"],
    ["Toàn ngành"],
    ["17.263"],
    ["84,9"],
]


def test_a_cell_that_goes_on_in_a_second_line_is_one(tmp_path: Path) -> None:
    (rows,) = tables_of(tmp_path, "\n\n".join("\n".join(cell) for cell in _CELLS))
    assert rows == [
        ["TT", "Đơn vị", "Hồ sơ tiếp nhận trực tuyến", "Tỷ lệ (%)"],
        ["1", "Sở Nông nghiệp và Môi trường", "9.140", "81,2"],
        ["2", "Sở Tư pháp", "7.311", "96,4"],
        ["3", "Sở Y tế", "812", "58,7"],
        ["-", "Toàn ngành", "17.263", "84,9"],
    ]


def test_paragraphs_of_prose_behind_a_head_for_numbers_stay_as_they_are() -> None:
    paragraphs = (line for number in range(20) for line in (f"Đoạn văn {number} viết", "trên hai dòng", ""))
    lines = ["STT", "", *paragraphs]
    assert with_cells_on_a_line(lines) == lines


@given(
    st.lists(
        st.lists(st.sampled_from(["TT", "1", "Sở Y tế", "9.140", "và Môi trường", "Hết."]), min_size=1, max_size=5),
        max_size=30,
    )
)
def test_no_word_is_lost_or_said_twice(paragraphs: list[list[str]]) -> None:
    lines = [line for paragraph in paragraphs for line in [*paragraph, ""]]
    assert " ".join(with_cells_on_a_line(lines)).split() == " ".join(lines).split()

"""Where the line of a number begins, looked for over a bounded stretch: a page of one endless line stays linear."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scrapers.extraction.text.sentences import PARAGRAPH_REACH, line_start


@given(st.text(alphabet="a \n", max_size=60), st.integers(0, 60))
def test_every_near_line_is_found(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    begins = len(text[:offset]) - len(text[:offset].rpartition("\n")[2])
    assert line_start(text, offset) == begins


def test_a_line_that_began_too_far_back_is_not_told() -> None:
    text = "Tiêu đề\n" + "a" * (PARAGRAPH_REACH + 10)
    assert line_start(text, len("Tiêu đề\n") + PARAGRAPH_REACH - 1) == len("Tiêu đề\n")
    assert line_start(text, len(text)) is None

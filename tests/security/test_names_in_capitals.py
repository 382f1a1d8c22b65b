"""Lines of capitals, as mastheads are, take time in proportion: there is one way to part them into words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.extraction.places.whole_text import department_of_text
from scrapers.parsing.masthead import is_masthead
from tests.growth import MOST, growth

# Short, since what begins anew for every way to part a word into words never ends for a whole line.
_LENGTHS = (10, 40)
READERS: dict[str, Callable[[str], object]] = {
    "newspaper": lambda text: is_masthead(f"Báo {text}#"),
    "portal": lambda text: is_masthead(f"Cổng thông tin điện tử tỉnh {text}#"),
    "department of a page": lambda text: is_masthead(f"Sở Y tế {text}#"),
    "letterhead": lambda text: department_of_text(f"SỞ {text}1\n", []),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("unit", ["A", "AB", "A ", "A - "])
def test_a_line_of_capitals_takes_time_in_proportion(reader: str, unit: str) -> None:
    assert growth(READERS[reader], unit, _LENGTHS) < MOST

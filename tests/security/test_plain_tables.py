"""Texts full of lines that may be rows take time in proportion to their length, in whatever form of table."""

from __future__ import annotations

import pytest

from scrapers.parsing.plain_tables.columns import with_bars
from tests.growth import growth

_LENGTHS, _MOST = (24_000, 192_000), 20.0
"""Eight times the length may take so many times as long: less than half of what growth with the square takes."""
_LAYOUT = (
    "TT   Chỉ tiêu                          ĐVT      Năm 2024   Năm 2025\n"
    "     Tỷ lệ hồ sơ giải quyết\n"
    "1    theo dịch vụ công                 %        61,4       72,8\n"
    "     trực tuyến\n"
)
_UNITS = {
    "labels at fixed places": "     thêm một dòng nhãn nữa\n",
    "rows at fixed places": _LAYOUT,
    "rows at fixed places with gaps": f"{_LAYOUT}\n",
    "values without labels": "                                       %        61,4       72,8\n",
    "rows of single spaces": "1 Số trạm BTS Trạm 6.935 7.240\n",
    "heads of single spaces": "STT Chỉ tiêu ĐVT Kế hoạch 2023 Kết quả 2023\n",
    "bars": "1 | Số trạm BTS | 6.935\n",
    "broken rows of bars": "1 | Số trạm BTS | 6.935 | 7\nnăm trước | 7.240\n",
    "drawn rules": "+----+----+\n| a  | b  |\n",
    "tabs": "1\tSố trạm BTS\t\t6.935\t\n",
    "commas": '1,"Số trạm BTS",6.935,"7,2"\n',
    "commas without spaces": "1,TP Tuy Hòa,412,38,97.4\n",
    "open quotation marks": '1\t"Số trạm BTS\n',
    "cells on lines of their own": "1\nSố trạm BTS\n6.935\n",
    "times on lines of their own": "Quý I/2024\n61,4\n72,8\n",
    "heads on every page": f"{' ' * 35}4\nTT   Chỉ tiêu              ĐVT      Năm 2024   Năm 2025\n",
    "numbers of pages": f"1    Số trạm BTS    Trạm    61,4   72,8\n\n{' ' * 30}2\n\n",
    "ends of cells": "1    Thuê bao    Thuê bao/100     61,4   72,8\n                 dân\n",
    "times over heads of all widths": "Năm 2021    Năm 2022\nĐiểm  Hạng   Điểm  Hạng    Điểm   Hạng  Điểm   Hạng\n",
    "units before values": "1    Thuê bao      TB   1.456.871  1.449.220\n2    BTS      Trạm      61,4       72,8\n",
    "broken heads of bars": "STT | Chỉ tiêu | Năm\n2025 | Năm\n2026\n1 | Số trạm | 1 | 2\n",
    "years beside values": "Năm\n2022\n2023\n2024\nKinh phí\n95\n120\n",
    "cells of paragraphs": "TT\n\nChỉ tiêu\n\nNăm\n2026\n\n1\n\nSố trạm BTS\n\n6.935\n\n",
    "heads of paragraphs": "TT\n\nChỉ tiêu\n\n",
    "cells between lone bars": "|\n1\n|\nSố trạm BTS\n|\n6.935\n",
    "arrows": "Số trạm BTS: 12% → 12,8%\n",
    "dashes": "Số trạm BTS - 6.935 - 7.240\n",
}


@pytest.mark.parametrize("form", _UNITS)
def test_lines_that_may_be_rows_take_time_in_proportion(form: str) -> None:
    assert growth(lambda text: with_bars(f"{_LAYOUT}{text}\n{_LAYOUT}"), _UNITS[form], _LENGTHS) < _MOST


@pytest.mark.parametrize("form", ["labels at fixed places", "heads on every page", "times over heads of all widths"])
def test_lines_over_rows_that_may_be_heads_take_time_in_proportion(form: str) -> None:
    assert growth(lambda text: with_bars(f"Năm 2021    Năm 2022\n{text}\n{_LAYOUT}"), _UNITS[form], _LENGTHS) < _MOST

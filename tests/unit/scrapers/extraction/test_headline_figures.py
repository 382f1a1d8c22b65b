"""Figures of a lead have the time that the text below tells of the same figures, not that of the line above it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from scrapers.extraction import Extractor
from scrapers.parsing import parse_file

TEXT = """Hải Dương ở kỳ đánh giá chuyển đổi số đầu tiên

Kinh tế số của Hải Dương xếp thứ hai, chính quyền số xếp thứ tám.

Năm 2020, Chỉ số chuyển đổi số (DTI) của tỉnh Hải Dương đạt 0,4096 điểm. Kinh tế số xếp thứ 2, chính quyền số xếp thứ 8.
"""


def test_ranks_of_the_lead_are_of_the_edition_and_not_of_the_day_of_publication(
    extractor: Extractor, tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    document = parse_file(file)
    blocks = list(document.blocks)
    assert document.text[blocks[1].start : blocks[1].end].startswith("Kinh tế số")
    blocks[1] = dataclasses.replace(blocks[1], kind="lead")
    document = dataclasses.replace(
        document, blocks=tuple(blocks), published_on=dt.date(2021, 10, 25), province_code="hai-duong"
    )
    rows = extractor.read(document).observations
    ranks = [("dti_econ_rank", 2, "2020"), ("dti_gov_rank", 8, "2020")]
    told = [(row.indicator_code, row.value, row.period) for row in rows]
    assert told == [*ranks, ("dti_score", 0.4096, "2020"), *ranks]


def test_the_line_that_says_who_wrote_it_and_when_hands_no_time_on(extractor: Extractor, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TEXT.replace("\n\nKinh", "\n\nHải Đăng - 25/10/2021 08:00 (GMT+7)\n\nKinh"), encoding="utf-8")
    document = parse_file(file)
    blocks = [dataclasses.replace(b, kind="paragraph") if b.kind != "title" else b for b in document.blocks]
    assert document.text[blocks[1].start : blocks[1].end] == "Hải Đăng - 25/10/2021 08:00 (GMT+7)"
    document = dataclasses.replace(
        document, blocks=tuple(blocks), published_on=dt.date(2021, 10, 25), province_code="hai-duong"
    )
    rows = extractor.read(document).observations
    assert {(row.indicator_code, row.period) for row in rows} == {
        ("dti_econ_rank", "2020"),
        ("dti_gov_rank", "2020"),
        ("dti_score", "2020"),
    }

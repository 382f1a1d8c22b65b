"""Versions in the lake: which capture said which text, and what a corrected article no longer states."""

from __future__ import annotations

import datetime as dt

from orchestration.steps import changes, extract, parse
from schemas.lake import DOCUMENT_CAPTURES, DOCUMENTS, OBSERVATION_CHANGES, OBSERVATIONS, QUARANTINE
from scrapers.sources import Source
from tests.lake import read_table
from warehouse.archive import Archive
from warehouse.paths import Home

TEXT = "Quảng Ninh có {} tổ công nghệ số cộng đồng. Xem thêm trên trang của tỉnh, chuyên mục chuyển đổi số."
PAGE = """<html><body><h1>Tổ công nghệ số ở Quảng Ninh</h1><div id="bai"><p>Hết năm 2022, {}</p>
<p>Bà con được hướng dẫn dùng dịch vụ công trực tuyến ngay tại nhà văn hóa thôn, bản, khu phố.</p>
</div></body></html>"""
SOURCE = Source.model_validate(
    {
        "id": "bao-thu",
        "name_vi": "Báo Thử",
        "name_en": "Test Newspaper",
        "kind": "newspaper",
        "province": "quang-ninh",
        "family": "generic",
        "base_url": "https://bao.example.vn",
        "listings": [{"kind": "rss", "url": "/rss"}],
        "selectors": {"body": "#bai"},
    }
)


def capture(home: Home, at: dt.datetime, said: str, url: str = "https://bao.example.vn/bai-1.html") -> None:
    Archive(home.archive).store(
        source_id=SOURCE.id,
        url=url,
        final_url=url,
        purpose="article",
        captured_at=at,
        status_code=200,
        headers={},
        content_type="text/html",
        encoding="utf-8",
        body=PAGE.format(said).encode(),
        listing_published_at=dt.datetime(2023, 1, 5, tzinfo=dt.UTC),
    )


def read(home: Home) -> bool:
    for month in Archive(home.archive).months(SOURCE.id):
        parse.parse_month(home, SOURCE, month)
    extract.extract_source(home, SOURCE.id)
    return changes.mark_changes(home, SOURCE.id)


def test_a_corrected_figure_is_marked_and_stays(home: Home) -> None:
    capture(home, dt.datetime(2026, 1, 5, tzinfo=dt.UTC), TEXT.format("1.473"))
    assert read(home)
    assert not read(home)
    assert read_table(home.lake, OBSERVATION_CHANGES) == []
    corrected = dt.datetime(2026, 2, 7, tzinfo=dt.UTC)
    capture(home, corrected, TEXT.format("1.452"))
    assert read(home)
    (change,) = read_table(home.lake, OBSERVATION_CHANGES)
    observed = {row["observation_id"]: row["value"] for row in read_table(home.lake, OBSERVATIONS)}
    assert (change["change"], change["changed_at"]) == ("altered", corrected)
    assert (observed[change["observation_id"]], observed[change["new_observation_id"]]) == (1473, 1452)
    capture(home, dt.datetime(2026, 2, 8, tzinfo=dt.UTC), "tỉnh có nhiều tổ công nghệ số cộng đồng.")
    read(home)
    rows = {row["old_value"]: (row["change"], row["changed_at"]) for row in read_table(home.lake, OBSERVATION_CHANGES)}
    assert rows == {
        1473: ("withdrawn", corrected),
        1452: ("withdrawn", dt.datetime(2026, 2, 8, tzinfo=dt.UTC)),
    }
    assert len({row["article_id"] for row in read_table(home.lake, DOCUMENTS)}) == 1


def test_a_text_that_comes_back_within_a_month_is_the_current_one(home: Home) -> None:
    for day, teams in ((1, "1.473"), (5, "1.452"), (9, "1.473")):
        capture(home, dt.datetime(2026, 1, day, tzinfo=dt.UTC), TEXT.format(teams))
    read(home)
    assert len(read_table(home.lake, DOCUMENT_CAPTURES)) == 3
    assert len(read_table(home.lake, DOCUMENTS)) == 2
    (change,) = read_table(home.lake, OBSERVATION_CHANGES)
    assert (change["old_value"], change["new_value"]) == (1452, 1473)
    assert change["changed_at"] == dt.datetime(2026, 1, 9, tzinfo=dt.UTC)


def test_every_readable_capture_said_a_document_or_is_in_quarantine(home: Home) -> None:
    capture(home, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), TEXT.format("1.473"))
    capture(home, dt.datetime(2026, 1, 2, tzinfo=dt.UTC), "")
    Archive(home.archive).store(
        source_id=SOURCE.id,
        url="https://bao.example.vn/bai-2.html",
        final_url="https://bao.example.vn/",
        purpose="article",
        captured_at=dt.datetime(2026, 1, 3, tzinfo=dt.UTC),
        status_code=200,
        headers={},
        content_type="text/html",
        encoding="utf-8",
        body=b"<html></html>",
    )
    read(home)
    captures = len(Archive(home.archive).captures(SOURCE.id))
    assert captures == len(read_table(home.lake, DOCUMENT_CAPTURES)) + len(read_table(home.lake, QUARANTINE)) == 3


def test_an_article_at_two_addresses_is_shown_at_the_one_captured_last(home: Home) -> None:
    first = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    for minutes, said, url in (
        (0, "1.473", "https://bao.example.vn/bai-1/"),
        (1, "1.452", "https://bao.example.vn/bai-1"),
    ):
        capture(home, first + dt.timedelta(minutes=minutes), TEXT.format(said), url)
    read(home)
    (change,) = read_table(home.lake, OBSERVATION_CHANGES)
    assert (change["old_value"], change["new_value"]) == (1473, 1452)
    assert change["url"] == "https://bao.example.vn/bai-1"

"""Dates as Vietnamese sites print them."""

from __future__ import annotations

import datetime as dt

import pytest

from scrapers.parsing.dates import byline_date, date_only, labelled_date, parse_date
from scrapers.parsing.utc import in_utc
from scrapers.parsing.view_counters import strip_counters

DAY = dt.date


@pytest.mark.parametrize(
    ("text", "day", "utc"),
    [
        ("Thứ Hai, 07/10/2024", DAY(2024, 10, 7), None),
        ("15:38, 28/02/2024", DAY(2024, 2, 28), "08:38"),
        ("22/09/2022 15:15", DAY(2022, 9, 22), "08:15"),
        ("08/01/2026 - 18:21", DAY(2026, 1, 8), "11:21"),
        ("23/03/2026 | lượt xem: 471", DAY(2026, 3, 23), None),
        ("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", DAY(2026, 3, 7), "17:05"),
        ("07/03/2026 08:01 GMT+7", DAY(2026, 3, 7), "01:01"),
        ("07-03-2026 - 00:01 AM", DAY(2026, 3, 7), "17:01"),
        ("07-03-2026 - 14:01 PM", DAY(2026, 3, 7), "07:01"),
        ("Th 3, 11/07/2023 | 08:41 SA", DAY(2023, 7, 11), "01:41"),
        ("Th 3, 11/07/2023 | 08:41 CH", DAY(2023, 7, 11), "13:41"),
        ("11/07/2023 12:10 SA", DAY(2023, 7, 11), "17:10"),
        ("Thứ năm - 08/04/2021 05:04 0", DAY(2021, 4, 8), "22:04"),
        ("Ngày đăng 09/07/2018 | 08:16 | View count: 4301", DAY(2018, 7, 9), "01:16"),
        ("2025-07-16 09:19:00.0", DAY(2025, 7, 16), "02:19"),
        ("2024-10-07+0708:30:00", DAY(2024, 10, 7), "01:30"),
        ("2024-10-07ICT08:30:00", DAY(2024, 10, 7), "01:30"),
        ("Wed, 16 Jul 2025 09:30:00 GMT+7", DAY(2025, 7, 16), "02:30"),
        ("Thứ 5, 28/05/2026 17:00:00 GMT+7", DAY(2026, 5, 28), "10:00"),
        ("Mon, 07 Oct 2024 20:10:00 GMT", DAY(2024, 10, 8), "20:10"),
        ("2024-08-28T19:57:17Z", DAY(2024, 8, 29), "19:57"),
        ("2026-03-07T08:01:00+0700", DAY(2026, 3, 7), "01:01"),
        ("ngày 5 tháng 2 năm 2022", DAY(2022, 2, 5), None),
        ("Thứ ba, 10 Tháng 9 2013 09:15", DAY(2013, 9, 10), "02:15"),
        ("Tháng Mười Hai 5, 2024", DAY(2024, 12, 5), None),
        ("5-2-2022", DAY(2022, 2, 5), None),
        ("9h05 ngày 01/12/2024", DAY(2024, 12, 1), "02:05"),
        ("Mon, 07 Oct 2024 20:10:00 +700", DAY(2024, 10, 7), "13:10"),
        ("07/10/2024 20:10 GMT+700", DAY(2024, 10, 7), "13:10"),
    ],
)
def test_forms_seen_on_sites(text: str, day: dt.date, utc: str | None) -> None:
    stamp = parse_date(text)
    assert stamp is not None
    assert stamp.on == day
    assert (stamp.at.strftime("%H:%M") if stamp.at else None) == utc


@pytest.mark.parametrize(
    "text",
    ["", "3 giờ trước", "năm 2024", "Luật Đất đai năm 2024", "31/02/2024", "13/13/2023", "12.345.678", "01/07/1803"],
)
def test_no_date_is_invented(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 07 Oct 2024 20:10:00 +9900",
        "Mon, 07 Oct 2024 20:10:00 -99",
        "Mon, 07 Oct 2024 20:10:00 +2400",
        "2024-10-07T20:10:00+99:00",
        "2024-10-07T20:10:00-24:00",
        "2024-10-07T20:10:00+07:99",
        "07/10/2024 20:10 GMT+99:00",
    ],
)
def test_a_zone_that_no_place_has_is_none(text: str) -> None:
    stamp = parse_date(text)
    assert stamp is not None
    assert (stamp.on, stamp.at) == (DAY(2024, 10, 7), dt.datetime(2024, 10, 7, 13, 10, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "text",
    [
        "9999-12-31T23:59:59Z",
        "9999-12-31",
        "31/12/9999 23:59",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "0001-01-01T00:00:00+14:00",
        "2101-01-01",
    ],
)
def test_a_date_that_cannot_be_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_published_label_wins_over_updated_label() -> None:
    stamp = labelled_date("Cập nhật: 16/03/2023 10:00 | Ngày đăng: 15/03/2023")
    assert stamp is not None
    assert stamp.on == DAY(2023, 3, 15)
    assert labelled_date("Hội nghị ngày 16/03/2023") is None


def test_date_only_tells_a_date_line_from_a_sentence() -> None:
    assert date_only("Ngày đăng: 15/03/2023 - Lượt xem: 64") is not None
    assert date_only("Chủ nhật, 01/12/2024, 9h05") is not None
    assert date_only("Công bố ngày 12/7/2023 tại Hà Nội") is None
    assert date_only("11/10/2024 09:15 | Xã hội số") is not None
    assert date_only("(GLO)- Thứ Tư, ngày 10 tháng 12 năm 2025 | 05:30") is not None
    assert date_only("(Cổng TTĐT tỉnh) - Thứ Tư, 12/02/2025") is not None
    assert date_only("Thứ sáu - 28/03/2025 08:09 | 512 | In trang") is not None
    assert date_only("Huyện Mường La | Họp ngày 12/7/2023 | 40%") is None


def test_counters_leave_no_number() -> None:
    assert strip_counters("23/03/2026 | lượt xem: 4.301").split() == ["23/03/2026"]
    assert "471" not in strip_counters("Đã xem: 471")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Trần Lê - 08/10/2022 08:23", DAY(2022, 10, 8)),
        ("Báo Lào Cai - Thứ Năm, 18/12/2025, 08:30", DAY(2025, 12, 18)),
        ("Báo Bà Rịa - Vũng Tàu, 09:15 21/03/2024", DAY(2024, 3, 21)),
        ("Tổ công nghệ số thôn Đông ra quân ngày 21/03/2024 09:15", None),
        ("Báo Lào Cai - 18/12/2025", None),
        ("16/07/2025 15:08 Cổng thông tin điện tử Sở KH&CN Hà Tĩnh", DAY(2025, 7, 16)),
        ("16/07/2025 15:08 tổ công nghệ số của các thôn ra quân hướng dẫn người dân", None),
    ],
)
def test_a_line_that_else_only_names_an_author_or_an_outlet(line: str, day: dt.date | None) -> None:
    stamp = byline_date(line)
    assert (stamp.on if stamp else None) == day


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24T01:30:00",
        "2026-11-24T01:30:00.123456",
        "2026-11-24 01:30:00",
        "2026-11-24T01:30",
        "2026-11-24T01:30:00Z",
        "2026-11-24T08:30:00+07:00",
        "2026-11-23T18:30:00-07:00",
    ],
)
def test_times_of_interfaces_are_utc_unless_they_say_otherwise(written: str) -> None:
    stamp = parse_date(in_utc(written))
    assert stamp is not None
    assert stamp.at == dt.datetime(2026, 11, 24, 1, 30, tzinfo=dt.UTC)
    assert in_utc("2026-11-24") == "2026-11-24"

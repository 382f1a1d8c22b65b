"""What one number of a table is, as header, label, unit column or caption say: thousands, millions of đồng, a fall."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scrapers.extraction import Extractor, Reading
from scrapers.parsing import parse_file

ReadTable = Callable[..., Reading]


@pytest.fixture
def read_table(tmp_path: Path, extractor: Extractor) -> ReadTable:
    """Read lines with bars under a title, as a saved page holds them."""

    def _read(*lines: str, title: str = "Tỉnh Lào Cai: Kết quả chuyển đổi số năm 2024") -> Reading:
        file = tmp_path / "bang.txt"
        lead = "UBND tỉnh Lào Cai công bố kết quả chuyển đổi số của tỉnh."
        bars = "\n".join(f"| {line} |" for line in lines)
        file.write_text(f"{title}\n\n10/01/2025\n\n{lead}\n\n{bars}\n", encoding="utf-8")
        return extractor.read(parse_file(file))

    return _read


def _values(reading: Reading) -> list[tuple[str, str, float]]:
    return [(row.indicator_code, row.kind, row.value) for row in reading.observations]


def _left(reading: Reading, reason: str) -> list[str]:
    return [number.text for number in reading.numbers if number.reason == reason]


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        ("Kinh phí chuyển đổi số | triệu đồng | 12.500", "dt_budget", 12.5),
        ("Kinh phí chuyển đổi số | tỷ đồng | 12,5", "dt_budget", 12.5),
        ("Kinh phí chuyển đổi số | nghìn đồng | 12.500.000", "dt_budget", 12.5),
        ("Kinh phí chuyển đổi số | đồng | 12.500.000.000", "dt_budget", 12.5),
        ("Kinh phí chuyển đổi số (triệu đồng) | | 12.500", "dt_budget", 12.5),
        ("Số thuê bao điện thoại | nghìn thuê bao | 850", "phone_subscribers", 850_000),
        ("Số thuê bao Internet | triệu thuê bao | 1,25", "internet_subscribers", 1_250_000),
        ("Số thuê bao Internet (nghìn) | | 1.250", "internet_subscribers", 1_250_000),
        ("Số tổ công nghệ số cộng đồng | tổ | 1.234", "community_digital_teams", 1_234),
    ],
)
def test_a_number_is_in_the_unit_of_its_row(read_table: ReadTable, row: str, code: str, value: float) -> None:
    assert _values(read_table("Chỉ tiêu | ĐVT | Kết quả 2024", row)) == [(code, "actual", value)]


@pytest.mark.parametrize("unit", ["Đơn vị tính: triệu đồng", "(ĐVT: Triệu đồng)"])
def test_a_caption_tells_the_unit_of_money_alone(read_table: ReadTable, unit: str) -> None:
    lines = (
        "Tỉnh | Kinh phí chuyển đổi số | Số tổ công nghệ số cộng đồng",
        "Lào Cai | 12.500 | 1.200",
        "Yên Bái | 900 | 1.500",
    )
    assert _values(read_table(*lines, title=f"Kinh phí chuyển đổi số năm 2024. {unit}")) == [
        ("dt_budget", "actual", 12.5),
        ("community_digital_teams", "actual", 1200),
        ("dt_budget", "actual", 0.9),
        ("community_digital_teams", "actual", 1500),
    ]


def test_a_number_of_dossiers_is_no_share_of_them(read_table: ReadTable) -> None:
    lines = "Huyện | Số hồ sơ trực tuyến (nghìn) | Tỷ lệ hồ sơ trực tuyến", "Bảo Thắng | 120 | 85", "Bắc Hà | 110 | 82"
    shares = [("online_dossier_share", "actual", 85), ("online_dossier_share", "actual", 82)]
    assert _values(read_table(*lines)) == shares


def test_a_part_over_its_whole_is_no_share(read_table: ReadTable) -> None:
    lines = (
        "Tỷ lệ hồ sơ trực tuyến | % | 35/63",
        "Tỷ lệ nhiệm vụ hoàn thành | % | 186/267",
        "Tỷ lệ hồ sơ trực tuyến | % | 88,5",
    )
    reading = read_table("Chỉ tiêu | ĐVT | Kết quả 2024", *lines)
    assert [row for row in _values(reading) if row[0] == "online_dossier_share"] == [
        ("online_dossier_share", "actual", 88.5)
    ]
    assert "35/63" in _left(reading, "no_indicator")


RANKS = "Tỉnh | Thứ hạng DTI năm 2023 | {}"


def _changes(reading: Reading) -> list[float]:
    return [row.value for row in reading.observations if row.kind == "change"]


@pytest.mark.parametrize(
    ("header", "cells", "changes"),
    [
        ("Giảm thứ hạng DTI (bậc)", ("5", "3"), [-5, -3]),
        ("Tăng thứ hạng DTI so với năm 2022", ("5", "3"), [5, 3]),
        ("Tăng/giảm thứ hạng DTI so với năm 2022", ("-5", "+3"), [-5, 3]),
        ("Tăng/giảm thứ hạng DTI so với năm 2022", ("−5", "3"), [-5, 3]),
        ("Thay đổi thứ hạng DTI", ("▼ 5", "▲ 3"), [-5, 3]),
    ],
)
def test_a_change_has_the_sign_of_its_cell_or_its_header(
    read_table: ReadTable, header: str, cells: tuple[str, str], changes: list[float]
) -> None:
    lines = (
        f"{name} | {rank} | {cell}" for name, rank, cell in zip(("Lào Cai", "Yên Bái"), (12, 15), cells, strict=True)
    )
    assert _changes(read_table(RANKS.format(header), *lines)) == changes


def test_a_change_that_no_one_says_is_a_rise_or_a_fall_is_left(read_table: ReadTable) -> None:
    reading = read_table(RANKS.format("Tăng/giảm thứ hạng DTI"), "Lào Cai | 12 | 5", "Yên Bái | 15 | 3")
    assert not _changes(reading)
    assert _left(reading, "direction_not_told") == ["5", "3"]

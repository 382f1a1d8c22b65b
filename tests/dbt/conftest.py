"""One `dbt build` of a synthetic lake per test session; the tests read the resulting file.

Lives here: the contents of that lake and how dbt is run on a lake.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.synthetic_lake import SyntheticLake
from tests.dbt.visited import fill_with_visits

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"


Rows = list[tuple[Any, ...]]


def ask(warehouse: duckdb.DuckDBPyConnection, sql: str) -> Rows:
    """All rows that the query gives."""
    return warehouse.execute(sql).fetchall()


class Dbt:
    """The dbt project, built from one lake after another, each in a process of its own.

    All builds write the same file, which is moved beside its lake: dbt reads the whole project anew, for ten seconds,
    where the file of the last build had another path.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is where dbt works; it keeps what dbt has read of the project."""
        self._folder = folder

    def build(self, home: Path, *options: str) -> Path:
        """The file built from `home/lake`, with these options of `dbt build`; fails where dbt does."""
        database = self._folder / "working.duckdb"
        environment = {
            **os.environ,
            "OBSERVATORY_DATABASE": str(database),
            "OBSERVATORY_LAKE": str(home / "lake"),
            "DBT_TARGET_PATH": str(self._folder / "target"),
            "DBT_LOG_PATH": str(self._folder / "logs"),
            "DBT_LOG_LEVEL_FILE": "none",  # as in a run: the debug log of a build has 30 MB
        }
        command = ["build", "--exclude-resource-type", "unit_test", *options]  # the daily run's test runs those
        folders = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--threads", "1"]
        result = subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", *command, *folders],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
        return database.rename(home / "working.duckdb")


PORTAL, PAPER, NATIONAL, MINISTRY = "cong-tinh", "bao-tinh", "bao-toan-quoc", "bo-chi-so"
TWICE = "a" * 16


def fill(lake: SyntheticLake) -> None:
    """Everything that the tests ask about."""
    lake.source(MINISTRY, "ministry_index")
    lake.source(PORTAL, "provincial_portal")
    lake.source(PAPER, "provincial_newspaper")
    lake.source(NATIONAL, "national_newspaper")
    lake.source("nguon-im-lang", "other", enabled=False)
    for part in (
        conflicts,
        copies_and_versions,
        yearly_figures,
        rankings,
        boundaries,
        not_values,
        corrected,
        corrected_copies,
        corrected_units,
        derivable,
        misfits,
        other_tables,
        fill_with_visits,
    ):
        part(lake)


def conflicts(lake: SyntheticLake) -> None:
    """61.2 against 75 is a conflict that authority decides; 61.2, 61.3 and "over 60" are none."""
    report = lake.document(PORTAL, "bao-cao", date(2024, 1, 10), captured="2024-01-11")
    summary = lake.document(PAPER, "tong-ket", date(2024, 2, 1), captured="2024-02-01")
    table = lake.document(MINISTRY, "bang-tong-hop", date(2024, 3, 1), captured="2024-03-02")
    lake.observe(report, "online_dossier_share", "quang-ninh", "2023", 61.2)
    lake.observe(summary, "online_dossier_share", "quang-ninh", "2023", 75)
    lake.observe(table, "full_online_dossier_share", "quang-ninh", "2023", 60, bound="at_least")
    lake.observe(report, "full_online_dossier_share", "quang-ninh", "2023", 61.2)
    lake.observe(summary, "full_online_dossier_share", "quang-ninh", "2023", 61.3)


def copies_and_versions(lake: SyntheticLake) -> None:
    """A figure repeated, reprinted, reprinted under another headline; a corrected article; texts that come back."""
    text = "Đến cuối năm 2023, Bắc Kạn có 28% hồ sơ trực tuyến."
    first = lake.document(PAPER, "bac-kan", date(2024, 1, 5), captured="2024-01-05", text=text)
    copy = lake.document(NATIONAL, "bac-kan-dang-lai", date(2024, 1, 6), captured="2024-01-06", text=text)
    lake.observe(first, "online_dossier_share", "bac-kan", "2023", 28)
    lake.observe(first, "online_dossier_share", "bac-kan", "2023", 28, value_start=50, value_end=52)
    lake.observe(copy, "online_dossier_share", "bac-kan", "2023", 28)

    body = "Hà Giang có 61,2% hồ sơ trực tuyến trong năm 2023."
    origin = lake.document(PORTAL, "ha-giang", date(2024, 1, 8), captured="2024-01-08", text=body)
    headed = lake.document(PAPER, "ha-giang-hon-61", date(2024, 1, 9), captured="2024-01-09", text=body)
    for document in (origin, headed):
        lake.observe(document, "online_dossier_share", "ha-giang", "2023", 61.2)
    lake.observe(headed, "online_dossier_share", "ha-giang", "2023", 61, bound="at_least", quote="Hơn 61% hồ sơ")

    old = lake.document(PAPER, "quang-ngai", date(2024, 2, 20), captured="2024-02-20")
    new = lake.document(PAPER, "quang-ngai", date(2024, 2, 20), captured="2024-03-05")
    lake.observe(old, "fiber_household_share", "quang-ngai", "2023", 58)
    lake.observe(new, "fiber_household_share", "quang-ngai", "2023", 85, bound="at_least")

    replaced = lake.document(PAPER, "quang-tri", date(2024, 2, 20), captured="2024-02-21")
    instead = lake.document(PAPER, "quang-tri", date(2024, 2, 20), captured="2024-03-05")
    lake.capture_again(replaced, "2024-03-09")
    lake.observe(replaced, "fiber_household_share", "quang-tri", "2023", 10)
    lake.observe(instead, "fiber_household_share", "quang-tri", "2023", 20)

    same = "Văn bản trở lại, 40 tổ."
    lake.document(PORTAL, "tro-lai", date(2024, 1, 20), captured="2024-01-20", text=same)
    again = lake.document(PORTAL, "tro-lai", date(2024, 1, 20), captured="2024-04-20", text=same)
    lake.observe(again, "community_digital_teams", "cao-bang", "2024", 40, unit="count", observation_id=TWICE)


def yearly_figures(lake: SyntheticLake) -> None:
    """2023 as of a month and as of a day, 2024 as a year and as of a day; a half and a range beside them."""
    progress = lake.document(PORTAL, "tien-do", date(2025, 1, 15), captured="2025-01-15")
    for period, value in (
        ("2023-06", 40),
        ("2023-09-30", 45),
        ("2023-H2", 99),
        ("2021..2023", 33),
        ("2024-10-31", 50),
        ("2024", 55),
    ):
        lake.observe(progress, "online_dossier_share", "lang-son", period, value)


def rankings(lake: SyntheticLake) -> None:
    """2022 among 63 with two equal scores; 2024 among 63 and, later, among the 34 units of 2025."""
    of_2022 = lake.document(MINISTRY, "dti-2022", date(2023, 7, 1), captured="2023-07-02")
    for unit, rank, score in (("da-nang", 1, 0.8002), ("ho-chi-minh", 2, 0.7), ("ha-noi", 3, 0.7), ("lao-cai", 4, 0.6)):
        lake.observe(of_2022, "dti_rank", unit, "2022", rank, unit="rank", out_of=63.0)
        lake.observe(of_2022, "dti_score", unit, "2022", score, unit="score")
    lake.observe(of_2022, "dti_score", "vn", "2022", 0.65, unit="score")

    of_63 = lake.document(MINISTRY, "dti-2024-63", date(2025, 5, 1), captured="2025-05-02")
    lake.observe(of_63, "dti_rank", "ha-noi", "2024", 4, unit="rank", out_of=63.0)
    lake.observe(of_63, "dti_rank", "hai-phong", "2024", 3, unit="rank", out_of=63.0)
    of_34 = lake.document(MINISTRY, "dti-2024-34", date(2025, 10, 21), captured="2025-10-22")
    lake.observe(of_34, "dti_rank", "ha-noi", "2024", 1, unit="rank", out_of=34.0)
    lake.observe(of_34, "dti_rank", "hai-phong", "2024", 3, unit="rank", out_of=34.0)
    lake.observe(of_34, "dti_score", "hai-phong", "2024", 0.7857, unit="score")
    lake.observe(of_34, "dti_score", "ha-noi", "2024", 0.8241, unit="score")


def boundaries(lake: SyntheticLake) -> None:
    """Both predecessors of Thái Nguyên report, of Bắc Ninh only one; then the merged unit itself; Huế is renamed."""
    before = lake.document(PORTAL, "to-cong-nghe", date(2024, 12, 20), captured="2024-12-21")
    lake.observe(before, "community_digital_teams", "bac-kan", "2024", 100, unit="count")
    lake.observe(before, "community_digital_teams", "thai-nguyen", "2024-11-30", 250, unit="count")
    lake.observe(before, "community_digital_teams", "bac-giang", "2024", 70, unit="count")
    for unit, dossiers, online, fiber in (("bac-kan", 100_000, 40, 60), ("thai-nguyen", 300_000, 80, 90)):
        lake.observe(before, "dossiers_total", unit, "2024", dossiers, unit="count")
        lake.observe(before, "online_dossier_share", unit, "2024", online)
        lake.observe(before, "fiber_household_share", unit, "2024", fiber)
    lake.observe(before, "health_record_share", "bac-kan", "2024", 50)
    lake.observe(before, "health_record_share", "thai-nguyen", "2024", 94.5)

    after = lake.document(PORTAL, "sau-sap-nhap", date(2025, 12, 20), captured="2025-12-21")
    lake.observe(after, "community_digital_teams", "thai-nguyen-2025", "2025", 360, unit="count")
    lake.observe(after, "community_digital_teams", "thua-thien-hue", "2024", 150, unit="count")
    lake.observe(after, "community_digital_teams", "hue", "2025", 155, unit="count")


def not_values(lake: SyntheticLake) -> None:
    """A target, changes, a district and a figure without a period: observations that are no values."""
    text = lake.document(PORTAL, "ke-hoach", date(2025, 1, 15), captured="2025-01-15")
    lake.observe(text, "online_dossier_share", "lang-son", "2025", 90, kind="target", bound="at_least")
    lake.observe(text, "dti_rank", "lang-son", "2024", 34, kind="change", unit="rank")
    lake.observe(text, "bts_stations", "lang-son", "2024", 5, kind="change", unit="percent", flags="relative_change")
    lake.observe(text, "online_dossier_share", "lang-son", "2024", 88, area_level="district", area_name="Cao Lộc")
    lake.observe(text, "online_payment_share", "lang-son", None, 12)


def corrected(lake: SyntheticLake) -> None:
    """One correction of each kind that holds, and one whose expectation does not."""
    text = lake.document(PAPER, "da-sua", date(2025, 1, 15), captured="2025-01-15")
    wrong = lake.observe(text, "bts_stations", "cao-bang", "2024", 9000, unit="count")
    lake.observe(text, "bts_stations", "cao-bang", "2023", 900, unit="count")
    lake.correct(wrong, "reject")
    shifted = lake.observe(text, "optical_cable_km", "cao-bang", "2024-12-31", 70, unit="km")
    lake.correct(shifted, "replace", new_period="2023", new_value=7000.0)
    sure = lake.observe(text, "phone_subscribers", "cao-bang", "2023", 500_000, unit="count", bound="about")
    other = lake.document(PORTAL, "chua-sua", date(2025, 1, 16), captured="2025-01-16")
    lake.observe(other, "phone_subscribers", "cao-bang", "2023", 400_000, unit="count")
    lake.correct(sure, "confirm")
    changed = lake.observe(other, "internet_subscribers", "cao-bang", "2023", 300_000, unit="count")
    lake.correct(changed, "reject", expected_value=30_000.0)


def corrected_copies(lake: SyntheticLake) -> None:
    """Each kind of correction on a figure that a reprint, a second mention or a copied sentence states as well."""
    rival = lake.document(MINISTRY, "tuyen-quang", date(2024, 3, 1), captured="2024-03-02")
    for indicator in ("online_dossier_share", "health_record_share", "online_payment_share", "digitized_dossier_share"):
        lake.observe(rival, indicator, "tuyen-quang", "2023", 50)

    said = "Tuyên Quang có 61% hồ sơ trực tuyến, 7% hồ sơ số hóa."
    paper = lake.document(PAPER, "tuyen-quang", date(2024, 1, 8), captured="2024-01-08", text=said)
    portal = lake.document(PORTAL, "tuyen-quang-dang-lai", date(2024, 1, 9), captured="2024-01-09", text=said)
    confirmed, _ = (lake.observe(text, "online_dossier_share", "tuyen-quang", "2023", 61) for text in (paper, portal))
    lake.correct(confirmed, "confirm")
    mended, _ = (lake.observe(text, "digitized_dossier_share", "tuyen-quang", "2023", 7) for text in (paper, portal))
    lake.correct(mended, "replace", new_value=70.0)

    twice = lake.document(PAPER, "tuyen-quang-hai-lan", date(2024, 1, 10), captured="2024-01-10")
    lake.observe(twice, "health_record_share", "tuyen-quang", "2023", 82, confidence=0.95)
    again = lake.observe(twice, "health_record_share", "tuyen-quang", "2023", 82, quote="Nhắc lại: 82%.")
    lake.correct(again, "confirm")

    sentence = "Năm 2023, toàn tỉnh Tuyên Quang có 9% hồ sơ được thanh toán trực tuyến trên cổng dịch vụ công."
    wrong, _ = (
        lake.observe(text, "online_payment_share", "tuyen-quang", "2023", 9, quote=sentence) for text in (paper, twice)
    )
    lake.correct(wrong, "reject")


def corrected_units(lake: SyntheticLake) -> None:
    """Corrections that move figures from a province to the country, back, and to a unit that did not exist yet."""
    text = lake.document(PAPER, "dien-bien", date(2025, 1, 15), captured="2025-01-15")
    of_country = lake.observe(text, "optical_cable_km", "dien-bien", "2023", 900_000, unit="km")
    lake.correct(of_country, "replace", new_unit_id="vn")
    of_province = lake.observe(text, "optical_cable_km", "vn", "2024", 9_000, unit="km")
    lake.correct(of_province, "replace", new_unit_id="dien-bien")
    too_early = lake.observe(text, "optical_cable_km", "lao-cai", "2024", 8_000, unit="km")
    lake.correct(too_early, "replace", new_unit_id="lao-cai-2025")


def derivable(lake: SyntheticLake) -> None:
    """186/267 products: total and share; a plan whose parts are in two sentences, and one whose parts do not fit."""
    text = lake.document(PORTAL, "ocop", date(2023, 1, 15), captured="2023-01-15")
    lake.observe(text, "ocop_products_on_ecommerce", "son-la", "2022", 186, unit="count", out_of=267.0)
    lake.observe(text, "dt_goals_completed", "son-la", "2022", 16, unit="count")
    lake.observe(text, "dt_goals_total", "son-la", "2022", 20, unit="count")
    paper = lake.document(PAPER, "ke-hoach-lai-chau", date(2023, 1, 16), captured="2023-01-16")
    lake.observe(text, "dt_goals_completed", "lai-chau", "2022", 900, unit="count")
    lake.observe(paper, "dt_goals_total", "lai-chau", "2022", 20, unit="count")


def misfits(lake: SyntheticLake) -> None:
    """One observation for each rule of the star schema that it breaks."""
    text = lake.document(PORTAL, "sai", date(2025, 1, 15), captured="2025-01-15")
    lake.observe(text, "no_such_indicator", "lang-son", "2024", 1)
    lake.observe(text, "online_payment_share", "atlantis", "2024", 1)
    lake.observe(text, "online_payment_share", "lang-son", "2024-02-31", 1)
    lake.observe(text, "online_payment_share", "lang-son", "2024..2021", 1)
    lake.observe(text, "online_payment_share", "lang-son", "2030", 1)
    lake.observe(text, "online_payment_share", "lang-son", "2024", 1473)
    lake.observe(text, "online_payment_share", "lang-son", "2024", 5, unit="count")
    lake.observe(text, "online_payment_share", "lao-cai-2025", "2024", 1)
    lake.observe(text, "online_payment_share", "lao-cai", "2024", 1, province_code="yen-bai")
    later = lake.document(PORTAL, "tro-lai-2", date(2024, 5, 20), captured="2024-05-20")
    lake.observe(later, "community_digital_teams", "cao-bang", "2024", 41, unit="count", observation_id=TWICE)
    gone = lake.document(PORTAL, "mat", date(2024, 5, 20), captured="2024-05-20")
    lake.observe(gone, "online_payment_share", "lang-son", "2023", 1)
    lake.rows["documents"].pop()


def other_tables(lake: SyntheticLake) -> None:
    """A number without an indicator, a row in quarantine of an unregistered source, two runs of another."""
    lake.rows["unmapped_quantities"].append(
        {
            "unmapped_id": "b" * 16,
            "document_id": lake.rows["documents"][0]["document_id"],
            "source_id": PORTAL,
            "url": "http://cong-tinh.test/tien-do",
            "quote": "12 xe buýt",
            "value_text": "12",
            "value": 12.0,
            "unit": "xe buýt",
            "nearest_term": None,
            "value_start": 0,
            "value_end": 2,
            "reason": "no_indicator",
            "extractor_version": "1",
        }
    )
    lake.rows["quarantine"].append(
        {
            "quarantine_id": "c" * 16,
            "stage": "validate",
            "source_id": "nguon-la",
            "subject_id": "d" * 16,
            "url": None,
            "rule": "value_limit",
            "reason": "1473 % là không thể",
            "row_json": "{}",
            "captured_at": dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
        }
    )
    for run, outcome, reason in (("r1", "captured", "ok"), ("r2", "failed", "HttpStatusError")):
        lake.rows["fetch_outcomes"].append(
            {
                "run_id": run,
                "source_id": NATIONAL,
                "url": "http://bao-toan-quoc.test/",
                "purpose": "listing",
                "attempted_at": dt.datetime(2024, 1, int(run[1]), tzinfo=dt.UTC),
                "outcome": outcome,
                "reason": reason,
                "detail": "…",
                "status_code": 200,
                "attempts": 1,
                "body_bytes": 0,
                "duration_ms": 1,
                "capture_id": None,
            }
        )


@pytest.fixture(scope="session")
def dbt(tmp_path_factory: pytest.TempPathFactory) -> Dbt:
    """dbt, which reads the project once."""
    return Dbt(tmp_path_factory.mktemp("dbt"))


@pytest.fixture(scope="session")
def home(dbt: Dbt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the synthetic lake and the working file that dbt built from it."""
    folder = tmp_path_factory.mktemp("observatory")
    lake = SyntheticLake()
    fill(lake)
    lake.write(folder / "lake")
    dbt.build(folder)
    return folder


@pytest.fixture(scope="session")
def warehouse(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built file, read-only."""
    with duckdb.connect(str(home / "working.duckdb"), read_only=True) as connection:
        yield connection

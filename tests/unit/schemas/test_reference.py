"""The seeds hold what `schemas.reference` says, and `scrapers.reference` reads them or names the bad cell."""

from __future__ import annotations

import codecs
import csv
import dataclasses
import datetime as dt
import shutil
import unicodedata
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from schemas.cells import problem_of
from schemas.reference import SEED_TABLES
from schemas.tables import ColumnSchema
from schemas.validation import split_valid
from scrapers.reference import SEEDS, ReferenceDataError, load_reference
from scrapers.reference_checks import check_seeds


def _frame(name: str) -> pd.DataFrame:
    table = SEED_TABLES[name]
    text = pd.read_csv(SEEDS / f"{name}.csv", dtype=str, keep_default_na=False)
    assert list(text.columns) == table.column_names
    frame = text.replace("", None)
    for column in table.columns:
        if column.type == "date":
            frame[column.name] = frame[column.name].map(lambda v: v if v is None else dt.date.fromisoformat(v))
        elif column.type in ("integer", "number"):
            frame[column.name] = pd.to_numeric(frame[column.name])
    return frame


@pytest.mark.parametrize("name", sorted(SEED_TABLES))
def test_seed_satisfies_its_schema(name: str) -> None:
    frame = _frame(name)
    assert len(SEED_TABLES[name].pandera_model.validate(frame, lazy=True)) == len(frame) > 0


def test_every_seed_file_has_a_schema_and_is_canonical_text() -> None:
    assert {path.stem for path in SEEDS.glob("*.csv")} == set(SEED_TABLES)
    for path in SEEDS.glob("*.csv"):
        text = path.read_bytes().decode("utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert "\r" not in text, path.name


def test_relations_between_seeds_hold() -> None:
    codes = set(_frame("indicators").indicator_code)
    units = set(_frame("territorial_units").unit_id) | {"vn"}
    rankings, targets = _frame("published_rankings"), _frame("targets")
    assert set(_frame("indicators").parent_code.dropna()) <= codes
    assert set(targets.indicator_code) <= codes
    assert set(targets.scope_unit_id) <= units
    assert set(rankings.score_indicator_code.dropna()) | set(rankings.rank_indicator_code.dropna()) <= codes
    assert set(rankings.unit_id.dropna()) <= units
    assert set(_frame("districts").province_code) <= set(_frame("territorial_units").province_code)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(dt.date(2024, 12, 31), 63), (dt.date(2025, 6, 30), 63), (dt.date(2025, 7, 1), 34), (dt.date(2026, 5, 1), 34)],
)
def test_units_valid_on_a_day(day: dt.date, expected: int) -> None:
    valid = [unit for unit in load_reference().units.values() if unit.is_valid_on(day)]
    assert len(valid) == expected
    assert len({unit.province_code for unit in valid}) == expected


@pytest.mark.parametrize(
    ("code", "day", "unit_id"),
    [
        ("lao-cai", dt.date(2025, 6, 30), "lao-cai"),
        ("lao-cai", dt.date(2025, 7, 1), "lao-cai-2025"),
        ("yen-bai", dt.date(2025, 7, 1), None),
        ("hue", dt.date(2024, 12, 31), "thua-thien-hue"),
        ("dong-nai", dt.date(2026, 4, 30), "dong-nai-2026"),
        ("vn", dt.date(2020, 1, 1), "vn"),
        ("nowhere", dt.date(2020, 1, 1), None),
    ],
)
def test_unit_valid_on(code: str, day: dt.date, unit_id: str | None) -> None:
    unit = load_reference().unit_valid_on(code, day)
    assert (unit.unit_id if unit else None) == unit_id


def test_limits_follow_unit_and_scale() -> None:
    indicators, lowest = load_reference().indicators, _frame("indicators").set_index("indicator_code").scale_min
    limits = {
        code: (lowest[code], indicators[code].scale_max, indicators[code].value_limit)
        for code in ("dti_score", "dti_rank", "papi_score", "online_dossier_share", "community_digital_teams")
    }
    assert limits == {
        "dti_score": (0, 1, 1),
        "dti_rank": (1, 63, 63),
        "papi_score": (10, 80, 80),
        "online_dossier_share": (0, 100, 300),
        "community_digital_teams": (0, None, 1_000_000),
    }


def test_every_indicator_has_a_limit() -> None:
    """Of counts it lies far above what the whole country has: what passes it is a misread unit."""
    indicators = load_reference().indicators
    assert [code for code, one in indicators.items() if one.value_limit is None] == []
    assert [
        code for code, one in indicators.items() if one.scale_max is not None and (one.value_limit or 0) < one.scale_max
    ] == []


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "territorial_units.csv",
            "2025-07-01",
            "01/07/2025",
            r"territorial_units.csv, line 66, column 'valid_from'.*not a date",
        ),
        ("indicators.csv", "score,0,1,1", "score,0,one,1", r"indicators.csv, line 2, column 'scale_max'.*not a number"),
        (
            "indicators.csv",
            "\ndti_rank,",
            "\ndti_score,",
            r"indicators.csv, line 3, column 'indicator_code'.*stands there twice",
        ),
        (
            "communes.csv",
            "00073,ha-noi,",
            "00073,atlantis,",
            r"communes.csv, line 3, column 'unit_id'.*'atlantis' is no unit",
        ),
        ("communes.csv", "Hoàn Kiếm,phuong,", "Hoàn Kiếm,", r"communes.csv, line 2, column 'valid_from'.*has 5 cells"),
        (
            "districts.csv",
            "\n883,1,an-giang,",
            "\n883,1,,",
            r"districts.csv, line 2, column 'province_code'.*is empty",
        ),
        ("districts.csv", ",aliases,", ",spellings,", r"districts.csv, line 2, column 'aliases'.*column is missing"),
    ],
)
def test_a_malformed_cell_is_named(seeds: Path, file: str, old: str, new: str, message: str) -> None:
    path = seeds / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=message):
        load_reference(seeds)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("indicators.csv", ",foundation,", ",foundatoin,", r"line 2, column 'pillar': 'foundatoin' is none of econ"),
        ("targets.csv", ",>=,", ",=>,", r"line \d+, column 'operator': '=>' is none of >=, "),
        ("targets.csv", ",2025,", ",2205,", r"line \d+, column 'target_year': '2205' is more than 2050"),
        ("population.csv", ",2025,", ",2025.5,", r"line 2, column 'year': '2025.5' is not a whole number"),
        ("derivations.csv", ",100,", ",trăm,", r"line \d+, column 'factor': 'trăm' is not a number"),
        ("communes.csv", ",2025-07-01", ",2025-07-32", r"line 2, column 'valid_from': '2025-07-32' is not a date"),
        ("source_authority.csv", ",2,", ",1,", r"line \d+, column 'authority_rank': '1' stands there twice"),
        ("boundary_rules.csv", ",never,", ",,", r"line \d+, column 'rule': is empty"),
        ("published_rankings.csv", ",source_url,", ",source,", r"line 1, column 'source': is no column of this file"),
        (
            "province_succession.csv",
            ",ca-mau-2025,",
            ",Cà Mau,",
            r"line \d+, column 'successor_unit_id': 'Cà Mau' does not have",
        ),
    ],
)
def test_a_cell_that_only_the_warehouse_reads_is_named_too(
    seeds: Path, file: str, old: str, new: str, message: str
) -> None:
    path = seeds / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=rf"{file}, {message}"):
        check_seeds(seeds)


def test_the_seeds_of_the_project_are_as_they_must_be_and_all_are_looked_at(seeds: Path) -> None:
    check_seeds(SEEDS)
    for name in SEED_TABLES:
        (seeds / f"{name}.csv").rename(seeds / "away")
        with pytest.raises(ReferenceDataError, match=rf"{name}\.csv.*missing"):
            check_seeds(seeds)
        (seeds / "away").rename(seeds / f"{name}.csv")


@pytest.mark.parametrize("name", sorted(SEED_TABLES))
def test_a_cell_is_judged_as_pandera_judges_it(name: str) -> None:
    """Every column gets every probe, in rows that are right otherwise."""
    probes = ("", "foundatoin", "=>", "-1", "1.5", "99999", "2020", "01", "nan", "yes", "2025-07-01")
    table = SEED_TABLES[name]
    assert not table.frame_checks, "a check of the whole frame is made by pandera alone"
    single = tuple(dataclasses.replace(column, unique=False) for column in table.columns)
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        right = next(csv.DictReader(file))
    changed = [(column, probe) for column in table.columns for probe in probes]
    rows = [{**right, column.name: probe} for column, probe in changed]
    frame = pd.DataFrame.from_records(
        [{column.name: _typed(row[column.name], column) for column in single} for row in rows]
    )
    _, failures = split_valid(frame, dataclasses.replace(table, key=(), columns=single))
    wrong = {failure.row for failure in failures}
    for number, (column, probe) in enumerate(changed):
        assert (problem_of(probe, column) is not None) == (number in wrong), (column.name, probe)


def _typed(cell: str, column: ColumnSchema) -> object:
    if not cell:
        return None
    try:
        return dt.date.fromisoformat(cell) if column.type == "date" else cell
    except ValueError:
        return cell


def test_a_missing_or_undecodable_seed_is_named(seeds: Path) -> None:
    (seeds / "communes.csv").unlink()
    with pytest.raises(ReferenceDataError, match=r"communes.csv.*missing"):
        load_reference(seeds)
    (seeds / "districts.csv").write_bytes(b"district_code,version\n001,\xff\n")
    with pytest.raises(ReferenceDataError, match=r"districts.csv, line 2.*UTF-8"):
        load_reference(seeds)


@pytest.mark.parametrize("name", ["indicators.csv", "source_authority.csv"])
def test_a_seed_that_a_spreadsheet_has_saved_is_read(seeds: Path, name: str) -> None:
    """With a byte order mark and other line ends; so does DuckDB, by which dbt loads a seed."""
    path = seeds / name
    before = path.read_bytes()
    header = before.decode().splitlines()[0].split(",")
    path.write_bytes(codecs.BOM_UTF8 + before.replace(b"\n", b"\r\n"))
    assert load_reference(seeds).indicators == load_reference().indicators
    check_seeds(seeds)
    loaded = duckdb.read_csv(str(path), header=True, sep=",", all_varchar=True)
    assert (loaded.columns, len(loaded)) == (header, len(before.splitlines()) - 1)
    path.write_bytes(codecs.BOM_UTF8 + before + b"\xff\n")
    with pytest.raises(ReferenceDataError, match=rf"{name}, line {len(before.splitlines()) + 1}.*UTF-8"):
        check_seeds.__wrapped__(seeds)


@pytest.mark.parametrize(("separator", "said"), [(b";", "semicolons"), (b"\t", "tabs")])
def test_another_separator_is_named(seeds: Path, separator: bytes, said: str) -> None:
    path = seeds / "indicators.csv"
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes().replace(b",", separator))
    with pytest.raises(
        ReferenceDataError, match=rf"indicators\.csv, line 1.*parted by {said}; save the file with commas"
    ):
        load_reference(seeds)


def test_the_fingerprint_follows_the_seeds(seeds: Path) -> None:
    path = seeds / "communes.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Phường Hoàn Kiếm", "Phường Hoàn Kiếm mới", 1), encoding="utf-8"
    )
    assert load_reference(seeds).fingerprint != load_reference().fingerprint

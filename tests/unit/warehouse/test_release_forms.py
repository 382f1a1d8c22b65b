"""The forms of a release: files that the programs of their readers open, with names and meanings in two languages."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pytest

from schemas.pillars import PILLARS
from tests.unit.warehouse.published_warehouse import FIGURES, HOSTILE, contracts
from warehouse.publishing import formats
from warehouse.publishing.catalogue import LABELS, read_catalogue
from warehouse.publishing.changes import Change, Comparison, compare, render
from warehouse.publishing.checksums import FILE, damaged_files
from warehouse.publishing.dictionary import HEADER
from warehouse.release import Release

ECONOMY = sum(figure[0] == "economy" for figure in FIGURES)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


# ── CSV, data package, dictionary, checksums ──────────────────────────────────────────────────────────────────────────


def test_every_table_is_a_csv_file_with_a_byte_order_mark(release: Release) -> None:
    files = {f"{path.parent.name}.{path.stem}": path for path in (release.folder / "csv").rglob("*.csv")}
    assert files.keys() == release.tables.keys()
    for name, path in files.items():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), name
        assert len(_rows(path)) == release.tables[name]


def test_csv_keeps_letters_numbers_days_and_empty_values(release: Release) -> None:
    rows = _rows(release.folder / "csv" / "economy" / "indicator_values.csv")
    row = next(row for row in rows if row["value"] == "9.5")
    assert (row["province_name_vi"], row["period_end"], row["out_of"]) == ("Quảng Ngãi", "2023-12-31", "")
    assert HOSTILE in row["quote"]


def test_the_data_package_and_all_its_files_are_valid(release: Release) -> None:
    report = frictionless.validate(str(release.folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])[:10]
    package = json.loads((release.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert len(package["resources"]) == len(release.tables)
    values = next(r for r in package["resources"] if r["name"] == "economy.indicator_values")
    assert values["schema"]["primaryKey"] == ["unit_id", "indicator_code", "period"]
    assert "core.dim_province" in {key["reference"]["resource"] for key in values["schema"]["foreignKeys"]}


def test_the_dictionary_names_every_table_and_column_in_two_languages(release: Release) -> None:
    rows = _rows(release.folder / "dictionary.csv")
    assert list(rows[0]) == list(HEADER)
    columns = {(row["schema"], row["table"], row["column"]) for row in rows}
    with duckdb.connect(str(release.database), read_only=True) as connection:
        for schema, table, column in connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where not internal"
        ).fetchall():
            assert (schema, table, column) in columns
    assert all(row["label_vi"] and row["label_en"] for row in rows)
    value = next(row for row in rows if (row["schema"], row["column"]) == ("economy", "value"))
    assert (value["label_vi"], value["label_en"]) == ("Giá trị", "Value")
    assert value["description_en"] == "Value in the unit of the indicator."


def test_a_column_of_a_scorecard_is_named_like_its_indicator(release: Release) -> None:
    rows = _rows(release.folder / "dictionary.csv")
    column = next(r for r in rows if (r["table"], r["column"]) == ("province_scorecard", "digital_economy_grdp_share"))
    assert column["label_vi"] == "Tỷ trọng kinh tế số trong GRDP"


def test_every_published_column_has_a_vietnamese_label(release: Release) -> None:
    with duckdb.connect(str(release.database), read_only=True) as connection:
        tables = read_catalogue(connection)
    labelled = {row["column"] for row in _rows(LABELS / "columns.csv")}
    unnamed = [
        f"{table.full_name}.{column.name}"
        for table in tables
        if table.name != "province_scorecard"  # named by the codebook, of which the tests have a part
        for column in table.columns
        if column.name not in labelled
    ]
    assert not unnamed, f"add to warehouse/publishing/labels/columns.csv: {unnamed}"
    assert not [table.full_name for table in tables if table.label_vi == table.full_name], "labels/tables.csv"
    assert len(tables) == len(list(contracts()))


def test_checksums_name_every_file_and_find_a_change(release: Release, tmp_path: Path) -> None:
    assert damaged_files(release.folder) == []
    listed = {line.split("  ", 1)[1] for line in (release.folder / FILE).read_text(encoding="utf-8").splitlines()}
    there = {p.relative_to(release.folder).as_posix() for p in release.folder.rglob("*") if p.is_file()}
    assert there - listed == {FILE}
    (tmp_path / FILE).write_text(f"{'0' * 64}  gone.csv\n", encoding="utf-8")
    assert damaged_files(tmp_path) == ["gone.csv"]


# ── workbooks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pillar", PILLARS)
def test_a_workbook_per_pillar_has_frozen_headers_and_filters(release: Release, pillar: str) -> None:
    book = openpyxl.load_workbook(release.folder / "xlsx" / f"{pillar}.xlsx")
    assert book.sheetnames == ["Bảng điểm", "Giá trị", "Từ điển"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
    assert book["Giá trị"].max_row == release.tables[f"{pillar}.indicator_values"] + 1


def test_cells_are_numbers_days_and_harmless_text(release: Release) -> None:
    sheet = openpyxl.load_workbook(release.folder / "xlsx" / "economy.xlsx")["Giá trị"]
    header = {cell.value: cell.column for cell in sheet[1]}
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, header["Giá trị"]).value == 9.5)
    value, end, year = (sheet.cell(row, header[name]) for name in ("Giá trị", "Cuối kỳ", "Năm"))
    assert (value.number_format, value.data_type) == ("#,##0.###", "n")
    assert (end.value, end.number_format) == (dt.datetime(2023, 12, 31), "dd/mm/yyyy")  # noqa: DTZ001 - Excel has no zones
    assert year.number_format == "0"
    assert sheet.cell(row, header["Câu trích"]).data_type == "s"
    assert sheet.cell(row, header["Đường dẫn"]).hyperlink is None


# ── changes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _change(kind: str, period: str, before: str | None, after: str | None) -> Change:
    return Change(kind, "economy", "bac-kan", "Bắc *Kạn*", "x", "Chỉ tiêu", period, before, after)  # type: ignore[arg-type]


def test_what_is_new_changed_cited_anew_and_withdrawn_is_told_apart(
    release: Release, working_database: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.duckdb"
    changed.write_bytes(working_database.read_bytes())
    with duckdb.connect(str(changed)) as connection:
        connection.execute("update economy.indicator_values set value = 10 where value = 9.5")
        connection.execute("update government.indicator_values set quote = 'Câu khác.' where unit_id = 'bac-kan'")
        connection.execute("update foundation.indicator_values set period = '2021' where period = '2023'")
    comparison = compare(release.database, changed)
    assert [(c.kind, c.unit_id, c.period, c.before, c.after) for c in comparison.changes] == [
        ("cited_anew", "bac-kan", "2023", "28 percent", "28 percent"),
        ("new", "lao-cai", "2021", None, "20 rank"),
        ("withdrawn", "lao-cai", "2023", "20 rank", None),
        ("changed", "quang-ngai", "2023", "9.5 percent", "10 percent"),
    ]
    assert comparison.before == comparison.after
    assert comparison.before["economy"] == ECONOMY


def test_the_list_of_changes_goes_by_province_and_escapes_text() -> None:
    changes = (_change("changed", "2023", "≥ 1 percent", "2 percent"), _change("withdrawn", "2022", "3 percent", None))
    text = render(Comparison(changes, {}, {"economy": 1}), number=8, previous=7, released_on="2024-03-05")
    assert "# Bản phát hành 8 / Release 8 (2024-03-05)" in text
    assert "- rút lại / withdrawn: 1" in text
    assert "## Bắc \\*Kạn\\* (`bac-kan`)" in text
    assert "- đổi giá trị / changed: Chỉ tiêu (`x`), 2023: ≥ 1 percent → **2 percent**" in text
    assert "~~3 percent~~" in text


def test_the_first_release_only_counts(release: Release) -> None:
    text = (release.folder / "CHANGES.md").read_text(encoding="utf-8")
    assert f"The first release: {len(FIGURES)} figures." in text


@pytest.mark.parametrize(
    "shaping",
    [
        *("site/texts.yaml", "site/tiles.csv", "site/province_page.py", "site/templates/about.html.j2"),
        *("site/assets/site.css", "publishing/workbooks.py", "publishing/labels/columns.csv"),
    ],
)
def test_what_shapes_pages_and_files_makes_a_new_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shaping: str
) -> None:
    for name in formats.SHAPED_BY:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (formats.ROOT / name).is_dir():
            shutil.copytree(formats.ROOT / name, target)
        else:
            shutil.copyfile(formats.ROOT / name, target)
    before = formats.digest_of_forms()
    monkeypatch.setattr(formats, "ROOT", tmp_path)
    assert formats.digest_of_forms() == before, "another checkout of the same code"
    changed = tmp_path / "warehouse" / shaping
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert formats.digest_of_forms() != before

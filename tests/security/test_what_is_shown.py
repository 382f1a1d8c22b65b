"""Text of pages on its way to terminals, spreadsheets, browsers, Dagster's pages, SQL; and secrets on their way out."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import openpyxl
import pytest
import sqlalchemy
import yaml
from rich.table import Table
from rich.text import Text

from orchestration.assets.metadata import markdown_table
from orchestration.command_line import web
from orchestration.command_line.app import app
from orchestration.command_line.terminal import console
from scrapers.sources import Source
from tests.contract.repository import ROOT
from tests.unit.scrapers.fetching.web import source
from tests.unit.warehouse import published_warehouse
from tests.unit.warehouse.conftest import NOW
from warehouse.paths import Home
from warehouse.publishing.sql import name, text
from warehouse.release import Release, publish

ORDERS = "a\x1b[31m\x1b]0;x\x07\x9b2J\u202eb\ud800 [red]c[/red] [link=https://khac.example]d[/link]"
FORMULAS = {
    "=HYPERLINK(\"http://khac.example\",\"x\")": True, "=cmd|' /C calc'!A0": True, "@SUM(1)": True, "+1+cmd": True,
    "- Tỷ lệ đạt 85%": True, "＝1+1": True, "\t=1": True, "-3,5%": False, "+12": False, "85,2%": False, "a=1": False,
}  # fmt: skip


# ── terminal ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_printed_gives_orders_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    out = console()
    table = Table(title=Text(ORDERS))
    table.add_column("a")
    table.add_row(Text(ORDERS))
    out.print(table)
    out.print(Text(ORDERS))
    out.print(ORDERS, markup=False)
    out.rule(Text(ORDERS))
    said = capsys.readouterr().out
    assert not re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", said)
    assert "[red]c[/red]" in said


# ── Dagster's pages ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "said",
    ["![x](http://khac.example/theo-doi.png)", "[nhấn](javascript:alert(1))", "<img src=x onerror=alert(1)>", "a | b",
     "`x`", "&lt;img src=x&gt;", "\\![x](y)"],
)  # fmt: skip
def test_text_in_a_sample_is_no_markdown(said: str) -> None:
    cell = markdown_table([{"quote": said}], ("quote",)).splitlines()[-1].removeprefix("| ").removesuffix(" |")
    unescaped = re.sub(r"\\.", "", cell)
    assert not re.search(r"[\[\]<>`|!](?<!&gt)", unescaped.replace(">", ""))
    assert not re.search(r"&(?!lt;|amp;)", unescaped)


# ── releases ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def hostile_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release whose quotes are formulas, SQL and templates."""
    home = Home(tmp_path_factory.mktemp("hostile-release")).create()
    published_warehouse.build(home.database)
    with duckdb.connect(str(home.database)) as connection:
        quotes = [*FORMULAS, "'; drop table core.dim_province; --", "{{ 7 * 7 }} {% raw %} ${HOME}"]
        connection.execute("create table core.quoted as select unnest(?) as quote", [quotes])
    return publish(home, now=NOW)


def test_no_cell_of_a_csv_file_is_a_formula_and_numbers_stay(hostile_release: Release) -> None:
    with (hostile_release.folder / "csv" / "core" / "quoted.csv").open(encoding="utf-8-sig", newline="") as lines:
        written = {row["quote"] for row in csv.DictReader(lines)}
    assert {said: f"'{said}" in written for said in FORMULAS} == FORMULAS
    assert {said for said, is_risky in FORMULAS.items() if not is_risky} <= written


def test_all_other_forms_have_the_text_as_it_is(hostile_release: Release) -> None:
    with duckdb.connect(str(hostile_release.database), read_only=True) as connection:
        stored = {row[0] for row in connection.execute("select quote from core.quoted").fetchall()}
        parquet = str(hostile_release.folder / "parquet" / "core" / "quoted.parquet")
        same = connection.execute("select quote from read_parquet(?)", [parquet]).fetchall()
        assert {row[0] for row in same} == stored
        assert connection.execute("select count(*) from core.dim_province").fetchone() != (0,)
    assert stored >= {*FORMULAS, "'; drop table core.dim_province; --", "{{ 7 * 7 }} {% raw %} ${HOME}"}


def test_no_cell_of_a_workbook_is_a_formula(hostile_release: Release) -> None:
    for path in sorted((hostile_release.folder / "xlsx").glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path):
            assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("said", ["a'b", 'a"b', "'; drop table x; --", "\\'", "a\nb", "''"])
def test_quoted_names_and_texts_come_back_as_they_were(said: str) -> None:
    with duckdb.connect() as connection:
        assert connection.execute(f"select {text(said)} as {name(said)}").fetchone() == (said,)
        assert connection.description is not None
        assert connection.description[0][0] == said


def test_every_page_forbids_the_browser_what_it_does_not_need(hostile_release: Release) -> None:
    pages = sorted((hostile_release.folder / "site").rglob("*.html"))
    assert pages
    for page in pages:
        html = page.read_text(encoding="utf-8")
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy.partition("script-src")[2].partition(";")[0]
        scripts = re.findall(r"<script\b([^>]*)>", html)
        assert all("src=" in script or 'type="application/json"' in script for script in scripts)
        assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", html))


@pytest.mark.parametrize(
    "sql",
    ["select * from read_text('{secret}')", "copy (select 1) to '{folder}/ra.csv'", "attach '{folder}/khac.duckdb'",
     "set enable_external_access = true", "drop table core.dim_province", "install httpfs"],
)  # fmt: skip
def test_who_queries_in_superset_reaches_nothing_but_the_release(
    hostile_release: Release, tmp_path: Path, sql: str
) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_text("12345", encoding="utf-8")
    database = yaml.safe_load((ROOT / "deploy/superset/assets/databases/observatory.yaml").read_text(encoding="utf-8"))
    address = database["sqlalchemy_uri"].replace("/PUBLISHED/observatory.duckdb", str(hostile_release.database))
    engine = sqlalchemy.create_engine(address)
    with engine.connect() as connection:
        assert connection.execute(sqlalchemy.text("select count(*) from core.dim_province")).scalar()
        with pytest.raises(sqlalchemy.exc.DBAPIError):
            connection.execute(sqlalchemy.text(sql.format(secret=secret, folder=tmp_path)))
    engine.dispose()
    assert [path.name for path in tmp_path.iterdir() if path.name != "observatory"] == ["bi-mat.txt"]


# ── secrets, and who can see the UI ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fields",
    [
        {"base_url": "https://lan:bimat-9@x.vn"},
        {"base_url": "https://x.vn", "listings": [{"kind": "rss", "url": "https://lan:bimat-9@x.vn/rss"}]},
        {"base_url": "https://x.vn", "listings": [{"kind": "rss", "url": "/rss?api_key=bimat-9"}]},
        {"base_url": "https://x.vn", "listings": [{"kind": "json", "url": "/x?a=1&ACCESS_TOKEN=bimat-9"}]},
    ],
)
def test_no_secret_stands_in_the_registry(fields: dict[str, object]) -> None:
    valid = source("https://x.vn").model_dump(exclude_none=True)
    with pytest.raises(ValueError, match=r"take it out|no secret may stand") as raised:
        Source.model_validate({**valid, **fields})
    told = "; ".join(error["msg"] for error in raised.value.errors())  # type: ignore[attr-defined]
    assert "bimat-9" not in told


def test_the_ui_listens_on_this_machine_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(web.subprocess, "run", run)
    monkeypatch.setenv("DAGSTER_WEBSERVER_HOST", "0.0.0.0")  # noqa: S104 - what must not be
    assert web.serve(console(), 3000) == 0
    (command,) = started
    assert command[command.index("--host") + 1] == "127.0.0.1"
    (ui,) = (each for each in app.registered_commands if each.callback and each.callback.__name__ == "ui")
    assert ui.callback is not None
    assert "host" not in ui.callback.__annotations__


def test_superset_listens_on_this_machine_only() -> None:
    start = (ROOT / "deploy" / "superset" / "start.py").read_text(encoding="utf-8")
    assert re.findall(r'"--bind", f"([^:]+):', start) == ["127.0.0.1"]


@pytest.fixture(autouse=True)
def _no_leftovers(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "observatory", ignore_errors=True)

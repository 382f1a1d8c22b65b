"""The pages as files: all are there in both languages, links resolve, sources stay text, the first page is light."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import shutil
import string
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb
import pytest
from bs4 import BeautifulSoup

from tests.unit.warehouse.published_warehouse import HOSTILE_ADDRESS, INDICATORS, PROJECT, add_figure, insert
from warehouse.release import Release
from warehouse.site import wording
from warehouse.site.build import Edition, write_site
from warehouse.site.content import Content, read_content
from warehouse.site.environment import environment, web_address
from warehouse.site.indicator_page import indicator_context
from warehouse.site.overview import conflicts_context, coverage_context, provinces_context
from warehouse.site.province_page import province_context
from warehouse.site.tile_map import LAYOUT, MAPS, default_view, safe_json
from warehouse.site.wording import Language, Wording, WordingError, texts

FIRST_PAGE_BYTES = 500_000


class Links(HTMLParser):
    """Addresses that a page names, and the ids in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.addresses.append(value)
                if tag in {"script", "link"}:
                    self.loaded.append(value)
            if name == "id" and value:
                self.ids.add(value)


@pytest.fixture(scope="module")
def pages(release: Release) -> dict[Path, Links]:
    site = release.folder / "site"
    return {path: Links(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def rendered(template: str, shown: dict[str, Any], language: Language = "vi") -> str:
    """A page of what is shown, as of the first release."""
    page = environment(language).get_template(template)
    return page.render(shown, base="", root="", other="", edition=Edition(1, dt.date(2026, 1, 5)), path="")


def test_every_page_is_there_in_both_languages(release: Release) -> None:
    site = release.folder / "site"
    vi = {path.relative_to(site) for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "en"}
    en = {path.relative_to(site / "en") for path in (site / "en").rglob("*.html")}
    assert vi == en
    assert {Path("provinces/bac-kan.html"), Path("indicators/dti_rank.html"), Path("about.html")} <= vi
    assert '<html lang="vi">' in (site / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in (site / "en" / "index.html").read_text(encoding="utf-8")


def test_links_of_every_page_resolve(pages: dict[Path, Links], release: Release) -> None:
    wrong = []
    for path, links in pages.items():
        for address in links.addresses:
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                continue
            target = (path.parent / unquote(parts.path)).resolve()
            if not target.is_relative_to(release.folder) or not target.is_file():
                wrong.append(f"{path.relative_to(release.folder)} → {address}")
    assert not wrong, "\n".join(wrong[:20])


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, Links]) -> None:
    assert not [address for links in pages.values() for address in links.loaded if urlsplit(address).netloc]


def test_text_of_sources_is_no_markup_and_their_addresses_run_nothing(pages: dict[Path, Links]) -> None:
    for path, links in pages.items():
        text = path.read_text(encoding="utf-8")
        assert "<script>document" not in text, path
        assert HOSTILE_ADDRESS not in links.addresses, path
    province = next(path for path in pages if path.name == "bac-kan.html")
    assert "&lt;script&gt;document.title" in province.read_text(encoding="utf-8")


def test_the_first_page_is_light(release: Release) -> None:
    site = release.folder / "site"
    loaded = Links((site / "index.html").read_text(encoding="utf-8")).loaded
    assert loaded
    size = sum((site / name).stat().st_size for name in ["index.html", *loaded])
    assert size < FIRST_PAGE_BYTES


def test_a_figure_shows_its_quote_its_source_and_its_target(release: Release) -> None:
    text = (release.folder / "site" / "provinces" / "quang-ngai.html").read_text(encoding="utf-8")
    assert "9,5%" in text
    assert "Năm 2023, Quảng Ngãi đạt 9.5;" in text
    assert 'href="https://bao.example.vn/' in text
    assert "chưa đạt" in text
    english = (release.folder / "site" / "en" / "provinces" / "quang-ngai.html").read_text(encoding="utf-8")
    assert "9.5%" in english
    assert "not met" in english


def test_a_target_without_a_source_says_so(release: Release) -> None:
    for page in ("indicators/digital_economy_grdp_share", "index"):
        text = (release.folder / "site" / f"{page}.html").read_text(encoding="utf-8")
        assert "chưa có nguồn đối chiếu" in text


def test_who_reports_counts_all_that_a_source_states(working_database: Path) -> None:
    with duckdb.connect(str(working_database)) as connection:
        insert(
            connection,
            "core.fct_observation",
            observation_id="not-chosen",
            indicator_code="dti_rank",
            source_id="trang-la",
            kind="actual",
        )
        content = read_content(connection)
    shown = indicator_context(content, Wording("vi"), "dti_rank")
    assert [n for _, n in shown["sources"]] == [4, 1]
    assert shown["sources"][1][0] == "Trang lạ"


def test_conflicts_name_their_sources_and_the_country_leads_to_the_first_page(working_database: Path) -> None:
    with duckdb.connect(str(working_database)) as connection:
        connection.execute("update quality.conflicts set unit_id = 'vn', source_id = 'trang-la'")
        shown = conflicts_context(read_content(connection), Wording("vi"))
    page = rendered("conflicts.html.j2", shown)
    assert "Trang lạ (Báo tỉnh)" in page
    assert '<h2><a href="index.html">' in page


def test_the_unit_of_today_is_the_last_of_its_name_whatever_its_statistical_code(working_database: Path) -> None:
    with duckdb.connect(str(working_database)) as connection:
        connection.execute("update core.dim_province set sort_key = -1 where unit_id = 'lao-cai-2025'")
        content = read_content(connection)
    assert [unit["unit_id"] for unit in content.provinces["lao-cai"]] == ["lao-cai", "lao-cai-2025"]
    today = [entry["code"] for _, entries in provinces_context(content)["today"] for entry in entries]
    assert "lao-cai" in today


def test_provinces_of_today_stand_by_the_regions_of_today(working_database: Path) -> None:
    with duckdb.connect(str(working_database)) as connection:
        connection.execute(
            "update core.dim_province set region_code = unit_id, region_vi = 'Vùng cũ', region_2025_code = 'moi',"
            " region_2025_vi = 'Vùng mới'"
        )
        content = read_content(connection)
    shown = provinces_context(content)
    assert len(shown["today"]) == 1 < len(shown["former"])
    page = rendered("provinces.html.j2", shown)
    assert page.count("Vùng mới") == 1
    assert page.count("Vùng cũ") == len(shown["former"])
    assert [unit["region"] for unit in province_context(content, Wording("vi"), "ha-noi")["units"]] == ["Vùng mới"]


def test_a_correction_stands_beside_the_sentence(working_database: Path) -> None:
    with duckdb.connect(str(working_database)) as connection:
        connection.execute(
            "update government.indicator_values set correction_action = 'replace',"
            " correction_reason = 'Gõ lệch dấu phẩy.' where unit_id = 'bac-kan'"
        )
        content = read_content(connection)
    page = rendered("province.html.j2", province_context(content, Wording("vi"), "bac-kan"))
    assert "Giá trị đã được người duyệt sửa" in page
    assert "Gõ lệch dấu phẩy." in page


def test_a_province_that_was_merged_says_into_which(release: Release) -> None:
    text = (release.folder / "site" / "provinces" / "yen-bai.html").read_text(encoding="utf-8")
    assert "nay thuộc" in text
    assert "../provinces/lao-cai.html" in text


def test_the_league_orders_by_the_better_direction(release: Release) -> None:
    text = (release.folder / "site" / "indicators" / "dti_rank.html").read_text(encoding="utf-8")
    section = text[text.index('data-year="2022"') :]
    assert section.index("Đà Nẵng") < section.index("Lào Cai") < section.index("Bắc Kạn")


def test_a_league_of_ranks_has_no_column_that_ranks_them_again(release: Release) -> None:
    columns = {}
    for code in ("dti_rank", "online_dossier_share"):
        page = BeautifulSoup((release.folder / "site" / "indicators" / f"{code}.html").read_bytes(), "html.parser")
        rows = page.select(".league tr")
        assert len({len(row.find_all(["th", "td"])) for row in rows}) == 1
        columns[code] = [cell.get_text() for cell in rows[0].find_all("th")]
    assert columns["online_dossier_share"] == ["Hạng", *columns["dti_rank"]]


@pytest.fixture(scope="module")
def year_of_the_reform(working_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Content:
    """2025 with figures of units that ended in it, of today's, and a sum that nobody stated."""
    database = tmp_path_factory.mktemp("reform") / "observatory.duckdb"
    shutil.copy(working_database, database)
    shares = {"lao-cai": 95.0, "yen-bai": 5.0, "lao-cai-2025": 60.0, "da-nang-2025": 70.0, "ha-noi": 80.0}
    with duckdb.connect(str(database)) as connection:
        for unit_id, value in shares.items():
            add_figure(connection, "government", unit_id, "online_dossier_share", "2025", value)
        for rank, unit_id in enumerate(("ha-noi", "da-nang-2025", "lao-cai-2025"), 1):
            connection.execute(
                "update government.indicator_values set rank_in_period = ?, n_units_ranked = 3"
                " where unit_id = ? and period = '2025'",
                [rank, unit_id],
            )
        insert(
            connection,
            "core.fct_indicator_value_2025_boundaries",
            unit_id="quang-ngai-2025",
            indicator_code="online_dossier_share",
            year=2025,
            value=75.0,
            bound="exact",
            method="weighted_by_denominator",
        )
        return read_content(connection)


def test_a_league_of_the_year_of_the_reform_is_one_of_todays_provinces_with_the_ranks_of_the_mart(
    year_of_the_reform: Content,
) -> None:
    shown = indicator_context(year_of_the_reform, Wording("vi"), "online_dossier_share")
    league, *earlier = shown["years"]
    assert [(row["unit_id"], row["figure"] and row["figure"]["rank_in_period"]) for row in league["rows"]] == [
        ("ha-noi", 1),
        ("quang-ngai-2025", None),
        ("da-nang-2025", 2),
        ("lao-cai-2025", 3),
    ]
    assert [bool(row["is_derived"]) for row in league["rows"]] == [False, True, False, False]
    assert [bool(row["cited"]) for row in league["rows"]] == [True, False, True, True]
    assert [row["unit_id"] for row in earlier[0]["rows"]] == ["quang-ngai", "lao-cai", "bac-kan"]
    (chart,) = shown["charts"]
    of_2025 = {line["name"]: line["values"][chart["labels"].index(2025)] for line in chart["series"]}
    assert set(of_2025.values()) == {72.5, 60.0, 80.0}
    page = rendered("indicator.html.j2", shown, "en")
    section = page[page.index('data-year="2025"') : page.index('data-year="2023"')]
    assert "1 of 3" in section
    assert section.count("<tr data-unit") == 4


def test_medians_and_coverage_count_no_land_twice(year_of_the_reform: Content) -> None:
    assert year_of_the_reform.medians["online_dossier_share", "2025"] == 70.0
    counted = coverage_context(year_of_the_reform)
    ((_, counts),) = [
        row for _, rows in counted["matrix"] for row in rows if row[0]["indicator_code"] == "online_dossier_share"
    ]
    assert counts[counted["years"].index(2025)] == 4


def test_what_was_published_on_todays_boundaries_stands_apart_with_its_sentence(release: Release) -> None:
    for page, link in (("provinces/lao-cai", "indicators/dti_rank"), ("indicators/dti_rank", "provinces/lao-cai")):
        text = (release.folder / "site" / f"{page}.html").read_text(encoding="utf-8")
        section = text[text.index("Công bố theo địa giới hiện nay") :]
        assert "Năm 2022, Lào Cai (mới) xếp thứ 14/34." in section
        assert f'href="../{link}.html#republished"' in section
    assert "Công bố theo địa giới" not in (release.folder / "site/provinces/da-nang.html").read_text(encoding="utf-8")


def test_one_province_alone_has_no_range_of_provinces(release: Release) -> None:
    pages = release.folder / "site"
    assert 'id="charts"' not in (pages / "indicators/digital_economy_grdp_share.html").read_text(encoding="utf-8")
    assert 'id="charts"' in (pages / "provinces/quang-ngai.html").read_text(encoding="utf-8")


def test_map_data_are_scripts_with_the_release_and_both_boundaries(release: Release) -> None:
    folder = release.folder / "site" / "data" / "map"
    assert {path.stem for path in folder.iterdir()} == set(INDICATORS) - {"full_online_dossier_share"}
    script = (folder / "dti_rank.js").read_text(encoding="utf-8")
    data = json.loads(script.removeprefix("observatory.receive(").removesuffix(");\n"))
    assert data["release"] == release.number
    assert data["years"]["2022"]["63"]["bac-kan"] == [63.0, "exact"]
    assert "bac-kan" not in data["years"]["2022"]["34"]
    assert default_view({"dti_rank": data}) == ("dti_rank", "2022")


def test_every_unit_has_one_tile_on_its_map() -> None:
    with (PROJECT / "seeds" / "territorial_units.csv").open(encoding="utf-8", newline="") as lines:
        units = list(csv.DictReader(lines))
    with LAYOUT.open(encoding="utf-8", newline="") as lines:
        layout = list(csv.DictReader(lines))
    before = {u["territory_id"] for u in units if not u["valid_from"] or u["valid_from"] < "2025-07-01"}
    after = {u["territory_id"] for u in units if not u["valid_to"] or u["valid_to"] > "2025-07-01"}
    for name, lands, n in (("63", before, 63), ("34", after, 34)):
        mine = [row for row in layout if row["map"] == name]
        tiles = [row["territory_id"] for row in mine if not row["islands_vi"]]
        assert set(tiles) == lands
        assert len(tiles) == n
        assert len({(row["column"], row["row"]) for row in mine}) == len(mine)
        assert {row["islands_vi"] for row in mine} == {"", "Hoàng Sa", "Trường Sa"}
    assert {row["map"] for row in layout} == set(MAPS)


def test_a_page_without_any_figure_is_made_all_the_same(working_database: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.duckdb"
    empty.write_bytes(working_database.read_bytes())
    with duckdb.connect(str(empty)) as connection:
        for schema, table in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall():
            if table not in {"dim_province", "dim_indicator", "bridge_province_succession"}:
                connection.execute(f"delete from {schema}.{table}")  # noqa: S608 - names of the catalogue
        assert write_site(connection, tmp_path / "site", Edition(1, dt.date(2024, 3, 5))) > 0
    assert "chưa có số liệu" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_both_languages_have_every_word_with_the_same_placeholders() -> None:
    for key, said in texts().items():
        assert set(said) == {"vi", "en"}, key
        fields = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in said.values()]
        assert fields[0] == fields[1], key


def test_a_word_that_stands_twice_is_named_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "texts.yaml"
    file.write_text("home: {vi: Cả nước, en: Country}\nhome: {vi: Trang chủ, en: Home}\n", encoding="utf-8")
    monkeypatch.setattr(wording, "_FILE", file)
    texts.cache_clear()
    with pytest.raises(WordingError) as caught:
        texts()
    assert str(caught.value).startswith(f"{file}, line 2: is not YAML (the key 'home' stands twice")


def test_every_word_is_used() -> None:
    folder = LAYOUT.parent
    code = "\n".join(
        path.read_text(encoding="utf-8") for pattern in ("*.py", "templates/*") for path in folder.glob(pattern)
    )
    used = set(re.findall(r"t\.(\w+)", code)) | set(re.findall(r"""(?:fill\(|wording\[)['"](\w+)['"]""", code))
    built = re.compile(
        r"(unit|status|kind)_\w+|economy|society|government|foundation|higher_better|lower_better|neutral"
    )
    unused = {key for key in texts() if key not in used and not built.fullmatch(key)}
    assert not unused


@pytest.mark.parametrize(
    ("value", "unit", "bound", "vi", "en"),
    [
        (1473.0, "count", "exact", "1.473", "1,473"),
        (85.25, "percent", "at_least", "≥\u00a085,25%", "≥\u00a085.25%"),
        (0.0, "percent", "about", "≈\u00a00%", "≈\u00a00%"),
        (1200.5, "vnd_billion", "at_most", "≤\u00a01.200,5\u00a0tỷ đồng", "≤\u00a01,200.5\u00a0VND billion"),
        (0.8002, "score", "exact", "0,8002", "0.8002"),
        (86.89, "score", "exact", "86,89", "86.89"),
        (None, "percent", None, "–", "–"),
    ],
)
def test_values_are_written_in_the_language_s_own_way(
    value: float | None, unit: str, bound: str | None, vi: str, en: str
) -> None:
    assert Wording("vi").measured(value, unit, bound) == vi
    assert Wording("en").measured(value, unit, bound) == en


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "", None, "http://[bad", "file:///etc/passwd"]
)
def test_only_addresses_of_the_web_become_links(address: str | None) -> None:
    assert web_address(address) == ""


def test_json_in_a_page_cannot_end_its_script() -> None:
    assert "</script" not in safe_json({"a": "</script><script>alert(1)</script>"})

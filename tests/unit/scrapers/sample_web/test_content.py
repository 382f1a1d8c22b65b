"""The content of the sample web is true, cited, varied, and says on every page what it states."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from schemas.country import COUNTRY
from scrapers.fetching.topic import is_on_topic
from scrapers.parsing.families import BY_NAME
from scrapers.reference import INDICATORS_FILE, SEEDS, load_reference
from scrapers.sample_web.content import DAYS, ContentError, Page, Statement, load_pages, load_sites

PAGES = load_pages()
REFERENCE = load_reference()
ARTICLES = [page for page in PAGES if page.role == "article" and page.states]
ERAS = {"63": "2025-06-30", "34": "2025-07-01"}


def _states(page: Page) -> list[tuple[Page, Statement]]:
    versions = [version for day in DAYS if (version := page.on_day(day))]
    return [(version, statement) for version in versions for statement in version.states]


STATEMENTS = [pair for page in PAGES for pair in _states(page)]


def _words(page: Page) -> str:
    parts = [page.title, page.lead]
    for block in page.body:
        parts += [block.text or "", block.heading or "", block.figure or "", block.box or "", *(block.items or ())]
        if block.table:
            parts += [block.table.caption, *block.table.head, *(cell for row in block.table.rows for cell in row)]
    return "\n".join(parts)


def _written(value: float) -> set[str]:
    """The ways in which a number may stand in a Vietnamese text."""
    whole = f"{int(value):,}".replace(",", ".") if value == int(value) else ""
    forms = {whole, f"{value:.4f}", f"{value:.4f}".replace(".", ","), f"{value:.2f}", f"{value:.2f}".replace(".", ",")}
    forms |= {f"{value:g}", f"{value:g}".replace(".", ",")}
    forms |= {f"{value / 1_000:g} nghìn", f"{value / 1_000_000:g} triệu".replace(".", ",")}
    if value == 1:
        forms |= {"thứ nhất", "đứng đầu", "dẫn đầu"}
    return forms - {""}


def test_there_is_enough_of_everything() -> None:
    provinces = {s.province_code for page in ARTICLES for s in page.states} - {COUNTRY}
    with (SEEDS / INDICATORS_FILE).open(encoding="utf-8", newline="") as file:
        pillar_of = {row["indicator_code"]: row["pillar"] for row in csv.DictReader(file)}
    pillars = {pillar_of[s.indicator_code] for page in ARTICLES for s in page.states}
    assert len(PAGES) >= 80
    assert len(ARTICLES) >= 70
    assert len(provinces) >= 50
    assert len({page.published.date() for page in PAGES}) >= 40
    assert pillars == {"economy", "society", "government", "foundation"}
    assert {site.family for site in load_sites()} == set(BY_NAME)


def test_articles_speak_of_both_territorial_eras() -> None:
    published = {page.published.date().isoformat() for page in ARTICLES}
    assert any(day <= ERAS["63"] for day in published)
    assert any(day >= ERAS["34"] for day in published)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.site}{page.path}")
def test_every_page_names_an_original_source_and_a_date_before_it_is_shown(page: Page) -> None:
    assert page.original
    assert all(re.fullmatch(r"https?://\S+\.\S+", source.url) for source in page.original)
    assert page.published.utcoffset() is not None
    assert page.published.date() <= DAYS[page.from_day]
    assert page.title
    assert page.lead


@pytest.mark.parametrize(("page", "statement"), STATEMENTS, ids=lambda value: getattr(value, "indicator_code", ""))
def test_every_statement_stands_in_the_text_and_is_of_the_codebook(page: Page, statement: Statement) -> None:
    indicator = REFERENCE.indicators[statement.indicator_code]
    known = {unit.province_code for unit in REFERENCE.units.values()} | {COUNTRY}
    assert statement.province_code in known
    assert (statement.area_level == "country") == (statement.province_code == COUNTRY)
    assert indicator.value_limit is None or abs(statement.value) <= indicator.value_limit
    words = _words(page)
    assert any(re.search(rf"(?<![\d.,]){re.escape(form)}(?!\d)", words) for form in _written(statement.value))
    if statement.out_of and page.role == "article":
        assert any(f"/{form}" in words for form in _written(statement.out_of))


def test_statements_agree_with_the_published_rankings() -> None:
    """What the seeds hold about an index, a year and a unit is what the pages say."""
    published: dict[tuple[str, str, str], set[str]] = {}
    with (SEEDS / "published_rankings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            province = REFERENCE.units[row["unit_id"]].province_code if row["unit_id"] in REFERENCE.units else COUNTRY
            for value, code in ((row["rank"], row["rank_indicator_code"]), (row["score"], row["score_indicator_code"])):
                if value and code:
                    published.setdefault((code, province, row["year"]), set()).add(f"{float(value):g}")
    compared = 0
    for _, statement in STATEMENTS:
        key = (statement.indicator_code, statement.province_code, statement.period)
        # For the country there are two methods, of which the seeds give one the code of the indicator.
        if statement.kind == "actual" and statement.province_code != COUNTRY and key in published:
            assert f"{statement.value:g}" in published[key], key
            compared += 1
    assert compared > 150


def test_the_ranking_of_2022_names_all_63_provinces() -> None:
    page = next(page for page in PAGES if page.path == "/dti-2022")
    ranked = {s.province_code for s in page.states if s.indicator_code == "dti_rank"}
    assert len(ranked) == 63
    later = next(page for page in PAGES if page.path == "/dti-2024")
    table = later.body[-1].table
    assert table is not None
    assert len({row[1] for row in table.rows}) == 34


def test_sources_agree_on_one_figure_and_disagree_on_another() -> None:
    values: dict[tuple[str, ...], dict[str, float]] = {}
    for page in ARTICLES:
        for s in page.states:
            key = (s.indicator_code, s.province_code, s.period, s.kind, s.area_level)
            values.setdefault(key, {})[page.site] = s.value
    several = {key: sites for key, sites in values.items() if len(sites) > 1}
    agreed = {key[:3] for key, sites in several.items() if len(set(sites.values())) == 1}
    disagreed = {key[:3] for key, sites in several.items() if len(set(sites.values())) > 1}
    assert ("online_dossier_share", "bac-kan", "2023-03-15") in agreed
    assert ("ocop_ecommerce_share", "quang-ninh", "2022") in disagreed
    assert ("cashless_tuition_share", "lao-cai", "2023") in disagreed


def test_the_two_methods_for_the_digital_economy_of_2022_both_appear() -> None:
    found = {
        s.value
        for page in ARTICLES
        for s in page.states
        if (s.indicator_code, s.province_code, s.period) == ("digital_economy_grdp_share", COUNTRY, "2022")
    }
    assert found == {14.26, 12.67}


def test_one_article_is_a_reprint_with_a_credit_line() -> None:
    reprints = [page for page in PAGES if page.credit]
    assert len(reprints) == 1
    twins = [page for page in PAGES if page.body == reprints[0].body and page.site != reprints[0].site]
    assert len(twins) == 1
    assert twins[0].published < reprints[0].published


def test_there_is_an_implausible_value_an_off_topic_article_and_a_maintenance_page() -> None:
    assert [page.path for page in PAGES if "1.473%" in _words(page)] == [
        "/tin/0965-phu-luc-in-nham-ty-le-san-pham-ocop"
    ]
    assert [page.category for page in PAGES if page.category == "Thể thao"] == ["Thể thao"]
    assert [page.site for page in PAGES if page.role == "maintenance"] == ["chinh-quyen-so"]


def test_pages_change_as_their_days_say() -> None:
    new = [page for page in PAGES if page.from_day > 1]
    corrected = [page for page in PAGES if page.revisions]
    assert sorted(page.from_day for page in new) == [2, 3]
    assert [page.on_day(page.from_day - 1) for page in new] == [None, None]
    assert all(page.on_day(page.from_day) for page in new)
    assert len(corrected) == 1
    before, after = corrected[0].on_day(1), corrected[0].on_day(2)
    assert before is not None
    assert after is not None
    assert before.body != after.body
    assert before.published == after.published
    assert before.changed < after.changed
    assert {s.value for s in before.states} != {s.value for s in after.states}


def test_a_statement_is_read_from_its_line() -> None:
    statement = Statement.model_validate("idx766_score quang-ninh 2024 77.93/100 at_least target district")
    assert (statement.value, statement.out_of) == (77.93, 100)
    assert (statement.kind, statement.bound, statement.area_level) == ("target", "at_least", "district")


PAGE = """\
path: /a.html
title: Tiêu đề
published: '2024-01-01T08:00:00'
original: [{name: Nguồn, url: 'https://example.vn/a'}]
"""


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (PAGE + "heading: x\n", "heading"),
        (PAGE + "body:\n- {text: a, heading: b}\n", "body.0"),
        (PAGE + "body:\n- table: {caption: c, head: [a, b], rows: [[x]]}\n", "body.0.table"),
        (PAGE + "states: ['dti_rank quang-ninh']\n", "states.0"),
        (PAGE + "states: ['dti_rank quang-ninh 2022 3 roughly']\n", "states.0"),
        ("title: [\n", "YAML"),
    ],
)
def test_a_wrong_file_is_named_with_its_field(tmp_path: Path, text: str, field: str) -> None:
    file = tmp_path / "site" / "page.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_pages(tmp_path)
    assert str(file) in str(caught.value)
    assert field in str(caught.value)


def test_an_address_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for name in ("a", "b"):
        (tmp_path / "site" / f"{name}.yaml").write_text(PAGE, encoding="utf-8")
    with pytest.raises(ContentError, match=r"b\.yaml.*already taken"):
        load_pages(tmp_path)


def test_the_topic_filter_leaves_out_the_off_topic_article_only() -> None:
    filtered = {"bao-phia-bac", "tap-chi-so"}
    left_out = [page.path for page in PAGES if page.site in filtered and not is_on_topic(page.title, page.lead)]
    assert left_out == ["/giai-bong-da-cong-nhan-mo-khai-mac-tai-cam-pha-3388771.html"]

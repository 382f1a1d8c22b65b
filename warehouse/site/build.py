"""Building the site of a release: every page in both languages, its data and its assets.

    site/index.html, provinces/<code>.html, indicators/<code>.html …    Vietnamese
    site/en/…                                                           the same pages in English
    site/data/search.js, site/data/map/<indicator>.js                   loaded by script, also without a server
    site/assets/…                                                       style, scripts, chart library

Lives here: which pages there are and where they lie. Not here: what one page shows (`province_page`, `indicator_page`,
`overview`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from schemas.pillars import PILLARS
from warehouse.site import overview
from warehouse.site.content import Content, read_content
from warehouse.site.environment import environment
from warehouse.site.indicator_page import indicator_context
from warehouse.site.province_page import province_context
from warehouse.site.tile_map import map_data, safe_json, script
from warehouse.site.wording import LANGUAGES, Wording

ASSETS = Path(__file__).resolve().parent / "assets"


@dataclasses.dataclass(frozen=True, slots=True)
class Edition:
    """The release that the pages belong to."""

    number: int
    day: dt.date


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """One page: its path below the language's root, its template and the template's variables."""

    path: str
    template: str
    context: dict[str, Any]


def write_site(connection: duckdb.DuckDBPyConnection, folder: Path, edition: Edition) -> int:
    """Write the site of the published database into a new folder; gives the number of pages.

    Raises:
        duckdb.Error: a table or column that the pages need is missing.
    """
    content = read_content(connection)
    shutil.copytree(ASSETS, folder / "assets", copy_function=shutil.copyfile)
    maps = map_data(content, edition.number)
    _write(folder / "data" / "search.js", f"observatory.search = {safe_json(_search(content))};\n")
    for code, data in maps.items():
        _write(folder / "data" / "map" / f"{code}.js", script(data))
    pages = 0
    for language in LANGUAGES:
        wording = Wording(language)
        templates = environment(language)
        home = folder if language == LANGUAGES[0] else folder / language
        for page in _pages(content, wording, maps):
            depth = page.path.count("/")
            base = "../" * depth
            root = base if home == folder else f"{base}../"
            other = f"{root}{'' if language != LANGUAGES[0] else 'en/'}{page.path}"
            text = templates.get_template(page.template).render(
                page.context, base=base, root=root, other=other, edition=edition, path=page.path
            )
            _write(home / page.path, text)
            pages += 1
    return pages


def _pages(content: Content, wording: Wording, maps: dict[str, dict[str, Any]]) -> Iterator[Page]:
    yield Page("index.html", "index.html.j2", overview.country_context(content, maps))
    yield Page("provinces.html", "provinces.html.j2", overview.provinces_context(content))
    yield Page("indicators.html", "indicators.html.j2", overview.indicators_context(content))
    yield Page("coverage.html", "coverage.html.j2", overview.coverage_context(content))
    yield Page("conflicts.html", "conflicts.html.j2", overview.conflicts_context(content, wording))
    yield Page("sources.html", "sources.html.j2", {"sources": content.sources})
    yield Page("about.html", "about.html.j2", {"pillars": PILLARS})
    for code in content.provinces:
        yield Page(f"provinces/{code}.html", "province.html.j2", province_context(content, wording, code))
    for code in content.indicators:
        yield Page(f"indicators/{code}.html", "indicator.html.j2", indicator_context(content, wording, code))


def _search(content: Content) -> list[list[str]]:
    """What the search box knows: path, name in Vietnamese, name in English."""
    provinces = [
        [f"provinces/{code}.html", units[-1]["short_name_vi"], units[-1]["short_name_en"]]
        for code, units in content.provinces.items()
    ]
    indicators = [
        [f"indicators/{code}.html", row["name_vi"], row["name_en"]] for code, row in content.indicators.items()
    ]
    return provinces + indicators


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

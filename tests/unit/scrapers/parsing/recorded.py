"""Recorded pages: which files they are, and what is read out of one, in the form of the JSON beside it.

A page lies in `tests/fixtures/pages/<family>/`; the beginning of its name says what it is: `listing-` a listing,
`failure-` a page that must not become a document, anything else an article. The JSON beside it says under which address
it was captured (`url`, …) and what is expected. `record` writes such JSON for review, `test_recorded_pages` compares.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from scrapers.fetching.listings import read_listing
from scrapers.parsing import ParseError, parse_capture
from scrapers.sources import Source
from tests.unit.scrapers.parsing.support import FakeSource, make_capture, shown

PAGES = Path(__file__).parents[3] / "fixtures" / "pages"
CONTENT_TYPES = {".html": "text/html", ".json": "application/json", ".xml": "application/xml", ".bin": "text/html"}
GIVEN = ("family", "url", "final_url", "captured_at", "content_type", "encoding", "headers", "selectors", "listing")
"""What the JSON says about the capture; all other fields are what is read."""


@dataclasses.dataclass(frozen=True)
class Recorded:
    """A recorded page and the JSON beside it."""

    path: Path

    @property
    def kind(self) -> str:
        name = self.path.name
        return "listing" if name.startswith("listing-") else "failure" if name.startswith("failure-") else "article"

    @property
    def beside(self) -> Path:
        ending = ".json" if self.path.suffix in (".html", ".bin") else ".expected.json"
        return self.path.with_suffix(ending)

    @property
    def written(self) -> dict[str, Any]:
        """The JSON beside the page."""
        found: dict[str, Any] = json.loads(self.beside.read_text(encoding="utf-8"))
        return found

    @property
    def family(self) -> str:
        return str(self.written.get("family") or self.path.parent.name)

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"


def recorded_pages() -> list[Recorded]:
    """All of them, in the order of their names."""
    found = []
    for path in sorted(PAGES.glob("*/*")):
        beside = path.name.endswith(".expected.json") or (
            path.suffix == ".json" and any(path.with_suffix(ending).exists() for ending in (".html", ".bin"))
        )
        if path.suffix in CONTENT_TYPES and not beside:
            found.append(Recorded(path))
    return found


def read_recorded(page: Recorded, given: dict[str, Any]) -> dict[str, Any]:
    """What is read out of a page that was captured as `given` says."""
    if page.kind == "listing":
        return _listing(page, given)
    if page.kind == "failure":
        try:
            _parse(page, given)
        except ParseError as error:
            return {"failure": type(error).__name__, "seen": error.seen}
        return {"failure": None, "seen": ""}
    document = _parse(page, given)
    return {
        "title": document.title,
        "published_on": str(document.published_on) if document.published_on else None,
        "published_at": document.published_at.isoformat() if document.published_at else None,
        "date_source": document.date_source,
        "author": document.author,
        "original_publisher": document.original_publisher,
        "blocks": shown(document),
        "links": list(document.links),
        "parser": document.parser,
    }


def _parse(page: Recorded, given: dict[str, Any]) -> Any:
    family = str(given.get("family") or page.path.parent.name)
    selectors = SimpleNamespace(**given["selectors"]) if given.get("selectors") else None
    capture = make_capture(
        given["url"],
        final_url=given.get("final_url") or given["url"],
        content_type=given.get("content_type") or CONTENT_TYPES[page.path.suffix],
        encoding=given.get("encoding"),
        headers=given.get("headers") or {},
        captured_at=dt.datetime.fromisoformat(given["captured_at"]),
    )
    return parse_capture(capture, page.path.read_bytes(), FakeSource(family=family, selectors=selectors))


def _listing(page: Recorded, given: dict[str, Any]) -> dict[str, Any]:
    source = Source.model_validate(
        {
            "id": "thu", "name_vi": "Thử", "name_en": "Test", "kind": "newspaper", "province": "vn",
            "base_url": given["url"], "family": given.get("family") or page.path.parent.name,
            "listings": [given["listing"]],
        }
    )  # fmt: skip
    (listing,) = source.listings
    found = read_listing(source, listing, body=page.path.read_bytes(), url=given["url"], encoding=None)  # type: ignore[arg-type]
    return {
        "entries": [
            [entry.url, entry.title, entry.published_at.isoformat() if entry.published_at else None]
            for entry in found.entries
        ],
        "further": list(found.further),
    }

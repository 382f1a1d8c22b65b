"""The frontier that an archive remembers: written with the outcomes, readable from journals of before it was kept."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from schemas.records import FetchOutcome
from tests.unit.warehouse.outcomes import SOURCE, URL, outcome
from warehouse.archive import Archive

AT = dt.datetime(2024, 3, 5, 23, 59, tzinfo=dt.UTC)


def listed(attempted_at: dt.datetime = AT, **fields: Any) -> FetchOutcome:
    """An article that a listing showed and that could not be fetched."""
    said = {"listing_title": "Kinh tế số", "listing_published_at": AT, "listing_signature": "k:1"}
    return outcome(attempted_at, **{**said, **fields})


def test_outcomes_of_several_days_and_sources_are_remembered_in_order(tmp_path: Path) -> None:
    archive, later = Archive(tmp_path), AT + dt.timedelta(days=1)
    archive.record(
        listed(),
        listed(later),
        listed(later, url="http://a.test/rss", purpose="listing", outcome="captured", reason="ok"),
        listed(source_id="bao-khac", outcome="skipped", reason="off_topic"),
        listed(later, url="http://a.test/robots.txt", purpose="robots"),
    )
    assert len(list(tmp_path.glob(f"outcomes/{SOURCE}/*/*.jsonl"))) == 2
    frontier = archive.frontier(SOURCE)
    assert set(frontier.articles) == {URL}
    assert set(frontier.listings) == {"http://a.test/rss"}
    fate = frontier.articles[URL]
    assert (fate.asks_in_vain, fate.attempted_at, fate.title, fate.published_at) == (2, later, "Kinh tế số", AT)
    assert archive.frontier("bao-khac").articles[URL].reason == "off_topic"


def test_a_line_of_before_the_frontier_was_kept_is_a_fate_as_well(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.record(listed())
    (journal,) = tmp_path.glob("outcomes/*/*/*.jsonl")
    entry = json.loads(journal.read_text(encoding="utf-8"))
    old = {name: value for name, value in entry.items() if not name.startswith("listing_")}
    journal.write_text(json.dumps(old) + "\n", encoding="utf-8")
    fate = archive.frontier(SOURCE).articles[URL]
    assert (fate.outcome, fate.title, fate.signature) == ("failed", None, None)

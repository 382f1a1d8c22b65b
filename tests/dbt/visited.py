"""Visits to invented sources, by which the warehouse and the status judge alike whether a source answers.

Lives here: the outcomes and the states that they come to. Not here: the comparison (`test_quality`).
"""

from __future__ import annotations

import dataclasses

from schemas.records import FetchOutcome, Outcome, Purpose
from tests.dbt.synthetic_lake import SyntheticLake
from tests.unit.orchestration.outcomes import outcome

UNREADABLE = "e" * 16
"""A capture that could not be parsed."""


def _of(source_id: str, *rows: tuple[int, Purpose, Outcome, str]) -> list[FetchOutcome]:
    return [
        outcome(day, purpose, what, reason=reason, source_id=source_id, url=f"http://{source_id}.test/{number}")
        for number, (day, purpose, what, reason) in enumerate(rows)
    ]


VISITED: dict[str, tuple[str, list[FetchOutcome]]] = {
    source_id: (status, _of(source_id, *rows))
    for source_id, status, rows in (
        ("answers", "ok", [(0, "listing", "failed", "Timeout"), (1, "listing", "captured", "ok")]),
        (
            "robots-alone-answers",
            "failing",
            [
                (0, "listing", "captured", "ok"),
                (1, "robots", "captured", "ok"),
                (1, "listing", "failed", "HttpStatusError"),
            ],
        ),
        (
            "all-is-refused",
            "failing",
            [
                (0, "listing", "captured", "ok"),
                (1, "robots", "unchanged", "ok"),
                (1, "listing", "refused", "RobotsRefused"),
                (1, "page", "refused", "RobotsRefused"),
            ],
        ),
        (
            "host-is-down",
            "failing",
            [(0, "listing", "unchanged", "ok"), (1, "listing", "skipped", "host_down")],
        ),
        (
            "one-listing-fails",
            "partly_failing",
            [(1, "listing", "failed", "Timeout"), (1, "listing", "unchanged", "ok")],
        ),
        (
            "one-article-fails",
            "partly_failing",
            [(1, "listing", "captured", "ok"), (1, "article", "refused", "RobotsRefused")],
        ),
        (
            "left-by-rule",
            "ok",
            [
                (1, "listing", "unchanged", "ok"),
                (1, "listing", "skipped", "backfill"),
                (1, "article", "skipped", "off_topic"),
            ],
        ),
        (
            "ended-by-force",
            "failing",
            [
                (0, "listing", "unchanged", "ok"),
                (1, "listing", "failed", "Timeout"),
                (2, "robots", "unchanged", "ok"),
            ],
        ),
        ("never-came-to-a-listing", "never_answered", [(0, "robots", "captured", "ok")]),
    )
} | {
    "page-is-unreadable": (
        "failing",
        [
            outcome(0, "page", "unchanged", source_id="page-is-unreadable"),
            outcome(1, "page", "captured", source_id="page-is-unreadable", capture_id=UNREADABLE),
        ],
    )
}


def fill_with_visits(lake: SyntheticLake) -> None:
    """The sources with their outcomes, each with a document so that `answers_without_documents` stays out of it."""
    for source_id, (_, outcomes) in VISITED.items():
        lake.source(source_id, "other")
        lake.document(source_id, "bai", None, captured="2024-01-01")
        lake.rows["fetch_outcomes"] += [dataclasses.asdict(each) for each in outcomes]
        lake.rows["quarantine"] += [
            {
                "quarantine_id": "f" * 16,
                "stage": "parse",
                "source_id": source_id,
                "subject_id": UNREADABLE,
                "url": each.url,
                "rule": "LoginForm",
                "reason": "the page asks for a password",
                "row_json": "{}",
                "captured_at": each.attempted_at,
            }
            for each in outcomes
            if each.capture_id == UNREADABLE
        ]

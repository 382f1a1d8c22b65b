"""The step of changes: documents and observations of one source → facts that corrected articles no longer state so.

Lives here: reading and writing the lake, and when it has to be done again. Never here: the comparison
(`schemas.changes`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from orchestration.steps.code import digest_of
from schemas.changes import ChangedFact, Fact, Version, changed_facts, versions
from schemas.lake import DOCUMENT_CAPTURES, OBSERVATION_CHANGES, OBSERVATIONS
from schemas.tables import TableSchema
from warehouse.archive import Archive
from warehouse.datasets import Partition, read_columns
from warehouse.paths import Home

INPUTS = (DOCUMENT_CAPTURES, OBSERVATIONS)
"""The tables that changes are made from."""
_CAPTURED = ("article_id", "document_id", "url", "captured_at")
_FACT = tuple(field.name for field in dataclasses.fields(Fact))


@dataclasses.dataclass(frozen=True)
class _Article:
    article_id: str
    url: str
    history: list[Version]


def mark_changes(home: Home, source_id: str, *, anew: bool = False) -> bool:
    """Make the changes of a source anew if its documents or observations changed, or in any case (`anew`).

    Gives whether anything was made.

    A partition holds the changes that were seen in its month.
    """
    months = Archive(home.archive).months(source_id)
    inputs = {table.name: [target(home, table, source_id, month) for month in months] for table in INPUTS}
    fingerprint = fingerprint_of(each.fingerprint() for found in inputs.values() for each in found)
    targets = {month: target(home, OBSERVATION_CHANGES, source_id, month) for month in months}
    if not anew and all(each.fingerprint() == fingerprint for each in targets.values()):
        return False
    captures = (row for each in inputs[DOCUMENT_CAPTURES.name] for row in read_columns(each, _CAPTURED))
    facts = (row for each in inputs[OBSERVATIONS.name] for row in read_columns(each, (*_FACT, "document_id")))
    rows = changes_by_month(source_id, captures, facts)
    for month, made in targets.items():
        made.write(rows.get(month, []), fingerprint)
    return True


def target(home: Home, table: TableSchema, source_id: str, month: str) -> Partition:
    """The partition of a table."""
    return Partition(home.lake, table, source_id, month)


def fingerprint_of(inputs: Iterable[str | None]) -> str:
    """What changes are made from: the code, and the fingerprints of `INPUTS`, table by table, month by month."""
    return hashlib.sha256("\n".join((digest_of("changes"), *map(str, inputs))).encode()).hexdigest()


def changes_by_month(
    source_id: str, captures: Iterable[Mapping[str, Any]], observations: Iterable[Mapping[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """The rows of `observation_changes`, by the month in which a change was seen.

    `captures` and `observations` are rows of `INPUTS` of all months, the oldest first; the observations are asked for
    only where an article has said more than one text.
    """
    articles = _articles(captures)
    wanted = {version.document_id for article in articles for version in article.history}
    facts: dict[str, dict[str, Fact]] = defaultdict(dict)
    for row in observations if wanted else ():
        if row["document_id"] in wanted:
            facts[row["document_id"]][row["observation_id"]] = Fact(**{name: row[name] for name in _FACT})
    by_document = {document_id: list(found.values()) for document_id, found in facts.items()}
    of_document = {f.observation_id: document_id for document_id, found in by_document.items() for f in found}
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in articles:
        for changed in changed_facts(article.history, by_document):
            row = _row(source_id, article, of_document[changed.fact.observation_id], changed)
            rows[f"{changed.since:%Y-%m}"].append(row)
    return rows


def _articles(captures: Iterable[Mapping[str, Any]]) -> list[_Article]:
    """The articles that have said more than one text."""
    said: dict[str, list[tuple[str, dt.datetime]]] = defaultdict(list)
    asked: dict[str, tuple[dt.datetime, str]] = {}
    for row in captures:
        article_id, at = row["article_id"], row["captured_at"]
        said[article_id].append((row["document_id"], at))
        # An article may answer at two addresses; it is shown at the one that was captured last.
        asked[article_id] = max(asked.get(article_id, (at, row["url"])), (at, row["url"]))
    found = (_Article(article_id, asked[article_id][1], versions(captured)) for article_id, captured in said.items())
    return [article for article in found if len(article.history) > 1]


def _row(source_id: str, article: _Article, document_id: str, changed: ChangedFact) -> dict[str, Any]:
    return {
        "observation_id": changed.fact.observation_id,
        "document_id": document_id,
        "article_id": article.article_id,
        "source_id": source_id,
        "url": article.url,
        "change": changed.change,
        "changed_at": changed.since,
        "changed_by_document_id": changed.changed_by_document_id,
        "new_observation_id": changed.now.observation_id if changed.now else None,
        "old_value": changed.fact.value,
        "new_value": changed.now.value if changed.now else None,
        "old_period": changed.fact.period,
        "new_period": changed.now.period if changed.now else None,
    }

"""Texts that were captured more than once: the first capture says since when they stand there, the last one all else.

A corrected sidecar, a corrected date or another spelling of the address come with a capture of the same text. Within a
month the parse step keeps one document of a text; a text that comes back in another month stands in both, and is read
alike in both: of one text there are not two readings. Lives here: what is known of such a text. Never here: parsing,
reading.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from schemas.lake import DOCUMENTS
from schemas.records import Document
from warehouse.datasets import partitions, read_columns
from warehouse.paths import Home

_OF_THE_FIRST = ("capture_id", "captured_at")
_OF_THE_LAST = ("url", "author", "published_at", "published_on", "date_source", "province_code", "original_publisher")
Comebacks = Mapping[str, Mapping[str, Any]]
"""By the ids of the documents of a month that stand in another one, too: the fields that all of their captures tell."""


def as_known_now(first: Document, last: Document) -> Document:
    """The document of a text that was captured first as `first` and last as `last`."""
    return dataclasses.replace(last, **{name: getattr(first, name) for name in _OF_THE_FIRST})


def comebacks(home: Home, source_id: str) -> dict[str, Comebacks]:
    """The texts of a source that stand in several months, for every month that it has documents of.

    Raises:
        DamagedPartitionError: a file of the documents cannot be read.
    """
    months = sorted(partitions(home.lake, DOCUMENTS, source_id), key=lambda partition: partition.month)
    held = [{row["document_id"] for row in read_columns(partition, ("document_id",))} for partition in months]
    counted = Counter(document_id for document_ids in held for document_id in document_ids)
    back = {document_id for document_id, count in counted.items() if count > 1}
    known: dict[str, dict[str, Any]] = {}
    for partition, document_ids in zip(months, held, strict=True):
        if back.isdisjoint(document_ids):
            continue
        for row in read_columns(partition, ("document_id", *_OF_THE_FIRST, *_OF_THE_LAST)):
            if (document_id := row.pop("document_id")) in back:
                first = known.get(document_id, row)
                known[document_id] = {**row, **{name: first[name] for name in _OF_THE_FIRST}}
    return {
        partition.month: {document_id: known[document_id] for document_id in sorted(document_ids & back)}
        for partition, document_ids in zip(months, held, strict=True)
    }


def settled(document: Document, found: Comebacks) -> Document:
    """The document as all of its captures tell it."""
    return dataclasses.replace(document, **found.get(document.document_id, {}))


def fingerprint_of(found: Comebacks) -> str:
    """A hash of what is known of these documents; it changes when one of them is told otherwise."""
    return hashlib.sha256(json.dumps(found, default=str, sort_keys=True).encode()).hexdigest()

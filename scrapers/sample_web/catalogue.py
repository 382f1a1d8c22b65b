"""The answers of the sample catalogue of open data, as CKAN's action API gives them.

Lives here: a page's content as the JSON of a dataset or of a table. Which address answers with which is the page's own
path (`content`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from scrapers.sample_web.content import Page


def answer_of(page: Page) -> str:
    """`package_show` of an article, `datastore_search` of a table."""
    return _answered(_records(page) if page.role == "table" else _dataset(page))


def search_of(pages: Sequence[Page]) -> str:
    """`package_search`: the datasets, of which the newest holds the tables."""
    tables = [
        {"id": _name(page), "name": page.title, "datastore_active": True, "last_modified": _utc(page.changed)}
        for page in pages
        if page.role == "table"
    ]
    datasets = [_dataset(page) for page in pages if page.role != "table"]
    for dataset in datasets[:1]:
        dataset["resources"] = tables
    return _answered({"count": len(datasets), "results": datasets})


def _answered(result: dict[str, Any]) -> str:
    return json.dumps({"success": True, "result": result}, ensure_ascii=False, indent=1) + "\n"


def _name(page: Page) -> str:
    """The name of a dataset or table: the first value of its address's query."""
    return parse_qsl(urlsplit(page.path).query)[0][1]


def _dataset(page: Page) -> dict[str, Any]:
    sources = "; ".join(f"{source.name} ({source.url})" for source in page.original)
    texts = [page.lead, *(block.text for block in page.body if block.text), f"Nguồn số liệu: {sources}"]
    return {
        "name": _name(page),
        "title": page.title,
        "notes": "\n\n".join(texts),
        "author": page.author,
        "organization": {"title": "Cổng dữ liệu mở"},
        "metadata_created": _utc(page.published),
        "metadata_modified": _utc(page.changed),
        "resources": [],
    }


def _records(page: Page) -> dict[str, Any]:
    table = next(block.table for block in page.body if block.table)
    return {
        "resource_id": _name(page),
        "fields": [{"id": "_id", "type": "int"}, *({"id": name, "type": "text"} for name in table.head)],
        "records": [
            {"_id": number, **dict(zip(table.head, row, strict=True))} for number, row in enumerate(table.rows, start=1)
        ],
        "total": len(table.rows),
    }


def _utc(value: dt.datetime) -> str:
    """CKAN writes UTC without saying so."""
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")

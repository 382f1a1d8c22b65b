"""Listings in JSON: WordPress and other APIs by the paths of their fields, and the search of CKAN catalogues."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from scrapers.fetching.entries import Found, listing_time, plain_text
from scrapers.fetching.errors import BrokenListing
from scrapers.parsing.textual import whole_number
from scrapers.sources.model import JsonListing

MAX_RECORDS = 5000
_DATASET = "/api/3/action/package_show?id={}"
_TABLE = f"/api/3/action/datastore_search?resource_id={{}}&limit={MAX_RECORDS}"


def parse_items(body: bytes, url: str, listing: JsonListing) -> list[Found]:
    """The items of a JSON listing in their order.

    Raises:
        BrokenListing: the answer is no JSON, or there is no list where the entry says.
    """
    answer = _loaded(body, url)
    items = _at(answer, listing.items) if listing.items else answer
    if not isinstance(items, list):
        where = f"at {listing.items!r}" if listing.items else "as its answer"
        raise BrokenListing(f"{url} has no list {where}; correct `items` of the listing")
    found = (
        Found(
            href=_text(_at(item, listing.link)),
            title=plain_text(_text(_at(item, listing.title))),
            lead=plain_text(_text(_at(item, listing.lead))),
            published_at=listing_time(_in_utc(_text(_at(item, listing.published)), listing.published)),
            mark=_text(_at(item, listing.modified)),
        )
        for item in items
    )
    return [item for item in found if item.href]


def parse_datasets(body: bytes, url: str) -> tuple[list[Found], str | None]:
    """The data sets that a CKAN search found, each followed by its tables in the data store; the address that goes on.

    Raises:
        BrokenListing: the answer is none of CKAN's search.
    """
    answer = _loaded(body, url)
    results = _at(answer, "result.results")
    if not isinstance(results, list):
        raise BrokenListing(f"{url} has no result.results; a listing of kind ckan is a package_search")
    found: list[Found] = []
    for package in (item for item in results if isinstance(item, dict) and item.get("name")):
        title, lead = plain_text(_text(package.get("title"))), plain_text(_text(package.get("notes")))
        created = listing_time(_in_utc(_text(package.get("metadata_created")), "_gmt"))
        mark = _text(package.get("metadata_modified"))
        found.append(Found(_DATASET.format(_quoted(package["name"])), title, lead, created, mark))
        for table in package.get("resources") or ():
            if isinstance(table, dict) and table.get("datastore_active") is True and table.get("id"):
                name = plain_text(_text(table.get("name")))
                named = " – ".join(part for part in (title, name) if part) or None
                changed = _text(table.get("last_modified")) or mark
                found.append(Found(_TABLE.format(_quoted(table["id"])), named, lead, created, changed))
    return found, _next_search(url, len(results), _at(answer, "result.count"))


def _next_search(url: str, results: int, count: Any) -> str | None:
    """The same search from the first data set on that was not shown."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    start = whole_number(query.get("start")) or 0
    if not results or not isinstance(count, int) or start + results >= count:
        return None
    return urlunsplit(parts._replace(query=urlencode({**query, "start": start + results})))


def _quoted(name: Any) -> str:
    """A name as part of a query; what no text can hold (half a character) becomes a question mark."""
    return quote(str(name), errors="replace")


def _loaded(body: bytes, url: str) -> Any:
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BrokenListing(f"{url} is no JSON ({error}); check the address and the kind of the listing") from error


def _at(value: Any, path: str) -> Any:
    """What stands at a path of names; None where a name is missing."""
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _in_utc(time: str, field: str) -> str:
    """A time with its zone: fields named after it hold Greenwich time without saying so."""
    return f"{time}Z" if field.endswith("_gmt") and "T" in time and time[-1:].isdigit() else time

"""CKAN open-data catalogues: the JSON of one dataset (`package_show`) or of one table (`datastore_search`).

Times of CKAN are UTC without saying so. The date of a dataset is that of its first publication; a later edit is a new
version of the document. A data set's page in the browser is read as well.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from scrapers.parsing.base import Family, Reading, Version
from scrapers.parsing.cleanup import drop_noise
from scrapers.parsing.dates import Stamp, parse_date
from scrapers.parsing.dom import parse_html, remove_scripts
from scrapers.parsing.errors import BrokenRecord, EmptyBody, EmptyTable, IncompleteTable
from scrapers.parsing.flow import Line, read_flow
from scrapers.parsing.outline import outline
from scrapers.parsing.page import Selectors
from scrapers.parsing.tables import expand
from scrapers.parsing.textual import clean_line, whole_number
from scrapers.parsing.utc import in_utc

MAX_ROWS = 5000
"""Of one table. As many are asked for in one answer (`scrapers.fetching.json_listing`); a longer table is a failure."""
_ROWS_UNASKED = 100
"""So many rows CKAN gives where an address does not say how many."""
_ROW_NUMBER = "_id"
_TYPES_OF_NUMBERS = re.compile(
    r"(?:numeric|decimal|real|double precision|float[48]?|int[248]?|integer|bigint|smallint)(?:\([\d, ]{1,9}\))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_PAGE = Selectors(
    title=(".primary article h1", ".module-content h1", "h1.heading"),
    date=(
        ".additional-info tr:contains('Created') [data-datetime]",
        ".additional-info tr:contains('Ngày tạo') [data-datetime]",
        ".additional-info [data-datetime]",
    ),
    body=(".notes.embedded-content", ".primary article .notes", ".prose.notes"),
    exclude=(".toolbar, .tag-list, .social",),
    attachments=(".resource-list", ".resources"),
)


def read_answer(where: str, text: str) -> Reading:
    """Read the answer of the action API for one dataset or one table.

    Raises `BrokenRecord` where it is neither, `EmptyBody` for a dataset that says nothing, `EmptyTable` for a table
    without records, `IncompleteTable` for an answer that does not reach the end of its table.
    """
    result = _result(where, text)
    if isinstance(result.get("records"), list):
        return _table(where, result)
    if isinstance(result.get("results"), list):
        raise BrokenRecord(where, "a list of datasets; make it a listing of kind ckan")
    if "title" not in result and "name" not in result:
        raise BrokenRecord(where, f"neither a dataset nor a table: keys {', '.join(sorted(result))[:80]}")
    return _dataset(where, result)


def _result(where: str, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text, parse_float=_number)
    except (ValueError, RecursionError) as error:
        raise BrokenRecord(where, f"not JSON ({error})") from error
    if not isinstance(value, dict):
        raise BrokenRecord(where, f"a {type(value).__name__} instead of an answer of the action API")
    if value.get("success") is False:
        failure = value.get("error")
        said = failure.get("message") if isinstance(failure, dict) else failure
        raise BrokenRecord(where, f"the catalogue says: {clean_line(str(said))[:120]}")
    result = value.get("result", value)
    if isinstance(result, list) and len(result) == 1:  # package_show of old versions
        result = result[0]
    if not isinstance(result, dict):
        raise BrokenRecord(where, "no result in the answer")
    return result


def _dataset(where: str, package: dict[str, Any]) -> Reading:
    title = clean_line(str(package.get("title") or package.get("name"))) or None
    body = parse_html("<div></div>")
    notes = str(package.get("notes") or "")
    if notes.strip():
        body = parse_html(f"<div>{_with_paragraphs(notes)}</div>")
        remove_scripts(body)
        drop_noise(body)
    lines = read_flow(body)
    resources = [item for item in package.get("resources") or [] if isinstance(item, dict)]
    for resource in resources:
        said = ": ".join(filter(None, (clean_line(str(resource.get(key) or "")) for key in ("name", "description"))))
        if said:
            lines.append(Line(said))
    found = outline(lines, title, None)
    if not found.has_content():
        raise EmptyBody(where, "a dataset without notes and without described resources")
    stamp = _published(package)
    return Reading(
        title=title,
        pieces=found.pieces,
        lead=found.lead,
        author=clean_line(str(package.get("author") or "")) or None,
        publisher=_organisation(package),
        stamp=stamp,
        date_source="selector" if stamp else None,
        links=tuple(dict.fromkeys(str(item["url"]) for item in resources if _is_address(item.get("url")))),
        parser="ckan",
    )


def _with_paragraphs(notes: str) -> str:
    """Notes are Markdown or HTML; of Markdown only the line breaks count here."""
    return notes if "<p" in notes or "<br" in notes else notes.replace("\r", "").replace("\n", "<br>")


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _published(package: dict[str, Any]) -> Stamp | None:
    extras = {
        str(item.get("key")).lower(): item.get("value")
        for item in package.get("extras") or []
        if isinstance(item, dict)
    }
    for value in (package.get("issued"), extras.get("issued"), package.get("metadata_created")):
        if isinstance(value, str) and (stamp := parse_date(in_utc(value))):
            return stamp
    modified = package.get("metadata_modified")
    return parse_date(in_utc(modified)) if isinstance(modified, str) else None


def _organisation(package: dict[str, Any]) -> str | None:
    organisation = package.get("organization")
    return clean_line(str(organisation.get("title") or "")) or None if isinstance(organisation, dict) else None


def _table(where: str, result: dict[str, Any]) -> Reading:
    records = _records(where, result)
    fields = [item for item in result.get("fields") or [] if isinstance(item, dict)]
    types = {str(item.get("id")): str(item.get("type") or "") for item in fields}
    columns = [name for name in types or list(records[0]) if name != _ROW_NUMBER]
    rows = [[(clean_line(name), 1, 1, True) for name in columns]]
    rows += [[(_written(record.get(name), types.get(name, "")), 1, 1, False) for name in columns] for record in records]
    found = outline([Line("", "table", table=expand(rows))], None, None)
    return Reading(title=None, pieces=found.pieces, parser="ckan")


def _records(where: str, result: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table, all of them: figures of a part would pass for those of the whole."""
    records: list[Any] = result["records"]
    if not records:
        raise EmptyTable(where, "the table has no records")
    wrong = next((n for n, record in enumerate(records, 1) if not isinstance(record, dict)), None)
    if wrong is not None:
        raise BrokenRecord(where, f"row {wrong} is a {type(records[wrong - 1]).__name__} without names of columns")
    total, asked = result.get("total"), dict(parse_qsl(urlsplit(where).query))
    reached = _count(result.get("offset"), asked.get("offset"), 0) + len(records)
    if isinstance(total, int) and result.get("total_was_estimated") is not True:
        if total > reached:
            raise IncompleteTable(where, f"the answer ends with row {reached} of {total}")
    elif len(records) >= (limit := _count(result.get("limit"), asked.get("limit"), _ROWS_UNASKED)):
        raise IncompleteTable(
            where, f"it does not say how many rows there are, and gives as many as its limit, {limit}"
        )
    if len(records) > MAX_ROWS:
        raise IncompleteTable(where, f"{len(records)} rows, at most {MAX_ROWS} are read")
    return records


def _count(told: Any, asked: str | None, otherwise: int) -> int:
    """A number of rows: as the answer tells it, else as its address asks for it."""
    written = told if isinstance(told, int) else whole_number(asked)
    return otherwise if written is None else written


def _written(value: Any, kind: str) -> str:
    """A value as Vietnamese tables print it: a decimal comma, so that 12.345 is not read as twelve thousand.

    Numbers may come as text; `kind`, the type of the column, tells them from a text that looks like one.
    """
    if value is None:
        return ""
    if isinstance(value, str) and _TYPES_OF_NUMBERS.fullmatch(kind):
        value = _number(value.strip())
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return clean_line(str(value))


def _number(written: str) -> Decimal | str:
    """A number digit by digit as it is written; what is none, or of hundreds of digits, stays a text."""
    return Decimal(written) if _NUMBER.fullmatch(written) else written


FAMILY = Family(
    name="ckan",
    versions=(Version(_PAGE),),
    marks=('content="ckan', "/base/javascript/ckan", "data-site-root"),
    read_json=read_answer,
)

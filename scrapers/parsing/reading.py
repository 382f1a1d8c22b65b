"""From a capture or a file to a `Document`: chooses the reader, then composes text, blocks, dates and ids."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from schemas.country import COUNTRY
from schemas.days import day_of
from schemas.records import Capture, Document
from scrapers.canonical_url import DEFAULT_PORTS, canonical_url
from scrapers.parsing import failures, identity, office, plaintext
from scrapers.parsing.base import Family, Reading, read_page
from scrapers.parsing.compose import compose
from scrapers.parsing.dates import Stamp, parse_date
from scrapers.parsing.decoding import decode
from scrapers.parsing.errors import EmptyBody, FileTooLarge, UnknownFamily, UnsupportedFile
from scrapers.parsing.families import BY_NAME, detect
from scrapers.parsing.outline import Piece
from scrapers.parsing.page import Page, open_page
from scrapers.parsing.publication import latest_publication
from scrapers.parsing.textual import clean_line

PARSER_VERSION = "44"
DROPPED_FILE = "dropped_file"
MAX_FILE_BYTES = 20_000_000
_MAX_PAGE_BYTES = 20_000_000
_KIND_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
_KIND_BY_TYPE = {
    "text/plain": "text",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_TAGGED = re.compile(r"<\s*(?:!doctype\s+html|html|body|head)\b", re.IGNORECASE)


class SourceLike(Protocol):
    """What the parser reads of a registry entry; `scrapers.sources.model.Source` fits."""

    @property
    def id(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def province(self) -> str | None: ...
    @property
    def selectors(self) -> Any: ...


@dataclasses.dataclass(frozen=True, slots=True)
class _Origin:
    """Where a reading comes from."""

    source_id: str
    capture_id: str
    url: str
    captured_at: dt.datetime
    province: str | None


def parse_capture(capture: Capture, body: bytes, source: SourceLike) -> Document:
    """What a capture says.

    Raises a named `ParseError` where it holds no article; `UnknownFamily` where the source names a family without a
    parser.
    """
    where = capture.final_url or capture.url
    if source.family == DROPPED_FILE or capture.purpose == "file":
        kind = _kind_of(str(capture.meta.get("file_name") or where), capture.content_type, body)
        reading = _read_file(kind, body, where, capture.encoding, capture.captured_at, capture.meta)
    else:
        reading = _read_answer(capture, body, source, where)
    # The folder of dropped files belongs to no province; a file's own is in its sidecar.
    nowhere = source.family == DROPPED_FILE and source.province == COUNTRY
    origin = _Origin(
        source.id,
        capture.capture_id,
        str(capture.meta.get("url") or where),
        capture.captured_at,
        None if nowhere else source.province,
    )
    latest = latest_publication(capture.captured_at)
    return _document(reading, origin, capture.meta, capture.listing_published_at, capture.listing_title, latest)


def parse_file(path: Path) -> Document:
    """What a file says: .txt, .html, .htm, .pdf, .docx.

    The time of capture is the file's own; copying may have set it back, so that it limits no date of a text. What a
    sidecar says counts for captures (`parse_capture`). Raises `UnsupportedFile`, `FileTooLarge`, `EmptyBody` or another
    `ParseError` that names the file.
    """
    where = path.name
    if path.suffix.lower() not in _KIND_BY_SUFFIX:
        raise UnsupportedFile(where, f"suffix {path.suffix or '(none)'!r}")
    stat = path.stat()
    if stat.st_size > MAX_FILE_BYTES:
        raise FileTooLarge(where, f"{stat.st_size} bytes, at most {MAX_FILE_BYTES} are read")
    body = path.read_bytes()
    captured_at = dt.datetime.fromtimestamp(int(stat.st_mtime), dt.UTC)
    kind = _kind_of(where, "", body)
    reading = _read_file(kind, body, where, None, captured_at, {})
    capture_id = identity.stable_hash("file", hashlib.sha256(body).hexdigest())
    return _document(reading, _Origin("file", capture_id, f"file:{where}", captured_at, None), {})


def _kind_of(name: str, content_type: str, body: bytes) -> str:
    # Of a dropped file the whole is its name, which may hold any character.
    path = unquote(urlsplit(name).path) if urlsplit(name).scheme in DEFAULT_PORTS else name
    suffix = PurePosixPath(path).suffix.lower()
    kind = _KIND_BY_SUFFIX.get(suffix) or _KIND_BY_TYPE.get(content_type.partition(";")[0].strip().lower())
    if kind is None:
        raise UnsupportedFile(name, f"suffix {suffix or '(none)'!r}, content type {content_type or '(none)'!r}")
    if kind in ("text", "html") and (found := failures.known_file(body)) is not None:
        raise UnsupportedFile(name, f"it is named as {kind}, but is {found}")
    return kind


def _read_file(
    kind: str, body: bytes, where: str, charset: str | None, captured_at: dt.datetime, meta: Mapping[str, Any]
) -> Reading:
    if len(body) > MAX_FILE_BYTES:
        raise FileTooLarge(where, f"{len(body)} bytes, at most {MAX_FILE_BYTES} are read")
    if not body.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise EmptyBody(where, f"{len(body)} bytes, nothing but white space" if body else "0 bytes")
    if kind == "pdf":
        return plaintext.read_lines(office.read_pdf(body, where), where, meta)
    if kind == "docx":
        return plaintext.read_lines(office.read_docx(body, where), where, meta)
    if kind == "text" and b"\0\0" in body[:4000] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnsupportedFile(where, "binary data in a text file")
    text = decode(body, where, charset)
    if kind == "text" and not _TAGGED.match(text.lstrip()[:200]):
        return plaintext.read_text(text, where, meta)
    failures.check_text(where, text)
    page = open_page(where, str(meta.get("url") or where), text, captured_at, meta.get("title"))
    return _read_page(BY_NAME["generic"], page, None)


def _read_answer(capture: Capture, body: bytes, source: SourceLike, where: str) -> Reading:
    family = BY_NAME.get(source.family)
    if family is None:
        raise UnknownFamily(where, f"source {source.id} names family {source.family!r}")
    failures.check_redirect(capture.url, where)
    failures.check_type(where, capture.content_type, body, json_allowed=family.read_json is not None)
    failures.check_length(where, capture.headers, body)
    if len(body) > _MAX_PAGE_BYTES:
        raise FileTooLarge(where, f"{len(body)} bytes, at most {_MAX_PAGE_BYTES} are read")
    text = decode(body, where, capture.encoding)
    if family.read_json is not None and (capture.content_type.endswith("json") or text.lstrip()[:1] in ("{", "[")):
        return family.read_json(where, text)
    failures.check_text(where, text)
    page = open_page(where, where, text, capture.captured_at, capture.listing_title)
    return _read_page(family, page, source.selectors)


def _read_page(family: Family, page: Page, selectors: Any) -> Reading:
    """Read a page; the generic family gives way to one whose marks and body the page has."""
    if family.name == "generic":
        known = detect(page.html)
        if known is not None and next(page.select_any(known.selectors_on(page).body), None) is not None:
            family = known
    return read_page(family, page, selectors)


def _document(
    reading: Reading,
    origin: _Origin,
    meta: Mapping[str, Any],
    listing: dt.datetime | None = None,
    listing_title: str | None = None,
    latest: dt.date = dt.date.max,
) -> Document:
    title = clean_line(str(meta.get("title") or reading.title or listing_title or "")) or None
    stamp, date_source = _when(reading, meta, listing, latest)
    head = [Piece("title", title)] if title else []
    if reading.lead:
        head.append(Piece("lead", reading.lead))
    text, blocks = compose([*head, *reading.pieces])
    said = "\n".join(text[block.start : block.end] for block in blocks if block.kind != "furniture")
    url = canonical_url(origin.url)
    return Document(
        document_id=identity.document_id(origin.source_id, url, said),
        article_id=identity.article_id(origin.source_id, url),
        source_id=origin.source_id,
        capture_id=origin.capture_id,
        url=url,
        title=title,
        lead=reading.lead,
        author=reading.author,
        published_at=stamp.at if stamp else None,
        published_on=stamp.on if stamp else None,
        date_source=date_source,
        captured_at=origin.captured_at,
        province_code=str(meta["province_code"]) if meta.get("province_code") else origin.province,
        text=text,
        blocks=blocks,
        links=reading.links,
        original_publisher=reading.publisher,
        parser=reading.parser,
        parser_version=PARSER_VERSION,
    )


def _when(
    reading: Reading, meta: Mapping[str, Any], listing: dt.datetime | None, latest: dt.date
) -> tuple[Stamp | None, str | None]:
    """The sidecar's date, else what the page says, else the listing's; none that is later than `latest`."""
    given = meta.get("published_on")
    stated = (
        Stamp(given)
        if isinstance(given, dt.date) and not isinstance(given, dt.datetime)
        else parse_date(str(given or ""))
    )
    if stated and stated.on <= latest:
        if reading.stamp and reading.stamp.on == stated.on:
            return reading.stamp, "sidecar"
        return stated, "sidecar"
    if reading.stamp and reading.stamp.on <= latest:
        return reading.stamp, reading.date_source
    if listing is not None and day_of(listing) <= latest:
        return Stamp(day_of(listing), listing.astimezone(dt.UTC)), "listing"
    return None, None

"""Finds what the archive holds of one address, as a parsed document.

Lives here: the look-up of the latest readable capture of an address, parsed with the settings of its source. Never
here: fetching; a page that was never captured is named, not asked for.
"""

from __future__ import annotations

from orchestration.settings import Settings
from orchestration.steps.fetch import registry
from orchestration.steps.parse import READABLE
from schemas.records import Capture, Document
from scrapers.parsing import parse_capture
from warehouse.archive import Archive


class NotInArchiveError(LookupError):
    """No readable capture of the address is in the archive; the message says where it was looked for and what to do."""


def archived_document(settings: Settings, url: str) -> Document:
    """The latest capture of an address, parsed.

    Raises:
        NotInArchiveError: the archive has no capture of it that is an article, a page or a file.
        ParseError: the capture cannot be read.
        CorruptCaptureError: the capture's body is damaged.
    """
    archive = Archive(settings.home.archive)
    captures = [
        capture
        for source_id in archive.source_ids()
        for capture in archive.captures(source_id)
        if capture.purpose in READABLE and url in (capture.url, capture.final_url, capture.meta.get("url"))
    ]
    if not captures:
        raise NotInArchiveError(
            f"{url}: not in the archive {settings.home.archive}; a run captures it if a source lists it"
            " (observatory run), or save the page and take it in (observatory ingest FILE)"
        )
    latest: Capture = max(captures, key=lambda capture: capture.captured_at)
    source = registry(settings).get(latest.source_id)
    return parse_capture(latest, archive.read_body(latest.sha256), source)

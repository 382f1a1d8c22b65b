"""Captured bytes to documents: title, date, author, lead, paragraphs, captions, tables, links, with exact places.

Lives here: decoding, the families of content systems, the generic reader, dropped files, the named failures. Not here:
fetching (`scrapers.fetching`), what the numbers mean (`scrapers.extraction`), where rows lie (`warehouse`).
"""

from __future__ import annotations

from scrapers.parsing.errors import (
    AccessDenied,
    BrokenFile,
    BrokenRecord,
    Captcha,
    EmptyBody,
    EmptyTable,
    ErrorTextWithStatus200,
    FileTooLarge,
    IncompleteTable,
    InvalidSelector,
    LoginForm,
    MaintenanceNotice,
    NotHtml,
    ParseError,
    RedirectedToHome,
    TruncatedPage,
    UndecodableText,
    UnknownFamily,
    UnsupportedFile,
)
from scrapers.parsing.families import BY_NAME
from scrapers.parsing.reading import DROPPED_FILE, PARSER_VERSION, parse_capture, parse_file

FAMILIES: tuple[str, ...] = (*sorted(BY_NAME), DROPPED_FILE)

__all__ = [
    "FAMILIES",
    "PARSER_VERSION",
    "AccessDenied",
    "BrokenFile",
    "BrokenRecord",
    "Captcha",
    "EmptyBody",
    "EmptyTable",
    "ErrorTextWithStatus200",
    "FileTooLarge",
    "IncompleteTable",
    "InvalidSelector",
    "LoginForm",
    "MaintenanceNotice",
    "NotHtml",
    "ParseError",
    "RedirectedToHome",
    "TruncatedPage",
    "UndecodableText",
    "UnknownFamily",
    "UnsupportedFile",
    "parse_capture",
    "parse_file",
]

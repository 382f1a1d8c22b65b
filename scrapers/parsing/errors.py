"""The named ways in which bytes cannot become a document.

Each exception is a class of its own, so that quarantine can count them, and its message names the address, what was
seen there and what to do. Nothing is decided here; see `failures` for how they are recognised.
"""

from __future__ import annotations

from typing import ClassVar

from scrapers.parsing.textual import told


class ParseError(Exception):
    """A capture that does not become a document.

    `where` is the address or file name, `seen` is what the parser met, in a few words.
    """

    what: ClassVar[str] = "cannot be parsed"
    advice: ClassVar[str] = "Look at the stored capture and at the selectors of the source."

    def __init__(self, where: str, seen: str) -> None:
        self.where, self.seen = told(where), told(seen)
        super().__init__(f"{self.where}: {self.what}: {self.seen}. {self.advice}")


class LoginForm(ParseError):
    """The page asks for a password instead of showing an article."""

    what = "login form instead of an article"
    advice = "Find a public address of the article or switch the source off."


class Captcha(ParseError):
    """The page asks the visitor to prove to be a person."""

    what = "captcha instead of an article"
    advice = "Ask the publisher for access; lower the request rate of the source."


class MaintenanceNotice(ParseError):
    """The site says that it is being repaired."""

    what = "maintenance notice instead of an article"
    advice = "Fetch again later."


class AccessDenied(ParseError):
    """The site refuses, although it answered with status 200."""

    what = "refusal of access with status 200"
    advice = "Check the user agent and the robots rules of the site, or ask the publisher."


class ErrorTextWithStatus200(ParseError):
    """An error page (not found, server error) that was sent with status 200."""

    what = "error page with status 200"
    advice = "The article was moved or the site is broken; check the listing that names it."


class RedirectedToHome(ParseError):
    """An article address that led to the home page."""

    what = "redirected to the home page"
    advice = "The article was removed or moved; check the listing that names it."


class TruncatedPage(ParseError):
    """A page that ends in the middle."""

    what = "page is cut off"
    advice = "Fetch it again."


class EmptyBody(ParseError):
    """A page (or file) without any text of an article."""

    what = "no article text"
    advice = "Check the body selector of the source, or whether the text arrives by script."


class EmptyTable(ParseError):
    """A table page whose table has no rows of data."""

    what = "table without rows"
    advice = "Check whether the rows arrive by script or the period has no data yet."


class IncompleteTable(ParseError):
    """A part of a table: its figures would pass for those of the whole."""

    what = "not the whole table"
    advice = (
        "List an address of kind pages that narrows it to the rows that matter (filters=…), or leave the table out by "
        "article_url."
    )


class NotHtml(ParseError):
    """Something other than HTML where a page was expected."""

    what = "not an HTML page"
    advice = "Set the purpose of the address to file, or leave it out of the listing."


class UndecodableText(ParseError):
    """Characters that cannot be read in any encoding that is used for Vietnamese."""

    what = "text cannot be decoded"
    advice = "Give the encoding of the file or convert it to UTF-8."


class BrokenRecord(ParseError):
    """A JSON answer without the fields that its family guarantees."""

    what = "record without the expected fields"
    advice = "Check that the address answers with one post."


class InvalidSelector(ParseError):
    """A selector that is not CSS."""

    what = "invalid selector"
    advice = "Correct the selectors of the source in the registry."


class UnknownFamily(ParseError):
    """A family that no parser is written for."""

    what = "unknown family"
    advice = "Use one of scrapers.parsing.FAMILIES in the registry."


class UnsupportedFile(ParseError):
    """A file of a kind that is not read."""

    what = "unsupported file"
    advice = "Convert it to .txt, .html, .pdf or .docx."


class FileTooLarge(ParseError):
    """A file beyond the size that is read, as it lies or unpacked."""

    what = "file is too large"
    advice = "Split it, or keep only the part with text."


class BrokenFile(ParseError):
    """A PDF or DOCX file that its reader cannot open."""

    what = "file cannot be opened"
    advice = "Open it in its own program and save it again, without a password."

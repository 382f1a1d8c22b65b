"""The normal form of a body: what is left when counters, tokens and clocks are taken out, and its hash.

Two bodies of one address with the same normal form say the same, so the second makes no new version. What is taken out
is narrow on purpose: an unlucky difference costs one more capture, a difference that was taken out wrongly would lose a
correction. So figures in sentences and tables always count, and a date only goes where it is the day of the answer.
Never here: which numbers are counters (`counters`), what a page says (`scrapers.parsing`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata

from scrapers.canonical_url import VISIT_PARAMETER
from scrapers.fetching.answers import Response
from scrapers.fetching.body import gunzip
from scrapers.fetching.counters import without_counters
from scrapers.fetching.errors import FetchError

_OPENING = re.compile(r"<(!--|script\b|style\b|noscript\b)", re.IGNORECASE)
_CLOSING = {name: re.compile(rf"</{name}[^<>]{{0,20}}>", re.IGNORECASE) for name in ("script", "style", "noscript")}
_CLOSING["!--"] = re.compile("-->")
# Some sites keep the article in a script, as markup or as JSON.
_PROSE = re.compile(r"[\u1ea0-\u1ef9]|\\u1e[a-f][0-9a-f]|<p\b|\\u003c", re.IGNORECASE)
# Every repetition is bounded, so that no page can make a search take more than time in proportion to its length.
_TOKEN_TAG = re.compile(
    r"<(?:input\b(?=[^<>]{0,1000}\btype\s?=\s?[\"']?hidden\b)|meta\b(?=[^<>]{0,1000}(?:csrf|nonce|token))"
    r"|link\b(?=[^<>]{0,1000}(?:stylesheet|preload|icon)))[^<>]*>",
    re.IGNORECASE,
)
_TOKEN_ATTRIBUTE = re.compile(
    r"\s(?:nonce|integrity|style|data-[a-z-]{0,30}(?:token|nonce|csrf|time|cfemail|ts)[a-z-]{0,30})"
    r"=(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s>\"']{1,200})",
    re.IGNORECASE,
)
_TOKEN_PARAMETER = re.compile(
    rf"[?&;/](?:{VISIT_PARAMETER}|(?:v|ver|t|ts|_|r|rnd|rand|cache|token|time|timestamp)=[\w.%-]{{0,200}}"
    r"|cdn-cgi/l/email-protection\#[0-9a-f]{0,400})",
    re.IGNORECASE,
)
_MOST_BYTES = 64 * 1024 * 1024
_LONG_DIGITS = re.compile(r"\d{10,}")

# A stretch of text with a digit in it, between two tags.
_NOTE = re.compile(r"(?<=>)[^<>\d]{0,50}\d[^<>]{0,50}(?=<)")
_EDGE = "|•·()- "
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)")
_DAY_IN_WORDS = re.compile(r"ngày\s(\d{1,2})\stháng\s(\d{1,2})\snăm\s(\d{4})", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}\s?[:h]\s?\d{2}(?:\s?:\s?\d{2})?(?:\s?[APCS]M)?")
_CLOCK_WORDS = re.compile(r"[\s,|()+:–-]|GMT|\b7\b|thứ\s\S+|chủ\snhật|hôm\snay|ngày|giờ|lúc", re.IGNORECASE)


def content_sha256(response: Response, on: dt.date) -> str:
    """The hash of the normal form of an answer; `on` is the day in Vietnam on which it came."""
    kind = response.content_type
    if kind in ("text/html", "application/xhtml+xml"):
        return _hash(_normal_page(_decoded(response), on))
    if kind.endswith("xml"):
        return _hash(_normal_feed(_decoded(response)))
    return hashlib.sha256(_unpacked(response.body)).hexdigest()


def _unpacked(body: bytes) -> bytes:
    """A packed sitemap as it was before: packing it again writes another time into it. A bomb stays as it is."""
    try:
        return gunzip(body, _MOST_BYTES)
    except FetchError:
        return body


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _decoded(response: Response) -> str:
    """The body as text that keeps every difference, whatever its encoding: bytes that are not UTF-8 stay apart."""
    return unicodedata.normalize("NFC", response.body.decode("utf-8", "surrogateescape"))


def _normal_feed(text: str) -> str:
    """A feed from its first item on: before it stand the times of its own making."""
    first = re.search(r"<(?:item|entry)\b", text)
    return " ".join((text[first.start() :] if first else text).split())


def _normal_page(text: str, on: dt.date) -> str:
    said = " ".join(_TOKEN_TAG.sub("", _with_words(text)).split())
    said = _NOTE.sub(lambda note: "" if _is_clock(note[0].strip(_EDGE), on) else note[0], without_counters(said))
    return _TOKEN_PARAMETER.sub("", _TOKEN_ATTRIBUTE.sub("", said))


def _with_words(text: str) -> str:
    """The page without comments, styles, and scripts that hold no prose."""
    kept, at = list[str](), 0
    while opening := _OPENING.search(text, at):
        name = opening[1].lower()
        closing = _CLOSING[name].search(text, opening.end())
        if closing is None:
            break  # what is never closed counts as it stands
        kept.append(text[at : opening.start()])
        script = text[opening.end() : closing.start()]
        if name == "script" and _PROSE.search(script):
            kept.append(_LONG_DIGITS.sub("", script))
        at = closing.end()
    return "".join([*kept, text[at:]])


def _is_clock(words: str, on: dt.date) -> bool:
    """Whether a stretch of text is nothing but a clock that shows the answer's own day."""
    day = _DAY.search(words) or _DAY_IN_WORDS.search(words)
    if day is None or (int(day[3]), int(day[2]), int(day[1])) != (on.year, on.month, on.day):
        return False
    rest = _TIME.sub("", words[: day.start()] + words[day.end() :])
    return not _CLOCK_WORDS.sub("", rest)

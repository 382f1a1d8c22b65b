"""The one form of a web address, under which it is asked, kept and compared.

Lives here: what is no part of an address because it names a visit or a campaign and no document, the ports that go
without saying, `canonical_url`. Never here: which addresses belong to a source (`scrapers.sources.hosts`), quoting for
a request (`scrapers.fetching.addresses`), names of articles (`scrapers.parsing.identity`).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}

VISIT_PARAMETER = (
    r"(?:(?:jsessionid|phpsessid|asp\.net_sessionid|aspsessionid[a-z]{0,20}|p_auth)=[\w.!,:~%-]{0,200}"
    # What else is called so may be the number of an article (of PHP-Nuke, for one), unless it looks drawn by lot.
    r"|(?:sid|sess|sessid|session|session_?id)=(?=[a-z]{0,128}\d)(?=\d{0,128}[a-z])[\da-z]{20,128}(?![\w-]))"
)
"""A parameter that names the visit, as a pattern that takes time in proportion to the text, case aside."""
_CAMPAIGN_PARAMETER = (
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|srsltid|msclkid|yclid|ttclid|twclid|mibextid|igshid|igsh"
    r"|mc_[ce]id|zarsrc|zanpid|_ga|_gl|__tn__|vnn_source)(?:=.*)?"
)
_NOT_OF_THE_DOCUMENT = re.compile(rf"{VISIT_PARAMETER}|{_CAMPAIGN_PARAMETER}", re.IGNORECASE | re.DOTALL)
_VISIT_AFTER_SEMICOLON = re.compile(rf"(?:;|%3B){VISIT_PARAMETER}(?=[/;]|%3B|$)", re.IGNORECASE)
# ASP.NET without cookies: `/(S(lit3py55t21z5v55vlm25s55))/tin/7.aspx`.
_VISIT_AS_FOLDER = re.compile(r"/\((?:[A-Z]\([^()/]{1,200}\)){1,5}\)(?=/)")
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """The address without fragment, default port, and what names the visit or the campaign that led to it.

    The rest of the query stays as it is and in its order, because some portals keep the article's number there. What is
    no address of the web (a dropped file) stays as it is.

    Raises:
        ValueError: it looks like an address of the web and cannot be read as one.

    >>> canonical_url("HTTPS://Www.Example.gov.vn:443/Trang/Tin.aspx;jsessionid=1F?nid=5&utm_source=x#a")
    'https://www.example.gov.vn/Trang/Tin.aspx?nid=5'
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise ValueError(f"{url!r} is no web address ({error}); correct it") from error
    if parts.scheme not in DEFAULT_PORTS or not host:
        return url
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != DEFAULT_PORTS[parts.scheme]:
        netloc += f":{port}"
    path = _VISIT_AFTER_SEMICOLON.sub("", _VISIT_AS_FOLDER.sub("", parts.path)) or "/"
    pieces = (_VISIT_AFTER_SEMICOLON.sub("", piece) for piece in parts.query.split("&"))
    query = "&".join(piece for piece in pieces if piece and not _NOT_OF_THE_DOCUMENT.fullmatch(piece))
    whole = urlunsplit((parts.scheme, netloc, path, query, ""))
    return _ESCAPE.sub(lambda escape: escape[0].upper(), whole)

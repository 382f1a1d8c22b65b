"""Stable names of articles and their versions.

Hashes are made of strings only, so that a re-read of an old capture gives the same ids for ever.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit, urlunsplit

_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|zarsrc|dclid|mc_[ce]id|igshid|vnn_source)$", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The address without fragment, default port and tracking parameters; the query stays (it names articles).

    >>> canonical_url("HTTPS://Www.Example.gov.vn:443/Trang/Tin.aspx?nid=5&utm_source=x#a")
    'https://www.example.gov.vn/Trang/Tin.aspx?nid=5'
    """
    parts = urlsplit(url.strip())
    if not parts.netloc:
        return urlunsplit((parts.scheme, "", parts.path, parts.query, ""))
    host = (parts.hostname or "").lower()
    try:
        port = parts.port
    except ValueError:
        port = None
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    kept = [item for item in parts.query.split("&") if item and not _TRACKING.match(item.partition("=")[0])]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", "&".join(kept), ""))


def address_key(url: str) -> str:
    """What two spellings of one address share: no scheme, no `www.`, no final slash."""
    parts = urlsplit(canonical_url(url))
    host = parts.netloc.removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def stable_hash(*parts: str) -> str:
    """First 16 hex digits of the SHA-256 of the parts; no part can run into the next."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_id(source_id: str, url: str) -> str:
    """Name of an article across its versions."""
    return stable_hash("article", source_id, address_key(url))


def document_id(source_id: str, url: str, text: str) -> str:
    """Name of one version of an article; `text` is what it says, without furniture."""
    return stable_hash("document", source_id, address_key(url), text)

"""Stable names of articles and their versions.

Hashes are made of strings only, so that a re-read of an old capture gives the same ids for ever.
"""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from scrapers.canonical_url import DEFAULT_PORTS, canonical_url


def address_key(url: str) -> str:
    """What two spellings of one address share: no scheme, no `www.`, no final slash.

    Of a dropped file, whose name may hold any character, all but the scheme.
    """
    form = canonical_url(url)
    parts = urlsplit(form)
    if parts.scheme not in DEFAULT_PORTS:
        return form.removeprefix(f"{parts.scheme}:").removeprefix("//")
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def stable_hash(*parts: str) -> str:
    """First 16 hex digits of the SHA-256 of the parts; no part can run into the next."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_id(source_id: str, url: str) -> str:
    """Name of an article across its versions."""
    return stable_hash("article", source_id, address_key(url))


def document_id(source_id: str, url: str, text: str) -> str:
    """Name of one version of an article; `text` is what it says, without furniture."""
    return stable_hash("document", source_id, address_key(url), text)

"""What a response says besides its body: status, conditions, redirects, lengths, times to wait."""

from __future__ import annotations

import contextlib
import dataclasses
from urllib.parse import urljoin

import requests
from requests.utils import requote_uri
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from schemas.records import Capture
from scrapers.fetching import errors
from scrapers.fetching.addresses import MAX_ADDRESS
from scrapers.parsing.textual import whole_number

REDIRECTS = (301, 302, 303, 307, 308)
MAX_HEAD_BYTES = 64 * 1024
"""Of all headers together: they are kept with every capture. Servers of portals send one or two thousand."""
_WITHOUT_DOCUMENT = (204, 205, 206)


@dataclasses.dataclass(frozen=True, slots=True)
class Response:
    """An answer with its body (unpacked), or the word that nothing changed (`not_modified`, no body).

    `headers` have lower-case names and no cookies; `content_type` is the media type alone; `encoding` what it declares.
    """

    url: str
    final_url: str
    status_code: int
    headers: dict[str, str]
    content_type: str
    encoding: str | None
    body: bytes
    attempts: int
    duration_ms: int

    @property
    def not_modified(self) -> bool:
        """Whether the server says that the capture that was named in the request still holds."""
        return self.status_code == 304


def conditions(known: Capture | None, url: str) -> dict[str, str]:
    """Headers that ask only for what changed; they hold for the address that gave the capture its validators."""
    if known is None or known.final_url != url:
        return {}
    wanted = {"If-None-Match": known.headers.get("etag"), "If-Modified-Since": known.headers.get("last-modified")}
    return {name: value for name, value in wanted.items() if value}


def check_head(response: requests.Response, url: str) -> None:
    """Raises `TooLarge` for headers that are larger than any page needs them."""
    size = sum(len(name) + len(value) for name, value in response.headers.items())
    if size > MAX_HEAD_BYTES:
        raise errors.TooLarge(f"{url} answers with {size} bytes of headers, more than the {MAX_HEAD_BYTES} allowed")


def check_status(response: requests.Response, url: str, *, conditional: bool) -> None:
    """Raises `HttpStatusError` for a status that holds no document; 304 is fine where it was asked for."""
    status = response.status_code
    if (status == 304 and conditional) or (200 <= status < 300 and status not in _WITHOUT_DOCUMENT):
        return
    retry_after = _retry_after(response.headers.get("Retry-After"))
    wait = f"; it asks to wait {retry_after:g} s" if retry_after is not None else ""
    raise errors.HttpStatusError(
        f"{url} answered {status} {response.reason or ''}".rstrip() + wait, status_code=status, retry_after=retry_after
    )


def _retry_after(value: str | None) -> float | None:
    if not value:
        return None
    try:
        return float(Retry().parse_retry_after(value))
    except (InvalidHeader, ValueError, OverflowError):
        return None


def redirect_target(url: str, location: str) -> str:
    """The full address that a `Location` header names; raises `RedirectRefused` where it names none."""
    # Servers write UTF-8 into the header, which HTTP reads as Latin-1.
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = str(requote_uri(urljoin(url, location.strip()).partition("#")[0]))
    except ValueError as error:
        raise errors.RedirectRefused(f"{url} leads to {location!r}, which is no address") from error
    if len(target) > MAX_ADDRESS:
        raise errors.RedirectRefused(f"{url} leads to an address of {len(target)} characters")
    return target


def declared_length(response: requests.Response) -> int | None:
    """Bytes that `Content-Length` announces; None where it announces nothing that can be read."""
    return whole_number(response.headers.get("Content-Length"))

"""Reads the body of a response within limits of size and time, unpacking it as it comes.

Lives here: the limits. Unpacking is done here and not by the HTTP library, so that a few kilobytes that unpack to
gigabytes are stopped at the limit, whatever the library's version. Not here: what the bytes mean.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Protocol

from urllib3.exceptions import IncompleteRead, InvalidChunkLength, ProtocolError, ReadTimeoutError, SSLError

from scrapers.fetching.errors import (
    BodyIncomplete,
    BodyUndecodable,
    FetchError,
    ReadTimeout,
    TooLarge,
    TotalTimeExceeded,
)

_CHUNK = 64 * 1024
_MAX_MEMBERS = 10_000
"""Of a packed body, each packed for itself: an empty one takes 20 bytes and as much work as a full one."""
ACCEPT_ENCODING = "gzip, deflate"


class RawBody(Protocol):
    """What is needed of a urllib3 response."""

    def read1(self, amt: int | None = None, decode_content: bool | None = None) -> bytes:
        """At most `amt` bytes, from at most one read of the connection."""


class Unpacker:
    """Undoes gzip (also several members) or deflate, never holding more than `limit` bytes of result."""

    def __init__(self, coding: str, limit: int) -> None:
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise BodyUndecodable(
                f"the body is packed as {coding!r}, which was not asked for; the server must be set right"
            )
        self._coding = coding
        self._limit = limit
        self._size, self._members = 0, 0
        self._started = False
        self._engine = self._fresh()

    def _fresh(self, raw_deflate: bool = False) -> zlib._Decompress:
        if self._coding == "deflate":
            return zlib.decompressobj(-zlib.MAX_WBITS if raw_deflate else zlib.MAX_WBITS)
        return zlib.decompressobj(zlib.MAX_WBITS | 16)

    def feed(self, data: bytes) -> bytes:
        """The next bytes of the result; raises `TooLarge` at the limit and `BodyUndecodable` for damaged input."""
        out = bytearray()
        while data:
            if self._engine.eof:
                if self._coding == "deflate" or not data.startswith(b"\x1f\x8b"):
                    break  # padding after the end, which browsers ignore, too
                self._members += 1
                if self._members > _MAX_MEMBERS:
                    raise TooLarge(f"the body is packed in more than {_MAX_MEMBERS} parts; no server packs like that")
                self._engine = self._fresh()
            piece, data = self._step(data)
            out += piece
            self._size += len(piece)
            if self._size > self._limit:
                raise TooLarge(
                    f"the body unpacks to more than {self._limit} bytes; raise max_body_bytes if that is meant"
                )
        return bytes(out)

    def _step(self, data: bytes) -> tuple[bytes, bytes]:
        try:
            piece = self._engine.decompress(data, self._limit - self._size + 1)
        except zlib.error as error:
            if self._coding == "deflate" and not self._started:
                # Half of the servers that say "deflate" send it without the zlib frame.
                self._started, self._engine = True, self._fresh(raw_deflate=True)
                return b"", data
            raise BodyUndecodable(
                f"the body is not packed as its headers say ({error}); the next run asks again"
            ) from error
        self._started = True
        return piece, self._engine.unused_data or self._engine.unconsumed_tail

    def finish(self) -> None:
        """Raises `BodyIncomplete` where the packed body ended in the middle."""
        if self._started and not self._engine.eof:
            raise BodyIncomplete("the packed body ends in the middle; the next run asks again")


def read_body(
    raw: RawBody, *, coding: str, declared_length: int | None, limit: int, deadline: float, clock: Callable[[], float]
) -> bytes:
    """The whole body, unpacked.

    Raises:
        TooLarge: it is, or says it is, larger than `limit` bytes.
        TotalTimeExceeded: it was not complete at `deadline` (a time of `clock`).
        ReadTimeout, BodyIncomplete, BodyUndecodable: it did not come, or not whole.
    """
    if declared_length is not None and declared_length > limit:
        raise TooLarge(
            f"the body has {declared_length} bytes, more than the {limit} allowed; raise max_body_bytes if meant"
        )
    unpacker = Unpacker(coding, limit) if coding and coding != "identity" else None
    out, received = bytearray(), 0
    try:
        while chunk := _read(raw):
            received += len(chunk)
            if received > limit:
                raise TooLarge(f"the body is larger than {limit} bytes; raise max_body_bytes if that is meant")
            if clock() > deadline:
                raise TotalTimeExceeded("the body was not complete in time; the next run asks again")
            out += unpacker.feed(chunk) if unpacker else chunk
        if unpacker:
            unpacker.finish()
    except FetchError as error:
        error.body_bytes = received
        raise
    return bytes(out)


def _read(raw: RawBody) -> bytes:
    try:
        return raw.read1(_CHUNK, decode_content=False)
    except ReadTimeoutError as error:
        raise ReadTimeout("the server fell silent in the middle of the body; the next run asks again") from error
    except (IncompleteRead, InvalidChunkLength, ProtocolError, SSLError) as error:
        raise BodyIncomplete(f"the connection ended before the body did ({error}); the next run asks again") from error


def gunzip(body: bytes, limit: int) -> bytes:
    """A gzip file (a packed sitemap) unpacked to at most `limit` bytes; other bodies come back as they are."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = Unpacker("gzip", limit)
    # In small steps: what follows the end of a part is copied at each end.
    unpacked = b"".join(unpacker.feed(body[start : start + _CHUNK]) for start in range(0, len(body), _CHUNK))
    unpacker.finish()
    return unpacked

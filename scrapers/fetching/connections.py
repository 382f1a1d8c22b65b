"""The transport below `requests`: connections that check who they talk to, and hosts that are served from loopback.

Lives here: two transport adapters. A name is looked up once, only those of its addresses that are allowed are connected
to, and the open connection is checked again before a byte is sent: a name that changes its address between the check
and the request gains nothing, and nothing private is even knocked at. Not here: retries, redirects, limits on bodies
(`client`, `body`).
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
)
from urllib3.response import HTTPResponse
from urllib3.util import connection as sockets

from scrapers.fetching.errors import HostNotAllowed, TotalTimeExceeded

PeerRule = Callable[[str], bool]
TOTAL_FACTOR = 3.0
"""A whole answer may take this many times the longest silence."""
MAX_ADDRESSES = 4
"""Of one name that are tried, each for the time that a connection may take."""


class _Guarded:
    """What plain and encrypted connections add: the choice of the peer, and a limit on the time of the headers."""

    sock: socket.socket | None
    timeout: Any
    host: str
    port: int
    socket_options: Any
    allows_peer: PeerRule

    def _connected(self) -> socket.socket:
        """A connection to the first address of the host that is allowed and answers."""
        failure: HTTPError | None = None
        for address in self._addresses():
            try:
                sock = sockets.create_connection((address, self.port), self.timeout, socket_options=self.socket_options)
            except TimeoutError as error:
                failure = ConnectTimeoutError(self, f"{self.host} gave no connection in time: {error}")
            except OSError as error:
                failure = NewConnectionError(self, f"no connection to {self.host}: {error}")  # type: ignore[arg-type]
            else:
                peer = str(sock.getpeername()[0])
                if self.allows_peer(peer):
                    return sock
                sock.close()
                raise self._not_allowed([peer])
        assert failure is not None  # noqa: S101 - there is at least one address
        raise failure

    def _addresses(self) -> list[str]:
        try:
            host, family = self.host.strip("[]"), sockets.allowed_gai_family()
            found = socket.getaddrinfo(host, self.port, family, socket.SOCK_STREAM)
        except UnicodeError as error:
            raise LocationParseError(f"{self.host!r}: a part of the name is empty or too long") from error
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error  # type: ignore[arg-type]
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        allowed = [address for address in addresses if self.allows_peer(address)]
        if not allowed:
            raise self._not_allowed(addresses)
        return allowed[:MAX_ADDRESSES]

    def _not_allowed(self, addresses: list[str]) -> HostNotAllowed:
        return HostNotAllowed(
            f"{self.host} has the address {', '.join(addresses[:MAX_ADDRESSES])}, which is not public; "
            "if that is meant, write this address as the base_url of the source"
        )

    @contextlib.contextmanager
    def _header_limit(self) -> Iterator[None]:
        """Ends the connection when headers drip in for too long: each byte resets the time-out of the socket."""
        timeout = self.timeout
        if self.sock is None or not isinstance(timeout, (int, float)):
            yield
            return
        late = threading.Event()
        timer = threading.Timer(timeout * TOTAL_FACTOR, _shut_down, args=(self.sock, late))
        timer.daemon = True
        timer.start()
        cut = f"{self.host} had not sent its headers after {timeout * TOTAL_FACTOR:g} s; the next run asks again"
        try:
            yield
        except Exception as error:
            if late.is_set():
                raise TotalTimeExceeded(cut) from error
            raise
        finally:
            timer.cancel()
        if late.is_set():  # a head that was cut short may still look like a head
            raise TotalTimeExceeded(cut)


def _shut_down(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


class _PlainConnection(_Guarded, HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return self._connected()

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as in urllib3
        with self._header_limit():
            return HTTPConnection.getresponse(self)


class _TlsConnection(_Guarded, HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return self._connected()  # before the handshake

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as in urllib3
        with self._header_limit():
            return HTTPSConnection.getresponse(self)


class GuardedAdapter(HTTPAdapter):
    """Sends requests over connections whose peer `allows_peer` has accepted. Never retries and never uses a proxy."""

    def __init__(self, allows_peer: PeerRule) -> None:
        self._allows_peer = staticmethod(allows_peer)
        super().__init__(pool_connections=4, pool_maxsize=1)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **pool_kwargs)
        rule = {"allows_peer": self._allows_peer}
        plain = type("PlainConnection", (_PlainConnection,), rule)
        tls = type("TlsConnection", (_TlsConnection,), rule)
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }


class VirtualHostAdapter(HTTPAdapter):
    """Sends requests for a logical host to a loopback address, with the logical name in the `Host` header.

    What is recorded keeps the logical address: the embedded sample web looks like a web of many hosts.
    """

    def __init__(self, address: tuple[str, int]) -> None:
        self._netloc = "{}:{}".format(*address)
        super().__init__(pool_connections=1, pool_maxsize=1)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        parts = urlsplit(str(request.url))
        served = request.copy()
        served.headers["Host"] = parts.netloc
        served.url = urlunsplit(("http", self._netloc, parts.path, parts.query, ""))
        response = super().send(served, *args, **kwargs)
        response.url, response.request = str(request.url), request
        return response

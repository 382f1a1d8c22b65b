"""The named ways in which an address cannot be fetched. The class name is the `reason` of a fetch outcome.

Each message (`detail`) says what happened and what to do. `refused` tells what we would not ask (robots, foreign
hosts) from what did not work; `heals` tells what is worth another try within the same run.
"""

from __future__ import annotations

from typing import ClassVar

from scrapers.parsing.errors import ParseError
from scrapers.parsing.textual import told

_TOO_MANY_REQUESTS = 429
_BUSY = frozenset({_TOO_MANY_REQUESTS, 500, 502, 503, 504})


class FetchError(Exception):
    """An address that gave nothing to keep.

    `attempts`, `body_bytes`, `duration_ms` and `url` (the address that failed: after a redirect another one than was
    asked) are filled in by the client. `never_asked` tells failures for which the host of that address can do nothing.
    """

    refused: ClassVar[bool] = False
    never_asked: ClassVar[bool] = False
    _heals: ClassVar[bool] = False
    _host_is_down: ClassVar[bool] = False

    def __init__(self, detail: str, *, status_code: int | None = None, retry_after: float | None = None) -> None:
        self.detail = told(detail)  # it may quote what a server sent
        super().__init__(self.detail)
        self.status_code = status_code
        self.retry_after = retry_after
        self.attempts = 0
        self.body_bytes = 0
        self.duration_ms = 0
        self.url = ""

    @property
    def heals(self) -> bool:
        """Whether another try within the run may succeed."""
        return self._heals

    @property
    def host_is_down(self) -> bool:
        """Whether the next address of the same host is likely to fare the same."""
        return self._host_is_down

    @property
    def asks_to_stop(self) -> bool:
        """Whether the host says that it wants no further request now."""
        return False

    @property
    def reason(self) -> str:
        """Name of the failure, as it stands in `fetch_outcomes`."""
        return type(self).__name__


class HttpStatusError(FetchError):
    """The server answered with a status that holds no document (404, 403, 500 …)."""

    @property
    def heals(self) -> bool:
        return self.status_code in _BUSY

    @property
    def host_is_down(self) -> bool:
        return self.status_code in _BUSY

    @property
    def asks_to_stop(self) -> bool:
        return self.status_code == _TOO_MANY_REQUESTS or self.retry_after is not None


class EmptyAnswer(FetchError):
    """Status 200 without a body."""


class RobotsRefused(FetchError):
    """robots.txt does not allow the address, or is itself behind a lock (401, 403)."""

    refused = True
    never_asked = True


class RobotsUnavailable(RobotsRefused):
    """robots.txt could not be read, so nothing is asked in this run."""


class HostNotAllowed(FetchError):
    """The address is not on a host of the source, or the host lies in a private network."""

    refused = True
    never_asked = True


class RedirectRefused(HostNotAllowed):
    """A redirect to a host that is not the source's, to a private address or to another kind of address."""


class TooManyRedirects(FetchError):
    """More redirects than are followed, or a loop."""


class HostLeftAlone(FetchError):
    """The host failed too often in this run, or asked for a pause; it is not asked again before the next run."""

    never_asked = True


class SampleHostNotServed(FetchError):
    """A host of the sample web, while the sample web is not running."""

    never_asked = True


class ConnectTimeout(FetchError):
    """No connection within the time allowed."""

    _heals = True
    _host_is_down = True


class ConnectionFailed(FetchError):
    """The connection was refused, or closed before an answer came."""

    _heals = True
    _host_is_down = True


class NameNotResolved(ConnectionFailed):
    """The host name has no address."""


class ReadTimeout(FetchError):
    """The server was silent for longer than `timeout_seconds`."""

    _host_is_down = True


class TotalTimeExceeded(FetchError):
    """The answer dripped in for longer than a whole answer may take."""

    _host_is_down = True


class TlsInvalid(FetchError):
    """The certificate or the encryption of the host cannot be trusted."""

    _host_is_down = True


class TooLarge(FetchError):
    """The body is larger than `max_body_bytes`, as sent or unpacked."""


class BodyIncomplete(FetchError):
    """The connection ended before the announced length was there."""


class BodyUndecodable(FetchError):
    """The body is not packed as its Content-Encoding says."""


class WrongContentType(FetchError):
    """The media type cannot hold what was asked for (an image where an article was expected)."""


class InvalidAnswer(FetchError):
    """What came is not HTTP, or the address cannot be asked."""


class BrokenListing(FetchError):
    """A listing that answered with something that is no listing."""


class EmptyListing(BrokenListing):
    """A listing without a single entry, which for a working listing does not happen."""


class ForeignListing(BrokenListing):
    """A listing whose links all lead to other hosts: it was moved, or taken over."""


class NoArticleListed(BrokenListing):
    """A listing none of whose addresses matches `article_url`: the site has changed, or it is another page now."""


class NoticeInstead(BrokenListing):
    """A page of links that shows a notice now; its reason is the notice's own name (`MaintenanceNotice` …)."""

    def __init__(self, url: str, notice: ParseError) -> None:
        super().__init__(
            f"{url} shows a notice in the place of its list ({notice.seen}); a later run asks it again, look at it in"
            " a browser if it stays so"
        )
        self._name = type(notice).__name__

    @property
    def reason(self) -> str:
        return self._name

"""The HTTP client of one source: one request at a time, with limits on everything that a server decides.

Lives here: `HttpClient.get`, that is retries and redirects followed by hand. Not here: what may be asked (`addresses`,
`robots`), when (`pace`), how responses are read (`answers`, `body`), what to ask (`fetch_source`).
"""

from __future__ import annotations

import dataclasses
import importlib.metadata
import random
import time
from collections.abc import Callable, Mapping
from email.message import Message
from http.cookiejar import DefaultCookiePolicy
from typing import Literal, Self
from urllib.parse import urlsplit

import requests
from requests.cookies import extract_cookies_to_jar
from urllib3.exceptions import HTTPError

from schemas.records import Capture
from scrapers.fetching import content_types, errors
from scrapers.fetching.addresses import SAMPLE_SUFFIX, AddressRule, host_of
from scrapers.fetching.answers import (
    REDIRECTS,
    Response,
    check_head,
    check_status,
    conditions,
    declared_length,
    redirect_target,
)
from scrapers.fetching.body import ACCEPT_ENCODING, read_body
from scrapers.fetching.connections import TOTAL_FACTOR, GuardedAdapter, VirtualHostAdapter
from scrapers.fetching.errors import FetchError
from scrapers.fetching.library_errors import named
from scrapers.fetching.pace import HostPace
from scrapers.sources.model import Source

PRODUCT = "observatory-of-provincial-digital-transformation"
DISTRIBUTION = "provincial-digital-transformation-observatory"
MAX_ATTEMPTS = 3
MAX_REDIRECTS = 5
MAX_RETRY_AFTER = 60.0
CONNECT_TIMEOUT = 10.0
_DISCARD_UP_TO = 64 * 1024

Permit = Callable[[str], float]
"""Given an address, the pause in seconds to keep at its host; raises `RobotsRefused` where it may not be asked."""
Guard = Callable[[str], None]
"""Given an address, raises `HostLeftAlone` where its host is not asked now."""


def user_agent(contact: str) -> str:
    """Who asks, in which version, and where to complain."""
    try:
        version = importlib.metadata.version(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        version = "0"
    reachable = " ".join(contact.split()).encode("ascii", "replace").decode()
    return f"{PRODUCT}/{version} (+{reachable or 'no contact given'})"


class HttpClient:
    """Asks the hosts of one source. Not for use by several threads; `pace` may be shared by clients of several threads.

    `virtual_hosts` maps host names to loopback addresses: requests go there, every recorded address stays logical.
    """

    def __init__(
        self,
        source: Source,
        *,
        contact: str,
        virtual_hosts: Mapping[str, tuple[str, int]] | None = None,
        pace: HostPace | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._limits = source.politeness
        self._rule = AddressRule(source.base_url or "")
        self._virtual_hosts = frozenset(virtual_hosts or ())
        self._pace = pace or HostPace(sleep, clock)
        self._clock, self._jitter = clock, jitter
        self._with_cookies = source.cookies
        self._session = self._new_session(contact, virtual_hosts or {})

    def _new_session(self, contact: str, virtual_hosts: Mapping[str, tuple[str, int]]) -> requests.Session:
        session = requests.Session()
        session.trust_env = False  # neither proxies nor passwords (.netrc) of the environment
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=None if self._with_cookies else []))
        session.headers.clear()
        session.headers.update(
            {
                "User-Agent": user_agent(contact),
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
                "Accept-Language": "vi,en;q=0.3",
                "Accept-Encoding": ACCEPT_ENCODING,
            }
        )
        guarded = GuardedAdapter(self._rule.allows_peer)
        for scheme in ("http://", "https://"):
            session.mount(scheme, guarded)
            for host, address in virtual_hosts.items():
                session.mount(f"{scheme}{host}/", VirtualHostAdapter(address))
        return session

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(
        self,
        url: str,
        *,
        purpose: content_types.Expected = "document",
        known: Capture | None = None,
        permit: Permit | None = None,
        guard: Guard | None = None,
        max_body_bytes: int | None = None,
    ) -> Response:
        """Ask an address; with `known`, only for what changed since that capture.

        `permit` and `guard` are asked before every request, also where a redirect leads.

        Raises:
            FetchError: one of `scrapers.fetching.errors`, with the number of tries and the time taken.
        """
        spent = _Spent(self._clock)
        ask = _Ask(purpose, known, permit, guard, max_body_bytes or self._limits.max_body_bytes, spent)
        while True:
            spent.attempts += 1
            try:
                return self._follow(url, ask)
            except FetchError as error:
                error.attempts, error.duration_ms = spent.attempts, spent.milliseconds
                error.url = error.url or url
                pause = self._pause_before_retry(error, spent.attempts)
                if pause is None:
                    raise
                self._pace.postpone(host_of(error.url), pause)

    def _pause_before_retry(self, error: FetchError, attempts: int) -> float | None:
        """Seconds until the next try; None where it would be of no use or too long a wait."""
        if not error.heals or attempts >= MAX_ATTEMPTS:
            return None
        if error.retry_after is None:
            return float(0.5 * 2 ** (attempts - 1) + 0.5 * self._jitter())
        return error.retry_after if error.retry_after <= MAX_RETRY_AFTER else None

    def _follow(self, url: str, ask: _Ask) -> Response:
        current, seen = url, {url}
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = self._step(current, url, ask)
            except FetchError as error:
                error.url = current
                raise
            if isinstance(answer, Response):
                return answer
            if answer in seen:
                raise errors.TooManyRedirects(f"{current} leads back to {answer}; take the address out or correct it")
            seen.add(answer)
            current = answer
        raise errors.TooManyRedirects(f"{url} leads on more than {MAX_REDIRECTS} times; take its final address instead")

    def _step(self, current: str, asked: str, ask: _Ask) -> Response | str:
        """One request on the way from the address that was asked, if it is allowed and its turn has come."""
        self._check_host(current, asked)
        if ask.guard:
            ask.guard(current)
        delay = ask.permit(current) if ask.permit else self._limits.delay_seconds
        with self._pace.turn(host_of(current), delay), ask.spent:
            return self._once(current, asked, ask)

    def _check_host(self, current: str, asked: str) -> None:
        host = (urlsplit(current).hostname or "").lower()
        if host.endswith(SAMPLE_SUFFIX) and host not in self._virtual_hosts:
            raise errors.SampleHostNotServed(
                f"{host} belongs to the sample web, which does not serve it; start the sample web"
            )
        if self._rule.allows(current):
            return
        site = urlsplit(self._rule.base_url).hostname
        if current != asked:
            raise errors.RedirectRefused(
                f"{asked} leads to {current}, which is not on {site}; check the source's base_url"
            )
        raise errors.HostNotAllowed(f"{current} is not on {site}; make its host a source of its own")

    def _once(self, url: str, asked: str, ask: _Ask) -> Response | str:
        """One exchange: an answer, or the address that it leads to."""
        deadline = self._clock() + self._limits.timeout_seconds * TOTAL_FACTOR
        wanted = conditions(ask.known, url)
        response = self._send(url, wanted)
        try:
            check_head(response, url)
            if self._with_cookies:
                extract_cookies_to_jar(self._session.cookies, response.request, response.raw)  # type: ignore[no-untyped-call]
            location = response.headers.get("Location")
            if response.status_code in REDIRECTS and location:
                self._discard(response, deadline)
                return redirect_target(url, location)
            check_status(response, url, conditional=bool(wanted))
            answer = self._read(response, url, asked, ask, deadline)
        except BaseException:
            response.close()
            raise
        response.raw.release_conn()
        return answer

    def _send(self, url: str, conditions: dict[str, str]) -> requests.Response:
        timeout = (min(CONNECT_TIMEOUT, self._limits.timeout_seconds), self._limits.timeout_seconds)
        try:
            request = self._session.prepare_request(requests.Request("GET", url, headers=conditions))
            adapter = self._session.get_adapter(str(request.url))
            # Not through Session.send, which reads the whole body of a redirect, without any limit.
            return adapter.send(request, stream=True, timeout=timeout, verify=True)
        except (requests.RequestException, HTTPError, UnicodeError) as error:
            raise named(error, url, timeout) from error

    def _read(self, response: requests.Response, url: str, asked: str, ask: _Ask, deadline: float) -> Response:
        message = Message()
        message["Content-Type"] = response.headers.get("Content-Type") or content_types.UNKNOWN
        content_type, charset = message.get_content_type(), message.get_content_charset()
        body = b""
        if response.status_code != 304:
            content_types.check(content_type, ask.purpose, url)
            body = self._body(response, ask.max_body_bytes, deadline)
            if not body and ask.purpose != "robots":
                raise errors.EmptyAnswer(
                    f"{url} answered {response.status_code} without a body", status_code=response.status_code
                )
        headers = {name.lower(): value for name, value in response.headers.items() if name.lower() != "set-cookie"}
        return Response(
            url=asked,
            final_url=url,
            status_code=response.status_code,
            headers=headers,
            content_type=content_type,
            encoding=charset,
            body=body,
            attempts=ask.spent.attempts,
            duration_ms=ask.spent.milliseconds,
        )

    def _body(self, response: requests.Response, limit: int, deadline: float) -> bytes:
        try:
            return read_body(
                response.raw,
                coding=response.headers.get("Content-Encoding", "").strip().lower(),
                declared_length=declared_length(response),
                limit=limit,
                deadline=deadline,
                clock=self._clock,
            )
        except FetchError as error:
            error.status_code = response.status_code
            raise

    def _discard(self, response: requests.Response, deadline: float) -> None:
        """Make the connection ready for the next request, where that costs little."""
        if (declared_length(response) or _DISCARD_UP_TO + 1) > _DISCARD_UP_TO and response.headers.get(
            "Content-Length"
        ) != "0":
            response.close()
            return
        self._body(response, _DISCARD_UP_TO, deadline)
        response.raw.release_conn()


class _Spent:
    """Tries and time of one `get`, pauses left out."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: float | None = None
        self._seconds = 0.0
        self.attempts = 0

    def __enter__(self) -> None:
        self._since = self._clock()

    def __exit__(self, *_: object) -> Literal[False]:
        self._seconds += self._clock() - (self._since or 0.0)
        self._since = None
        return False

    @property
    def milliseconds(self) -> int:
        running = self._clock() - self._since if self._since is not None else 0.0
        return round(1000 * (self._seconds + running))


@dataclasses.dataclass(frozen=True, slots=True)
class _Ask:
    purpose: content_types.Expected
    known: Capture | None
    permit: Permit | None
    guard: Guard | None
    max_body_bytes: int
    spent: _Spent

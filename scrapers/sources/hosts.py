"""Which hosts belong to one site: the host of an address, its www variant, and the hosts below it."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from scrapers.canonical_url import DEFAULT_PORTS

# Names and IPv6 addresses. What else may stand there (`%5C`, a blank, a NUL) other readers of addresses take for the
# end of the host, so that they would ask another one than the one that was checked.
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+", re.IGNORECASE)


def bare_host(host: str) -> str:
    """The host without a leading `www.` and a trailing dot, in lower case."""
    return host.lower().rstrip(".").removeprefix("www.")


def port_of(parts: SplitResult) -> int | None:
    """The port that is asked; None where the address holds something that is no port."""
    try:
        port = parts.port
    except ValueError:
        return None
    return DEFAULT_PORTS.get(parts.scheme) if port is None else port


def same_site(url: str, base_url: str) -> bool:
    """Whether `url` lies on the host of `base_url`, its www variant or a host below it, on a port that is right for it.

    A `base_url` with a port of its own admits that port only; any other admits the two ports of the web.
    """
    parts, base = urlsplit(url), urlsplit(base_url)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or not base.hostname:
        return False
    if not _HOST.fullmatch(parts.hostname):
        return False
    host, site = bare_host(parts.hostname), bare_host(base.hostname)
    if host != site and not host.endswith(f".{site}"):
        return False
    base_port = port_of(base)
    of_the_web = tuple(DEFAULT_PORTS.values())
    return port_of(parts) in (of_the_web if base_port in of_the_web else (base_port,))

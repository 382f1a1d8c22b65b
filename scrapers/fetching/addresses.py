"""Addresses of links as they are asked, and which of them may be asked for a source.

Lives here: from a link to an address, the rule of hosts, the rule of network addresses (nothing private, unless the
registry itself names it). Not here: the canonical form (`scrapers.canonical_url`), opening connections (`connections`).
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from requests.utils import requote_uri

from scrapers.canonical_url import DEFAULT_PORTS, canonical_url
from scrapers.sources.hosts import bare_host, same_site

_SPACES = re.compile(r"[\t\r\n]+")
_GLOBAL_UNICAST, _NAT64 = ipaddress.IPv6Network("2000::/3"), ipaddress.IPv6Network("64:ff9b::/96")
# Public by their form, but translated (6to4 relays, NAT64 of one's own network) or never given to anybody.
_NOT_PUBLIC = tuple(map(ipaddress.ip_network, ("192.88.99.0/24", "2002::/16", "3fff::/20")))
SAMPLE_SUFFIX = ".sample.test"
MAX_ADDRESS = 8192
"""Characters of an address; no server of a portal takes more in one line."""


def normalise(url: str, listing_url: str, base_url: str) -> str | None:
    """The canonical form of a link found on `listing_url`, absolute and quoted as it is asked.

    A link to the www variant or the plain-HTTP form of the source's own host takes the form of `base_url`. None for
    what is no web address (mailto, javascript), cannot be read as one, or is longer than `MAX_ADDRESS`.
    """
    if len(url) > MAX_ADDRESS:
        return None
    try:
        parts = urlsplit(canonical_url(urljoin(listing_url, _SPACES.sub("", url.strip()))))
        base = urlsplit(canonical_url(base_url))
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return None
    if base.hostname and bare_host(parts.hostname) == bare_host(base.hostname) and parts.port == base.port:
        parts = parts._replace(scheme=base.scheme, netloc=base.netloc)
    try:
        quoted = str(requote_uri(urlunsplit(parts)))
    except UnicodeError:  # half of a character beyond the basic plane, as JSON can hold it
        return None
    return quoted if len(quoted) <= MAX_ADDRESS else None


def origin(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def host_of(url: str) -> str:
    """The host of an address in lower case, with its port: what one pace is kept for."""
    return urlsplit(url).netloc.lower().rpartition("@")[2]


class AddressRule:
    """What may be asked for one source."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        host = urlsplit(base_url).hostname or ""
        self._named = _ip(host)
        self._loopback = host == "localhost" or (self._named is not None and self._named.is_loopback)

    def allows(self, url: str) -> bool:
        """Whether the host and port are the source's and no address of a private network is written there."""
        parts = urlsplit(url)
        written = _ip(parts.hostname or "")
        return (
            same_site(url, self.base_url)
            and "@" not in parts.netloc  # a name and password, or an empty one
            and (written is None or self.allows_peer(str(written)))
        )

    def allows_peer(self, address: str) -> bool:
        """Whether a connection to this network address is allowed: a public one, or the one that the registry names."""
        ip = _ip(address)
        if ip is None:
            return False
        return _is_public(ip) or ip == self._named or (self._loopback and ip.is_loopback)


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether the address belongs to the public Internet.

    For IPv6 only the block that is given to networks counts: all else is local, reserved, or leads a gateway to an IPv4
    address inside it. The one such form in public use (NAT64) counts where the address inside is public.
    """
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return _is_public(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
        if ip not in _GLOBAL_UNICAST:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in block for block in _NOT_PUBLIC)


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        ip = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return mapped or ip
